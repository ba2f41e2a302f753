// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Random changes and questions, against a model that is an array with a place for each possible quad.

#include "tests/support/store.h"

#include "kg/store/private.h"

#include <stdio.h>
#include <stdlib.h>

enum { N_S = 8, N_P = 4, N_O = 12, N_G = 4, N_QUADS = N_S * N_P * N_O * N_G, STEPS = 6000 };

typedef struct row {
  kg_id c[4];
} row;

typedef struct model {
  kg_id ids[4][16]; // by column s p o g
  bool now[N_QUADS], committed[N_QUADS];
  uint64_t seed;
} model;

static const size_t sizes[4] = {N_S, N_P, N_O, N_G};
static const size_t columns[KG_N_ORDERS][4] = {
    {0, 1, 2, 3}, {1, 0, 2, 3}, {1, 2, 0, 3}, {2, 0, 1, 3}, {3, 0, 1, 2}};
static kg_error err;

static row
quad_at(const model *m, size_t i)
{
  row r;
  for (size_t c = 4; c-- > 0; i /= sizes[c])
    r.c[c] = m->ids[c][i % sizes[c]];
  return r;
}

static kg_quad_ids
ids_at(const model *m, size_t i)
{
  row r = quad_at(m, i);
  return (kg_quad_ids){r.c[0], r.c[1], r.c[2], r.c[3]};
}

static int
compare_rows(const void *a, const void *b)
{
  const row *x = a, *y = b;
  for (int c = 0; c < 4; c++) {
    if (x->c[c] != y->c[c])
      return x->c[c] < y->c[c] ? -1 : 1;
  }
  return 0;
}

// The rows of an order with a prefix and a range, sorted.
static size_t
model_rows(const model *m, kg_order order, const kg_id *prefix, size_t n_prefix, kg_id lo, kg_id hi,
           row *rows)
{
  size_t n = 0;
  for (size_t i = 0; i < N_QUADS; i++) {
    row quad = quad_at(m, i), r;
    for (int c = 0; c < 4; c++)
      r.c[c] = quad.c[columns[order][c]];
    bool in = m->now[i] && (n_prefix == 4 || (r.c[n_prefix] >= lo && r.c[n_prefix] <= hi));
    for (size_t c = 0; c < n_prefix; c++)
      in = in && r.c[c] == prefix[c];
    if (in)
      rows[n++] = r;
  }
  qsort(rows, n, sizeof *rows, compare_rows);
  return n;
}

// ---- changes

static void
make_terms(model *m, kg_txn *txn)
{
  static const char *const forms[4] = {":s%zu", ":p%zu", "%zu", ":g%zu"};
  char text[32];
  for (size_t c = 0; c < 4; c++) {
    for (size_t i = 0; i < sizes[c]; i++) {
      snprintf(text, sizeof text, c == 2 && i % 3 ? i % 3 == 1 ? ":s%zu" : "\"text number %zu\"" : forms[c],
               i);
      m->ids[c][i] = c == 3 && i == 0 ? KG_ID_NONE : id_of(txn, text);
    }
  }
}

static void
insert(model *m, kg_txn *txn, size_t i)
{
  kg_quad_ids quad = ids_at(m, i);
  bool changed = m->now[i], ask = random_below(&m->seed, 4) == 0;
  assert_ok(kg_txn_insert(txn, &quad, ask ? &changed : NULL, &err), err);
  if (ask)
    assert_int_equal(changed, !m->now[i]);
  m->now[i] = true;
}

static void
remove_one(model *m, kg_txn *txn, size_t i)
{
  kg_quad_ids quad = ids_at(m, i);
  bool changed = false, ask = random_below(&m->seed, 4) == 0;
  assert_ok(kg_txn_remove(txn, &quad, ask ? &changed : NULL, &err), err);
  if (ask)
    assert_int_equal(changed, m->now[i]);
  m->now[i] = false;
}

