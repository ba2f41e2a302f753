// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What is said of forces and their equipment without a word of the lexicon: a state's ships that do something
// are deployed by it; what moves through, lies off or stands in a place is there; who is given equipment has
// it. Also whose a place is that is called after its state: "the Y-ian port of X".

#include "loaders/claims/construct.h"

static const char *const FORCES[] = {
    "army",        "troops", "troop",       "force",       "soldier", "battalion",  "brigade",  "regiment",
    "division",    "fleet",  "squadron",    "flotilla",    "unit",    "contingent", "garrison", "corps",
    "battlegroup", "marine", "paratrooper", "peacekeeper", "group",   "navy",       "guard",    NULL};

// Those of them that are sent: a navy stays what it is wherever its ships are.
static const char *const SENT[] = {"troops",   "troop",      "soldier",     "battalion",   "brigade",
                                   "regiment", "contingent", "battlegroup", "paratrooper", "peacekeeper",
                                   "marine",   "force",      "unit",        NULL};

static uint64_t
locations(const kg__document *doc)
{
  return kg__class_named(doc, "Region") | kg__class_named(doc, "Place") | kg__class_named(doc, "State");
}

static bool
preposition_in(const kg__document *doc, int32_t prep, const char *const *list)
{
  for (; prep >= 0 && *list; list++) {
    if (kg__token_is(doc, (uint32_t)prep, *list))
      return true;
  }
  return false;
}

/// The location that a chunk names, as a place and not as an actor; or -1.
static int32_t
location_of(const kg__document *doc, uint32_t c)
{
  const kg__chunk *chunk = &doc->chunks.items[c];
  int32_t e = kg__entity_at(doc, chunk->head);
  bool people = e >= 0 && doc->mentions.items[doc->tokens.items[chunk->head].mention].kind == KG__DEMONYM;
  return e >= 0 && !people && !chunk->time && kg__class_of(doc, e) & locations(doc) ? e : -1;
}

static bool
is_force(const kg__document *doc, uint32_t c, int32_t e)
{
  return kg__entity_is(doc, e, "MilitaryAsset") ||
         (kg__entity_is(doc, e, "Institution") && kg__noun_is(doc, doc->chunks.items[c].head, FORCES));
}

/// The state in a chunk or that it belongs to, or -1.
static int32_t
state_of(kg__document *doc, const kg__chunk *c)
{
  int32_t state = -1;
  for (uint32_t t = c->first; t < c->head; t++) {
    int32_t e = kg__entity_at(doc, t);
    if (e >= 0 && kg__entity_is(doc, e, "State"))
      state = e;
  }
  if (state < 0 && c->owner >= 0)
    state = kg__entity_at(doc, doc->chunks.items[c->owner].head);
  kg__group owner = {0};
  if (state < 0 && doc->tokens.items[c->first].pos & KG__POSSESSIVE &&
      kg__pronoun_group(doc, c->first, kg__class_named(doc, "State"), &owner) && owner.n == 1)
    state = owner.entities[0];
  return state >= 0 && kg__entity_is(doc, state, "State") ? state : -1;
}

/// The asset or force that a chunk names or describes, and the state that it is of.
static kg_status
force_of(kg__document *doc, uint32_t c, int32_t *force, int32_t *state)
{
  kg__chunk chunk = doc->chunks.items[c];
  *force = kg__entity_at(doc, chunk.head);
  *state = state_of(doc, &chunk);
  if (*state == *force)
    *state = -1;
  for (uint32_t t = chunk.head; *force < 0 && t-- > chunk.first;) { // "P-8 aircraft"
    int32_t e = kg__entity_at(doc, t);
    if (e >= 0 && kg__entity_is(doc, e, "MilitaryAsset") && kg__head_is(doc, chunk.head, "MilitaryAsset"))
      *force = e;
  }
  if (*force < 0 && *state >= 0 && kg__head_is(doc, chunk.head, "MilitaryAsset"))
    KG_TRY(kg__describe(doc, (int32_t)c, kg__class_named(doc, "MilitaryAsset"), force));
  else if (*force < 0 && *state >= 0 && kg__noun_is(doc, chunk.head, FORCES))
    KG_TRY(kg__describe(doc, (int32_t)c, kg__class_named(doc, "Institution"), force));
  if (*force >= 0 && !is_force(doc, c, *force))
    *force = -1;
  return KG_OK;
}

