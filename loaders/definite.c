// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// "the agreement", "the country", "the latter", "his country": the last thing of its kind.

#include "loaders/resolve.h"

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

// The thing of this class that was named last before token `t`, and within reach.
static int32_t
last_of_class(const kg__document *doc, uint8_t cls, uint32_t t)
{
  uint64_t kin = kin_of(doc, cls);
  for (uint32_t k = t; k-- > 0 && k + 200 > t;) {
    int32_t e = kg__mentioned_at(doc, k);
    if (e >= 0 && kg__class_of(doc, e) & kin)
      return e;
  }
  return -1;
}

static bool
bare_definite(const kg__document *doc, const kg__chunk *c)
{
  bool told = c->last + 1 < doc->tokens.n && kg__token_is(doc, c->last + 1, "of"); // "the risk of Y"
  if (!c->definite || c->owner >= 0 || told || doc->tokens.items[c->first].pos & KG__POSSESSIVE)
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
  int32_t self = (int32_t)(c - doc->chunks.items), doer = -1;
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

// "the agreement", "the country", "the carrier".
bool
kg__resolve_definite(const kg__document *doc, const kg__chunk *c, uint64_t wanted, kg__group *group)
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
    e = kg__fits(doc, doc->last_subject, wanted) && kg__is_state(doc, doc->last_subject)
            ? doc->last_subject
            : last_of_class(doc, cls, c->first);
  else if (!kg_str_equal(doc->ontology->classes.items[cls].name, KG_STR("Person")))
    e = last_of_class(doc, cls, c->first);
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
