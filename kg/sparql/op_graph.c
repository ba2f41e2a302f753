// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// GRAPH: the inner plan runs once for each graph that may be meant, and its scans look only there.

#include "kg/sparql/operator.h"

typedef struct graph_op {
  kg__op op;
  kg__slot graph;
  kg_id *current;
  const kg_id *graphs;
  size_t n_graphs, at;
  bool running;
  kg_id *column;
} graph_op;

static kg_status
graph_open(kg__op *op)
{
  graph_op *self = (graph_op *)op;
  self->at = 0;
  self->running = false;
  if (!self->column) {
    self->column = kg_arena_calloc(op->exec->arena, KG_BATCH_ROWS, sizeof *self->column);
    KG_TRY(self->column ? KG_OK : KG_ERR_NOMEM);
    KG_TRY(kg__exec_named(op->exec, &self->graphs, &self->n_graphs));
  }
  return KG_OK;
}

// Rows in which the inner plan bound the variable to another graph do not count.
static void
take_rows(graph_op *self, const kg__rows *in)
{
  kg__op *op = &self->op;
  const kg_id *inner = self->graph.is_var ? in->column[self->graph.var] : NULL;
  for (size_t i = 0; i < in->n; i++) {
    if (inner && inner[i] && inner[i] != *self->current)
      continue;
    kg__rows_copy(&op->out, op->out.n, in, i, &op->inputs[0]->vars);
    if (self->graph.is_var)
      op->out.column[self->graph.var][op->out.n] = *self->current;
    op->out.n++;
  }
}

static kg_status
graph_next(kg__op *op)
{
  graph_op *self = (graph_op *)op;
  KG_TRY(kg__op_columns(op));
  while (!op->out.n) {
    const kg__rows *in;
    while (!self->running && self->at < self->n_graphs) {
      kg_id graph = self->graphs[self->at++];
      if (!self->graph.is_var && graph != self->graph.id)
        continue;
      *self->current = graph;
      self->running = true;
      KG_TRY(kg__op_open(op->inputs[0]));
    }
    if (!self->running)
      return KG_DONE;
    *self->current = self->graphs[self->at - 1];
    kg_status st = kg__op_next(op->inputs[0], &in);
    if (st == KG_OK)
      take_rows(self, in);
    else if (st == KG_DONE)
      self->running = false;
    else
      return st;
  }
  return KG_OK;
}

static kg_status
graph_need(kg__op *op, const kg__vars *needed, bool once)
{
  const graph_op *self = (const graph_op *)op;
  kg_arena *arena = op->exec->arena;
  kg__vars read = {0};
  KG_TRY(kg__vars_add_all(&read, needed, arena));
  if (self->graph.is_var)
    KG_TRY(kg__vars_add(&read, self->graph.var, arena));
  KG_TRY(kg__op_need(op->inputs[0], &read, once));
  KG_TRY(kg__vars_add_all(&read, &op->inputs[0]->vars, arena));
  return kg__op_narrow(op, &read);
}

static const kg__op_class class = {"Graph", graph_open, graph_next, NULL, NULL, NULL, graph_need};

kg_status
kg__op_graph(kg__exec *exec, kg__op *inner, const kg__slot *graph, kg_id *current, kg__op **op)
{
  graph_op *self = kg__op_new(exec, &class, sizeof *self);
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  self->op.inputs[0] = inner;
  self->op.estimate = inner->estimate;
  self->graph = *graph;
  self->current = current;
  KG_TRY(kg__vars_add_all(&self->op.vars, &inner->vars, exec->arena));
  KG_TRY(kg__vars_add_all(&self->op.certain, &inner->certain, exec->arena));
  if (!graph->is_var)
    return KG_OK;
  KG_TRY(kg__vars_add(&self->op.vars, graph->var, exec->arena));
  return kg__vars_add(&self->op.certain, graph->var, exec->arena);
}
