// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Evaluating an expression for one solution.

   Errors are values; a status other than KG_OK ends the query.  Terms are fetched by their ids only when
   something must look at their text: comparing IRIs, blank nodes and inline values does not.
*/
#ifndef KG_SPARQL_EXPR_EVAL_H
#define KG_SPARQL_EXPR_EVAL_H

#include "kg/sparql/ast.h"
#include "kg/sparql/function.h"

/** Deepest nesting; a chain of `+ - * /` is no nesting. */
enum { KG__EXPR_DEPTH = 1000 };

/** The solution, as its owner keeps it. */
typedef struct kg__solution {
  void *data;
  /** The id of a variable, KG_ID_NONE if it is unbound. */
  kg_id (*get)(void *data, kg__var var);
  /** The term of an id that is not inline; its text must live until the arena of the functions is cleared. */
  kg_status (*term)(void *data, kg_id id, kg_term *term);
  /** Whether the pattern of a KG__EXPR_EXISTS or KG__EXPR_NOT_EXISTS has a solution.  Null: an error. */
  kg_status (*exists)(void *data, const kg__expr *expr, bool *exists);
  /** The value of a KG__EXPR_AGGREGATE.  Null: an error. */
  kg_status (*aggregate)(void *data, const kg__expr *expr, kg__value *value);
} kg__solution;

/**
   Read the constants of an expression once: their values are kept in `arena` and found by `plan`.

   KG_OK, KG_ERR_NOMEM, or KG_ERR_LIMIT beyond KG__EXPR_DEPTH.
*/
kg_status kg__expr_prepare(kg__expr *expr, kg_arena *arena, kg_error *err);

/**
   Evaluate.  The value lives as long as the arena of `f`.

   It may be unread: then it has an id.  KG__VALUE_NONE (an unbound variable) and KG__VALUE_ERROR both leave
   what it is bound to unbound.
*/
kg_status kg__expr_eval(kg__functions *f, const kg__solution *s, const kg__expr *expr, kg__value *value);

/** Evaluate and take the effective boolean value; an error is false: what FILTER and HAVING want. */
kg_status kg__expr_holds(kg__functions *f, const kg__solution *s, const kg__expr *expr, bool *holds);

/** Fetch the text of a value that needs it (kg__value_needs_text()), for comparing, ordering or aggregating.
 */
kg_status kg__expr_read(kg__functions *f, const kg__solution *s, kg__value *value);

#endif
