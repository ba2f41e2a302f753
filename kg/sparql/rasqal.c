// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The engine that answers through rasqal: it reads the text and works out the answer, asking rasqal_source.c
// for triples.  Variables bound beforehand never become text: patterns see only their value
// (rasqal_source.c), expressions see it as rasqal's own initial binding, and columns that a branch left open
// show it.

#include "kg/base/utf8.h"
#include "kg/sparql/rasqal_run.h"

#include <stdlib.h>

void
kg__rasqal_fail(kg__rasqal_run *run, kg_status status, const char *message)
{
  if (run->failed)
    return;
  run->failed = status;
  if (message)
    kg_error_set(&run->fault, status, "%s", message);
}

static kg_status
tell(const kg__rasqal_run *run, kg_error *err)
{
  if (err)
    *err = run->fault;
  return run->failed;
}

// Rasqal's own failure, by what the log says.
static kg_status
refuse(kg__rasqal_run *run, kg_error *err)
{
  kg_limits_check(run->options->limits, NULL);
  if (run->failed)
    return tell(run, err);
  return kg_error_set(err, KG_ERR_UNSUPPORTED, "rasqal cannot run this query%s%s",
                      run->log.failed ? ": " : "", run->log.failed ? run->log.message : "");
}

static void
release_bound(kg__rasqal_run *run)
{
  for (size_t i = 0; i < run->n_bound; i++)
    free(run->bound[i].name);
  free(run->bound);
}

static void
free_run(kg_result *result)
{
  kg__rasqal_run *run = (kg__rasqal_run *)result;
  run->api->log = &run->log;
  if (run->results)
    run->api->rasqal_free_query_results(run->results);
  if (run->query)
    run->api->rasqal_free_query(run->query);
  run->api->log = NULL;
  kg__rasqal_matches_release(run);
  kg__rasqal_terms_release(run);
  kg__rasqal_text_release(&run->text);
  kg__map_release(&run->triples);
  kg_arena_free(run->row_arena);
  release_bound(run);
  free(run->dataset.from);
  free(run->dataset.named);
  free(run->row);
  free((void *)run->result.columns);
  free(run);
}

// ---- rows

static const kg_term *
bound_term(const kg__rasqal_run *run, kg_str column)
{
  for (size_t i = 0; i < run->n_bound; i++) {
    if (kg_str_equal(run->bound[i].binding->name, column))
      return &run->bound[i].binding->value;
  }
  return NULL;
}

static kg_status
fill_row(kg__rasqal_run *run)
{
  kg_arena_clear(run->row_arena);
  for (size_t i = 0; i < run->result.n_columns; i++) {
    rasqal_literal *l = run->api->rasqal_query_results_get_binding_value(run->results, (int)i);
    const kg_term *bound = l ? NULL : bound_term(run, run->result.columns[i]);
    run->row[i] = bound ? *bound : (kg_term){0};
    if (l)
      KG_TRY(kg__rasqal_term(run, l, run->row_arena, &run->row[i]));
  }
  return KG_OK;
}

static kg_status
next_row(kg_result *result, const kg_term **row, kg_error *err)
{
  kg__rasqal_run *run = (kg__rasqal_run *)result;
  KG_TRY(kg_limits_check(run->options->limits, err));
  run->api->log = &run->log;
  if (run->started && !run->failed)
    run->api->rasqal_query_results_next(run->results);
  run->started = true;
  bool done = run->failed || run->api->rasqal_query_results_finished(run->results);
  if (!done)
    kg__rasqal_fail(run, fill_row(run), NULL);
  run->api->log = NULL;
  *row = run->row;
  return run->failed ? tell(run, err) : done ? KG_DONE : KG_OK;
}

// ---- triples

static kg_term
term_of(kg__rasqal_run *run, const raptor_term *t)
{
  if (t->type == RAPTOR_TERM_TYPE_URI)
    return kg_term_iri(kg__rasqal_uri_str(run->api, t->value.uri));
  if (t->type == RAPTOR_TERM_TYPE_BLANK)
    return kg_term_blank((kg_str){(const char *)t->value.blank.string, t->value.blank.string_len});
  const raptor_term_literal_value *l = &t->value.literal;
  kg_str text = {(const char *)l->string, l->string_len};
  if (l->language && l->language_len)
    return kg_term_lang(text, (kg_str){(const char *)l->language, l->language_len}, KG_DIRECTION_NONE);
  return kg__rasqal_typed(run, text, kg__rasqal_uri_str(run->api, l->datatype));
}

