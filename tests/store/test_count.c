// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/store.h"

static kg_error err;

// How many values come next; a pattern of an order, such as "? :p ?".
static uint64_t
values(kg_store *store, kg_order order, const char *pattern)
{
  static const unsigned char columns[KG_N_ORDERS][4] = {
      {0, 1, 2, 3}, {1, 0, 2, 3}, {1, 2, 0, 3}, {2, 0, 1, 3}, {3, 0, 1, 2}};
  kg_txn *txn;
  kg_quad_ids quad;
  bool graph_bound = false;
  uint64_t n;
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_true(pattern_of(txn, pattern, &quad, &graph_bound));
  const kg_id ids[4] = {quad.s, quad.p, quad.o, quad.g};
  kg_id prefix[4];
  size_t n_prefix = 0;
  while (n_prefix < 4 && (columns[order][n_prefix] == 3 ? graph_bound : ids[columns[order][n_prefix]] != 0)) {
    prefix[n_prefix] = ids[columns[order][n_prefix]];
    n_prefix++;
  }
  assert_ok(kg_count_values(txn, order, prefix, n_prefix, &n, &err), err);
  kg_txn_abort(txn);
  return n;
}

static void
assert_values(kg_store *store)
{
  assert_int_equal(values(store, KG_SPO, "? ? ?"), 3);
  assert_int_equal(values(store, KG_PSO, "? ? ?"), 2);
  assert_int_equal(values(store, KG_OSP, "? ? ?"), 4);
  assert_int_equal(values(store, KG_PSO, "? :p ?"), 2);
  assert_int_equal(values(store, KG_POS, "? :p ?"), 3);
  assert_int_equal(values(store, KG_SPO, ":a ? ?"), 2);
  assert_int_equal(values(store, KG_POS, "? :p 1"), 2);
  assert_int_equal(values(store, KG_OSP, "? ? 2"), 1);
  assert_int_equal(values(store, KG_PSO, "? :none ?"), 0);
}

static void
values_are_counted_in_changes_and_in_runs(void **state)
{
  kg_store *store = store_of(state, ":a :p 1, 2, 3; :q :none . :b :p 1 . :c :q 3 .");
  assert_values(store);
  assert_ok(kg_store_compact(store, NULL, &err), err);
  assert_values(store);
}

static void
the_values_of_a_graph_are_counted(void **state)
{
  kg_store *store = store_of(state, ":a :p 1 :g, 2 :g . :b :p 1 :g .");
  assert_int_equal(values(store, KG_GSPO, "? ? ? :g"), 2);
  assert_ok(kg_store_compact(store, NULL, &err), err);
  assert_int_equal(values(store, KG_GSPO, "? ? ? :g"), 2);
  store_add(store, ":a :p 1 :h . :c :p 2 .");
  assert_ok(kg_store_compact(store, NULL, &err), err);
  assert_int_equal(values(store, KG_GSPO, "? ? ? :g"), 2);
  assert_int_equal(values(store, KG_GSPO, "? ? ? :h"), 1);
  assert_int_equal(values(store, KG_GSPO, "? ? ?"), 3);
}

static void
values_of_runs_are_scaled_by_what_changed(void **state)
{
  kg_store *store = store_of(state, ":a :p 1, 2 . :b :p 3, 4 . :c :p 5, 6 . :d :p 7, 8 .");
  assert_ok(kg_store_compact(store, NULL, &err), err);
  store_add(store, ":e :p 9, 10 . :f :p 11, 12 .");
  assert_int_equal(values(store, KG_PSO, "? :p ?"), 6);
  assert_int_equal(values(store, KG_POS, "? :p ?"), 12);
  store_remove(store, ":a :p 1, 2 . :b :p 3, 4 . :c :p 5, 6 . :d :p 7, 8 . :e :p 9, 10 . :f :p 11 .");
  assert_int_equal(values(store, KG_PSO, "? :p ?"), 1);
}

static uint64_t
rows_between(kg_store *store, int64_t least, int64_t most)
{
  kg_id range[2], prefix;
  const int64_t bounds[2] = {least, most};
  kg_txn *txn;
  uint64_t n;
  kg_quad_ids quad;
  bool graph_bound;
  for (int i = 0; i < 2; i++)
    range[i] = kg_id_make(KG_TAG_INTEGER, (uint64_t)(bounds[i] + (INT64_C(1) << 59)));
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_true(pattern_of(txn, "? :p ?", &quad, &graph_bound));
  prefix = quad.p;
  assert_ok(kg_count_range(txn, KG_POS, &prefix, 1, range[0], range[1], &n, &err), err);
  kg_txn_abort(txn);
  return n;
}

static void
assert_between(kg_store *store)
{
  assert_int_equal(rows_between(store, 2, 4), 4);
  assert_int_equal(rows_between(store, -9, 1), 1);
  assert_int_equal(rows_between(store, 6, 9), 0);
  assert_int_equal(rows_between(store, 4, 2), 0);
  assert_int_equal(rows_between(store, -9, 9), 6);
}

static void
rows_of_a_range_are_counted_with_its_ends(void **state)
{
  kg_store *store = store_of(state, ":a :p 1, 2, 3, 5; :q 4 . :b :p 2, 4 .");
  assert_between(store);
  assert_ok(kg_store_compact(store, NULL, &err), err);
  assert_between(store);
  store_remove(store, ":b :p 2 .");
  store_add(store, ":c :p 3 .");
  assert_between(store);
}

static void
a_column_behind_all_others_is_refused(void **state)
{
  kg_store *store = store_of(state, ":a :p 1 .");
  kg_id prefix[4] = {0};
  kg_txn *txn;
  uint64_t n;
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_status(KG_ERR_ARGUMENT, kg_count_values(txn, KG_SPO, prefix, 4, &n, &err), err);
  kg_txn_abort(txn);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      store_test(values_are_counted_in_changes_and_in_runs),
      store_test(the_values_of_a_graph_are_counted),
      store_test(values_of_runs_are_scaled_by_what_changed),
      store_test(rows_of_a_range_are_counted_with_its_ends),
      store_test(a_column_behind_all_others_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
