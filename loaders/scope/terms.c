// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Terms of office: since when or until when the person of a claim is what it says, by the word for the change
// that a time hangs on: "X, elected in April", "voters elected X as president in 2001", "President X resigned
// in March", "the ouster of X in 2014"; or by the years in brackets behind the name: "President X
// (1998-2003)".

#include "loaders/stages.h"

enum { MAX_YEARS = 25 }; ///< A longer one is a life

typedef enum holder { IS_SUBJECT = 1, IS_OBJECT = 2 } holder;

static const kg__token *
token(const kg__document *doc, uint32_t t)
{
  return &doc->tokens.items[t];
}

// What a verb says of its subject or object: that a term begins or ends.
static kg__term
of_verb(const kg__document *doc, uint32_t verb, holder *who)
{
  static const struct {
    const char *verb;
    kg__term term;
    holder who;
  } CHANGES[] = {
      {"elect", KG__TERM_BEGINS, IS_OBJECT},   {"reelect", KG__TERM_BEGINS, IS_OBJECT},
      {"appoint", KG__TERM_BEGINS, IS_OBJECT}, {"inaugurate", KG__TERM_BEGINS, IS_OBJECT},
      {"swear", KG__TERM_BEGINS, IS_OBJECT},   {"install", KG__TERM_BEGINS, IS_OBJECT},
      {"become", KG__TERM_BEGINS, IS_SUBJECT}, {"resign", KG__TERM_ENDS, IS_SUBJECT},
      {"oust", KG__TERM_ENDS, IS_OBJECT},      {"depose", KG__TERM_ENDS, IS_OBJECT},
      {"overthrow", KG__TERM_ENDS, IS_OBJECT}, {"topple", KG__TERM_ENDS, IS_OBJECT},
      {"dismiss", KG__TERM_ENDS, IS_OBJECT},   {"assassinate", KG__TERM_ENDS, IS_OBJECT},
  };
  uint32_t lemma = kg__token_word(doc, verb)->verb;
  kg_str text = kg__word_at(&doc->ontology->words, lemma)->text;
  if (kg__token_says(doc, verb, "died")) {
    *who = IS_SUBJECT;
    return KG__TERM_ENDS;
  }
  for (size_t i = 0; lemma && i < sizeof CHANGES / sizeof *CHANGES; i++) {
    if (kg_str_equal(text, kg_str_of(CHANGES[i].verb))) {
      *who = CHANGES[i].who;
      return CHANGES[i].term;
    }
  }
  return KG__TERM_NONE;
}

// "take office", "take over", "step down", "leave office", "stand down".
static kg__term
of_phrase(const kg__document *doc, const kg__sentence *s, uint32_t verb)
{
  static const struct {
    const char *verb, *behind;
    kg__term term;
  } PHRASES[] = {{"take", "office", KG__TERM_BEGINS},  {"take", "power", KG__TERM_BEGINS},
                 {"take", "over", KG__TERM_BEGINS},    {"assume", "office", KG__TERM_BEGINS},
                 {"assume", "power", KG__TERM_BEGINS}, {"seize", "power", KG__TERM_BEGINS},
                 {"step", "down", KG__TERM_ENDS},      {"stand", "down", KG__TERM_ENDS},
                 {"leave", "office", KG__TERM_ENDS}};
  kg_str text = kg__word_at(&doc->ontology->words, kg__token_word(doc, verb)->verb)->text;
  for (size_t i = 0; verb + 1 < s->end && i < sizeof PHRASES / sizeof *PHRASES; i++) {
    if (kg_str_equal(text, kg_str_of(PHRASES[i].verb)) && kg__token_says(doc, verb + 1, PHRASES[i].behind))
      return PHRASES[i].term;
  }
  return KG__TERM_NONE;
}

// "the ouster of X", "X's death"
static kg__term
of_noun(const kg__document *doc, uint32_t noun)
{
  static const char *const BEGINS[] = {"election", "inauguration", "appointment", "accession", NULL},
                           *const ENDS[] = {"ouster",  "resignation",   "overthrow", "death", "dismissal",
                                            "ousting", "assassination", "removal",   NULL};
  for (size_t i = 0; token(doc, noun)->pos & KG__NOUN && BEGINS[i]; i++) {
    if (kg__token_says(doc, noun, BEGINS[i]))
      return KG__TERM_BEGINS;
  }
  for (size_t i = 0; token(doc, noun)->pos & KG__NOUN && ENDS[i]; i++) {
    if (kg__token_says(doc, noun, ENDS[i]))
      return KG__TERM_ENDS;
  }
  return KG__TERM_NONE;
}

