// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Parts of speech by rule: what the tables allow, narrowed by the word before and the word after. Words that
// the tables do not know are what the trained tagger takes them for.

#include "loaders/parse/tag.h"

enum {
  STARTS_OBJECT = KG__DETERMINER | KG__POSSESSIVE | KG__PROPER | KG__TO | KG__PREPOSITION | KG__SUBORDINATOR |
                  KG__NUMBER | KG__TIME | KG__PRONOUN
};

// What the trained tagger takes a word for that the tables do not know.
static uint32_t
trained(const kg__token *k)
{
  switch (k->upos) {
  case KG__UPOS_VERB:
    return k->xpos == KG__XPOS_VBG   ? KG__GERUND | (k->relation == KG__REL_AMOD ? KG__ADJECTIVE : 0)
           : k->xpos == KG__XPOS_VBN ? KG__PARTICIPLE | (k->relation == KG__REL_AMOD ? KG__ADJECTIVE : 0)
                                     : KG__VERB;
  case KG__UPOS_ADJ:
    return KG__ADJECTIVE;
  case KG__UPOS_ADV:
  case KG__UPOS_INTJ:
    return KG__ADVERB;
  case KG__UPOS_ADP:
    return KG__PREPOSITION;
  case KG__UPOS_SCONJ:
    return KG__SUBORDINATOR;
  case KG__UPOS_NUM:
    return KG__NUMBER;
  default:
    return KG__NOUN;
  }
}

static bool
in_time(const kg__document *doc, uint32_t t)
{
  for (uint32_t i = doc->time0; i < doc->time_end; i++) {
    if (doc->times.items[i].first <= t && t <= doc->times.items[i].last)
      return true;
  }
  return false;
}

// "In May Japan left": a month that nothing dates.
static bool
is_month(const kg__tagger *g, uint32_t t)
{
  const kg__token *k = &g->doc->tokens.items[t];
  return k->flags & KG__T_CAPITAL && kg__token_word(g->doc, t)->is & KG__WORD_MONTH && t > g->s->first &&
         k->mention < 0 && k->relation != KG__REL_AUX &&
         kg__token_word(g->doc, t - 1)->pos & (KG__PREPOSITION | KG__ADJECTIVE | KG__NUMBER);
}

// "infantry fighting vehicle": a word within a head noun of several.
static bool
inside_head(const kg__tagger *g, uint32_t t)
{
  for (uint32_t k = t + 1; k < g->s->end && k < t + 4; k++) {
    if (g->doc->tokens.items[k].head_words > k - t)
      return true;
  }
  return false;
}

uint32_t
kg__tag_possible(const kg__tagger *g, uint32_t t)
{
  const kg__document *doc = g->doc;
  const kg__token *k = &doc->tokens.items[t];
  const kg__word *w = kg__token_word(doc, t);
  kg_str text = kg__token_text(doc, t);
  if (kg_str_equal(text, KG_STR("'")) && !(k->flags & KG__T_SPACE))
    return KG__GENITIVE;
  if (k->flags & KG__T_PUNCT)
    return KG__PUNCTUATION;
  if (in_time(doc, t) || is_month(g, t))
    return KG__TIME;
  if (k->mention >= 0) {
    bool people = text.ptr[text.len - 1] == 's' && k->flags & KG__T_CAPITAL;
    return doc->mentions.items[k->mention].kind == KG__DEMONYM && !people ? KG__ADJECTIVE : KG__PROPER;
  }
  if (text.len && (text.ptr[0] == '\'' || (unsigned char)text.ptr[0] == 0xE2))
    return KG__GENITIVE;
  if (k->flags & KG__T_DIGIT)
    return k->flags & KG__T_CAPITAL ? KG__NOUN : KG__NUMBER;
  if (k->flags & KG__T_CAPITAL && t > g->s->first && !(w->is & KG__WORD_COMMON) &&
      !(w->pos & ~(uint32_t)KG__NOUN))
    return KG__PROPER;
  if (w->pos & KG__AUXILIARY)
    return w->pos & KG__AUXILIARY;
  if (kg__token_is(doc, t, "only") && t > g->s->first && kg__token_word(doc, t - 1)->pos & KG__BEFORE_NOUN)
    return KG__ADJECTIVE; // "the only member"
  bool prefix =
      t + 1 < g->s->end && (doc->tokens.items[t + 1].flags & (KG__T_JOINED | KG__T_DASHED)) == KG__T_JOINED;
  if (prefix && w->pos && !(w->pos & ~(uint32_t)KG__ANY_VERB))
    return KG__ADJECTIVE; // "counter-terrorism"
  if (w->pos & KG__GERUND && inside_head(g, t))
    return KG__NOUN;
  if (w->pos & KG__PREPOSITION && w->pos & KG__NOUN) // "off", for "stand-off"
    return k->head_words > 1 || k->flags & KG__T_JOINED ? KG__NOUN : w->pos & ~(uint32_t)KG__NOUN;
  return w->pos ? w->pos : trained(k);
}

