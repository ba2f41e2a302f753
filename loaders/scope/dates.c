// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// One date: absolute, or relative to the document's own or to the one before it in the paragraph. What the
// text leaves open is taken from what it tells of, else from the past: "in April" is the last April.

#include "loaders/scope/dates.h"

// How far back, in words, a date is looked for that "a year later" may count from.
enum { REACH = 120, STORY = 45 };

static const kg__word *
word(const kg__document *doc, uint32_t t)
{
  return kg__token_word(doc, t);
}

bool
kg__text_is(const kg__document *doc, const kg__sentence *s, uint32_t t, const char *text)
{
  return t < s->end && t >= s->first && kg__token_says(doc, t, text);
}

bool
kg__text_is_any(const kg__document *doc, const kg__sentence *s, uint32_t t, const char *const *texts)
{
  for (; *texts; texts++) {
    if (kg__text_is(doc, s, t, *texts))
      return true;
  }
  return false;
}

// The number that the text begins with, and what follows its digits; -1 if there is none.
int
kg__leading_number(kg_str text, kg_str *rest)
{
  int n = 0;
  size_t digits = 0;
  for (; digits < text.len && text.ptr[digits] >= '0' && text.ptr[digits] <= '9' && digits < 5; digits++)
    n = n * 10 + (text.ptr[digits] - '0');
  *rest = (kg_str){text.ptr + digits, text.len - digits};
  return digits ? n : -1;
}

int
kg__number_at(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  if (t >= s->end || t < s->first)
    return -1;
  kg_str rest;
  int n = kg__leading_number(kg__token_text(doc, t), &rest);
  bool ordinal = kg_str_equal(rest, KG_STR("st")) || kg_str_equal(rest, KG_STR("nd")) ||
                 kg_str_equal(rest, KG_STR("rd")) || kg_str_equal(rest, KG_STR("th"));
  return !rest.len || (ordinal && n < 100) ? n : -1;
}

// "3", "three", "a".
static int
amount_at(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  int n = kg__text_is(doc, s, t, "a") || kg__text_is(doc, s, t, "an") || kg__text_is(doc, s, t, "one")
              ? 1
              : kg__number_at(doc, s, t);
  if (n < 0 && t < s->end && word(doc, t)->pos & KG__NUMBER && word(doc, t)->value)
    n = word(doc, t)->value;
  return n > 0 && n < 100 ? n : 0;
}

static kg__unit
unit_at(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  static const struct {
    const char *one, *many;
    kg__unit unit;
  } UNITS[] = {{"day", "days", KG__DAY},
               {"week", "weeks", KG__WEEK},
               {"month", "months", KG__MONTH},
               {"year", "years", KG__YEAR},
               {"decade", "decades", KG__DECADE}};
  for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
    if (kg__text_is(doc, s, t, UNITS[i].one) || kg__text_is(doc, s, t, UNITS[i].many))
      return UNITS[i].unit;
  }
  return KG__NO_UNIT;
}

// The month in which a season begins.
static int
season_at(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  static const struct {
    const char *word;
    int month;
  } SEASONS[] = {{"spring", 3}, {"summer", 6}, {"autumn", 9}, {"fall", 9}, {"winter", 12}};
  for (size_t i = 0; i < sizeof SEASONS / sizeof *SEASONS; i++) {
    if (kg__text_is(doc, s, t, SEASONS[i].word))
      return SEASONS[i].month;
  }
  return 0;
}

// "Feb. 4", "4 Sept": beside a number only.
static int
short_month_at(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  static const struct {
    const char *text;
    int month;
  } SHORT[] = {{"Jan", 1}, {"Feb", 2}, {"Mar", 3},  {"Apr", 4},  {"Jun", 6},  {"Jul", 7},
               {"Aug", 8}, {"Sep", 9}, {"Sept", 9}, {"Oct", 10}, {"Nov", 11}, {"Dec", 12}};
  for (size_t i = 0; t < s->end && i < sizeof SHORT / sizeof *SHORT; i++) {
    if (kg_str_equal(kg__token_text(doc, t), kg_str_of(SHORT[i].text)))
      return kg__number_at(doc, s, kg__text_skip(doc, s, t + 1, ".")) > 0 ||
                     (t > s->first && kg__number_at(doc, s, t - 1) > 0)
                 ? SHORT[i].month
                 : 0;
  }
  return 0;
}

