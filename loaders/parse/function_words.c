// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Words of grammar, and words that are adverbs by what stands beside them: "that", "as", "over 40 ships", "in
// return".

#include "loaders/parse/tag.h"

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

// "both states", but "both support X"
static bool
before_its_noun(const kg__tagger *g, uint32_t t, uint32_t next)
{
  bool plural = t + 1 < g->s->end && kg__token_word(g->doc, t + 1)->is & KG__WORD_PLURAL;
  bool verb = next & KG__ANY_VERB & ~(uint32_t)KG__GERUND;
  return next & (KG__NOUN | KG__ADJECTIVE | KG__DETERMINER) && (plural || !verb);
}

// "as the two deepen ties": by the tree the word marks a clause with a finite verb.
static bool
marks_clause(const kg__tagger *g, uint32_t t)
{
  const kg__token *k = &g->doc->tokens.items[t];
  if (k->relation != KG__REL_MARK || k->upos != KG__UPOS_SCONJ || k->head <= (int32_t)t + 1)
    return false;
  const kg__token *verb = &g->doc->tokens.items[k->head];
  return verb->upos == KG__UPOS_VERB && verb->xpos != KG__XPOS_VBN && verb->xpos != KG__XPOS_VBG;
}

uint32_t
kg__tag_function_word(const kg__tagger *g, uint32_t t, uint32_t mask, uint32_t next)
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
  if (mask & KG__DETERMINER && mask & KG__PRONOUN)
    return before_its_noun(g, t, next) ? KG__DETERMINER : KG__PRONOUN;
  if (mask & KG__PREPOSITION && mask & KG__SUBORDINATOR && marks_clause(g, t))
    return KG__SUBORDINATOR;
  if (mask & KG__PREPOSITION && mask & KG__ADVERB) // "concerns about X", "about forty"
    return is_estimate(g, t, next) ? KG__ADVERB : KG__PREPOSITION;
  if (mask & KG__PREPOSITION && mask & KG__SUBORDINATOR)
    return next & KG__PRONOUN && !before_number(g, t) ? KG__SUBORDINATOR : KG__PREPOSITION;
  if (mask & KG__DETERMINER && next & (KG__BE | KG__HAVE | KG__MODAL | KG__DO))
    return KG__PRONOUN;
  return 0;
}

// "more than 40", "less than half": the words only qualify the number.
bool
kg__tag_qualifies(const kg__tagger *g, uint32_t t)
{
  uint32_t first = kg__token_is(g->doc, t, "than") && t > g->s->first ? t - 1 : t;
  return first + 2 < g->s->end &&
         (kg__token_is(g->doc, first, "more") || kg__token_is(g->doc, first, "less") ||
          kg__token_is(g->doc, first, "fewer")) &&
         kg__token_is(g->doc, first + 1, "than") && kg__tag_possible(g, first + 2) & KG__NUMBER;
}

// "In return Japan signed", "in response the Union": two words that are one adverb, before a name.
bool
kg__tag_is_connective(const kg__tagger *g, uint32_t t)
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
bool
kg__tag_estimates(const kg__tagger *g, uint32_t t)
{
  static const char *const WORDS[] = {"over", "about", "around", "under", "above"};
  bool found = false;
  for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
    found |= kg__token_is(g->doc, t, WORDS[i]);
  return found && t > g->s->first && t + 1 < g->s->end && g->doc->tokens.items[t + 1].flags & KG__T_DIGIT &&
         !kg__tag_in_time(g->doc, t + 1) &&
         g->doc->tokens.items[t - 1].pos & (KG__PREPOSITION | KG__VERB | KG__TO);
}
