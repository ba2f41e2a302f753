// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Two things of one sentence that no rule has related, and whose classes leave hardly more than one relation
// to guess: a summit and a city, a firm and a weapon. The nearest fitting subject is taken, with its list.
// Such claims have a low confidence of their own, which says how often they are right.

#include "loaders/claims/construct.h"

/// How the object stands to the subject.
typedef enum stand {
  ANYWHERE,
  AT,     ///< The object stands behind a preposition of place
  WITHIN, ///< So, and of one that does not lead there
  INSIDE, ///< Behind "in", or behind a part of it that stands behind one of place: "off the coast of X"
  OWNED   ///< The object's phrase has the subject in it, or belongs to it
} stand;

static const struct {
  const char *subject, *object, *property;
  stand stand;
  uint32_t reach; ///< Tokens between the two at most
  bool named;     ///< The object has a name of its own
  double weight;
} LIKELY[] = {
    {"Event", "Place", "locatedIn", AT, 12, false, 0},
    {"Event", "Region", "locatedIn", AT, 12, false, 0},
    {"Event", "State", "locatedIn", INSIDE, 8, false, 0},
    {"Place", "State", "locatedIn", WITHIN, 8, false, 0},
    {"Place", "Region", "locatedIn", WITHIN, 8, false, 0},
    {"MilitaryAsset", "Region", "deployedTo", AT, 20, false, 0},
    {"Operation", "InternationalOrganisation", "partOf", ANYWHERE, 14, false, 0},
    {"Operation", "State", "locatedIn", WITHIN, 8, false, 0},
    {"Company", "MilitaryAsset", "produces", ANYWHERE, 20, true, 0.6},
    {"State", "Threat", "posesThreat", OWNED, 20, false, 0.6},
    {"State", "MilitaryAsset", "hasCapability", OWNED, 20, true, -0.2},
    {"Operation", "Threat", "counters", ANYWHERE, 20, false, 0.4},
    {"Operation", "NonStateActor", "counters", ANYWHERE, 20, false, 0.4},
};

typedef struct pair {
  kg__document *doc;
  const kg__sentence *s;
  size_t row;
  int property;
  uint64_t subjects, objects;
} pair;

// Whether a claim relates the two, or one like this places the object in this sentence.
static bool
related(const pair *p, int32_t subject, int32_t object)
{
  for (size_t i = 0; i < p->doc->claims.n; i++) {
    const kg__claim *c = &p->doc->claims.items[i];
    if ((c->subject == subject && c->object == object) || (c->subject == object && c->object == subject))
      return true;
    if (c->object == object && (int)c->property == p->property && c->first >= p->s->first &&
        c->first < p->s->end)
      return true;
  }
  return false;
}

static bool
behind_place(const kg__document *doc, uint32_t t, stand where)
{
  static const char *const WITHIN_IT[] = {"in",   "at",     "near",   "off",     "on",
                                          "over", "around", "aboard", "outside", NULL},
                           *const TO_IT[] = {"into", "through", "across", "to", NULL};
  int32_t chunk = doc->tokens.items[t].chunk;
  bool part = false;
  int32_t prep = chunk >= 0 ? kg__place_prep(doc, chunk, &part) : -1;
  if (where == INSIDE && !part)
    return prep >= 0 && kg__token_is(doc, (uint32_t)prep, "in");
  for (const char *const *w = WITHIN_IT; prep >= 0 && *w; w++) {
    if (kg__token_is(doc, (uint32_t)prep, *w))
      return true;
  }
  for (const char *const *w = TO_IT; prep >= 0 && where == AT && *w; w++) {
    if (kg__token_is(doc, (uint32_t)prep, *w))
      return true;
  }
  return false;
}

// The agent in the phrase of a token or that it belongs to.
static int32_t
owner_of(const kg__document *doc, uint32_t t)
{
  int32_t chunk = doc->tokens.items[t].chunk, self = kg__entity_at(doc, t);
  if (chunk < 0)
    return -1;
  const kg__chunk *c = &doc->chunks.items[chunk];
  for (uint32_t k = c->first; k < c->last; k++) {
    int32_t e = kg__entity_at(doc, k);
    bool against = k && doc->tokens.items[k].flags & KG__T_JOINED && kg__token_says(doc, k - 1, "anti");
    if (e >= 0 && e != self && kg__entity_is(doc, e, "Agent") && !against)
      return e;
  }
  int32_t owner = c->owner >= 0 ? kg__entity_at(doc, doc->chunks.items[c->owner].head) : -1;
  return owner >= 0 && kg__entity_is(doc, owner, "Agent") ? owner : -1;
}

// "on X and the islands of Y": neither is in the other.
static bool
listed_with(const kg__document *doc, uint32_t t, uint32_t object)
{
  int32_t a = doc->tokens.items[t].chunk, b = doc->tokens.items[object].chunk;
  bool of_comma = b == a + 1 && kg_str_equal(kg__token_text(doc, doc->chunks.items[a].last + 1), KG_STR(","));
  return a >= 0 && b >= 0 && a != b && !of_comma && // but "Munich, Germany"
         doc->chunks.items[a].list == doc->chunks.items[b].list;
}

static bool
fits(const pair *p, uint32_t t, int32_t self)
{
  int32_t e = kg__entity_at(p->doc, t);
  return e >= 0 && e != self && kg__class_of(p->doc, e) & p->subjects;
}

