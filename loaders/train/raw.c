// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The text of a treebank's sentence, cut into words as documents are: a word counts if the treebank has it
// with the same first and last letter, and its relation if its head counts as well.

#include "loaders/stages.h"
#include "loaders/train/train.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct place {
  size_t start, end;
} place;

typedef struct raw {
  kg__graph graph; ///< An ontology without names
  kg__ontology ontology;
  kg__lexicon lexicon;
  kg__document doc;
  size_t gold, own, same, upos, heads, relations;
} raw;

// Where the words of the treebank stand in its text; one that is spelt otherwise stands nowhere.
static void
find_gold(const gold_sentence *s, place *places)
{
  size_t at = 0;
  for (size_t i = 0; i < s->n; i++) {
    kg_str word = s->words[i].text;
    while (at < s->text.len && s->text.ptr[at] == ' ')
      at++;
    bool there = s->text.len - at >= word.len && !memcmp(s->text.ptr + at, word.ptr, word.len);
    places[i] = there ? (place){at, at + word.len} : (place){SIZE_MAX, SIZE_MAX};
    at += there ? word.len : 0;
  }
}

static place
place_of(const kg__document *doc, size_t word)
{
  int32_t t = doc->words.tokens[word];
  if (t >= 0)
    return (place){doc->tokens.items[t].start, doc->tokens.items[t].end};
  return (place){doc->tokens.items[doc->words.tokens[word - 1]].end, // a hyphen between two tokens
                 doc->tokens.items[doc->words.tokens[word + 1]].start};
}

static size_t
gold_at(const place *places, size_t n, place p)
{
  for (size_t i = 0; i < n; i++) {
    if (places[i].start == p.start && places[i].end == p.end)
      return i;
  }
  return SIZE_MAX;
}

static kg_str
before(kg_str name, char mark)
{
  const char *at = memchr(name.ptr, mark, name.len);
  return (kg_str){name.ptr, at ? (size_t)(at - name.ptr) : name.len};
}

static void
compare(raw *r, const treebank *bank, const gold_sentence *s, const place *places)
{
  const kg__document *doc = &r->doc;
  const kg__model *model = doc->model;
  for (size_t i = 0; i < doc->words.n; i++) {
    const kg__syntax_word *w = &doc->words.items[i];
    size_t k = gold_at(places, s->n, place_of(doc, i));
    r->own++;
    if (k == SIZE_MAX)
      continue;
    const gold_word *g = &s->words[k];
    size_t head = w->head < 0 ? s->n : gold_at(places, s->n, place_of(doc, (size_t)w->head));
    bool right = head == (size_t)g->head;
    r->same++;
    r->upos += kg_str_equal(before(model->tags[w->tag], '|'), before(bank->tags.items[g->tag], '|'));
    r->heads += right;
    r->relations += right && kg_str_equal(before(model->relations[w->relation], ':'),
                                          before(bank->relations.items[g->relation], ':'));
  }
}

static kg_status
run(raw *r, const treebank *bank, const gold_sentence *s)
{
  kg__document *doc = &r->doc;
  kg__document_clear(doc);
  doc->text = doc->source = s->text;
  place *places = kg_arena_alloc(doc->arena, (s->n + 1) * sizeof *places);
  if (!places)
    return KG_ERR_NOMEM;
  find_gold(s, places);
  r->gold += s->n;
  KG_TRY(kg__document_segment(doc));
  for (size_t i = 0; i < doc->sentences.n; i++) {
    KG_TRY(kg__sentence_tree(doc, &doc->sentences.items[i]));
    compare(r, bank, s, places);
  }
  return KG_OK;
}

static void
print(const raw *r)
{
  double all = (double)(r->gold + r->own), percent = all > 0 ? 200 / all : 0;
  printf("%-18s %6zu words of our own, F1 of words %.2f  UPOS %.2f  UAS %.2f  LAS %.2f\n", "  from its text",
         r->own, (double)r->same * percent, (double)r->upos * percent, (double)r->heads * percent,
         (double)r->relations * percent);
}

static kg_status
open_all(raw *r, const kg__model *model)
{
  static const char ONTOLOGY[] = "<urn:x-thing> a <http://www.w3.org/2002/07/owl#Class> ;"
                                 " <http://www.w3.org/2000/01/rdf-schema#label> \"thing\"@en .";
  kg_world *world = kg_world_new();
  kg_source *source = NULL;
  kg_status st = world ? kg_source_from_memory(KG_STR(ONTOLOGY), "", &source, NULL) : KG_ERR_NOMEM;
  if (!st && !(st = kg__graph_read(&r->graph, world, source, NULL)) && !(st = kg__graph_sort(&r->graph)) &&
      !(st = kg__ontology_init(&r->ontology, &r->graph, NULL)) &&
      !(st = kg__lexicon_init(&r->lexicon, &r->graph, &r->ontology, NULL)))
    st = kg__document_init(&r->doc, &r->ontology, &r->lexicon, model);
  kg_source_close(source);
  kg_world_free(world);
  return st;
}

kg_status
evaluate_raw(const kg__model *model, const treebank *bank)
{
  raw r = {.gold = 0};
  kg_status st = open_all(&r, model);
  for (size_t i = 0; !st && i < bank->sentences.n; i++)
    st = run(&r, bank, &bank->sentences.items[i]);
  if (!st)
    print(&r);
  kg__document_release(&r.doc);
  kg__lexicon_release(&r.lexicon);
  kg__ontology_release(&r.ontology);
  kg__graph_release(&r.graph);
  return st;
}
