// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Joins of sorted sides, and intersections, where sides are empty, end early or repeat what is joined: the
// plan is the one meant, the rows are those of looking up row by row.

#include "tests/support/sparql.h"

#include "kg/kg.h"

#include <stdlib.h>

enum { N = 1200 };

typedef struct join_case {
  const char *pattern, *plan;
  size_t rows;
} join_case;

static const join_case cases[] = {
    // the sides do not meet: one ends before the other begins
    {"?s :first ?x . ?s :last ?y", "MergeJoin by ?s", 0},
    {"?s :last ?x . ?s :first ?y", "MergeJoin by ?s", 0},
    // each of two comes with each of two
    {"?s :two ?x . ?s :pair ?y", "MergeJoin by ?s", 4 * N},
    // both variables are shared
    {"?s :two ?x . ?s :pair ?x", "MergeJoin by ?s", N / 5},
    // a long side is left at its end, and where the other side begins again
    {"?s :two ?x . ?s :number ?n FILTER(STR(?x) = \"none\")", "MergeJoin by ?s", 0},
    // ranges are sought in, up to their end and beyond
    {"?s :number ?n . ?t :number ?n FILTER(?n >= 1190)", "a range of ?n", 10},
    {"?s :number ?n . ?t :number ?n FILTER(?n > 7 && ?n < 7)", "a range of ?n", 0},
    {"?s :number ?n . ?t :twice ?n FILTER(?n < 10)", "a range of ?n", 5},
    {"?s :number ?n . ?t :mixed ?n FILTER(?n >= 3 && ?n <= 4)", "a range of ?n", 1},
    {"?t :mixed ?n FILTER(3 <= ?n)", "a range of ?n", 4},
    // triangles: none; three from each start
    {"?a :ring ?b . ?b :ring ?c . ?c :ring ?a", "Intersect for", 0},
    {"?a :ring ?b . ?b :ring ?c . ?a :ring ?c", "Intersect for", 3 * N},
};

static void
fill(kg_store *store)
{
  kg_buf data = {0};
  for (int i = 0; i < N; i++) {
    kg_buf_printf(&data, ":s%d :two :x%d, :y ; :pair :x%d, :z ; :number %d ; :twice %d .\n", i, i % 3,
                  i % 5 == 0 ? i % 3 : 9, i, 2 * i);
    kg_buf_printf(&data, ":s%d :ring :s%d, :s%d, :s%d .\n", i, (i + 1) % N, (i + 2) % N, (i + 3) % N);
    if (i < 9 || i >= N - 9)
      kg_buf_printf(&data, ":s%d %s :x .\n", i, i < 9 ? ":first" : ":last");
  }
  kg_buf_printf(&data, ":m :mixed 2, 3, 3.5, 4.0E0, \"04\"^^xsd:integer, \"4\", :x, \"4x\"^^xsd:integer .\n");
  store_read(store, kg_buf_str(&data));
  kg_buf_release(&data);
}

static void
assert_plan(kg_store *store, kg_str query, const char *part)
{
  kg_buf plan = {0};
  kg_error err = {0};
  kg_txn *txn;
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_ok(kg_query_explain(txn, query, NULL, true, false, &plan, &err), err);
  assert_int_equal(kg_buf_add_char(&plan, '\0'), KG_OK);
  if (!strstr(plan.ptr, part))
    fail_msg("%.*s: no \"%s\" in\n%s", KG_STR_ARG(query), part, plan.ptr);
  kg_txn_abort(txn);
  kg_buf_release(&plan);
}

static void
sorted_sides_join_wherever_they_end(void **state)
{
  kg_query_options as_written = {.as_written = true};
  kg_store *store = store_at(state, "a", KG_STORE_CREATE | KG_STORE_VOLATILE);
  fill(store);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    kg_buf text = {0}, whole = {0};
    kg_buf_printf(&text, "SELECT * { %s }", cases[i].pattern);
    kg_buf_printf(&whole, "PREFIX : <http://example.org/> %.*s", KG_STR_ARG(kg_buf_str(&text)));
    char *got = store_ask(store, kg_buf_str(&text), false, NULL);
    char *want = store_ask(store, kg_buf_str(&text), false, &as_written);
    assert_string_equal(got, want);
    if (lines_of(got) != cases[i].rows)
      fail_msg("%s: %zu rows, not %zu", cases[i].pattern, lines_of(got), cases[i].rows);
    assert_plan(store, kg_buf_str(&whole), cases[i].plan);
    free(got);
    free(want);
    kg_buf_release(&text);
    kg_buf_release(&whole);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {store_test(sorted_sides_join_wherever_they_end)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
