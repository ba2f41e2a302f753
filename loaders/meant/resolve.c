// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What a phrase stands for: the name in it, the antecedent of a pronoun or of a common noun, the state behind
// it, or a described thing.

#include "loaders/meant/resolve.h"

#include "loaders/claims/frames.h"

void
kg__group_add(kg__group *group, int32_t entity, uint32_t first, uint32_t last)
{
  for (size_t i = 0; i < group->n; i++) {
    if (group->entities[i] == entity)
      return;
  }
  if (group->n == KG__MAX_GROUP)
    return;
  group->entities[group->n] = entity;
  group->first[group->n] = first;
  group->last[group->n++] = last;
}

static bool
takes_its_name(const kg__document *doc, const kg__chunk *c, int32_t e)
{
  uint8_t head = doc->tokens.items[c->head].head_class;
  if (head == KG__NO_CLASS)
    return false;
  uint64_t named = doc->ontology->classes.items[doc->entities.items[e].cls].within;
  return doc->entities.items[e].cls == head ||
         (named & doc->ontology->classes.items[head].within & ~(uint64_t)1 &&
          kg__entity_is(doc, e, "Event") && !kg__is_state(doc, e));
}

// "Talisman Sabre exercises", "the AUKUS pact": the name before a common noun of its kind.
static int32_t
name_before_head(const kg__document *doc, const kg__chunk *c)
{
  for (uint32_t t = c->head; t-- > c->first;) {
    int32_t m = doc->tokens.items[t].mention;
    if (m >= 0 && doc->mentions.items[m].kind != KG__DEMONYM) {
      int32_t e = doc->mentions.items[m].entity;
      bool agreement = kg__entity_is(doc, e, "Alliance") || kg__entity_is(doc, e, "Agreement");
      static const char *const KINDS[] = {"partnership", "pact",        "agreement", "alliance",   "grouping",
                                          "network",     "arrangement", "framework", "initiative", "partners",
                                          "members",     "treaty",      NULL};
      if (takes_its_name(doc, c, e) || (agreement && kg__token_is_any(doc, c->head, KINDS)))
        return e;
    }
  }
  return -1;
}

static bool
wants_bodies(const kg__document *doc, uint64_t wanted)
{
  int c = kg__class_find(doc->ontology, KG_STR("Institution"));
  return c >= 0 && wanted >> c & 1;
}

static bool
is_body(const kg__document *doc, const kg__chunk *c)
{
  uint8_t cls = doc->tokens.items[c->head].head_class;
  return cls != KG__NO_CLASS && kg_str_equal(doc->ontology->classes.items[cls].name, KG_STR("Institution"));
}

static int32_t
named_by_apposition(const kg__document *doc, int32_t chunk)
{
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    if (doc->chunks.items[i].apposition == chunk)
      return kg__mentioned_at(doc, doc->chunks.items[i].head);
  }
  int32_t behind = doc->chunks.items[chunk].apposition; // "X's minister, Y"
  int32_t e = behind >= 0 ? kg__mentioned_at(doc, doc->chunks.items[behind].head) : -1;
  return e >= 0 && kg__entity_is(doc, e, "Person") ? e : -1;
}

// "X and Y each blame the other"
static bool
is_the_other(const kg__document *doc, const kg__chunk *c)
{
  uint32_t from = c->first;
  if (!kg__token_is(doc, c->head, "other") || c->last != c->head || c->first + 1 != c->head)
    return false;
  while (from > 0 && from + 6 > c->first && !kg__token_is(doc, from, "each") &&
         !kg__token_is(doc, from, "both") && !(doc->tokens.items[from].flags & KG__T_PUNCT))
    from--;
  return kg__token_is(doc, from, "each") || kg__token_is(doc, from, "both");
}

// "accused each other", "threatened one another": the subject of the verb before.
static bool
is_reciprocal(const kg__document *doc, const kg__chunk *c)
{
  uint32_t t = c->head;
  if (is_the_other(doc, c))
    return true;
  return t > 0 && ((kg__token_is(doc, t, "other") && kg__token_is(doc, t - 1, "each")) ||
                   (kg__token_is(doc, t, "another") && kg__token_is(doc, t - 1, "one")) ||
                   (kg__token_is(doc, t, "one") && kg__token_is(doc, t + 1, "another")));
}