uint32_t
kg__month_end(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  return short_month_at(doc, s, t) ? kg__text_skip(doc, s, t + 1, ".") : t + 1;
}

int
kg__month_at(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  bool month = t < s->end && word(doc, t)->is & KG__WORD_MONTH && doc->tokens.items[t].flags & KG__T_CAPITAL;
  if (month && kg__text_is(doc, s, t, "may") && t == s->first)
    return 0;
  return month ? word(doc, t)->value : short_month_at(doc, s, t);
}

// The date of the paragraph that what comes now may count from.
static const kg__time *
reference(const kg__document *doc, uint32_t t)
{
  const kg__time *last = doc->times.n > doc->paragraph_time0 ? &doc->times.items[doc->times.n - 1] : NULL;
  return last && last->last + REACH > t ? last : NULL;
}

// A month, or day of a month, without its year: that of the story that the paragraph tells, or the last one
// that came before or in the document's month.
void
kg__date_complete(const kg__document *doc, uint32_t t, kg__date *d)
{
  const kg__time *ref = reference(doc, t);
  bool told = ref && ref->last + STORY > t && !ref->no_year && ref->kind != KG__TIME_UNTIL &&
              ref->from.year && (ref->from.month ? ref->given : doc->date.year - ref->from.year > 20) &&
              !(ref->kind == KG__TIME_FROM && !ref->from.month);
  if (told) {
    d->year = (int16_t)(ref->from.year + (ref->from.month > d->month));
    if (!doc->date.year || !kg__date_before(doc->date, *d))
      return;
  }
  d->year = doc->date.year;
  if (d->year && kg__date_before(doc->date, *d))
    d->year--;
}

uint32_t
kg__text_skip(const kg__document *doc, const kg__sentence *s, uint32_t t, const char *text)
{
  return kg__text_is(doc, s, t, text) ? t + 1 : t;
}

// "15 November 2024", "the 15th of November", "November 15, 2024", "November 2024", "November"; returns its
// end, or `t`.
uint32_t
kg__calendar_date(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date *d, bool *no_year)
{
  uint32_t at = t, month_token = kg__text_skip(doc, s, t + 1, "of");
  int day = kg__number_at(doc, s, t), month = 0;
  *d = (kg__date){0};
  if (day >= 1 && day <= 31 && (month = kg__month_at(doc, s, month_token))) {
    at = kg__month_end(doc, s, month_token);
  } else if ((month = kg__month_at(doc, s, t))) {
    at = kg__month_end(doc, s, t);
    day = kg__number_at(doc, s, at);
    if (day >= 1 && day <= 31)
      at++;
    else
      day = 0;
  } else {
    return t;
  }
  d->month = (uint8_t)month;
  d->day = (uint8_t)(day > 0 ? day : 0);
  uint32_t next = kg__text_skip(doc, s, at, ",");
  next = kg__text_skip(doc, s, next, "of");
  if (kg__is_year(kg__number_at(doc, s, next))) {
    d->year = (int16_t)kg__number_at(doc, s, next);
    return next + 1;
  }
  *no_year = true;
  kg__date_complete(doc, t, d);
  return at;
}

// The year of a month or season that is named as the last or next one.
static int
year_of_named(const kg__document *doc, int month, int way, int length)
{
  int now = doc->date.month ? doc->date.month : 12;
  if (way < 0)
    return doc->date.year - (month + length > now);
  return doc->date.year + (way > 0 && month <= now);
}

