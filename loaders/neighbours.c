// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Two things of one sentence that no rule has related, and whose classes leave hardly more than one relation
// to guess: a firm and a weapon, a summit and a city. The nearest fitting subject is taken, with its list.
// Such claims have a low confidence of their own, which says how often they are right.

#include "loaders/stages.h"

typedef enum nearness {
  ANYWHERE,
  BEHIND_PLACE, ///< The object stands behind a preposition of place
  WITHIN,       ///< So, and of one that does not lead there
  OWNED,        ///< The object's phrase has the subject in it, or belongs to it
  ALL,          ///< Each subject around
  AFTER         ///< So, too, and the object stands behind the subject
} nearness;

static const struct {
  const char *subject, *object, *property;
  nearness nearness;
  uint32_t reach; ///< Tokens between the two at most
  double weight;
} LIKELY[] = {
    {"State", "Exercise", "participatesIn", ALL, 25, 0},
    {"State", "Meeting", "participatesIn", ALL, 25, 0},
    {"Person", "Meeting", "participatesIn", ALL, 25, 0},
    {"State", "Agreement", "partyTo", ALL, 25, 0},
    {"Event", "Place", "locatedIn", BEHIND_PLACE, 12, 0},
    {"Event", "Region", "locatedIn", BEHIND_PLACE, 12, 0},
    {"Place", "State", "locatedIn", WITHIN, 8, 0},
    {"Place", "Region", "locatedIn", WITHIN, 8, 0},
    {"MilitaryAsset", "Region", "deployedTo", BEHIND_PLACE, 20, 0},
    {"Company", "MilitaryAsset", "produces", ANYWHERE, 20, 0.6},
    {"State", "Threat", "posesThreat", OWNED, 20, 0.6},
    {"State", "MilitaryAsset", "hasCapability", AFTER, 20, -0.2},
    {"State", "MilitaryAsset", "hasCapability", OWNED, 20, -0.2},
    {"Operation", "Threat", "counters", ANYWHERE, 20, 0.4},
    {"Operation", "NonStateActor", "counters", ANYWHERE, 20, 0.4},
};

typedef struct neighbour {
  kg__document *doc;
  const kg__sentence *s;
  size_t row;
  int property;
  uint64_t subjects, objects;
} neighbour;

static int32_t
entity_at(const kg__document *doc, uint32_t t)
{
  int32_t m = doc->tokens.items[t].mention;
  return m >= 0 ? doc->mentions.items[m].entity : -1;
}

// Whether a claim relates the two, or one like this places the object in this sentence.
static bool
related(const neighbour *n, int32_t subject, int32_t object)
{
  for (size_t i = 0; i < n->doc->claims.n; i++) {
    const kg__claim *c = &n->doc->claims.items[i];
    if ((c->subject == subject && c->object == object) || (c->subject == object && c->object == subject))
      return true;
    if (LIKELY[n->row].nearness != ALL && c->object == object && (int)c->property == n->property &&
        c->first >= n->s->first && c->first < n->s->end)
      return true;
  }
  return false;
}

static bool
behind_any(const kg__document *doc, uint32_t t, const char *const *words)
{
  int32_t chunk = doc->tokens.items[t].chunk;
  int32_t prep = chunk >= 0 ? doc->chunks.items[chunk].prep : -1;
  for (; prep >= 0 && *words; words++) {
    if (kg__token_is(doc, (uint32_t)prep, *words))
      return true;
  }
  return false;
}

static bool
behind_place(const kg__document *doc, uint32_t t, bool within)
{
  static const char *const WITHIN_IT[] = {"in",   "at",     "near",   "off",     "on",
                                          "over", "around", "aboard", "outside", NULL},
                           *const TO_IT[] = {"into", "through", "across", "to", NULL};
  return behind_any(doc, t, WITHIN_IT) || (!within && behind_any(doc, t, TO_IT));
}

// "drills around X", "the deal against X": X is not one of those who take part.
static bool
from_outside(const kg__document *doc, uint32_t t)
{
  static const char *const OUTSIDE[] = {"around",  "near",   "off",  "against",
                                        "towards", "toward", "over", NULL};
  return behind_any(doc, t, OUTSIDE);
}

// The agent in the phrase of a token or that it belongs to.
static int32_t
owner_of(const kg__document *doc, uint32_t t)
{
  int32_t chunk = doc->tokens.items[t].chunk, self = entity_at(doc, t);
  if (chunk < 0)
    return -1;
  const kg__chunk *c = &doc->chunks.items[chunk];
  for (uint32_t k = c->first; k < c->last; k++) {
    int32_t e = entity_at(doc, k);
    if (e >= 0 && e != self && kg__entity_is(doc, e, "Agent"))
      return e;
  }
  int32_t owner = c->owner >= 0 ? entity_at(doc, doc->chunks.items[c->owner].head) : -1;
  return owner >= 0 && kg__entity_is(doc, owner, "Agent") ? owner : -1;
}