static uint32_t
first_of(uint32_t mask, uint32_t a, uint32_t b, uint32_t c)
{
  return mask & a ? mask & a : mask & b ? mask & b : mask & c ? mask & c : mask;
}

static bool
base_form(const kg__document *doc, uint32_t t)
{
  return kg__token_word(doc, t)->forms & KG__FORM_BASE;
}

static bool
plural_before(const kg__tagger *g)
{
  const kg__word *w = kg__token_word(g->doc, g->before_token);
  return w->is & KG__WORD_PLURAL || g->doc->tokens.items[g->before_token].mention >= 0;
}

// Whether a verb that can be nothing else follows in the clause.
static bool
finite_ahead(const kg__tagger *g, uint32_t t)
{
  for (uint32_t k = t + 1; k < g->s->end; k++) {
    kg_str text = kg__token_text(g->doc, k);
    uint32_t mask = kg__tag_possible(g, k);
    if (text.ptr[0] == ',' || text.ptr[0] == ';' || mask & (KG__RELATIVE | KG__SUBORDINATOR))
      return false;
    if (mask & KG__AUXILIARY ||
        (mask == KG__VERB && !(g->doc->tokens.items[k - 1].word && kg__token_is(g->doc, k - 1, "to"))))
      return true;
  }
  return false;
}

// A word that may be noun or verb, behind a noun.
static uint32_t
after_noun(const kg__tagger *g, uint32_t t, uint32_t mask, uint32_t next)
{
  uint8_t forms = kg__token_word(g->doc, t)->forms;
  bool by = t + 1 < g->s->end && kg__token_is(g->doc, t + 1, "by");
  bool after_name = g->before & KG__PROPER && !by && !(next & KG__PREPOSITION);
  if (after_name && forms & KG__FORM_PAST)
    return KG__VERB;
  if (mask & KG__PARTICIPLE && (by || g->finite) && !(forms & KG__FORM_BASE))
    return KG__PARTICIPLE;
  if (mask & KG__GERUND)
    return mask & KG__NOUN && !(next & STARTS_OBJECT) ? KG__NOUN : KG__GERUND;
  if (!(mask & KG__VERB) || g->finite)
    return first_of(mask, KG__NOUN, KG__VERB, KG__ADJECTIVE);
  if (forms & KG__FORM_PAST && !(mask & KG__NOUN))
    return KG__VERB;
  if (forms & KG__FORM_S && g->before & KG__PROPER && !finite_ahead(g, t))
    return KG__VERB;
  if (!forms) // an unknown word in -s
    return g->before & KG__PROPER && !finite_ahead(g, t) ? KG__VERB : KG__NOUN;
  if (forms & KG__FORM_BASE && !plural_before(g) && mask & KG__NOUN)
    return KG__NOUN;
  return !(mask & KG__NOUN) || next & (STARTS_OBJECT & ~(uint32_t)KG__PREPOSITION) ? KG__VERB : KG__NOUN;
}

