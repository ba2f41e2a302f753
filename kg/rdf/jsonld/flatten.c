// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Flattening (API, 7.1).

#include "kg/rdf/jsonld/jsonld.h"

// The nodes of a graph that say something, in the order of their names.
static kg__json *
nodes_of(kg__jsonld *p, kg__json *graph)
{
  kg__json *nodes = kg__json_new(p, KG__JSON_ARRAY);
  const kg__json_member *members = kg__json_members(p, graph, true);
  for (size_t i = 0; i < graph->n_members; i++)
    if (members[i].value->n_members > 1)
      kg__json_append(p, nodes, members[i].value);
  return nodes;
}

kg__json *
kg__flatten(kg__jsonld *p, kg__json *expanded)
{
  kg__json *graphs = kg__node_map(p, expanded);
  kg__json *all = kg__json_get(graphs, KG_STR("@default"));
  const kg__json_member *members = kg__json_members(p, graphs, true);
  for (size_t i = 0; i < graphs->n_members; i++) {
    kg_str name = members[i].key;
    if (kg__is(name, "@default"))
      continue;
    kg__json *node = kg__json_get(all, name);
    if (!node) {
      node = kg__json_object_of(p, KG_STR("@id"), kg__json_string(p, name));
      kg__json_set(p, all, name, node);
    }
    kg__json_set(p, node, KG_STR("@graph"), nodes_of(p, members[i].value));
  }
  return nodes_of(p, all);
}
