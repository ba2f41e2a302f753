// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/redland.h"
#include "tests/support/store.h"

#include <librdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define EX "http://example.org/"

// A model over the store "r" in the test's folder.
typedef struct opened {
  librdf_world *world;
  librdf_storage *storage;
  librdf_model *model;
} opened;

static int n_logged;

// Counts our errors.  librdf's own way to print the warnings of others reads past their end.
static int
count_log(void *self, librdf_log_message *message)
{
  (void)self;
  if (librdf_log_message_level(message) >= LIBRDF_LOG_ERROR) {
    assert_non_null(strstr(librdf_log_message_message(message), "kg: "));
    n_logged++;
  }
  return 1;
}

static librdf_world *
world_new(void)
{
  kg_error err;
  librdf_world *world = librdf_new_world();
  librdf_world_set_logger(world, NULL, count_log);
  librdf_world_open(world);
  assert_ok(kg_redland_register((struct librdf_world_s *)world, &err), err);
  return world;
}

static librdf_model *
model_at(librdf_world *world, void **state, const char *options, librdf_storage **storage)
{
  *storage = librdf_new_storage(world, "kg", store_path(state, "r"), options);
  assert_non_null(*storage);
  librdf_model *model = librdf_new_model(world, *storage, NULL);
  assert_non_null(model);
  return model;
}

static opened
open_it(void **state, const char *options)
{
  opened o = {.world = world_new()};
  o.model = model_at(o.world, state, options, &o.storage);
  return o;
}

static void
close_it(opened *o)
{
  librdf_free_model(o->model);
  librdf_free_storage(o->storage);
  librdf_free_world(o->world);
}

// ":a" is an IRI, "_:a" a blank node, all else a literal.
static librdf_node *
node(librdf_world *world, const char *text)
{
  char iri[128];
  if (!text)
    return NULL;
  if (strncmp(text, "_:", 2) == 0)
    return librdf_new_node_from_blank_identifier(world, (const unsigned char *)text + 2);
  if (*text != ':')
    return librdf_new_node_from_literal(world, (const unsigned char *)text, NULL, 0);
  snprintf(iri, sizeof iri, EX "%s", text + 1);
  return librdf_new_node_from_uri_string(world, (const unsigned char *)iri);
}

static librdf_statement *
statement(librdf_world *world, const char *s, const char *p, const char *o)
{
  return librdf_new_statement_from_nodes(world, node(world, s), node(world, p), node(world, o));
}

static void
add(opened *in, const char *s, const char *p, const char *o, const char *context)
{
  librdf_statement *st = statement(in->world, s, p, o);
  librdf_node *c = node(in->world, context);
  assert_int_equal(librdf_model_context_add_statement(in->model, c, st), 0);
  if (c)
    librdf_free_node(c);
  librdf_free_statement(st);
}

static void
take_away(opened *in, const char *s, const char *p, const char *o, const char *context)
{
  librdf_statement *st = statement(in->world, s, p, o);
  librdf_node *c = node(in->world, context);
  assert_int_equal(librdf_model_context_remove_statement(in->model, c, st), 0);
  if (c)
    librdf_free_node(c);
  librdf_free_statement(st);
}

static bool
contains(opened *in, const char *s, const char *p, const char *o)
{
  librdf_statement *st = statement(in->world, s, p, o);
  int found = librdf_model_contains_statement(in->model, st);
  librdf_free_statement(st);
  return found != 0;
}

static size_t
drain(librdf_stream *stream)
{
  size_t n = 0;
  assert_non_null(stream);
  for (; !librdf_stream_end(stream); librdf_stream_next(stream))
    n += librdf_stream_get_object(stream) != NULL;
  librdf_free_stream(stream);
  return n;
}

static size_t
drain_nodes(librdf_iterator *iterator)
{
  size_t n = 0;
  assert_non_null(iterator);
  for (; !librdf_iterator_end(iterator); librdf_iterator_next(iterator))
    n += librdf_iterator_get_object(iterator) != NULL;
  librdf_free_iterator(iterator);
  return n;
}

