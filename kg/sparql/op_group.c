// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// GROUP BY: groups by the ids of their keys, in the order of arrival.  Without keys there is one group, also
// of no rows.

#include "kg/sparql/aggregate.h"
#include "kg/sparql/operator.h"
#include "kg/sparql/rowset.h"

#include <stdlib.h>

typedef struct group_op {
  kg__op op;
  const kg__var *keys;
  size_t n_keys;
  const kg__aggregation *aggregations;
  size_t n_aggregations;
  kg__rowset groups;
  kg__aggregate *states; ///< By group, then aggregation
  size_t n_states, capacity;
  kg__rowset *distinct; ///< By aggregation: group and value, or group and row
  kg__var *row_vars;    ///< Of the input, for COUNT(DISTINCT *)
  size_t n_row_vars;
  kg_id *buffer;
  size_t at;
} group_op;

static void
group_close(kg__op *op)
{
  group_op *self = (group_op *)op;
  for (size_t i = 0; i < self->n_states; i++)
    kg__aggregate_release(&self->states[i]);
  kg__exec_take(op->exec, self->capacity * sizeof *self->states, 0);
  free(self->states);
  self->states = NULL;
  self->n_states = self->capacity = 0;
  kg__rowset_release(&self->groups);
  for (size_t i = 0; self->distinct && i < self->n_aggregations; i++)
    kg__rowset_release(&self->distinct[i]);
}

static kg_status
reserve_states(group_op *self)
{
  size_t want = self->n_states + self->n_aggregations, capacity = self->capacity;
  if (want <= capacity)
    return KG_OK;
  capacity = want < 2 * capacity ? 2 * capacity : want;
  KG_TRY(
      kg__exec_take(self->op.exec, self->capacity * sizeof *self->states, capacity * sizeof *self->states));
  kg__aggregate *states = realloc(self->states, capacity * sizeof *states);
  if (!states) {
    kg__exec_take(self->op.exec, capacity * sizeof *states, self->capacity * sizeof *states);
    return KG_ERR_NOMEM;
  }
  self->states = states;
  self->capacity = capacity;
  return KG_OK;
}

static kg_status
begin_group(group_op *self)
{
  KG_TRY(reserve_states(self));
  for (size_t i = 0; i < self->n_aggregations; i++) {
    const kg__expr *e = self->aggregations[i].expr;
    kg_str separator = e->has_separator ? e->separator : (kg_str){0};
    kg__aggregate_init(&self->states[self->n_states++], e->aggregate, separator);
  }
  return KG_OK;
}

static kg_status
is_new_row(group_op *self, size_t i, size_t group, const kg__rows *in, size_t row, bool *made)
{
  size_t at;
  self->buffer[0] = group;
  for (size_t v = 0; v < self->n_row_vars; v++)
    self->buffer[v + 1] = kg__rows_get(in, self->row_vars[v], row);
  return kg__rowset_put(&self->distinct[i], self->buffer, &at, made);
}

static kg_status
is_new_value(group_op *self, size_t i, size_t group, kg__value *value, bool *made)
{
  size_t at;
  self->buffer[0] = group;
  KG_TRY(kg__exec_value_id(self->op.exec, value, &self->buffer[1]));
  value->id = self->buffer[1];
  *made = !value->id;
  return *made ? KG_OK : kg__rowset_put(&self->distinct[i], self->buffer, &at, made);
}

static kg_status
add_value(group_op *self, size_t i, size_t group, const kg__rows *in, size_t row)
{
  kg__exec *exec = self->op.exec;
  const kg__expr *e = self->aggregations[i].expr;
  kg__value value = kg__value_boolean(true);
  bool made = true;
  if (e->n_args)
    KG_TRY(kg__exec_eval(exec, e->args[0], in, row, &value));
  if (e->distinct)
    KG_TRY(e->n_args ? is_new_value(self, i, group, &value, &made)
                     : is_new_row(self, i, group, in, row, &made));
  if (!made)
    return KG_OK;
  if (kg__value_needs_text(&value)) {
    if (e->aggregate == KG__AGGREGATE_COUNT)
      value = kg__value_boolean(true);
    else
      KG_TRY(kg__exec_value(exec, value.id, exec->scratch, &value));
  }
  return kg__aggregate_add(&self->states[group * self->n_aggregations + i], &exec->functions, &value);
}