// "sells gas to X and sends ships": what another verb behind the place has as its object is not there.
static bool
beyond_verb(const pair *p, uint32_t place, uint32_t t)
{
  bool joined = false;
  for (uint32_t k = place + 1; k < t; k++) {
    int32_t v = p->doc->tokens.items[k].verb;
    joined |= p->doc->tokens.items[k].pos & KG__COORDINATOR;
    if (joined && v >= 0 && p->doc->verbs.items[v].finite && !p->doc->verbs.items[v].passive &&
        p->doc->verbs.items[v].object >= 0)
      return true;
  }
  return false;
}

// "It is like X," Y said in Z: a quotation ends between the two.
static bool
quotes(const kg__document *doc, uint32_t t)
{
  kg_str text = kg__token_text(doc, t);
  return kg_str_equal(text, KG_STR("\"")) || kg_str_equal(text, KG_STR("\xE2\x80\x9D"));
}

// "the war in X": no phrase stands between the two but the part of X.
static bool
next_to(const kg__document *doc, uint32_t t, uint32_t object)
{
  int32_t chunk = doc->tokens.items[t].chunk, other = doc->tokens.items[object].chunk;
  bool part = false;
  if (chunk < 0 || other < 0)
    return false;
  int32_t prep = kg__place_prep(doc, other, &part);
  return chunk + 1 + part == other && prep > (int32_t)t;
}

// The token of the nearest mention that fits as a subject: before the object, else behind it.
static int32_t
nearest(const pair *p, uint32_t object)
{
  uint32_t reach = LIKELY[p->row].reach;
  int32_t self = kg__entity_at(p->doc, object);
  for (uint32_t t = object; t-- > p->s->first && t + reach >= object && !quotes(p->doc, t);) {
    if (fits(p, t, self) && !listed_with(p->doc, t, object))
      return LIKELY[p->row].stand != INSIDE || next_to(p->doc, t, object) ? (int32_t)t : -1;
  }
  for (uint32_t t = object + 1; LIKELY[p->row].stand != INSIDE && t < p->s->end && t <= object + reach / 2;
       t++) {
    if (fits(p, t, self) && !listed_with(p->doc, t, object))
      return LIKELY[p->row].stand == AT && beyond_verb(p, object, t) ? -1 : (int32_t)t;
  }
  return -1;
}

static kg_status
subjects_of(const pair *p, uint32_t object, uint32_t *at, kg__group *subjects)
{
  kg__document *doc = p->doc;
  if (LIKELY[p->row].stand == OWNED) {
    int32_t owner = owner_of(doc, object);
    if (owner >= 0 && kg__class_of(doc, owner) & p->subjects)
      kg__group_add(subjects, owner, *at = object, object);
    return KG_OK;
  }
  int32_t near = nearest(p, object), chunk = near >= 0 ? doc->tokens.items[near].chunk : -1;
  if (near < 0)
    return KG_OK;
  *at = (uint32_t)near;
  if (chunk >= 0 && doc->chunks.items[chunk].head == *at)
    KG_TRY(kg__list_group(doc, doc->chunks.items[chunk].list, p->subjects, subjects));
  if (!subjects->n)
    kg__group_add(subjects, kg__entity_at(doc, *at), *at, *at);
  return KG_OK;
}

static kg_status
relate(pair *p, uint32_t object)
{
  kg__document *doc = p->doc;
  int32_t e = kg__entity_at(doc, object);
  uint32_t last = doc->mentions.items[doc->tokens.items[object].mention].last, at = object;
  kg__group subjects = {0}, objects = {0};
  KG_TRY(subjects_of(p, object, &at, &subjects));
  for (size_t i = 0; i < subjects.n; i++) {
    if (related(p, subjects.entities[i], e))
      return KG_OK;
  }
  kg__group_add(&objects, e, object, last);
  kg__claim like = {.property = (uint32_t)p->property,
                    .modality = kg__modality_between(doc, at, object),
                    .first = object,
                    .last = last,
                    .trigger = object,
                    .rule = "near each other"};
  kg__claim_feature(&like, KG__F_NEAR);
  return kg__claims_add_groups(doc, p->s, &like, &subjects, &objects, LIKELY[p->row].weight);
}

static bool
stands_right(const pair *p, uint32_t t)
{
  stand where = LIKELY[p->row].stand;
  return (where != AT && where != WITHIN && where != INSIDE) || behind_place(p->doc, t, where);
}

kg_status
kg__sentence_nearest(kg__document *doc, const kg__sentence *s)
{
  for (size_t i = 0; i < sizeof LIKELY / sizeof *LIKELY && !s->heading; i++) {
    pair p = {doc,
              s,
              i,
              kg__property_find(doc->ontology, kg_str_of(LIKELY[i].property)),
              kg__class_named(doc, LIKELY[i].subject),
              kg__class_named(doc, LIKELY[i].object)};
    for (uint32_t t = s->first; p.property >= 0 && t < s->end; t++) {
      int32_t m = doc->tokens.items[t].mention;
      if (m >= 0 && doc->mentions.items[m].first == t && doc->mentions.items[m].kind != KG__DEMONYM &&
          kg__class_of(doc, kg__entity_at(doc, t)) & p.objects && stands_right(&p, t) &&
          !(LIKELY[i].named && doc->entities.items[kg__entity_at(doc, t)].described))
        KG_TRY(relate(&p, t));
    }
  }
  return KG_OK;
}