static kg_status
each_other(kg__document *doc, const kg__chunk *c, uint64_t wanted, kg__group *group)
{
  int32_t subject = -1;
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    const kg__verb *verb = &doc->verbs.items[v];
    if (verb->main < c->first && verb->subject >= 0)
      subject = verb->subject;
  }
  if (subject < 0 || is_reciprocal(doc, &doc->chunks.items[subject]))
    return KG_OK;
  group->resolved = true;
  return kg__list_group(doc, subject, wanted, group);
}

// "in the port of X", "off the coast of Y": where something is, if only the whole has a name.
static int32_t
whole_of_place(const kg__document *doc, int32_t chunk, uint64_t wanted)
{
  const kg__chunk *c = &doc->chunks.items[chunk];
  bool part = false;
  if (!(wanted & kg__class_mask(doc->ontology, KG_STR("State"))) ||
      wanted & ~kg__class_mask(doc->ontology, KG_STR("Location")) || c->prep < 0 || c->plural ||
      c->first == c->head || chunk + 1 >= (int32_t)doc->chunk_end || chunk < (int32_t)doc->chunk0)
    return -1;
  kg__place_prep(doc, chunk + 1, &part);
  int32_t e = part ? kg__mentioned_at(doc, doc->chunks.items[chunk + 1].head) : -1;
  return e >= 0 && kg__entity_is(doc, e, "Location") && kg__fits(doc, e, wanted) ? e : -1;
}

// Whether the noun is one for somebody: not so "a threat", "a war".
static bool
may_act(const kg__document *doc, const kg__chunk *c)
{
  uint8_t cls = doc->tokens.items[c->head].head_class;
  return doc->tokens.items[c->head].pos & KG__NOUN &&
         (cls == KG__NO_CLASS || kg__class_mask(doc->ontology, KG_STR("Agent")) >> cls & 1);
}

// "X is a country that", "X is one of the countries that", "the country that ... is X": of whom the phrase is
// said, or -1.
static int32_t
said_of(const kg__document *doc, int32_t chunk)
{
  const kg__chunk *c = &doc->chunks.items[chunk];
  bool of = c->prep >= 0 && chunk > (int32_t)doc->chunk0 && kg__token_is(doc, (uint32_t)c->prep, "of") &&
            kg__token_is(doc, c[-1].head, "one") && c[-1].last + 1 == (uint32_t)c->prep;
  int32_t predicate = of ? chunk - 1 : chunk;
  if (!may_act(doc, c) || doc->chunks.items[predicate].prep >= 0)
    return -1;
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    const kg__verb *verb = &doc->verbs.items[v];
    bool copula = doc->tokens.items[verb->main].relation == KG__REL_COP && verb->modality != KG__DENIED &&
                  kg__verb_predicate(doc, verb) == doc->chunks.items[predicate].root;
    if (copula && verb->subject >= 0 && verb->subject < predicate)
      return verb->subject;
    int32_t other = doc->tokens.items[kg__verb_predicate(doc, verb)].chunk;
    bool named =
        verb->subject == chunk && other > chunk && kg__mentioned_at(doc, doc->chunks.items[other].head) >= 0;
    if (named && doc->tokens.items[verb->main].relation == KG__REL_COP && verb->modality != KG__DENIED)
      return other; // "the only country that arms Y is X"
  }
  return -1;
}

