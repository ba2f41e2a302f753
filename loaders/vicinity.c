// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What the lexicon has no word for: a thing that agents join, named in a clause whose subject is an agent, is
// taken to be joined by it; an ability in a clause about an event or an agreement to be its subject matter.
// Such claims have a low confidence, and none is made for a thing that a better rule has placed in the same
// sentence.

#include "loaders/stages.h"

typedef struct vicinity {
  kg__document *doc;
  const kg__sentence *s;
  size_t claims0; ///< Claims that stood before this stage
} vicinity;

// From subject and object classes to the property that is likeliest between them.
static const struct {
  const char *subject, *object, *property;
  double weight;
} LIKELY[] = {
    {"State", "Exercise", "participatesIn", 0.2},
    {"Institution", "Exercise", "participatesIn", 0},
    {"State", "Operation", "participatesIn", 0},
    {"Agent", "Meeting", "participatesIn", 0.1},
    {"Alliance", "Operation", "participatesIn", 0},
    {"Agent", "Election", "participatesIn", 0},
    {"State", "Agreement", "partyTo", 0},
    {"State", "Alliance", "memberOf", 0},
    {"State", "Strategy", "adopts", 0},
    {"Event", "Capability", "concerns", 0.1},
    {"Agreement", "Capability", "concerns", 0.1},
    {"Alliance", "Capability", "concerns", 0},
};

static bool
placed(const vicinity *y, int32_t entity)
{
  for (size_t i = 0; i < y->doc->claims.n; i++) {
    const kg__claim *c = &y->doc->claims.items[i];
    bool here = c->first >= y->s->first && c->first < y->s->end;
    if (here && (c->object == entity || c->subject == entity) &&
        !kg_str_equal(y->doc->ontology->properties.items[c->property].name, KG_STR("locatedIn")) &&
        !kg_str_equal(y->doc->ontology->properties.items[c->property].name, KG_STR("partOf")) &&
        i < y->claims0)
      return true;
  }
  return false;
}

// The verb in whose clause a token stands: the nearest before it, else the one behind.
static int32_t
verb_around(const kg__document *doc, uint32_t t)
{
  int32_t best = -1;
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    const kg__verb *verb = &doc->verbs.items[v];
    if (verb->main < t && t < verb->clause_end)
      best = (int32_t)v;
  }
  for (uint32_t v = doc->verb0; best < 0 && v < doc->verb_end; v++) {
    const kg__verb *verb = &doc->verbs.items[v];
    if (verb->main > t && verb->clause_first <= t)
      best = (int32_t)v;
  }
  return best;
}

// Whether the gazetteer lists who has joined the thing, and this agent is not among them.
static bool
known_outsider(const kg__document *doc, int32_t agent, int32_t entity)
{
  int32_t a = doc->entities.items[agent].known, o = doc->entities.items[entity].known;
  return a >= 0 && o >= 0 && kg__entity_is(doc, entity, "Alliance") && doc->ontology->known.items[o].joined &&
         !kg__known_joined(doc->ontology, (uint32_t)a, (uint32_t)o);
}

static kg_status
propose(vicinity *y, uint32_t t, int32_t entity, const kg__verb *v, const kg__group *agents,
        uint64_t agent_classes, const char *property, double weight)
{
  kg__document *doc = y->doc;
  int p = kg__property_find(doc->ontology, kg_str_of(property));
  kg__group objects = {.n = 0},
            subjects = {.n = 0, .resolved = agents->resolved, .described = agents->described};
  uint32_t last = doc->mentions.items[doc->tokens.items[t].mention].last;
  kg__group_add(&objects, entity, t, last);
  for (size_t i = 0; i < agents->n; i++) {
    if (kg__class_of(doc, agents->entities[i]) & agent_classes &&
        !known_outsider(doc, agents->entities[i], entity))
      kg__group_add(&subjects, agents->entities[i], agents->first[i], agents->last[i]);
  }
  if (p < 0 || !subjects.n || (kg_str_equal(kg_str_of(property), KG_STR("cooperatesOn")) && subjects.n < 2))
    return KG_OK;
  kg__claim like = {.property = (uint32_t)p,
                    .modality = v ? v->modality : KG__ASSERTED,
                    .first = t,
                    .last = last,
                    .trigger = v ? v->main : t,
                    .rule = "named in one clause"};
  kg__claim_feature(&like, KG__F_TOPIC);
  return kg__claims_add_groups(doc, y->s, &like, &subjects, &objects, weight);
}

