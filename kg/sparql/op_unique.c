// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// DISTINCT of rows that are sorted by all that they have: equal ones are neighbours.  Of rows with but one
// variable the input is told to go on behind the last value, which skips what would be repeats.

#include "kg/sparql/operator.h"

typedef struct unique_op {
  kg__op op;
  kg_id *last; ///< By variable of the list
  bool any;
} unique_op;

static kg_status
unique_open(kg__op *op)
{
  unique_op *self = (unique_op *)op;
  if (!self->last)
    self->last = kg_arena_calloc(op->exec->arena, op->n_list + 1, sizeof *self->last);
  KG_TRY(self->last ? kg__op_columns(op) : KG_ERR_NOMEM);
  self->any = false;
  return kg__op_open(op->inputs[0]);
}

static bool
is_new(unique_op *self, const kg__rows *in, size_t row)
{
  bool same = self->any;
  for (size_t v = 0; v < self->op.n_list; v++) {
    kg_id id = kg__rows_get(in, self->op.list[v], row);
    same = same && id == self->last[v];
    self->last[v] = id;
  }
  self->any = true;
  return !same;
}

static kg_status
unique_next(kg__op *op)
{
  unique_op *self = (unique_op *)op;
  while (!op->out.n) {
    const kg__rows *in;
    uint16_t rows[KG_BATCH_ROWS];
    size_t n = 0;
    if (self->any && op->n_list == 1)
      KG_TRY(kg__op_seek(op->inputs[0], self->last[0] + 1));
    KG_TRY(kg__op_next(op->inputs[0], &in));
    for (size_t i = 0; i < in->n; i++) {
      rows[n] = (uint16_t)i;
      n += is_new(self, in, i);
    }
    kg__rows_gather(&op->out, in, rows, n, op->list, op->n_list);
  }
  return KG_OK;
}

static kg_status
unique_need(kg__op *op, const kg__vars *needed, bool once)
{
  (void)needed, (void)once;
  return kg__op_need(op->inputs[0], &op->vars, true);
}

static const kg__op_class class = {
    .name = "Unique", .open = unique_open, .next = unique_next, .need = unique_need};

bool
kg__op_is_sorted(const kg__op *op)
{
  size_t n = 0;
  for (kg__var v = 0; kg__vars_next(&op->vars, &v); v++, n++)
    if (!kg__vars_has(&op->certain, v))
      return false;
  if (!n || n > op->sort.n)
    return false;
  for (size_t i = 0; i < n; i++)
    if (!kg__vars_has(&op->vars, op->sort.vars[i]))
      return false;
  return true;
}

kg_status
kg__op_unique(kg__op *input, kg__op **op)
{
  kg_arena *arena = input->exec->arena;
  unique_op *self = kg__op_new(input->exec, &class, sizeof *self);
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  self->op.inputs[0] = input;
  self->op.sort = input->sort;
  self->op.estimate = input->estimate;
  KG_TRY(kg__vars_add_all(&self->op.vars, &input->vars, arena));
  return kg__vars_add_all(&self->op.certain, &input->certain, arena);
}