static kg_status
claim_one(kg__builder *b, const char *property, int32_t subject, uint32_t subject_at, int32_t object,
          uint32_t object_at, kg__modality modality, uint32_t trigger, const char *rule, double weight)
{
  kg__group subjects = {0}, objects = {0};
  kg__group_add(&subjects, subject, subject_at, subject_at);
  kg__group_add(&objects, object, object_at, object_at);
  return kg__construct_weigh(b, property, &subjects, &objects, modality, trigger, rule, weight);
}

/// "a Y-ian frigate sailed through Z": Y deploys it, to Z.
static kg_status
acting(kg__builder *b, const kg__verb *v)
{
  static const char *const WHERE[] = {"in", "into",   "over", "off",    "near", "through", "past",
                                      "at", "around", "on",   "across", "to",   NULL};
  static const char *const FROM[] = {"from", NULL}, *const BASED[] = {"fly", "operate", "sail", NULL},
                           *const TO[] = {"to", NULL}; // "supplied drones to X"
  kg__document *doc = b->doc;
  int32_t force, state;
  if (v->subject < 0 || v->passive || (v->infinitive && v->object >= 0 && v->modality == KG__ASSERTED) ||
      v->modality == KG__DENIED || v->modality == KG__POSSIBLE ||
      doc->tokens.items[v->main].pos & (KG__BE | KG__HAVE))
    return KG_OK;
  kg__verb verb = *v;
  uint32_t c = (uint32_t)verb.subject;
  KG_TRY(force_of(doc, c, &force, &state));
  if (force < 0)
    return KG_OK;
  uint32_t at = doc->chunks.items[c].head;
  if (state >= 0 && kg__entity_is(doc, force, "MilitaryAsset") && doc->chunks.items[c].owner < 0 &&
      !(doc->tokens.items[doc->chunks.items[c].first].pos & KG__POSSESSIVE))
    KG_TRY(claim_one(b, "deploys", state, at, force, at, verb.modality, verb.main, "its asset acts", 0));
  for (uint32_t i = c + 1; i < doc->chunk_end; i++) {
    const kg__chunk *chunk = &doc->chunks.items[i];
    int32_t place = location_of(doc, i);
    if (place < 0 || chunk->first < verb.main || chunk->first >= verb.clause_end || chunk->owner >= 0 ||
        kg__of_other_subject(doc, i, verb.main))
      continue;
    bool based = preposition_in(doc, chunk->prep, FROM) && kg__verb_is(doc, &verb, BASED);
    bool sends = verb.object >= 0 && preposition_in(doc, chunk->prep, TO);
    if (!based && (sends || !preposition_in(doc, chunk->prep, WHERE)))
      continue;
    uint32_t there = chunk->head;
    if (state >= 0 && place != state && doc->entities.items[force].described && kg__noun_is(doc, at, SENT))
      KG_TRY(claim_one(b, "deploys", state, at, force, at, verb.modality, verb.main, "its force acts", 0));
    if (place == state)
      return KG_OK;
    return claim_one(b, "deployedTo", force, at, place, there, verb.modality, verb.main,
                     "where an asset acts", 0);
  }
  return KG_OK;
}