static uint32_t
before_noun(uint32_t mask, uint32_t next)
{
  if (next & (KG__NOUN | KG__PROPER | KG__ADJECTIVE) && mask & (KG__ADJECTIVE | KG__PARTICIPLE | KG__GERUND))
    return mask & KG__NOUN && !(mask & KG__ADJECTIVE) ? KG__NOUN : KG__ADJECTIVE;
  mask = first_of(mask, KG__NOUN, KG__ADJECTIVE, KG__GERUND);
  return mask & KG__VERB ? KG__NOUN : mask; // "the exchange"
}

// Whether no word of the sentence but this can be its finite verb.
static bool
sole_verb(const kg__tagger *g, uint32_t t)
{
  for (uint32_t k = g->s->first; k < g->s->end; k++) {
    uint32_t mask = k == t ? 0 : kg__tag_possible(g, k);
    if (mask & KG__AUXILIARY || mask == KG__VERB || (mask & KG__VERB && g->doc->tokens.items[k].head < 0))
      return false;
  }
  return true;
}

// "X, the minister, accused Y": behind a comma only the tree tells a past tense from a participle.
static bool
past_tense(const kg__tagger *g, uint32_t t)
{
  const kg__token *k = &g->doc->tokens.items[t];
  return k->xpos == KG__XPOS_VBD || (!g->finite && (k->head < 0 || sole_verb(g, t)));
}

// "X, an ally of Y, hosts the exercise"
static bool
present_tense(const kg__tagger *g, uint32_t t)
{
  const kg__token *k = &g->doc->tokens.items[t];
  return k->upos == KG__UPOS_VERB && k->xpos != KG__XPOS_VBG && k->xpos != KG__XPOS_VBN &&
         (k->head < 0 || !g->finite);
}

// "X formally quit Y"
static bool
after_manner(const kg__tagger *g, uint32_t t)
{
  return t > g->s->first && g->doc->tokens.items[t - 1].pos & KG__ADVERB &&
         kg_str_ends(kg__token_text(g->doc, t - 1), KG_STR("ly"));
}

// "has increased aid", but "has limited means": the tree takes "has" for an auxiliary of the word, or not.
static bool
has_auxiliary(const kg__tagger *g, uint32_t t)
{
  const kg__token *have = &g->doc->tokens.items[g->before_token];
  return g->doc->tokens.items[t].upos == KG__UPOS_VERB && have->relation == KG__REL_AUX &&
         have->head == (int32_t)t;
}

