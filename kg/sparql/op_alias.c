// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// A variable that is a constant, or another variable.  Where rows bind it already, those in which it is
// something else are left out.

#include "kg/sparql/operator.h"

typedef struct alias_op {
  kg__op op;
  kg__var var;
  kg__slot is;
  kg_id *column; ///< Of the constant
  bool checks;   ///< The input may bind the variable
} alias_op;

static kg_status
alias_open(kg__op *op)
{
  alias_op *self = (alias_op *)op;
  if (self->checks)
    KG_TRY(kg__op_columns(op));
  return kg__op_open(op->inputs[0]);
}

static void
share_columns(alias_op *self, const kg__rows *in)
{
  kg__op *op = &self->op;
  for (size_t i = 0; i < op->n_list; i++)
    op->out.column[op->list[i]] = in->column[op->list[i]];
  op->out.column[self->var] = self->is.is_var ? in->column[self->is.var] : self->column;
  op->out.n = in->n;
}

static void
take_equal(alias_op *self, const kg__rows *in)
{
  kg__op *op = &self->op;
  uint16_t rows[KG_BATCH_ROWS];
  size_t n = 0;
  for (size_t i = 0; i < in->n; i++) {
    kg_id is = self->is.is_var ? kg__rows_get(in, self->is.var, i) : self->is.id;
    kg_id got = kg__rows_get(in, self->var, i);
    rows[n] = (uint16_t)i;
    self->op.out.column[self->var][n] = is;
    n += got == KG_ID_NONE || got == is;
  }
  for (size_t i = 0; i < op->n_kept; i++) {
    kg__var v = op->kept[i];
    for (size_t k = 0; v != self->var && k < n; k++)
      op->out.column[v][k] = kg__rows_get(in, v, rows[k]);
  }
  self->op.out.n = n;
}

static kg_status
alias_next(kg__op *op)
{
  alias_op *self = (alias_op *)op;
  while (!op->out.n) {
    const kg__rows *in;
    KG_TRY(kg__op_next(op->inputs[0], &in));
    if (self->checks)
      take_equal(self, in);
    else
      share_columns(self, in);
  }
  return KG_OK;
}

static kg_status
alias_seek(kg__op *op, kg_id id)
{
  return kg__op_seek(op->inputs[0], id);
}

static kg_status
alias_explain(const kg__op *op, kg_buf *buf)
{
  const alias_op *self = (const alias_op *)op;
  kg_term term;
  KG_TRY(kg_buf_add_char(buf, ' '));
  KG_TRY(kg__var_print(op->exec, self->var, buf));
  KG_TRY(kg_buf_add_str(buf, KG_STR(" is ")));
  if (self->is.is_var)
    return kg__var_print(op->exec, self->is.var, buf);
  KG_TRY(kg__exec_term(op->exec, self->is.id, op->exec->scratch, &term));
  return kg_term_print(&term, buf);
}

static kg_status
alias_need(kg__op *op, const kg__vars *needed, bool once)
{
  const alias_op *self = (const alias_op *)op;
  kg_arena *arena = op->exec->arena;
  kg__vars own = {0}, read = {0};
  KG_TRY(kg__vars_add(&own, self->var, arena));
  KG_TRY(kg__vars_add_all(&own, needed, arena));
  KG_TRY(kg__op_narrow(op, &own));
  KG_TRY(kg__vars_add_all(&read, &own, arena));
  if (!self->checks)
    kg__vars_remove(&read, self->var);
  if (self->is.is_var)
    KG_TRY(kg__vars_add(&read, self->is.var, arena));
  return kg__op_need(op->inputs[0], &read, once);
}

static const kg__op_class class = {
    .name = "Alias",
    .open = alias_open,
    .next = alias_next,
    .explain = alias_explain,
    .seek = alias_seek,
    .need = alias_need,
};

kg_status
kg__op_alias(kg__op *input, kg__var var, const kg__slot *is, kg__op **op)
{
  kg_arena *arena = input->exec->arena;
  alias_op *self = kg__op_new(input->exec, &class, sizeof *self);
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  self->op.inputs[0] = input;
  self->op.sort = input->sort;
  self->op.estimate = input->estimate;
  self->var = var;
  self->is = *is;
  self->checks = kg__vars_has(&input->vars, var);
  if (!is->is_var && !self->checks) {
    self->column = kg_arena_calloc(arena, KG_BATCH_ROWS, sizeof *self->column);
    for (size_t i = 0; self->column && i < KG_BATCH_ROWS; i++)
      self->column[i] = is->id;
    KG_TRY(self->column ? KG_OK : KG_ERR_NOMEM);
  }
  KG_TRY(kg__vars_add_all(&self->op.vars, &input->vars, arena));
  KG_TRY(kg__vars_add(&self->op.vars, var, arena));
  KG_TRY(kg__vars_add_all(&self->op.certain, &input->certain, arena));
  return kg__vars_add(&self->op.certain, var, arena);
}
