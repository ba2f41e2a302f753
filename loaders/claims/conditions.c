// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What a step of a path may ask of the word that it comes to.

#include "loaders/claims/construct.h"
#include "loaders/claims/frames.h"

typedef struct spot {
  kg__filler *f;
  const kg__document *doc;
  const kg__token *token;
  uint32_t t;
  const kg__chunk *chunk; ///< Or null
  const kg__verb *verb;   ///< Or null
  uint32_t marker;
  uint64_t wanted;
} spot;

uint32_t
kg__verb_predicate(const kg__document *doc, const kg__verb *v)
{
  const kg__token *k = &doc->tokens.items[v->main];
  return k->relation == KG__REL_COP && k->head >= 0 ? (uint32_t)k->head : v->main;
}

// Whether the object of a phrase of several words is still to come: not so in "puts X under sanctions" and
// "which it regards as void".
static bool
object_follows(const kg__filler *f)
{
  const kg__verb *v = f->verb >= 0 ? &f->doc->verbs.items[f->verb] : NULL;
  return !f->around && !(v && v->object >= 0 && f->doc->chunks.items[v->object].first < v->main);
}

bool
kg__verb_is_light(const kg__document *doc, const kg__verb *v)
{
  uint32_t lemma = kg__token_word(doc, v->main)->verb;
  return lemma && kg__word_at(&doc->ontology->words, lemma)->is & KG__WORD_LIGHT;
}

bool
kg__verb_is_copula(const kg__document *doc, const kg__verb *v)
{
  static const char *const COPULAS[] = {"become", "remain", "constitute", "call", "stay", "represent", NULL};
  // "was elected president"
  static const char *const MADE[] = {"elect",    "reelect",  "appoint", "name",
                                     "nominate", "proclaim", "crown",   NULL};
  const kg__word *w = kg__token_word(doc, v->main);
  return doc->tokens.items[v->main].pos & KG__BE || w->pos & KG__BE || kg__lemma_is(doc, w->verb, COPULAS) ||
         (v->passive && kg__lemma_is(doc, w->verb, MADE));
}

// Whether nothing stands between a pronoun and its verb that could be the subject in its stead.
static bool
is_alone(const spot *p)
{
  int32_t head = p->token->head;
  for (uint32_t t = p->t + 1; head >= 0 && t < (uint32_t)head; t++) {
    if (p->doc->tokens.items[t].chunk >= 0)
      return false;
  }
  return head > (int32_t)p->t;
}

// "about X", but "including X", "more than forty"
static bool
is_cased(const spot *p)
{
  for (uint32_t t = p->f->s->first; t < p->t; t++) {
    const kg__token *k = &p->doc->tokens.items[t];
    if (k->head == (int32_t)p->t && k->relation == KG__REL_CASE && !kg__token_is(p->doc, t, "than") &&
        !kg_str_ends(kg__token_text(p->doc, t), KG_STR("ing")))
      return true;
  }
  return false;
}

// "increased its aid", "opposes an alliance": whose the relation is that the object says. What ends or turns
// it down needs one that can be ended, and who wants a missile programme is no threat yet.
static bool
bears(const spot *p)
{
  if (!p->verb || !kg__verb_is_light(p->doc, p->verb))
    return false;
  uint32_t property = (uint32_t)p->f->frame->property;
  int stance = kg__word_stance(p->doc, kg__token_word(p->doc, p->verb->main)->verb, KG__VERB, 0);
  kg_str name = p->doc->ontology->properties.items[property].name;
  if (kg_str_equal(name, KG_STR("posesThreat")) && stance > KG__ASSERTED)
    return false;
  return stance != KG__DENIED || kg__verb_ends(p->doc, p->verb, property);
}

// "needs X's help", "depends on X's help"
static bool
takes(const spot *p)
{
  static const char *const WORDS[] = {"need",   "require", "receive", "get",     "obtain", "win",
                                      "secure", "accept",  "enjoy",   "request", "seek",   "want",
                                      "gain",   "lack",    "lose",    "welcome", "rely",   "depend",
                                      "count",  "enlist",  "solicit", "crave",   NULL};
  return kg__verb_is(p->doc, p->verb, WORDS);
}

