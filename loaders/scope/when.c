// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The times of a sentence: dates and spans of them, with what the preposition before them means, and the word
// that each hangs on.

#include "kg/base/vec.h"
#include "loaders/scope/dates.h"

// "the 1990s"
static bool
decade_at(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__time *time)
{
  kg_str rest;
  int year = kg__leading_number(kg__token_text(doc, t), &rest);
  if (!kg__is_year(year) || year % 10 ||
      !(kg_str_equal(rest, KG_STR("s")) || kg_str_equal(rest, KG_STR("'s"))))
    return false;
  if (!(t > s->first && (kg__text_is(doc, s, t - 1, "the") || kg__text_is(doc, s, t - 1, "early") ||
                         kg__text_is(doc, s, t - 1, "late") || kg__text_is(doc, s, t - 1, "mid"))))
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
  return kg__text_is(doc, s, t, "to") || kg__text_is(doc, s, t, "until") || kg__text_is(doc, s, t, "and") ||
         kg__text_is(doc, s, t, "through");
}

// "13 to 15 November 2024", "May 10-21": one day has neither month nor year of its own.
static uint32_t
day_span(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__time *time)
{
  int month_first = kg__month_at(doc, s, t);
  uint32_t first = month_first ? kg__month_end(doc, s, t) : t;
  int day = kg__number_at(doc, s, first);
  uint32_t at = span_joint(doc, s, first + 1) ? first + 2 : first + 1;
  bool joined = at == first + 2 || (at < s->end && doc->tokens.items[at].flags & KG__T_JOINED);
  int last = kg__number_at(doc, s, at);
  bool no_year = false;
  uint32_t end = at + 1;
  if (day < 1 || day > 31 || !joined || last < 1 || last > 31 ||
      (!month_first && !kg__month_at(doc, s, at + 1)))
    return t;
  if (month_first) {
    uint32_t next = kg__text_skip(doc, s, end, ",");
    time->until = (kg__date){.month = (uint8_t)month_first, .day = (uint8_t)last};
    if (kg__is_year(kg__number_at(doc, s, next)))
      time->until.year = (int16_t)kg__number_at(doc, s, end = next);
    else if ((no_year = true))
      kg__date_complete(doc, t, &time->until);
    end += !no_year;
  } else {
    end = kg__calendar_date(doc, s, at, &time->until, &no_year);
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
  while (t > s->first && kg__text_is_any(doc, s, t - 1, SMALL))
    t--;
  return t;
}

static void
find_kind(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__time *time)
{
  uint32_t b = lead_in(doc, s, t);
  if (b == s->first)
    return;
  if (kg__text_is(doc, s, b - 1, "since") || kg__text_is(doc, s, b - 1, "from"))
    time->kind = KG__TIME_FROM;
  else if (kg__text_is(doc, s, b - 1, "until") || kg__text_is(doc, s, b - 1, "till") ||
           kg__text_is(doc, s, b - 1, "through")) {
    time->kind = KG__TIME_UNTIL;
  }
  if (kg__text_is(doc, s, b - 1, "before") ||
      (kg__text_is(doc, s, b - 1, "to") && kg__text_is(doc, s, b - 2, "prior")))
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
  if ((end = kg__date_until_now(doc, s, t, &time->from)) > t) {
    time->kind = KG__TIME_FROM;
    return end;
  }
  end = kg__date_at(doc, s, t, time, &time->from);
  if (end == t)
    return t;
  find_kind(doc, s, t, time);
  kg__time second = {0};
  bool joined = end + 1 < s->end && span_joint(doc, s, end);
  uint32_t at = joined ? kg__text_skip(doc, s, end + 1, "the") : end;
  bool spans = joined ? time->kind == KG__TIME_FROM || (t > s->first && kg__text_is(doc, s, t - 1, "between"))
                      : end < s->end && doc->tokens.items[end].flags & KG__T_DASHED;
  uint32_t stop = spans && at < s->end ? kg__date_at(doc, s, at, &second, &second.from) : at;
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
    if (kg__text_is_any(doc, s, t, JOINTS))
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
    if (kg__text_is(doc, s, t, ";") || kg__text_is(doc, s, t, "which") || kg__text_is(doc, s, t, "who"))
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
  for (uint32_t t = time->last + 1; t < s->end && !kg__text_is(doc, s, time->last + 1, ","); t++) {
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
    if (s->dateline && !doc->date.year && time.given && time.from.day)
      doc->date = time.from;
    KG_TRY(kg__vec_add(&doc->times));
    doc->times.items[doc->times.n - 1] = time;
    t = end - 1;
  }
  doc->time_end = (uint32_t)doc->times.n;
  share_year_of_list(doc);
  share_years(doc);
  return KG_OK;
}