/// "some 5,000 Y-ian soldiers are deployed in Z": Y deploys them.
static kg_status
sent(kg__builder *b, const kg__verb *v)
{
  static const char *const SENDING[] = {"deploy", "station",  "send", "dispatch", "base",
                                        "mass",   "garrison", "post", NULL};
  kg__document *doc = b->doc;
  int32_t force, state;
  if (v->subject < 0 || !v->passive || !kg__verb_is(doc, v, SENDING))
    return KG_OK;
  kg__verb verb = *v;
  uint32_t c = (uint32_t)verb.subject, at = doc->chunks.items[c].head;
  for (uint32_t t = verb.main + 1; t < verb.clause_end; t++) {
    if (kg__token_is(doc, t, "by"))
      return KG_OK;
  }
  KG_TRY(force_of(doc, c, &force, &state));
  if (force < 0 || state < 0 || !doc->entities.items[force].described || !kg__noun_is(doc, at, SENT))
    return KG_OK;
  return claim_one(b, "deploys", state, at, force, at, verb.modality, verb.main, "its force is sent", 0);
}

/// "X has 4,000 troops in Z".
static kg_status
kept(kg__builder *b, uint32_t c, int32_t place, uint32_t there)
{
  static const char *const KEEPING[] = {"keep", "maintain", "hold", "retain", NULL};
  kg__document *doc = b->doc;
  uint32_t at = doc->chunks.items[c].head;
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    const kg__verb *v = &doc->verbs.items[i];
    bool keeps = kg__verb_is(doc, v, KEEPING) || doc->tokens.items[v->main].pos & KG__HAVE;
    if (v->object != doc->chunks.items[c].list || v->subject < 0 || v->passive || !keeps)
      continue;
    kg__group who = {0};
    kg__modality modality = v->modality;
    int32_t subject = v->subject, force;
    KG_TRY(kg__describe(doc, (int32_t)c, kg__class_named(doc, "Institution"), &force));
    if (force < 0)
      return KG_OK;
    KG_TRY(kg__list_group(doc, subject,
                          kg__class_named(doc, "State") | kg__class_named(doc, "Alliance") |
                              kg__class_named(doc, "InternationalOrganisation"),
                          &who));
    kg__group what = {0};
    kg__group_add(&what, force, at, at);
    KG_TRY(kg__construct_add(b, "deploys", &who, &what, modality, at, "has forces somewhere"));
    return claim_one(b, "deployedTo", force, at, place, there, modality, at, "has forces somewhere", 0);
  }
  return KG_OK;
}

// Whether the sentence has said already, and how surely, that a thing is in a place.
static bool
sent_there(const kg__builder *b, int32_t thing, int32_t place)
{
  int there = kg__property_find(b->doc->ontology, KG_STR("deployedTo"));
  for (size_t i = 0; i < b->doc->claims.n; i++) {
    const kg__claim *c = &b->doc->claims.items[i];
    if (c->subject == thing && c->object == place && (int)c->property == there && c->first >= b->s->first &&
        c->first < b->s->end && c->modality != KG__ASSERTED)
      return true;
  }
  return false;
}

/// "X missiles in Z", "the Y headquarters at Z".
static kg_status
standing(kg__builder *b, uint32_t c)
{
  static const char *const WHERE[] = {"in", "at", "off", "near", "on", NULL};
  kg__document *doc = b->doc;
  int32_t force, state;
  if (c + 1 >= doc->chunk_end || doc->chunks.items[c + 1].prep != (int32_t)doc->chunks.items[c].last + 1 ||
      !preposition_in(doc, doc->chunks.items[c + 1].prep, WHERE))
    return KG_OK;
  int32_t place = location_of(doc, c + 1);
  if (place < 0)
    return KG_OK;
  uint32_t at = doc->chunks.items[c].head, there = doc->chunks.items[c + 1].head;
  KG_TRY(force_of(doc, c, &force, &state));
  if (force < 0 && kg__noun_is(doc, at, SENT))
    return kept(b, c, place, there);
  if (force >= 0 && place == state)
    return KG_OK;
  if (force >= 0 && state >= 0 && doc->entities.items[force].described && kg__noun_is(doc, at, SENT))
    KG_TRY(claim_one(b, "deploys", state, at, force, at, KG__ASSERTED, at, "its force is abroad", -0.3));
  if (force >= 0 && sent_there(b, force, place))
    return KG_OK;
  if (force >= 0)
    return claim_one(b, "deployedTo", force, at, place, there, KG__ASSERTED, at, "an asset somewhere", -0.3);
  int32_t body = kg__entity_at(doc, at);
  if (body < 0 || !kg__entity_is(doc, body, "Institution") || doc->entities.items[body].described ||
      kg__entity_is(doc, place, "State"))
    return KG_OK;
  return claim_one(b, "locatedIn", body, at, place, there, KG__ASSERTED, at, "a body somewhere", -0.3);
}

