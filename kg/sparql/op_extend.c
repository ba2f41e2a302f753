// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/operator.h"
#include "kg/sparql/scope.h"

typedef struct extend_op {
  kg__op op;
  kg__var var;
  const kg__expr *expr;
  kg_id *column;
  uint64_t solution; ///< Number of the next one; the same in a chain of these, so that BNODE("x") is
} extend_op;

static kg_status
extend_open(kg__op *op)
{
  extend_op *self = (extend_op *)op;
  if (!self->column)
    self->column = kg_arena_calloc(op->exec->arena, KG_BATCH_ROWS, sizeof *self->column);
  return self->column ? kg__op_open(op->inputs[0]) : KG_ERR_NOMEM;
}

static kg_status
extend_next(kg__op *op)
{
  extend_op *self = (extend_op *)op;
  const kg__rows *in;
  KG_TRY(kg__op_next(op->inputs[0], &in));
  for (kg__var v = 0; kg__vars_next(&op->vars, &v); v++)
    op->out.column[v] = in->column[v];
  op->out.n = in->n;
  if (!kg__vars_has(&op->vars, self->var))
    return KG_OK;
  for (size_t i = 0; i < in->n; i++) {
    kg__value value;
    kg_arena_clear(op->exec->scratch);
    op->exec->functions.row = self->solution++;
    KG_TRY(kg__exec_eval(op->exec, self->expr, in, i, &value));
    KG_TRY(kg__exec_value_id(op->exec, &value, &self->column[i]));
  }
  op->out.column[self->var] = self->column;
  return KG_OK;
}

static kg_status
extend_need(kg__op *op, const kg__vars *needed, bool once)
{
  const extend_op *self = (const extend_op *)op;
  kg__op *input = op->inputs[0];
  kg__vars read = {0};
  KG_TRY(kg__vars_add_all(&read, needed, op->exec->arena));
  if (kg__vars_has(needed, self->var))
    KG_TRY(kg__op_reads(op, self->expr, &input->vars, &read));
  KG_TRY(kg__op_narrow(op, needed));
  return kg__op_need(input, &read, once && kg__expr_is_steady(self->expr));
}

static const kg__op_class class = {"Extend", extend_open, extend_next, NULL, NULL, NULL, extend_need};

kg_status
kg__op_extend(kg__op *input, kg__var var, const kg__expr *expr, kg__op **op)
{
  extend_op *self = kg__op_new(input->exec, &class, sizeof *self);
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  self->op.inputs[0] = input;
  self->op.sort = input->sort;
  self->op.estimate = input->estimate;
  self->var = var;
  self->expr = expr;
  self->solution =
      input->class == &class ? ((const extend_op *)input)->solution : ++input->exec->n_chains << 40;
  KG_TRY(kg__vars_add_all(&self->op.vars, &input->vars, input->exec->arena));
  KG_TRY(kg__vars_add(&self->op.vars, var, input->exec->arena));
  KG_TRY(kg__vars_add_all(&self->op.certain, &input->certain, input->exec->arena));
  return expr->kind == KG__EXPR_TERM ? kg__vars_add(&self->op.certain, var, input->exec->arena) : KG_OK;
}
