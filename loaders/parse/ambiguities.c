// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Which of its parts of speech a word has that may be several: by what stands before and behind it, and by
// the tree where only that tells.

#include "loaders/parse/tag.h"

enum {
  STARTS_OBJECT = KG__DETERMINER | KG__POSSESSIVE | KG__PROPER | KG__TO | KG__PREPOSITION | KG__SUBORDINATOR |
                  KG__NUMBER | KG__TIME | KG__PRONOUN
};

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
bool
kg__tag_is_sole_verb(const kg__tagger *g, uint32_t t)
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
  return k->xpos == KG__XPOS_VBD || (!g->finite && (k->head < 0 || kg__tag_is_sole_verb(g, t)));
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

// By an auxiliary, a preposition or whatever else leaves little choice before it; 0 if nothing does.
static uint32_t
behind_guide(const kg__tagger *g, uint32_t t, uint32_t mask, uint32_t next)
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
  return 0;
}

uint32_t
kg__tag_by_neighbours(const kg__tagger *g, uint32_t t, uint32_t mask, uint32_t next)
{
  uint32_t prev = g->before, fixed = behind_guide(g, t, mask, next);
  if (fixed)
    return fixed;
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
