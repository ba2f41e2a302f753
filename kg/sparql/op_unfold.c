// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/operator.h"

typedef struct unfold_op {
  kg__op op;
  kg__var of;
  kg__slot parts[3];
} unfold_op;

static kg_status
unfold_open(kg__op *op)
{
  KG_TRY(kg__op_columns(op));
  return kg__op_open(op->inputs[0]);
}

// Whether the parts fit the row written last; binds those that it leaves open.
static bool
fits(const unfold_op *self, const kg_id got[3])
{
  const kg__op *op = &self->op;
  for (int i = 0; i < 3; i++) {
    const kg__slot *slot = &self->parts[i];
    kg_id *at = slot->is_var ? &op->out.column[slot->var][op->out.n] : NULL;
    kg_id want = at ? *at : slot->id;
    if (want && want != got[i])
      return false;
    if (at)
      *at = got[i];
  }
  return true;
}

static kg_status
unfold_row(unfold_op *self, const kg__rows *in, size_t row)
{
  kg__op *op = &self->op;
  kg_term term;
  kg_id got[3];
  kg_arena_clear(op->exec->scratch);
  KG_TRY(kg__exec_term(op->exec, kg__rows_get(in, self->of, row), op->exec->scratch, &term));
  if (term.kind != KG_TERM_TRIPLE)
    return KG_OK;
  for (int i = 0; i < 3; i++)
    KG_TRY(kg__exec_id(op->exec, &term.triple[i], &got[i]));
  for (kg__var v = 0; kg__vars_next(&op->vars, &v); v++)
    op->out.column[v][op->out.n] = kg__rows_get(in, v, row);
  op->out.n += fits(self, got);
  return KG_OK;
}

static kg_status
unfold_next(kg__op *op)
{
  while (!op->out.n) {
    const kg__rows *in;
    KG_TRY(kg__op_next(op->inputs[0], &in));
    for (size_t i = 0; i < in->n; i++)
      KG_TRY(unfold_row((unfold_op *)op, in, i));
  }
  return KG_OK;
}

static const kg__op_class class = {"Unfold", unfold_open, unfold_next, NULL, NULL, NULL, NULL};

kg_status
kg__op_unfold(kg__op *input, kg__var of, const kg__slot parts[3], kg__op **op)
{
  unfold_op *self = kg__op_new(input->exec, &class, sizeof *self);
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  self->op.inputs[0] = input;
  self->op.sort = input->sort;
  self->op.estimate = input->estimate;
  self->of = of;
  memcpy(self->parts, parts, sizeof self->parts);
  KG_TRY(kg__vars_add_all(&self->op.vars, &input->vars, input->exec->arena));
  KG_TRY(kg__vars_add_all(&self->op.certain, &input->certain, input->exec->arena));
  for (int i = 0; i < 3; i++) {
    if (!parts[i].is_var)
      continue;
    KG_TRY(kg__vars_add(&self->op.vars, parts[i].var, input->exec->arena));
    KG_TRY(kg__vars_add(&self->op.certain, parts[i].var, input->exec->arena));
  }
  return KG_OK;
}
