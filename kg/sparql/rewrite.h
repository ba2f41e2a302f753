// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** The steps of rewriting algebra: each of a filter over a join whose parts were rewritten before. */
#ifndef KG_SPARQL_REWRITE_H
#define KG_SPARQL_REWRITE_H

#include "kg/sparql/algebra.h"

typedef struct kg__rewriter {
  kg__exec *exec;
  bool tables; ///< Conditions may become tables of values to join with
} kg__rewriter;

/** All of these, for a filter that got conditions; it may be no filter any more then. */
kg_status kg__rewrite_filter(kg__rewriter *r, kg__alg **alg);

/** Make groups within a join part of it; their conditions go to the filter around it. */
kg_status kg__rewrite_flatten(kg__rewriter *r, kg__alg *join, kg__alg *filter);

/** Whether conditions over rows that have `bound` say the same where `around` may be bound as well. */
kg_status kg__rewrite_can_widen(kg__rewriter *r, const kg__alg *alg, const kg__vars *bound,
                                const kg__vars *around, bool *can);

/** Take out the conditions that constants decide; `*nothing`: no row can pass. */
kg_status kg__rewrite_constants(kg__rewriter *r, kg__alg *filter, bool *nothing);

/** Make a join of a left join whose right side must have matched, for a condition needs what it binds. */
kg_status kg__rewrite_optional(kg__rewriter *r, kg__alg *filter);

/** Put constants, or another variable, in the place of variables that must be equal to them. */
kg_status kg__rewrite_equal(kg__rewriter *r, kg__alg *filter);

/** Move a condition into a pattern that binds its variables in each row; false if it has no place there. */
kg_status kg__rewrite_push(kg__rewriter *r, kg__alg **alg, kg__expr *expr, bool *pushed);

/** Move the conditions of a filter into the parts of its join. */
kg_status kg__rewrite_push_all(kg__rewriter *r, kg__alg *filter);

/** Let a part of a join that is OPTIONAL, MINUS or BIND come last, over a join of all else. */
kg_status kg__rewrite_lift(kg__rewriter *r, kg__alg **alg);

/** Rewrite a join whose parts were; it may be a filter over one then, or nothing. */
kg_status kg__rewrite_join(kg__rewriter *r, kg__alg **alg);

/** What a sub-select without modifiers selects from, its other variables renamed; null if it is none. */
kg_status kg__rewrite_select(kg__rewriter *r, const kg__alg *select, kg__alg **alg);

#endif
