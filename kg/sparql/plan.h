// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   The planner: algebra to operators.

   Every plan begins at leaves that are fed: with nothing, or within EXISTS and OPTIONAL with the rows of
   the plan around it.
*/
#ifndef KG_SPARQL_PLAN_H
#define KG_SPARQL_PLAN_H

#include "kg/sparql/algebra.h"

typedef struct kg__planner {
  kg__exec *exec;
  const kg__feed *feed; ///< Of leaves; null: nothing
} kg__planner;

/** The plan of a pattern; `graph` is the active one of its outermost patterns. */
kg_status kg__plan_pattern(kg__planner *p, const kg__pattern *group, const kg__active *active, kg__op **op);

/** The plan of a query, or sub-select, as rows: no projection unless it is a SELECT. */
kg_status kg__plan_query(kg__planner *p, const kg__query *query, const kg__active *active, kg__op **op);

/** The plan of algebra. */
kg_status kg__plan_alg(kg__planner *p, const kg__alg *alg, kg__op **op);

/**
   The plan of a join with filters over it.

   @param input  What to extend; null: a leaf of its own.
*/
kg_status kg__plan_join(kg__planner *p, const kg__alg *join, kg__expr *const *filters, size_t n_filters,
                        const kg__active *active, kg__op **op);

/** Make ready an expression that rows of `vars` will be given to: constants, plans of EXISTS. */
kg_status kg__plan_expr(kg__planner *p, kg__expr *expr, const kg__op *rows, const kg__active *active);

/** Put a filter over a plan. */
kg_status kg__plan_filter(kg__planner *p, kg__expr *const *exprs, size_t n, const kg__active *active,
                          kg__op **op);

/** Whether an EXISTS is in it. */
bool kg__expr_has_exists(const kg__expr *expr);

// ---- estimate.c

/** How many quads fit the constants of a pattern. */
kg_status kg__estimate_quads(kg__exec *exec, const kg__quad_slots *quad, double *n);

/** How many rows a pattern gives for one row in which `bound` are bound. */
kg_status kg__estimate_link(kg__exec *exec, const kg__link *link, const kg__vars *bound, double *n);

#endif
