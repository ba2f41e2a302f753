// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// Hash join: the right side in memory under the variables that are bound on both sides in every row; other
// shared variables, which OPTIONAL may have left open, are compared row by row, as are conditions.  Where
// there are none of these, pairs are noted by number and copied column by column.

#include "kg/sparql/operator.h"
#include "kg/sparql/rowset.h"

typedef struct join_op {
  kg__op op;
  kg__join_kind kind;
  const kg__expr *condition;
  kg__vars ignored;
  kg__var *vars; ///< Of the right side: keys, then others
  size_t n_vars, n_keys;
  bool plain; ///< Keys decide: nothing else is shared, and there is no condition
  kg__rowset right;
  kg__feed *feed; ///< Of the right side, if it runs for each left batch
  kg__var *fed;   ///< Its variables
  size_t n_fed;
  kg__rowset given; ///< What was fed
  kg__rows rows;    ///< The same, by column
  kg_id *buffer;
  const kg__rows *in;
  size_t row;      ///< Of the left side
  size_t at;       ///< Of the right side, the next to try
  uint32_t *heads; ///< By left row
  uint16_t *pair_left;
  uint32_t *pair_right; ///< Row + 1, or 0
  size_t n_pairs;
  size_t work;
  bool matched;
  bool done; ///< With the left row
} join_op;

static void
join_close(kg__op *op)
{
  kg__rowset_release(&((join_op *)op)->right);
  kg__rowset_release(&((join_op *)op)->given);
}

static inline void
read_key(const join_op *self, const kg__rows *rows, size_t row, size_t n, kg_id *to)
{
  for (size_t i = 0; i < n; i++)
    to[i] = kg__rows_get(rows, self->vars[i], row);
}

static kg_status
build(join_op *self)
{
  const kg__rows *rows;
  kg_status st;
  KG_TRY(kg__op_open(self->op.inputs[1]));
  while ((st = kg__op_next(self->op.inputs[1], &rows)) == KG_OK) {
    for (size_t i = 0; i < rows->n; i++) {
      read_key(self, rows, i, self->n_vars, self->buffer);
      KG_TRY(kg__rowset_add(&self->right, self->buffer));
    }
  }
  return st == KG_DONE ? KG_OK : st;
}

// ---- feeding the right side

static kg_status
open_fed(join_op *self)
{
  kg_arena *arena = self->op.exec->arena;
  self->given = (kg__rowset){.exec = self->op.exec, .width = self->n_fed, .key = self->n_fed};
  if (self->rows.column)
    return KG_OK;
  self->rows.column = kg_arena_calloc(arena, self->op.exec->n_vars + 1, sizeof *self->rows.column);
  if (!self->rows.column)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < self->n_fed; i++) {
    kg_id **column = &self->rows.column[self->fed[i]];
    *column = kg_arena_calloc(arena, KG_BATCH_ROWS, sizeof **column);
    KG_TRY(*column ? KG_OK : KG_ERR_NOMEM);
  }
  return KG_OK;
}

// Once for each batch: the rows of the right side that can match it.
static kg_status
build_fed(join_op *self)
{
  kg__rowset_clear(&self->given);
  kg__rowset_clear(&self->right);
  for (size_t row = 0; row < self->in->n; row++) {
    size_t at;
    bool made;
    for (size_t i = 0; i < self->n_fed; i++)
      self->buffer[i] = kg__rows_get(self->in, self->fed[i], row);
    KG_TRY(kg__rowset_put(&self->given, self->buffer, &at, &made));
    for (size_t i = 0; made && i < self->n_fed; i++)
      self->rows.column[self->fed[i]][at] = self->buffer[i];
  }
  self->feed->rows = &self->rows;
  self->feed->from = 0;
  self->feed->n = self->given.n;
  return build(self);
}

static kg_status
join_open(kg__op *op)
{
  join_op *self = (join_op *)op;
  join_close(op);
  self->right = (kg__rowset){.exec = op->exec, .width = self->n_vars, .key = self->n_keys};
  self->in = NULL;
  self->row = self->n_pairs = 0;
  KG_TRY(kg__op_columns(op));
  KG_TRY(self->feed ? open_fed(self) : build(self));
  return kg__op_open(op->inputs[0]);
}

// ---- keys that decide

static void
read_heads(join_op *self)
{
  const kg_id *columns[KG__ROWSET_MOST_HEADS];
  for (size_t i = 0; i < self->n_keys; i++)
    columns[i] = self->in->column[self->vars[i]];
  kg__rowset_heads(&self->right, columns, self->in->n, self->heads);
}

