// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What a phrase stands for: the name in it, the antecedent of a pronoun or of "both sides", the last thing of
// its kind ("the agreement"), the state behind a government or its leaders, or a described thing.

#include "kg/base/vec.h"
#include "loaders/stages.h"

#include <stdlib.h>

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
fits(const kg__document *doc, int32_t entity, uint64_t wanted)
{
  return entity >= 0 && (kg__class_of(doc, entity) & wanted);
}

static bool
is_state(const kg__document *doc, int32_t e)
{
  return kg__entity_is(doc, e, "State");
}

static int32_t
mention_entity(const kg__document *doc, uint32_t t)
{
  int32_t m = doc->tokens.items[t].mention;
  return m >= 0 ? doc->mentions.items[m].entity : -1;
}

// The `n` states that the document names most, first named first.
static size_t
most_named(const kg__document *doc, size_t n, int32_t found[6])
{
  size_t count = 0;
  for (size_t i = 0; i < doc->entities.n; i++) {
    if (!is_state(doc, (int32_t)i) || !doc->entities.items[i].count)
      continue;
    size_t at = count;
    while (at && doc->entities.items[i].count > doc->entities.items[found[at - 1]].count)
      at--;
    for (size_t k = count < n ? count : n - 1; k > at; k--)
      found[k] = found[k - 1];
    if (at < n)
      found[at] = (int32_t)i;
    if (count < n)
      count++;
  }
  return count;
}

static const kg__together *
last_together(const kg__document *doc, size_t n, bool listed)
{
  for (size_t i = doc->together.n; i-- > 0;) {
    const kg__together *t = &doc->together.items[i];
    if (t->n == n && (t->listed || !listed))
      return t;
  }
  return NULL;
}

// Whether two states stand out in the document, so that "both" is theirs.
static bool
stand_out(const kg__document *doc, const int32_t *top, size_t count)
{
  return count == 3 && doc->entities.items[top[1]].count >= 2 * doc->entities.items[top[2]].count;
}

static uint32_t
weight(const kg__document *doc, const int32_t *entities, size_t n)
{
  uint32_t sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += doc->entities.items[entities[i]].count;
  return sum;
}

static void
resolve_many(const kg__document *doc, size_t n, uint32_t first, uint32_t last, uint64_t wanted,
             kg__group *group)
{
  int32_t found[6];
  size_t count = most_named(doc, n == 2 ? 3 : n, found);
  const kg__together *t = last_together(doc, n, true);
  if (!t)
    t = last_together(doc, n, false);
  bool near =
      t && t->token + 60 > first && (count < 2 || 2 * weight(doc, t->entities, n) >= weight(doc, found, n));
  if ((n == 2 && stand_out(doc, found, count)) || (!near && !(t && n > 2)))
    t = NULL;
  if (!t && count < n)
    return;
  for (size_t i = 0; i < n; i++) {
    int32_t e = t ? t->entities[i] : found[i];
    if (fits(doc, e, wanted))
      kg__group_add(group, e, first, last);
  }
  group->resolved = true;
}

static size_t
number_word(const kg__document *doc, uint32_t t)
{
  static const char *const WORDS[] = {"both", "two", "pair", "three", "four", "neither", "either", "five"};
  static const size_t VALUES[] = {2, 2, 2, 3, 4, 2, 2, 5};
  for (size_t i = 0; i < 8; i++) {
    if (kg__token_is(doc, t, WORDS[i]))
      return VALUES[i];
  }
  return 0;
}

static bool
stands_for_agents(const kg__document *doc, const kg__chunk *c)
{
  static const char *const NOUNS[] = {
      "country", "nation",    "side",      "ally",     "partner",   "government", "state",    "power",
      "party",   "neighbour", "neighbor",  "capital",  "member",    "leader",     "minister", "navy",
      "force",   "friend",    "democracy", "newcomer", "signatory", "military",   "army"};
  uint32_t noun = kg__token_word(doc, c->head)->noun;
  kg_str lemma = kg__word_at(&doc->ontology->words, noun)->text;
  for (size_t i = 0; noun && i < sizeof NOUNS / sizeof *NOUNS; i++) {
    if (kg_str_equal(lemma, kg_str_of(NOUNS[i])))
      return true;
  }
  return false;
}

