// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** A small graph in memory: what the Turtle files of an ontology folder say, before it is made into tables.
 */
#ifndef KG_LOADERS_GRAPH_H
#define KG_LOADERS_GRAPH_H

#include "kg/base/map.h"
#include "kg/rdf.h"

typedef uint32_t kg__node; ///< From 1; 0 is none

typedef struct kg__graph_node {
  kg_term_kind kind;
  kg_str value;    ///< IRI, label or lexical form
  kg_str datatype; ///< Of a literal; empty for strings, with or without language
  bool foreign;    ///< A literal in a language that is not English
} kg__graph_node;

typedef struct kg__graph_edge {
  kg__node s, p, o;
  uint32_t order; ///< As read, so that lists of values keep their order
} kg__graph_edge;

typedef struct kg__graph {
  kg__map ids;
  kg_buf key;
  unsigned file; ///< Keeps the blank nodes of different files apart
  struct {
    kg__graph_node *items;
    size_t n, capacity;
  } nodes;
  struct {
    kg__graph_edge *items;
    size_t n, capacity;
  } edges;
  size_t *first; ///< Of each node: its first edge, after kg__graph_sort()
} kg__graph;

void kg__graph_release(kg__graph *graph);

/** Add all of a Turtle source. */
kg_status kg__graph_read(kg__graph *graph, kg_world *world, kg_source *source, kg_error *err);

kg_status kg__graph_read_file(kg__graph *graph, kg_world *world, const char *path, kg_error *err);

/** Add what `folder` holds in files ending in .ttl, in the order of their names; a missing folder is empty.
 */
kg_status kg__graph_read_folder(kg__graph *graph, kg_world *world, const char *folder, kg_error *err);

/** To be called once all is read, before any of the questions below. */
kg_status kg__graph_sort(kg__graph *graph);

/** The node of an IRI, or 0. */
kg__node kg__graph_find(const kg__graph *graph, kg_str iri);

/** The edges of `s` by `p` (0: by any), in the order read; `*n` of them. */
const kg__graph_edge *kg__graph_edges(const kg__graph *graph, kg__node s, kg__node p, size_t *n);

/** The first object of `s` by `p`, or 0. */
kg__node kg__graph_object(const kg__graph *graph, kg__node s, kg__node p);

/** The text of a node. */
kg_str kg__graph_text(const kg__graph *graph, kg__node node);

/** Call `each` on every .ttl file of a folder, in the order of names. */
kg_status kg__each_turtle(const char *folder, kg_status (*each)(void *self, const char *path, kg_error *err),
                          void *self, kg_error *err);

#endif
