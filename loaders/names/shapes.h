// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Names that the gazetteer has not, by their shape: what shapes.c, spans.c and told.c share.
*/
#ifndef KG_LOADERS_SHAPES_H
#define KG_LOADERS_SHAPES_H

#include "loaders/names/names.h"

typedef struct kg__shaper {
  kg__document *doc;
  const kg__sentence *s;
  kg__candidates *found;
  int person, place, region, asset, institution;
} kg__shaper;

typedef kg__shaper shaper;

static inline const kg__token *
token(const shaper *sh, uint32_t t)
{
  return &sh->doc->tokens.items[t];
}

/** Whether the token as it stands, capitals and all, is one of these words. */
static inline bool
raw_in_list(const kg__document *doc, uint32_t t, const char *const *list)
{
  for (; *list; list++) {
    if (kg_str_equal(kg__token_text(doc, t), kg_str_of(*list)))
      return true;
  }
  return false;
}

/** Whether an unknown name may be of this class because its head noun is. */
bool kg__shape_leaf(const kg__shaper *sh, uint8_t cls);

/** spans.c: whether the token is an initial, "J.". */
bool kg__span_initial(const kg__shaper *sh, uint32_t t);

/** spans.c: whether the token has a capital that is not there merely because the sentence begins. */
bool kg__span_capital(const kg__shaper *sh, uint32_t t);

/** spans.c: the last token of the run of capitalised words from `first`; `of`: where an "of" stands in it, or
 * 0. */
uint32_t kg__span_end(const kg__shaper *sh, uint32_t first, uint32_t *of);

/** codes.c: "HMS X"; "Agni-V"; "F-16"; "45th"; "resolution 1701". */
bool kg__code_ship(const kg__shaper *sh, uint32_t t);
bool kg__code_make(const kg__shaper *sh, uint32_t first, uint32_t last);
bool kg__code_weapon(const kg__shaper *sh, uint32_t first, uint32_t last);
bool kg__code_ordinal(const kg__shaper *sh, uint32_t t);
bool kg__code_agreement(const kg__shaper *sh, uint32_t t);

/** codes.c: the class of such a name, by the nouns beside it. */
int kg__code_class(const kg__shaper *sh, uint32_t first, uint32_t last);

/** told.c: classes whose unknown members are called by a name and a common noun beside it. */
bool kg__told_by_noun(const kg__shaper *sh, int cls);

/** told.c: the class that a plain noun right behind the name gives it, "Typhon launchers"; or -1. */
int kg__told_behind(const kg__shaper *sh, uint32_t last, uint32_t *noun);

/** told.c: the class that a plain noun right before the name gives it; or -1. */
int kg__told_before(const kg__shaper *sh, uint32_t first);

/** told.c: the class of the list of names that this one goes on, "ports such as X, Y and Z"; or -1. */
int kg__told_in_list(const kg__shaper *sh, uint32_t first, uint32_t last);

/** told.c: whether the word before makes it a place. */
bool kg__told_place(const kg__shaper *sh, uint32_t first);

/** told.c: the class that an apposition gives it; or -1. */
int kg__told_apart(const kg__shaper *sh, uint32_t last);

#endif