// "both countries", "the two allies", "the three", "both".
static bool
resolve_number(const kg__document *doc, const kg__chunk *c, uint64_t wanted, kg__group *group)
{
  size_t n = 0;
  for (uint32_t t = c->first; t <= c->last && !n; t++)
    n = number_word(doc, t);
  if (!n || n > 5)
    return false;
  bool bare = number_word(doc, c->head) != 0;
  if (!bare && !stands_for_agents(doc, c))
    return false;
  for (uint32_t t = c->first; t <= c->last; t++) {
    if (kg__entity_is(doc, mention_entity(doc, t), "Agent"))
      return false;
  }
  resolve_many(doc, n, c->first, c->last, wanted, group);
  return true;
}

// The alliance that a name begins with: "NATO summit".
static int32_t
alliance_of_name(const kg__document *doc, kg_str name)
{
  for (size_t i = 0; i < doc->entities.n; i++) {
    kg_str label = doc->entities.items[i].label;
    if (kg__entity_is(doc, (int32_t)i, "Alliance") && label.len < name.len && kg_str_starts(name, label) &&
        name.ptr[label.len] == ' ')
      return (int32_t)i;
  }
  return -1;
}

// The alliance that was named last, if one was, be it within another name.
static int32_t
last_alliance(const kg__document *doc, uint32_t t)
{
  for (uint32_t k = t; k-- > 0 && k + 80 > t;) {
    int32_t e = mention_entity(doc, k);
    if (e >= 0 && !kg__entity_is(doc, e, "Alliance"))
      e = alliance_of_name(doc, doc->entities.items[e].label);
    if (e >= 0)
      return e;
  }
  return -1;
}

// "the allies", "the countries": the members of the alliance spoken of as a whole, or those listed last.
static bool
resolve_plural(const kg__document *doc, const kg__chunk *c, uint64_t wanted, kg__group *group)
{
  static const char *const PARTIES[] = {"allies",   "countries",   "nations",   "sides",
                                        "partners", "governments", "states",    "parties",
                                        "members",  "neighbours",  "neighbors", "signatories"};
  bool fits_one = false;
  for (size_t i = 0; i < sizeof PARTIES / sizeof *PARTIES; i++)
    fits_one |= kg__token_is(doc, c->head, PARTIES[i]);
  if (!fits_one || !kg__token_is(doc, c->first, "the") || c->owner >= 0 || c->head != c->first + 1 ||
      (c->last + 1 < doc->tokens.n && kg__token_is(doc, c->last + 1, "of")))
    return false;
  const kg__together *t = doc->together.n ? &doc->together.items[doc->together.n - 1] : NULL;
  int32_t alliance = last_alliance(doc, c->first);
  bool near = t && t->listed && t->token + 60 > c->first;
  if ((kg__token_is(doc, c->head, "allies") || kg__token_is(doc, c->head, "members") || !near) &&
      alliance >= 0) {
    if (fits(doc, alliance, wanted))
      kg__group_add(group, alliance, c->first, c->last);
  } else if (near) {
    for (uint32_t i = 0; i < t->n; i++) {
      if (fits(doc, t->entities[i], wanted))
        kg__group_add(group, t->entities[i], c->first, c->last);
    }
  }
  group->resolved = true;
  return true;
}

// The phrase before token `t` of this sentence that a singular "it" would mean.
static int32_t
subject_before(const kg__document *doc, uint32_t t, bool person, uint64_t wanted)
{
  for (uint32_t v = doc->verb_end; v-- > doc->verb0;) {
    const kg__verb *verb = &doc->verbs.items[v];
    if (verb->first > t || verb->subject < 0 || doc->chunks.items[verb->subject].last >= t)
      continue;
    const kg__chunk *c = &doc->chunks.items[verb->subject];
    int32_t e = mention_entity(doc, c->head);
    if (e >= 0 && kg__entity_is(doc, e, "Person") == person && fits(doc, e, wanted))
      return e;
  }
  for (uint32_t i = doc->chunk_end; i-- > doc->chunk0;) {
    const kg__chunk *c = &doc->chunks.items[i];
    int32_t e = c->last < t ? mention_entity(doc, c->head) : -1;
    if (e >= 0 && kg__entity_is(doc, e, "Person") == person && fits(doc, e, wanted))
      return e;
  }
  return -1;
}

