// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Random queries over random data: what the specification by its letter gives is what the engine gives, and
// the three ways that a condition can turn out add up; and what rasqal can answer, it answers the same.
// $KG_RANDOM is the number of queries, $KG_SEED the first seed.

#include "tests/support/naive.h"
#include "tests/support/sparql.h"

#include <stdio.h>
#include <stdlib.h>

enum { N_NODES = 6, N_LINKS = 3, N_FREE = 5, QUERIES_OF_DATA = 20 };

typedef struct maker {
  uint64_t seed;
  naive_data data;
  kg_arena *arena;
  bool plain; // Only what rasqal answers: no paths, aggregates, MINUS, triple terms, EXISTS
} maker;

static unsigned
below(maker *m, unsigned n)
{
  return (unsigned)random_below(&m->seed, n);
}

static void *
make(maker *m, size_t size)
{
  return kg_arena_calloc(m->arena, 1, size);
}

// ---- data

static int
random_term(maker *m)
{
  unsigned kind = below(m, 10);
  if (kind == 0 && m->data.n_terms && !m->plain)
    return NAIVE_TRIPLE + (int)below(m, (unsigned)m->data.n_terms);
  if (kind < 4)
    return NAIVE_INTEGER + (int)below(m, 4);
  return (int)below(m, N_NODES);
}

// A term that the data has as subject or object: for a path of no steps that is a condition.
static int
present_term(maker *m)
{
  const naive_triple *t = &m->data.triples[below(m, (unsigned)m->data.n)];
  return t->at[2 * below(m, 2)];
}

static void
make_data(maker *m)
{
  m->data = (naive_data){0};
  for (int i = 0; i < 3; i++) {
    naive_triple t = {{(int)below(m, N_NODES), NAIVE_LINK + (int)below(m, N_LINKS), random_term(m)}};
    bool known = false;
    for (size_t k = 0; k < m->data.n_terms; k++)
      known = known || memcmp(&t, &m->data.terms[k], sizeof t) == 0;
    if (!known)
      m->data.terms[m->data.n_terms++] = t;
  }
  for (unsigned i = 0, n = 6 + below(m, 16); i < n; i++) {
    naive_triple t = {{(int)below(m, N_NODES), NAIVE_LINK + (int)below(m, N_LINKS), random_term(m)}};
    bool known = false;
    for (size_t k = 0; k < m->data.n; k++)
      known = known || memcmp(&t, &m->data.triples[k], sizeof t) == 0;
    if (!known)
      m->data.triples[m->data.n++] = t;
  }
}

// ---- queries

static naive_pattern *random_pattern(maker *m, unsigned depth);

static int
random_var(maker *m)
{
  return NAIVE_VAR((int)below(m, N_FREE));
}

static void
note(naive_pattern *p, int place)
{
  if (place < NAIVE_UNBOUND)
    p->visible |= 1u << (-2 - place);
}

static naive_pattern *
random_triples(maker *m)
{
  naive_pattern *p = make(m, sizeof *p);
  p->n_triples = 1 + below(m, 3);
  for (size_t i = 0; i < p->n_triples; i++) {
    int *at = p->triples[i].at;
    at[0] = below(m, 4) ? random_var(m) : (int)below(m, N_NODES);
    at[1] = below(m, 6) ? NAIVE_LINK + (int)below(m, N_LINKS) : random_var(m);
    at[2] = below(m, 4) ? random_var(m) : random_term(m);
    for (int k = 0; k < 3; k++)
      note(p, at[k]);
  }
  return p;
}

static naive_path *
random_path(maker *m, unsigned depth)
{
  naive_path *path = make(m, sizeof *path);
  path->kind = depth ? (naive_path_kind)below(m, NAIVE_PATH_NOT + 1)
                     : (naive_path_kind)(below(m, 5) ? NAIVE_PATH_LINK : NAIVE_PATH_NOT);
  path->link = NAIVE_LINK + (int)below(m, N_LINKS);
  bool leaf = path->kind == NAIVE_PATH_LINK || path->kind == NAIVE_PATH_NOT;
  if (!leaf)
    path->parts[0] = random_path(m, depth - 1);
  if (path->kind == NAIVE_PATH_SEQUENCE || path->kind == NAIVE_PATH_ALTERNATIVE)
    path->parts[1] = random_path(m, depth - 1);
  return path;
}

