// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Which time of a sentence a claim has: the one that is nearest in the tree to the word that the claim hangs
// on. Each relation on the way has a cost: little within a clause, much where a clause of its own begins,
// more for what a report says than for what a purpose adds. A time at the head of a sentence covers the
// coordinated clauses behind it, one at the end of a clause does not.

#include "loaders/stages.h"

enum {
  DIRECT = 4, ///< Within the clause
  FAR = 20,   ///< Another clause, another matter
  LIMIT = KG__TIME_LIMIT,
  SCALE = 2,    ///< Of costs, to leave room for the words between
  MAX_WAY = 24, ///< Relations between two words of a sentence
};

static const kg__token *
token(const kg__document *doc, uint32_t t)
{
  return &doc->tokens.items[t];
}

static bool
is_clause(const kg__document *doc, uint32_t t)
{
  uint8_t upos = token(doc, t)->upos;
  return upos == KG__UPOS_VERB || upos == KG__UPOS_AUX;
}

static uint32_t
lemma_is(const kg__document *doc, uint32_t t)
{
  uint32_t lemma = kg__token_word(doc, t)->verb;
  return lemma ? kg__word_at(&doc->ontology->words, lemma)->is : 0;
}

// Verbs that do what they say: what is announced in May dates from May.
static bool
performs(const kg__document *doc, uint32_t t)
{
  static const char *const VERBS[] = {"announce", "declare", "agree",  "decide",  "pledge", "promise", "vow",
                                      "order",    "vote",    "commit", "propose", "demand", "threaten"};
  uint32_t lemma = kg__token_word(doc, t)->verb;
  for (size_t i = 0; lemma && i < sizeof VERBS / sizeof *VERBS; i++) {
    if (kg_str_equal(kg__word_at(&doc->ontology->words, lemma)->text, kg_str_of(VERBS[i])))
      return true;
  }
  return false;
}

// The word that joins a clause to another: "after", "while", "where"; the clause itself if there is none.
static uint32_t
joint_of(const kg__document *doc, const kg__sentence *s, uint32_t clause)
{
  for (uint32_t t = s->first; t < clause; t++) {
    const kg__token *k = token(doc, t);
    if (k->head == (int32_t)clause && (k->relation == KG__REL_MARK || k->relation == KG__REL_ADVMOD) &&
        k->pos & (KG__SUBORDINATOR | KG__RELATIVE | KG__PREPOSITION))
      return t;
  }
  return clause;
}

// A relative clause, also where the parser takes it for another: "which", "who" hang on it.
static uint8_t
relation_of(const kg__document *doc, const kg__sentence *s, uint32_t clause)
{
  const kg__token *k = token(doc, clause);
  uint8_t relation = k->relation;
  if (k->upos == KG__UPOS_VERB && k->verb < 0 && k->chunk >= 0)
    return KG__REL_OBL; // a noun that the parser takes for a verb
  for (uint32_t t = s->first; relation == KG__REL_ADVCL && t < clause; t++) {
    if (token(doc, t)->head == (int32_t)clause &&
        (kg__token_says(doc, t, "which") || kg__token_says(doc, t, "who") || kg__token_says(doc, t, "whom")))
      return KG__REL_ACL_RELCL;
  }
  return relation;
}

static int32_t
entity_at(const kg__document *doc, uint32_t t)
{
  const kg__token *k = token(doc, t);
  return k->mention >= 0 ? doc->mentions.items[k->mention].entity
         : k->chunk >= 0 ? doc->chunks.items[k->chunk].entity
                         : -1;
}

// Whether a word, or what it stands in apposition to, is this entity.
static bool
stands_for(const kg__document *doc, uint32_t t, int32_t entity)
{
  const kg__token *k = token(doc, t);
  return entity >= 0 && (entity_at(doc, t) == entity || (k->relation == KG__REL_APPOS && k->head >= 0 &&
                                                         entity_at(doc, (uint32_t)k->head) == entity));
}

// Whether a clause tells of an entity: it hangs on it, or "which" stands behind it.
static bool
tells_of(const kg__document *doc, const kg__sentence *s, uint32_t clause, int32_t entity)
{
  int32_t head = token(doc, clause)->head;
  if (entity < 0 || (head >= 0 && stands_for(doc, (uint32_t)head, entity)))
    return entity >= 0;
  for (uint32_t t = s->first + 1; t < clause; t++) {
    bool relative = token(doc, t)->head == (int32_t)clause && token(doc, t)->pos & KG__RELATIVE;
    uint32_t before = t - 1 > s->first && token(doc, t - 1)->flags & KG__T_PUNCT ? t - 2 : t - 1;
    if (relative && stands_for(doc, before, entity))
      return true;
  }
  return false;
}

