// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What the files that find out what a phrase stands for share. */
#ifndef KG_LOADERS_RESOLVE_H
#define KG_LOADERS_RESOLVE_H

#include "loaders/stages.h"

static inline bool
kg__fits(const kg__document *doc, int32_t entity, uint64_t wanted)
{
  return entity >= 0 && (kg__class_of(doc, entity) & wanted);
}

static inline bool
kg__is_state(const kg__document *doc, int32_t e)
{
  return kg__entity_is(doc, e, "State");
}

/** The entity that the token names, or -1. */
static inline int32_t
kg__mentioned_at(const kg__document *doc, uint32_t t)
{
  int32_t m = doc->tokens.items[t].mention;
  return m >= 0 ? doc->mentions.items[m].entity : -1;
}

/** antecedents.c: the number of the sentence that a token stands in. */
uint32_t kg__sentence_of(const kg__document *doc, uint32_t t);

/** speakers.c: those whom a "we" at the token means. */
void kg__speakers_group(const kg__document *doc, uint32_t t, uint64_t wanted, kg__group *group);

/** speakers.c: the `n` states that make a joint statement, or any number of them if 0, for "both sides", "the
   ministers" where nobody else can be meant; false if there are not as many. */
bool kg__joint_speakers(const kg__document *doc, const kg__chunk *c, size_t n, uint64_t wanted,
                        kg__group *group);

typedef enum kg__pronoun { KG__PRONOUN_THING, KG__PRONOUN_PERSON, KG__PRONOUN_MANY } kg__pronoun;

/** antecedents.c: those whom a pronoun of this kind, or a noun, at token `t` most likely means, of the
 * classes `considered`; only those of `wanted` are added.  False if there are none. */
bool kg__antecedent(const kg__document *doc, uint32_t t, kg__pronoun kind, uint64_t considered,
                    uint64_t wanted, kg__group *group);

/** antecedents.c: remember what the phrases of a sentence stand for. */
kg_status kg__sentence_referents(kg__document *doc, const kg__sentence *s);

// Each is false if the phrase is not of its kind; an empty group if it is, and nothing fits.

/** plurals.c: "both countries", "the three"; "the allies". */
bool kg__resolve_number(const kg__document *doc, const kg__chunk *c, uint64_t wanted, kg__group *group);
bool kg__resolve_plural(const kg__document *doc, const kg__chunk *c, uint64_t wanted, kg__group *group);

/** definite.c: "the latter"; "the agreement". */
bool kg__resolve_latter(const kg__document *doc, const kg__chunk *c, uint64_t wanted, kg__group *group);
bool kg__resolve_definite(const kg__document *doc, const kg__chunk *c, uint64_t wanted, kg__group *group);

/** plurals.c: the `n` states, six at most, that the document names most, the first named first; how many
 * there are. */
size_t kg__states_most_named(const kg__document *doc, size_t n, int32_t found[6]);

enum { KG__MAX_PAIR = 5 };

/** pairs.c: the states and organisations that the name of an event or agreement ties together: none or more
 * than one. */
kg_status kg__name_pair(kg__document *doc, const kg__mention *m, kg__group *members);

/** definite.c: the thing of these classes that was just spoken of, before a token; or -1. */
int32_t kg__thing_before(const kg__document *doc, uint32_t t, uint64_t classes);

/** definite.c: "his country": the state that the person leads, as far as the gazetteer or the text tell; -1.
 */
int32_t kg__country_of_person(kg__document *doc, const kg__chunk *c);

/** behalf.c: the states that a phrase belongs to: its possessor, a demonym or name in it, or what follows
 * with "of". */
kg_status kg__belongs_to(kg__document *doc, int32_t chunk, uint64_t wanted, kg__group *group);

/** behalf.c: "the government", "ministers". */
bool kg__speaks_for_state(const kg__document *doc, const kg__chunk *c);

/** behalf.c: "the threat of X", "the threat posed by X" is X, where a danger is wanted. */
kg_status kg__source_of_danger(kg__document *doc, int32_t chunk, uint64_t wanted, kg__group *group,
                               bool *found);

/** behalf.c: "Swedish brigades": where an actor is wanted, what belongs to a state stands for it. */
kg_status kg__actor_behind(kg__document *doc, int32_t chunk, uint64_t wanted, kg__group *group);

#endif
