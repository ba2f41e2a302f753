// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "kg/base/map.h"

#include <stdio.h>

static kg_str
key_of(unsigned i, char text[32])
{
  snprintf(text, 32, "key %u", i * 2654435761u);
  return kg_str_of(text);
}

static void
what_was_put_is_found(void **state)
{
  (void)state;
  enum { N = 20000 };
  kg__map map = {0};
  char text[32];
  assert_null(kg__map_find(&map, KG_STR("a")));
  assert_null(kg__map_key(&map, KG_STR("a")).ptr);
  for (unsigned i = 0; i < N; i++) {
    bool made = false;
    uint64_t *at;
    assert_int_equal(kg__map_put(&map, key_of(i, text), i, &at, &made), KG_OK);
    assert_true(made);
    assert_int_equal(*at, i);
  }
  assert_int_equal(map.count, N);
  for (unsigned i = 0; i < N; i++) {
    const uint64_t *found = kg__map_find(&map, key_of(i, text));
    assert_non_null(found);
    assert_int_equal(*found, i);
    assert_null(kg__map_find(&map, key_of(i + N, text)));
  }
  kg__map_release(&map);
  assert_int_equal(map.count, 0);
  kg__map_release(&map);
}

static void
a_key_that_is_there_keeps_its_value_and_its_copy(void **state)
{
  (void)state;
  kg__map map = {0};
  char text[] = "key";
  uint64_t *at;
  bool made = true;
  kg__map_put(&map, kg_str_of(text), 1, NULL, NULL);
  assert_int_equal(kg__map_put(&map, kg_str_of(text), 2, &at, &made), KG_OK);
  assert_false(made);
  assert_int_equal(*at, 1);
  *at = 3;
  assert_int_equal(*kg__map_find(&map, KG_STR("key")), 3);
  text[0] = '?';
  assert_str("key", kg__map_key(&map, KG_STR("key")));
  assert_null(kg__map_find(&map, kg_str_of(text)));
  kg__map_release(&map);
}

static void
keys_are_bytes_and_may_be_empty(void **state)
{
  (void)state;
  kg__map map = {0};
  kg_str keys[] = {{0}, {"\0", 1}, {"\0\0", 2}, {"a\0b", 3}, {"a\0c", 3}};
  for (uint64_t i = 0; i < 5; i++)
    assert_int_equal(kg__map_put(&map, keys[i], i, NULL, NULL), KG_OK);
  assert_int_equal(map.count, 5);
  for (uint64_t i = 0; i < 5; i++)
    assert_int_equal(*kg__map_find(&map, keys[i]), i);
  assert_int_equal(*kg__map_find(&map, KG_STR("")), 0);
  kg__map_release(&map);
}

static void
a_cleared_map_is_empty_and_usable(void **state)
{
  (void)state;
  kg__map map = {0};
  char text[32];
  kg__map_clear(&map);
  for (int round = 0; round < 3; round++) {
    for (unsigned i = 0; i < 500; i++)
      assert_int_equal(kg__map_put(&map, key_of(i, text), i, NULL, NULL), KG_OK);
    assert_int_equal(map.count, 500);
    kg__map_clear(&map);
    assert_null(kg__map_find(&map, key_of(1, text)));
  }
  kg__map_release(&map);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_was_put_is_found),
      cmocka_unit_test(a_key_that_is_there_keeps_its_value_and_its_copy),
      cmocka_unit_test(keys_are_bytes_and_may_be_empty),
      cmocka_unit_test(a_cleared_map_is_empty_and_usable),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