kg_status
kg__chunk_group(kg__document *doc, int32_t chunk, uint64_t wanted, kg__group *group)
{
  kg__chunk c = doc->chunks.items[chunk];
  if (c.time)
    return KG_OK;
  if (is_reciprocal(doc, &c))
    return doc->without & KG_WITHOUT_COREFERENCE ? KG_OK : each_other(doc, &c, wanted, group);

  if (c.stands_for) {
    kg__group lead = {0};
    KG_TRY(kg__list_group(doc, c.stands_for - 1, wanted, &lead));
    for (size_t i = 0; i < lead.n; i++)
      kg__group_add(group, lead.entities[i], c.first, c.last);
    group->resolved = true;
    return KG_OK;
  }
  int32_t e = kg__mentioned_at(doc, c.head);
  if (e >= 0) {
    if (kg__fits(doc, e, wanted)) {
      const kg__mention *m = &doc->mentions.items[doc->tokens.items[c.head].mention];
      kg__group_add(group, e, m->first, m->last);
      group->described |= doc->entities.items[e].described;
    }
    bool owned = kg__entity_is(doc, e, "MilitaryAsset") ||
                 (kg__entity_is(doc, e, "Strategy") && doc->entities.items[e].described); // "X's policy"
    return owned ? kg__actor_behind(doc, chunk, wanted, group) : KG_OK;
  }
  if ((e = named_by_apposition(doc, chunk)) >= 0 && kg__fits(doc, e, wanted)) {
    kg__group_add(group, e, c.first, c.last);
    return KG_OK;
  }
  int32_t subject = said_of(doc, chunk);
  size_t before = group->n;
  if (subject >= 0)
    KG_TRY(kg__list_group(doc, subject, wanted & kg__class_mask(doc->ontology, KG_STR("Agent")), group));
  if (group->n > before)
    return KG_OK;
  bool resolves = !(doc->without & KG_WITHOUT_COREFERENCE);
  if (resolves && (kg__resolve_number(doc, &c, wanted, group) || kg__resolve_plural(doc, &c, wanted, group) ||
                   kg__resolve_latter(doc, &c, wanted, group)))
    return KG_OK;
  if (doc->tokens.items[c.head].pos & KG__PRONOUN) {
    kg__pronoun_group(doc, c.head, wanted, group);
    if (group->n == before + 1)
      doc->chunks.items[chunk].entity = group->entities[before];
    return KG_OK;
  }
  if ((e = name_before_head(doc, &c)) >= 0) {
    if (kg__fits(doc, e, wanted))
      kg__group_add(group, e, c.first, c.last);
    return KG_OK;
  }
  if (resolves && (e = kg__country_of_person(doc, &c)) >= 0 && kg__fits(doc, e, wanted)) {
    kg__group_add(group, e, c.first, c.last);
    group->resolved = true;
    return KG_OK;
  }
  if (resolves && kg__resolve_definite(doc, &c, wanted, group))
    return KG_OK;
  if ((e = whole_of_place(doc, chunk, wanted)) >= 0) {
    kg__group_add(group, e, c.first, doc->chunks.items[chunk + 1].last);
    return KG_OK;
  }
  if (kg__speaks_for_state(doc, &c)) {
    KG_TRY(kg__belongs_to(doc, chunk, wanted & ~kg__class_mask(doc->ontology, KG_STR("Person")), group));
    group->resolved |= group->n > before;
    return KG_OK;
  }
  if (is_body(doc, &c) && !wants_bodies(doc, wanted))
    return kg__belongs_to(doc, chunk, wanted, group);
  bool found;
  KG_TRY(kg__source_of_danger(doc, chunk, wanted, group, &found));
  if (found)
    return KG_OK;
  KG_TRY(kg__describe(doc, chunk, wanted, &e));
  if (e >= 0) {
    kg__group_add(group, e, c.first, c.last);
    group->described = true;
    return KG_OK;
  }
  return kg__actor_behind(doc, chunk, wanted, group);
}

// "a warship, HMAS Sydney": the name that stands in apposition to a common noun, else the noun.
static int32_t
named_behind(const kg__document *doc, int32_t chunk, uint64_t wanted)
{
  const kg__chunk *c = &doc->chunks.items[chunk];
  bool common = kg__mentioned_at(doc, c->head) < 0 && c->apposition >= 0;
  return common && kg__fits(doc, kg__mentioned_at(doc, doc->chunks.items[c->apposition].head), wanted)
             ? c->apposition
             : chunk;
}

kg_status
kg__list_group(kg__document *doc, int32_t chunk, uint64_t wanted, kg__group *group)
{
  int32_t c = chunk, last = -1;
  for (int guard = 0; c >= 0 && guard < 32; guard++) {
    KG_TRY(kg__chunk_group(doc, named_behind(doc, c, wanted), wanted, group));
    last = c;
    c = doc->chunks.items[c].next;
  }
  return last < 0 ? KG_OK : kg__rest_of_list(doc, last, wanted, group);
}
