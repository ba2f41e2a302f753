// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What is kept is the text, checked, and what is bound: reading it again takes microseconds, and a plan rests
// on what the store holds when it runs.

#include "kg/base/vec.h"
#include "kg/sparql/engine.h"
#include "kg/sparql/parse.h"

#include <stdlib.h>

struct kg_query {
  kg_world *world;
  kg_arena *arena;
  kg_query_options options;
  kg_str text;
  kg__request request;
  struct {
    kg_binding *items;
    size_t n, capacity;
  } bindings;
  kg_query_options running; ///< Of the results: the bindings of now
  size_t n_given;           ///< Bindings of the options, which come first
  kg_arena *values;
};

static kg_status
prepare(kg_query *self, kg_str text, kg_error *err)
{
  self->arena = kg_arena_new();
  self->values = kg_arena_new();
  if (!self->arena || !self->values)
    return KG_ERR_NOMEM;
  self->text = kg_arena_str(self->arena, text);
  if (!self->text.ptr)
    return KG_ERR_NOMEM;
  KG_TRY(kg_query_check(self->world, self->text, &self->options, err));
  for (size_t i = 0; i < self->options.n_bindings; i++) {
    KG_TRY(kg__vec_add(&self->bindings));
    self->bindings.items[i] = self->options.bindings[i];
  }
  self->n_given = self->bindings.n;
  if (self->options.engine == KG_ENGINE_RASQAL)
    return KG_OK;
  return kg__parse(self->text, &self->options, kg__parse_query_unit, self->arena, &self->request, err);
}

kg_status
kg_query_prepare(kg_world *world, kg_str text, const kg_query_options *options, kg_query **query,
                 kg_error *err)
{
  kg_query *self = *query = calloc(1, sizeof *self);
  if (!self)
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for a query");
  self->world = world;
  if (options)
    self->options = *options;
  kg_status st = prepare(self, text, err);
  if (st) {
    kg_query_free(self);
    *query = NULL;
  }
  return st;
}

static bool
has_variable(const kg_query *query, kg_str name)
{
  for (size_t i = 0; i < query->request.n_vars; i++)
    if (!query->request.vars[i].hidden && kg_str_equal(query->request.vars[i].name, name))
      return true;
  return query->options.engine == KG_ENGINE_RASQAL; // which is asked when it runs
}

static kg_binding *
find_binding(kg_query *query, kg_str name)
{
  for (size_t i = 0; i < query->bindings.n; i++)
    if (kg_str_equal(query->bindings.items[i].name, name))
      return &query->bindings.items[i];
  return NULL;
}

kg_status
kg_query_bind(kg_query *query, kg_str name, const kg_term *value, kg_error *err)
{
  kg_term copy;
  kg_binding *binding = find_binding(query, name);
  if (!has_variable(query, name))
    return kg_error_set(err, KG_ERR_NOT_FOUND, "the query has no variable ?%.*s", KG_STR_ARG(name));
  if (value->kind == KG_TERM_NONE)
    return kg_error_set(err, KG_ERR_ARGUMENT, "?%.*s would be bound to nothing", KG_STR_ARG(name));
  KG_TRY(kg_term_copy(value, query->values, &copy));
  if (binding) {
    binding->value = copy;
    return KG_OK;
  }
  kg_str kept = kg_arena_str(query->values, name);
  if (!kept.ptr || kg__vec_add(&query->bindings))
    return KG_ERR_NOMEM;
  query->bindings.items[query->bindings.n - 1] = (kg_binding){kept, copy};
  return KG_OK;
}

void
kg_query_unbind(kg_query *query)
{
  query->bindings.n = query->n_given;
  for (size_t i = 0; i < query->n_given; i++)
    query->bindings.items[i] = query->options.bindings[i];
  kg_arena_clear(query->values);
}

kg_status
kg_query_start(kg_query *query, kg_txn *txn, kg_result **result, kg_error *err)
{
  query->running = query->options;
  query->running.bindings = query->bindings.items;
  query->running.n_bindings = query->bindings.n;
  return kg_query_run(query->world, txn, query->text, &query->running, result, err);
}

void
kg_query_free(kg_query *query)
{
  if (!query)
    return;
  kg_arena_free(query->arena);
  kg_arena_free(query->values);
  free(query->bindings.items);
  free(query);
}