static const kg__together *
list_before(const kg__document *doc, uint32_t t, kg__together *own)
{
  for (uint32_t i = doc->chunk_end; i-- > doc->chunk0;) {
    const kg__chunk *c = &doc->chunks.items[i];
    if (c->next < 0 || c->list != (int32_t)i || c->last >= t)
      continue;
    own->n = 0;
    for (int32_t k = (int32_t)i; k >= 0 && own->n < 6; k = doc->chunks.items[k].next) {
      int32_t e = doc->chunks.items[k].last < t ? mention_entity(doc, doc->chunks.items[k].head) : -1;
      if (kg__entity_is(doc, e, "Agent"))
        own->entities[own->n++] = e;
    }
    if (own->n > 1)
      return own;
  }
  const kg__together *last = doc->together.n ? &doc->together.items[doc->together.n - 1] : NULL;
  return last && last->token + 60 > t ? last : NULL;
}

static bool
is_any(const kg__document *doc, uint32_t t, const char *const *words)
{
  for (; *words; words++) {
    if (kg__token_is(doc, t, *words))
      return true;
  }
  return false;
}

// "rejected it": the thing named last that no agent could be.
static int32_t
last_thing(const kg__document *doc, uint32_t t, uint64_t wanted)
{
  uint64_t things = wanted & ~kg__class_mask(doc->ontology, KG_STR("Agent")) &
                    ~kg__class_mask(doc->ontology, KG_STR("Location"));
  for (uint32_t k = t; k-- > 0 && k + 40 > t;) {
    int32_t e = mention_entity(doc, k);
    if (fits(doc, e, things))
      return e;
  }
  return -1;
}

bool
kg__pronoun_group(const kg__document *doc, uint32_t t, uint64_t wanted, kg__group *group)
{
  static const char *const ONE[] = {"it", "its", "itself", NULL},
                           *const MANY[] = {"they", "them", "their", NULL},
                           *const WE[] = {"we", "our", "us", NULL}, *const HE[] = {"he",  "him", "his",
                                                                                   "she", "her", "himself",
                                                                                   NULL};
  if (doc->without & KG_WITHOUT_COREFERENCE)
    return is_any(doc, t, MANY) || is_any(doc, t, WE) || is_any(doc, t, HE) || is_any(doc, t, ONE);
  if (is_any(doc, t, MANY)) {
    kg__together own;
    const kg__together *g = list_before(doc, t, &own);
    for (size_t i = 0; g && i < g->n; i++) {
      if (fits(doc, g->entities[i], wanted))
        kg__group_add(group, g->entities[i], t, t);
    }
    group->resolved = true;
    return true;
  }
  if (is_any(doc, t, WE)) {
    const kg__together *g = doc->joint && doc->together.n ? &doc->together.items[0] : NULL;
    for (size_t i = 0; g && g->token < 60 && i < g->n; i++) {
      if (fits(doc, g->entities[i], wanted))
        kg__group_add(group, g->entities[i], t, t);
    }
    group->resolved = true;
    return true;
  }
  bool he = is_any(doc, t, HE);
  if (!he && !is_any(doc, t, ONE))
    return false;
  int32_t e = subject_before(doc, t, he, wanted);
  int32_t last = he ? doc->last_person : doc->last_subject;
  if (e < 0 && fits(doc, last, wanted))
    e = last;
  if (e < 0 && !he)
    e = last_thing(doc, t, wanted);
  if (e >= 0)
    kg__group_add(group, e, t, t);
  group->resolved = true;
  return true;
}

