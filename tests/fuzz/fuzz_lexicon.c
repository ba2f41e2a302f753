// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Any Turtle may be a lexicon, of frames or of learned entries: it is refused, or a text is read with it.

#include "tests/fuzz/fuzz.h"

#include "loaders/stages.h"

static kg_world *world;
static kg__model model;
static const char TEXT[] =
    "Norland exported goat cheese. The Republic of Sudmark will buy cheese from Norland in May 2024.";

static void
open_once(void)
{
  if (world)
    return;
  FUZZ_CHECK((world = kg_world_new()));
  FUZZ_CHECK(kg__model_open(KG_SRCDIR "/loaders/models/en.model", &model, NULL) == KG_OK);
}

static void
read_sentence(kg__document *doc, const kg__sentence *s)
{
  kg__guess guesses[KG__MAX_GUESSES];
  kg__cues cues;
  size_t n = 0;
  FUZZ_CHECK(kg__sentence_tree(doc, s) == KG_OK);
  FUZZ_CHECK(kg__sentence_times(doc, s) == KG_OK);
  FUZZ_CHECK(kg__sentence_tag(doc, s) == KG_OK);
  FUZZ_CHECK(kg__sentence_chunk(doc, s) == KG_OK);
  FUZZ_CHECK(kg__sentence_clauses(doc, s) == KG_OK);
  FUZZ_CHECK(kg__sentence_arguments(doc, s) == KG_OK);
  FUZZ_CHECK(kg__sentence_modality(doc, s) == KG_OK);
  FUZZ_CHECK(kg__sentence_frames(doc, s) == KG_OK);
  FUZZ_CHECK(kg__sentence_learned(doc, s) == KG_OK);
  if (!doc->learned)
    return;
  FUZZ_CHECK(kg__cues_of(doc, s->first, s->end, NULL, doc->arena, &cues) == KG_OK);
  FUZZ_CHECK(kg__learned_guess(doc->learned, &cues, doc->arena, guesses, &n) == KG_OK);
  FUZZ_CHECK(n <= KG__MAX_GUESSES && kg__guesses_worth(guesses, n, 1) <= n);
}

static void
read_text(const kg__ontology *ontology, const kg__lexicon *lexicon, const kg__learned *learned)
{
  kg__document doc = {0};
  FUZZ_CHECK(kg__document_init(&doc, ontology, lexicon, &model) == KG_OK);
  doc.learned = learned->weights ? learned : NULL;
  doc.text = doc.source = KG_STR(TEXT);
  FUZZ_CHECK(kg__document_segment(&doc) == KG_OK && kg__document_name(&doc) == KG_OK);
  for (size_t i = 0; i < doc.sentences.n; i++)
    read_sentence(&doc, &doc.sentences.items[i]);
  for (size_t i = 0; i < doc.claims.n; i++)
    FUZZ_CHECK(doc.claims.items[i].confidence >= 0 && doc.claims.items[i].confidence <= 1);
  kg__document_release(&doc);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  kg__graph graph = {0};
  kg__ontology ontology = {0};
  kg__lexicon lexicon = {0};
  kg__learned learned = {0};
  kg_source *source = NULL;
  open_once();
  FUZZ_CHECK(kg__graph_read_folder(&graph, world, KG_SRCDIR "/tests/data/ontology-small", NULL) == KG_OK);
  FUZZ_CHECK(kg__graph_read_folder(&graph, world, KG_SRCDIR "/tests/data/ontology-small/gazetteer", NULL) ==
             KG_OK);
  FUZZ_CHECK(kg_source_from_memory((kg_str){size ? (const char *)data : "", size}, "lexicon.ttl", &source,
                                   NULL) == KG_OK);
  kg_status st = kg__graph_read(&graph, world, source, NULL);
  if (!st && !(st = kg__graph_sort(&graph)) && !(st = kg__ontology_init(&ontology, &graph, NULL)) &&
      !(st = kg__lexicon_init(&lexicon, &graph, &ontology, NULL)))
    st = kg__learned_read(&learned, &graph, &ontology);
  FUZZ_CHECK(st == KG_OK || st == KG_ERR_DATA || st == KG_ERR_LIMIT);
  if (!st)
    read_text(&ontology, &lexicon, &learned);
  kg_source_close(source);
  kg__learned_release(&learned);
  kg__lexicon_release(&lexicon);
  kg__ontology_release(&ontology);
  kg__graph_release(&graph);
  return 0;
}
