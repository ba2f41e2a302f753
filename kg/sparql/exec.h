// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What all operators of one running query share: transaction, dataset, terms of its own, limits. */
#ifndef KG_SPARQL_EXEC_H
#define KG_SPARQL_EXEC_H

#include "kg/base/map.h"
#include "kg/sparql/ast.h"
#include "kg/sparql/function.h"
#include "kg/sparql/vars.h"
#include "kg/query.h"

/** The graphs that patterns are matched in. */
typedef struct kg__graphs {
  bool default_all; ///< The default graph is the union of all graphs
  kg_id *defaults;  ///< Else the union of these; KG_ID_NONE is the unnamed graph
  size_t n_defaults;
  bool named_all; ///< GRAPH sees all named graphs
  kg_id *named;   ///< Else these, sorted
  size_t n_named;
} kg__graphs;

/** Solutions by column.  A column belongs to the variable of its number; null: all unbound. */
typedef struct kg__rows {
  size_t n;
  kg_id **column;
} kg__rows;

struct kg__op;

typedef struct kg__exec {
  kg_txn *txn;
  kg__request *request;
  kg_arena *arena;   ///< As long as the query
  kg_arena *scratch; ///< Cleared between rows of results
  const kg_limits *limits;
  size_t memory;   ///< Taken by tables and sorts
  uint64_t disk;   ///< Taken by rows put aside
  size_t n_tables; ///< Operators that share the memory
  kg__graphs graphs;
  bool has_named; ///< The store has named graphs
  kg__functions functions;
  struct {
    kg_term *items;
    size_t n, capacity;
  } locals;          ///< Terms of tag KG_TAG_LOCAL
  kg__map local_ids; ///< Their N-Triples form -> index
  kg_buf text;
  struct kg__exists **exists; ///< Plans of EXISTS
  size_t n_exists;
  kg_batch *batch;       ///< For the planner's looks at the store
  struct kg__op *ops;    ///< All operators, to be closed at the end
  uint64_t n_chains;     ///< Of Extend operators
  size_t n_vars;         ///< Those of the request, and the planner's own
  bool timed;            ///< Operators note how long they take
  bool naive;            ///< Plan without optimising: patterns as they are written, row by row
  kg_service_fn service; ///< Asks other endpoints; null: none may be
  void *service_self;
  kg_error *err; ///< Of the call in progress
} kg__exec;

/** Set up for a request; release with kg__exec_release() whatever it returns. */
kg_status kg__exec_init(kg__exec *exec, kg_txn *txn, kg__request *request, kg_arena *arena,
                        const kg_limits *limits, kg_error *err);
void kg__exec_release(kg__exec *exec);

/** Close all operators: nothing reads the store any more. */
void kg__exec_close(kg__exec *exec);

/** Set the dataset: of FROM and such, or of the store. */
kg_status kg__exec_set_dataset(kg__exec *exec, const kg__dataset *dataset, bool strict_default);

/** The id of a term: inline, the store's, or one of the query's own. */
kg_status kg__exec_id(kg__exec *exec, const kg_term *term, kg_id *id);
kg_status kg__exec_term(kg__exec *exec, kg_id id, kg_arena *arena, kg_term *term);

/** Count memory taken (or given back): KG_ERR_LIMIT beyond the budget. */
kg_status kg__exec_take(kg__exec *exec, size_t before, size_t after);

/** How much may still be taken. */
size_t kg__exec_room(const kg__exec *exec);

kg_status kg__exec_check(kg__exec *exec);

/** A variable of the planner's own. */
kg__var kg__exec_new_var(kg__exec *exec);

/** Whether `graph` is one that GRAPH may see. */
bool kg__exec_is_named(const kg__exec *exec, kg_id graph);

/** All graphs that GRAPH may see, in the query's arena. */
kg_status kg__exec_named(kg__exec *exec, const kg_id **graphs, size_t *n);

// ---- expressions over rows

/** The value of an expression for a row; its text lives in `exec->scratch`. */
kg_status kg__exec_eval(kg__exec *exec, const kg__expr *expr, const kg__rows *rows, size_t row,
                        kg__value *value);

/** Whether a condition holds: errors do not. */
kg_status kg__exec_test(kg__exec *exec, const kg__expr *expr, const kg__rows *rows, size_t row, bool *holds);

/** The id of a computed value; KG_ID_NONE for errors. */
kg_status kg__exec_value_id(kg__exec *exec, const kg__value *value, kg_id *id);

/** The value of an id, read. */
kg_status kg__exec_value(kg__exec *exec, kg_id id, kg_arena *arena, kg__value *value);

static inline kg_id
kg__rows_get(const kg__rows *rows, kg__var var, size_t row)
{
  return rows->column[var] ? rows->column[var][row] : KG_ID_NONE;
}

#endif
