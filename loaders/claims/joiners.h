// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Who takes part in what: what joiners.c asks of a thing and of those near it. */
#ifndef KG_LOADERS_JOINERS_H
#define KG_LOADERS_JOINERS_H

#include "loaders/claims/construct.h"

enum { KG__MOST_JOINERS = 7 };

/** joinables.c: whether a thing that is mentioned from this token on is there to be joined. */
bool kg__is_joinable(const kg__document *doc, uint32_t t, int32_t thing);

/** joinables.c: whether it is nobody's in particular: "such arrangements". */
bool kg__is_anyones(const kg__document *doc, uint32_t t, int32_t thing);

/** joinables.c: whether it has two sides that a text is bound to name: a treaty has. */
bool kg__is_mutual(const kg__document *doc, uint32_t t);

/** joinables.c: whether a noun is for those who have joined the same: "ally". */
bool kg__is_peer(const kg__document *doc, uint32_t t);

/** outsiders.c: the verb in whose clause a token stands: the nearest before it, else the one behind; null. */
const kg__verb *kg__verb_around(const kg__document *doc, uint32_t t);

/** outsiders.c: whether a word of place or a danger keeps whom the token names out of what is told. */
bool kg__is_kept_outside(const kg__document *doc, uint32_t t);

/** outsiders.c: whether the gazetteer lists who has joined the thing, and this one is not among them. */
bool kg__is_known_outsider(const kg__document *doc, int32_t agent, int32_t thing);

/** outsiders.c: whether whom the token `agent` names takes no part in the thing named at `t`, around which
 * stands `v`, or null. */
bool kg__is_outsider(const kg__document *doc, uint32_t agent, uint32_t t, const kg__verb *v);

#endif
