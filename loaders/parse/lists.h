// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Between the files that find lists of phrases: what joins them, which go together, which say the same. */
#ifndef KG_LOADERS_LISTS_H
#define KG_LOADERS_LISTS_H

#include "loaders/parse/phrases.h"

/** What joins two phrases. */
typedef enum kg__joint { KG__JOINT_NONE, KG__JOINT_COMMA, KG__JOINT_AND, KG__JOINT_EXAMPLES } kg__joint;

/** joints.c: what stands from one token up to another. */
kg__joint kg__joint_between(const kg__document *doc, const kg__sentence *s, uint32_t from, uint32_t to);

/** joints.c: a dash, but no hyphen. */
bool kg__is_dash(const kg__document *doc, const kg__sentence *s, uint32_t t);

/** joints.c: "states", "allies": a plural that names nobody. */
bool kg__is_common_plural(const kg__document *doc, const kg__sentence *s, uint32_t t);

/** joints.c: "its neighbours - X, Y, and Z - agreed". */
bool kg__names_between_dashes(const kg__document *doc, const kg__sentence *s, uint32_t dash);

/** coordination.c: what joins phrase `k` to `i` in a list. */
kg__joint kg__joint_after(const kg__document *doc, const kg__sentence *s, uint32_t i, uint32_t k);

/** coordination.c: the same for the phrase `k` that comes next behind `i` and what hangs on it. */
kg__joint kg__joint_past(const kg__document *doc, const kg__sentence *s, uint32_t i, uint32_t *k);

/** coordination.c: the next phrase that stands for a thing; possessors are passed over. */
uint32_t kg__chunk_following(const kg__document *doc, uint32_t i);

/** coordination.c: the token with which a phrase begins, its possessor too. */
uint32_t kg__chunk_start(const kg__document *doc, uint32_t i);

/** coordination.c: the last phrase of those that hang on a common noun by prepositions; else `i`. */
uint32_t kg__past_complements(const kg__document *doc, uint32_t i);

/** coordination.c: "along with X": the last word before a phrase, or 0. */
uint32_t kg__company_before(const kg__document *doc, const kg__sentence *s, const kg__chunk *c);

/** coordination.c: "the minister for A of B, X": whether `k` holds the office `i`. */
bool kg__holder_behind(const kg__document *doc, const kg__sentence *s, uint32_t i, uint32_t k);

/** appositions.c: "X, Y's partner and ally, left": whether the second phrase says again what the first is. */
bool kg__apposition_opens(const kg__document *doc, const kg__sentence *s, uint32_t first, uint32_t second);

/** appositions.c: "the minister, X": by the tree `k` is the name of `i`. */
bool kg__apposition_names(const kg__document *doc, uint32_t i, uint32_t k);

/** appositions.c: whether `k` was found to hold an office that a phrase before it names. */
bool kg__apposition_holds_office(const kg__document *doc, const kg__sentence *s, uint32_t k);

/** appositions.c: find what says again what a phrase says. */
void kg__apposition_find(kg__document *doc, const kg__sentence *s, uint32_t i);

/** appositions.c: "X and Y, allies of Z, ...": the same for a list of names. */
void kg__apposition_of_all(kg__document *doc, const kg__sentence *s, uint32_t first, uint32_t last);

/** company.c: "X and Y's pact": names that share what is the last one's. */
void kg__company_of_owner(kg__document *doc, const kg__sentence *s, uint32_t thing);

/** company.c: "Like X, Y joined Z". */
void kg__company_alike(kg__document *doc, const kg__sentence *s);

/** company.c: "X signed it, along with Y and Z". */
void kg__company_behind(kg__document *doc, const kg__sentence *s, uint32_t i);

/** company.c: "Thirty countries take part in the drill, including X and Y". */
void kg__company_examples(kg__document *doc, const kg__sentence *s);

/** Make phrases a list with the first, behind whose preposition they all stand. */
static inline void
kg__list_link(kg__document *doc, uint32_t first, const uint32_t *members, size_t n)
{
  int32_t at = (int32_t)first;
  for (size_t i = 0; i < n; i++) {
    doc->chunks.items[at].next = (int32_t)members[i];
    at = (int32_t)members[i];
    doc->chunks.items[at].list = (int32_t)first;
    doc->chunks.items[at].prep = doc->chunks.items[first].prep;
  }
}

#endif
