// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Random queries over random graphs, large enough for every way to join: the answers are those of the same
// query with its patterns matched as they are written; and the order in which patterns are written changes
// little of the work.  Nor does it change an answer that memory holds next to nothing.

#include "tests/support/sparql.h"

#include "kg/kg.h"
#include "kg/sparql/spill.h"

#include <stdlib.h>

enum { N_LINKS = 6, N_NODES = 300, N_TRIPLES = 3000, MOST_ROWS = 30000, MOST_PATTERNS = 5 };

typedef struct random_query {
  uint64_t seed;
  kg_buf text;
  unsigned n_vars; // ?v0 ... in use
} random_query;

static unsigned
below(random_query *q, unsigned n)
{
  return random_below(&q->seed, n);
}

// Numbers and moments of all kinds, in ids and not, some ill-formed, and strings.
static void
add_value(kg_buf *buf, uint64_t *seed)
{
#define XSD "^^<http://www.w3.org/2001/XMLSchema#"
  static const char *const fractions[] = {"0", "5", "25", "125"}; // sums are exact in any order
  static const char *const zones[] = {"", "", "Z", "+14:00", "-05:00"};
  unsigned n = random_below(seed, 40), k = random_below(seed, 28) + 1;
  const char *zone = zones[random_below(seed, 5)], *sign = random_below(seed, 3) ? "" : "-";
  switch (random_below(seed, 14)) {
  case 0:
    kg_buf_printf(buf, "%s%u.%s", sign, n, fractions[k % 4]);
    return;
  case 1:
    kg_buf_printf(buf, "%s%u.%sE%u", sign, n % 10, fractions[n % 4], k % 2);
    return;
  case 2:
    kg_buf_printf(buf, "\"%s0%u\"" XSD "integer>", sign, n);
    return;
  case 3:
    kg_buf_printf(buf, "\"%s%u\"" XSD "int>", sign, n);
    return;
  case 4:
    kg_buf_printf(buf, "\"%s%u.25\"" XSD "float>", sign, n);
    return;
  case 5:
  case 6:
    kg_buf_printf(buf, "\"2020-%02u-%02u%s\"" XSD "date>", n % 12 + 1, k, zone);
    return;
  case 7:
  case 8:
    kg_buf_printf(buf, "\"2020-03-%02uT%02u:00:00%s\"" XSD "dateTime>", k, n % 24, zone);
    return;
  case 9:
    kg_buf_printf(buf, "\"%u%s\"" XSD "gYear>", 1990 + n, zone);
    return;
  case 10:
    kg_buf_printf(buf, n % 2 ? "\"%u\"" : "\"%u\"" XSD "date>", k);
    return;
  case 11:
    kg_buf_printf(buf, n % 2 ? "\"NaN\"" XSD "double>" : "\"%sINF\"" XSD "float>", sign);
    return;
  default:
    kg_buf_printf(buf, "%s%u", sign, n);
  }
#undef XSD
}

static void
fill(kg_store *store, uint64_t seed, bool graphs)
{
  kg_buf data = {0};
  for (int i = 0; i < N_TRIPLES; i++) {
    unsigned s = random_below(&seed, random_below(&seed, N_NODES) + 1), p = random_below(&seed, N_LINKS);
    unsigned o = random_below(&seed, N_NODES);
    bool named = graphs && random_below(&seed, 3) == 0;
    kg_buf_printf(&data, named ? ":g%u { " : "", o % 3);
    kg_buf_printf(&data,
                  p == 4   ? ":n%u :p4 %u"
                  : p == 5 ? ":n%u :p5 "
                           : ":n%u :p%u :n%u",
                  s, p == 4 ? o : p, o);
    if (p == 5)
      add_value(&data, &seed);
    kg_buf_printf(&data, named ? " }\n" : " .\n");
  }
  store_read(store, kg_buf_str(&data));
  kg_buf_release(&data);
}

// ---- patterns

static void
add_node(random_query *q, unsigned constant)
{
  if (below(q, 100) < constant)
    kg_buf_printf(&q->text, ":n%u ", below(q, 20));
  else if (q->n_vars && below(q, 10) < 6)
    kg_buf_printf(&q->text, "?v%u ", below(q, q->n_vars));
  else
    kg_buf_printf(&q->text, "?v%u ", q->n_vars++);
}

