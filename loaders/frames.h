// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** A frame of the lexicon at the word that brings it, and the places that its arguments ask for. */
#ifndef KG_LOADERS_FRAMES_H
#define KG_LOADERS_FRAMES_H

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

/** places.c: what stands in the place of an argument, kept to the classes of `wanted`. */
kg_status kg__frame_fill(kg__filler *f, kg__argument a, kg__argument other, uint64_t wanted,
                         kg__group *group);

/** Who else takes part besides the subject: "held the exercise with X". */
kg_status kg__frame_company(kg__filler *f, uint64_t wanted, kg__group *group);

/** Whether the verb that a noun hangs on only lends it its form: "hold", "take", "have". */
bool kg__filler_is_light(const kg__filler *f);

/** Whether a verb says what its subject is. */
bool kg__verb_is_copula(const kg__document *doc, const kg__verb *v);

#endif
