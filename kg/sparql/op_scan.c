// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// A quad pattern: for each row of the input, what the store has under the bound places.  Which places are
// bound is asked of each row, for OPTIONAL may have left some open.  Rows of a default graph of several
// graphs differ only in their last column, so that repeats are next to each other.

#include "kg/sparql/operator.h"

typedef struct scan_op {
  kg__op op;
  kg__quad_slots quad;
  const kg__rows *in;
  size_t row; ///< Of the input
  kg_id want[4];
  bool wanted[4];
  kg_scan *scan;
  kg_order order;
  kg_batch *batch;
  size_t at;
  kg_quad_ids last; ///< The last one given, to skip repeats
  bool has_last;
} scan_op;

static void
close_scan(kg__op *op)
{
  scan_op *self = (scan_op *)op;
  kg_scan_close(self->scan);
  self->scan = NULL;
}

static kg_status
scan_open(kg__op *op)
{
  scan_op *self = (scan_op *)op;
  close_scan(op);
  self->in = NULL;
  self->row = 0;
  if (!self->batch)
    self->batch = kg_arena_alloc(op->exec->arena, sizeof *self->batch);
  KG_TRY(self->batch ? KG_OK : KG_ERR_NOMEM);
  KG_TRY(kg__op_columns(op));
  return kg__op_open(op->inputs[0]);
}

// What each place must be, for the current row of the input.
static void
bind_places(scan_op *self)
{
  for (int i = 0; i < 4; i++) {
    const kg__slot *slot = &self->quad.at[i];
    self->want[i] = slot->is_var ? kg__rows_get(self->in, slot->var, self->row) : slot->id;
    self->wanted[i] = self->want[i] != KG_ID_NONE;
  }
  const kg__graphs *graphs = &self->op.exec->graphs;
  if (self->quad.mode == KG__GRAPH_MODE_CURRENT) {
    self->want[3] = *self->quad.current;
    self->wanted[3] = true;
  } else if (self->quad.mode == KG__GRAPH_MODE_DEFAULT) {
    self->wanted[3] = !graphs->default_all && graphs->n_defaults == 1;
    self->want[3] = self->wanted[3] ? graphs->defaults[0] : KG_ID_NONE;
  }
}

// Terms of the query's own are in no quad; neither is anything in no graph.
static bool
is_hopeless(const scan_op *self)
{
  for (int i = 0; i < 4; i++)
    if (self->wanted[i] && kg_id_tag(self->want[i]) == KG_TAG_LOCAL)
      return true;
  const kg__graphs *graphs = &self->op.exec->graphs;
  if (self->quad.mode == KG__GRAPH_MODE_DEFAULT)
    return !graphs->default_all && graphs->n_defaults == 0;
  if (self->quad.mode == KG__GRAPH_MODE_FIXED || self->quad.mode == KG__GRAPH_MODE_VAR)
    return self->wanted[3] && !kg__exec_is_named(self->op.exec, self->want[3]);
  return false;
}

static kg_status
begin_row(scan_op *self)
{
  kg_id prefix[4];
  size_t n;
  bind_places(self);
  self->at = self->batch->n_rows = 0;
  self->has_last = false;
  if (is_hopeless(self))
    return KG_OK;
  kg_quad_ids pattern = {self->want[0], self->want[1], self->want[2], self->want[3]};
  self->order = kg_order_for(&pattern, self->wanted[3], prefix, &n);
  return kg_scan_open(self->op.exec->txn, self->order, prefix, n, 0, KG_ID_MAX, &self->scan,
                      self->op.exec->err);
}

static bool
graph_fits(const scan_op *self, kg_id g)
{
  const kg__graphs *graphs = &self->op.exec->graphs;
  if (self->quad.mode == KG__GRAPH_MODE_VAR)
    return kg__exec_is_named(self->op.exec, g);
  if (self->quad.mode != KG__GRAPH_MODE_DEFAULT || graphs->default_all || self->wanted[3])
    return true;
  for (size_t i = 0; i < graphs->n_defaults; i++)
    if (graphs->defaults[i] == g)
      return true;
  return false;
}

static bool
fits(scan_op *self, const kg_id got[4])
{
  for (int i = 0; i < 4; i++)
    if (self->wanted[i] && got[i] != self->want[i])
      return false;
  for (int i = 0; i < 4; i++)
    for (int j = 0; j < i; j++)
      if (self->quad.at[i].is_var && self->quad.at[j].is_var &&
          self->quad.at[i].var == self->quad.at[j].var && got[i] != got[j])
        return false;
  return graph_fits(self, got[3]);
}

static bool
repeats(scan_op *self, const kg_quad_ids *q)
{
  if (self->quad.mode != KG__GRAPH_MODE_DEFAULT || self->wanted[3])
    return false;
  bool same = self->has_last && q->s == self->last.s && q->p == self->last.p && q->o == self->last.o;
  self->last = *q;
  self->has_last = true;
  return same;
}

static void
give(scan_op *self, const kg_id got[4])
{
  kg__op *op = &self->op;
  size_t n = op->out.n++;
  kg__rows_copy(&op->out, n, self->in, self->row, &op->inputs[0]->vars);
  for (int i = 0; i < 4; i++)
    if (self->quad.at[i].is_var)
      op->out.column[self->quad.at[i].var][n] = got[i];
}

static void
take_batch(scan_op *self)
{
  for (; self->at < self->batch->n_rows && self->op.out.n < KG_BATCH_ROWS; self->at++) {
    kg_quad_ids q = kg_batch_quad(self->batch, self->order, self->at);
    kg_id got[4] = {q.s, q.p, q.o, q.g};
    if (fits(self, got) && !repeats(self, &q))
      give(self, got);
  }
}

static kg_status
next_input(scan_op *self)
{
  if (self->in && ++self->row < self->in->n)
    return begin_row(self);
  self->row = 0;
  self->in = NULL;
  KG_TRY(kg__op_next(self->op.inputs[0], &self->in));
  return begin_row(self);
}

static kg_status
scan_next(kg__op *op)
{
  scan_op *self = (scan_op *)op;
  while (op->out.n < KG_BATCH_ROWS) {
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
print_slot(const kg__op *op, const kg__slot *slot, kg_buf *buf)
{
  kg_term term;
  KG_TRY(kg_buf_add_char(buf, ' '));
  if (slot->is_var)
    return kg__var_print(op->exec, slot->var, buf);
  KG_TRY(kg__exec_term(op->exec, slot->id, op->exec->scratch, &term));
  return kg_term_print(&term, buf);
}

static kg_status
scan_explain(const kg__op *op, kg_buf *buf)
{
  const scan_op *self = (const scan_op *)op;
  for (int i = 0; i < 3; i++)
    KG_TRY(print_slot(op, &self->quad.at[i], buf));
  return self->quad.mode == KG__GRAPH_MODE_FIXED || self->quad.mode == KG__GRAPH_MODE_VAR
             ? print_slot(op, &self->quad.at[3], buf)
             : KG_OK;
}

static const kg__op_class class = {"Scan", scan_open, scan_next, close_scan, scan_explain};

kg_status
kg__op_scan(kg__op *input, const kg__quad_slots *quad, kg__op **op)
{
  scan_op *self = kg__op_new(input->exec, &class, sizeof *self);
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  self->op.inputs[0] = input;
  self->quad = *quad;
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
