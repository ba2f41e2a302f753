// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Dates, absolute and relative to the document's own. What the text leaves open is taken from the past: "in
// April" is the last April; a claim about the future turns it forward.

#include "kg/base/vec.h"
#include "loaders/stages.h"

#include <stdlib.h>

static const kg__word *
word(const kg__document *doc, uint32_t t)
{
  return kg__token_word(doc, t);
}

static bool
is(const kg__document *doc, const kg__sentence *s, uint32_t t, const char *text)
{
  return t < s->end && t >= s->first && kg__token_is(doc, t, text);
}

static int
number_at(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  if (t >= s->end)
    return -1;
  kg_str text = kg__token_text(doc, t);
  int n = 0;
  size_t digits = 0;
  for (; digits < text.len && text.ptr[digits] >= '0' && text.ptr[digits] <= '9' && digits < 5; digits++)
    n = n * 10 + (text.ptr[digits] - '0');
  kg_str rest = {text.ptr + digits, text.len - digits};
  bool ordinal = kg_str_equal(rest, KG_STR("st")) || kg_str_equal(rest, KG_STR("nd")) ||
                 kg_str_equal(rest, KG_STR("rd")) || kg_str_equal(rest, KG_STR("th"));
  return digits && (!rest.len || (ordinal && digits < 3)) ? n : -1;
}

static bool
is_year(int n)
{
  return n >= 1800 && n <= 2199;
}

static int
month_at(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  bool month = t < s->end && word(doc, t)->is & KG__WORD_MONTH && doc->tokens.items[t].flags & KG__T_CAPITAL;
  if (month && kg__token_is(doc, t, "may") && t == s->first)
    return 0;
  return month ? word(doc, t)->value : 0;
}

static int
days_in(int year, int month)
{
  static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100) || year % 400 == 0;
  return month == 2 && leap ? 29 : DAYS[(month + 11) % 12];
}

// Days from 1 March of year 0 (Gregorian).
static long
day_number(kg__date d)
{
  long y = d.year - (d.month <= 2), m = (d.month + 9) % 12;
  return 365 * y + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + d.day - 1;
}

static kg__date
add_days(kg__date d, long n)
{
  long day = d.day + n;
  while (day < 1) {
    d.month = (uint8_t)(d.month == 1 ? 12 : d.month - 1);
    d.year = (int16_t)(d.year - (d.month == 12));
    day += days_in(d.year, d.month);
  }
  while (day > days_in(d.year, d.month)) {
    day -= days_in(d.year, d.month);
    d.month = (uint8_t)(d.month == 12 ? 1 : d.month + 1);
    d.year = (int16_t)(d.year + (d.month == 1));
  }
  d.day = (uint8_t)day;
  return d;
}

static int
weekday_of(kg__date d)
{
  return (int)((day_number(d) + 2) % 7 + 1); // 1 is Monday
}

bool
kg__date_parse(kg_str text, kg__date *date)
{
  int parts[3] = {0}, n = 0;
  size_t i = 0;
  *date = (kg__date){0};
  while (n < 3 && i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9') {
    size_t start = i;
    while (i < text.len && i < start + 4 && text.ptr[i] >= '0' && text.ptr[i] <= '9')
      parts[n] = parts[n] * 10 + (text.ptr[i++] - '0');
    if (i - start != (n ? 2 : 4))
      return false;
    n++;
    if (i >= text.len || text.ptr[i] != '-')
      break;
    i++;
  }
  bool good = n && is_year(parts[0]) && (n < 2 || (parts[1] >= 1 && parts[1] <= 12)) &&
              (n < 3 || (parts[2] >= 1 && parts[2] <= days_in(parts[0], parts[1])));
  if (good)
    *date = (kg__date){(int16_t)parts[0], (uint8_t)parts[1], (uint8_t)parts[2]};
  return good;
}

// The last time that this month (and day) came, before or in the document's.
static void
complete(const kg__document *doc, kg__date *d)
{
  d->year = doc->date.year;
  bool later = d->month > doc->date.month ||
               (d->month == doc->date.month && d->day && doc->date.day && d->day > doc->date.day);
  if (d->year && later)
    d->year--;
}

static uint32_t
skip_comma(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  return t + 1 < s->end && kg_str_equal(kg__token_text(doc, t), KG_STR(",")) ? t + 1 : t;
}