// "last October", "next year", "this month": the date of `t + 1` seen from the document.
static bool
named_period(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date *d)
{
  int way = kg__text_is(doc, s, t, "last")                                       ? -1
            : kg__text_is(doc, s, t, "next") || kg__text_is(doc, s, t, "coming") ? 1
                                                                                 : 0;
  if ((!way && !kg__text_is(doc, s, t, "this")) || t + 1 >= s->end || !doc->date.year)
    return false;
  int month = kg__month_at(doc, s, t + 1), season = season_at(doc, s, t + 1);
  *d = (kg__date){.year = doc->date.year};
  if (month) {
    *d = (kg__date){.year = (int16_t)year_of_named(doc, month, way, 0), .month = (uint8_t)month};
    d->year = (int16_t)(d->year - (way < 0 && month == doc->date.month));
    return true;
  }
  if (season) {
    d->year = (int16_t)year_of_named(doc, season, way, 2);
    return true;
  }
  switch (unit_at(doc, s, t + 1)) {
  case KG__YEAR:
    d->year = (int16_t)(d->year + way);
    return true;
  case KG__MONTH:
    *d = kg__date_shift(doc->date, KG__MONTH, way);
    return d->year;
  case KG__WEEK:
    *d = kg__date_shift(doc->date, KG__WEEK, way);
    d->day = 0;
    return d->year;
  default:
    return false;
  }
}

// "summer 2023", "the autumn of 2024", "fiscal year 2025", "FY2025": as exact as a year.
static uint32_t
part_of_year(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date *d)
{
  uint32_t at = t;
  kg_str rest, text = kg__token_text(doc, t);
  int year = -1;
  if (season_at(doc, s, t))
    year = kg__number_at(doc, s, at = kg__text_skip(doc, s, t + 1, "of"));
  else if ((kg__text_is(doc, s, t, "fiscal") || kg__text_is(doc, s, t, "financial")) &&
           kg__text_is(doc, s, t + 1, "year"))
    year = kg__number_at(doc, s, at = t + 2);
  else if (kg__text_is(doc, s, t, "fy"))
    year = kg__number_at(doc, s, at = t + 1);
  else if (text.len == 6 && kg_str_starts(text, KG_STR("FY")))
    year = kg__leading_number((kg_str){text.ptr + 2, 4}, &rest);
  if (!kg__is_year(year))
    return t;
  *d = (kg__date){.year = (int16_t)year};
  return at + 1;
}

static bool
near_day(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date *d, bool *weekday)
{
  static const struct {
    const char *word;
    int days;
  } DAYS[] = {{"today", 0}, {"yesterday", -1}, {"tomorrow", 1}, {"tonight", 0}};
  for (size_t i = 0; i < 4; i++) {
    if (kg__text_is(doc, s, t, DAYS[i].word) && doc->date.day) {
      *d = kg__date_shift(doc->date, KG__DAY, DAYS[i].days);
      return true;
    }
  }
  if (!(word(doc, t)->is & KG__WORD_WEEKDAY) || !(doc->tokens.items[t].flags & KG__T_CAPITAL) ||
      !doc->date.day)
    return false;
  kg__date exact;
  bool no_year;
  uint32_t behind = kg__text_skip(doc, s, t + 1, ",");
  if (behind < s->end && kg__calendar_date(doc, s, behind, &exact, &no_year) > behind)
    return false; // "Saturday, 29 March"
  int back = (kg__date_weekday(doc->date) - word(doc, t)->value + 7) % 7;
  if (kg__text_is(doc, s, t - 1, "last") && !back)
    back = 7;
  bool next = t > s->first && (kg__text_is(doc, s, t - 1, "next") || kg__text_is(doc, s, t - 1, "coming"));
  *d = kg__date_shift(doc->date, KG__DAY, next ? 7 - back : -back);
  *weekday = !next;
  return true;
}

// "two years ago", "a week ago".
static uint32_t
ago(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date *d)
{
  int n = amount_at(doc, s, t);
  kg__unit unit = unit_at(doc, s, t + 1);
  if (!n || !unit || !kg__text_is(doc, s, t + 2, "ago"))
    return t;
  *d = kg__date_shift(doc->date, unit, -n);
  return d->year ? t + 3 : t;
}

