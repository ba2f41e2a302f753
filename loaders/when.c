// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Dates, absolute and relative to the document's own or to the one before them in the paragraph. What the
// text leaves open is taken from what it tells of, else from the past: "in April" is the last April; a claim
// about the future turns it forward.

#include "kg/base/vec.h"
#include "loaders/stages.h"

// How far back, in words, a date is looked for that "a year later" may count from.
enum { REACH = 120, STORY = 45 };

static const kg__word *
word(const kg__document *doc, uint32_t t)
{
  return kg__token_word(doc, t);
}

static bool
is(const kg__document *doc, const kg__sentence *s, uint32_t t, const char *text)
{
  return t < s->end && t >= s->first && kg__token_says(doc, t, text);
}

static bool
is_any(const kg__document *doc, const kg__sentence *s, uint32_t t, const char *const *texts)
{
  for (; *texts; texts++) {
    if (is(doc, s, t, *texts))
      return true;
  }
  return false;
}

// The number that the text begins with, and what follows its digits; -1 if there is none.
static int
leading_number(kg_str text, kg_str *rest)
{
  int n = 0;
  size_t digits = 0;
  for (; digits < text.len && text.ptr[digits] >= '0' && text.ptr[digits] <= '9' && digits < 5; digits++)
    n = n * 10 + (text.ptr[digits] - '0');
  *rest = (kg_str){text.ptr + digits, text.len - digits};
  return digits ? n : -1;
}

static int
number_at(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  if (t >= s->end || t < s->first)
    return -1;
  kg_str rest;
  int n = leading_number(kg__token_text(doc, t), &rest);
  bool ordinal = kg_str_equal(rest, KG_STR("st")) || kg_str_equal(rest, KG_STR("nd")) ||
                 kg_str_equal(rest, KG_STR("rd")) || kg_str_equal(rest, KG_STR("th"));
  return !rest.len || (ordinal && n < 100) ? n : -1;
}

// "3", "three", "a".
static int
amount_at(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  int n = is(doc, s, t, "a") || is(doc, s, t, "an") || is(doc, s, t, "one") ? 1 : number_at(doc, s, t);
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
    if (is(doc, s, t, UNITS[i].one) || is(doc, s, t, UNITS[i].many))
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
    if (is(doc, s, t, SEASONS[i].word))
      return SEASONS[i].month;
  }
  return 0;
}

