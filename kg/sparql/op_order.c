// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// ORDER BY: all rows in memory with the values of their keys; with a LIMIT behind it only the best so many,
// in a heap whose top is the worst of them.  Rows that compare equal keep their order.

#include "kg/sparql/compare.h"
#include "kg/sparql/operator.h"

#include <stdlib.h>

typedef struct kept_row {
  kg__value *keys;
  kg_id *ids;
  uint64_t number;
} kept_row;

typedef struct order_op {
  kg__op op;
  const kg__key *keys;
  size_t n_keys;
  uint64_t most;
  kept_row *rows;
  size_t n, capacity;
  size_t at;
  size_t width;
  kg_arena *arena; ///< Of the rows kept
  size_t taken;
  uint64_t count;
  uint64_t n_compared;
  kg_status stopped;    ///< While sorting: why it is not worth going on
  kg__value *candidate; ///< Keys of the row looked at
} order_op;

static void
order_close(kg__op *op)
{
  order_op *self = (order_op *)op;
  kg__exec_take(op->exec, self->taken, 0);
  free(self->rows);
  kg_arena_free(self->arena);
  self->rows = NULL;
  self->arena = NULL;
  self->n = self->capacity = self->taken = 0;
}

static int
compare_rows(const order_op *self, const kept_row *a, const kept_row *b)
{
  for (size_t i = 0; i < self->n_keys; i++) {
    int order = kg__value_order(&a->keys[i], &b->keys[i]);
    if (order)
      return self->keys[i].descending ? -order : order;
  }
  return a->number < b->number ? -1 : a->number > b->number;
}

// ---- a heap of the best rows

static void
sift_up(order_op *self, size_t i)
{
  for (; i && compare_rows(self, &self->rows[i], &self->rows[(i - 1) / 2]) > 0; i = (i - 1) / 2) {
    kept_row swap = self->rows[i];
    self->rows[i] = self->rows[(i - 1) / 2];
    self->rows[(i - 1) / 2] = swap;
  }
}

static void
sift_down(order_op *self, size_t i, size_t n)
{
  for (size_t child; (child = 2 * i + 1) < n; i = child) {
    if (child + 1 < n && compare_rows(self, &self->rows[child + 1], &self->rows[child]) > 0)
      child++;
    if (compare_rows(self, &self->rows[child], &self->rows[i]) <= 0)
      return;
    kept_row swap = self->rows[i];
    self->rows[i] = self->rows[child];
    self->rows[child] = swap;
  }
}

// ---- keeping rows

static kg_status
copy_value(order_op *self, const kg__value *value, kg__value *copy)
{
  kg_term term;
  *copy = *value;
  if (!kg__value_is_bound(value))
    return KG_OK;
  if (kg_id_is_inline(value->id)) {
    *copy = kg__value_of_id(value->id, self->arena);
    return KG_OK;
  }
  KG_TRY(kg__value_term(value, self->arena, &term));
  KG_TRY(kg_term_copy(&term, self->arena, &term));
  *copy = kg__value_of_term(&term, value->id, self->arena);
  return KG_OK;
}

static kg_status
fill_row(order_op *self, kept_row *kept, const kg__rows *in, size_t row)
{
  size_t n = 0;
  if (!kept->keys) {
    kept->keys = kg_arena_calloc(self->arena, self->n_keys + 1, sizeof *kept->keys);
    kept->ids = kg_arena_calloc(self->arena, self->width + 1, sizeof *kept->ids);
  }
  if (!kept->keys || !kept->ids)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < self->n_keys; i++)
    KG_TRY(copy_value(self, &self->candidate[i], &kept->keys[i]));
  for (kg__var v = 0; kg__vars_next(&self->op.vars, &v); v++)
    kept->ids[n++] = kg__rows_get(in, v, row);
  kept->number = self->count;
  return KG_OK;
}

static kg_status
account(order_op *self)
{
  size_t now = kg_arena_size(self->arena) + self->capacity * sizeof *self->rows;
  KG_TRY(kg__exec_take(self->op.exec, self->taken, now));
  self->taken = now;
  return KG_OK;
}

static kg_status
add_row(order_op *self, const kg__rows *in, size_t row)
{
  if (self->n == self->capacity) {
    size_t capacity = self->capacity ? 2 * self->capacity : 256;
    kept_row *rows = realloc(self->rows, capacity * sizeof *rows);
    if (!rows)
      return KG_ERR_NOMEM;
    self->rows = rows;
    self->capacity = capacity;
  }
  self->rows[self->n] = (kept_row){0};
  KG_TRY(fill_row(self, &self->rows[self->n], in, row));
  self->n++;
  if (self->most != KG__NO_LIMIT)
    sift_up(self, self->n - 1);
  return KG_OK;
}