/// "its J-10C aircraft": whoever is meant has them.
static kg_status
owned(kg__builder *b, uint32_t c)
{
  kg__document *doc = b->doc;
  kg__chunk chunk = doc->chunks.items[c];
  int32_t force, state;
  if (!(doc->tokens.items[chunk.first].pos & KG__POSSESSIVE) ||
      !kg__head_is(doc, chunk.head, "MilitaryAsset") || chunk.head == chunk.first ||
      !(doc->tokens.items[chunk.head - 1].pos & (KG__NOUN | KG__PROPER)))
    return KG_OK;
  KG_TRY(force_of(doc, c, &force, &state));
  if (force < 0 || state < 0 || !kg__entity_is(doc, force, "MilitaryAsset"))
    return KG_OK;
  return claim_one(b, "hasCapability", state, chunk.first, force, chunk.head, KG__ASSERTED, chunk.head,
                   "its own equipment", -0.3);
}

/// "the Y-ian port of X": X is in Y.
static kg_status
called_after(kg__builder *b, uint32_t c)
{
  kg__document *doc = b->doc;
  kg__chunk chunk = doc->chunks.items[c];
  int32_t state = -1, place = -1;
  uint32_t at = chunk.head;
  for (uint32_t t = chunk.first; t < chunk.head; t++) {
    int32_t m = doc->tokens.items[t].mention;
    if (m >= 0 && kg__entity_is(doc, doc->mentions.items[m].entity, "State"))
      state = doc->mentions.items[m].entity;
  }
  if (state < 0)
    return KG_OK;
  if ((kg__head_is(doc, chunk.head, "Place") || kg__head_is(doc, chunk.head, "Region")) &&
      c + 1 < doc->chunk_end && doc->chunks.items[c + 1].prep == (int32_t)chunk.last + 1 &&
      (kg__token_is(doc, chunk.last + 1, "of") || kg__token_is(doc, chunk.last + 1, "at"))) {
    at = doc->chunks.items[c + 1].head;
    place = location_of(doc, c + 1);
  } else if (kg__entity_at(doc, chunk.head) >= 0 && chunk.head > chunk.first) {
    bool called = false;
    for (uint32_t t = chunk.first; t < chunk.head; t++)
      called |=
          doc->tokens.items[t].mention < 0 && (kg__head_is(doc, t, "Place") || kg__head_is(doc, t, "Region"));
    place = called ? location_of(doc, c) : -1;
  }
  if (place < 0 || kg__entity_is(doc, place, "State"))
    return KG_OK;
  return claim_one(b, kg__entity_is(doc, place, "Place") ? "locatedIn" : "partOf", place, at, state,
                   chunk.first, KG__ASSERTED, at, "called after its state", 0);
}

/// "a NATO brigade", "the summit of the Y organisation": of the body that it names.
static kg_status
of_bodies(kg__builder *b, uint32_t c)
{
  kg__document *doc = b->doc;
  kg__chunk chunk = doc->chunks.items[c];
  int32_t whole = -1, part = kg__entity_at(doc, chunk.head);
  uint64_t bodies = kg__class_named(doc, "Alliance") | kg__class_named(doc, "InternationalOrganisation");
  bool force = kg__head_is(doc, chunk.head, "Institution"), meeting = kg__head_is(doc, chunk.head, "Meeting");
  if (!force && !meeting)
    return KG_OK;
  for (uint32_t t = chunk.first; t < chunk.head && force; t++) {
    int32_t e = kg__entity_at(doc, t);
    if (e >= 0 && e != part && kg__class_of(doc, e) & bodies)
      whole = e;
  }
  int32_t of = kg__chunk_complement(doc, c, "of");
  if (whole < 0 && of >= 0) {
    int32_t e = kg__entity_at(doc, doc->chunks.items[of].head);
    whole = e >= 0 && kg__class_of(doc, e) & bodies ? e : -1;
  }
  if (whole >= 0 && part < 0)
    KG_TRY(kg__describe(doc, (int32_t)c,
                        kg__class_named(doc, "Institution") | kg__class_named(doc, "Meeting"), &part));
  if (whole < 0 || part < 0 || part == whole ||
      !(kg__entity_is(doc, part, "Institution") || kg__entity_is(doc, part, "Meeting")))
    return KG_OK;
  return claim_one(b, "partOf", part, chunk.head, whole, chunk.head, KG__ASSERTED, chunk.head, "of a body",
                   0);
}

