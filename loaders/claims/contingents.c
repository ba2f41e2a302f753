// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Those whose people serve in an operation or an exercise: "has 400 personnel, from X, Y and Z", "joined by
// smaller contingents from X". The event is the subject of the clause, else the last one named before.

#include "loaders/claims/construct.h"

enum { REACH = 12 }; ///< Tokens between the people and where they are from

static const char *const PEOPLE[] = {
    "personnel",   "troop",       "troops",       "soldier", "contingent",    "police",  "officer",
    "peacekeeper", "observer",    "participant",  "staff",   "battalion",     "company", "policeman",
    "engineer",    "contributor", "contribution", "unit",    "servicemember", "member",  NULL};

// The phrase of people before a phrase that tells where they are from.
static int32_t
people_before(const kg__document *doc, uint32_t c)
{
  for (uint32_t i = c; i-- > doc->chunk0;) {
    const kg__chunk *chunk = &doc->chunks.items[i];
    if (chunk->last + REACH < doc->chunks.items[c].first)
      return -1;
    if (kg__noun_is(doc, chunk->head, PEOPLE))
      return (int32_t)i;
  }
  return -1;
}

static uint64_t
events(const kg__document *doc)
{
  return kg__class_named(doc, "Operation") | kg__class_named(doc, "Exercise");
}

static kg_status
event_of(kg__document *doc, const kg__sentence *s, uint32_t people, kg__group *event)
{
  const kg__verb *v = NULL;
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    if (doc->verbs.items[i].main < people && doc->verbs.items[i].subject >= 0)
      v = &doc->verbs.items[i];
  }
  int32_t owner = doc->tokens.items[people].chunk;
  owner = owner >= 0 ? doc->chunks.items[owner].owner : -1;
  if (owner >= 0)
    KG_TRY(kg__chunk_group(doc, owner, events(doc), event));
  if (!event->n && v)
    KG_TRY(kg__list_group(doc, v->subject, events(doc), event));
  for (uint32_t t = people; !event->n && t-- > s->first;) {
    int32_t e = kg__entity_at(doc, t);
    if (e >= 0 && kg__class_of(doc, e) & events(doc))
      kg__group_add(event, e, t, t);
  }
  return KG_OK;
}

static kg_status
sent_from(kg__builder *b, uint32_t c)
{
  kg__document *doc = b->doc;
  int32_t prep = doc->chunks.items[c].prep, people = people_before(doc, c);
  kg__group states = {0}, event = {0};
  if (prep < 0 || people < 0 || doc->chunks.items[c].list != (int32_t)c ||
      !kg__token_is(doc, (uint32_t)prep, "from"))
    return KG_OK;
  uint32_t at = doc->chunks.items[people].head;
  KG_TRY(kg__list_group(doc, (int32_t)c, kg__class_named(doc, "State"), &states));
  if (!states.n || states.resolved)
    return KG_OK;
  KG_TRY(event_of(doc, b->s, at, &event));
  return kg__construct_weigh(b, "participatesIn", &states, &event, KG__ASSERTED, at, "people sent from",
                             -0.3);
}

kg_status
kg__sentence_contingents(kg__document *doc, const kg__sentence *s)
{
  kg__builder b = {doc, s};
  for (uint32_t c = doc->chunk0; c < doc->chunk_end; c++)
    KG_TRY(sent_from(&b, c));
  return KG_OK;
}
