// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Expansion: language maps, and maps by index, id and type (API, 5.1.2, steps 13.7 and 13.8).

#include "kg/rdf/jsonld/expand.h"

static bool
is_none(kg__object *o, kg_str key)
{
  return kg__is(key, "@none") || kg__is(kg__iri_expand_key(o->p, o->c, key), "@none");
}

// ---- languages

static kg__json *
language_value(kg__object *o, kg_str language, kg__json *text, kg_str direction)
{
  if (!kg__json_is_string(text))
    kg__jsonld_fail(o->p, text, "invalid language map value", "it is not a string");
  kg__json *v = kg__json_object_of(o->p, KG_STR("@value"), text);
  if (!is_none(o, language))
    kg__json_set(o->p, v, KG_STR("@language"), kg__json_string(o->p, language));
  if (direction.ptr)
    kg__json_set(o->p, v, KG_STR("@direction"), kg__json_string(o->p, direction));
  return v;
}

static kg__json *
expand_languages(kg__object *o, const kg__term *term, kg__json *map)
{
  kg__json *result = kg__json_new(o->p, KG__JSON_ARRAY);
  kg_str direction = term->has_direction ? term->direction : o->c->direction;
  const kg__json_member *members = kg__json_members(o->p, map, o->p->options->ordered);
  for (size_t i = 0; i < map->n_members; i++) {
    kg__json *texts = kg__json_as_array(o->p, members[i].value);
    for (size_t k = 0; k < texts->n_items; k++)
      if (!kg__json_is_null(texts->items[k]))
        kg__json_append(o->p, result, language_value(o, members[i].key, texts->items[k], direction));
  }
  return result;
}

// ---- index, id, type

static const kg__context *
map_context(kg__object *o, const kg__term *term, kg_str key)
{
  const kg__context *c = o->c;
  if (!(term->container & (KG__CONTAINER_ID | KG__CONTAINER_TYPE)))
    return c;
  if (c->previous)
    c = c->previous;
  const kg__term *type = kg__context_term(c, key);
  if (term->container & KG__CONTAINER_TYPE && type && type->context)
    c = kg__context_scoped(o->p, c, type, false, false);
  return c;
}

static void
prepend(kg__object *o, kg__json *item, kg_str key, kg__json *first)
{
  kg__json *all = kg__json_array_of(o->p, first), *rest = kg__json_get(item, key);
  if (rest)
    kg__json_append_all(o->p, all, rest);
  kg__json_set(o->p, item, key, all);
}

static void
set_property_index(kg__object *o, const kg__term *term, kg__json *item, kg__json *text)
{
  kg_str property = kg__iri_expand_key(o->p, o->c, term->index);
  if (!property.ptr)
    return;
  kg__json *value = kg__value_expand(o->p, o->c, kg__context_term(o->c, term->index), text);
  prepend(o, item, property, value);
  if (kg__is_value_object(item) && item->n_members > 1)
    kg__jsonld_fail(o->p, text, "invalid value object", "a value cannot have the property of its index");
}

static void
set_id(kg__object *o, kg__json *item, kg_str key)
{
  kg_str id = kg__iri_expand(o->p, o->c, key, true, false, NULL);
  if (id.ptr)
    kg__json_set(o->p, item, KG_STR("@id"), kg__json_string(o->p, id));
}

static void
set_key(kg__object *o, const kg__term *term, kg__json *item, kg__json *text, kg_str expanded)
{
  kg_str key = text->string;
  unsigned c = term->container;
  if (c & KG__CONTAINER_INDEX && term->index.ptr && !kg__is(term->index, "@index"))
    set_property_index(o, term, item, text);
  else if (c & KG__CONTAINER_INDEX && !kg__json_has(item, KG_STR("@index")))
    kg__json_set(o->p, item, KG_STR("@index"), text);
  else if (c & KG__CONTAINER_ID && !kg__json_has(item, KG_STR("@id")))
    set_id(o, item, key);
  else if (c & KG__CONTAINER_TYPE && expanded.ptr)
    prepend(o, item, KG_STR("@type"), kg__json_string(o->p, expanded));
}

static void
expand_keyed(kg__object *o, kg_str property, const kg__term *term, kg__json_member entry, kg__json *result)
{
  const kg__context *c = map_context(o, term, entry.key);
  kg_str expanded = kg__iri_expand_key(o->p, o->c, entry.key);
  kg__json *text = kg__json_string(o->p, entry.key);
  kg__json *items = kg__json_as_array(o->p, entry.value);
  text->document = entry.value->document;
  text->offset = entry.value->offset;
  items = kg__json_as_array(o->p, kg__expand(o->p, c, property, items, o->e, true));
  for (size_t i = 0; i < items->n_items; i++) {
    kg__json *item = items->items[i];
    if (term->container & KG__CONTAINER_GRAPH && !kg__is_graph_object(item))
      item = kg__json_object_of(o->p, KG_STR("@graph"), kg__json_as_array(o->p, item));
    item = kg__json_copy(o->p, item);
    if (!kg__is(expanded, "@none"))
      set_key(o, term, item, text, expanded);
    kg__json_append(o->p, result, item);
  }
}

kg__json *
kg__expand_map(kg__object *o, kg_str key, const kg__term *term, kg__json *value)
{
  if (term->container & KG__CONTAINER_LANGUAGE)
    return expand_languages(o, term, value);
  if (!(term->container & (KG__CONTAINER_INDEX | KG__CONTAINER_ID | KG__CONTAINER_TYPE)))
    return NULL;
  kg__json *result = kg__json_new(o->p, KG__JSON_ARRAY);
  const kg__json_member *members = kg__json_members(o->p, value, o->p->options->ordered);
  for (size_t i = 0; i < value->n_members; i++)
    expand_keyed(o, key, term, members[i], result);
  return result;
}
