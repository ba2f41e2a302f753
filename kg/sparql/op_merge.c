// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// Merge join of two sides sorted by the key.  The right rows of one key are a group: where they lie in the
// right side's batch, or copied when they go beyond it.  Both sides are searched by doubling steps, and told
// to skip what cannot match.  Left rows are noted by number, and copied column by column when their batch
// ends.

#include "kg/sparql/operator.h"

#include <stdlib.h>

typedef struct merge_op {
  kg__op op;
  kg__join_kind kind;
  kg__var key;
  kg__var *extra; ///< Of the right side only
  kg__var *same;  ///< Of both sides, besides the key
  size_t n_extra, n_same;
  const kg__rows *left, *right;
  size_t left_row, right_row;
  bool right_done;
  bool by_same; ///< Right rows of a key are sorted by same[0]
  size_t work;  ///< Since the last look at the clock
  bool grouped; ///< There is a group, of `group_key`
  kg_id group_key;
  const kg_id **group; ///< By column of the right side: extra, then same
  size_t group_from, group_n;
  size_t at;    ///< The next of the group for the left row
  bool matched; ///< The left row was
  kg_id **copy; ///< Columns of a group that was copied
  size_t copied, capacity;
  uint16_t *rows; ///< Left rows noted
  size_t n_rows;
} merge_op;

static void
merge_close(kg__op *op)
{
  merge_op *self = (merge_op *)op;
  size_t n = self->n_extra + self->n_same;
  kg__exec_take(op->exec, self->capacity * n * sizeof(kg_id), 0);
  for (size_t i = 0; self->copy && i < n; i++) {
    free(self->copy[i]);
    self->copy[i] = NULL;
  }
  self->capacity = 0;
}

static kg_status
merge_open(kg__op *op)
{
  merge_op *self = (merge_op *)op;
  merge_close(op);
  self->left = self->right = NULL;
  self->left_row = self->right_row = self->n_rows = 0;
  self->right_done = self->grouped = self->matched = false;
  self->at = 0;
  KG_TRY(kg__op_columns(op));
  KG_TRY(kg__op_open(op->inputs[0]));
  return kg__op_open(op->inputs[1]);
}

// ---- the right side

static kg_status
next_right(merge_op *self)
{
  self->right_row = 0;
  kg_status st = kg__op_next(self->op.inputs[1], &self->right);
  self->right_done = st == KG_DONE;
  if (st)
    self->right = NULL;
  return st == KG_DONE ? KG_OK : st;
}

// Stand on the first right row that is not before `key`.
static kg_status
seek_right(merge_op *self, kg_id key)
{
  while (!self->right_done) {
    if (self->right) {
      self->right_row = kg__ids_seek(self->right->column[self->key], self->right_row, self->right->n, key);
      if (self->right_row < self->right->n)
        return KG_OK;
    }
    KG_TRY(kg__op_seek(self->op.inputs[1], key));
    KG_TRY(next_right(self));
  }
  return KG_OK;
}

static kg__var
column_var(const merge_op *self, size_t i)
{
  return i < self->n_extra ? self->extra[i] : self->same[i - self->n_extra];
}

static kg_status
grow_copy(merge_op *self, size_t want)
{
  size_t n = self->n_extra + self->n_same, capacity = self->capacity ? self->capacity : 64;
  while (capacity < want)
    capacity *= 2;
  if (capacity == self->capacity)
    return KG_OK;
  KG_TRY(kg__exec_take(self->op.exec, self->capacity * n * sizeof(kg_id), capacity * n * sizeof(kg_id)));
  for (size_t i = 0; i < n; i++) {
    kg_id *column = realloc(self->copy[i], capacity * sizeof *column);
    if (!column)
      return KG_ERR_NOMEM;
    self->copy[i] = column;
  }
  self->capacity = capacity;
  return KG_OK;
}

static kg_status
copy_rows(merge_op *self, size_t from, size_t n)
{
  KG_TRY(grow_copy(self, self->copied + n));
  for (size_t i = 0; i < self->n_extra + self->n_same; i++)
    memcpy(self->copy[i] + self->copied, self->right->column[column_var(self, i)] + from, n * sizeof(kg_id));
  self->copied += n;
  return KG_OK;
}

// A group that goes on behind the right side's batch: copy all of it.
static kg_status
copy_group(merge_op *self, size_t end)
{
  self->copied = 0;
  KG_TRY(copy_rows(self, self->right_row, end - self->right_row));
  for (bool more = true; more;) {
    KG_TRY(next_right(self));
    end = 0;
    while (self->right && end < self->right->n && self->right->column[self->key][end] == self->group_key)
      end++;
    if (end)
      KG_TRY(copy_rows(self, 0, end));
    more = self->right && end == self->right->n;
    self->right_row = end;
  }
  for (size_t i = 0; i < self->n_extra + self->n_same; i++)
    self->group[i] = self->copy[i];
  self->group_from = 0;
  self->group_n = self->copied;
  return KG_OK;
}

