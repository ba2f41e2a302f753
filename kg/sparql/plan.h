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

/** A planner of what is joined with the plan being made: it need not be fed with what that is. */
kg__planner kg__plan_beside(const kg__planner *p);

/** The plan of a pattern; `graph` is the active one of its outermost patterns. */
kg_status kg__plan_pattern(kg__planner *p, const kg__pattern *group, const kg__active *active, kg__op **op);

/**
   The plan of a query, or sub-select, as rows: no projection unless it is a SELECT.

   @param where  Its WHERE, if it is algebra already; else null
*/
kg_status kg__plan_query(kg__planner *p, const kg__query *query, const kg__alg *where,
                         const kg__active *active, kg__op **op);

/** The algebra of a pattern, rewritten unless plans are to be naive. */
kg_status kg__plan_make_alg(kg__planner *p, const kg__pattern *group, const kg__active *active,
                            kg__alg **alg);

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

/**
   Finish a plan: what nobody reads of its rows is not carried.

   @param needed  What will be read of its rows; null: all
   @param once    Whether equal rows are as good as one
*/
kg_status kg__plan_finish(kg__planner *p, kg__op *root, const kg__vars *needed, bool once);

/** Put a filter over a plan. */
kg_status kg__plan_filter(kg__planner *p, kg__expr *const *exprs, size_t n, const kg__active *active,
                          kg__op **op);

// ---- plan_outer.c

/** A semi, anti or left join with a pattern where that is right and cheaper than row by row; else null. */
kg_status kg__plan_half(kg__planner *p, kg__join_kind kind, kg__op *left, const kg__alg *alg, kg__op **op);

/** The same for a filter that is an EXISTS or NOT EXISTS. */
kg_status kg__plan_exists(kg__planner *p, const kg__expr *expr, const kg__active *active, kg__op *left,
                          kg__op **op);

// ---- estimate.c

/** How many quads fit the constants of a pattern. */
kg_status kg__estimate_quads(kg__exec *exec, const kg__quad_slots *quad, double *n);

/** What is known of a pattern, asked for once. */
typedef struct kg__link_stats {
  bool counted, looked[3];
  double all;               ///< Quads that fit its constants
  double values[3];         ///< Values of a place under its predicate
  const kg__ranges *ranges; ///< Of its object, by filters; null: anything
} kg__link_stats;

/** Make `all` known, and `values` of a place if it is not negative. */
kg_status kg__estimate_values(kg__exec *exec, const kg__quad_slots *quad, kg__link_stats *stats, int place);

/** How many rows a pattern gives for one row in which `bound` are bound. */
kg_status kg__estimate_link(kg__exec *exec, const kg__link *link, kg__link_stats *stats,
                            const kg__vars *bound, double *n);

/** What a pattern gives for each row in which some variables are bound, and what that takes. */
typedef struct kg__guess {
  double rows;
  double cost; ///< Nanoseconds
} kg__guess;

/** Guess of a path, whose ends are bound or not. */
kg_status kg__estimate_path(kg__exec *exec, const kg__link *link, bool from, bool to, kg__guess *guess);

/** Guess of any pattern. */
kg_status kg__estimate_alg(kg__exec *exec, const kg__alg *alg, const kg__vars *bound, kg__guess *guess);

// ---- plan_feed.c

/**
   Whether a pattern can be planned over rows that bind `vars`, which it binds in each row itself: what it
   gives then are its rows that agree with one of them.
*/
bool kg__alg_can_feed(const kg__alg *alg, const kg__vars *vars);

/** The plan of a pattern as the right side of a join, fed with what the left rows bind of its variables. */
kg_status kg__plan_fed(kg__planner *p, const kg__op *left, const kg__alg *alg, kg__feed **feed,
                       kg__op **right);

/** The same if it can be, and is expected to take less than by itself; else `*feed` is null. */
kg_status kg__plan_right(kg__planner *p, const kg__op *left, const kg__alg *alg, kg__feed **feed,
                         kg__op **right);

// ---- plan_range.c

/** Make known the ranges of each pattern of a join whose object filters compare with constants. */
kg_status kg__plan_ranges(kg__planner *p, const kg__alg *join, kg__expr *const *filters, size_t n,
                          kg__link_stats *stats);

/** Whether a filter is a comparison of `var` from which ranges follow. */
bool kg__expr_is_bound_of(const kg__expr *expr, kg__var var);

/** How many quads a scan that is sorted by a variable, or KG__NO_VAR for any order, must read. */
double kg__link_reads(const kg__link_stats *stats, kg__var by);

// ---- plan_order.c

typedef enum kg__way {
  KG__WAY_LOOK_UP,   ///< Row by row
  KG__WAY_MERGE,     ///< By what both are sorted by
  KG__WAY_HASH,      ///< The pattern in memory
  KG__WAY_HASH_LEFT, ///< The plan so far in memory
  KG__WAY_INTERSECT, ///< Several patterns at once, in memory
  KG__WAY_FEED       ///< A part is given the rows so far, batch by batch
} kg__way;

/** What it takes, in nanoseconds, to extend `rows` to `out` rows with a pattern that fits `all` quads. */
double kg__way_cost(kg__way way, double rows, double all, double out);

/** A pattern or part, how it is joined to those before, and what a scan of it should be sorted by. */
typedef struct kg__order_step {
  size_t items; ///< Bits: links, then parts; one but for KG__WAY_INTERSECT, whose open variable is `by`
  kg__way way;
  kg__var by;  ///< Or KG__NO_VAR
  double rows; ///< Expected behind it
} kg__order_step;

enum { KG__ORDER_MOST = 10 }; ///< Patterns and parts that kg__plan_order() can order

/**
   The cheapest order of a join's patterns and parts; no steps if it finds none.

   @param rarity  By variable: which part of rows the filters on it let through
*/
kg_status kg__plan_order(kg__planner *p, const kg__alg *join, kg__link_stats *stats, const double *rarity,
                         kg__order_step steps[KG__ORDER_MOST], size_t *n_steps);

#endif
