// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   What the chosen graphs say, as claims, relations and entities in memory, and the nodes and edges to draw.

   Text lives in the projection's arena.  Made by kg__projection_new() in the order of the functions below.
*/
#ifndef KG_EXPORT_PROJECTION_H
#define KG_EXPORT_PROJECTION_H

#include "kg/base/map.h"
#include "kg/export/graphs.h"

/** The terms that the contract gives a meaning. */
typedef enum kg__word {
  KG__W_TYPE,
  KG__W_SUBJECT,
  KG__W_PREDICATE,
  KG__W_OBJECT,
  KG__W_REIFIES,
  KG__W_CLAIM,
  KG__W_MODALITY,
  KG__W_FROM,
  KG__W_UNTIL,
  KG__W_ON,
  KG__W_RECURRENCE,
  KG__W_CONFIDENCE,
  KG__W_ATTRIBUTED_TO,
  KG__W_MENTIONS,
  KG__W_DERIVED_FROM,
  KG__W_HAS_SELECTOR,
  KG__W_EXACT,
  KG__W_ASSERTED,
  KG__W_SUBCLASS_OF,
  KG__W_PREF_LABEL, ///< The four labels, the best first
  KG__W_LABEL,
  KG__W_NAME,
  KG__W_HEADLINE,
  KG__N_WORDS
} kg__word;

/** Whole days as year * 10000 + month * 100 + day; a time that is not known reaches to the end. */
enum { KG__DAY_FIRST = INT32_MIN, KG__DAY_LAST = INT32_MAX };

typedef struct kg__claim_view {
  kg_id id, subject, property, object; ///< KG_ID_NONE where it is missing
  kg_id modality, attributed_to;
  size_t graph, n_graphs; ///< Where it stands, in `claim_graphs`
  kg_str from, until, on, recurrence, confidence, quote;
  double certainty;    ///< The confidence as a number; 1 if there is none
  int32_t first, last; ///< Days; meaningless if not dated
  bool dated, kept;
} kg__claim_view;

typedef struct kg__relation {
  kg_id s, p, o, g;
  bool covered, kept;
} kg__relation;

typedef enum kg__node_kind { KG__ENTITY, KG__VALUE, KG__CLAIM } kg__node_kind;

typedef struct kg__node_view {
  kg_id id;
  kg__node_kind kind;
  kg_str iri, label;
  kg_str class_iri, class_label; ///< Empty if it has no class
  size_t documents;              ///< How many of the graphs mention it
  size_t claim;                  ///< Of KG__CLAIM, in `claims`
  size_t degree, distance;
  bool kept;    ///< Not filtered out
  size_t shown; ///< Its number among those shown, or SIZE_MAX
} kg__node_view;

typedef struct kg__edge_view {
  size_t source, target; ///< In `nodes`
  kg_str property, label;
  size_t claim;                 ///< In `claims`, or SIZE_MAX
  kg_str claim_iri;             ///< Orders edges that are alike
  size_t relation, n_relations; ///< Without a claim: its rows in `relations`
} kg__edge_view;

typedef struct kg__rows {
  kg_quad_ids *items;
  size_t n, capacity;
} kg__rows;

typedef struct kg__projection {
  kg_txn *txn;
  const kg_export_options *options;
  const kg__graph_set *graphs;
  kg_arena *arena;
  kg_batch *batch;
  kg_id words[KG__N_WORDS]; ///< KG_ID_NONE where the store does not know it
  struct {
    kg__claim_view *items;
    size_t n, capacity;
  } claims;
  struct {
    kg_id *items;
    size_t n, capacity;
  } claim_graphs;
  struct {
    kg__relation *items;
    size_t n, capacity;
  } relations;
  struct {
    kg__node_view *items;
    size_t n, capacity;
  } nodes;
  struct {
    kg__edge_view *items;
    size_t n, capacity;
  } edges;
  size_t *order; ///< The nodes shown, in the order to show them
  size_t n_shown;
  kg__map claim_of; ///< From a claim's id to its number
  kg__map part_of;  ///< From the id of a passage or selector to whether a claim that stays has it
  kg__map node_of;  ///< From an entity's id to its number
  kg__map covers;   ///< From s, p, o, g to whether a claim that stays makes it
  kg__map names;    ///< From an id to the number of its label in `labels`
  struct {
    kg_str *items;
    size_t n, capacity;
  } labels;
} kg__projection;

/** Read, filter and arrange.  `projection` is the caller's, zeroed; release it whatever is returned. */
kg_status kg__projection_make(kg_txn *txn, const kg_export_options *options, const kg__graph_set *graphs,
                              kg__projection *projection, kg_error *err);
void kg__projection_release(kg__projection *projection);

/** Whether a quad of an RDF export stays. */
bool kg__projection_keeps(const kg__projection *projection, const kg_quad_ids *quad);

/** The claim with that id, or null. */
const kg__claim_view *kg__projection_claim(const kg__projection *projection, kg_id id);

/** Whether anything but types is filtered: then entities without an edge are left out. */
bool kg__projection_is_narrowed(const kg_export_filter *filter);

// ---- read.c: from the store to claims, relations, entities

kg_status kg__projection_read(kg__projection *projection, kg_error *err);

/** The rows that begin with `prefix`, in the graphs chosen, or in all. */
kg_status kg__projection_rows(kg__projection *projection, kg_order order, const kg_id *prefix, size_t n,
                              bool everywhere, kg__rows *rows, kg_error *err);

// ---- labels.c: what people call it

/** An IRI, `_:label`, or a literal's text. */
kg_status kg__projection_text(kg__projection *projection, kg_id id, kg_str *text, kg_error *err);

/** The best label in the whole store, English first; else made from the IRI's end. */
kg_status kg__projection_label(kg__projection *projection, kg_id id, kg_str *label, kg_error *err);

/** The number of the node for an entity, made if it is new. */
kg_status kg__projection_node(kg__projection *projection, kg_id id, size_t *node, kg_error *err);

// ---- filter.c: what stays

kg_status kg__projection_filter(kg__projection *projection, kg_error *err);

// ---- arrange.c: nodes and edges to show

kg_status kg__projection_arrange(kg__projection *projection, kg_error *err);

/** First and last day of a lexical form of xsd:date, xsd:gYearMonth, xsd:gYear or xsd:dateTime.  False if it
 * is none. */
bool kg__period_of(kg_str text, int32_t *first, int32_t *last);

/** The key of ids in the maps, borrowed. */
#define kg__id_key(ids, n) ((kg_str){(const char *)(ids), (n) * sizeof(kg_id)})

#endif