// The right rows of `key`, perhaps none.
static kg_status
load_group(merge_op *self, kg_id key)
{
  self->grouped = true;
  self->group_key = key;
  self->group_n = 0;
  KG_TRY(seek_right(self, key));
  if (self->right_done || self->right->column[self->key][self->right_row] != key)
    return KG_OK;
  size_t end = self->right_row + 1;
  while (end < self->right->n && self->right->column[self->key][end] == key)
    end++;
  if (end == self->right->n)
    return copy_group(self, end);
  for (size_t i = 0; i < self->n_extra + self->n_same; i++)
    self->group[i] = self->right->column[column_var(self, i)];
  self->group_from = self->right_row;
  self->group_n = end - self->right_row;
  self->right_row = end;
  return KG_OK;
}

// ---- rows out

static void
flush(merge_op *self)
{
  const kg__op *op = &self->op;
  if (self->n_rows)
    kg__rows_gather(&self->op.out, self->left, self->rows, self->n_rows, op->kept, op->n_kept);
  self->n_rows = 0;
}

static inline size_t
n_out(const merge_op *self)
{
  return self->op.out.n + self->n_rows;
}

static inline bool
agrees(const merge_op *self, size_t i)
{
  for (size_t k = 0; k < self->n_same; k++)
    if (self->group[self->n_extra + k][self->group_from + i] !=
        self->left->column[self->same[k]][self->left_row])
      return false;
  return true;
}

static inline void
note(merge_op *self, size_t i)
{
  size_t to = n_out(self);
  for (size_t k = 0; k < self->n_extra; k++)
    self->op.out.column[self->extra[k]][to] = self->group[k][self->group_from + i];
  self->rows[self->n_rows++] = (uint16_t)self->left_row;
}

static void
note_alone(merge_op *self)
{
  size_t to = n_out(self);
  for (size_t k = 0; self->kind == KG__JOIN_LEFT && k < self->n_extra; k++)
    self->op.out.column[self->extra[k]][to] = KG_ID_NONE;
  self->rows[self->n_rows++] = (uint16_t)self->left_row;
}

// Go on to the first row of the group that can agree.
static void
narrow(merge_op *self)
{
  const kg_id *column = self->group[self->n_extra];
  kg_id want = self->left->column[self->same[0]][self->left_row];
  size_t end = self->group_from + self->group_n;
  if (self->at < self->group_n)
    self->at = kg__ids_seek(column, self->group_from + self->at, end, want) - self->group_from;
}

// The current left row against the rest of the group; false if there was no room for all.
static bool
match_row(merge_op *self)
{
  bool pairs = self->kind == KG__JOIN_INNER || self->kind == KG__JOIN_LEFT;
  if (self->by_same)
    narrow(self);
  for (; self->at < self->group_n && (pairs || !self->matched); self->at++) {
    if (n_out(self) >= self->op.room)
      return false;
    if (!agrees(self, self->at)) {
      if (self->by_same)
        break;
      continue;
    }
    self->matched = true;
    if (pairs)
      note(self, self->at);
  }
  if (pairs ? self->kind == KG__JOIN_LEFT && !self->matched
            : self->matched == (self->kind == KG__JOIN_SEMI)) {
    if (n_out(self) >= self->op.room)
      return false;
    note_alone(self);
  }
  return true;
}

static kg_status
next_left(merge_op *self)
{
  flush(self);
  self->left = NULL;
  self->left_row = 0;
  return kg__op_next(self->op.inputs[0], &self->left);
}

// Whether no left row can give anything any more.
static bool
is_over(const merge_op *self)
{
  return self->right_done && !self->group_n && (self->kind == KG__JOIN_INNER || self->kind == KG__JOIN_SEMI);
}

// Left rows before the next right one have no partner.
static kg_status
skip_left(merge_op *self)
{
  if (self->kind == KG__JOIN_INNER || self->kind == KG__JOIN_SEMI) {
    kg_id next = self->right->column[self->key][self->right_row];
    self->left_row = kg__ids_seek(self->left->column[self->key], self->left_row, self->left->n, next);
    if (self->left_row == self->left->n)
      return kg__op_seek(self->op.inputs[0], next);
  }
  return KG_OK;
}

static kg_status
merge_next(kg__op *op)
{
  merge_op *self = (merge_op *)op;
  while (n_out(self) < op->room) {
    if (!self->left || self->left_row >= self->left->n) {
      kg_status st = next_left(self);
      if (st == KG_DONE)
        return op->out.n ? KG_OK : KG_DONE;
      KG_TRY(st);
    }
    kg_id key = self->left->column[self->key][self->left_row];
    if (!self->grouped || self->group_key != key) {
      KG_TRY(load_group(self, key));
      if (is_over(self))
        break;
      if (!self->group_n && !self->right_done) {
        size_t row = self->left_row;
        KG_TRY(skip_left(self));
        if (self->left_row != row)
          continue;
      }
    }
    if (!match_row(self))
      break;
    self->work += self->group_n;
    if (self->work > 1 << 16) {
      self->work = 0;
      KG_TRY(kg__exec_check(op->exec));
    }
    self->left_row++;
    self->at = 0;
    self->matched = false;
  }
  flush(self);
  return op->out.n ? KG_OK : KG_DONE;
}

