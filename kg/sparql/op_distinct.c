// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/operator.h"
#include "kg/sparql/rowset.h"

typedef struct distinct_op {
  kg__op op;
  kg__rowset seen;
  kg_id *row;
} distinct_op;

static void
distinct_close(kg__op *op)
{
  kg__rowset_release(&((distinct_op *)op)->seen);
}

static kg_status
distinct_open(kg__op *op)
{
  distinct_op *self = (distinct_op *)op;
  size_t width = 0;
  for (kg__var v = 0; kg__vars_next(&op->vars, &v); v++)
    width++;
  distinct_close(op);
  self->seen = (kg__rowset){.exec = op->exec, .width = width, .key = width};
  if (!self->row)
    self->row = kg_arena_calloc(op->exec->arena, width + 1, sizeof *self->row);
  KG_TRY(self->row ? kg__op_columns(op) : KG_ERR_NOMEM);
  return kg__op_open(op->inputs[0]);
}

static kg_status
distinct_next(kg__op *op)
{
  distinct_op *self = (distinct_op *)op;
  while (!op->out.n) {
    const kg__rows *in;
    uint16_t rows[KG_BATCH_ROWS];
    size_t n_rows = 0;
    KG_TRY(kg__op_next(op->inputs[0], &in));
    for (size_t i = 0; i < in->n; i++) {
      size_t at, n = 0;
      bool made;
      for (size_t v = 0; v < op->n_list; v++)
        self->row[n++] = kg__rows_get(in, op->list[v], i);
      KG_TRY(kg__rowset_put(&self->seen, self->row, &at, &made));
      if (made)
        rows[n_rows++] = (uint16_t)i;
    }
    kg__rows_gather(&op->out, in, rows, n_rows, op->list, op->n_list);
  }
  return KG_OK;
}

static kg_status
distinct_need(kg__op *op, const kg__vars *needed, bool once)
{
  (void)needed, (void)once;
  return kg__op_need(op->inputs[0], &op->vars, true);
}

static const kg__op_class class = {"Distinct", distinct_open, distinct_next, distinct_close,
                                   NULL,       NULL,          distinct_need};

kg_status
kg__op_distinct(kg__op *input, kg__op **op)
{
  distinct_op *self = kg__op_new(input->exec, &class, sizeof *self);
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  self->op.inputs[0] = input;
  self->op.sort = input->sort;
  self->op.estimate = input->estimate;
  KG_TRY(kg__vars_add_all(&self->op.vars, &input->vars, input->exec->arena));
  return kg__vars_add_all(&self->op.certain, &input->certain, input->exec->arena);
}
