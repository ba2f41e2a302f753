// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What the rules for constructions share: asking for words, filling places, adding claims. */
#ifndef KG_LOADERS_CONSTRUCT_H
#define KG_LOADERS_CONSTRUCT_H

#include "loaders/stages.h"

typedef struct kg__builder {
  kg__document *doc;
  const kg__sentence *s;
} kg__builder;

/** Whether a word that is a lemma, or 0 for none, is one of these; the list ends with NULL. */
bool kg__lemma_is(const kg__document *doc, uint32_t lemma, const char *const *lemmas);

/** Whether the token is a noun, or the verb is one, of these lemmas; the list ends with NULL. */
bool kg__noun_is(const kg__document *doc, uint32_t t, const char *const *lemmas);
bool kg__verb_is(const kg__document *doc, const kg__verb *v, const char *const *lemmas);

/** The entity that the token names, or -1. */
int32_t kg__entity_at(const kg__document *doc, uint32_t t);

/** The class of this local name and those below, as bits. */
uint64_t kg__class_named(const kg__document *doc, const char *name);

/** Whether a head noun of the class, or of one below, ends at the token. */
bool kg__head_is(const kg__document *doc, uint32_t t, const char *name);

/** Add the claims of each subject with each object; none if there is no such property. */
kg_status kg__construct_weigh(kg__builder *b, const char *property, const kg__group *subjects,
                              const kg__group *objects, kg__modality modality, uint32_t trigger,
                              const char *rule, double weight);
kg_status kg__construct_add(kg__builder *b, const char *property, const kg__group *subjects,
                            const kg__group *objects, kg__modality modality, uint32_t trigger,
                            const char *rule);

/** The states that the sentence names, or "the two" of it, or else those listed together shortly before. */
kg_status kg__states_about(const kg__builder *b, kg__group *group);

/** The chunk behind this preposition right behind a chunk, or -1. */
int32_t kg__chunk_complement(const kg__document *doc, uint32_t c, const char *preposition);

/** "X, Y and Z", each with phrases of its own: the chunks of the list that begins with this one. */
size_t kg__long_list(const kg__builder *b, uint32_t c, uint32_t *heads, size_t max);

/** The abilities that the phrases of a list name, as a whole or by the words before their heads. */
kg_status kg__abilities_of_list(const kg__builder *b, int32_t chunk, kg__group *group);

#endif
