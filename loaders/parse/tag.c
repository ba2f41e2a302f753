// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Parts of speech by rule, one word after the other: what a word can be (readings.c), narrowed by the word
// before, the word after and the tree.

#include "loaders/parse/tag.h"

static uint32_t
lowest(uint32_t mask)
{
  return mask & (0u - mask);
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

// A form that is noun or verb, told by the clause that it stands in; 0 if nothing tells.
static uint32_t
verb_or_noun(const kg__tagger *g, uint32_t t, uint32_t mask, uint32_t next)
{
  if (mask & KG__VERB && kg__token_word(g->doc, t)->forms & KG__FORM_BASE && t > g->s->first + 1 &&
      kg__token_says(g->doc, t - 2, "no") && kg__token_says(g->doc, t - 1, "longer"))
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
  return 0;
}

// A word that a noun phrase has before its head, and not as a verb; 0 for others.
static uint32_t
within_phrase(const kg__tagger *g, uint32_t t, uint32_t mask, uint32_t next)
{
  bool modifies = mask & (KG__GERUND | KG__PARTICIPLE) && !(mask & (mask - 1)) &&
                  next & (KG__NOUN | KG__ADJECTIVE | KG__PROPER);
  if (modifies && g->before & (KG__BEFORE_NOUN | KG__ADJECTIVE | KG__NUMBER))
    return KG__ADJECTIVE;
  if (mask == KG__GERUND && g->doc->tokens.items[t].upos == KG__UPOS_NOUN && g->before & KG__BEFORE_NOUN &&
      next & KG__PREPOSITION)
    return KG__NOUN; // "the killing of X"
  if (kg__tag_qualifies(g, t))
    return KG__ADVERB;
  if (hyphenated(g, t, mask, next))
    return KG__ADJECTIVE;
  return 0;
}

// A form that is past tense or participle; 0 if nothing tells.
static uint32_t
past_or_participle(const kg__tagger *g, uint32_t t, uint32_t mask, uint32_t next)
{
  bool says = mask & KG__VERB && kg__token_word(g->doc, t)->forms & KG__FORM_PAST && kg__tag_is_saying(g, t);
  if (says && !(g->before & (KG__AUXILIARY | KG__BEFORE_NOUN)))
    return KG__VERB;
  uint32_t tense = mask & KG__VERB && mask & KG__PARTICIPLE ? kg__tag_past_form(g, t) : 0;
  if (tense == KG__PARTICIPLE && g->before & KG__PROPER && next & KG__PROPER && kg__tag_is_sole_verb(g, t))
    return KG__VERB; // between two names that the tagger does not know
  return tense;
}

static uint32_t
decide(const kg__tagger *g, uint32_t t)
{
  if (kg__tag_estimates(g, t) || kg__tag_is_connective(g, t))
    return KG__ADVERB;
  uint32_t mask = kg__tag_possible(g, t),
           next = t + 1 < g->s->end ? kg__tag_possible(g, t + 1) : KG__PUNCTUATION;
  if (g->doc->tokens.items[t].relation == KG__REL_COMPOUND_PRT && mask & (KG__ADVERB | KG__PREPOSITION))
    return KG__ADVERB; // "ruled out joining", "cut off aid"
  uint32_t fixed = kg__tag_function_word(g, t, mask, next);
  fixed = fixed ? fixed : verb_or_noun(g, t, mask, next);
  fixed = fixed ? fixed : within_phrase(g, t, mask, next);
  fixed = fixed ? fixed : past_or_participle(g, t, mask, next);
  if (fixed)
    return fixed;
  bool between = g->before & KG__PROPER && next & KG__PROPER;
  bool noun = mask & KG__NOUN && !between && !(g->before & (KG__TO | KG__MODAL | KG__DO));
  if (mask & (mask - 1))
    mask = lowest(kg__tag_by_neighbours(g, t, mask, next));
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

kg_status
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
  return KG_OK;
}
