// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Random patterns over random triples: what nested loops over all triples find is what the engine finds,
// in whatever order the patterns are written.

#include "tests/support/sparql.h"

#include <stdio.h>
#include <stdlib.h>

enum { N_TRIPLES = 40, MOST_PATTERNS = 4, N_VARS = 4, N_NODES = 7, N_LINKS = 3 };

typedef struct triple {
  int at[3];
} triple;

// In a pattern a variable is -1 - its number.
typedef struct world {
  uint64_t seed;
  triple triples[N_TRIPLES];
  size_t n_triples;
  triple patterns[MOST_PATTERNS];
  size_t n_patterns;
} world;

typedef struct solutions {
  char **items;
  size_t n;
} solutions;

static int
random_place(world *w, int place)
{
  bool link = place == 1;
  if (random_below(&w->seed, 100) < (link ? 15u : 70u))
    return -1 - (int)random_below(&w->seed, N_VARS);
  return (int)random_below(&w->seed, link ? N_LINKS : N_NODES);
}

static void
make_world(world *w)
{
  w->n_triples = 0;
  for (int i = 0; i < N_TRIPLES; i++) {
    triple t = {{(int)random_below(&w->seed, N_NODES), (int)random_below(&w->seed, N_LINKS),
                 (int)random_below(&w->seed, N_NODES)}};
    bool known = false;
    for (size_t k = 0; k < w->n_triples; k++)
      known = known || memcmp(&t, &w->triples[k], sizeof t) == 0;
    if (!known)
      w->triples[w->n_triples++] = t;
  }
  w->n_patterns = 1 + random_below(&w->seed, MOST_PATTERNS);
  for (size_t i = 0; i < w->n_patterns; i++)
    for (int place = 0; place < 3; place++)
      w->patterns[i].at[place] = random_place(w, place);
}

static void
add_name(kg_buf *buf, int value, int place)
{
  if (value < 0)
    kg_buf_printf(buf, "?v%d ", -1 - value);
  else
    kg_buf_printf(buf, place == 1 ? ":p%d " : ":n%d ", value);
}

static void
add_triple(kg_buf *buf, const triple *t)
{
  for (int place = 0; place < 3; place++)
    add_name(buf, t->at[place], place);
  kg_buf_printf(buf, ".\n");
}

// ---- the naive evaluator

static void
keep(solutions *all, const int *bound, const bool *is_link)
{
  char line[200] = "";
  for (int v = 0; v < N_VARS; v++)
    if (bound[v] >= 0)
      snprintf(line + strlen(line), sizeof line - strlen(line), "%s?v%d=:%c%d", *line ? " " : "", v,
               is_link[v] ? 'p' : 'n', bound[v]);
  all->items = realloc(all->items, (all->n + 1) * sizeof *all->items);
  all->items[all->n++] = strdup(line);
}

static void
match_from(const world *w, size_t i, const int *bound, const bool *is_link, solutions *all)
{
  if (i == w->n_patterns) {
    keep(all, bound, is_link);
    return;
  }
  for (size_t k = 0; k < w->n_triples; k++) {
    int now[N_VARS];
    bool links[N_VARS], fits = true;
    memcpy(now, bound, sizeof now);
    memcpy(links, is_link, sizeof links);
    for (int place = 0; fits && place < 3; place++) {
      int want = w->patterns[i].at[place], got = w->triples[k].at[place], v = -1 - want;
      if (want >= 0)
        fits = want == got;
      else if (now[v] >= 0)
        fits = now[v] == got && links[v] == (place == 1);
      else {
        now[v] = got;
        links[v] = place == 1;
      }
    }
    if (fits)
      match_from(w, i + 1, now, links, all);
  }
}

static int
compare(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *
naive(const world *w)
{
  int bound[N_VARS] = {-1, -1, -1, -1};
  bool is_link[N_VARS] = {false};
  solutions all = {0};
  kg_buf text = {0};
  match_from(w, 0, bound, is_link, &all);
  if (all.n)
    qsort(all.items, all.n, sizeof *all.items, compare);
  for (size_t i = 0; i < all.n; i++) {
    kg_buf_printf(&text, "%s\n", all.items[i]);
    free(all.items[i]);
  }
  free(all.items);
  kg_buf_add_char(&text, '\0');
  return text.ptr;
}

// ---- the comparison

static void
shuffle(world *w)
{
  for (size_t i = w->n_patterns; i > 1; i--) {
    size_t k = random_below(&w->seed, (uint32_t)i);
    triple swap = w->patterns[i - 1];
    w->patterns[i - 1] = w->patterns[k];
    w->patterns[k] = swap;
  }
}

static void
check(kg_store *store, const world *w, const char *want)
{
  kg_buf query = {0};
  kg_buf_printf(&query, "SELECT ?v0 ?v1 ?v2 ?v3 {\n");
  for (size_t i = 0; i < w->n_patterns; i++)
    add_triple(&query, &w->patterns[i]);
  kg_buf_printf(&query, "}");
  char *got = store_ask(store, kg_buf_str(&query), false, NULL);
  if (strcmp(got, want) != 0)
    fail_msg("%.*s\nexpected\n%.1000sgot\n%.1000s", KG_STR_ARG(kg_buf_str(&query)), want, got);
  free(got);
  kg_buf_release(&query);
}

static void
the_order_of_patterns_does_not_matter(void **state)
{
  world w = {.seed = 7};
  for (int round = 0; round < 40; round++) {
    char name[20];
    snprintf(name, sizeof name, "r%d", round);
    kg_store *store = store_at(state, name, KG_STORE_CREATE | KG_STORE_VOLATILE);
    kg_buf data = {0};
    make_world(&w);
    for (size_t i = 0; i < w.n_triples; i++)
      add_triple(&data, &w.triples[i]);
    store_read(store, kg_buf_str(&data));
    for (int i = 0; i < 5; i++) {
      char *want = naive(&w);
      for (int k = 0; k < 3; k++, shuffle(&w))
        check(store, &w, want);
      free(want);
      size_t n = w.n_triples;
      triple triples[N_TRIPLES];
      memcpy(triples, w.triples, sizeof triples);
      make_world(&w); // new patterns over the old triples
      memcpy(w.triples, triples, sizeof triples);
      w.n_triples = n;
    }
    kg_buf_release(&data);
    store_close(state, store);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {store_test(the_order_of_patterns_does_not_matter)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
