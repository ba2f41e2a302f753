// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// A quad pattern: for each row of the input, what the store has under the bound places.  Which places are
// bound is asked of each row, for OPTIONAL may have left some open.  Rows of a default graph of several
// graphs differ only in their last column, so that repeats are next to each other.  When so many rows were
// looked up that reading all of the pattern would have been cheaper, it is read, and hashed.

#include "kg/sparql/pattern.h"
#include "kg/sparql/rowset.h"

typedef struct lookup_op {
  kg__op op;
  kg__quad_slots quad;
  const kg__rows *in;
  size_t row; ///< Of the input
  kg__wanted wanted;
  kg_scan *scan;
  kg_order order;
  kg_batch *batch;
  size_t at;
  bool may_repeat;
  kg_id last[4]; ///< The last one given, to skip repeats
  bool has_last;
  kg__op *whole; ///< All that fits the pattern, if it can be hashed
  kg__var *vars; ///< Of the pattern: those bound by the input first
  size_t n_vars, n_keys;
  uint64_t asked, all; ///< Rows looked up; quads of the pattern
  bool counted, hashed;
  bool single; ///< One match of a row is as good as all
  kg__rowset table;
  size_t found; ///< The next of the table for the row
} lookup_op;

static void
close_scan(kg__op *op)
{
  lookup_op *self = (lookup_op *)op;
  kg_scan_close(self->scan);
  self->scan = NULL;
}

static void
lookup_close(kg__op *op)
{
  lookup_op *self = (lookup_op *)op;
  close_scan(op);
  kg__rowset_release(&self->table);
  self->hashed = false;
}

static kg_status
lookup_open(kg__op *op)
{
  lookup_op *self = (lookup_op *)op;
  close_scan(op);
  self->in = NULL;
  self->row = 0;
  self->found = KG__ROWSET_END;
  if (self->hashed && self->quad.mode == KG__GRAPH_MODE_CURRENT)
    lookup_close(op);
  if (!self->batch)
    self->batch = kg_arena_alloc(op->exec->arena, sizeof *self->batch);
  KG_TRY(self->batch ? KG_OK : KG_ERR_NOMEM);
  self->may_repeat = kg__pattern_may_repeat(op->exec, &self->quad);
  KG_TRY(kg__op_columns(op));
  return kg__op_open(op->inputs[0]);
}

// ---- hashing the pattern

static bool
has_room(const lookup_op *self)
{
  const kg_limits *limits = self->op.exec->limits;
  double bytes = (double)self->all * (double)(self->n_vars * 16 + 32);
  return self->all < UINT32_MAX / 4 &&
         (!limits || !limits->memory || (double)self->op.exec->memory + bytes < (double)limits->memory / 2);
}

static kg_status
read_whole(lookup_op *self)
{
  const kg__rows *rows;
  kg_id row[4];
  kg_status st;
  self->table = (kg__rowset){.exec = self->op.exec, .width = self->n_vars, .key = self->n_keys};
  KG_TRY(kg__op_open(self->whole));
  while ((st = kg__op_next(self->whole, &rows)) == KG_OK)
    for (size_t i = 0; i < rows->n; i++) {
      for (size_t v = 0; v < self->n_vars; v++)
        row[v] = rows->column[self->vars[v]][i];
      KG_TRY(kg__rowset_add(&self->table, row));
    }
  self->hashed = st == KG_DONE;
  return st == KG_DONE ? KG_OK : st;
}

static kg_status
consider_hashing(lookup_op *self)
{
  enum { ROWS_FOR_A_LOOKUP = 24 };
  kg_id p = self->quad.at[1].id;
  if (self->hashed || !self->whole || ++self->asked % 64)
    return KG_OK;
  if (!self->counted)
    KG_TRY(kg_count(self->op.exec->txn, KG_PSO, &p, 1, &self->all, self->op.exec->err));
  self->counted = true;
  return self->asked * ROWS_FOR_A_LOOKUP > self->all && has_room(self) ? read_whole(self) : KG_OK;
}

