// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// Closures of paths: breadth first over pairs of node and state of the path's automaton, each visited once.
// The set of visited pairs, in the order of arrival, is the queue too.  What a search found is kept for the
// next row that begins there.  A predicate that is followed often is read into memory once.

#include "kg/sparql/automaton.h"
#include "kg/sparql/operator.h"
#include "kg/sparql/rowset.h"

enum { MOST_KNOWN = 1 << 20 };

// The edges of a step, by the node that they are followed from.
typedef struct step_edges {
  kg__rowset pairs;
  bool counted, loaded;
  uint64_t n;     ///< Of the predicate
  uint64_t asked; ///< How often it was followed
} step_edges;

typedef struct path_op {
  kg__op op;
  kg__quad_slots quad;
  kg__automaton automaton;
  step_edges *edges;   ///< By step; with the step's direction reversed behind these
  kg__rowset visited;  ///< Node, state
  kg__rowset searched; ///< Start, direction
  kg__rowset known;    ///< Start, direction, end
  size_t known_at;     ///< The next of `known` to give
  kg__rowset nodes;    ///< All of the graph, where both ends are open
  size_t start;        ///< The next of `nodes`
  bool backward;
  bool in_graph;      ///< Its start is a node of the graph, or need not be
  kg_id from, target; ///< Of the search whose results are being given
  size_t result;      ///< The next of `visited` to give
  const kg__rows *in;
  size_t row;
  kg_batch *batch;
} path_op;

static void
path_close(kg__op *op)
{
  path_op *self = (path_op *)op;
  for (size_t i = 0; self->edges && i < 2 * self->automaton.n_steps; i++) {
    kg__rowset_release(&self->edges[i].pairs);
    self->edges[i] = (step_edges){0};
  }
  kg__rowset_release(&((path_op *)op)->visited);
  kg__rowset_release(&((path_op *)op)->nodes);
  kg__rowset_release(&((path_op *)op)->searched);
  kg__rowset_release(&((path_op *)op)->known);
}

static void
reset(path_op *self)
{
  kg__exec *exec = self->op.exec;
  path_close(&self->op);
  self->visited = (kg__rowset){.exec = exec, .width = 2, .key = 2};
  self->nodes = (kg__rowset){.exec = exec, .width = 1, .key = 1};
  self->searched = (kg__rowset){.exec = exec, .width = 2, .key = 2};
  self->known = (kg__rowset){.exec = exec, .width = 3, .key = 2};
}

// What was found stays for the next time, unless it was found in another graph.
static kg_status
path_open(kg__op *op)
{
  path_op *self = (path_op *)op;
  bool first = !self->batch;
  if (first) {
    self->edges = kg_arena_calloc(op->exec->arena, 2 * self->automaton.n_steps + 1, sizeof *self->edges);
    self->batch = kg_arena_alloc(op->exec->arena, sizeof *self->batch);
  }
  if (!self->edges || !self->batch)
    return KG_ERR_NOMEM;
  if (first || self->quad.mode == KG__GRAPH_MODE_CURRENT)
    reset(self);
  kg__rowset_clear(&self->visited);
  kg__rowset_clear(&self->nodes);
  self->known_at = KG__ROWSET_END;
  self->in = NULL;
  self->row = self->start = self->result = 0;
  KG_TRY(kg__op_columns(op));
  return kg__op_open(op->inputs[0]);
}

// ---- edges

static bool
graph_of(const path_op *self, kg_id *graph)
{
  const kg__graphs *graphs = &self->op.exec->graphs;
  *graph = KG_ID_NONE;
  if (self->quad.mode == KG__GRAPH_MODE_CURRENT)
    *graph = *self->quad.current;
  else if (self->quad.mode == KG__GRAPH_MODE_FIXED)
    *graph = self->quad.at[3].id;
  else if (!graphs->default_all && graphs->n_defaults == 1)
    *graph = graphs->defaults[0];
  else
    return false;
  return true;
}

static bool
graph_fits(const path_op *self, kg_id g)
{
  const kg__graphs *graphs = &self->op.exec->graphs;
  kg_id only;
  if (graph_of(self, &only))
    return g == only;
  for (size_t i = 0; i < graphs->n_defaults; i++)
    if (graphs->defaults[i] == g)
      return true;
  return graphs->default_all;
}

static kg_status
visit(path_op *self, kg_id node, uint32_t state)
{
  size_t at;
  bool made;
  return kg__rowset_put(&self->visited, (kg_id[]){node, state}, &at, &made);
}

static bool
is_without(const kg__step *step, kg_id predicate)
{
  for (size_t i = 0; i < step->n_without; i++)
    if (step->without[i] == predicate)
      return true;
  return false;
}

