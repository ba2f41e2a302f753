// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Looking up many prefixes gives the rows that a scan of each gives.

#include "tests/support/store.h"

#include <stdio.h>

enum { N_S = 300, N_P = 3, N_O = 40, N_QUADS = 6000, N_KEYS = 500 };

static kg_error err;
static kg_batch batch, want;

static kg_id
iri(kg_txn *txn, const char *form, size_t i)
{
  char text[64];
  kg_id id;
  snprintf(text, sizeof text, form, i);
  kg_term term = kg_term_iri(kg_str_of(text));
  assert_ok(kg_txn_intern(txn, &term, &id, &err), err);
  return id;
}

static kg_quad_ids
random_quad(kg_txn *txn, uint64_t *seed)
{
  return (kg_quad_ids){iri(txn, "http://example.org/s%zu", random_below(seed, N_S)),
                       iri(txn, "http://example.org/p%zu", random_below(seed, N_P)),
                       iri(txn, "http://example.org/o%zu", random_below(seed, N_O)), KG_ID_NONE};
}

static void
add_quads(kg_store *store, size_t n, uint64_t seed, bool removing)
{
  kg_txn *txn;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  for (size_t i = 0; i < n; i++) {
    kg_quad_ids quad = random_quad(txn, &seed);
    assert_ok(removing && i % 2 ? kg_txn_remove(txn, &quad, NULL, &err)
                                : kg_txn_insert(txn, &quad, NULL, &err),
              err);
  }
  assert_ok(kg_txn_commit(txn, &err), err);
}

// Rows of a scan against the next rows of the probe, which are in `batch` from `*at` on.
static void
assert_same_rows(kg_txn *txn, kg_probe *probe, kg_order order, const kg_id *prefix, size_t n_prefix,
                 uint32_t key, size_t *at, uint32_t *which)
{
  kg_scan *scan;
  assert_ok(kg_scan_open(txn, order, prefix, n_prefix, KG_ID_NONE, KG_ID_MAX, &scan, &err), err);
  while (kg_scan_next(scan, 15, &want) == KG_OK) {
    for (size_t i = 0; i < want.n_rows; i++, (*at)++) {
      if (*at == batch.n_rows) {
        assert_int_equal(kg_probe_next(probe, 15, &batch, which), KG_OK);
        *at = 0;
      }
      assert_int_equal(which[*at], key);
      for (int c = 0; c < 4; c++)
        assert_int_equal(batch.column[c][*at], want.column[c][i]);
    }
  }
  kg_scan_close(scan);
}

static void
check_keys(kg_txn *txn, kg_order order, size_t n_prefix, kg_id *const columns[4])
{
  static uint32_t which[KG_BATCH_ROWS];
  kg_probe *probe;
  assert_ok(kg_probe_open(txn, order, n_prefix, &probe, &err), err);
  for (int round = 0; round < 2; round++) {
    size_t at = 0, n = round ? N_KEYS : 3;
    kg_probe_start(probe, (const kg_id *const *)columns, n);
    batch.n_rows = 0;
    for (uint32_t key = 0; key < n; key++) {
      kg_id prefix[4];
      for (size_t c = 0; c < n_prefix; c++)
        prefix[c] = columns[c][key];
      assert_same_rows(txn, probe, order, prefix, n_prefix, key, &at, which);
    }
    assert_int_equal(at, batch.n_rows);
    assert_int_equal(kg_probe_next(probe, 15, &batch, which), KG_DONE);
  }
  kg_probe_close(probe);
}

static void
check_orders(kg_store *store)
{
  static kg_id keys[4][N_KEYS];
  kg_id *const columns[KG_N_ORDERS][4] = {{keys[0], keys[1], keys[2], keys[3]},
                                          {keys[1], keys[0], keys[2], keys[3]},
                                          {keys[1], keys[2], keys[0], keys[3]},
                                          {keys[2], keys[0], keys[1], keys[3]},
                                          {keys[3], keys[0], keys[1], keys[2]}};
  kg_txn *txn;
  uint64_t seed = 5;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  for (size_t i = 0; i < N_KEYS; i++) {
    kg_quad_ids quad = random_quad(txn, &seed);
    keys[0][i] = quad.s;
    keys[1][i] = quad.p;
    keys[2][i] = quad.o;
  }
  kg_txn_abort(txn);
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  for (int order = 0; order < KG_N_ORDERS; order++) {
    for (size_t n_prefix = order == KG_GSPO ? 2 : 1; n_prefix <= 4; n_prefix++)
      check_keys(txn, (kg_order)order, n_prefix, columns[order]);
  }
  kg_txn_abort(txn);
}

static void
prefixes_have_the_rows_of_their_scans(void **state)
{
  kg_store *store = store_of(state, ":a :p 1 .");
  check_orders(store);
  add_quads(store, N_QUADS, 1, false);
  check_orders(store);
  assert_ok(kg_store_compact(store, NULL, &err), err);
  check_orders(store);
  add_quads(store, 200, 2, true);
  check_orders(store);
}

static void
wrong_prefixes_are_refused(void **state)
{
  kg_store *store = store_of(state, ":a :p 1 .");
  kg_txn *txn;
  kg_probe *probe;
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_status(KG_ERR_ARGUMENT, kg_probe_open(txn, KG_SPO, 0, &probe, &err), err);
  assert_status(KG_ERR_ARGUMENT, kg_probe_open(txn, KG_SPO, 5, &probe, &err), err);
  assert_status(KG_ERR_ARGUMENT, kg_probe_open(txn, KG_N_ORDERS, 1, &probe, &err), err);
  kg_probe_close(NULL);
  kg_txn_abort(txn);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      store_test(prefixes_have_the_rows_of_their_scans),
      store_test(wrong_prefixes_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