static bool
resolve_latter(const kg__document *doc, const kg__chunk *c, uint64_t wanted, kg__group *group)
{
  bool latter = kg__token_is(doc, c->last, "latter"), former = kg__token_is(doc, c->last, "former");
  if (!latter && !former)
    return false;
  int32_t seen[2] = {-1, -1};
  for (uint32_t t = c->first, n = 0; t-- > 0 && t + 60 > c->first && n < 2;) {
    int32_t e = mention_entity(doc, t);
    if (fits(doc, e, wanted) && (!n || seen[0] != e))
      seen[n++] = e;
  }
  int32_t e = latter || seen[1] < 0 ? seen[0] : seen[1];
  if (e >= 0)
    kg__group_add(group, e, c->first, c->last);
  group->resolved = true;
  return true;
}

// What a common noun of a class may stand for: "the bloc" is an alliance, too.
static uint64_t
kin_of(const kg__document *doc, uint8_t cls)
{
  static const char *const KIN[][2] = {{"Alliance", "InternationalOrganisation"}, {"Region", "Place"}};
  uint64_t one = (uint64_t)1 << cls;
  for (size_t i = 0; i < sizeof KIN / sizeof *KIN; i++) {
    uint64_t both = kg__class_mask(doc->ontology, kg_str_of(KIN[i][0])) |
                    kg__class_mask(doc->ontology, kg_str_of(KIN[i][1]));
    if (both & one)
      return both & ~kg__class_mask(doc->ontology, KG_STR("State"));
  }
  return one;
}

// The thing of this class that was named last before token `t`, and within reach.
static int32_t
last_of_class(const kg__document *doc, uint8_t cls, uint32_t t)
{
  uint64_t kin = kin_of(doc, cls);
  for (uint32_t k = t; k-- > 0 && k + 200 > t;) {
    int32_t e = mention_entity(doc, k);
    if (e >= 0 && kg__class_of(doc, e) & kin)
      return e;
  }
  return -1;
}

static bool
bare_definite(const kg__document *doc, const kg__chunk *c)
{
  if (!c->definite || c->owner >= 0 || doc->tokens.items[c->first].pos & KG__POSSESSIVE)
    return false;
  for (uint32_t t = c->first; t < c->head; t++) {
    if (doc->tokens.items[t].pos & (KG__NOUN | KG__PROPER) ||
        (doc->tokens.items[t].pos & KG__ADJECTIVE && !(kg__token_word(doc, t)->is & KG__WORD_DEGREE)))
      return false;
  }
  return true;
}

// "the Nordic country", "the South Korean company": what stands before the noun says no other.
static bool
told_apart(const kg__document *doc, const kg__chunk *c, uint8_t cls)
{
  kg_str name = doc->ontology->classes.items[cls].name;
  if (!c->definite || c->owner >= 0 || doc->tokens.items[c->first].pos & KG__POSSESSIVE)
    return false;
  for (uint32_t t = c->first; t < c->head; t++) {
    int32_t e = mention_entity(doc, t);
    if (e >= 0 && is_state(doc, e) && kg_str_equal(name, KG_STR("State")))
      return false;
  }
  return kg_str_equal(name, KG_STR("State")) || kg_str_equal(name, KG_STR("Company")) ||
         kg_str_equal(name, KG_STR("NonStateActor")) || kg_str_equal(name, KG_STR("Alliance")) ||
         kg_str_equal(name, KG_STR("InternationalOrganisation"));
}

// "the talks", "the rebels": one thing in the plural.
static bool
plural_of_one(const kg__document *doc, uint8_t cls)
{
  static const char *const ONES[] = {"Meeting", "Exercise", "NonStateActor"};
  for (size_t i = 0; i < sizeof ONES / sizeof *ONES; i++) {
    if (kg_str_equal(doc->ontology->classes.items[cls].name, kg_str_of(ONES[i])))
      return true;
  }
  return false;
}

