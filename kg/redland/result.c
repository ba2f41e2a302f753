// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// librdf calls what its results do through the query's language, so a query that has results of ours gets a
// copy of its language with our functions, until the last of them is freed.  Results stand on their first row
// from the beginning.  With nothing pending they read a snapshot of their own, row by row; among changes that
// are pending, where a reader does not survive the next one, they are read at once.

#include "kg/base/vec.h"
#include "kg/redland/native.h"

#include <pthread.h>
#include <stdlib.h>

#define api kg__librdf_api

static pthread_mutex_t exchanges_lock = PTHREAD_MUTEX_INITIALIZER;
static kg__exchange *exchanges;

static void
log_error(kg__rdf_query *query, kg_status status, const kg_error *err)
{
  char text[2048];
  if (err->status)
    kg_error_print(err, text, sizeof text);
  api.librdf_log(query->world, 0, LIBRDF_LOG_ERROR, LIBRDF_FROM_QUERY, NULL, "kg: %s",
                 err->status ? text : kg_status_name(status));
}

// ---- rows

static kg_status
name_blanks(kg_txn *txn, kg_arena *arena, kg_term *terms, size_t n, kg_error *err)
{
  for (size_t i = 0; i < n; i++)
    KG_TRY(kg__term_label(txn, arena, &terms[i], err));
  return KG_OK;
}

// The next row or triple of the engine, its blank nodes labelled as librdf's callers know them.
static kg_status
take(kg__native_results *r, kg_txn *txn, kg_arena *arena, kg_term *terms, kg_error *err)
{
  const kg_term *row;
  kg_quad triple;
  if (r->form == KG_RESULT_ROWS) {
    KG_TRY(kg_result_next(r->result, &row, err));
    memcpy(terms, row, r->n_columns * sizeof *terms);
  } else {
    KG_TRY(kg_result_next_triple(r->result, &triple, err));
    memcpy(terms, (kg_term[]){triple.subject, triple.predicate, triple.object}, 3 * sizeof *terms);
  }
  return name_blanks(txn, arena, terms, r->n_columns, err);
}

static kg_status
keep_all(kg__native_results *r, kg_txn *txn, kg_error *err)
{
  kg_status st;
  r->kept = true;
  while ((st = take(r, txn, r->arena, r->current, err)) == KG_OK) {
    for (size_t i = 0; i < r->n_columns; i++) {
      KG_TRY(kg__vec_add(&r->terms));
      KG_TRY(kg_term_copy(&r->current[i], r->arena, &r->terms.items[r->terms.n - 1]));
    }
    r->count++;
  }
  kg_result_free(r->result);
  r->result = NULL;
  return st == KG_DONE ? KG_OK : st;
}

static kg_status
read_row(kg__native_results *r, kg_error *err)
{
  if (!r->kept) {
    kg_arena_clear(r->text);
    r->row = r->current;
    return take(r, r->own, r->text, r->current, err);
  }
  if (r->at == (size_t)r->count)
    return KG_DONE;
  r->row = r->terms.items + r->n_columns * r->at++;
  return KG_OK;
}

void
kg__native_step(kg__native_results *r)
{
  kg_error err = {0};
  if (r->finished)
    return;
  kg_status st = read_row(r, &err);
  r->finished = st != KG_OK;
  r->failed = st > KG_DONE;
  if (r->failed)
    log_error((kg__rdf_query *)r->base.query, st, &err);
  if (!st && !r->kept)
    r->count++;
}

static librdf_node *
node_at(const kg__native_results *r, size_t i)
{
  if (r->finished || i >= r->n_columns)
    return NULL;
  return kg__term_node(api.librdf_storage_get_world(r->storage), &r->row[i]);
}

// ---- triples as a stream

typedef struct triples {
  kg__native_results *r;
  librdf_statement *statement;
} triples;

static void
forget(triples *t)
{
  if (t->statement)
    api.librdf_free_statement(t->statement);
  t->statement = NULL;
}

// What librdf has no node for is passed over.
static bool
has_statement(triples *t)
{
  while (!t->statement && !t->r->finished) {
    librdf_node *nodes[3];
    for (size_t i = 0; i < 3; i++)
      nodes[i] = node_at(t->r, i);
    if (nodes[0] && nodes[1] && nodes[2]) {
      t->statement = api.librdf_new_statement_from_nodes(api.librdf_storage_get_world(t->r->storage),
                                                         nodes[0], nodes[1], nodes[2]);
      return t->statement != NULL;
    }
    for (size_t i = 0; i < 3; i++)
      if (nodes[i])
        api.librdf_free_node(nodes[i]);
    kg__native_step(t->r);
  }
  return t->statement != NULL;
}

static int
triples_end(void *self)
{
  return !has_statement(self);
}

static int
triples_next(void *self)
{
  triples *t = self;
  if (has_statement(t)) {
    forget(t);
    kg__native_step(t->r);
  }
  return !has_statement(t);
}

