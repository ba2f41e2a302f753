// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// "the agreement", "the country", "the latter", "his country": the last thing of its kind.

#include "loaders/meant/resolve.h"

#include <math.h>
#include <strings.h>

bool
kg__resolve_latter(const kg__document *doc, const kg__chunk *c, uint64_t wanted, kg__group *group)
{
  bool latter = kg__token_is(doc, c->last, "latter"), former = kg__token_is(doc, c->last, "former");
  if (!latter && !former)
    return false;
  int32_t seen[2] = {-1, -1};
  for (uint32_t t = c->first, n = 0; t-- > 0 && t + 60 > c->first && n < 2;) {
    int32_t e = kg__mentioned_at(doc, t);
    if (kg__fits(doc, e, wanted) && (!n || seen[0] != e))
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

// Whether the name, or the description, has the noun: "the treaty" is rather the Treaty of X than the X pact.
static bool
has_noun(kg_str label, kg_str noun)
{
  for (size_t i = 0; noun.len && i + noun.len <= label.len; i++) {
    bool starts = !i || label.ptr[i - 1] == ' ' || label.ptr[i - 1] == '-';
    bool ends = i + noun.len == label.len || label.ptr[i + noun.len] == ' ' || label.ptr[i + noun.len] == 's';
    if (starts && ends && !strncasecmp(label.ptr + i, noun.ptr, noun.len))
      return true;
  }
  return false;
}

// Nouns for whatever a class has; the other nouns of classes whose names tell their kind mean only such
// things.
static bool
means_any(const kg__document *doc, uint8_t cls, kg_str noun)
{
  static const char *const TELLING[] = {"Agreement", "Institution", "Strategy", "Threat", "Capability", NULL},
                           *const NARROW[] = {"referendum", "coup",  "uprising", "revolt",
                                              "mutiny",     "siege", "invasion", NULL},
                           *const WIDE[] = {"agreement",   "deal",     "pact",     "accord",
                                            "arrangement", "document", "text",     "institution",
                                            "body",        "force",    "service",  "agency",
                                            "unit",        "plan",     "strategy", NULL};
  bool telling = false;
  for (size_t i = 0; NARROW[i]; i++) {
    if (kg_str_equal(noun, kg_str_of(NARROW[i])))
      return false;
  }
  for (size_t i = 0; TELLING[i]; i++)
    telling |= kg_str_equal(doc->ontology->classes.items[cls].name, kg_str_of(TELLING[i]));
  for (size_t i = 0; WIDE[i]; i++) {
    if (kg_str_equal(noun, kg_str_of(WIDE[i])))
      return true;
  }
  return !telling;
}

// The weights are those of a log-linear ranking of what "the N" goes back to in GUM's training part.
static double
weigh_thing(const kg__document *doc, int32_t e, kg_str noun, uint32_t distance)
{
  static const double OF_DISTANCE[] = {1.6, 1.1, -0.1, -0.1, -1.1, -1.1, -1.1};
  static const double FAR = -1.4, SAME_NOUN = 4.5, COUNT = 0.4;
  const kg__entity *entity = &doc->entities.items[e];
  return (distance < 7 ? OF_DISTANCE[distance] : FAR) + (has_noun(entity->label, noun) ? SAME_NOUN : 0) +
         COUNT * log(1 + entity->seen);
}

// The thing of this class, named before, that the noun means most likely; or -1.
static int32_t
thing_of_class(const kg__document *doc, uint8_t cls, const kg__chunk *c)
{
  enum { REACH = 400, NEAR = 200 };
  uint64_t kin = kin_of(doc, cls);
  uint32_t lemma = kg__token_word(doc, c->head)->noun, sentence = kg__sentence_of(doc, c->first),
           at = sentence;
  kg_str noun = kg__word_at(&doc->ontology->words, lemma)->text;
  bool any = means_any(doc, cls, noun);
  int32_t found = -1;
  double best = 0;
  for (uint32_t k = c->first; k-- > 0 && k + REACH > c->first;) {
    int32_t e = kg__mentioned_at(doc, k);
    while (at && doc->sentences.items[at].first > k)
      at--;
    if (e < 0 || !(kg__class_of(doc, e) & kin))
      continue;
    if (!has_noun(doc->entities.items[e].label, noun) && (!any || k + NEAR <= c->first))
      continue;
    double w = weigh_thing(doc, e, noun, sentence - at);
    if (found < 0 || w > best) {
      found = e;
      best = w;
    }
  }
  return found;
}

int32_t
kg__thing_before(const kg__document *doc, uint32_t t, uint64_t classes)
{
  enum { REACH = 3 };
  uint32_t sentence = kg__sentence_of(doc, t), at = sentence;
  int32_t found = -1;
  double best = 0;
  for (uint32_t k = t; k-- > 0;) {
    int32_t e = kg__mentioned_at(doc, k);
    while (at && doc->sentences.items[at].first > k)
      at--;
    if (at + REACH < sentence)
      break;
    if (!kg__fits(doc, e, classes))
      continue;
    double w = weigh_thing(doc, e, (kg_str){0}, sentence - at);
    if (found < 0 || w > best) {
      found = e;
      best = w;
    }
  }
  return found;
}

// "the ten-day drill", "the naval exercises": whatever is said of it, it is the one that was named.
static bool
of_exercise(const kg__document *doc, const kg__chunk *c)
{
  uint8_t cls = doc->tokens.items[c->head].head_class;
  for (uint32_t t = c->first; t < c->head; t++) {
    if (doc->tokens.items[t].mention >= 0 || doc->tokens.items[t].pos & KG__PROPER)
      return false;
  }
  return kg_str_equal(doc->ontology->classes.items[cls].name, KG_STR("Exercise"));
}

static bool
bare_definite(const kg__document *doc, const kg__chunk *c)
{
  bool told = c->last + 1 < doc->tokens.n && kg__token_is(doc, c->last + 1, "of"); // "the risk of Y"
  if (!c->definite || c->owner >= 0 || told || doc->tokens.items[c->first].pos & KG__POSSESSIVE)
    return false;
  for (uint32_t t = c->first; t < c->head && !of_exercise(doc, c); t++) {
    if (doc->tokens.items[t].pos & (KG__NOUN | KG__PROPER | KG__ADJECTIVE) &&
        !(kg__token_word(doc, t)->is & KG__WORD_DEGREE))
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
    int32_t e = kg__mentioned_at(doc, t);
    if (e >= 0 && kg__is_state(doc, e) && kg_str_equal(name, KG_STR("State")))
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
  int32_t self = doc->tokens.items[c->head].chunk, doer = -1;
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    const kg__verb *verb = &doc->verbs.items[v];
    if (verb->subject >= 0 &&
        (verb->object == self || (c->prep > (int32_t)verb->last && c->first < verb->clause_end)))
      doer = kg__mentioned_at(doc, doc->chunks.items[verb->subject].head);
  }
  uint32_t start = doc->chunk0 < doc->chunk_end ? doc->chunks.items[doc->chunk0].first : c->first;
  for (uint32_t t = c->first; t-- > start;) {
    int32_t e = kg__mentioned_at(doc, t);
    if (e >= 0 && e != doer && kg__is_state(doc, e))
      return kg__fits(doc, e, wanted) ? e : -1;
  }
  return -1;
}

// "the international community", "the capital"
static bool
means_none(const kg__document *doc, const kg__chunk *c)
{
  return kg__token_is(doc, c->head, "capital") || kg__token_is(doc, c->head, "federation") ||
         (c->head > c->first && kg__token_is(doc, c->head - 1, "international"));
}

// "accused the group of crimes"
static bool
is_accused(const kg__document *doc, int32_t chunk)
{
  static const char *const FORMS[] = {"accuse", "accuses", "accused", "accusing", NULL};
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    if (doc->verbs.items[v].object == chunk && kg__token_is_any(doc, doc->verbs.items[v].main, FORMS))
      return true;
  }
  return false;
}

// "the port of X" is no port spoken of before; "the talks of last May" may be.
static bool
has_complement(const kg__document *doc, const kg__chunk *c)
{
  int32_t next = doc->tokens.items[c->head].chunk + 1;
  if (is_accused(doc, next - 1))
    return false;
  return c->last + 1 < doc->tokens.n && kg__token_is(doc, c->last + 1, "of") &&
         (uint32_t)next < doc->chunk_end && !doc->chunks.items[next].time;
}

// "the junta in X" is X's; "the country in Asia" names none.
static int32_t
state_governed(const kg__document *doc, const kg__chunk *c)
{
  static const char *const WORDS[] = {"government",  "regime",     "junta", "administration",
                                      "authorities", "leadership", NULL};
  uint32_t next = (uint32_t)doc->tokens.items[c->head].chunk + 1;
  if (!kg__token_is_any(doc, c->head, WORDS) || next >= doc->chunk_end ||
      !kg__token_is(doc, c->last + 1, "in") || doc->chunks.items[next].first > c->last + 3)
    return -1;
  int32_t e = kg__mentioned_at(doc, doc->chunks.items[next].head);
  return e >= 0 && kg__is_state(doc, e) ? e : -1;
}

static int32_t
state_meant(const kg__document *doc, uint32_t t)
{
  kg__group group = {0};
  uint64_t states = kg__class_mask(doc->ontology, KG_STR("State"));
  kg__antecedent(doc, t, KG__PRONOUN_THING, states, states, &group);
  return group.n ? group.entities[0] : -1;
}

// Whose inner affairs the document tells: the state that its first sentence names first, if no other is
// named as often.
static int32_t
home(const kg__document *doc)
{
  int32_t first = -1;
  uint32_t most = 0, first_count = 0;
  for (uint32_t t = 0; t < doc->tokens.n && first < 0; t++) {
    int32_t e = kg__mentioned_at(doc, t);
    first = e >= 0 && kg__is_state(doc, e) ? e : -1;
  }
  for (size_t i = 0; first >= 0 && i < doc->entities.n; i++) {
    uint32_t n = doc->entities.items[i].count;
    if ((int32_t)i == first)
      first_count = n;
    else if (kg__is_state(doc, (int32_t)i) && n > most)
      most = n;
  }
  return first_count > most ? first : -1;
}

// "the agreement", "the country", "the carrier".
bool
kg__resolve_definite(const kg__document *doc, const kg__chunk *c, uint64_t wanted, kg__group *group)
{
  uint8_t cls = doc->tokens.items[c->head].head_class;
  if (cls == KG__NO_CLASS || (c->plural && !plural_of_one(doc, cls)) ||
      !(bare_definite(doc, c) || told_apart(doc, c, cls)) || has_complement(doc, c) || means_none(doc, c))
    return false;
  int32_t e = state_governed(doc, c);
  if (e >= 0)
    ;
  else if (kg__token_is(doc, c->head, "government") && (e = home(doc)) >= 0)
    ;
  else if (kg__token_is(doc, c->head, "regime") && (e = thing_of_class(doc, cls, c)) < 0)
    e = home(doc); // of nothing that was agreed
  else if (kg_str_equal(doc->ontology->classes.items[cls].name, KG_STR("State")) &&
           (e = state_of_sentence(doc, c, wanted)) >= 0)
    ;
  else if (kg_str_equal(doc->ontology->classes.items[cls].name, KG_STR("State")))
    e = state_meant(doc, c->head);
  else if (!kg_str_equal(doc->ontology->classes.items[cls].name, KG_STR("Person")))
    e = thing_of_class(doc, cls, c);
  if (e < 0 || !kg__fits(doc, e, wanted))
    return false;
  kg__group_add(group, e, c->first, c->last);
  group->resolved = true;
  return true;
}

// "his country": the state that the person leads, as far as the gazetteer or the text has told.
int32_t
kg__country_of_person(kg__document *doc, const kg__chunk *c)
{
  static const char *const COUNTRY[] = {"country", "nation", "government", NULL}, *const HIS[] = {
                                                                                      "his", "her", "our",
                                                                                      "my", NULL};
  kg__group person = {0};
  if (!kg__token_is_any(doc, c->first, HIS) || !kg__token_is_any(doc, c->head, COUNTRY))
    return -1;
  kg__pronoun_group(doc, c->first, kg__class_mask(doc->ontology, KG_STR("Person")), &person);
  if (!person.n)
    return -1;
  return kg__state_of_person(doc, person.entities[0]);
}
