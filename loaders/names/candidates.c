// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What a sentence's readings so far say of a run of capitalised words: which known names cover it, begin it
// or stand in it; and one more reading of it.

#include "kg/base/vec.h"
#include "loaders/names/shapes.h"

kg_status
kg__shape_offer_named(shaper *sh, uint32_t first, uint32_t last, uint32_t name, int cls, int rank)
{
  if (cls < 0 || name > last)
    return KG_OK;
  KG_TRY(kg__vec_add(sh->found));
  sh->found->items[sh->found->n - 1] =
      (kg__candidate){first, last, KG__NAME, -1, (uint8_t)cls, name, last, rank, false};
  return KG_OK;
}

kg_status
kg__shape_offer(shaper *sh, uint32_t first, uint32_t last, int cls, int rank)
{
  return kg__shape_offer_named(sh, first, last, first, cls, rank);
}

// The token behind the longest known name of this kind that begins here, or `first`.
uint32_t
kg__known_prefix(const shaper *sh, uint32_t first, kg__mention_kind kind)
{
  uint32_t end = first;
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->kind == kind && c->first == first && c->last + 1 > end)
      end = c->last + 1;
  }
  return end;
}

bool
kg__known_whole(const shaper *sh, uint32_t first, uint32_t last)
{
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->first <= first && c->last >= last)
      return true;
  }
  return false;
}

bool
kg__known_inside(const shaper *sh, uint32_t first, uint32_t last)
{
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->first <= last && c->last >= first)
      return true;
  }
  return false;
}

bool
kg__actor_inside(const shaper *sh, uint32_t first, uint32_t last)
{
  uint64_t agents = kg__class_mask(sh->doc->ontology, KG_STR("Agent"));
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->first <= last && c->last >= first && agents >> c->cls & 1)
      return true;
  }
  return false;
}

bool
kg__given_name(const shaper *sh, uint32_t t)
{
  return kg__token_word(sh->doc, t)->is & KG__WORD_GIVEN && !kg__known_inside(sh, t, t);
}

// "Karen Putin" is not Vladimir Putin, though "Vlad Putin" may be.
static bool
namesake(const shaper *sh, const kg__candidate *c, uint32_t given)
{
  kg_str label = sh->doc->ontology->known.items[c->known].label;
  return label.len && (label.ptr[0] | 32) != (kg__token_text(sh->doc, given).ptr[0] | 32);
}

// Whether a known name touches the run; that people are called like towns, and those of a known first name
// like anything, says nothing.
bool
kg__known_within(const shaper *sh, uint32_t first, uint32_t last)
{
  bool given = kg__given_name(sh, first);
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    bool single = c->first == c->last && first < last, town = c->cls == sh->place;
    bool surname = given && c->first == last &&
                   (c->cls != sh->person || (c->known >= 0 && namesake(sh, c, first))) &&
                   !(token(sh, last)->flags & KG__T_SHOUT);
    if (c->known >= 0 && c->first <= last && c->last >= first && !(single && (town || surname)))
      return true;
  }
  return false;
}

// "X Council of the Y Union": the name ends before a whole that is known, if it is one without it.
bool
kg__of_known_whole(const shaper *sh, uint32_t first, uint32_t last, uint32_t of)
{
  uint32_t after = of + 1;
  if (after <= last && kg__token_is(sh->doc, after, "the"))
    after++;
  if (of < first + 2)
    return false;
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->first == after && c->last == last &&
        kg__class_mask(sh->doc->ontology, KG_STR("Agent")) >> c->cls & 1)
      return true;
  }
  return false;
}

// "Tigray Region", "Black Sea Basin": a known place with the name of its kind behind it.
bool
kg__known_with_kind(const shaper *sh, uint32_t first, uint32_t last)
{
  uint64_t locations = kg__class_mask(sh->doc->ontology, KG_STR("Location"));
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->first == first && c->last + 1 == last && c->kind == KG__NAME &&
        c->cls == token(sh, last)->head_class && locations >> c->cls & 1)
      return true;
  }
  return false;
}

// "Exercise X", "Exercise X 24": a known series, and an edition of it.
bool
kg__known_series(const shaper *sh, uint32_t first, uint32_t last)
{
  uint64_t series = kg__class_mask(sh->doc->ontology, KG_STR("Exercise"));
  uint32_t name = kg__span_name(sh, first);
  bool numbered = token(sh, last)->flags & KG__T_DIGIT;
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->first <= name && (c->last == last || (numbered && c->last + 1 == last)) &&
        series >> c->cls & 1)
      return true;
  }
  return false;
}

// "the Palestinian West Bank": whose a known thing is; its number, or -1.
int32_t
kg__known_of_people(const shaper *sh, uint32_t first, uint32_t last)
{
  const kg__ontology *o = sh->doc->ontology;
  uint32_t rest = kg__known_prefix(sh, first, KG__DEMONYM);
  int32_t people = -1;
  for (size_t i = 0; rest > first && i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->kind == KG__DEMONYM && c->first == first && c->last + 1 == rest)
      people = c->known;
  }
  for (size_t i = 0; people >= 0 && i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known < 0 || c->kind != KG__NAME || c->first != rest || c->last != last || last == rest)
      continue;
    uint32_t whole = o->known.items[c->known].whole;
    for (int steps = 0; whole && whole != (uint32_t)people + 1 && steps < 4; steps++)
      whole = o->known.items[whole - 1].whole;
    if (whole || !o->known.items[c->known].whole)
      return c->known;
  }
  return -1;
}

// "Brigade X-land": a unit called after a place.
bool
kg__unit_of_place(const shaper *sh, uint32_t first, uint32_t last)
{
  static const char *const UNITS[] = {"brigade", "battlegroup", "battalion", NULL};
  uint64_t lands = kg__class_mask(sh->doc->ontology, KG_STR("Location"));
  for (size_t i = 0; kg__token_is_any(sh->doc, first, UNITS) && i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->kind != KG__DEMONYM && c->first == first + 1 && c->last == last &&
        lands >> c->cls & 1)
      return true;
  }
  return false;
}
