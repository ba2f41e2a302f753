// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What cues.c and subjects.c share: runs of words of a sentence, and how they look. */
#ifndef KG_LOADERS_SUBJECTS_H
#define KG_LOADERS_SUBJECTS_H

#include "loaders/learn/learned.h"

enum { KG__MOST_LOOKS = 64 };

/** Note a look, "name: a b"; there must be room for KG__MOST_LOOKS. */
void kg__look_add(const kg__cues *cues, kg__looks *looks, const char *name, kg_str a, kg_str b);

/** Copy looks into the arena. */
kg_status kg__looks_keep(const kg__cues *cues, kg__looks *looks);

/** The word of a run that the others hang on. */
size_t kg__span_head(const kg__cues *cues, size_t first, size_t last);

/** The preposition of a word, or "-". */
kg_str kg__cue_case(const kg__cues *cues, size_t head);

bool kg__cue_is_year(kg_str s);

/** Whether a word has one of these KG__T_; false beyond the last. */
bool kg__cue_is(const kg__cues *cues, size_t word, uint32_t flags);
bool kg__cue_reads(const kg__cues *cues, size_t word, const char *folded);

/** As it stands in the sentence: folding drops full stops. */
char kg__cue_byte(const kg__cues *cues, size_t word);
kg_str kg__cues_text(const kg__cues *cues, size_t first, size_t last);

/** Add a run of words with its looks, and the labels that it may stand for; `text` is of the arena. */
kg_status kg__span_add(kg__cues *cues, kg__spans *spans, kg_str text, size_t first, size_t last,
                       kg__form form);
kg_status kg__spans_add_mentions(const kg__cues *cues, kg__spans *spans);

/** Move what was found into the arena. */
kg_status kg__spans_keep(const kg__cues *cues, kg__spans *spans, kg_status st);

/** Whether a word may stand between the capitals of a name. */
bool kg__links_names(kg_str word);

/** Find all that the sentence could be about, all that could be an object, and what the document mentions. */
kg_status kg__cues_topics(kg__cues *cues);
kg_status kg__cues_objects(kg__cues *cues);
kg_status kg__cues_mentions(kg__cues *cues, const kg__document *doc, uint32_t first, uint32_t end);

#endif