static void
clear_graph(model *m, kg_txn *txn, size_t g)
{
  uint64_t removed, n = 0;
  assert_ok(kg_txn_clear_graph(txn, m->ids[3][g], &removed, &err), err);
  for (size_t i = g; i < N_QUADS; i += N_G) {
    n += m->now[i];
    m->now[i] = false;
  }
  assert_int_equal(removed, n);
}

// ---- questions

static void
check_scan(model *m, kg_txn *txn, kg_order order, const kg_id *prefix, size_t n_prefix)
{
  static kg_batch batch;
  static row rows[N_QUADS];
  kg_id lo = KG_ID_NONE, hi = KG_ID_MAX;
  if (n_prefix < 4 && random_below(&m->seed, 2)) {
    size_t c = columns[order][n_prefix];
    lo = m->ids[c][random_below(&m->seed, (uint32_t)sizes[c])];
    hi = m->ids[c][random_below(&m->seed, (uint32_t)sizes[c])];
  }
  size_t n = model_rows(m, order, prefix, n_prefix, lo, hi, rows), at = 0;
  kg_scan *scan;
  assert_ok(kg_scan_open(txn, order, prefix, n_prefix, lo, hi, &scan, &err), err);
  for (int seeks = (int)random_below(&m->seed, 4); seeks > 0; seeks--) {
    row quad = quad_at(m, random_below(&m->seed, N_QUADS)), key = {{0}};
    size_t n_key = random_below(&m->seed, 5);
    for (size_t c = 0; c < n_key; c++)
      key.c[c] = quad.c[columns[order][c]];
    assert_int_equal(kg_scan_seek(scan, key.c, n_key), KG_OK);
    while (at < n && compare_rows(&rows[at], &key) < 0)
      at++;
  }
  while (kg_scan_next(scan, 15, &batch) == KG_OK) {
    for (size_t i = 0; i < batch.n_rows; i++, at++) {
      assert_true(at < n);
      for (int c = 0; c < 4; c++)
        assert_int_equal(batch.column[c][i], rows[at].c[c]);
    }
  }
  assert_int_equal(at, n);
  kg_scan_close(scan);
}

static void
check_rows(model *m, kg_txn *txn)
{
  static row rows[N_QUADS];
  kg_order order = (kg_order)random_below(&m->seed, KG_N_ORDERS);
  size_t n_prefix = random_below(&m->seed, 5);
  row quad = quad_at(m, random_below(&m->seed, N_QUADS));
  kg_id prefix[4];
  uint64_t count;
  for (size_t c = 0; c < n_prefix; c++)
    prefix[c] = quad.c[columns[order][c]];
  check_scan(m, txn, order, prefix, n_prefix);
  assert_ok(kg_count(txn, order, prefix, n_prefix, &count, &err), err);
  assert_int_equal(count, model_rows(m, order, prefix, n_prefix, KG_ID_NONE, KG_ID_MAX, rows));
}

static void
check_graphs(model *m, kg_txn *txn)
{
  kg_id *ids, want[N_G];
  size_t n, n_want = 0;
  kg_store_stats stats;
  for (size_t g = 1; g < N_G; g++) {
    bool any = false;
    for (size_t i = g; i < N_QUADS; i += N_G)
      any = any || m->now[i];
    if (any)
      want[n_want++] = m->ids[3][g];
  }
  assert_ok(kg_txn_graphs(txn, &ids, &n, &err), err);
  assert_int_equal(n, n_want);
  if (n)
    assert_memory_equal(ids, want, n * sizeof *ids);
  free(ids);
  assert_ok(kg_txn_stats(txn, &stats, &err), err);
  assert_int_equal(stats.graphs, n_want);
}

// ---- steps

static void
change(model *m, kg_txn *txn)
{
  uint32_t dice = random_below(&m->seed, 100);
  size_t n = random_below(&m->seed, 40);
  if (dice < 60) {
    while (n-- > 0)
      insert(m, txn, random_below(&m->seed, N_QUADS));
  } else if (dice < 97) {
    while (n-- > 10)
      remove_one(m, txn, random_below(&m->seed, N_QUADS));
  } else {
    clear_graph(m, txn, random_below(&m->seed, N_G));
  }
}

