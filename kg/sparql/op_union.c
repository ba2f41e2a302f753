// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/operator.h"

typedef struct union_op {
  kg__op op;
  int side;
} union_op;

static kg_status
union_open(kg__op *op)
{
  ((union_op *)op)->side = 0;
  return kg__op_open(op->inputs[0]);
}

static kg_status
union_next(kg__op *op)
{
  union_op *self = (union_op *)op;
  const kg__rows *in;
  kg_status st = kg__op_next(op->inputs[self->side], &in);
  if (st == KG_DONE && self->side == 0) {
    self->side = 1;
    KG_TRY(kg__op_open(op->inputs[1]));
    st = kg__op_next(op->inputs[1], &in);
  }
  KG_TRY(st);
  for (kg__var v = 0; kg__vars_next(&op->vars, &v); v++)
    op->out.column[v] = in->column[v];
  op->out.n = in->n;
  return KG_OK;
}

static kg_status
union_need(kg__op *op, const kg__vars *needed, bool once)
{
  KG_TRY(kg__op_narrow(op, needed));
  KG_TRY(kg__op_need(op->inputs[0], needed, once));
  return kg__op_need(op->inputs[1], needed, once);
}

static const kg__op_class class = {"Union", union_open, union_next, NULL, NULL, NULL, union_need};

kg_status
kg__op_union(kg__op *left, kg__op *right, kg__op **op)
{
  union_op *self = kg__op_new(left->exec, &class, sizeof *self);
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  self->op.inputs[0] = left;
  self->op.inputs[1] = right;
  self->op.estimate = left->estimate + right->estimate;
  KG_TRY(kg__vars_add_all(&self->op.vars, &left->vars, left->exec->arena));
  KG_TRY(kg__vars_add_all(&self->op.vars, &right->vars, left->exec->arena));
  for (kg__var v = 0; kg__vars_next(&left->certain, &v); v++)
    if (kg__vars_has(&right->certain, v))
      KG_TRY(kg__vars_add(&self->op.certain, v, left->exec->arena));
  return KG_OK;
}
