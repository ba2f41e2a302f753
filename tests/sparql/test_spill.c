// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What a query puts aside comes back: the same answers in as little memory as can be, errors where the disk
// or the limits say so, and no file left open.

#include "kg/sparql/spill.h"
#include "kg/kg.h"
#include "kg/limits.h"
#include "tests/support/disk.h"
#include "tests/support/sparql.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum { N_ITEMS = 4000 };

// Each item has a group, a number (an integer or a decimal), and a note of some length in one of two
// languages.
static kg_store *
items(void **state)
{
  kg_store *store = store_at(state, "items", KG_STORE_CREATE | KG_STORE_VOLATILE);
  kg_buf data = {0};
  uint64_t seed = 5;
  for (int i = 0; i < N_ITEMS; i++) {
    unsigned n = random_below(&seed, 900);
    kg_buf_printf(&data, ":i%d :in :g%u ; :value %u%s ; :note \"%0*u\"@%s .\n", i, random_below(&seed, 700),
                  n, n % 2 ? ".5" : "", (int)(10 + n % 50), n, n % 3 ? "en" : "de");
    if (n % 7 == 0)
      kg_buf_printf(&data, ":i%d :see <<( :i%u :in :g%u )>> .\n", i, n, n);
  }
  store_read(store, kg_buf_str(&data));
  kg_buf_release(&data);
  return store;
}

static const char *const queries[] = {
    "SELECT * { ?i :value ?v ; :note ?n } ORDER BY ?v ?n DESC(?i)",
    "SELECT * { ?i :value ?v ; :note ?n } ORDER BY DESC(LCASE(STR(?n)))",
    "SELECT ?i ?n { ?i :note ?n } ORDER BY DESC(REPLACE('####################', '#', STR(?n))) ?i",
    "SELECT ?v ?i { ?i :value ?v OPTIONAL { ?i :see ?t } } ORDER BY ?t ?v LIMIT 3000",
    "SELECT DISTINCT ?v ?n { ?i :value ?v ; :note ?n } ORDER BY ?n",
    "SELECT DISTINCT ?v ?n { ?i :value ?v ; :note ?n }",
    "SELECT ?g (COUNT(*) AS ?c) (SUM(?v) AS ?s) (MAX(?n) AS ?m) { ?i :in ?g ; :value ?v ; :note ?n }"
    " GROUP BY ?g ORDER BY ?g",
    "SELECT ?g (COUNT(DISTINCT ?v) AS ?c) (AVG(DISTINCT ?v) AS ?s) (COUNT(DISTINCT *) AS ?k)"
    " (GROUP_CONCAT(DISTINCT ?n) AS ?m) { ?i :in ?g ; :value ?v ; :note ?n } GROUP BY ?g ORDER BY ?g",
    "SELECT (COUNT(DISTINCT ?v) AS ?c) (COUNT(DISTINCT ?n) AS ?d) (COUNT(DISTINCT *) AS ?e)"
    " (SAMPLE(DISTINCT ?t) AS ?f) { ?i :value ?v ; :note ?n OPTIONAL { ?i :see ?t } }",
    "SELECT ?v ?l (COUNT(?t) AS ?c) { ?i :value ?v ; :note ?n OPTIONAL { ?i :see ?t } }"
    " GROUP BY ?v (LANG(?n) AS ?l) ORDER BY ?v ?l",
    "SELECT (SUM(?c) AS ?s) { { SELECT ?g (COUNT(DISTINCT ?v) AS ?c) { ?i :in ?g ; :value ?v } GROUP BY ?g } "
    "}",
    "SELECT ?i ?w ?c { ?i :value ?v BIND(?v + 1 AS ?w) { SELECT ?w (COUNT(*) AS ?c) { ?j :value ?w } GROUP "
    "BY ?w } }"
    " ORDER BY ?i ?w",
    "SELECT ?i ?w ?c { ?i :value ?v BIND(?v + 1 AS ?w) OPTIONAL"
    " { SELECT ?w (COUNT(*) AS ?c) { ?j :value ?w } GROUP BY ?w } } ORDER BY ?i",
    "SELECT ?i { ?i :value ?v MINUS { SELECT ?v { ?j :value ?v ; :see ?t } GROUP BY ?v } } ORDER BY ?i",
    "CONSTRUCT { ?g :has ?v } { ?i :in ?g ; :value ?v } ORDER BY ?v",
};

enum { N_QUERIES = sizeof queries / sizeof *queries };

static char *
ask(kg_store *store, const char *query, const kg_limits *limits)
{
  kg_query_options options = {.limits = limits};
  return store_ask(store, kg_str_of(query), true, &options);
}

static size_t
count_files(void)
{
  size_t n = 0;
  DIR *folder = opendir("/proc/self/fd");
  while (folder && readdir(folder))
    n++;
  if (folder)
    closedir(folder);
  return n;
}

static void
assert_same(kg_store *store, const char *query, const kg_limits *limits)
{
  char *want = ask(store, query, NULL), *got = ask(store, query, limits);
  assert_true(strncmp(want, "error", 5) != 0);
  if (strcmp(want, got) != 0)
    fail_msg("%s\nexpected\n%.1000s\ngot\n%.1000s", query, want, got);
  free(want);
  free(got);
}