static void
add_triple(random_query *q)
{
  static const char *const paths[] = {":p0+ ", ":p1* ", ":p0/:p1? ", "^:p2 ", "(:p0|^:p3)+ ", "!:p4 "};
  unsigned kind = below(q, 20);
  q->n_vars += q->n_vars == 0;
  kg_buf_printf(&q->text, "?v%u ", below(q, q->n_vars));
  if (kind == 0)
    kg_buf_printf(&q->text, "?p ");
  else if (kind == 1)
    kg_buf_printf(&q->text, "%s", paths[below(q, 6)]);
  else
    kg_buf_printf(&q->text, ":p%u ", below(q, N_LINKS));
  add_node(q, 15);
  kg_buf_printf(&q->text, ". ");
}

static void
add_triples(random_query *q, unsigned n)
{
  for (unsigned i = 0; i < n; i++)
    add_triple(q);
}

static void
add_comparison(random_query *q, unsigned v)
{
  static const char *const operators[] = {"<", "<=", ">", ">=", "="};
  const char *sign = operators[below(q, 5)];
  bool turned = below(q, 3) == 0;
  if (!turned)
    kg_buf_printf(&q->text, "?v%u %s ", v, sign);
  add_value(&q->text, &q->seed);
  if (turned)
    kg_buf_printf(&q->text, " %s ?v%u", sign, v);
}

// What a subject has between two values, or on one side of one.
static void
add_range(random_query *q)
{
  unsigned v = q->n_vars++;
  kg_buf_printf(&q->text, "?v%u :p%u ?v%u . FILTER(", below(q, v ? v : 1), 4 + below(q, 2), v);
  add_comparison(q, v);
  for (unsigned n = below(q, 3); n; n--) {
    kg_buf_printf(&q->text, " && ");
    add_comparison(q, v);
  }
  kg_buf_printf(&q->text, ") ");
}

static void add_group(random_query *q, const char *before);

static void
add_filter(random_query *q)
{
  unsigned v = below(q, q->n_vars), n = below(q, N_NODES);
  switch (below(q, 9)) {
  case 0:
    kg_buf_printf(&q->text, "FILTER(?v%u > %u) ", v, n);
    return;
  case 3:
    kg_buf_printf(&q->text, below(q, 2) ? "FILTER(?v%u = :n%u) " : "FILTER(sameTerm(?v%u, :n%u)) ", v,
                  n % 20);
    return;
  case 4:
    kg_buf_printf(&q->text, below(q, 2) ? "FILTER(?v%u = ?v%u) " : "FILTER(sameTerm(?v%u, ?v%u)) ", v,
                  below(q, q->n_vars));
    return;
  case 5:
    kg_buf_printf(&q->text, "FILTER(?v%u IN (:n%u, :n%u, :n%u) || ?v%u = :n7) ", v, n % 20, n % 30, n % 20,
                  v);
    return;
  case 6:
    kg_buf_printf(&q->text, below(q, 2) ? "FILTER(BOUND(?v%u) && 2 > 1) " : "FILTER(!BOUND(?v%u) || 1 > 2) ",
                  v);
    return;
  case 1:
    kg_buf_printf(&q->text, "FILTER(?v%u != :n%u && !(?v%u = %u)) ", v, n, v, n + 1);
    return;
  case 2:
    kg_buf_printf(&q->text, "FILTER(STRLEN(STR(?v%u)) < %u) ", v, 20 + n % 4);
    return;
  default:
    kg_buf_printf(&q->text, "FILTER %sEXISTS { ", below(q, 2) ? "NOT " : "");
    if (below(q, 3)) {
      add_triples(q, 1 + below(q, 2));
    } else {
      add_group(q, "");
      add_group(q, "UNION ");
    }
    kg_buf_printf(&q->text, "} ");
  }
}

static void
add_group(random_query *q, const char *before)
{
  kg_buf_printf(&q->text, "%s{ ", before);
  add_triples(q, 1 + below(q, 2));
  if (below(q, 4) == 0)
    add_filter(q);
  else if (below(q, 4) == 0)
    add_range(q);
  kg_buf_printf(&q->text, "} ");
}

