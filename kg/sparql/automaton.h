// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** A property path as a finite automaton over edges of the graph. */
#ifndef KG_SPARQL_AUTOMATON_H
#define KG_SPARQL_AUTOMATON_H

#include "kg/sparql/exec.h"

typedef enum kg__step_kind { KG__STEP_NONE, KG__STEP_LINK, KG__STEP_NEGATED } kg__step_kind;

typedef struct kg__step {
  kg__step_kind kind;
  uint32_t from, to;
  bool back;      ///< Against the edge's direction
  kg_id link;     ///< The predicate
  kg_id *without; ///< Of KG__STEP_NEGATED: predicates that do not count
  size_t n_without;
} kg__step;

typedef struct kg__automaton {
  kg__step *steps;
  size_t n_steps;
  uint32_t n_states;
  uint32_t start, end;
} kg__automaton;

/** Make the automaton of a path, in the query's arena. */
kg_status kg__automaton_make(kg__exec *exec, const kg__path *path, kg__automaton *automaton);

#endif
