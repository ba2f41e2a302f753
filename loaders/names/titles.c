// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The titles and ranks before a person's name, as part of the run of capitalised words or apart from it.

#include "loaders/names/shapes.h"

bool
kg__title_rank(const shaper *sh, uint32_t t)
{
  return kg__token_word(sh->doc, t)->is & KG__WORD_RANK;
}

// "Enlargement Commissioner X": whatever the word is, a title ends behind it.
static bool
title_ahead(const shaper *sh, uint32_t t, uint32_t last)
{
  for (uint32_t k = t + 1; k < last && k < t + 4; k++) {
    if (token(sh, k)->head_class == sh->person && !kg__title_rank(sh, k))
      return true;
  }
  return false;
}

// "Minister of Defence X", "Minister for Foreign Affairs Y": past what an office is of.
uint32_t
kg__title_field_end(const shaper *sh, uint32_t t, uint32_t last)
{
  if (!kg__token_is(sh->doc, t, "of") && !kg__token_is(sh->doc, t, "for"))
    return t;
  uint32_t k = t + 1;
  while (k <= last && !kg__known_inside(sh, k, k) &&
         (kg__token_word(sh->doc, k)->pos & (KG__NOUN | KG__ADJECTIVE | KG__COORDINATOR | KG__DETERMINER)) &&
         !(kg__token_word(sh->doc, k)->is & KG__WORD_GIVEN))
    k++;
  return k > t + 1 && k <= last ? k : t;
}

// Where the name begins behind titles: "Deputy Prime Minister Maj. Gen. X".
uint32_t
kg__titles_end(const shaper *sh, uint32_t first, uint32_t last)
{
  uint32_t at = first;
  for (uint32_t t = first; t <= last; t++) {
    const kg__token *k = token(sh, t);
    if (k->head_class == sh->person || kg__title_rank(sh, t))
      at = t + 1;
    else if (t + 1 <= last && token(sh, t + 1)->head_class == sh->person && token(sh, t + 1)->head_words > 1)
      continue;
    else if (!(kg__token_word(sh->doc, t)->pos & (KG__NOUN | KG__ADJECTIVE)) && !kg__known_inside(sh, t, t) &&
             !title_ahead(sh, t, last))
      break;
    if (at == t + 1 && at <= last && kg_str_equal(kg__token_text(sh->doc, at), KG_STR(".")))
      t = at++;
  }
  return at;
}

bool
kg__title_before(const shaper *sh, uint32_t first)
{
  if (first == sh->s->first)
    return false;
  uint32_t t = first - 1;
  if (kg_str_equal(kg__token_text(sh->doc, t), KG_STR(".")) && t > sh->s->first)
    return kg__title_rank(sh, t - 1);
  return token(sh, t)->head_class == sh->person || kg__title_rank(sh, t);
}

// "the spokeswoman, X Y, said": a title and a comma before the name, and a comma behind it.
bool
kg__title_apart(const shaper *sh, uint32_t first, uint32_t last)
{
  return first > sh->s->first + 1 && last > first && last + 1 < sh->s->end &&
         kg_str_equal(kg__token_text(sh->doc, first - 1), KG_STR(",")) &&
         kg_str_equal(kg__token_text(sh->doc, last + 1), KG_STR(",")) &&
         token(sh, first - 2)->head_class == sh->person && !(token(sh, first - 2)->flags & KG__T_CAPITAL) &&
         !(kg__token_word(sh->doc, first - 2)->is & KG__WORD_PLURAL);
}
