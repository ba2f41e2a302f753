// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What was learned, for documents: each two things that a sentence mentions have the relations whose entries
// add up to more than nothing, if the ontology allows them there.

#include "loaders/learn/learned.h"
#include "loaders/stages.h"

static const double MOST = 3;

static kg_status
relate(kg__document *doc, const kg__sentence *s, const kg__cues *cues, const kg__span *a, const kg__span *b)
{
  for (size_t r = 0; r < doc->learned->relations.n; r++) {
    int property = doc->learned->relations.items[r].property;
    if (property < 0 || !kg__relation_allows(doc->learned, r, a, b))
      continue;
    double score = kg__pair_score(doc->learned, cues, r, a, b);
    if (score <= 0)
      continue;
    size_t first = a->first < b->first ? a->first : b->first, last = a->last > b->last ? a->last : b->last;
    kg__claim c = {.subject = a->entity,
                   .object = b->entity,
                   .property = (uint32_t)property,
                   .first = s->first + (uint32_t)first,
                   .last = s->first + (uint32_t)last,
                   .trigger = s->first + (uint32_t)b->first,
                   .said_by = -1,
                   .rule = "learned"};
    c.modality = kg__modality_between(doc, s->first + (uint32_t)a->last, s->first + (uint32_t)b->first);
    kg__claim_feature(&c, KG__F_LEARNED);
    KG_TRY(kg__claim_add(doc, s, &c, score < MOST ? score : MOST));
  }
  return KG_OK;
}

kg_status
kg__sentence_learned(kg__document *doc, const kg__sentence *s)
{
  kg__cues cues;
  if (!doc->learned || s->heading)
    return KG_OK;
  KG_TRY(kg__cues_of(doc, s->first, s->end, NULL, doc->arena, &cues));
  for (size_t i = 0; i < cues.mentions.n; i++) {
    for (size_t k = 0; k < cues.mentions.n; k++) {
      const kg__span *a = &cues.mentions.items[i], *b = &cues.mentions.items[k];
      if (a->entity != b->entity && kg__may_be_object(a, b))
        KG_TRY(relate(doc, s, &cues, a, b));
    }
  }
  return KG_OK;
}
