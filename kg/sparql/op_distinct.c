// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/unique.h"

typedef struct distinct_op {
  kg__op op;
  kg__unique seen;
  kg_id *row;
  bool late; ///< The input is at its end
} distinct_op;

static void
distinct_close(kg__op *op)
{
  kg__unique_release(&((distinct_op *)op)->seen);
}

static kg_status
distinct_open(kg__op *op)
{
  distinct_op *self = (distinct_op *)op;
  distinct_close(op);
  self->late = false;
  self->seen = (kg__unique){.op = op, .width = op->n_list, .most = kg__spill_share(op->exec)};
  if (!self->row)
    self->row = kg_arena_calloc(op->exec->arena, op->n_list + 1, sizeof *self->row);
  KG_TRY(self->row ? kg__op_columns(op) : KG_ERR_NOMEM);
  return kg__op_open(op->inputs[0]);
}

static kg_status
next_new(distinct_op *self)
{
  kg__op *op = &self->op;
  const kg__rows *in;
  uint16_t rows[KG_BATCH_ROWS];
  size_t n_rows = 0;
  KG_TRY(kg__op_next(op->inputs[0], &in));
  for (size_t i = 0; i < in->n; i++) {
    bool made;
    for (size_t v = 0; v < op->n_list; v++)
      self->row[v] = kg__rows_get(in, op->list[v], i);
    KG_TRY(kg__unique_put(&self->seen, self->row, &made));
    if (made)
      rows[n_rows++] = (uint16_t)i;
  }
  kg__rows_gather(&op->out, in, rows, n_rows, op->list, op->n_list);
  return KG_OK;
}

static kg_status
next_late(distinct_op *self)
{
  kg__op *op = &self->op;
  const kg_id *row;
  kg_status st = KG_OK;
  while (op->out.n < KG_BATCH_ROWS && (st = kg__unique_next(&self->seen, &row)) == KG_OK) {
    for (size_t v = 0; v < op->n_list; v++)
      op->out.column[op->list[v]][op->out.n] = row[v];
    op->out.n++;
  }
  return st == KG_DONE && op->out.n ? KG_OK : st;
}

static kg_status
distinct_next(kg__op *op)
{
  distinct_op *self = (distinct_op *)op;
  while (!op->out.n && !self->late) {
    kg_status st = next_new(self);
    self->late = st == KG_DONE;
    KG_TRY(self->late ? KG_OK : st);
  }
  return op->out.n ? KG_OK : next_late(self);
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
  *op = input;
  if (input->distinct)
    return KG_OK;
  distinct_op *self = kg__op_new(input->exec, &class, sizeof *self);
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  self->op.distinct = true;
  input->exec->n_tables++;
  self->op.inputs[0] = input;
  self->op.sort = input->sort;
  self->op.estimate = input->estimate;
  KG_TRY(kg__vars_add_all(&self->op.vars, &input->vars, input->exec->arena));
  return kg__vars_add_all(&self->op.certain, &input->certain, input->exec->arena);
}