// "gave Ukraine Leopard 2 tanks", where the phrase begins with who is given them: that state, or -1.
static int32_t
taker_within(const kg__document *doc, int32_t chunk)
{
  const kg__chunk *c = &doc->chunks.items[chunk];
  int32_t m = doc->tokens.items[c->first].mention, e = kg__entity_at(doc, c->first);
  bool named = m >= 0 && doc->mentions.items[m].kind != KG__DEMONYM && doc->mentions.items[m].last < c->head;
  return named && c->prep < 0 && kg__entity_is(doc, e, "State") ? e : -1;
}

static kg_status
given_at_once(kg__builder *b, kg__verb v, int32_t chunk)
{
  kg__document *doc = b->doc;
  kg__group who = {0}, what = {0}, giver = {0};
  uint32_t first = doc->chunks.items[chunk].first;
  kg__group_add(&who, taker_within(doc, chunk), first, first);
  KG_TRY(kg__list_group(doc, chunk, kg__class_named(doc, "MilitaryAsset"), &what));
  bool arms = what.n || kg__head_is(doc, doc->chunks.items[chunk].head, "MilitaryAsset");
  if (v.subject >= 0 && arms)
    KG_TRY(kg__list_group(doc, v.subject, kg__class_named(doc, "State"), &giver));
  KG_TRY(kg__construct_add(b, "supports", &giver, &who, v.modality, v.main, "gives equipment"));
  return kg__construct_add(b, "hasCapability", &who, &what, v.modality, v.main, "is given equipment");
}

/// "X gives the Y navy frigates".
static kg_status
given(kg__builder *b, const kg__verb *v)
{
  static const char *const GIVING[] = {"give",  "lend", "sell", "send",    "grant", "hand", "offer",
                                       "lease", "ship", "buy",  "promise", "bring", NULL};
  kg__document *doc = b->doc;
  int32_t c = v->object;
  if (v->passive || c < 0 || !kg__verb_is(doc, v, GIVING))
    return KG_OK;
  if (taker_within(doc, c) >= 0)
    return given_at_once(b, *v, c);
  if (c + 1 >= (int32_t)doc->chunk_end)
    return KG_OK;
  kg__chunk to = doc->chunks.items[c], thing = doc->chunks.items[c + 1];
  kg__modality modality = v->modality;
  uint32_t main = v->main;
  if (thing.first != to.last + 1 || thing.prep >= 0 || thing.owner >= 0 || to.head < main)
    return KG_OK;
  kg__group who = {0}, what = {0};
  KG_TRY(kg__list_group(doc, c, kg__class_named(doc, "State") | kg__class_named(doc, "Institution"), &who));
  KG_TRY(kg__list_group(doc, c + 1,
                        kg__class_named(doc, "MilitaryAsset") | kg__class_named(doc, "Capability"), &what));
  return kg__construct_add(b, "hasCapability", &who, &what, modality, main, "is given equipment");
}

// The chunk behind this preposition within the clause of a verb, or -1.
static int32_t
behind(const kg__document *doc, const kg__verb *v, const char *preposition)
{
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    const kg__chunk *c = &doc->chunks.items[i];
    if (c->first > v->main && c->first < v->clause_end && c->prep >= 0 &&
        kg__token_is(doc, (uint32_t)c->prep, preposition))
      return (int32_t)i;
  }
  return -1;
}

