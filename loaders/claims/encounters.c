// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What two do together without a word for it. "X met Y in Z": a meeting that no phrase names, called after
// its place. "X and Y jointly build Z": they are partners. "X's war with Y": both fight in it.

#include "loaders/claims/construct.h"

// The place that a clause gives with "in" or "at", and its last token.
static int32_t
place_of_clause(const kg__document *doc, const kg__verb *v, uint32_t *last)
{
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    const kg__chunk *c = &doc->chunks.items[i];
    int32_t e = kg__entity_at(doc, c->head);
    if (c->first <= v->main || c->first >= v->clause_end || c->prep < 0 || e < 0)
      continue;
    bool in = kg__token_is(doc, (uint32_t)c->prep, "in") || kg__token_is(doc, (uint32_t)c->prep, "at");
    if (in && kg__entity_is(doc, e, "Location") &&
        doc->mentions.items[doc->tokens.items[c->head].mention].kind <= KG__METONYM) {
      *last = c->last;
      return e;
    }
  }
  return -1;
}

static kg_status
unnamed_meeting(kg__builder *b, const kg__verb *v)
{
  static const char *const VERBS[] = {"meet", "gather", "convene", "confer", NULL};
  kg__document *doc = b->doc;
  int cls = kg__class_find(doc->ontology, KG_STR("Meeting"));
  uint64_t who = kg__class_named(doc, "Person") | kg__class_named(doc, "State");
  kg__group parties = {0}, meeting = {0}, where = {0};
  uint32_t last = 0;
  int32_t place, e;
  if (cls < 0 || !kg__verb_is(doc, v, VERBS) || v->passive || v->subject < 0 ||
      (place = place_of_clause(doc, v, &last)) < 0)
    return KG_OK;
  for (uint32_t t = b->s->first; t < b->s->end; t++) {
    int32_t other = kg__entity_at(doc, t);
    if (kg__head_is(doc, t, "Meeting") || (other >= 0 && kg__entity_is(doc, other, "Meeting")))
      return KG_OK;
  }
  KG_TRY(kg__list_group(doc, v->subject, who, &parties));
  if (v->object >= 0)
    KG_TRY(kg__list_group(doc, v->object, who, &parties));
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    const kg__chunk *c = &doc->chunks.items[i];
    if (c->first > v->main && c->first < v->clause_end && c->prep >= 0 && c->list == (int32_t)i &&
        kg__token_is(doc, (uint32_t)c->prep, "with"))
      KG_TRY(kg__list_group(doc, (int32_t)i, who, &parties));
  }
  if (parties.n < 2)
    return KG_OK;
  kg_buf *scratch = &doc->scratch;
  kg_buf_clear(scratch);
  KG_TRY(kg_buf_add_str(scratch, KG_STR("meeting in ")));
  KG_TRY(kg_buf_add_str(scratch, doc->entities.items[place].label));
  kg_str label = kg_arena_str(doc->arena, kg_buf_str(scratch));
  if (!label.ptr)
    return KG_ERR_NOMEM;
  KG_TRY(kg__entity_local(doc, (uint8_t)cls, label, true, &e));
  kg__group_add(&meeting, e, v->main, v->main);
  meeting.described = true;
  kg__group_add(&where, place, last, last);
  KG_TRY(kg__construct_add(b, "participatesIn", &parties, &meeting, v->modality, v->main, "met in a place"));
  return kg__construct_add(b, "locatedIn", &meeting, &where, v->modality, v->main, "met in a place");
}

// Who stands behind a preposition right behind a phrase.
static kg_status
behind(kg__builder *b, uint32_t c, const char *const *prepositions, uint64_t who, kg__group *group)
{
  for (; *prepositions; prepositions++) {
    int32_t next = kg__chunk_complement(b->doc, c, *prepositions);
    if (next >= 0)
      return kg__list_group(b->doc, next, who, group);
  }
  return KG_OK;
}

// "X's war with Y", "X fought a war against Y": both take part in it.
static kg_status
war_of(kg__builder *b, uint32_t c)
{
  static const char *const WARS[] = {"war", "conflict", NULL}, *const FOES[] = {"with", "against", NULL},
                           *const FIGHTING[] = {"fight", "wage", "win", "lose", NULL};
  kg__document *doc = b->doc;
  kg__chunk chunk = doc->chunks.items[c];
  uint64_t who = kg__class_named(doc, "State") | kg__class_named(doc, "NonStateActor");
  kg__group sides = {0}, war = {0};
  kg__modality modality = KG__ASSERTED;
  int32_t e = kg__entity_at(doc, chunk.head);
  if (!kg__noun_is(doc, chunk.head, WARS) || chunk.time || chunk.plural ||
      (e >= 0 && !(kg__entity_is(doc, e, "Conflict") && doc->entities.items[e].described)))
    return KG_OK;
  if (chunk.owner >= 0)
    KG_TRY(kg__list_group(doc, doc->chunks.items[chunk.owner].list, who, &sides));
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    kg__verb v = doc->verbs.items[i];
    if (v.object != (int32_t)c || v.subject < 0 || v.passive || !kg__verb_is(doc, &v, FIGHTING))
      continue;
    modality = v.modality;
    KG_TRY(kg__list_group(doc, v.subject, who, &sides));
  }
  if (sides.n)
    KG_TRY(behind(b, c, FOES, who, &sides));
  if (!sides.n || (sides.n < 2 && chunk.owner >= 0))
    return KG_OK; // whose war it is, structure.c tells
  if (e < 0)
    KG_TRY(kg__describe(doc, (int32_t)c, kg__class_named(doc, "Conflict"), &e));
  if (e < 0)
    return KG_OK;
  kg__group_add(&war, e, chunk.first, chunk.last);
  war.described = true;
  return kg__construct_add(b, "participatesIn", &sides, &war, modality, chunk.head, "sides of a war");
}

static bool
jointly(const kg__document *doc, const kg__verb *v)
{
  uint32_t from = v->first > 0 ? v->first - 1 : 0;
  for (uint32_t t = from; t <= v->last + 1 && t < v->clause_end; t++) {
    if (kg__token_says(doc, t, "jointly"))
      return true;
  }
  return false;
}

static kg_status
partners(kg__builder *b, const kg__verb *v)
{
  kg__document *doc = b->doc;
  kg__group who = {0}, one = {0}, other = {0};
  kg__verb verb = *v;
  if (v->subject < 0 || !jointly(doc, v))
    return KG_OK;
  KG_TRY(kg__list_group(doc, verb.subject, kg__class_named(doc, "State") | kg__class_named(doc, "Company"),
                        &who));
  if (who.n != 2)
    return KG_OK;
  kg__group_add(&one, who.entities[0], who.first[0], who.last[0]);
  kg__group_add(&other, who.entities[1], who.first[1], who.last[1]);
  return kg__construct_add(b, "partnerOf", &one, &other, verb.modality, verb.main, "do it jointly");
}

kg_status
kg__sentence_encounters(kg__document *doc, const kg__sentence *s)
{
  kg__builder b = {doc, s};
  for (uint32_t i = doc->verb0; !s->headline && i < doc->verb_end; i++) {
    kg__verb v = doc->verbs.items[i];
    KG_TRY(unnamed_meeting(&b, &v));
    KG_TRY(partners(&b, &v));
  }
  for (uint32_t c = doc->chunk0; c < doc->chunk_end; c++)
    KG_TRY(war_of(&b, c));
  return KG_OK;
}
