// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Compaction: properties and their containers (API, 6.1.2, steps 12.7 and 12.8).

#include "kg/rdf/jsonld/compact.h"

// Where the property goes: the result, or the object that the term nests it in.
static kg__json *
nest_of(kg__compacting *o, const kg__term *term)
{
  if (!term || !term->nest.ptr)
    return o->result;
  if (!kg__is(kg__iri_expand_key(o->p, o->c, term->nest), "@nest"))
    kg__jsonld_fail(o->p, NULL, "invalid @nest value", "\"%.*s\" does not mean @nest",
                    KG_STR_ARG(term->nest));
  kg__json *nest = kg__json_get(o->result, term->nest);
  if (!nest) {
    nest = kg__json_new(o->p, KG__JSON_OBJECT);
    kg__json_set(o->p, o->result, term->nest, nest);
  }
  return nest;
}

static kg__json *
key_object(kg__compacting *o, const char *keyword, kg__json *value)
{
  return kg__json_object_of(o->p, kg__iri_compact_key(o->p, o->c, keyword), value);
}

// ---- lists

static void
add_list(kg__compacting *o, kg__json *to, kg_str key, unsigned container, kg__json *item, kg__json *compacted,
         bool as_array)
{
  kg__json *index = kg__json_get(item, KG_STR("@index"));
  compacted = kg__json_as_array(o->p, compacted);
  if (container & KG__CONTAINER_LIST) {
    if (kg__json_has(to, key))
      kg__jsonld_fail(o->p, item, "compaction to list of lists", "\"%.*s\" holds one list only",
                      KG_STR_ARG(key));
    kg__json_set(o->p, to, key, compacted);
    return;
  }
  compacted = key_object(o, "@list", compacted);
  if (index)
    kg__json_set(o->p, compacted, kg__iri_compact_key(o->p, o->c, "@index"), index);
  kg__json_add_value(o->p, to, key, compacted, as_array);
}

// ---- graphs

static kg__json *
graph_object(kg__compacting *o, kg__json *item, kg__json *compacted)
{
  kg__json *id = kg__json_get(item, KG_STR("@id")), *index = kg__json_get(item, KG_STR("@index"));
  kg__json *result = key_object(o, "@graph", compacted);
  if (id)
    kg__json_set(o->p, result, kg__iri_compact_key(o->p, o->c, "@id"),
                 kg__json_string(o->p, kg__iri_compact(o->p, o->c, kg__json_text(id), NULL, false, false)));
  if (index)
    kg__json_set(o->p, result, kg__iri_compact_key(o->p, o->c, "@index"), index);
  return result;
}

static kg__json *
map_of(kg__compacting *o, kg__json *to, kg_str key)
{
  kg__json *map = kg__json_get(to, key);
  if (!map) {
    map = kg__json_new(o->p, KG__JSON_OBJECT);
    kg__json_set(o->p, to, key, map);
  }
  return map;
}

static void
add_graph(kg__compacting *o, kg__json *to, kg_str key, unsigned container, kg__json *item,
          kg__json *compacted, bool as_array)
{
  kg_str id = kg__json_text(kg__json_get(item, KG_STR("@id")));
  kg_str index = kg__json_text(kg__json_get(item, KG_STR("@index")));
  bool simple = kg__is_simple_graph_object(item);
  kg_str none = kg__iri_compact_key(o->p, o->c, "@none");
  if (!(container & KG__CONTAINER_GRAPH)) {
    kg__json_add_value(o->p, to, key, graph_object(o, item, compacted), as_array);
  } else if (container & KG__CONTAINER_ID) {
    kg_str name = id.ptr ? kg__iri_compact(o->p, o->c, id, NULL, false, false) : none;
    kg__json_add_value(o->p, map_of(o, to, key), name, compacted, as_array);
  } else if (container & KG__CONTAINER_INDEX && simple) {
    kg__json_add_value(o->p, map_of(o, to, key), index.ptr ? index : none, compacted, as_array);
  } else if (!(container & KG__CONTAINER_INDEX) && simple) {
    if (kg__json_is_array(compacted) && compacted->n_items > 1)
      compacted = key_object(o, "@included", compacted);
    kg__json_add_value(o->p, to, key, compacted, as_array);
  } else {
    kg__json_add_value(o->p, to, key, graph_object(o, item, compacted), as_array);
  }
}

// ---- maps

// Take the first text of a key away from the object.
static kg_str
take_first(kg__compacting *o, kg__json *object, kg_str key)
{
  kg__json *all = kg__json_as_array(o->p, kg__json_get(object, key));
  if (!all->n_items || !kg__json_is_string(all->items[0]))
    return (kg_str){0};
  kg_str first = all->items[0]->string;
  kg__json *rest = kg__json_new(o->p, KG__JSON_ARRAY);
  for (size_t i = 1; i < all->n_items; i++)
    kg__json_append(o->p, rest, all->items[i]);
  kg__json_remove(o->p, object, key);
  kg__json_add_value(o->p, object, key, rest, false);
  return first;
}

