// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Runs of words that could be the object of a relation: names, numbers, and dates as day, month or year.

#include "loaders/stages.h"
#include "loaders/learn/subjects.h"

#include <stdio.h>

enum { LONGEST_NAME = 10 };

// 1 to 12; 0: none.
static unsigned
month_of(kg_str folded)
{
  static const char *const MONTHS[] = {"january", "february", "march",     "april",   "may",      "june",
                                       "july",    "august",   "september", "october", "november", "december"};
  for (size_t i = 0; i < sizeof MONTHS / sizeof *MONTHS; i++) {
    if (kg_str_equal(folded, kg_str_of(MONTHS[i])))
      return (unsigned)i + 1;
  }
  return 0;
}

// The number of a day beside a month, 0: none.
static unsigned
day_at(const kg__cues *cues, size_t i)
{
  static const char *const ENDINGS[] = {"st", "nd", "rd", "th"};
  kg_str text = i < cues->n_words ? cues->words[i].folded : (kg_str){0};
  for (size_t k = 0; text.len > 2 && k < sizeof ENDINGS / sizeof *ENDINGS; k++)
    text.len -= kg_str_ends(text, kg_str_of(ENDINGS[k])) ? 2 : 0;
  if (!text.len || text.len > 2 || *text.ptr < '0' || *text.ptr > '9' ||
      (text.len > 1 && (text.ptr[1] < '0' || text.ptr[1] > '9')))
    return 0;
  return text.len > 1 ? (unsigned)(*text.ptr - '0') * 10 + (unsigned)(text.ptr[1] - '0')
                      : (unsigned)(*text.ptr - '0');
}

static kg_status
add_date(kg__cues *cues, unsigned day, kg_str month, unsigned number, size_t year, size_t first,
         kg__form form)
{
  char text[64];
  kg_str y = cues->words[year].text;
  int n = snprintf(text, sizeof text, "%02u %.*s %.*s", day, KG_STR_ARG(month), KG_STR_ARG(y));
  KG_TRY(kg__span_add(cues, &cues->objects, kg_arena_str(cues->arena, (kg_str){text, (size_t)n}), first, year,
                      form));
  if (!cues->reader || !cues->reader->labels || !cues->reader->labels->days)
    return KG_OK;
  n = snprintf(text, sizeof text, "%.*s-%02u-%02u", KG_STR_ARG(y), number, day);
  return kg__span_add(cues, &cues->objects, kg_arena_str(cues->arena, (kg_str){text, (size_t)n}), first, year,
                      form);
}

// A year, with the month and the day before it if they are told; what is not told is the first.
static kg_status
add_dates(kg__cues *cues, size_t year)
{
  if (!kg__cue_is_year(cues->words[year].folded))
    return KG_OK;
  KG_TRY(add_date(cues, 1, KG_STR("January"), 1, year, year, KG__DATE_YEAR));
  size_t at = year, first;
  if (at > 1 && kg__cue_byte(cues, at - 1) == ',')
    at--;
  unsigned day = at > 1 ? day_at(cues, at - 1) : 0, month;
  if (day)
    at--;
  at -= at > 1 && kg__cue_reads(cues, at - 1, "of");
  if (!at || !(month = month_of(cues->words[at - 1].folded)))
    return KG_OK;
  first = at - 1;
  if (!day && first && (day = day_at(cues, first - 1)))
    first--;
  return add_date(cues, day ? day : 1, cues->words[at - 1].text, month, year, first,
                  day ? KG__DATE_DAY : KG__DATE_MONTH);
}

// "8,500" is 8500, "$20" is 20.
static kg_status
add_number(kg__cues *cues, size_t i)
{
  kg_str said = cues->words[i].text;
  char plain[32];
  size_t n = 0;
  for (size_t k = 0; k < said.len && n < sizeof plain; k++) {
    if (said.ptr[k] != ',' && (k || (said.ptr[k] >= '0' && said.ptr[k] <= '9')))
      plain[n++] = said.ptr[k];
  }
  if (n == said.len || !kg__is_number((kg_str){plain, n}))
    return KG_OK;
  return kg__span_add(cues, &cues->objects, kg_arena_str(cues->arena, (kg_str){plain, n}), i, i, KG__PLAIN);
}

// Letters beyond ASCII that were read wrongly fall apart.
static bool
is_glued(const kg__cues *cues, size_t i)
{
  return i && !kg__cue_is(cues, i, KG__T_SPACE) && kg__cue_byte(cues, i - 1) & 0x80;
}

static bool
is_inside_object(const kg__cues *cues, size_t i)
{
  bool initial = i && kg__cue_byte(cues, i) == '.' && cues->words[i - 1].folded.len == 1;
  return initial || kg__cue_byte(cues, i) & 0x80 || kg__links_names(cues->words[i].folded) ||
         kg__cue_reads(cues, i, "and");
}

static kg_status
find_objects(kg__cues *cues)
{
  KG_TRY(kg__spans_add_mentions(cues, &cues->objects));
  for (size_t i = 0; i < cues->n_words; i++) {
    if (!kg__cue_is(cues, i, KG__T_CAPITAL | KG__T_DIGIT))
      continue;
    KG_TRY(add_dates(cues, i));
    if (cues->reader && cues->reader->labels)
      KG_TRY(add_number(cues, i));
    for (size_t k = i; k < cues->n_words && k < i + LONGEST_NAME; k++) {
      if (kg__cue_is(cues, k, KG__T_CAPITAL | KG__T_DIGIT) || is_glued(cues, k))
        KG_TRY(kg__span_add(cues, &cues->objects, kg__cues_text(cues, i, k), i, k, KG__WHOLE));
      else if (!is_inside_object(cues, k))
        break;
    }
  }
  return KG_OK;
}

kg_status
kg__cues_objects(kg__cues *cues)
{
  return kg__spans_keep(cues, &cues->objects, find_objects(cues));
}
