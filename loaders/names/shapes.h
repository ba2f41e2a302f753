// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Names that the gazetteer has not, by their shape: what shapes.c and the files it asks share. */
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

/** candidates.c: add a reading of the run as a name of the class, if that is none of -1; the name proper may
 * begin at another token. */
kg_status kg__shape_offer(kg__shaper *sh, uint32_t first, uint32_t last, int cls, int rank);
kg_status kg__shape_offer_named(kg__shaper *sh, uint32_t first, uint32_t last, uint32_t name, int cls,
                                int rank);

/** candidates.c: the token behind the longest known name of this kind that begins the run, or `first`. */
uint32_t kg__known_prefix(const kg__shaper *sh, uint32_t first, kg__mention_kind kind);

/** candidates.c: whether a known name covers the run; whether one, or one of an actor, touches it. */
bool kg__known_whole(const kg__shaper *sh, uint32_t first, uint32_t last);
bool kg__known_inside(const kg__shaper *sh, uint32_t first, uint32_t last);
bool kg__actor_inside(const kg__shaper *sh, uint32_t first, uint32_t last);

/** candidates.c: the same of names that may not be somebody's surname. */
bool kg__known_within(const kg__shaper *sh, uint32_t first, uint32_t last);

/** candidates.c: whether the token is a first name, and no known name. */
bool kg__given_name(const kg__shaper *sh, uint32_t t);

/** candidates.c: "X Council of the Y Union"; "Tigray Region"; "Exercise X 24"; "Brigade X-land". */
bool kg__of_known_whole(const kg__shaper *sh, uint32_t first, uint32_t last, uint32_t of);
bool kg__known_with_kind(const kg__shaper *sh, uint32_t first, uint32_t last);
bool kg__known_series(const kg__shaper *sh, uint32_t first, uint32_t last);
bool kg__unit_of_place(const kg__shaper *sh, uint32_t first, uint32_t last);

/** candidates.c: the known thing that a people's name stands before, "the Palestinian West Bank"; or -1. */
int32_t kg__known_of_people(const kg__shaper *sh, uint32_t first, uint32_t last);

/** titles.c: whether the token is a rank. */
bool kg__title_rank(const kg__shaper *sh, uint32_t t);

/** titles.c: the token behind what an office is of, "Minister of Defence X"; `of` if nobody stands there. */
uint32_t kg__title_field_end(const kg__shaper *sh, uint32_t of, uint32_t last);

/** titles.c: where the name begins behind titles in the run. */
uint32_t kg__titles_end(const kg__shaper *sh, uint32_t first, uint32_t last);

/** titles.c: whether a title stands before the run, or before a comma before it. */
bool kg__title_before(const kg__shaper *sh, uint32_t first);
bool kg__title_apart(const kg__shaper *sh, uint32_t first, uint32_t last);

/** senses.c: whether a word of the run is of the tables. */
bool kg__sense_ordinary(const kg__shaper *sh, uint32_t first, uint32_t last);

/** senses.c: whether the run is one adjective, "African". */
bool kg__sense_adjective(const kg__shaper *sh, uint32_t first, uint32_t last);

/** senses.c: whether the dictionary has the word, not as a name; and not of land either. */
bool kg__sense_listed(const kg__shaper *sh, uint32_t t);
bool kg__sense_common(const kg__shaper *sh, uint32_t t);

/** senses.c: whether a first name is a word of every day, "Grace". */
bool kg__sense_everyday(const kg__shaper *sh, uint32_t first);

/** heads.c: whether an unknown name may be of this class because its head noun is. */
bool kg__shape_leaf(const kg__shaper *sh, uint8_t cls);

/** heads.c: whether the head noun of such a class comes first, "Operation X"; and landscape behind it is a
 * code name. */
bool kg__head_first(const kg__shaper *sh, uint8_t cls);
bool kg__head_coded(const kg__shaper *sh, uint32_t first, uint32_t last);

/** heads.c: the class of a head noun shortly before the end, "Task Force 151"; or -1. */
int kg__head_within(const kg__shaper *sh, uint32_t first, uint32_t last);

/** heads.c: the class of a body that its head noun puts into `cls`, by whose it is; or -1. */
int kg__head_at_home(const kg__shaper *sh, uint32_t first, uint32_t last, int cls);

/** heads.c: whether a paper, or an office, stands before the "of": neither is a name. */
bool kg__head_issues(const kg__shaper *sh, uint32_t of);
bool kg__head_office(const kg__shaper *sh, uint32_t of);

/** heads.c: the class of an event called after a landscape, by its apposition; or -1. */
int kg__event_apart(const kg__shaper *sh, uint32_t last);

/** persons.c: a run without a head noun. */
kg_status kg__shape_plain(kg__shaper *sh, uint32_t first, uint32_t last);

/** spans.c: whether the token is an initial, "J.". */
bool kg__span_initial(const kg__shaper *sh, uint32_t t);

/** spans.c: whether the token has a capital that is not there merely because the sentence begins. */
bool kg__span_capital(const kg__shaper *sh, uint32_t t);

/** spans.c: the last token of the run of capitalised words from `first`; `of`: where an "of" stands in it, or
 * 0. */
uint32_t kg__span_end(const kg__shaper *sh, uint32_t first, uint32_t *of);

/** spans.c: where the name proper begins: "Exercise X" is called X, but "Operation X" by both words. */
uint32_t kg__span_name(const kg__shaper *sh, uint32_t first);

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