// "LONDON - The ...": the place from which a report is sent.
static bool
in_dateline(const spot *p)
{
  const kg__sentence *s = p->f->s;
  for (uint32_t k = p->t + 1; k < s->first + 10 && k + 1 < s->end; k++) {
    kg_str text = kg__token_text(p->doc, k);
    bool dash = kg_str_equal(text, KG_STR("-")) || kg_str_equal(text, KG_STR("\xE2\x80\x93")) ||
                kg_str_equal(text, KG_STR("\xE2\x80\x94"));
    if (dash && !(p->doc->tokens.items[k + 1].flags & KG__T_JOINED))
      return true;
    if (p->doc->tokens.items[k].verb >= 0)
      return false;
  }
  return false;
}

// "talks began days after X left": between the word and its verb stands another phrase, behind a word that
// opens a clause and right before the verb.
static bool
beyond_joint(const spot *p)
{
  static const char *const JOINTS[] = {"after", "before", "since", "until",   "till",
                                       "as",    "while",  "when",  "because", "once"};
  uint32_t t = p->token->head > (int32_t)p->t ? (uint32_t)p->token->head : p->t + 1;
  while (t > p->t + 1 && p->doc->tokens.items[t - 1].pos & (KG__ADVERB | KG__AUXILIARY | KG__NEGATION))
    t--;
  int32_t chunk = p->doc->tokens.items[t - 1].chunk;
  int32_t prep = chunk >= 0 ? p->doc->chunks.items[chunk].prep : -1;
  for (size_t i = 0; prep > (int32_t)p->t && i < sizeof JOINTS / sizeof *JOINTS; i++) {
    if (kg__token_is(p->doc, (uint32_t)prep, JOINTS[i]))
      return !p->doc->chunks.items[chunk].time;
  }
  return false;
}

static bool
is_outdone(const spot *p)
{
  const kg__token *own = p->token;
  bool relative = false;
  for (uint32_t t = p->t + 1; own->head > (int32_t)p->t && t < (uint32_t)own->head; t++) {
    const kg__token *k = &p->doc->tokens.items[t];
    bool same = k->head == own->head;
    relative |= same && k->pos & KG__RELATIVE;
    if (relative && same && k->relation == KG__REL_NSUBJ && k->chunk >= 0 && k->chunk != own->chunk)
      return true;
  }
  return false;
}

// "X arms A, funds B": A is no subject of what follows the comma.
static bool
is_severed(const spot *p)
{
  int32_t verb = p->token->head >= 0 ? p->doc->tokens.items[p->token->head].verb : -1;
  uint32_t comma = p->chunk ? p->chunk->last + 1 : p->t + 1;
  if (verb < 0 || p->doc->verbs.items[verb].first != comma + 1 || !p->chunk ||
      p->chunk->first == p->f->s->first)
    return false;
  bool behind_verb = p->doc->tokens.items[p->chunk->first - 1].verb >= 0;
  return behind_verb && kg_str_equal(kg__token_text(p->doc, comma), KG_STR(","));
}

static bool
has_child(const spot *p, kg__relation relation)
{
  for (uint32_t t = p->f->s->first; t < p->f->s->end; t++) {
    const kg__token *k = &p->doc->tokens.items[t];
    if (k->head == (int32_t)p->t && k->relation == relation)
      return true;
  }
  return false;
}

bool
kg__verb_hinders(const kg__document *doc, uint32_t t)
{
  static const char *const VERBS[] = {"block",   "prevent",  "stop",   "bar",        "ban",
                                      "deter",   "keep",     "hinder", "discourage", "dissuade",
                                      "exclude", "prohibit", NULL};
  return kg__lemma_is(doc, kg__token_word(doc, t)->verb, VERBS);
}

static bool
charges(const spot *p)
{
  static const char *const CHARGING[] = {"accuse",    "suspect",  "blame", "condemn", "criticise",
                                         "criticize", "praise",   "thank", "commend", "applaud",
                                         "salute",    "denounce", NULL};
  return p->verb && (kg__lemma_is(p->doc, kg__token_word(p->doc, p->verb->main)->verb, CHARGING) ||
                     kg__verb_hinders(p->doc, p->verb->main));
}

