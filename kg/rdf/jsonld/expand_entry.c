// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Expansion: the entries of an object (API, 5.1.2, steps 13 and 14).

#include "kg/rdf/jsonld/expand.h"

void
kg__expand_add_reverse(kg__object *o, kg_str property, kg__json *items, kg__json *at)
{
  kg__json *map = kg__json_get(o->result, KG_STR("@reverse"));
  if (!map) {
    map = kg__json_new(o->p, KG__JSON_OBJECT);
    kg__json_set(o->p, o->result, KG_STR("@reverse"), map);
  }
  items = kg__json_as_array(o->p, items);
  for (size_t i = 0; i < items->n_items; i++) {
    if (kg__is_value_object(items->items[i]) || kg__is_list_object(items->items[i]))
      kg__jsonld_fail(o->p, at, "invalid reverse property value", "only nodes can have a reverse property");
    kg__json_add_value(o->p, map, property, items->items[i], true);
  }
}

static kg__json *
wrap_list(kg__jsonld *p, kg__json *value)
{
  return kg__is_list_object(value) ? value
                                   : kg__json_object_of(p, KG_STR("@list"), kg__json_as_array(p, value));
}

static kg__json *
wrap_graphs(kg__jsonld *p, kg__json *value)
{
  kg__json *items = kg__json_as_array(p, value), *result = kg__json_new(p, KG__JSON_ARRAY);
  for (size_t i = 0; i < items->n_items; i++)
    kg__json_append(p, result,
                    kg__json_object_of(p, KG_STR("@graph"), kg__json_as_array(p, items->items[i])));
  return result;
}

static kg__json *
expand_json(kg__jsonld *p, kg__json *value)
{
  kg__json *result = kg__json_object_of(p, KG_STR("@value"), value);
  kg__json_set(p, result, KG_STR("@type"), kg__json_string(p, KG_STR("@json")));
  return result;
}

static void
expand_property(kg__object *o, kg_str key, kg_str property, kg__json *value)
{
  static const kg__term none = {0};
  const kg__term *term = kg__context_term(o->c, key);
  const kg__term *t = term ? term : &none;
  kg__json *expanded = NULL;
  if (kg__is(t->type, "@json"))
    expanded = expand_json(o->p, value);
  else if (kg__json_is_object(value))
    expanded = kg__expand_map(o, key, t, value);
  if (!expanded)
    expanded = kg__expand(o->p, o->c, key, value, o->e, false);
  if (!expanded)
    return;
  if (t->container & KG__CONTAINER_LIST)
    expanded = wrap_list(o->p, expanded);
  if (t->container & KG__CONTAINER_GRAPH && !(t->container & (KG__CONTAINER_ID | KG__CONTAINER_INDEX)))
    expanded = wrap_graphs(o->p, expanded);
  if (t->reverse)
    kg__expand_add_reverse(o, property, expanded, value);
  else
    kg__json_add_value(o->p, o->result, property, expanded, true);
}

static void expand_nested(kg__object *o, kg_str key, kg__json *value);

void
kg__expand_entries(kg__object *o, kg__json *element)
{
  kg__json *nests = NULL;
  const kg__json_member *members = kg__json_members(o->p, element, o->p->options->ordered);
  for (size_t i = 0; i < element->n_members; i++) {
    kg_str key = members[i].key;
    if (kg__is(key, "@context"))
      continue;
    kg_str property = kg__iri_expand_key(o->p, o->c, key);
    bool is_keyword = kg__is_keyword(property);
    if (!property.ptr || (!is_keyword && !memchr(property.ptr, ':', property.len)))
      continue;
    if (!is_keyword) {
      expand_property(o, key, property, members[i].value);
    } else if (!kg__expand_keyword(o, property, members[i].value)) {
      nests = nests ? nests : kg__json_new(o->p, KG__JSON_OBJECT);
      kg__json_set(o->p, nests, key, members[i].value);
    }
  }
  for (size_t i = 0; i < kg__json_count(nests); i++)
    expand_nested(o, nests->members[i].key, nests->members[i].value);
}

static void
expand_nested(kg__object *o, kg_str key, kg__json *value)
{
  const kg__context *outer = o->c;
  const kg__term *term = kg__context_term(o->c, key);
  kg__json *items = kg__json_as_array(o->p, value);
  if (term && term->context)
    o->c = kg__context_scoped(o->p, o->c, term, true, true);
  kg__jsonld_enter(o->p);
  for (size_t i = 0; i < items->n_items; i++) {
    kg__json *item = items->items[i];
    if (!kg__json_is_object(item))
      kg__jsonld_fail(o->p, item, "invalid @nest value", "it is not an object");
    for (size_t k = 0; k < item->n_members; k++)
      if (kg__is(kg__iri_expand_key(o->p, o->c, item->members[k].key), "@value"))
        kg__jsonld_fail(o->p, item, "invalid @nest value", "it has a @value");
    kg__expand_entries(o, item);
  }
  o->p->depth--;
  o->c = outer;
}
