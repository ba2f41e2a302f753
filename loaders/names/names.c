// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// All readings of a sentence's tokens as names are gathered, of the gazetteer by the automaton and unknown
// ones by their shape; then the longest win, so that "Australian Defence Force" is no mention of Australia.

#include "loaders/names/names.h"

#include <stdlib.h>

static int
longest_first(const void *a, const void *b)
{
  const kg__candidate *x = a, *y = b;
  uint32_t n = x->last - x->first, m = y->last - y->first;
  if (n != m)
    return n > m ? -1 : 1;
  if (x->rank != y->rank)
    return x->rank > y->rank ? -1 : 1;
  if (x->first != y->first)
    return x->first < y->first ? -1 : 1;
  return x->known < y->known ? -1 : x->known > y->known;
}

static bool
free_of_mentions(const kg__document *doc, const kg__candidate *c)
{
  for (uint32_t t = c->first; t <= c->last; t++) {
    if (doc->tokens.items[t].mention >= 0)
      return false;
  }
  return true;
}

static kg_status
accept(kg__document *doc, const kg__candidates *found, const kg__candidate *c)
{
  int32_t entity, other = c->known < 0 ? kg__variant_known(doc, found, c) : -1;
  if (c->known >= 0) {
    KG_TRY(kg__entity_known(doc, (uint32_t)c->known, &entity));
    if (kg__entity_is(doc, entity, "Institution") || kg__entity_is(doc, entity, "Agreement") ||
        kg__entity_is(doc, entity, "Strategy") || kg__entity_is(doc, entity, "Meeting"))
      kg__owner_note(doc, found, c, entity);
    if (kg__entity_is(doc, entity, "Conflict") || kg__entity_is(doc, entity, "Threat"))
      KG_TRY(kg__belligerents_note(doc, found, c, entity));
  } else if (other >= 0) {
    KG_TRY(kg__entity_known(doc, (uint32_t)other, &entity));
  } else {
    KG_TRY(kg__edition_note(doc, c));
    kg_str name = kg__span_text(doc, c->name_first, c->name_last);
    KG_TRY(kg__entity_local(doc, c->cls, name, false, &entity));
    KG_TRY(kg__surname_lower(doc, c, name, entity));
    kg__owner_note(doc, found, c, entity);
  }
  KG_TRY(kg__home_name_note(doc, found, c, entity));
  bool mentioned = doc->entities.items[entity].mentioned;
  KG_TRY(kg__mention_add(doc, c->name_first, c->name_last, c->kind, entity));
  if (c->generic && (c->last == c->first || kg__entity_is(doc, entity, "Place")))
    doc->entities.items[entity].mentioned = mentioned;
  return KG_OK;
}

// A common noun of the gazetteer whose head noun the ontology puts into another class is left to description.
static bool
misplaced(const kg__document *doc, const kg__candidate *c)
{
  const kg__token *t = &doc->tokens.items[c->last];
  return c->generic && t->head_class != KG__NO_CLASS && t->head_class != c->cls && c->kind == KG__NAME &&
         !(doc->tokens.items[c->first].flags & KG__T_CAPITAL);
}

static kg_status
choose(kg__document *doc, kg__candidates *found)
{
  if (found->n)
    qsort(found->items, found->n, sizeof *found->items, longest_first);
  for (size_t i = 0; i < found->n; i++) {
    if (free_of_mentions(doc, &found->items[i]) && !misplaced(doc, &found->items[i]))
      KG_TRY(accept(doc, found, &found->items[i]));
  }
  return KG_OK;
}

static kg_status
name_sentence(kg__document *doc, const kg__sentence *s, const kg__grounds *g, kg__candidates *found)
{
  bool loud = kg__sentence_shouts(doc, s);
  if (s->dateline)
    return KG_OK;
  found->n = 0;
  KG_TRY(kg__sentence_readings(doc, s, loud, g, found));
  if (!loud) {
    KG_TRY(kg__sentence_headline(doc, s, found));
    KG_TRY(kg__sentence_shapes(doc, s, found));
  }
  return choose(doc, found);
}

kg_status
kg__document_name(kg__document *doc)
{
  kg__candidates found = {0};
  kg__grounds g = {.named = calloc(doc->ontology->known.n + 1, 1)};
  kg_status st = g.named ? KG_OK : KG_ERR_NOMEM;
  for (size_t i = 0; !st && i < doc->sentences.n; i++)
    kg__grounds_note(doc, &doc->sentences.items[i], &g);
  for (size_t i = 0; !st && i < doc->sentences.n; i++)
    st = name_sentence(doc, &doc->sentences.items[i], &g, &found);
  free(found.items);
  free(g.named);
  return st ? st : kg__document_short_forms(doc);
}