static kg_txn *
end_and_begin(model *m, kg_store *store, kg_txn *txn)
{
  if (random_below(&m->seed, 3)) {
    assert_ok(kg_txn_commit(txn, &err), err);
    memcpy(m->committed, m->now, sizeof m->now);
  } else {
    kg_txn_abort(txn);
    memcpy(m->now, m->committed, sizeof m->now);
  }
  if (random_below(&m->seed, 10) == 0)
    assert_sound(store);
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  return txn;
}

static void
compact(kg_txn *txn)
{
  assert_ok(kg__store_compact(txn, NULL, &err), err);
  uint64_t n = txn_size(txn);
  assert_int_equal(txn->manifest.run_rows, n);
  assert_int_equal(txn->runs != NULL, n > 0);
}

// Other walks by hand: KG_WALKS=300 tests/store/test_model; many short ones with KG_STEPS=40 beside it.
static uint64_t
wished(const char *name, uint64_t usual)
{
  const char *wish = getenv(name);
  return wish ? strtoull(wish, NULL, 10) : usual;
}

static void
walk_randomly(void **state, uint64_t first_seed)
{
  bool with_runs = kg__store_sizes_now.bulk_quads < N_QUADS;
  uint64_t walks = wished("KG_WALKS", 2), steps = wished("KG_STEPS", STEPS / 3);
  first_seed *= UINT64_C(1) << 32;
  for (uint64_t seed = first_seed; seed < first_seed + walks; seed++) {
    model m = {.seed = seed};
    kg_txn *txn;
    kg_store *store = store_at(state, "s", KG_STORE_CREATE | KG_STORE_VOLATILE);
    assert_ok(kg_txn_begin_write(store, &txn, &err), err);
    make_terms(&m, txn);
    assert_ok(kg_txn_commit(txn, &err), err);
    assert_ok(kg_txn_begin_write(store, &txn, &err), err);
    for (uint64_t step = 0; step < steps; step++) {
      change(&m, txn);
      check_rows(&m, txn);
      if (step % 16 == 0)
        check_graphs(&m, txn);
      if (with_runs && random_below(&m.seed, 40) == 0)
        compact(txn);
      if (random_below(&m.seed, 12) == 0)
        txn = end_and_begin(&m, store, txn);
    }
    kg_txn_abort(txn);
    assert_sound(store);
    store_teardown(state);
    store_setup(state);
  }
}

static void
random_changes_and_questions_agree_with_a_naive_model(void **state)
{
  walk_randomly(state, 1);
}

// Every few quads and terms go through memory, so that it is written out in the middle of all that happens.
static void
so_they_do_when_little_is_kept_in_memory(void **state)
{
  kg__store_sizes usual = kg__store_sizes_now;
  kg__store_sizes_now.txn =
      (kg__txn_sizes){.known_bytes = 1, .label_bytes = 1, .waiting_quads = 7, .chunk_quads = 3, .spills = 3};
  kg__store_sizes_now.cleared_quads = 50;
  kg__store_sizes_now.bulk_quads = kg__store_sizes_now.bulk_terms = SIZE_MAX;
  walk_randomly(state, 11);
  kg__store_sizes_now = usual;
}

// Many inserts become runs at once, some by way of several files put aside, others are changes of runs.
static void
so_they_do_when_quads_are_in_runs_and_changes(void **state)
{
  kg__store_sizes usual = kg__store_sizes_now;
  kg__store_sizes_now.bulk_quads = 20;
  kg__store_sizes_now.bulk_terms = 4;
  walk_randomly(state, 21);
  kg__store_sizes_now.txn.waiting_quads = 9;
  kg__store_sizes_now.bulk_quads = 5;
  walk_randomly(state, 31);
  kg__store_sizes_now = usual;
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      store_test(random_changes_and_questions_agree_with_a_naive_model),
      store_test(so_they_do_when_little_is_kept_in_memory),
      store_test(so_they_do_when_quads_are_in_runs_and_changes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
