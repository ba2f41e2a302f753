// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/operator.h"

static kg_status
project_open(kg__op *op)
{
  return kg__op_open(op->inputs[0]);
}

static kg_status
project_next(kg__op *op)
{
  const kg__rows *in;
  KG_TRY(kg__op_next(op->inputs[0], &in));
  for (kg__var v = 0; kg__vars_next(&op->vars, &v); v++)
    op->out.column[v] = in->column[v];
  op->out.n = in->n;
  return KG_OK;
}

static kg_status
project_need(kg__op *op, const kg__vars *needed, bool once)
{
  KG_TRY(kg__op_narrow(op, needed));
  return kg__op_need(op->inputs[0], &op->vars, once);
}

static kg_status
project_seek(kg__op *op, kg_id id)
{
  return op->sort.n ? kg__op_seek(op->inputs[0], id) : KG_OK;
}

static const kg__op_class class = {"Project", project_open, project_next, NULL,
                                   NULL,      project_seek, project_need};

kg_status
kg__op_project(kg__op *input, const kg__vars *vars, kg__op **op)
{
  kg__op *self = kg__op_new(input->exec, &class, sizeof *self);
  *op = self;
  if (!self)
    return KG_ERR_NOMEM;
  self->inputs[0] = input;
  self->estimate = input->estimate;
  self->distinct = input->distinct;
  for (kg__var v = 0; kg__vars_next(&input->vars, &v); v++)
    self->distinct = self->distinct && kg__vars_has(vars, v);
  while (self->sort.n < input->sort.n && kg__vars_has(vars, input->sort.vars[self->sort.n])) {
    self->sort.vars[self->sort.n] = input->sort.vars[self->sort.n];
    self->sort.n++;
  }
  for (kg__var v = 0; kg__vars_next(vars, &v); v++) {
    if (kg__vars_has(&input->vars, v))
      KG_TRY(kg__vars_add(&self->vars, v, input->exec->arena));
    if (kg__vars_has(&input->certain, v))
      KG_TRY(kg__vars_add(&self->certain, v, input->exec->arena));
  }
  return KG_OK;
}
