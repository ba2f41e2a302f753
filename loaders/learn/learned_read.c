// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// From the entries of a lexicon to weights.

#include "kg/vocab.h"
#include "loaders/learn/learned.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#define ONTOLEX(name) KG_STR("http://www.w3.org/ns/lemon/ontolex#" name)
#define SYNSEM(name) KG_STR("http://www.w3.org/ns/lemon/synsem#" name)

typedef struct read_entry {
  kg_str words, subject, object, weight;
  kg__node relation, value;
} read_entry;

static kg__place
place_of(const read_entry *s)
{
  bool subject = kg_str_ends(s->subject, KG_STR("#subject")),
       object = kg_str_ends(s->object, KG_STR("#object"));
  if (!s->relation)
    return KG__OF_TOPIC;
  if (s->value || kg_str_ends(s->object, KG_STR("#value")))
    return KG__FOR_VALUE;
  return subject && object ? KG__OF_PATH : subject ? KG__OF_SUBJECT : object ? KG__OF_OBJECT : KG__ANYWHERE;
}

static kg_status
take_entry(kg__learned *l, const kg__graph *g, const read_entry *s)
{
  size_t r = 0, v = 0;
  kg__weight *w;
  if (!s->weight.len)
    return KG_OK;
  if (!s->relation && kg_str_equal(s->words, KG_STR(KG__DENSITY)))
    l->density = strtod(s->weight.ptr, NULL) / 100;
  if (!s->relation && !s->subject.len)
    return KG_OK;
  if (s->relation) {
    kg_str iri = kg__graph_text(g, s->relation),
           label =
               kg__graph_text(g, kg__graph_object(g, s->relation, kg__graph_find(g, KG_STR(KG_RDFS_LABEL))));
    KG_TRY(kg__learned_relation(l, iri, label, &r));
  }
  if (s->value) {
    KG_TRY(kg__learned_value(l, r, kg__graph_text(g, s->value), &v));
    v++;
  }
  KG_TRY(kg__learned_put(l, place_of(s), r, v, XXH3_64bits(s->words.ptr, s->words.len), &w));
  w->w = strtod(s->weight.ptr, NULL);
  return KG_OK;
}

static kg_status
read_sense(kg__learned *l, const kg__graph *g, kg_str words, kg__node node)
{
  kg__node reference = kg__graph_object(g, node, kg__graph_find(g, ONTOLEX("reference")));
  kg__node property = kg__graph_object(g, reference, kg__graph_find(g, KG_STR(KG_NS_OWL "onProperty")));
  read_entry s = {
      .words = words,
      .subject = kg__graph_text(g, kg__graph_object(g, node, kg__graph_find(g, SYNSEM("subjOfProp")))),
      .object = kg__graph_text(g, kg__graph_object(g, node, kg__graph_find(g, SYNSEM("objOfProp")))),
      .weight =
          kg__graph_text(g, kg__graph_object(g, node, kg__graph_find(g, KG_STR(KG_NS_SEC "confidence")))),
      .relation = property ? property : reference,
      .value = kg__graph_object(g, reference, kg__graph_find(g, KG_STR(KG_NS_OWL "hasValue")))};
  return take_entry(l, g, &s);
}

static kg_status
read_labels(kg__learned *l, const kg__graph *g)
{
  kg__node label = kg__graph_find(g, KG_STR(KG_RDFS_LABEL)), type = kg__graph_find(g, KG_STR(KG_RDF_TYPE)),
           of_things = kg__graph_find(g, KG_STR(KG_NS_OWL "Thing"));
  for (kg__node s = 1; of_things && s <= g->nodes.n; s++) {
    kg_str text = kg__graph_text(g, kg__graph_object(g, s, label));
    if (text.len && kg__graph_object(g, s, type) == of_things)
      KG_TRY(kg__wordings_add(&l->labels, text, 0));
  }
  kg__wordings_sort(&l->labels);
  return KG_OK;
}

kg_status
kg__learned_read(kg__learned *l, const kg__graph *g, const kg__ontology *ontology)
{
  kg__node cue = kg__graph_find(g, KG_STR(KG_NS_SEC "Cue")), type = kg__graph_find(g, KG_STR(KG_RDF_TYPE)),
           form = kg__graph_find(g, ONTOLEX("canonicalForm")), rep = kg__graph_find(g, ONTOLEX("writtenRep")),
           sense = kg__graph_find(g, ONTOLEX("sense"));
  for (kg__node s = 1; cue && form && s <= g->nodes.n; s++) {
    if (kg__graph_object(g, s, type) != cue)
      continue;
    if (!l->weights)
      KG_TRY(kg__learned_init(l, ontology));
    size_t n;
    const kg__graph_edge *e = kg__graph_edges(g, s, sense, &n);
    kg_str words = kg__graph_text(g, kg__graph_object(g, kg__graph_object(g, s, form), rep));
    for (size_t i = 0; i < n; i++)
      KG_TRY(read_sense(l, g, words, e[i].o));
  }
  return l->weights ? read_labels(l, g) : KG_OK;
}