static kg_status
add_row(group_op *self, const kg__rows *in, size_t row)
{
  size_t group;
  bool made;
  kg_arena_clear(self->op.exec->scratch);
  for (size_t i = 0; i < self->n_keys; i++)
    self->buffer[i] = kg__rows_get(in, self->keys[i], row);
  KG_TRY(kg__rowset_put(&self->groups, self->buffer, &group, &made));
  if (made)
    KG_TRY(begin_group(self));
  for (size_t i = 0; i < self->n_aggregations; i++)
    KG_TRY(add_value(self, i, group, in, row));
  return KG_OK;
}

static kg_status
allocate(group_op *self)
{
  kg__exec *exec = self->op.exec;
  for (kg__var v = 0; kg__vars_next(&self->op.inputs[0]->vars, &v); v++)
    if (v < exec->request->n_vars)
      KG_TRY(kg__push(exec->arena, self->row_vars, self->n_row_vars, v));
  size_t widest = self->n_keys > self->n_row_vars ? self->n_keys : self->n_row_vars;
  self->buffer = kg_arena_calloc(exec->arena, widest + 2, sizeof *self->buffer);
  self->distinct = kg_arena_calloc(exec->arena, self->n_aggregations + 1, sizeof *self->distinct);
  return self->buffer && self->distinct ? kg__op_columns(&self->op) : KG_ERR_NOMEM;
}

static kg_status
group_open(kg__op *op)
{
  group_op *self = (group_op *)op;
  const kg__rows *in;
  kg_status st;
  group_close(op);
  if (!self->buffer)
    KG_TRY(allocate(self));
  self->at = 0;
  self->groups = (kg__rowset){.exec = op->exec, .width = self->n_keys, .key = self->n_keys};
  for (size_t i = 0; i < self->n_aggregations; i++) {
    size_t width = self->aggregations[i].expr->n_args ? 2 : 1 + self->n_row_vars;
    self->distinct[i] = (kg__rowset){.exec = op->exec, .width = width, .key = width};
  }
  KG_TRY(kg__op_open(op->inputs[0]));
  while ((st = kg__op_next(op->inputs[0], &in)) == KG_OK)
    for (size_t i = 0; i < in->n; i++)
      KG_TRY(add_row(self, in, i));
  if (st != KG_DONE)
    return st;
  size_t at;
  bool made = false;
  if (!self->n_keys)
    KG_TRY(kg__rowset_put(&self->groups, self->buffer, &at, &made));
  return made ? begin_group(self) : KG_OK;
}

static kg_status
give_group(group_op *self)
{
  kg__op *op = &self->op;
  const kg_id *keys = kg__rowset_at(&self->groups, self->at);
  kg_arena_clear(op->exec->scratch);
  for (size_t i = 0; i < self->n_keys; i++)
    op->out.column[self->keys[i]][op->out.n] = keys[i];
  for (size_t i = 0; i < self->n_aggregations; i++) {
    kg__value value;
    KG_TRY(kg__aggregate_result(&self->states[self->at * self->n_aggregations + i], &op->exec->functions,
                                &value));
    KG_TRY(kg__exec_value_id(op->exec, &value, &op->out.column[self->aggregations[i].var][op->out.n]));
  }
  return KG_OK;
}

static kg_status
group_next(kg__op *op)
{
  group_op *self = (group_op *)op;
  for (; self->at < self->groups.n && op->out.n < KG_BATCH_ROWS; self->at++, op->out.n++)
    KG_TRY(give_group(self));
  return op->out.n ? KG_OK : KG_DONE;
}

static const kg__op_class class = {"Group", group_open, group_next, group_close, NULL, NULL};

kg_status
kg__op_group(kg__op *input, const kg__var *keys, size_t n_keys, const kg__aggregation *aggregations,
             size_t n_aggregations, kg__op **op)
{
  group_op *self = kg__op_new(input->exec, &class, sizeof *self);
  kg_arena *arena = input->exec->arena;
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  self->op.inputs[0] = input;
  self->op.estimate = n_keys ? input->estimate / 4 + 1 : 1;
  self->keys = keys;
  self->n_keys = n_keys;
  self->aggregations = aggregations;
  self->n_aggregations = n_aggregations;
  for (size_t i = 0; i < n_keys; i++) {
    KG_TRY(kg__vars_add(&self->op.vars, keys[i], arena));
    if (kg__vars_has(&input->certain, keys[i]))
      KG_TRY(kg__vars_add(&self->op.certain, keys[i], arena));
  }
  for (size_t i = 0; i < n_aggregations; i++)
    KG_TRY(kg__vars_add(&self->op.vars, aggregations[i].var, arena));
  return KG_OK;
}
