// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// Conditions of a filter: those that constants decide are decided now, those that fail where OPTIONAL left a
// variable open make a join of it, and the others move into the parts that bind their variables in each row.

#include "kg/sparql/rewrite.h"
#include "kg/sparql/expr_eval.h"
#include "kg/sparql/scope.h"

// ---- constants

static kg_status
is_constant(kg__exec *exec, const kg__expr *expr, bool *is)
{
  kg__vars used = {0};
  kg__var v = 0;
  *is = kg__expr_is_steady(expr);
  KG_TRY(kg__expr_vars(expr, &used, exec->arena));
  *is = *is && !kg__vars_next(&used, &v);
  return KG_OK;
}

kg_status
kg__rewrite_constants(kg__rewriter *r, kg__alg *filter, bool *nothing)
{
  static const kg__rows none;
  kg__exec *exec = r->exec;
  size_t n = 0;
  *nothing = false;
  for (size_t i = 0; i < filter->n_exprs && !*nothing; i++) {
    bool constant, holds = false;
    KG_TRY(is_constant(exec, filter->exprs[i], &constant));
    if (constant) {
      KG_TRY(kg__expr_prepare(filter->exprs[i], exec->arena, exec->err));
      kg_arena_clear(exec->scratch);
      KG_TRY(kg__exec_test(exec, filter->exprs[i], &none, 0, &holds));
      *nothing = !holds;
    }
    filter->exprs[n] = filter->exprs[i];
    n += !constant;
  }
  filter->n_exprs = n;
  return KG_OK;
}

// ---- OPTIONAL that must match

// Whether an expression is an error where `var` is not bound.
static bool
is_strict(const kg__expr *expr, kg__var var)
{
  bool all = expr->kind == KG__EXPR_OR || expr->kind == KG__EXPR_AND;
  size_t n = expr->n_args;
  if (expr->kind == KG__EXPR_VAR)
    return expr->var == var;
  if (expr->function && (expr->function->flags & (KG__FUNCTION_LAZY | KG__FUNCTION_ERRORS)))
    return false;
  if (expr->kind == KG__EXPR_IN || expr->kind == KG__EXPR_NOT_IN)
    n = n > 1; // of an empty list neither is an error
  for (size_t i = 0; i < n; i++)
    if (is_strict(expr->args[i], var) != all)
      return !all;
  return n && all;
}

// Whether it is an error, or false, then.
static bool
rejects_unbound(const kg__expr *expr, kg__var var)
{
  bool all = expr->kind == KG__EXPR_OR;
  if (expr->kind == KG__EXPR_CALL && expr->function && kg_str_equal(expr->function->name, KG_STR("BOUND")))
    return expr->args[0]->var == var;
  if (!all && expr->kind != KG__EXPR_AND)
    return is_strict(expr, var);
  for (size_t i = 0; i < expr->n_args; i++)
    if (rejects_unbound(expr->args[i], var) != all)
      return !all;
  return all;
}

static bool
must_match(const kg__alg *filter, const kg__alg *left_join)
{
  const kg__vars *right = &left_join->parts[1]->certain;
  for (size_t i = 0; i < filter->n_exprs; i++)
    for (kg__var v = 0; kg__vars_next(right, &v); v++)
      if (!kg__vars_has(&left_join->parts[0]->vars, v) && rejects_unbound(filter->exprs[i], v))
        return true;
  return false;
}

// The join of both sides, if the condition means the same among all that is joined.
static kg_status
join_sides(kg__rewriter *r, kg__alg *filter, kg__alg **part)
{
  kg__exec *exec = r->exec;
  kg__alg *left_join = *part, *both;
  bool can;
  KG_TRY(kg__alg_join(exec, &left_join->active, left_join->parts[0], &both));
  KG_TRY(kg__push(exec->arena, both->parts, both->n_parts, left_join->parts[1]));
  KG_TRY(kg__vars_add_all(&both->vars, &left_join->vars, exec->arena));
  KG_TRY(kg__alg_set_certain(exec, both));
  KG_TRY(kg__rewrite_can_widen(r, left_join, &both->certain, &filter->parts[0]->vars, &can));
  for (size_t i = 0; can && i < left_join->n_exprs; i++)
    KG_TRY(kg__push(exec->arena, filter->exprs, filter->n_exprs, left_join->exprs[i]));
  if (can)
    *part = both;
  return KG_OK;
}

kg_status
kg__rewrite_optional(kg__rewriter *r, kg__alg *filter)
{
  kg__alg *join = filter->parts[0];
  for (size_t i = 0; i < join->n_parts; i++) {
    kg__alg *part = join->parts[i];
    if (part->kind != KG__ALG_LEFTJOIN || !must_match(filter, part))
      continue;
    KG_TRY(join_sides(r, filter, &join->parts[i]));
    if (join->parts[i] == part)
      continue;
    KG_TRY(kg__rewrite_flatten(r, join, filter));
    return kg__rewrite_optional(r, filter);
  }
  return KG_OK;
}

