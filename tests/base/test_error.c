// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

static void
an_error_prints_its_place_and_a_caret_under_the_fault(void **state)
{
  (void)state;
  const char *text = "@prefix : <x> .\n:a :b sce:c .\n";
  kg_error err;
  char out[256];
  assert_int_equal(kg_error_set(&err, KG_ERR_DATA, "unknown prefix '%s'", "sce:"), KG_ERR_DATA);
  kg_error_set_source(&err, "a.ttl", 5);
  kg_error_set_excerpt(&err, text, strlen(text), 22, 1);
  kg_error_print(&err, out, sizeof out);
  assert_string_equal(out, "a.ttl:2:7: unknown prefix 'sce:'\n  :a :b sce:c .\n        ^");
}

static void
columns_count_characters_and_not_bytes(void **state)
{
  (void)state;
  kg_error err;
  kg_error_set(&err, KG_ERR_DATA, "x");
  kg_error_set_excerpt(&err, "äöü?", 7, 6, 10);
  assert_int_equal(err.line, 10);
  assert_int_equal(err.column, 4);
}

static void
control_and_bidirectional_characters_never_reach_the_terminal(void **state)
{
  (void)state;
  kg_error err;
  const char *text = "a\x1b[31m\xe2\x80\xae"
                     "b\xff";
  kg_error_set(&err, KG_ERR_DATA, "x");
  kg_error_set_excerpt(&err, text, strlen(text), 0, 1);
  assert_string_equal(err.excerpt, "a.[31m.b.");
}

static void
a_long_line_is_cut_around_the_fault(void **state)
{
  (void)state;
  static char text[100000];
  kg_error err;
  memset(text, 'x', sizeof text);
  text[50000] = '!';
  kg_error_set(&err, KG_ERR_DATA, "x");
  kg_error_set_excerpt(&err, text, sizeof text, 50000, 1);
  assert_true(strlen(err.excerpt) < 200);
  assert_int_equal(err.excerpt[err.caret - 1], '!');
}

static void
a_message_is_cut_at_a_character(void **state)
{
  (void)state;
  kg_error err;
  char longer[2000];
  for (size_t i = 0; i + 2 < sizeof longer; i += 2)
    memcpy(longer + i, "\xc3\xa4", 3);
  kg_error_set(&err, KG_ERR_DATA, "%s", longer);
  assert_int_equal(strlen(err.message) % 2, 0);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_error_prints_its_place_and_a_caret_under_the_fault),
      cmocka_unit_test(columns_count_characters_and_not_bytes),
      cmocka_unit_test(control_and_bidirectional_characters_never_reach_the_terminal),
      cmocka_unit_test(a_long_line_is_cut_around_the_fault),
      cmocka_unit_test(a_message_is_cut_at_a_character),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
