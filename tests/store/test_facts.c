// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/store.h"

#include <stdio.h>
#include <stdlib.h>

static kg_error err;

static void
facts_are_kept_under_keys_of_any_length(void **state)
{
  static const size_t lengths[] = {0, 1, 479, 480, 481, 511, 512, 513, 70000};
  static char text[70001];
  kg_store *store = store_of(state, "");
  kg_arena *arena = kg_arena_new();
  kg_txn *txn;
  kg_str value;
  memset(text, 'k', sizeof text);
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
    char number[8];
    int n = snprintf(number, sizeof number, "%zu", i);
    assert_ok(kg_txn_set_fact(txn, (kg_str){text, lengths[i]}, KG_STR("old"), &err), err);
    assert_ok(kg_txn_set_fact(txn, (kg_str){text, lengths[i]}, (kg_str){number, (size_t)n}, &err), err);
  }
  assert_ok(kg_txn_commit(txn, &err), err);
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
    char number[8];
    snprintf(number, sizeof number, "%zu", i);
    assert_ok(kg_txn_get_fact(txn, (kg_str){text, lengths[i]}, arena, &value, &err), err);
    assert_str(number, value);
  }
  assert_int_equal(kg_txn_get_fact(txn, (kg_str){text, 70001}, arena, &value, &err), KG_ERR_NOT_FOUND);
  assert_int_equal(kg_txn_get_fact(txn, (kg_str){text, 2}, arena, &value, &err), KG_ERR_NOT_FOUND);
  kg_txn_abort(txn);
  kg_arena_free(arena);
}

static void
prefixes_come_back_and_the_last_setting_counts(void **state)
{
  kg_store *store = store_of(state, "");
  kg_namespaces *namespaces = kg_namespaces_new();
  kg_txn *txn;
  kg_str iri;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  kg_sink sink = kg_txn_sink(txn);
  assert_ok(sink.prefix(sink.self, KG_STR("a"), KG_STR("x:a"), &err), err);
  assert_ok(sink.prefix(sink.self, KG_STR(""), KG_STR("x:empty"), &err), err);
  assert_ok(kg_txn_add_prefix(txn, KG_STR("a"), KG_STR("x:b"), &err), err);
  assert_ok(kg_txn_commit(txn, &err), err);
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_ok(kg_txn_prefixes(txn, namespaces, &err), err);
  kg_txn_abort(txn);
  assert_int_equal(kg_namespaces_count(namespaces), 2);
  assert_true(kg_namespaces_find(namespaces, KG_STR("a"), &iri));
  assert_str("x:b", iri);
  assert_true(kg_namespaces_find(namespaces, KG_STR(""), &iri));
  assert_str("x:empty", iri);
  kg_namespaces_free(namespaces);
}

static void
a_graph_is_background_once_it_was_said_so(void **state)
{
  kg_store *store = store_of(state, ":a :p 1 :g, 2 :h, 3 _:b .");
  kg_txn *txn;
  bool background;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  assert_ok(kg_txn_set_background(txn, KG_STR("http://example.org/g"), &err), err);
  assert_ok(kg_txn_commit(txn, &err), err);
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_ok(kg_txn_is_background(txn, id_of(txn, ":g"), &background, &err), err);
  assert_true(background);
  assert_ok(kg_txn_is_background(txn, id_of(txn, ":h"), &background, &err), err);
  assert_false(background);
  assert_ok(kg_txn_is_background(txn, id_of(txn, "_:b1"), &background, &err), err);
  assert_false(background);
  assert_ok(kg_txn_is_background(txn, KG_ID_NONE, &background, &err), err);
  assert_false(background);
  kg_txn_abort(txn);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      store_test(facts_are_kept_under_keys_of_any_length),
      store_test(prefixes_come_back_and_the_last_setting_counts),
      store_test(a_graph_is_background_once_it_was_said_so),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
