// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Printed and parsed again, a request is the same tree.

#include "kg/sparql/parse.h"
#include "kg/sparql/print.h"
#include "kg/query.h"
#include "tests/support/ast.h"
#include "tests/support/test.h"

#include <fts.h>
#include <stdio.h>
#include <stdlib.h>

typedef kg_status (*unit_fn)(kg__parser *);

static const kg_query_options options = {.base = {"http://base.example/", 20}};

// Null if it comes back as it was or is no request; else what went wrong, in `why`.
static const char *
round_trip(kg_str text, unit_fn unit, const kg_namespaces *namespaces, bool *parsed, kg_buf *printed)
{
  kg_query_options used = options;
  kg__request first, second;
  kg_error err = {0};
  const char *difference = NULL;
  kg_arena *arena = kg_arena_new();
  used.namespaces = namespaces;
  kg_buf_clear(printed);
  *parsed = kg__parse(text, &used, unit, arena, &first, NULL) == KG_OK;
  if (*parsed) {
    assert_int_equal(kg__print_request(&first, namespaces, printed), KG_OK);
    if (kg__parse(kg_buf_str(printed), &options, unit, arena, &second, &err))
      difference = "it does not parse";
    else
      ast_equal(&first, &second, &difference);
  }
  kg_arena_free(arena);
  return difference;
}

static void
check(const char *name, kg_str text, unit_fn unit, size_t *n)
{
  bool parsed;
  kg_buf printed = {0};
  kg_namespaces *common = kg_namespaces_new();
  kg_namespaces_add_common(common);
  for (int i = 0; i < 2; i++) {
    const char *difference = round_trip(text, unit, i ? common : NULL, &parsed, &printed);
    if (difference)
      fail_msg("%s: %s:\n%.*s\ncame out as\n%.*s", name, difference, KG_STR_ARG(text),
               KG_STR_ARG(kg_buf_str(&printed)));
  }
  *n += parsed;
  kg_namespaces_free(common);
  kg_buf_release(&printed);
}

static void
check_file(const char *path, unit_fn unit, size_t *n)
{
  kg_source *source;
  kg_buf text = {0};
  kg_error err = {0};
  assert_ok(kg_source_open(path, &source, &err), err);
  assert_ok(kg_source_read_all(source, 0, &text, &err), err);
  kg_source_close(source);
  check(path, kg_buf_str(&text), unit, n);
  kg_buf_release(&text);
}

// Check all files below a folder; how many of them are requests.
static size_t
check_folder(const char *folder)
{
  char *const paths[] = {(char *)folder, NULL};
  FTS *files = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
  size_t n = 0;
  for (FTSENT *f; files && (f = fts_read(files));) {
    kg_str name = kg_str_of(f->fts_path);
    if (f->fts_info != FTS_F)
      continue;
    if (kg_str_ends(name, KG_STR(".rq")))
      check_file(f->fts_path, kg__parse_query_unit, &n);
    if (kg_str_ends(name, KG_STR(".ru")))
      check_file(f->fts_path, kg__parse_update_unit, &n);
  }
  if (files)
    fts_close(files);
  return n;
}