static size_t
found(opened *in, const char *s, const char *p, const char *o)
{
  librdf_statement *st = statement(in->world, s, p, o);
  size_t n = drain(librdf_model_find_statements(in->model, st));
  librdf_free_statement(st);
  return n;
}

static size_t
answers(opened *in, const char *text)
{
  librdf_query *query = librdf_new_query(in->world, "sparql", NULL, (const unsigned char *)text, NULL);
  librdf_query_results *results = librdf_model_query_execute(in->model, query);
  size_t n = 0;
  assert_non_null(results);
  for (; !librdf_query_results_finished(results); librdf_query_results_next(results))
    n++;
  librdf_free_query_results(results);
  librdf_free_query(query);
  return n;
}

// ---- the tests

static void
statements_are_added_found_and_removed(void **state)
{
  opened in = open_it(state, "new='yes'");
  add(&in, ":a", ":p", ":b", NULL);
  add(&in, ":a", ":p", "text", NULL);
  add(&in, ":a", ":p", "text", NULL);
  assert_int_equal(librdf_model_size(in.model), 2);
  assert_true(contains(&in, ":a", ":p", "text"));
  assert_false(contains(&in, ":b", ":p", "text"));
  assert_int_equal(found(&in, ":a", NULL, NULL), 2);
  assert_int_equal(found(&in, NULL, NULL, ":b"), 1);
  assert_int_equal(found(&in, ":a", ":p", "text"), 1);
  assert_int_equal(found(&in, ":nobody", NULL, NULL), 0);
  assert_int_equal(drain(librdf_model_as_stream(in.model)), 2);
  take_away(&in, ":a", ":p", ":b", NULL);
  take_away(&in, ":a", ":p", ":never", NULL);
  assert_int_equal(librdf_model_size(in.model), 1);
  close_it(&in);
}

static void
arcs_are_followed(void **state)
{
  opened in = open_it(state, "new='yes'");
  librdf_node *a = node(in.world, ":a"), *b = node(in.world, ":b"), *p = node(in.world, ":p");
  add(&in, ":a", ":p", ":b", NULL);
  add(&in, ":a", ":q", ":b", NULL);
  assert_int_equal(drain_nodes(librdf_model_get_sources(in.model, p, b)), 1);
  assert_int_equal(drain_nodes(librdf_model_get_arcs(in.model, a, b)), 2);
  assert_int_equal(drain_nodes(librdf_model_get_targets(in.model, a, p)), 1);
  assert_int_equal(drain_nodes(librdf_model_get_arcs_in(in.model, b)), 2);
  assert_int_equal(drain_nodes(librdf_model_get_arcs_out(in.model, a)), 2);
  assert_true(librdf_model_has_arc_in(in.model, b, p));
  assert_true(librdf_model_has_arc_out(in.model, a, p));
  assert_false(librdf_model_has_arc_in(in.model, a, p));
  librdf_free_node(a);
  librdf_free_node(b);
  librdf_free_node(p);
  close_it(&in);
}

static void
named_graphs_are_contexts(void **state)
{
  opened in = open_it(state, "new='yes'");
  librdf_node *g = node(in.world, ":g"), *none = node(in.world, ":none");
  librdf_statement *any = librdf_new_statement(in.world);
  add(&in, ":a", ":p", ":b", NULL);
  add(&in, ":a", ":p", ":b", ":g");
  add(&in, ":c", ":p", ":d", ":g");
  add(&in, ":e", ":p", ":f", ":h");
  assert_int_equal(librdf_model_size(in.model), 4);
  assert_int_equal(drain_nodes(librdf_model_get_contexts(in.model)), 2);
  assert_int_equal(drain(librdf_model_context_as_stream(in.model, g)), 2);
  assert_int_equal(drain(librdf_model_context_as_stream(in.model, none)), 0);
  assert_int_equal(drain(librdf_model_find_statements_in_context(in.model, any, g)), 2);
  assert_true(librdf_model_contains_context(in.model, g));
  take_away(&in, ":c", ":p", ":d", NULL);
  assert_true(contains(&in, ":c", ":p", ":d"));
  take_away(&in, ":c", ":p", ":d", ":g");
  assert_false(contains(&in, ":c", ":p", ":d"));
  assert_int_equal(librdf_model_context_remove_statements(in.model, g), 0);
  assert_int_equal(librdf_model_size(in.model), 2);
  librdf_free_statement(any);
  librdf_free_node(g);
  librdf_free_node(none);
  close_it(&in);
}

