// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Learning entries of a lexicon from sentences with triples. */
#ifndef KG_LOADERS_LEARN_H
#define KG_LOADERS_LEARN_H

#include "loaders/loader.h"

typedef struct kg_learn_report {
  size_t sentences, unknown;       ///< Those of `unknown` have a relation that the ontology has not
  size_t held_out, guessed, right; ///< Triples of the sentences that were held out
  size_t entries;
} kg_learn_report;

/**
   Read JSON lines and write a lexicon in Turtle.

   A line is {"text": ..., "triples": [{"sub", "rel", "obj"}]}, with relations by their names or labels; it
   tells all that its text states, so that an empty list teaches to find nothing.  A line with "sub", "rel"
   and "obj" of its own tells one triple, and what else the text states is left open.

   Every fifth line is held out first, to see how many triples are guessed right by what the others teach;
   then all teach.  KG_ERR_DATA with the line at fault.
*/
kg_status kg_learn(kg_world *world, const kg_loader_options *options, const char *path,
                   const kg_limits *limits, kg_output *output, kg_learn_report *report, kg_error *err);

#endif
