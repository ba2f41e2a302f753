// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "kg/rdf.h"
#include "loaders/stages.h"
#include "loaders/learn/subjects.h"

static kg_world *world;
static kg__graph graph;
static kg__ontology ontology;
static kg__lexicon lexicon;
static kg__model model;
static kg__document doc;
static kg_buf seen; ///< Looks, each in bars

static int
open_all(void **state)
{
  kg_error err = {0};
  (void)state;
  world = kg_world_new();
  assert_ok(kg__graph_read_folder(&graph, world, KG_SRCDIR "/tests/data/ontology-small", &err), err);
  assert_ok(kg__graph_read_folder(&graph, world, KG_SRCDIR "/tests/data/ontology-small/gazetteer", &err),
            err);
  assert_int_equal(KG_OK, kg__graph_sort(&graph));
  assert_ok(kg__ontology_init(&ontology, &graph, &err), err);
  assert_ok(kg__lexicon_init(&lexicon, &graph, &ontology, &err), err);
  assert_ok(kg__model_open(KG_SRCDIR "/loaders/models/en.model", &model, &err), err);
  return kg__document_init(&doc, &ontology, &lexicon, &model);
}

static int
close_all(void **state)
{
  (void)state;
  kg_buf_release(&seen);
  kg__document_release(&doc);
  kg__model_close(&model);
  kg__lexicon_release(&lexicon);
  kg__ontology_release(&ontology);
  kg__graph_release(&graph);
  kg_world_free(world);
  return 0;
}

static bool
note(void *self, kg_str text, uint64_t hash)
{
  (void)self;
  (void)hash;
  assert_int_equal(KG_OK, kg_buf_printf(&seen, "[%.*s]", KG_STR_ARG(text)));
  return true;
}

static kg__cues
cues_of(const char *text, const kg__look_reader *reader)
{
  kg__cues cues;
  kg__document_clear(&doc);
  doc.text = doc.source = kg_str_of(text);
  assert_int_equal(KG_OK, kg__document_segment(&doc));
  assert_int_equal(KG_OK, kg__document_name(&doc));
  assert_int_equal(1, doc.sentences.n);
  const kg__sentence *s = &doc.sentences.items[0];
  assert_int_equal(KG_OK, kg__sentence_tree(&doc, s));
  assert_int_equal(KG_OK, kg__cues_of(&doc, s->first, s->end, reader, doc.arena, &cues));
  return cues;
}

static bool
has(const kg__spans *spans, const char *text)
{
  for (size_t i = 0; i < spans->n; i++) {
    if (kg_str_equal(spans->items[i].text, kg_str_of(text)))
      return true;
  }
  return false;
}

typedef struct row {
  const char *text, *there, *not_there;
} row;

static void
check(const row *rows, size_t n, bool objects)
{
  for (size_t i = 0; i < n; i++) {
    kg__cues cues = cues_of(rows[i].text, NULL);
    const kg__spans *spans = objects ? &cues.objects : &cues.topics;
    if (!has(spans, rows[i].there) || (rows[i].not_there && has(spans, rows[i].not_there)))
      fail_msg("%s: '%s' should be found, '%s' not", rows[i].text, rows[i].there,
               rows[i].not_there ? rows[i].not_there : "");
  }
}

static void
what_a_sentence_may_be_about_is_found_in_the_forms_of_a_label(void **state)
{
  static const row ROWS[] = {
      {"Vasily Stepanovich Zavoyko was an admiral.", "Vasily Stepanovich Zavoyko", "admiral was"},
      {"Vasily Stepanovich Zavoyko was an admiral.", "Vasily Zavoyko", NULL},
      {"Vasily Stepanovich Zavoyko was an admiral.", "Vasily S. Zavoyko", "Zavoyko was"},
      {"Saul \"Paul\" de Groot was a politician.", "Paul de Groot", NULL},
      {"Gloria Angela Lavara Mejia is a politician.", "Gloria Lavara", NULL},
      {"Jean-Jacques Marie Favier is an engineer.", "Jean-Jacques Favier", "Jean Favier"},
      {"The river rises near Marrow.", "river", "river rises"},
      {"Obesity, Diet and Health is a journal.", "Obesity, Diet and Health", NULL},
      {"(15875) 1996 TP66 was found in 1996.", "(15875) 1996 TP66", "found"},
      {"Norland and the Republic of Sudmark met.", "Sudmark", NULL}, // as its label has it
      {"It was built by Ann Oakes (born 1970).", "Ann Oakes", "Ann Oakes (born 1970"},
  };
  (void)state;
  check(ROWS, sizeof ROWS / sizeof *ROWS, false);
}

static void
objects_go_from_capital_to_capital(void **state)
{
  static const row ROWS[] = {
      {"She joined the Bank of England in London.", "Bank of England", "the Bank of England"},
      {"It was made by Norman W. Marsh.", "Norman W. Marsh", "made"},
      {"It was made by Norman W. Marsh.", "Marsh", NULL},
      {"He works for Simon and Schuster.", "Simon and Schuster", NULL},
  };
  (void)state;
  check(ROWS, sizeof ROWS / sizeof *ROWS, true);
}

