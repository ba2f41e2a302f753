// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   A store whose state after its N-th commit is known: commits 1, 2, 3 ... each do something that depends on
   nothing but their number, adding, removing, loading much, clearing a graph, and put the number into a fact.
*/
#ifndef KG_TESTS_SUPPORT_HISTORY_H
#define KG_TESTS_SUPPORT_HISTORY_H

#include "tests/support/store.h"

typedef struct history_state {
  int last; ///< Commit; 0: none
  uint64_t quads;
  uint64_t sum; ///< Of all quads as text, whatever their order
} history_state;

/** Small sizes, so that loads and compactions are many; returns to the usual ones. */
void history_sizes_set(void);
void history_sizes_reset(void);

/** The same around a test that has a store. */
int history_setup(void **state);
int history_teardown(void **state);
#define history_test(f) cmocka_unit_test_setup_teardown(f, history_setup, history_teardown)

/** Do commit `i` in a transaction of its own. */
kg_status history_commit(kg_store *store, int i, kg_error *err);

/** Read all that a store has. */
kg_status history_read(kg_store *store, history_state *state, kg_error *err);
kg_status history_read_txn(kg_txn *txn, history_state *state, kg_error *err);

/** The states after commits 0 to `n`, made in a store without files; the caller frees them. */
history_state *history_states(int n);

bool history_equal(const history_state *a, const history_state *b);

/** The tests' number of rounds: that of KG_TEST_ROUNDS if it is set. */
int history_rounds(int usual);

#endif