static void
add_more(random_query *q)
{
  switch (below(q, 14)) {
  case 10:
    kg_buf_printf(&q->text, "{ SELECT ?v0 ?v%u { ", q->n_vars - 1);
    add_triples(q, 1 + below(q, 2));
    add_filter(q);
    kg_buf_printf(&q->text, "} } ");
    break;
  case 11:
    kg_buf_printf(&q->text, "{ SELECT DISTINCT ?v0 { ");
    add_triples(q, 1 + below(q, 2));
    kg_buf_printf(&q->text, "} } ");
    break;
  case 12:
    add_group(q, "OPTIONAL ");
    add_filter(q);
    break;
  case 13:
    add_group(q, "");
    break;
  case 0:
    add_group(q, "OPTIONAL ");
    break;
  case 1:
    add_group(q, "MINUS ");
    break;
  case 2:
    add_group(q, "");
    add_group(q, "UNION ");
    break;
  case 3:
    add_group(q, "GRAPH ?g ");
    break;
  case 4:
    kg_buf_printf(&q->text, "VALUES ?v%u { :n1 :n2 :n3 7 } ", below(q, q->n_vars));
    break;
  case 5:
    kg_buf_printf(&q->text, "{ SELECT ?v0 (COUNT(*) AS ?c) { ?v0 :p%u ?x } GROUP BY ?v0 } ", below(q, 4));
    break;
  case 6:
  case 7:
    add_range(q);
    break;
  default:
    add_filter(q);
  }
}

static void
make_query(random_query *q)
{
  static const char *const heads[] = {
      "SELECT * ", "SELECT DISTINCT ?v0 ?v1 ",
      "SELECT ?v0 (COUNT(?v1) AS ?n) (COUNT(DISTINCT ?v1) AS ?d) (SUM(?v1) AS ?s) "};
  unsigned head = below(q, 3);
  q->n_vars = 0;
  kg_buf_clear(&q->text);
  kg_buf_printf(&q->text, "%s{ ", heads[head]);
  add_triples(q, 1 + below(q, 4));
  for (unsigned n = below(q, 3); n; n--)
    add_more(q);
  kg_buf_printf(&q->text, head == 2 ? "} GROUP BY ?v0" : "}");
}

// Of all that there may be: rows that compare equal are equal.
static void
add_order(random_query *q)
{
  kg_buf_printf(&q->text, " ORDER BY ?v1 DESC(STRLEN(STR(?v2))) ?p ?g ?c ?n ?d ?s");
  for (unsigned v = 0; v < q->n_vars; v++)
    kg_buf_printf(&q->text, " ?v%u STR(?v%u) DATATYPE(?v%u)", v, v, v);
}

// ---- answers

// A number of the rows, `ordered` or not; false where there are too many, or there is no answer.
static bool
sum_rows(kg_store *store, kg_str text, bool as_written, bool ordered, uint64_t *n, uint64_t *sum)
{
  static const char prologue[] = "PREFIX : <http://example.org/> ";
  kg_world *world = kg_world_new();
  kg_query_options options = {.as_written = as_written};
  kg_limits limits = {.deadline = kg_clock() + UINT64_C(2000000000)};
  kg_result *result = NULL;
  kg_buf query = {0}, line = {0};
  kg_error err = {0};
  const kg_term *row;
  kg_txn *txn;
  options.limits = &limits;
  kg_buf_printf(&query, "%s%.*s", prologue, KG_STR_ARG(text));
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  kg_status st = kg_query_run(world, txn, kg_buf_str(&query), &options, &result, &err);
  for (*n = *sum = 0; !st && *n < MOST_ROWS && !(st = kg_result_next(result, &row, &err)); ++*n) {
    uint64_t hash = 14695981039346656037u;
    kg_buf_clear(&line);
    for (size_t i = 0; i < kg_result_n_columns(result); i++) {
      kg_buf_printf(&line, "\t");
      if (row[i].kind)
        kg_term_print(&row[i], &line);
    }
    for (size_t i = 0; i < line.len; i++)
      hash = (hash ^ (unsigned char)line.ptr[i]) * 1099511628211u;
    *sum = *sum * (ordered ? 31 : 1) + hash;
  }
  if (st && st != KG_DONE && st != KG_ERR_TIMEOUT)
    fail_msg("%.*s: %s", KG_STR_ARG(kg_buf_str(&query)), err.message);
  kg_result_free(result);
  kg_txn_abort(txn);
  kg_world_free(world);
  kg_buf_release(&query);
  kg_buf_release(&line);
  return st == KG_DONE;
}

