// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Loads that are larger than the memory they are given.

#include "tests/support/store.h"

#include "kg/store/load.h"

#include <stdio.h>

enum { N_QUADS = 3000, N_BLANKS = 500 };

static kg_error err;

// Quads of blank nodes that come again and again.
static void
load(kg_txn *txn, size_t n)
{
  char label[32], number[32];
  assert_ok(kg_txn_new_scope(txn), err);
  for (size_t i = 0; i < n; i++) {
    snprintf(label, sizeof label, "n%zu", i * 7 % N_BLANKS);
    snprintf(number, sizeof number, "http://example.org/%zu", i / 2);
    kg_quad quad = {.subject = kg_term_blank(kg_str_of(label)),
                    .predicate = kg_term_iri(KG_STR("http://example.org/p")),
                    .object = kg_term_iri(kg_str_of(number))};
    assert_ok(kg_txn_add(txn, &quad, NULL, &err), err);
  }
}

static uint64_t
count_subjects(kg_store *store)
{
  kg_txn *txn;
  uint64_t n;
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_ok(kg_count_values(txn, KG_SPO, NULL, 0, &n, &err), err);
  kg_txn_abort(txn);
  return n;
}

static void
load_with(void **state, const char *name, unsigned threads)
{
  kg__store_sizes usual = kg__store_sizes_now;
  kg__store_sizes_now.threads = threads;
  kg__store_sizes_now.bulk_quads = 10;
  kg_store *store = store_at(state, name, KG_STORE_CREATE);
  kg_txn *txn;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  txn->sizes = (kg__txn_sizes){
      .known_bytes = 4000, .label_bytes = 4000, .waiting_quads = 100, .chunk_quads = 32, .spills = 5};
  load(txn, N_QUADS);
  assert_in_range(txn->spills.n, 2, 6);
  assert_non_null(txn->labels.old);
  assert_ok(kg_txn_commit(txn, &err), err);
  kg__store_sizes_now = usual;
  assert_int_equal(store_size(store), N_QUADS);
  assert_int_equal(count_subjects(store), N_BLANKS);
  assert_sound(store);
}

static void
parts_and_labels_are_put_aside_and_found_again(void **state)
{
  load_with(state, "two", 2);
  load_with(state, "one", 1);
}

static void
a_load_that_is_given_up_leaves_nothing(void **state)
{
  kg__store_sizes usual = kg__store_sizes_now;
  kg__store_sizes_now.bulk_quads = 10;
  kg_store *store = store_of(state, ":a :p 1 .");
  kg_txn *txn;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  txn->sizes.waiting_quads = 100;
  txn->sizes.chunk_quads = 32;
  load(txn, N_QUADS);
  kg_txn_abort(txn);
  kg__store_sizes_now = usual;
  assert_int_equal(store_size(store), 1);
  assert_sound(store);
}

static void
a_load_stops_when_it_is_asked_to(void **state)
{
  kg__store_sizes usual = kg__store_sizes_now;
  volatile sig_atomic_t stop = 0;
  const kg_limits limits = {.interrupted = &stop};
  kg__store_sizes_now.bulk_quads = 10;
  kg_store *store = store_of(state, ":a :p 1 .");
  kg_txn *txn;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  kg_txn_set_limits(txn, &limits);
  load(txn, N_QUADS);
  stop = 1;
  assert_status(KG_ERR_INTERRUPTED, kg_txn_commit(txn, &err), err);
  kg__store_sizes_now = usual;
  assert_int_equal(store_size(store), 1);
  assert_sound(store);
}

static void
memory_is_shared_out_in_parts_that_fit(void **state)
{
  kg_store *store = store_of(state, "");
  kg_txn *txn;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  assert_status(KG_ERR_ARGUMENT, kg_txn_set_memory(txn, KG_LEAST_MEMORY - 1, &err), err);
  for (size_t bytes = KG_LEAST_MEMORY; bytes < (size_t)1 << 40; bytes *= 3) {
    assert_ok(kg_txn_set_memory(txn, bytes, &err), err);
    const kg__txn_sizes *s = &txn->sizes;
    size_t quads = (2 * s->waiting_quads + s->chunk_quads) * sizeof(kg__row);
    assert_true(s->known_bytes + s->label_bytes + quads + s->spills * sizeof(kg_batch) <= bytes);
    assert_true(s->waiting_quads >= s->chunk_quads && s->spills > 1);
  }
  kg_txn_abort(txn);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      store_test(parts_and_labels_are_put_aside_and_found_again),
      store_test(a_load_that_is_given_up_leaves_nothing),
      store_test(a_load_stops_when_it_is_asked_to),
      store_test(memory_is_shared_out_in_parts_that_fit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
