// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   SPARQL over a store.

   A query is run within a transaction and gives a result, read row by row or triple by triple.  Terms of a
   row live until the next row is taken.
*/
#ifndef KG_QUERY_H
#define KG_QUERY_H

#include "kg/store.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum kg_engine { KG_ENGINE_DEFAULT = 0, KG_ENGINE_RASQAL } kg_engine;

typedef struct kg_binding {
  kg_str name; ///< Of the variable, without ? or $
  kg_term value;
} kg_binding;

/** Takes rows that somebody pushes: first `columns`, then each `row`; or a `boolean` (may be null). */
typedef struct kg_results_sink {
  void *self;
  kg_status (*columns)(void *self, const kg_str *names, size_t n, kg_error *err); ///< Names without ?
  kg_status (*row)(void *self, const kg_term *row, kg_error *err); ///< A term for each column, KG_TERM_NONE
  kg_status (*boolean)(void *self, bool value, kg_error *err);
} kg_results_sink;

/**
   Asks a SPARQL endpoint, for SERVICE; kg_remote_service() is one, over HTTP.

   KG_OK with all rows pushed, whose failures it returns; KG_ERR_UNSUPPORTED where the endpoint is not
   allowed; or what else went wrong.  `limits` may be null.
*/
typedef kg_status (*kg_service_fn)(void *self, kg_str endpoint, kg_str query, const kg_limits *limits,
                                   const kg_results_sink *sink, kg_error *err);

typedef struct kg_query_options {
  kg_engine engine;
  kg_str base;                     ///< Base IRI of the query's text
  const char *source;              ///< Its name for messages; may be null
  const kg_namespaces *namespaces; ///< Prefixes that the query may use undeclared; may be null
  bool strict_default;             ///< The default graph is the unnamed one, not the union of all
  bool as_written;                 ///< Match patterns in the order of the text, row by row: not optimised
  kg_service_fn service;           ///< For SERVICE; null: no endpoint may be asked
  void *service_self;
  const kg_binding *bindings; ///< Variables fixed beforehand: as terms, so that no text is injected
  size_t n_bindings;
  const kg_limits *limits; ///< May be null
} kg_query_options;

typedef enum kg_result_form { KG_RESULT_ROWS, KG_RESULT_BOOLEAN, KG_RESULT_GRAPH } kg_result_form;

typedef struct kg_result kg_result;

/**
   Run a query.

   @param world  May be null, but for KG_ENGINE_RASQAL.
   @param options  May be null; must live as long as the result, as must `txn` and `world`.
   @param[out] result  Free with kg_result_free() before the transaction ends.
   @return KG_OK; KG_ERR_QUERY with line and column; KG_ERR_UNSUPPORTED where the engine does not offer what
   the query asks.
*/
KG_API kg_status kg_query_run(kg_world *world, kg_txn *txn, kg_str text, const kg_query_options *options,
                              kg_result **result, kg_error *err);

/** Check the syntax of a query, without a store.  KG_OK, or KG_ERR_QUERY with line and column. */
KG_API kg_status kg_query_check(kg_world *world, kg_str text, const kg_query_options *options, kg_error *err);

/**
   Append to `buf` how a query is, or with `run` was, answered: a line for each operator, the last one first,
   what it works on, how many rows were expected; after running also how many there were, and the milliseconds
   that it and those below it took; then what is likely a mistake ("warning: ..."): patterns that nothing
   connects, variables used once, predicates and classes that the store does not have.  As JSON with `json`.

   The engine is always the own one.  KG_OK, or what kg_query_run() and reading its result return.
*/
KG_API kg_status kg_query_explain(kg_txn *txn, kg_str text, const kg_query_options *options, bool run,
                                  bool json, kg_buf *buf, kg_error *err);

/**
   Append the query as the parser understood it: IRIs resolved, or as prefixed names of `options->namespaces`,
   abbreviations written out, laid out.  Parsed again it is the same.

   KG_OK, or KG_ERR_QUERY with line and column.
*/
KG_API kg_status kg_query_print(kg_str text, const kg_query_options *options, kg_buf *buf, kg_error *err);

/**
   Call `graph` for each graph that FROM and FROM NAMED name, so that the caller can put it into the store
   before the query is run.  KG_OK; KG_ERR_QUERY with line and column; or the first failure of `graph`.
*/
KG_API kg_status kg_query_graphs(kg_str text, const kg_query_options *options,
                                 kg_status (*graph)(void *self, kg_str iri, kg_error *err), void *self,
                                 kg_error *err);

// ---- prepared queries

/** A query that is run many times, with other values of its variables. */
typedef struct kg_query kg_query;

/**
   Check a query and keep it.

   @param world, options  As for kg_query_run(); what they point to must live as long as the query.
   @param[out] query  Free with kg_query_free(), after its results.
   @return KG_OK; KG_ERR_QUERY with line and column.
*/
KG_API kg_status kg_query_prepare(kg_world *world, kg_str text, const kg_query_options *options,
                                  kg_query **query, kg_error *err);

/**
   Fix a variable (named without ? or $) to a term, which is copied; another value replaces the first.

   As a term, so that no text is injected: it cannot become another query.  Results that were started before
   may not be read any more.  KG_OK; KG_ERR_NOT_FOUND if the query has no such variable; KG_ERR_ARGUMENT for a
   term of kind KG_TERM_NONE.
*/
KG_API kg_status kg_query_bind(kg_query *query, kg_str name, const kg_term *value, kg_error *err);

/** Forget what was bound with kg_query_bind(). */
KG_API void kg_query_unbind(kg_query *query);

/** Run with what is bound now; step through the result with kg_result_next().  Returns as kg_query_run(). */
KG_API kg_status kg_query_start(kg_query *query, kg_txn *txn, kg_result **result, kg_error *err);

/** Takes null. */
KG_API void kg_query_free(kg_query *query);

// ---- results

KG_API kg_result_form kg_result_get_form(const kg_result *result);

/** Names of the columns of rows, without ? */
KG_API size_t kg_result_n_columns(const kg_result *result);
KG_API kg_str kg_result_column(const kg_result *result, size_t i);

/** The next row: `kg_result_n_columns()` terms, KG_TERM_NONE where unbound.  KG_DONE at the end. */
KG_API kg_status kg_result_next(kg_result *result, const kg_term **row, kg_error *err);

/** The answer of an ASK. */
KG_API bool kg_result_boolean(const kg_result *result);

/**
   The next triple of a graph.  KG_DONE at the end.

   CONSTRUCT does not give a triple twice within a million others: what it remembers is bounded (37 MB), so
   that graphs of any size stream; triples with a triple term that the template makes are not remembered.
*/
KG_API kg_status kg_result_next_triple(kg_result *result, kg_quad *triple, kg_error *err);

/** Takes null. */
KG_API void kg_result_free(kg_result *result);

#ifdef __cplusplus
}
#endif

#endif
