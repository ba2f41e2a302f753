// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "kg/base/vec.h"

#include <stdlib.h>

static void
an_array_grows_and_keeps_its_items(void **state)
{
  (void)state;
  struct {
    uint32_t *items;
    size_t n, capacity;
  } v = {0};
  for (uint32_t i = 0; i < 100000; i++) {
    assert_int_equal(kg__vec_add(&v), KG_OK);
    v.items[v.n - 1] = i;
    assert_true(v.n <= v.capacity);
  }
  for (uint32_t i = 0; i < 100000; i++)
    assert_int_equal(v.items[i], i);
  free(v.items);
}

static void
reserving_makes_room_for_what_is_wanted(void **state)
{
  (void)state;
  void *items = NULL;
  size_t capacity = 0;
  assert_int_equal(kg__vec_reserve(&items, &capacity, 1000, 16), KG_OK);
  assert_true(capacity >= 1000);
  void *before = items;
  assert_int_equal(kg__vec_reserve(&items, &capacity, 10, 16), KG_OK);
  assert_ptr_equal(items, before);
  memset(items, 1, capacity * 16);
  free(items);
}

static void
a_size_that_overflows_is_refused_and_changes_nothing(void **state)
{
  (void)state;
  void *items = NULL;
  size_t capacity = 0;
  assert_int_equal(kg__vec_reserve(&items, &capacity, SIZE_MAX / 8, 16), KG_ERR_NOMEM);
  assert_int_equal(kg__vec_reserve(&items, &capacity, SIZE_MAX / 2, 1), KG_ERR_NOMEM);
  assert_null(items);
  assert_int_equal(capacity, 0);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_array_grows_and_keeps_its_items),
      cmocka_unit_test(reserving_makes_room_for_what_is_wanted),
      cmocka_unit_test(a_size_that_overflows_is_refused_and_changes_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