static uint32_t
pick(const kg__tagger *g, uint32_t t, uint32_t mask, uint32_t next)
{
  uint32_t prev = g->before;
  if (mask & KG__ADVERB && next & (KG__PARTICIPLE | KG__VERB) && prev & (KG__AUXILIARY | KG__PROPER))
    return KG__ADVERB;
  if (prev & KG__TO && mask & KG__GERUND && next & (STARTS_OBJECT | KG__ADJECTIVE | KG__NOUN))
    return KG__GERUND;
  if (prev & KG__TO)
    return mask & KG__VERB && base_form(g->doc, t) ? KG__VERB
                                                   : first_of(mask, KG__NOUN, KG__ADJECTIVE, KG__GERUND);
  if (prev & (KG__MODAL | KG__DO) && mask & KG__VERB)
    return KG__VERB;
  if (prev & KG__BE)
    return first_of(mask, KG__GERUND | KG__PARTICIPLE, KG__ADJECTIVE, KG__NOUN);
  if (prev & KG__HAVE)
    return mask & KG__PARTICIPLE && (has_auxiliary(g, t) || !(next & KG__NOUN && mask & KG__ADJECTIVE))
               ? KG__PARTICIPLE
               : first_of(mask, KG__ADJECTIVE, KG__NOUN, KG__VERB);
  if (prev & (KG__BEFORE_NOUN | KG__NUMBER))
    return before_noun(mask, next);
  if (prev & KG__PREPOSITION) {
    if (mask & KG__GERUND)
      return next & STARTS_OBJECT || next & KG__ADJECTIVE || !(mask & KG__NOUN) ? KG__GERUND : KG__NOUN;
    return before_noun(mask, next);
  }
  if (prev & KG__ADJECTIVE)
    return first_of(mask, KG__NOUN, KG__ADJECTIVE, KG__VERB);
  if (prev & (KG__PRONOUN | KG__RELATIVE))
    return first_of(mask, KG__VERB, KG__NOUN, KG__ADJECTIVE);
  if (prev & KG__PROPER && mask & KG__VERB && next & STARTS_OBJECT && after_manner(g, t))
    return KG__VERB;
  if (prev & (KG__NOMINAL | KG__TIME))
    return after_noun(g, t, mask, next);
  if (mask & KG__GERUND)
    return next & STARTS_OBJECT || !(mask & KG__NOUN) ? KG__GERUND : KG__NOUN;
  if (mask & KG__PARTICIPLE && mask & KG__VERB && prev & KG__PUNCTUATION && past_tense(g, t))
    return KG__VERB;
  if (mask & KG__PARTICIPLE && !(mask & KG__NOUN))
    return mask & KG__VERB && g->finite && prev & KG__COORDINATOR ? KG__VERB
           : mask & KG__ADJECTIVE && next & KG__NOUN              ? KG__ADJECTIVE
                                                                  : KG__PARTICIPLE;
  if (mask & KG__VERB && mask & KG__NOUN && prev & KG__PUNCTUATION &&
      next & STARTS_OBJECT & ~(uint32_t)KG__PREPOSITION && present_tense(g, t))
    return KG__VERB;
  if (mask & KG__VERB && g->finite && prev & KG__COORDINATOR &&
      next & (KG__DETERMINER | KG__POSSESSIVE | KG__PROPER))
    return KG__VERB;
  return first_of(mask, KG__NOUN, KG__ADJECTIVE, KG__VERB);
}

static uint32_t
lowest(uint32_t mask)
{
  return mask & (0u - mask);
}

// "that" is a relative pronoun behind a noun, a subordinator behind a verb, else a determiner.
static uint32_t
tag_that(const kg__tagger *g, uint32_t next)
{
  if (g->before & (KG__ANY_VERB | KG__AUXILIARY))
    return next & KG__NOUN && !(next & KG__PROPER) ? KG__DETERMINER : KG__SUBORDINATOR;
  if (g->before & (KG__NOUN | KG__PROPER | KG__PUNCTUATION))
    return KG__RELATIVE;
  return g->before & KG__ADJECTIVE || next & KG__PROPER ? KG__SUBORDINATOR : KG__DETERMINER;
}

// "as one of X's allies"
static bool
before_number(const kg__tagger *g, uint32_t t)
{
  return t + 1 < g->s->end && g->doc->tokens.items[t].relation == KG__REL_CASE &&
         g->doc->tokens.items[t + 1].upos == KG__UPOS_NUM;
}

// "about 40 ships", "about half of them", "about a dozen"
static bool
is_estimate(const kg__tagger *g, uint32_t about, uint32_t next)
{
  static const char *const PARTS[] = {"half", "dozen", "third", "quarter", "hundred", "thousand", "million"};
  uint32_t t = about + 1;
  bool part = false;
  if (t + 1 < g->s->end && (kg__token_is(g->doc, t, "a") || kg__token_is(g->doc, t, "the")))
    t++;
  for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS && t < g->s->end; i++)
    part |= kg__token_is(g->doc, t, PARTS[i]);
  return part || next & (KG__NUMBER | KG__TO);
}