static naive_pattern *
random_path_pattern(maker *m)
{
  naive_pattern *p = make(m, sizeof *p);
  p->kind = NAIVE_PATH;
  p->n_triples = 1;
  p->path = random_path(m, 3);
  p->triples[0].at[0] = below(m, 3) ? random_var(m) : (int)below(m, N_NODES);
  p->triples[0].at[2] = below(m, 3) ? random_var(m) : present_term(m);
  bool known = p->triples[0].at[0] < 0;
  for (size_t i = 0; i < m->data.n; i++)
    known = known || m->data.triples[i].at[0] == p->triples[0].at[0] ||
            m->data.triples[i].at[2] == p->triples[0].at[0];
  if (!known)
    p->triples[0].at[0] = random_var(m);
  note(p, p->triples[0].at[0]);
  note(p, p->triples[0].at[2]);
  return p;
}

static naive_expr *
random_expr(maker *m, unsigned depth)
{
  static const unsigned arity[] = {
      [NAIVE_EXPR_EQUAL] = 2,   [NAIVE_EXPR_LESS] = 2,   [NAIVE_EXPR_ADD] = 2,
      [NAIVE_EXPR_AND] = 2,     [NAIVE_EXPR_OR] = 2,     [NAIVE_EXPR_NOT] = 1,
      [NAIVE_EXPR_IN] = 3,      [NAIVE_EXPR_IF] = 3,     [NAIVE_EXPR_COALESCE] = 2,
      [NAIVE_EXPR_SUBJECT] = 1, [NAIVE_EXPR_OBJECT] = 1, [NAIVE_EXPR_IS_TRIPLE] = 1,
      [NAIVE_EXPR_EXISTS] = 0};
  naive_expr *e = make(m, sizeof *e);
  e->kind = depth ? (naive_expr_kind)below(m, NAIVE_EXPR_EXISTS + 1) : NAIVE_EXPR_TERM;
  e->term =
      e->kind == NAIVE_EXPR_BOUND || below(m, 3) ? NAIVE_VAR((int)below(m, NAIVE_VARS)) : random_term(m);
  if (e->kind == NAIVE_EXPR_TERM && e->term >= NAIVE_TRIPLE && e->term < NAIVE_INTEGER)
    e->term = NAIVE_INTEGER; // a triple term in an expression is a call
  for (unsigned i = 0; i < arity[e->kind]; i++)
    e->args[i] = random_expr(m, depth - 1);
  if (e->kind == NAIVE_EXPR_EXISTS)
    e->pattern = random_triples(m);
  return e;
}

static naive_expr *
random_leaf(maker *m, int term)
{
  naive_expr *e = make(m, sizeof *e);
  e->term = term;
  return e;
}

// A variable on one side of an integer, or between two.
static naive_expr *
random_range(maker *m, int var, bool two)
{
  naive_expr *e = make(m, sizeof *e);
  e->kind = two ? NAIVE_EXPR_AND : below(m, 4) ? NAIVE_EXPR_LESS : NAIVE_EXPR_EQUAL;
  unsigned first = below(m, 2);
  e->args[first] = two ? random_range(m, var, false) : random_leaf(m, var);
  e->args[!first] = two ? random_range(m, var, false) : random_leaf(m, NAIVE_INTEGER + (int)below(m, 4));
  return e;
}

// A variable that must be a term, one of two, or another variable.
static naive_expr *
random_equality(maker *m, unsigned depth)
{
  static const naive_expr_kind kinds[] = {NAIVE_EXPR_EQUAL, NAIVE_EXPR_IN, NAIVE_EXPR_AND, NAIVE_EXPR_OR};
  naive_expr *e = make(m, sizeof *e);
  e->kind = kinds[below(m, depth ? 4 : 2)];
  if (e->kind == NAIVE_EXPR_AND || e->kind == NAIVE_EXPR_OR) {
    e->args[0] = random_equality(m, depth - 1);
    e->args[1] = random_equality(m, depth - 1);
    return e;
  }
  e->args[0] = random_leaf(m, random_var(m));
  for (int i = 1; i < (e->kind == NAIVE_EXPR_IN ? 3 : 2); i++)
    e->args[i] = random_leaf(m, below(m, 4) ? (int)below(m, N_NODES) : random_var(m));
  return e;
}

