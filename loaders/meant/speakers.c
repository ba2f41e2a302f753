// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Who "we" are: in a quotation, whoever says it; else those who make the statement, as its title ("Statement
// of the X", "X Leaders' Declaration") or its first sentences ("We, the ministers of X and Y") tell; in a
// joint statement that tells neither, those whom it lists first.

#include "loaders/meant/resolve.h"

enum { FIRST_SENTENCES = 6 };

static const char *const KINDS[] = {"statement", "declaration", "communique", "communiqué", "vision",
                                    "release",   "remarks",     "readout",    "sheet",      NULL};

static bool
says_any(const kg__document *doc, uint32_t t, const char *const *words)
{
  for (; *words; words++) {
    if (kg__token_says(doc, t, *words))
      return true;
  }
  return false;
}

static bool
passes_on(const kg__document *doc, uint32_t t)
{
  static const char *const WORDS[] = {"the",
                                      "of",
                                      "and",
                                      "a",
                                      "leaders",
                                      "heads",
                                      "head",
                                      "state",
                                      "states",
                                      "government",
                                      "governments",
                                      "foreign",
                                      "defence",
                                      "defense",
                                      "ministers",
                                      "minister",
                                      "presidents",
                                      "president",
                                      "prime",
                                      "member",
                                      "members",
                                      "countries",
                                      "participating",
                                      "secretary",
                                      "general",
                                      "council",
                                      "group",
                                      "ministry",
                                      "affairs",
                                      "joint",
                                      "press",
                                      "summit",
                                      "s",
                                      "for",
                                      NULL};
  return doc->tokens.items[t].flags & KG__T_PUNCT || says_any(doc, t, WORDS);
}

static bool
joins(const kg__document *doc, uint32_t t)
{
  static const char *const WORDS[] = {"and", "the", NULL};
  return doc->tokens.items[t].flags & KG__T_PUNCT || says_any(doc, t, WORDS);
}

static bool
add_speaker(kg__document *doc, int32_t e)
{
  size_t max = sizeof doc->speakers.entities / sizeof *doc->speakers.entities;
  for (uint32_t i = 0; i < doc->speakers.n; i++) {
    if (doc->speakers.entities[i] == e)
      return true;
  }
  if (doc->speakers.n == max)
    return false;
  doc->speakers.entities[doc->speakers.n++] = e;
  return true;
}

// "Prime Minister X of Y": the state right behind a person's name.
static int32_t
home_of_title(const kg__document *doc, uint32_t name, uint32_t end)
{
  uint32_t t = doc->mentions.items[doc->tokens.items[name].mention].last + 1;
  if (t + 1 >= end || !kg__token_says(doc, t, "of"))
    return -1;
  t += kg__token_says(doc, t + 1, "the") ? 2 : 1;
  int32_t e = t < end ? kg__mentioned_at(doc, t) : -1;
  return e >= 0 && kg__is_state(doc, e) ? e : -1;
}

// The agents that stand from here on: one body, or the states of a list.
static void
take_list(kg__document *doc, uint32_t t, uint32_t end)
{
  while (t < end && kg__mentioned_at(doc, t) < 0 && passes_on(doc, t))
    t++;
  for (; t < end; t++) {
    int32_t e = kg__mentioned_at(doc, t);
    bool passed = doc->speakers.n && doc->joint ? passes_on(doc, t) : joins(doc, t);
    if (e < 0 ? !passed : !kg__entity_is(doc, e, "Agent"))
      return;
    if (e >= 0 && kg__entity_is(doc, e, "Person")) {
      int32_t home = home_of_title(doc, t, end);
      e = home >= 0 ? home : kg__state_of_person(doc, e);
    }
    if (e < 0)
      continue;
    if (doc->speakers.n && !(kg__is_state(doc, e) && kg__is_state(doc, doc->speakers.entities[0])))
      return;
    add_speaker(doc, e);
  }
}

// "X and Y Foreign Ministers' Joint" before the word for what they make.
static void
take_list_before(kg__document *doc, uint32_t first, uint32_t kind)
{
  uint32_t t = kind;
  while (t > first && kg__mentioned_at(doc, t - 1) < 0 && passes_on(doc, t - 1))
    t--;
  while (t > first && (kg__mentioned_at(doc, t - 1) >= 0 || joins(doc, t - 1)))
    t--;
  take_list(doc, t, kind);
}

static void
by_title(kg__document *doc, const kg__sentence *s)
{
  static const char *const OF[] = {"of", "by", "from", "between", NULL};
  for (uint32_t t = s->first; t < s->end; t++) {
    if (!says_any(doc, t, KINDS))
      continue;
    if (t + 1 < s->end && says_any(doc, t + 1, OF))
      take_list(doc, t + 2, s->end);
    else if (kg__token_says(doc, t, "sheet"))
      take_list(doc, t + 1, s->end); // "Fact Sheet: X's Cooperation with Y"
    else
      take_list_before(doc, s->first, t);
    return;
  }
}

static void
by_we(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t t = s->first; t + 2 < s->end && !doc->speakers.n; t++) {
    bool comma = kg_str_equal(kg__token_text(doc, t + 1), KG_STR(","));
    if (kg__token_says(doc, t, "we") && kg__token_says(doc, t + 1 + comma, "the"))
      take_list(doc, t + 2 + comma, s->end);
  }
}

