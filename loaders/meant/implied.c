// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// "Kenya attended as well", "Oman may sign": what is attended or signed is the event or agreement that was
// just spoken of.

#include "loaders/meant/resolve.h"

static bool
of_property(const kg__document *doc, const kg__frame *frame, const char *name)
{
  return kg_str_equal(doc->ontology->properties.items[frame->property].name, kg_str_of(name));
}

static uint64_t
classes_of(const kg__document *doc, const char *const *names)
{
  uint64_t mask = 0;
  for (; *names; names++)
    mask |= kg__class_mask(doc->ontology, kg_str_of(*names));
  return mask;
}

// "take part in ...", "participate in ..."
static bool
goes_on(const kg__document *doc, const kg__sentence *s, const kg__verb *v)
{
  for (uint32_t t = v->main + 1; t < s->end && t < v->main + 5; t++) {
    if (kg__token_is(doc, t, "in") && !(t + 1 < s->end && kg__token_says(doc, t + 1, "person")))
      return true;
  }
  return false;
}

// Whether anything stands where an object would.
static bool
has_object(const kg__document *doc, const kg__sentence *s, const kg__verb *v)
{
  if (v->object >= 0 && !doc->chunks.items[v->object].time)
    return true;
  for (uint32_t t = v->main + 1; t < s->end; t++) {
    const kg__token *k = &doc->tokens.items[t];
    bool object =
        k->head == (int32_t)v->main && (k->relation == KG__REL_OBJ || k->relation == KG__REL_XCOMP ||
                                        k->relation == KG__REL_CCOMP || k->relation == KG__REL_COMPOUND_PRT);
    if (object && !(k->chunk >= 0 && doc->chunks.items[k->chunk].time))
      return true;
  }
  return false;
}

// "X met Y, which it joined": the clause is about a noun, which is the object.
static bool
within_noun(const kg__document *doc, const kg__verb *v)
{
  uint8_t r = doc->tokens.items[v->main].relation;
  return v->relative || v->passive || v->gerund || r == KG__REL_ACL || r == KG__REL_ACL_RELCL ||
         r == KG__REL_AMOD;
}

static bool
asks_for_thing(const kg__document *doc, const kg__verb *v)
{
  static const char *const VERBS[] = {"attend", "participate", "take",    "join", "sign",
                                      "ratify", "accede",      "initial", NULL};
  uint32_t lemma = kg__token_word(doc, v->main)->verb;
  kg_str text = kg__word_at(&doc->ontology->words, lemma)->text;
  for (size_t i = 0; lemma && VERBS[i]; i++) {
    if (kg_str_equal(text, kg_str_of(VERBS[i])))
      return true;
  }
  return false;
}

void
kg__implied_object(const kg__document *doc, const kg__sentence *s, const kg__frame *frame, int32_t verb,
                   kg__group *group)
{
  static const char *const EVENTS[] = {"Meeting", "Exercise", "Operation", NULL}, *const DEALS[] = {
                                                                                      "Agreement", NULL};
  bool takes_part = of_property(doc, frame, "participatesIn"), signs = of_property(doc, frame, "partyTo");
  const kg__verb *v = &doc->verbs.items[verb];
  bool part = v->last + 1 < s->end && kg__token_is(doc, v->last + 1, "part");
  if (doc->without & KG_WITHOUT_COREFERENCE || !(takes_part || signs) || !asks_for_thing(doc, v) ||
      within_noun(doc, v) || goes_on(doc, s, v) || (!part && has_object(doc, s, v)))
    return;
  uint64_t wanted = frame->range & classes_of(doc, takes_part ? EVENTS : DEALS);
  int32_t e = kg__thing_before(doc, v->first, wanted);
  if (e < 0)
    return;
  kg__group_add(group, e, v->main, v->main);
  group->resolved = true;
}