static bool
same_moment(const kg__document *doc, uint32_t joint)
{
  return kg__token_says(doc, joint, "when") || kg__token_says(doc, joint, "where") ||
         kg__token_says(doc, joint, "as");
}

// From a word up to its head, on the way from a claim to a time that stands above it.
static int
cost_up(const kg__document *doc, const kg__sentence *s, uint32_t t, const kg__time *time)
{
  uint32_t head = (uint32_t)token(doc, t)->head;
  switch (relation_of(doc, s, t)) {
  case KG__REL_CONJ:
    if (!is_clause(doc, t) && !is_clause(doc, head))
      return 1;
    return time->last < head ? 2 : time->first > t ? 3 : FAR;
  case KG__REL_ACL_RELCL:
  case KG__REL_ADVCL_RELCL:
    return same_moment(doc, joint_of(doc, s, t)) ? 2 : FAR;
  case KG__REL_ACL:
    return 5;
  case KG__REL_ADVCL: {
    uint32_t joint = joint_of(doc, s, t);
    return same_moment(doc, joint) ? 2 : joint == t || kg__token_is(doc, joint, "to") ? 4 : FAR;
  }
  case KG__REL_CCOMP:
    return performs(doc, head) ? 4 : lemma_is(doc, head) & KG__WORD_SAYING ? FAR : 6;
  case KG__REL_PARATAXIS:
    return FAR;
  case KG__REL_APPOS:
    return 4;
  default:
    return 1;
  }
}

static bool
has_subject(const kg__document *doc, const kg__sentence *s, uint32_t clause)
{
  for (uint32_t t = s->first; t < clause; t++) {
    uint8_t r = token(doc, t)->relation;
    if (token(doc, t)->head == (int32_t)clause && (r == KG__REL_NSUBJ || r == KG__REL_NSUBJ_PASS))
      return true;
  }
  return false;
}

// From a word up to its head, on the way from a time up to what a claim hangs on.
static int
cost_down(const kg__document *doc, const kg__sentence *s, uint32_t t, const kg__time *time, int32_t event)
{
  switch (relation_of(doc, s, t)) {
  case KG__REL_CONJ:
    return !is_clause(doc, t) ? 2 : time->last < t || has_subject(doc, s, t) ? FAR : 6;
  case KG__REL_ACL_RELCL:
  case KG__REL_ADVCL_RELCL:
    return time->kind != KG__TIME_FROM && tells_of(doc, s, t, event) ? 3 : FAR;
  case KG__REL_ACL:
    return tells_of(doc, s, t, event) ? 2 : FAR;
  case KG__REL_ADVCL: {
    uint32_t joint = joint_of(doc, s, t);
    return kg__token_says(doc, joint, "where") ? FAR : same_moment(doc, joint) ? 3 : 12;
  }
  case KG__REL_CCOMP:
    return 8;
  case KG__REL_PARATAXIS:
    return FAR;
  case KG__REL_APPOS:
    return event >= 0 ? 2 : 6;
  case KG__REL_OBJ:
  case KG__REL_NSUBJ:
  case KG__REL_NSUBJ_PASS:
  case KG__REL_OBL:
  case KG__REL_NMOD:
    return time->inside && event < 0 ? 10 : 1;
  default:
    return 1;
  }
}

static size_t
way_to_root(const kg__document *doc, const kg__sentence *s, uint32_t t, uint32_t way[MAX_WAY])
{
  size_t n = 0;
  for (int32_t at = (int32_t)t; at >= (int32_t)s->first && at < (int32_t)s->end && n < MAX_WAY;
       at = token(doc, (uint32_t)at)->head)
    way[n++] = (uint32_t)at;
  return n;
}

static bool
has_class(const kg__document *doc, int32_t e, const char *cls)
{
  return kg__entity_is(doc, e, cls);
}

// Whether the claim tells that its event takes place, or that something came into being that is dated itself.
static bool
takes_place(const kg__document *doc, const kg__claim *claim)
{
  const kg__property *p = &doc->ontology->properties.items[claim->property];
  bool of_event = kg_str_equal(p->name, KG_STR("participatesIn")) || kg_str_equal(p->name, KG_STR("hosts")) ||
                  kg_str_equal(p->name, KG_STR("locatedIn"));
  return (of_event && (has_class(doc, claim->object, "Event") || has_class(doc, claim->subject, "Event"))) ||
         (p->enduring &&
          (has_class(doc, claim->object, "Agreement") || has_class(doc, claim->object, "Strategy")));
}

static int32_t
what_takes_place(const kg__document *doc, const kg__claim *claim)
{
  return has_class(doc, claim->subject, "Event") ? claim->subject : claim->object;
}

static bool
is_quote(const kg__document *doc, uint32_t t)
{
  kg_str text = kg__token_text(doc, t);
  return token(doc, t)->flags & KG__T_PUNCT &&
         (kg_str_equal(text, KG_STR("\"")) || kg_str_equal(text, KG_STR("“")) ||
          kg_str_equal(text, KG_STR("”")));
}

