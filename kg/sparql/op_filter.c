// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// FILTER: condition by condition over the rows of a batch that are left.  What a condition on one variable
// says of an id is remembered for a while, for values come again.

#include "kg/sparql/operator.h"
#include "kg/sparql/scope.h"

enum { N_REMEMBERED = 1 << 11 };

typedef struct remembered {
  kg_id id;
  bool pass;
} remembered;

typedef struct condition {
  const kg__expr *expr;
  kg__var var; ///< Its only one, or KG__NO_VAR
  remembered *memory;
} condition;

typedef struct filter_op {
  kg__op op;
  condition *conditions;
  size_t n_conditions;
  uint16_t *rows; ///< Those left
  size_t n_rows;
} filter_op;

static kg_status
filter_open(kg__op *op)
{
  filter_op *self = (filter_op *)op;
  if (!self->rows)
    self->rows = kg_arena_calloc(op->exec->arena, KG_BATCH_ROWS, sizeof *self->rows);
  KG_TRY(self->rows ? kg__op_columns(op) : KG_ERR_NOMEM);
  return kg__op_open(op->inputs[0]);
}

static kg_status
test(filter_op *self, const condition *c, const kg__rows *in, size_t row, bool *pass)
{
  kg__exec *exec = self->op.exec;
  kg_id id = c->var == KG__NO_VAR ? KG_ID_NONE : kg__rows_get(in, c->var, row);
  remembered *known = id ? &c->memory[(id * 0x9e3779b97f4a7c15u) >> 53] : NULL;
  if (known && known->id == id) {
    *pass = known->pass;
    return KG_OK;
  }
  kg_arena_clear(exec->scratch);
  KG_TRY(kg__exec_test(exec, c->expr, in, row, pass));
  if (known)
    *known = (remembered){id, *pass};
  return KG_OK;
}

static kg_status
apply(filter_op *self, const condition *c, const kg__rows *in)
{
  size_t n = 0;
  for (size_t i = 0; i < self->n_rows; i++) {
    bool pass;
    KG_TRY(test(self, c, in, self->rows[i], &pass));
    self->rows[n] = self->rows[i];
    n += pass;
  }
  self->n_rows = n;
  return KG_OK;
}

static kg_status
filter_next(kg__op *op)
{
  filter_op *self = (filter_op *)op;
  while (!op->out.n) {
    const kg__rows *in;
    KG_TRY(kg__op_next(op->inputs[0], &in));
    self->n_rows = in->n;
    for (size_t i = 0; i < in->n; i++)
      self->rows[i] = (uint16_t)i;
    for (size_t i = 0; self->n_rows && i < self->n_conditions; i++)
      KG_TRY(apply(self, &self->conditions[i], in));
    kg__rows_gather(&op->out, in, self->rows, self->n_rows, op->list, op->n_list);
  }
  return KG_OK;
}

static kg_status
filter_seek(kg__op *op, kg_id id)
{
  return kg__op_seek(op->inputs[0], id);
}

static kg_status
filter_need(kg__op *op, const kg__vars *needed, bool once)
{
  const filter_op *self = (const filter_op *)op;
  kg__op *input = op->inputs[0];
  kg__vars read = {0};
  KG_TRY(kg__vars_add_all(&read, needed, op->exec->arena));
  for (size_t i = 0; i < self->n_conditions; i++)
    KG_TRY(kg__op_reads(op, self->conditions[i].expr, &input->vars, &read));
  KG_TRY(kg__op_narrow(op, needed));
  return kg__op_need(input, &read, once);
}

static const kg__op_class class = {"Filter", filter_open, filter_next, NULL, NULL, filter_seek, filter_need};

static kg_status
set_condition(condition *c, const kg__expr *expr, kg_arena *arena)
{
  kg__vars used = {0};
  kg__var first = 0, more;
  *c = (condition){expr, KG__NO_VAR, NULL};
  KG_TRY(kg__expr_vars(expr, &used, arena));
  if (!kg__expr_is_steady(expr) || !kg__vars_next(&used, &first))
    return KG_OK;
  more = first + 1;
  if (kg__vars_next(&used, &more))
    return KG_OK;
  c->var = first;
  c->memory = kg_arena_calloc(arena, N_REMEMBERED, sizeof *c->memory);
  return c->memory ? KG_OK : KG_ERR_NOMEM;
}

kg_status
kg__op_filter(kg__op *input, kg__expr *const *exprs, size_t n, kg__op **op)
{
  kg_arena *arena = input->exec->arena;
  filter_op *self = kg__op_new(input->exec, &class, sizeof *self);
  *op = &self->op;
  if (!self || !(self->conditions = kg_arena_calloc(arena, n + 1, sizeof *self->conditions)))
    return KG_ERR_NOMEM;
  self->op.inputs[0] = input;
  self->op.sort = input->sort;
  self->op.estimate = input->estimate / 3;
  self->op.distinct = input->distinct;
  self->n_conditions = n;
  for (size_t i = 0; i < n; i++)
    KG_TRY(set_condition(&self->conditions[i], exprs[i], arena));
  KG_TRY(kg__vars_add_all(&self->op.vars, &input->vars, arena));
  return kg__vars_add_all(&self->op.certain, &input->certain, arena);
}
