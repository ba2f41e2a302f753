// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What parts of speech a word can be, before its neighbours are asked: what the tables allow. A word that
// they do not know is what the trained tagger takes it for.

#include "loaders/parse/tag.h"

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

bool
kg__tag_in_time(const kg__document *doc, uint32_t t)
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
  if (kg__tag_in_time(doc, t) || is_month(g, t))
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