// Two stores to ask in turn, and how often: $KG_ROUNDS, or 200 times.
static int
set_out(void **state, kg_store *stores[2])
{
  const char *rounds = getenv("KG_ROUNDS");
  stores[0] = store_at(state, "a", KG_STORE_CREATE | KG_STORE_VOLATILE);
  stores[1] = store_at(state, "b", KG_STORE_CREATE | KG_STORE_VOLATILE);
  fill(stores[0], 3, false);
  fill(stores[1], 4, true);
  return rounds ? atoi(rounds) : 200;
}

static void
optimising_changes_no_answer(void **state)
{
  random_query q = {.seed = 11};
  kg_store *stores[2];
  int compared = 0, n_rounds = set_out(state, stores);
  for (int i = 0; i < n_rounds; i++) {
    uint64_t n[2], sum[2];
    make_query(&q);
    if (!sum_rows(stores[i % 2], kg_buf_str(&q.text), false, false, &n[0], &sum[0]) ||
        !sum_rows(stores[i % 2], kg_buf_str(&q.text), true, false, &n[1], &sum[1]))
      continue;
    compared++;
    if (n[0] != n[1] || sum[0] != sum[1])
      fail_msg("round %d: %.*s\noptimised %llu rows, as written %llu", i, KG_STR_ARG(kg_buf_str(&q.text)),
               (unsigned long long)n[0], (unsigned long long)n[1]);
  }
  assert_true(compared > n_rounds / 2);
  kg_buf_release(&q.text);
}

static void
putting_rows_aside_changes_no_answer(void **state)
{
  random_query q = {.seed = 23};
  kg_store *stores[2];
  int compared = 0, n_rounds = set_out(state, stores);
  for (int i = 0; i < n_rounds; i++) {
    uint64_t n[2], sum[2];
    make_query(&q);
    add_order(&q);
    bool done = sum_rows(stores[i % 2], kg_buf_str(&q.text), false, true, &n[0], &sum[0]);
    kg__spill_share_now = 1;
    done = done && sum_rows(stores[i % 2], kg_buf_str(&q.text), false, true, &n[1], &sum[1]);
    kg__spill_share_now = SIZE_MAX;
    compared += done;
    if (done && (n[0] != n[1] || sum[0] != sum[1]))
      fail_msg("round %d: %.*s\nin memory %llu rows, put aside %llu", i, KG_STR_ARG(kg_buf_str(&q.text)),
               (unsigned long long)n[0], (unsigned long long)n[1]);
  }
  assert_true(compared > n_rounds / 2);
  kg_buf_release(&q.text);
}

// ---- work

// Rows that all operators gave, by what explaining says.
static double
work_of(kg_store *store, const char *text)
{
  kg_buf plan = {0};
  kg_error err = {0};
  kg_txn *txn;
  double all = 0;
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_ok(kg_query_explain(txn, kg_str_of(text), NULL, true, false, &plan, &err), err);
  assert_int_equal(kg_buf_add_char(&plan, '\0'), KG_OK);
  for (const char *at = plan.ptr; (at = strstr(at, ", rows ")); at += 7)
    all += strtod(at + 7, NULL);
  kg_txn_abort(txn);
  kg_buf_release(&plan);
  return all;
}

// What binds the variables of OPTIONAL and MINUS, the first pattern, stays before them.
static void
shuffle(random_query *q, const char **patterns, unsigned n)
{
  unsigned fixed = 0;
  for (unsigned i = 0; i < n; i++)
    if (strncmp(patterns[i], "OPTIONAL", 8) == 0 || strncmp(patterns[i], "MINUS", 5) == 0)
      fixed = 1;
  for (unsigned i = n; i > fixed + 1; i--) {
    unsigned k = fixed + below(q, i - fixed);
    const char *swap = patterns[i - 1];
    patterns[i - 1] = patterns[k];
    patterns[k] = swap;
  }
}

