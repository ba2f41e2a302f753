// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/store.h"

#include "kg/store/private.h"

#include <stdio.h>
#include <stdlib.h>

static kg_error err;

// A writing transaction that test code ends.
static kg_txn *
begin(kg_store *store)
{
  kg_txn *txn;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  return txn;
}

static kg_id
intern(kg_txn *txn, const char *text)
{
  return id_of(txn, text);
}

static void
assert_printed(kg_txn *txn, kg_id id, const char *want)
{
  kg_arena *arena = kg_arena_new();
  kg_term term;
  kg_buf buf = {0};
  assert_ok(kg_txn_term(txn, id, arena, &term, &err), err);
  assert_int_equal(kg_term_print(&term, &buf), KG_OK);
  assert_str(want, kg_buf_str(&buf));
  kg_buf_release(&buf);
  kg_arena_free(arena);
}

#define XSD(name) "^^<http://www.w3.org/2001/XMLSchema#" name ">"

static const char *const kinds[] = {
    "<http://example.org/a>",
    "<http://example.org/>",
    "<x:>",
    "\"\"",
    "\"short\"",
    "\"eight by\"",
    "\"a text that is too long for an id\"",
    "\"a\\u0000b is long enough for the dictionary\"",
    "\"\\u0000\"",
    "\"München, 😀 and more\"",
    "\"text\"@en",
    "\"text\"@en-gb",
    "\"text\"@en--ltr",
    "\"text\"@en--rtl",
    "\"text\"@ar--rtl",
    "\"\"@en",
    "\"1\"" XSD("integer"),
    "\"01\"" XSD("integer"),
    "\"+1\"" XSD("integer"),
    "\"123456789012345678901234567890\"" XSD("integer"),
    "\"5\"" XSD("decimal"),
    "\"5.0\"" XSD("decimal"),
    "\"1.50\"" XSD("decimal"),
    "\"5\"" XSD("double"),
    "\"1.5E0\"" XSD("double"),
    "\"1\"" XSD("boolean"),
    "\"true\"" XSD("boolean"),
    "\"2024-02-29\"" XSD("date"),
    "\"2024-02-29Z\"" XSD("date"),
    "\"2024-02-29T12:00:00\"" XSD("dateTime"),
    "\"2024-02-29T12:00:00.25+10:00\"" XSD("dateTime"),
    "\"2024\"" XSD("gYear"),
    "\"not a number\"" XSD("integer"),
    "\"text\"^^<http://example.org/type>",
    "\"\"^^<http://example.org/type>",
    "<<( <x:s> <x:p> \"o\" )>>",
    "<<( <x:s> <x:p> <x:o> )>>",
    "<<( <x:s> <x:p> <<( <x:s> <x:p> \"a longer object\"@en )>> )>>",
};

enum { N_KINDS = sizeof kinds / sizeof *kinds };

static void
every_kind_of_term_comes_back_as_it_was(void **state)
{
  kg_store *store = store_of(state, "");
  kg_id ids[N_KINDS];
  kg_txn *txn = begin(store);
  for (size_t i = 0; i < N_KINDS; i++)
    ids[i] = intern(txn, kinds[i]);
  for (int round = 0; round < 2; round++) {
    for (size_t i = 0; i < N_KINDS; i++)
      assert_printed(txn, ids[i], kinds[i]);
    if (round == 0) {
      assert_ok(kg_txn_commit(txn, &err), err);
      assert_ok(kg_txn_begin_read(store, &txn, &err), err);
    }
  }
  kg_txn_abort(txn);
  assert_sound(store);
}

static void
equal_ids_are_equal_terms(void **state)
{
  kg_store *store = store_of(state, "");
  kg_id ids[N_KINDS];
  kg_txn *txn = begin(store);
  for (size_t i = 0; i < N_KINDS; i++) {
    ids[i] = intern(txn, kinds[i]);
    for (size_t j = 0; j < i; j++) {
      if (ids[i] == ids[j])
        fail_msg("%s and %s have one id", kinds[i], kinds[j]);
    }
  }
  for (size_t i = 0; i < N_KINDS; i++)
    assert_int_equal(intern(txn, kinds[i]), ids[i]);
  assert_ok(kg_txn_commit(txn, &err), err);
  txn = begin(store);
  for (size_t i = 0; i < N_KINDS; i++)
    assert_int_equal(intern(txn, kinds[i]), ids[i]);
  kg_txn_abort(txn);
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  for (size_t i = 0; i < N_KINDS; i++)
    assert_int_equal(id_of(txn, kinds[i]), ids[i]);
  kg_txn_abort(txn);
}

