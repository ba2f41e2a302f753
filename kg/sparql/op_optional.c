// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// OPTIONAL whose right side can be looked up: it is fed with a batch of left rows, each with its number, and
// gives them back extended, in their order; the numbers that are missing had no match.

#include "kg/sparql/operator.h"

typedef struct optional_op {
  kg__op op;
  kg__feed *feed;
  const kg__expr *condition;
  const kg__rows *left;
  const kg__rows *right;
  size_t right_row;
  size_t row;   ///< The next left row without a match so far
  bool matched; ///< It had one
} optional_op;

static kg_status
optional_open(kg__op *op)
{
  optional_op *self = (optional_op *)op;
  self->left = self->right = NULL;
  KG_TRY(kg__op_columns(op));
  return kg__op_open(op->inputs[0]);
}

static kg_status
next_left(optional_op *self)
{
  self->left = self->right = NULL;
  KG_TRY(kg__op_next(self->op.inputs[0], &self->left));
  self->row = 0;
  self->matched = false;
  self->feed->rows = self->left;
  self->feed->from = 0;
  self->feed->n = self->left->n;
  return kg__op_open(self->op.inputs[1]);
}

// Left rows before `end` that had no match; they end the batch when it is full.
static void
give_unmatched(optional_op *self, size_t end)
{
  kg__rows *out = &self->op.out;
  for (; self->row < end && out->n < self->op.room; self->row++, self->matched = false) {
    if (self->matched)
      continue;
    for (kg__var v = 0; kg__vars_next(&self->op.vars, &v); v++)
      out->column[v][out->n] = kg__rows_get(self->left, v, self->row);
    out->n++;
  }
}

static kg_status
give_right(optional_op *self)
{
  kg__rows *out = &self->op.out;
  for (; self->right_row < self->right->n && out->n < self->op.room; self->right_row++) {
    size_t number = (size_t)kg__rows_get(self->right, self->feed->number, self->right_row);
    bool pass = true;
    give_unmatched(self, number);
    if (out->n >= self->op.room)
      return KG_OK;
    if (self->condition) {
      kg_arena_clear(self->op.exec->scratch);
      KG_TRY(kg__exec_test(self->op.exec, self->condition, self->right, self->right_row, &pass));
    }
    if (pass) {
      kg__rows_copy(out, out->n++, self->right, self->right_row, &self->op.vars);
      self->matched = true;
    }
  }
  if (self->right_row == self->right->n)
    self->right = NULL;
  return KG_OK;
}

static kg_status
optional_next(kg__op *op)
{
  optional_op *self = (optional_op *)op;
  while (op->out.n < op->room) {
    kg_status st = KG_OK;
    if (self->left && !self->right) {
      st = kg__op_next(op->inputs[1], &self->right);
      self->right_row = 0;
      if (st == KG_DONE) {
        self->right = NULL;
        give_unmatched(self, self->left->n);
        if (self->row < self->left->n)
          return KG_OK;
        self->left = NULL;
        continue;
      }
    } else if (!self->left) {
      st = next_left(self);
      if (st == KG_DONE)
        return op->out.n ? KG_OK : KG_DONE;
    }
    KG_TRY(st);
    if (self->right)
      KG_TRY(give_right(self));
  }
  return KG_OK;
}

static kg_status
optional_need(kg__op *op, const kg__vars *needed, bool once)
{
  optional_op *self = (optional_op *)op;
  kg_arena *arena = op->exec->arena;
  kg__vars left = {0}, right = {0}, read = {0};
  (void)once; // rows are told apart by number
  KG_TRY(kg__vars_add_all(&right, needed, arena));
  KG_TRY(kg__vars_add(&right, self->feed->number, arena));
  if (self->condition)
    KG_TRY(kg__op_reads(op, self->condition, &op->vars, &right));
  self->feed->read = &read;
  KG_TRY(kg__op_need(op->inputs[1], &right, false));
  self->feed->read = NULL;
  KG_TRY(kg__op_narrow(op, needed));
  KG_TRY(kg__vars_add_all(&left, needed, arena));
  KG_TRY(kg__vars_add_all(&left, &read, arena));
  return kg__op_need(op->inputs[0], &left, false);
}

static const kg__op_class class = {
    .name = "Optional", .open = optional_open, .next = optional_next, .need = optional_need};

kg_status
kg__op_optional(kg__op *left, kg__op *right, kg__feed *feed, const kg__expr *condition, kg__op **op)
{
  optional_op *self = kg__op_new(left->exec, &class, sizeof *self);
  kg_arena *arena = left->exec->arena;
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  self->op.inputs[0] = left;
  self->op.sort = left->sort;
  self->op.inputs[1] = right;
  self->op.estimate = left->estimate > right->estimate ? left->estimate : right->estimate;
  self->feed = feed;
  self->condition = condition;
  KG_TRY(kg__vars_add_all(&self->op.vars, &left->vars, arena));
  for (kg__var v = 0; kg__vars_next(&right->vars, &v); v++)
    if (v != feed->number)
      KG_TRY(kg__vars_add(&self->op.vars, v, arena));
  return kg__vars_add_all(&self->op.certain, &left->certain, arena);
}