static void
shuffled_patterns_take_about_as_much_work(void **state)
{
  static const char *const queries[][MOST_PATTERNS] = {
      {"?a :p0 ?b", "?b :p1 ?c", "?a :p2 ?c"},
      {"?a :p0 ?b", "?a :p1 ?c", "?a :p2 ?d", "?a :p4 ?n"},
      {"?a :p0 ?b", "?b :p1 ?c", "?c :p2 :n7"},
      {"?a :p0 :n3", "?a :p1 ?b", "?b :p2 ?c", "?c :p3 ?d"},
      {"?a :p0 ?e", "?b :p0 ?e", "?a :p1 ?b", "?a :p2 ?m", "?b :p2 ?m"},
      {"?a ?p ?b", "?b :p1 :n5", "?a :p4 ?n"},
      {"?a :p0 ?b", "?b :p1+ ?c", "?a :p2 :n7"},
      {"?a :p0/:p1* ?b", "?b :p2 ?c", "?c :p3 :n5", "?a :p4 ?n"},
      {"?a :p0 ?b", "{ ?b :p1 ?c } UNION { ?c :p2 ?b }", "?a :p3 :n4"},
      {"?a :p0 ?b", "{ ?b :p1 ?c } UNION { ?b :p2 ?c }", "{ ?a :p3 ?d } UNION { ?d :p3 ?a }", "?b :p3 :n4"},
      {"?a :p0 ?b", "{ SELECT ?b (COUNT(*) AS ?c) { ?b :p1 ?x } GROUP BY ?b }", "?a :p3 :n4"},
      {"?a :p0 ?b", "{ SELECT DISTINCT ?a ?d { ?a :p1/:p2 ?d } }", "?b :p3 :n4", "?d :p0 ?e"},
      {"?a :p0 ?b", "VALUES ?a { :n1 :n2 :n250 }", "?b :p1 ?c", "?c :p2 ?d"},
      {"?a :p0 ?b", "OPTIONAL { ?a :p1 ?c }", "?b :p2 ?d", "?a :p3 :n4"},
      {"?a :p0 ?b", "OPTIONAL { ?b :p1 ?c . ?c :p2 ?e }", "OPTIONAL { { ?a :p4 ?n } UNION { ?a :p5 ?n } }",
       "?a :p3 ?d"},
      {"?a :p0 ?b", "MINUS { ?b :p1 ?c }", "?b :p2 ?d", "?a :p3 :n4"},
      {"?a :p0 ?b", "?b :p2 ?d", "?a :p3 ?e", "FILTER(?e = :n4)", "FILTER NOT EXISTS { ?b :p1 ?x }"},
  };
  random_query q = {.seed = 5};
  kg_store *store = store_at(state, "a", KG_STORE_CREATE | KG_STORE_VOLATILE);
  fill(store, 3, false);
  for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
    const char *patterns[MOST_PATTERNS];
    unsigned n = 0;
    double least = 1e30, most = 0;
    while (n < MOST_PATTERNS && queries[i][n]) {
      patterns[n] = queries[i][n];
      n++;
    }
    for (int round = 0; round < 12; round++) {
      kg_buf text = {0};
      kg_buf_printf(&text, "PREFIX : <http://example.org/> SELECT * {");
      for (unsigned k = 0; k < n; k++)
        kg_buf_printf(&text, strpbrk(patterns[k], "{(") ? " %s" : " %s .", patterns[k]);
      kg_buf_printf(&text, " }%c", '\0');
      double work = work_of(store, text.ptr);
      least = work < least ? work : least;
      most = work > most ? work : most;
      kg_buf_release(&text);
      shuffle(&q, patterns, n);
    }
    if (most > 3 * least)
      fail_msg("query %zu: from %.0f to %.0f rows", i, least, most);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {store_test(optimising_changes_no_answer),
                                     store_test(putting_rows_aside_changes_no_answer),
                                     store_test(shuffled_patterns_take_about_as_much_work)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