// "the past two years", "the last decade": since when.
uint32_t
kg__date_until_now(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date *d)
{
  bool past = kg__text_is(doc, s, t, "past"), last = kg__text_is(doc, s, t, "last");
  int n = past || last ? amount_at(doc, s, t + 1) : 0;
  uint32_t at = n ? t + 2 : t + 1;
  kg__unit unit = past || last ? unit_at(doc, s, at) : KG__NO_UNIT;
  bool since = n > 1 || (!n && (past || unit == KG__DECADE));
  if (!since || !unit)
    return t;
  *d = kg__date_shift(doc->date, unit, -(n ? n : 1));
  return d->year ? at + 1 : t;
}

uint32_t
kg__date_for_years(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date *d)
{
  int n = kg__text_is(doc, s, t, "for") ? amount_at(doc, s, t + 1) : 0;
  kg__unit unit = n ? unit_at(doc, s, t + 2) : KG__NO_UNIT;
  if (!unit || unit == KG__DAY || !doc->date.year)
    return t;
  *d = kg__date_shift(doc->date, unit, -n);
  return d->year ? t + 3 : t;
}

// "2024-03-05"
static uint32_t
numeric_date(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date *d)
{
  for (uint32_t i = t; i < t + 3; i++) {
    if (i >= s->end || kg__number_at(doc, s, i) < 0 ||
        (i > t && !(doc->tokens.items[i].flags & KG__T_JOINED)))
      return t;
  }
  kg_str text = kg__span_text(doc, t, t + 2);
  return text.len == 10 && kg__date_parse(text, d) && d->day ? t + 3 : t;
}

// "the following month", "the same year", "that November", "in March of that year".
static uint32_t
period_of_story(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date ref, kg__date *d)
{
  static const char *const AHEAD[] = {"following", "next", "subsequent", NULL},
                           *const BACK[] = {"previous", "preceding", NULL},
                           *const SAME[] = {"same", "that", NULL};
  bool the = kg__text_is(doc, s, t - 1, "the");
  int way = kg__text_is_any(doc, s, t, AHEAD) && the ? 1 : kg__text_is_any(doc, s, t, BACK) && the ? -1 : 0;
  if (!way && !(kg__text_is_any(doc, s, t, SAME) && (the || kg__text_is(doc, s, t, "that"))))
    return t;
  int month = kg__month_at(doc, s, t + 1);
  if (month)
    *d = (kg__date){.year = (int16_t)(ref.year + (way > 0)), .month = (uint8_t)month};
  else if (season_at(doc, s, t + 1))
    *d = (kg__date){.year = (int16_t)(ref.year + (way > 0))};
  else
    *d = kg__date_shift(ref, unit_at(doc, s, t + 1), way);
  return d->year ? t + 2 : t;
}

// "two months later", "a year earlier", "the day before".
static uint32_t
step_of_story(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date ref, kg__date *d)
{
  static const char *const AHEAD[] = {"later", "afterwards", "after", NULL}, *const BACK[] = {
                                                                                 "earlier", "before",
                                                                                 "previously", NULL};
  bool the = kg__text_is(doc, s, t - 1, "the") && unit_at(doc, s, t);
  int n = the ? 1 : amount_at(doc, s, t);
  uint32_t at = the ? t : t + 1;
  kg__unit unit = n ? unit_at(doc, s, at) : KG__NO_UNIT;
  int way = unit && kg__text_is_any(doc, s, at + 1, AHEAD)  ? 1
            : unit && kg__text_is_any(doc, s, at + 1, BACK) ? -1
                                                            : 0;
  bool open = at + 2 >= s->end || doc->tokens.items[at + 2].flags & KG__T_PUNCT;
  if (!way || (!open && (kg__text_is(doc, s, at + 1, "after") || kg__text_is(doc, s, at + 1, "before"))))
    return t; // "a year after the coup" counts from something else
  *d = kg__date_shift(ref, unit, way * n);
  return d->year ? at + 2 : t;
}

