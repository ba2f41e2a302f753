// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/store.h"

#include <stdio.h>

static kg_batch batch;

static void
scan_ends_where_the_prefix_changes(void **state)
{
  kg_store *store = store_of(state, ":a :p 1, 2 . :b :p 3 .");
  assert_scan(store, ":a :p ?", ":a :p 1", ":a :p 2");
  assert_scan(store, ":b ? ?", ":b :p 3");
  assert_scan(store, "? ? 2", ":a :p 2");
  assert_scan(store, ":c ? ?");
}

static void
every_pattern_is_answered_by_its_order(void **state)
{
  static const struct {
    const char *pattern;
    kg_order order;
    size_t n_prefix;
  } cases[] = {
      {"? ? ?", KG_SPO, 0},     {":a ? ?", KG_SPO, 1},     {":a :p ?", KG_SPO, 2},
      {":a :p 1", KG_SPO, 3},   {":a :p 1 :g", KG_SPO, 4}, {"? :p ?", KG_PSO, 1},
      {"? :p 1", KG_POS, 2},    {"? ? 1", KG_OSP, 1},      {":a ? 1", KG_OSP, 2},
      {"? ? ? :g", KG_GSPO, 1}, {":a ? ? :g", KG_GSPO, 2}, {":a :p ? :g", KG_GSPO, 3},
      {"? ? ? -", KG_GSPO, 1},  {"? :p 1 -", KG_POS, 2},
  };
  kg_store *store = store_of(state, ":a :p 1 :g .");
  kg_txn *txn;
  kg_error err;
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    kg_quad_ids pattern;
    kg_id prefix[4];
    size_t n;
    bool graph_bound = false;
    assert_true(pattern_of(txn, cases[i].pattern, &pattern, &graph_bound));
    kg_order order = kg_order_for(&pattern, graph_bound, prefix, &n);
    if (order != cases[i].order || n != cases[i].n_prefix)
      fail_msg("%s: order %d with %zu columns, not %d with %zu", cases[i].pattern, (int)order, n,
               (int)cases[i].order, cases[i].n_prefix);
  }
  kg_txn_abort(txn);
}

static void
the_same_triple_in_two_graphs_is_two_rows(void **state)
{
  kg_store *store = store_of(state, ":a :p 1, 1 :g, 1 :h, 1 :g .");
  assert_scan(store, ":a :p 1", ":a :p 1", ":a :p 1 :g", ":a :p 1 :h");
  assert_scan(store, "? ? ? :g", ":a :p 1 :g");
  assert_scan(store, "? ? ? -", ":a :p 1");
}

static void
changes_are_seen_in_their_own_transaction(void **state)
{
  kg_store *store = store_of(state, ":a :p 1 .");
  kg_txn *txn;
  kg_error err;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  txn_add(txn, ":b :p 2 .");
  assert_match(txn, "? :p ?", ":a :p 1", ":b :p 2", NULL);
  txn_remove(txn, ":a :p 1 .");
  txn_add(txn, ":c :p 3 .");
  assert_match(txn, "? :p ?", ":b :p 2", ":c :p 3", NULL);
  assert_ok(kg_txn_commit(txn, &err), err);
  assert_scan(store, "? :p ?", ":b :p 2", ":c :p 3");
  assert_sound(store);
}

// ---- many rows: `:a :p 0` to `:a :p N-1` among others

enum { MANY = 5000 };

static kg_id
number_id(uint64_t n)
{
  char text[24];
  int len = snprintf(text, sizeof text, "%llu", (unsigned long long)n);
  kg_term term = kg_term_literal((kg_str){text, (size_t)len}, KG_STR(KG_XSD_INTEGER));
  return kg_id_inline(&term);
}

static kg_txn *
many_rows(void **state, kg_id prefix[2])
{
  kg_store *store = store_of(state, ":a :o 1 . :a :q 1 . :b :p 7 .");
  kg_txn *txn;
  kg_error err;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  prefix[0] = id_of(txn, ":a");
  prefix[1] = id_of(txn, ":p");
  for (uint64_t i = MANY; i-- > 0;) {
    kg_quad_ids quad = {prefix[0], prefix[1], number_id(i), KG_ID_NONE};
    assert_ok(kg_txn_insert(txn, &quad, NULL, &err), err);
  }
  assert_ok(kg_txn_commit(txn, &err), err);
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  return txn;
}

static kg_scan *
open_scan(kg_txn *txn, const kg_id prefix[2], kg_id lo, kg_id hi)
{
  kg_scan *scan;
  kg_error err;
  assert_ok(kg_scan_open(txn, KG_SPO, prefix, 2, lo, hi, &scan, &err), err);
  return scan;
}

// Fail unless the rest of a scan are the numbers `from` to `to`.
static void
assert_numbers(kg_scan *scan, uint64_t from, uint64_t to)
{
  while (kg_scan_next(scan, 4, &batch) == KG_OK) {
    assert_in_range(batch.n_rows, 1, KG_BATCH_ROWS);
    for (size_t i = 0; i < batch.n_rows; i++)
      assert_int_equal(batch.column[2][i], number_id(from++));
  }
  assert_int_equal(from, to + 1);
}