static int
month_at(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  bool month = t < s->end && word(doc, t)->is & KG__WORD_MONTH && doc->tokens.items[t].flags & KG__T_CAPITAL;
  if (month && is(doc, s, t, "may") && t == s->first)
    return 0;
  return month ? word(doc, t)->value : 0;
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
static void
complete(const kg__document *doc, uint32_t t, kg__date *d)
{
  const kg__time *ref = reference(doc, t);
  bool told = ref && ref->last + STORY > t && !ref->no_year && ref->kind != KG__TIME_UNTIL && ref->from.year &&
              (ref->from.month ? ref->given : doc->date.year - ref->from.year > 20) &&
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

static uint32_t
skip(const kg__document *doc, const kg__sentence *s, uint32_t t, const char *text)
{
  return is(doc, s, t, text) ? t + 1 : t;
}

// "15 November 2024", "the 15th of November", "November 15, 2024", "November 2024", "November"; returns its
// end, or `t`.
static uint32_t
calendar_date(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date *d, bool *no_year)
{
  uint32_t at = t, month_token = skip(doc, s, t + 1, "of");
  int day = number_at(doc, s, t), month = 0;
  *d = (kg__date){0};
  if (day >= 1 && day <= 31 && (month = month_at(doc, s, month_token))) {
    at = month_token + 1;
  } else if ((month = month_at(doc, s, t))) {
    at = t + 1;
    day = number_at(doc, s, at);
    if (day >= 1 && day <= 31)
      at++;
    else
      day = 0;
  } else {
    return t;
  }
  d->month = (uint8_t)month;
  d->day = (uint8_t)(day > 0 ? day : 0);
  uint32_t next = skip(doc, s, at, ",");
  next = skip(doc, s, next, "of");
  if (kg__is_year(number_at(doc, s, next))) {
    d->year = (int16_t)number_at(doc, s, next);
    return next + 1;
  }
  *no_year = true;
  complete(doc, t, d);
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
  int way = is(doc, s, t, "last") ? -1 : is(doc, s, t, "next") || is(doc, s, t, "coming") ? 1 : 0;
  if ((!way && !is(doc, s, t, "this")) || t + 1 >= s->end || !doc->date.year)
    return false;
  int month = month_at(doc, s, t + 1), season = season_at(doc, s, t + 1);
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
    year = number_at(doc, s, at = skip(doc, s, t + 1, "of"));
  else if ((is(doc, s, t, "fiscal") || is(doc, s, t, "financial")) && is(doc, s, t + 1, "year"))
    year = number_at(doc, s, at = t + 2);
  else if (is(doc, s, t, "fy"))
    year = number_at(doc, s, at = t + 1);
  else if (text.len == 6 && kg_str_starts(text, KG_STR("FY")))
    year = leading_number((kg_str){text.ptr + 2, 4}, &rest);
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
    if (is(doc, s, t, DAYS[i].word) && doc->date.day) {
      *d = kg__date_shift(doc->date, KG__DAY, DAYS[i].days);
      return true;
    }
  }
  if (!(word(doc, t)->is & KG__WORD_WEEKDAY) || !(doc->tokens.items[t].flags & KG__T_CAPITAL) ||
      !doc->date.day)
    return false;
  kg__date exact;
  bool no_year;
  uint32_t behind = skip(doc, s, t + 1, ",");
  if (behind < s->end && calendar_date(doc, s, behind, &exact, &no_year) > behind)
    return false; // "Saturday, 29 March"
  int back = (kg__date_weekday(doc->date) - word(doc, t)->value + 7) % 7;
  if (is(doc, s, t - 1, "last") && !back)
    back = 7;
  bool next = t > s->first && (is(doc, s, t - 1, "next") || is(doc, s, t - 1, "coming"));
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
  if (!n || !unit || !is(doc, s, t + 2, "ago"))
    return t;
  *d = kg__date_shift(doc->date, unit, -n);
  return d->year ? t + 3 : t;
}

// "the past two years", "the last decade": since when.
static uint32_t
until_now(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date *d)
{
  bool past = is(doc, s, t, "past"), last = is(doc, s, t, "last");
  int n = past || last ? amount_at(doc, s, t + 1) : 0;
  uint32_t at = n ? t + 2 : t + 1;
  kg__unit unit = past || last ? unit_at(doc, s, at) : KG__NO_UNIT;
  bool since = n > 1 || (!n && (past || unit == KG__DECADE));
  if (!since || !unit)
    return t;
  *d = kg__date_shift(doc->date, unit, -(n ? n : 1));
  return d->year ? at + 1 : t;
}

// "the following month", "the same year", "that November", "in March of that year".
static uint32_t
period_of_story(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date ref, kg__date *d)
{
  static const char *const AHEAD[] = {"following", "next", "subsequent", NULL},
                           *const BACK[] = {"previous", "preceding", NULL},
                           *const SAME[] = {"same", "that", NULL};
  bool the = is(doc, s, t - 1, "the");
  int way = is_any(doc, s, t, AHEAD) && the ? 1 : is_any(doc, s, t, BACK) && the ? -1 : 0;
  if (!way && !(is_any(doc, s, t, SAME) && (the || is(doc, s, t, "that"))))
    return t;
  int month = month_at(doc, s, t + 1);
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
  bool the = is(doc, s, t - 1, "the") && unit_at(doc, s, t);
  int n = the ? 1 : amount_at(doc, s, t);
  uint32_t at = the ? t : t + 1;
  kg__unit unit = n ? unit_at(doc, s, at) : KG__NO_UNIT;
  int way = unit && is_any(doc, s, at + 1, AHEAD) ? 1 : unit && is_any(doc, s, at + 1, BACK) ? -1 : 0;
  bool open = at + 2 >= s->end || doc->tokens.items[at + 2].flags & KG__T_PUNCT;
  if (!way || (!open && (is(doc, s, at + 1, "after") || is(doc, s, at + 1, "before"))))
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
  bool that = is(doc, s, end, "of") && is(doc, s, end + 1, "that") && is(doc, s, end + 2, "year");
  bool same = is(doc, s, end, "of") && is(doc, s, end + 1, "the") && is(doc, s, end + 2, "same") &&
              is(doc, s, end + 3, "year");
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
    return kg__is_year(number_at(doc, s, t - 1)) || is(doc, s, t - 1, "mid");
  if (t == s->first)
    return false;
  int32_t head = doc->tokens.items[t].head;
  bool inside = is_any(doc, s, t - 1, DETERMINERS) && head > (int32_t)t && head < (int32_t)s->end;
  return is_any(doc, s, t - 1, OF_TIME) || (!counts(doc, s, t) && (inside || is_any(doc, s, t - 1, ANY)));
}

// One date at `t`; returns its end, or `t`.
static uint32_t
one_date(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__time *time, kg__date *d)
{
  bool no_year = false, weekday = false;
  uint32_t end = calendar_date(doc, s, t, d, &no_year);
  if (end > t) {
    uint32_t longer = no_year ? month_of_story(doc, s, end, d) : end;
    time->no_year = no_year && longer == end;
    time->given = !no_year;
    return longer;
  }
  if (kg__is_year(number_at(doc, s, t)) && year_context(doc, s, t)) {
    *d = (kg__date){.year = (int16_t)number_at(doc, s, t)};
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

// "the 1990s"
static bool
decade_at(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__time *time)
{
  kg_str rest;
  int year = leading_number(kg__token_text(doc, t), &rest);
  if (!kg__is_year(year) || year % 10 ||
      !(kg_str_equal(rest, KG_STR("s")) || kg_str_equal(rest, KG_STR("'s"))))
    return false;
  if (!(t > s->first && (is(doc, s, t - 1, "the") || is(doc, s, t - 1, "early") ||
                         is(doc, s, t - 1, "late") || is(doc, s, t - 1, "mid"))))
    return false;
  time->from = (kg__date){.year = (int16_t)year};
  time->until = (kg__date){.year = (int16_t)(year + 9)};
  time->kind = KG__TIME_SPAN;
  time->given = true;
  return true;
}

static bool
span_joint(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  return is(doc, s, t, "to") || is(doc, s, t, "until") || is(doc, s, t, "and") || is(doc, s, t, "through");
}

// "13 to 15 November 2024", "May 10-21": one day has neither month nor year of its own.
static uint32_t
day_span(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__time *time)
{
  bool month_first = month_at(doc, s, t);
  uint32_t first = month_first ? t + 1 : t;
  int day = number_at(doc, s, first);
  uint32_t at = span_joint(doc, s, first + 1) ? first + 2 : first + 1;
  bool joined = at == first + 2 || (at < s->end && doc->tokens.items[at].flags & KG__T_JOINED);
  int last = number_at(doc, s, at);
  bool no_year = false;
  uint32_t end = at + 1;
  if (day < 1 || day > 31 || !joined || last < 1 || last > 31 || (!month_first && !month_at(doc, s, at + 1)))
    return t;
  if (month_first) {
    uint32_t next = skip(doc, s, end, ",");
    time->until = (kg__date){.month = (uint8_t)word(doc, t)->value, .day = (uint8_t)last};
    if (kg__is_year(number_at(doc, s, next)))
      time->until.year = (int16_t)number_at(doc, s, end = next);
    else if ((no_year = true))
      complete(doc, t, &time->until);
    end += !no_year;
  } else {
    end = calendar_date(doc, s, at, &time->until, &no_year);
  }
  time->from = time->until;
  time->from.day = (uint8_t)day;
  time->no_year = no_year;
  time->given = !no_year;
  time->kind = KG__TIME_SPAN;
  return end;
}

// What stands between a time and the preposition that says how it is meant.
static uint32_t
lead_in(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  static const char *const SMALL[] = {"the",   "early", "late", "mid",   "at",        "least", "earlier",
                                      "later", "end",   "of",   "start", "beginning", NULL};
  while (t > s->first && is_any(doc, s, t - 1, SMALL))
    t--;
  return t;
}

static void
find_kind(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__time *time)
{
  uint32_t b = lead_in(doc, s, t);
  if (b == s->first)
    return;
  if (is(doc, s, b - 1, "since") || is(doc, s, b - 1, "from"))
    time->kind = KG__TIME_FROM;
  else if (is(doc, s, b - 1, "until") || is(doc, s, b - 1, "till") || is(doc, s, b - 1, "through")) {
    time->kind = KG__TIME_UNTIL;
  }
  if (is(doc, s, b - 1, "before") || (is(doc, s, b - 1, "to") && is(doc, s, b - 2, "prior")))
    time->kind = KG__TIME_OTHER;
}

static uint32_t
time_at(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__time *time)
{
  *time = (kg__time){.first = t};
  uint32_t end = day_span(doc, s, t, time);
  if (end > t)
    return end;
  if (decade_at(doc, s, t, time)) {
    find_kind(doc, s, t, time);
    return t + 1;
  }
  if ((end = until_now(doc, s, t, &time->from)) > t) {
    time->kind = KG__TIME_FROM;
    return end;
  }
  end = one_date(doc, s, t, time, &time->from);
  if (end == t)
    return t;
  find_kind(doc, s, t, time);
  kg__time second = {0};
  bool joined = end + 1 < s->end && span_joint(doc, s, end);
  uint32_t at = joined ? skip(doc, s, end + 1, "the") : end;
  bool spans = joined ? time->kind == KG__TIME_FROM || (t > s->first && is(doc, s, t - 1, "between"))
                      : end < s->end && doc->tokens.items[end].flags & KG__T_DASHED;
  uint32_t stop = spans && at < s->end ? one_date(doc, s, at, &second, &second.from) : at;
  if (stop == at)
    return end;
  time->until = second.from;
  time->kind = KG__TIME_SPAN;
  if (time->no_year && second.given)
    time->from.year = (int16_t)(second.from.year - (time->from.month > second.from.month));
  time->no_year &= second.no_year;
  return stop;
}

// "Last year ... in October": the year of the one is that of the other.
static void
share_years(kg__document *doc)
{
  for (uint32_t i = doc->time0; i < doc->time_end; i++) {
    const kg__time *year = &doc->times.items[i];
    if (year->from.month || !kg__token_says(doc, year->last, "year"))
      continue;
    for (uint32_t k = doc->time0; k < doc->time_end; k++) {
      kg__time *month = &doc->times.items[k];
      if (!month->no_year || !month->from.month || month->kind == KG__TIME_SPAN)
        continue;
      month->from.year = year->from.year;
      month->no_year = false;
      doc->times.items[i] = *month;
      doc->times.items[i].first = year->first;
      return;
    }
  }
}

// "January and February 2024"
static void
share_year_of_list(kg__document *doc)
{
  for (uint32_t i = doc->time_end; i-- > doc->time0 + 1;) {
    const kg__time *next = &doc->times.items[i];
    kg__time *time = &doc->times.items[i - 1];
    if (time->no_year && next->given && next->from.month && next->first <= time->last + 3) {
      time->from.year = (int16_t)(next->from.year - (time->from.month > next->from.month));
      time->no_year = false;
      time->given = true;
    }
  }
}

// Whether another clause begins between a time and a word behind it.
static bool
clause_between(const kg__document *doc, const kg__sentence *s, const kg__time *time, uint32_t word)
{
  static const char *const JOINTS[] = {"while",   "whereas",  "which",  "who", "where", "when",
                                       "because", "although", "though", "if",  ";",     NULL};
  for (uint32_t t = time->last + 1; t < word; t++) {
    if (is_any(doc, s, t, JOINTS))
      return true;
  }
  return false;
}

// The verb before a time in the same clause, or -1.
static int32_t
verb_before(const kg__document *doc, const kg__sentence *s, const kg__time *time)
{
  for (uint32_t t = time->first; t-- > s->first;) {
    const kg__token *k = &doc->tokens.items[t];
    if (k->upos == KG__UPOS_VERB && k->xpos != KG__XPOS_VBG)
      return (int32_t)t;
    if (is(doc, s, t, ";") || is(doc, s, t, "which") || is(doc, s, t, "who"))
      return -1;
  }
  return -1;
}

// The word outside the time that it hangs on: by the tree, but for a clause that begins behind the time.
void
kg__time_find_host(const kg__document *doc, const kg__sentence *s, kg__time *time)
{
  time->host = -1;
  for (uint32_t t = time->last + 1; t-- > time->first && time->host < 0;) {
    int32_t head = doc->tokens.items[t].head;
    if (head >= (int32_t)s->first && head < (int32_t)s->end &&
        (head < (int32_t)time->first || head > (int32_t)time->last)) {
      time->host = head;
      time->foot = t;
    }
  }
  for (uint32_t t = time->last + 1; t < s->end && !is(doc, s, time->last + 1, ","); t++) {
    const kg__token *k = &doc->tokens.items[t]; // "last year it grew" is no year that grew
    if (k->relation == KG__REL_ACL_RELCL && k->head >= (int32_t)time->first && k->head <= (int32_t)time->last)
      time->host = (int32_t)t;
  }
  bool beyond = time->host > (int32_t)time->last && clause_between(doc, s, time, (uint32_t)time->host);
  int32_t verb = beyond ? verb_before(doc, s, time) : -1;
  time->host = verb >= 0 ? verb : time->host;
  uint8_t upos = time->host < 0 ? 0 : doc->tokens.items[time->host].upos;
  time->inside = time->host > (int32_t)time->last && (upos == KG__UPOS_NOUN || upos == KG__UPOS_PROPN);
}

kg_status
kg__sentence_times(kg__document *doc, const kg__sentence *s)
{
  doc->time0 = (uint32_t)doc->times.n;
  if (doc->tokens.items[s->first].flags & KG__T_BLANK || !s->first)
    doc->paragraph_time0 = doc->time0;
  for (uint32_t t = s->first, often = t; t < s->end; t++, often = t) {
    kg__time time;
    if (doc->tokens.items[t].mention >= 0)
      continue;
    if (kg__recurrence_at(doc, s, t, &often).len && often > t) { // "every June" is no June
      t = often;
      continue;
    }
    uint32_t end = time_at(doc, s, t, &time);
    if (end == t || !time.from.year)
      continue;
    time.last = end - 1;
    kg__time_find_host(doc, s, &time);
    KG_TRY(kg__vec_add(&doc->times));
    doc->times.items[doc->times.n - 1] = time;
    t = end - 1;
  }
  doc->time_end = (uint32_t)doc->times.n;
  share_year_of_list(doc);
  share_years(doc);
  return KG_OK;
}
