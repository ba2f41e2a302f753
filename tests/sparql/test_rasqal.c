// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define PREFIX "PREFIX : <http://example.org/> "

static const char *const people = ":ann :knows :bob, :cem . :bob :knows :cem . :ann :age 30 . :bob :age 7 ."
                                  ":ann :name \"Ann\"@en . :cem :name \"Cem\" .";

// ---- answers as text: a line of columns, then the rows, sorted unless the query orders them

static int
compare_lines(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
print_term(kg_buf *buf, const kg_term *term)
{
  const kg_str example = KG_STR("http://example.org/");
  if (term->kind == KG_TERM_NONE)
    assert_int_equal(kg_buf_add_char(buf, '-'), 0);
  else if (term->kind == KG_TERM_IRI && kg_str_starts(term->value, example))
    assert_int_equal(kg_buf_printf(buf, ":%.*s", (int)(term->value.len - 19), term->value.ptr + 19), 0);
  else if (kg_str_equal(term->datatype, KG_STR(KG_XSD_INTEGER)))
    assert_int_equal(kg_buf_add_str(buf, term->value), 0);
  else
    assert_int_equal(kg_term_print(term, buf), 0);
}

static kg_status
print_rows(kg_result *result, kg_buf *buf, kg_error *err)
{
  const kg_term *row;
  kg_status st;
  size_t n = kg_result_n_columns(result);
  for (size_t i = 0; i < n; i++)
    assert_int_equal(kg_buf_printf(buf, "%s?%.*s", i ? " " : "", KG_STR_ARG(kg_result_column(result, i))), 0);
  while ((st = kg_result_next(result, &row, err)) == KG_OK) {
    assert_int_equal(kg_buf_add_char(buf, '\n'), 0);
    for (size_t i = 0; i < n; i++) {
      assert_int_equal(i ? kg_buf_add_char(buf, ' ') : KG_OK, 0);
      print_term(buf, &row[i]);
    }
  }
  return st == KG_DONE ? KG_OK : st;
}

static kg_status
print_triples(kg_result *result, kg_buf *buf, kg_error *err)
{
  kg_quad t;
  kg_status st;
  assert_int_equal(kg_buf_add_str(buf, KG_STR("graph")), 0);
  while ((st = kg_result_next_triple(result, &t, err)) == KG_OK) {
    const kg_term *terms[3] = {&t.subject, &t.predicate, &t.object};
    for (int i = 0; i < 3; i++) {
      assert_int_equal(kg_buf_add_char(buf, i ? ' ' : '\n'), 0);
      print_term(buf, terms[i]);
    }
  }
  return st == KG_DONE ? KG_OK : st;
}

static char *
sort_rows(char *text)
{
  char *lines[4096], *save = NULL, *out = calloc(1, strlen(text) + 2);
  size_t n = 0;
  for (char *line = strtok_r(text, "\n", &save); line && n < 4096; line = strtok_r(NULL, "\n", &save))
    lines[n++] = line;
  if (n > 1)
    qsort(lines + 1, n - 1, sizeof *lines, compare_lines);
  for (size_t i = 0; i < n; i++)
    strcat(strcat(out, i ? "\n" : ""), lines[i]);
  return out;
}

static kg_status
ask(kg_store *store, const char *query, const kg_query_options *options, char **answer, kg_error *err)
{
  kg_world *world = kg_world_new();
  kg_txn *txn = NULL;
  kg_result *result = NULL;
  kg_buf buf = {0};
  *answer = NULL;
  assert_ok(kg_txn_begin_read(store, &txn, err), *err);
  kg_query_options used = options ? *options : (kg_query_options){0};
  used.engine = KG_ENGINE_RASQAL;
  kg_status st = kg_query_run(world, txn, kg_str_of(query), &used, &result, err);
  if (!st && kg_result_get_form(result) == KG_RESULT_BOOLEAN)
    assert_int_equal(kg_buf_add_str(&buf, kg_result_boolean(result) ? KG_STR("true") : KG_STR("false")), 0);
  else if (!st)
    st = kg_result_get_form(result) == KG_RESULT_ROWS ? print_rows(result, &buf, err)
                                                      : print_triples(result, &buf, err);
  kg_result_free(result);
  kg_txn_abort(txn);
  kg_world_free(world);
  if (!st) {
    assert_int_equal(kg_buf_add_char(&buf, '\0'), 0);
    *answer = strstr(query, "ORDER") ? strdup(buf.ptr) : sort_rows(buf.ptr);
  }
  kg_buf_release(&buf);
  return st;
}

static void
assert_answer_with(kg_store *store, const char *query, const kg_query_options *options, const char *want)
{
  kg_error err = {0};
  char *got = NULL;
  kg_status st = ask(store, query, options, &got, &err);
  if (st || strcmp(got, want) != 0) {
    char text[2048];
    kg_error_print(&err, text, sizeof text);
    fail_msg("%s\ngave %s: %s\nnot\n%s", query, st ? text : "", got ? got : "", want);
  }
  free(got);
}

static void
assert_answer(kg_store *store, const char *query, const char *want)
{
  assert_answer_with(store, query, NULL, want);
}

static kg_error
assert_fails(kg_status want, kg_store *store, const char *query, const kg_query_options *options)
{
  kg_error err = {0};
  char *got = NULL;
  kg_status st = ask(store, query, options, &got, &err);
  if (st != want)
    fail_msg("%s\ngave %s, not %s: %s", query, kg_status_name(st), kg_status_name(want),
             got ? got : err.message);
  assert_int_equal(err.status, want);
  assert_true(err.message[0]);
  return err;
}

// ---- what rasqal can do

static void
queries_are_answered(void **state)
{
  static const struct {
    const char *query, *answer;
  } rows[] = {
      {"SELECT ?x WHERE { ?x :knows :cem }", "?x\n:ann\n:bob"},
      {"SELECT * WHERE { ?x :age ?y }", "?x ?y\n:ann 30\n:bob 7"},
      {"SELECT ?x ?z WHERE { ?x :knows ?y . ?y :knows ?z }", "?x ?z\n:ann :cem"},
      {"SELECT ?x WHERE { ?x ?p ?x }", "?x"},
      {"SELECT ?p ?o WHERE { :bob ?p ?o }", "?p ?o\n:age 7\n:knows :cem"},
      {"ASK { :ann :knows :bob }", "true"},
      {"ASK { :bob :knows :ann }", "false"},
      {"ASK { ?x :age 7 }", "true"},
      {"CONSTRUCT { ?y :knownBy ?x } WHERE { ?x :knows ?y }",
       "graph\n:bob :knownBy :ann\n:cem :knownBy :ann\n:cem :knownBy :bob"},
      {"CONSTRUCT { ?x a :Person } WHERE { ?x :knows ?y }",
       "graph\n:ann <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> :Person\n"
       ":bob <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> :Person"},
      {"SELECT ?x ?n WHERE { ?x :knows :cem OPTIONAL { ?x :name ?n } }", "?x ?n\n:ann \"Ann\"@en\n:bob -"},
      {"SELECT ?x WHERE { { ?x :age 30 } UNION { ?x :age 7 } }", "?x\n:ann\n:bob"},
      {"SELECT ?x WHERE { ?x :age ?a FILTER (?a > 10) }", "?x\n:ann"},
      {"SELECT ?x WHERE { ?x :name ?n FILTER (?n = \"Cem\") }", "?x\n:cem"},
      {"SELECT ?x WHERE { ?x :name ?n FILTER (lang(?n) = \"en\") }", "?x\n:ann"},
      {"SELECT ?x WHERE { ?x :name ?n FILTER regex(?n, \"^a\", \"i\") }", "?x\n:ann"},
      {"SELECT ?x ?a WHERE { ?x :age ?a } ORDER BY ?a", "?x ?a\n:bob 7\n:ann 30"},
      {"SELECT ?x ?a WHERE { ?x :age ?a } ORDER BY DESC(?a) LIMIT 1", "?x ?a\n:ann 30"},
      {"SELECT ?x ?a WHERE { ?x :age ?a } ORDER BY ?a OFFSET 1", "?x ?a\n:ann 30"},
      {"SELECT DISTINCT ?y WHERE { ?x :knows ?y }", "?y\n:bob\n:cem"},
      {"SELECT (COUNT(*) AS ?n) WHERE { ?x :knows ?y }", "?n\n3"},
      {"SELECT ?x (COUNT(?y) AS ?n) WHERE { ?x :knows ?y } GROUP BY ?x", "?x ?n\n:ann 2\n:bob 1"},
      {"SELECT (SUM(?a) AS ?n) WHERE { ?x :age ?a }", "?n\n37"},
      {"SELECT (?a + 1 AS ?b) WHERE { :bob :age ?a }", "?b\n8"},
      {"SELECT (?a+1-2+3*4-5+6 AS ?b) WHERE { :bob :age ?a }", "?b\n19"},
      {"SELECT ?x WHERE { ?x :age ?a FILTER (?a > -1 && ?a-1=6 && \"-1\"!=\"a -1\") }", "?x\n:bob"},
      {"SELECT ?x WHERE { ?x :age +30 }", "?x"},
      {"SELECT ?x ?s WHERE { ?x :age ?a BIND (str(?x) AS ?s) FILTER (?a = 7) }",
       "?x ?s\n:bob \"http://example.org/bob\""},
  };
  kg_store *store = store_of(state, people);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char query[512];
    snprintf(query, sizeof query, PREFIX "%s", rows[i].query);
    assert_answer(store, query, rows[i].answer);
  }
}