// The state named last in the sentence, unless "the country" is done to by it.
static int32_t
state_of_sentence(const kg__document *doc, const kg__chunk *c, uint64_t wanted)
{
  int32_t self = (int32_t)(c - doc->chunks.items), doer = -1;
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    const kg__verb *verb = &doc->verbs.items[v];
    if (verb->subject >= 0 &&
        (verb->object == self || (c->prep > (int32_t)verb->last && c->first < verb->clause_end)))
      doer = mention_entity(doc, doc->chunks.items[verb->subject].head);
  }
  uint32_t start = doc->chunk0 < doc->chunk_end ? doc->chunks.items[doc->chunk0].first : c->first;
  for (uint32_t t = c->first; t-- > start;) {
    int32_t e = mention_entity(doc, t);
    if (e >= 0 && e != doer && is_state(doc, e))
      return fits(doc, e, wanted) ? e : -1;
  }
  return -1;
}

// "the agreement", "the country", "the carrier".
static bool
resolve_definite(const kg__document *doc, const kg__chunk *c, uint64_t wanted, kg__group *group)
{
  uint8_t cls = doc->tokens.items[c->head].head_class;
  if (cls == KG__NO_CLASS || (c->plural && !plural_of_one(doc, cls)) ||
      !(bare_definite(doc, c) || told_apart(doc, c, cls)))
    return false;
  int32_t e = -1;
  if (kg_str_equal(doc->ontology->classes.items[cls].name, KG_STR("State")) &&
      (e = state_of_sentence(doc, c, wanted)) >= 0)
    ;
  else if (kg_str_equal(doc->ontology->classes.items[cls].name, KG_STR("State")))
    e = fits(doc, doc->last_subject, wanted) && is_state(doc, doc->last_subject)
            ? doc->last_subject
            : last_of_class(doc, cls, c->first);
  else if (!kg_str_equal(doc->ontology->classes.items[cls].name, KG_STR("Person")))
    e = last_of_class(doc, cls, c->first);
  if (e < 0 || !fits(doc, e, wanted))
    return false;
  kg__group_add(group, e, c->first, c->last);
  group->resolved = true;
  return true;
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
          kg__entity_is(doc, e, "Event") && !is_state(doc, e));
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
      if (takes_its_name(doc, c, e) || (agreement && is_any(doc, c->head, KINDS)))
        return e;
    }
  }
  return -1;
}

// The states that a phrase belongs to: its possessor, a demonym or name in it, or what follows with "of".
static kg_status
belongs_to(kg__document *doc, int32_t chunk, uint64_t wanted, kg__group *group)
{
  kg__chunk c = doc->chunks.items[chunk];
  size_t before = group->n;
  if (c.owner >= 0)
    KG_TRY(kg__chunk_group(doc, c.owner, wanted, group));
  if (doc->tokens.items[c.first].pos & KG__POSSESSIVE && group->n == before)
    kg__pronoun_group(doc, c.first, wanted, group);
  for (uint32_t t = c.first; t < c.head; t++) {
    int32_t e = mention_entity(doc, t);
    if (fits(doc, e, wanted))
      kg__group_add(group, e, c.first, c.last);
  }
  uint32_t next = (uint32_t)chunk + 1;
  while (next + 1 < doc->chunk_end && doc->chunks.items[next + 1].owner == (int32_t)next)
    next++;
  if (group->n == before && next < doc->chunk_end && doc->chunks.items[next].prep == (int32_t)c.last + 1 &&
      (kg__token_is(doc, c.last + 1, "of") || kg__token_is(doc, c.last + 1, "in") ||
       kg__token_is(doc, c.last + 1, "from")))
    KG_TRY(kg__list_group(doc, (int32_t)next, wanted, group));
  return KG_OK;
}

