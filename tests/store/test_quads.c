// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/store.h"

#include <stdio.h>
#include <stdlib.h>

static kg_error err;

static void
insert_and_remove_tell_whether_they_changed_anything(void **state)
{
  kg_store *store = store_of(state, ":a :p 1 .");
  kg_txn *txn;
  bool changed;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  kg_quad_ids quad = {id_of(txn, ":a"), id_of(txn, ":p"), id_of(txn, "1"), KG_ID_NONE};
  assert_ok(kg_txn_insert(txn, &quad, &changed, &err), err);
  assert_false(changed);
  assert_ok(kg_txn_remove(txn, &quad, &changed, &err), err);
  assert_true(changed);
  assert_ok(kg_txn_remove(txn, &quad, &changed, &err), err);
  assert_false(changed);
  assert_ok(kg_txn_insert(txn, &quad, NULL, &err), err);
  assert_ok(kg_txn_insert(txn, &quad, &changed, &err), err);
  assert_false(changed);
  assert_ok(kg_txn_commit(txn, &err), err);
  assert_scan(store, "? ? ?", ":a :p 1");
}

static void
a_cleared_graph_leaves_the_others(void **state)
{
  kg_store *store = store_of(state, ":a :p 1, 1 :g, 2 :g, 3 :h .");
  kg_txn *txn;
  uint64_t removed;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  assert_ok(kg_txn_clear_graph(txn, id_of(txn, ":g"), &removed, &err), err);
  assert_int_equal(removed, 2);
  assert_ok(kg_txn_clear_graph(txn, id_of(txn, ":g"), &removed, &err), err);
  assert_int_equal(removed, 0);
  assert_ok(kg_txn_commit(txn, &err), err);
  assert_scan(store, "? ? ?", ":a :p 1", ":a :p 3 :h");
  assert_sound(store);
}

static void
clearing_the_only_graph_empties_the_store(void **state)
{
  kg_store *store = store_of(state, ":a :p 1 :g, 2 :g .");
  kg_txn *txn;
  uint64_t removed;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  assert_ok(kg_txn_clear_graph(txn, id_of(txn, ":g"), &removed, &err), err);
  assert_int_equal(removed, 2);
  assert_int_equal(txn_size(txn), 0);
  txn_add(txn, ":a :p 9 .");
  assert_ok(kg_txn_commit(txn, &err), err);
  assert_scan(store, "? ? ?", ":a :p 9");
  assert_sound(store);
}

static void
terms_stand_only_where_rdf_lets_them(void **state)
{
  static const char *const cases[][4] = {{"1", ":p", ":o", "-"},
                                         {":s", "_:p", ":o", "-"},
                                         {":s", "1", ":o", "-"},
                                         {":s", ":p", "-", "-"},
                                         {":s", ":p", ":o", "1"},
                                         {"-", ":p", ":o", "-"},
                                         {"<<( <x:a> <x:b> <x:c> )>>", ":p", ":o", "-"}};
  kg_store *store = store_of(state, ":a :p 1 .");
  kg_txn *txn;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    kg_quad_ids quad = {id_of(txn, cases[i][0]), id_of(txn, cases[i][1]), id_of(txn, cases[i][2]),
                        id_of(txn, cases[i][3])};
    kg_status st = kg_txn_insert(txn, &quad, NULL, &err);
    if (st != KG_ERR_DATA && st != KG_ERR_ARGUMENT)
      fail_msg("%s %s %s %s: %s", cases[i][0], cases[i][1], cases[i][2], cases[i][3], kg_status_name(st));
  }
  assert_ok(kg_txn_commit(txn, &err), err);
  assert_int_equal(store_size(store), 1);
}

static void
ids_of_no_term_are_refused(void **state)
{
  kg_store *store = store_of(state, ":a :p 1 .");
  kg_txn *txn;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  kg_id a = id_of(txn, ":a"), p = id_of(txn, ":p");
  const kg_id bad[] = {kg_id_make(KG_TAG_IRI, 99),  kg_id_make(KG_TAG_IRI, 0),
                       kg_id_make(KG_TAG_BLANK, 5), kg_id_make(KG_TAG_TRIPLE, 99),
                       kg_id_make(KG_TAG_LOCAL, 1), kg_id_make((kg_tag)14, 1)};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    kg_quad_ids quad = {a, p, bad[i], KG_ID_NONE};
    assert_status(KG_ERR_ARGUMENT, kg_txn_insert(txn, &quad, NULL, &err), err);
  }
  kg_txn_abort(txn);
}

