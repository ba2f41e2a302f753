// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What the files of the rasqal adapter share: a query being run. */
#ifndef KG_SPARQL_RASQAL_RUN_H
#define KG_SPARQL_RASQAL_RUN_H

#include "kg/base/map.h"
#include "kg/base/vec.h"
#include "kg/sparql/engine.h"
#include "kg/sparql/rasqal_api.h"

/** Longest query text, as rasqal's recursion has no limit of its own. */
enum { KG__RASQAL_TEXT_MAX = 1 << 18 };

// ---- rasqal_text.c: the text that rasqal gets

/** The caller's text with what rasqal needs put in, never a new line. */
typedef struct kg__rasqal_text {
  kg_str user;
  kg_buf whole; ///< Ends in NUL
  struct {
    struct {
      size_t at, n; ///< Offset in `whole`, and how many bytes
    } * items;
    size_t n, capacity;
  } added;           ///< In the order of the text
  bool describe_all; ///< `DESCRIBE *`, read as SELECT
} kg__rasqal_text;

kg_status kg__rasqal_text_init(kg__rasqal_text *text, kg_str user, const kg_namespaces *namespaces,
                               kg_error *err);
void kg__rasqal_text_release(kg__rasqal_text *text);

/** Offset in the user's text of an offset in the whole. */
size_t kg__rasqal_text_offset(const kg__rasqal_text *text, size_t offset);

/** Append the user's DESCRIBE with a `SELECT *` in its place; false if there is no pattern to select from. */
kg_status kg__rasqal_select_for_describe(kg_str user, kg_buf *select, bool *any);

// ---- rasqal_fault.c

/** Fill `err` with what the log says and, found by reading beginnings of the text again, its place. */
kg_status kg__rasqal_fault(kg__rasqal *api, const kg__rasqal_text *text, const kg__rasqal_log *log,
                           const kg_query_options *options, kg_error *err);

/** A new query prepared from `text`, which ends in NUL; null if that fails. */
rasqal_query *kg__rasqal_prepare(kg__rasqal *api, const char *text, kg_str base);

// ---- a run

/** Which quads a pattern outside GRAPH sees. */
typedef struct kg__rasqal_dataset {
  bool given;   ///< The query has FROM or FROM NAMED
  bool strict;  ///< Only the unnamed graph
  kg_id *from;  ///< Else only these graphs, if `given`; all where not
  kg_id *named; ///< What GRAPH sees, if `given`
  size_t n_from, n_named;
} kg__rasqal_dataset;

/** A variable bound beforehand. */
typedef struct kg__rasqal_bound {
  const kg_binding *binding;
  char *name; ///< Ends in NUL
  bool known; ///< To the store, as `id`
  kg_id id;
} kg__rasqal_bound;

typedef struct kg__rasqal_match kg__rasqal_match;

typedef struct kg__rasqal_run {
  kg_result result;
  kg__rasqal *api;
  kg_txn *txn;
  const kg_query_options *options;
  kg__rasqal_text text;
  kg__rasqal_log log;
  rasqal_query *query;
  rasqal_query_results *results;
  bool started;
  kg_status failed; ///< The first failure, told in `fault`: rasqal has no way to pass it on
  kg_error fault;
  kg__rasqal_dataset dataset;
  kg__rasqal_bound *bound;
  size_t n_bound;
  kg__map literals; ///< Literals by id
  kg__map ids;      ///< Ids by the literal's address
  kg__map wide;     ///< Ids of integers that rasqal takes for decimals, by lexical form
  kg__map triples;  ///< Those of a graph given so far
  kg_arena *texts;  ///< Lives as long as the literals
  kg_arena *row_arena;
  kg_term *row;
  kg__rasqal_match *asked; ///< By rasqal, and not yet finished
  kg__rasqal_match *spare; ///< Free ones
} kg__rasqal_run;

/** Remember the first failure. */
void kg__rasqal_fail(kg__rasqal_run *run, kg_status status, const char *message);

// ---- rasqal_terms.c: rasqal's literals for ids, and back

/** The literal of a term of the store, borrowed from the run; null after a failure. */
rasqal_literal *kg__rasqal_literal(kg__rasqal_run *run, kg_id id);

/** A new literal for any term; null after a failure. */
rasqal_literal *kg__rasqal_new_literal(kg__rasqal_run *run, const kg_term *term);

/** The term of a literal: of the store's own the very same one.  Text lives in `arena` or the run. */
kg_status kg__rasqal_term(kg__rasqal_run *run, rasqal_literal *l, kg_arena *arena, kg_term *term);

/** The id of a literal's term, false if the store does not know it. */
bool kg__rasqal_id(kg__rasqal_run *run, rasqal_literal *l, kg_id *id);

/** A typed literal as rasqal wrote it, with the datatype that it had in the store. */
kg_term kg__rasqal_typed(kg__rasqal_run *run, kg_str lexical, kg_str datatype);

void kg__rasqal_terms_release(kg__rasqal_run *run);

// ---- rasqal_source.c: the store as rasqal's source of triples

/** Tell rasqal's world to ask us for triples; not 0 if it refuses. */
int kg__rasqal_set_source(kg__rasqal *api);

/** Quads that match, one after the other; a graph of KG_ID_NONE and not `graph_bound` is the default graph.
 */
kg__rasqal_match *kg__rasqal_match_open(kg__rasqal_run *run, const kg_quad_ids *pattern, bool graph_bound);

/** The quad it stands at, or null at the end or after a failure. */
const kg_quad_ids *kg__rasqal_match_quad(const kg__rasqal_match *match);
void kg__rasqal_match_next(kg__rasqal_match *match);
void kg__rasqal_match_close(kg__rasqal_match *match);
void kg__rasqal_matches_release(kg__rasqal_run *run);

// ---- rasqal_dataset.c

/** Take what FROM says, and give rasqal the graphs that GRAPH may see. */
kg_status kg__rasqal_dataset_init(kg__rasqal_run *run, kg_error *err);

// ---- rasqal_describe.c

kg_status kg__rasqal_describe(kg_world *world, kg__rasqal_run *run, kg_result **result, kg_error *err);

#endif
