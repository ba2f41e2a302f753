// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What is likely a mistake in a query, though it has an answer. */
#ifndef KG_SPARQL_WARN_H
#define KG_SPARQL_WARN_H

#include "kg/sparql/exec.h"

typedef struct kg__warnings {
  kg_str *items; ///< Sentences, in the query's arena
  size_t n;
} kg__warnings;

/**
   Look for patterns that nothing connects, variables that are used once, predicates and classes that the
   store does not have.  `namespaces`, for the names of IRIs, may be null.
*/
kg_status kg__warn(kg__exec *exec, const kg_namespaces *namespaces, kg__warnings *warnings);

#endif