static void
a_reading_transaction_changes_nothing(void **state)
{
  kg_store *store = store_of(state, ":a :p 1 .");
  kg_txn *txn;
  uint64_t removed;
  kg_id id;
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  kg_quad_ids quad = {id_of(txn, ":a"), id_of(txn, ":p"), id_of(txn, "1"), KG_ID_NONE};
  kg_term term = kg_term_iri(KG_STR("x:new"));
  assert_status(KG_ERR_ARGUMENT, kg_txn_insert(txn, &quad, NULL, &err), err);
  assert_status(KG_ERR_ARGUMENT, kg_txn_remove(txn, &quad, NULL, &err), err);
  assert_status(KG_ERR_ARGUMENT, kg_txn_clear_graph(txn, KG_ID_NONE, &removed, &err), err);
  assert_status(KG_ERR_ARGUMENT, kg_txn_intern(txn, &term, &id, &err), err);
  assert_status(KG_ERR_ARGUMENT, kg_txn_new_blank(txn, &id, &err), err);
  assert_status(KG_ERR_ARGUMENT, kg_txn_add_prefix(txn, KG_STR("a"), KG_STR("b"), &err), err);
  assert_ok(kg_txn_commit(txn, &err), err);
  assert_int_equal(store_size(store), 1);
}

static void
an_aborted_transaction_leaves_nothing(void **state)
{
  kg_store *store = store_of(state, ":a :p 1 .");
  kg_txn *txn;
  kg_store_stats before, after;
  kg_term term = kg_term_iri(KG_STR("http://example.org/b"));
  kg_id id;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  assert_ok(kg_txn_stats(txn, &before, &err), err);
  txn_add(txn, ":b :q \"some longer text\" :g . _:x :p 2 .");
  assert_int_equal(txn_size(txn), 3);
  assert_ok(kg_txn_add_prefix(txn, KG_STR("b"), KG_STR("x:b"), &err), err);
  assert_ok(kg_txn_name_blank(txn, KG_STR("n"), &id, &err), err);
  kg_txn_abort(txn);
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_ok(kg_txn_stats(txn, &after, &err), err);
  assert_int_equal(kg_txn_find(txn, &term, &id, &err), KG_ERR_NOT_FOUND);
  assert_int_equal(kg_txn_find_name(txn, KG_STR("n"), &id, &err), KG_ERR_NOT_FOUND);
  kg_txn_abort(txn);
  assert_int_equal(before.quads, after.quads);
  assert_int_equal(before.graphs, after.graphs);
  assert_int_equal(before.terms, after.terms);
  assert_scan(store, "? ? ?", ":a :p 1");
  assert_sound(store);
}

// More quads than wait in memory at once, in an order that is no table's, half of them twice.
static void
large_loads_are_the_same_as_small_ones(void **state)
{
  enum { N = 150000 };
  kg_store *store = store_of(state, ":x :p :x .");
  kg_txn *txn;
  uint64_t seed = 7, count;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  kg_sink sink = kg_txn_sink(txn);
  for (uint64_t i = 0; i < N; i++) {
    char s[32], o[48];
    uint64_t n = i < N / 3 * 2 ? i : random_below(&seed, N / 3 * 2);
    kg_quad quad = {.predicate =
                        kg_term_iri(n % 2 ? KG_STR("http://example.org/p") : KG_STR("http://example.org/q"))};
    quad.subject = kg_term_iri(
        (kg_str){s, (size_t)snprintf(s, sizeof s, "x:s%llu", (unsigned long long)(n * 7919 % 1000))});
    quad.object = kg_term_string(
        (kg_str){o, (size_t)snprintf(o, sizeof o, "object number %llu", (unsigned long long)n)});
    assert_ok(sink.quad(sink.self, &quad, &err), err);
  }
  assert_ok(kg_txn_commit(txn, &err), err);
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_int_equal(txn_size(txn), N / 3 * 2 + 1);
  kg_id p = id_of(txn, ":p"), x = id_of(txn, ":x");
  assert_ok(kg_count(txn, KG_PSO, &p, 1, &count, &err), err);
  assert_int_equal(count, N / 3 + 1);
  assert_ok(kg_count(txn, KG_OSP, &x, 1, &count, &err), err);
  assert_int_equal(count, 1);
  kg_txn_abort(txn);
  assert_sound(store);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      store_test(insert_and_remove_tell_whether_they_changed_anything),
      store_test(a_cleared_graph_leaves_the_others),
      store_test(clearing_the_only_graph_empties_the_store),
      store_test(terms_stand_only_where_rdf_lets_them),
      store_test(ids_of_no_term_are_refused),
      store_test(a_reading_transaction_changes_nothing),
      store_test(an_aborted_transaction_leaves_nothing),
      store_test(large_loads_are_the_same_as_small_ones),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
