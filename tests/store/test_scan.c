// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/store.h"

static void
scan_ends_where_the_prefix_changes(void **state)
{
  kg_store *store = store_of(state, ":a :p 1, 2 . :b :p 3 .");
  assert_scan(store, ":a :p ?", ":a :p 1", ":a :p 2");
  assert_scan(store, ":b ? ?", ":b :p 3");
  assert_scan(store, "? ? 2", ":a :p 2");
  assert_sound(store);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      store_test(scan_ends_where_the_prefix_changes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
