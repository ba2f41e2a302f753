// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Between the files that find parts of speech: what a word can be, and what tells which of that it is. */
#ifndef KG_LOADERS_TAG_H
#define KG_LOADERS_TAG_H

#include "loaders/stages.h"

enum {
  KG__NOMINAL = KG__NOUN | KG__PROPER | KG__PRONOUN,
  KG__BEFORE_NOUN = KG__DETERMINER | KG__POSSESSIVE | KG__GENITIVE
};

typedef struct kg__tagger {
  kg__document *doc;
  const kg__sentence *s;
  uint32_t before; ///< Part of speech of the last word that was no adverb
  uint32_t before_token;
  bool finite;      ///< A finite verb was seen since the clause began
  bool subordinate; ///< The clause at hand opens the sentence with a conjunction
} kg__tagger;

/** readings.c: what the tables, or else the trained tagger, allow a word to be. */
uint32_t kg__tag_possible(const kg__tagger *g, uint32_t t);

/** readings.c: whether a token is of a time that was found. */
bool kg__tag_in_time(const kg__document *doc, uint32_t t);

/** function_words.c: the part of speech of a word of grammar by what stands beside it, 0 for others; `mask`,
 * `next`: what it and the word behind can be. */
uint32_t kg__tag_function_word(const kg__tagger *g, uint32_t t, uint32_t mask, uint32_t next);

/** function_words.c: "more than", "less than" before a number. */
bool kg__tag_qualifies(const kg__tagger *g, uint32_t t);

/** function_words.c: "in return", "in response" before a name. */
bool kg__tag_is_connective(const kg__tagger *g, uint32_t t);

/** function_words.c: "over", "about" before a number, where they only say that it is not exact. */
bool kg__tag_estimates(const kg__tagger *g, uint32_t t);

/** ambiguities.c: what its neighbours leave of the parts of speech of a word that may be several. */
uint32_t kg__tag_by_neighbours(const kg__tagger *g, uint32_t t, uint32_t mask, uint32_t next);

/** ambiguities.c: whether no word of the sentence but this can be its finite verb. */
bool kg__tag_is_sole_verb(const kg__tagger *g, uint32_t t);

/** verb_forms.c: "say", "tell" in any form. */
bool kg__tag_is_saying(const kg__tagger *g, uint32_t t);

/** verb_forms.c: KG__VERB or KG__PARTICIPLE for a form that is both, 0 if nothing tells. */
uint32_t kg__tag_past_form(const kg__tagger *g, uint32_t t);

/** verb_forms.c: whether a form in -ing has a clause of its own. */
bool kg__tag_is_gerund(const kg__tagger *g, uint32_t t);

/** verb_forms.c: whether a form that may be a noun is the verb of a clause; `next`: what the word behind may
 * be. */
bool kg__tag_is_finite(const kg__tagger *g, uint32_t t, uint32_t next);

#endif
