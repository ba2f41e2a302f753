// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Stores for tests.

   Quads are written `:a :p 1, "x"; :q <http://b/> :g . _:b :p 2 .`: a colon stands for http://example.org/,
   numbers are integers, a fourth term is a graph, all else is as in N-Triples.  In patterns `?` is unbound,
   and a pattern of three terms leaves the graph unbound; a graph of `-` is the default graph.
*/
#ifndef KG_TESTS_SUPPORT_STORE_H
#define KG_TESTS_SUPPORT_STORE_H

#include "tests/support/test.h"

/** Setup and teardown of a test: a folder of its own, and the stores that it opened, which are closed. */
int store_setup(void **state);
int store_teardown(void **state);

/** A path in the test's folder, valid until the end of the test. */
const char *store_path(void **state, const char *name);

/** Open the store `name` in the test's folder, to be closed at its end. */
kg_store *store_at(void **state, const char *name, unsigned flags);

/** Close a store before the end of the test. */
void store_close(void **state, kg_store *store);

/** A new store with these quads. */
kg_store *store_of(void **state, const char *quads);

/** Change a store in one transaction. */
void store_add(kg_store *store, const char *quads);
void store_remove(kg_store *store, const char *quads);

/** Change it in a transaction of the caller's. */
void txn_add(kg_txn *txn, const char *quads);
void txn_remove(kg_txn *txn, const char *quads);

/** The id of a term in the notation above, which must be known; made in a writing transaction. */
kg_id id_of(kg_txn *txn, const char *term);

/** How many quads a transaction, or the store, has. */
uint64_t txn_size(kg_txn *txn);
uint64_t store_size(kg_store *store);

/** Fail unless kg_txn_verify() is content. */
void assert_sound(kg_store *store);

/** The ids of a pattern; false if it has a term that the store does not know. */
bool pattern_of(kg_txn *txn, const char *text, kg_quad_ids *pattern, bool *graph_bound);

/** The rows that match a pattern, by the order that fits it, sorted as text, a line each; free() it. */
char *txn_match(kg_txn *txn, const char *pattern);

/** Fail unless the quads that match a pattern are these, a null at the end. */
void assert_match(kg_txn *txn, const char *pattern, ...);
#define assert_scan(store, pattern, ...)                     \
  do {                                                       \
    kg_txn *txn_ = NULL;                                     \
    kg_error err_;                                           \
    assert_ok(kg_txn_begin_read(store, &txn_, &err_), err_); \
    assert_match(txn_, pattern, ##__VA_ARGS__, NULL);        \
    kg_txn_abort(txn_);                                      \
  } while (0)

/** The test macro with setup and teardown. */
#define store_test(f) cmocka_unit_test_setup_teardown(f, store_setup, store_teardown)

/** Small pseudo-random numbers, the same each time. */
static inline uint32_t
random_below(uint64_t *seed, uint32_t n)
{
  *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)((*seed >> 33) % n);
}

#endif