static void
streams_tell_the_context(void **state)
{
  opened in = open_it(state, "new='yes'");
  add(&in, ":a", ":p", ":b", ":g");
  librdf_statement *pattern = statement(in.world, ":a", ":p", NULL);
  librdf_stream *stream = librdf_model_find_statements(in.model, pattern);
  librdf_node *context = librdf_stream_get_context2(stream);
  assert_non_null(context);
  assert_string_equal((const char *)librdf_uri_as_string(librdf_node_get_uri(context)), EX "g");
  librdf_free_stream(stream);
  librdf_free_statement(pattern);
  close_it(&in);
}

static void
contexts_are_a_feature(void **state)
{
  opened in = open_it(state, "new='yes'");
  librdf_uri *uri = librdf_new_uri(in.world, (const unsigned char *)LIBRDF_MODEL_FEATURE_CONTEXTS);
  librdf_node *value = librdf_model_get_feature(in.model, uri);
  assert_non_null(value);
  assert_string_equal((const char *)librdf_node_get_literal_value(value), "1");
  librdf_free_node(value);
  librdf_free_uri(uri);
  close_it(&in);
}

static void
changes_are_kept_at_close_and_sync(void **state)
{
  opened in = open_it(state, "new='yes'");
  add(&in, ":a", ":p", ":b", NULL);
  close_it(&in);
  in = open_it(state, "write='no'");
  assert_int_equal(librdf_model_size(in.model), 1);
  close_it(&in);
  in = open_it(state, NULL);
  add(&in, ":a", ":p", ":c", NULL);
  assert_int_equal(librdf_model_sync(in.model), 0);
  close_it(&in);
  kg_store *store = store_at(state, "r", KG_STORE_READ_ONLY);
  assert_scan(store, ":a ? ?", ":a :p :b", ":a :p :c");
}

static void
a_new_storage_is_empty(void **state)
{
  opened in = open_it(state, "new='yes'");
  add(&in, ":a", ":p", ":b", NULL);
  add(&in, ":a", ":p", ":b", ":g");
  close_it(&in);
  in = open_it(state, "new='yes'");
  assert_int_equal(librdf_model_size(in.model), 0);
  close_it(&in);
}

static void
rolled_back_changes_are_gone(void **state)
{
  opened in = open_it(state, "new='yes'");
  n_logged = 0;
  add(&in, ":a", ":p", ":b", NULL);
  assert_int_equal(librdf_model_transaction_start_with_handle(in.model, &in), 0);
  assert_ptr_equal(librdf_model_transaction_get_handle(in.model), &in);
  assert_int_not_equal(librdf_model_transaction_start(in.model), 0);
  add(&in, ":a", ":p", ":c", NULL);
  assert_int_equal(librdf_model_size(in.model), 2);
  assert_int_equal(librdf_model_transaction_rollback(in.model), 0);
  assert_int_equal(librdf_model_size(in.model), 1);
  assert_int_equal(librdf_model_transaction_start(in.model), 0);
  add(&in, ":a", ":p", ":d", NULL);
  assert_int_equal(librdf_model_transaction_commit(in.model), 0);
  assert_int_equal(librdf_model_size(in.model), 2);
  assert_int_not_equal(librdf_model_transaction_commit(in.model), 0);
  assert_int_equal(n_logged, 2);
  close_it(&in);
}