static void
dates_have_day_month_and_year(void **state)
{
  static const row ROWS[] = {
      {"It opened on 11 February 1922.", "11 February 1922", "01 February 1922"},
      {"It opened on February 9, 1922.", "09 February 1922", NULL},
      {"It opened in February 1922.", "01 February 1922", NULL},
      {"It opened in 1922.", "01 January 1922", "01 February 1922"},
      {"It opened in 1922.", "1922", NULL},
      {"It has 192 rooms.", "192", "01 January 192"},
  };
  (void)state;
  check(ROWS, sizeof ROWS / sizeof *ROWS, true);
}

static void
looks_tell_what_stands_around_and_above_a_run(void **state)
{
  static const kg__look_reader READER = {.look = note};
  static const char *const LOOKS[] = {
      "[*]",        "[is old]",       "[next: lives]", "[last: oakes]",         "[shape: CC whole]",
      "[words: 2]", "[in one piece]", "[before: |]",   "[tree: nsubj of root]", "[governor: nsubj live]"};
  (void)state;
  kg_buf_clear(&seen);
  cues_of("Ann Oakes lives in London.", &READER);
  cues_of("Norland is old.", &READER);
  for (size_t i = 0; i < sizeof LOOKS / sizeof *LOOKS; i++) {
    if (!memmem(seen.ptr, seen.len, LOOKS[i], strlen(LOOKS[i])))
      fail_msg("no look %s in %.*s", LOOKS[i], (int)seen.len, seen.ptr);
  }
}

static void
the_path_goes_up_from_the_subject_and_down_to_the_object(void **state)
{
  static const kg__look_reader READER = {.look = note};
  uint64_t room[KG__PATH_LOOKS];
  kg__looks looks = {room, 0};
  (void)state;
  kg__cues cues = cues_of("Norland trades with Sudmark.", &READER);
  assert_int_equal(2, cues.mentions.n);
  kg_buf_clear(&seen);
  kg__path_looks(&cues, &cues.mentions.items[0], &cues.mentions.items[1], &looks);
  assert_str("[order: behind][near][path: nsubj<trade>obl with][shape of path: nsubj<>obl]",
             kg_buf_str(&seen));
  assert_int_equal(4, looks.n);
}

static void
mentions_have_the_name_and_class_of_the_ontology(void **state)
{
  (void)state;
  kg__cues cues = cues_of("The Republic of Sudmark trades.", NULL);
  assert_int_equal(1, cues.mentions.n);
  assert_str("Sudmark", cues.mentions.items[0].text);
  assert_true(cues.mentions.items[0].cls & kg__class_mask(&ontology, KG_STR("Land")));
}

static void
texts_are_the_same_but_for_space_and_case(void **state)
{
  (void)state;
  assert_true(kg__same_text(KG_STR("Dark Sun : Lands"), KG_STR("dark sun: lands")));
  assert_true(kg__same_text(KG_STR("Dark_Sun"), KG_STR("Dark Sun ")));
  assert_false(kg__same_text(KG_STR("Dark Sun"), KG_STR("Dark Suns")));
  assert_false(kg__same_text(KG_STR(""), KG_STR("a")));
}

static void
as_many_guesses_are_given_as_promise_the_best_score(void **state)
{
  static const struct {
    double p[4];
    size_t n, worth;
    double stated;
  } ROWS[] = {
      {{0.9}, 1, 1, 1},
      {{0.6, 0.1}, 2, 1, 1},
      {{0.6, 0.1}, 2, 2, 5}, // of five triples, the second is one of them as likely as not
      {{0.3, 0.29, 0.28}, 3, 3, 1},
      {{0.3, 0.29, 0.02}, 3, 2, 1},
      {{0.05, 0.04}, 2, 1, 1}, // the second is too unlikely to be said at all
      {{0}, 0, 0, 1},
  };
  (void)state;
  for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
    kg__span spans[4];
    kg__guess guesses[4];
    for (size_t k = 0; k < ROWS[i].n; k++) {
      spans[k] = (kg__span){.first = k, .last = k};
      guesses[k] = (kg__guess){.subject = &spans[k], .said = &spans[k], .probability = ROWS[i].p[k]};
    }
    assert_int_equal(ROWS[i].worth, kg__guesses_worth(guesses, ROWS[i].n, ROWS[i].stated));
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_a_sentence_may_be_about_is_found_in_the_forms_of_a_label),
      cmocka_unit_test(objects_go_from_capital_to_capital),
      cmocka_unit_test(dates_have_day_month_and_year),
      cmocka_unit_test(looks_tell_what_stands_around_and_above_a_run),
      cmocka_unit_test(the_path_goes_up_from_the_subject_and_down_to_the_object),
      cmocka_unit_test(mentions_have_the_name_and_class_of_the_ontology),
      cmocka_unit_test(texts_are_the_same_but_for_space_and_case),
      cmocka_unit_test(as_many_guesses_are_given_as_promise_the_best_score),
  };
  return cmocka_run_group_tests(tests, open_all, close_all);
}
