// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The readings of a sentence's tokens as names that the gazetteer has, found by the automaton, each with the
// rank that breaks ties between those of the same tokens.

#include "kg/base/vec.h"
#include "loaders/names/names.h"

static bool
genitive_after(const kg__document *doc, const kg__sentence *s, uint32_t last)
{
  return last + 1 < s->end && !(doc->tokens.items[last + 1].flags & KG__T_SPACE) &&
         kg_str_starts(kg__token_text(doc, last + 1), KG_STR("'"));
}

// "the Oslo accords", "Doha trade talks", but "Oslo-Doha talks": where they were made or held.
static bool
venue_of(const kg__document *doc, const kg__sentence *s, uint32_t first, uint32_t last)
{
  enum { REACH = 3 };
  uint64_t held =
      kg__class_mask(doc->ontology, KG_STR("Agreement")) | kg__class_mask(doc->ontology, KG_STR("Meeting"));
  if (first > s->first && doc->tokens.items[first].flags & KG__T_JOINED)
    return false;
  for (uint32_t t = last + 1; t < s->end && t <= last + REACH; t++) {
    const kg__token *k = &doc->tokens.items[t];
    if (k->flags & KG__T_JOINED || !(kg__token_word(doc, t)->pos & (KG__NOUN | KG__ADJECTIVE)))
      return false;
    if (k->head_class != KG__NO_CLASS && held >> k->head_class & 1)
      return true;
  }
  return false;
}

// "the Vienna-based X"
static bool
based_after(const kg__document *doc, const kg__sentence *s, uint32_t last)
{
  return last + 1 < s->end && doc->tokens.items[last + 1].flags & KG__T_JOINED &&
         (kg__token_is(doc, last + 1, "based") || kg__token_is(doc, last + 1, "born") ||
          kg__token_is(doc, last + 1, "headquartered"));
}

static int
rank_of(const kg__document *doc, const kg__sentence *s, const kg__label *label, uint32_t first, uint32_t last)
{
  const kg__known *k = &doc->ontology->known.items[label->entity];
  bool place = (kg__place_before(doc, s, first) && !genitive_after(doc, s, last)) ||
               venue_of(doc, s, first, last) || based_after(doc, s, last);
  bool told = first > s->first && doc->tokens.items[first - 1].head_class == k->cls &&
              !(doc->tokens.items[first - 1].flags & KG__T_CAPITAL);
  switch (label->kind) {
  case KG__LABEL_CONTEXT:
    return told ? 6 : 3; // "the carrier X"
  case KG__LABEL_NAME:
    if (label->shouted == 1 && label->words == 1 && !(doc->tokens.items[first].flags & KG__T_SHOUT))
      return 3;
    if (told)
      return 6;
    return k->capital_of && !place ? 1 : 5;
  case KG__LABEL_METONYM:
    return place ? 2 : 4;
  case KG__LABEL_DEMONYM:
    return 3;
  default:
    return 3;
  }
}

// Common nouns that the gazetteer has, and capitals that are only places, count if a claim needs them.
static bool
is_generic(const kg__document *doc, const kg__label *label)
{
  const kg__known *k = &doc->ontology->known.items[label->entity];
  kg_str cls = doc->ontology->classes.items[k->cls].name;
  return (k->capital_of && label->kind == KG__LABEL_NAME) ||
         (!label->capitals &&
          (kg_str_equal(cls, KG_STR("Capability")) || kg_str_equal(cls, KG_STR("Threat"))));
}

// "Fatah-II" is not Fatah.
static bool
numbered(const kg__document *doc, uint32_t last)
{
  static const char *const ROMAN[] = {"i", "ii", "iii", "iv", "v", "vi", NULL};
  if (last + 1 >= doc->tokens.n || !(doc->tokens.items[last + 1].flags & KG__T_JOINED) ||
      !(doc->tokens.items[last + 1].flags & KG__T_CAPITAL))
    return false;
  for (size_t i = 0; ROMAN[i]; i++) {
    if (kg__token_is(doc, last + 1, ROMAN[i]))
      return true;
  }
  return false;
}

// "US$40 million" is not the United States.
static bool
is_currency(const kg__document *doc, uint32_t last)
{
  uint32_t end = doc->tokens.items[last].end;
  return end < doc->text.len && doc->text.ptr[end] == '$';
}

static kg_status
add_candidate(kg__document *doc, const kg__sentence *s, kg__candidates *found, const kg__label *label,
              uint32_t first)
{
  static const kg__mention_kind KINDS[] = {KG__NAME,    KG__NAME,    KG__METONYM,
                                           KG__DEMONYM, KG__DEMONYM, KG__NAME};
  uint32_t last = first + label->words - 1;
  KG_TRY(kg__vec_add(found));
  found->items[found->n - 1] = (kg__candidate){first,
                                               last,
                                               KINDS[label->kind],
                                               (int32_t)label->entity,
                                               doc->ontology->known.items[label->entity].cls,
                                               first,
                                               last,
                                               rank_of(doc, s, label, first, last),
                                               is_generic(doc, label)};
  return KG_OK;
}

// "Franco-German", but "General Franco"
static bool
hyphen_follows(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  return t + 1 < s->end && doc->tokens.items[t + 1].flags & KG__T_JOINED;
}

static kg_status
walk_from(kg__document *doc, const kg__sentence *s, uint32_t first, bool loud, const kg__grounds *g,
          kg__candidates *found)
{
  const kg__automaton *names = &doc->ontology->names;
  uint32_t state = 0;
  for (uint32_t t = first; t < s->end; t++) {
    state = kg__automaton_step(names, state, doc->tokens.items[t].word);
    if (!state)
      break;
    for (const kg__label *l = kg__automaton_label(names, state); l;
         l = l->next ? &names->labels.items[l->next - 1] : NULL) {
      if (l->kind != KG__LABEL_HEAD && kg__label_fits(doc, first, l, loud) &&
          !numbered(doc, first + l->words - 1) && !is_currency(doc, first + l->words - 1) &&
          (l->kind != KG__LABEL_COMBINING || hyphen_follows(doc, s, first)) &&
          (l->kind != KG__LABEL_CONTEXT ||
           (kg__label_grounded(doc, s, l, first, g) && !kg__namesake_named(names, state, l, g))))
        KG_TRY(add_candidate(doc, s, found, l, first));
    }
  }
  return KG_OK;
}

kg_status
kg__sentence_readings(kg__document *doc, const kg__sentence *s, bool loud, const kg__grounds *g,
                      kg__candidates *found)
{
  for (uint32_t t = s->first; t < s->end; t++)
    KG_TRY(walk_from(doc, s, t, loud, g, found));
  return KG_OK;
}
