// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** The rules of a SELECT that its grammar cannot say (SPARQL, sections 16 and 19.8). */
#ifndef KG_SPARQL_SCOPE_H
#define KG_SPARQL_SCOPE_H

#include "kg/sparql/parse.h"

/** Check what is selected against what is visible and grouped, and expand `*`. */
kg_status kg__check_select(kg__parser *p, kg__query *query);

/** Select all variables that the pattern shows. */
kg_status kg__expand_star(kg__parser *p, kg__query *query);

/** Add the variables of an expression outside of its aggregates and EXISTS. */
kg_status kg__expr_vars(const kg__expr *expr, kg__vars *vars, kg_arena *arena);

/** Whether an EXISTS is in it. */
bool kg__expr_has_exists(const kg__expr *expr);

/** Whether an expression says the same of equal rows: no EXISTS, no aggregate, no RAND(). */
bool kg__expr_is_steady(const kg__expr *expr);

#endif
