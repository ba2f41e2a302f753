// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// The leaf of a plan: the one empty solution, or the rows that an outer operator hands in.

#include "kg/sparql/operator.h"

typedef struct feed_op {
  kg__op op;
  const kg__feed *feed;
  bool done;
} feed_op;

static kg_status
feed_open(kg__op *op)
{
  ((feed_op *)op)->done = false;
  return kg__op_columns(op);
}

static void
copy_rows(kg__op *op, const kg__feed *feed)
{
  const feed_op *self = (const feed_op *)op;
  for (kg__var v = 0; kg__vars_next(&op->vars, &v); v++) {
    kg_id *to = op->out.column[v];
    if (feed == self->feed && v == feed->number)
      for (size_t i = 0; i < feed->n; i++)
        to[i] = feed->from + i;
    else if (feed->rows->column[v])
      memcpy(to, feed->rows->column[v] + feed->from, feed->n * sizeof *to);
    else
      memset(to, 0, feed->n * sizeof *to);
  }
}

static kg_status
feed_next(kg__op *op)
{
  feed_op *self = (feed_op *)op;
  if (self->done)
    return KG_DONE;
  const kg__feed *feed = self->feed;
  while (feed && feed->parent)
    feed = feed->parent;
  self->done = true;
  op->out.n = 1;
  if (!feed || !feed->rows)
    return KG_OK;
  op->out.n = feed->n;
  copy_rows(op, feed);
  return op->out.n ? KG_OK : KG_DONE;
}

static kg_status
feed_need(kg__op *op, const kg__vars *needed, bool once)
{
  (void)once;
  KG_TRY(kg__op_narrow(op, needed));
  for (const kg__feed *feed = ((feed_op *)op)->feed; feed; feed = feed->parent)
    if (feed->read)
      KG_TRY(kg__vars_add_all(feed->read, &op->vars, op->exec->arena));
  return KG_OK;
}

static const kg__op_class class = {"Feed", feed_open, feed_next, NULL, NULL, NULL, feed_need};

bool
kg__op_is_unit(const kg__op *op)
{
  return op->class == &class && !((const feed_op *)op)->feed;
}

kg_status
kg__op_feed(kg__exec *exec, const kg__feed *feed, kg__op **op)
{
  feed_op *self = kg__op_new(exec, &class, sizeof *self);
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  self->feed = feed;
  self->op.estimate = 1;
  if (feed) {
    KG_TRY(kg__vars_add_all(&self->op.vars, &feed->vars, exec->arena));
    KG_TRY(kg__vars_add_all(&self->op.certain, &feed->certain, exec->arena));
    if (feed->number != KG__NO_VAR)
      KG_TRY(kg__vars_add(&self->op.vars, feed->number, exec->arena));
  }
  return KG_OK;
}
