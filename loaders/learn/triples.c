// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/learn/learned.h"
#include "loaders/stages.h"

#include <jansson.h>
#include <stdlib.h>

static json_t *
text_of(kg_str s)
{
  return json_stringn(s.ptr ? s.ptr : "", s.len);
}

static json_t *
triple_of(const kg__document *doc, const kg__claim *c)
{
  return json_pack("{s:o, s:o, s:o}", "sub", text_of(doc->entities.items[c->subject].label), "rel",
                   text_of(doc->ontology->properties.items[c->property].name), "obj",
                   text_of(doc->entities.items[c->object].label));
}

static kg_status
add_learned(kg__document *doc, const kg__sentence *s, kg__cues *opening, json_t *triples)
{
  const kg__learned *learned = doc->learned;
  kg__cues cues;
  kg__guess guesses[KG__MAX_GUESSES];
  size_t n;
  const kg__look_reader reader = {.labels = &learned->labels, .opening = opening->words ? opening : NULL};
  KG_TRY(kg__cues_of(doc, s->first, s->end, &reader, doc->arena, &cues));
  if (!opening->words)
    *opening = cues;
  KG_TRY(kg__learned_guess(learned, &cues, doc->arena, guesses, &n));
  n = kg__guesses_worth(guesses, n, kg__learned_stated(learned, &cues));
  for (size_t i = 0; i < n; i++) {
    json_t *triple = json_pack("{s:o, s:o, s:o}", "sub", text_of(guesses[i].subject->text), "rel",
                               text_of(learned->relations.items[guesses[i].relation].label), "obj",
                               text_of(guesses[i].object));
    if (json_array_append_new(triples, triple))
      return KG_ERR_NOMEM;
  }
  return KG_OK;
}

kg_status
kg__document_triples(kg__document *doc, kg_str iri, double min_confidence, kg_output *output)
{
  json_t *triples = json_array(), *line = json_pack("{s:o, s:o}", "id", text_of(iri), "triples", triples);
  kg_status st = KG_OK;
  kg__cues opening = {0};
  for (size_t i = 0; i < doc->claims.n; i++) {
    if (doc->claims.items[i].confidence >= min_confidence)
      json_array_append_new(triples, triple_of(doc, &doc->claims.items[i]));
  }
  for (size_t i = 0; !st && doc->learned && i < doc->sentences.n; i++)
    st = add_learned(doc, &doc->sentences.items[i], &opening, triples);
  char *text = line && !st ? json_dumps(line, JSON_COMPACT | JSON_ENSURE_ASCII) : NULL;
  if (!st)
    st = text ? kg_output_printf(output, "%s\n", text) : KG_ERR_NOMEM;
  free(text);
  json_decref(line);
  return st;
}
