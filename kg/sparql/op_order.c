// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// ORDER BY: all rows in memory with the values of their keys; with a LIMIT behind it only the best so many,
// in a heap whose top is the worst of them.  Rows that compare equal keep their order.  What memory cannot
// hold is put aside sorted, with the values, and merged in the end.

#include "kg/sparql/compare.h"
#include "kg/sparql/spill.h"
#include "kg/sparql/value_pack.h"

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
  kg__spill spill;
  kg_buf packed; ///< Keys of a row
} order_op;

static void
release_rows(order_op *self)
{
  kg__exec_take(self->op.exec, self->taken, 0);
  free(self->rows);
  kg_arena_free(self->arena);
  self->rows = NULL;
  self->arena = NULL;
  self->n = self->capacity = self->taken = 0;
}

static void
order_close(kg__op *op)
{
  order_op *self = (order_op *)op;
  release_rows(self);
  kg__spill_release(&self->spill);
  kg_buf_release(&self->packed);
}

static int
compare_keys(const order_op *self, const kg__value *a, const kg__value *b)
{
  for (size_t i = 0; i < self->n_keys; i++) {
    int order = kg__value_order(&a[i], &b[i]);
    if (order)
      return self->keys[i].descending ? -order : order;
  }
  return 0;
}

static int
compare_rows(const order_op *self, const kept_row *a, const kept_row *b)
{
  int order = compare_keys(self, a->keys, b->keys);
  return order ? order : a->number < b->number ? -1 : a->number > b->number;
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

// Whether the rows may stay in memory; sorting them takes room for their pointers once more.
static bool
fits(order_op *self)
{
  size_t now = kg_arena_size(self->arena) + 2 * self->capacity * sizeof *self->rows;
  if (now == self->taken)
    return true;
  if (now > kg__spill_share(self->op.exec) / 2 || kg__exec_take(self->op.exec, self->taken, now))
    return false;
  self->taken = now;
  return true;
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
sort(order_op *self)
{
  self->stopped = KG_OK;
  if (self->n)
    qsort_r(self->rows, self->n, sizeof *self->rows, compare_pointers, self);
  return self->stopped;
}

// ---- rows that memory cannot hold

static kg_status
read_keys(void *data, kg__spilled *row)
{
  order_op *self = data;
  kg_str bytes = row->bytes;
  for (size_t i = 0; i < self->n_keys; i++)
    KG_TRY(kg__value_unpack(&bytes, row->arena, &row->keys[i]));
  return KG_OK;
}

static int
compare_spilled(void *self, const kg__spilled *a, const kg__spilled *b)
{
  return compare_keys(self, a->keys, b->keys);
}

static const kg__spill_class by_keys = {read_keys, compare_spilled};

static kg_status
put_aside(order_op *self)
{
  kg__op *op = &self->op;
  KG_TRY(sort(self));
  for (size_t i = 0; i < self->n; i++) {
    kg_buf_clear(&self->packed);
    kg_arena_clear(op->exec->scratch);
    for (size_t k = 0; k < self->n_keys; k++)
      KG_TRY(kg__value_pack(&self->rows[i].keys[k], op->exec->scratch, &self->packed));
    KG_TRY(kg__spill_add(&self->spill, self->rows[i].ids, kg_buf_str(&self->packed)));
  }
  release_rows(self);
  return kg__spill_end_run(&self->spill);
}

// ---- the operator

static kg_status
read_input(order_op *self)
{
  const kg__rows *in;
  kg_status st;
  while ((st = kg__op_next(self->op.inputs[0], &in)) == KG_OK) {
    for (size_t i = 0; i < in->n; i++) {
      if (!self->arena && !(self->arena = kg_arena_new()))
        return KG_ERR_NOMEM;
      KG_TRY(keep_row(self, in, i));
      if (!fits(self))
        KG_TRY(put_aside(self));
    }
  }
  return st == KG_DONE ? KG_OK : st;
}

static kg_status
order_open(kg__op *op)
{
  order_op *self = (order_op *)op;
  order_close(op);
  self->at = 0;
  self->count = 0;
  self->width = op->n_list;
  self->spill = (kg__spill){.op = op,
                            .class = &by_keys,
                            .self = self,
                            .width = self->width,
                            .n_keys = self->n_keys,
                            .most = kg__spill_share(op->exec) / 4};
  if (!self->candidate)
    self->candidate = kg_arena_calloc(op->exec->arena, self->n_keys + 1, sizeof *self->candidate);
  if (!self->candidate)
    return KG_ERR_NOMEM;
  KG_TRY(kg__op_columns(op));
  KG_TRY(kg__op_open(op->inputs[0]));
  KG_TRY(read_input(self));
  return self->spill.file ? put_aside(self) : sort(self);
}

static kg_status
next_ids(order_op *self, const kg_id **ids)
{
  const kg__spilled *row;
  if (!self->spill.file) {
    *ids = self->at < self->n ? self->rows[self->at++].ids : NULL;
    return *ids ? KG_OK : KG_DONE;
  }
  KG_TRY(kg__spill_next(&self->spill, &row));
  *ids = row->ids;
  return KG_OK;
}

static kg_status
order_next(kg__op *op)
{
  order_op *self = (order_op *)op;
  const kg_id *ids;
  kg_status st = KG_OK;
  while (op->out.n < KG_BATCH_ROWS && (st = next_ids(self, &ids)) == KG_OK) {
    for (size_t v = 0; v < op->n_list; v++)
      op->out.column[op->list[v]][op->out.n] = ids[v];
    op->out.n++;
  }
  return st == KG_DONE && op->out.n ? KG_OK : st;
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
  input->exec->n_tables++;
  self->op.inputs[0] = input;
  self->op.estimate = input->estimate;
  self->op.distinct = input->distinct;
  self->keys = keys;
  self->n_keys = n;
  self->most = most <= 100000 ? most : KG__NO_LIMIT;
  KG_TRY(kg__vars_add_all(&self->op.vars, &input->vars, input->exec->arena));
  return kg__vars_add_all(&self->op.certain, &input->certain, input->exec->arena);
}
