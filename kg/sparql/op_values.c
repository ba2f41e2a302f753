// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/operator.h"

typedef struct values_op {
  kg__op op;
  const kg__values *values;
  const kg_id *ids;
  size_t at;
} values_op;

static kg_status
values_open(kg__op *op)
{
  ((values_op *)op)->at = 0;
  return kg__op_columns(op);
}

static kg_status
values_next(kg__op *op)
{
  values_op *self = (values_op *)op;
  const kg__values *v = self->values;
  for (; self->at < v->n_rows && op->out.n < KG_BATCH_ROWS; self->at++, op->out.n++)
    for (size_t i = 0; i < v->n_vars; i++)
      op->out.column[v->vars[i]][op->out.n] = self->ids[self->at * v->n_vars + i];
  return op->out.n ? KG_OK : KG_DONE;
}

static const kg__op_class class = {"Values", values_open, values_next, NULL, NULL, NULL, NULL};

static kg_status
find_ids(values_op *self, kg_id *ids)
{
  const kg__values *v = self->values;
  kg_arena *arena = self->op.exec->arena;
  for (size_t i = 0; i < v->n_vars; i++) {
    bool always = true;
    for (size_t row = 0; row < v->n_rows; row++) {
      kg_id *id = &ids[row * v->n_vars + i];
      KG_TRY(kg__exec_id(self->op.exec, &v->terms[row * v->n_vars + i], id));
      always = always && *id;
    }
    KG_TRY(kg__vars_add(&self->op.vars, v->vars[i], arena));
    if (always)
      KG_TRY(kg__vars_add(&self->op.certain, v->vars[i], arena));
  }
  return KG_OK;
}

kg_status
kg__op_values(kg__exec *exec, const kg__values *values, kg__op **op)
{
  values_op *self = kg__op_new(exec, &class, sizeof *self);
  kg_id *ids = kg_arena_calloc(exec->arena, values->n_rows * values->n_vars + 1, sizeof *ids);
  *op = &self->op;
  if (!self || !ids)
    return KG_ERR_NOMEM;
  self->values = values;
  self->ids = ids;
  self->op.estimate = (double)values->n_rows;
  return find_ids(self, ids);
}