static void
a_loop_may_change_what_it_goes_through(void **state)
{
  for (int pending = 0; pending < 2; pending++) {
    opened in = open_it(state, "new='yes'");
    char name[16];
    for (int i = 0; i < 3000; i++) {
      snprintf(name, sizeof name, ":o%d", i);
      add(&in, ":a", ":p", name, NULL);
    }
    if (!pending)
      librdf_model_sync(in.model);
    librdf_stream *stream = librdf_model_as_stream(in.model);
    size_t n = 0;
    for (; !librdf_stream_end(stream); librdf_stream_next(stream), n++) {
      assert_int_equal(librdf_model_remove_statement(in.model, librdf_stream_get_object(stream)), 0);
      if (n % 1000 == 500)
        librdf_model_sync(in.model);
    }
    librdf_free_stream(stream);
    assert_int_equal(n, 3000);
    assert_int_equal(librdf_model_size(in.model), 0);
    close_it(&in);
  }
}

static void
a_stream_outlives_its_model(void **state)
{
  opened in = open_it(state, "new='yes'");
  for (int i = 0; i < 5; i++)
    add(&in, ":a", ":p", (const char *[]){":1", ":2", ":3", ":4", ":5"}[i], NULL);
  librdf_model_sync(in.model);
  librdf_stream *stream = librdf_model_as_stream(in.model);
  librdf_free_model(in.model);
  librdf_free_storage(in.storage);
  assert_int_equal(drain(stream), 5);
  librdf_free_world(in.world);
}

static void
blank_nodes_keep_their_callers_labels(void **state)
{
  opened in = open_it(state, "new='yes'");
  add(&in, "_:mine", ":p", "_:b1", NULL);
  add(&in, "_:b1", ":p", "end", NULL);
  close_it(&in);
  kg_store *store = store_at(state, "r", 0);
  store_add(store, "_:x :q 1 ."); // has no name: number 3
  store_close(state, store);
  in = open_it(state, NULL);
  assert_true(contains(&in, "_:mine", ":p", "_:b1"));
  assert_false(contains(&in, "_:other", ":p", "_:b1"));
  add(&in, "_:b3", ":r", "same", NULL);
  assert_int_equal(found(&in, "_:b3", NULL, NULL), 2);
  add(&in, "_:mine", ":p", "again", NULL);
  assert_int_equal(found(&in, "_:mine", NULL, NULL), 2);
  close_it(&in);
}

static void
a_number_gives_way_to_a_name(void **state)
{
  opened in = open_it(state, "new='yes'");
  add(&in, "_:b2", ":p", "named", NULL); // is number 1
  close_it(&in);
  kg_store *store = store_at(state, "r", 0);
  store_add(store, "_:x :q 1 ."); // is number 2
  store_close(state, store);
  in = open_it(state, NULL);
  assert_int_equal(found(&in, "_:b2", ":p", "named"), 1);
  assert_int_equal(found(&in, "_:b2", NULL, NULL), 1);
  assert_int_equal(found(&in, "_:b2x", ":q", NULL), 1);
  assert_int_equal(found(&in, "_:b1", NULL, NULL), 0);
  close_it(&in);
}

static void
literals_keep_their_datatype_and_language(void **state)
{
  opened in = open_it(state, "new='yes'");
  librdf_uri *xsd = librdf_new_uri(in.world, (const unsigned char *)KG_XSD_DECIMAL);
  librdf_node *nodes[2] = {
      librdf_new_node_from_typed_literal(in.world, (const unsigned char *)"+1.50", NULL, xsd),
      librdf_new_node_from_literal(in.world, (const unsigned char *)"Text", "en-GB", 0)};
  for (int i = 0; i < 2; i++) {
    librdf_node *s = node(in.world, i ? ":l" : ":d"), *p = node(in.world, ":p");
    librdf_model_add(in.model, librdf_new_node_from_node(s), librdf_new_node_from_node(p), nodes[i]);
    librdf_node *o = librdf_model_get_target(in.model, s, p);
    assert_non_null(o);
    if (i)
      assert_string_equal(librdf_node_get_literal_value_language(o), "en-gb");
    else
      assert_true(librdf_uri_equals(librdf_node_get_literal_value_datatype_uri(o), xsd));
    assert_string_equal((const char *)librdf_node_get_literal_value(o), i ? "Text" : "+1.50");
    librdf_free_node(o);
    librdf_free_node(s);
    librdf_free_node(p);
  }
  librdf_free_uri(xsd);
  close_it(&in);
}

