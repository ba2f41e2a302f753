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

static bool
same_time(const kg__claim *a, const kg__claim *b)
{
  return undated(a) || undated(b) ||
         (kg__date_equal(a->from, b->from) && kg__date_equal(a->until, b->until) &&
          kg__date_equal(a->on, b->on));
}

static bool
same_source(const kg__claim *a, const kg__claim *b)
{
  return a->said_by == b->said_by && kg_str_equal(a->said_by_text, b->said_by_text);
}

static bool
of_sentence(const kg__sentence *s, const kg__claim *c)
{
  return c->first < s->end && c->last >= s->first;
}

// The claim that already says this, or one that it only makes more exact: in the same sentence, or in another
// that gives it as its own or as the same one's word.
static kg__claim *
standing(kg__document *doc, const kg__sentence *s, const kg__claim *claim)
{
  bool symmetric = doc->ontology->properties.items[claim->property].symmetric;
  for (size_t i = 0; i < doc->claims.n; i++) {
    kg__claim *c = &doc->claims.items[i];
    if (same_place(c, claim, symmetric) && c->modality == claim->modality && same_time(c, claim) &&
        (of_sentence(s, c) || same_source(c, claim)))
      return c;
  }
  return NULL;
}

// Whether the gazetteer knows the person's office to be that of another state.
static bool
leads_another(const kg__document *doc, const kg__claim *claim)
{
  int32_t person = doc->entities.items[claim->subject].known,
          state = doc->entities.items[claim->object].known;
  uint32_t office = person >= 0 ? doc->ontology->known.items[person].office : 0;
  return office && state >= 0 && office - 1 != (uint32_t)state &&
         kg__entity_is(doc, claim->object, "State") &&
         kg__class_mask(doc->ontology, KG_STR("State")) >> doc->ontology->known.items[office - 1].cls & 1;
}

// What the classes of the ontology would let pass and nobody says.
static bool
absurd(const kg__document *doc, const kg__claim *claim, kg_str property)
{
  static const char *const NEVER[][3] = {
      {"Person", "participatesIn", "Exercise"},
      {"Person", "participatesIn", "Operation"},
      {"Person", "memberOf", "Alliance"},
      {"Person", "memberOf", "InternationalOrganisation"},
      {"InternationalOrganisation", "memberOf", "Alliance"},
      {"Location", "partOf", "Agreement"},
      {"State", "locatedIn", "Place"}, // a state is in no city and in no other
      {"State", "locatedIn", "State"},
  };
  for (size_t i = 0; i < sizeof NEVER / sizeof *NEVER; i++) {
    if (kg_str_equal(property, kg_str_of(NEVER[i][1])) && kg__entity_is(doc, claim->subject, NEVER[i][0]) &&
        kg__entity_is(doc, claim->object, NEVER[i][2]))
      return true;
  }
  return false;
}

// "Its navy", helped by the state that it is part of: what goes without saying is not what is said.
static bool
own_part(const kg__document *doc, const kg__claim *claim, kg_str property)
{
  int part = kg__property_find(doc->ontology, KG_STR("partOf"));
  if (!kg_str_equal(property, KG_STR("supports")) && !kg_str_equal(property, KG_STR("partnerOf")) &&
      !kg_str_equal(property, KG_STR("allyOf")))
    return false;
  for (size_t i = 0; i < doc->claims.n; i++) {
    const kg__claim *c = &doc->claims.items[i];
    bool down = c->subject == claim->object && c->object == claim->subject,
         up = c->subject == claim->subject && c->object == claim->object;
    if ((int)c->property == part && c->modality == KG__ASSERTED && (up || down))
      return true;
  }
  return false;
}

