// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// How often something happens: "annual", "every other year", "twice a year", in the words of the text where
// there is no common one for them. An adjective says it of the event that its noun names or tells of, an
// adverb of what is said near it in the tree.

#include "loaders/stages.h"

static const kg__token *
token(const kg__document *doc, uint32_t t)
{
  return &doc->tokens.items[t];
}

static bool
is_any(const kg__document *doc, const kg__sentence *s, uint32_t t, const char *const *texts)
{
  for (; t < s->end && *texts; texts++) {
    if (kg__token_says(doc, t, *texts))
      return true;
  }
  return false;
}

static bool
is(const kg__document *doc, const kg__sentence *s, uint32_t t, const char *text)
{
  return t < s->end && kg__token_says(doc, t, text);
}

static kg_str
ends(kg_str says, uint32_t at, uint32_t *last)
{
  *last = at;
  return says;
}

// "a year", "per month", "each week": how often "once" is; sets its last word.
static kg_str
rate_at(const kg__document *doc, const kg__sentence *s, uint32_t t, uint32_t *last)
{
  static const char *const PER[] = {"a", "per", "each", "every", NULL};
  static const struct {
    const char *unit, *manner, *says;
  } RATES[] = {{"year", "yearly", "annual"},    {"year", "annually", "annual"},
               {"month", "monthly", "monthly"}, {"week", "weekly", "weekly"},
               {"day", "daily", "daily"},       {"quarter", "quarterly", "quarterly"},
               {"decade", "", "every decade"}};
  for (size_t i = 0; i < sizeof RATES / sizeof *RATES; i++) {
    if (is(doc, s, t, RATES[i].manner))
      return ends(kg_str_of(RATES[i].says), t, last);
    if (is_any(doc, s, t, PER) && is(doc, s, t + 1, RATES[i].unit))
      return ends(kg_str_of(RATES[i].says), t + 1, last);
  }
  return (kg_str){0};
}

// "every year", "each summer", "every June", "every other year", "every nine months"
static kg_str
every_at(const kg__document *doc, const kg__sentence *s, uint32_t t, uint32_t *last)
{
  static const char *const SEASONS[] = {"spring", "summer", "autumn", "fall", "winter", NULL},
                           *const TWO[] = {"two", "other", "second", NULL},
                           *const YEARS[] = {"year", "years", NULL}, *const UNITS[] = {"days",    "weeks",
                                                                                       "months",  "years",
                                                                                       "decades", "week",
                                                                                       "month",   "year",
                                                                                       "day",     NULL};
  kg_str rate = rate_at(doc, s, t, last);
  if (rate.len)
    return rate;
  bool month = t + 1 < s->end && kg__token_word(doc, t + 1)->is & (KG__WORD_MONTH | KG__WORD_WEEKDAY) &&
               token(doc, t + 1)->flags & KG__T_CAPITAL;
  if (month || is_any(doc, s, t + 1, SEASONS)) {
    bool weekday = month && kg__token_word(doc, t + 1)->is & KG__WORD_WEEKDAY;
    return ends(weekday ? KG_STR("weekly") : KG_STR("annual"), t + 1, last);
  }
  if (!is(doc, s, t, "every") || !is_any(doc, s, t + 2, UNITS))
    return (kg_str){0};
  if (is_any(doc, s, t + 2, YEARS) && is_any(doc, s, t + 1, TWO))
    return ends(KG_STR("biennial"), t + 2, last);
  return ends(kg__span_text(doc, t, t + 2), t + 2, last);
}

// "once a year", "twice yearly", "three times a year"
static kg_str
times_at(const kg__document *doc, const kg__sentence *s, uint32_t t, uint32_t *last)
{
  bool once = is(doc, s, t, "once"), twice = is(doc, s, t, "twice");
  bool times = is(doc, s, t + 1, "times");
  if (!once && !twice && !times)
    return (kg_str){0};
  kg_str rate = rate_at(doc, s, times ? t + 2 : t + 1, last);
  if (!rate.len || once)
    return rate;
  bool year = kg_str_equal(rate, KG_STR("annual"));
  return twice && year ? KG_STR("twice a year") : kg__span_text(doc, t, *last);
}

// "semi-annual", "bi-monthly"
static kg_str
prefixed_at(const kg__document *doc, const kg__sentence *s, uint32_t t, uint32_t *last)
{
  static const char *const PREFIXES[] = {"semi", "bi", "tri", "half", NULL}, *const BASES[] = {
                                                                                 "annual",  "annually",
                                                                                 "monthly", "weekly",
                                                                                 "yearly",  NULL};
  bool joined = t + 1 < s->end && token(doc, t + 1)->flags & KG__T_JOINED;
  return joined && is_any(doc, s, t, PREFIXES) && is_any(doc, s, t + 1, BASES)
             ? ends(kg__span_text(doc, t, t + 1), t + 1, last)
             : (kg_str){0};
}

