// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Other forms of a name: a known one in another order, with an initial or without its state; what an edition,
// a body at home or somebody with a surname in capitals is called as well.

#include "loaders/names/names.h"

#include <string.h>

// "Hayashi Yoshimasa" where the gazetteer has "Yoshimasa Hayashi": a person of either order, or -1.
static int32_t
known_in_other_order(const kg__document *doc, const kg__candidate *c)
{
  const kg__automaton *names = &doc->ontology->names;
  if (c->name_last != c->name_first + 1 ||
      !kg_str_equal(doc->ontology->classes.items[c->cls].name, KG_STR("Person")))
    return -1;
  uint32_t state = kg__automaton_step(names, 0, doc->tokens.items[c->name_last].word);
  state = state ? kg__automaton_step(names, state, doc->tokens.items[c->name_first].word) : 0;
  for (const kg__label *l = state ? kg__automaton_label(names, state) : NULL; l;
       l = l->next ? &names->labels.items[l->next - 1] : NULL) {
    if (l->kind == KG__LABEL_NAME && doc->ontology->known.items[l->entity].cls == c->cls)
      return (int32_t)l->entity;
  }
  return -1;
}

// "B. Obama": the one person of this surname, if the first name begins so.
static int32_t
known_by_initial(const kg__document *doc, const kg__candidate *c)
{
  const kg__automaton *names = &doc->ontology->names;
  const kg__token *first = &doc->tokens.items[c->name_first];
  if (c->name_last == c->name_first || !(first->flags & KG__T_ABBREVIATION) ||
      first->end - first->start != 2 ||
      !kg_str_equal(doc->ontology->classes.items[c->cls].name, KG_STR("Person")))
    return -1;
  uint32_t state = kg__automaton_step(names, 0, doc->tokens.items[c->name_last].word);
  for (const kg__label *l = state ? kg__automaton_label(names, state) : NULL; l;
       l = l->next ? &names->labels.items[l->next - 1] : NULL) {
    const kg__known *k = &doc->ontology->known.items[l->entity];
    if (k->cls == c->cls && l->kind != KG__LABEL_HEAD && kg__label_alone(doc, l, false))
      return k->label.ptr[0] == doc->text.ptr[first->start] ? (int32_t)l->entity : -1;
  }
  return -1;
}

// The state whose "Air Force" this is: named right before, with a genitive, or behind "of".
static int32_t
owner_of(const kg__document *doc, const kg__candidates *found, const kg__candidate *c)
{
  uint64_t states = kg__class_mask(doc->ontology, KG_STR("State"));
  for (size_t i = 0; i < found->n; i++) {
    const kg__candidate *o = &found->items[i];
    bool before = o->last + 2 == c->first &&
                  (kg__token_is(doc, o->last + 1, "'s") || kg__token_is(doc, o->last + 1, "'"));
    bool behind = o->first == c->last + 2 && kg__token_is(doc, c->last + 1, "of");
    if (o->known >= 0 && states >> o->cls & 1 && (before || behind))
      return o->known;
  }
  return -1;
}

static bool
within(const kg__ontology *o, uint32_t known, uint32_t state)
{
  uint32_t whole = o->known.items[known].whole;
  for (int steps = 0; whole && steps < 4; steps++) {
    if (whole == state + 1)
      return true;
    whole = o->known.items[whole - 1].whole;
  }
  return false;
}

// "Brazil's Air Force" is the Brazilian Air Force: the one of that state whose name ends so.
static int32_t
force_of(const kg__document *doc, const kg__candidates *found, const kg__candidate *c)
{
  const kg__ontology *o = doc->ontology;
  kg_str name = kg__span_text(doc, c->name_first, c->name_last);
  int32_t best = -1, state = c->name_last > c->name_first ? owner_of(doc, found, c) : -1;
  if (state < 0 || !kg_str_equal(o->classes.items[c->cls].name, KG_STR("Institution")))
    return -1;
  for (size_t i = 0; i < o->known.n; i++) {
    kg_str label = o->known.items[i].label;
    if (o->known.items[i].cls == c->cls && within(o, (uint32_t)i, (uint32_t)state) && label.len > name.len &&
        kg_str_ends(label, name) && label.ptr[label.len - name.len - 1] == ' ' &&
        (best < 0 || label.len < o->known.items[best].label.len))
      best = (int32_t)i;
  }
  return best;
}

