// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Who is in a quarrel that no word of the lexicon gives them: "In the Winter War Finland lost ...", where a
// clause that opens with a war tells what was done or suffered in it; and "X and Y dispute the islands".

#include "loaders/claims/construct.h"

static bool
opens_clause(const kg__builder *b, const kg__chunk *c, const kg__verb *v)
{
  const kg__document *doc = b->doc;
  if (c->prep < 0 || c->last >= v->first ||
      !(kg__token_is(doc, (uint32_t)c->prep, "in") || kg__token_is(doc, (uint32_t)c->prep, "during")))
    return false;
  uint32_t t = (uint32_t)c->prep;
  return t == b->s->first || doc->tokens.items[t - 1].pos & (KG__PUNCTUATION | KG__COORDINATOR);
}

static kg_status
in_war(kg__builder *b, const kg__verb *v)
{
  static const char *const DONE[] = {"lose",    "fight",     "defeat", "capture", "win",
                                     "side",    "occupy",    "invade", "seize",   "attack",
                                     "conquer", "surrender", "enter",  "bomb",    NULL},
                           *const SUFFERED[] = {"occupy",  "invade", "defeat", "attack", "overrun",
                                                "conquer", "annex",  "bomb",   "seize",  NULL};
  kg__document *doc = b->doc;
  kg__verb verb = *v;
  if (v->subject < 0 || !kg__verb_is(doc, v, v->passive ? SUFFERED : DONE) || v->modality != KG__ASSERTED)
    return KG_OK;
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    kg__chunk c = doc->chunks.items[i];
    int32_t war = kg__entity_at(doc, c.head);
    if (war < 0 || !kg__entity_is(doc, war, "Conflict") || !opens_clause(b, &c, &verb) ||
        verb.subject <= (int32_t)i)
      continue;
    kg__group who = {0}, what = {0};
    KG_TRY(kg__list_group(doc, verb.subject, kg__class_named(doc, "State"), &who));
    kg__group_add(&what, war, c.first, c.last);
    return kg__construct_weigh(b, "participatesIn", &who, &what, KG__ASSERTED, verb.main, "done in a war",
                               -0.1);
  }
  return KG_OK;
}

static kg_status
dispute(kg__builder *b, const kg__verb *v)
{
  static const char *const VERBS[] = {"dispute", "contest", NULL};
  kg__document *doc = b->doc;
  kg__verb verb = *v;
  kg__group who = {0}, where = {0};
  if (v->passive || v->subject < 0 || v->object < 0 || !kg__verb_is(doc, v, VERBS))
    return KG_OK;
  KG_TRY(kg__list_group(doc, verb.object, kg__class_named(doc, "Region") | kg__class_named(doc, "Place"),
                        &where));
  static const char *const LAND[] = {"boundary", "border",    "sovereignty", "ownership", "status",
                                     "island",   "territory", "area",        "zone",      "water",
                                     "region",   "limit",     "maritime",    NULL};
  KG_TRY(kg__list_group(doc, verb.subject, kg__class_named(doc, "State"), &who));
  if (!(where.n || kg__noun_is(doc, doc->chunks.items[verb.object].head, LAND)) || who.n < 2)
    return KG_OK;
  for (size_t i = 0; i < who.n; i++) {
    kg__group one = {0}, others = {0};
    kg__group_add(&one, who.entities[i], who.first[i], who.last[i]);
    for (size_t k = 0; k < who.n; k++) {
      if (k != i)
        kg__group_add(&others, who.entities[k], who.first[k], who.last[k]);
    }
    KG_TRY(kg__construct_add(b, "opposes", &one, &others, verb.modality, verb.main, "dispute a place"));
  }
  return KG_OK;
}

// "X is engaged in a conflict with Y": both are in it.
static kg_status
engaged(kg__builder *b, const kg__verb *v)
{
  static const char *const VERBS[] = {"engage", "embroil", "entangle", NULL};
  kg__document *doc = b->doc;
  kg__verb verb = *v;
  for (uint32_t i = doc->chunk0; i < doc->chunk_end && kg__verb_is(doc, v, VERBS) && v->subject >= 0; i++) {
    kg__chunk c = doc->chunks.items[i];
    kg__group who = {0}, what = {0};
    int32_t war;
    if (c.first <= verb.main || c.first > verb.main + 8 || c.prep < 0 ||
        !kg__token_is(doc, (uint32_t)c.prep, "in") || !kg__head_is(doc, c.head, "Conflict"))
      continue;
    if ((war = kg__entity_at(doc, c.head)) < 0)
      KG_TRY(kg__describe(doc, (int32_t)i, kg__class_named(doc, "Conflict"), &war));
    if (war < 0)
      return KG_OK;
    int32_t with = kg__chunk_complement(doc, i, "with");
    KG_TRY(kg__list_group(doc, verb.subject,
                          kg__class_named(doc, "State") | kg__class_named(doc, "NonStateActor"), &who));
    if (with >= 0)
      KG_TRY(kg__list_group(doc, with, kg__class_named(doc, "State") | kg__class_named(doc, "NonStateActor"),
                            &who));
    kg__group_add(&what, war, c.first, c.last);
    return kg__construct_add(b, "participatesIn", &who, &what, verb.modality, verb.main, "engaged in a war");
  }
  return KG_OK;
}

kg_status
kg__sentence_wars(kg__document *doc, const kg__sentence *s)
{
  kg__builder b = {doc, s};
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    kg__verb v = doc->verbs.items[i];
    KG_TRY(in_war(&b, &v));
    KG_TRY(dispute(&b, &v));
    KG_TRY(engaged(&b, &v));
  }
  return KG_OK;
}
