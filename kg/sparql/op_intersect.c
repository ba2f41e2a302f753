// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// Patterns that have but one variable left open, the same: its values are those that all of them allow.  Each
// pattern is read once, sorted by its bound end and then by the open one, so that the values of a row are a
// sorted list in each; the lists are gone through together, each leaping to where the others are.  So a
// cyclic join makes no rows that its last pattern throws away.

#include "kg/sparql/operator.h"
#include "kg/sparql/rowset.h"

#include <stdlib.h>

typedef struct side {
  kg__op *scan;
  kg__var key; ///< Its bound end, or KG__NO_VAR for a constant
  kg_id *values;
  size_t n, capacity;
  kg__rowset ranges;       ///< By key: from, to
  const struct side *like; ///< That reads the same lists; itself if there is none before it
  const kg_id *list;       ///< Its values
  size_t at, end;          ///< For the row
} side;

typedef struct intersect_op {
  kg__op op;
  kg__var open; ///< The variable
  side *sides;
  size_t n_sides;
  bool loaded;
  const kg__rows *in;
  size_t row;
  bool begun;  ///< With the row
  bool single; ///< One value of a row is as good as all
  uint16_t *rows;
  size_t n_rows;
  size_t work;
} intersect_op;

static void
intersect_close(kg__op *op)
{
  intersect_op *self = (intersect_op *)op;
  for (size_t i = 0; i < self->n_sides; i++) {
    side *s = &self->sides[i];
    kg__exec_take(op->exec, s->capacity * sizeof *s->values, 0);
    free(s->values);
    s->values = NULL;
    s->n = s->capacity = 0;
    kg__rowset_release(&s->ranges);
  }
  self->loaded = false;
}

// ---- reading the patterns

static kg_status
reserve(intersect_op *self, side *s, size_t n)
{
  size_t capacity = s->capacity ? s->capacity : KG_BATCH_ROWS;
  while (capacity < s->n + n)
    capacity *= 2;
  if (capacity == s->capacity)
    return KG_OK;
  KG_TRY(kg__exec_take(self->op.exec, s->capacity * sizeof *s->values, capacity * sizeof *s->values));
  kg_id *values = realloc(s->values, capacity * sizeof *values);
  if (!values) {
    kg__exec_take(self->op.exec, capacity * sizeof *values, s->capacity * sizeof *values);
    return KG_ERR_NOMEM;
  }
  s->values = values;
  s->capacity = capacity;
  return KG_OK;
}

static kg_status
read_batch(intersect_op *self, side *s, const kg__rows *rows)
{
  const kg_id *keys = s->key == KG__NO_VAR ? NULL : rows->column[s->key];
  KG_TRY(reserve(self, s, rows->n));
  memcpy(s->values + s->n, rows->column[self->open], rows->n * sizeof *s->values);
  for (size_t i = 0; i < rows->n; i++) {
    kg_id key = keys ? keys[i] : KG_ID_NONE;
    size_t last = s->ranges.n;
    if (!last || kg__rowset_at(&s->ranges, last - 1)[0] != key)
      KG_TRY(kg__rowset_add(&s->ranges, (kg_id[]){key, s->n + i, s->n + i}));
    s->ranges.ids[(s->ranges.n - 1) * 3 + 2] = s->n + i + 1;
  }
  s->n += rows->n;
  return KG_OK;
}

static kg_status
load(intersect_op *self)
{
  for (size_t i = 0; i < self->n_sides; i++) {
    side *s = &self->sides[i];
    const kg__rows *rows;
    kg_status st;
    if (s->like != s)
      continue;
    s->ranges = (kg__rowset){.exec = self->op.exec, .width = 3, .key = 1};
    KG_TRY(kg__op_open(s->scan));
    while ((st = kg__op_next(s->scan, &rows)) == KG_OK)
      KG_TRY(read_batch(self, s, rows));
    KG_TRY(st == KG_DONE ? KG_OK : st);
  }
  for (size_t i = 0; i < self->n_sides; i++)
    self->sides[i].list = self->sides[i].like->values;
  self->loaded = true;
  return KG_OK;
}

static kg_status
intersect_open(kg__op *op)
{
  intersect_op *self = (intersect_op *)op;
  self->in = NULL;
  self->row = self->n_rows = 0;
  self->begun = false;
  intersect_close(op);
  KG_TRY(kg__op_columns(op));
  KG_TRY(load(self));
  return kg__op_open(op->inputs[0]);
}

// ---- rows

// The lists of the row; false if one is empty.
static bool
begin_row(intersect_op *self)
{
  self->begun = true;
  for (size_t i = 0; i < self->n_sides; i++) {
    side *s = &self->sides[i];
    kg_id key = s->key == KG__NO_VAR ? KG_ID_NONE : self->in->column[s->key][self->row];
    const kg__rowset *ranges = &s->like->ranges;
    size_t at = kg__rowset_first(ranges, &key);
    if (at == KG__ROWSET_END)
      return false;
    s->at = (size_t)kg__rowset_at(ranges, at)[1];
    s->end = (size_t)kg__rowset_at(ranges, at)[2];
  }
  return true;
}

// The next value that all lists have; false at the end of one.
static bool
next_value(intersect_op *self, kg_id *value)
{
  size_t agreed = 0;
  kg_id want = 0;
  for (size_t i = 0; agreed < self->n_sides; i = i + 1 < self->n_sides ? i + 1 : 0) {
    side *s = &self->sides[i];
    s->at = kg__ids_seek(s->list, s->at, s->end, want);
    self->work++;
    if (s->at == s->end)
      return false;
    agreed = s->list[s->at] == want && agreed ? agreed + 1 : 1;
    want = s->list[s->at];
  }
  self->sides[0].at++;
  *value = want;
  return true;
}

