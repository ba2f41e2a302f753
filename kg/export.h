// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Writing a store, or parts of it: as RDF, as graphs for the eye, as tables, as nanopublications. */
#ifndef KG_EXPORT_H
#define KG_EXPORT_H

#include "kg/store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Formats that show entities and what relates them. */
typedef enum kg_graph_format {
  KG_GRAPH_NONE = 0,
  KG_GRAPH_GEXF,      ///< GEXF 1.3, the time of claims as dynamics
  KG_GRAPH_GRAPHML,   ///< GraphML
  KG_GRAPH_DOT,       ///< Graphviz: labels are cut at 80 characters, tooltips, which have them whole, at 2000
  KG_GRAPH_SVG,       ///< The picture itself, drawn by Graphviz as a child process
  KG_GRAPH_CYTOSCAPE, ///< Elements of Cytoscape.js, JSON
  KG_GRAPH_CSV,       ///< A table of edges, or of nodes; RFC 4180
  KG_GRAPH_HTML,      ///< One page that needs nothing else: the graph to move, search and filter
  KG_GRAPH_NANOPUB    ///< A nanopublication for each claim, as TriG
} kg_graph_format;

/** The format of a name ("gexf") or a media type, or that a file's ending tells; KG_GRAPH_NONE if not known.
 */
KG_API kg_graph_format kg_graph_format_from_name(kg_str name);
KG_API kg_graph_format kg_graph_format_from_path(kg_str path);

/** Its name and media type.  Static. */
KG_API const char *kg_graph_format_name(kg_graph_format format);
KG_API const char *kg_graph_format_media_type(kg_graph_format format);

/**
   How claims are shown.

   A relation is a triple of which subject and object are entities: things that the graphs exported describe,
   and that are no claim, document, passage or class.
*/
typedef enum kg_projection {
  KG_PROJECTION_DEFAULT = 0, ///< Of RDF the claims as they are, of graphs edges
  KG_PROJECTION_CLAIMS,      ///< A claim is a node, with edges to its subject, object and source
  KG_PROJECTION_PLAIN,       ///< Relations only; the claims and their passages are left out
  KG_PROJECTION_EDGES,       ///< A claim is an edge with attributes; graphs only
  KG_PROJECTION_RDF12        ///< A claim reifies a triple term, `claim rdf:reifies <<( s p o )>>`; RDF only
} kg_projection;

/**
   What to leave out.  Zeroes leave out nothing.

   A relation that no claim of its graph makes counts as asserted, certain and undated.  One that claims make
   stays as long as one of them does.
*/
typedef struct kg_export_filter {
  const kg_str *types; ///< IRIs of classes: entities of none of them, or of their subclasses, fall out
  size_t n_types;
  const kg_str *modalities; ///< IRIs: claims of other modalities fall out
  size_t n_modalities;
  kg_str since, until;   ///< Years, months or days: claims that do not overlap, or have no time, fall out
  double min_confidence; ///< Claims below it fall out; those without confidence stay
  const kg_term *around; ///< Entities that are not within `hops` steps of one of these fall out
  size_t n_around;
  unsigned hops;
} kg_export_filter;

typedef struct kg_export_options {
  kg_graph_format graph; ///< If not KG_GRAPH_NONE, `write.format` is not looked at
  kg_write_options write;
  const kg_str *graphs; ///< IRIs of the graphs wanted; none: all
  size_t n_graphs;
  bool background; ///< With the background graphs (ontology, gazetteer) when all are wanted
  kg_projection projection;
  kg_export_filter filter;
  bool csv_nodes; ///< KG_GRAPH_CSV: the table of nodes, not that of edges
  bool csv_safe;  ///< KG_GRAPH_CSV: a cell that a spreadsheet would take for a formula gets a ' before it
  kg_str created; ///< KG_GRAPH_NANOPUB: when, as an xsd:dateTime; empty: not said
  const kg_limits *limits; ///< May be null
} kg_export_options;

/**
   Write graphs of the store to `output`.

   Several graphs into a format for triples only come as their union without duplicates.  The same store gives
   the same bytes.  Without projection and filter RDF is written as it is scanned; all else is built in
   memory.

   KG_ERR_NOT_FOUND names a graph that is not there, KG_ERR_DATA a class or an entity; KG_ERR_ARGUMENT a date
   that is none or a projection that the format does not have; KG_ERR_UNSUPPORTED: Graphviz is not installed.
*/
KG_API kg_status kg_export(kg_txn *txn, const kg_export_options *options, kg_output *output, kg_error *err);

/** Note that a graph is background knowledge: loaded with documents, left out of exports. */
KG_API kg_status kg_txn_set_background(kg_txn *txn, kg_str graph, kg_error *err);
KG_API kg_status kg_txn_is_background(kg_txn *txn, kg_id graph, bool *background, kg_error *err);

#ifdef __cplusplus
}
#endif

#endif