// "X's envoy": the envoy is there, and not X.
static bool
master(const kg__document *doc, uint32_t t)
{
  int32_t chunk = doc->tokens.items[t].chunk;
  for (uint32_t i = doc->chunk0; i < doc->chunk_end && chunk >= 0; i++) {
    if (doc->chunks.items[i].owner == chunk)
      return kg__entity_is(doc, entity_at(doc, t), "Person");
  }
  return false;
}

static bool
stands_right(const neighbour *n, uint32_t t)
{
  switch (LIKELY[n->row].nearness) {
  case BEHIND_PLACE:
  case WITHIN:
    return behind_place(n->doc, t, LIKELY[n->row].nearness == WITHIN);
  case AFTER:
    return owner_of(n->doc, t) < 0;
  case OWNED:
    return owner_of(n->doc, t) >= 0;
  default:
    return true;
  }
}

// The token of the nearest mention that fits as a subject: before the object, else behind it.
static int32_t
nearest(const neighbour *n, uint32_t object)
{
  uint32_t reach = LIKELY[n->row].reach;
  int32_t self = entity_at(n->doc, object);
  for (uint32_t t = object; t-- > n->s->first && t + reach >= object;) {
    int32_t e = entity_at(n->doc, t);
    if (e >= 0 && e != self && kg__class_of(n->doc, e) & n->subjects)
      return (int32_t)t;
  }
  if (LIKELY[n->row].nearness == AFTER)
    return -1;
  for (uint32_t t = object + 1; t < n->s->end && t <= object + reach / 2; t++) {
    int32_t e = entity_at(n->doc, t);
    if (e >= 0 && e != self && kg__class_of(n->doc, e) & n->subjects)
      return (int32_t)t;
  }
  return -1;
}

static bool
named_here(const neighbour *n)
{
  for (uint32_t t = n->s->first; t < n->s->end; t++) {
    int32_t e = entity_at(n->doc, t);
    if (e >= 0 && kg__class_of(n->doc, e) & n->subjects)
      return true;
  }
  return false;
}

// Where a sentence names none: those listed together shortly before.
static void
spoken_of(const neighbour *n, uint32_t object, kg__group *subjects)
{
  const kg__document *doc = n->doc;
  int32_t self = entity_at(doc, object);
  if (named_here(n) || doc->entities.items[self].described)
    return;
  for (size_t i = doc->claims.n; i-- > 0;) {
    if (doc->claims.items[i].object == self && (int)doc->claims.items[i].property == n->property)
      return;
  }
  const kg__together *g = doc->together.n ? &doc->together.items[doc->together.n - 1] : NULL;
  for (uint32_t i = 0; g && g->listed && g->token + 80 > object && i < g->n && g->n < 5; i++)
    kg__group_add(subjects, g->entities[i], object, object);
  subjects->resolved = true;
}

// Whatever fits as a subject within reach and is not related to the object.
static void
all_around(const neighbour *n, uint32_t object, kg__group *subjects)
{
  uint32_t reach = LIKELY[n->row].reach;
  uint32_t t = object > n->s->first + reach ? object - reach : n->s->first;
  int32_t self = entity_at(n->doc, object);
  for (; t < n->s->end && t < object + reach; t++) {
    int32_t e = entity_at(n->doc, t);
    if (e >= 0 && e != self && kg__class_of(n->doc, e) & n->subjects && !related(n, e, self) &&
        !from_outside(n->doc, t) && !master(n->doc, t))
      kg__group_add(subjects, e, t, t);
  }
  if (subjects->n > 7)
    subjects->n = 0;
}

static kg_status
relate(neighbour *n, uint32_t object)
{
  kg__document *doc = n->doc;
  int32_t e = entity_at(doc, object), at, chunk;
  kg__group subjects = {0};
  if (LIKELY[n->row].nearness == OWNED) {
    int32_t owner = owner_of(doc, object);
    if (owner < 0 || !(kg__class_of(doc, owner) & n->subjects))
      return KG_OK;
    kg__group_add(&subjects, owner, object, object);
    at = (int32_t)object;
  } else if (LIKELY[n->row].nearness == ALL) {
    at = (int32_t)object;
    all_around(n, object, &subjects);
    if (!subjects.n)
      spoken_of(n, object, &subjects);
  } else if ((at = nearest(n, object)) >= 0) {
    chunk = doc->tokens.items[at].chunk;
    if (chunk >= 0 && doc->chunks.items[chunk].head == (uint32_t)at)
      KG_TRY(kg__list_group(doc, doc->chunks.items[chunk].list, n->subjects, &subjects));
    if (!subjects.n)
      kg__group_add(&subjects, entity_at(doc, (uint32_t)at), (uint32_t)at, (uint32_t)at);
  }
  for (size_t i = 0; i < subjects.n; i++) {
    if (related(n, subjects.entities[i], e))
      return KG_OK;
  }
  if (!subjects.n)
    return KG_OK;
  kg__group objects = {0};
  uint32_t last = doc->mentions.items[doc->tokens.items[object].mention].last;
  kg__group_add(&objects, e, object, last);
  kg__claim like = {.property = (uint32_t)n->property,
                    .modality = kg__modality_between(doc, (uint32_t)at, object),
                    .first = object,
                    .last = last,
                    .trigger = object,
                    .rule = "near each other"};
  kg__claim_feature(&like, KG__F_NEAR);
  return kg__claims_add_groups(doc, n->s, &like, &subjects, &objects, LIKELY[n->row].weight);
}

