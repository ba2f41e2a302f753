// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/store.h"

#include "kg/store/private.h"

#include <stdlib.h>

enum { MOST = 3000 };

static kg__row rows[MOST], spare[MOST], want[MOST];
static unsigned by;

// Rows have their first place in the column behind the one that is sorted by.
static int
compare(const void *a, const void *b)
{
  const kg__row *x = a, *y = b;
  unsigned place = (by + 1) % 4;
  if (x->c[by] != y->c[by])
    return x->c[by] < y->c[by] ? -1 : 1;
  return x->c[place] < y->c[place] ? -1 : x->c[place] > y->c[place];
}

static void
sorting_is_right_and_stable_for_any_number_of_rows(void **state)
{
  static const size_t numbers[] = {0, 1, 2, 47, 48, 49, 50, 255, 1000, MOST};
  static const kg_id masks[] = {
      0, 1, 0xff, 0xff00, UINT64_C(0xf000000000000000), UINT64_C(0xf0000000000fffff), UINT64_MAX};
  uint64_t seed = 3;
  (void)state;
  for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
    for (size_t m = 0; m < sizeof masks / sizeof *masks; m++) {
      by = (unsigned)(k + m) % 4;
      for (size_t i = 0; i < numbers[k]; i++) {
        kg_id id = (kg_id)random_below(&seed, 1u << 31) << 33 | random_below(&seed, 1u << 31);
        rows[i] = (kg__row){{0}};
        rows[i].c[by] = id & masks[m];
        rows[i].c[(by + 1) % 4] = i;
      }
      memcpy(want, rows, sizeof rows);
      qsort(want, numbers[k], sizeof *want, compare);
      kg__rows_sort(rows, spare, numbers[k], by);
      assert_memory_equal(rows, want, numbers[k] * sizeof *rows);
    }
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sorting_is_right_and_stable_for_any_number_of_rows),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
