// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Measures the store: `make bench`, or `tests/bench/bench_store [QUADS [REPEATS]]`.  Prints medians of
// process CPU time, and of wall time for what waits for the disk.

#include "kg/kg.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { MOST_REPEATS = 15, KNOWN_PEOPLE = 8 };

typedef struct times {
  double cpu[MOST_REPEATS], wall[MOST_REPEATS];
  size_t n;
} times;

typedef struct stopwatch {
  double cpu, wall;
} stopwatch;

static double
seconds(clockid_t id)
{
  struct timespec t;
  clock_gettime(id, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static stopwatch
start(void)
{
  return (stopwatch){seconds(CLOCK_PROCESS_CPUTIME_ID), seconds(CLOCK_MONOTONIC)};
}

static void
stop(times *t, stopwatch from)
{
  stopwatch now = start();
  t->cpu[t->n] = now.cpu - from.cpu;
  t->wall[t->n++] = now.wall - from.wall;
}

static int
compare(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double
median(double *values, size_t n)
{
  qsort(values, n, sizeof *values, compare);
  return values[n / 2];
}

static void
report(const char *what, times *t, double amount, const char *unit)
{
  double cpu = median(t->cpu, t->n), wall = median(t->wall, t->n);
  printf("%-34s %9.1f ms CPU %9.1f ms wall", what, cpu * 1e3, wall * 1e3);
  if (amount > 0)
    printf("  %8.3f M %s/s CPU", amount / cpu / 1e6, unit);
  printf("\n");
}

static void
must(kg_status st, const kg_error *err)
{
  char text[2048];
  if (!st)
    return;
  kg_error_print(err, text, sizeof text);
  fprintf(stderr, "bench_store: %s\n", text);
  exit(1);
}

// ---- data: people with a name, an age, a class, whom they know, and what is said of them

typedef struct texts {
  char s[96], o[160];
} texts;

static kg_term
print_iri(char *text, size_t size, const char *form, uint64_t n)
{
  int len = snprintf(text, size, form, (unsigned long long)n);
  return kg_term_iri((kg_str){text, (size_t)len});
}

static kg_term
print_text(char *text, size_t size, const char *form, uint64_t n)
{
  int len = snprintf(text, size, form, (unsigned long long)n);
  return kg_term_string((kg_str){text, (size_t)len});
}

#define PERSON "https://example.org/people/resource/Person%llu"
#define VOCABULARY "https://example.org/vocabulary#"

static kg_quad
make_quad(uint64_t i, texts *t)
{
  uint64_t person = i / (4 + KNOWN_PEOPLE), kind = i % (4 + KNOWN_PEOPLE);
  kg_quad q = {.subject = print_iri(t->s, sizeof t->s, PERSON, person)};
  switch (kind) {
  case 0:
    q.predicate = kg_term_iri(KG_STR(KG_RDF_TYPE));
    q.object = kg_term_iri(KG_STR(VOCABULARY "Person"));
    break;
  case 1:
    q.predicate = kg_term_iri(KG_STR(KG_RDFS_LABEL));
    q.object = print_text(t->o, sizeof t->o, "Person the %lluth of that name", person);
    break;
  case 2:
    q.predicate = kg_term_iri(KG_STR(VOCABULARY "age"));
    q.object = print_text(t->o, sizeof t->o, "%llu", 20 + person % 60);
    q.object = kg_term_literal(q.object.value, KG_STR(KG_XSD_INTEGER));
    break;
  case 3:
    q.predicate = kg_term_iri(KG_STR(VOCABULARY "comment"));
    q.object = print_text(t->o, sizeof t->o,
                          "A longer sentence that was said about person %llu by somebody, once.", person);
    break;
  default:
    q.predicate = kg_term_iri(KG_STR(VOCABULARY "knows"));
    q.object = print_iri(t->o, sizeof t->o, PERSON, (person * 7919 + kind * 104729) % (person + 1000));
  }
  return q;
}

static void
load(kg_store *store, uint64_t from, uint64_t n)
{
  kg_txn *txn;
  kg_error err;
  texts t;
  must(kg_txn_begin_write(store, &txn, &err), &err);
  kg_sink sink = kg_txn_sink(txn);
  for (uint64_t i = from; i < from + n; i++) {
    kg_quad q = make_quad(i, &t);
    must(sink.quad(sink.self, &q, &err), &err);
  }
  must(kg_txn_commit(txn, &err), &err);
}

// ---- measurements

static int
remove_entry(const char *path, const struct stat *info, int kind, struct FTW *place)
{
  (void)info;
  (void)kind;
  (void)place;
  return remove(path);
}

static void
remove_store(const char *path)
{
  nftw(path, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

static void
bench_fresh(const char *what, uint64_t n, size_t repeats)
{
  times t = {0};
  kg_error err;
  for (size_t r = 0; r < repeats; r++) {
    char path[] = "bench-store-XXXXXX";
    kg_store *store;
    if (!mkdtemp(path))
      exit(1);
    stopwatch from = start();
    must(kg_store_open(path, KG_STORE_CREATE, &store, &err), &err);
    load(store, 0, n);
    stop(&t, from);
    kg_store_close(store);
    remove_store(path);
  }
  report(what, &t, (double)n, "quads");
}

static void
bench_temporary(uint64_t n, size_t repeats)
{
  times t = {0};
  kg_error err;
  for (size_t r = 0; r < repeats; r++) {
    kg_store *store;
    stopwatch from = start();
    must(kg_store_open_temporary(&store, &err), &err);
    load(store, 0, n);
    stop(&t, from);
    kg_store_close(store);
  }
  report("20,000 quads, temporary store", &t, (double)n, "quads");
}

static void
bench_more(kg_store *store, uint64_t from, uint64_t n)
{
  times t = {0};
  stopwatch watch = start();
  load(store, from, n / 10);
  stop(&t, watch);
  report("a tenth more into it", &t, (double)n / 10, "quads");
}

static void
bench_single(kg_store *store, uint64_t from, size_t n)
{
  times t = {0};
  stopwatch watch = start();
  for (size_t i = 0; i < n; i++)
    load(store, from + i, 1);
  stop(&t, watch);
  report("transactions of one quad", &t, (double)n, "transactions");
}

static void
bench_open(const char *path, size_t repeats)
{
  times t = {0};
  kg_error err;
  for (size_t r = 0; r < repeats; r++) {
    kg_store *store;
    stopwatch from = start();
    must(kg_store_open(path, KG_STORE_READ_ONLY, &store, &err), &err);
    stop(&t, from);
    kg_store_close(store);
  }
  report("opening it", &t, 0, NULL);
}

static void
bench_scan(kg_txn *txn, kg_order order, const char *what, size_t repeats)
{
  static kg_batch batch;
  times t = {0};
  kg_error err;
  uint64_t rows = 0, sum = 0;
  for (size_t r = 0; r < repeats; r++) {
    kg_scan *scan;
    stopwatch from = start();
    must(kg_scan_open(txn, order, NULL, 0, KG_ID_NONE, KG_ID_MAX, &scan, &err), &err);
    for (rows = 0; !kg_scan_next(scan, 7, &batch); rows += batch.n_rows)
      sum += batch.column[1][0];
    kg_scan_close(scan);
    stop(&t, from);
  }
  report(what, &t, sum ? (double)rows : 0, "rows");
}

static void
bench_compact(kg_store *store, uint64_t n)
{
  times t = {0};
  kg_error err;
  stopwatch watch = start();
  must(kg_store_compact(store, NULL, &err), &err);
  stop(&t, watch);
  report("compacting", &t, (double)n, "quads");
}

static void
bench_lookup(kg_txn *txn, uint64_t people, size_t repeats)
{
  enum { LOOKUPS = 200000 };
  static kg_batch batch;
  times t = {0}, count = {0};
  kg_error err;
  uint64_t n;
  for (size_t r = 0; r < repeats; r++) {
    kg_scan *scan;
    stopwatch from = start();
    for (uint64_t i = 0; i < LOOKUPS; i++) {
      kg_id prefix = kg_id_make(KG_TAG_IRI, i * 7919 % people + 1);
      must(kg_scan_open(txn, KG_SPO, &prefix, 1, KG_ID_NONE, KG_ID_MAX, &scan, &err), &err);
      kg_scan_next(scan, 7, &batch);
      kg_scan_close(scan);
    }
    stop(&t, from);
    from = start();
    for (uint64_t i = 0; i < LOOKUPS; i++) {
      kg_id prefix = kg_id_make(KG_TAG_IRI, i * 7919 % people + 1);
      must(kg_count(txn, KG_OSP, &prefix, 1, &n, &err), &err);
    }
    stop(&count, from);
  }
  report("reading the quads of a subject", &t, LOOKUPS, "subjects");
  report("counting the quads of an object", &count, LOOKUPS, "objects");
}

static void
bench_terms(kg_txn *txn, uint64_t people, size_t repeats)
{
  enum { TERMS = 200000, AT_ONCE = 32 };
  times find = {0}, decode = {0}, many = {0};
  kg_error err;
  kg_term term;
  kg_id *ids = calloc(TERMS, sizeof *ids);
  texts *t = calloc(TERMS, sizeof *t);
  kg_term *wanted = calloc(TERMS, sizeof *wanted);
  kg_arena *arena = kg_arena_new();
  for (uint64_t i = 0; t && wanted && i < TERMS; i++)
    wanted[i] = print_iri(t[i].s, sizeof t[i].s, PERSON, i * 7919 % people);
  for (size_t r = 0; r < repeats && t && wanted && ids && arena; r++) {
    stopwatch from = start();
    for (uint64_t i = 0; i < TERMS; i++)
      must(kg_txn_find(txn, &wanted[i], &ids[i], &err), &err);
    stop(&find, from);
    from = start();
    for (uint64_t i = 0; i < TERMS; i++) {
      must(kg_txn_term(txn, ids[i], arena, &term, &err), &err);
      if (i % 1024 == 0)
        kg_arena_clear(arena);
    }
    stop(&decode, from);
    from = start();
    for (uint64_t i = 0; i < TERMS; i++) {
      if (i % AT_ONCE == 0)
        kg_txn_expect_terms(txn, ids + i, AT_ONCE);
      must(kg_txn_term(txn, ids[i], arena, &term, &err), &err);
      if (i % 1024 == 0)
        kg_arena_clear(arena);
    }
    stop(&many, from);
  }
  report("finding terms in random order", &find, TERMS, "terms");
  report("terms of ids in random order", &decode, TERMS, "terms");
  report("the same, expected", &many, TERMS, "terms");
  kg_arena_free(arena);
  free(wanted);
  free(t);
  free(ids);
}

// A hundredth of the store in transactions of 10,000, which stays in tables as changes; then scans with them.
static void
bench_changes(kg_store *store, uint64_t from, size_t n, size_t repeats)
{
  enum { QUADS = 10000 };
  times t = {0};
  kg_txn *txn;
  kg_error err;
  stopwatch watch = start();
  for (size_t i = 0; i < n; i += QUADS)
    load(store, from + i, QUADS);
  stop(&t, watch);
  report("transactions of 10,000 quads", &t, (double)n, "quads");
  must(kg_txn_begin_read(store, &txn, &err), &err);
  bench_scan(txn, KG_SPO, "scanning spo with 1 % of changes", repeats);
  bench_scan(txn, KG_POS, "scanning pos with 1 % of changes", repeats);
  printf("with 1 %% of changes:\n");
  bench_lookup(txn, from / (4 + KNOWN_PEOPLE), repeats);
  bench_terms(txn, from / (4 + KNOWN_PEOPLE), repeats);
  kg_txn_abort(txn);
}

static void
bench_verify(kg_txn *txn)
{
  times t = {0};
  kg_error err;
  stopwatch from = start();
  must(kg_txn_verify(txn, NULL, &err), &err);
  stop(&t, from);
  report("verifying", &t, 0, NULL);
}

static void
bench_reading(kg_store *store, uint64_t n, size_t repeats)
{
  kg_txn *txn;
  kg_error err;
  kg_store_stats stats;
  must(kg_txn_begin_read(store, &txn, &err), &err);
  must(kg_txn_stats(txn, &stats, &err), &err);
  printf("%llu quads, %llu terms, %.1f bytes a quad on disk\n", (unsigned long long)stats.quads,
         (unsigned long long)stats.terms, (double)stats.bytes / (double)stats.quads);
  bench_scan(txn, KG_SPO, "scanning spo, three columns", repeats);
  bench_scan(txn, KG_POS, "scanning pos, three columns", repeats);
  bench_lookup(txn, n / (4 + KNOWN_PEOPLE), repeats);
  bench_terms(txn, n / (4 + KNOWN_PEOPLE), repeats);
  bench_verify(txn);
  kg_txn_abort(txn);
}

int
main(int argc, char **argv)
{
  uint64_t n = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000000;
  size_t repeats = argc > 2 ? strtoul(argv[2], NULL, 10) : 3;
  char path[] = "bench-store-XXXXXX";
  kg_store *store;
  kg_error err;
  if (repeats < 1 || repeats > MOST_REPEATS || n < 12000 || !mkdtemp(path))
    return 2;
  bench_temporary(20000, repeats);
  bench_fresh("20,000 quads, fresh store", 20000, repeats);
  bench_fresh("all quads, fresh store", n, repeats);
  must(kg_store_open(path, KG_STORE_CREATE, &store, &err), &err);
  load(store, 0, n);
  bench_reading(store, n, repeats);
  bench_changes(store, n, n / 100, repeats);
  bench_more(store, 2 * n, n);
  bench_single(store, 3 * n, 200);
  bench_compact(store, n);
  kg_store_close(store);
  bench_open(path, repeats);
  remove_store(path);
  return 0;
}