static bool
has_office(const kg__document *doc, int32_t person, int leads, int official)
{
  for (size_t i = 0; i < doc->claims.n; i++) {
    const kg__claim *c = &doc->claims.items[i];
    if (c->subject == person && ((int)c->property == leads || (int)c->property == official))
      return true;
  }
  return false;
}

// "Prime Minister X", of the state that was named last.
static kg_status
titled(kg__document *doc, const kg__sentence *s, const kg__mention *m)
{
  int leads = kg__property_find(doc->ontology, KG_STR("leads")),
      official = kg__property_find(doc->ontology, KG_STR("officialOf")),
      person = kg__class_find(doc->ontology, KG_STR("Person"));
  if (leads < 0 || official < 0 || m->first <= s->first || has_office(doc, m->entity, leads, official))
    return KG_OK;
  uint32_t title = m->first - 1;
  bool president = kg__token_is(doc, title, "president") || kg__token_is(doc, title, "premier"),
       prime = title && kg__token_is(doc, title, "minister") && kg__token_is(doc, title - 1, "prime"),
       minister = kg__token_is(doc, title, "minister") || kg__token_is(doc, title, "secretary"),
       lesser = title && (kg__token_is(doc, title - 1, "vice") || kg__token_is(doc, title - 1, "deputy") ||
                          (title > 1 && prime && kg__token_is(doc, title - 2, "deputy")));
  if (doc->tokens.items[title].head_class != person || !(president || prime || minister))
    return KG_OK;
  int32_t state = -1, known = doc->entities.items[m->entity].known;
  if (known >= 0 && doc->ontology->known.items[known].office)
    return KG_OK; // of no other
  for (uint32_t t = title; t-- > 0 && t + 60 > title && state < 0;) {
    int32_t e = entity_at(doc, t);
    bool people = e >= 0 && doc->mentions.items[doc->tokens.items[t].mention].kind == KG__DEMONYM;
    if (e >= 0 && kg__entity_is(doc, e, "State") && (!people || t + 4 > title))
      state = e;
  }
  if (state < 0)
    return KG_OK;
  kg__claim c = {.subject = m->entity,
                 .object = state,
                 .property = (uint32_t)((president || prime) && !lesser ? leads : official),
                 .first = title,
                 .last = m->last,
                 .trigger = title,
                 .timeless = true,
                 .rule = "title after a state"};
  kg__claim_feature(&c, KG__F_NEAR);
  return kg__claim_add(doc, s, &c, 0.6);
}

static kg_status
titles(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t t = s->first; t < s->end; t++) {
    int32_t m = doc->tokens.items[t].mention;
    kg__mention mention;
    if (m < 0 || doc->mentions.items[m].first != t)
      continue;
    mention = doc->mentions.items[m];
    if (kg__entity_is(doc, mention.entity, "Person"))
      KG_TRY(titled(doc, s, &mention));
  }
  return KG_OK;
}

kg_status
kg__sentence_neighbours(kg__document *doc, const kg__sentence *s)
{
  if (s->heading)
    return KG_OK;
  KG_TRY(titles(doc, s));
  for (size_t i = 0; i < sizeof LIKELY / sizeof *LIKELY; i++) {
    neighbour n = {doc,
                   s,
                   i,
                   kg__property_find(doc->ontology, kg_str_of(LIKELY[i].property)),
                   kg__class_mask(doc->ontology, kg_str_of(LIKELY[i].subject)),
                   kg__class_mask(doc->ontology, kg_str_of(LIKELY[i].object))};
    for (uint32_t t = s->first; n.property >= 0 && t < s->end; t++) {
      int32_t m = doc->tokens.items[t].mention;
      if (m < 0 || doc->mentions.items[m].first != t || doc->mentions.items[m].kind == KG__DEMONYM ||
          !(kg__class_of(doc, doc->mentions.items[m].entity) & n.objects))
        continue;
      if (stands_right(&n, t))
        KG_TRY(relate(&n, t));
    }
  }
  return KG_OK;
}
