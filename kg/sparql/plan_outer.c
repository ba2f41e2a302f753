// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// OPTIONAL, MINUS and EXISTS as joins: where what both sides share is bound in every row of both, a merge or
// hash join says the same as looking up row by row, and is cheaper for many rows.

#include "kg/sparql/plan.h"
#include "kg/sparql/scope.h"

// Whether a pattern is but quads, perhaps with filters over these.
static kg_status
is_plain(kg__planner *p, const kg__alg *alg, bool *is)
{
  kg__vars used = {0};
  const kg__alg *join = alg->kind == KG__ALG_FILTER ? alg->parts[0] : alg;
  *is = join->kind == KG__ALG_JOIN && join->n_links && !join->n_parts;
  for (size_t i = 0; *is && i < join->n_links; i++)
    *is = !join->links[i].path && !join->links[i].unfold;
  for (size_t i = 0; *is && alg != join && i < alg->n_exprs; i++) {
    *is = !kg__expr_has_exists(alg->exprs[i]);
    KG_TRY(kg__expr_vars(alg->exprs[i], &used, p->exec->arena));
  }
  for (kg__var v = 0; *is && kg__vars_next(&used, &v); v++)
    *is = kg__vars_has(&join->vars, v);
  return KG_OK;
}

// Whether to put values in the place of variables says the same as to join: conditions see but what their own
// group always binds.
static kg_status
is_joinable(kg__planner *p, const kg__alg *alg, bool *is)
{
  kg__vars used = {0};
  *is = alg->kind == KG__ALG_FILTER || alg->kind == KG__ALG_JOIN || alg->kind == KG__ALG_UNION ||
        alg->kind == KG__ALG_VALUES;
  for (size_t i = 0; *is && i < alg->n_links; i++)
    *is = !alg->links[i].unfold;
  for (size_t i = 0; *is && i < alg->n_exprs; i++) {
    *is = kg__expr_is_steady(alg->exprs[i]);
    KG_TRY(kg__expr_vars(alg->exprs[i], &used, p->exec->arena));
  }
  for (kg__var v = 0; *is && kg__vars_next(&used, &v); v++)
    *is = kg__vars_has(&alg->certain, v);
  for (size_t i = 0; *is && i < alg->n_parts; i++)
    KG_TRY(is_joinable(p, alg->parts[i], is));
  return KG_OK;
}

// What a join costs, against running the pattern for each of the rows.
static kg_status
is_cheaper_joined(kg__planner *p, const kg__op *left, const kg__alg *alg, bool *is)
{
  enum { ROW = 30, RUN = 2000, FED_ROW = 100, BATCH = 20000 };
  static const kg__vars none;
  kg__guess whole, fed;
  double rows = left->estimate;
  KG_TRY(kg__estimate_alg(p->exec, alg, &none, &whole));
  KG_TRY(kg__estimate_alg(p->exec, alg, &left->certain, &fed));
  double joined = whole.cost + whole.rows * ROW, by_batch = rows * (fed.cost + FED_ROW) + BATCH;
  *is = rows * (fed.cost + RUN) > (joined < by_batch ? joined : by_batch);
  return KG_OK;
}

// What reading all of its patterns costs, against looking each up for each of the rows.
static kg_status
is_cheaper_whole(kg__planner *p, const kg__alg *alg, double rows, bool *is)
{
  enum { ROW = 40, LOOK_UP = 900 };
  const kg__alg *join = alg->kind == KG__ALG_FILTER ? alg->parts[0] : alg;
  double all = 0;
  for (size_t i = 0; i < join->n_links; i++) {
    double n;
    KG_TRY(kg__estimate_quads(p->exec, &join->links[i].quad, &n));
    all += n;
  }
  *is = all * ROW < rows * (double)join->n_links * LOOK_UP;
  return KG_OK;
}

// Whether all that two plans share is bound in each row of both, and they share something.
static bool
share_only_bound(const kg__op *left, const kg__op *right)
{
  bool any = false;
  for (kg__var v = 0; kg__vars_next(&right->vars, &v); v++) {
    if (!kg__vars_has(&left->vars, v))
      continue;
    if (!kg__vars_has(&left->certain, v) || !kg__vars_has(&right->certain, v))
      return false;
    any = true;
  }
  return any;
}

static kg_status
join(kg__join_kind kind, kg__op *left, kg__op *right, kg__op **op)
{
  if (!kg__ops_merge(left, right) && left->sort.n)
    kg__op_scan_sort(right, left->sort.vars, 1);
  return kg__ops_merge(left, right) ? kg__op_merge(kind, left, right, left->sort.vars[0], op)
                                    : kg__op_join(kind, left, right, NULL, NULL, op);
}

kg_status
kg__plan_half(kg__planner *p, kg__join_kind kind, kg__op *left, const kg__alg *alg, kg__op **op)
{
  kg__op *right;
  bool plain;
  *op = NULL;
  if (p->feed || p->exec->naive)
    return KG_OK;
  KG_TRY(is_plain(p, alg, &plain));
  if (plain)
    KG_TRY(is_cheaper_whole(p, alg, left->estimate, &plain));
  if (!plain)
    return KG_OK;
  KG_TRY(kg__plan_alg(p, alg, &right));
  return share_only_bound(left, right) ? join(kind, left, right, op) : KG_OK;
}

// EXISTS of a pattern that is more than quads.
static kg_status
plan_half_of_any(kg__planner *p, kg__join_kind kind, kg__op *left, const kg__alg *alg, kg__op **op)
{
  kg__feed *feed;
  kg__op *right;
  bool can;
  if (p->feed || p->exec->naive)
    return KG_OK;
  KG_TRY(is_joinable(p, alg, &can));
  if (can)
    KG_TRY(is_cheaper_joined(p, left, alg, &can));
  if (!can)
    return KG_OK;
  KG_TRY(kg__plan_right(p, left, alg, &feed, &right));
  if (!share_only_bound(left, right))
    return KG_OK;
  KG_TRY(kg__op_join(kind, left, right, NULL, NULL, op));
  return kg__op_join_feed(*op, feed);
}

kg_status
kg__plan_exists(kg__planner *p, const kg__expr *expr, const kg__active *active, kg__op *left, kg__op **op)
{
  kg__alg *alg;
  *op = NULL;
  if (expr->kind != KG__EXPR_EXISTS && expr->kind != KG__EXPR_NOT_EXISTS)
    return KG_OK;
  KG_TRY(kg__plan_make_alg(p, expr->pattern, active, &alg));
  kg__join_kind kind = expr->kind == KG__EXPR_EXISTS ? KG__JOIN_SEMI : KG__JOIN_ANTI;
  bool plain;
  KG_TRY(is_plain(p, alg, &plain));
  return plain ? kg__plan_half(p, kind, left, alg, op) : plan_half_of_any(p, kind, left, alg, op);
}