static bool
allowed(const kg__document *doc, const kg__claim *claim)
{
  const kg__property *p = &doc->ontology->properties.items[claim->property];
  if (absurd(doc, claim, p->name) || own_part(doc, claim, p->name))
    return false;
  if (kg_str_equal(p->name, KG_STR("leads")) && leads_another(doc, claim))
    return false;
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

static void
add_passage(kg__claim *claim, uint32_t first, uint32_t last)
{
  bool known = claim->first <= last && first <= claim->last;
  for (size_t i = 0; i < claim->n_others && !known; i++)
    known = claim->others[i].first <= last && first <= claim->others[i].last;
  if (!known && claim->n_others < KG__MAX_PASSAGES - 1)
    claim->others[claim->n_others++] = (kg__passage){first, last};
}

// What two claims that say the same know together; the passage, rule and score are those of the surer one.
static kg__claim
joined(const kg__claim *old, const kg__claim *claim)
{
  const kg__claim *less = claim->confidence > old->confidence ? old : claim;
  kg__claim both = less == old ? *claim : *old;
  const kg__claim *dated = undated(old) ? claim : old;
  both.from = dated->from;
  both.until = dated->until;
  both.on = dated->on;
  both.recurrence = old->recurrence.len ? old->recurrence : claim->recurrence;
  if (both.said_by < 0 && !both.said_by_text.len) {
    both.said_by = less->said_by;
    both.said_by_text = less->said_by_text;
  }
  add_passage(&both, less->first, less->last);
  for (size_t i = 0; i < less->n_others; i++)
    add_passage(&both, less->others[i].first, less->others[i].last);
  return both;
}

static bool
hangs_on(const kg__document *doc, uint32_t t, uint32_t verb)
{
  int32_t k = doc->tokens.items[t].pos & KG__NOUN ? (int32_t)t : -1;
  for (int steps = 0; steps < 2 && k >= 0; steps++) {
    k = doc->tokens.items[k].head;
    if (k == (int32_t)verb)
      return true;
  }
  return false;
}

// "announced sanctions": the verb with its object says it, and the noun on its own, of which "announced" says
// otherwise how sure it is.
static kg__claim *
of_same_words(kg__document *doc, const kg__sentence *s, const kg__claim *claim)
{
  for (size_t i = doc->claims.n; i-- > 0;) {
    kg__claim *c = &doc->claims.items[i];
    if (c->subject == claim->subject && c->object == claim->object && c->property == claim->property &&
        c->modality != claim->modality && of_sentence(s, c) && c->frame && claim->frame &&
        (hangs_on(doc, c->trigger, claim->trigger) || hangs_on(doc, claim->trigger, c->trigger)))
      return c;
  }
  return NULL;
}

static kg_status
keep(kg__document *doc, const kg__sentence *s, kg__claim *claim, double weight)
{
  kg__claim_score(claim, weight);
  kg__claim *old = of_same_words(doc, s, claim);
  if (old) {
    if (hangs_on(doc, old->trigger, claim->trigger))
      *old = *claim;
    return KG_OK;
  }
  old = standing(doc, s, claim);
  if (old) {
    *old = joined(old, claim);
    if (old->n_others) {
      kg__claim_feature(old, KG__F_AGAIN);
      kg__claim_score(old, old->weight);
    }
    return KG_OK;
  }
  doc->entities.items[claim->subject].mentioned = doc->entities.items[claim->object].mentioned = true;
  KG_TRY(kg__vec_add(&doc->claims));
  doc->claims.items[doc->claims.n - 1] = *claim;
  return KG_OK;
}

static bool
property_is(const kg__document *doc, const kg__claim *c, const char *name)
{
  return kg_str_equal(doc->ontology->properties.items[c->property].name, kg_str_of(name));
}

// "hosts X's troops": people are not where they are as a headquarters is; they are sent.
static void
sent(const kg__document *doc, kg__claim *claim)
{
  static const char *const PEOPLE[] = {" troops",       " soldiers", " forces",    " personnel",
                                       " peacekeepers", " marines",  " servicemen"};
  const kg__entity *e = &doc->entities.items[claim->subject];
  int there = kg__property_find(doc->ontology, KG_STR("deployedTo"));
  if (!e->described || there < 0 || !property_is(doc, claim, "locatedIn"))
    return;
  for (size_t i = 0; i < sizeof PEOPLE / sizeof *PEOPLE; i++) {
    if (kg_str_ends(e->label, kg_str_of(PEOPLE[i])))
      claim->property = (uint32_t)there;
  }
}

kg_status
kg__claim_add(kg__document *doc, const kg__sentence *s, kg__claim *claim, double weight)
{
  const kg__time *times[KG__MAX_TIMES] = {NULL};
  sent(doc, claim);
  bool state_of_event = property_is(doc, claim, "partOf") && kg__entity_is(doc, claim->subject, "State") &&
                        kg__entity_is(doc, claim->object, "Event"); // "as part of the mission"
  if (state_of_event || !allowed(doc, claim))
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
    KG_TRY(keep(doc, s, &dated, weight));
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

static int32_t
place_of(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  if (t < s->first || t >= s->end)
    return -1;
  int32_t chunk = doc->tokens.items[t].chunk;
  return (int32_t)(chunk >= 0 ? doc->chunks.items[chunk].root : t);
}

// The state that an institution is said, or known, to be part of; or -1.
static int32_t
state_of_body(const kg__document *doc, int32_t body)
{
  int part = kg__property_find(doc->ontology, KG_STR("partOf"));
  for (size_t i = 0; i < doc->claims.n; i++) {
    const kg__claim *c = &doc->claims.items[i];
    if (c->subject == body && (int)c->property == part && kg__entity_is(doc, c->object, "State"))
      return c->object;
  }
  return doc->entities.items[body].state;
}

// A minister signs and a parliament ratifies for their state, which becomes a party.
static int32_t
party(kg__document *doc, const kg__claim *claim, int32_t e)
{
  int32_t state = -1;
  if (!kg_str_equal(doc->ontology->properties.items[claim->property].name, KG_STR("partyTo")))
    return e;
  if (kg__entity_is(doc, e, "Person"))
    state = kg__state_of_person(doc, e);
  else if (kg__entity_is(doc, e, "Institution"))
    state = state_of_body(doc, e);
  return state >= 0 ? state : e;
}

static kg_status
add_pair(kg__document *doc, const kg__sentence *s, const kg__claim *like, const kg__group *subjects, size_t i,
         const kg__group *objects, size_t k, double weight)
{
  kg__claim c = *like;
  c.subject = party(doc, like, subjects->entities[i]);
  c.object = objects->entities[k];
  c.places[0] = place_of(doc, s, subjects->last[i]);
  c.places[1] = place_of(doc, s, objects->last[k]);
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

// "X and Y back A and B, respectively"
static bool
in_turn(const kg__document *doc, const kg__sentence *s, const kg__group *subjects, const kg__group *objects)
{
  bool said = false;
  for (uint32_t t = s->first; t < s->end && !said; t++)
    said = kg__token_says(doc, t, "respectively");
  return said && subjects != objects && subjects->n == objects->n && subjects->n > 1;
}

kg_status
kg__claims_add_groups(kg__document *doc, const kg__sentence *s, const kg__claim *like,
                      const kg__group *subjects, const kg__group *objects, double weight)
{
  bool symmetric = doc->ontology->properties.items[like->property].symmetric;
  if (in_turn(doc, s, subjects, objects)) {
    for (size_t i = 0; i < subjects->n; i++)
      KG_TRY(add_pair(doc, s, like, subjects, i, objects, i, weight));
    return KG_OK;
  }
  for (size_t i = 0; i < subjects->n; i++) {
    for (size_t k = subjects == objects && symmetric ? i + 1 : 0; k < objects->n; k++)
      KG_TRY(add_pair(doc, s, like, subjects, i, objects, k, weight));
  }
  return KG_OK;
}
