// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "kg/str.h"

#include <stdlib.h>

static void
strings_compare_bytewise_and_shorter_first(void **state)
{
  (void)state;
  static const char *const sorted[] = {"", "a", "aa", "ab", "b", "\xc3\xa4", "\xff"};
  for (size_t i = 0; i < 7; i++) {
    for (size_t j = 0; j < 7; j++) {
      int order = kg_str_compare(kg_str_of(sorted[i]), kg_str_of(sorted[j]));
      assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
      assert_int_equal(kg_str_equal(kg_str_of(sorted[i]), kg_str_of(sorted[j])), i == j);
    }
  }
  assert_int_equal(kg_str_compare((kg_str){0}, KG_STR("")), 0);
  assert_true(kg_str_compare((kg_str){"a\0b", 3}, (kg_str){"a\0c", 3}) < 0);
}

static void
beginnings_and_ends_are_found(void **state)
{
  (void)state;
  assert_true(kg_str_starts(KG_STR("abc"), KG_STR("ab")) && kg_str_ends(KG_STR("abc"), KG_STR("bc")));
  assert_false(kg_str_starts(KG_STR("abc"), KG_STR("bc")) || kg_str_ends(KG_STR("abc"), KG_STR("ab")));
  assert_true(kg_str_starts((kg_str){0}, (kg_str){0}) && kg_str_ends(KG_STR("a"), (kg_str){0}));
  assert_false(kg_str_starts(KG_STR("a"), KG_STR("ab")) || kg_str_ends(KG_STR("a"), KG_STR("ba")));
}

static void
a_buffer_keeps_what_was_appended(void **state)
{
  (void)state;
  kg_buf buf = {0};
  for (int i = 0; i < 10000; i++) {
    assert_int_equal(kg_buf_add_char(&buf, (char)i), KG_OK);
    assert_int_equal(kg_buf_add_str(&buf, KG_STR("xyz")), KG_OK);
  }
  assert_int_equal(buf.len, 40000);
  for (size_t i = 0; i < 10000; i++) {
    assert_int_equal(buf.ptr[4 * i], (char)i);
    assert_memory_equal(buf.ptr + 4 * i + 1, "xyz", 3);
  }
  kg_buf_clear(&buf);
  assert_int_equal(kg_buf_add(&buf, NULL, 0), KG_OK);
  assert_int_equal(kg_buf_str(&buf).len, 0);
  kg_buf_release(&buf);
  assert_null(buf.ptr);
  kg_buf_release(&buf);
}

static void
formatted_text_is_appended_whole(void **state)
{
  (void)state;
  kg_buf buf = {0};
  char longer[5000];
  memset(longer, 'x', sizeof longer - 1);
  longer[sizeof longer - 1] = '\0';
  assert_int_equal(kg_buf_printf(&buf, "%d-%s-", 42, "a"), KG_OK);
  assert_str("42-a-", kg_buf_str(&buf));
  assert_int_equal(kg_buf_printf(&buf, "%s", longer), KG_OK);
  assert_int_equal(buf.len, 5 + strlen(longer));
  kg_buf_release(&buf);
}

static void
a_size_that_cannot_be_is_refused(void **state)
{
  (void)state;
  kg_buf buf = {0};
  kg_buf_add_str(&buf, KG_STR("abc"));
  assert_int_equal(kg_buf_reserve(&buf, SIZE_MAX), KG_ERR_NOMEM);
  assert_int_equal(kg_buf_reserve(&buf, SIZE_MAX - 3), KG_ERR_NOMEM);
  assert_str("abc", kg_buf_str(&buf));
  kg_buf_release(&buf);
}

static void
code_points_are_appended_as_utf_8(void **state)
{
  (void)state;
  kg_buf buf = {0};
  assert_int_equal(kg_buf_add_utf8(&buf, 'a'), KG_OK);
  assert_int_equal(kg_buf_add_utf8(&buf, 0x1F600), KG_OK);
  assert_int_equal(kg_buf_add_utf8(&buf, 0xD800), KG_ERR_ARGUMENT);
  assert_str("a\xf0\x9f\x98\x80", kg_buf_str(&buf));
  kg_buf_release(&buf);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(strings_compare_bytewise_and_shorter_first),
      cmocka_unit_test(beginnings_and_ends_are_found),
      cmocka_unit_test(a_buffer_keeps_what_was_appended),
      cmocka_unit_test(formatted_text_is_appended_whole),
      cmocka_unit_test(a_size_that_cannot_be_is_refused),
      cmocka_unit_test(code_points_are_appended_as_utf_8),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