static void
find_hashed(lookup_op *self)
{
  kg_id key[4];
  for (size_t i = 0; i < self->n_keys; i++)
    key[i] = self->in->column[self->vars[i]][self->row];
  self->found = kg__rowset_first(&self->table, key);
}

static void
give_hashed(lookup_op *self)
{
  kg__op *op = &self->op;
  while (self->found != KG__ROWSET_END && op->out.n < op->room) {
    const kg_id *row = kg__rowset_at(&self->table, self->found);
    size_t n = op->out.n++;
    for (size_t i = 0; i < op->n_kept; i++)
      op->out.column[op->kept[i]][n] = kg__rows_get(self->in, op->kept[i], self->row);
    for (size_t v = self->n_keys; v < self->n_vars; v++)
      if (op->out.column[self->vars[v]])
        op->out.column[self->vars[v]][n] = row[v];
    self->found = self->single ? KG__ROWSET_END : kg__rowset_next(&self->table, row, self->found);
  }
}

// ---- looking up

static kg_status
begin_row(lookup_op *self)
{
  kg_id prefix[4];
  size_t n;
  KG_TRY(consider_hashing(self));
  if (self->hashed) {
    find_hashed(self);
    return KG_OK;
  }
  kg__pattern_bind(self->op.exec, &self->quad, self->in, self->row, &self->wanted);
  self->at = self->batch->n_rows = 0;
  self->has_last = false;
  if (kg__pattern_is_hopeless(self->op.exec, &self->quad, &self->wanted))
    return KG_OK;
  const kg_id *want = self->wanted.id;
  kg_quad_ids pattern = {want[0], want[1], want[2], want[3]};
  self->order = kg_order_for(&pattern, self->wanted.is[3], prefix, &n);
  return kg_scan_open(self->op.exec->txn, self->order, prefix, n, 0, KG_ID_MAX, &self->scan,
                      self->op.exec->err);
}

static bool
fits(lookup_op *self, const kg_id got[4])
{
  for (int i = 0; i < 4; i++)
    if (self->wanted.is[i] && got[i] != self->wanted.id[i])
      return false;
  for (int i = 0; i < 4; i++)
    for (int j = 0; j < i; j++)
      if (self->quad.at[i].is_var && self->quad.at[j].is_var &&
          self->quad.at[i].var == self->quad.at[j].var && got[i] != got[j])
        return false;
  return kg__pattern_graph_fits(self->op.exec, &self->quad, &self->wanted, got[3]);
}

static bool
repeats(lookup_op *self, const kg_id got[4])
{
  if (!self->may_repeat)
    return false;
  bool same = self->has_last && memcmp(got, self->last, 3 * sizeof *got) == 0;
  memcpy(self->last, got, sizeof self->last);
  self->has_last = true;
  return same;
}

static void
give(lookup_op *self, const kg_id got[4])
{
  kg__op *op = &self->op;
  size_t n = op->out.n++;
  for (size_t i = 0; i < op->n_kept; i++)
    op->out.column[op->kept[i]][n] = kg__rows_get(self->in, op->kept[i], self->row);
  for (int i = 0; i < 4; i++)
    if (self->quad.at[i].is_var && op->out.column[self->quad.at[i].var])
      op->out.column[self->quad.at[i].var][n] = got[i];
}

static void
end_row(lookup_op *self)
{
  self->at = self->batch->n_rows;
  close_scan(&self->op);
}

static void
take_batch(lookup_op *self)
{
  for (; self->at < self->batch->n_rows && self->op.out.n < self->op.room; self->at++) {
    kg_id got[4];
    for (int c = 0; c < 4; c++)
      got[kg__order_places[self->order][c]] = self->batch->column[c][self->at];
    if (!fits(self, got) || repeats(self, got))
      continue;
    give(self, got);
    if (self->single)
      end_row(self);
  }
}

static kg_status
next_input(lookup_op *self)
{
  if (self->in && ++self->row < self->in->n)
    return begin_row(self);
  self->row = 0;
  self->in = NULL;
  KG_TRY(kg__op_next(self->op.inputs[0], &self->in));
  return begin_row(self);
}