// Each claim has several values, so that its pattern goes on after the OPTIONAL was asked.
static void
patterns_keep_their_variables_beside_optional_ones(void **state)
{
  kg_store *store =
      store_of(state, ":c :who :y ; :in 1 ; :on 2 . :d :who :k ; :in 3 . :y :name \"Y\" . :k :name \"K\" ."
                      ":a :name \"A\" . :y :leads :k .");
  assert_answer(store,
                PREFIX "SELECT ?c ?n ?w ?l { ?c :who ?x ; ?d ?w . ?x :name ?n . FILTER (?d != :who)"
                       " OPTIONAL { ?x :leads ?y . ?y :name ?l } FILTER (?w < 9) }",
                "?c ?n ?w ?l\n:c \"Y\" 1 \"K\"\n:c \"Y\" 2 \"K\"\n:d \"K\" 3 -");
  assert_answer(store,
                PREFIX "SELECT ?x ?n ?w { ?c :who ?x . ?x :name ?n . ?c ?d ?w OPTIONAL { ?x :leads ?n } }",
                "?x ?n ?w\n:k \"K\" 3\n:k \"K\" :k\n:y \"Y\" 1\n:y \"Y\" 2\n:y \"Y\" :y");
}

static void
empty_answers_keep_their_columns(void **state)
{
  kg_store *store = store_of(state, people);
  assert_answer(store, PREFIX "SELECT ?x ?why WHERE { ?x :hates ?why }", "?x ?why");
  assert_answer(store, PREFIX "SELECT * WHERE { ?x :hates ?why }", "?x ?why");
  assert_answer(store, PREFIX "CONSTRUCT { ?x :p ?y } WHERE { ?x :hates ?y }", "graph");
}