static int
fresh_var(maker *m, unsigned visible)
{
  int v = (int)below(m, NAIVE_VARS);
  for (int i = 0; i < NAIVE_VARS; i++, v = (v + 1) % NAIVE_VARS)
    if (!(visible >> v & 1))
      return v;
  return -1;
}

static void
fill_values(maker *m, naive_pattern *p)
{
  p->var = (int)below(m, N_FREE);
  p->argument = (p->var + 1 + (int)below(m, N_FREE - 1)) % N_FREE;
  p->n_triples = below(m, 4);
  for (size_t i = 0; i < p->n_triples; i++)
    for (int k = 0; k < 2; k++)
      p->triples[i].at[k] = below(m, 4) ? random_term(m) : NAIVE_UNBOUND;
  p->visible |= 1u << p->var | 1u << p->argument;
}

static naive_pattern *
one_part(maker *m, naive_kind kind, unsigned depth)
{
  naive_pattern *p = make(m, sizeof *p), *inner = random_pattern(m, depth - 1);
  p->kind = kind;
  p->parts[0] = inner;
  p->visible = inner->visible;
  p->var = fresh_var(m, inner->visible);
  if (kind == NAIVE_FILTER || kind == NAIVE_BIND)
    p->expr = below(m, 2)   ? random_expr(m, 3)
              : below(m, 2) ? random_equality(m, 1)
                            : random_range(m, random_var(m), below(m, 2));
  if (kind == NAIVE_VALUES)
    fill_values(m, p);
  if (kind == NAIVE_SELECT) {
    p->visible = (inner->visible & below(m, 1u << NAIVE_VARS)) | 1u << below(m, N_FREE);
    p->distinct = below(m, 2);
  }
  if (kind == NAIVE_GROUP) {
    p->keys = inner->visible & below(m, 1u << NAIVE_VARS) & below(m, 1u << NAIVE_VARS);
    p->argument = (int)below(m, N_FREE);
    p->aggregate = (naive_aggregate)below(m, NAIVE_SUM + 1);
  }
  if ((kind == NAIVE_BIND || kind == NAIVE_GROUP) && p->var < 0)
    return inner;
  if (kind == NAIVE_BIND)
    p->visible |= 1u << p->var;
  if (kind == NAIVE_GROUP)
    p->visible = p->keys | 1u << p->var;
  return p;
}

static naive_pattern *
random_pattern(maker *m, unsigned depth)
{
  naive_kind kind = depth ? (naive_kind)below(m, NAIVE_GROUP + 1) : (naive_kind)below(m, 2);
  if (kind == NAIVE_TRIPLES)
    return random_triples(m);
  if (kind == NAIVE_PATH)
    return random_path_pattern(m);
  if (kind >= NAIVE_FILTER)
    return one_part(m, kind, depth);
  naive_pattern *p = make(m, sizeof *p);
  p->kind = kind;
  for (int i = 0; i < 2; i++)
    p->parts[i] = random_pattern(m, depth - 1);
  p->visible = p->parts[0]->visible | (kind == NAIVE_MINUS ? 0 : p->parts[1]->visible);
  if (kind == NAIVE_OPTIONAL && below(m, 2))
    p->expr = random_expr(m, 2);
  return p;
}

// ---- comparing

