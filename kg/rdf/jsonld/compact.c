// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Compaction (API, 6.1): the recursion, and entries whose key is a keyword.  Properties are in
// compact_property.c.

#include "kg/rdf/jsonld/compact.h"

#include <stdlib.h>

static kg__json *
compact_array(kg__jsonld *p, const kg__context *c, kg_str property, kg__json *element)
{
  kg__json *result = kg__json_new(p, KG__JSON_ARRAY);
  for (size_t i = 0; i < element->n_items; i++) {
    kg__json *item = kg__compact(p, c, property, element->items[i]);
    if (item)
      kg__json_append(p, result, item);
  }
  bool keep = result->n_items != 1 || !kg__compact_arrays(p) || kg__is(property, "@graph") ||
              kg__is(property, "@set") ||
              kg__container_of(c, property) & (KG__CONTAINER_LIST | KG__CONTAINER_SET);
  return keep ? result : result->items[0];
}

// ---- contexts

static int
by_text(const void *a, const void *b)
{
  return kg_str_compare((*(kg__json *const *)a)->string, (*(kg__json *const *)b)->string);
}

static void
apply_types(kg__compacting *o)
{
  kg__json *types = kg__json_get(o->element, KG_STR("@type"));
  o->type_scoped = o->c;
  if (!types)
    return;
  kg__json *names = kg__json_new(o->p, KG__JSON_ARRAY);
  types = kg__json_as_array(o->p, types);
  for (size_t i = 0; i < types->n_items; i++)
    if (kg__json_is_string(types->items[i]))
      kg__json_append(o->p, names,
                      kg__json_string(o->p, kg__iri_compact(o->p, o->type_scoped, types->items[i]->string,
                                                            NULL, true, false)));
  if (names->n_items > 1)
    qsort(names->items, names->n_items, sizeof *names->items, by_text);
  for (size_t i = 0; i < names->n_items; i++) {
    const kg__term *term = kg__context_term(o->type_scoped, names->items[i]->string);
    if (term && term->context)
      o->c = kg__context_scoped(o->p, o->c, term, false, false);
  }
}

static void
choose_context(kg__compacting *o)
{
  const kg__json *e = o->element;
  const kg__term *term = kg__context_term(o->c, o->property);
  bool only_id = e->n_members == 1 && kg__json_has(e, KG_STR("@id"));
  if (o->c->previous && !kg__is_value_object(e) && !only_id)
    o->c = o->c->previous;
  if (term && term->context)
    o->c = kg__context_scoped(o->p, o->c, term, true, true);
}

// ---- keywords

static void
set(kg__compacting *o, const char *keyword, kg__json *value)
{
  kg__json_set(o->p, o->result, kg__iri_compact_key(o->p, o->c, keyword), value);
}

static void
compact_id(kg__compacting *o, kg__json *value)
{
  if (kg__json_is_string(value))
    value = kg__json_string(o->p, kg__iri_compact(o->p, o->c, value->string, NULL, false, false));
  set(o, "@id", value);
}

static void
compact_type(kg__compacting *o, kg__json *value)
{
  kg__json *all = kg__json_as_array(o->p, value), *names = kg__json_new(o->p, KG__JSON_ARRAY);
  for (size_t i = 0; i < all->n_items; i++) {
    kg__json *item = all->items[i];
    if (kg__json_is_string(item))
      item = kg__json_string(o->p, kg__iri_compact(o->p, o->type_scoped, item->string, NULL, true, false));
    kg__json_append(o->p, names, item);
  }
  kg_str key = kg__iri_compact_key(o->p, o->c, "@type");
  bool is_set = !kg__jsonld_is_1_0(o->p) && kg__container_of(o->c, key) & KG__CONTAINER_SET;
  bool as_array = is_set || !kg__compact_arrays(o->p) || (kg__json_is_array(value) && value->n_items != 1);
  kg__json_add_value(o->p, o->result, key, names, as_array);
}

