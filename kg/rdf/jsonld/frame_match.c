// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Frame matching and value pattern matching (Framing, 4.2.2 to 4.2.4).

#include "kg/rdf/jsonld/frame.h"

#include <strings.h>

bool
kg__frame_is_reference(const kg__json *v)
{
  return kg__json_is_object(v) && v->n_members == 1 && kg__json_has(v, KG_STR("@id"));
}

// ---- values

static bool
is_wildcard(kg__json *pattern)
{
  return kg__json_is_empty_object(kg__first(pattern));
}

static bool
contains_tag(kg__json *tags, const kg__json *tag)
{
  kg_str t = kg__json_text(tag);
  for (size_t i = 0; kg__json_is_array(tags) && i < tags->n_items; i++) {
    kg_str other = kg__json_text(tags->items[i]);
    if (other.ptr && other.len == t.len && strncasecmp(other.ptr, t.ptr, t.len) == 0)
      return true;
  }
  return kg__json_is_string(tags) && kg_str_equal(tags->string, t);
}

static bool
contains(kg__json *all, const kg__json *value)
{
  for (size_t i = 0; kg__json_is_array(all) && i < all->n_items; i++)
    if (kg__json_equal(all->items[i], value))
      return true;
  return !kg__json_is_array(all) && all && kg__json_equal(all, value);
}

static bool
fits(kg__json *pattern, kg__json *value, bool is_tag)
{
  bool none = !pattern || kg__json_is_empty_array(pattern);
  if (!value)
    return none;
  if (none)
    return false;
  return is_wildcard(pattern) || (is_tag ? contains_tag(pattern, value) : contains(pattern, value));
}

bool
kg__frame_matches_value(kg__json *pattern, kg__json *value)
{
  kg__json *v = kg__json_get(pattern, KG_STR("@value")), *t = kg__json_get(pattern, KG_STR("@type"));
  kg__json *l = kg__json_get(pattern, KG_STR("@language")), *d = kg__json_get(pattern, KG_STR("@direction"));
  if (!kg__json_count(v) && !kg__json_count(t) && !kg__json_count(l) && !kg__json_is_scalar(v) &&
      !kg__json_is_scalar(t) && !kg__json_is_scalar(l) && !v)
    return true;
  return (is_wildcard(v) || contains(v, kg__json_get(value, KG_STR("@value")))) &&
         fits(t, kg__json_get(value, KG_STR("@type")), false) &&
         fits(l, kg__json_get(value, KG_STR("@language")), true) &&
         (!d || fits(d, kg__json_get(value, KG_STR("@direction")), true));
}

// ---- nodes

typedef enum answer { NO, YES, REFUSED } answer;

static bool
matches_reference(kg__framing *f, kg__json *pattern, kg__json *value, bool require_all)
{
  kg__json *id = kg__json_get(value, KG_STR("@id"));
  kg__json *node = id ? kg__json_get(kg__framing_nodes(f), kg__json_text(id)) : NULL;
  return node && kg__frame_matches(f, node, pattern, require_all);
}

static answer
match_id(kg__json *node, kg__json *pattern)
{
  kg__json *id = kg__json_get(node, KG_STR("@id"));
  return is_wildcard(pattern) || !kg__json_count(pattern) || contains(pattern, id) ? YES : NO;
}

static answer
match_type(kg__json *node, kg__json *pattern)
{
  kg__json *types = kg__json_get(node, KG_STR("@type"));
  if (kg__json_is_empty_array(pattern))
    return kg__json_count(types) ? REFUSED : YES;
  if (kg__json_count(pattern) == 1 && is_wildcard(pattern))
    return kg__json_count(types) ? YES : NO;
  for (size_t i = 0; i < kg__json_count(pattern); i++) {
    kg__json *item = pattern->items[i];
    if (kg__json_has(item, KG_STR("@default")) || contains(types, item))
      return YES;
  }
  return NO;
}

static bool
match_list(kg__framing *f, kg__json *pattern, kg__json *values, bool require_all)
{
  kg__json *wanted = kg__first(kg__json_get(pattern, KG_STR("@list")));
  kg__json *list = kg__json_get(kg__first(values), KG_STR("@list"));
  for (size_t i = 0; wanted && i < kg__json_count(list); i++)
    if (kg__is_value_object(wanted) ? kg__frame_matches_value(wanted, list->items[i])
                                    : matches_reference(f, wanted, list->items[i], require_all))
      return true;
  return false;
}

static bool
match_any(kg__framing *f, kg__json *pattern, kg__json *values, bool require_all)
{
  bool is_value = kg__is_value_object(pattern);
  for (size_t i = 0; i < kg__json_count(values); i++)
    if (is_value ? kg__frame_matches_value(pattern, values->items[i])
                 : matches_reference(f, pattern, values->items[i], require_all))
      return true;
  return false;
}

static answer
match_property(kg__framing *f, kg__json *values, kg__json *patterns, bool require_all)
{
  kg__json *pattern = kg__first(patterns);
  if (!pattern)
    return kg__json_count(values) ? REFUSED : YES;
  if (kg__is_list_object(pattern))
    return match_list(f, pattern, values, require_all) ? YES : NO;
  if (kg__is_value_object(pattern) || kg__json_has(pattern, KG_STR("@id")))
    return match_any(f, pattern, values, require_all) ? YES : NO;
  return kg__json_count(values) ? YES : NO;
}

bool
kg__frame_matches(kg__framing *f, kg__json *node, kg__json *frame, bool require_all)
{
  bool wildcard = true, some = false;
  kg__jsonld_enter(f->p);
  for (size_t i = 0; i < frame->n_members; i++) {
    kg_str key = frame->members[i].key;
    kg__json *pattern = frame->members[i].value;
    kg__json *values = kg__json_get(node, key);
    bool is_id = kg__is(key, "@id"), is_type = kg__is(key, "@type");
    answer a;
    if (is_id) {
      a = match_id(node, pattern);
    } else if (is_type) {
      wildcard = false;
      a = match_type(node, pattern);
    } else if (kg__is_keyword(key)) {
      continue;
    } else {
      wildcard = false;
      if (!kg__json_count(values) && kg__json_has(kg__first(pattern), KG_STR("@default")))
        continue;
      a = match_property(f, values, pattern, require_all);
    }
    if (a == REFUSED || (a == NO && require_all) || ((is_id || is_type) && !require_all)) {
      f->p->depth--;
      return a == YES;
    }
    some |= a == YES;
  }
  f->p->depth--;
  return wildcard || some;
}
