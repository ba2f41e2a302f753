// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// "both countries", "the allies", "the three": those named together before, or those whom the document names
// most.

#include "loaders/meant/resolve.h"

size_t
kg__states_most_named(const kg__document *doc, size_t n, int32_t found[6])
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
  size_t count = kg__states_most_named(doc, n == 2 ? 3 : n, found);
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
  static const char *const WORDS[] = {"both",    "two",    "pair", "duo",  "three",   "trio",
                                      "neither", "either", "four", "five", "quartet", "twosome"};
  static const size_t VALUES[] = {2, 2, 2, 2, 3, 3, 2, 2, 4, 5, 4, 2};
  for (size_t i = 0; i < sizeof VALUES / sizeof *VALUES; i++) {
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

// The states of the list that begins with a chunk, if there are `n`.
static bool
list_of_states(const kg__document *doc, int32_t chunk, size_t n, uint64_t wanted, kg__group *group)
{
  kg__group found = {0};
  for (int32_t k = chunk; k >= 0; k = doc->chunks.items[k].next) {
    int32_t e = kg__mentioned_at(doc, doc->chunks.items[k].head);
    if (e < 0 || !kg__is_state(doc, e))
      return false;
    kg__group_add(&found, e, doc->chunks.items[k].head, doc->chunks.items[k].head);
  }
  for (size_t i = 0; found.n == n && i < n; i++) {
    if (kg__fits(doc, found.entities[i], wanted))
      kg__group_add(group, found.entities[i], found.first[i], found.last[i]);
  }
  return found.n == n;
}

// "the three powers - X, Y and Z", "X and Y, both parties to the treaty".
static bool
listed_beside(const kg__document *doc, const kg__chunk *c, size_t n, uint64_t wanted, kg__group *group)
{
  uint32_t own = (uint32_t)doc->tokens.items[c->head].chunk, next = own + 1;
  if (next < doc->chunk_end && doc->chunks.items[next].first == c->last + 2 &&
      doc->tokens.items[c->last + 1].flags & KG__T_PUNCT &&
      list_of_states(doc, (int32_t)next, n, wanted, group))
    return true;
  for (uint32_t i = own; i-- > doc->chunk0;) {
    if (doc->chunks.items[i].list == (int32_t)i && doc->chunks.items[i].next >= 0 &&
        list_of_states(doc, (int32_t)i, n, wanted, group)) {
      group->resolved = true;
      return true;
    }
  }
  return false;
}

// "X met Y. The two agreed ...", "the two leaders": the persons of this sentence and the last, if there are
// `n`.
static bool
persons_before(const kg__document *doc, const kg__chunk *c, size_t n, uint64_t wanted, kg__group *group)
{
  static const char *const PEOPLE[] = {"leaders",   "ministers", "presidents",  "men", "women",
                                       "officials", "diplomats", "politicians", NULL};
  uint32_t at = kg__sentence_of(doc, c->first), first = doc->sentences.items[at ? at - 1 : 0].first, last = 0;
  kg__group found = {0};
  if (!(wanted & kg__class_mask(doc->ontology, KG_STR("Person"))) ||
      !(number_word(doc, c->head) || kg__token_is_any(doc, c->head, PEOPLE)))
    return false;
  for (uint32_t t = first; t < c->first; t++) {
    int32_t e = kg__mentioned_at(doc, t);
    if (e < 0 || !kg__entity_is(doc, e, "Person"))
      continue;
    kg__group_add(&found, e, c->first, c->last);
    last = t;
  }
  const kg__together *states = last_together(doc, n, true);
  if (found.n != n || (states && states->token > last))
    return false;
  for (size_t i = 0; i < n; i++)
    kg__group_add(group, found.entities[i], c->first, c->last);
  group->resolved = true;
  return true;
}

// "X remains Y's partner; the two governments ...": the states of the sentence so far, if there are two; for
// a bare "the two", its agents.
static bool
named_in_sentence(const kg__document *doc, const kg__chunk *c, size_t n, uint64_t wanted, kg__group *group)
{
  const kg__sentence *s = &doc->sentences.items[kg__sentence_of(doc, c->first)];
  bool bare = number_word(doc, c->head) != 0;
  kg__group found = {0};
  int32_t top[6];
  if (n != 2 || (!bare && stand_out(doc, top, kg__states_most_named(doc, 3, top))))
    return false;
  for (uint32_t t = s->first; t < c->first; t++) {
    int32_t e = kg__mentioned_at(doc, t);
    if (e >= 0 && !kg__entity_is(doc, e, "Person") &&
        (kg__is_state(doc, e) || (bare && kg__entity_is(doc, e, "Agent"))))
      kg__group_add(&found, e, c->first, c->last);
  }
  if (found.n != n)
    return false;
  for (size_t i = 0; i < n; i++) {
    if (kg__fits(doc, found.entities[i], wanted))
      kg__group_add(group, found.entities[i], c->first, c->last);
  }
  group->resolved = true;
  return true;
}

// "X delivered the ships, and the two countries plan more": the one state of the clause before, and the one
// that the text is about.
static bool
with_main_state(const kg__document *doc, const kg__chunk *c, uint64_t wanted, kg__group *group)
{
  static const char *const LANDS[] = {"countries", "nations",  "states", "governments",
                                      "sides",     "capitals", NULL};
  const kg__sentence *s = &doc->sentences.items[kg__sentence_of(doc, c->first)];
  int32_t own = kg__main_state(doc), other = -1;
  if (own < 0 || !kg__token_is_any(doc, c->head, LANDS) || c->first == s->first ||
      !(doc->tokens.items[c->first - 1].pos & KG__COORDINATOR || kg__token_says(doc, c->first - 1, ";")))
    return false;
  for (uint32_t t = s->first; t < c->first; t++) {
    int32_t e = kg__mentioned_at(doc, t);
    if (e < 0 || !kg__is_state(doc, e) || e == own)
      continue;
    if (other >= 0 && other != e)
      return false;
    other = e;
  }
  if (other < 0 || !kg__fits(doc, own, wanted) || !kg__fits(doc, other, wanted))
    return false;
  kg__group_add(group, other, c->first, c->last);
  kg__group_add(group, own, c->first, c->last);
  group->resolved = true;
  return true;
}

// "both sides", "the warring parties" behind "between X and Y", if not both of those are states, nor two
// states were listed since.
static bool
sides_before(const kg__document *doc, const kg__chunk *c, uint64_t wanted, kg__group *group)
{
  enum { REACH = 150 };
  static const char *const NOUNS[] = {"sides",    "side",   "parties", "rivals", "foes",
                                      "factions", "forces", "two",     "both",   NULL};
  const kg__together *t = doc->sides.n ? &doc->sides.items[doc->sides.n - 1] : NULL,
                     *states = last_together(doc, 2, true);
  if (!t || !kg__token_is_any(doc, c->head, NOUNS) || t->token + REACH < c->first ||
      (states && states->token > t->token && states->token < c->first))
    return false;
  for (uint32_t i = 0; i < t->n; i++) {
    if (kg__fits(doc, t->entities[i], wanted))
      kg__group_add(group, t->entities[i], c->first, c->last);
  }
  group->resolved = true;
  return true;
}

static bool
opens_sentence(const kg__document *doc, const kg__chunk *c)
{
  uint32_t t = doc->sentences.items[kg__sentence_of(doc, c->first)].first;
  while (t < c->first && doc->tokens.items[t].flags & (KG__T_DIGIT | KG__T_PUNCT))
    t++;
  return t == c->first;
}

// "both countries", "the two allies", "the three", "both".
bool
kg__resolve_number(const kg__document *doc, const kg__chunk *c, uint64_t wanted, kg__group *group)
{
  size_t n = 0;
  for (uint32_t t = c->first; t <= c->last && !n; t++) {
    bool tied = t < c->last && doc->tokens.items[t + 1].flags & KG__T_JOINED; // "a two-nation force"
    n = tied ? 0 : number_word(doc, t);
  }
  if (!n || n > 5)
    return false;
  static const char *const KNOWN[] = {"nuclear", "permanent", NULL};
  for (uint32_t t = c->first; n == 5 && t < c->head; t++) {
    if (kg__token_is_any(doc, t, KNOWN)) // five that everybody knows
      return true;
  }
  bool bare = number_word(doc, c->head) != 0;
  if (bare && c->first == c->head && doc->tokens.items[c->head].upos == KG__UPOS_NUM)
    return false; // "two of them"
  if (!bare && !stands_for_agents(doc, c))
    return false;
  for (uint32_t t = c->first; t <= c->last; t++) {
    int32_t e = kg__mentioned_at(doc, t);
    bool bloc = kg__entity_is(doc, e, "Alliance") || kg__entity_is(doc, e, "InternationalOrganisation");
    if (kg__entity_is(doc, e, "Agent") &&
        !(bloc && n == 2 && t < c->head && c->definite)) // but "the two NATO allies"
      return false;
  }
  if (opens_sentence(doc, c) && kg__joint_speakers(doc, c, n, wanted, group))
    return true;
  if (!listed_beside(doc, c, n, wanted, group) && !persons_before(doc, c, n, wanted, group) &&
      !(n == 2 && sides_before(doc, c, wanted, group)) && !named_in_sentence(doc, c, n, wanted, group) &&
      !(n == 2 && with_main_state(doc, c, wanted, group)))
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
  enum { REACH = 400 };
  for (uint32_t k = t; k-- > 0 && k + REACH > t;) {
    int32_t e = kg__mentioned_at(doc, k);
    if (e >= 0 && !kg__entity_is(doc, e, "Alliance"))
      e = alliance_of_name(doc, doc->entities.items[e].label);
    if (e >= 0)
      return e;
  }
  return -1;
}

static void
add_all(const kg__document *doc, const int32_t *entities, size_t n, const kg__chunk *c, uint64_t wanted,
        kg__group *group)
{
  for (size_t i = 0; i < n; i++) {
    if (kg__fits(doc, entities[i], wanted))
      kg__group_add(group, entities[i], c->first, c->last);
  }
}

// "the countries", "the foreign and defence ministers": nothing in the phrase says whose.
static bool
bare_plural(const kg__document *doc, const kg__chunk *c)
{
  static const char *const PARTIES[] = {"allies",   "countries",   "nations",   "sides",
                                        "partners", "governments", "states",    "parties",
                                        "members",  "neighbours",  "neighbors", "signatories",
                                        "rivals",   "foes",        "factions",  NULL},
                           *const SPEAKERS[] = {"leaders", "ministers", "presidents", NULL};
  bool the = kg__token_is(doc, c->first, "the") || kg__token_is(doc, c->first, "these");
  bool of = c->last + 1 < doc->tokens.n && kg__token_is(doc, c->last + 1, "of");
  if (!the || of || c->owner >= 0)
    return false;
  if (kg__token_is_any(doc, c->head, PARTIES))
    return c->head == c->first + 1 || (c->head == c->first + 2 && kg__token_is(doc, c->first + 1, "warring"));
  for (uint32_t t = c->first; t <= c->head; t++) {
    if (kg__mentioned_at(doc, t) >= 0)
      return false;
  }
  return kg__token_is_any(doc, c->head, SPEAKERS);
}

// "the allies": the alliance spoken of as a whole; "the countries": those listed last, else the two that the
// document is about.
bool
kg__resolve_plural(const kg__document *doc, const kg__chunk *c, uint64_t wanted, kg__group *group)
{
  static const char *const OURS[] = {"countries", "nations",    "states",  "governments", "forces", "armies",
                                     "peoples",   "ministries", "leaders", "militaries",  "sides",  NULL};
  if (kg__token_is(doc, c->first, "our") && kg__token_is_any(doc, c->head, OURS)) {
    kg__speakers_group(doc, c->first, wanted, group);
    group->resolved = true;
    return true;
  }
  static const char *const OF_ALLIANCES[] = {"allies", "members", NULL};
  if (!bare_plural(doc, c))
    return false;
  if (!kg__token_is_any(doc, c->head, OF_ALLIANCES) && opens_sentence(doc, c) &&
      kg__joint_speakers(doc, c, 0, wanted, group))
    return true;
  const kg__together *t = doc->together.n ? &doc->together.items[doc->together.n - 1] : NULL;
  int32_t alliance = kg__token_is_any(doc, c->head, OF_ALLIANCES) ? last_alliance(doc, c->first) : -1, top[6];
  size_t count = kg__states_most_named(doc, 3, top);
  group->resolved = true;
  if (alliance < 0 && sides_before(doc, c, wanted, group))
    return true;
  if (alliance >= 0) {
    if (kg__fits(doc, alliance, wanted))
      kg__group_add(group, alliance, c->first, c->last);
  } else if (t && t->listed && t->token + 60 > c->first) {
    add_all(doc, t->entities, t->n, c, wanted, group);
  } else if (stand_out(doc, top, count)) {
    add_all(doc, top, 2, c, wanted, group);
  }
  return true;
}