static void
flush(join_op *self)
{
  const kg__op *op = &self->op;
  kg__rows *out = &self->op.out;
  size_t n = self->n_pairs, from = out->n;
  if (!n)
    return;
  kg__rows_gather(out, self->in, self->pair_left, n, op->kept, op->n_kept);
  if (self->kind != KG__JOIN_INNER && self->kind != KG__JOIN_LEFT)
    n = 0;
  for (size_t v = self->n_keys; n && v < self->n_vars; v++) {
    kg_id *to = out->column[self->vars[v]] + from;
    for (size_t i = 0; i < n; i++)
      to[i] = self->pair_right[i] ? self->right.ids[(self->pair_right[i] - 1) * self->right.width + v] : 0;
  }
  self->n_pairs = 0;
}

static inline void
note(join_op *self, size_t right)
{
  self->pair_left[self->n_pairs] = (uint16_t)self->row;
  self->pair_right[self->n_pairs++] = (uint32_t)right;
}

static inline size_t
room(const join_op *self)
{
  return KG_BATCH_ROWS - self->op.out.n - self->n_pairs;
}

// The current left row; false if there was no room for all of it.
static bool
match_row(join_op *self)
{
  if (self->kind == KG__JOIN_INNER || self->kind == KG__JOIN_LEFT) {
    for (; self->at != KG__ROWSET_END; self->at = kg__rowset_next(&self->right, self->buffer, self->at)) {
      if (!room(self))
        return false;
      note(self, self->at + 1);
      self->matched = true;
    }
    if (self->kind == KG__JOIN_INNER || self->matched)
      return true;
  } else if ((self->at != KG__ROWSET_END) != (self->kind == KG__JOIN_SEMI)) {
    return true;
  }
  if (!room(self))
    return false;
  note(self, 0);
  return true;
}

static kg_status
next_batch(join_op *self)
{
  flush(self);
  self->in = NULL;
  self->row = 0;
  self->done = true;
  KG_TRY(kg__op_next(self->op.inputs[0], &self->in));
  if (self->feed)
    KG_TRY(build_fed(self));
  read_heads(self);
  return KG_OK;
}

static kg_status
next_plain(join_op *self)
{
  while (room(self)) {
    if (!self->in || self->row == self->in->n) {
      kg_status st = next_batch(self);
      if (st == KG_DONE)
        return self->op.out.n ? KG_OK : KG_DONE;
      KG_TRY(st);
    }
    if (self->done) {
      read_key(self, self->in, self->row, self->n_keys, self->buffer);
      self->at = kg__rowset_find(&self->right, self->buffer, self->heads[self->row]);
      self->matched = false;
    }
    self->done = match_row(self);
    if (!self->done)
      break;
    self->row++;
  }
  flush(self);
  return KG_OK;
}

// ---- anything else

static void
find_first(join_op *self)
{
  read_key(self, self->in, self->row, self->n_keys, self->buffer);
  self->at = kg__rowset_first(&self->right, self->buffer);
  self->matched = self->done = false;
}

static void
find_next(join_op *self)
{
  read_key(self, self->in, self->row, self->n_keys, self->buffer);
  self->at = kg__rowset_next(&self->right, self->buffer, self->at);
}

static bool
compatible(const join_op *self, const kg_id *right, bool *share)
{
  *share = false;
  for (size_t i = 0; i < self->n_vars; i++) {
    kg_id left = kg__rows_get(self->in, self->vars[i], self->row);
    if (left && right[i] && left != right[i])
      return false;
    *share = *share || (left && right[i] && !kg__vars_has(&self->ignored, self->vars[i]));
  }
  return true;
}

// Write the merged row behind the last one.
static void
merge(join_op *self, const kg_id *right)
{
  kg__rows *out = &self->op.out;
  const kg__op *input = self->op.inputs[0];
  for (size_t i = 0; i < self->op.n_kept; i++)
    out->column[self->op.kept[i]][out->n] = kg__rows_get(self->in, self->op.kept[i], self->row);
  for (size_t i = 0; self->kind != KG__JOIN_MINUS && i < self->n_vars; i++) {
    kg_id *at = &out->column[self->vars[i]][out->n];
    if (!kg__vars_has(&input->vars, self->vars[i]) || !*at)
      *at = right ? right[i] : KG_ID_NONE;
  }
}

