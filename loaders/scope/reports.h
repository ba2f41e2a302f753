// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Words that say, and clauses that report what stands before them. */
#ifndef KG_LOADERS_REPORTS_H
#define KG_LOADERS_REPORTS_H

#include "loaders/stages.h"

/** Whether the word is a form of a verb of saying. */
bool kg__says(const kg__document *doc, uint32_t t);

/** The word that is the subject of a verb, or -1. */
int32_t kg__sayer(const kg__document *doc, const kg__sentence *s, uint32_t verb);

/** Whether the token is a comma, or a mark that a quotation ends with. */
bool kg__closes(const kg__document *doc, uint32_t t);

bool kg__finite_at(const kg__document *doc, uint32_t t);

/** A clause that reports what stands before it: ", X said", ", said X". */
typedef struct kg__report {
  uint32_t open, verb; ///< The comma or quotation mark before it, the word that says
  uint32_t speaker;
} kg__report;

/** Whether the verb makes such a clause. */
bool kg__report_at(const kg__document *doc, const kg__sentence *s, uint32_t verb, kg__report *r);

// charges.c

/** "accused X of supporting Y" */
bool kg__accuses(const kg__document *doc, uint32_t verb);

/** "regards X as part of Y" */
bool kg__judges(const kg__document *doc, uint32_t verb);

/** "denies supporting Y" */
bool kg__denies(const kg__document *doc, uint32_t verb);

/** "reported a rise in X": whether a verb tells of what its object says. */
bool kg__tells_of_object(const kg__document *doc, uint32_t verb);

/** The word for whose "claim", "view" or "finding" a noun is; -1 if it is none of these, or nobody's. */
int32_t kg__holder_of(const kg__document *doc, uint32_t noun);

/** "allegations of", "reports of" */
bool kg__is_charge(const kg__document *doc, uint32_t noun);

#endif