static bool
calls(const spot *p)
{
  static const char *const CALLING[] = {"call", "prevail", NULL};
  return p->verb && kg__lemma_is(p->doc, kg__token_word(p->doc, p->verb->main)->verb, CALLING);
}

static bool
controls(const spot *p)
{
  uint32_t lemma = p->verb ? kg__token_word(p->doc, p->verb->main)->verb : 0;
  return lemma && kg__word_at(&p->doc->ontology->words, lemma)->is & KG__WORD_CONTROLS;
}

static bool
is_behind(const spot *p, const char *preposition)
{
  return p->chunk && p->chunk->prep >= 0 && kg__token_is(p->doc, (uint32_t)p->chunk->prep, preposition);
}

// "as the allies deepen ties": the phrase is the subject of a clause.
static bool
has_verb(const spot *p)
{
  for (uint32_t v = p->doc->verb0; v < p->doc->verb_end; v++) {
    const kg__verb *verb = &p->doc->verbs.items[v];
    if (verb->finite && verb->main > p->chunk->last && verb->subject >= 0 &&
        &p->doc->chunks.items[verb->subject] == p->chunk)
      return true;
  }
  return false;
}

// "subject to sanctions"
static bool
is_subjected(const spot *p)
{
  return is_behind(p, "to") && p->chunk->prep > 0 &&
         kg__token_is(p->doc, (uint32_t)p->chunk->prep - 1, "subject");
}

static bool
is_kind(const spot *p)
{
  uint8_t own = p->chunk ? p->doc->tokens.items[p->chunk->head].head_class : KG__NO_CLASS;
  return own != KG__NO_CLASS && p->f->trigger == p->chunk->head && p->wanted >> own & 1 &&
         !kg_str_equal(p->doc->ontology->classes.items[own].name, KG_STR("Operation"));
}

static bool
is_local(const spot *p)
{
  uint32_t in = kg__words_find(&p->doc->ontology->words, KG_STR("in")),
           at = kg__words_find(&p->doc->ontology->words, KG_STR("at"));
  return p->marker == in || p->marker == at;
}

static bool
gives(const spot *p)
{
  static const char *const GIVING[] = {"give", "sell",  "send",  "lend",   "supply",  "offer",
                                       "hand", "grant", "lease", "donate", "promise", NULL};
  return kg__lemma_is(p->doc, kg__token_word(p->doc, p->t)->verb, GIVING);
}

// The clause has its own subject, directly behind what it is said of, and lacks an object.
static bool
lacks_pronoun(const spot *p)
{
  const kg__token *k = p->token;
  bool subject = false, object = false;
  if (k->relation != KG__REL_ACL_RELCL || k->head < 0 || k->head > (int32_t)p->t ||
      (p->verb && p->verb->passive))
    return false;
  for (uint32_t t = (uint32_t)k->head + 1; t < p->f->s->end; t++) {
    const kg__token *below = &p->doc->tokens.items[t];
    bool before = t < p->t;
    if (before && (below->pos & (KG__RELATIVE | KG__SUBORDINATOR | KG__PREPOSITION | KG__PUNCTUATION)))
      return false;
    subject |= before && below->head == (int32_t)p->t && below->relation == KG__REL_NSUBJ;
    object |=
        below->head == (int32_t)p->t && (below->relation == KG__REL_OBJ || below->relation == KG__REL_CCOMP ||
                                         below->relation == KG__REL_XCOMP);
  }
  return subject && (!object || gives(p));
}

static bool
has_demonym(const spot *p)
{
  for (uint32_t t = p->chunk ? p->chunk->first : p->t; t < p->t; t++) {
    int32_t m = p->doc->tokens.items[t].mention;
    if (m >= 0 && p->doc->mentions.items[m].kind == KG__DEMONYM &&
        !(p->doc->tokens.items[t + 1].flags & KG__T_JOINED)) // "the X-led effort"
      return true;
  }
  return false;
}

