// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Which times of a sentence a claim has: the nearest one by the tree (distance.c) and those in a list with
// it; what begins or ends an office dates the office.

#include "loaders/stages.h"

enum { DIRECT = 4 }; ///< Within the clause

static const kg__token *
token(const kg__document *doc, uint32_t t)
{
  return &doc->tokens.items[t];
}

// "X, president of Y from 2012 to 2017": what stands right behind a title and what it is a title of.
static bool
follows_title(const kg__document *doc, const kg__sentence *s, const kg__time *time, const kg__claim *claim)
{
  if (time->first <= claim->trigger || time->first - claim->trigger > 14)
    return false;
  for (uint32_t t = time->first; t-- > claim->trigger;) {
    if (t == claim->trigger || token(doc, t)->mention >= 0)
      return t == claim->trigger || doc->mentions.items[token(doc, t)->mention].entity == claim->object ||
             doc->mentions.items[token(doc, t)->mention].entity == claim->subject;
    if (!(kg__token_word(doc, t)->pos & (KG__PREPOSITION | KG__DETERMINER | KG__ADVERB)) || t < s->first)
      return false;
  }
  return false;
}

static bool
is_title(const kg__claim *claim)
{
  return claim->timeless && kg_str_equal(kg_str_of(claim->rule), KG_STR("frame"));
}

// "joined X in 1999 and Y in 2004", "X since 2001, Y since 2008": whether the time follows the second of two
// that are dated one by one.
static bool
gapped(const kg__document *doc, const kg__sentence *s, const kg__time *time, const kg__claim *claim)
{
  static const uint32_t SMALL = KG__PREPOSITION | KG__DETERMINER | KG__TO | KG__SUBORDINATOR;
  uint32_t before = time->first;
  while (before > s->first + 1 &&
         (token(doc, before - 1)->pos & SMALL || kg__token_says(doc, before - 1, "(")) &&
         token(doc, before - 1)->mention < 0)
    before--;
  uint32_t name = before - 1;
  int32_t m = before < time->first && name > claim->trigger ? token(doc, name)->mention : -1;
  int32_t e = m >= 0 ? doc->mentions.items[m].entity : -1;
  const kg__time *first = time > &doc->times.items[doc->time0] ? time - 1 : NULL;
  if (!first || (e != claim->object && e != claim->subject) || first->first < claim->trigger ||
      first->last >= name)
    return false;
  bool joined = false;
  for (uint32_t t = first->last + 1; t < name; t++) {
    if (kg__token_says(doc, t, ";") || token(doc, t)->verb >= 0)
      return false;
    joined |= token(doc, t)->pos & KG__COORDINATOR || kg__token_says(doc, t, ",");
  }
  return joined;
}

// What stands beside a lasting bond need not say that it began: "in 1956 a revolt and its withdrawal from X
// met with Y", but "in 1956 Y replaced it with X".
static bool
only_beside(const kg__document *doc, const kg__time *time, const kg__claim *claim)
{
  if (!kg__claim_is_guess(claim) || !doc->ontology->properties.items[claim->property].enduring ||
      kg__entity_is(doc, claim->object, "Agreement") ||
      kg__entity_shown(doc, claim->trigger) == claim->object)
    return false;
  int32_t head = claim->places[1] >= 0 ? token(doc, (uint32_t)claim->places[1])->head : -1;
  return time->host != (int32_t)claim->trigger || head != (int32_t)claim->trigger;
}

static uint32_t
way_to(const kg__document *doc, const kg__sentence *s, const kg__time *time, const kg__claim *claim)
{
  if (kg__term_of_office(doc, s, time, claim))
    return 0;
  if (time->person >= 0)
    return KG__TIME_LIMIT;
  int32_t dated = time->host >= 0 ? kg__entity_shown(doc, (uint32_t)time->host) : -1;
  bool of = time->first > s->first && kg__token_says(doc, time->first - 1, "of");
  if (of && claim->modality == KG__DENIED && dated >= 0 &&
      (dated == claim->object || dated == claim->subject))
    return KG__TIME_LIMIT; // "no party to the treaty of 1992"
  if (dated >= 0 && claim->modality != KG__DENIED && kg__takes_place(doc, claim) &&
      dated == kg__what_takes_place(doc, claim))
    return 1;
  if (gapped(doc, s, time, claim))
    return 0;
  if (only_beside(doc, time, claim))
    return KG__TIME_LIMIT;
  if (is_title(claim))
    return time->kind != KG__TIME_ON && follows_title(doc, s, time, claim) ? 0 : KG__TIME_LIMIT;
  bool lies = kg_str_equal(doc->ontology->properties.items[claim->property].name, KG_STR("locatedIn")) &&
              !kg__entity_is(doc, claim->subject, "Event");
  bool beside = doc->ontology->properties.items[claim->property].stative &&
                !kg_str_equal(kg_str_of(claim->rule), KG_STR("frame"));
  return lies || beside || (claim->timeless && !kg__takes_place(doc, claim))
             ? KG__TIME_LIMIT
             : kg__time_distance(doc, s, time, claim);
}

static const kg__time *
nearest(const kg__document *doc, const kg__sentence *s, const kg__claim *claim)
{
  const kg__time *best = NULL;
  bool stative = doc->ontology->properties.items[claim->property].stative;
  uint32_t least = stative ? DIRECT * KG__TIME_SCALE : KG__TIME_LIMIT;
  for (uint32_t i = doc->time0; i < doc->time_end; i++) {
    const kg__time *time = &doc->times.items[i];
    if (kg__time_kind_for(doc, s, time, claim) == KG__TIME_OTHER)
      continue;
    uint32_t d = way_to(doc, s, time, claim);
    if (d < least) {
      least = d;
      best = time;
    }
  }
  return best;
}

// "in 2018 and 2022", "from 2012 to 2017 and again since 2022".
static bool
listed(const kg__document *doc, const kg__time *a, const kg__time *b)
{
  static const char *const SMALL[] = {"and", ",",  "or", "again", "then",  "since", "from",
                                      "in",  "on", "to", "the",   "until", "early", "late"};
  if (b->first <= a->last || b->first - a->last > 6)
    return false;
  bool joined = false;
  for (uint32_t t = a->last + 1; t < b->first; t++) {
    bool small = false;
    for (size_t i = 0; i < sizeof SMALL / sizeof *SMALL && !small; i++)
      small = kg__token_says(doc, t, SMALL[i]);
    if (!small)
      return false;
    joined |= kg__token_says(doc, t, "and") || kg__token_says(doc, t, ",");
  }
  return joined;
}

static bool
of_today(const kg__document *doc, const kg__time *time, const kg__claim *claim)
{
  return kg__token_says(doc, time->first, "today") &&
         doc->ontology->properties.items[claim->property].enduring;
}

size_t
kg__claim_times(const kg__document *doc, const kg__sentence *s, const kg__claim *claim,
                const kg__time *times[KG__MAX_TIMES])
{
  if (doc->time0 == doc->time_end)
    return 0;
  const kg__time *best = nearest(doc, s, claim);
  if (!best || of_today(doc, best, claim))
    return 0;
  size_t n = 1;
  times[0] = best;
  for (const kg__time *t = best;
       t > &doc->times.items[doc->time0] && n < KG__MAX_TIMES && listed(doc, t - 1, t); t--)
    times[n++] = t - 1;
  for (const kg__time *t = best;
       t + 1 < &doc->times.items[doc->time_end] && n < KG__MAX_TIMES && listed(doc, t, t + 1); t++)
    times[n++] = t + 1;
  return n;
}
