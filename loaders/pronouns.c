// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What a pronoun stands for.

#include "loaders/resolve.h"

// The phrase before token `t` of this sentence that a singular "it" would mean.
static int32_t
subject_before(const kg__document *doc, uint32_t t, bool person, uint64_t wanted)
{
  for (uint32_t v = doc->verb_end; v-- > doc->verb0;) {
    const kg__verb *verb = &doc->verbs.items[v];
    if (verb->first > t || verb->subject < 0 || doc->chunks.items[verb->subject].last >= t)
      continue;
    const kg__chunk *c = &doc->chunks.items[verb->subject];
    int32_t e = kg__mentioned_at(doc, c->head);
    if (e >= 0 && kg__entity_is(doc, e, "Person") == person && kg__fits(doc, e, wanted))
      return e;
  }
  for (uint32_t i = doc->chunk_end; i-- > doc->chunk0;) {
    const kg__chunk *c = &doc->chunks.items[i];
    int32_t e = c->last < t ? kg__mentioned_at(doc, c->head) : -1;
    if (e >= 0 && kg__entity_is(doc, e, "Person") == person && kg__fits(doc, e, wanted))
      return e;
  }
  return -1;
}

static const kg__together *
list_before(const kg__document *doc, uint32_t t, kg__together *own)
{
  for (uint32_t i = doc->chunk_end; i-- > doc->chunk0;) {
    const kg__chunk *c = &doc->chunks.items[i];
    if (c->next < 0 || c->list != (int32_t)i || c->last >= t)
      continue;
    own->n = 0;
    for (int32_t k = (int32_t)i; k >= 0 && own->n < 6; k = doc->chunks.items[k].next) {
      int32_t e = doc->chunks.items[k].last < t ? kg__mentioned_at(doc, doc->chunks.items[k].head) : -1;
      if (kg__entity_is(doc, e, "Agent"))
        own->entities[own->n++] = e;
    }
    if (own->n > 1)
      return own;
  }
  const kg__together *last = doc->together.n ? &doc->together.items[doc->together.n - 1] : NULL;
  return last && last->token + 60 > t ? last : NULL;
}

// "rejected it": the thing named last that no agent could be.
static int32_t
last_thing(const kg__document *doc, uint32_t t, uint64_t wanted)
{
  uint64_t things = wanted & ~kg__class_mask(doc->ontology, KG_STR("Agent")) &
                    ~kg__class_mask(doc->ontology, KG_STR("Location"));
  for (uint32_t k = t; k-- > 0 && k + 40 > t;) {
    int32_t e = kg__mentioned_at(doc, k);
    if (kg__fits(doc, e, things))
      return e;
  }
  return -1;
}

bool
kg__pronoun_group(const kg__document *doc, uint32_t t, uint64_t wanted, kg__group *group)
{
  static const char *const ONE[] = {"it", "its", "itself", NULL},
                           *const MANY[] = {"they", "them", "their", NULL},
                           *const WE[] = {"we", "our", "us", NULL}, *const HE[] = {"he",  "him", "his",
                                                                                   "she", "her", "himself",
                                                                                   NULL};
  if (doc->without & KG_WITHOUT_COREFERENCE)
    return kg__token_is_any(doc, t, MANY) || kg__token_is_any(doc, t, WE) || kg__token_is_any(doc, t, HE) ||
           kg__token_is_any(doc, t, ONE);
  if (kg__token_is_any(doc, t, MANY)) {
    kg__together own;
    const kg__together *g = list_before(doc, t, &own);
    for (size_t i = 0; g && i < g->n; i++) {
      if (kg__fits(doc, g->entities[i], wanted))
        kg__group_add(group, g->entities[i], t, t);
    }
    group->resolved = true;
    return true;
  }
  if (kg__token_is_any(doc, t, WE)) {
    const kg__together *g = doc->joint && doc->together.n ? &doc->together.items[0] : NULL;
    for (size_t i = 0; g && g->token < 60 && i < g->n; i++) {
      if (kg__fits(doc, g->entities[i], wanted))
        kg__group_add(group, g->entities[i], t, t);
    }
    group->resolved = true;
    return true;
  }
  bool he = kg__token_is_any(doc, t, HE);
  if (!he && !kg__token_is_any(doc, t, ONE))
    return false;
  int32_t e = subject_before(doc, t, he, wanted);
  int32_t last = he ? doc->last_person : doc->last_subject;
  if (e < 0 && kg__fits(doc, last, wanted))
    e = last;
  if (e < 0 && !he)
    e = last_thing(doc, t, wanted);
  if (e >= 0)
    kg__group_add(group, e, t, t);
  group->resolved = true;
  return true;
}
