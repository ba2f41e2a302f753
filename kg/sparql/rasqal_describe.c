// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// DESCRIBE, which rasqal reads but does not answer: of each resource the triples it is the subject of, and of
// the blank nodes among their objects, on and on (a concise bounded description).

#include "kg/sparql/rasqal_run.h"

#include <stdlib.h>

typedef struct ids {
  kg_id *items;
  size_t n, capacity;
} ids;

typedef struct description {
  kg_result result;
  kg_txn *txn;
  kg_arena *arena;
  struct {
    kg_quad_ids *items;
    size_t n, capacity;
  } quads;
  size_t at;
} description;

static kg_status
push_once(ids *todo, kg__map *seen, kg_id id)
{
  bool made = false;
  KG_TRY(kg__map_put(seen, (kg_str){(const char *)&id, sizeof id}, 0, NULL, &made));
  if (!made)
    return KG_OK;
  KG_TRY(kg__vec_add(todo));
  todo->items[todo->n - 1] = id;
  return KG_OK;
}

static kg_status
push_term(kg__rasqal_run *run, const kg_term *term, ids *todo, kg__map *seen, kg_error *err)
{
  kg_id id;
  if (term->kind != KG_TERM_IRI && term->kind != KG_TERM_BLANK)
    return KG_OK;
  kg_status st = kg_txn_find(run->txn, term, &id, err);
  if (st == KG_ERR_NOT_FOUND)
    return KG_OK;
  return st ? st : push_once(todo, seen, id);
}

// ---- what is described

static int
n_described(kg__rasqal_run *run, raptor_sequence **list)
{
  *list = run->api->rasqal_query_get_describe_sequence(run->query);
  return *list ? run->api->raptor_sequence_size(*list) : 0;
}

static kg_status
push_named(kg__rasqal_run *run, ids *todo, kg__map *seen, bool *variables, kg_error *err)
{
  raptor_sequence *list;
  int n = n_described(run, &list);
  *variables = n == 0;
  for (int i = 0; i < n; i++) {
    rasqal_literal *l = run->api->raptor_sequence_get_at(list, i);
    if (run->api->rasqal_literal_as_variable(l)) {
      *variables = true;
      continue;
    }
    kg_term term = kg_term_iri(kg__rasqal_uri_str(run->api, l->value.uri));
    KG_TRY(push_term(run, &term, todo, seen, err));
  }
  return KG_OK;
}

static bool
is_described(kg__rasqal_run *run, kg_str column)
{
  raptor_sequence *list;
  int n = n_described(run, &list);
  for (int i = 0; i < n; i++) {
    rasqal_variable *v = run->api->rasqal_literal_as_variable(run->api->raptor_sequence_get_at(list, i));
    if (v && kg_str_equal(column, kg_str_of((const char *)v->name)))
      return true;
  }
  return n == 0;
}

static kg_status
push_rows(kg__rasqal_run *run, kg_result *rows, ids *todo, kg__map *seen, kg_error *err)
{
  const kg_term *row;
  kg_status st;
  while ((st = kg_result_next(rows, &row, err)) == KG_OK) {
    for (size_t i = 0; i < kg_result_n_columns(rows); i++) {
      if (is_described(run, kg_result_column(rows, i)))
        KG_TRY(push_term(run, &row[i], todo, seen, err));
    }
  }
  return st == KG_DONE ? KG_OK : st;
}

static kg_status
push_selected(kg_world *world, kg__rasqal_run *run, ids *todo, kg__map *seen, kg_error *err)
{
  kg_buf select = {0};
  kg_result *rows = NULL;
  bool any = false;
  kg_status st = kg__rasqal_select_for_describe(run->text.user, &select, &any);
  if (!st && any)
    st = kg__engine_rasqal.run(world, run->txn, kg_buf_str(&select), run->options, &rows, err);
  if (!st && any)
    st = push_rows(run, rows, todo, seen, err);
  kg_result_free(rows);
  kg_buf_release(&select);
  return st;
}

// ---- the description

static kg_status
describe_one(kg__rasqal_run *run, description *d, kg_id subject, ids *todo, kg__map *seen)
{
  kg_quad_ids pattern = {.s = subject};
  const kg_quad_ids *quad;
  kg_status st = KG_OK;
  kg__rasqal_match *m = kg__rasqal_match_open(run, &pattern, false);
  while (m && !st && (quad = kg__rasqal_match_quad(m))) {
    st = kg__vec_add(&d->quads);
    if (!st)
      d->quads.items[d->quads.n - 1] = *quad;
    if (!st && kg_id_tag(quad->o) == KG_TAG_BLANK)
      st = push_once(todo, seen, quad->o);
    kg__rasqal_match_next(m);
  }
  if (m)
    kg__rasqal_match_close(m);
  return st ? st : run->failed;
}

static kg_status
describe_all(kg_world *world, kg__rasqal_run *run, description *d, kg_error *err)
{
  ids todo = {0};
  kg__map seen = {0};
  bool variables = false;
  kg_status st = push_named(run, &todo, &seen, &variables, err);
  if (!st && variables)
    st = push_selected(world, run, &todo, &seen, err);
  for (size_t i = 0; i < todo.n && !st; i++)
    st = describe_one(run, d, todo.items[i], &todo, &seen);
  if (run->failed && err)
    *err = run->fault;
  else if (st == KG_ERR_NOMEM)
    kg_error_set(err, st, "no memory to describe");
  free(todo.items);
  kg__map_release(&seen);
  return st;
}

static kg_status
next_triple(kg_result *result, kg_quad *triple, kg_error *err)
{
  description *d = (description *)result;
  if (d->at == d->quads.n)
    return KG_DONE;
  const kg_quad_ids *q = &d->quads.items[d->at++];
  kg_arena_clear(d->arena);
  *triple = (kg_quad){0};
  KG_TRY(kg_txn_term(d->txn, q->s, d->arena, &triple->subject, err));
  KG_TRY(kg_txn_term(d->txn, q->p, d->arena, &triple->predicate, err));
  return kg_txn_term(d->txn, q->o, d->arena, &triple->object, err);
}

static void
free_description(kg_result *result)
{
  description *d = (description *)result;
  kg_arena_free(d->arena);
  free(d->quads.items);
  free(d);
}

static const kg__result_class description_class = {.next_triple = next_triple, .free = free_description};

kg_status
kg__rasqal_describe(kg_world *world, kg__rasqal_run *run, kg_result **result, kg_error *err)
{
  description *d = calloc(1, sizeof *d);
  if (!d || !(d->arena = kg_arena_new())) {
    free(d);
    return kg_error_set(err, KG_ERR_NOMEM, "no memory to describe");
  }
  d->result = (kg_result){.class = &description_class, .form = KG_RESULT_GRAPH};
  d->txn = run->txn;
  kg_status st = describe_all(world, run, d, err);
  if (st)
    free_description(&d->result);
  else
    *result = &d->result;
  return st;
}
