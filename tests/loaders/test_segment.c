// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "loaders/document.h"

static void
text_is_cut_into_words(void **state)
{
  static const struct {
    const char *name, *text, *words;
  } ROWS[] = {
      {"plain", "Two ships sailed.", "Two|ships|sailed|.|"},
      {"possessive", "Norway's and ships' crews", "Norway|'s|and|ships|'|crews|"},
      {"curly possessive", "Norway\xE2\x80\x99s", "Norway|\xE2\x80\x99s|"},
      {"abbreviation", "the U.S. Navy", "the|U.S.|Navy|"},
      {"tied words", "F-35s and the US\xE2\x80\x93Japan talks", "F|35s|and|the|US|Japan|talks|"},
      {"two plus two", "a 2+2 meeting", "a|2|2|meeting|"},
      {"numbers", "3.5 and 1,000", "3.5|and|1,000|"},
      {"inner apostrophe", "O'Brien", "O'Brien|"},
      {"short forms", "They're here, I'll go, we've won.", "They|'re|here|,|I|'ll|go|,|we|'ve|won|.|"},
      {"curly short form", "they\xE2\x80\x99"
                           "d",
       "they|\xE2\x80\x99"
       "d|"},
      {"negation", "It isn't and cannot be", "It|is|n't|and|can|not|be|"},
      {"beyond ASCII",
       "\xC5\xBB"
       "aga\xC5\x84, \xC3\x89lys\xC3\xA9"
       "e",
       "\xC5\xBB"
       "aga\xC5\x84|,|\xC3\x89lys\xC3\xA9"
       "e|"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
    kg_buf got = {0};
    kg__cut_token cut = {0};
    while (kg__cut_next(kg_str_of(ROWS[i].text), &cut))
      assert_int_equal(KG_OK,
                       kg_buf_printf(&got, "%.*s|", (int)(cut.end - cut.start), ROWS[i].text + cut.start));
    if (!kg_str_equal(kg_buf_str(&got), kg_str_of(ROWS[i].words)))
      fail_msg("%s: %.*s", ROWS[i].name, KG_STR_ARG(kg_buf_str(&got)));
    kg_buf_release(&got);
  }
}

static void
text_is_cut_into_sentences(void **state)
{
  static const struct {
    const char *name, *text;
    size_t n;
  } ROWS[] = {
      {"two", "One came. Two went.", 2},
      {"rank", "Gen. Smith came. He went.", 2},
      {"initial", "Donald J. Smith came.", 1},
      {"abbreviation of a state", "The U.S. Navy came. It went.", 2},
      {"quote", "He said, \"We will go.\" They went.", 2},
      {"heading", "A heading\n\nOne came.", 2},
      {"lines of one paragraph", "One\ncame and\nwent.", 1},
      {"ellipsis and question", "Who went? Nobody... They stayed!", 3},
      {"small letter", "vs. the others e.g. us.", 1},
  };
  kg__ontology ontology = {0};
  kg__lexicon lexicon = {0};
  kg__document doc;
  (void)state;
  assert_int_equal(KG_OK, kg__words_init(&ontology.words));
  assert_int_equal(KG_OK, kg__document_init(&doc, &ontology, &lexicon, NULL));
  for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
    kg__document_clear(&doc);
    doc.text = kg_str_of(ROWS[i].text);
    assert_int_equal(KG_OK, kg__document_segment(&doc));
    if (doc.sentences.n != ROWS[i].n)
      fail_msg("%s: %zu sentences", ROWS[i].name, doc.sentences.n);
  }
  kg__document_release(&doc);
  kg__words_release(&ontology.words);
}

static void
forms_lead_to_their_lemmas(void **state)
{
  static const struct {
    const char *form, *lemma;
    uint8_t forms;
  } ROWS[] = {{"deployed", "deploy", KG__FORM_PAST | KG__FORM_PARTICIPLE},
              {"took", "take", KG__FORM_PAST},
              {"taken", "take", KG__FORM_PARTICIPLE},
              {"carries", "carry", KG__FORM_S},
              {"signing", "sign", KG__FORM_ING},
              {"committed", "commit", KG__FORM_PAST | KG__FORM_PARTICIPLE},
              {"launches", "launch", KG__FORM_S},
              {"agreeing", "agree", KG__FORM_ING}};
  kg__words words = {0};
  (void)state;
  assert_int_equal(KG_OK, kg__words_init(&words));
  for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
    const kg__word *w = kg__word_at(&words, kg__words_find(&words, kg_str_of(ROWS[i].form)));
    assert_str(ROWS[i].lemma, kg__word_at(&words, w->verb)->text);
    assert_int_equal(ROWS[i].forms, w->forms);
  }
  kg__words_release(&words);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(text_is_cut_into_words),
      cmocka_unit_test(text_is_cut_into_sentences),
      cmocka_unit_test(forms_lead_to_their_lemmas),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
