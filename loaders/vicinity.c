// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What the lexicon has no word for: a thing that agents join, named in a clause whose subject is an agent, is taken
// to be joined by it; an ability in a clause about an event or an agreement to be its subject matter. Such claims
// have a low confidence, and none is made for a thing that a better rule has placed in the same sentence.

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
    {"MilitaryAsset", "Exercise", NULL, 0},
    {"Agent", "Operation", "participatesIn", 0},
    {"Agent", "Meeting", "participatesIn", 0.1},
    {"Agent", "Election", "participatesIn", 0},
    {"State", "Conflict", "participatesIn", -0.3},
    {"State", "Agreement", "partyTo", 0},
    {"State", "Alliance", "memberOf", 0},
    {"State", "Strategy", "adopts", 0},
    {"Event", "Capability", "concerns", 0.1},
    {"Agreement", "Capability", "concerns", 0.1},
    {"Alliance", "Capability", "concerns", 0},
    {"State", "Capability", "cooperatesOn", -0.4},
};

static bool
placed(const vicinity *y, int32_t entity)
{
  for (size_t i = 0; i < y->doc->claims.n; i++) {
    const kg__claim *c = &y->doc->claims.items[i];
    bool here = c->first >= y->s->first && c->first < y->s->end;
    if (here && (c->object == entity || c->subject == entity) &&
        !kg_str_equal(y->doc->ontology->properties.items[c->property].name, KG_STR("locatedIn")) &&
        !kg_str_equal(y->doc->ontology->properties.items[c->property].name, KG_STR("partOf")) && i < y->claims0)
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

static kg_status
propose(vicinity *y, uint32_t t, int32_t entity, const kg__verb *v, const kg__group *agents, uint64_t agent_classes,
        const char *property, double weight)
{
  kg__document *doc = y->doc;
  int p = kg__property_find(doc->ontology, kg_str_of(property));
  kg__group objects = {.n = 0}, subjects = {.n = 0, .resolved = agents->resolved, .described = agents->described};
  uint32_t last = doc->mentions.items[doc->tokens.items[t].mention].last;
  kg__group_add(&objects, entity, t, last);
  for (size_t i = 0; i < agents->n; i++) {
    if (kg__class_of(doc, agents->entities[i]) & agent_classes)
      kg__group_add(&subjects, agents->entities[i], agents->first[i], agents->last[i]);
  }
  if (p < 0 || !subjects.n || (kg_str_equal(kg_str_of(property), KG_STR("cooperatesOn")) && subjects.n < 2))
    return KG_OK;
  kg__claim like = {.property = (uint32_t)p, .modality = v ? v->modality : KG__ASSERTED, .first = t, .last = last,
                    .trigger = v ? v->main : t, .rule = "named in one clause"};
  kg__claim_feature(&like, KG__F_TOPIC);
  return kg__claims_add_groups(doc, y->s, &like, &subjects, &objects, weight);
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
      if (e >= 0 && e != entity && kg__entity_is(doc, e, "State"))
        kg__group_add(agents, e, k, k);
    }
  }
  if (agents->n > 4)
    agents->n = 0;
  agents->resolved = true;
}

static kg_status
around(vicinity *y, uint32_t t, int32_t entity)
{
  kg__document *doc = y->doc;
  int32_t v = verb_around(doc, t);
  kg__group agents = {.n = 0};
  uint64_t any = kg__class_mask(doc->ontology, KG_STR("Agent")) | kg__class_mask(doc->ontology, KG_STR("Event")) |
                 kg__class_mask(doc->ontology, KG_STR("Agreement"));
  if (v >= 0 && doc->verbs.items[v].subject >= 0)
    KG_TRY(kg__list_group(doc, doc->verbs.items[v].subject, any, &agents));
  bool in_subject = v >= 0 && doc->verbs.items[v].subject >= 0 && doc->tokens.items[t].chunk == doc->verbs.items[v].subject;
  if (!agents.n || in_subject)
    nearby_states(y, t, entity, v, &agents);
  for (size_t i = 0; i < sizeof LIKELY / sizeof *LIKELY; i++) {
    if (LIKELY[i].property && kg__entity_is(doc, entity, LIKELY[i].object))
      KG_TRY(propose(y, t, entity, v >= 0 ? &doc->verbs.items[v] : NULL, &agents,
                     kg__class_mask(doc->ontology, kg_str_of(LIKELY[i].subject)), LIKELY[i].property, LIKELY[i].weight));
  }
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
    if (!placed(&y, e))
      KG_TRY(around(&y, t, e));
  }
  return KG_OK;
}
