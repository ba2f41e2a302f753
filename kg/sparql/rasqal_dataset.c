// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The graphs of FROM and FROM NAMED are graphs of the store: rasqal would fetch them.  For GRAPH it goes
// through a list of names, so where the query has none the store's are given to it.  What it does not
// evaluate is refused.

#include "kg/sparql/rasqal_run.h"

#include <stdlib.h>

typedef struct survey {
  kg__rasqal_run *run;
  bool graph, free_graph, fixed_graph; // GRAPH at all, by a free variable or by name, by a bound variable
  const kg__rasqal_bound *bound;       // the bound variable
  const char *refused;
  kg_status status;
} survey;

static const kg__rasqal_bound *
bound_of(const kg__rasqal_run *run, const rasqal_variable *v)
{
  for (size_t i = 0; v && i < run->n_bound; i++) {
    if (strcmp((const char *)v->name, run->bound[i].name) == 0)
      return &run->bound[i];
  }
  return NULL;
}

static kg_status
add_name(kg__rasqal_run *run, kg_str iri, unsigned flags)
{
  const kg__rasqal *api = run->api;
  raptor_uri *uri =
      api->raptor_new_uri_from_counted_string(api->raptor, (const unsigned char *)iri.ptr, iri.len);
  if (!uri)
    return KG_ERR_NOMEM;
  raptor_uri *name = flags == RASQAL_DATA_GRAPH_NAMED ? uri : NULL;
  kg_status st = KG_OK;
  if (!name || !api->rasqal_query_dataset_contains_named_graph(run->query, name)) {
    rasqal_data_graph *graph =
        api->rasqal_new_data_graph_from_uri(api->world, uri, name, flags, NULL, NULL, NULL);
    st = !graph || api->rasqal_query_add_data_graph(run->query, graph) ? KG_ERR_NOMEM : KG_OK;
  }
  api->raptor_free_uri(uri);
  return st;
}

static void
look_at_graph(survey *s, rasqal_graph_pattern *pattern)
{
  const kg__rasqal *api = s->run->api;
  rasqal_literal *origin = api->rasqal_graph_pattern_get_origin(pattern);
  const kg__rasqal_bound *bound = origin ? bound_of(s->run, api->rasqal_literal_as_variable(origin)) : NULL;
  s->graph = true;
  if (origin && !api->rasqal_literal_as_variable(origin) && !s->status)
    s->status = add_name(s->run, kg__rasqal_uri_str(api, origin->value.uri), RASQAL_DATA_GRAPH_NAMED);
  if (!bound || (s->bound && s->bound != bound))
    s->free_graph = true;
  if (bound)
    s->bound = bound;
  if (s->bound && s->free_graph)
    s->refused = "GRAPH with a variable bound beforehand and another graph";
}

static int
look_at(rasqal_query *query, rasqal_graph_pattern *pattern, void *self)
{
  (void)query;
  survey *s = self;
  switch (s->run->api->rasqal_graph_pattern_get_operator(pattern)) {
  case RASQAL_GRAPH_PATTERN_OPERATOR_GRAPH:
    look_at_graph(s, pattern);
    break;
  case RASQAL_GRAPH_PATTERN_OPERATOR_MINUS:
    s->refused = "MINUS";
    break;
  case RASQAL_GRAPH_PATTERN_OPERATOR_SERVICE:
    s->refused = "SERVICE";
    break;
  default:
    break;
  }
  return 0;
}

static kg_status
add_graph(kg__rasqal_run *run, kg_id id, kg_error *err)
{
  kg_term term;
  kg_arena *arena = kg_arena_new();
  kg_status st = arena ? kg_txn_term(run->txn, id, arena, &term, err) : KG_ERR_NOMEM;
  if (!st && term.kind == KG_TERM_IRI)
    st = add_name(run, term.value, RASQAL_DATA_GRAPH_NAMED);
  kg_arena_free(arena);
  return st;
}

// One without a name keeps rasqal from failing where there are no graphs.
static kg_status
add_graphs(kg__rasqal_run *run, const survey *s, kg_error *err)
{
  kg_id *ids = NULL;
  size_t n = 0;
  KG_TRY(add_name(run, KG_STR("urn:x-kg:default"), RASQAL_DATA_GRAPH_BACKGROUND));
  if (s->bound)
    return s->bound->known ? add_graph(run, s->bound->id, err) : KG_OK;
  kg_status st = kg_txn_graphs(run->txn, &ids, &n, err);
  for (size_t i = 0; i < n && !st; i++)
    st = add_graph(run, ids[i], err);
  free(ids);
  return st;
}

static kg_status
push(kg_id **ids, size_t *n, kg_id id)
{
  kg_id *grown = realloc(*ids, (*n + 1) * sizeof *grown);
  if (!grown)
    return KG_ERR_NOMEM;
  *ids = grown;
  grown[(*n)++] = id;
  return KG_OK;
}

static kg_status
take_from(kg__rasqal_run *run, const rasqal_data_graph *graph, kg_error *err)
{
  kg__rasqal_dataset *d = &run->dataset;
  kg_term term = kg_term_iri(kg__rasqal_uri_str(run->api, graph->uri));
  kg_id id;
  d->given = true;
  kg_status st = kg_txn_find(run->txn, &term, &id, err);
  if (st)
    return st == KG_ERR_NOT_FOUND ? KG_OK : st;
  bool named = graph->flags & RASQAL_DATA_GRAPH_NAMED;
  return named ? push(&d->named, &d->n_named, id) : push(&d->from, &d->n_from, id);
}

static kg_status
take_dataset(kg__rasqal_run *run, kg_error *err)
{
  const kg__rasqal *api = run->api;
  raptor_sequence *list = api->rasqal_query_get_data_graph_sequence(run->query);
  int n = list ? api->raptor_sequence_size(list) : 0;
  for (int i = 0; i < n; i++)
    KG_TRY(take_from(run, api->raptor_sequence_get_at(list, i), err));
  return KG_OK;
}

kg_status
kg__rasqal_dataset_init(kg__rasqal_run *run, kg_error *err)
{
  const kg__rasqal *api = run->api;
  survey s = {.run = run};
  run->dataset.strict = run->options->strict_default;
  KG_TRY(take_dataset(run, err));
  if (api->rasqal_query_get_query_graph_pattern(run->query))
    api->rasqal_query_graph_pattern_visit2(run->query, look_at, &s);
  if (s.refused)
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "rasqal does not evaluate %s", s.refused);
  if (s.graph && run->dataset.given && s.bound)
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "rasqal does not bind the graph of FROM NAMED beforehand");
  if (s.graph && !s.status && !run->dataset.given)
    s.status = add_graphs(run, &s, err);
  if (s.status == KG_ERR_NOMEM)
    kg_error_set(err, s.status, "no memory for the query");
  return s.status;
}
