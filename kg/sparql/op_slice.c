// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/operator.h"

typedef struct slice_op {
  kg__op op;
  uint64_t offset, limit;
  uint64_t skip, left;
} slice_op;

static kg_status
slice_open(kg__op *op)
{
  slice_op *self = (slice_op *)op;
  self->skip = self->offset;
  self->left = self->limit;
  return kg__op_open(op->inputs[0]);
}

static kg_status
slice_next(kg__op *op)
{
  slice_op *self = (slice_op *)op;
  const kg__rows *in;
  do {
    if (!self->left)
      return KG_DONE;
    KG_TRY(kg__op_next(op->inputs[0], &in));
    if (self->skip >= in->n)
      self->skip -= in->n;
    else
      break;
  } while (true);
  size_t n = in->n - (size_t)self->skip;
  op->out.n = n < self->left ? n : (size_t)self->left;
  for (kg__var v = 0; kg__vars_next(&op->vars, &v); v++)
    op->out.column[v] = in->column[v] ? in->column[v] + self->skip : NULL;
  self->skip = 0;
  self->left -= self->limit == KG__NO_LIMIT ? 0 : op->out.n;
  return KG_OK;
}

static kg_status
slice_need(kg__op *op, const kg__vars *needed, bool once)
{
  (void)once; // how often a row comes is what is counted
  KG_TRY(kg__op_narrow(op, needed));
  return kg__op_need(op->inputs[0], needed, false);
}

static const kg__op_class class = {"Slice", slice_open, slice_next, NULL, NULL, NULL, slice_need};

kg_status
kg__op_slice(kg__op *input, uint64_t offset, uint64_t limit, kg__op **op)
{
  slice_op *self = kg__op_new(input->exec, &class, sizeof *self);
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  self->op.inputs[0] = input;
  self->op.sort = input->sort;
  self->op.estimate = (double)limit < input->estimate ? (double)limit : input->estimate;
  self->op.distinct = input->distinct;
  self->offset = offset;
  self->limit = limit;
  KG_TRY(kg__vars_add_all(&self->op.vars, &input->vars, input->exec->arena));
  return kg__vars_add_all(&self->op.certain, &input->certain, input->exec->arena);
}