// From tables, and from the flat file.
static void
terms_that_were_expected_are_as_they_are(void **state)
{
  kg__store_sizes usual = kg__store_sizes_now;
  for (int flat = 0; flat < 2; flat++) {
    kg_store *store = store_of(state, "");
    kg_id ids[N_KINDS + 2] = {KG_ID_NONE};
    kg_term terms[N_KINDS + 1], term;
    kg_arena *arena = kg_arena_new();
    kg__store_sizes_now.bulk_terms = flat ? 1 : SIZE_MAX;
    kg_txn *txn = begin(store);
    for (size_t i = 0; i < N_KINDS; i++)
      ids[i + 1] = intern(txn, kinds[i]);
    assert_ok(kg_txn_commit(txn, &err), err);
    kg__store_sizes_now = usual;
    assert_ok(kg_txn_begin_read(store, &txn, &err), err);
    assert_int_equal(txn->flat != NULL, flat);
    for (size_t i = 0; i <= N_KINDS; i++)
      assert_ok(kg_txn_term(txn, ids[i], arena, &terms[i], &err), err);
    ids[N_KINDS + 1] = kg_id_make(KG_TAG_IRI, 1 << 20); // one that the store does not know
    kg_txn_expect_terms(txn, ids, N_KINDS + 2);
    for (size_t i = 0; i <= N_KINDS; i++) {
      assert_ok(kg_txn_term(txn, ids[i], arena, &term, &err), err);
      assert_true(kg_term_equal(&term, &terms[i]));
    }
    kg_txn_abort(txn);
    kg_arena_free(arena);
  }
}

static void
terms_keep_their_ids_when_memory_for_them_is_small(void **state)
{
  enum { N = 3000 };
  kg_txn *txn = begin(store_of(state, ""));
  kg__store_sizes usual = kg__store_sizes_now;
  static kg_id ids[N];
  char text[64];
  kg__store_sizes_now.txn.known_bytes = 1;
  for (int round = 0; round < 2; round++) {
    for (int i = 0; i < N; i++) {
      snprintf(text, sizeof text, "\"%d, with text behind it\"", i * 7919 % N);
      kg_id id = intern(txn, text);
      assert_true(round == 0 || id == ids[i]);
      ids[i] = id;
    }
  }
  assert_ok(kg_txn_verify(txn, NULL, &err), err);
  kg__store_sizes_now = usual;
  kg_txn_abort(txn);
}

static void
language_tags_are_the_same_in_any_case(void **state)
{
  kg_txn *txn = begin(store_of(state, ""));
  kg_term upper = kg_term_lang(KG_STR("text"), KG_STR("EN-gb"), KG_DIRECTION_NONE);
  kg_id id;
  assert_ok(kg_txn_intern(txn, &upper, &id, &err), err);
  assert_int_equal(id, intern(txn, "\"text\"@en-gb"));
  assert_printed(txn, id, "\"text\"@en-gb");
  kg_txn_abort(txn);
}

static void
an_unknown_term_is_not_found_and_not_made(void **state)
{
  kg_store *store = store_of(state, ":a :p \"a text that the store knows\" .");
  static const char *const unknown[] = {"<x:b>",        "\"a text that is not known\"", "\"text\"@en",
                                        "\"x\"^^<x:t>", "<<( <x:s> <x:p> 1 )>>",        "_:b1",
                                        "_:a"};
  kg_txn *txn;
  kg_arena *arena = kg_arena_new();
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
    kg_term term = {0};
    size_t end;
    kg_id id;
    if (kg_term_parse(kg_str_of(unknown[i]), arena, &end, &term, &err) == KG_OK)
      assert_status(KG_ERR_NOT_FOUND, kg_txn_find(txn, &term, &id, &err), err);
  }
  kg_txn_abort(txn);
  kg_arena_free(arena);
}

static void
labels_of_blank_nodes_end_with_their_scope(void **state)
{
  kg_store *store = store_of(state, "");
  kg_txn *txn = begin(store);
  kg_id a = intern(txn, "_:a"), b = intern(txn, "_:b");
  assert_int_not_equal(a, b);
  assert_int_equal(intern(txn, "_:a"), a);
  assert_int_equal(kg_txn_new_scope(txn), KG_OK);
  assert_int_not_equal(intern(txn, "_:a"), a);
  assert_int_not_equal(intern(txn, "_:a"), b);
  assert_ok(kg_txn_commit(txn, &err), err);
  txn = begin(store);
  assert_int_not_equal(intern(txn, "_:a"), a);
  kg_txn_abort(txn);
}

static void
a_blank_node_is_found_by_the_label_it_is_printed_with(void **state)
{
  kg_store *store = store_of(state, "");
  kg_txn *txn = begin(store);
  kg_id first = intern(txn, "_:whatever"), second = intern(txn, "_:b1");
  assert_printed(txn, first, "_:b1");
  assert_printed(txn, second, "_:b2");
  assert_ok(kg_txn_commit(txn, &err), err);
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_int_equal(id_of(txn, "_:b1"), first);
  assert_int_equal(id_of(txn, "_:b2"), second);
  static const char *const unknown[] = {
      "b3", "b0", "b", "b01", "b1x", "c1", "b99999999999999999999", "b18446744073709551617"};
  for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
    kg_term term = kg_term_blank(kg_str_of(unknown[i]));
    kg_id id;
    assert_status(KG_ERR_NOT_FOUND, kg_txn_find(txn, &term, &id, &err), err);
  }
  kg_txn_abort(txn);
}

