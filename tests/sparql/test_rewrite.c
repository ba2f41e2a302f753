// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What becomes of queries before they run: plans have the operators meant, none of those that would mean more
// work, and give the rows of the query as it is written.

#include "tests/support/sparql.h"

#include "kg/kg.h"

#include <stdlib.h>

enum { N = 300, MOST = 3 };

typedef struct rewrite_case {
  const char *text;
  const char *has[MOST];   // In the plan, as JSON
  const char *lacks[MOST]; // Not in it
} rewrite_case;

#define OPERATOR(name) "{\"operator\":\"" name "\""
#define RUNS(name, detail) OPERATOR(name) ",\"detail\":\"" detail "\""
#define EX "<http://example.org/"

static void
fill(kg_store *store)
{
  kg_buf data = {0};
  for (int i = 0; i < N; i++) {
    kg_buf_printf(&data, ":s%d a :%s ; :next :s%d ; :size %d ; :name \"n%d\" .\n", i,
                  i % 10 ? "Small" : "Big", (i + 1) % N, i % 50, i);
    if (i % 3 == 0)
      kg_buf_printf(&data, ":s%d :knows :s%d, :s%d, :s0 .\n", i, (i * 7) % N, i);
  }
  kg_buf_printf(&data, ":g { :s1 :says :s2 } :h { :s2 :says :s1 }\n");
  store_read(store, kg_buf_str(&data));
  kg_buf_release(&data);
}

static char *
plan_of(kg_store *store, const char *text)
{
  kg_buf plan = {0}, query = {0};
  kg_error err = {0};
  kg_txn *txn;
  kg_buf_printf(&query, "PREFIX : <http://example.org/> %s", text);
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_ok(kg_query_explain(txn, kg_buf_str(&query), NULL, true, true, &plan, &err), err);
  assert_int_equal(kg_buf_add_char(&plan, '\0'), KG_OK);
  kg_txn_abort(txn);
  kg_buf_release(&query);
  return plan.ptr;
}

static void
check(kg_store *store, const rewrite_case *c)
{
  kg_query_options as_written = {.as_written = true};
  char *plan = plan_of(store, c->text);
  char *got = store_ask(store, kg_str_of(c->text), false, NULL);
  char *want = store_ask(store, kg_str_of(c->text), false, &as_written);
  for (int i = 0; i < MOST && c->has[i]; i++)
    if (!strstr(plan, c->has[i]))
      fail_msg("%s: no %s in\n%s", c->text, c->has[i], plan);
  for (int i = 0; i < MOST && c->lacks[i]; i++)
    if (strstr(plan, c->lacks[i]))
      fail_msg("%s: %s in\n%s", c->text, c->lacks[i], plan);
  if (strcmp(got, want) != 0)
    fail_msg("%s: gives\n%.500s\nnot\n%.500s", c->text, got, want);
  free(plan);
  free(got);
  free(want);
}

static void
check_all(void **state, const rewrite_case *cases, size_t n)
{
  kg_store *store = store_at(state, "a", KG_STORE_CREATE | KG_STORE_VOLATILE);
  fill(store);
  for (size_t i = 0; i < n; i++)
    check(store, &cases[i]);
}

