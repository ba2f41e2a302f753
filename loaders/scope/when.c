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

// "starting in 2023", "beginning on 3 May"
static bool
starts(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  static const char *const IN[] = {"in", "on", "with", NULL}, *const STARTING[] = {"starting", "beginning",
                                                                                   NULL};
  return t > s->first && kg__text_is_any(doc, s, t, IN) && kg__text_is_any(doc, s, t - 1, STARTING);
}

static void
find_kind(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__time *time)
{
  uint32_t b = lead_in(doc, s, t);
  if (b == s->first)
    return;
  if (kg__text_is(doc, s, b - 1, "since") || kg__text_is(doc, s, b - 1, "from") || starts(doc, s, b - 1))
    time->kind = KG__TIME_FROM;
  else if (kg__text_is(doc, s, b - 1, "until") || kg__text_is(doc, s, b - 1, "till") ||
           kg__text_is(doc, s, b - 1, "through") ||
           (kg__text_is(doc, s, b - 1, "to") && kg__text_is(doc, s, b - 2, "(")))
    time->kind = KG__TIME_UNTIL;
  if (kg__text_is(doc, s, b - 1, "before") ||
      (kg__text_is(doc, s, b - 1, "to") && kg__text_is(doc, s, b - 2, "prior")))
    time->kind = KG__TIME_OTHER;
}

// "1939-45", "1939-1945": the last year behind the dash, with or without its century; its end, or `t`.
static uint32_t
last_year_at(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date first, kg__date *last)
{
  bool tied = t < s->end && doc->tokens.items[t].flags & KG__T_JOINED && !first.month;
  bool longer = t + 1 < s->end && doc->tokens.items[t + 1].flags & KG__T_JOINED;
  int year = tied && !longer ? kg__number_at(doc, s, t) : -1;
  if (kg__token_text(doc, t).len == 2 && year >= 0)
    year += first.year / 100 * 100;
  if (!kg__is_year(year) || year <= first.year)
    return t;
  *last = (kg__date){.year = (int16_t)year};
  return t + 1;
}

// "until his death in 2021", "to mid-March": where the date behind the joint of a span begins.
static uint32_t
end_of_span(const kg__document *doc, const kg__sentence *s, uint32_t t, bool until)
{
  static const char *const SMALL[] = {"the", "early", "late", "mid", "at", "least", "end", "of", NULL};
  uint32_t at = t;
  while (kg__text_is_any(doc, s, at, SMALL))
    at++;
  for (uint32_t in = t; until && in < t + 5 && in + 1 < s->end; in++) {
    if (doc->tokens.items[in].flags & KG__T_PUNCT || doc->tokens.items[in].upos == KG__UPOS_VERB)
      break;
    if (in > t && kg__text_is(doc, s, in, "in"))
      return in + 1;
  }
  return at;
}

static bool
is_dash(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  static const char *const DASHES[] = {"-", "–", "—", NULL};
  return kg__text_is_any(doc, s, t, DASHES);
}