// The word of a phrase that says what the name in it is to the clause: "President" of "President X".
static uint32_t
head_of_name(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  for (int steps = 0; steps < 3; steps++) {
    const kg__token *k = token(doc, t);
    bool part =
        k->relation == KG__REL_FLAT || k->relation == KG__REL_COMPOUND || k->relation == KG__REL_APPOS;
    if (!part || k->head < (int32_t)s->first || k->head >= (int32_t)s->end)
      break;
    t = (uint32_t)k->head;
  }
  return t;
}

// "X of Y, who resigned": whether a clause that tells more of a noun may tell it of this name.
static bool
tells_of(const kg__document *doc, uint32_t verb, uint32_t name)
{
  int32_t t = token(doc, verb)->head;
  bool relative = token(doc, verb)->relation == KG__REL_ACL_RELCL;
  for (int steps = 0; relative && t > (int32_t)name && steps < 3; steps++) {
    const kg__token *k = token(doc, (uint32_t)t);
    if (k->relation != KG__REL_NMOD && k->relation != KG__REL_APPOS)
      break;
    t = k->head;
  }
  return t == (int32_t)name;
}

// Whether a name stands where the verb has whose term it tells of.
static bool
is_holder(const kg__document *doc, uint32_t name, uint32_t verb, holder who)
{
  const kg__token *k = token(doc, name), *v = token(doc, verb);
  bool passive = v->verb >= 0 && doc->verbs.items[v->verb].passive;
  bool participle = tells_of(doc, verb, name); // "X, elected in April", "X, who was elected"
  bool before = k->head >= 0 && v->relation == KG__REL_ADVCL && k->head == v->head &&
                k->relation == KG__REL_NSUBJ; // "elected in April, X went"
  bool subject =
      k->head == (int32_t)verb && (k->relation == KG__REL_NSUBJ || k->relation == KG__REL_NSUBJ_PASS);
  bool object =
      (k->head == (int32_t)verb && (k->relation == KG__REL_OBJ || k->relation == KG__REL_NSUBJ_PASS)) ||
      (v->verb >= 0 && k->chunk >= 0 && doc->verbs.items[v->verb].object == k->chunk);
  return participle || before || (who == IS_SUBJECT ? subject : object || (subject && passive));
}

static bool
is_named_by(const kg__document *doc, uint32_t name, uint32_t noun)
{
  const kg__token *k = token(doc, name);
  return k->head == (int32_t)noun && (k->relation == KG__REL_NMOD_POSS || k->relation == KG__REL_NMOD);
}

static bool
is_office(const kg__document *doc, const kg__claim *claim)
{
  kg_str property = doc->ontology->properties.items[claim->property].name;
  return kg_str_equal(property, KG_STR("leads")) || kg_str_equal(property, KG_STR("officialOf"));
}

// "a coup in 2006 ousted X", "the death of X in 2001": the verb whose subject is dated, the noun that the
// name belongs to, or else the word that the time hangs on.
static uint32_t
told_by(const kg__document *doc, const kg__sentence *s, uint32_t host)
{
  const kg__token *k = token(doc, host);
  if (k->relation == KG__REL_NMOD && k->mention >= 0 && k->head >= (int32_t)s->first &&
      of_noun(doc, (uint32_t)k->head))
    return (uint32_t)k->head;
  holder who = IS_SUBJECT;
  bool subject = (k->relation == KG__REL_NSUBJ || k->relation == KG__REL_OBL) &&
                 k->head >= (int32_t)s->first && k->head < (int32_t)s->end;
  return subject && of_verb(doc, (uint32_t)k->head, &who) && who == IS_OBJECT ? (uint32_t)k->head : host;
}

kg__term
kg__term_of_office(const kg__document *doc, const kg__sentence *s, const kg__time *time,
                   const kg__claim *claim)
{
  if (!is_office(doc, claim))
    return KG__TERM_NONE;
  if (time->person >= 0)
    return time->person == claim->subject && time->kind == KG__TIME_SPAN && !time->from.month &&
                   time->until.year - time->from.year <= MAX_YEARS
               ? KG__TERM_HELD
               : KG__TERM_NONE;
  if (time->host < 0)
    return KG__TERM_NONE;
  uint32_t host = told_by(doc, s, (uint32_t)time->host);
  holder who = IS_SUBJECT;
  kg__term verb = of_verb(doc, host, &who), noun = of_noun(doc, host);
  verb = verb ? verb : of_phrase(doc, s, host);
  for (uint32_t t = s->first; (verb || noun) && t < s->end; t++) {
    int32_t m = token(doc, t)->mention;
    if (m < 0 || doc->mentions.items[m].entity != claim->subject)
      continue;
    uint32_t name = head_of_name(doc, s, t);
    if (verb && (is_holder(doc, name, host, who) || is_holder(doc, t, host, who)))
      return verb;
    if (!verb && (is_named_by(doc, name, host) || is_named_by(doc, t, host)))
      return noun;
  }
  return KG__TERM_NONE;
}