static kg_status
lookup_next(kg__op *op)
{
  lookup_op *self = (lookup_op *)op;
  while (op->out.n < op->room) {
    if (self->in && self->found != KG__ROWSET_END) {
      give_hashed(self);
      continue;
    }
    if (self->at < self->batch->n_rows && self->in) {
      take_batch(self);
      continue;
    }
    kg_status st = self->scan ? kg_scan_next(self->scan, 15, self->batch) : KG_DONE;
    self->at = 0;
    if (st == KG_OK) {
      KG_TRY(kg__exec_check(op->exec));
      continue;
    }
    self->batch->n_rows = 0;
    close_scan(op);
    if (st != KG_DONE)
      return st;
    st = next_input(self);
    if (st == KG_DONE)
      return op->out.n ? KG_OK : KG_DONE;
    KG_TRY(st);
  }
  return KG_OK;
}

static kg_status
lookup_explain(const kg__op *op, kg_buf *buf)
{
  return kg__pattern_explain(op->exec, &((const lookup_op *)op)->quad, buf);
}

static kg_status
lookup_need(kg__op *op, const kg__vars *needed, bool once)
{
  lookup_op *self = (lookup_op *)op;
  kg__vars read = {0};
  self->single = once;
  KG_TRY(kg__vars_add_all(&read, needed, op->exec->arena));
  for (int i = 0; i < 4; i++) {
    if (!self->quad.at[i].is_var)
      continue;
    KG_TRY(kg__vars_add(&read, self->quad.at[i].var, op->exec->arena));
    if (kg__vars_has(needed, self->quad.at[i].var) &&
        !kg__vars_has(&op->inputs[0]->certain, self->quad.at[i].var))
      self->single = false;
  }
  KG_TRY(kg__op_narrow(op, needed));
  return kg__op_need(op->inputs[0], &read, once);
}

static const kg__op_class class = {"Lookup",       lookup_open, lookup_next, lookup_close,
                                   lookup_explain, NULL,        lookup_need};

// Whether each row binds the same variables of the pattern, whose predicate is known: then it can be hashed.
static kg_status
prepare_hashing(lookup_op *self, const kg__op *input)
{
  kg_arena *arena = input->exec->arena;
  const kg__quad_slots *quad = &self->quad;
  kg__op *whole;
  if (input->exec->naive || quad->at[1].is_var || kg_id_tag(quad->at[1].id) == KG_TAG_LOCAL)
    return KG_OK;
  KG_TRY(kg__op_scan(input->exec, quad, NULL, 0, &whole));
  for (int keys = 1; keys >= 0; keys--)
    for (kg__var v = 0; kg__vars_next(&whole->vars, &v); v++) {
      bool key = kg__vars_has(&input->certain, v);
      if (!key && kg__vars_has(&input->vars, v))
        return KG_OK;
      if (key == keys)
        KG_TRY(kg__push(arena, self->vars, self->n_vars, v));
      self->n_keys += key && keys;
    }
  self->whole = self->n_keys && self->n_vars <= 4 ? whole : NULL;
  return KG_OK;
}

kg_status
kg__op_lookup(kg__op *input, const kg__quad_slots *quad, kg__op **op)
{
  lookup_op *self = kg__op_new(input->exec, &class, sizeof *self);
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  self->op.inputs[0] = input;
  self->op.sort = input->sort;
  self->quad = *quad;
  self->found = KG__ROWSET_END;
  KG_TRY(prepare_hashing(self, input));
  KG_TRY(kg__vars_add_all(&self->op.vars, &input->vars, input->exec->arena));
  KG_TRY(kg__vars_add_all(&self->op.certain, &input->certain, input->exec->arena));
  for (int i = 0; i < 4; i++) {
    if (!quad->at[i].is_var)
      continue;
    KG_TRY(kg__vars_add(&self->op.vars, quad->at[i].var, input->exec->arena));
    KG_TRY(kg__vars_add(&self->op.certain, quad->at[i].var, input->exec->arena));
  }
  return KG_OK;
}
