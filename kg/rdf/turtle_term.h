// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Terms as Turtle writes them. */
#ifndef KG_RDF_TURTLE_TERM_H
#define KG_RDF_TURTLE_TERM_H

#include "kg/base/map.h"
#include "kg/iri.h"
#include "kg/term.h"

typedef struct kg__turtle_names {
  const kg_namespaces *namespaces;
  kg__map used; ///< The prefixes that were written
} kg__turtle_names;

/** Append a term: prefixed names and short forms of numbers and booleans only where they read back the same.
 */
kg_status kg__turtle_term(kg__turtle_names *names, const kg_term *term, kg_buf *buf);

/** Append a predicate, "a" for rdf:type. */
kg_status kg__turtle_verb(kg__turtle_names *names, const kg_term *term, kg_buf *buf);

#endif