// What to do with each edge that is found.
typedef kg_status edge_fn(path_op *self, const kg_quad_ids *edge, const void *context);

static kg_status
each_edge(path_op *self, kg_quad_ids pattern, edge_fn *each, const void *context)
{
  kg__exec *exec = self->op.exec;
  kg_scan *scan;
  kg_id prefix[4];
  size_t n;
  bool graph = graph_of(self, &pattern.g);
  kg_order order = kg_order_for(&pattern, graph, prefix, &n);
  KG_TRY(kg_scan_open(exec->txn, order, prefix, n, 0, KG_ID_MAX, &scan, exec->err));
  kg_status st;
  while ((st = kg_scan_next(scan, 15, self->batch)) == KG_OK && !(st = kg__exec_check(exec)))
    for (size_t i = 0; !st && i < self->batch->n_rows; i++) {
      kg_quad_ids edge = kg_batch_quad(self->batch, order, i);
      if ((pattern.s && edge.s != pattern.s) || (pattern.p && edge.p != pattern.p) ||
          (pattern.o && edge.o != pattern.o) || !graph_fits(self, edge.g))
        continue;
      if ((st = each(self, &edge, context)))
        break;
    }
  kg_scan_close(scan);
  return st == KG_DONE ? KG_OK : st;
}

typedef struct taken_step {
  const kg__step *step;
  bool back;
  uint32_t to;
  size_t edges; ///< Which of these are its
} taken_step;

static kg_status
take_edge(path_op *self, const kg_quad_ids *edge, const void *context)
{
  const taken_step *taken = context;
  if (taken->step->kind == KG__STEP_NEGATED && is_without(taken->step, edge->p))
    return KG_OK;
  return visit(self, taken->back ? edge->s : edge->o, taken->to);
}

static kg_status
add_pair(path_op *self, const kg_quad_ids *edge, const void *context)
{
  const taken_step *taken = context;
  kg_id pair[2] = {taken->back ? edge->o : edge->s, taken->back ? edge->s : edge->o};
  return kg__rowset_add(&self->edges[taken->edges].pairs, pair);
}

// Count that a step is followed; read its edges when that will have been cheaper.
static kg_status
ask_edges(path_op *self, const taken_step *taken)
{
  enum { LOOKUPS_FOR_AN_EDGE = 16 };
  step_edges *edges = &self->edges[taken->edges];
  kg_id predicate = taken->step->link;
  if (!edges->counted)
    KG_TRY(kg_count(self->op.exec->txn, KG_PSO, &predicate, 1, &edges->n, self->op.exec->err));
  edges->counted = true;
  if (edges->loaded || ++edges->asked * LOOKUPS_FOR_AN_EDGE < edges->n)
    return KG_OK;
  edges->loaded = true;
  edges->pairs = (kg__rowset){.exec = self->op.exec, .width = 2, .key = 1};
  return each_edge(self, (kg_quad_ids){.p = predicate}, add_pair, taken);
}

static kg_status
follow_pairs(path_op *self, kg_id node, const taken_step *taken)
{
  const kg__rowset *pairs = &self->edges[taken->edges].pairs;
  for (size_t at = kg__rowset_first(pairs, &node); at != KG__ROWSET_END;
       at = kg__rowset_next(pairs, &node, at))
    KG_TRY(visit(self, kg__rowset_at(pairs, at)[1], taken->to));
  return KG_OK;
}

static kg_status
follow(path_op *self, kg_id node, const kg__step *step)
{
  taken_step taken = {step, step->back != self->backward, self->backward ? step->from : step->to,
                      (size_t)(step - self->automaton.steps) + self->backward * self->automaton.n_steps};
  if (step->kind == KG__STEP_NONE)
    return visit(self, node, taken.to);
  if (kg_id_tag(node) == KG_TAG_LOCAL || kg_id_tag(step->link) == KG_TAG_LOCAL)
    return KG_OK;
  if (step->kind == KG__STEP_LINK)
    KG_TRY(ask_edges(self, &taken));
  if (self->edges[taken.edges].loaded)
    return follow_pairs(self, node, &taken);
  kg_quad_ids pattern = {.p = step->link};
  *(taken.back ? &pattern.o : &pattern.s) = node;
  return each_edge(self, pattern, take_edge, &taken);
}

// ---- searches

// Visit all that can be reached; stop at the target if there is one.
static kg_status
search(path_op *self, kg_id from, bool backward, kg_id target)
{
  const kg__automaton *a = &self->automaton;
  self->backward = backward;
  self->from = from;
  self->target = target;
  self->result = 0;
  kg__rowset_clear(&self->visited);
  KG_TRY(visit(self, from, backward ? a->end : a->start));
  for (size_t i = 0; i < self->visited.n; i++) {
    kg_id node = kg__rowset_at(&self->visited, i)[0], state = kg__rowset_at(&self->visited, i)[1];
    if (target && node == target && state == (backward ? a->start : a->end))
      break;
    if (i % 256 == 0)
      KG_TRY(kg__exec_check(self->op.exec));
    for (size_t s = 0; s < a->n_steps; s++)
      if ((backward ? a->steps[s].to : a->steps[s].from) == state)
        KG_TRY(follow(self, node, &a->steps[s]));
  }
  return KG_OK;
}