// "15 November 2024", "November 15, 2024", "November 2024", "15 November", "November"; returns its end, or
// `t`.
static uint32_t
calendar_date(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date *d, bool *no_year)
{
  uint32_t at = t;
  int day = number_at(doc, s, t), month = 0, year;
  *d = (kg__date){0};
  if (day >= 1 && day <= 31 && (month = month_at(doc, s, t + 1))) {
    at = t + 2;
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
  uint32_t next = skip_comma(doc, s, at);
  year = number_at(doc, s, next);
  if (is_year(year)) {
    d->year = (int16_t)year;
    return next + 1;
  }
  *no_year = true;
  complete(doc, d);
  return at;
}

static void
shift_month(kg__date *d, int by)
{
  int m = d->year * 12 + d->month - 1 + by;
  d->year = (int16_t)(m / 12);
  d->month = (uint8_t)(m % 12 + 1);
}

// "last October", "next year", "this month": the date of `t + 1` seen from the document.
static bool
named_period(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date *d)
{
  int way = is(doc, s, t, "last") || is(doc, s, t, "past") ? -1 : is(doc, s, t, "next") ? 1 : 0;
  if ((!way && !is(doc, s, t, "this")) || t + 1 >= s->end || !doc->date.year)
    return false;
  int month = month_at(doc, s, t + 1);
  *d = (kg__date){.year = doc->date.year};
  if (month) {
    d->month = (uint8_t)month;
    d->year = (int16_t)(d->year + (way < 0   ? -(month >= doc->date.month)
                                   : way > 0 ? month <= doc->date.month
                                             : 0));
    return true;
  }
  if (is(doc, s, t + 1, "year")) {
    d->year = (int16_t)(d->year + way);
    return true;
  }
  if (is(doc, s, t + 1, "month") && doc->date.month) {
    d->month = doc->date.month;
    shift_month(d, way);
    return true;
  }
  static const char *const SEASONS[] = {"spring", "summer", "autumn", "fall", "winter"};
  for (size_t i = 0; i < 5; i++) {
    if (is(doc, s, t + 1, SEASONS[i])) {
      d->year = (int16_t)(d->year + way);
      return true;
    }
  }
  if (is(doc, s, t + 1, "week") && doc->date.day) {
    *d = add_days(doc->date, way * 7);
    d->day = 0;
    return true;
  }
  return false;
}

static bool
near_day(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date *d)
{
  static const struct {
    const char *word;
    int days;
  } DAYS[] = {{"today", 0}, {"yesterday", -1}, {"tomorrow", 1}, {"tonight", 0}};
  for (size_t i = 0; i < 4; i++) {
    if (is(doc, s, t, DAYS[i].word) && doc->date.day) {
      *d = add_days(doc->date, DAYS[i].days);
      return true;
    }
  }
  if (!(word(doc, t)->is & KG__WORD_WEEKDAY) || !(doc->tokens.items[t].flags & KG__T_CAPITAL) ||
      !doc->date.day)
    return false;
  int back = (weekday_of(doc->date) - word(doc, t)->value + 7) % 7;
  *d = add_days(doc->date, -back);
  return true;
}

// "two years ago", "a week ago".
static uint32_t
ago(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date *d)
{
  int n = is(doc, s, t, "a") || is(doc, s, t, "one") ? 1 : number_at(doc, s, t);
  if (n < 0 && word(doc, t)->pos & KG__NUMBER && word(doc, t)->value)
    n = word(doc, t)->value;
  if (n <= 0 || n > 99 || !is(doc, s, t + 2, "ago") || !doc->date.year)
    return t;
  *d = (kg__date){.year = doc->date.year};
  if (is(doc, s, t + 1, "year") || is(doc, s, t + 1, "years")) {
    d->year = (int16_t)(d->year - n);
  } else if (doc->date.month && (is(doc, s, t + 1, "month") || is(doc, s, t + 1, "months"))) {
    d->month = doc->date.month;
    shift_month(d, -n);
  } else if (doc->date.day && (is(doc, s, t + 1, "week") || is(doc, s, t + 1, "weeks"))) {
    *d = add_days(doc->date, -7 * n);
  } else if (doc->date.day && (is(doc, s, t + 1, "day") || is(doc, s, t + 1, "days"))) {
    *d = add_days(doc->date, -n);
  } else {
    return t;
  }
  return t + 3;
}

static bool
year_context(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  static const char *const BEFORE[] = {"in",     "since",  "by",      "until", "of",   "from", "to",
                                       "during", "before", "after",   "early", "late", "mid",  "through",
                                       "for",    "around", "between", "and",   "till", "("};
  if (doc->tokens.items[t].flags & KG__T_JOINED && t > s->first)
    return is_year(number_at(doc, s, t - 1)) || is(doc, s, t - 1, "mid");
  for (size_t i = 0; t > s->first && i < sizeof BEFORE / sizeof *BEFORE; i++) {
    if (is(doc, s, t - 1, BEFORE[i]))
      return true;
  }
  return t > s->first && kg_str_equal(kg__token_text(doc, t - 1), KG_STR("("));
}

// One date at `t`; returns its end, or `t`.
static uint32_t
one_date(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date *d, bool *no_year)
{
  *no_year = false;
  uint32_t end = calendar_date(doc, s, t, d, no_year);
  if (end > t)
    return end;
  if (is_year(number_at(doc, s, t)) && year_context(doc, s, t)) {
    *d = (kg__date){.year = (int16_t)number_at(doc, s, t)};
    return t + 1;
  }
  if (named_period(doc, s, t, d))
    return t + 2;
  if (near_day(doc, s, t, d))
    return t + 1;
  return ago(doc, s, t, d);
}

static bool
span_joint(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  return is(doc, s, t, "to") || is(doc, s, t, "until") || is(doc, s, t, "and") || is(doc, s, t, "through");
}

// "13 to 15 November 2024": the first day has neither month nor year of its own.
static uint32_t
day_span(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__time *time)
{
  int day = number_at(doc, s, t);
  uint32_t at = span_joint(doc, s, t + 1) ? t + 2 : t + 1;
  bool joined = at == t + 2 || (at < s->end && doc->tokens.items[at].flags & KG__T_JOINED);
  kg__date until;
  bool no_year = false;
  if (day < 1 || day > 31 || !joined || number_at(doc, s, at) < 1 || !month_at(doc, s, at + 1))
    return t;
  uint32_t end = calendar_date(doc, s, at, &until, &no_year);
  time->until = time->from = until;
  time->from.day = (uint8_t)day;
  time->no_year = no_year;
  time->kind = KG__TIME_SPAN;
  return end;
}

static void
find_kind(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__time *time)
{
  uint32_t b = t;
  while (b > s->first &&
         (is(doc, s, b - 1, "the") || is(doc, s, b - 1, "early") || is(doc, s, b - 1, "late") ||
          is(doc, s, b - 1, "mid") || is(doc, s, b - 1, "at") || is(doc, s, b - 1, "least") ||
          is(doc, s, b - 1, "earlier") || is(doc, s, b - 1, "later")))
    b--;
  time->kind = KG__TIME_ON;
  if (is(doc, s, b - 1, "since") || is(doc, s, b - 1, "from"))
    time->kind = KG__TIME_FROM;
  else if (is(doc, s, b - 1, "until") || is(doc, s, b - 1, "till") || is(doc, s, b - 1, "through"))
    time->kind = KG__TIME_UNTIL;
}

static uint32_t
time_at(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__time *time)
{
  *time = (kg__time){.first = t};
  uint32_t end = day_span(doc, s, t, time);
  if (end > t)
    return end;
  end = one_date(doc, s, t, &time->from, &time->no_year);
  if (end == t)
    return t;
  find_kind(doc, s, t, time);
  kg__date until;
  bool no_year;
  bool joined = end + 1 < s->end && span_joint(doc, s, end);
  uint32_t second = joined ? end + 1 : end;
  bool spans = joined ? time->kind == KG__TIME_FROM || is(doc, s, t - 1, "between")
                      : end < s->end && doc->tokens.items[end].flags & KG__T_DASHED;
  uint32_t stop = spans ? one_date(doc, s, second, &until, &no_year) : second;
  if (stop > second) {
    time->until = until;
    time->kind = KG__TIME_SPAN;
    return stop;
  }
  return end;
}

// "Last year ... in October": the year of the one is that of the other.
static void
share_years(kg__document *doc)
{
  for (uint32_t i = doc->time0; i < doc->time_end; i++) {
    const kg__time *year = &doc->times.items[i];
    if (year->from.month || !kg__token_is(doc, year->last, "year"))
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

kg_status
kg__sentence_times(kg__document *doc, const kg__sentence *s)
{
  doc->time0 = (uint32_t)doc->times.n;
  for (uint32_t t = s->first; t < s->end; t++) {
    kg__time time;
    if (doc->tokens.items[t].mention >= 0)
      continue;
    uint32_t end = time_at(doc, s, t, &time);
    if (end == t || !time.from.year)
      continue;
    time.last = end - 1;
    KG_TRY(kg__vec_add(&doc->times));
    doc->times.items[doc->times.n - 1] = time;
    t = end - 1;
  }
  doc->time_end = (uint32_t)doc->times.n;
  share_years(doc);
  return KG_OK;
}

// How far a time is from the word that a claim hangs on: other clauses between count more than words.
static uint32_t
distance(const kg__document *doc, const kg__time *time, const kg__claim *claim)
{
  uint32_t from = time->last < claim->trigger ? time->last + 1 : claim->trigger + 1;
  uint32_t to = time->last < claim->trigger ? claim->trigger : time->first;
  uint32_t cost = to > from ? to - from : 0;
  int32_t own = doc->tokens.items[claim->trigger].verb;
  for (uint32_t t = from; t < to; t++) {
    int32_t v = doc->tokens.items[t].verb;
    kg_str text = kg__token_text(doc, t);
    if (v >= 0 && v != own && doc->verbs.items[v].main == t && doc->verbs.items[v].finite)
      cost += 14;
    if (doc->tokens.items[t].pos & (KG__SUBORDINATOR | KG__RELATIVE) || text.ptr[0] == ';')
      cost += 14;
  }
  return cost;
}

static void
look_for_recurrence(const kg__document *doc, const kg__sentence *s, kg__claim *claim)
{
  static const struct {
    const char *word, *says;
  } WORDS[] = {{"annual", "annual"},     {"annually", "annual"},     {"yearly", "annual"},
               {"biennial", "biennial"}, {"regular", "regular"},     {"regularly", "regular"},
               {"monthly", "monthly"},   {"quarterly", "quarterly"}, {"biannual", "biannual"},
               {"weekly", "weekly"}};
  const kg__property *p = &doc->ontology->properties.items[claim->property];
  if (!kg_str_equal(p->name, KG_STR("participatesIn")) && !kg_str_equal(p->name, KG_STR("hosts")))
    return;
  uint32_t from = claim->first > s->first + 6 ? claim->first - 6 : s->first;
  for (uint32_t t = from; t <= claim->last + 6 && t < s->end; t++) {
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
      if (kg__token_is(doc, t, WORDS[i].word))
        claim->recurrence = kg_str_of(WORDS[i].says);
    }
    bool every = kg__token_is(doc, t, "every") || kg__token_is(doc, t, "each");
    if (every && t + 2 < s->end && kg__token_is(doc, t + 1, "two") && kg__token_is(doc, t + 2, "years"))
      claim->recurrence = KG_STR("biennial");
    if (every && t + 1 < s->end && kg__token_is(doc, t + 1, "year"))
      claim->recurrence = KG_STR("annual");
    if (t + 2 < s->end && kg__token_is(doc, t, "twice") && kg__token_is(doc, t + 1, "a") &&
        kg__token_is(doc, t + 2, "year"))
      claim->recurrence = KG_STR("twice a year");
  }
}

static bool
before(kg__date a, kg__date b)
{
  if (a.year != b.year)
    return a.year < b.year;
  return a.month && b.month && a.month != b.month ? a.month < b.month : a.day && b.day && a.day < b.day;
}

static kg__date
turned(const kg__document *doc, const kg__time *time, const kg__claim *claim, kg__date d)
{
  bool ahead =
      claim->modality == KG__PREDICTED || claim->modality == KG__POSSIBLE || claim->modality == KG__PROPOSED;
  if (time->no_year && ahead && d.year && before(d, doc->date))
    d.year++;
  return d;
}

// "the 1951 Security Treaty", "the 2024 strategy": a lasting relation to it is as old as it is.
static bool
year_of_name(const kg__document *doc, const kg__sentence *s, kg__claim *claim)
{
  if (!doc->ontology->properties.items[claim->property].enduring)
    return false;
  for (uint32_t t = s->first + 1; t < s->end; t++) {
    int32_t m = doc->tokens.items[t].mention;
    if (m < 0 || doc->mentions.items[m].entity != claim->object || doc->mentions.items[m].first != t)
      continue;
    int year = number_at(doc, s, t), before = number_at(doc, s, t - 1);
    year = is_year(year) ? year : before;
    if (is_year(year) &&
        (kg__entity_is(doc, claim->object, "Agreement") || kg__entity_is(doc, claim->object, "Strategy"))) {
      claim->from = (kg__date){.year = (int16_t)year};
      return true;
    }
  }
  return false;
}

void
kg__claim_date(kg__document *doc, const kg__sentence *s, kg__claim *claim)
{
  const kg__time *best = NULL;
  uint32_t least = doc->ontology->properties.items[claim->property].stative ? 6 : 24;
  look_for_recurrence(doc, s, claim);
  if (year_of_name(doc, s, claim) || claim->timeless)
    return;
  for (uint32_t i = doc->time0; i < doc->time_end; i++) {
    const kg__time *time = &doc->times.items[i];
    uint32_t d = distance(doc, time, claim);
    if (d < least) {
      least = d;
      best = time;
    }
  }
  if (!best ||
      (kg__token_is(doc, best->first, "today") && doc->ontology->properties.items[claim->property].enduring))
    return;
  kg__date from = turned(doc, best, claim, best->from), until = turned(doc, best, claim, best->until);
  bool lasts = doc->ontology->properties.items[claim->property].enduring;
  if (best->kind == KG__TIME_UNTIL)
    claim->until = from;
  else if (best->kind == KG__TIME_FROM || best->kind == KG__TIME_SPAN || lasts)
    claim->from = from;
  else
    claim->on = from;
  if (best->kind == KG__TIME_SPAN)
    claim->until = until;
  uint32_t a = best->first, b = best->last;
  if (a < claim->first && claim->first - a < 12)
    claim->first = a;
  if (b > claim->last && b - claim->last < 12)
    claim->last = b;
}
