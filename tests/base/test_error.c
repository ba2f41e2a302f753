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

static void
messages_and_sources_are_made_visible_too(void **state)
{
  (void)state;
  kg_error err;
  kg_error_set(&err, KG_ERR_DATA, "no '%s'", "\x1b[2J\xc3\xa4\xff");
  kg_error_set_source(&err, "a\nb", 3);
  assert_string_equal(err.message, "no '.[2J\xc3\xa4.'");
  assert_string_equal(err.source, "a.b");
}

// The bytes are written where they would leave the excerpt if cutting went back over all of them.
static void
a_line_of_broken_utf_8_stays_within_the_excerpt(void **state)
{
  (void)state;
  char text[1000];
  kg_error err;
  memset(text, 0x80, sizeof text);
  memset(text + 450, 'x', sizeof text - 450);
  kg_error_set(&err, KG_ERR_DATA, "x");
  kg_error_set_excerpt(&err, text, sizeof text, 500, 1);
  assert_true(strlen(err.excerpt) < 200);
  assert_int_equal(err.excerpt[0], '.');
  assert_int_equal(err.excerpt[err.caret - 1], 'x');
  assert_int_equal(err.column, 501);
}

static void
every_status_has_a_name(void **state)
{
  (void)state;
  for (int i = KG_OK; i <= KG_ERR_STORE; i++)
    assert_string_not_equal(kg_status_name((kg_status)i), "unknown status");
  assert_string_equal(kg_status_name((kg_status)99), "unknown status");
}

static void
printing_counts_what_did_not_fit(void **state)
{
  (void)state;
  kg_error err;
  char whole[200], part[8];
  kg_error_set(&err, KG_ERR_DATA, "something is wrong");
  kg_error_set_source(&err, "a.ttl", 5);
  kg_error_set_place(&err, 3, 4);
  size_t n = kg_error_print(&err, whole, sizeof whole);
  assert_string_equal(whole, "a.ttl:3:4: something is wrong");
  assert_int_equal(n, strlen(whole));
  assert_int_equal(kg_error_print(&err, part, sizeof part), n);
  assert_string_equal(part, "a.ttl:3");
  assert_int_equal(kg_error_print(&err, NULL, 0), n);
}

static void
an_error_may_be_null(void **state)
{
  (void)state;
  assert_int_equal(kg_error_set(NULL, KG_ERR_IO, "x"), KG_ERR_IO);
  kg_error_set_source(NULL, "a", 1);
  kg_error_set_place(NULL, 1, 1);
  kg_error_set_excerpt(NULL, "a", 1, 0, 1);
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
      cmocka_unit_test(messages_and_sources_are_made_visible_too),
      cmocka_unit_test(a_line_of_broken_utf_8_stays_within_the_excerpt),
      cmocka_unit_test(every_status_has_a_name),
      cmocka_unit_test(printing_counts_what_did_not_fit),
      cmocka_unit_test(an_error_may_be_null),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