// A state that is named only for the danger it is, or that something is directed against or stays outside of.
static bool
as_opponent(const kg__document *doc, uint32_t t)
{
  static const char *const OUTSIDE[] = {"against", "around", "near", "off", "towards", "toward", "over"};
  int32_t id = doc->tokens.items[t].chunk;
  if (id < 0)
    return false;
  const kg__chunk *c = &doc->chunks.items[id];
  uint8_t head = doc->tokens.items[c->head].head_class;
  int32_t m = doc->tokens.items[c->head].mention;
  bool danger =
      head != KG__NO_CLASS && kg_str_equal(doc->ontology->classes.items[head].name, KG_STR("Threat"));
  bool outside = false;
  for (size_t i = 0; c->prep >= 0 && i < sizeof OUTSIDE / sizeof *OUTSIDE; i++)
    outside |= kg__token_is(doc, (uint32_t)c->prep, OUTSIDE[i]);
  return outside || danger || (m >= 0 && kg__entity_is(doc, doc->mentions.items[m].entity, "Threat"));
}

// The states named in the clause of a thing, or else in its sentence, if they are few.
static void
nearby_states(const vicinity *y, uint32_t t, int32_t entity, int32_t v, kg__group *agents)
{
  kg__document *doc = y->doc;
  uint32_t from = y->s->first, to = y->s->end;
  if (v >= 0 && doc->verbs.items[v].clause_first <= t && t < doc->verbs.items[v].clause_end) {
    from = doc->verbs.items[v].clause_first;
    to = doc->verbs.items[v].clause_end;
  }
  for (int wide = 0; wide < 2 && !agents->n; wide++) {
    for (uint32_t k = wide ? y->s->first : from; k < (wide ? y->s->end : to); k++) {
      int32_t m = doc->tokens.items[k].mention;
      int32_t e = m >= 0 ? doc->mentions.items[m].entity : -1;
      if (e >= 0 && e != entity && kg__entity_is(doc, e, "State") && !as_opponent(doc, k))
        kg__group_add(agents, e, k, k);
    }
  }
  if (agents->n > 7)
    agents->n = 0;
  agents->resolved = true;
}

// "a NATO brigade", "EU sanctions": a name before another noun says nothing of who belongs to it.
static bool
before_noun(const kg__document *doc, uint32_t t, int32_t entity)
{
  static const char *const PEERS[] = {"members", "member",      "allies",    "ally",    "partners",
                                      "partner", "states",      "countries", "nations", "alliance",
                                      "pact",    "partnership", "group",     "grouping"};
  const kg__token *k = &doc->tokens.items[t];
  if (k->chunk < 0 || !kg__entity_is(doc, entity, "Alliance"))
    return false;
  uint32_t head = doc->chunks.items[k->chunk].head;
  if (head <= doc->mentions.items[k->mention].last)
    return false;
  for (size_t i = 0; i < sizeof PEERS / sizeof *PEERS; i++) {
    if (kg__token_is(doc, head, PEERS[i]))
      return false;
  }
  return true;
}

static kg_status
around(vicinity *y, uint32_t t, int32_t entity)
{
  kg__document *doc = y->doc;
  int32_t v = verb_around(doc, t);
  kg__group agents = {.n = 0};
  uint64_t any = kg__class_mask(doc->ontology, KG_STR("Agent")) |
                 kg__class_mask(doc->ontology, KG_STR("Event")) |
                 kg__class_mask(doc->ontology, KG_STR("Agreement"));
  if (v >= 0 && doc->verbs.items[v].subject >= 0)
    KG_TRY(kg__list_group(doc, doc->verbs.items[v].subject, any, &agents));
  bool in_subject =
      v >= 0 && doc->verbs.items[v].subject >= 0 && doc->tokens.items[t].chunk == doc->verbs.items[v].subject;
  if ((!agents.n || in_subject) &&
      (kg__entity_is(doc, entity, "Alliance") || kg__entity_is(doc, entity, "Agreement")))
    nearby_states(y, t, entity, v, &agents);
  for (size_t i = 0; i < sizeof LIKELY / sizeof *LIKELY; i++) {
    if (kg__entity_is(doc, entity, LIKELY[i].object))
      KG_TRY(propose(y, t, entity, v >= 0 ? &doc->verbs.items[v] : NULL, &agents,
                     kg__class_mask(doc->ontology, kg_str_of(LIKELY[i].subject)), LIKELY[i].property,
                     LIKELY[i].weight));
  }
  return KG_OK;
}

static kg_status
add_one(vicinity *y, const char *property, int32_t subject, int32_t object, uint32_t first, uint32_t last,
        const kg__verb *v, double weight, const char *rule)
{
  int p = kg__property_find(y->doc->ontology, kg_str_of(property));
  if (p < 0 || subject < 0 || object < 0)
    return KG_OK;
  kg__claim c = {.subject = subject,
                 .object = object,
                 .property = (uint32_t)p,
                 .first = first,
                 .last = last,
                 .modality = v ? v->modality : KG__ASSERTED,
                 .trigger = v ? v->main : first,
                 .rule = rule};
  kg__claim_feature(&c, KG__F_TOPIC);
  return kg__claim_add(y->doc, y->s, &c, weight);
}