static uint32_t
closed(const kg__tagger *g, uint32_t t, uint32_t mask, uint32_t next)
{
  if (kg__token_is(g->doc, t, "that"))
    return tag_that(g, next);
  if (kg__token_says(g->doc, t, "no") && t + 1 < g->s->end && kg__token_says(g->doc, t + 1, "longer"))
    return KG__NEGATION;
  if (kg__token_is(g->doc, t, "such") && t + 1 < g->s->end && kg__token_is(g->doc, t + 1, "as"))
    return KG__ADVERB;
  if (kg__token_is(g->doc, t, "'s"))
    return g->before & (KG__NOUN | KG__PROPER | KG__TIME) ? KG__GENITIVE : KG__BE;
  if (mask & KG__DETERMINER && g->doc->tokens.items[t].relation == KG__REL_ADVMOD &&
      next & (KG__ANY_VERB | KG__AUXILIARY))
    return KG__ADVERB; // "have each sent ships"
  if (mask & KG__DETERMINER && mask & KG__PRONOUN) {
    bool plural = t + 1 < g->s->end && kg__token_word(g->doc, t + 1)->is & KG__WORD_PLURAL;
    bool verb = next & KG__ANY_VERB & ~(uint32_t)KG__GERUND;
    return next & (KG__NOUN | KG__ADJECTIVE | KG__DETERMINER) && (plural || !verb) ? KG__DETERMINER
                                                                                   : KG__PRONOUN;
  }
  const kg__token *k = &g->doc->tokens.items[t];
  if (mask & KG__PREPOSITION && mask & KG__SUBORDINATOR && k->relation == KG__REL_MARK &&
      k->upos == KG__UPOS_SCONJ && k->head > (int32_t)t + 1 &&
      g->doc->tokens.items[k->head].upos == KG__UPOS_VERB &&
      g->doc->tokens.items[k->head].xpos != KG__XPOS_VBN &&
      g->doc->tokens.items[k->head].xpos != KG__XPOS_VBG)
    return KG__SUBORDINATOR;                       // "as the two deepen ties"
  if (mask & KG__PREPOSITION && mask & KG__ADVERB) // "concerns about X", "about forty"
    return is_estimate(g, t, next) ? KG__ADVERB : KG__PREPOSITION;
  if (mask & KG__PREPOSITION && mask & KG__SUBORDINATOR)
    return next & KG__PRONOUN && !before_number(g, t) ? KG__SUBORDINATOR : KG__PREPOSITION;
  if (mask & KG__DETERMINER && next & (KG__BE | KG__HAVE | KG__MODAL | KG__DO))
    return KG__PRONOUN;
  return 0;
}

// What the trained tagger takes for a noun, and the tree gives neither subject nor object.
static bool
is_bare_noun(const kg__tagger *g, uint32_t t)
{
  if (g->doc->tokens.items[t].upos != KG__UPOS_NOUN)
    return false;
  for (uint32_t i = g->s->first; i < g->s->end; i++) {
    const kg__token *k = &g->doc->tokens.items[i];
    if (k->head == (int32_t)t &&
        ((k->relation == KG__REL_OBJ && i > t) || (k->relation == KG__REL_NSUBJ && i < t)))
      return false;
  }
  return true;
}

// "the Italian-built X": a participle tied to what stands before it belongs to the phrase.
static bool
hyphenated(const kg__tagger *g, uint32_t t, uint32_t mask, uint32_t next)
{
  return (g->doc->tokens.items[t].flags & (KG__T_JOINED | KG__T_DASHED)) == KG__T_JOINED &&
         mask & KG__PARTICIPLE && t + 1 < g->s->end &&
         (next & (KG__NOUN | KG__ADJECTIVE | KG__PROPER | KG__NUMBER) ||
          g->doc->tokens.items[t + 1].upos == KG__UPOS_NOUN);
}

// "more than 40", "less than half": the words only qualify the number.
static bool
qualifies(const kg__tagger *g, uint32_t t)
{
  uint32_t first = kg__token_is(g->doc, t, "than") && t > g->s->first ? t - 1 : t;
  return first + 2 < g->s->end &&
         (kg__token_is(g->doc, first, "more") || kg__token_is(g->doc, first, "less") ||
          kg__token_is(g->doc, first, "fewer")) &&
         kg__token_is(g->doc, first + 1, "than") && kg__tag_possible(g, first + 2) & KG__NUMBER;
}