static void
terms_come_out_as_they_are_stored(void **state)
{
  static const char *const terms[] = {
      "\"007\"^^<http://www.w3.org/2001/XMLSchema#integer>",
      "\"99999999999\"^^<http://www.w3.org/2001/XMLSchema#integer>",
      "\"+1.50\"^^<http://www.w3.org/2001/XMLSchema#decimal>",
      "\"1e3\"^^<http://www.w3.org/2001/XMLSchema#double>",
      "\"1\"^^<http://www.w3.org/2001/XMLSchema#boolean>",
      "\"2024-05-06T07:08:09.100+02:00\"^^<http://www.w3.org/2001/XMLSchema#dateTime>",
      "\"2024-05-06+02:00\"^^<http://www.w3.org/2001/XMLSchema#date>",
      "\"2024\"^^<http://www.w3.org/2001/XMLSchema#gYear>",
      "\"007\"^^<http://www.w3.org/2001/XMLSchema#int>",
      "\"seven\"^^<http://www.w3.org/2001/XMLSchema#integer>",
      "\"text\"",
      "\"text\"@en-gb",
      "\"a \\\"quoted\\\"\\nline\"",
      "\"\"",
      "<http://b\xc3\xbc"
      "cher.example/>",
  };
  for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
    char quads[600], want[512];
    snprintf(quads, sizeof quads, ":a :p %s .", terms[i]);
    kg_store *store = store_of(state, quads);
    if (strstr(terms[i], "#integer"))
      snprintf(want, sizeof want, "?o\n%.*s", (int)strcspn(terms[i] + 1, "\""), terms[i] + 1);
    else
      snprintf(want, sizeof want, "?o\n%s", terms[i]);
    assert_answer(store, "SELECT ?o WHERE { ?s ?p ?o }", want);
    assert_answer(store, "SELECT ?o WHERE { ?s ?p ?o . ?t ?q ?o } ORDER BY ?o", want);
    snprintf(quads, sizeof quads, "graph\n:a :q %s", want + 3);
    assert_answer(store, PREFIX "CONSTRUCT { ?s :q ?o } WHERE { ?s ?p ?o }", quads);
  }
}