// A graph is a set: rasqal gives a triple as often as rows make it.
static kg_status
is_new(kg__rasqal_run *run, const kg_quad *q, bool *made)
{
  kg_buf key = {0};
  kg_status st = kg_term_print(&q->subject, &key);
  if (!st)
    st = kg_buf_add_char(&key, ' ');
  if (!st)
    st = kg_term_print(&q->predicate, &key);
  if (!st)
    st = kg_buf_add_char(&key, ' ');
  if (!st)
    st = kg_term_print(&q->object, &key);
  if (!st)
    st = kg__map_put(&run->triples, kg_buf_str(&key), 0, NULL, made);
  kg_buf_release(&key);
  return st;
}

static kg_status
advance(kg__rasqal_run *run, kg_quad *triple)
{
  if (run->started && run->api->rasqal_query_results_next_triple(run->results))
    return KG_DONE;
  run->started = true;
  const raptor_statement *s = run->api->rasqal_query_results_get_triple(run->results);
  if (!s)
    return KG_DONE;
  *triple = (kg_quad){term_of(run, s->subject), term_of(run, s->predicate), term_of(run, s->object), {0}};
  return KG_OK;
}

static kg_status
next_triple(kg_result *result, kg_quad *triple, kg_error *err)
{
  kg__rasqal_run *run = (kg__rasqal_run *)result;
  kg_status st = KG_OK;
  run->api->log = &run->log;
  for (bool made = false; !made && !st && !run->failed;) {
    st = kg_limits_check(run->options->limits, err);
    if (!st)
      st = advance(run, triple);
    if (!st && is_new(run, triple, &made))
      st = kg_error_set(err, KG_ERR_NOMEM, "no memory for the graph");
  }
  run->api->log = NULL;
  return run->failed ? tell(run, err) : st;
}

static const kg__result_class run_class = {.next = next_row, .next_triple = next_triple, .free = free_run};

// ---- starting

static kg_status
check_text(kg_str text, kg_error *err)
{
  size_t bad = kg__utf8_check(text);
  const char *nul = text.len ? memchr(text.ptr, '\0', text.len) : NULL;
  if (nul)
    bad = (size_t)(nul - text.ptr);
  if (text.len > KG__RASQAL_TEXT_MAX)
    return kg_error_set(err, KG_ERR_LIMIT, "the query is longer than %d bytes", KG__RASQAL_TEXT_MAX);
  if (bad == text.len)
    return KG_OK;
  kg_error_set(err, KG_ERR_QUERY, nul ? "a NUL in the query" : "the query is not UTF-8");
  kg_error_set_excerpt(err, text.ptr, text.len, bad, 1);
  return KG_ERR_QUERY;
}

static kg_status
add_bound(kg__rasqal_run *run, const kg_binding *binding, kg_error *err)
{
  kg__rasqal_bound *b = &run->bound[run->n_bound];
  if (binding->value.kind == KG_TERM_TRIPLE || binding->value.kind == KG_TERM_NONE)
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "rasqal has no such value for ?%.*s",
                        KG_STR_ARG(binding->name));
  *b = (kg__rasqal_bound){.binding = binding, .name = strndup(binding->name.ptr, binding->name.len)};
  if (!b->name)
    return KG_ERR_NOMEM;
  run->n_bound++;
  kg_status st = kg_txn_find(run->txn, &binding->value, &b->id, err);
  b->known = st == KG_OK;
  return st == KG_ERR_NOT_FOUND ? KG_OK : st;
}

static kg_status
set_variable(kg__rasqal_run *run, const kg__rasqal_bound *b)
{
  const unsigned char *name = (const unsigned char *)b->name;
  if (!run->api->rasqal_query_has_variable2(run->query, RASQAL_VARIABLE_TYPE_NORMAL, name))
    return KG_OK;
  rasqal_literal *l = kg__rasqal_new_literal(run, &b->binding->value);
  if (l)
    run->api->rasqal_query_set_variable2(run->query, RASQAL_VARIABLE_TYPE_NORMAL, name, l);
  return run->failed;
}

static kg_status
bind(kg__rasqal_run *run, kg_error *err)
{
  const kg_query_options *o = run->options;
  run->bound = calloc(o->n_bindings + 1, sizeof *run->bound);
  if (!run->bound)
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for the query");
  for (size_t i = 0; i < o->n_bindings; i++) {
    KG_TRY(add_bound(run, &o->bindings[i], err));
    KG_TRY(set_variable(run, &run->bound[i]));
  }
  return KG_OK;
}