static void
triple_terms_are_left_out(void **state)
{
  kg_store *store = store_at(state, "r", KG_STORE_CREATE);
  store_add(store, ":a :p 1 . :a :says <<( <http://example.org/x> <http://example.org/y> \"z\" )>> .");
  store_close(state, store);
  opened in = open_it(state, NULL);
  assert_int_equal(drain(librdf_model_as_stream(in.model)), 1);
  assert_int_equal(found(&in, ":a", ":says", NULL), 0);
  close_it(&in);
}

static void
two_storages_of_a_folder_share_the_store(void **state)
{
  opened in = open_it(state, "new='yes'");
  librdf_storage *second, *copy = librdf_new_storage_from_storage(in.storage);
  librdf_model *model = model_at(in.world, state, NULL, &second);
  assert_non_null(copy);
  add(&in, ":a", ":p", ":b", NULL);
  assert_int_equal(librdf_model_size(model), 1);
  librdf_free_model(model);
  librdf_free_storage(second);
  librdf_free_storage(copy);
  assert_int_equal(librdf_model_size(in.model), 1);
  close_it(&in);
}

static void
a_second_world_has_the_storage_when_it_registers_it(void **state)
{
  opened in = open_it(state, "new='yes'");
  librdf_world *second = world_new();
  librdf_storage *storage;
  librdf_model *model = model_at(second, state, NULL, &storage);
  add(&in, ":a", ":p", ":b", NULL);
  assert_int_equal(librdf_model_size(model), 1);
  librdf_free_model(model);
  librdf_free_storage(storage);
  librdf_free_world(second);
  close_it(&in);
}

static void
failures_are_told_to_the_log(void **state)
{
  librdf_world *world = world_new();
  n_logged = 0;
  librdf_storage *storage = librdf_new_storage(world, "kg", store_path(state, "absent"), NULL);
  assert_null(librdf_new_model(world, storage, NULL));
  assert_int_equal(n_logged, 1);
  librdf_free_storage(storage);
  assert_null(librdf_new_storage(world, "kg", NULL, NULL));
  assert_int_equal(n_logged, 2);
  librdf_free_world(world);
}

static void
a_storage_to_read_only_refuses_changes(void **state)
{
  opened in = open_it(state, "new='yes'");
  close_it(&in);
  in = open_it(state, "write='no'");
  librdf_statement *st = statement(in.world, ":a", ":p", ":b");
  n_logged = 0;
  assert_int_not_equal(librdf_model_add_statement(in.model, st), 0);
  assert_int_equal(n_logged, 1);
  librdf_free_statement(st);
  close_it(&in);
}

static void
queries_of_librdf_are_answered(void **state)
{
  opened in = open_it(state, "new='yes'");
  add(&in, ":a", ":p", ":b", NULL);
  add(&in, ":b", ":p", ":c", ":g");
  assert_int_equal(answers(&in, "SELECT ?x { ?x <" EX "p> ?y . ?y <" EX "p> ?z }"), 1);
  assert_int_equal(answers(&in, "SELECT ?x { ?x ?p ?y }"), 2);
  close_it(&in);
}

// Answers by both ways, which must agree.
static int
native_answers(opened *in, const char *language, const char *text)
{
  int n[2];
  for (int way = 0; way < 2; way++) {
    librdf_query *query = librdf_new_query(in->world, language, NULL, (const unsigned char *)text, NULL);
    librdf_query_results *results =
        way ? librdf_query_execute(query, in->model) : librdf_model_query_execute(in->model, query);
    for (n[way] = results ? 0 : -1; results && !librdf_query_results_finished(results); n[way]++)
      librdf_query_results_next(results);
    librdf_free_query_results(results);
    librdf_free_query(query);
  }
  assert_int_equal(n[0], n[1]);
  return n[0];
}

