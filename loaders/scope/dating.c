// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What a time means for a claim: since when what lasts, on which day what happened, and what the text leaves
// open turned to the future for what is ahead. Without a time, the year that the name of a treaty or an
// edition bears.

#include "loaders/stages.h"

enum { MAX_WAY = 24 };

static const kg__token *
token(const kg__document *doc, uint32_t t)
{
  return &doc->tokens.items[t];
}

int32_t
kg__entity_shown(const kg__document *doc, uint32_t t)
{
  const kg__token *k = token(doc, t);
  return k->mention >= 0 ? doc->mentions.items[k->mention].entity
         : k->chunk >= 0 ? doc->chunks.items[k->chunk].entity
                         : -1;
}

// Whether the claim tells that its event takes place, or that something came into being that is dated itself.
bool
kg__takes_place(const kg__document *doc, const kg__claim *claim)
{
  const kg__property *p = &doc->ontology->properties.items[claim->property];
  bool of_event = kg_str_equal(p->name, KG_STR("participatesIn")) || kg_str_equal(p->name, KG_STR("hosts")) ||
                  kg_str_equal(p->name, KG_STR("locatedIn"));
  return (of_event &&
          (kg__entity_is(doc, claim->object, "Event") || kg__entity_is(doc, claim->subject, "Event"))) ||
         (p->enduring &&
          (kg__entity_is(doc, claim->object, "Agreement") || kg__entity_is(doc, claim->object, "Strategy")));
}

int32_t
kg__what_takes_place(const kg__document *doc, const kg__claim *claim)
{
  return kg__entity_is(doc, claim->subject, "Event") ? claim->subject : claim->object;
}

static bool
is_open(kg__modality modality)
{
  return modality == KG__PREDICTED || modality == KG__POSSIBLE || modality == KG__PROPOSED;
}

// Whether the clause that a time stands in has not happened yet: "starts on Friday", "is to meet in June".
static bool
ahead(const kg__document *doc, const kg__sentence *s, const kg__time *time)
{
  int32_t t = time->host;
  for (int steps = 0; steps < MAX_WAY && t >= (int32_t)s->first && t < (int32_t)s->end; steps++) {
    const kg__token *k = token(doc, (uint32_t)t);
    if (k->verb >= 0)
      return is_open(doc->verbs.items[k->verb].modality) ||
             (time->weekday && (k->xpos == KG__XPOS_VBZ || k->xpos == KG__XPOS_VBP));
    t = k->head;
  }
  return false;
}

// What the text leaves open is ahead for what has not happened yet.
static kg__date
turned(const kg__document *doc, const kg__sentence *s, const kg__time *time, const kg__claim *claim,
       kg__date d)
{
  if (!d.year || !(is_open(claim->modality) || ahead(doc, s, time)))
    return d;
  if (time->weekday && kg__date_before(d, doc->date))
    return kg__date_shift(d, KG__WEEK, 1);
  if (time->no_year && kg__date_before(d, doc->date))
    d.year++;
  return d;
}

static int
year_at(const kg__document *doc, uint32_t t)
{
  kg__date d;
  kg_str text = kg__token_text(doc, t);
  return text.len == 4 && kg__date_parse(text, &d) ? d.year : 0;
}

// The year that stands in or right before the name of an entity: "the 1951 Security Treaty", "Joint Sea
// 2025".
static int
year_of_name(const kg__document *doc, const kg__sentence *s, int32_t entity)
{
  for (uint32_t t = s->first; t < s->end; t++) {
    int32_t m = token(doc, t)->mention;
    if (m < 0 || doc->mentions.items[m].entity != entity || doc->mentions.items[m].first != t)
      continue;
    int year = t > s->first ? year_at(doc, t - 1) : 0;
    for (; t <= doc->mentions.items[m].last && t < s->end; t++)
      year = year ? year : year_at(doc, t);
    if (!year && t < s->end && !(token(doc, t)->flags & KG__T_PUNCT))
      year = year_at(doc, t); // "Birlik-2024", "Flintlock 2017"
    if (year)
      return year;
    t--;
  }
  return 0;
}

// A lasting relation to what bears its year is as old as it is, and an edition is held in its year.
static void
date_by_name(const kg__document *doc, const kg__sentence *s, kg__claim *claim)
{
  if (!kg__takes_place(doc, claim))
    return;
  int32_t dated = kg__what_takes_place(doc, claim);
  kg__date date = {.year = (int16_t)year_of_name(doc, s, dated)};
  if ((doc->date.year && date.year > doc->date.year && claim->modality == KG__ASSERTED) ||
      claim->modality == KG__DENIED)
    return; // "the 2050 Strategy", "is no party to the treaty of 1992"
  if (doc->ontology->properties.items[claim->property].enduring)
    claim->from = date;
  else
    claim->on = date;
}

void
kg__claim_date(kg__document *doc, const kg__sentence *s, const kg__time *time, kg__claim *claim)
{
  bool lasts = doc->ontology->properties.items[claim->property].enduring;
  claim->from = claim->until = claim->on = (kg__date){0};
  if (!claim->timeless && (!time || lasts))
    date_by_name(doc, s, claim);
  kg__time_kind kind = time ? kg__time_kind_for(doc, s, time, claim) : KG__TIME_ON;
  bool each_year = time && claim->comes_round && time->no_year && time->kind == KG__TIME_ON;
  if (!time || claim->from.year || each_year)
    return;
  kg__date from = turned(doc, s, time, claim, time->from), until = turned(doc, s, time, claim, time->until);
  if (kind == KG__TIME_UNTIL || kg__term_of_office(doc, s, time, claim) == KG__TERM_ENDS)
    claim->until = from;
  else if (kind == KG__TIME_FROM || kind == KG__TIME_SPAN || lasts)
    claim->from = from;
  else
    claim->on = from;
  bool decade = until.year == from.year + 9 && from.year % 10 == 0 && time->first == time->last;
  if (kind == KG__TIME_SPAN &&
      !(lasts && decade && claim->modality == KG__ASSERTED)) // who joined in the 1990s is in
    claim->until = until;
  kg__date begins = claim->from.year ? claim->from : claim->on;
  bool stative = doc->ontology->properties.items[claim->property].stative;
  if (!stative && claim->modality == KG__ASSERTED && doc->date.year && kg__date_before(doc->date, begins))
    claim->modality = KG__PREDICTED;
  uint32_t a = time->first, b = time->last;
  if (a < claim->first && claim->first - a < 12)
    claim->first = a;
  if (b > claim->last && b - claim->last < 12)
    claim->last = b;
}