static bool
speaks_for_a_state(const kg__document *doc, const kg__chunk *c)
{
  const kg__word *w = kg__token_word(doc, c->head);
  uint8_t cls = doc->tokens.items[c->head].head_class;
  bool person = cls != KG__NO_CLASS && kg_str_equal(doc->ontology->classes.items[cls].name, KG_STR("Person"));
  return w->is & KG__WORD_SPOKES || person;
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

// "the threat of X", "the danger from X", "the threat posed by X" is X, where a danger is wanted.
static kg_status
source_of_danger(kg__document *doc, int32_t chunk, uint64_t wanted, kg__group *group, bool *found)
{
  const kg__chunk *c = &doc->chunks.items[chunk];
  size_t before = group->n;
  uint32_t next = (uint32_t)chunk + 1;
  *found = false;
  if (!doc->any_danger || !(kg__token_is(doc, c->head, "threat") || kg__token_is(doc, c->head, "danger")))
    return KG_OK;
  while (next + 1 < doc->chunk_end && doc->chunks.items[next + 1].owner == (int32_t)next)
    next++;
  if (next >= doc->chunk_end || doc->chunks.items[next].prep < 0 ||
      (uint32_t)doc->chunks.items[next].prep > c->last + 2)
    return KG_OK;
  uint32_t prep = (uint32_t)doc->chunks.items[next].prep;
  if (!kg__token_is(doc, prep, "of") && !kg__token_is(doc, prep, "from") && !kg__token_is(doc, prep, "by"))
    return KG_OK;
  KG_TRY(kg__list_group(doc, (int32_t)next, wanted, group));
  *found = group->n > before;
  return KG_OK;
}

static int32_t
named_by_apposition(const kg__document *doc, int32_t chunk)
{
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    if (doc->chunks.items[i].apposition == chunk)
      return mention_entity(doc, doc->chunks.items[i].head);
  }
  int32_t behind = doc->chunks.items[chunk].apposition; // "X's minister, Y"
  int32_t e = behind >= 0 ? mention_entity(doc, doc->chunks.items[behind].head) : -1;
  return e >= 0 && kg__entity_is(doc, e, "Person") ? e : -1;
}

// "Swedish brigades", "its missiles": where an actor is wanted, what belongs to a state stands for it.
static kg_status
actor_behind(kg__document *doc, int32_t chunk, uint64_t wanted, kg__group *group)
{
  const kg__chunk *c = &doc->chunks.items[chunk];
  uint64_t states = wanted & kg__class_mask(doc->ontology, KG_STR("State"));
  size_t before = group->n;
  if (!doc->any_actor || !states || group->n || !(doc->tokens.items[c->head].pos & KG__NOUN))
    return KG_OK;
  bool owned = c->owner >= 0 || doc->tokens.items[c->first].pos & KG__POSSESSIVE;
  for (uint32_t t = c->first; t < c->head; t++)
    owned |= mention_entity(doc, t) >= 0;
  owned |= c->last + 1 < doc->tokens.n && kg__token_is(doc, c->last + 1, "of");
  uint64_t lands =
      kg__class_mask(doc->ontology, KG_STR("Region")) | kg__class_mask(doc->ontology, KG_STR("Place"));
  uint8_t head = doc->tokens.items[c->head].head_class;
  if (!owned || (head != KG__NO_CLASS && lands >> head & 1))
    return KG_OK;
  KG_TRY(belongs_to(doc, chunk, states, group));
  group->resolved |= group->n > before;
  return KG_OK;
}

int32_t
kg__state_of_person(kg__document *doc, int32_t person)
{
  int leads = kg__property_find(doc->ontology, KG_STR("leads"));
  int32_t e = -1;
  for (size_t i = 0; i < doc->claims.n && e < 0; i++) {
    const kg__claim *claim = &doc->claims.items[i];
    if (claim->subject == person && (int)claim->property == leads && is_state(doc, claim->object))
      e = claim->object;
  }
  int32_t known = doc->entities.items[person].known;
  uint32_t office = known >= 0 ? doc->ontology->known.items[known].office : 0;
  if (e < 0 && office && kg__entity_known(doc, office - 1, &e) != KG_OK)
    e = -1;
  return e;
}