static void
paths_are_answered_by_both_ways_to_ask(void **state)
{
  opened in = open_it(state, "new='yes'");
  add(&in, ":a", ":p", ":b", NULL);
  add(&in, ":b", ":p", ":c", ":g");
  const char *path = "SELECT ?x { <" EX "a> <" EX "p>+ ?x }";
  assert_int_equal(native_answers(&in, "sparql", path), 2); // among pending changes
  librdf_model_sync(in.model);
  assert_int_equal(native_answers(&in, "sparql", path), 2);
  assert_int_equal(native_answers(&in, "sparql11-query", "SELECT ?x { ?x ?p ?o MINUS { ?x ?p <" EX "b> } }"),
                   1);
  assert_int_equal(native_answers(&in, "laqrs", "SELECT ?x { ?x ?p ?o }"), 2); // rasqal's
  close_it(&in);
}

static void
results_of_one_query_are_read_side_by_side(void **state)
{
  opened in = open_it(state, "new='yes'");
  librdf_query_results *results[2];
  const char *text = "SELECT ?x ?none { <" EX "a> <" EX "p>* ?x }";
  add(&in, ":a", ":p", "_:named", NULL);
  librdf_model_sync(in.model);
  librdf_query *query = librdf_new_query(in.world, "sparql", NULL, (const unsigned char *)text, NULL);
  results[0] = librdf_model_query_execute(in.model, query);
  results[1] = librdf_query_execute(query, in.model);
  for (int i = 0; i < 2; i++) {
    librdf_node *values[2];
    const char **names;
    assert_int_equal(librdf_query_results_get_bindings_count(results[i]), 2);
    assert_int_equal(librdf_query_results_next(results[i]), 0);
    assert_int_equal(librdf_query_results_get_bindings(results[i], &names, values), 0);
    assert_string_equal(names[1], "none");
    assert_string_equal((const char *)librdf_node_get_blank_identifier(values[0]), "named");
    assert_null(values[1]);
    assert_null(librdf_query_results_get_binding_value(results[i], 2));
    assert_null(librdf_query_results_get_binding_value_by_name(results[i], "other"));
    assert_int_equal(librdf_query_results_get_count(results[i]), 2);
    librdf_free_node(values[0]);
  }
  librdf_free_query_results(results[0]);
  assert_int_equal(librdf_query_results_next(results[1]), 1);
  librdf_free_query(query); // the results keep it
  librdf_free_query_results(results[1]);
  close_it(&in);
}

static void
results_are_written_in_formats(void **state)
{
  static const char *const expected[][2] = {
      {"json", "{\"head\":{\"vars\":[\"x\"]},\"results\":{\"bindings\":[\n"
               "{\"x\":{\"type\":\"uri\",\"value\":\"" EX "b\"}}\n]}}\n"},
      {"tsv", "?x\n<" EX "b>\n"},
  };
  opened in = open_it(state, "new='yes'");
  add(&in, ":a", ":p", ":b", NULL);
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
    librdf_query *query = librdf_new_query(in.world, "sparql", NULL,
                                           (const unsigned char *)"SELECT ?x { ?y !<" EX "q> ?x }", NULL);
    librdf_query_results *results = librdf_model_query_execute(in.model, query);
    char *text = (char *)librdf_query_results_to_string2(results, expected[i][0], NULL, NULL, NULL);
    assert_string_equal(text, expected[i][1]);
    librdf_free_memory(text);
    librdf_free_query_results(results);
    librdf_free_query(query);
  }
  close_it(&in);
}