// ---- moving down

static bool
binds_all(const kg__vars *vars, const kg__vars *used)
{
  for (kg__var v = 0; kg__vars_next(used, &v); v++)
    if (!kg__vars_has(vars, v))
      return false;
  return true;
}

static kg_status
place_here(kg__rewriter *r, kg__alg **alg, kg__expr *expr)
{
  KG_TRY(kg__alg_as_filter(r->exec, alg));
  KG_TRY(kg__push(r->exec->arena, (*alg)->exprs, (*alg)->n_exprs, expr));
  return kg__rewrite_filter(r, alg);
}

// Sub-selects that are cut short, or whose rows stand for several, must be left as they are.
static bool
lets_through(const kg__query *query, const kg__vars *used, const kg__alg *where)
{
  return !query->offset && query->limit == KG__NO_LIMIT && !query->has_group && !query->has_values &&
         binds_all(&where->certain, used);
}

static kg_status push_or_place(kg__rewriter *r, kg__alg **alg, kg__expr *expr);

static kg_status
push_both(kg__rewriter *r, kg__alg **alg, kg__expr *expr)
{
  kg__alg *both = *alg;
  KG_TRY(push_or_place(r, &both->parts[0], expr));
  KG_TRY(push_or_place(r, &both->parts[1], expr));
  if (kg__alg_is_nothing(both->parts[0]) || kg__alg_is_nothing(both->parts[1]))
    *alg = both->parts[kg__alg_is_nothing(both->parts[0])];
  return KG_OK;
}

static bool
passes(const kg__alg *alg, const kg__vars *used)
{
  switch (alg->kind) {
  case KG__ALG_LEFTJOIN:
  case KG__ALG_MINUS:
    return true;
  case KG__ALG_EXTEND:
    return !kg__vars_has(used, alg->var);
  case KG__ALG_GRAPH:
    return !alg->active.graph.is_var || !kg__vars_has(used, alg->active.graph.var);
  case KG__ALG_SELECT:
    return lets_through(alg->query, used, alg->parts[0]);
  default:
    return false;
  }
}

kg_status
kg__rewrite_push(kg__rewriter *r, kg__alg **alg, kg__expr *expr, bool *pushed)
{
  kg__vars used = {0};
  kg__alg *at = *alg;
  KG_TRY(kg__expr_vars(expr, &used, r->exec->arena));
  *pushed = binds_all(&at->certain, &used);
  if (!*pushed)
    return KG_OK;
  if (at->kind == KG__ALG_JOIN || at->kind == KG__ALG_FILTER)
    return place_here(r, alg, expr);
  if (at->kind == KG__ALG_UNION)
    return push_both(r, alg, expr);
  *pushed = passes(at, &used);
  if (!*pushed)
    return KG_OK;
  KG_TRY(push_or_place(r, &at->parts[0], expr));
  bool nothing = at->kind != KG__ALG_SELECT && kg__alg_is_nothing(at->parts[0]);
  return nothing ? kg__alg_nothing(r->exec, &at->vars, alg) : KG_OK;
}

static kg_status
push_or_place(kg__rewriter *r, kg__alg **alg, kg__expr *expr)
{
  bool pushed;
  KG_TRY(kg__rewrite_push(r, alg, expr, &pushed));
  return pushed ? KG_OK : place_here(r, alg, expr);
}

// Whether what links alone bind decides it, so that it must be tested there too.
static kg_status
is_of_links(kg__exec *exec, const kg__alg *join, const kg__vars *used, bool *is)
{
  kg__alg links = *join;
  links.n_parts = 0;
  links.certain = (kg__vars){0};
  KG_TRY(kg__alg_set_certain(exec, &links));
  *is = binds_all(&links.certain, used);
  return KG_OK;
}

kg_status
kg__rewrite_push_all(kg__rewriter *r, kg__alg *filter)
{
  kg__alg *join = filter->parts[0];
  size_t n = 0;
  for (size_t i = 0; i < filter->n_exprs; i++) {
    kg__vars used = {0};
    bool any = false, stays = false;
    KG_TRY(kg__expr_vars(filter->exprs[i], &used, r->exec->arena));
    for (size_t k = 0; kg__expr_is_steady(filter->exprs[i]) && k < join->n_parts; k++) {
      bool pushed;
      KG_TRY(kg__rewrite_push(r, &join->parts[k], filter->exprs[i], &pushed));
      any = any || pushed;
    }
    if (any)
      KG_TRY(is_of_links(r->exec, join, &used, &stays));
    filter->exprs[n] = filter->exprs[i];
    n += !any || stays;
  }
  filter->n_exprs = n;
  return KG_OK;
}
