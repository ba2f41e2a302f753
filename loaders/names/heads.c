// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The class that the head noun of a run gives it: at its end, before an "of", at its start or just before its
// end.

#include "loaders/names/shapes.h"

bool
kg__shape_leaf(const shaper *sh, uint8_t cls)
{
  return cls != KG__NO_CLASS && cls != sh->person &&
         !kg_str_equal(sh->doc->ontology->classes.items[cls].name, KG_STR("State")) &&
         !kg_str_equal(sh->doc->ontology->classes.items[cls].name, KG_STR("Threat"));
}

// Classes whose head noun comes first: Operation X, Camp X, Lake X.
bool
kg__head_first(const shaper *sh, uint8_t cls)
{
  static const char *const CLASSES[] = {"Operation", "Exercise", "Place", "Region", "MilitaryAsset", NULL};
  for (size_t i = 0; cls != KG__NO_CLASS && CLASSES[i]; i++) {
    if (kg_str_equal(sh->doc->ontology->classes.items[cls].name, kg_str_of(CLASSES[i])))
      return true;
  }
  return false;
}

// "Exercise Copper Ridge", "Operation Lake Shield": landscape behind such a word is a code name.
bool
kg__head_coded(const shaper *sh, uint32_t first, uint32_t last)
{
  uint8_t of = token(sh, first)->head_class, end = token(sh, last)->head_class;
  if (of == KG__NO_CLASS || end == KG__NO_CLASS || first == last)
    return false;
  uint64_t coded = kg__class_mask(sh->doc->ontology, KG_STR("Exercise")) |
                   kg__class_mask(sh->doc->ontology, KG_STR("Operation")),
           land = kg__class_mask(sh->doc->ontology, KG_STR("Region")) |
                  kg__class_mask(sh->doc->ontology, KG_STR("Place"));
  return coded >> of & 1 && land >> end & 1;
}

// Whether the rest of a name behind its head noun is a number, a place, or a word of no other meaning.
static bool
ends_a_name(const shaper *sh, uint32_t from, uint32_t last)
{
  const kg__token *end = token(sh, last);
  bool number = (end->flags & KG__T_DIGIT && !(end->flags & KG__T_JOINED)) ||
                kg__token_word(sh->doc, last)->pos & KG__NUMBER;
  if (from == last && (number || (!kg__token_word(sh->doc, last)->pos && end->head_class == KG__NO_CLASS)))
    return true;
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->first == from && c->last == last &&
        kg__class_mask(sh->doc->ontology, KG_STR("Location")) >> c->cls & 1)
      return true;
  }
  return false;
}

// "Joint Force Command X", "Task Force 151", "Task Group Red Sea": the head noun stands before the end.
int
kg__head_within(const shaper *sh, uint32_t first, uint32_t last)
{
  static const char *const CLASSES[] = {"Institution", "Agreement", "Operation", NULL};
  for (uint32_t h = last - 1; last >= first + 2 && h > first && h + 3 > last; h--) {
    uint8_t cls = token(sh, h)->head_class;
    for (size_t i = 0; kg__shape_leaf(sh, cls) && CLASSES[i]; i++) {
      if (kg_str_equal(sh->doc->ontology->classes.items[cls].name, kg_str_of(CLASSES[i])) &&
          ends_a_name(sh, h + 1, last))
        return cls;
    }
  }
  return -1;
}

// "X Revolutionary Army", "Y National Defence Organisation": who calls itself so is no state, and no bond of
// states, unless a known one stands in the name.
static bool
rebels(const shaper *sh, uint32_t first, uint32_t last, int cls)
{
  static const char *const FIGHTS[] = {"liberation", "revolutionary", "resistance", "insurgent", "mujahideen",
                                       "jihad",      "freedom",       "free",       NULL},
                           *const OWN[] = {"national", "people's", "peoples", "democratic", "patriotic",
                                           "tribal",   "tribes",   "youth",   "opposition", "students",
                                           "workers",  "farmers",  NULL};
  kg_str name = sh->doc->ontology->classes.items[cls].name;
  bool bond =
      kg_str_equal(name, KG_STR("InternationalOrganisation")) || kg_str_equal(name, KG_STR("Alliance"));
  if (!bond && !kg_str_equal(name, KG_STR("Institution")))
    return false;
  return !kg__actor_inside(sh, first, last) &&
         (kg__span_has(sh->doc, first, last, FIGHTS) || (bond && kg__span_has(sh->doc, first, last, OWN)));
}

// "Freedonia's National Alliance": what a state has of its own is no grouping of states, but a party; and
// "United Nations Centre" is no think tank, but a body.
int
kg__head_at_home(const shaper *sh, uint32_t first, uint32_t last, int cls)
{
  int party = kg__class_find(sh->doc->ontology, KG_STR("NonStateActor"));
  uint64_t wholes = kg__class_mask(sh->doc->ontology, KG_STR("InternationalOrganisation")) |
                    kg__class_mask(sh->doc->ontology, KG_STR("Alliance"));
  for (size_t i = 0; cls == party && i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->first == first && wholes >> c->cls & 1)
      return sh->institution;
  }
  if (rebels(sh, first, last, cls))
    return party;
  if (last == first + 1 && kg__token_is(sh->doc, last, "regime") && kg__known_whole(sh, first, first))
    return -1; // "the X-ian Regime" rules a state
  kg_str name = sh->doc->ontology->classes.items[cls].name;
  uint64_t states = kg__class_mask(sh->doc->ontology, KG_STR("State"));
  if (party < 0 ||
      !(kg_str_equal(name, KG_STR("Alliance")) || kg_str_equal(name, KG_STR("InternationalOrganisation"))))
    return cls;
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    bool owner = (c->last + 2 == first && kg__token_is(sh->doc, first - 1, "'s")) ||
                 (c->first == last + 2 && kg__token_is(sh->doc, last + 1, "in"));
    if (c->known >= 0 && states >> c->cls & 1 && (owner || c->last + 1 == first || c->first == first))
      return party;
  }
  return cls;
}

// "Joint Statement of X and Y": no name, but there may be one behind.
bool
kg__head_issues(const shaper *sh, uint32_t of)
{
  static const char *const WORDS[] = {"statement", "communique", "communiqué", "readout", NULL};
  for (size_t i = 0; WORDS[i]; i++) {
    if (kg__token_says(sh->doc, of - 1, WORDS[i]))
      return true;
  }
  return false;
}

// "President of the X Council": an office is no body, nor is "the State of X".
bool
kg__head_office(const shaper *sh, uint32_t of)
{
  uint8_t head = token(sh, of - 1)->head_class;
  return head != KG__NO_CLASS && (head == sh->person || kg__token_is(sh->doc, of - 1, "state"));
}

// "Cobra Ridge, an annual drill": an event called after a landscape.
int
kg__event_apart(const shaper *sh, uint32_t last)
{
  uint64_t events = kg__class_mask(sh->doc->ontology, KG_STR("Exercise")) |
                    kg__class_mask(sh->doc->ontology, KG_STR("Operation"));
  int apart = kg__told_apart(sh, last), end = token(sh, last)->head_class;
  return (end == sh->region || end == sh->place) && apart >= 0 && events >> apart & 1 ? apart : -1;
}
