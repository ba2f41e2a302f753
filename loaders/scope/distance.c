// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// How far a time is from a claim by the tree. Each relation on the way from the word that the claim hangs on
// to the one that the time hangs on has a cost: little within a clause, much where a clause of its own
// begins, more for what a report says than for what a purpose adds. A time at the head of a sentence covers
// the coordinated clauses behind it, one at the end of a clause does not.

#include "loaders/stages.h"

enum {
  FAR = 20, ///< Another clause, another matter
  LIMIT = KG__TIME_LIMIT,
  SCALE = KG__TIME_SCALE,
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

// Whether a word, or what it stands in apposition to, is this entity.
static bool
stands_for(const kg__document *doc, uint32_t t, int32_t entity)
{
  const kg__token *k = token(doc, t);
  return entity >= 0 &&
         (kg__entity_shown(doc, t) == entity || (k->relation == KG__REL_APPOS && k->head >= 0 &&
                                                 kg__entity_shown(doc, (uint32_t)k->head) == entity));
}

// "a treaty with X that went into effect in 2003": only what was agreed can be signed, wherever the tree
// hangs it.
static bool
tells_of_agreement(const kg__document *doc, uint32_t clause, int32_t entity)
{
  static const char *const VERBS[] = {"sign", "ratify", "conclude", "initial", "renew"};
  if (!kg__entity_is(doc, entity, "Agreement"))
    return false;
  bool effect = (kg__token_says(doc, clause + 1, "into") &&
                 (kg__token_says(doc, clause + 2, "effect") || kg__token_says(doc, clause + 2, "force")));
  uint32_t lemma = kg__token_word(doc, clause)->verb;
  for (size_t i = 0; lemma && !effect && i < sizeof VERBS / sizeof *VERBS; i++)
    effect = kg_str_equal(kg__word_at(&doc->ontology->words, lemma)->text, kg_str_of(VERBS[i]));
  return effect;
}

// Whether a clause tells of an entity: it hangs on it, or "which" stands behind it.
static bool
tells_of(const kg__document *doc, const kg__sentence *s, uint32_t clause, int32_t entity)
{
  int32_t head = token(doc, clause)->head;
  if (entity < 0 || (head >= 0 && stands_for(doc, (uint32_t)head, entity)))
    return entity >= 0;
  if (tells_of_agreement(doc, clause, entity))
    return true;
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

static bool
is_past(const kg__document *doc, uint32_t t)
{
  int32_t v = token(doc, t)->verb;
  return v >= 0 && token(doc, doc->verbs.items[v].first)->xpos == KG__XPOS_VBD;
}

// A participle for what was before: "occupied by X", "having left X".
static bool
is_done(const kg__document *doc, uint32_t t)
{
  return token(doc, t)->xpos == KG__XPOS_VBN;
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
    if (joint == t && is_done(doc, t) && t < head && time->first > head)
      return FAR; // "Occupied by X, it joined Y in 1952"
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

// "since the 2023 coup", but "since October its soldiers".
static bool
since_event(const kg__document *doc, const kg__time *time)
{
  return time->kind == KG__TIME_FROM && time->first > 0 &&
         token(doc, time->first - 1)->pos & (KG__DETERMINER | KG__POSSESSIVE);
}

// From a word up to its head, on the way from a time up to what a claim hangs on.
static int
cost_down(const kg__document *doc, const kg__sentence *s, uint32_t t, const kg__time *time, int32_t event)
{
  switch (relation_of(doc, s, t)) {
  case KG__REL_CONJ:
    if (is_past(doc, t) && !is_past(doc, (uint32_t)token(doc, t)->head))
      return FAR; // "has joined X and took part in Y in 2004"
    return !is_clause(doc, t) ? 2 : time->last < t || has_subject(doc, s, t) ? FAR : 6;
  case KG__REL_ACL_RELCL:
  case KG__REL_ADVCL_RELCL:
    return time->kind != KG__TIME_FROM && tells_of(doc, s, t, event) ? 3 : FAR;
  case KG__REL_ACL: // "signed an agreement governing trade in April"
    return tells_of(doc, s, t, event) ? 2 : token(doc, t)->xpos == KG__XPOS_VBG && time->first > t ? 1 : FAR;
  case KG__REL_ADVCL: {
    uint32_t joint = joint_of(doc, s, t);
    if (kg__token_says(doc, t, "starting") || kg__token_says(doc, t, "beginning"))
      return 1;
    if (kg__time_joint(doc, s, time) == (int32_t)joint)
      return 2;
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
    return time->inside && event < 0 && !since_event(doc, time) ? 10 : 1;
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

// Words between the two, and much if a quotation begins or ends between them, or a semicolon stands there.
static uint32_t
apart(const kg__document *doc, const kg__time *time, const kg__claim *claim)
{
  uint32_t from = time->last < claim->trigger ? time->last + 1 : claim->trigger + 1, quotes = 0, ends = 0;
  uint32_t to = time->last < claim->trigger ? claim->trigger : time->first;
  for (uint32_t t = from; t < to; t++) {
    quotes += kg__token_is_quote(doc, t);
    ends += kg__token_says(doc, t, ";");
  }
  return (to > from ? to - from : 0) / 8 + (quotes % 2 || ends ? FAR : 0);
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
    bool datable = kg__entity_is(doc, e, "Event") || kg__entity_is(doc, e, "Agreement") ||
                   kg__entity_is(doc, e, "Strategy");
    if (e < 0 || datable || k->head < (int32_t)s->first || k->head >= (int32_t)s->end)
      break;
    t = (uint32_t)k->head;
  }
  return t;
}

static bool
says_bond(const kg__document *doc, uint32_t t)
{
  static const char *const NOUNS[] = {"member", "members",   "ally",        "allies",  "partner", "partners",
                                      "party",  "signatory", "signatories", "parties", "state",   "states"};
  for (size_t i = 0; i < sizeof NOUNS / sizeof *NOUNS; i++) {
    if (kg__token_says(doc, t, NOUNS[i]))
      return true;
  }
  return false;
}

// "did little to separate two members of X", "X and Y, both members of Z, met in May": who is what a noun
// says was so before and after what is dated.
static bool
only_named(const kg__document *doc, const kg__claim *claim, uint32_t t)
{
  uint8_t r = token(doc, t)->relation;
  int32_t head = token(doc, t)->head;
  bool called =
      head >= 0 && kg__token_says(doc, (uint32_t)head, "called"); // "have called each other partners"
  return says_bond(doc, claim->trigger) && !called &&
         doc->ontology->properties.items[claim->property].enduring &&
         (r == KG__REL_OBJ || r == KG__REL_NSUBJ || r == KG__REL_NSUBJ_PASS || r == KG__REL_NMOD ||
          r == KG__REL_APPOS ||
          (r == KG__REL_OBL &&
           !(t > 1 && (kg__token_says(doc, t - 1, "as") || kg__token_says(doc, t - 2, "as")))));
}

// "a member of X, whose summit it held in May": the group is told more of.
static bool
of_the_group(const kg__document *doc, const kg__time *time, const kg__claim *claim)
{
  for (uint32_t t = claim->trigger; says_bond(doc, claim->trigger) && t < time->first; t++) {
    if (token(doc, t)->pos & KG__RELATIVE || kg__token_says(doc, t, "whose"))
      return token(doc, claim->trigger)->verb < 0;
  }
  return false;
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
  bool subject = n_up == 1 && (token(doc, up[0])->relation == KG__REL_NSUBJ_PASS ||
                               token(doc, up[0])->relation == KG__REL_NSUBJ);
  bool ended = claim->modality == KG__DENIED && n_up == 1 && token(doc, up[0])->relation == KG__REL_OBJ;
  bool point = kg__time_kind_for(doc, s, time, claim) == KG__TIME_ON;
  bool apart_from = !ended && ((n_up && !subject) || point); // but "was extended until 2026"
  if ((n_up && only_named(doc, claim, up[0])) || ((n_up || n_down) && of_the_group(doc, time, claim)))
    return LIMIT;
  if ((n_up && claim->timeless) || ((n_up || n_down) && stative && apart_from))
    return LIMIT;
  int32_t event = kg__takes_place(doc, claim) ? kg__what_takes_place(doc, claim) : -1;
  int cost = 1;
  for (size_t i = 0; i < n_up; i++)
    cost += cost_up(doc, s, up[i], time);
  for (size_t i = 0; i < n_down; i++)
    cost += cost_down(doc, s, down[i], time, event);
  return (uint32_t)cost * SCALE + apart(doc, time, claim);
}
