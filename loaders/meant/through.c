// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Phrases that stand for nothing themselves, but lead to what does: "participation in X", "frameworks that
// enable Y", "scenarios of cyber and space warfare", and clauses: "recognise that Z is growing". They are
// looked through where a place of a relation asks for something that they are not.

#include "loaders/claims/construct.h"

// Whether the phrase is no thing of a class of its own.
static bool
is_hollow(const kg__document *doc, int32_t chunk)
{
  const kg__token *head = &doc->tokens.items[doc->chunks.items[chunk].head];
  return head->mention < 0 && head->pos & KG__NOUN && head->head_class == KG__NO_CLASS;
}

static bool
proposes(const kg__document *doc, int32_t chunk)
{
  static const char *const NOUNS[] = {"appeal", "bid",  "call",     "demand",  "idea",       "offer",
                                      "plan",   "plea", "proposal", "request", "suggestion", NULL};
  return kg__noun_is(doc, doc->chunks.items[chunk].head, NOUNS);
}

// "participation in X", "a series of Y", "calls for Z"
static kg_status
through_complement(kg__document *doc, int32_t chunk, uint64_t wanted, kg__group *group)
{
  for (uint32_t i = (uint32_t)chunk + 1; i < doc->chunk_end; i++) {
    const kg__chunk *c = &doc->chunks.items[i];
    int32_t over = doc->tokens.items[c->root].head;
    if (c->prep < 0 || c->list != (int32_t)i || over < 0 || doc->tokens.items[over].chunk != chunk)
      continue;
    if (kg__token_is(doc, (uint32_t)c->prep, "in") || kg__token_is(doc, (uint32_t)c->prep, "of") ||
        (kg__token_is(doc, (uint32_t)c->prep, "for") && proposes(doc, chunk)))
      return kg__list_group(doc, (int32_t)i, wanted, group);
  }
  return KG_OK;
}

// "attacks by X", "the killing of civilians by X": a deed leads to who did it.
static kg_status
through_doer(kg__document *doc, int32_t chunk, uint64_t wanted, kg__group *group)
{
  uint32_t last = doc->chunks.items[chunk].last;
  for (uint32_t i = (uint32_t)chunk + 1; i < doc->chunk_end && i <= (uint32_t)chunk + 2; i++) {
    const kg__chunk *c = &doc->chunks.items[i];
    for (uint32_t t = last; t < c->first; t++) {
      if (doc->tokens.items[t].verb >= 0 || doc->tokens.items[t].pos & KG__PUNCTUATION)
        return KG_OK;
    }
    last = c->last;
    if (c->prep >= 0 && kg__token_is(doc, (uint32_t)c->prep, "by"))
      return kg__list_group(doc, (int32_t)i, wanted, group);
  }
  return KG_OK;
}

// "frameworks that enable Y", "efforts to strengthen Z"
static kg_status
through_clause(kg__document *doc, const kg__sentence *s, int32_t chunk, uint64_t wanted, kg__group *group)
{
  uint64_t abilities = kg__class_named(doc, "Capability");
  kg__builder b = {doc, s};
  for (uint32_t i = doc->verb0; i < doc->verb_end && wanted & abilities; i++) {
    const kg__verb *v = &doc->verbs.items[i];
    uint32_t last = doc->chunks.items[chunk].last;
    if (v->subject == chunk && v->object >= 0 && v->first > last && v->first < last + 3)
      KG_TRY(kg__abilities_of_list(&b, v->object, group));
  }
  return KG_OK;
}

kg_status
kg__group_through(kg__document *doc, const kg__sentence *s, int32_t chunk, uint64_t wanted, kg__group *group)
{
  kg__builder b = {doc, s};
  if (wanted & kg__class_named(doc, "Capability") && group->n)
    return kg__abilities_of_list(&b, chunk, group); // "cyber and space units"
  if (group->n || doc->tokens.items[doc->chunks.items[chunk].head].mention >= 0)
    return KG_OK;
  if (!(wanted & kg__class_named(doc, "Place")))
    KG_TRY(through_doer(doc, chunk, wanted & kg__class_mask(doc->ontology, KG_STR("Agent")), group));
  if (!group->n && is_hollow(doc, chunk))
    KG_TRY(through_complement(doc, chunk, wanted, group));
  return group->n ? KG_OK : through_clause(doc, s, chunk, wanted, group);
}

kg_status
kg__clause_group(kg__document *doc, const kg__sentence *s, const kg__verb *verb, uint64_t wanted,
                 kg__group *group)
{
  uint32_t main = verb->main, last = verb->last;
  bool that = last + 1 < s->end && kg__token_is(doc, last + 1, "that");
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    const kg__verb *v = &doc->verbs.items[i];
    const kg__token *t = &doc->tokens.items[v->main];
    if (!v->finite || v->subject < 0 || v->first <= last || !that ||
        !(t->head == (int32_t)main || doc->chunks.items[v->subject].first < last + 4))
      continue;
    return kg__list_group(doc, v->subject, wanted, group);
  }
  return KG_OK;
}