static kg_status
merge_seek(kg__op *op, kg_id id)
{
  const merge_op *self = (const merge_op *)op;
  bool by_key = op->sort.n && op->sort.vars[0] == self->key;
  return by_key ? kg__op_seek(op->inputs[0], id) : KG_OK;
}

static kg_status
merge_explain(const kg__op *op, kg_buf *buf)
{
  KG_TRY(kg_buf_add_str(buf, KG_STR(" by ")));
  return kg__var_print(op->exec, ((const merge_op *)op)->key, buf);
}

static kg_status merge_need(kg__op *op, const kg__vars *needed, bool once);

#define CLASS(name)                                                                  \
  {                                                                                  \
    name, merge_open, merge_next, merge_close, merge_explain, merge_seek, merge_need \
  }

static const kg__op_class classes[] = {[KG__JOIN_INNER] = CLASS("MergeJoin"),
                                       [KG__JOIN_LEFT] = CLASS("MergeLeftJoin"),
                                       [KG__JOIN_SEMI] = CLASS("MergeSemiJoin"),
                                       [KG__JOIN_ANTI] = CLASS("MergeAntiJoin")};

// A join of which only the left side is read, once, is a semi-join.
static kg_status
merge_need(kg__op *op, const kg__vars *needed, bool once)
{
  merge_op *self = (merge_op *)op;
  kg_arena *arena = op->exec->arena;
  kg__vars left = {0}, right = {0};
  size_t n = 0;
  for (size_t i = 0; i < self->n_extra; i++)
    if (kg__vars_has(needed, self->extra[i]))
      self->extra[n++] = self->extra[i];
  self->n_extra = n;
  if (once && !n && self->kind == KG__JOIN_INNER)
    op->class = &classes[self->kind = KG__JOIN_SEMI];
  KG_TRY(kg__vars_add(&right, self->key, arena));
  for (size_t i = 0; i < self->n_same; i++)
    KG_TRY(kg__vars_add(&right, self->same[i], arena));
  KG_TRY(kg__vars_add_all(&left, &right, arena));
  KG_TRY(kg__vars_add_all(&left, needed, arena));
  for (size_t i = 0; i < n; i++)
    KG_TRY(kg__vars_add(&right, self->extra[i], arena));
  KG_TRY(kg__op_narrow(op, needed));
  KG_TRY(kg__op_need(op->inputs[0], &left, once));
  bool pairs = self->kind == KG__JOIN_INNER || self->kind == KG__JOIN_LEFT;
  return kg__op_need(op->inputs[1], &right, once || !pairs);
}

static kg_status
sort_vars(merge_op *self, const kg__op *left, const kg__op *right)
{
  kg_arena *arena = left->exec->arena;
  for (kg__var v = 0; kg__vars_next(&right->vars, &v); v++) {
    if (v == self->key)
      continue;
    if (kg__vars_has(&left->vars, v))
      KG_TRY(kg__push(arena, self->same, self->n_same, v));
    else if (self->kind == KG__JOIN_INNER || self->kind == KG__JOIN_LEFT)
      KG_TRY(kg__push(arena, self->extra, self->n_extra, v));
  }
  self->by_same = self->n_same == 1 && right->sort.n > 1 && right->sort.vars[1] == self->same[0];
  self->rows = kg_arena_calloc(arena, KG_BATCH_ROWS, sizeof *self->rows);
  self->group = kg_arena_calloc(arena, self->n_extra + self->n_same + 1, sizeof *self->group);
  self->copy = kg_arena_calloc(arena, self->n_extra + self->n_same + 1, sizeof *self->copy);
  return self->rows && self->group && self->copy ? KG_OK : KG_ERR_NOMEM;
}

bool
kg__ops_merge(const kg__op *left, const kg__op *right)
{
  if (!left->sort.n || !right->sort.n || left->sort.vars[0] != right->sort.vars[0])
    return false;
  for (kg__var v = 0; kg__vars_next(&right->vars, &v); v++)
    if (kg__vars_has(&left->vars, v) &&
        !(kg__vars_has(&left->certain, v) && kg__vars_has(&right->certain, v)))
      return false;
  return true;
}

kg_status
kg__op_merge(kg__join_kind kind, kg__op *left, kg__op *right, kg__var key, kg__op **op)
{
  kg_arena *arena = left->exec->arena;
  merge_op *self = kg__op_new(left->exec, &classes[kind], sizeof *self);
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  self->kind = kind;
  self->key = key;
  self->op.inputs[0] = left;
  self->op.inputs[1] = right;
  self->op.sort = left->sort;
  self->op.estimate = left->estimate;
  KG_TRY(sort_vars(self, left, right));
  KG_TRY(kg__vars_add_all(&self->op.vars, &left->vars, arena));
  KG_TRY(kg__vars_add_all(&self->op.certain, &left->certain, arena));
  for (size_t i = 0; i < self->n_extra; i++)
    KG_TRY(kg__vars_add(&self->op.vars, self->extra[i], arena));
  return kind == KG__JOIN_INNER ? kg__vars_add_all(&self->op.certain, &right->certain, arena) : KG_OK;
}