static int
compare_lines(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
print_value(const maker *m, int term, kg_buf *line)
{
  if (term >= NAIVE_INTEGER) {
    kg_buf_printf(line, "\"%d\"^^xsd:integer", term - NAIVE_INTEGER);
  } else if (term >= NAIVE_FALSE) {
    kg_buf_printf(line, "\"%s\"^^xsd:boolean", term == NAIVE_TRUE ? "true" : "false");
  } else if (term >= NAIVE_TRIPLE) {
    kg_buf_printf(line, "<<(");
    for (int i = 0; i < 3; i++) {
      kg_buf_printf(line, " ");
      print_value(m, m->data.terms[term - NAIVE_TRIPLE].at[i], line);
    }
    kg_buf_printf(line, " )>>");
  } else {
    naive_print_term(&m->data, term, line);
  }
}

// As store_ask() prints them.
static char *
expected(const maker *m, const naive_rows *rows)
{
  char **lines = calloc(rows->n + 1, sizeof *lines);
  kg_buf text = {0};
  for (size_t i = 0; i < rows->n; i++) {
    kg_buf line = {0};
    for (int v = 0; v < NAIVE_VARS; v++)
      if (rows->items[i].at[v] != NAIVE_UNBOUND) {
        kg_buf_printf(&line, "%s?v%d=", line.len ? " " : "", v);
        print_value(m, rows->items[i].at[v], &line);
      }
    kg_buf_add_char(&line, '\0');
    lines[i] = line.ptr;
  }
  qsort(lines, rows->n, sizeof *lines, compare_lines);
  for (size_t i = 0; i < rows->n; i++) {
    kg_buf_printf(&text, "%s\n", lines[i]);
    free(lines[i]);
  }
  kg_buf_add_char(&text, '\0');
  free(lines);
  return text.ptr;
}

static char *
ask(kg_store *store, const naive_data *data, const naive_pattern *p, const char *suffix,
    const kg_query_options *options)
{
  kg_buf text = {0};
  kg_buf_printf(&text, "SELECT ?v0 ?v1 ?v2 ?v3 ?v4 ?v5 ?v6 ?v7 { ");
  naive_print(data, p, &text);
  kg_buf_printf(&text, "%s }", suffix);
  char *answer = store_ask(store, kg_buf_str(&text), false, options);
  kg_buf_release(&text);
  return answer;
}

static void
complain(const maker *m, const naive_pattern *p, uint64_t seed, const char *want, const char *got)
{
  kg_buf data = {0}, query = {0};
  naive_print_data(&m->data, &data);
  naive_print(&m->data, p, &query);
  fail_msg("seed %llu: over\n%.*sthe pattern\n%.*s\ngives %zu rows\n%.3000s\nnot %zu\n%.3000s",
           (unsigned long long)seed, KG_STR_ARG(kg_buf_str(&data)), KG_STR_ARG(kg_buf_str(&query)),
           lines_of(got), got, lines_of(want), want);
}

// Rows where the condition holds, does not, and fails.
static void
check_partition(maker *m, kg_store *store, const naive_pattern *p, size_t n, uint64_t seed)
{
  static const char *const forms[] = {" FILTER (%.*s)", " FILTER (!(%.*s))",
                                      " FILTER (COALESCE(IF(%.*s, 1, 0), 2) = 2)"};
  kg_buf condition = {0};
  size_t sum = 0;
  naive_print_expr(&m->data, random_expr(m, 3), &condition);
  for (int i = 0; i < 3; i++) {
    char *suffix = NULL;
    assert_true(asprintf(&suffix, forms[i], KG_STR_ARG(kg_buf_str(&condition))) > 0);
    char *answer = ask(store, &m->data, p, suffix, NULL);
    if (strncmp(answer, "error", 5) == 0)
      complain(m, p, seed, suffix, answer);
    sum += lines_of(answer);
    free(answer);
    free(suffix);
  }
  if (sum != n) {
    kg_buf_add_char(&condition, '\0');
    print_message("%zu rows for %s\n", sum, condition.ptr);
    complain(m, p, seed, condition.ptr, "another number of rows in three parts");
  }
  kg_buf_release(&condition);
}

static bool
check_query(maker *m, kg_store *store, uint64_t seed)
{
  m->seed = seed;
  naive_pattern *p = random_pattern(m, 3);
  naive_rows rows = naive_eval(&m->data, p);
  bool checked = !rows.too_many;
  if (checked) {
    char *want = expected(m, &rows), *got = ask(store, &m->data, p, "", NULL);
    if (strcmp(want, got) != 0)
      complain(m, p, seed, want, got);
    free(want);
    free(got);
    if (rows.n < 2000)
      check_partition(m, store, p, rows.n, seed);
  }
  free(rows.items);
  kg_arena_clear(m->arena);
  return checked;
}

// ---- the second engine

// Rasqal orders IRIs and numbers where the specification has an error, and loses or keeps bindings in groups
// within groups and in unions: so equality only, of variables of the pattern, around triples that are joined
// or optional.
static naive_expr *
plain_condition(maker *m, unsigned visible, unsigned depth)
{
  static const naive_expr_kind kinds[] = {NAIVE_EXPR_EQUAL, NAIVE_EXPR_BOUND, NAIVE_EXPR_AND, NAIVE_EXPR_OR,
                                          NAIVE_EXPR_NOT};
  int var = NAIVE_VAR(fresh_var(m, ~visible));
  naive_expr *e = make(m, sizeof *e);
  e->kind = kinds[below(m, depth ? 5 : 2)];
  e->term = var;
  if (e->kind == NAIVE_EXPR_EQUAL) {
    e->args[0] = random_leaf(m, var);
    e->args[1] = random_leaf(m, random_term(m));
  } else if (e->kind != NAIVE_EXPR_BOUND) {
    for (int i = 0; i < 2; i++)
      e->args[i] = plain_condition(m, visible, depth - 1);
  }
  return e;
}

static naive_pattern *
plain_part(maker *m, naive_kind kind, naive_pattern *first)
{
  naive_pattern *p = make(m, sizeof *p);
  p->kind = kind;
  p->parts[0] = first;
  p->visible = first->visible;
  if (kind == NAIVE_FILTER) {
    p->expr = plain_condition(m, p->visible, 2);
  } else {
    p->parts[1] = random_triples(m);
    p->visible |= p->parts[1]->visible;
  }
  return p;
}

static naive_pattern *
plain_pattern(maker *m)
{
  naive_pattern *p = random_triples(m);
  if (below(m, 2))
    p = plain_part(m, below(m, 2) ? NAIVE_JOIN : NAIVE_OPTIONAL, p);
  return p->visible && below(m, 2) ? plain_part(m, NAIVE_FILTER, p) : p;
}

static bool
check_engines(maker *m, kg_store *store, uint64_t seed)
{
  static const kg_query_options rasqal = {.engine = KG_ENGINE_RASQAL};
  m->seed = seed;
  naive_pattern *p = plain_pattern(m);
  char *want = ask(store, &m->data, p, "", &rasqal), *got = ask(store, &m->data, p, "", NULL);
  bool checked = strncmp(want, "error", 5) != 0;
  if (checked && strcmp(want, got) != 0)
    complain(m, p, seed, want, got);
  free(want);
  free(got);
  kg_arena_clear(m->arena);
  return checked;
}

static unsigned long
setting(const char *name, unsigned long usual)
{
  const char *text = getenv(name);
  return text && *text ? strtoul(text, NULL, 10) : usual;
}

// How many of the queries could be compared.
static unsigned long
compare_queries(void **state, bool plain, bool (*check)(maker *m, kg_store *store, uint64_t seed))
{
  unsigned long n = setting("KG_RANDOM", 200), first = setting("KG_SEED", 1), checked = 0;
  for (unsigned long i = 0; i < n; i += QUERIES_OF_DATA) {
    char name[40];
    kg_buf text = {0};
    maker m = {.seed = first + i, .arena = kg_arena_new(), .plain = plain};
    snprintf(name, sizeof name, "r%lu", i);
    kg_store *store = store_at(state, name, KG_STORE_CREATE | KG_STORE_VOLATILE);
    random_below(&m.seed, 2);
    make_data(&m);
    naive_print_data(&m.data, &text);
    store_read(store, kg_buf_str(&text));
    for (unsigned long k = i; k < n && k < i + QUERIES_OF_DATA; k++)
      checked += check(&m, store, 7919 * (first + k));
    store_close(state, store);
    kg_buf_release(&text);
    kg_arena_free(m.arena);
  }
  print_message("%lu of %lu queries compared\n", checked, n);
  return checked;
}

static void
random_queries_give_what_the_specification_says(void **state)
{
  assert_true(compare_queries(state, false, check_query) >= setting("KG_RANDOM", 200) / 2);
}

static void
random_queries_that_rasqal_answers_give_the_same(void **state)
{
  assert_true(compare_queries(state, true, check_engines) >= setting("KG_RANDOM", 200) / 2);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      store_test(random_queries_give_what_the_specification_says),
      store_test(random_queries_that_rasqal_answers_give_the_same),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