static kg_str
language_key(kg__json *item, kg__json **compacted)
{
  kg__json *value = kg__json_get(item, KG_STR("@value"));
  if (value)
    *compacted = value;
  return kg__json_text(kg__json_get(item, KG_STR("@language")));
}

static kg_str
index_key(kg__compacting *o, const kg__term *term, kg__json *item, kg__json *compacted)
{
  if (!term->index.ptr || kg__is(term->index, "@index"))
    return kg__json_text(kg__json_get(item, KG_STR("@index")));
  kg_str iri = kg__iri_expand_key(o->p, o->c, term->index);
  return take_first(o, compacted, kg__iri_compact(o->p, o->c, iri, NULL, true, false));
}

static kg_str
id_key(kg__compacting *o, kg__json *compacted)
{
  kg_str key = kg__iri_compact_key(o->p, o->c, "@id");
  kg_str id = kg__json_text(kg__json_get(compacted, key));
  if (kg__json_is_object(compacted))
    kg__json_remove(o->p, compacted, key);
  return id;
}

static kg_str
type_key(kg__compacting *o, kg_str property, kg__json *item, kg__json **compacted)
{
  kg_str type = take_first(o, *compacted, kg__iri_compact_key(o->p, o->c, "@type"));
  kg__json *rest = *compacted;
  kg__json *id = kg__json_get(item, KG_STR("@id"));
  if (kg__json_is_object(rest) && rest->n_members == 1 && id &&
      kg__is(kg__iri_expand_key(o->p, o->c, rest->members[0].key), "@id"))
    *compacted = kg__compact(o->p, o->c, property, kg__json_object_of(o->p, KG_STR("@id"), id));
  return type;
}

static void
add_to_map(kg__compacting *o, kg__json *to, const kg__term *term, kg__json *item, kg__json *compacted,
           bool as_array)
{
  kg_str key = {0};
  kg__json *map = map_of(o, to, term->name);
  if (kg__json_is_object(compacted))
    compacted = kg__json_copy(o->p, compacted);
  if (term->container & KG__CONTAINER_LANGUAGE)
    key = language_key(item, &compacted);
  else if (term->container & KG__CONTAINER_INDEX)
    key = index_key(o, term, item, compacted);
  else if (term->container & KG__CONTAINER_ID)
    key = id_key(o, compacted);
  else
    key = type_key(o, term->name, item, &compacted);
  if (!key.ptr)
    key = kg__iri_compact_key(o->p, o->c, "@none");
  kg__json_add_value(o->p, map, key, compacted, as_array);
}

// ---- the property

static void
add_item(kg__compacting *o, kg_str property, kg__json *item)
{
  const unsigned maps = KG__CONTAINER_LANGUAGE | KG__CONTAINER_INDEX | KG__CONTAINER_ID | KG__CONTAINER_TYPE;
  kg_str key = kg__iri_compact(o->p, o->c, property, item, true, o->inside_reverse);
  const kg__term *term = kg__context_term(o->c, key);
  kg__json *to = nest_of(o, term);
  unsigned container = term ? term->container : 0;
  bool as_array = container & KG__CONTAINER_SET || kg__is(key, "@graph") || kg__is(key, "@list") ||
                  !kg__compact_arrays(o->p);
  bool is_list = kg__is_list_object(item), is_graph = kg__is_graph_object(item);
  kg__json *inner = is_list    ? kg__json_get(item, KG_STR("@list"))
                    : is_graph ? kg__json_get(item, KG_STR("@graph"))
                               : item;
  kg__json *compacted = kg__compact(o->p, o->c, key, inner);
  if (is_list)
    add_list(o, to, key, container, item, compacted, as_array);
  else if (is_graph)
    add_graph(o, to, key, container, item, compacted, as_array);
  else if (container & maps && !(container & KG__CONTAINER_GRAPH))
    add_to_map(o, to, term, item, compacted, as_array);
  else
    kg__json_add_value(o->p, to, key, compacted, as_array || kg__json_is_empty_array(compacted));
}

void
kg__compact_property(kg__compacting *o, kg_str property, kg__json *value)
{
  kg__json *items = kg__json_as_array(o->p, value);
  for (size_t i = 0; i < items->n_items; i++)
    add_item(o, property, items->items[i]);
  if (items->n_items)
    return;
  kg_str key = kg__iri_compact(o->p, o->c, property, value, true, o->inside_reverse);
  kg__json_add_value(o->p, nest_of(o, kg__context_term(o->c, key)), key, items, true);
}