// Words between the two, and much if a quotation begins or ends between them.
static uint32_t
apart(const kg__document *doc, const kg__time *time, const kg__claim *claim)
{
  uint32_t from = time->last < claim->trigger ? time->last + 1 : claim->trigger + 1, quotes = 0;
  uint32_t to = time->last < claim->trigger ? claim->trigger : time->first;
  for (uint32_t t = from; t < to; t++)
    quotes += is_quote(doc, t);
  return (to > from ? to - from : 0) / 8 + (quotes % 2 ? FAR : 0);
}

// The noun of the phrase that what a name or title holds was read from.
static uint32_t
head_of_phrase(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  for (int steps = 0; steps < MAX_WAY; steps++) {
    const kg__token *k = token(doc, t);
    bool part = k->relation == KG__REL_NMOD_POSS || k->relation == KG__REL_COMPOUND ||
                k->relation == KG__REL_FLAT || k->relation == KG__REL_AMOD;
    if (!part || k->head < (int32_t)s->first || k->head >= (int32_t)s->end)
      break;
    t = (uint32_t)k->head;
  }
  return t;
}

// "..., and since October its soldiers": the verb of the clause that a time stands at the head of, or -1.
static int32_t
verb_behind(const kg__document *doc, const kg__sentence *s, const kg__time *time)
{
  uint32_t t = time->first;
  while (t > s->first &&
         token(doc, t - 1)->pos & (KG__PREPOSITION | KG__DETERMINER | KG__ADJECTIVE | KG__ADVERB))
    t--;
  bool heads =
      t == s->first || kg__token_says(doc, t - 1, ";") ||
      (t > s->first + 1 && token(doc, t - 1)->pos & KG__COORDINATOR && kg__token_says(doc, t - 2, ","));
  for (t = time->last + 1; heads && t < s->end; t++) {
    int32_t v = token(doc, t)->verb;
    if (token(doc, t)->pos & (KG__SUBORDINATOR | KG__RELATIVE) ||
        (token(doc, t)->flags & KG__T_PUNCT && t > time->last + 1))
      return -1;
    if (v >= 0 && doc->verbs.items[v].finite)
      return doc->verbs.items[v].subject >= 0 ? (int32_t)doc->verbs.items[v].main : -1;
  }
  return -1;
}

// What a time is said of: a name that is none of an event or of what was agreed is not dated, what it stands
// with is.
static uint32_t
dated_by(const kg__document *doc, const kg__sentence *s, const kg__time *time)
{
  int32_t verb = verb_behind(doc, s, time);
  uint32_t t = (uint32_t)(verb >= 0 ? verb : time->host);
  for (int steps = 0; steps < MAX_WAY && !time->inside; steps++) {
    const kg__token *k = token(doc, t);
    int32_t e = k->mention >= 0 ? doc->mentions.items[k->mention].entity : -1;
    bool datable =
        has_class(doc, e, "Event") || has_class(doc, e, "Agreement") || has_class(doc, e, "Strategy");
    if (e < 0 || datable || k->head < (int32_t)s->first || k->head >= (int32_t)s->end)
      break;
    t = (uint32_t)k->head;
  }
  return t;
}

