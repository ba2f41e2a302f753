// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What the files that find names share: readings of tokens, and what tells which of them hold. */
#ifndef KG_LOADERS_NAMES_H
#define KG_LOADERS_NAMES_H

#include "loaders/stages.h"

/** A reading of some tokens as a name; the longest ones win. */
typedef struct kg__candidate {
  uint32_t first, last; ///< Tokens, inclusive
  kg__mention_kind kind;
  int32_t known;                  ///< Index of the gazetteer, or -1
  uint8_t cls;                    ///< Of an unknown name
  uint32_t name_first, name_last; ///< The name proper, without titles
  int rank;                       ///< Breaks ties of length
  bool generic; ///< A common noun or a capital as a place: an entity only if a claim needs it
} kg__candidate;

typedef struct kg__candidates {
  kg__candidate *items;
  size_t n, capacity;
} kg__candidates;

/** What the document names beyond doubt, and whether it speaks of exercises. */
typedef struct kg__grounds {
  uint8_t *named; ///< Of each known entity
  bool exercises;
} kg__grounds;

/** Whether one of the words stands between these tokens or is one of them; the list ends with NULL. */
static inline bool
kg__span_has(const kg__document *doc, uint32_t first, uint32_t last, const char *const *words)
{
  for (uint32_t t = first; t <= last; t++) {
    if (kg__token_is_any(doc, t, words))
      return true;
  }
  return false;
}

/** capitals.c: whether a sentence is written in capitals. */
bool kg__sentence_shouts(const kg__document *doc, const kg__sentence *s);

/** capitals.c: whether the tokens have capitals where the name has them; `loud`: in a sentence in capitals.
 */
bool kg__label_fits(const kg__document *doc, uint32_t first, const kg__label *label, bool loud);

/** namesakes.c: whether a name is that of somebody who headed a state. */
bool kg__label_leads(const kg__document *doc, const kg__label *label);

/** namesakes.c: whether the gazetteer knows one person of this name only, or one who headed a state. */
bool kg__label_alone(const kg__document *doc, const kg__label *label, bool heads);

/** namesakes.c: whether a surname is one person's, and no word of the dictionary. */
bool kg__label_rare(const kg__document *doc, const kg__label *label, uint32_t t);

/** namesakes.c: whether the text before a surname has named somebody else of that surname in full. */
bool kg__namesake_in_full(const kg__document *doc, uint32_t first, kg_str person);

/** namesakes.c: whether the document names another of that name in full, and not this one. */
bool kg__namesake_named(const kg__automaton *names, uint32_t state, const kg__label *label,
                        const kg__grounds *g);

/** grounds.c: whether the word before a name makes it a place. */
bool kg__place_before(const kg__document *doc, const kg__sentence *s, uint32_t first);

/** grounds.c: add what a sentence names beyond doubt, and mark its head nouns. */
void kg__grounds_note(kg__document *doc, const kg__sentence *s, kg__grounds *g);

/** grounds.c: whether a name with other common meanings may be this one here. */
bool kg__label_grounded(const kg__document *doc, const kg__sentence *s, const kg__label *label,
                        uint32_t first, const kg__grounds *g);

/** readings.c: names of the gazetteer in a sentence. */
kg_status kg__sentence_readings(kg__document *doc, const kg__sentence *s, bool loud, const kg__grounds *g,
                                kg__candidates *found);

/** headlines.c: take from a heading in which every word has a capital those that tell nothing. */
kg_status kg__sentence_headline(kg__document *doc, const kg__sentence *s, const kg__candidates *found);

/** shapes.c: names that the gazetteer has not, in a sentence. */
kg_status kg__sentence_shapes(kg__document *doc, const kg__sentence *s, kg__candidates *found);

/** owners.c: the state, or other actor, that the name of a thing tells it to be of. */
void kg__owner_note(kg__document *doc, const kg__candidates *found, const kg__candidate *c, int32_t entity);

/** owners.c: the states that the name of a war or a danger holds. */
kg_status kg__belligerents_note(kg__document *doc, const kg__candidates *found, const kg__candidate *c,
                                int32_t entity);

/** variants.c: the known thing of which an unknown name is another form, or -1. */
int32_t kg__variant_known(const kg__document *doc, const kg__candidates *found, const kg__candidate *c);

/** variants.c: make the edition of an exercise, "X 24", what "X" means, too. */
kg_status kg__edition_note(kg__document *doc, const kg__candidate *c);

/** variants.c: let what a body is called at home, without its state, mean it, too. */
kg_status kg__home_name_note(kg__document *doc, const kg__candidates *found, const kg__candidate *c,
                             int32_t entity);

/** variants.c: label "Jane DOE" as Jane Doe. */
kg_status kg__surname_lower(kg__document *doc, const kg__candidate *c, kg_str name, int32_t entity);

/** short_forms.c: acronyms in brackets, surnames and other short forms of names found before. */
kg_status kg__document_short_forms(kg__document *doc);

#endif