/// "X transferred frigates to Y" helps Y; who transfers powers or islands does not.
static kg_status
handed_over(kg__builder *b, const kg__verb *v)
{
  static const char *const GIVING[] = {"transfer", NULL};
  kg__document *doc = b->doc;
  kg__verb verb = *v;
  int32_t to = kg__verb_is(doc, v, GIVING) && !v->passive ? behind(doc, v, "to") : -1;
  kg__group givers = {0}, takers = {0}, things = {0};
  if (to < 0 || v->object < 0 || v->subject < 0)
    return KG_OK;
  bool arms = kg__head_is(doc, doc->chunks.items[verb.object].head, "MilitaryAsset");
  KG_TRY(kg__list_group(doc, verb.object,
                        kg__class_named(doc, "MilitaryAsset") | kg__class_named(doc, "Capability"), &things));
  KG_TRY(kg__list_group(doc, verb.subject, kg__class_named(doc, "State"), &givers));
  KG_TRY(kg__list_group(doc, to, kg__class_named(doc, "Agent"), &takers));
  if (!things.n && !arms)
    return KG_OK;
  return kg__construct_add(b, "supports", &givers, &takers, verb.modality, verb.main, "hands over equipment");
}

/// "X created the Y command": it is of X; of several, "with Z", it has them as members.
static kg_status
created(kg__builder *b, const kg__verb *v)
{
  static const char *const CREATING[] = {"create",   "establish",  "form",         "found", "raise", "launch",
                                         "activate", "inaugurate", "re-establish", "set",   NULL};
  kg__document *doc = b->doc;
  int32_t body = v->passive ? v->subject : v->object, by = v->passive ? -1 : v->subject;
  kg__verb verb = *v;
  if (body < 0 || !kg__verb_is(doc, v, CREATING) ||
      (kg__token_is(doc, v->main, "set") &&
       !(v->main + 1 < b->s->end && kg__token_is(doc, v->main + 1, "up"))))
    return KG_OK;
  by = by < 0 ? behind(doc, v, "by") : by;
  int32_t with = v->passive ? -1 : behind(doc, v, "with");
  if (by < 0)
    return KG_OK;
  kg__group makers = {0}, bodies = {0};
  KG_TRY(kg__list_group(doc, body, kg__class_named(doc, "Institution"), &bodies));
  KG_TRY(kg__list_group(doc, by,
                        kg__class_named(doc, "State") | kg__class_named(doc, "Alliance") |
                            kg__class_named(doc, "InternationalOrganisation"),
                        &makers));
  if (with >= 0 && bodies.n)
    KG_TRY(kg__list_group(doc, with, kg__class_named(doc, "State"), &makers));
  if (makers.n > 1)
    return kg__construct_add(b, "memberOf", &makers, &bodies, verb.modality, verb.main, "created by several");
  return kg__construct_add(b, "partOf", &bodies, &makers, verb.modality, verb.main, "created by it");
}

kg_status
kg__sentence_assets(kg__document *doc, const kg__sentence *s)
{
  kg__builder b = {doc, s};
  if (s->heading)
    return KG_OK;
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    KG_TRY(acting(&b, &doc->verbs.items[v]));
    KG_TRY(sent(&b, &doc->verbs.items[v]));
    KG_TRY(given(&b, &doc->verbs.items[v]));
    KG_TRY(handed_over(&b, &doc->verbs.items[v]));
    KG_TRY(created(&b, &doc->verbs.items[v]));
  }
  for (uint32_t c = doc->chunk0; c < doc->chunk_end; c++) {
    if (doc->chunks.items[c].time)
      continue;
    KG_TRY(standing(&b, c));
    KG_TRY(owned(&b, c));
    KG_TRY(called_after(&b, c));
    KG_TRY(of_bodies(&b, c));
  }
  return KG_OK;
}
