// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/plan.h"
#include "kg/sparql/expr_eval.h"
#include "kg/sparql/scope.h"

// ---- expressions

static kg_status
plan_exists(kg__planner *p, kg__expr *expr, const kg__op *rows, const kg__active *active)
{
  kg__exists *exists = kg_arena_calloc(p->exec->arena, 1, sizeof *exists);
  if (!exists)
    return KG_ERR_NOMEM;
  exists->feed = (kg__feed){.number = KG__NO_VAR, .vars = rows->vars, .certain = rows->certain};
  kg__planner inner = {p->exec, &exists->feed};
  KG_TRY(kg__push(p->exec->arena, p->exec->exists, p->exec->n_exists, exists));
  expr->plan = exists;
  return kg__plan_pattern(&inner, expr->pattern, active, &exists->root);
}

static kg_status
plan_exists_in(kg__planner *p, kg__expr *expr, const kg__op *rows, const kg__active *active)
{
  if (expr->kind == KG__EXPR_EXISTS || expr->kind == KG__EXPR_NOT_EXISTS)
    return plan_exists(p, expr, rows, active);
  for (size_t i = 0; i < expr->n_args; i++)
    KG_TRY(plan_exists_in(p, expr->args[i], rows, active));
  return KG_OK;
}

kg_status
kg__plan_expr(kg__planner *p, kg__expr *expr, const kg__op *rows, const kg__active *active)
{
  KG_TRY(kg__expr_prepare(expr, p->exec->arena, p->exec->err));
  return plan_exists_in(p, expr, rows, active);
}

kg_status
kg__plan_filter(kg__planner *p, kg__expr *const *exprs, size_t n, const kg__active *active, kg__op **op)
{
  for (size_t i = 0; i < n; i++)
    KG_TRY(kg__plan_expr(p, exprs[i], *op, active));
  return kg__op_filter(*op, exprs, n, op);
}

kg__planner
kg__plan_beside(const kg__planner *p)
{
  return (kg__planner){p->exec, p->feed && p->feed->joined ? NULL : p->feed};
}

// ---- OPTIONAL and MINUS

// Whether a pattern can be fed row by row with the same result: it only looks things up, in order.
static kg_status
is_lookup(kg__planner *p, const kg__alg *alg, bool *is)
{
  kg__vars used = {0};
  *is = false;
  if (alg->kind == KG__ALG_JOIN) {
    *is = alg->n_parts == 0;
    return KG_OK;
  }
  if (alg->kind != KG__ALG_FILTER)
    return KG_OK;
  KG_TRY(is_lookup(p, alg->parts[0], is));
  for (size_t i = 0; *is && i < alg->n_exprs; i++) {
    *is = !kg__expr_has_exists(alg->exprs[i]);
    KG_TRY(kg__expr_vars(alg->exprs[i], &used, p->exec->arena));
  }
  for (kg__var v = 0; *is && kg__vars_next(&used, &v); v++)
    *is = kg__vars_has(&alg->vars, v);
  return KG_OK;
}

static kg_status
plan_and(kg__planner *p, kg__expr *const *exprs, size_t n, kg__expr **both)
{
  *both = n == 1 ? exprs[0] : NULL;
  if (n < 2)
    return KG_OK;
  *both = kg_arena_calloc(p->exec->arena, 1, sizeof **both);
  if (!*both)
    return KG_ERR_NOMEM;
  (*both)->kind = KG__EXPR_AND;
  (*both)->args = (kg__expr **)exprs;
  (*both)->n_args = n;
  return KG_OK;
}

static kg_status
plan_fed_optional(kg__planner *p, const kg__alg *alg, kg__op *left, kg__op **right, kg__feed **feed)
{
  kg_arena *arena = p->exec->arena;
  *feed = kg_arena_calloc(arena, 1, sizeof **feed);
  if (!*feed)
    return KG_ERR_NOMEM;
  (*feed)->number = kg__exec_new_var(p->exec);
  (*feed)->vars = left->vars;
  (*feed)->certain = left->certain;
  kg__planner inner = {p->exec, *feed};
  return kg__plan_alg(&inner, alg->parts[1], right);
}