static void *
triples_get(void *self, int what)
{
  triples *t = self;
  return what == LIBRDF_STREAM_GET_METHOD_GET_OBJECT && has_statement(t) ? t->statement : NULL;
}

static void
triples_finish(void *self)
{
  forget(self);
  free(self);
}

static librdf_stream *
results_as_stream(librdf_query_results *results)
{
  kg__native_results *r = (kg__native_results *)results;
  triples *t = r->form == KG_RESULT_GRAPH ? calloc(1, sizeof *t) : NULL;
  if (!t)
    return NULL;
  t->r = r;
  librdf_stream *stream = api.librdf_new_stream(api.librdf_storage_get_world(r->storage), t, triples_end,
                                                triples_next, triples_get, triples_finish);
  if (!stream)
    triples_finish(t);
  return stream;
}

// ---- what librdf calls

static int
results_get_count(librdf_query_results *results)
{
  return ((kg__native_results *)results)->count;
}

static int
results_next(librdf_query_results *results)
{
  kg__native_results *r = (kg__native_results *)results;
  if (r->form != KG_RESULT_ROWS)
    return 1;
  kg__native_step(r);
  return r->finished;
}

static int
results_finished(librdf_query_results *results)
{
  const kg__native_results *r = (kg__native_results *)results;
  return r->finished || r->form == KG_RESULT_BOOLEAN;
}

static librdf_node *
results_get_binding_value(librdf_query_results *results, int offset)
{
  const kg__native_results *r = (kg__native_results *)results;
  return r->form == KG_RESULT_ROWS && offset >= 0 ? node_at(r, (size_t)offset) : NULL;
}

static int
results_get_bindings(librdf_query_results *results, const char ***names, librdf_node **values)
{
  kg__native_results *r = (kg__native_results *)results;
  if (r->form != KG_RESULT_ROWS || r->finished)
    return 1;
  if (names)
    *names = r->names;
  for (size_t i = 0; values && i < r->n_columns; i++)
    values[i] = node_at(r, i);
  return 0;
}

static const char *
results_get_binding_name(librdf_query_results *results, int offset)
{
  const kg__native_results *r = (kg__native_results *)results;
  bool is = r->form == KG_RESULT_ROWS && offset >= 0 && (size_t)offset < r->n_columns;
  return is ? r->names[offset] : NULL;
}

static librdf_node *
results_get_binding_value_by_name(librdf_query_results *results, const char *name)
{
  const kg__native_results *r = (kg__native_results *)results;
  for (size_t i = 0; r->form == KG_RESULT_ROWS && i < r->n_columns; i++)
    if (strcmp(r->names[i], name) == 0)
      return node_at(r, i);
  return NULL;
}

static int
results_get_bindings_count(librdf_query_results *results)
{
  const kg__native_results *r = (kg__native_results *)results;
  return r->form == KG_RESULT_ROWS ? (int)r->n_columns : -1;
}

static int
results_is_bindings(librdf_query_results *results)
{
  return ((kg__native_results *)results)->form == KG_RESULT_ROWS;
}

static int
results_is_boolean(librdf_query_results *results)
{
  return ((kg__native_results *)results)->form == KG_RESULT_BOOLEAN;
}

static int
results_is_graph(librdf_query_results *results)
{
  return ((kg__native_results *)results)->form == KG_RESULT_GRAPH;
}

static int
results_is_syntax(librdf_query_results *results)
{
  (void)results;
  return 0;
}

static int
results_get_boolean(librdf_query_results *results)
{
  const kg__native_results *r = (kg__native_results *)results;
  return r->form == KG_RESULT_BOOLEAN ? r->boolean : -1;
}

// ---- the exchanged table

kg__exchange *
kg__exchange_find(const kg__rdf_query *query)
{
  pthread_mutex_lock(&exchanges_lock);
  kg__exchange *x = exchanges;
  while (x && x->query != query)
    x = x->next;
  pthread_mutex_unlock(&exchanges_lock);
  return x;
}

static void
exchange_release(kg__exchange *x)
{
  if (!x || --x->n)
    return;
  pthread_mutex_lock(&exchanges_lock);
  kg__exchange **at = &exchanges;
  while (*at != x)
    at = &(*at)->next;
  *at = x->next;
  pthread_mutex_unlock(&exchanges_lock);
  x->query->factory = x->original;
  free(x);
}

// All but the struct, which librdf frees.
static void
release(kg__native_results *r)
{
  kg_result_free(r->result);
  kg_txn_abort(r->own);
  kg_world_free(r->world);
  kg_arena_free(r->arena);
  kg_arena_free(r->text);
  free(r->terms.items);
  free(r->names);
  free(r->current);
  kg__shared_release(r->shared);
  api.librdf_storage_remove_reference(r->storage);
  exchange_release(r->exchange);
}

static void
free_results(librdf_query_results *results)
{
  release((kg__native_results *)results);
}

