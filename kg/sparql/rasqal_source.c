// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Rasqal asks for the triples of one pattern at a time, with the variables that other patterns have bound
// so far.  Each question is one scan.  The default graph is the union of all graphs, where the rows of the
// same triple in several graphs come one after the other, since the graph is the last column.  Rasqal cannot
// be told of a failure, nor stopped: after one, or past the deadline, every match is at its end and rasqal
// soon is, too.
//
// All groups of a query share its variables: while a group waits, one that it is joined with sets and unsets
// those that both have, and rasqal 0.9.33 goes on with what it finds.  So before a pattern is asked or bound,
// the variables of the patterns in front of it in the same group get back what those bound; they are known by
// rasqal's array of patterns.

#include "kg/sparql/rasqal_run.h"

#include <stdlib.h>

struct kg__rasqal_match {
  kg__rasqal_match *next;
  rasqal_triple_meta *meta; // rasqal's pattern, one of an array; null for our own
  unsigned parts;           // of `bound`, set in rasqal's variables
  kg_quad_ids bound;
  kg__rasqal_run *run;
  kg_scan *scan;
  kg_order order;
  kg_quad_ids pattern, quad;
  bool graph_bound, end, any;
  bool same_sp, same_so, same_po; // one variable in two places
  size_t at;
  kg_batch batch;
};

// ---- matches

static bool
is_among(kg_id graph, const kg_id *graphs, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    if (graphs[i] == graph)
      return true;
  }
  return false;
}

static bool
fits(const kg__rasqal_match *m, const kg_quad_ids *q)
{
  const kg_quad_ids *p = &m->pattern;
  if ((p->s && p->s != q->s) || (p->p && p->p != q->p) || (p->o && p->o != q->o))
    return false;
  if ((m->same_sp && q->s != q->p) || (m->same_so && q->s != q->o) || (m->same_po && q->p != q->o))
    return false;
  if (kg_id_tag(q->s) == KG_TAG_TRIPLE || kg_id_tag(q->o) == KG_TAG_TRIPLE)
    return false;
  if (m->graph_bound)
    return p->g == q->g;
  bool again = m->any && q->s == m->quad.s && q->p == m->quad.p && q->o == m->quad.o;
  const kg__rasqal_dataset *d = &m->run->dataset;
  return !again && (!d->given || is_among(q->g, d->from, d->n_from));
}

static bool
fill(kg__rasqal_match *m)
{
  kg__rasqal_run *run = m->run;
  kg_status st = kg_scan_next(m->scan, 15, &m->batch);
  m->at = 0;
  if (st && st != KG_DONE)
    kg__rasqal_fail(run, st, "the store cannot be read");
  if (!st && kg_limits_check(run->options->limits, &run->fault))
    kg__rasqal_fail(run, run->fault.status, NULL);
  return !st && !run->failed;
}

void
kg__rasqal_match_next(kg__rasqal_match *m)
{
  if (!m->end && kg_limits_check(m->run->options->limits, m->run->failed ? NULL : &m->run->fault))
    kg__rasqal_fail(m->run, m->run->fault.status, NULL);
  while (!m->end && !m->run->failed && (m->at < m->batch.n_rows || fill(m))) {
    kg_quad_ids quad = kg_batch_quad(&m->batch, m->order, m->at++);
    if (fits(m, &quad)) {
      m->quad = quad;
      m->any = true;
      return;
    }
  }
  m->end = true;
}

static kg__rasqal_match *
new_match(kg__rasqal_run *run)
{
  kg__rasqal_match *m = run->spare;
  if (m)
    run->spare = m->next;
  else
    m = malloc(sizeof *m);
  if (!m) {
    kg__rasqal_fail(run, KG_ERR_NOMEM, "no memory to read the store");
    return NULL;
  }
  memset(m, 0, offsetof(kg__rasqal_match, batch));
  m->batch.n_rows = 0;
  m->run = run;
  return m;
}

static void
open_scan(kg__rasqal_match *m)
{
  kg_id prefix[4];
  size_t n_prefix = 0;
  kg_error err;
  m->order = kg_order_for(&m->pattern, m->graph_bound, prefix, &n_prefix);
  kg_status st = kg_scan_open(m->run->txn, m->order, prefix, n_prefix, KG_ID_NONE, KG_ID_MAX, &m->scan, &err);
  if (st)
    kg__rasqal_fail(m->run, st, err.message);
  m->end = st != KG_OK;
}