static void
little_memory_changes_no_answer(void **state)
{
  static const size_t shares[] = {1, 3000, 100000};
  kg_store *store = items(state);
  size_t files = count_files();
  for (size_t i = 0; i < N_QUERIES; i++)
    for (size_t k = 0; k < 3; k++) {
      char *want = ask(store, queries[i], NULL);
      kg__spill_share_now = shares[k];
      char *got = ask(store, queries[i], NULL);
      kg__spill_share_now = SIZE_MAX;
      if (strcmp(want, got) != 0)
        fail_msg("%s\nexpected\n%.1000s\ngot\n%.1000s", queries[i], want, got);
      free(want);
      free(got);
    }
  assert_int_equal(count_files(), files);
}

static void
a_sort_larger_than_the_limit_is_answered(void **state)
{
  kg_store *store = items(state);
  kg_limits limits = {.memory = 400000};
  for (size_t i = 0; i < N_QUERIES; i++)
    if (!strstr(queries[i], "GROUP_CONCAT") && !strstr(queries[i], "GROUP BY ?v"))
      assert_same(store, queries[i], &limits);
}

static void
explaining_tells_what_was_put_aside(void **state)
{
  kg_store *store = items(state);
  for (int json = 0; json < 2; json++)
    for (int little = 0; little < 2; little++) {
      kg_buf plan = {0}, query = {0};
      kg_error err = {0};
      kg_txn *txn;
      kg__spill_share_now = little ? 3000 : SIZE_MAX;
      kg_buf_printf(&query, "PREFIX : <http://example.org/> %s", queries[0]);
      assert_ok(kg_txn_begin_read(store, &txn, &err), err);
      assert_ok(kg_query_explain(txn, kg_buf_str(&query), NULL, true, json, &plan, &err), err);
      kg_buf_add_char(&plan, '\0');
      assert_int_equal(strstr(plan.ptr, json ? "\"spilled\":" : " MB put aside") != NULL, little);
      kg__spill_share_now = SIZE_MAX;
      kg_txn_abort(txn);
      kg_buf_release(&plan);
      kg_buf_release(&query);
    }
}

static void
assert_fails(kg_store *store, const char *query, const kg_limits *limits, const char *message)
{
  size_t files = count_files();
  kg__spill_share_now = 3000;
  char *got = ask(store, query, limits);
  kg__spill_share_now = SIZE_MAX;
  if (strncmp(got, "error: ", 7) != 0 || !strstr(got, message))
    fail_msg("%s\nexpected an error with '%s', got\n%.200s", query, message, got);
  assert_int_equal(count_files(), files);
  free(got);
}

static void
a_full_disk_is_an_error(void **state)
{
  kg_store *store = items(state);
  for (size_t i = 0; i < N_QUERIES; i++) {
    disk_fail(DISK_FULL, 3);
    assert_fails(store, queries[i], NULL, "cannot put rows aside that memory cannot hold: No space left");
    disk_heal();
  }
}

static void
a_file_that_cannot_be_made_is_an_error(void **state)
{
  kg_store *store = items(state);
  setenv("TMPDIR", "/nowhere", 1);
  disk_fail(DISK_FULL, 1);
  assert_fails(store, queries[0], NULL, "cannot make a file for rows that memory cannot hold");
  disk_heal();
  unsetenv("TMPDIR");
}

static void
a_write_that_is_half_done_is_finished(void **state)
{
  kg_store *store = items(state);
  char *want = ask(store, queries[0], NULL);
  kg__spill_share_now = 3000;
  disk_fail(DISK_SHORT, 2);
  char *got = ask(store, queries[0], NULL);
  assert_true(disk_heal() > 2);
  kg__spill_share_now = SIZE_MAX;
  assert_string_equal(want, got);
  free(want);
  free(got);
}

static void
what_is_put_aside_has_a_limit(void **state)
{
  kg_store *store = items(state);
  kg_limits limits = {.disk = 5000};
  for (size_t i = 0; i < N_QUERIES; i++)
    assert_fails(store, queries[i], &limits, "MB of disk");
}

static void
a_deadline_holds_while_rows_are_put_aside(void **state)
{
  kg_store *store = items(state);
  kg_limits limits = {.deadline = kg_clock() + 50000000};
  assert_fails(store, "SELECT * { ?a :value ?v . ?b :note ?w } ORDER BY ?w ?v", &limits, "time limit");
  limits.deadline = kg_clock() + 50000000;
  assert_fails(store, "SELECT DISTINCT ?a ?b { ?a :value ?v . ?b :note ?w }", &limits, "time limit");
}

static void
texts_that_no_budget_holds_are_an_error(void **state)
{
  kg_store *store = items(state);
  kg_limits limits = {.memory = 300000};
  assert_fails(store, "SELECT (GROUP_CONCAT(CONCAT(STR(?i), ?n)) AS ?c) { ?i :note ?n }", &limits,
               "MB of memory");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      store_test(little_memory_changes_no_answer),
      store_test(a_sort_larger_than_the_limit_is_answered),
      store_test(explaining_tells_what_was_put_aside),
      store_test(a_full_disk_is_an_error),
      store_test(a_file_that_cannot_be_made_is_an_error),
      store_test(a_write_that_is_half_done_is_finished),
      store_test(what_is_put_aside_has_a_limit),
      store_test(a_deadline_holds_while_rows_are_put_aside),
      store_test(texts_that_no_budget_holds_are_an_error),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