uint32_t
kg__time_distance(const kg__document *doc, const kg__sentence *s, const kg__time *time,
                  const kg__claim *claim)
{
  uint32_t up[MAX_WAY], down[MAX_WAY];
  if (time->host < 0)
    return apart(doc, time, claim) * 8;
  uint32_t from = claim->timeless ? head_of_phrase(doc, s, claim->trigger) : claim->trigger;
  size_t n_up = way_to_root(doc, s, from, up), n_down = way_to_root(doc, s, dated_by(doc, s, time), down);
  while (n_up && n_down && up[n_up - 1] == down[n_down - 1])
    n_up--, n_down--;
  bool stative = doc->ontology->properties.items[claim->property].stative;
  bool extended = n_up == 1 && (token(doc, up[0])->relation == KG__REL_NSUBJ_PASS ||
                                token(doc, up[0])->relation == KG__REL_NSUBJ);
  bool apart_from = (n_up && !extended) || time->kind == KG__TIME_ON; // but "was extended until 2026"
  if ((n_up && claim->timeless) || ((n_up || n_down) && stative && apart_from))
    return LIMIT;
  int32_t event = takes_place(doc, claim) ? what_takes_place(doc, claim) : -1;
  int cost = 1;
  for (size_t i = 0; i < n_up; i++)
    cost += cost_up(doc, s, up[i], time);
  for (size_t i = 0; i < n_down; i++)
    cost += cost_down(doc, s, down[i], time, event);
  return (uint32_t)cost * SCALE + apart(doc, time, claim);
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

static bool
takes_office(const kg__document *doc, const kg__sentence *s, uint32_t verb)
{
  static const char *const ALONE[] = {"elect", "reelect", "appoint", "inaugurate", "become", "swear"},
                           *const WITH_OBJECT[] = {"office", "power", "over"};
  uint32_t lemma = kg__token_word(doc, verb)->verb;
  kg_str text = kg__word_at(&doc->ontology->words, lemma)->text;
  for (size_t i = 0; lemma && i < sizeof ALONE / sizeof *ALONE; i++) {
    if (kg_str_equal(text, kg_str_of(ALONE[i])))
      return true;
  }
  for (size_t i = 0; lemma && verb + 1 < s->end && i < 3; i++) {
    if ((kg_str_equal(text, KG_STR("take")) || kg_str_equal(text, KG_STR("assume"))) &&
        kg__token_says(doc, verb + 1, WITH_OBJECT[i]))
      return true;
  }
  return false;
}

// "X, elected in April", "X, who took office in March": since when the person of a claim is what it says.
static bool
begins_office(const kg__document *doc, const kg__sentence *s, const kg__time *time, const kg__claim *claim)
{
  kg_str property = doc->ontology->properties.items[claim->property].name;
  if (time->host < 0 || !takes_office(doc, s, (uint32_t)time->host) ||
      !(kg_str_equal(property, KG_STR("leads")) || kg_str_equal(property, KG_STR("officialOf"))))
    return false;
  uint32_t verb = (uint32_t)time->host;
  for (uint32_t t = s->first; t < s->end; t++) {
    int32_t m = token(doc, t)->mention;
    if (m < 0 || doc->mentions.items[m].entity != claim->subject)
      continue;
    uint8_t r = token(doc, t)->relation;
    bool subject = token(doc, t)->head == (int32_t)verb && (r == KG__REL_NSUBJ || r == KG__REL_NSUBJ_PASS);
    bool of_clause = token(doc, verb)->head == (int32_t)t;
    bool before = token(doc, t)->head >= 0 && token(doc, verb)->relation == KG__REL_ADVCL &&
                  token(doc, t)->head == token(doc, verb)->head && r == KG__REL_NSUBJ;
    if (subject || of_clause || before)
      return true;
  }
  return false;
}

static uint32_t
way_to(const kg__document *doc, const kg__sentence *s, const kg__time *time, const kg__claim *claim)
{
  if (begins_office(doc, s, time, claim))
    return 0;
  int32_t dated = time->host >= 0 ? entity_at(doc, (uint32_t)time->host) : -1;
  bool of = time->first > s->first && kg__token_says(doc, time->first - 1, "of");
  if (of && claim->modality == KG__DENIED && dated >= 0 &&
      (dated == claim->object || dated == claim->subject))
    return LIMIT; // "no party to the treaty of 1992"
  if (is_title(claim))
    return time->kind != KG__TIME_ON && follows_title(doc, s, time, claim) ? 0 : LIMIT;
  bool lies = kg_str_equal(doc->ontology->properties.items[claim->property].name, KG_STR("locatedIn")) &&
              !has_class(doc, claim->subject, "Event");
  bool beside = doc->ontology->properties.items[claim->property].stative &&
                !kg_str_equal(kg_str_of(claim->rule), KG_STR("frame"));
  return lies || beside || (claim->timeless && !takes_place(doc, claim))
             ? LIMIT
             : kg__time_distance(doc, s, time, claim);
}

static const kg__time *
nearest(const kg__document *doc, const kg__sentence *s, const kg__claim *claim)
{
  const kg__time *best = NULL;
  bool stative = doc->ontology->properties.items[claim->property].stative;
  uint32_t least = stative ? DIRECT * SCALE : LIMIT;
  for (uint32_t i = doc->time0; i < doc->time_end; i++) {
    const kg__time *time = &doc->times.items[i];
    if (time->kind == KG__TIME_OTHER)
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
    if (!year && t < s->end && token(doc, t)->flags & KG__T_JOINED)
      year = year_at(doc, t); // "Birlik-2024"
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
  if (!takes_place(doc, claim))
    return;
  int32_t dated = what_takes_place(doc, claim);
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
  bool each_year = time && claim->comes_round && time->no_year && time->kind == KG__TIME_ON;
  if (!time || claim->from.year || each_year)
    return;
  kg__date from = turned(doc, s, time, claim, time->from), until = turned(doc, s, time, claim, time->until);
  if (time->kind == KG__TIME_UNTIL)
    claim->until = from;
  else if (time->kind == KG__TIME_FROM || time->kind == KG__TIME_SPAN || lasts)
    claim->from = from;
  else
    claim->on = from;
  if (time->kind == KG__TIME_SPAN)
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
