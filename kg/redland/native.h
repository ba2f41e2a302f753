// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What the files of the adapter share. */
#ifndef KG_REDLAND_NATIVE_H
#define KG_REDLAND_NATIVE_H

#include "kg/redland/layout.h"
#include "kg/sparql/engine.h"
#include "kg/update.h"

/** Functions that only answering queries needs; some are exported though no header declares them. */
typedef struct kg__native_api {
  const unsigned *version;
  librdf_storage *(*model_get_storage)(librdf_model *);
  librdf_query_factory *(*get_query_factory)(librdf_world *, const char *, librdf_uri *);
  void (*add_query_result)(librdf_query *, librdf_query_results *);
  int (*iostream_write)(const void *, size_t, size_t, raptor_iostream *);
} kg__native_api;

extern kg__native_api kg__native;

/** A query whose table of functions is exchanged for ours, as long as it has results of ours. */
typedef struct kg__exchange {
  kg__rdf_query_factory factory; ///< The copy that the query has now
  kg__rdf_query_factory *original;
  kg__rdf_query *query;
  size_t n; ///< Results
  struct kg__exchange *next;
} kg__exchange;

/** That of a query which has one, else null. */
kg__exchange *kg__exchange_find(const kg__rdf_query *query);

/** Answer a query over our storage: results, already the query's own; or null, and the log says why. */
librdf_query_results *kg__native_run(librdf_storage *storage, kg__rdf_query *query, bool update);

/** The answer as our results: read from its first row. */
typedef struct kg__native_results {
  kg__rdf_results base;
  kg__exchange *exchange;
  librdf_storage *storage; ///< Referenced
  kg__shared *shared;      ///< Held
  kg_txn *own;             ///< The snapshot that it reads, or null: then it was read to its end at once
  kg_world *world;
  kg_query_options options;
  kg_result *result;
  kg_result_form form;
  bool boolean;
  bool finished, failed;
  const char **names;
  size_t n_columns;
  const kg_term *row; ///< Or the subject, predicate and object of a triple
  int count;
  kg_arena *arena; ///< As long as it lives
  bool kept;       ///< It was read at once, into `terms`
  struct {
    kg_term *items; ///< Row by row
    size_t n, capacity;
  } terms;
  size_t at;      ///< Of `terms`
  kg_arena *text; ///< Of `row`
  kg_term *current;
} kg__native_results;

/** Step to the next row or triple; `finished` at the end, or after a failure. */
void kg__native_step(kg__native_results *r);

// ---- format.c, members of the table

librdf_query_results_formatter *kg__native_new_formatter(librdf_query_results *results, const char *name,
                                                         const char *media_type, librdf_uri *uri);
void kg__native_free_formatter(librdf_query_results_formatter *formatter);
int kg__native_format(raptor_iostream *out, librdf_query_results_formatter *formatter,
                      librdf_query_results *results, librdf_uri *base);

#endif