static void
blank_nodes_join_and_keep_their_labels(void **state)
{
  kg_store *store = store_of(state, ":a :p _:x . _:x :q 1 . :a :r _:y . _:y :q 2 .");
  assert_answer(store, PREFIX "SELECT ?o WHERE { :a :p ?b . ?b :q ?o }", "?o\n1");
  assert_answer(store, PREFIX "SELECT ?b WHERE { ?b :q 2 }", "?b\n_:b2");
}

static void
triple_terms_are_left_out(void **state)
{
  kg_store *store =
      store_of(state, ":a :p 1 . :a :says <<( <http://example.org/x> <http://example.org/y> \"z\" )>> .");
  assert_answer(store, "SELECT ?o WHERE { ?s ?p ?o }", "?o\n1");
}

static void
a_resource_is_described_with_its_blank_nodes(void **state)
{
  kg_store *store = store_of(state, ":a :p _:x ; :q 1 . _:x :r :b . :b :q 2 . :c :p :a .");
  assert_answer(store, "DESCRIBE <http://example.org/a>", "graph\n:a :p _:b1\n:a :q 1\n_:b1 :r :b");
  assert_answer(store, PREFIX "DESCRIBE ?x WHERE { ?x :q 2 }", "graph\n:b :q 2");
  assert_answer(store, PREFIX "DESCRIBE :b ?x { ?x :p :a }", "graph\n:b :q 2\n:c :p :a");
  assert_answer(store, PREFIX "DESCRIBE * WHERE { ?x :r ?y }", "graph\n:b :q 2\n_:b1 :r :b");
  assert_answer(store, PREFIX "DESCRIBE :nobody", "graph");
}

// ---- graphs

static const char *const graphs = ":a :p 1 . :a :p 1 :g . :a :p 2 :g . :a :p 3 :h . :b :q :a :h .";

static void
the_default_graph_is_the_union_without_duplicates(void **state)
{
  kg_store *store = store_of(state, graphs);
  assert_answer(store, PREFIX "SELECT ?o WHERE { :a :p ?o }", "?o\n1\n2\n3");
  assert_answer(store, PREFIX "SELECT ?s ?o WHERE { ?s ?p ?o }", "?s ?o\n:a 1\n:a 2\n:a 3\n:b :a");
  assert_answer(store, PREFIX "ASK { :a :p 3 }", "true");
}

static void
the_strict_default_graph_is_the_unnamed_one(void **state)
{
  kg_store *store = store_of(state, graphs);
  kg_query_options strict = {.strict_default = true};
  assert_answer_with(store, PREFIX "SELECT ?o WHERE { :a :p ?o }", &strict, "?o\n1");
  assert_answer_with(store, PREFIX "ASK { :a :p 3 }", &strict, "false");
  assert_answer_with(store, PREFIX "SELECT ?o WHERE { GRAPH :g { :a :p ?o } }", &strict, "?o\n1\n2");
}

static void
graphs_are_asked_by_name_and_by_variable(void **state)
{
  kg_store *store = store_of(state, graphs);
  assert_answer(store, PREFIX "SELECT ?o WHERE { GRAPH :g { ?s :p ?o } }", "?o\n1\n2");
  assert_answer(store, PREFIX "SELECT ?o WHERE { GRAPH :none { ?s :p ?o } }", "?o");
  assert_answer(store, PREFIX "SELECT ?g ?o WHERE { GRAPH ?g { ?s :p ?o } }", "?g ?o\n:g 1\n:g 2\n:h 3");
  assert_answer(store, PREFIX "SELECT ?g WHERE { GRAPH ?g { ?b :q ?a . ?a :p 3 } }", "?g\n:h");
  assert_answer(store, PREFIX "SELECT ?g ?s WHERE { ?s :q ?a . GRAPH ?g { ?a :p 2 } }", "?g ?s\n:g :b");
  assert_answer(store_of(state, ":a :p 1 ."), PREFIX "SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } }", "?g");
}

