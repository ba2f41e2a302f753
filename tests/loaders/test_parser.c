// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "loaders/parse/syntax.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAX = 40 };

typedef struct parsed {
  kg__model model;
  kg__parse_memory memory;
  kg__syntax_word words[MAX];
  char text[400], *tokens[MAX];
  size_t n;
} parsed;

static int
open_model(void **state)
{
  parsed *p = calloc(1, sizeof *p);
  kg_error err = {0};
  assert_non_null(p);
  assert_ok(kg__model_open(KG_SRCDIR "/loaders/models/en.model", &p->model, &err), err);
  *state = p;
  return 0;
}

static int
close_model(void **state)
{
  parsed *p = *state;
  kg__model_close(&p->model);
  kg__parse_memory_release(&p->memory);
  free(p);
  return 0;
}

// Words are cut at spaces.
static void
parse(parsed *p, const char *sentence)
{
  char *save = NULL;
  snprintf(p->text, sizeof p->text, "%s", sentence);
  p->n = 0;
  for (char *w = strtok_r(p->text, " ", &save); w && p->n < MAX; w = strtok_r(NULL, " ", &save)) {
    kg__syntax_look(&p->model, kg_str_of(w), &p->words[p->n]);
    p->tokens[p->n++] = w;
  }
  kg__syntax_tag(&p->model, p->words, p->n);
  assert_int_equal(KG_OK, kg__syntax_parse(&p->model, &p->memory, p->words, p->n));
}

static void
words_get_their_parts_of_speech(void **state)
{
  static const struct {
    const char *sentence, *tags;
  } ROWS[] = {
      {"The navy sent two frigates .", "DET NOUN VERB NUM NOUN PUNCT "},
      {"Norway will not join the patrol .", "PROPN AUX PART VERB DET NOUN PUNCT "},
      {"They have been trained by Finnish officers .", "PRON AUX AUX VERB ADP ADJ NOUN PUNCT "},
      {"She said that it is unlikely .", "PRON VERB SCONJ PRON AUX ADJ PUNCT "},
  };
  parsed *p = *state;
  for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
    char tags[400] = "";
    parse(p, ROWS[i].sentence);
    for (size_t k = 0; k < p->n; k++)
      strcat(strcat(tags, kg__upos_text((kg__upos)p->words[k].upos)), " ");
    assert_string_equal(ROWS[i].tags, tags);
  }
}

static void
words_hang_on_their_heads(void **state)
{
  static const struct {
    const char *sentence, *dependent, *relation, *head;
  } ROWS[] = {
      {"The navy sent two frigates .", "navy", "nsubj", "sent"},
      {"The navy sent two frigates .", "frigates", "obj", "sent"},
      {"The bridge was destroyed by the rebels .", "bridge", "nsubj:pass", "destroyed"},
      {"The bridge was destroyed by the rebels .", "rebels", "obl:agent", "destroyed"},
      {"Poland agreed to buy the tanks .", "buy", "xcomp", "agreed"},
      {"Poland agreed to buy the tanks .", "tanks", "obj", "buy"},
      {"Finland and Sweden signed the treaty .", "Sweden", "conj", "Finland"},
      {"Estonia is a member of the alliance .", "member", "root", ""},
      {"Estonia is a member of the alliance .", "alliance", "nmod", "member"},
      {"The minister 's visit ended .", "minister", "nmod:poss", "visit"},
      {"The ship that left the port returned .", "left", "acl:relcl", "ship"},
  };
  parsed *p = *state;
  for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
    parse(p, ROWS[i].sentence);
    size_t d = 0;
    while (d < p->n && strcmp(p->tokens[d], ROWS[i].dependent))
      d++;
    assert_true(d < p->n);
    const kg__syntax_word *w = &p->words[d];
    const char *head = w->head < 0 ? "" : p->tokens[w->head],
               *relation = kg__relation_text((kg__relation)p->model.relation[w->relation]);
    if (strcmp(head, ROWS[i].head) || strcmp(relation, ROWS[i].relation))
      fail_msg("%s: %s is %s of '%s'", ROWS[i].sentence, ROWS[i].dependent, relation, head);
  }
}

static void
every_sentence_has_one_root_and_no_circle(void **state)
{
  static const char *const SENTENCES[] = {"!", "and and and and", "( ) , . ; the of to", "No",
                                          "who whom which that that that is is were being"};
  parsed *p = *state;
  for (size_t i = 0; i < sizeof SENTENCES / sizeof *SENTENCES; i++) {
    size_t roots = 0;
    parse(p, SENTENCES[i]);
    for (size_t k = 0; k < p->n; k++) {
      size_t steps = 0;
      for (int32_t at = (int32_t)k; at >= 0 && steps <= p->n; steps++)
        at = p->words[at].head;
      roots += p->words[k].head < 0;
      assert_true(steps <= p->n);
    }
    assert_int_equal(1, roots);
  }
}

static void
no_words_are_no_harm(void **state)
{
  parsed *p = *state;
  assert_int_equal(KG_OK, kg__syntax_parse(&p->model, &p->memory, p->words, 0));
}

static void
what_is_known_as_a_name_is_tagged_as_one(void **state)
{
  parsed *p = *state;
  parse(p, "They will dominate");
  p->words[2].name = true;
  kg__syntax_tag(&p->model, p->words, p->n);
  assert_true(p->words[2].upos == KG__UPOS_PROPN || p->words[2].upos == KG__UPOS_NOUN ||
              p->words[2].upos == KG__UPOS_ADJ);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_get_their_parts_of_speech),
      cmocka_unit_test(words_hang_on_their_heads),
      cmocka_unit_test(every_sentence_has_one_root_and_no_circle),
      cmocka_unit_test(no_words_are_no_harm),
      cmocka_unit_test(what_is_known_as_a_name_is_tagged_as_one),
  };
  return cmocka_run_group_tests(tests, open_model, close_model);
}