// Try the current pair.
static kg_status
try_pair(join_op *self)
{
  const kg_id *right = kg__rowset_at(&self->right, self->at);
  bool share, pass = true;
  if (!compatible(self, right, &share) || (self->kind == KG__JOIN_MINUS && !share))
    return KG_OK;
  if (self->kind != KG__JOIN_MINUS) {
    merge(self, right);
    if (self->condition) {
      kg_arena_clear(self->op.exec->scratch);
      KG_TRY(kg__exec_test(self->op.exec, self->condition, &self->op.out, self->op.out.n, &pass));
    }
    self->op.out.n += pass;
  }
  self->matched = self->matched || pass;
  return KG_OK;
}

static kg_status
next_left(join_op *self)
{
  if (!self->in || ++self->row >= self->in->n) {
    self->row = 0;
    self->in = NULL;
    KG_TRY(kg__op_next(self->op.inputs[0], &self->in));
    if (self->feed)
      KG_TRY(build_fed(self));
  }
  find_first(self);
  return KG_OK;
}

// All pairs of the current left row, as far as there is room; then the row alone where the kind wants that.
static kg_status
join_row(join_op *self)
{
  while (self->at != KG__ROWSET_END && self->op.out.n < KG_BATCH_ROWS) {
    if (++self->work % 1024 == 0)
      KG_TRY(kg__exec_check(self->op.exec));
    KG_TRY(try_pair(self));
    if (self->kind == KG__JOIN_MINUS && self->matched)
      self->at = KG__ROWSET_END;
    else
      find_next(self);
  }
  return KG_OK;
}

static kg_status
next_any(join_op *self)
{
  kg__op *op = &self->op;
  while (op->out.n < KG_BATCH_ROWS) {
    if (!self->in || (self->at == KG__ROWSET_END && self->done)) {
      kg_status st = next_left(self);
      if (st == KG_DONE)
        return op->out.n ? KG_OK : KG_DONE;
      KG_TRY(st);
    }
    KG_TRY(join_row(self));
    if (self->at != KG__ROWSET_END || op->out.n == KG_BATCH_ROWS)
      continue;
    if (self->kind != KG__JOIN_INNER && !self->matched) {
      merge(self, NULL);
      op->out.n++;
    }
    self->done = true;
  }
  return KG_OK;
}

static kg_status
join_next(kg__op *op)
{
  join_op *self = (join_op *)op;
  return self->plain ? next_plain(self) : next_any(self);
}

static kg_status
join_explain(const kg__op *op, kg_buf *buf)
{
  const join_op *self = (const join_op *)op;
  for (size_t i = 0; i < self->n_keys; i++) {
    KG_TRY(kg_buf_add_str(buf, i ? KG_STR(" ") : KG_STR(" by ")));
    KG_TRY(kg__var_print(op->exec, self->vars[i], buf));
  }
  if (self->feed)
    KG_TRY(kg_buf_add_str(buf, KG_STR(", the right side fed")));
  return self->n_keys ? KG_OK
                      : kg_buf_add_str(buf, KG_STR(" every pair: no variable is bound on both sides"));
}

static kg_status join_need(kg__op *op, const kg__vars *needed, bool once);

#define CLASS(name)                                                       \
  {                                                                       \
    name, join_open, join_next, join_close, join_explain, NULL, join_need \
  }

static const kg__op_class classes[] = {[KG__JOIN_INNER] = CLASS("Join"),
                                       [KG__JOIN_LEFT] = CLASS("LeftJoin"),
                                       [KG__JOIN_MINUS] = CLASS("Minus"),
                                       [KG__JOIN_SEMI] = CLASS("SemiJoin"),
                                       [KG__JOIN_ANTI] = CLASS("AntiJoin")};

static bool
gives_pairs(const join_op *self)
{
  return self->kind == KG__JOIN_INNER || self->kind == KG__JOIN_LEFT;
}

// Of the right side only what is compared or needed is kept.
static void
narrow_right(join_op *self, const kg__vars *needed)
{
  size_t n = self->n_keys;
  for (size_t i = n; i < self->n_vars; i++) {
    bool shared = kg__vars_has(&self->op.inputs[0]->vars, self->vars[i]);
    if (shared || (gives_pairs(self) && kg__vars_has(needed, self->vars[i])))
      self->vars[n++] = self->vars[i];
  }
  self->n_vars = n;
}