kg__rasqal_match *
kg__rasqal_match_open(kg__rasqal_run *run, const kg_quad_ids *pattern, bool graph_bound)
{
  kg__rasqal_match *m = new_match(run);
  if (!m)
    return NULL;
  m->pattern = *pattern;
  m->graph_bound = graph_bound || (run->dataset.strict && !run->dataset.given);
  open_scan(m);
  kg__rasqal_match_next(m);
  return m;
}

const kg_quad_ids *
kg__rasqal_match_quad(const kg__rasqal_match *m)
{
  return m->end || m->run->failed ? NULL : &m->quad;
}

void
kg__rasqal_match_close(kg__rasqal_match *m)
{
  kg_scan_close(m->scan);
  m->scan = NULL;
  for (kg__rasqal_match **at = &m->run->asked; *at; at = &(*at)->next) {
    if (*at == m) {
      *at = m->next;
      break;
    }
  }
  m->next = m->run->spare;
  m->run->spare = m;
}

void
kg__rasqal_matches_release(kg__rasqal_run *run)
{
  while (run->spare) {
    kg__rasqal_match *m = run->spare;
    run->spare = m->next;
    free(m);
  }
}

// ---- what rasqal calls

static const kg__rasqal_match *
asked_at(const kg__rasqal_run *run, const rasqal_triple_meta *meta)
{
  const kg__rasqal_match *m = run->asked;
  while (m && m->meta != meta)
    m = m->next;
  return m;
}

static unsigned
set_variables(kg__rasqal_run *run, const kg_quad_ids *quad, rasqal_variable *const *vars, unsigned parts)
{
  static const unsigned part[3] = {RASQAL_TRIPLE_SUBJECT, RASQAL_TRIPLE_PREDICATE, RASQAL_TRIPLE_OBJECT};
  const kg_id ids[3] = {quad->s, quad->p, quad->o};
  unsigned done = 0;
  for (int i = 0; i < 3; i++) {
    rasqal_literal *l = NULL;
    if (!(parts & part[i]) || !vars[i] || !(l = kg__rasqal_literal(run, ids[i])))
      continue;
    if (vars[i]->value != l)
      run->api->rasqal_variable_set_value(vars[i], run->api->rasqal_new_literal_from_literal(l));
    done |= part[i];
  }
  return done;
}

// What the patterns in front bound.
static void
restore_variables(kg__rasqal_run *run, rasqal_triple_meta *meta)
{
  const kg__rasqal_match *m;
  while ((m = asked_at(run, --meta)))
    set_variables(run, &m->bound, meta->bindings, m->parts);
}

static rasqal_triple_parts
match_bind(rasqal_triples_match *rtm, void *self, rasqal_variable *bindings[4], rasqal_triple_parts parts)
{
  (void)rtm;
  kg__rasqal_match *m = self;
  restore_variables(m->run, m->meta);
  m->bound = m->quad;
  m->parts = set_variables(m->run, &m->quad, bindings, parts);
  return (rasqal_triple_parts)m->parts;
}

static void
match_next(rasqal_triples_match *rtm, void *self)
{
  (void)rtm;
  kg__rasqal_match_next(self);
}

static int
match_is_end(rasqal_triples_match *rtm, void *self)
{
  (void)rtm;
  return !kg__rasqal_match_quad(self);
}

static void
match_finish(rasqal_triples_match *rtm, void *self)
{
  (void)rtm;
  kg__rasqal_match_close(self);
}

static const kg__rasqal_bound *
bound_of(const kg__rasqal_run *run, const rasqal_variable *v)
{
  for (size_t i = 0; i < run->n_bound; i++) {
    if (v->type == RASQAL_VARIABLE_TYPE_NORMAL && strcmp((const char *)v->name, run->bound[i].name) == 0)
      return &run->bound[i];
  }
  return NULL;
}

// The id that a part of the pattern must have, KG_ID_NONE if any will do; false if the store has none such.
static bool
want(kg__rasqal_run *run, rasqal_literal *l, bool to_bind, rasqal_variable **var, kg_id *id)
{
  *id = KG_ID_NONE;
  *var = run->api->rasqal_literal_as_variable(l);
  if (!*var)
    return kg__rasqal_id(run, l, id);
  const kg__rasqal_bound *bound = bound_of(run, *var);
  if (bound) {
    *id = bound->id;
    return bound->known;
  }
  return to_bind || !(*var)->value || kg__rasqal_id(run, (*var)->value, id);
}

