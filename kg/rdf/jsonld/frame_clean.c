// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// After framing: "@preserve" unpacked, labels of blank nodes that nothing else refers to taken away, and,
// after compaction, "@null" made null.

#include "kg/rdf/jsonld/frame.h"

// How often each blank node is named.
static void
count(kg__jsonld *p, kg__json *v, kg__json *counts)
{
  if (kg__json_is_string(v) && kg__is_blank(v->string)) {
    bool before = kg__json_has(counts, v->string);
    kg__json_set(p, counts, v->string, kg__json_bool(p, before));
  }
  kg__jsonld_enter(p);
  for (size_t i = 0; i < kg__json_count(v); i++) {
    bool is_object = kg__json_is_object(v);
    if (is_object && kg__is(v->members[i].key, "@value"))
      continue;
    count(p, is_object ? v->members[i].value : v->items[i], counts);
  }
  p->depth--;
}

static kg__json *clean(kg__jsonld *p, kg__json *v, kg__json *counts);

static kg__json *
clean_object(kg__jsonld *p, kg__json *v, kg__json *counts)
{
  kg__json *preserved = kg__json_get(v, KG_STR("@preserve"));
  if (preserved)
    return kg__first(preserved);
  if (kg__is_value_object(v))
    return v;
  kg__json *result = kg__json_new(p, KG__JSON_OBJECT);
  for (size_t i = 0; i < v->n_members; i++) {
    kg_str key = v->members[i].key;
    kg__json *value = v->members[i].value;
    bool named_once =
        kg__is(key, "@id") && kg__json_is(kg__json_get(counts, kg__json_text(value)), KG__JSON_FALSE);
    if (!named_once)
      kg__json_set(p, result, key, clean(p, value, counts));
  }
  return result;
}

static kg__json *
clean(kg__jsonld *p, kg__json *v, kg__json *counts)
{
  if (!kg__json_count(v))
    return v;
  kg__jsonld_enter(p);
  if (kg__json_is_object(v)) {
    v = clean_object(p, v, counts);
  } else {
    v = kg__json_copy(p, v);
    for (size_t i = 0; i < v->n_items; i++)
      v->items[i] = clean(p, v->items[i], counts);
  }
  p->depth--;
  return v;
}

kg__json *
kg__frame_clean(kg__jsonld *p, kg__json *framed)
{
  kg__json *counts = kg__json_new(p, KG__JSON_OBJECT);
  if (!kg__jsonld_is_1_0(p))
    count(p, framed, counts);
  return clean(p, framed, counts);
}

static kg__json *
nulls_of_array(kg__jsonld *p, kg__json *v)
{
  kg__json *result = kg__json_new(p, KG__JSON_ARRAY);
  for (size_t i = 0; i < v->n_items; i++) {
    kg__json *item = kg__frame_nulls(p, v->items[i]);
    if (item->type != KG__JSON_NULL)
      kg__json_append(p, result, item);
  }
  return result;
}

kg__json *
kg__frame_nulls(kg__jsonld *p, kg__json *v)
{
  if (kg__json_is_string(v) && kg__is(v->string, "@null"))
    return kg__json_new(p, KG__JSON_NULL);
  if (!kg__json_count(v))
    return v;
  kg__jsonld_enter(p);
  if (kg__json_is_array(v)) {
    v = nulls_of_array(p, v);
  } else {
    v = kg__json_copy(p, v);
    for (size_t i = 0; i < v->n_members; i++)
      v->members[i].value = kg__frame_nulls(p, v->members[i].value);
  }
  p->depth--;
  return v;
}
