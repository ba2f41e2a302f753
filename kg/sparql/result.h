// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#ifndef KG_SPARQL_RESULT_H
#define KG_SPARQL_RESULT_H

#include "kg/sparql/engine.h"
#include "kg/sparql/plan.h"
#include "kg/sparql/rowset.h"
#include "kg/sparql/warn.h"

/** Parse, plan and start a query. */
kg_status kg__result_begin(kg_txn *txn, kg_str text, const kg_query_options *options, kg_result **result,
                           kg_error *err);

/** Append the operators under `root`, and warnings, as text or JSON; with rows and time if they ran. */
kg_status kg__explain(kg__exec *exec, const kg__op *root, const kg__warnings *warnings, bool json,
                      kg_buf *buf);

/** A row of fixed variables for the leaves of a plan. */
kg_status kg__exec_bind(kg__exec *exec, const kg_binding *bindings, size_t n, kg__feed *feed);

/** A constant of a template: blank nodes get a label of the row's own. */
kg_status kg__template_term(const kg__node *node, uint64_t row, kg_arena *arena, kg_term *term);

/** The concise bounded descriptions of nodes, with labels of what they refer to, as triples of ids. */
kg_status kg__describe_nodes(kg__exec *exec, kg__rowset *nodes, kg__rowset *triples);

#endif
