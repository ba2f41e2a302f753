// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/operator.h"

typedef struct filter_op {
  kg__op op;
  kg__expr *const *exprs;
  size_t n_exprs;
} filter_op;

static kg_status
filter_open(kg__op *op)
{
  KG_TRY(kg__op_columns(op));
  return kg__op_open(op->inputs[0]);
}

static kg_status
passes(const filter_op *self, const kg__rows *in, size_t row, bool *pass)
{
  *pass = true;
  for (size_t i = 0; *pass && i < self->n_exprs; i++)
    KG_TRY(kg__exec_test(self->op.exec, self->exprs[i], in, row, pass));
  return KG_OK;
}

static kg_status
filter_next(kg__op *op)
{
  filter_op *self = (filter_op *)op;
  while (!op->out.n) {
    const kg__rows *in;
    KG_TRY(kg__op_next(op->inputs[0], &in));
    for (size_t i = 0; i < in->n; i++) {
      bool pass;
      kg_arena_clear(op->exec->scratch);
      KG_TRY(passes(self, in, i, &pass));
      if (pass)
        kg__rows_copy(&op->out, op->out.n++, in, i, &op->vars);
    }
  }
  return KG_OK;
}

static const kg__op_class class = {"Filter", filter_open, filter_next, NULL, NULL, NULL};

kg_status
kg__op_filter(kg__op *input, kg__expr *const *exprs, size_t n, kg__op **op)
{
  filter_op *self = kg__op_new(input->exec, &class, sizeof *self);
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  self->op.inputs[0] = input;
  self->op.sort = input->sort;
  self->op.estimate = input->estimate / 3;
  self->exprs = exprs;
  self->n_exprs = n;
  KG_TRY(kg__vars_add_all(&self->op.vars, &input->vars, input->exec->arena));
  return kg__vars_add_all(&self->op.certain, &input->certain, input->exec->arena);
}