// Rows that the condition sees: those of both sides.
static kg_status
plan_condition(kg__planner *p, kg__expr *condition, const kg__alg *alg, const kg__op *left,
               const kg__op *right)
{
  kg__op both = *left;
  both.vars = both.certain = (kg__vars){0};
  if (!condition)
    return KG_OK;
  KG_TRY(kg__vars_add_all(&both.vars, &left->vars, p->exec->arena));
  KG_TRY(kg__vars_add_all(&both.vars, &right->vars, p->exec->arena));
  KG_TRY(kg__vars_add_all(&both.certain, &left->certain, p->exec->arena));
  KG_TRY(kg__vars_add_all(&both.certain, &right->certain, p->exec->arena));
  return kg__plan_expr(p, condition, &both, &alg->active);
}

static kg_status
plan_leftjoin(kg__planner *p, const kg__alg *alg, kg__op **op)
{
  kg__planner beside = kg__plan_beside(p);
  kg__op *left, *right;
  kg__feed *feed;
  kg__expr *condition;
  bool lookup;
  KG_TRY(kg__plan_alg(p, alg->parts[0], &left));
  KG_TRY(plan_and(p, alg->exprs, alg->n_exprs, &condition));
  if (!alg->n_exprs) {
    KG_TRY(kg__plan_half(&beside, KG__JOIN_LEFT, left, alg->parts[1], op));
    if (*op)
      return KG_OK;
  }
  KG_TRY(is_lookup(p, alg->parts[1], &lookup));
  if (lookup && !p->exec->naive) {
    KG_TRY(plan_fed_optional(p, alg, left, &right, &feed));
    KG_TRY(plan_condition(p, condition, alg, left, right));
    return kg__op_optional(left, right, feed, condition, op);
  }
  KG_TRY(kg__plan_right(&beside, left, alg->parts[1], &feed, &right));
  KG_TRY(plan_condition(p, condition, alg, left, right));
  KG_TRY(kg__op_join(KG__JOIN_LEFT, left, right, condition, NULL, op));
  return kg__op_join_feed(*op, feed);
}

static kg_status
plan_minus(kg__planner *p, const kg__alg *alg, kg__op **op)
{
  kg__planner beside = kg__plan_beside(p);
  kg__op *left, *right;
  kg__feed *feed;
  KG_TRY(kg__plan_alg(p, alg->parts[0], &left));
  KG_TRY(kg__plan_half(&beside, KG__JOIN_ANTI, left, alg->parts[1], op));
  if (*op)
    return KG_OK;
  KG_TRY(kg__plan_right(&beside, left, alg->parts[1], &feed, &right));
  KG_TRY(kg__op_join(KG__JOIN_MINUS, left, right, NULL, beside.feed ? &beside.feed->vars : NULL, op));
  return kg__op_join_feed(*op, feed);
}

// ---- the rest

static kg_status
plan_union(kg__planner *p, const kg__alg *alg, kg__op **op)
{
  kg__op *left, *right;
  KG_TRY(kg__plan_alg(p, alg->parts[0], &left));
  KG_TRY(kg__plan_alg(p, alg->parts[1], &right));
  return kg__op_union(left, right, op);
}

static kg_status
plan_extend(kg__planner *p, const kg__alg *alg, kg__op **op)
{
  KG_TRY(kg__plan_alg(p, alg->parts[0], op));
  KG_TRY(kg__plan_expr(p, alg->exprs[0], *op, &alg->active));
  return kg__op_extend(*op, alg->var, alg->exprs[0], op);
}

static kg_status
plan_graph(kg__planner *p, const kg__alg *alg, kg__op **op)
{
  KG_TRY(kg__plan_alg(p, alg->parts[0], op));
  return kg__op_graph(p->exec, *op, &alg->active.graph, alg->active.current, op);
}