static void
equal_terms_are_constants(void **state)
{
  static const rewrite_case cases[] = {
      {"SELECT * { ?s a ?t FILTER(?t = :Big) }",
       {"?s <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> " EX "Big>", RUNS("Alias", "?t is " EX "Big>")},
       {OPERATOR("Filter")}},
      {"SELECT * { ?s :size ?n FILTER sameTerm(?n, 7) }",
       {"?s " EX "size> \\\"7\\\"^^"},
       {OPERATOR("Filter")}},
      {"SELECT * { ?s :name ?n FILTER sameTerm(\"n7\", ?n) }",
       {"?s " EX "name> \\\"n7\\\""},
       {OPERATOR("Filter")}},
      // = of literals is about values
      {"SELECT * { ?s :name ?n FILTER(?n = \"n7\") }", {OPERATOR("Filter")}, {OPERATOR("Alias")}},
      {"SELECT * { ?s a ?t . ?s :size ?n FILTER(?s IN (:s1, :s2, :s1)) }",
       {OPERATOR("Values")},
       {OPERATOR("Filter")}},
      {"SELECT * { ?s :next ?o FILTER(?s = :s1 || ?s = :s9) }", {OPERATOR("Values")}, {OPERATOR("Filter")}},
      {"SELECT * { ?s :next ?o FILTER(?s = :s1 || ?o = :s9) }", {OPERATOR("Filter")}, {OPERATOR("Values")}},
      {"SELECT * { ?s :next ?o FILTER(?s IN (:s1, 2)) }", {OPERATOR("Filter")}, {OPERATOR("Values")}},
      {"SELECT * { GRAPH ?g { ?s :says ?o } FILTER(?g = :g) }",
       {"?s " EX "says> ?o " EX "g>"},
       {OPERATOR("Filter")}},
      {"SELECT * { ?a :knows ?b . ?c :next ?d FILTER(?b = ?c) }",
       {OPERATOR("Alias")},
       {OPERATOR("Filter"), "every pair"}},
      {"SELECT * { ?a :size ?b . ?c :size ?d FILTER sameTerm(?b, ?d) }",
       {OPERATOR("Alias")},
       {OPERATOR("Filter")}},
      {"SELECT * { ?a :size ?b . ?c :size ?d FILTER(?b = ?d) }", {OPERATOR("Filter")}, {OPERATOR("Alias")}},
      // inside of parts, too
      {"SELECT * { { ?s :next ?o } UNION { ?s :knows ?o } FILTER(?o = :s7) }",
       {"?s " EX "next> " EX "s7>", "?s " EX "knows> " EX "s7>"},
       {OPERATOR("Filter")}},
      {"SELECT * { ?s :next ?o OPTIONAL { ?s :knows ?k } FILTER(?s = :s3) }",
       {EX "s3> " EX "next> ?o", EX "s3> " EX "knows> ?k"},
       {OPERATOR("Filter")}},
      {"SELECT * { { SELECT ?s (COUNT(*) AS ?n) { ?s :knows ?k } GROUP BY ?s } FILTER(?s = :s3) }",
       {EX "s3> " EX "knows> ?k"},
       {OPERATOR("Filter")}},
      // but not where the variable may be open, or a limit comes first
      {"SELECT * { ?s :next ?o OPTIONAL { ?o :knows ?k } FILTER(?k = :s0 || ?s = :s4) }",
       {OPERATOR("Filter")},
       {OPERATOR("Alias")}},
      {"SELECT * { { SELECT ?s { ?s :next ?k } ORDER BY ?s LIMIT 3 } FILTER(?s = :s3) }",
       {"?s " EX "next> ?k"},
       {NULL}},
      {"SELECT * { :s1 :next* ?o FILTER(?o = :s9) }", {OPERATOR("Path")}, {OPERATOR("Filter")}},
      {"SELECT * { ?s :next* ?o FILTER(?s = :none && ?o = :none) }",
       {OPERATOR("Path")},
       {OPERATOR("Filter")}},
  };
  check_all(state, cases, sizeof cases / sizeof *cases);
}

static void
conditions_move_to_what_they_are_about(void **state)
{
  static const rewrite_case cases[] = {
      {"SELECT * { ?s :size ?n OPTIONAL { ?s :knows ?k } FILTER(?n < 3) }", {"a range of ?n"}, {NULL}},
      {"SELECT * { { ?s :size ?n } UNION { ?s :next ?o . ?o :size ?n } FILTER(?n > 48) }",
       {"?s " EX "size> ?n, a range of ?n", "?o " EX "size> ?n, a range of ?n"},
       {NULL}},
      {"SELECT * { ?s :knows ?o OPTIONAL { ?o :size ?n FILTER(?n > 48) } }", {OPERATOR("Filter")}, {NULL}},
      {"SELECT * { ?s :next ?o { SELECT ?o ?n { ?o :size ?n } ORDER BY ?n } FILTER(?n > 48) }",
       {"a range of ?n"},
       {NULL}},
      // what fails without its right side is no OPTIONAL
      {"SELECT * { ?s a :Big OPTIONAL { ?s :size ?n } FILTER(?n > 8) }",
       {OPERATOR("MergeJoin")},
       {"Optional", "Left"}},
      {"SELECT * { ?s a :Big OPTIONAL { ?s :knows ?k } FILTER(BOUND(?k)) }", {NULL}, {"Optional", "Left"}},
      {"SELECT * { ?s a :Big OPTIONAL { ?s :knows ?k } FILTER(!BOUND(?k)) }", {"Left"}, {NULL}},
      {"SELECT * { ?s a :Big OPTIONAL { ?s :knows ?k } FILTER(COALESCE(?k = :s1, true)) }", {"Left"}, {NULL}},
      {"SELECT * { ?s a :Big OPTIONAL { ?s :knows ?k } FILTER(!(?k = :s1 && ?s = :s2)) }", {"Left"}, {NULL}},
      {"SELECT * { ?s a :Big OPTIONAL { ?s :knows ?k } FILTER(?k NOT IN ()) }", {"Left"}, {NULL}},
  };
  check_all(state, cases, sizeof cases / sizeof *cases);
}