static bool
speaks_jointly(const kg__document *doc)
{
  bool joint = false, kind = false;
  for (uint32_t t = 0; t < doc->tokens.n && t < 40; t++) {
    joint |= kg__token_says(doc, t, "joint") || kg__token_says(doc, t, "leaders");
    kind |= says_any(doc, t, KINDS);
  }
  return joint && kind;
}

// "X–Y Summit: Chairman's Statement"
static kg_status
by_name_in_title(kg__document *doc, const kg__sentence *s)
{
  bool kind = false;
  for (uint32_t t = s->first; t < s->end; t++)
    kind |= says_any(doc, t, KINDS);
  for (uint32_t t = s->first; kind && t < s->end && !doc->speakers.n; t++) {
    int32_t m = doc->tokens.items[t].mention;
    kg__group members = {0};
    if (m >= 0)
      KG_TRY(kg__name_pair(doc, &doc->mentions.items[m], &members));
    for (size_t i = 0; i < members.n; i++)
      add_speaker(doc, members.entities[i]);
  }
  return KG_OK;
}

kg_status
kg__document_speakers(kg__document *doc)
{
  doc->speakers.n = 0;
  doc->joint = speaks_jointly(doc);
  for (size_t i = 0; i < doc->sentences.n && i < FIRST_SENTENCES && !doc->speakers.n; i++)
    by_we(doc, &doc->sentences.items[i]);
  if (!doc->speakers.n && doc->sentences.n)
    by_title(doc, &doc->sentences.items[0]);
  return doc->speakers.n || !doc->sentences.n ? KG_OK : by_name_in_title(doc, &doc->sentences.items[0]);
}

static bool
is_quote(const kg__document *doc, uint32_t t)
{
  kg_str text = kg__token_text(doc, t);
  return kg_str_equal(text, KG_STR("\"")) || kg_str_equal(text, KG_STR("”"));
}

// "We support X. It is right," Y said: whoever is named with a verb of saying where the quotation ends.
static int32_t
named_behind_quotation(const kg__document *doc, uint32_t t)
{
  enum { LONGEST = 120, NEAR = 9 };
  uint32_t end = t;
  while (end < doc->tokens.n && end < t + LONGEST && !is_quote(doc, end))
    end++;
  int32_t found = -1;
  bool said = false;
  for (uint32_t k = end + 1; k < doc->tokens.n && k < end + NEAR && !is_quote(doc, k); k++) {
    uint32_t lemma = kg__token_word(doc, k)->verb;
    int32_t e = kg__mentioned_at(doc, k);
    if (doc->tokens.items[k].flags & KG__T_BLANK)
      break;
    said |= lemma && kg__word_at(&doc->ontology->words, lemma)->is & KG__WORD_SAYING;
    if (e >= 0 && kg__entity_is(doc, e, "Person"))
      found = e;
  }
  return said ? found : -1;
}

// "We support X," Y said.
static int32_t
quoted_speaker(const kg__document *doc, uint32_t t)
{
  const kg__sentence *s = &doc->sentences.items[kg__sentence_of(doc, t)];
  kg__claim said = {.trigger = t, .subject = -1, .object = -1, .said_by = -1};
  kg__claim_source(doc, s, &said);
  return said.said_by >= 0 ? said.said_by : named_behind_quotation(doc, t);
}

void
kg__speakers_group(const kg__document *doc, uint32_t t, uint64_t wanted, kg__group *group)
{
  const kg__sentence *s = &doc->sentences.items[kg__sentence_of(doc, t)];
  const kg__together *first = doc->joint && doc->together.n ? &doc->together.items[0] : NULL;
  if (kg__is_quoted(doc, s, t)) {
    int32_t e = quoted_speaker(doc, t);
    if (kg__fits(doc, e, wanted))
      kg__group_add(group, e, t, t);
    return;
  }
  for (uint32_t i = 0; i < doc->speakers.n; i++) {
    if (kg__fits(doc, doc->speakers.entities[i], wanted))
      kg__group_add(group, doc->speakers.entities[i], t, t);
  }
  for (uint32_t i = 0; !doc->speakers.n && first && first->token < 60 && i < first->n; i++) {
    if (kg__fits(doc, first->entities[i], wanted))
      kg__group_add(group, first->entities[i], t, t);
  }
}

bool
kg__joint_speakers(const kg__document *doc, const kg__chunk *c, size_t n, uint64_t wanted, kg__group *group)
{
  uint64_t state = kg__class_mask(doc->ontology, KG_STR("State"));
  kg__group all = {0};
  if (doc->joint && !kg__is_quoted(doc, &doc->sentences.items[kg__sentence_of(doc, c->head)], c->head))
    kg__speakers_group(doc, c->head, state, &all);
  if (all.n < 2 || (n && n != all.n))
    return false;
  for (size_t i = 0; i < all.n; i++) {
    if (kg__fits(doc, all.entities[i], wanted))
      kg__group_add(group, all.entities[i], c->first, c->last);
  }
  group->resolved = true;
  return true;
}