// "In return Japan signed", "in response the Union": two words that are one adverb, before a name.
static bool
is_connective(const kg__tagger *g, uint32_t t)
{
  static const char *const WORDS[] = {"return",   "response", "turn",     "addition",
                                      "contrast", "exchange", "parallel", "retaliation"};
  uint32_t in = kg__token_is(g->doc, t, "in") ? t : t > g->s->first ? t - 1 : t;
  if (in + 2 >= g->s->end || !kg__token_is(g->doc, in, "in"))
    return false;
  uint32_t name = kg__token_is(g->doc, in + 2, "the") && in + 3 < g->s->end ? in + 3 : in + 2;
  bool found = false;
  for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
    found |= kg__token_is(g->doc, in + 1, WORDS[i]);
  return found && g->doc->tokens.items[name].mention >= 0;
}

// "the presence of over 9,000 troops", "deployed about 850 soldiers": a word for how many.
static bool
estimates(const kg__tagger *g, uint32_t t)
{
  static const char *const WORDS[] = {"over", "about", "around", "under", "above"};
  bool found = false;
  for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
    found |= kg__token_is(g->doc, t, WORDS[i]);
  return found && t > g->s->first && t + 1 < g->s->end && g->doc->tokens.items[t + 1].flags & KG__T_DIGIT &&
         !in_time(g->doc, t + 1) && g->doc->tokens.items[t - 1].pos & (KG__PREPOSITION | KG__VERB | KG__TO);
}

// "NATO allies X and Y": who allies has a preposition or a pronoun behind.
static bool
is_ally(const kg__tagger *g, uint32_t t, uint32_t next)
{
  return (kg__token_is(g->doc, t, "ally") || kg__token_is(g->doc, t, "allies")) &&
         !(next & (KG__PRONOUN | KG__POSSESSIVE)) &&
         !(g->before & (KG__TO | KG__MODAL | KG__DO | KG__PRONOUN));
}

// "Should X retaliate": the subject stands between.
static bool
inverted(const kg__tagger *g, uint32_t t)
{
  const kg__token *items = g->doc->tokens.items;
  uint32_t first = g->s->first;
  return items[t].upos == KG__UPOS_VERB && items[t].xpos == KG__XPOS_VB && items[first].head == (int32_t)t &&
         items[first].pos & KG__MODAL && g->before & KG__NOMINAL;
}

static uint32_t
decide(const kg__tagger *g, uint32_t t)
{
  if (estimates(g, t))
    return KG__ADVERB;
  if (is_connective(g, t))
    return KG__ADVERB;
  uint32_t mask = kg__tag_possible(g, t),
           next = t + 1 < g->s->end ? kg__tag_possible(g, t + 1) : KG__PUNCTUATION;
  if (g->doc->tokens.items[t].relation == KG__REL_COMPOUND_PRT && mask & (KG__ADVERB | KG__PREPOSITION))
    return KG__ADVERB; // "ruled out joining", "cut off aid"
  uint32_t fixed = closed(g, t, mask, next);
  if (fixed)
    return fixed;
  if (mask & KG__VERB && base_form(g->doc, t) && t > g->s->first + 1 && kg__token_says(g->doc, t - 2, "no") &&
      kg__token_says(g->doc, t - 1, "longer"))
    return KG__VERB;
  if (mask & KG__VERB && t > g->s->first && inverted(g, t))
    return KG__VERB;
  bool bare = mask == KG__VERB && kg__token_word(g->doc, t)->forms & (KG__FORM_BASE | KG__FORM_S);
  if (is_ally(g, t, next))
    return KG__NOUN;
  if (mask & KG__VERB && kg__tag_is_finite(g, t, next))
    return KG__VERB;
  if (bare && g->before & (KG__BEFORE_NOUN | KG__PREPOSITION | KG__ADJECTIVE | KG__NUMBER))
    return KG__NOUN;
  if (bare && g->finite && g->before & (KG__NOUN | KG__PROPER))
    return KG__NOUN;
  if (mask & KG__GERUND && kg__tag_is_gerund(g, t))
    return KG__GERUND;
  bool modifies = mask & (KG__GERUND | KG__PARTICIPLE) && !(mask & (mask - 1)) &&
                  next & (KG__NOUN | KG__ADJECTIVE | KG__PROPER);
  if (modifies && g->before & (KG__BEFORE_NOUN | KG__ADJECTIVE | KG__NUMBER))
    return KG__ADJECTIVE;
  if (mask == KG__GERUND && g->doc->tokens.items[t].upos == KG__UPOS_NOUN && g->before & KG__BEFORE_NOUN &&
      next & KG__PREPOSITION)
    return KG__NOUN; // "the killing of X"
  if (qualifies(g, t))
    return KG__ADVERB;
  if (hyphenated(g, t, mask, next))
    return KG__ADJECTIVE;
  bool says = mask & KG__VERB && kg__token_word(g->doc, t)->forms & KG__FORM_PAST && kg__tag_is_saying(g, t);
  if (says && !(g->before & (KG__AUXILIARY | KG__BEFORE_NOUN)))
    return KG__VERB;
  uint32_t tense = mask & KG__VERB && mask & KG__PARTICIPLE ? kg__tag_past_form(g, t) : 0;
  if (tense == KG__PARTICIPLE && g->before & KG__PROPER && next & KG__PROPER && sole_verb(g, t))
    return KG__VERB; // between two names that the tagger does not know
  if (tense)
    return tense;
  bool between = g->before & KG__PROPER && next & KG__PROPER;
  bool noun = mask & KG__NOUN && !between && !(g->before & (KG__TO | KG__MODAL | KG__DO));
  if (mask & (mask - 1))
    mask = lowest(pick(g, t, mask, next));
  return mask == KG__VERB && noun && is_bare_noun(g, t) ? KG__NOUN : mask;
}