// A join of which only the left side is read, once, is a semi-join.
static kg_status
join_need(kg__op *op, const kg__vars *needed, bool once)
{
  join_op *self = (join_op *)op;
  kg_arena *arena = op->exec->arena;
  kg__vars out = {0}, left = {0}, right = {0};
  KG_TRY(kg__vars_add_all(&out, needed, arena));
  if (self->condition)
    KG_TRY(kg__op_reads(op, self->condition, &op->vars, &out));
  narrow_right(self, &out);
  if (self->plain && once && self->kind == KG__JOIN_INNER && self->n_keys && self->n_vars == self->n_keys)
    op->class = &classes[self->kind = KG__JOIN_SEMI];
  for (size_t i = 0; i < self->n_vars; i++)
    KG_TRY(kg__vars_add(&right, self->vars[i], arena));
  for (size_t i = 0; i < self->n_fed; i++)
    KG_TRY(kg__vars_add(&left, self->fed[i], arena));
  if (!self->plain)
    KG_TRY(kg__vars_add_all(&out, &right, arena));
  KG_TRY(kg__vars_add_all(&left, &out, arena));
  KG_TRY(kg__vars_add_all(&left, &right, arena));
  KG_TRY(kg__op_narrow(op, &out));
  KG_TRY(kg__op_need(op->inputs[0], &left, once));
  return kg__op_need(op->inputs[1], &right, once || !gives_pairs(self));
}

// The right side's variables: those bound on both sides first.
static kg_status
order_vars(join_op *self, const kg__op *left, const kg__op *right)
{
  kg_arena *arena = left->exec->arena;
  self->plain = !self->condition;
  for (int keys = 1; keys >= 0; keys--)
    for (kg__var v = 0; kg__vars_next(&right->vars, &v); v++) {
      bool key = kg__vars_has(&left->certain, v) && kg__vars_has(&right->certain, v) &&
                 !kg__vars_has(&self->ignored, v);
      if (key == keys)
        KG_TRY(kg__push(arena, self->vars, self->n_vars, v));
      self->n_keys += key && keys;
      self->plain = self->plain && (key || !kg__vars_has(&left->vars, v));
    }
  self->plain = self->plain && self->n_keys <= KG__ROWSET_MOST_HEADS;
  if (self->kind == KG__JOIN_MINUS)
    self->plain = self->plain && self->n_keys;
  self->buffer = kg_arena_calloc(arena, self->n_vars + 1, sizeof *self->buffer);
  self->heads = kg_arena_calloc(arena, KG_BATCH_ROWS, sizeof *self->heads);
  self->pair_left = kg_arena_calloc(arena, KG_BATCH_ROWS, sizeof *self->pair_left);
  self->pair_right = kg_arena_calloc(arena, KG_BATCH_ROWS, sizeof *self->pair_right);
  return self->buffer && self->heads && self->pair_left && self->pair_right ? KG_OK : KG_ERR_NOMEM;
}

kg_status
kg__op_join(kg__join_kind kind, kg__op *left, kg__op *right, const kg__expr *condition,
            const kg__vars *ignored, kg__op **op)
{
  join_op *self = kg__op_new(left->exec, &classes[kind], sizeof *self);
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  left->exec->n_tables++;
  self->kind = kind;
  self->condition = condition;
  self->ignored = ignored ? *ignored : (kg__vars){0};
  self->op.inputs[0] = left;
  self->op.inputs[1] = right;
  self->op.sort = left->sort;
  self->op.estimate = left->estimate > right->estimate ? left->estimate : right->estimate;
  KG_TRY(order_vars(self, left, right));
  if (kind == KG__JOIN_INNER && !self->n_keys)
    self->op.estimate = left->estimate * right->estimate;
  KG_TRY(kg__vars_add_all(&self->op.vars, &left->vars, left->exec->arena));
  KG_TRY(kg__vars_add_all(&self->op.certain, &left->certain, left->exec->arena));
  if (kind == KG__JOIN_MINUS || kind == KG__JOIN_SEMI || kind == KG__JOIN_ANTI)
    return KG_OK;
  KG_TRY(kg__vars_add_all(&self->op.vars, &right->vars, left->exec->arena));
  return kind == KG__JOIN_INNER ? kg__vars_add_all(&self->op.certain, &right->certain, left->exec->arena)
                                : KG_OK;
}

kg_status
kg__op_join_feed(kg__op *join, kg__feed *feed)
{
  join_op *self = (join_op *)join;
  self->feed = feed;
  for (kg__var v = 0; feed && kg__vars_next(&feed->vars, &v); v++)
    KG_TRY(kg__push(join->exec->arena, self->fed, self->n_fed, v));
  return KG_OK;
}
