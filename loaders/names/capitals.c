// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Whether words are written as a name of the gazetteer is: with a capital where it has one, which tells "LeT"
// from "let"; in a sentence all in capitals they tell nothing.

#include "loaders/names/names.h"

bool
kg__sentence_shouts(const kg__document *doc, const kg__sentence *s)
{
  size_t shouted = 0, words = 0;
  for (uint32_t t = s->first; t < s->end; t++) {
    shouted += (doc->tokens.items[t].flags & KG__T_SHOUT) != 0;
    words += !(doc->tokens.items[t].flags & KG__T_PUNCT);
  }
  return words > 3 && shouted * 5 > words * 4;
}

// "the Multinational Support mission", "the Gulf war": the last of many words, or one that tells the class of
// the thing, may be written like the common noun that it is.
static bool
common_end(const kg__document *doc, uint32_t first, const kg__label *label, uint32_t i)
{
  if (i + 1 != label->words || label->capitals != (1u << label->words) - 1 || label->kind == KG__LABEL_HEAD)
    return false;
  return i >= 2 ? (kg__token_word(doc, first + i)->pos & KG__NOUN) != 0
                : i == 1 && doc->tokens.items[first + i].head_class ==
                                doc->ontology->known.items[label->entity].cls;
}

// "Nato", "Aukus": letters that are spoken as a word may be written like one, where the dictionary has no
// other.
static bool
spoken(const kg__document *doc, const kg__label *label, uint32_t t)
{
  static const char *const CLASSES[] = {"Alliance", "InternationalOrganisation", "Institution", "Operation",
                                        NULL};
  enum { GROUPS = 15 }; // of WordNet's files, from 1
  const kg__token *k = &doc->tokens.items[t];
  kg__syntax_word w;
  bool body = false;
  if (!doc->model || label->words != 1 || label->kind != KG__LABEL_NAME || k->end - k->start < 4 ||
      !(k->flags & KG__T_CAPITAL) || k->flags & KG__T_MIXED)
    return false;
  for (size_t i = 0; CLASSES[i]; i++)
    body |= kg_str_equal(doc->ontology->classes.items[doc->ontology->known.items[label->entity].cls].name,
                         kg_str_of(CLASSES[i]));
  if (!body)
    return false;
  kg__syntax_look(doc->model, kg__token_text(doc, t), &w);
  return !w.word.can || (w.word.can == KG__CAN_NOUN && w.word.noun == GROUPS);
}

bool
kg__label_fits(const kg__document *doc, uint32_t first, const kg__label *label, bool loud)
{
  for (uint32_t i = 0; i < label->words; i++) {
    uint32_t flags = doc->tokens.items[first + i].flags;
    if ((label->capitals >> i & 1) && !(flags & KG__T_CAPITAL) && !common_end(doc, first, label, i))
      return false;
    if ((label->shouted >> i & 1) && !(flags & KG__T_SHOUT) && !loud && !spoken(doc, label, first))
      return false;
    if ((label->mixed >> i & 1) && !(flags & (KG__T_MIXED | KG__T_SHOUT))) // "LeT" is not "Let"
      return false;
    if ((label->shouted >> i & 1) && loud && label->words == 1 && label->kind == KG__LABEL_NAME &&
        doc->tokens.items[first].end - doc->tokens.items[first].start < 3)
      return false;
  }
  return true;
}