static void
a_named_blank_node_is_found_again_for_good(void **state)
{
  static char long_name[2000];
  kg_store *store = store_of(state, "");
  kg_arena *arena = kg_arena_new();
  kg_str names[3] = {KG_STR("r1"), KG_STR(""), {long_name, sizeof long_name}};
  kg_id ids[3], again;
  kg_str name;
  memset(long_name, 'n', sizeof long_name);
  kg_txn *txn = begin(store);
  for (int i = 0; i < 3; i++)
    assert_ok(kg_txn_name_blank(txn, names[i], &ids[i], &err), err);
  assert_ok(kg_txn_commit(txn, &err), err);
  store_close(state, store);
  store = store_at(state, "store0", 0);
  txn = begin(store);
  for (int i = 0; i < 3; i++) {
    assert_ok(kg_txn_find_name(txn, names[i], &again, &err), err);
    assert_int_equal(again, ids[i]);
    assert_ok(kg_txn_name_blank(txn, names[i], &again, &err), err);
    assert_int_equal(again, ids[i]);
    assert_ok(kg_txn_blank_name(txn, ids[i], arena, &name, &err), err);
    assert_true(kg_str_equal(name, names[i]));
  }
  long_name[1999] = 'm';
  assert_int_equal(kg_txn_find_name(txn, names[2], &again, &err), KG_ERR_NOT_FOUND);
  assert_int_equal(kg_txn_blank_name(txn, kg_id_make(KG_TAG_BLANK, 77), arena, &name, &err),
                   KG_ERR_NOT_FOUND);
  kg_txn_abort(txn);
  kg_arena_free(arena);
  assert_sound(store);
}

static void
triple_terms_nested_too_deep_are_refused(void **state)
{
  enum { DEEP = KG_TERM_DEPTH + 100 };
  kg_txn *txn = begin(store_of(state, ""));
  static kg_term levels[DEEP][3];
  kg_term iri = kg_term_iri(KG_STR("x:a")), term = iri;
  kg_id id;
  for (int i = 0; i < DEEP; i++) {
    levels[i][0] = levels[i][1] = iri;
    levels[i][2] = term;
    term = kg_term_triple(levels[i]);
    if (i == KG_TERM_DEPTH - 1)
      assert_ok(kg_txn_intern(txn, &term, &id, &err), err);
  }
  assert_status(KG_ERR_LIMIT, kg_txn_intern(txn, &term, &id, &err), err);
  kg_txn_abort(txn);
}

static void
large_terms_are_kept_whole(void **state)
{
  static char text[1 << 20];
  kg_store *store = store_of(state, "");
  kg_arena *arena = kg_arena_new();
  kg_term term, got;
  kg_id id;
  memset(text, 'x', sizeof text);
  kg_txn *txn = begin(store);
  term = kg_term_string((kg_str){text, sizeof text});
  assert_ok(kg_txn_intern(txn, &term, &id, &err), err);
  assert_ok(kg_txn_commit(txn, &err), err);
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_ok(kg_txn_term(txn, id, arena, &got, &err), err);
  assert_true(kg_term_equal(&term, &got));
  kg_txn_abort(txn);
  kg_arena_free(arena);
  assert_sound(store);
}

static void
an_id_of_no_term_is_an_error(void **state)
{
  static const kg_id bad[] = {UINT64_C(2) << 60,    UINT64_C(2) << 60 | 99, UINT64_C(1) << 60 | 99,
                              UINT64_C(15) << 60,   UINT64_C(14) << 60,     UINT64_C(12) << 60 | 1,
                              UINT64_C(3) << 60 | 1};
  kg_store *store = store_of(state, ":a :p 1 .");
  kg_arena *arena = kg_arena_new();
  kg_txn *txn;
  kg_term term;
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_status(KG_ERR_STORE, kg_txn_term(txn, bad[i], arena, &term, &err), err);
  assert_ok(kg_txn_term(txn, KG_ID_NONE, arena, &term, &err), err);
  assert_int_equal(term.kind, KG_TERM_NONE);
  kg_txn_abort(txn);
  kg_arena_free(arena);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      store_test(every_kind_of_term_comes_back_as_it_was),
      store_test(equal_ids_are_equal_terms),
      store_test(terms_that_were_expected_are_as_they_are),
      store_test(terms_keep_their_ids_when_memory_for_them_is_small),
      store_test(language_tags_are_the_same_in_any_case),
      store_test(an_unknown_term_is_not_found_and_not_made),
      store_test(labels_of_blank_nodes_end_with_their_scope),
      store_test(a_blank_node_is_found_by_the_label_it_is_printed_with),
      store_test(a_named_blank_node_is_found_again_for_good),
      store_test(triple_terms_nested_too_deep_are_refused),
      store_test(large_terms_are_kept_whole),
      store_test(an_id_of_no_term_is_an_error),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