static bool
holds(const spot *p, unsigned condition)
{
  switch (condition) {
  case KG__COND_BIT_RELATIVE:
    return p->token->pos & KG__RELATIVE;
  case KG__COND_BIT_WHERE:
    return kg__token_is(p->doc, p->t, "where");
  case KG__COND_BIT_ALONE:
    return is_alone(p);
  case KG__COND_BIT_DATELINE:
    return in_dateline(p);
  case KG__COND_BIT_BEYOND:
    return beyond_joint(p);
  case KG__COND_BIT_OUTDONE:
    return is_outdone(p);
  case KG__COND_BIT_SEVERED:
    return is_severed(p);
  case KG__COND_BIT_HEADED:
    return has_child(p, KG__REL_NSUBJ) || has_child(p, KG__REL_NSUBJ_PASS);
  case KG__COND_BIT_NOMINAL:
    return p->token->pos & (KG__NOUN | KG__PROPER);
  case KG__COND_BIT_CASED:
    return is_cased(p);
  case KG__COND_BIT_COPULAR:
    return p->verb && kg__verb_predicate(p->doc, p->verb) != p->verb->main;
  case KG__COND_BIT_IDENTIFIES:
    return p->verb && kg__verb_is_copula(p->doc, p->verb);
  case KG__COND_BIT_LIGHT:
    return bears(p);
  case KG__COND_BIT_PASSIVE:
    return p->verb && p->verb->passive;
  case KG__COND_BIT_INFINITIVE:
    return p->verb && p->verb->infinitive;
  case KG__COND_BIT_CONTROLS:
    return controls(p);
  case KG__COND_BIT_FRONTED:
    return p->token->head > (int32_t)p->t;
  case KG__COND_BIT_CHARGES:
    return charges(p);
  case KG__COND_BIT_CALLS:
    return calls(p);
  case KG__COND_BIT_PHRASE:
    return p->f->trigger_last > p->f->trigger && object_follows(p->f);
  case KG__COND_BIT_AS:
    return (is_behind(p, "as") && !has_verb(p)) ||
           (is_behind(p, "among") && p->verb && kg__verb_is_copula(p->doc, p->verb));
  case KG__COND_BIT_DEMONYM:
    return has_demonym(p);
  case KG__COND_BIT_UNDER:
    return is_behind(p, "under") || is_subjected(p);
  case KG__COND_BIT_WITH:
    return is_behind(p, "with");
  case KG__COND_BIT_TAKING:
    return p->verb && takes(p);
  case KG__COND_BIT_IN:
    return is_behind(p, "in") && p->chunk->prep + 1 == (int32_t)p->chunk->head &&
           p->chunk->head == p->f->trigger;
  case KG__COND_BIT_ONE:
    return kg__token_is(p->doc, p->t, "one");
  case KG__COND_BIT_DEFINITE:
    return p->chunk && p->chunk->definite;
  case KG__COND_BIT_KIND:
    return is_kind(p);
  case KG__COND_BIT_WITHIN:
    return p->chunk && p->f->trigger < p->chunk->head;
  case KG__COND_BIT_LOCAL:
    return is_local(p);
  case KG__COND_BIT_DATIVE:
    return p->marker == kg__words_find(&p->f->doc->ontology->words, KG_STR("to"));
  case KG__COND_BIT_ZERO:
    return lacks_pronoun(p);
  default:
    return false;
  }
}

bool
kg__pattern_holds(kg__filler *f, const kg__step *step, int32_t token, int32_t verb, uint32_t marker,
                  uint64_t wanted)
{
  const kg__document *doc = f->doc;
  const kg__token *k = &doc->tokens.items[token];
  spot p = {.f = f,
            .doc = doc,
            .token = k,
            .t = (uint32_t)token,
            .chunk = k->chunk >= 0 ? &doc->chunks.items[k->chunk] : NULL,
            .verb = verb >= 0 ? &doc->verbs.items[verb] : NULL,
            .marker = marker,
            .wanted = wanted};
  for (unsigned i = 0; i < KG__CONDITIONS; i++) {
    bool needed = step->needs >> i & 1, barred = step->lacks >> i & 1;
    if ((needed || barred) && holds(&p, i) != needed)
      return false;
  }
  return true;
}