static void
batches_are_full_until_the_last(void **state)
{
  kg_id prefix[2];
  kg_txn *txn = many_rows(state, prefix);
  kg_scan *scan = open_scan(txn, prefix, KG_ID_NONE, KG_ID_MAX);
  for (size_t rest = MANY; rest; rest -= batch.n_rows) {
    assert_int_equal(kg_scan_next(scan, 15, &batch), KG_OK);
    assert_int_equal(batch.n_rows, rest < KG_BATCH_ROWS ? rest : KG_BATCH_ROWS);
  }
  assert_int_equal(kg_scan_next(scan, 15, &batch), KG_DONE);
  assert_int_equal(kg_scan_next(scan, 15, &batch), KG_DONE);
  kg_scan_close(scan);
  kg_txn_abort(txn);
}

static void
a_range_bounds_the_column_behind_the_prefix(void **state)
{
  static const uint64_t cases[][2] = {{0, MANY - 1}, {10, 20}, {1000, 3500}, {7, 7}, {MANY - 1, MANY - 1}};
  kg_id prefix[2];
  kg_txn *txn = many_rows(state, prefix);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    kg_scan *scan = open_scan(txn, prefix, number_id(cases[i][0]), number_id(cases[i][1]));
    assert_numbers(scan, cases[i][0], cases[i][1]);
    kg_scan_close(scan);
  }
  kg_scan *scan = open_scan(txn, prefix, number_id(9), number_id(8));
  assert_int_equal(kg_scan_next(scan, 15, &batch), KG_DONE);
  kg_scan_close(scan);
  kg_txn_abort(txn);
}

static void
seek_goes_forward_and_never_back(void **state)
{
  kg_id prefix[2];
  kg_txn *txn = many_rows(state, prefix);
  kg_scan *scan = open_scan(txn, prefix, KG_ID_NONE, KG_ID_MAX);
  kg_id key[3] = {prefix[0], prefix[1], number_id(1500)};
  assert_int_equal(kg_scan_seek(scan, key, 3), KG_OK);
  key[2] = number_id(3);
  assert_int_equal(kg_scan_seek(scan, key, 3), KG_OK);
  assert_int_equal(kg_scan_seek(scan, key, 1), KG_OK);
  assert_int_equal(kg_scan_next(scan, 4, &batch), KG_OK);
  assert_int_equal(batch.column[2][0], number_id(1500));
  key[2] = number_id(4990);
  assert_int_equal(kg_scan_seek(scan, key, 3), KG_OK);
  assert_numbers(scan, 4990, MANY - 1);
  kg_scan_close(scan);
  kg_txn_abort(txn);
}

static void
seek_behind_the_last_row_ends_the_scan(void **state)
{
  kg_id prefix[2];
  kg_txn *txn = many_rows(state, prefix);
  kg_scan *scan = open_scan(txn, prefix, KG_ID_NONE, number_id(100));
  kg_id key[3] = {prefix[0], prefix[1], number_id(101)};
  assert_int_equal(kg_scan_seek(scan, key, 3), KG_OK);
  assert_int_equal(kg_scan_next(scan, 15, &batch), KG_DONE);
  kg_scan_close(scan);
  kg_txn_abort(txn);
}

static void
columns_not_asked_for_are_left_alone(void **state)
{
  kg_id prefix[2];
  kg_txn *txn = many_rows(state, prefix);
  kg_scan *scan = open_scan(txn, prefix, KG_ID_NONE, KG_ID_MAX);
  memset(&batch, 0xab, sizeof batch);
  assert_int_equal(kg_scan_next(scan, 1u << 2, &batch), KG_OK);
  assert_int_equal(batch.column[2][5], number_id(5));
  assert_int_equal(batch.column[0][5], UINT64_C(0xabababababababab));
  kg_scan_close(scan);
  kg_txn_abort(txn);
}

static void
an_unknown_order_is_refused(void **state)
{
  kg_id prefix[5] = {0};
  kg_txn *txn = many_rows(state, prefix);
  kg_scan *scan = (kg_scan *)&scan;
  assert_int_equal(kg_scan_open(txn, KG_N_ORDERS, prefix, 1, 0, KG_ID_MAX, &scan, NULL), KG_ERR_ARGUMENT);
  assert_null(scan);
  assert_int_equal(kg_scan_open(txn, KG_SPO, prefix, 5, 0, KG_ID_MAX, &scan, NULL), KG_ERR_ARGUMENT);
  kg_scan_close(NULL);
  kg_txn_abort(txn);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      store_test(scan_ends_where_the_prefix_changes),
      store_test(every_pattern_is_answered_by_its_order),
      store_test(the_same_triple_in_two_graphs_is_two_rows),
      store_test(changes_are_seen_in_their_own_transaction),
      store_test(batches_are_full_until_the_last),
      store_test(a_range_bounds_the_column_behind_the_prefix),
      store_test(seek_goes_forward_and_never_back),
      store_test(seek_behind_the_last_row_ends_the_scan),
      store_test(columns_not_asked_for_are_left_alone),
      store_test(an_unknown_order_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