static void
fill(kg__rdf_query_factory *f)
{
  f->results_as_stream = results_as_stream;
  f->results_get_count = results_get_count;
  f->results_next = results_next;
  f->results_finished = results_finished;
  f->results_get_bindings = results_get_bindings;
  f->results_get_binding_value = results_get_binding_value;
  f->results_get_binding_name = results_get_binding_name;
  f->results_get_binding_value_by_name = results_get_binding_value_by_name;
  f->results_get_bindings_count = results_get_bindings_count;
  f->free_results = free_results;
  f->results_is_bindings = results_is_bindings;
  f->results_is_boolean = results_is_boolean;
  f->results_is_graph = results_is_graph;
  f->results_is_syntax = results_is_syntax;
  f->results_get_boolean = results_get_boolean;
  f->new_results_formatter = kg__native_new_formatter;
  f->free_results_formatter = kg__native_free_formatter;
  f->results_formatter_write = kg__native_format;
}

static kg__exchange *
exchange_take(kg__rdf_query *query)
{
  kg__exchange *x = kg__exchange_find(query);
  if (x || !(x = calloc(1, sizeof *x)))
    return x ? x->n++, x : NULL;
  *x = (kg__exchange){.factory = *query->factory, .original = query->factory, .query = query, .n = 1};
  fill(&x->factory);
  pthread_mutex_lock(&exchanges_lock);
  x->next = exchanges;
  exchanges = x;
  pthread_mutex_unlock(&exchanges_lock);
  query->factory = &x->factory;
  return x;
}

// ---- running

static kg_status
set_names(kg__native_results *r)
{
  r->n_columns = r->form == KG_RESULT_ROWS ? kg_result_n_columns(r->result) : 3;
  r->current = calloc(r->n_columns + 1, sizeof *r->current);
  r->names = calloc(r->n_columns + 1, sizeof *r->names);
  if (!r->current || !r->names)
    return KG_ERR_NOMEM;
  for (size_t i = 0; r->form == KG_RESULT_ROWS && i < r->n_columns; i++)
    if (!(r->names[i] = kg_arena_str(r->arena, kg_result_column(r->result, i)).ptr))
      return KG_ERR_NOMEM;
  return KG_OK;
}

static kg_status
run_query(kg__native_results *r, kg_str text, kg_str base, kg_error *err)
{
  kg_txn *txn;
  bool own;
  KG_TRY(kg__shared_read(r->shared, &txn, &own, err));
  r->own = own ? txn : NULL;
  r->options.base = base;
  KG_TRY(kg_query_run(r->world, txn, text, &r->options, &r->result, err));
  r->form = kg_result_get_form(r->result);
  r->boolean = kg_result_boolean(r->result);
  if (r->form == KG_RESULT_BOOLEAN)
    return KG_OK;
  KG_TRY(set_names(r));
  return own ? KG_OK : keep_all(r, txn, err);
}

// Answered by `true`, as librdf knows no results of an update.
static kg_status
run_update(kg__native_results *r, kg_str text, kg_str base, kg_error *err)
{
  kg_txn *txn;
  kg_update_counts counts = {0};
  kg_update_options options = {.base = base};
  KG_TRY(kg_update_check(text, &options, err));
  KG_TRY(kg__shared_commit(r->shared, err)); // so that what fails takes nothing else with it
  KG_TRY(kg__shared_write(r->shared, &txn, err));
  kg_status st = kg_update_run(r->world, txn, text, &options, &counts, err);
  kg__shared_changed(r->shared, counts.inserted + counts.removed);
  if (st)
    kg__shared_fail(r->shared);
  r->form = KG_RESULT_BOOLEAN;
  r->boolean = true;
  return st;
}

static kg_status
run(kg__native_results *r, const kg__rdf_query_context *context, bool update, kg_error *err)
{
  size_t n = 0;
  const char *base = context->base ? (const char *)api.librdf_uri_as_counted_string(context->base, &n) : NULL;
  kg_str text = kg_str_of((const char *)context->text);
  r->world = kg_world_new();
  r->arena = kg_arena_new();
  r->text = kg_arena_new();
  if (!r->world || !r->arena || !r->text)
    return KG_ERR_NOMEM;
  return update ? run_update(r, text, (kg_str){base, n}, err) : run_query(r, text, (kg_str){base, n}, err);
}

librdf_query_results *
kg__native_run(librdf_storage *storage, kg__rdf_query *query, bool update)
{
  kg_error err = {0};
  kg__native_results *r = calloc(1, sizeof *r);
  if (!r)
    return NULL;
  r->base.query = (librdf_query *)query;
  r->storage = storage;
  r->shared = api.librdf_storage_get_instance(storage);
  api.librdf_storage_add_reference(storage);
  kg__shared_hold(r->shared);
  kg_status st = run(r, query->context, update, &err);
  if (!st && !(r->exchange = exchange_take(query)))
    st = KG_ERR_NOMEM;
  if (st) {
    log_error(query, st, &err);
    release(r);
    free(r);
    return NULL;
  }
  if (r->form != KG_RESULT_BOOLEAN)
    kg__native_step(r);
  return (librdf_query_results *)r;
}
