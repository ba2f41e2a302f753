// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "kg/sparql/case.h"

#include <unicode/uchar.h>
#include <unicode/ustring.h>

// The mapping of one character in the root locale, as UTF-8.
static kg_str
map_with_icu(UChar32 c, bool upper, char text[64])
{
  UChar from[4], to[16];
  int32_t n = 0, length = 0;
  UErrorCode code = U_ZERO_ERROR;
  U16_APPEND_UNSAFE(from, n, c);
  n = upper ? u_strToUpper(to, 16, from, n, "", &code) : u_strToLower(to, 16, from, n, "", &code);
  u_strToUTF8(text, 64, &length, to, n, &code);
  assert_true(U_SUCCESS(code));
  return (kg_str){text, (size_t)length};
}

static void
every_character_maps_as_in_icu(void **state)
{
  (void)state;
  kg_buf from = {0}, to = {0};
  int changed = 0;
  for (uint32_t c = 1; c < 0x110000; c++) {
    if (c >= 0xD800 && c < 0xE000)
      continue;
    kg_buf_clear(&from);
    assert_int_equal(kg_buf_add_utf8(&from, c), KG_OK);
    for (int upper = 0; upper < 2; upper++) {
      char text[64];
      kg_buf_clear(&to);
      assert_int_equal(kg__case_map(kg_buf_str(&from), upper, &to), KG_OK);
      kg_str want = map_with_icu((UChar32)c, upper, text);
      if (!kg_str_equal(kg_buf_str(&to), want))
        fail_msg("U+%04X: %.*s, not %.*s", (unsigned)c, KG_STR_ARG(kg_buf_str(&to)), KG_STR_ARG(want));
      changed += !kg_str_equal(kg_buf_str(&from), want);
    }
  }
  assert_true(changed > 2000);
  kg_buf_release(&from);
  kg_buf_release(&to);
}

static void
broken_text_passes_as_it_is(void **state)
{
  (void)state;
  kg_buf buf = {0};
  assert_int_equal(kg__case_map(KG_STR("a\xff"
                                       "b\xc3"),
                                true, &buf),
                   KG_OK);
  assert_str("A\xff"
             "B\xc3",
             kg_buf_str(&buf));
  kg_buf_release(&buf);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_character_maps_as_in_icu),
      cmocka_unit_test(broken_text_passes_as_it_is),
  };
  return cmocka_run_group_tests_name("case", tests, NULL, NULL);
}
