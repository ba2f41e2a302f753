// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// A quad pattern on its own: the rows of one order that begin with its constants.  Columns are unpacked where
// they stay; only where rows must be left out (another graph, a repeat, the same variable twice) are they
// moved together.

#include "kg/sparql/pattern.h"

typedef struct scan_op {
  kg__op op;
  kg__quad_slots quad;
  kg_order order;
  size_t n_prefix;
  const kg_id_range *ranges; ///< Of the column behind the prefix
  size_t n_ranges, range;    ///< The one that is read
  unsigned columns;
  bool checked; ///< Rows must be looked at
  bool repeats;
  kg__wanted wanted;
  kg_scan *scan;
  kg_batch *batch;
  kg_id last[4]; ///< The last row, to skip repeats
  bool has_last;
} scan_op;

static const kg_id_range everything = {KG_ID_NONE, KG_ID_MAX};

static void
scan_close(kg__op *op)
{
  scan_op *self = (scan_op *)op;
  kg_scan_close(self->scan);
  self->scan = NULL;
}

static const kg__slot *
slot_of(const scan_op *self, size_t column)
{
  return &self->quad.at[kg__order_places[self->order][column]];
}

// Which columns are to be read, and whether each row must be looked at.
static void
choose_columns(scan_op *self)
{
  self->columns = 0;
  self->repeats = kg__pattern_may_repeat(self->op.exec, &self->quad);
  const kg__graphs *graphs = &self->op.exec->graphs;
  bool graph = self->quad.mode == KG__GRAPH_MODE_VAR ||
               (self->quad.mode == KG__GRAPH_MODE_DEFAULT && !graphs->default_all && !self->wanted.is[3]);
  self->checked = self->repeats || graph;
  for (size_t c = 0; c < 4; c++) {
    size_t place = kg__order_places[self->order][c];
    bool late = c >= self->n_prefix && self->wanted.is[place];
    const kg__slot *slot = slot_of(self, c);
    bool twice = false;
    for (size_t other = 0; other < 4; other++)
      twice = twice || (other != c && slot->is_var && slot_of(self, other)->is_var &&
                        slot_of(self, other)->var == slot->var);
    self->checked = self->checked || late || twice;
    if ((slot->is_var && kg__vars_has(&self->op.vars, slot->var)) || twice || late || (place == 3 && graph) ||
        (place != 3 && self->repeats))
      self->columns |= 1u << c;
  }
}

static kg_status
open_range(scan_op *self)
{
  kg_id prefix[4];
  const kg_id_range *range = &self->ranges[self->range];
  scan_close(&self->op);
  for (size_t c = 0; c < self->n_prefix; c++)
    prefix[c] = self->wanted.id[kg__order_places[self->order][c]];
  return kg_scan_open(self->op.exec->txn, self->order, prefix, self->n_prefix, range->lo, range->hi,
                      &self->scan, self->op.exec->err);
}

static kg_status
scan_open(kg__op *op)
{
  scan_op *self = (scan_op *)op;
  scan_close(op);
  self->has_last = false;
  if (!self->batch)
    self->batch = kg_arena_alloc(op->exec->arena, sizeof *self->batch);
  KG_TRY(self->batch ? KG_OK : KG_ERR_NOMEM);
  self->batch->n_rows = 0;
  kg__pattern_bind(op->exec, &self->quad, NULL, 0, &self->wanted);
  if (kg__pattern_is_hopeless(op->exec, &self->quad, &self->wanted))
    return KG_OK;
  choose_columns(self);
  self->range = 0;
  return open_range(self);
}

static bool
repeats(scan_op *self, size_t row)
{
  bool same = self->has_last;
  for (size_t c = 0; c < 4; c++) {
    if (kg__order_places[self->order][c] == 3)
      continue;
    same = same && self->last[c] == self->batch->column[c][row];
    self->last[c] = self->batch->column[c][row];
  }
  self->has_last = true;
  return same;
}