// "his country": the state that the person leads, as far as the gazetteer or the text has told.
static int32_t
country_of_person(kg__document *doc, const kg__chunk *c)
{
  static const char *const COUNTRY[] = {"country", "nation", "government", NULL}, *const HIS[] = {
                                                                                      "his", "her", NULL};
  kg__group person = {0};
  if (!is_any(doc, c->first, HIS) || !is_any(doc, c->head, COUNTRY))
    return -1;
  kg__pronoun_group(doc, c->first, kg__class_mask(doc->ontology, KG_STR("Person")), &person);
  if (!person.n)
    return -1;
  return kg__state_of_person(doc, person.entities[0]);
}

kg_status
kg__chunk_group(kg__document *doc, int32_t chunk, uint64_t wanted, kg__group *group)
{
  kg__chunk c = doc->chunks.items[chunk];
  if (c.time)
    return KG_OK;
  int32_t e = mention_entity(doc, c.head);
  if (e >= 0) {
    if (fits(doc, e, wanted)) {
      const kg__mention *m = &doc->mentions.items[doc->tokens.items[c.head].mention];
      kg__group_add(group, e, m->first, m->last);
      group->described |= doc->entities.items[e].described;
    }
    return kg__entity_is(doc, e, "MilitaryAsset") ? actor_behind(doc, chunk, wanted, group) : KG_OK;
  }
  if ((e = named_by_apposition(doc, chunk)) >= 0 && fits(doc, e, wanted)) {
    kg__group_add(group, e, c.first, c.last);
    return KG_OK;
  }
  bool resolves = !(doc->without & KG_WITHOUT_COREFERENCE);
  if (resolves && (resolve_number(doc, &c, wanted, group) || resolve_plural(doc, &c, wanted, group) ||
                   resolve_latter(doc, &c, wanted, group)))
    return KG_OK;
  if (doc->tokens.items[c.head].pos & KG__PRONOUN) {
    kg__pronoun_group(doc, c.head, wanted, group);
    return KG_OK;
  }
  if ((e = name_before_head(doc, &c)) >= 0) {
    if (fits(doc, e, wanted))
      kg__group_add(group, e, c.first, c.last);
    return KG_OK;
  }
  if (resolves && (e = country_of_person(doc, &c)) >= 0 && fits(doc, e, wanted)) {
    kg__group_add(group, e, c.first, c.last);
    group->resolved = true;
    return KG_OK;
  }
  if (resolves && resolve_definite(doc, &c, wanted, group))
    return KG_OK;
  if (speaks_for_a_state(doc, &c)) {
    size_t before = group->n;
    KG_TRY(belongs_to(doc, chunk, wanted & ~kg__class_mask(doc->ontology, KG_STR("Person")), group));
    group->resolved |= group->n > before;
    return KG_OK;
  }
  if (is_body(doc, &c) && !wants_bodies(doc, wanted))
    return belongs_to(doc, chunk, wanted, group);
  bool found;
  KG_TRY(source_of_danger(doc, chunk, wanted, group, &found));
  if (found)
    return KG_OK;
  KG_TRY(kg__describe(doc, chunk, wanted, &e));
  if (e >= 0) {
    kg__group_add(group, e, c.first, c.last);
    group->described = true;
    return KG_OK;
  }
  return actor_behind(doc, chunk, wanted, group);
}

// "a warship, HMAS Sydney": the name that stands in apposition to a common noun, else the noun.
static int32_t
named_behind(const kg__document *doc, int32_t chunk, uint64_t wanted)
{
  const kg__chunk *c = &doc->chunks.items[chunk];
  bool common = mention_entity(doc, c->head) < 0 && c->apposition >= 0;
  return common && fits(doc, mention_entity(doc, doc->chunks.items[c->apposition].head), wanted)
             ? c->apposition
             : chunk;
}

kg_status
kg__list_group(kg__document *doc, int32_t chunk, uint64_t wanted, kg__group *group)
{
  int32_t c = chunk;
  for (int guard = 0; c >= 0 && guard < 32; guard++) {
    KG_TRY(kg__chunk_group(doc, named_behind(doc, c, wanted), wanted, group));
    c = doc->chunks.items[c].next;
  }
  return KG_OK;
}