static void
updates_change_all_or_nothing(void **state)
{
  opened in = open_it(state, "new='yes'");
  const char *update = "sparql11-update", *all = "SELECT ?o { ?s ?p ?o }";
  const char *fails = "INSERT DATA { <" EX "a> <" EX "p> 2 } ; LOAD <http://nowhere.example/>";
  assert_int_equal(native_answers(&in, update, "INSERT DATA { <" EX "a> <" EX "p> 1 }"), 0);
  n_logged = 0;
  assert_int_equal(native_answers(&in, update, fails), -1);
  assert_int_equal(n_logged, 2);
  assert_int_equal(native_answers(&in, "sparql", all), 1);
  assert_int_equal(librdf_model_transaction_start(in.model), 0);
  assert_int_equal(native_answers(&in, update, "INSERT DATA { <" EX "a> <" EX "p> 3 }"), 0);
  assert_int_equal(native_answers(&in, "sparql", all), 2);
  assert_int_equal(native_answers(&in, update, fails), -1);
  assert_int_not_equal(librdf_model_transaction_commit(in.model), 0);
  assert_int_equal(native_answers(&in, "sparql", all), 1);
  close_it(&in);
}

static void
rasqal_answers_where_it_is_asked_to(void **state)
{
  opened in = open_it(state, "new='yes',native='no'");
  add(&in, ":a", ":p", ":b", NULL);
  assert_int_equal(native_answers(&in, "sparql", "SELECT ?x { ?x ?p ?o }"), 1);
  close_it(&in);
}

// What is on disk is read by a child, as another process would.
static void
many_changes_are_committed_in_between(void **state)
{
  opened in = open_it(state, "new='yes'");
  char name[16];
  for (int i = 0; i <= 100000; i++) {
    snprintf(name, sizeof name, ":o%d", i);
    add(&in, ":a", ":p", name, NULL);
  }
  int pipe_of[2];
  assert_int_equal(pipe(pipe_of), 0);
  pid_t child = fork();
  if (child == 0) {
    kg_error err;
    kg_store *store = NULL;
    uint64_t n =
        kg_store_open(store_path(state, "r"), KG_STORE_READ_ONLY, &store, &err) ? 0 : store_size(store);
    _exit(write(pipe_of[1], &n, sizeof n) == sizeof n ? 0 : 1);
  }
  uint64_t n = 0;
  int status;
  assert_int_equal(read(pipe_of[0], &n, sizeof n), sizeof n);
  assert_int_equal(waitpid(child, &status, 0), child);
  close(pipe_of[0]);
  close(pipe_of[1]);
  assert_true(n >= 50000 && n <= 100000);
  assert_int_equal(librdf_model_size(in.model), 100001);
  close_it(&in);
}

int
main(void)
{
  // modules are for programs that do not know the storage
  setenv("REDLAND_MODULE_PATH", "/nonexistent", 1);
  const struct CMUnitTest tests[] = {
      store_test(statements_are_added_found_and_removed),
      store_test(arcs_are_followed),
      store_test(named_graphs_are_contexts),
      store_test(streams_tell_the_context),
      store_test(contexts_are_a_feature),
      store_test(changes_are_kept_at_close_and_sync),
      store_test(a_new_storage_is_empty),
      store_test(rolled_back_changes_are_gone),
      store_test(a_loop_may_change_what_it_goes_through),
      store_test(a_stream_outlives_its_model),
      store_test(blank_nodes_keep_their_callers_labels),
      store_test(a_number_gives_way_to_a_name),
      store_test(literals_keep_their_datatype_and_language),
      store_test(triple_terms_are_left_out),
      store_test(two_storages_of_a_folder_share_the_store),
      store_test(a_second_world_has_the_storage_when_it_registers_it),
      store_test(failures_are_told_to_the_log),
      store_test(a_storage_to_read_only_refuses_changes),
      store_test(queries_of_librdf_are_answered),
      store_test(paths_are_answered_by_both_ways_to_ask),
      store_test(results_of_one_query_are_read_side_by_side),
      store_test(results_are_written_in_formats),
      store_test(updates_change_all_or_nothing),
      store_test(rasqal_answers_where_it_is_asked_to),
      store_test(many_changes_are_committed_in_between),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