static void
compact_reverse(kg__compacting *o, kg__json *value)
{
  kg__json *compacted = kg__compact(o->p, o->c, KG_STR("@reverse"), value);
  kg__json *rest = kg__json_new(o->p, KG__JSON_OBJECT);
  for (size_t i = 0; i < kg__json_count(compacted); i++) {
    kg__json_member m = compacted->members[i];
    const kg__term *term = kg__context_term(o->c, m.key);
    bool as_array = !kg__compact_arrays(o->p) || (term && term->container & KG__CONTAINER_SET);
    if (term && term->reverse)
      kg__json_add_value(o->p, o->result, m.key, m.value, as_array);
    else
      kg__json_set(o->p, rest, m.key, m.value);
  }
  if (rest->n_members)
    set(o, "@reverse", rest);
}

static void
compact_preserve(kg__compacting *o, kg__json *value)
{
  kg__json *compacted = kg__compact(o->p, o->c, o->property, value);
  if (!kg__json_is_empty_array(compacted))
    kg__json_set(o->p, o->result, KG_STR("@preserve"), compacted);
}

static void
compact_entry(kg__compacting *o, kg_str key, kg__json *value)
{
  if (kg__is(key, "@id"))
    compact_id(o, value);
  else if (kg__is(key, "@type"))
    compact_type(o, value);
  else if (kg__is(key, "@reverse"))
    compact_reverse(o, value);
  else if (kg__is(key, "@preserve"))
    compact_preserve(o, value);
  else if (kg__is(key, "@index") && kg__container_of(o->c, o->property) & KG__CONTAINER_INDEX)
    return;
  else if (kg__is(key, "@direction") || kg__is(key, "@index") || kg__is(key, "@language") ||
           kg__is(key, "@value"))
    kg__json_set(o->p, o->result, kg__iri_compact(o->p, o->c, key, NULL, true, false), value);
  else
    kg__compact_property(o, key, value);
}

// ---- the algorithm

// A value or reference that its property says in short; null if it does not.
static kg__json *
compact_value(kg__compacting *o)
{
  const kg__term *term = kg__context_term(o->c, o->property);
  bool is_json = term && kg__is(term->type, "@json"), is_value = kg__is_value_object(o->element);
  bool says_more = o->element->n_members > 2; // than @id and @index
  if (!is_value && (!kg__json_has(o->element, KG_STR("@id")) || (says_more && !is_json)))
    return NULL;
  kg__json *value = kg__value_compact(o->p, o->c, term, o->element);
  return is_json || is_value || !kg__json_is_object(value) ? value : NULL;
}

static kg__json *
compact_object(kg__jsonld *p, const kg__context *c, kg_str property, kg__json *element)
{
  kg__compacting o = {.p = p, .c = c, .property = property, .element = element};
  choose_context(&o);
  kg__json *value = compact_value(&o);
  if (value)
    return value;
  if (kg__is_list_object(element) && kg__container_of(o.c, property) & KG__CONTAINER_LIST)
    return kg__compact(p, o.c, property, kg__json_get(element, KG_STR("@list")));
  o.inside_reverse = kg__is(property, "@reverse");
  o.result = kg__json_new(p, KG__JSON_OBJECT);
  apply_types(&o);
  const kg__json_member *members = kg__json_members(p, element, p->options->ordered);
  for (size_t i = 0; i < element->n_members; i++)
    compact_entry(&o, members[i].key, members[i].value);
  return o.result;
}

kg__json *
kg__compact(kg__jsonld *p, const kg__context *c, kg_str property, kg__json *element)
{
  kg__json *result = element;
  kg__jsonld_enter(p);
  if (kg__json_is_array(element))
    result = compact_array(p, c, property, element);
  else if (kg__json_is_object(element))
    result = compact_object(p, c, property, element);
  p->depth--;
  return result;
}
