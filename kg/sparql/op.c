// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/operator.h"

void *
kg__op_new(kg__exec *exec, const kg__op_class *class, size_t size)
{
  kg__op *op = kg_arena_calloc(exec->arena, 1, size);
  if (!op)
    return NULL;
  op->class = class;
  op->exec = exec;
  op->link = exec->ops;
  exec->ops = op;
  return op;
}

kg_status
kg__op_columns(kg__op *op)
{
  for (kg__var v = 0; kg__vars_next(&op->vars, &v); v++) {
    if (op->out.column[v])
      continue;
    KG_TRY(kg__exec_take(op->exec, 0, KG_BATCH_ROWS * sizeof(kg_id)));
    op->out.column[v] = kg_arena_calloc(op->exec->arena, KG_BATCH_ROWS, sizeof(kg_id));
    if (!op->out.column[v])
      return KG_ERR_NOMEM;
  }
  return KG_OK;
}

size_t
kg__ids_seek(const kg_id *ids, size_t from, size_t n, kg_id key)
{
  size_t lo = from, hi = from, step = 1;
  while (hi < n && ids[hi] < key) {
    lo = hi + 1;
    hi += step;
    step *= 2;
  }
  hi = hi < n ? hi : n;
  while (lo < hi) {
    size_t middle = lo + (hi - lo) / 2;
    if (ids[middle] < key)
      lo = middle + 1;
    else
      hi = middle;
  }
  return lo;
}

static kg_status
prepare(kg__op *op)
{
  kg_arena *arena = op->exec->arena;
  kg__var *list = NULL, *kept = NULL;
  size_t n = 0;
  for (kg__var v = 0; kg__vars_next(&op->vars, &v); v++)
    KG_TRY(kg__push(arena, list, n, v));
  op->list = list;
  op->n_list = n;
  for (size_t i = 0; op->inputs[0] && i < n; i++)
    if (kg__vars_has(&op->inputs[0]->vars, list[i]))
      KG_TRY(kg__push(arena, kept, op->n_kept, list[i]));
  op->kept = kept;
  op->out.column = kg_arena_calloc(arena, op->exec->n_vars + 1, sizeof *op->out.column);
  return op->out.column ? KG_OK : KG_ERR_NOMEM;
}

void
kg__op_hurry(kg__op *op, size_t n)
{
  enum { LEAST = 8 };
  if (n >= KG_BATCH_ROWS)
    return;
  op->first = n > LEAST ? n : LEAST;
  for (int i = 0; i < 2; i++)
    if (op->inputs[i])
      kg__op_hurry(op->inputs[i], n);
}

kg_status
kg__op_open(kg__op *op)
{
  if (!op->out.column)
    KG_TRY(prepare(op));
  op->n_opened++;
  op->room = op->first ? op->first : KG_BATCH_ROWS;
  op->done = false;
  KG_TRY(kg__exec_check(op->exec));
  uint64_t start = op->exec->timed ? kg_clock() : 0;
  kg_status st = op->class->open(op);
  op->nanoseconds += op->exec->timed ? kg_clock() - start : 0;
  return st;
}

kg_status
kg__op_next(kg__op *op, const kg__rows **rows)
{
  KG_TRY(kg__exec_check(op->exec));
  uint64_t start = op->exec->timed ? kg_clock() : 0;
  op->out.n = 0;
  kg_status st = op->done ? KG_DONE : op->class->next(op);
  op->done = st == KG_DONE;
  op->room = 2 * op->room < KG_BATCH_ROWS ? 2 * op->room : KG_BATCH_ROWS;
  *rows = &op->out;
  op->n_rows += op->out.n;
  op->nanoseconds += op->exec->timed ? kg_clock() - start : 0;
  return st;
}

kg_status
kg__op_seek(kg__op *op, kg_id id)
{
  return op->class->seek ? op->class->seek(op, id) : KG_OK;
}

kg_status
kg__op_need(kg__op *op, const kg__vars *needed, bool once)
{
  if (op->class->need)
    return op->class->need(op, needed, once);
  for (int i = 0; i < 2; i++)
    if (op->inputs[i])
      KG_TRY(kg__op_need(op->inputs[i], &op->inputs[i]->vars, false));
  return KG_OK;
}

kg_status
kg__op_narrow(kg__op *op, const kg__vars *needed)
{
  for (kg__var v = 0; kg__vars_next(&op->vars, &v); v++)
    op->distinct = op->distinct && kg__vars_has(needed, v);
  return kg__vars_keep(&op->vars, needed, op->exec->arena);
}

kg_status
kg__op_reads(const kg__op *op, const kg__expr *expr, const kg__vars *vars, kg__vars *read)
{
  kg_arena *arena = op->exec->arena;
  if (expr->kind == KG__EXPR_EXISTS || expr->kind == KG__EXPR_NOT_EXISTS)
    return kg__vars_add_all(read, vars, arena);
  if (expr->kind == KG__EXPR_VAR || expr->kind == KG__EXPR_AGGREGATE)
    return kg__vars_add(read, expr->var, arena);
  for (size_t i = 0; i < expr->n_args; i++)
    KG_TRY(kg__op_reads(op, expr->args[i], vars, read));
  return KG_OK;
}

void
kg__rows_copy(kg__rows *to, size_t to_row, const kg__rows *from, size_t from_row, const kg__vars *vars)
{
  for (kg__var v = 0; kg__vars_next(vars, &v); v++)
    to->column[v][to_row] = kg__rows_get(from, v, from_row);
}

void
kg__rows_gather(kg__rows *to, const kg__rows *from, const uint16_t *rows, size_t n, const kg__var *vars,
                size_t n_vars)
{
  for (size_t v = 0; v < n_vars; v++) {
    kg_id *at = to->column[vars[v]] + to->n;
    const kg_id *column = from->column[vars[v]];
    if (!column)
      memset(at, 0, n * sizeof *at);
    for (size_t i = 0; column && i < n; i++)
      at[i] = column[rows[i]];
  }
  to->n += n;
}

kg_status
kg__var_print(const kg__exec *exec, kg__var var, kg_buf *buf)
{
  if (var >= exec->request->n_vars)
    return kg_buf_printf(buf, "?.%u", (unsigned)var);
  const kg__variable *v = &exec->request->vars[var];
  return kg_buf_printf(buf, v->hidden ? "_:%.*s" : "?%.*s", KG_STR_ARG(v->name));
}
