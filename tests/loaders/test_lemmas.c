// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "loaders/parse/lemmas.h"

static kg__model model;

static int
open_model(void **state)
{
  kg_error err = {0};
  (void)state;
  assert_ok(kg__model_open(KG_SRCDIR "/loaders/models/en.model", &model, &err), err);
  return 0;
}

static int
close_model(void **state)
{
  (void)state;
  kg__model_close(&model);
  return 0;
}

static void
has_lemma(const kg__model *from, const char *word, kg__upos upos, const char *lemma)
{
  kg_buf buf = {0};
  assert_int_equal(KG_OK, kg__lemma(from, kg_str_of(word), upos, &buf));
  if (!kg_str_equal(kg_buf_str(&buf), kg_str_of(lemma)))
    fail_msg("%s: %.*s, not %s", word, (int)buf.len, buf.ptr, lemma);
  kg_buf_release(&buf);
}

static void
forms_have_the_lemma_of_their_part_of_speech(void **state)
{
  static const struct {
    const char *word;
    kg__upos upos;
    const char *lemma;
  } ROWS[] = {
      {"wove", KG__UPOS_VERB, "weave"},         {"Wolves", KG__UPOS_NOUN, "wolf"},
      {"worst", KG__UPOS_ADJ, "bad"},           {"stitched", KG__UPOS_VERB, "stitch"},
      {"baking", KG__UPOS_VERB, "bake"},        {"knits", KG__UPOS_VERB, "knit"},
      {"berries", KG__UPOS_NOUN, "berry"},      {"buses", KG__UPOS_NOUN, "bus"},
      {"taller", KG__UPOS_ADJ, "tall"},         {"stopped", KG__UPOS_VERB, "stop"},
      {"organised", KG__UPOS_VERB, "organise"}, {"were", KG__UPOS_AUX, "be"},
      {"loom", KG__UPOS_NOUN, "loom"},          {"bus", KG__UPOS_NOUN, "bus"},
      {"finer", KG__UPOS_ADJ, "fine"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
    has_lemma(&model, ROWS[i].word, ROWS[i].upos, ROWS[i].lemma);
}

static void
a_form_is_read_as_what_it_is_tagged(void **state)
{
  (void)state;
  has_lemma(&model, "saw", KG__UPOS_VERB, "see");
  has_lemma(&model, "saw", KG__UPOS_NOUN, "saw");
  has_lemma(&model, "leaves", KG__UPOS_NOUN, "leaf");
  has_lemma(&model, "leaves", KG__UPOS_VERB, "leave");
}

static void
names_and_unknown_words_are_their_own_lemma(void **state)
{
  (void)state;
  has_lemma(&model, "Rogers", KG__UPOS_PROPN, "rogers");
  has_lemma(&model, "zzyxed", KG__UPOS_VERB, "zzyxed");
  has_lemma(&model, "", KG__UPOS_NOUN, "");
  has_lemma(NULL, "Loaves", KG__UPOS_NOUN, "loaves");
}

static void
the_first_and_the_last_of_the_list_are_found(void **state)
{
  const kg__word_class none = {0};
  const kg__model small = {.words = &none, .lemmas = KG_STR("a better good\nn loaves loaf\nv went go\n")};
  (void)state;
  has_lemma(&small, "better", KG__UPOS_ADJ, "good");
  has_lemma(&small, "loaves", KG__UPOS_NOUN, "loaf");
  has_lemma(&small, "went", KG__UPOS_VERB, "go");
  has_lemma(&small, "wen", KG__UPOS_VERB, "wen");
  has_lemma(&small, "zoo", KG__UPOS_NOUN, "zoo");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(forms_have_the_lemma_of_their_part_of_speech),
      cmocka_unit_test(a_form_is_read_as_what_it_is_tagged),
      cmocka_unit_test(names_and_unknown_words_are_their_own_lemma),
      cmocka_unit_test(the_first_and_the_last_of_the_list_are_found),
  };
  return cmocka_run_group_tests(tests, open_model, close_model);
}
