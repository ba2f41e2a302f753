// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// "X gave A to B and C to D", "X sent A to B, Y to D", "X joined A in 2004, Y in 2009": what is claimed by
// the verb is claimed again with what stands parallel to the phrases that it names.

#include "loaders/claims/construct.h"

typedef struct parallel {
  uint32_t first, c; ///< Chunks: of "gave A to B and C to D", A and C
  int32_t subject;   ///< Of the verb
} parallel;

// The verb that stands before the first of the parallel phrases.
static const kg__verb *
verb_of(const kg__document *doc, int32_t a)
{
  uint32_t first = a >= 0 ? doc->chunks.items[a].first : 0;
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    if (doc->verbs.items[v].last + 1 == first)
      return &doc->verbs.items[v];
  }
  return NULL;
}

static bool
stands_in(const kg__document *doc, int32_t list, int32_t place)
{
  int32_t chunk = place >= 0 ? doc->tokens.items[place].chunk : -1;
  return chunk >= 0 && list >= 0 && doc->chunks.items[chunk].list == doc->chunks.items[list].list;
}

// "X sent A to B, Y to D": what stands parallel to who acts, and not to what is acted upon.
static bool
acts(const kg__document *doc, const parallel *p)
{
  int32_t e = kg__entity_at(doc, doc->chunks.items[p->c].head),
          other = kg__entity_at(doc, doc->chunks.items[p->first].head),
          actor = p->subject >= 0 ? kg__entity_at(doc, doc->chunks.items[p->subject].head) : -1;
  if (e < 0 || !kg__entity_is(doc, e, "Agent"))
    return false;
  bool like_actor = actor >= 0 && kg__class_of(doc, actor) == kg__class_of(doc, e),
       like_other = other >= 0 && kg__class_of(doc, other) == kg__class_of(doc, e);
  return like_actor && !like_other;
}

// What stands for the place of a claim in the second part; the place itself if nothing does.
static kg_status
counterpart(kg__document *doc, const parallel *p, int32_t entity, int32_t place, uint64_t wanted,
            kg__group *group, bool *changed)
{
  int32_t c = (int32_t)p->c, from[] = {p->subject, (int32_t)p->first + 1}, to[] = {c, c + 1};
  if (!acts(doc, p))
    from[0] = (int32_t)p->first;
  for (size_t i = 0; i < 2; i++) {
    if (!stands_in(doc, from[i], place))
      continue;
    *changed = true;
    return kg__list_group(doc, to[i], wanted, group);
  }
  kg__group_add(group, entity, place >= 0 ? (uint32_t)place : 0, place >= 0 ? (uint32_t)place : 0);
  return KG_OK;
}

// "..., Y in 2009": the date of the second part, which the passage begins too far away from.
static void
date_again(kg__document *doc, uint32_t c, size_t from)
{
  const kg__chunk *when = &doc->chunks.items[c + 1];
  for (uint32_t i = doc->time0; when->time && i < doc->time_end; i++) {
    const kg__time *t = &doc->times.items[i];
    if (when->first < t->first || when->first > t->last)
      continue;
    for (size_t k = from; k < doc->claims.n; k++) {
      kg__claim *claim = &doc->claims.items[k];
      *(claim->from.year ? &claim->from : &claim->on) = t->from;
    }
  }
}

static kg_status
claim_again(kg__document *doc, const kg__sentence *s, const parallel *p, const kg__claim *before)
{
  const kg__property *property = &doc->ontology->properties.items[before->property];
  uint64_t domain = property->domain, range = property->range;
  kg__group subjects = {0}, objects = {0};
  bool changed = false;
  KG_TRY(counterpart(doc, p, before->subject, before->places[0], domain, &subjects, &changed));
  KG_TRY(counterpart(doc, p, before->object, before->places[1], range, &objects, &changed));
  if (!changed)
    return KG_OK;
  uint32_t head = doc->chunks.items[p->c].head;
  kg__claim like = {.property = before->property,
                    .modality = before->modality,
                    .first = head,
                    .last = head,
                    .trigger = head,
                    .frame = before->frame,
                    .rule = "parallel to the part before"};
  kg__claim_feature(&like, KG__F_VERB);
  size_t n = doc->claims.n;
  KG_TRY(kg__claims_add_groups(doc, s, &like, &subjects, &objects, before->weight));
  date_again(doc, p->c, n);
  return KG_OK;
}

kg_status
kg__sentence_parallels(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t c = doc->chunk0; c < doc->chunk_end; c++) {
    int32_t a = kg__stands_parallel(doc, s, c);
    const kg__verb *verb = verb_of(doc, a);
    parallel p = {(uint32_t)a, c, verb ? verb->subject : -1};
    if (!verb || (doc->chunks.items[c + 1].time && !acts(doc, &p)))
      continue;
    kg__verb v = *verb;
    for (size_t i = 0, n = doc->claims.n; i < n; i++) {
      kg__claim before = doc->claims.items[i];
      if (before.trigger >= v.first && before.trigger <= v.last)
        KG_TRY(claim_again(doc, s, &p, &before));
    }
  }
  return KG_OK;
}
