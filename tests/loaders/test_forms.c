// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "loaders/parse/syntax.h"

static void
spellings_of_one_word_are_one(void **state)
{
  static const char *const PAIRS[][2] = {
      {"Defence", "defense"},     {"neighbours", "neighbors"},
      {"organised", "organized"}, {"modernisation", "modernization"},
      {"theatre", "theater"},     {"programmes", "programs"},
      {"analysing", "analyzing"}, {"cancelled", "canceled"},
      {"1997", "2024"},           {"\xE2\x80\x9C", "\""},
      {"n\xE2\x80\x99t", "n't"},  {"\xE2\x80\x93", "-"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
    if (kg__form_hash(kg_str_of(PAIRS[i][0])) != kg__form_hash(kg_str_of(PAIRS[i][1])))
      fail_msg("%s and %s", PAIRS[i][0], PAIRS[i][1]);
  }
}

static void
different_words_stay_apart(void **state)
{
  static const char *const PAIRS[][2] = {{"four", "for"},     {"hour", "hor"},     {"rise", "rize"},
                                         {"filled", "filed"}, {"polled", "poled"}, {"12", "123"},
                                         {"tour", "tor"},     {"your", "yor"},     {"wise", "wize"}};
  (void)state;
  for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
    if (kg__form_hash(kg_str_of(PAIRS[i][0])) == kg__form_hash(kg_str_of(PAIRS[i][1])))
      fail_msg("%s and %s", PAIRS[i][0], PAIRS[i][1]);
  }
}

static void
very_long_and_empty_words_are_looked_at(void **state)
{
  char text[4096];
  kg__syntax_word word;
  kg__model empty = {.words = (const kg__word_class[1]){{0}}};
  (void)state;
  memset(text, 's', sizeof text);
  kg__syntax_look(&empty, (kg_str){text, sizeof text}, &word);
  kg__syntax_look(&empty, KG_STR(""), &word);
  assert_int_equal(0, word.word.can);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(spellings_of_one_word_are_one),
      cmocka_unit_test(different_words_stay_apart),
      cmocka_unit_test(very_long_and_empty_words_are_looked_at),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