static kg_status
name_columns(kg__rasqal_run *run)
{
  const kg__rasqal *api = run->api;
  raptor_sequence *list = api->rasqal_query_get_bound_variable_sequence(run->query);
  int n = list ? api->raptor_sequence_size(list) : 0;
  kg_str *columns = calloc((size_t)n + 1, sizeof *columns);
  run->result.columns = columns;
  run->row = calloc((size_t)n + 1, sizeof *run->row);
  if (!columns || !run->row)
    return KG_ERR_NOMEM;
  for (int i = 0; i < n; i++) {
    const rasqal_variable *v = api->raptor_sequence_get_at(list, i);
    columns[run->result.n_columns++] = kg_str_of((const char *)v->name);
  }
  return KG_OK;
}

static kg_status
execute(kg__rasqal_run *run, kg_error *err)
{
  kg__rasqal *api = run->api;
  run->result.form = KG_RESULT_ROWS;
  if (api->rasqal_query_get_verb(run->query) == RASQAL_QUERY_VERB_ASK)
    run->result.form = KG_RESULT_BOOLEAN;
  if (api->rasqal_query_get_verb(run->query) == RASQAL_QUERY_VERB_CONSTRUCT)
    run->result.form = KG_RESULT_GRAPH;
  // only stored rows give CONSTRUCT's template their values
  api->rasqal_query_set_store_results(run->query, run->result.form == KG_RESULT_GRAPH);
  if (run->result.form == KG_RESULT_ROWS && name_columns(run))
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for the query");
  api->active = run;
  run->results = api->rasqal_query_execute(run->query);
  api->active = NULL;
  if (run->results && run->result.form == KG_RESULT_BOOLEAN)
    run->result.boolean = api->rasqal_query_results_get_boolean(run->results) > 0;
  return run->results && !run->failed ? KG_OK : refuse(run, err);
}

static kg_status
start(kg_world *world, kg__rasqal_run *run, kg_result **result, kg_error *err)
{
  run->query = kg__rasqal_prepare(run->api, run->text.whole.ptr, run->options->base);
  if (!run->query)
    return kg__rasqal_fault(run->api, &run->text, &run->log, run->options, err);
  KG_TRY(bind(run, err));
  KG_TRY(kg__rasqal_dataset_init(run, err));
  if (run->text.describe_all || run->api->rasqal_query_get_verb(run->query) == RASQAL_QUERY_VERB_DESCRIBE)
    return kg__rasqal_describe(world, run, result, err);
  KG_TRY(execute(run, err));
  *result = &run->result;
  return KG_OK;
}

static kg_status
run_query(kg_world *world, kg_txn *txn, kg_str text, const kg_query_options *options, kg_result **result,
          kg_error *err)
{
  kg__rasqal *api = NULL;
  KG_TRY(check_text(text, err));
  KG_TRY(kg__rasqal_get(world, &api, err));
  kg__rasqal_run *run = calloc(1, sizeof *run);
  if (!run)
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for the query");
  run->result.class = &run_class;
  run->api = api;
  run->txn = txn;
  run->options = options;
  run->texts = kg_arena_new();
  run->row_arena = kg_arena_new();
  api->log = &run->log;
  kg_status st = run->texts && run->row_arena ? KG_OK : kg_error_set(err, KG_ERR_NOMEM, "no memory");
  if (!st)
    st = kg__rasqal_text_init(&run->text, text, options->namespaces, err);
  if (!st)
    st = start(world, run, result, err);
  api->log = NULL;
  if (*result != &run->result)
    free_run(&run->result);
  return st;
}

static kg_status
check_query(kg_world *world, kg_str text, const kg_query_options *options, kg_error *err)
{
  kg__rasqal *api = NULL;
  kg__rasqal_text whole;
  kg__rasqal_log log = {0};
  KG_TRY(check_text(text, err));
  KG_TRY(kg__rasqal_get(world, &api, err));
  kg_status st = kg__rasqal_text_init(&whole, text, options->namespaces, err);
  api->log = &log;
  rasqal_query *query = st ? NULL : kg__rasqal_prepare(api, whole.whole.ptr, options->base);
  if (query)
    api->rasqal_free_query(query);
  else if (!st)
    st = kg__rasqal_fault(api, &whole, &log, options, err);
  api->log = NULL;
  kg__rasqal_text_release(&whole);
  return st;
}

const kg__engine kg__engine_rasqal = {run_query, check_query};