static void
from_means_graphs_of_the_store(void **state)
{
  kg_store *store = store_of(state, graphs);
  assert_answer(store, PREFIX "SELECT ?o FROM :g WHERE { ?s :p ?o }", "?o\n1\n2");
  assert_answer(store, PREFIX "SELECT ?o FROM :g FROM :h WHERE { ?s :p ?o }", "?o\n1\n2\n3");
  assert_answer(store, PREFIX "SELECT ?g ?o FROM NAMED :h WHERE { GRAPH ?g { ?s :p ?o } }", "?g ?o\n:h 3");
  assert_answer(store, PREFIX "SELECT ?o FROM NAMED :h WHERE { ?s :p ?o }", "?o");
  assert_answer(store, PREFIX "SELECT ?o FROM :g WHERE { GRAPH :h { ?s :p ?o } }", "?o");
}

static void
from_opens_no_file(void **state)
{
  char query[600];
  const char *path = store_path(state, "data.ttl");
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs("<http://example.org/a> <http://example.org/p> 9 .", file);
  assert_int_equal(fclose(file), 0);
  snprintf(query, sizeof query, "SELECT ?o FROM <file://%s> WHERE { ?s ?p ?o }", path);
  assert_answer(store_of(state, people), query, "?o");
}

// ---- options

static void
known_prefixes_need_no_declaration(void **state)
{
  kg_namespaces *namespaces = kg_namespaces_new();
  kg_store *store = store_of(state, people);
  kg_query_options options = {.namespaces = namespaces};
  assert_int_equal(kg_namespaces_add(namespaces, KG_STR("ex"), KG_STR("http://example.org/")), 0);
  assert_answer_with(store, "SELECT ?x { ?x ex:age 7 }", &options, "?x\n:bob");
  assert_answer_with(store, "# a comment\nBASE <http://b/>\nSELECT ?x { ?x ex:age 7 }", &options, "?x\n:bob");
  assert_answer_with(store, "PREFIX ex: <http://other/> SELECT ?x { ?x ex:age 7 }", &options, "?x");
  assert_answer_with(store, "DESCRIBE ex:cem", &options, "graph\n:cem :name \"Cem\"");
  kg_namespaces_free(namespaces);
}

static void
relative_names_are_resolved_against_the_base(void **state)
{
  kg_query_options options = {.base = KG_STR("http://example.org/")};
  assert_answer_with(store_of(state, people), "SELECT ?x { ?x <age> 7 }", &options, "?x\n:bob");
}

static void
bound_variables_hold_in_patterns_and_expressions(void **state)
{
  kg_binding ann = {KG_STR("x"), kg_term_iri(KG_STR("http://example.org/ann"))};
  kg_binding age = {KG_STR("a"), kg_term_literal(KG_STR("7"), KG_STR(KG_XSD_INTEGER))};
  kg_binding graph = {KG_STR("g"), kg_term_iri(KG_STR("http://example.org/h"))};
  kg_store *store = store_of(state, people);
  kg_query_options options = {.bindings = &ann, .n_bindings = 1};
  assert_answer_with(store, PREFIX "SELECT ?x ?y { ?x :knows ?y }", &options, "?x ?y\n:ann :bob\n:ann :cem");
  assert_answer_with(store, PREFIX "SELECT ?x ?y { ?y :age 7 }", &options, "?x ?y\n:ann :bob");
  assert_answer_with(store, PREFIX "SELECT ?y { ?y :age ?a OPTIONAL { ?x :age ?a } }", &options,
                     "?y\n:ann\n:bob");
  options.bindings = &age;
  assert_answer_with(store, PREFIX "SELECT ?x { ?x :age ?n FILTER (?n = ?a) }", &options, "?x\n:bob");
  assert_answer_with(store, PREFIX "ASK { :ann :age ?a }", &options, "false");
  options.bindings = &graph;
  assert_answer_with(store_of(state, graphs), PREFIX "SELECT ?g ?o { GRAPH ?g { ?s :p ?o } }", &options,
                     "?g ?o\n:h 3");
}

