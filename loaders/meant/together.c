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

static bool
takes_sides(const kg__document *doc, int32_t e)
{
  return e >= 0 && (kg__is_state(doc, e) || kg__entity_is(doc, e, "NonStateActor") ||
                    kg__entity_is(doc, e, "Institution"));
}

static int32_t
agent_of(const kg__document *doc, int32_t chunk)
{
  int32_t e = chunk >= 0 ? kg__mentioned_at(doc, doc->chunks.items[chunk].head) : -1;
  return takes_sides(doc, e) ? e : -1;
}

// The chunks of the two that a sentence names, if it names two.
static size_t
both_named(const kg__document *doc, int32_t found[2])
{
  size_t n = 0;
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    int32_t e = agent_of(doc, (int32_t)i);
    bool owner = i + 1 < doc->chunk_end && doc->chunks.items[i + 1].owner == (int32_t)i;
    bool known = owner || e < 0;
    for (size_t k = 0; k < n && k < 2; k++)
      known |= agent_of(doc, found[k]) == e;
    if (!known && n++ < 2)
      found[n - 1] = (int32_t)i;
  }
  return n;
}

// "X, which Y backs": those two are of one side.
static bool
of_one_side(const kg__document *doc, int32_t a, int32_t b, uint32_t first)
{
  static const char *const BONDS[] = {"supports", "allyOf", "partnerOf", "memberOf", "partOf"};
  for (size_t i = doc->claims.n; i-- > 0 && doc->claims.items[i].last >= first;) {
    const kg__claim *c = &doc->claims.items[i];
    bool both = (c->subject == a && c->object == b) || (c->subject == b && c->object == a);
    for (size_t k = 0; both && k < sizeof BONDS / sizeof *BONDS; k++) {
      if ((int)c->property == kg__property_find(doc->ontology, kg_str_of(BONDS[k])))
        return c->modality != KG__DENIED;
    }
  }
  return false;
}

static kg_status
remember_sides(kg__document *doc, int32_t a, int32_t b)
{
  int32_t one = agent_of(doc, a), other = agent_of(doc, b);
  if (one < 0 || other < 0 || one == other || (kg__is_state(doc, one) && kg__is_state(doc, other)) ||
      of_one_side(doc, one, other, doc->chunks.items[doc->chunk0].first))
    return KG_OK;
  KG_TRY(kg__vec_add(&doc->sides));
  doc->sides.items[doc->sides.n - 1] =
      (kg__together){.entities = {one, other}, .n = 2, .token = doc->chunks.items[a].first, .listed = true};
  return KG_OK;
}

// "between X and Y", "X fought Y", "X raided a camp of Y"
static kg_status
remember_pairs(kg__document *doc)
{
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    int32_t next = doc->chunks.items[i].next;
    if (doc->chunks.items[i].list == (int32_t)i && next >= 0 && doc->chunks.items[next].next < 0)
      KG_TRY(remember_sides(doc, (int32_t)i, next));
  }
  int32_t found[2];
  if (both_named(doc, found) == 2 && (kg__entity_is(doc, agent_of(doc, found[0]), "NonStateActor") ||
                                      kg__entity_is(doc, agent_of(doc, found[1]), "NonStateActor")))
    KG_TRY(remember_sides(doc, found[0], found[1]));
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++)
    KG_TRY(remember_sides(doc, doc->verbs.items[v].subject, doc->verbs.items[v].object));
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
  KG_TRY(remember_pairs(doc));
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
    if (kg__is_state(doc, e))
      doc->last_state = e;
  }
  return KG_OK;
}
