// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Whose the thing is that a name holds the name of: "Indian Navy" is India's, and who fights in "the X-ian
// invasion of Y".

#include "loaders/names/names.h"

// Whether the gazetteer knows a name to be that of a part of another state: "Korean" is said of two.
static bool
of_another_state(const kg__document *doc, const kg__candidate *c, const kg__candidate *inner)
{
  uint64_t states = kg__class_mask(doc->ontology, KG_STR("State"));
  uint32_t whole = c->known >= 0 ? doc->ontology->known.items[c->known].whole : 0;
  return whole && whole - 1 != (uint32_t)inner->known && states >> inner->cls & 1 &&
         states >> doc->ontology->known.items[whole - 1].cls & 1;
}

// "South American": the one inside the name of a land is another.
static bool
inside_land(const kg__document *doc, const kg__candidates *found, const kg__candidate *inner,
            const kg__candidate *c)
{
  uint64_t lands =
      kg__class_mask(doc->ontology, KG_STR("Region")) | kg__class_mask(doc->ontology, KG_STR("Place"));
  for (size_t i = 0; i < found->n; i++) {
    const kg__candidate *o = &found->items[i];
    if (o->known >= 0 && lands >> o->cls & 1 && o->first >= c->first && o->last <= c->last &&
        o->first <= inner->first && o->last >= inner->last &&
        o->last - o->first > inner->last - inner->first && o->last - o->first < c->last - c->first)
      return true;
  }
  return false;
}

// "Lake Chad Commission": it is called after the lake; "UN Office in Chad": it is only there.
static bool
behind_landscape(const kg__document *doc, const kg__candidate *c, uint32_t t)
{
  static const char *const WORDS[] = {"lake", "gulf", "mount", "cape", "strait", "river", "in", NULL};
  t -= t > c->first && kg__token_is(doc, t - 1, "the");
  for (const char *const *w = WORDS; t > c->first && *w; w++) {
    if (kg__token_is(doc, t - 1, *w))
      return true;
  }
  return false;
}

// "Korean News Agency" of the North is not the South's, "Defending X Act" not that of X.
static bool
elsewhere(const kg__document *doc, const kg__candidate *c, const kg__candidate *inner)
{
  const kg__ontology *o = doc->ontology;
  uint64_t states = kg__class_mask(o, KG_STR("State"));
  if (!(states >> inner->cls & 1))
    return false;
  if (c->known >= 0) {
    uint32_t whole = o->known.items[c->known].whole;
    while (whole && o->known.items[whole - 1].whole && !(states >> o->known.items[whole - 1].cls & 1))
      whole = o->known.items[whole - 1].whole;
    return whole && states >> o->known.items[whole - 1].cls & 1 && whole != (uint32_t)inner->known + 1;
  }
  return kg_str_equal(o->classes.items[c->cls].name, KG_STR("Strategy")) && inner->first > c->first &&
         inner->last < c->last;
}

void
kg__owner_note(kg__document *doc, const kg__candidates *found, const kg__candidate *c, int32_t entity)
{
  for (size_t i = 0; i < found->n; i++) {
    const kg__candidate *inner = &found->items[i];
    int32_t state;
    if (inner->known < 0 || inner == c || inner->first < c->first || inner->last > c->last ||
        inside_land(doc, found, inner, c))
      continue;
    if (!(kg__class_mask(doc->ontology, KG_STR("Agent")) >> inner->cls & 1) ||
        (inner->first == c->first && inner->last == c->last) || inner->known == c->known ||
        (inner->last == c->last && inner->cls == c->cls) || behind_landscape(doc, c, inner->first) ||
        elsewhere(doc, c, inner))
      continue; // "Southern X Force" is no part of "X Force"
    if (inner->kind == KG__METONYM &&
        (kg__entity_is(doc, entity, "Agreement") || kg__entity_is(doc, entity, "Meeting")))
      continue; // "the Minsk agreements": a venue
    if (of_another_state(doc, c, inner))
      continue;
    if (!kg__entity_known(doc, (uint32_t)inner->known, &state) && doc->entities.items[entity].state < 0)
      doc->entities.items[entity].state = state;
  }
}

// "X's war on Y", but "the Korean War"
static bool
waged(const kg__document *doc, const kg__candidate *c)
{
  static const char *const WAR[] = {"war", "wars", "offensive", "campaign", "assault", NULL}, *const ON[] = {
                                                                                                  "on",
                                                                                                  "against",
                                                                                                  "in", NULL};
  return kg__span_has(doc, c->first, c->last, WAR) && kg__span_has(doc, c->first, c->last, ON);
}

// "the X-ian invasion of Y" is of X, and names Y, too; "X's missile programme" is X's.
kg_status
kg__belligerents_note(kg__document *doc, const kg__candidates *found, const kg__candidate *c, int32_t entity)
{
  static const char *const ACTS[] = {"invasion",     "annexation", "occupation",
                                     "intervention", "aggression", NULL};
  if (!kg__entity_is(doc, entity, "Threat") && !kg__span_has(doc, c->first, c->last, ACTS) && !waged(doc, c))
    return KG_OK;
  for (size_t i = 0; i < found->n; i++) {
    const kg__candidate *inner = &found->items[i];
    int32_t state;
    if (inner->known < 0 || inner == c || inner->first < c->first || inner->last > c->last ||
        inner->known == c->known || inner->kind == KG__METONYM)
      continue;
    if (!(kg__class_mask(doc->ontology, KG_STR("State")) >> inner->cls & 1))
      continue;
    KG_TRY(kg__entity_known(doc, (uint32_t)inner->known, &state));
    doc->entities.items[state].mentioned = true;
    doc->entities.items[state].count += !kg__entity_is(doc, entity, "Threat");
    bool genitive = inner->last < c->last &&
                    (kg__token_is(doc, inner->last + 1, "'s") || kg__token_is(doc, inner->last + 1, "'"));
    if (inner->first == c->first && (genitive || inner->kind == KG__DEMONYM))
      doc->entities.items[entity].state = state;
  }
  return KG_OK;
}
