// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/stages.h"

#include "kg/base/vec.h"

static bool
same_place(const kg__claim *a, const kg__claim *b, bool symmetric)
{
  if (a->property != b->property)
    return false;
  return (a->subject == b->subject && a->object == b->object) ||
         (symmetric && a->subject == b->object && a->object == b->subject);
}

static bool
undated(const kg__claim *c)
{
  return !c->from.year && !c->until.year && !c->on.year;
}

// The claim that already says this, or one that it only makes more exact.
static kg__claim *
standing(kg__document *doc, const kg__claim *claim)
{
  bool symmetric = doc->ontology->properties.items[claim->property].symmetric;
  for (size_t i = 0; i < doc->claims.n; i++) {
    kg__claim *c = &doc->claims.items[i];
    if (!same_place(c, claim, symmetric) || c->modality != claim->modality)
      continue;
    if (undated(claim) || undated(c) ||
        (kg__date_equal(c->from, claim->from) && kg__date_equal(c->until, claim->until) &&
         kg__date_equal(c->on, claim->on)))
      return c;
  }
  return NULL;
}

static bool
allowed(const kg__document *doc, const kg__claim *claim)
{
  const kg__property *p = &doc->ontology->properties.items[claim->property];
  bool states = kg__entity_is(doc, claim->subject, "State") &&
                (kg__entity_is(doc, claim->object, "Place") || kg__entity_is(doc, claim->object, "State"));
  if (states && kg_str_equal(p->name, KG_STR("locatedIn")))
    return false; // a state is in no city and in no other
  return claim->subject != claim->object && (p->domain & kg__class_of(doc, claim->subject)) &&
         (p->range & kg__class_of(doc, claim->object));
}

static void
widen(const kg__sentence *s, kg__claim *claim)
{
  if (claim->first < s->first)
    claim->first = s->first;
  if (claim->last >= s->end)
    claim->last = s->end - 1;
}

static kg_status
keep(kg__document *doc, kg__claim *claim, double weight)
{
  kg__claim_score(claim, weight);
  kg__claim *old = standing(doc, claim);
  if (old) {
    if (undated(old) && !undated(claim)) {
      old->from = claim->from;
      old->until = claim->until;
      old->on = claim->on;
    }
    if (!old->recurrence.len)
      old->recurrence = claim->recurrence;
    if (claim->confidence > old->confidence) {
      claim->from = old->from;
      claim->until = old->until;
      claim->on = old->on;
      claim->recurrence = old->recurrence;
      *old = *claim;
    }
    return KG_OK;
  }
  doc->entities.items[claim->subject].mentioned = doc->entities.items[claim->object].mentioned = true;
  KG_TRY(kg__vec_add(&doc->claims));
  doc->claims.items[doc->claims.n - 1] = *claim;
  return KG_OK;
}

kg_status
kg__claim_add(kg__document *doc, const kg__sentence *s, kg__claim *claim, double weight)
{
  const kg__time *times[KG__MAX_TIMES] = {NULL};
  if (!allowed(doc, claim))
    return KG_OK;
  widen(s, claim);
  kg__claim_stance(doc, s, claim);
  size_t n = kg__claim_times(doc, s, claim, times);
  kg__claim_recurrence(doc, s, claim);
  kg__claim_source(doc, s, claim);
  if (claim->modality != KG__ASSERTED)
    kg__claim_feature(claim, KG__F_MODAL);
  for (size_t i = 0; i == 0 || i < n; i++) {
    kg__claim dated = *claim;
    kg__claim_date(doc, s, times[i], &dated);
    KG_TRY(keep(doc, &dated, weight));
  }
  return KG_OK;
}

static uint32_t
least(uint32_t a, uint32_t b)
{
  return a < b ? a : b;
}

static uint32_t
most(uint32_t a, uint32_t b)
{
  return a > b ? a : b;
}

static kg_status
add_pair(kg__document *doc, const kg__sentence *s, const kg__claim *like, const kg__group *subjects, size_t i,
         const kg__group *objects, size_t k, double weight)
{
  kg__claim c = *like;
  c.subject = subjects->entities[i];
  c.object = objects->entities[k];
  uint32_t a = c.first, b = c.last;
  if (subjects->first[i] >= s->first && subjects->last[i] < s->end) {
    a = least(a, subjects->first[i]);
    b = most(b, subjects->last[i]);
  }
  if (objects->first[k] >= s->first && objects->last[k] < s->end) {
    a = least(a, objects->first[k]);
    b = most(b, objects->last[k]);
  }
  c.first = a;
  c.last = b;
  if (subjects->resolved || objects->resolved)
    kg__claim_feature(&c, KG__F_RESOLVED);
  else
    kg__claim_feature(&c, KG__F_BOTH_NAMED);
  if (subjects->described || objects->described)
    kg__claim_feature(&c, KG__F_DESCRIBED);
  if (subjects->n > 1 || objects->n > 1)
    kg__claim_feature(&c, KG__F_LISTED);
  if (b - a > 30)
    kg__claim_feature(&c, KG__F_FAR);
  return kg__claim_add(doc, s, &c, weight);
}

kg_status
kg__claims_add_groups(kg__document *doc, const kg__sentence *s, const kg__claim *like,
                      const kg__group *subjects, const kg__group *objects, double weight)
{
  bool symmetric = doc->ontology->properties.items[like->property].symmetric;
  for (size_t i = 0; i < subjects->n; i++) {
    for (size_t k = subjects == objects && symmetric ? i + 1 : 0; k < objects->n; k++)
      KG_TRY(add_pair(doc, s, like, subjects, i, objects, k, weight));
  }
  return KG_OK;
}
