// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Learning entries of a lexicon from sentences with triples. */
#ifndef KG_LOADERS_LEARN_H
#define KG_LOADERS_LEARN_H

#include "kg/rdf.h"

typedef struct kg_learn_report {
  size_t sentences, unknown;       ///< Those of `unknown` have a relation that the ontology has not
  size_t held_out, guessed, right; ///< Of the sentences that were held out
  size_t entries;
} kg_learn_report;

/**
   Read JSON lines, {"text": ..., "triples": [{"sub", "rel", "obj"}]} with relations by their names or labels,
   and write a lexicon in Turtle.

   Every fifth sentence is held out first, to see how many are guessed right by what the others teach; then
   all teach.  KG_ERR_DATA with the line at fault.
*/
kg_status kg_learn(kg_world *world, const char *ontology, const char *path, const kg_limits *limits,
                   kg_output *output, kg_learn_report *report, kg_error *err);

#endif
