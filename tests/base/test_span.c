// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "kg/base/span.h"

enum { ROOM = 70 };

typedef struct kind {
  const char *name;
  size_t (*span)(const char *p, size_t n);
  bool (*stops)(unsigned char c);
} kind;

static const kind kinds[] = {
    {"IRI", kg__span_iri, kg__stops_iri},
    {"string", kg__span_string, kg__stops_string},
    {"print", kg__span_print, kg__stops_print},
    {"ASCII", kg__span_ascii, kg__stops_ascii},
};

static void
each_byte_at_each_place_ends_a_run_or_does_not(void **state)
{
  (void)state;
  for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
    for (unsigned c = 0; c < 256; c++) {
      for (size_t at = 0; at < ROOM; at++) {
        char text[ROOM];
        memset(text, 'x', sizeof text);
        text[at] = (char)c;
        size_t want = kinds[k].stops((unsigned char)c) ? at : ROOM;
        if (kinds[k].span(text, ROOM) != want)
          fail_msg("%s: byte %02X at %zu: %zu, not %zu", kinds[k].name, c, at, kinds[k].span(text, ROOM),
                   want);
      }
    }
  }
}

static void
a_run_ends_where_the_bytes_do(void **state)
{
  (void)state;
  char text[ROOM];
  memset(text, 'x', sizeof text);
  for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
    for (size_t n = 0; n < ROOM; n++)
      assert_int_equal(kinds[k].span(text, n), n);
  }
}

static void
what_ends_an_iri_is_what_the_grammar_says(void **state)
{
  (void)state;
  static const char never[] = "<>\"{}|^`\\";
  for (unsigned c = 0; c < 256; c++)
    assert_int_equal(kg__stops_iri((unsigned char)c), c <= 0x20 || strchr(never, (int)c) != NULL);
}

static void
newlines_are_counted(void **state)
{
  (void)state;
  char text[5000];
  memset(text, '\n', sizeof text);
  for (size_t n = 0; n < sizeof text; n++)
    assert_int_equal(kg__count_newlines(text, n), n);
  memset(text, '\r', sizeof text);
  assert_int_equal(kg__count_newlines(text, sizeof text), 0);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_byte_at_each_place_ends_a_run_or_does_not),
      cmocka_unit_test(a_run_ends_where_the_bytes_do),
      cmocka_unit_test(what_ends_an_iri_is_what_the_grammar_says),
      cmocka_unit_test(newlines_are_counted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