static void
what_was_printed_parses_to_the_same(void **state)
{
  static const char *const queries[] = {
      "SELECT * { ?s ?p ?o }",
      "SELECT (1 - -1 - (2 - 3) * -(4) + + 5 AS ?x) (-?y AS ?z) { }",
      "SELECT (1 - 2 - 3 - 4 / 5 / 6 AS ?x) (!(!?a || ?b && ?c) AS ?d) { }",
      "SELECT (?a = ?b || (?a = ?c) = ?d AS ?x) (?a IN (1, 2.5, 1e0, true, \"x\"@en--ltr) AS ?y) { }",
      "SELECT ?x { ?x ^(<a>/<b>|^<c>)+/(<d>?)*/!(<e>|^<f>)/!^<g> ?y . ?x (<a>*)? ?z }",
      "SELECT ?x { ?x <a> [ <b> ( 1 [] ?y ) ] , _:l ; <c> _:l FILTER EXISTS { _:m <d> [] } }",
      "SELECT ?x { <<( ?x <a> <<( <s> <p> 'o' )>> )>> <b> ?y . << <s> <p> <o> ~ ?r >> <c> ?d {| <e> 1 |} }",
      "SELECT (COUNT(*) AS ?n) (GROUP_CONCAT(DISTINCT ?x ; SEPARATOR = \"a\\\"\\n\") AS ?g) { ?x ?y ?z } "
      "GROUP BY (?y + 1 AS ?w) ?z STR(?y) HAVING (COUNT(?x) > 1) (?n > 2) ORDER BY DESC(?n) ?z LIMIT 0 "
      "OFFSET 3",
      "SELECT ?x { { SELECT DISTINCT ?x { VALUES (?x ?y) { (UNDEF <a>) (<<( <a> <b> 1 )>> 2) } } } } VALUES "
      "?x { 1 }",
      "SELECT ?x { { { ?x <a> 1 } UNION { } UNION { ?x <b> 2 OPTIONAL { ?x <c> 3 } MINUS { ?x <d> 4 } } } "
      "GRAPH ?g { ?x <a> 1 } SERVICE SILENT <s> { ?x <a> ?y } BIND (IF(?x, 1, 2) AS ?z) }",
      "CONSTRUCT { ?x <p> _:b , [] . _:b <q> ( 1 ) } FROM <a> FROM NAMED <b> { ?x <p> _:b }",
      "CONSTRUCT WHERE { ?x <p> 1 }",
      "DESCRIBE <x> ?y { ?y <p> 1 } LIMIT 3",
      "DESCRIBE *  { ?y <p> 1 }",
      "DESCRIBE <x>",
      "ASK { FILTER (<http://www.w3.org/2001/XMLSchema#integer>(?x) = <f>(DISTINCT ?x)) }",
  };
  static const char *const updates[] = {
      "INSERT DATA { <a> <b> _:c , 'd' . GRAPH <g> { _:c <e> <f> . <h> <i> [] } } ; DELETE DATA { <a> <b> 1 "
      "}",
      "WITH <g> DELETE { ?x <a> 1 } INSERT { GRAPH ?g { ?x <b> _:n } } USING <u> USING NAMED <v> WHERE { ?x "
      "?p ?g }",
      "DELETE WHERE { GRAPH ?g { ?x <a> 1 } ?y <b> 2 } ; DELETE { } WHERE { ?x ?y ?z }",
      "LOAD SILENT <a> INTO GRAPH <b> ; LOAD <c> ; CLEAR ALL ; DROP SILENT NAMED ; CREATE GRAPH <d> ; CLEAR "
      "DEFAULT",
      "COPY DEFAULT TO <a> ; MOVE SILENT <a> TO DEFAULT ; ADD <a> TO <b>",
  };
  size_t n = 0;
  (void)state;
  for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
    check("query", kg_str_of(queries[i]), kg__parse_query_unit, &n);
  for (size_t i = 0; i < sizeof updates / sizeof *updates; i++)
    check("update", kg_str_of(updates[i]), kg__parse_update_unit, &n);
  assert_int_equal(n, sizeof queries / sizeof *queries + sizeof updates / sizeof *updates);
}

static void
our_questions_parse_to_the_same(void **state)
{
  (void)state;
  assert_true(check_folder(KG_SRCDIR "/queries") >= 38);
}

static void
suites_parse_to_the_same(void **state)
{
  char folder[1000];
  const char *shared = getenv("KG_SHARED");
  (void)state;
  snprintf(folder, sizeof folder, "%s/w3c", shared ? shared : KG_SRCDIR "/../shared");
  if (access(folder, R_OK) != 0)
    skip();
  size_t n = check_folder(folder);
  print_message("%zu requests\n", n);
  assert_true(n > 800);
}

// A sum of many terms is nested as deeply as it is long, and must not be printed so.
static void
long_sums_need_no_brackets(void **state)
{
  kg_buf text = {0};
  size_t n = 0;
  (void)state;
  kg_buf_printf(&text, "SELECT (1");
  for (int i = 0; i < 900; i++)
    kg_buf_printf(&text, i % 2 ? " + %d" : " - %d", i);
  kg_buf_printf(&text, " AS ?x) { }");
  check("sum", kg_buf_str(&text), kg__parse_query_unit, &n);
  assert_int_equal(n, 1);
  kg_buf_release(&text);
}

static void
prefixes_that_are_used_are_declared(void **state)
{
  kg_buf printed = {0};
  kg_error err = {0};
  kg_namespaces *common = kg_namespaces_new();
  kg_query_options with = {0};
  (void)state;
  kg_namespaces_add_common(common);
  with.namespaces = common;
  assert_ok(kg_query_print(KG_STR("SELECT * { ?s a rdfs:Class ; <http://www.w3.org/2002/07/owl#a.b> 01 }"),
                           &with, &printed, &err),
            err);
  kg_buf_add_char(&printed, '\0');
  assert_string_equal(printed.ptr, "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n"
                                   "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
                                   "SELECT *\n"
                                   "WHERE {\n"
                                   "  ?s rdf:type rdfs:Class .\n"
                                   "  ?s <http://www.w3.org/2002/07/owl#a.b> 01 .\n"
                                   "}\n");
  kg_namespaces_free(common);
  kg_buf_release(&printed);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_was_printed_parses_to_the_same),
      cmocka_unit_test(our_questions_parse_to_the_same),
      cmocka_unit_test(suites_parse_to_the_same),
      cmocka_unit_test(long_sums_need_no_brackets),
      cmocka_unit_test(prefixes_that_are_used_are_declared),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
