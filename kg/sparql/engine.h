// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What an engine gives: a way to check and run a query, and results as a kind of object. */
#ifndef KG_SPARQL_ENGINE_H
#define KG_SPARQL_ENGINE_H

#include "kg/query.h"

typedef struct kg__result_class {
  kg_status (*next)(kg_result *result, const kg_term **row, kg_error *err);
  kg_status (*next_triple)(kg_result *result, kg_quad *triple, kg_error *err);
  void (*free)(kg_result *result);
  /** Rows as ids, whose terms are asked for one by one: those of equal ids are equal.  Both may be null. */
  kg_status (*next_ids)(kg_result *result, const kg_id **ids, kg_error *err);
  kg_status (*term)(kg_result *result, kg_id id, kg_arena *arena, kg_term *term, kg_error *err);
} kg__result_class;

/** The start of every engine's own result. */
struct kg_result {
  const kg__result_class *class;
  kg_result_form form;
  bool boolean;
  const kg_str *columns; ///< Of rows: names without ?
  size_t n_columns;
};

typedef struct kg__engine {
  kg_status (*run)(kg_world *world, kg_txn *txn, kg_str text, const kg_query_options *options,
                   kg_result **result, kg_error *err);
  kg_status (*check)(kg_world *world, kg_str text, const kg_query_options *options, kg_error *err);
} kg__engine;

extern const kg__engine kg__engine_kg;
extern const kg__engine kg__engine_rasqal;

#endif
