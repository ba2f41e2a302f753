// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// "both countries", "the allies", "the three": those named together before, or those whom the document names
// most.

#include "loaders/resolve.h"

// The `n` states that the document names most, first named first.
static size_t
most_named(const kg__document *doc, size_t n, int32_t found[6])
{
  size_t count = 0;
  for (size_t i = 0; i < doc->entities.n; i++) {
    if (!kg__is_state(doc, (int32_t)i) || !doc->entities.items[i].count)
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
    if (kg__fits(doc, e, wanted))
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
bool
kg__resolve_number(const kg__document *doc, const kg__chunk *c, uint64_t wanted, kg__group *group)
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
    if (kg__entity_is(doc, kg__mentioned_at(doc, t), "Agent"))
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
    int32_t e = kg__mentioned_at(doc, k);
    if (e >= 0 && !kg__entity_is(doc, e, "Alliance"))
      e = alliance_of_name(doc, doc->entities.items[e].label);
    if (e >= 0)
      return e;
  }
  return -1;
}

// "the allies", "the countries": the members of the alliance spoken of as a whole, or those listed last.
bool
kg__resolve_plural(const kg__document *doc, const kg__chunk *c, uint64_t wanted, kg__group *group)
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
    if (kg__fits(doc, alliance, wanted))
      kg__group_add(group, alliance, c->first, c->last);
  } else if (near) {
    for (uint32_t i = 0; i < t->n; i++) {
      if (kg__fits(doc, t->entities[i], wanted))
        kg__group_add(group, t->entities[i], c->first, c->last);
    }
  }
  group->resolved = true;
  return true;
}