// The place that a phrase behind `c` in the same clause gives: "in X", "to X", "off X".
static int32_t
place_behind(const kg__document *doc, uint32_t c, uint32_t end, uint32_t *last)
{
  static const char *const PLACES[] = {"in", "to",      "at",   "near",   "off",
                                       "on", "through", "into", "around", "across"};
  for (uint32_t k = c + 1; k < doc->chunk_end && doc->chunks.items[k].first < end && k < c + 5; k++) {
    int32_t prep = doc->chunks.items[k].prep, m = doc->tokens.items[doc->chunks.items[k].head].mention;
    int32_t e = m >= 0 && doc->mentions.items[m].kind <= KG__METONYM ? doc->mentions.items[m].entity : -1;
    if (prep < 0 || !kg__entity_is(doc, e, "Location"))
      continue;
    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
      if (kg__token_is(doc, (uint32_t)prep, PLACES[i])) {
        *last = doc->chunks.items[k].last;
        return e;
      }
    }
  }
  return -1;
}

static int32_t
state_in(const kg__document *doc, const kg__chunk *c)
{
  for (uint32_t t = c->first; t < c->head; t++) {
    int32_t m = doc->tokens.items[t].mention;
    if (m >= 0 && kg__entity_is(doc, doc->mentions.items[m].entity, "State"))
      return doc->mentions.items[m].entity;
  }
  const kg__chunk *owner = c->owner >= 0 ? &doc->chunks.items[c->owner] : NULL;
  int32_t m = owner ? doc->tokens.items[owner->head].mention : -1;
  return m >= 0 && kg__entity_is(doc, doc->mentions.items[m].entity, "State") ? doc->mentions.items[m].entity
                                                                              : -1;
}

static bool
is_force(const kg__document *doc, const kg__chunk *c)
{
  static const char *const FORCES[] = {"force",       "troop",     "soldier",    "brigade", "battalion",
                                       "battlegroup", "unit",      "contingent", "sailor",  "marine",
                                       "squadron",    "personnel", "regiment",   "troops",  "forces"};
  const kg__word *w = kg__token_word(doc, c->head);
  kg_str lemma = w->noun ? kg__word_at(&doc->ontology->words, w->noun)->text : w->text;
  for (size_t i = 0; i < sizeof FORCES / sizeof *FORCES; i++) {
    if (kg_str_equal(lemma, kg_str_of(FORCES[i])))
      return true;
  }
  return false;
}

// A platform or a unit of troops: its state deploys it, and it is where its clause says.
static kg_status
around_force(vicinity *y, uint32_t c)
{
  kg__document *doc = y->doc;
  kg__chunk chunk = doc->chunks.items[c];
  uint64_t wanted = kg__class_mask(doc->ontology, KG_STR("MilitaryAsset"));
  int32_t v = verb_around(doc, chunk.head), m = doc->tokens.items[chunk.head].mention,
          e = m >= 0 ? doc->mentions.items[m].entity : -1;
  if (is_force(doc, &chunk))
    wanted |= kg__class_mask(doc->ontology, KG_STR("Institution"));
  int32_t state = state_in(doc, &chunk);
  if (e < 0 && state >= 0)
    KG_TRY(kg__describe(doc, (int32_t)c, wanted, &e));
  if (e < 0 || !(kg__class_of(doc, e) & wanted) || v < 0)
    return KG_OK;
  const kg__verb *verb = &doc->verbs.items[v];
  uint32_t last = chunk.last;
  int32_t place = place_behind(doc, c, verb->clause_end > chunk.last ? verb->clause_end : y->s->end, &last);
  if (!placed(y, e) && place != state)
    KG_TRY(add_one(y, "deployedTo", e, place, chunk.first, last, verb, 0.4, "force and place of one clause"));
  bool active = verb->subject == (int32_t)c && !doc->entities.items[e].described;
  if (state >= 0 && (place >= 0 || active) && place != state)
    KG_TRY(add_one(y, "deploys", state, e, chunk.first, chunk.last, verb, 0, "state before its force"));
  return KG_OK;
}

kg_status
kg__sentence_vicinity(kg__document *doc, const kg__sentence *s)
{
  vicinity y = {doc, s, doc->claims.n};
  for (uint32_t t = s->first; t < s->end; t++) {
    int32_t m = doc->tokens.items[t].mention;
    if (m < 0 || doc->mentions.items[m].first != t || doc->mentions.items[m].kind > KG__METONYM)
      continue;
    int32_t e = doc->mentions.items[m].entity;
    if (!placed(&y, e) && !before_noun(doc, t, e))
      KG_TRY(around(&y, t, e));
  }
  for (uint32_t c = doc->chunk0; c < doc->chunk_end; c++) {
    if (!doc->chunks.items[c].time)
      KG_TRY(around_force(&y, c));
  }
  return KG_OK;
}
