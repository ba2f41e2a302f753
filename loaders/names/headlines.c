// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// "Navy Opens Fire on Boat": where every word has a capital, a capital tells no name. If the words, taken as
// small ones, have a verb among them, those that the dictionary has and no known name covers lose theirs.

#include "loaders/meant/resolve.h"
#include "loaders/names/names.h"

enum { FEWEST = 4, LONG = 5 };

static bool
in_known(const kg__candidates *found, uint32_t t)
{
  for (size_t i = 0; i < found->n; i++) {
    const kg__candidate *c = &found->items[i];
    if (c->known >= 0 && c->first <= t && t <= c->last)
      return true;
  }
  return false;
}

// Whether no longer word is written small.
static bool
in_capitals(const kg__document *doc, const kg__sentence *s)
{
  size_t capitals = 0;
  for (uint32_t t = s->first; t < s->end; t++) {
    const kg__token *k = &doc->tokens.items[t];
    if (k->flags & (KG__T_PUNCT | KG__T_DIGIT) || kg__token_text(doc, t).ptr[0] == '\'')
      continue;
    if (k->flags & KG__T_CAPITAL)
      capitals++;
    else if (k->end - k->start >= LONG && !(k->flags & KG__T_JOINED) &&
             !(kg__token_word(doc, t)->is & KG__WORD_COMMON))
      return false;
  }
  return capitals >= FEWEST;
}

static bool
is_finite(const kg__document *doc, const kg__syntax_word *w)
{
  uint8_t tag = doc->model->xpos[w->tag];
  return w->upos == KG__UPOS_VERB && (tag == KG__XPOS_VBZ || tag == KG__XPOS_VBP || tag == KG__XPOS_VBD);
}

// "X to Buy Jets"
static bool
is_due(const kg__document *doc, size_t word)
{
  return doc->words.items[word].upos == KG__UPOS_VERB &&
         kg__token_says(doc, (uint32_t)doc->words.tokens[word] - 1, "to");
}

// "X, Y Sign Pact": the tagger knows few that stand so.
static bool
may_be_finite(const kg__document *doc, size_t word)
{
  const kg__word *w = kg__token_word(doc, (uint32_t)doc->words.tokens[word]);
  uint32_t t = (uint32_t)doc->words.tokens[word];
  bool listed = word > 2 && w->forms & KG__FORM_BASE && t > 2 && doc->words.items[0].name && // "X, Y Launch"
                kg_str_equal(kg__token_text(doc, t - 2), KG_STR(","));
  return w->verb && w->forms & (KG__FORM_BASE | KG__FORM_S) && (listed || !(w->pos & KG__NOUN));
}

kg_status
kg__sentence_headline(kg__document *doc, const kg__sentence *s, const kg__candidates *found)
{
  if (!s->heading || doc->without & KG_WITHOUT_PARSER || !doc->model || !in_capitals(doc, s))
    return KG_OK;
  bool finite = false;
  doc->words.n = 0;
  for (uint32_t t = s->first; t < s->end; t++) {
    kg_str text = kg__token_text(doc, t);
    bool known = in_known(found, t);
    if (!known)
      KG_TRY(kg__text_lowered(doc, text, &text));
    KG_TRY(kg__tree_add_word(doc, text, (int32_t)t));
    doc->words.items[doc->words.n - 1].name = known;
  }
  kg__syntax_tag(doc->model, doc->words.items, doc->words.n);
  for (size_t i = 0; i < doc->words.n; i++)
    finite |= is_finite(doc, &doc->words.items[i]) || (i && is_due(doc, i)) ||
              (i && doc->words.items[i - 1].name && may_be_finite(doc, i));
  doc->sentences.items[kg__sentence_of(doc, s->first)].headline = finite;
  for (size_t i = 0; finite && i < doc->words.n; i++) {
    const kg__syntax_word *w = &doc->words.items[i];
    kg__token *k = &doc->tokens.items[doc->words.tokens[i]];
    if (!w->name && w->word.can && w->upos != KG__UPOS_PROPN && !(k->flags & (KG__T_SHOUT | KG__T_MIXED)))
      k->flags &= ~(uint32_t)KG__T_CAPITAL;
  }
  return KG_OK;
}