static kg_status
take_ends(path_op *self, const kg_quad_ids *edge, const void *context)
{
  size_t at;
  bool made;
  (void)context;
  KG_TRY(kg__rowset_put(&self->nodes, &edge->s, &at, &made));
  return kg__rowset_put(&self->nodes, &edge->o, &at, &made);
}

static kg_status
take_start(path_op *self, const kg_quad_ids *edge, const void *context)
{
  const kg__step *step = context;
  size_t at;
  bool made;
  if (step->kind == KG__STEP_NEGATED && is_without(step, edge->p))
    return KG_OK;
  return kg__rowset_put(&self->nodes, step->back ? &edge->o : &edge->s, &at, &made);
}

// States that the start leads to without an edge, and whether the end is among them.
static void
reach_freely(const path_op *self, bool *reached, bool *empty)
{
  const kg__automaton *a = &self->automaton;
  reached[a->start] = true;
  for (bool more = true; more;) {
    more = false;
    for (size_t i = 0; i < a->n_steps; i++) {
      const kg__step *step = &a->steps[i];
      if (step->kind != KG__STEP_NONE || !reached[step->from] || reached[step->to])
        continue;
      reached[step->to] = more = true;
    }
  }
  *empty = reached[a->end];
}

// Where a path with both ends open can begin: every node if it may be empty, else those with a first edge.
static kg_status
find_starts(path_op *self)
{
  const kg__automaton *a = &self->automaton;
  bool empty;
  bool *reached = kg_arena_calloc(self->op.exec->arena, a->n_states + 1, sizeof *reached);
  if (!reached)
    return KG_ERR_NOMEM;
  reach_freely(self, reached, &empty);
  if (empty)
    return each_edge(self, (kg_quad_ids){0}, take_ends, NULL);
  for (size_t i = 0; i < a->n_steps; i++) {
    const kg__step *step = &a->steps[i];
    if (step->kind == KG__STEP_NONE || !reached[step->from] || kg_id_tag(step->link) == KG_TAG_LOCAL)
      continue;
    KG_TRY(each_edge(self, (kg_quad_ids){.p = step->link}, take_start, step));
  }
  return KG_OK;
}

static kg_id
end_of(const path_op *self, int i)
{
  const kg__slot *slot = &self->quad.at[i];
  return slot->is_var ? kg__rows_get(self->in, slot->var, self->row) : slot->id;
}

static bool
is_loop(const path_op *self)
{
  const kg__slot *at = self->quad.at;
  return at[0].is_var && at[2].is_var && at[0].var == at[2].var;
}

static kg_status
note_edge(path_op *self, const kg_quad_ids *edge, const void *context)
{
  (void)edge;
  (void)context;
  self->in_graph = true;
  return KG_DONE;
}

// Between two variables the empty path leads only from nodes of the graph, wherever the value came from.
static kg_status
check_node(path_op *self, kg_id node)
{
  self->in_graph = !self->quad.at[0].is_var || !self->quad.at[2].is_var;
  if (!self->in_graph && kg_id_tag(node) != KG_TAG_LOCAL)
    KG_TRY(each_edge(self, (kg_quad_ids){.s = node}, note_edge, NULL));
  if (!self->in_graph && kg_id_tag(node) != KG_TAG_LOCAL)
    KG_TRY(each_edge(self, (kg_quad_ids){.o = node}, note_edge, NULL));
  return KG_OK;
}

static kg_id
last_state(const path_op *self)
{
  return self->backward ? self->automaton.start : self->automaton.end;
}

static bool
is_result(const path_op *self, const kg_id *pair)
{
  return pair[1] == last_state(self) && (!self->target || pair[0] == self->target) &&
         (pair[0] != self->from || self->in_graph);
}

// Search from a node, or recall what a search from there found.
static kg_status
search_once(path_op *self, kg_id from, bool backward)
{
  kg_id row[3] = {from, backward};
  size_t at;
  bool made;
  if (kg__rowset_first(&self->searched, row) != KG__ROWSET_END) {
    kg__rowset_clear(&self->visited);
    self->result = 0;
    self->backward = backward;
    self->from = from;
    self->known_at = kg__rowset_first(&self->known, row);
    return KG_OK;
  }
  KG_TRY(check_node(self, from));
  KG_TRY(search(self, from, backward, KG_ID_NONE));
  if (self->known.n + self->visited.n > MOST_KNOWN)
    return KG_OK;
  KG_TRY(kg__rowset_put(&self->searched, row, &at, &made));
  for (size_t i = 0; i < self->visited.n; i++) {
    const kg_id *pair = kg__rowset_at(&self->visited, i);
    row[2] = pair[0];
    if (is_result(self, pair))
      KG_TRY(kg__rowset_add(&self->known, row));
  }
  return KG_OK;
}

