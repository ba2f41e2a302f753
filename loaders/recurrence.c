// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// How often something happens, in the words of the text where there is no common one for them.

#include "loaders/stages.h"

// "every year", "each summer", "every nine months"
static kg_str
every_at(const kg__document *doc, const kg__sentence *s, uint32_t t, uint32_t *last)
{
  static const struct {
    const char *word, *says;
  } UNITS[] = {{"year", "annual"},       {"spring", "annual"}, {"summer", "annual"}, {"autumn", "annual"},
               {"fall", "annual"},       {"winter", "annual"}, {"month", "monthly"}, {"week", "weekly"},
               {"quarter", "quarterly"}, {"day", "daily"}};
  static const char *const MANY[] = {"days", "weeks", "months", "years"};
  for (size_t i = 0; t + 1 < s->end && i < sizeof UNITS / sizeof *UNITS; i++) {
    if (kg__token_says(doc, t + 1, UNITS[i].word)) {
      *last = t + 1;
      return kg_str_of(UNITS[i].says);
    }
  }
  bool month = t + 1 < s->end && kg__token_word(doc, t + 1)->is & KG__WORD_MONTH &&
               doc->tokens.items[t + 1].flags & KG__T_CAPITAL;
  if (month) {
    *last = t + 1;
    return KG_STR("annual");
  }
  for (size_t i = 0; t + 2 < s->end && i < sizeof MANY / sizeof *MANY; i++) {
    if (kg__token_says(doc, t + 2, MANY[i])) {
      *last = t + 2;
      return kg__span_text(doc, t, t + 2);
    }
  }
  return (kg_str){0};
}

// "every two years", "each summer", "twice a year" at `t`; sets its last word.
kg_str
kg__recurrence_at(const kg__document *doc, const kg__sentence *s, uint32_t t, uint32_t *last)
{
  static const struct {
    const char *words[3], *says;
  } WAYS[] = {{{"annual"}, "annual"},
              {{"annually"}, "annual"},
              {{"yearly"}, "annual"},
              {{"biennial"}, "biennial"},
              {{"biennially"}, "biennial"},
              {{"triennial"}, "triennial"},
              {{"regular"}, "regular"},
              {{"regularly"}, "regular"},
              {{"routine"}, "routine"},
              {{"routinely"}, "routine"},
              {{"periodic"}, "periodic"},
              {{"periodically"}, "periodic"},
              {{"monthly"}, "monthly"},
              {{"quarterly"}, "quarterly"},
              {{"biannual"}, "biannual"},
              {{"weekly"}, "weekly"},
              {{"daily"}, "daily"},
              {{"once", "a", "year"}, "annual"},
              {{"twice", "a", "year"}, "twice a year"},
              {{"twice", "yearly"}, "twice a year"},
              {{"every", "two", "years"}, "biennial"},
              {{"every", "second", "year"}, "biennial"},
              {{"every", "other", "year"}, "biennial"},
              {{"alternate", "years"}, "biennial"}};
  for (size_t i = 0; i < sizeof WAYS / sizeof *WAYS; i++) {
    uint32_t n = 0;
    while (n < 3 && WAYS[i].words[n] && t + n < s->end && kg__token_says(doc, t + n, WAYS[i].words[n]))
      n++;
    if (n == 3 || !WAYS[i].words[n]) {
      *last = t + n - 1;
      return kg_str_of(WAYS[i].says);
    }
  }
  return kg__token_says(doc, t, "every") || kg__token_says(doc, t, "each") ? every_at(doc, s, t, last)
                                                                           : (kg_str){0};
}

// Whether what is said at these tokens is said of the claim: near it in the tree, or in words.
static bool
recurs(const kg__document *doc, const kg__sentence *s, const kg__claim *claim, bool happens, uint32_t first,
       uint32_t last)
{
  if (happens && first + 6 >= claim->first && first <= claim->last + 6)
    return true;
  kg__time time = {.first = first, .last = last};
  kg__time_find_host(doc, s, &time);
  return kg__time_distance(doc, s, &time, claim) < KG__TIME_LIMIT / 2;
}

void
kg__claim_recurrence(kg__document *doc, const kg__sentence *s, kg__claim *claim)
{
  static const char *const HAPPENINGS[] = {"participatesIn", "hosts", "deploys", "deployedTo", "locatedIn"};
  const kg__property *p = &doc->ontology->properties.items[claim->property];
  bool happens = false;
  for (size_t i = 0; i < sizeof HAPPENINGS / sizeof *HAPPENINGS && !happens; i++)
    happens = kg_str_equal(p->name, kg_str_of(HAPPENINGS[i]));
  for (uint32_t t = s->first; !claim->timeless && t < s->end; t++) {
    uint32_t last = t;
    kg_str says = kg__recurrence_at(doc, s, t, &last);
    if (says.len && recurs(doc, s, claim, happens, t, last))
      claim->recurrence = says;
  }
}