static void
advance(kg__tagger *g, uint32_t t, uint32_t pos)
{
  kg_str text = kg__token_text(g->doc, t);
  if (pos & KG__SUBORDINATOR && t < g->s->first + 2)
    g->subordinate = true;
  if (g->subordinate && g->finite && text.ptr[0] == ',')
    g->subordinate = g->finite = false;
  if (pos & (KG__SUBORDINATOR | KG__RELATIVE) ||
      (pos & KG__PUNCTUATION &&
       (text.ptr[0] == ';' || text.ptr[0] == ':' || (unsigned char)text.ptr[0] == 0xE2)))
    g->finite = false;
  if (pos & (KG__VERB | KG__MODAL | KG__BE | KG__HAVE | KG__DO) && !(g->before & KG__TO))
    g->finite = true;
  if (pos & (KG__ADVERB | KG__NEGATION))
    return;
  g->before = pos;
  g->before_token = t;
}

// Whether a head noun of two or more words begins at a token that may be a noun.
static bool
within_noun(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  for (uint32_t e = t + 1; e < s->end && e < t + 3; e++) {
    if (doc->tokens.items[e].head_words == e - t + 1)
      return kg__token_word(doc, t)->pos & (KG__NOUN | KG__PARTICIPLE | KG__GERUND);
  }
  return false;
}

void
kg__sentence_tag(kg__document *doc, const kg__sentence *s)
{
  kg__tagger g = {.doc = doc, .s = s, .before = KG__PUNCTUATION, .before_token = s->first};
  for (uint32_t t = s->first; t < s->end; t++) {
    uint32_t pos = decide(&g, t);
    if (pos & KG__ANY_VERB && within_noun(doc, s, t) && !(g.before & (KG__TO | KG__MODAL | KG__PRONOUN)))
      pos = kg__token_word(doc, t)->pos & KG__NOUN ? KG__NOUN : KG__ADJECTIVE; // "used cruise missiles"
    bool ends_noun = doc->tokens.items[t].head_words > 2 && g.before & KG__PREPOSITION;
    if (ends_noun && pos & KG__ANY_VERB) // "memorandum of understanding"
      pos = KG__NOUN;
    doc->tokens.items[t].pos = pos;
    advance(&g, t, pos);
  }
}