static bool
fits(scan_op *self, size_t row)
{
  for (size_t c = 0; c < 4; c++) {
    size_t place = kg__order_places[self->order][c];
    kg_id id = self->batch->column[c][row];
    if (c >= self->n_prefix && self->wanted.is[place] && id != self->wanted.id[place])
      return false;
    for (size_t other = 0; other < c; other++)
      if (slot_of(self, c)->is_var && slot_of(self, other)->is_var &&
          slot_of(self, other)->var == slot_of(self, c)->var && self->batch->column[other][row] != id)
        return false;
    if (place == 3 && !kg__pattern_graph_fits(self->op.exec, &self->quad, &self->wanted, id))
      return false;
  }
  return !self->repeats || !repeats(self, row);
}

static void
leave_out(scan_op *self)
{
  size_t n = 0;
  for (size_t row = 0; row < self->batch->n_rows; row++) {
    if (!fits(self, row))
      continue;
    for (size_t c = 0; c < 4; c++)
      self->batch->column[c][n] = self->batch->column[c][row];
    n++;
  }
  self->batch->n_rows = n;
}

static kg_status
read_batch(scan_op *self)
{
  kg_status st = kg_scan_next(self->scan, self->columns, self->batch);
  while (st == KG_DONE && self->range + 1 < self->n_ranges) {
    self->range++;
    KG_TRY(open_range(self));
    st = kg_scan_next(self->scan, self->columns, self->batch);
  }
  return st;
}

static kg_status
scan_next(kg__op *op)
{
  scan_op *self = (scan_op *)op;
  if (!self->scan)
    return KG_DONE;
  do {
    KG_TRY(kg__exec_check(op->exec));
    kg_status st = read_batch(self);
    if (st == KG_ERR_STORE)
      return kg_error_set(op->exec->err, st, "the store is damaged: a row cannot be read");
    KG_TRY(st);
    if (self->checked)
      leave_out(self);
  } while (!self->batch->n_rows);
  for (size_t c = 0; c < 4; c++)
    if (slot_of(self, c)->is_var && kg__vars_has(&op->vars, slot_of(self, c)->var))
      op->out.column[slot_of(self, c)->var] = self->batch->column[c];
  op->out.n = self->batch->n_rows;
  return KG_OK;
}

// Go to the first row whose first variable is not less than `id`.
static kg_status
scan_seek(kg__op *op, kg_id id)
{
  scan_op *self = (scan_op *)op;
  kg_id key[4];
  size_t range = self->range;
  if (!self->scan)
    return KG_OK;
  while (range + 1 < self->n_ranges && self->ranges[range].hi < id)
    range++;
  if (range != self->range) {
    self->range = range;
    KG_TRY(open_range(self));
  }
  for (size_t c = 0; c < self->n_prefix; c++)
    key[c] = self->wanted.id[kg__order_places[self->order][c]];
  key[self->n_prefix] = id;
  return kg_scan_seek(self->scan, key, self->n_prefix + 1);
}

static kg_status
scan_explain(const kg__op *op, kg_buf *buf)
{
  const scan_op *self = (const scan_op *)op;
  KG_TRY(kg__pattern_explain(op->exec, &self->quad, buf));
  if (self->ranges == &everything)
    return KG_OK;
  KG_TRY(kg_buf_add_str(buf, KG_STR(", a range of ")));
  return kg__var_print(op->exec, op->sort.vars[0], buf);
}

static kg_status
scan_need(kg__op *op, const kg__vars *needed, bool once)
{
  (void)once;
  return kg__op_narrow(op, needed);
}

static const kg__op_class class = {
    .name = "Scan",
    .open = scan_open,
    .next = scan_next,
    .close = scan_close,
    .explain = scan_explain,
    .seek = scan_seek,
    .need = scan_need,
};

// ---- choosing the order