static bool
want_graph(kg__rasqal_run *run, rasqal_triple *t, kg_id *graph, bool *bound)
{
  *graph = KG_ID_NONE;
  *bound = t->origin != NULL;
  if (!t->origin)
    return true;
  rasqal_variable *v = run->api->rasqal_literal_as_variable(t->origin);
  if (v && !v->value)
    return false;
  const kg__rasqal_dataset *d = &run->dataset;
  return kg__rasqal_id(run, v ? v->value : t->origin, graph) &&
         (!d->given || is_among(*graph, d->named, d->n_named));
}

static bool
want_triple(kg__rasqal_run *run, rasqal_triple *t, unsigned parts, rasqal_variable **vars, kg_quad_ids *q,
            bool *graph_bound)
{
  return want(run, t->subject, parts & RASQAL_TRIPLE_SUBJECT, &vars[0], &q->s) &&
         want(run, t->predicate, parts & RASQAL_TRIPLE_PREDICATE, &vars[1], &q->p) &&
         want(run, t->object, parts & RASQAL_TRIPLE_OBJECT, &vars[2], &q->o) &&
         want_graph(run, t, &q->g, graph_bound);
}

static int
init_match(rasqal_triples_match *rtm, rasqal_triples_source *source, void *self, rasqal_triple_meta *meta,
           rasqal_triple *t)
{
  (void)source;
  kg__rasqal_run *run = *(kg__rasqal_run **)self;
  kg__rasqal_match *m = new_match(run);
  if (!m)
    return 1;
  m->meta = meta;
  m->next = run->asked;
  run->asked = m;
  restore_variables(run, meta);
  rasqal_variable **vars = meta->bindings;
  vars[0] = vars[1] = vars[2] = NULL;
  m->end = !want_triple(run, t, meta->parts, vars, &m->pattern, &m->graph_bound) || run->failed;
  m->same_sp = vars[0] && vars[0] == vars[1];
  m->same_so = vars[0] && vars[0] == vars[2];
  m->same_po = vars[1] && vars[1] == vars[2];
  m->graph_bound = m->graph_bound || (run->dataset.strict && !run->dataset.given);
  if (!m->end)
    open_scan(m);
  kg__rasqal_match_next(m);
  rtm->user_data = m;
  rtm->bind_match = match_bind;
  rtm->next_match = match_next;
  rtm->is_end = match_is_end;
  rtm->finish = match_finish;
  return 0;
}

static int
triple_present(rasqal_triples_source *source, void *self, rasqal_triple *t)
{
  (void)source;
  kg__rasqal_run *run = *(kg__rasqal_run **)self;
  rasqal_variable *vars[3];
  kg_quad_ids pattern;
  bool graph_bound = false;
  if (!want_triple(run, t, 0, vars, &pattern, &graph_bound))
    return 0;
  kg__rasqal_match *m = kg__rasqal_match_open(run, &pattern, graph_bound);
  bool present = m && kg__rasqal_match_quad(m);
  if (m)
    kg__rasqal_match_close(m);
  return present;
}

static void
free_source(void *self)
{
  (void)self;
}

static int
no_feature(void *self, rasqal_triples_source_feature feature)
{
  (void)self;
  (void)feature;
  return 0;
}

// The graphs of FROM are named to us here, too; they are the store's, and nothing is fetched.
static int
init_source(rasqal_world *world, raptor_sequence *graphs, void *factory_self, void *self,
            rasqal_triples_source *source, rasqal_triples_error_handler2 handler, unsigned flags)
{
  (void)world, (void)graphs, (void)handler, (void)flags;
  const kg__rasqal *api = factory_self;
  *(kg__rasqal_run **)self = api->active;
  source->version = 2;
  source->init_triples_match = init_match;
  source->triple_present = triple_present;
  source->free_triples_source = free_source;
  source->support_feature = no_feature;
  return api->active ? 0 : 1;
}

static int
describe_source(rasqal_triples_source_factory *factory)
{
  factory->version = 3;
  factory->user_data_size = sizeof(kg__rasqal_run *);
  factory->init_triples_source2 = init_source;
  return 0;
}

int
kg__rasqal_set_source(kg__rasqal *api)
{
  return api->rasqal_set_triples_source_factory(api->world, describe_source, api);
}