static void
flush(intersect_op *self)
{
  const kg__op *op = &self->op;
  if (self->n_rows)
    kg__rows_gather(&self->op.out, self->in, self->rows, self->n_rows, op->kept, op->n_kept);
  self->n_rows = 0;
}

static kg_status
next_row(intersect_op *self)
{
  self->begun = false;
  if (self->in && ++self->row < self->in->n)
    return KG_OK;
  flush(self);
  self->row = 0;
  kg_status st = kg__op_next(self->op.inputs[0], &self->in);
  if (st)
    self->in = NULL;
  return st;
}

static kg_status
intersect_next(kg__op *op)
{
  intersect_op *self = (intersect_op *)op;
  while (op->out.n + self->n_rows < op->room) {
    kg_id value;
    if (self->in && (self->begun || begin_row(self)) && next_value(self, &value)) {
      op->out.column[self->open][op->out.n + self->n_rows] = value;
      self->rows[self->n_rows++] = (uint16_t)self->row;
      if (!self->single)
        continue;
    }
    kg_status st = next_row(self);
    if (st == KG_DONE)
      return op->out.n ? KG_OK : KG_DONE;
    KG_TRY(st);
    if (self->work > 1 << 16) {
      self->work = 0;
      KG_TRY(kg__exec_check(op->exec));
    }
  }
  flush(self);
  return KG_OK;
}

static kg_status
intersect_explain(const kg__op *op, kg_buf *buf)
{
  const intersect_op *self = (const intersect_op *)op;
  KG_TRY(kg_buf_add_str(buf, KG_STR(" for ")));
  KG_TRY(kg__var_print(op->exec, self->open, buf));
  for (size_t i = 0; i < self->n_sides; i++) {
    KG_TRY(kg_buf_add_str(buf, i ? KG_STR(" and") : KG_STR(":")));
    KG_TRY(self->sides[i].scan->class->explain(self->sides[i].scan, buf));
  }
  return KG_OK;
}

static kg_status
intersect_need(kg__op *op, const kg__vars *needed, bool once)
{
  intersect_op *self = (intersect_op *)op;
  kg__vars read = {0}, own = {0};
  KG_TRY(kg__vars_add_all(&read, needed, op->exec->arena));
  for (size_t i = 0; i < self->n_sides; i++)
    if (self->sides[i].key != KG__NO_VAR)
      KG_TRY(kg__vars_add(&read, self->sides[i].key, op->exec->arena));
  self->single = once && !kg__vars_has(needed, self->open);
  KG_TRY(kg__vars_add_all(&own, needed, op->exec->arena));
  KG_TRY(kg__vars_add(&own, self->open, op->exec->arena));
  KG_TRY(kg__op_narrow(op, &own));
  return kg__op_need(op->inputs[0], &read, once);
}

static const kg__op_class class = {
    .name = "Intersect",
    .open = intersect_open,
    .next = intersect_next,
    .close = intersect_close,
    .explain = intersect_explain,
    .need = intersect_need,
};

// Whether two patterns read the same rows: they differ at most in the name of the bound end's variable.
static bool
reads_like(const kg__quad_slots *a, const kg__quad_slots *b, kg__var open)
{
  if (a->mode != b->mode || a->current != b->current)
    return false;
  for (int i = 0; i < 4; i++) {
    const kg__slot *x = &a->at[i], *y = &b->at[i];
    if (x->is_var != y->is_var || (x->is_var && (x->var == open) != (y->var == open)) ||
        (!x->is_var && x->id != y->id))
      return false;
  }
  return true;
}

static kg_status
add_side(intersect_op *self, side *s, const kg__quad_slots *quad)
{
  kg__exec *exec = self->op.exec;
  s->key = KG__NO_VAR;
  for (int i = 0; i <= 2; i += 2)
    if (quad->at[i].is_var && quad->at[i].var != self->open)
      s->key = quad->at[i].var;
  kg__var by[2] = {s->key == KG__NO_VAR ? self->open : s->key, self->open};
  return kg__op_scan(exec, quad, by, s->key == KG__NO_VAR ? 1 : 2, &s->scan);
}

kg_status
kg__op_intersect(kg__op *input, kg__var open, const kg__quad_slots *const *quads, size_t n, kg__op **op)
{
  kg_arena *arena = input->exec->arena;
  intersect_op *self = kg__op_new(input->exec, &class, sizeof *self);
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  self->op.inputs[0] = input;
  self->op.sort = input->sort;
  self->open = open;
  self->n_sides = n;
  self->sides = kg_arena_calloc(arena, n, sizeof *self->sides);
  self->rows = kg_arena_calloc(arena, KG_BATCH_ROWS, sizeof *self->rows);
  if (!self->sides || !self->rows)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < n; i++) {
    self->sides[i].like = &self->sides[i];
    for (size_t k = i; k-- > 0;)
      if (reads_like(quads[i], quads[k], open))
        self->sides[i].like = &self->sides[k];
    KG_TRY(add_side(self, &self->sides[i], quads[i]));
  }
  KG_TRY(kg__vars_add_all(&self->op.vars, &input->vars, arena));
  KG_TRY(kg__vars_add_all(&self->op.certain, &input->certain, arena));
  KG_TRY(kg__vars_add(&self->op.vars, open, arena));
  return kg__vars_add(&self->op.certain, open, arena);
}
