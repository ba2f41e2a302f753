// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// Rows as expressions see them.  The inner plan of an EXISTS runs with a scratch arena of its own, for the
// outer expression's values lie in the outer one.

#include "kg/sparql/expr_eval.h"
#include "kg/sparql/operator.h"

typedef struct place {
  kg__exec *exec;
  const kg__rows *rows;
  size_t row;
} place;

static kg_id
get_var(void *data, kg__var var)
{
  const place *at = data;
  return kg__rows_get(at->rows, var, at->row);
}

static kg_status
get_term(void *data, kg_id id, kg_term *term)
{
  kg__exec *exec = ((place *)data)->exec;
  return kg__exec_term(exec, id, exec->scratch, term);
}

static kg_status
get_exists(void *data, const kg__expr *expr, bool *found)
{
  const place *at = data;
  return kg__exists_test(at->exec, expr->plan, at->rows, at->row, found);
}

static kg_status
get_aggregate(void *data, const kg__expr *expr, kg__value *value)
{
  const place *at = data;
  *value = kg__value_of_id(get_var(data, expr->var), at->exec->scratch);
  return KG_OK;
}

kg_status
kg__exec_eval(kg__exec *exec, const kg__expr *expr, const kg__rows *rows, size_t row, kg__value *value)
{
  place at = {exec, rows, row};
  kg__solution solution = {&at, get_var, get_term, get_exists, get_aggregate};
  return kg__expr_eval(&exec->functions, &solution, expr, value);
}

kg_status
kg__exec_test(kg__exec *exec, const kg__expr *expr, const kg__rows *rows, size_t row, bool *holds)
{
  place at = {exec, rows, row};
  kg__solution solution = {&at, get_var, get_term, get_exists, get_aggregate};
  return kg__expr_holds(&exec->functions, &solution, expr, holds);
}

kg_status
kg__exists_test(kg__exec *exec, kg__exists *exists, const kg__rows *rows, size_t row, bool *found)
{
  kg_arena *outer = exec->scratch;
  const kg__rows *got;
  if (!exists->scratch && !(exists->scratch = kg_arena_new()))
    return KG_ERR_NOMEM;
  exec->scratch = exec->functions.arena = exists->scratch;
  exists->feed.rows = rows;
  exists->feed.from = row;
  exists->feed.n = 1;
  kg_status st = kg__op_open(exists->root);
  st = st ? st : kg__op_next(exists->root, &got);
  exec->scratch = exec->functions.arena = outer;
  kg_arena_clear(exists->scratch);
  *found = st == KG_OK;
  return st == KG_DONE ? KG_OK : st;
}
