// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What a sentence leaves for the pronouns of those after it: which agents it named together, and whom it was
// about.

#include "kg/base/vec.h"
#include "loaders/meant/resolve.h"

static kg_status
remember(kg__document *doc, const kg__together *t)
{
  KG_TRY(kg__vec_add(&doc->together));
  doc->together.items[doc->together.n - 1] = *t;
  return KG_OK;
}

static void
add_state(kg__together *t, int32_t e)
{
  for (uint32_t i = 0; i < t->n; i++) {
    if (t->entities[i] == e)
      return;
  }
  if (t->n < 6)
    t->entities[t->n++] = e;
  else
    t->n = 7;
}

static kg_status
remember_lists(kg__document *doc)
{
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    kg__together t = {.token = doc->chunks.items[i].first, .listed = true};
    if (doc->chunks.items[i].list != (int32_t)i || doc->chunks.items[i].next < 0)
      continue;
    for (int32_t k = (int32_t)i; k >= 0; k = doc->chunks.items[k].next) {
      int32_t e = kg__mentioned_at(doc, doc->chunks.items[k].head);
      if (e >= 0 && kg__is_state(doc, e) && t.n < 6)
        add_state(&t, e);
    }
    if (t.n >= 2 && t.n <= 6)
      KG_TRY(remember(doc, &t));
  }
  return KG_OK;
}

kg_status
kg__sentence_remember(kg__document *doc, const kg__sentence *s)
{
  KG_TRY(kg__sentence_referents(doc, s));
  kg__together all = {.token = s->first};
  for (uint32_t t = s->first; t < s->end; t++) {
    int32_t e = kg__mentioned_at(doc, t);
    if (e >= 0 && kg__is_state(doc, e) && all.n < 7)
      add_state(&all, e);
  }
  if (all.n >= 2 && all.n <= 4)
    KG_TRY(remember(doc, &all));
  KG_TRY(remember_lists(doc));
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    const kg__verb *v = &doc->verbs.items[i];
    int32_t e = v->subject >= 0 ? kg__mentioned_at(doc, doc->chunks.items[v->subject].head) : -1;
    int32_t beside = v->subject >= 0 ? doc->chunks.items[v->subject].apposition : -1;
    if (e < 0 && beside >= 0) // "the minister, X, said"
      e = kg__mentioned_at(doc, doc->chunks.items[beside].head);
    if (e < 0 || doc->chunks.items[v->subject].next >= 0)
      continue;
    if (kg__entity_is(doc, e, "Agent") && !kg__entity_is(doc, e, "Person"))
      doc->last_subject = e;
  }
  return KG_OK;
}