static kg_status
begin_row(path_op *self)
{
  kg_id s = end_of(self, 0), o = end_of(self, 2);
  kg__rowset_clear(&self->nodes);
  self->start = 0;
  self->in_graph = true;
  if (s && (o || is_loop(self))) {
    KG_TRY(check_node(self, s));
    return search(self, s, false, is_loop(self) ? s : o);
  }
  if (s || o)
    return search_once(self, s ? s : o, !s);
  kg__rowset_clear(&self->visited);
  self->result = 0;
  return find_starts(self);
}

static void
give_end(path_op *self, kg_id node)
{
  kg__op *op = &self->op;
  for (size_t i = 0; i < op->n_kept; i++)
    op->out.column[op->kept[i]][op->out.n] = kg__rows_get(self->in, op->kept[i], self->row);
  if (self->quad.at[0].is_var)
    op->out.column[self->quad.at[0].var][op->out.n] = self->backward ? node : self->from;
  if (self->quad.at[2].is_var)
    op->out.column[self->quad.at[2].var][op->out.n] = self->backward ? self->from : node;
  op->out.n++;
}

// Give the results of the last search, or those recalled.
static void
give(path_op *self)
{
  for (; self->result < self->visited.n && self->op.out.n < self->op.room; self->result++) {
    const kg_id *pair = kg__rowset_at(&self->visited, self->result);
    if (is_result(self, pair))
      give_end(self, pair[0]);
  }
  while (self->known_at != KG__ROWSET_END && self->op.out.n < self->op.room) {
    const kg_id *row = kg__rowset_at(&self->known, self->known_at);
    give_end(self, row[2]);
    self->known_at = kg__rowset_next(&self->known, (kg_id[]){row[0], row[1]}, self->known_at);
  }
}

static kg_status
path_next(kg__op *op)
{
  path_op *self = (path_op *)op;
  while (op->out.n < op->room) {
    if (self->result < self->visited.n || self->known_at != KG__ROWSET_END) {
      give(self);
    } else if (self->start < self->nodes.n) {
      kg_id from = *kg__rowset_at(&self->nodes, self->start++);
      KG_TRY(search(self, from, false, is_loop(self) ? from : KG_ID_NONE));
    } else if (self->in && ++self->row < self->in->n) {
      KG_TRY(begin_row(self));
    } else {
      self->in = NULL;
      kg_status st = kg__op_next(op->inputs[0], &self->in);
      if (st) {
        self->in = NULL;
        return st == KG_DONE && op->out.n ? KG_OK : st;
      }
      self->row = 0;
      KG_TRY(begin_row(self));
    }
  }
  return KG_OK;
}

static kg_status
path_need(kg__op *op, const kg__vars *needed, bool once)
{
  const path_op *self = (const path_op *)op;
  kg__vars read = {0};
  KG_TRY(kg__vars_add_all(&read, needed, op->exec->arena));
  for (int i = 0; i < 4; i++)
    if (self->quad.at[i].is_var)
      KG_TRY(kg__vars_add(&read, self->quad.at[i].var, op->exec->arena));
  KG_TRY(kg__op_narrow(op, &read));
  return kg__op_need(op->inputs[0], &read, once);
}

static const kg__op_class class = {"Path", path_open, path_next, path_close, NULL, NULL, path_need};

kg_status
kg__op_path(kg__op *input, const kg__quad_slots *quad, const kg__path *path, kg__op **op)
{
  path_op *self = kg__op_new(input->exec, &class, sizeof *self);
  kg_arena *arena = input->exec->arena;
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  self->op.inputs[0] = input;
  self->op.sort = input->sort;
  self->op.estimate = input->estimate * 100;
  self->quad = *quad;
  KG_TRY(kg__vars_add_all(&self->op.vars, &input->vars, arena));
  KG_TRY(kg__vars_add_all(&self->op.certain, &input->certain, arena));
  for (int i = 0; i <= 2; i += 2) {
    if (!quad->at[i].is_var)
      continue;
    KG_TRY(kg__vars_add(&self->op.vars, quad->at[i].var, arena));
    KG_TRY(kg__vars_add(&self->op.certain, quad->at[i].var, arena));
  }
  return kg__automaton_make(input->exec, path, &self->automaton);
}
