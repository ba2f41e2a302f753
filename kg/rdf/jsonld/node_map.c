// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Node map generation (API, 7.2), and the names of blank nodes (7.4).
//
// Arrays of properties are sets: from a certain size on a hash table remembers what each of them has, so that
// a node with a million values takes no longer than a million nodes.

#include "kg/rdf/jsonld/jsonld.h"

#include <stdio.h>

enum { LARGE = 16 };

typedef struct place {
  kg__json *graphs;
  kg__json *graph;     ///< The node map that nodes go into
  kg__json *subject;   ///< The node whose property is read, or null
  kg__json *referring; ///< A reference to the node that has the reverse property, or null
  kg_str property;
  kg__json *list; ///< The list object that items go to, or null
} place;

// ---- names

kg_str
kg__issue(kg__jsonld *p, kg_str label)
{
  uint64_t *slot;
  bool is_new = true;
  char text[34] = "_:";
  if (p->naming) {
    kg_str bare = label.ptr ? (kg_str){label.ptr + 2, label.len - 2} : label;
    kg_str name = label.ptr ? p->naming->label(p->naming->self, bare, text + 2)
                            : p->naming->anonymous(p->naming->self, text + 2);
    if (name.ptr && !name.len)
      kg__jsonld_no_memory(p);
    return name.ptr ? kg__jsonld_concat(p, KG_STR("_:"), name) : label;
  }
  uint64_t n = p->issuer.n;
  if (label.ptr && kg__map_put(&p->issuer.names, label, n, &slot, &is_new))
    kg__jsonld_no_memory(p);
  if (!is_new)
    n = *slot;
  else
    p->issuer.n++;
  int length = snprintf(text, sizeof text, "_:b%llu", (unsigned long long)n);
  return kg__jsonld_copy(p, (kg_str){text, (size_t)length});
}

static kg_str
name_of(kg__jsonld *p, kg_str iri)
{
  return kg__is_blank(iri) ? kg__issue(p, iri) : iri;
}

// ---- arrays as sets

static bool
remember(kg__jsonld *p, const kg__json *array, const kg__json *value)
{
  uint64_t *slot;
  bool is_new;
  kg_buf_clear(&p->key);
  kg__key_add_pointer(p, array);
  kg__json_canonical(p, value, &p->key);
  if (kg__map_put(&p->seen, kg_buf_str(&p->key), array->n_items, &slot, &is_new))
    kg__jsonld_no_memory(p);
  return is_new;
}

static bool
contains(kg__jsonld *p, const kg__json *array, const kg__json *value)
{
  if (array->n_items < LARGE) {
    for (size_t i = 0; i < array->n_items; i++)
      if (kg__json_equal(array->items[i], value))
        return true;
    return false;
  }
  if (array->n_items == LARGE) // The last one of these may have been the last of the small ones.
    for (size_t i = 0; i < LARGE; i++)
      remember(p, array, array->items[i]);
  return !remember(p, array, value);
}

bool
kg__append_unique(kg__jsonld *p, kg__json *array, kg__json *value)
{
  if (contains(p, array, value))
    return false;
  kg__json_append(p, array, value);
  return true;
}

static kg__json *
member(kg__jsonld *p, kg__json *object, kg_str key, kg__json_type type)
{
  kg__json *value = kg__json_get(object, key);
  if (!value) {
    value = kg__json_new(p, type);
    kg__json_set(p, object, key, value);
  }
  return value;
}

static void
add_unique(kg__jsonld *p, kg__json *node, kg_str key, kg__json *value)
{
  kg__append_unique(p, member(p, node, key, KG__JSON_ARRAY), value);
}

// ---- the kinds of elements

static void generate(kg__jsonld *p, kg__json *element, const place *at);

static kg__json *
rename_types(kg__jsonld *p, kg__json *types)
{
  bool any = false;
  kg__json *all = kg__json_as_array(p, types);
  for (size_t i = 0; i < all->n_items; i++)
    any |= kg__is_blank(kg__json_text(all->items[i]));
  if (!any)
    return types;
  all = kg__json_copy(p, all);
  for (size_t i = 0; i < all->n_items; i++)
    if (kg__json_is_string(all->items[i]))
      all->items[i] = kg__json_string(p, name_of(p, all->items[i]->string));
  return kg__json_is_array(types) ? all : all->items[0];
}

static void
add_value(kg__jsonld *p, kg__json *element, const place *at)
{
  kg__json *type = kg__json_get(element, KG_STR("@type"));
  kg__json *renamed = type ? rename_types(p, type) : NULL;
  if (renamed != type) {
    element = kg__json_copy(p, element);
    kg__json_set(p, element, KG_STR("@type"), renamed);
  }
  if (at->list)
    kg__json_append(p, kg__json_get(at->list, KG_STR("@list")), element);
  else if (at->subject)
    add_unique(p, at->subject, at->property, element);
}

static void
add_list(kg__jsonld *p, kg__json *element, const place *at)
{
  kg__json *list = kg__json_object_of(p, KG_STR("@list"), kg__json_new(p, KG__JSON_ARRAY));
  place inner = *at;
  inner.list = list;
  generate(p, kg__json_get(element, KG_STR("@list")), &inner);
  if (at->list)
    kg__json_append(p, kg__json_get(at->list, KG_STR("@list")), list);
  else if (at->subject)
    kg__json_append(p, member(p, at->subject, at->property, KG__JSON_ARRAY), list);
}