static void
groups_and_plain_sub_selects_are_of_the_join_around(void **state)
{
  static const rewrite_case cases[] = {
      {"SELECT * { ?s :size 7 . { SELECT ?s { ?s :next ?o . ?o :size ?n FILTER(?n > 3) } } ?o :name ?n }",
       {"?s " EX "next> ?."},
       {OPERATOR("Join")}},
      {"SELECT * { ?s :size 7 . { ?s :next ?o FILTER(?o != :s8) } }",
       {OPERATOR("Filter")},
       {OPERATOR("Join")}},
      // conditions of a group don't see what is around it
      {"SELECT * { ?s :size ?n . { ?s :next ?o FILTER(?n > 3) } }", {OPERATOR("Filter")}, {NULL}},
      {"SELECT * { ?s :size 7 . { SELECT DISTINCT ?s { ?s :knows ?o } } }", {OPERATOR("Distinct")}, {NULL}},
      {"SELECT * { ?s :size 7 . { SELECT ?s { ?s :knows ?o } LIMIT 100000 } }", {OPERATOR("Slice")}, {NULL}},
  };
  check_all(state, cases, sizeof cases / sizeof *cases);
}

static void
what_cannot_be_is_not_looked_for(void **state)
{
  static const rewrite_case cases[] = {
      {"SELECT * { ?s :next ?o FILTER(1 > 2) }", {RUNS("Values", "")}, {OPERATOR("Scan")}},
      {"SELECT * { ?s :next ?o FILTER(1 / 0) }", {RUNS("Values", "")}, {OPERATOR("Scan")}},
      {"SELECT * { ?s :next ?o FILTER(2 > 1) }", {OPERATOR("Scan")}, {OPERATOR("Filter")}},
      {"SELECT * { ?s :next ?o OPTIONAL { ?o :size ?n FILTER(STRLEN(\"\") > 0) } }",
       {OPERATOR("Scan")},
       {"Left", "Optional"}},
      {"SELECT * { { ?s :next ?o FILTER(false) } UNION { ?s :knows ?o } }",
       {"knows"},
       {OPERATOR("Union"), "next"}},
      {"SELECT * { ?s :next ?o MINUS { ?s :knows ?k FILTER(\"\") } }", {"next"}, {"knows"}},
      {"SELECT * { ?s :next ?o { ?o :size ?n FILTER(false) } }", {RUNS("Values", "")}, {OPERATOR("Scan")}},
      {"SELECT (COUNT(*) AS ?n) { ?s :next ?o FILTER(false) }", {OPERATOR("Group")}, {OPERATOR("Scan")}},
      {"SELECT * { ?s :next ?o FILTER(RAND() < 2) }", {OPERATOR("Filter")}, {NULL}},
  };
  check_all(state, cases, sizeof cases / sizeof *cases);
}

static void
what_nobody_reads_is_not_carried(void **state)
{
  static const rewrite_case cases[] = {
      {"SELECT DISTINCT ?s { ?s :knows ?k . ?s :next ?o }",
       {OPERATOR("MergeSemiJoin")},
       {OPERATOR("MergeJoin")}},
      {"SELECT (COUNT(DISTINCT ?s) AS ?n) (MAX(?k) AS ?m) { ?s :knows ?k . ?s :next ?o }",
       {OPERATOR("MergeSemiJoin")},
       {OPERATOR("MergeJoin")}},
      {"ASK { ?s :knows ?k . ?s :next ?o }", {OPERATOR("MergeSemiJoin")}, {OPERATOR("MergeJoin")}},
      {"SELECT DISTINCT ?o { ?s :next ?o . ?s :name ?n BIND(?n AS ?m) }",
       {OPERATOR("MergeSemiJoin")},
       {NULL}},
      {"SELECT DISTINCT ?s { ?s :knows ?k . ?s :next ?o BIND(STRLEN(STR(?o)) AS ?n) FILTER(?n > 3) }",
       {OPERATOR("MergeJoin")},
       {NULL}},
      // where rows count, there are as many
      {"SELECT ?s { ?s :knows ?k . ?s :next ?o }", {OPERATOR("MergeJoin")}, {"Semi"}},
      {"SELECT (COUNT(*) AS ?n) { ?s :knows ?k . ?s :next ?o }", {OPERATOR("MergeJoin")}, {"Semi"}},
      {"SELECT (COUNT(?s) AS ?n) (COUNT(DISTINCT ?s) AS ?m) { ?s :knows ?k . ?s :next ?o }",
       {OPERATOR("MergeJoin")},
       {"Semi"}},
      {"SELECT DISTINCT ?s { { SELECT ?s { ?s :knows ?k . ?s :next ?o } OFFSET 290 } }",
       {OPERATOR("MergeJoin")},
       {"Semi"}},
      {"SELECT (COUNT(DISTINCT *) AS ?n) { ?s :knows ?k . ?s :next ?o }", {OPERATOR("MergeJoin")}, {"Semi"}},
      {"SELECT ?a ?c { ?s :knows ?k OPTIONAL { ?s :size ?n FILTER(?n > 30 && ?k != :s0) } BIND(?n + 1 AS ?a)"
       " BIND(?a + 1 AS ?b) BIND(EXISTS { ?k :next ?n } AS ?c) }",
       {OPERATOR("Extend")},
       {NULL}},
  };
  check_all(state, cases, sizeof cases / sizeof *cases);
}

