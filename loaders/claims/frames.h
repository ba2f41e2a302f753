// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** A frame of the lexicon at the word that brings it, and what fills its arguments. */
#ifndef KG_LOADERS_FRAMES_H
#define KG_LOADERS_FRAMES_H

#include "loaders/tables/patterns.h"
#include "loaders/stages.h"

typedef struct kg__filler {
  kg__document *doc;
  const kg__sentence *s;
  const kg__frame *frame;
  int32_t verb;  ///< The verb, or that which a noun or adjective hangs on; -1
  int32_t chunk; ///< The phrase of a noun; -1
  uint32_t trigger, trigger_last, covered;
  kg__modality modality;
  kg__feature kind;
  bool inherited;
  bool around; ///< The trigger's words stand around the object
  bool filled; ///< Some frame had both its places filled
} kg__filler;

/** places.c: what stands in the place of an argument, kept to the classes of `wanted`, and which paths led
   there. */
kg_status kg__frame_fill(kg__filler *f, const kg__argument *a, uint64_t wanted, kg__group *group,
                         const char *ways[2]);

/** Who else takes part besides the subject: "held the exercise with X". */
kg_status kg__frame_company(kg__filler *f, uint64_t wanted, kg__group *group);

/** implicit.c: who does what the noun tells, if its own phrase does not say. */
kg_status kg__frame_implicit(kg__filler *f, kg__group *group, kg__claim *like);

/** implicit.c: all that it is about, how sure that is, and only those subjects of whom it is not said
 * already. */
kg_status kg__frame_implicit_rest(kg__filler *f, kg__group *subjects, kg__group *objects,
                                  kg__modality *modality);

/** walk.c: go one path; `group` is left empty if it leads nowhere. `way` is that to a verb's place on the
 * path. */
kg_status kg__pattern_walk(kg__filler *f, const kg__pattern *p, uint32_t marker, uint64_t wanted,
                           kg__group *group, const char **way);

/** walk.c: the phrase to which the rows of a verb's own place lead, or -1. */
int32_t kg__verb_place(kg__document *doc, const kg__sentence *s, int32_t verb, const kg__argument *a,
                       const char **way);

/** surface.c: what the words alone tell. */
kg_status kg__surface_fill(kg__filler *f, kg__surface surface, uint32_t marker, uint64_t wanted,
                           kg__group *group);

/** A list, or what hangs on a noun that is nothing of its own: "participation in X". */
kg_status kg__frame_list(kg__filler *f, int32_t chunk, uint64_t wanted, kg__group *group);

/** conditions.c: which of the conditions of patterns hold of a word. */
bool kg__pattern_holds(kg__filler *f, const kg__step *step, int32_t token, int32_t verb, uint32_t marker,
                       uint64_t wanted);

/** Whether a verb only lends a noun its form: "hold", "take", "have". */
bool kg__verb_is_light(const kg__document *doc, const kg__verb *v);

/** Whether a verb says what its subject is. */
bool kg__verb_is_copula(const kg__document *doc, const kg__verb *v);

/** The word whose dependents are the verb's: of "is a member", the noun. */
uint32_t kg__verb_predicate(const kg__document *doc, const kg__verb *v);

#endif