static kg_status
keep_row(order_op *self, const kg__rows *in, size_t row)
{
  kg__exec *exec = self->op.exec;
  kg_arena_clear(exec->scratch);
  for (size_t i = 0; i < self->n_keys; i++) {
    kg__value *value = &self->candidate[i];
    KG_TRY(kg__exec_eval(exec, self->keys[i].expr, in, row, value));
    if (kg__value_needs_text(value))
      KG_TRY(kg__exec_value(exec, value->id, exec->scratch, value));
  }
  self->count++;
  if (self->n < self->most)
    return add_row(self, in, row);
  kept_row candidate = {.keys = self->candidate, .number = self->count};
  if (!self->n || compare_rows(self, &candidate, &self->rows[0]) >= 0)
    return KG_OK;
  KG_TRY(fill_row(self, &self->rows[0], in, row));
  sift_down(self, 0, self->n);
  return KG_OK;
}

// ---- sorting

static int
compare_pointers(const void *a, const void *b, void *data)
{
  order_op *self = data;
  if (++self->n_compared % 65536 == 0 && !self->stopped)
    self->stopped = kg__exec_check(self->op.exec);
  return self->stopped ? 0 : compare_rows(self, a, b);
}

static kg_status
order_open(kg__op *op)
{
  order_op *self = (order_op *)op;
  const kg__rows *in;
  kg_status st;
  order_close(op);
  self->arena = kg_arena_new();
  self->at = 0;
  self->count = 0;
  if (!self->candidate)
    self->candidate = kg_arena_calloc(op->exec->arena, self->n_keys + 1, sizeof *self->candidate);
  if (!self->arena || !self->candidate)
    return KG_ERR_NOMEM;
  self->width = 0;
  for (kg__var v = 0; kg__vars_next(&op->vars, &v); v++)
    self->width++;
  KG_TRY(kg__op_columns(op));
  KG_TRY(kg__op_open(op->inputs[0]));
  while ((st = kg__op_next(op->inputs[0], &in)) == KG_OK) {
    for (size_t i = 0; i < in->n; i++) {
      KG_TRY(keep_row(self, in, i));
      KG_TRY(account(self));
    }
  }
  self->stopped = KG_OK;
  if (self->n)
    qsort_r(self->rows, self->n, sizeof *self->rows, compare_pointers, self);
  KG_TRY(self->stopped);
  return st == KG_DONE ? KG_OK : st;
}

static kg_status
order_next(kg__op *op)
{
  order_op *self = (order_op *)op;
  for (; self->at < self->n && op->out.n < KG_BATCH_ROWS; self->at++, op->out.n++) {
    size_t n = 0;
    for (kg__var v = 0; kg__vars_next(&op->vars, &v); v++)
      op->out.column[v][op->out.n] = self->rows[self->at].ids[n++];
  }
  return op->out.n ? KG_OK : KG_DONE;
}

static kg_status
order_need(kg__op *op, const kg__vars *needed, bool once)
{
  const order_op *self = (const order_op *)op;
  kg__op *input = op->inputs[0];
  kg__vars read = {0};
  KG_TRY(kg__vars_add_all(&read, needed, op->exec->arena));
  for (size_t i = 0; i < self->n_keys; i++)
    KG_TRY(kg__op_reads(op, self->keys[i].expr, &input->vars, &read));
  KG_TRY(kg__op_narrow(op, needed));
  return kg__op_need(input, &read, once && self->most == KG__NO_LIMIT);
}

static const kg__op_class class = {"Order", order_open, order_next, order_close, NULL, NULL, order_need};

kg_status
kg__op_order(kg__op *input, const kg__key *keys, size_t n, uint64_t most, kg__op **op)
{
  order_op *self = kg__op_new(input->exec, &class, sizeof *self);
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  self->op.inputs[0] = input;
  self->op.estimate = input->estimate;
  self->keys = keys;
  self->n_keys = n;
  self->most = most <= 100000 ? most : KG__NO_LIMIT;
  KG_TRY(kg__vars_add_all(&self->op.vars, &input->vars, input->exec->arena));
  return kg__vars_add_all(&self->op.certain, &input->certain, input->exec->arena);
}
