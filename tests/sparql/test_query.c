// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Cases in text files: what a store holds, what it is asked, what it answers.

#include "tests/support/sparql.h"

#include <stdio.h>
#include <stdlib.h>

#define FOLDER KG_SRCDIR "/tests/data/sparql/"

typedef struct example {
  const char *file;
  size_t line; ///< Of its name
  char name[100];
  kg_buf data, query, update, answer;
  bool ordered, has_update, has_query;
} example;

static void
run_example(void **state, example *c)
{
  char store_name[32];
  static unsigned n;
  snprintf(store_name, sizeof store_name, "s%u", n++);
  kg_store *store = store_at(state, store_name, KG_STORE_CREATE | KG_STORE_VOLATILE);
  char *answer = NULL;
  store_read(store, kg_buf_str(&c->data));
  if (c->has_update) {
    answer = store_update(store, kg_buf_str(&c->update));
    if (!*answer && !c->has_query) {
      free(answer);
      answer = store_quads(store);
    }
  }
  if (c->has_query) {
    free(answer);
    answer = store_ask(store, kg_buf_str(&c->query), c->ordered, NULL);
  }
  kg_buf_add_char(&c->answer, '\0');
  if (strcmp(answer, c->answer.ptr) != 0)
    fail_msg("%s:%zu: %s: expected\n%sgot\n%s", c->file, c->line, c->name, c->answer.ptr, answer);
  free(answer);
  store_close(state, store);
}

static void
finish(void **state, example *c)
{
  if (c->name[0])
    run_example(state, c);
  kg_buf_release(&c->data);
  kg_buf_release(&c->query);
  kg_buf_release(&c->update);
  kg_buf_release(&c->answer);
}

static kg_buf *
section(example *c, const char *word)
{
  c->has_query = c->has_query || strncmp(word, "query", 5) == 0;
  c->has_update = c->has_update || strncmp(word, "update", 6) == 0;
  c->ordered = c->ordered || strncmp(word, "ordered", 7) == 0;
  return *word == 'd' ? &c->data : *word == 'q' ? &c->query : *word == 'u' ? &c->update : &c->answer;
}

static void
run_file(void **state, const char *file)
{
  char path[500], line[1000];
  snprintf(path, sizeof path, "%s%s", FOLDER, file);
  FILE *in = fopen(path, "r");
  assert_non_null(in);
  example c = {.file = file};
  kg_buf *into = NULL;
  for (size_t n = 1; fgets(line, sizeof line, in); n++) {
    if (strncmp(line, "=== ", 4) == 0) {
      finish(state, &c);
      c = (example){.file = file, .line = n};
      snprintf(c.name, sizeof c.name, "%.*s", (int)strcspn(line + 4, "\n"), line + 4);
      into = NULL;
    } else if (strncmp(line, "--- ", 4) == 0) {
      into = section(&c, line + 4);
    } else if (into && *line != '\n') {
      assert_int_equal(kg_buf_add_str(into, kg_str_of(line)), KG_OK);
    }
  }
  finish(state, &c);
  fclose(in);
}

static void
patterns_match_as_the_specification_says(void **state)
{
  run_file(state, "patterns.txt");
}

static void
paths_are_walked_once(void **state)
{
  run_file(state, "paths.txt");
}

static void
solutions_are_modified_in_order(void **state)
{
  run_file(state, "modifiers.txt");
}

static void
datasets_have_their_graphs(void **state)
{
  run_file(state, "graphs.txt");
}

static void
forms_give_what_they_promise(void **state)
{
  run_file(state, "forms.txt");
}

static void
updates_change_the_store(void **state)
{
  run_file(state, "updates.txt");
}

static void
errors_say_what_is_wrong(void **state)
{
  run_file(state, "errors.txt");
}

// Rows of a prepared query: the objects that it gives, one after the other.
static void
assert_gives(kg_query *query, kg_store *store, const char *expected)
{
  kg_txn *txn;
  kg_error err = {0};
  kg_result *result;
  const kg_term *row;
  char got[100] = "";
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_ok(kg_query_start(query, txn, &result, &err), err);
  while (kg_result_next(result, &row, &err) == KG_OK)
    strncat(got, row[0].value.ptr, row[0].value.len);
  kg_result_free(result);
  kg_txn_abort(txn);
  assert_string_equal(got, expected);
}

static void
prepared_queries_run_with_what_is_bound(void **state)
{
  kg_store *store = store_at(state, "prepared", KG_STORE_CREATE | KG_STORE_VOLATILE);
  kg_error err = {0};
  kg_query *query;
  kg_str evil = KG_STR("a> } ; DROP ALL #");
  kg_term a = kg_term_iri(KG_STR("http://example.org/a")), b = kg_term_iri(KG_STR("http://example.org/b"));
  kg_term injected = kg_term_iri(evil), nothing = {0};
  store_read(store, KG_STR(":a :p '1', '2' . :b :p '3' ."));
  assert_ok(kg_query_prepare(NULL, KG_STR("SELECT ?o { ?s <http://example.org/p> ?o } ORDER BY ?o"), NULL,
                             &query, &err),
            err);
  assert_gives(query, store, "123");
  assert_ok(kg_query_bind(query, KG_STR("s"), &a, &err), err);
  assert_gives(query, store, "12");
  assert_ok(kg_query_bind(query, KG_STR("s"), &b, &err), err);
  assert_gives(query, store, "3");
  assert_ok(kg_query_bind(query, KG_STR("s"), &injected, &err), err);
  assert_gives(query, store, "");
  assert_int_equal(kg_query_bind(query, KG_STR("other"), &a, &err), KG_ERR_NOT_FOUND);
  assert_int_equal(kg_query_bind(query, KG_STR("s"), &nothing, &err), KG_ERR_ARGUMENT);
  kg_query_unbind(query);
  assert_gives(query, store, "123");
  kg_query_free(query);
  assert_int_equal(kg_query_prepare(NULL, KG_STR("SELECT ?o {"), NULL, &query, &err), KG_ERR_QUERY);
  assert_null(query);
  store_close(state, store);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      store_test(patterns_match_as_the_specification_says),
      store_test(paths_are_walked_once),
      store_test(solutions_are_modified_in_order),
      store_test(datasets_have_their_graphs),
      store_test(forms_give_what_they_promise),
      store_test(updates_change_the_store),
      store_test(errors_say_what_is_wrong),
      store_test(prepared_queries_run_with_what_is_bound),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
