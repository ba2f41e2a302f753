// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Between the rules for parts of speech (tag.c) and those for what is a verb (verb_forms.c). */
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

/** tag.c: what the tables, or else the trained tagger, allow a word to be. */
uint32_t kg__tag_possible(const kg__tagger *g, uint32_t t);

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
