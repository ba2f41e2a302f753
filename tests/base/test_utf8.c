// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "kg/base/utf8.h"

static bool
is_character(uint32_t c)
{
  return c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF);
}

static void
every_code_point_is_encoded_and_decoded(void **state)
{
  (void)state;
  for (uint32_t c = 0; c < 0x110100; c++) {
    char bytes[4];
    uint32_t back = 0;
    size_t n = kg__utf8_encode(c, bytes);
    if ((n != 0) != is_character(c))
      fail_msg("U+%04X has %zu bytes", c, n);
    if (n && (kg__utf8_decode((kg_str){bytes, n}, &back) != n || back != c))
      fail_msg("U+%04X comes back as U+%04X", c, back);
    for (size_t cut = 0; cut < n; cut++)
      assert_int_equal(kg__utf8_decode((kg_str){bytes, cut}, &back), 0);
  }
}

// All sequences of two bytes, and of more with telling bytes: only what encoding makes is decoded.
static void
only_what_is_encoded_is_decoded(void **state)
{
  (void)state;
  static const unsigned char telling[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
  enum { N = sizeof telling };
  for (size_t i = 0; i < 256 * 256 * N * N; i++) {
    const char bytes[] = {(char)(i % 256), (char)(i / 256 % 256), (char)telling[i / 65536 % N],
                          (char)telling[i / 65536 / N]};
    char again[4];
    uint32_t c;
    size_t n = kg__utf8_decode((kg_str){bytes, 4}, &c);
    if (n && (kg__utf8_encode(c, again) != n || memcmp(again, bytes, n) != 0))
      fail_msg("%02X %02X %02X %02X is taken for U+%04X", bytes[0] & 0xFF, bytes[1] & 0xFF, bytes[2] & 0xFF,
               bytes[3] & 0xFF, c);
  }
}

static void
the_check_stops_at_the_first_broken_byte(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    size_t want;
  } rows[] = {
      {"", 0},
      {"plain ASCII, longer than a word", 31},
      {"\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80", 9},
      {"1234567\xff", 7},
      {"12345678\x80", 8},
      {"123456789\xc3", 9},
      {"\xc0\x80", 0},
      {"\xe0\x80\x80", 0},
      {"\xed\xa0\x80", 0},
      {"\xf0\x80\x80\x80", 0},
      {"\xf4\x90\x80\x80", 0},
      {"\xf8\x88\x80\x80\x80", 0},
      {"\xc3\xa4\xc3(", 2},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    assert_int_equal(kg__utf8_check(kg_str_of(rows[i].text)), rows[i].want);
}

static void
characters_are_counted_and_broken_bytes_are_one_each(void **state)
{
  (void)state;
  assert_int_equal(kg__utf8_count(KG_STR("")), 0);
  assert_int_equal(kg__utf8_count(KG_STR("a\xc3\xa4\xf0\x9f\x98\x80")), 3);
  assert_int_equal(kg__utf8_count(KG_STR("a\xff\x80\xc3")), 4);
}

static void
text_is_cut_between_characters(void **state)
{
  (void)state;
  kg_str text = KG_STR("a\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80z");
  static const size_t want[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11};
  for (size_t limit = 0; limit < sizeof want / sizeof *want; limit++)
    assert_int_equal(kg__utf8_cut(text, limit), want[limit]);
}

static void
cutting_what_is_not_utf_8_gives_up_at_most_three_bytes(void **state)
{
  (void)state;
  char bytes[100];
  memset(bytes, 0x80, sizeof bytes);
  assert_int_equal(kg__utf8_cut((kg_str){bytes, sizeof bytes}, 50), 50);
  bytes[48] = (char)0xC3; // its character ends at 50
  assert_int_equal(kg__utf8_cut((kg_str){bytes, sizeof bytes}, 50), 50);
  assert_int_equal(kg__utf8_cut((kg_str){bytes, sizeof bytes}, 49), 48);
  assert_int_equal(kg__utf8_cut((kg_str){bytes, sizeof bytes}, 2), 2);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_code_point_is_encoded_and_decoded),
      cmocka_unit_test(only_what_is_encoded_is_decoded),
      cmocka_unit_test(the_check_stops_at_the_first_broken_byte),
      cmocka_unit_test(characters_are_counted_and_broken_bytes_are_one_each),
      cmocka_unit_test(text_is_cut_between_characters),
      cmocka_unit_test(cutting_what_is_not_utf_8_gives_up_at_most_three_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