static void
bound_values_are_never_text(void **state)
{
  static const char *const values[] = {"\" } UNION { ?x ?p ?o } #", "> } ; DROP ALL #", "\\\"@en", "a\nb",
                                       "}"};
  kg_store *store = store_of(state, people);
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
    kg_binding literal = {KG_STR("n"), kg_term_string(kg_str_of(values[i]))};
    kg_query_options options = {.bindings = &literal, .n_bindings = 1};
    assert_answer_with(store, PREFIX "SELECT ?x { ?x :name ?n }", &options, "?x");
    literal.value = kg_term_iri(kg_str_of(values[i]));
    assert_answer_with(store, PREFIX "SELECT ?x { ?x :name ?n }", &options, "?x");
    assert_answer_with(store, PREFIX "SELECT ?x { ?x :age 7 FILTER (isIRI(?n)) }", &options, "?x\n:bob");
  }
}

// ---- errors and limits

static void
errors_tell_the_place(void **state)
{
  static const struct {
    const char *query;
    size_t line, column;
  } rows[] = {
      {"SELECT ?x WHERE { ?x ?p }", 1, 25},
      {"SELECT ?x\nWHERE { ?x ?p ?o ?q ?z", 2, 18},
      {"SELEKT ?x WHERE { ?x ?p ?o }", 1, 1},
      {"SELECT ?x WHERE {\n  ?x nope:p ?o .\n}", 2, 6},
      {"PREFIX : <http://example.org/>\nSELECT ?x WHERE {\n  \xc3\xa4:b ?x FILTR ?x :p 1\n}", 3, 3},
      {"SELECT ?x WHERE { ?x ?p ?o } ORDER", 1, 35},
      {"", 1, 1},
  };
  kg_store *store = store_of(state, people);
  kg_world *world = kg_world_new();
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    kg_error err = assert_fails(KG_ERR_QUERY, store, rows[i].query, NULL);
    if (err.line != rows[i].line || err.column != rows[i].column)
      fail_msg("%s: %zu:%zu %s, not %zu:%zu", rows[i].query, err.line, err.column, err.message, rows[i].line,
               rows[i].column);
    assert_status(KG_ERR_QUERY, kg_query_check(world, kg_str_of(rows[i].query), NULL, &err), err);
  }
  kg_error err;
  assert_ok(kg_query_check(world, KG_STR("SELECT * FROM <http://nowhere.invalid/> { ?s ?p ?o }"), NULL, &err),
            err);
  kg_world_free(world);
}

static void
undeclared_prefixes_do_not_shift_the_place(void **state)
{
  kg_namespaces *namespaces = kg_namespaces_new();
  kg_query_options options = {.namespaces = namespaces, .source = "q.rq"};
  assert_int_equal(kg_namespaces_add_common(namespaces), 0);
  kg_error err = assert_fails(KG_ERR_QUERY, store_of(state, people),
                              "SELECT ?x { ?x rdf:type skos:Concept . % }", &options);
  assert_int_equal(err.line, 1);
  assert_int_equal(err.column, 40);
  assert_string_equal(err.source, "q.rq");
  kg_namespaces_free(namespaces);
}

static void
what_rasqal_lacks_is_refused(void **state)
{
  kg_store *store = store_of(state, people);
  assert_fails(KG_ERR_UNSUPPORTED, store, PREFIX "SELECT ?x { ?x :age 7 MINUS { ?x :knows ?y } }", NULL);
  assert_fails(KG_ERR_UNSUPPORTED, store, "SELECT ?x { SERVICE <http://localhost:1/> { ?x ?p ?o } }", NULL);
  assert_fails(KG_ERR_QUERY, store, PREFIX "DELETE DATA { :ann :age 30 }", NULL);
  assert_int_equal(store_size(store), 7);
}

static void
a_query_stops_at_its_deadline(void **state)
{
  kg_buf quads = {0};
  for (int i = 0; i < 300; i++)
    assert_int_equal(kg_buf_printf(&quads, ":s%d :p %d .", i, i), 0);
  assert_int_equal(kg_buf_add_char(&quads, '\0'), 0);
  kg_store *store = store_of(state, quads.ptr);
  kg_buf_release(&quads);
  const char *product = PREFIX "SELECT (COUNT(*) AS ?n) { ?a :p ?b . ?c :p ?d . ?e :p ?f . ?g :p ?h }";
  kg_limits limits = {.deadline = kg_clock() + 50000000};
  kg_query_options options = {.limits = &limits};
  uint64_t start = kg_clock();
  assert_fails(KG_ERR_TIMEOUT, store, product, &options);
  assert_true(kg_clock() - start < UINT64_C(2000000000));
  sig_atomic_t stop = 1;
  kg_limits interrupted = {.interrupted = &stop};
  options.limits = &interrupted;
  assert_fails(KG_ERR_INTERRUPTED, store, product, &options);
}