static bool
is_bound(const kg__exec *exec, const kg__quad_slots *quad, size_t place)
{
  if (place < 3 || quad->mode == KG__GRAPH_MODE_FIXED)
    return !quad->at[place].is_var && (place < 3 || quad->at[3].id);
  return quad->mode == KG__GRAPH_MODE_CURRENT ||
         (quad->mode == KG__GRAPH_MODE_DEFAULT && !exec->graphs.default_all && exec->graphs.n_defaults == 1);
}

static size_t
bound_prefix(const kg__exec *exec, const kg__quad_slots *quad, kg_order order)
{
  size_t n = 0;
  while (n < 4 && is_bound(exec, quad, kg__order_places[order][n]))
    n++;
  return n;
}

static void
choose_order(scan_op *self, const kg__var *by, size_t n_by)
{
  size_t most = 0;
  int best_fit = -1;
  for (int pass = 0; pass < 2; pass++)
    for (int order = 0; order < KG_N_ORDERS; order++) {
      size_t n = bound_prefix(self->op.exec, &self->quad, (kg_order)order);
      if (order == KG_GSPO && !n)
        continue;
      most = n > most ? n : most;
      int fit = 0;
      while (n + (size_t)fit < 4 && (size_t)fit < n_by) {
        const kg__slot *slot = &self->quad.at[kg__order_places[order][n + (size_t)fit]];
        if (!slot->is_var || slot->var != by[fit])
          break;
        fit++;
      }
      if (!pass || n < most || fit <= best_fit)
        continue;
      best_fit = fit;
      self->order = (kg_order)order;
      self->n_prefix = n;
    }
}

static void
note_sort(scan_op *self)
{
  kg__sort *sort = &self->op.sort;
  for (size_t c = self->n_prefix; c < 4 && sort->n < 3; c++) {
    const kg__slot *slot = slot_of(self, c);
    if (slot->is_var)
      sort->vars[sort->n++] = slot->var;
    else if (!is_bound(self->op.exec, &self->quad, kg__order_places[self->order][c]))
      break;
  }
}

kg_status
kg__op_scan(kg__exec *exec, const kg__quad_slots *quad, const kg__var *by, size_t n_by, kg__op **op)
{
  scan_op *self = kg__op_new(exec, &class, sizeof *self);
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  self->quad = *quad;
  self->op.distinct = true;
  self->ranges = &everything;
  self->n_ranges = 1;
  choose_order(self, by, n_by);
  note_sort(self);
  for (int i = 0; i < 4; i++) {
    if (!quad->at[i].is_var)
      continue;
    KG_TRY(kg__vars_add(&self->op.vars, quad->at[i].var, exec->arena));
    KG_TRY(kg__vars_add(&self->op.certain, quad->at[i].var, exec->arena));
  }
  return KG_OK;
}

bool
kg__scan_can_sort(const kg__exec *exec, const kg__quad_slots *quad, kg__var by)
{
  scan_op scan = {.op.exec = (kg__exec *)exec, .quad = *quad};
  choose_order(&scan, &by, 1);
  note_sort(&scan);
  return scan.op.sort.n && scan.op.sort.vars[0] == by;
}

bool
kg__op_scan_sort(kg__op *op, const kg__var *by, size_t n_by)
{
  if (op->class != &class)
    return false;
  op->sort.n = 0;
  ((scan_op *)op)->ranges = &everything;
  ((scan_op *)op)->n_ranges = 1;
  choose_order((scan_op *)op, by, n_by);
  note_sort((scan_op *)op);
  return true;
}

bool
kg__op_scan_ranges(kg__op *op, const kg__ranges *ranges)
{
  scan_op *self = (scan_op *)op;
  if (op->class != &class || !op->sort.n || op->sort.vars[0] != ranges->var)
    return false;
  const kg__slot *slot = slot_of(self, self->n_prefix);
  if (!slot->is_var || slot->var != ranges->var)
    return false;
  self->ranges = ranges->at;
  self->n_ranges = ranges->n;
  op->estimate = ranges->rows;
  return true;
}