static uint32_t
story_date(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date *d)
{
  const kg__time *ref = reference(doc, t);
  if (!ref)
    return t;
  kg__date from = ref->kind == KG__TIME_SPAN ? ref->until : ref->from;
  uint32_t end = period_of_story(doc, s, t, from, d);
  return end > t ? end : step_of_story(doc, s, t, from, d);
}

// "in March of that year"
static uint32_t
month_of_story(const kg__document *doc, const kg__sentence *s, uint32_t end, kg__date *d)
{
  const kg__time *ref = reference(doc, end);
  bool that = kg__text_is(doc, s, end, "of") && kg__text_is(doc, s, end + 1, "that") &&
              kg__text_is(doc, s, end + 2, "year");
  bool same = kg__text_is(doc, s, end, "of") && kg__text_is(doc, s, end + 1, "the") &&
              kg__text_is(doc, s, end + 2, "same") && kg__text_is(doc, s, end + 3, "year");
  if (!ref || !(that || same))
    return end;
  d->year = ref->from.year;
  return end + (that ? 3 : 4);
}

// Whether the number is how many of something there are.
static bool
counts(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  const kg__token *k = &doc->tokens.items[t];
  return k->relation == KG__REL_NUMMOD && k->head > (int32_t)t && k->head < (int32_t)s->end &&
         doc->tokens.items[k->head].xpos == KG__XPOS_NNS;
}

static bool
year_context(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  static const char *const OF_TIME[] = {"in",   "since",      "by",   "until", "during", "before", "after",
                                        "till", "throughout", "year", "early", "late",   "mid",    NULL},
                           *const ANY[] = {"of",     "from",    "to",  "for", "through",
                                           "around", "between", "and", "(",   NULL},
                           *const DETERMINERS[] = {"the", "its", "their", "his", "her",
                                                   "'s",  "’s",  "a",     NULL};
  if (doc->tokens.items[t].flags & KG__T_JOINED && t > s->first)
    return kg__is_year(kg__number_at(doc, s, t - 1)) || kg__text_is(doc, s, t - 1, "mid");
  if (t == s->first)
    return false;
  int32_t head = doc->tokens.items[t].head;
  static const char *const EARLY[] = {"early", "late", NULL};
  if (kg__text_is(doc, s, t - 1, "as") && kg__text_is_any(doc, s, t - 2, EARLY))
    return true;
  bool inside = kg__text_is_any(doc, s, t - 1, DETERMINERS) && head > (int32_t)t && head < (int32_t)s->end;
  return kg__text_is_any(doc, s, t - 1, OF_TIME) ||
         (!counts(doc, s, t) && (inside || kg__text_is_any(doc, s, t - 1, ANY)));
}

// One date at `t`; returns its end, or `t`.
uint32_t
kg__date_at(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__time *time, kg__date *d)
{
  bool no_year = false, weekday = false;
  uint32_t end = numeric_date(doc, s, t, d);
  if (end > t) {
    time->given = true;
    return end;
  }
  end = kg__calendar_date(doc, s, t, d, &no_year);
  if (end > t) {
    uint32_t longer = no_year ? month_of_story(doc, s, end, d) : end;
    time->no_year = no_year && longer == end;
    time->given = !no_year;
    return longer;
  }
  if (kg__is_year(kg__number_at(doc, s, t)) && year_context(doc, s, t)) {
    *d = (kg__date){.year = (int16_t)kg__number_at(doc, s, t)};
    time->given = true;
    return t + 1;
  }
  if ((end = part_of_year(doc, s, t, d)) > t || (end = story_date(doc, s, t, d)) > t)
    return end;
  if (named_period(doc, s, t, d))
    return t + 2;
  if (near_day(doc, s, t, d, &weekday)) {
    time->weekday = weekday;
    return t + 1;
  }
  return ago(doc, s, t, d);
}