static void
hostile_texts_are_refused(void **state)
{
  kg_store *store = store_of(state, people);
  kg_buf text = {0};
  static const char *const units[] = {"(", "{", "!", "1+", "[", "<", "\"", "# ", "?x ", "OPTIONAL{", "-"};
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
    kg_buf_clear(&text);
    assert_int_equal(kg_buf_add_str(&text, KG_STR("SELECT * { ?x ?p ?o FILTER (")), 0);
    while (text.len < 200000)
      assert_int_equal(kg_buf_add_str(&text, kg_str_of(units[i])), 0);
    assert_int_equal(kg_buf_add_char(&text, '\0'), 0);
    assert_fails(KG_ERR_QUERY, store, text.ptr, NULL);
  }
  kg_buf_release(&text);
  kg_world *world = kg_world_new();
  kg_error err;
  assert_status(KG_ERR_QUERY, kg_query_check(world, (kg_str){"ASK {}\0{", 8}, NULL, &err), err);
  assert_status(KG_ERR_QUERY, kg_query_check(world, KG_STR("ASK { ?s ?p \"\xff\" }"), NULL, &err), err);
  kg_world_free(world);
}

static void
two_results_are_read_in_turn(void **state)
{
  kg_store *store = store_of(state, people);
  kg_world *world = kg_world_new();
  kg_txn *txn;
  kg_error err;
  kg_result *ages, *names;
  const kg_term *row;
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_ok(
      kg_query_run(world, txn, KG_STR("SELECT ?a { ?x <http://example.org/age> ?a }"), NULL, &ages, &err),
      err);
  assert_ok(
      kg_query_run(world, txn, KG_STR("SELECT ?n { ?x <http://example.org/name> ?n }"), NULL, &names, &err),
      err);
  for (int i = 0; i < 2; i++) {
    assert_ok(kg_result_next(ages, &row, &err), err);
    assert_str(KG_XSD_INTEGER, row[0].datatype);
    assert_ok(kg_result_next(names, &row, &err), err);
    assert_int_equal(row[0].value.len, 3);
  }
  assert_int_equal(kg_result_next(ages, &row, &err), KG_DONE);
  kg_result_free(ages);
  assert_int_equal(kg_result_next(names, &row, &err), KG_DONE);
  kg_result_free(names);
  kg_txn_abort(txn);
  kg_world_free(world);
}

static void
without_a_world_it_is_refused(void **state)
{
  static const kg_query_options options = {.engine = KG_ENGINE_RASQAL};
  kg_store *store = store_of(state, people);
  kg_result *result = NULL;
  kg_error err = {0};
  kg_txn *txn;
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_status(KG_ERR_ARGUMENT, kg_query_run(NULL, txn, KG_STR("ASK {}"), &options, &result, &err), err);
  assert_null(result);
  assert_status(KG_ERR_ARGUMENT, kg_query_check(NULL, KG_STR("ASK {}"), &options, &err), err);
  kg_txn_abort(txn);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      store_test(queries_are_answered),
      store_test(patterns_keep_their_variables_beside_optional_ones),
      store_test(empty_answers_keep_their_columns),
      store_test(terms_come_out_as_they_are_stored),
      store_test(blank_nodes_join_and_keep_their_labels),
      store_test(triple_terms_are_left_out),
      store_test(a_resource_is_described_with_its_blank_nodes),
      store_test(the_default_graph_is_the_union_without_duplicates),
      store_test(the_strict_default_graph_is_the_unnamed_one),
      store_test(graphs_are_asked_by_name_and_by_variable),
      store_test(from_means_graphs_of_the_store),
      store_test(from_opens_no_file),
      store_test(known_prefixes_need_no_declaration),
      store_test(relative_names_are_resolved_against_the_base),
      store_test(bound_variables_hold_in_patterns_and_expressions),
      store_test(bound_values_are_never_text),
      store_test(errors_tell_the_place),
      store_test(undeclared_prefixes_do_not_shift_the_place),
      store_test(what_rasqal_lacks_is_refused),
      store_test(a_query_stops_at_its_deadline),
      store_test(hostile_texts_are_refused),
      store_test(two_results_are_read_in_turn),
      store_test(without_a_world_it_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
