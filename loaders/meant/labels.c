// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What a described thing is called: its phrase without what anything of its kind might have before it.

#include "loaders/meant/describe.h"

// "the proposed pact", "its continued presence": what is done with the thing makes it no other.
bool
kg__is_done(const kg__document *doc, uint32_t t)
{
  const kg__token *k = &doc->tokens.items[t];
  return k->pos & KG__ADJECTIVE && k->mention < 0 && k->relation == KG__REL_AMOD && k->xpos == KG__XPOS_VBN &&
         !(k->flags & KG__T_JOINED);
}

// "the X-led mission": who leads it is no part of what it is called.
uint32_t
kg__past_maker(const kg__document *doc, const kg__chunk *c)
{
  for (uint32_t t = c->first + 1; t < c->head; t++) {
    if (doc->tokens.items[t - 1].mention >= 0 && doc->tokens.items[t].mention < 0 &&
        doc->tokens.items[t].flags & KG__T_JOINED && kg__token_word(doc, t)->forms & KG__FORM_PARTICIPLE)
      return t + 1;
  }
  return c->first;
}

static uint32_t
label_start(const kg__document *doc, const kg__chunk *c)
{
  uint32_t t = kg__past_maker(doc, c);
  for (; t < c->head; t++) {
    const kg__word *w = kg__token_word(doc, t);
    bool tied = doc->tokens.items[t + 1].flags & KG__T_JOINED;
    bool skip = doc->tokens.items[t].pos & KG__PUNCTUATION ||
                (doc->tokens.items[t].pos & (KG__DETERMINER | KG__POSSESSIVE | KG__NUMBER) && !tied) ||
                (w->is & KG__WORD_DEGREE && doc->tokens.items[t].mention < 0) ||
                (doc->tokens.items[t].pos & KG__ADVERB && !tied) ||
                w->is & (KG__WORD_MONTH | KG__WORD_WEEKDAY) || (kg__is_done(doc, t) && !tied);
    if (!skip)
      break;
    while (w->is & KG__WORD_DEGREE && t + 1 < c->head && doc->tokens.items[t + 1].flags & KG__T_JOINED)
      t++; // "large-scale" goes as a whole
  }
  return t;
}

static bool
of_persons(const kg__document *doc, const kg__chunk *c)
{
  uint8_t head = doc->tokens.items[doc->chunks.items[c->owner].head].head_class;
  return head != KG__NO_CLASS && kg__class_is(doc, head, "Person");
}

uint32_t
kg__label_first(const kg__document *doc, const kg__chunk *c, int cls)
{
  uint32_t words = doc->tokens.items[c->head].head_words;
  if (words > 1 && c->head + 1 < c->first + words && c->head + 1 >= words)
    return c->head + 1 - words; // "letter of intent", of which the phrase is "intent"
  if (c->owner >= 0 && kg__class_is(doc, cls, "Meeting") && of_persons(doc, c))
    return label_start(doc, &doc->chunks.items[c->owner]); // "the Quad foreign ministers' meeting"
  return label_start(doc, c);
}
