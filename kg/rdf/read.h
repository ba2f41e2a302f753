// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What kg_read() hands to the reader of a format, and what each reader needs. */
#ifndef KG_RDF_READ_H
#define KG_RDF_READ_H

#include "kg/rdf.h"

enum {
  KG__DEPTH_MAX = 1000,                  ///< Brackets within brackets, of any kind
  KG__DEPTH_LEVELS = KG__DEPTH_MAX + 2,  ///< With the graph and the statement around them
  KG__DEPTH_XML = 2 * KG__DEPTH_MAX + 2, ///< Elements: a node and its property are two
  KG__MAX_LITERAL = 64 << 20
};

typedef struct kg__reading {
  kg_world *world;
  kg_source *source;
  kg_format format;
  kg_str base; ///< Never empty for the formats that have relative IRIs
  kg_term graph;
  bool keep_going;
  size_t max_literal;
  size_t json_whole;
  const kg_limits *limits;
  kg_jsonld_load load;
  void *load_self;
  const kg_sink *sink;
  uint64_t n_quads;
  uint64_t n_anon; ///< Blank nodes without label so far
} kg__reading;

typedef kg_status (*kg__reader)(kg__reading *r, kg_error *err);

/** Hand a quad to the sink, in the graph that the caller wants. */
kg_status kg__reading_quad(kg__reading *r, const kg_quad *quad, kg_error *err);
kg_status kg__reading_prefix(kg__reading *r, kg_str prefix, kg_str iri, kg_error *err);
kg_status kg__reading_base(kg__reading *r, kg_str iri, kg_error *err);

/** With keep_going: tell the sink of what is left out. */
kg_status kg__reading_skip(kg__reading *r, const kg_error *error, kg_error *err);

/**
   Labels of blank nodes that have none are "anon1", "anon2" ...; a label of the source's own that looks so
   gets an x: "anon1" is "anonx1", "anonx1" is "anonxx1".  So the two never meet, and the same source gives
   the same labels.
*/
enum { KG__ANON_SIZE = 32 };
kg_str kg__reading_anon(kg__reading *r, char text[KG__ANON_SIZE]);

/** Whether a label of the source looks like one of those, and so needs an x at KG__ANON_X. */
bool kg__label_looks_anon(kg_str label);
enum { KG__ANON_X = 4 };

/** The readers. */
kg_status kg__read_ntriples(kg__reading *r, kg_error *err);
kg_status kg__read_turtle(kg__reading *r, kg_error *err);
kg_status kg__read_jsonld(kg__reading *r, kg_error *err);
kg_status kg__read_rdfxml(kg__reading *r, kg_error *err);
kg_status kg__read_raptor(kg__reading *r, kg_error *err);

#endif