int32_t
kg__variant_known(const kg__document *doc, const kg__candidates *found, const kg__candidate *c)
{
  int32_t known = known_in_other_order(doc, c);
  if (known < 0)
    known = known_by_initial(doc, c);
  return known < 0 ? force_of(doc, found, c) : known;
}

// "X 24" is X, whichever is said first.
kg_status
kg__edition_note(kg__document *doc, const kg__candidate *c)
{
  const kg__token *last = &doc->tokens.items[c->name_last];
  bool numbered = last->flags & KG__T_DIGIT && !(last->flags & KG__T_JOINED);
  if (!numbered || c->name_first == c->name_last ||
      !kg_str_equal(doc->ontology->classes.items[c->cls].name, KG_STR("Exercise")))
    return KG_OK;
  kg_str whole = kg__span_text(doc, c->name_first, c->name_last),
         series = kg__span_text(doc, c->name_first, c->name_last - 1);
  int32_t entity = kg__entity_find(doc, series);
  if (entity >= 0 && kg__entity_is(doc, entity, "Exercise"))
    return kg__entity_alias(doc, whole, entity);
  KG_TRY(kg__entity_local(doc, c->cls, whole, false, &entity));
  return kg__entity_alias(doc, series, entity);
}

// "Ministry of Defence of X", "X Air Force": what it is called at home, where the text says whose it is.
kg_status
kg__home_name_note(kg__document *doc, const kg__candidates *found, const kg__candidate *c, int32_t entity)
{
  uint64_t states = kg__class_mask(doc->ontology, KG_STR("State"));
  for (size_t i = 0; i < found->n && kg__entity_is(doc, entity, "Institution"); i++) {
    const kg__candidate *inner = &found->items[i];
    uint32_t first = c->name_first, last = c->name_last;
    if (inner->known < 0 || !(states >> inner->cls & 1) || inner->first < first || inner->last > last)
      continue;
    if (inner->first == first && inner->kind == KG__DEMONYM)
      first = inner->last + 1;
    else if (inner->last == last && inner->first > first + 1) {
      last = inner->first - 1;
      while (last > first && kg__token_word(doc, last)->pos & (KG__PREPOSITION | KG__DETERMINER))
        last--;
    }
    kg_str name = first < last ? kg__span_text(doc, first, last) : KG_STR("");
    if (name.len && name.len < kg__span_text(doc, c->name_first, c->name_last).len &&
        kg__entity_find(doc, name) < 0)
      return kg__entity_alias(doc, name, entity);
  }
  return KG_OK;
}

// Whether the letter is of a word like "II" or "VI".
static bool
in_numeral(kg_str label, size_t at)
{
  size_t from = at, to = at;
  while (from && label.ptr[from - 1] != ' ')
    from--;
  while (to < label.len && label.ptr[to] != ' ')
    to++;
  for (size_t i = from; i < to; i++) {
    if (!memchr("IVX", label.ptr[i], 3))
      return false;
  }
  return true;
}

// "Jane DOE" is called Jane Doe.
kg_status
kg__surname_lower(kg__document *doc, const kg__candidate *c, kg_str name, int32_t entity)
{
  kg_str label = doc->entities.items[entity].label;
  const kg__token *last = &doc->tokens.items[c->name_last], *first = &doc->tokens.items[c->name_first];
  bool shouted = (last->flags & KG__T_SHOUT && last->end - last->start > 3) ||
                 (first->flags & KG__T_SHOUT && first->end - first->start > 3);
  if (!kg__entity_is(doc, entity, "Person") || !shouted || !kg_str_equal(label, name))
    return KG_OK;
  kg_str copy = kg_arena_str(doc->arena, label);
  if (!copy.ptr)
    return KG_ERR_NOMEM;
  char *text = (char *)copy.ptr;
  for (size_t i = 0; i < label.len; i++) {
    bool inside =
        i && (unsigned char)(label.ptr[i - 1] & ~32) >= 'A' && (unsigned char)(label.ptr[i - 1] & ~32) <= 'Z';
    bool numeral = in_numeral(label, i);
    if (inside && !numeral && label.ptr[i] >= 'A' && label.ptr[i] <= 'Z')
      text[i] = (char)(label.ptr[i] | 32);
  }
  doc->entities.items[entity].label = copy;
  return KG_OK;
}
