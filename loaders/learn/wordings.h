// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** How things are called in annotations, where that is not how sentences say it. */
#ifndef KG_LOADERS_WORDINGS_H
#define KG_LOADERS_WORDINGS_H

#include "kg/base/map.h"

enum { KG__MOST_AFFIXES = 6 };

/** What labels have that texts have not: quotation marks, a unit or a kind in brackets, ".0". */
typedef struct kg__affix {
  kg_str text; ///< A quotation mark stands on both sides, anything else behind
  bool number; ///< Of numbers
  size_t n;    ///< Labels that have it
} kg__affix;

typedef struct kg__wordings {
  kg_arena *arena; ///< Borrowed
  kg__map by_key;
  struct kg__wording {
    kg_str text;
    size_t next; ///< Number of another label that is said alike, from 1
    size_t lines, last;
  } * items;
  size_t n, capacity;
  struct {
    kg__affix *items;
    size_t n, capacity;
  } affixes;   ///< Those of most labels first, once they are sorted
  size_t line; ///< At work, from 1: what is known only from there is not known
  size_t days; ///< Labels that are dates as XML Schema writes them
} kg__wordings;

void kg__wordings_release(kg__wordings *labels);

/** Take a label, seen in line `line`; 0 if that does not matter. */
kg_status kg__wordings_add(kg__wordings *labels, kg_str text, size_t line);

/** Once all are added. */
void kg__wordings_sort(kg__wordings *labels);

/** The first label that words may stand for, or null, and the next one. */
kg_status kg__wordings_find(const kg__wordings *labels, kg_str said, const struct kg__wording **label);
const struct kg__wording *kg__wordings_next(const kg__wordings *labels, const struct kg__wording *label);

/** The affixes of at least three labels, at most KG__MOST_AFFIXES of numbers or of other things. */
size_t kg__wordings_affixes(const kg__wordings *labels, bool number,
                            const kg__affix *affixes[KG__MOST_AFFIXES]);

/** Whether this is a number of digits, with at most one full stop. */
bool kg__is_number(kg_str text);

#endif