static kg_status
plan_values(kg__planner *p, const kg__alg *alg, kg__op **op)
{
  kg__op *leaf;
  KG_TRY(kg__op_values(p->exec, alg->values, op));
  if (!p->feed || p->feed->joined)
    return KG_OK;
  KG_TRY(kg__op_feed(p->exec, p->feed, &leaf));
  return kg__op_join(KG__JOIN_INNER, leaf, *op, NULL, NULL, op);
}

// A sub-select sees of the rows around it only the variables that it selects.
static kg_status
plan_select(kg__planner *p, const kg__alg *alg, kg__op **op)
{
  if (!p->feed || p->feed->joined)
    return kg__plan_query(p, alg->query, alg->parts[0], &alg->active, op);
  kg__feed *feed = kg_arena_calloc(p->exec->arena, 1, sizeof *feed);
  if (!feed)
    return KG_ERR_NOMEM;
  *feed = (kg__feed){.parent = p->feed, .number = KG__NO_VAR};
  for (kg__var v = 0; kg__vars_next(&alg->vars, &v); v++) {
    if (kg__vars_has(&p->feed->vars, v))
      KG_TRY(kg__vars_add(&feed->vars, v, p->exec->arena));
    if (kg__vars_has(&p->feed->certain, v))
      KG_TRY(kg__vars_add(&feed->certain, v, p->exec->arena));
  }
  kg__planner inner = {p->exec, feed};
  return kg__plan_query(&inner, alg->query, alg->parts[0], &alg->active, op);
}

static kg_status
plan_service(kg__planner *p, const kg__alg *alg, kg__op **op)
{
  kg__op *leaf;
  KG_TRY(kg__op_feed(p->exec, p->feed, &leaf));
  return kg__op_service(leaf, alg->pattern, op);
}

kg_status
kg__plan_alg(kg__planner *p, const kg__alg *alg, kg__op **op)
{
  switch (alg->kind) {
  case KG__ALG_JOIN:
    return kg__plan_join(p, alg, NULL, 0, &alg->active, op);
  case KG__ALG_FILTER:
    return kg__plan_join(p, alg->parts[0], alg->exprs, alg->n_exprs, &alg->active, op);
  case KG__ALG_LEFTJOIN:
    return plan_leftjoin(p, alg, op);
  case KG__ALG_UNION:
    return plan_union(p, alg, op);
  case KG__ALG_MINUS:
    return plan_minus(p, alg, op);
  case KG__ALG_EXTEND:
    return plan_extend(p, alg, op);
  case KG__ALG_GRAPH:
    return plan_graph(p, alg, op);
  case KG__ALG_VALUES:
    return plan_values(p, alg, op);
  case KG__ALG_SELECT:
    return plan_select(p, alg, op);
  case KG__ALG_SERVICE:
    return plan_service(p, alg, op);
  }
  return KG_ERR_ARGUMENT;
}

kg_status
kg__plan_make_alg(kg__planner *p, const kg__pattern *group, const kg__active *active, kg__alg **alg)
{
  KG_TRY(kg__alg_make(p->exec, group, active, alg));
  return p->exec->naive ? KG_OK : kg__alg_rewrite(p->exec, !p->feed, alg);
}

kg_status
kg__plan_pattern(kg__planner *p, const kg__pattern *group, const kg__active *active, kg__op **op)
{
  kg__alg *alg;
  KG_TRY(kg__plan_make_alg(p, group, active, &alg));
  return kg__plan_alg(p, alg, op);
}

kg_status
kg__plan_finish(kg__planner *p, kg__op *root, const kg__vars *needed, bool once)
{
  static const kg__vars none;
  if (p->exec->naive)
    return KG_OK;
  KG_TRY(kg__op_need(root, needed ? needed : &root->vars, once));
  for (size_t i = 0; i < p->exec->n_exists; i++)
    KG_TRY(kg__op_need(p->exec->exists[i]->root, &none, true));
  return KG_OK;
}
