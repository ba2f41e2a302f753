// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "kg/rdf.h"
#include "loaders/stages.h"

typedef struct reading {
  kg_world *world;
  kg__graph graph;
  kg__ontology ontology;
  kg__lexicon lexicon;
  kg__model model;
  kg__document doc;
} reading;

static reading r;

static int
open_all(void **state)
{
  kg_error err = {0};
  (void)state;
  r.world = kg_world_new();
  assert_ok(kg__graph_read_folder(&r.graph, r.world, KG_SRCDIR "/ontology", &err), err);
  assert_ok(kg__graph_read_folder(&r.graph, r.world, KG_SRCDIR "/ontology/gazetteer", &err), err);
  assert_int_equal(KG_OK, kg__graph_sort(&r.graph));
  assert_ok(kg__ontology_init(&r.ontology, &r.graph, &err), err);
  assert_ok(kg__lexicon_init(&r.lexicon, &r.graph, &r.ontology, &err), err);
  assert_ok(kg__model_open(KG_SRCDIR "/loaders/models/en.model", &r.model, &err), err);
  return kg__document_init(&r.doc, &r.ontology, &r.lexicon, &r.model);
}

static int
close_all(void **state)
{
  (void)state;
  kg__document_release(&r.doc);
  kg__model_close(&r.model);
  kg__lexicon_release(&r.lexicon);
  kg__ontology_release(&r.ontology);
  kg__graph_release(&r.graph);
  kg_world_free(r.world);
  return 0;
}

static void
read_text(const char *text)
{
  kg__document *doc = &r.doc;
  kg__document_clear(doc);
  doc->text = doc->source = kg_str_of(text);
  assert_int_equal(KG_OK, kg__document_segment(doc));
  assert_int_equal(KG_OK, kg__document_name(doc));
  assert_int_equal(1, doc->sentences.n);
  const kg__sentence *s = &doc->sentences.items[0];
  assert_int_equal(KG_OK, kg__sentence_tree(doc, s));
  assert_int_equal(KG_OK, kg__sentence_times(doc, s));
  assert_int_equal(KG_OK, kg__sentence_tag(doc, s));
  assert_int_equal(KG_OK, kg__sentence_chunk(doc, s));
  assert_int_equal(KG_OK, kg__sentence_clauses(doc, s));
  assert_int_equal(KG_OK, kg__sentence_arguments(doc, s));
}

static uint32_t
token(const char *text)
{
  for (uint32_t t = 0; t < r.doc.tokens.n; t++) {
    if (kg_str_equal(kg__token_text(&r.doc, t), kg_str_of(text)))
      return t;
  }
  fail_msg("no token '%s'", text);
  return 0;
}

static void
trees_step_over_hyphens(void **state)
{
  (void)state;
  read_text("The well-armed crews left.");
  assert_int_equal(6, r.doc.tokens.n);
  assert_int_equal(token("crews"), r.doc.tokens.items[token("armed")].head);
  assert_int_equal(token("armed"), r.doc.tokens.items[token("well")].head);
}

static void
a_name_of_several_words_hangs_together(void **state)
{
  (void)state;
  read_text("New Zealand sent engineers.");
  assert_int_equal(token("Zealand"), r.doc.tokens.items[token("New")].head);
  assert_int_equal(KG__REL_NSUBJ, r.doc.tokens.items[token("Zealand")].relation);
}

static void
verbs_find_who_acts_on_what(void **state)
{
  static const struct {
    const char *text, *verb, *subject, *object;
  } ROWS[] = {
      {"The engineers attacked the bridges.", "attacked", "engineers", "bridges"},
      {"The engineers, according to several local papers, attacked the bridges.", "attacked", "engineers",
       "bridges"},
      {"The engineers agreed to attack the bridges.", "attack", "engineers", "bridges"},
      {"The bridges that the engineers attacked collapsed.", "attacked", "engineers", "bridges"},
      {"The engineers came and attacked the bridges.", "attacked", "engineers", "bridges"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
    read_text(ROWS[i].text);
    int32_t id = r.doc.tokens.items[token(ROWS[i].verb)].verb;
    assert_true(id >= 0);
    const kg__verb *v = &r.doc.verbs.items[id];
    if (v->subject < 0 || r.doc.chunks.items[v->subject].head != token(ROWS[i].subject))
      fail_msg("%s: another subject", ROWS[i].text);
    if (v->object < 0 || r.doc.chunks.items[v->object].head != token(ROWS[i].object))
      fail_msg("%s: another object", ROWS[i].text);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(trees_step_over_hyphens),
      cmocka_unit_test(a_name_of_several_words_hangs_together),
      cmocka_unit_test(verbs_find_who_acts_on_what),
  };
  return cmocka_run_group_tests(tests, open_all, close_all);
}
