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
    op->out.column[v] = kg_arena_calloc(op->exec->arena, KG_BATCH_ROWS, sizeof(kg_id));
    if (!op->out.column[v])
      return KG_ERR_NOMEM;
  }
  return KG_OK;
}

kg_status
kg__op_open(kg__op *op)
{
  if (!op->out.column)
    op->out.column = kg_arena_calloc(op->exec->arena, op->exec->n_vars + 1, sizeof *op->out.column);
  if (!op->out.column)
    return KG_ERR_NOMEM;
  op->n_opened++;
  return op->class->open(op);
}

kg_status
kg__op_next(kg__op *op, const kg__rows **rows)
{
  KG_TRY(kg__exec_check(op->exec));
  op->out.n = 0;
  kg_status st = op->class->next(op);
  *rows = &op->out;
  op->n_rows += op->out.n;
  return st;
}

void
kg__rows_copy(kg__rows *to, size_t to_row, const kg__rows *from, size_t from_row, const kg__vars *vars)
{
  for (kg__var v = 0; kg__vars_next(vars, &v); v++)
    to->column[v][to_row] = kg__rows_get(from, v, from_row);
}

kg_status
kg__var_print(const kg__exec *exec, kg__var var, kg_buf *buf)
{
  if (var >= exec->request->n_vars)
    return kg_buf_printf(buf, "?.%u", (unsigned)var);
  const kg__variable *v = &exec->request->vars[var];
  return kg_buf_printf(buf, v->hidden ? "_:%.*s" : "?%.*s", KG_STR_ARG(v->name));
}