static kg_str
word_at(const kg__document *doc, uint32_t t)
{
  static const struct {
    const char *word, *says;
  } WORDS[] = {{"annual", "annual"},          {"annually", "annual"},         {"yearly", "annual"},
               {"biennial", "biennial"},      {"biennially", "biennial"},     {"triennial", "triennial"},
               {"biannual", "biannual"},      {"biannually", "biannual"},     {"semiannual", "semi-annual"},
               {"monthly", "monthly"},        {"bimonthly", "bimonthly"},     {"quarterly", "quarterly"},
               {"weekly", "weekly"},          {"fortnightly", "fortnightly"}, {"daily", "daily"},
               {"regular", "regular"},        {"regularly", "regular"},       {"routine", "routine"},
               {"routinely", "routine"},      {"periodic", "periodic"},       {"periodically", "periodic"},
               {"frequent", "frequent"},      {"frequently", "frequent"},     {"recurring", "recurring"},
               {"recurrent", "recurrent"},    {"rotational", "rotational"},   {"occasional", "occasional"},
               {"occasionally", "occasional"}};
  for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
    if (kg__token_says(doc, t, WORDS[i].word))
      return kg_str_of(WORDS[i].says);
  }
  return (kg_str){0};
}

kg_str
kg__recurrence_at(const kg__document *doc, const kg__sentence *s, uint32_t t, uint32_t *last)
{
  kg_str says = kg__token_says(doc, t, "every") || kg__token_says(doc, t, "each") ? every_at(doc, s, t, last)
                                                                                  : times_at(doc, s, t, last);
  if (!says.len)
    says = prefixed_at(doc, s, t, last);
  if (!says.len && kg__token_says(doc, t, "alternate") && is(doc, s, t + 1, "years"))
    says = ends(KG_STR("biennial"), t + 1, last);
  return says.len ? says : ends(word_at(doc, t), t, last);
}

// Whether an adjective stands before a noun for an event of the claim, or one that a name of it goes with:
// "the annual exercise X", "X, an annual exercise".
static bool
of_noun(const kg__document *doc, const kg__claim *claim, uint32_t noun)
{
  for (int steps = 0; steps < 3; steps++) {
    const kg__token *k = token(doc, noun);
    int32_t e = k->mention >= 0 ? doc->mentions.items[k->mention].entity
                : k->chunk >= 0 ? doc->chunks.items[k->chunk].entity
                                : -1;
    if (e >= 0 && (e == claim->subject || e == claim->object) && kg__entity_is(doc, e, "Event"))
      return true;
    bool same =
        k->relation == KG__REL_APPOS || k->relation == KG__REL_COMPOUND || k->relation == KG__REL_FLAT;
    if (!same || k->head < 0)
      return false;
    noun = (uint32_t)k->head;
  }
  return false;
}

// Whether what is said at these tokens is said of the claim: of its event, near it in the tree, or in words.
static bool
recurs(const kg__document *doc, const kg__sentence *s, const kg__claim *claim, bool happens,
       const kg__time *often)
{
  if (often->inside && of_noun(doc, claim, (uint32_t)often->host))
    return true;
  if (often->inside && !happens && often->host != (int32_t)claim->trigger)
    return false;
  if (happens && often->first + 6 >= claim->first && often->first <= claim->last + 6)
    return true;
  return kg__time_distance(doc, s, often, claim) < KG__TIME_LIMIT / 2;
}

void
kg__claim_recurrence(kg__document *doc, const kg__sentence *s, kg__claim *claim)
{
  static const char *const HAPPENINGS[] = {"participatesIn", "hosts", "deploys", "deployedTo", "locatedIn"};
  const kg__property *p = &doc->ontology->properties.items[claim->property];
  bool happens = false;
  for (size_t i = 0; i < sizeof HAPPENINGS / sizeof *HAPPENINGS && !happens; i++)
    happens = kg_str_equal(p->name, kg_str_of(HAPPENINGS[i]));
  for (uint32_t t = s->first, last; !claim->timeless && t < s->end; t = last + 1) {
    kg__time often = {.first = t};
    kg_str says = kg__recurrence_at(doc, s, t, &last);
    often.last = last;
    kg__time_find_host(doc, s, &often);
    if (!says.len || !recurs(doc, s, claim, happens, &often))
      continue;
    claim->recurrence = says;
    claim->comes_round = !often.inside;
  }
}