static void
parts_of_a_join_are_ordered_with_its_patterns(void **state)
{
  static const rewrite_case cases[] = {
      // few rows go into a union, a sub-select, a path, what OPTIONAL and MINUS have
      {"SELECT * { ?s :name \"n7\" . { ?s :next ?o } UNION { ?o :knows ?s } }",
       {"the right side fed", OPERATOR("Feed")},
       {OPERATOR("Filter")}},
      {"SELECT * { ?s :name \"n9\" . { SELECT ?s (COUNT(*) AS ?n) { ?s :knows ?k . ?k :next ?o } GROUP BY ?s "
       "} }",
       {"the right side fed"},
       {NULL}},
      {"SELECT * { ?s :name \"n9\" . { SELECT DISTINCT ?s ?o { ?s :knows/:next ?o } } }",
       {"the right side fed"},
       {NULL}},
      {"SELECT * { ?s :name \"n9\" OPTIONAL { { ?s :next ?o } UNION { ?s :knows ?o } } }",
       {"LeftJoin\",\"detail\":\"by ?s, the right side fed"},
       {NULL}},
      {"SELECT * { ?s :name \"n9\" MINUS { { ?s :next ?o } UNION { ?s :knows ?o } } }",
       {"Minus\",\"detail\":\"by ?s, the right side fed"},
       {NULL}},
      {"SELECT * { ?s :next+ ?o . ?s :name \"n9\" }",
       {OPERATOR("Path") ",\"detail\":\"\",\"expected\":"},
       {OPERATOR("Feed")}},
      {"SELECT * { { ?s :next ?o } UNION { ?s :knows ?o } . ?o :name \"n9\" . ?s :size ?n }",
       {"the right side fed"},
       {"every pair"}},
      // but a limit is of all rows, and what a part leaves open is not fed
      {"SELECT * { ?s :name \"n9\" . { SELECT ?s { ?s :knows ?k } ORDER BY ?s LIMIT 20 } }",
       {OPERATOR("Slice")},
       {"fed"}},
      {"SELECT * { ?s :name \"n9\" . { SELECT ?s { ?s :knows ?k } OFFSET 3 } }",
       {OPERATOR("Slice")},
       {"fed"}},
      {"SELECT * { ?s :name \"n9\" . { { ?s :next ?o } UNION { ?q :knows ?o } } }",
       {OPERATOR("Union")},
       {"fed"}},
      {"SELECT * { VALUES ?s { :s1 :s2 } { BIND(:s1 AS ?s) ?o :next ?p } UNION { ?s :next ?o . ?p :size 3 } "
       "}",
       {OPERATOR("Union")},
       {"fed"}},
      // OPTIONAL, MINUS and BIND in the middle come last
      {"SELECT * { ?s :size ?n OPTIONAL { ?s :knows ?k } ?s :name \"n9\" }",
       {RUNS("Lookup", "?s " EX "size> ?n")},
       {NULL}},
      {"SELECT * { ?s :size ?n MINUS { ?s :knows ?k } BIND(?n + 1 AS ?m) ?s :name \"n9\" }",
       {RUNS("Lookup", "?s " EX "size> ?n")},
       {NULL}},
      {"SELECT * { ?s :size 3 OPTIONAL { ?s :knows ?k } ?k :name ?n }", {OPERATOR("Optional")}, {NULL}},
      {"SELECT * { ?s :size 3 MINUS { ?o :knows ?s } ?s :next ?o }", {NULL}, {NULL}},
      {"SELECT * { ?s :size 3 BIND(1 + 1 AS ?m) ?s :size ?m }", {OPERATOR("Extend")}, {NULL}},
  };
  check_all(state, cases, sizeof cases / sizeof *cases);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      store_test(equal_terms_are_constants),
      store_test(conditions_move_to_what_they_are_about),
      store_test(groups_and_plain_sub_selects_are_of_the_join_around),
      store_test(what_cannot_be_is_not_looked_for),
      store_test(what_nobody_reads_is_not_carried),
      store_test(parts_of_a_join_are_ordered_with_its_patterns),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
