// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Answers of queries as text, for tests. */
#ifndef KG_TESTS_SUPPORT_SPARQL_H
#define KG_TESTS_SUPPORT_SPARQL_H

#include "tests/support/store.h"

/** Put TriG into a store; the prefix : is http://example.org/, xsd: and rdf: are known. */
void store_read(kg_store *store, kg_str trig);

/**
   The answer of a query, a line for each row or triple, sorted unless `ordered`; or "true", "false"; or
   "error: " and the message.  Terms are in N-Triples' form with `:` and `xsd:` for what they stand for.
   free() it.
*/
char *store_ask(kg_store *store, kg_str query, bool ordered, const kg_query_options *options);

/** How many lines an answer has. */
size_t lines_of(const char *answer);

/** Run an update, and commit: "" or "error: " and the message.  free() it. */
char *store_update(kg_store *store, kg_str update);

/** All quads, a line for each, sorted.  free() it. */
char *store_quads(kg_store *store);

#endif
