// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   A dataset in memory, for writers that must see it whole: every term once, quads sorted and without
   duplicates, blank nodes judged for nesting and lists.
*/
#ifndef KG_RDF_COLLECT_H
#define KG_RDF_COLLECT_H

#include "kg/base/map.h"
#include "kg/term.h"

enum { KG__COLLECT_NESTING = 64 }; ///< Blank nodes are nested no deeper than this

typedef uint32_t kg__node; ///< Index of a term, sorted: order of indexes is order of terms

#define KG__NO_QUAD SIZE_MAX

typedef struct kg__collected_quad {
  kg__node graph, subject, predicate, object;
} kg__collected_quad;

typedef struct kg__collected_term {
  kg_term term;
  uint32_t number;       ///< Before sorting: order of arrival; after it: where that one went
  uint32_t n_references; ///< As an object, or in any other way that forbids nesting (counts as two)
  size_t reference;      ///< The quad whose object it is, if that is one
  size_t first;          ///< Its first quad as a subject, in the first graph; KG__NO_QUAD: none
  bool nested;           ///< A blank node that can be written in the place of its only reference
  bool list;             ///< A nested node that begins, or goes on with, a well-formed list
  bool scattered;        ///< A subject in several graphs
  bool annotates; ///< A reifier that can be written behind the triple that it reifies, with its properties
  uint8_t n_attached; ///< How many of its triples have it behind them, up to 2
} kg__collected_term;

/** A quad, and the one that says that a node reifies its triple, in the same graph. */
typedef struct kg__annotation {
  size_t quad, reifies;
} kg__annotation;

typedef struct kg__collected {
  kg_arena *arena;
  kg__map map;
  kg_buf key;
  struct {
    kg__collected_term *items;
    size_t n, capacity;
  } terms;
  struct {
    kg__collected_quad *items;
    size_t n, capacity;
  } quads;
  struct {
    kg__annotation *items;
    size_t n, capacity;
  } annotations;            ///< In order of `quad`; empty before kg__collected_annotate()
  kg__annotation *attached; ///< The same in order of `reifies`
  kg__node type, first_property, rest, nil, reifies; ///< Of rdf:type, rdf:first ...; UINT32_MAX if not there
} kg__collected;

kg_status kg__collected_init(kg__collected *c);
void kg__collected_release(kg__collected *c);

/** Copy a quad in.  KG_OK, KG_ERR_NOMEM or KG_ERR_LIMIT (more than 2^32 terms). */
kg_status kg__collected_add(kg__collected *c, const kg_quad *quad);

/** Sort (rdf:type before all other predicates), drop duplicates, judge blank nodes.  No more adding then. */
kg_status kg__collected_sort(kg__collected *c);

/** Once sorted: whether an IRI, of a term of its own, starts so. */
bool kg__collected_has_iri(const kg__collected *c, kg_str start);

/** Find where reifiers can be written as annotations; after the sorting. */
kg_status kg__collected_annotate(kg__collected *c);

/** The first of the annotations of quad `i`; they follow each other.  `annotations.n` if there is none. */
size_t kg__collected_annotations(const kg__collected *c, size_t i);

/** Whether quad `i` says no more than an annotation does. */
bool kg__collected_is_attached(const kg__collected *c, size_t i);

/** Whether this reifier needs no name, since it is written in one place. */
bool kg__collected_is_anonymous(const kg__collected_term *t);

/** The node of a term, once sorted; UINT32_MAX if there is none. */
kg__node kg__collected_find(const kg__collected *c, const kg_term *term);

/** The quad that is this one, once sorted; KG__NO_QUAD if there is none. */
size_t kg__collected_find_quad(const kg__collected *c, const kg__collected_quad *quad);

/** Write out of place what would contain itself, or is nested too deeply. */
kg_status kg__collected_limit_depth(kg__collected *c);

/** The quads of one subject in one graph start at `i`; where they end. */
size_t kg__collected_subject_end(const kg__collected *c, size_t i);

/** Whether the quads that start at `i` are a subject's that stands on its own, not within another. */
bool kg__collected_stands_alone(const kg__collected *c, size_t i);

static inline const kg_term *
kg__collected_term_at(const kg__collected *c, kg__node node)
{
  return &c->terms.items[node].term;
}

#endif