// "(2 May 2015 - 14 June 2016)"
static bool
bracketed_dash(const kg__document *doc, const kg__sentence *s, uint32_t first, uint32_t dash)
{
  return first > s->first && kg__text_is(doc, s, first - 1, "(") && is_dash(doc, s, dash);
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
  if ((end = kg__date_for_years(doc, s, t, &time->from)) > t) {
    time->kind = KG__TIME_FROM;
    time->lasting = true;
    return end;
  }
  end = kg__date_at(doc, s, t, time, &time->from);
  if (end == t)
    return t;
  find_kind(doc, s, t, time);
  kg__time second = {0};
  uint32_t stop = end < s->end ? last_year_at(doc, s, end, time->from, &time->until) : end;
  if (stop > end) {
    time->kind = KG__TIME_SPAN;
    return stop;
  }
  bool dash = end + 1 < s->end && bracketed_dash(doc, s, t, end);
  bool joined = end + 1 < s->end && span_joint(doc, s, end);
  uint32_t at = dash     ? end + 1
                : joined ? end_of_span(doc, s, end + 1, kg__text_is(doc, s, end, "until"))
                         : end;
  bool spans = dash ? true
               : joined
                   ? time->kind == KG__TIME_FROM || (t > s->first && kg__text_is(doc, s, t - 1, "between"))
                   : end < s->end && doc->tokens.items[end].flags & KG__T_DASHED;
  stop = spans && at < s->end ? kg__date_at(doc, s, at, &second, &second.from) : at;
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

// "on the morning of 5 May", "for the 2015-16 term": words for a part of time are no more than the time
// itself.
static bool
is_part_of_time(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  static const char *const PARTS[] = {"morning", "afternoon", "evening", "night",     "dawn",
                                      "weekend", "week",      "term",    "period",    "season",
                                      "half",    "quarter",   "start",   "beginning", "end",
                                      "middle",  "course",    "months",  NULL};
  return kg__text_is_any(doc, s, t, PARTS) && doc->tokens.items[t].upos == KG__UPOS_NOUN &&
         doc->tokens.items[t].head >= (int32_t)s->first && doc->tokens.items[t].head < (int32_t)s->end;
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
  if (time->host >= 0 && is_part_of_time(doc, s, (uint32_t)time->host)) {
    time->foot = (uint32_t)time->host;
    time->host = doc->tokens.items[time->host].head;
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

static bool
is_joint(const kg__document *doc, uint32_t t)
{
  return kg__token_says(doc, t, "since") || kg__token_says(doc, t, "until") ||
         kg__token_says(doc, t, "before");
}

// "has joined": what has been up to now.
static bool
is_perfect(const kg__document *doc, int32_t verb)
{
  if (verb < 0)
    return false;
  const kg__verb *v = &doc->verbs.items[verb];
  for (uint32_t t = v->first; t < v->main; t++) {
    if (kg__token_says(doc, t, "has") || kg__token_says(doc, t, "have"))
      return true;
  }
  return false;
}

// "since the war in 1999", "since X joined in 1999": the word before the phrase or clause that a time stands
// in; or -1.  A clause with "since" may also give a reason: not where what hangs on it has been since.
int32_t
kg__time_joint(const kg__document *doc, const kg__sentence *s, const kg__time *time)
{
  int32_t at = time->host;
  for (int steps = 0; steps < 6 && at >= (int32_t)s->first && at < (int32_t)s->end; steps++) {
    const kg__token *k = &doc->tokens.items[at];
    for (uint32_t t = s->first; t < time->first && t < (uint32_t)at; t++) {
      const kg__token *j = &doc->tokens.items[t];
      bool opens = j->head == at && (j->relation == KG__REL_CASE || j->relation == KG__REL_MARK);
      if (!opens || !is_joint(doc, t))
        continue;
      bool reason = j->relation == KG__REL_MARK && kg__token_says(doc, t, "since") &&
                    !(k->head >= 0 && is_perfect(doc, doc->tokens.items[k->head].verb));
      return reason ? -1 : (int32_t)t;
    }
    bool within = k->relation == KG__REL_NMOD || k->relation == KG__REL_OBL || k->relation == KG__REL_OBJ ||
                  k->relation == KG__REL_COMPOUND;
    if (!within)
      return -1;
    at = k->head;
  }
  return -1;
}

// What a clause says of the beginning or end of what its subject is: "the alliance ended in 2024".
static kg__time_kind
by_verb(const kg__document *doc, const kg__time *time, const kg__claim *claim)
{
  static const char *const BEGIN[] = {"begin", "start", "emerge", "date"}, *const END[] = {"end", "expire",
                                                                                           "lapse", "cease",
                                                                                           "collapse"};
  const kg__token *k = &doc->tokens.items[claim->trigger];
  bool subject = doc->ontology->properties.items[claim->property].enduring && time->host >= 0 &&
                 k->head == time->host && k->relation == KG__REL_NSUBJ;
  int32_t v = subject ? doc->tokens.items[time->host].verb : -1;
  subject &= v < 0 || doc->verbs.items[v].object < 0; // but "the treaty ended the war"
  uint32_t lemma = subject ? kg__token_word(doc, (uint32_t)time->host)->verb : 0;
  kg_str text = kg__word_at(&doc->ontology->words, lemma)->text;
  for (size_t i = 0; lemma && i < sizeof BEGIN / sizeof *BEGIN; i++) {
    if (kg_str_equal(text, kg_str_of(BEGIN[i])))
      return KG__TIME_FROM;
  }
  for (size_t i = 0; lemma && i < sizeof END / sizeof *END; i++) {
    if (kg_str_equal(text, kg_str_of(END[i])))
      return KG__TIME_UNTIL;
  }
  return time->kind;
}

kg__time_kind
kg__time_kind_for(const kg__document *doc, const kg__sentence *s, const kg__time *time,
                  const kg__claim *claim)
{
  int32_t joint = kg__time_joint(doc, s, time);
  if (time->lasting)
    return time->host >= 0 && is_perfect(doc, doc->tokens.items[time->host].verb) ? KG__TIME_FROM
                                                                                  : KG__TIME_OTHER;
  bool within = (claim->trigger >= (uint32_t)joint && claim->trigger <= time->last) ||
                (claim->trigger < (uint32_t)joint && claim->places[1] > joint); // "served until killed in X"
  if (time->kind != KG__TIME_ON && time->kind != KG__TIME_SPAN)
    return time->kind;
  if (joint < 0 || within)
    return time->kind == KG__TIME_ON ? by_verb(doc, time, claim) : time->kind;
  return kg__token_says(doc, (uint32_t)joint, "since")   ? KG__TIME_FROM
         : kg__token_says(doc, (uint32_t)joint, "until") ? KG__TIME_UNTIL
                                                         : KG__TIME_OTHER;
}

// "X (1939-2001)", "X (born 4 May 1961)": whose life or office a time in brackets tells; -1.
static int32_t
person_dated(const kg__document *doc, const kg__sentence *s, const kg__time *time)
{
  uint32_t open = time->first;
  while (open > s->first && !kg__text_is(doc, s, open, "(") && time->first - open < 12)
    open--;
  int32_t m = open > s->first && kg__text_is(doc, s, open, "(") ? doc->tokens.items[open - 1].mention : -1;
  int32_t e = m >= 0 ? doc->mentions.items[m].entity : -1;
  return kg__entity_is(doc, e, "Person") ? e : -1;
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

    time.person = person_dated(doc, s, &time);
    KG_TRY(kg__vec_add(&doc->times));
    doc->times.items[doc->times.n - 1] = time;
    t = end - 1;
  }
  doc->time_end = (uint32_t)doc->times.n;
  share_year_of_list(doc);
  share_years(doc);
  return KG_OK;
}