// Tell whoever led here.
static void
refer(kg__jsonld *p, kg__json *node, kg_str id, const place *at)
{
  if (at->referring) {
    add_unique(p, node, at->property, at->referring);
    return;
  }
  if (!at->property.ptr)
    return;
  kg__json *reference = kg__json_object_of(p, KG_STR("@id"), kg__json_string(p, id));
  if (at->list)
    kg__json_append(p, kg__json_get(at->list, KG_STR("@list")), reference);
  else
    add_unique(p, at->subject, at->property, reference);
}

static void
set_index(kg__jsonld *p, kg__json *node, kg__json *index)
{
  kg__json *there = kg__json_get(node, KG_STR("@index"));
  if (there && !kg__json_equal(there, index))
    kg__jsonld_fail(p, index, "conflicting indexes", "a node has two different values of @index");
  kg__json_set(p, node, KG_STR("@index"), index);
}

static void
add_reverse(kg__jsonld *p, kg__json *map, kg_str id, const place *at)
{
  place inner = {.graphs = at->graphs, .graph = at->graph};
  inner.referring = kg__json_object_of(p, KG_STR("@id"), kg__json_string(p, id));
  for (size_t i = 0; i < map->n_members; i++) {
    inner.property = name_of(p, map->members[i].key);
    generate(p, map->members[i].value, &inner);
  }
}

static kg__json *
node_of(kg__jsonld *p, kg__json *graph, kg_str id)
{
  kg__json *node = kg__json_get(graph, id);
  if (!node) {
    node = kg__json_object_of(p, KG_STR("@id"), kg__json_string(p, id));
    kg__json_set(p, graph, id, node);
  }
  return node;
}

static void
add_types(kg__jsonld *p, kg__json *node, kg__json *types)
{
  types = kg__json_as_array(p, rename_types(p, types));
  for (size_t i = 0; i < types->n_items; i++)
    add_unique(p, node, KG_STR("@type"), types->items[i]);
}

static void
add_entry(kg__jsonld *p, kg__json *node, kg_str id, const kg__json_member *e, const place *at)
{
  place inner = {.graphs = at->graphs, .graph = at->graph};
  if (kg__is(e->key, "@id"))
    return;
  if (kg__is(e->key, "@type")) {
    add_types(p, node, e->value);
  } else if (kg__is(e->key, "@index")) {
    set_index(p, node, e->value);
  } else if (kg__is(e->key, "@reverse")) {
    add_reverse(p, e->value, id, at);
  } else if (kg__is(e->key, "@graph")) {
    inner.graph = member(p, at->graphs, id, KG__JSON_OBJECT);
    generate(p, e->value, &inner);
  } else if (kg__is(e->key, "@included")) {
    generate(p, e->value, &inner);
  } else {
    inner.subject = node;
    inner.property = name_of(p, e->key);
    member(p, node, inner.property, KG__JSON_ARRAY);
    generate(p, e->value, &inner);
  }
}

static void
add_node(kg__jsonld *p, kg__json *element, const place *at)
{
  kg__json *given = kg__json_get(element, KG_STR("@id"));
  if (given && !kg__json_is_string(given))
    return;
  kg_str id = given ? name_of(p, given->string) : kg__issue(p, (kg_str){0});
  kg__json *node = node_of(p, at->graph, id);
  refer(p, node, id, at);
  for (size_t i = 0; i < element->n_members; i++)
    add_entry(p, node, id, &element->members[i], at);
}

static void
generate(kg__jsonld *p, kg__json *element, const place *at)
{
  kg__jsonld_enter(p);
  if (kg__json_is_array(element))
    for (size_t i = 0; i < element->n_items; i++)
      generate(p, element->items[i], at);
  else if (kg__is_value_object(element))
    add_value(p, element, at);
  else if (kg__is_list_object(element))
    add_list(p, element, at);
  else if (kg__json_is_object(element))
    add_node(p, element, at);
  p->depth--;
}

kg__json *
kg__node_map(kg__jsonld *p, kg__json *expanded)
{
  kg__json *graphs = kg__json_new(p, KG__JSON_OBJECT);
  place at = {.graphs = graphs, .graph = member(p, graphs, KG_STR("@default"), KG__JSON_OBJECT)};
  generate(p, expanded, &at);
  return graphs;
}

// ---- merging (7.3)

static void
merge_node(kg__jsonld *p, kg__json *merged, const kg__json *node)
{
  for (size_t i = 0; i < node->n_members; i++) {
    kg_str key = node->members[i].key;
    kg__json *value = node->members[i].value;
    if (kg__is_keyword(key) && !kg__is(key, "@type")) {
      kg__json_set(p, merged, key, value);
      continue;
    }
    kg__json *all = member(p, merged, key, KG__JSON_ARRAY);
    for (size_t k = 0; k < kg__json_count(value); k++)
      kg__append_unique(p, all, value->items[k]);
  }
}

kg__json *
kg__node_map_merge(kg__jsonld *p, kg__json *graphs)
{
  kg__json *merged = kg__json_new(p, KG__JSON_OBJECT);
  for (size_t g = 0; g < graphs->n_members; g++) {
    kg__json *graph = graphs->members[g].value;
    for (size_t i = 0; i < graph->n_members; i++)
      merge_node(p, node_of(p, merged, graph->members[i].key), graph->members[i].value);
  }
  return merged;
}
