// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// Algebra into what gives the same for less, parts first.  Groups and plain sub-selects become part of the
// join around them, so that all of it is ordered at once; a filter's conditions are decided now, become
// constants, turn OPTIONAL into a join, or move down to where their variables are bound; what can have no
// solution is left out.  All of it rests on which variables each row of a part binds (`certain`).

#include "kg/sparql/rewrite.h"
#include "kg/sparql/scope.h"

// ---- nothing

kg_status
kg__alg_nothing(kg__exec *exec, const kg__vars *vars, kg__alg **alg)
{
  kg__values *none = kg_arena_calloc(exec->arena, 1, sizeof *none);
  *alg = kg_arena_calloc(exec->arena, 1, sizeof **alg);
  if (!none || !*alg)
    return KG_ERR_NOMEM;
  (*alg)->kind = KG__ALG_VALUES;
  (*alg)->values = none;
  for (kg__var v = 0; kg__vars_next(vars, &v); v++)
    KG_TRY(kg__push(exec->arena, none->vars, none->n_vars, v));
  KG_TRY(kg__vars_add_all(&(*alg)->vars, vars, exec->arena));
  return kg__vars_add_all(&(*alg)->certain, vars, exec->arena);
}

bool
kg__alg_is_nothing(const kg__alg *alg)
{
  return alg->kind == KG__ALG_VALUES && !alg->values->n_rows;
}

// ---- what is bound in each row

static kg_status
add_link_vars(kg__exec *exec, const kg__link *link, kg__vars *vars)
{
  for (int i = 0; i < 4; i++)
    if (link->quad.at[i].is_var && (i < 3 || link->quad.mode == KG__GRAPH_MODE_VAR))
      KG_TRY(kg__vars_add(vars, link->quad.at[i].var, exec->arena));
  return link->unfold ? kg__vars_add(vars, link->of, exec->arena) : KG_OK;
}

static kg_status
set_join_certain(kg__exec *exec, kg__alg *join)
{
  for (size_t i = 0; i < join->n_links; i++)
    KG_TRY(add_link_vars(exec, &join->links[i], &join->certain));
  for (size_t i = 0; i < join->n_parts; i++)
    KG_TRY(kg__vars_add_all(&join->certain, &join->parts[i]->certain, exec->arena));
  for (size_t i = 0; i < join->n_aliases; i++)
    KG_TRY(kg__vars_add(&join->certain, join->aliases[i].var, exec->arena));
  return KG_OK;
}

static kg_status
set_both_certain(kg__exec *exec, kg__alg *alg)
{
  const kg__vars *left = &alg->parts[0]->certain, *right = &alg->parts[1]->certain;
  for (kg__var v = 0; kg__vars_next(left, &v); v++)
    if (kg__vars_has(right, v))
      KG_TRY(kg__vars_add(&alg->certain, v, exec->arena));
  return KG_OK;
}

static kg_status
set_values_certain(kg__exec *exec, kg__alg *alg)
{
  const kg__values *values = alg->values;
  for (size_t i = 0; i < values->n_vars; i++) {
    bool always = true;
    for (size_t row = 0; row < values->n_rows; row++)
      always = always && values->terms[row * values->n_vars + i].kind;
    if (always)
      KG_TRY(kg__vars_add(&alg->certain, values->vars[i], exec->arena));
  }
  return KG_OK;
}

static bool
is_key(const kg__query *query, kg__var var)
{
  for (size_t i = 0; i < query->n_group; i++)
    if (query->group[i].expr->kind == KG__EXPR_VAR && query->group[i].expr->var == var)
      return true;
  return false;
}

static kg_status
set_select_certain(kg__exec *exec, kg__alg *alg)
{
  const kg__query *query = alg->query;
  for (size_t i = 0; i < query->n_items; i++) {
    const kg__select_item *item = &query->items[i];
    bool whole = !query->has_group || is_key(query, item->var);
    if (!item->expr && whole && kg__vars_has(&alg->parts[0]->certain, item->var))
      KG_TRY(kg__vars_add(&alg->certain, item->var, exec->arena));
  }
  return KG_OK;
}

kg_status
kg__alg_set_certain(kg__exec *exec, kg__alg *alg)
{
  switch (alg->kind) {
  case KG__ALG_JOIN:
    return set_join_certain(exec, alg);
  case KG__ALG_UNION:
    return set_both_certain(exec, alg);
  case KG__ALG_VALUES:
    return set_values_certain(exec, alg);
  case KG__ALG_SELECT:
    return set_select_certain(exec, alg);
  case KG__ALG_SERVICE:
    return KG_OK;
  case KG__ALG_GRAPH:
    if (alg->active.graph.is_var)
      KG_TRY(kg__vars_add(&alg->certain, alg->active.graph.var, exec->arena));
    break;
  case KG__ALG_EXTEND:
    if (alg->exprs[0]->kind == KG__EXPR_TERM)
      KG_TRY(kg__vars_add(&alg->certain, alg->var, exec->arena));
    break;
  default:
    break;
  }
  return kg__vars_add_all(&alg->certain, &alg->parts[0]->certain, exec->arena);
}

// ---- joins and filters

kg_status
kg__alg_join(kg__exec *exec, const kg__active *active, kg__alg *part, kg__alg **alg)
{
  *alg = kg_arena_calloc(exec->arena, 1, sizeof **alg);
  if (!*alg)
    return KG_ERR_NOMEM;
  (*alg)->kind = KG__ALG_JOIN;
  (*alg)->active = *active;
  if (!part)
    return KG_OK;
  KG_TRY(kg__vars_add_all(&(*alg)->vars, &part->vars, exec->arena));
  KG_TRY(kg__vars_add_all(&(*alg)->certain, &part->certain, exec->arena));
  return kg__push(exec->arena, (*alg)->parts, (*alg)->n_parts, part);
}

kg_status
kg__alg_as_filter(kg__exec *exec, kg__alg **alg)
{
  kg__alg *join = *alg;
  if (join->kind == KG__ALG_FILTER)
    return KG_OK;
  if (join->kind != KG__ALG_JOIN)
    KG_TRY(kg__alg_join(exec, &join->active, *alg, &join));
  KG_TRY(kg__alg_join(exec, &join->active, join, alg));
  (*alg)->kind = KG__ALG_FILTER;
  return KG_OK;
}

static kg_status
inline_join(kg__exec *exec, kg__alg *join, const kg__alg *inner)
{
  for (size_t i = 0; i < inner->n_links; i++)
    KG_TRY(kg__push(exec->arena, join->links, join->n_links, inner->links[i]));
  for (size_t i = 0; i < inner->n_aliases; i++)
    KG_TRY(kg__push(exec->arena, join->aliases, join->n_aliases, inner->aliases[i]));
  for (size_t i = 0; i < inner->n_parts; i++)
    KG_TRY(kg__push(exec->arena, join->parts, join->n_parts, inner->parts[i]));
  return kg__vars_add_all(&join->vars, &inner->vars, exec->arena);
}

kg_status
kg__rewrite_can_widen(kg__rewriter *r, const kg__alg *alg, const kg__vars *bound, const kg__vars *around,
                      bool *can)
{
  kg__vars used = {0};
  *can = true;
  for (size_t i = 0; *can && i < alg->n_exprs; i++) {
    *can = kg__expr_is_steady(alg->exprs[i]);
    KG_TRY(kg__expr_vars(alg->exprs[i], &used, r->exec->arena));
  }
  for (kg__var v = 0; *can && kg__vars_next(&used, &v); v++)
    *can = kg__vars_has(bound, v) || !kg__vars_has(around, v);
  return KG_OK;
}

static kg_status
flatten_part(kg__rewriter *r, kg__alg *part, kg__alg *join, kg__alg *filter)
{
  kg__exec *exec = r->exec;
  bool can;
  if (part->kind == KG__ALG_SELECT) {
    kg__alg *plain;
    KG_TRY(kg__rewrite_select(r, part, &plain));
    part = plain ? plain : part;
  }
  if (part->kind == KG__ALG_JOIN)
    return inline_join(exec, join, part);
  if (part->kind == KG__ALG_FILTER) {
    KG_TRY(kg__rewrite_can_widen(r, part, &part->certain, &join->vars, &can));
    for (size_t i = 0; can && i < part->n_exprs; i++)
      KG_TRY(kg__push(exec->arena, filter->exprs, filter->n_exprs, part->exprs[i]));
    if (can)
      return inline_join(exec, join, part->parts[0]);
  }
  return kg__push(exec->arena, join->parts, join->n_parts, part);
}

kg_status
kg__rewrite_flatten(kg__rewriter *r, kg__alg *join, kg__alg *filter)
{
  kg__alg **parts = join->parts;
  size_t n = join->n_parts;
  join->parts = NULL;
  join->n_parts = 0;
  for (size_t i = 0; i < n; i++)
    KG_TRY(flatten_part(r, parts[i], join, filter));
  return kg__alg_set_certain(r->exec, join);
}

static bool
has_nothing(const kg__alg *join)
{
  for (size_t i = 0; i < join->n_parts; i++)
    if (kg__alg_is_nothing(join->parts[i]))
      return true;
  return false;
}

kg_status
kg__rewrite_join(kg__rewriter *r, kg__alg **alg)
{
  kg__alg *join = *alg, filter = {0};
  if (has_nothing(join))
    return kg__alg_nothing(r->exec, &join->vars, alg);
  KG_TRY(kg__rewrite_flatten(r, join, &filter));
  KG_TRY(kg__rewrite_lift(r, alg));
  if (!filter.n_exprs)
    return KG_OK;
  KG_TRY(kg__alg_as_filter(r->exec, alg));
  (*alg)->exprs = filter.exprs;
  (*alg)->n_exprs = filter.n_exprs;
  return kg__rewrite_filter(r, alg);
}

kg_status
kg__rewrite_filter(kg__rewriter *r, kg__alg **alg)
{
  kg__alg *filter = *alg;
  bool nothing;
  KG_TRY(kg__rewrite_constants(r, filter, &nothing));
  if (nothing)
    return kg__alg_nothing(r->exec, &filter->vars, alg);
  KG_TRY(kg__rewrite_optional(r, filter));
  KG_TRY(kg__rewrite_equal(r, filter));
  KG_TRY(kg__rewrite_push_all(r, filter));
  if (has_nothing(filter->parts[0]))
    return kg__alg_nothing(r->exec, &filter->vars, alg);
  KG_TRY(kg__alg_set_certain(r->exec, filter->parts[0]));
  KG_TRY(kg__alg_set_certain(r->exec, filter));
  if (!filter->n_exprs)
    *alg = filter->parts[0];
  return KG_OK;
}

// A filter over a join that was rewritten, and perhaps is none any more.
static kg_status
finish_filter(kg__rewriter *r, kg__alg **alg)
{
  kg__alg *filter = *alg, *inner = filter->parts[0];
  if (kg__alg_is_nothing(inner)) {
    *alg = inner;
    return KG_OK;
  }
  if (inner->kind == KG__ALG_FILTER) {
    for (size_t i = 0; i < inner->n_exprs; i++)
      KG_TRY(kg__push(r->exec->arena, filter->exprs, filter->n_exprs, inner->exprs[i]));
    filter->parts[0] = inner->parts[0];
  }
  return kg__rewrite_filter(r, alg);
}

// ---- the other kinds

static kg_status
finish_union(kg__rewriter *r, kg__alg **alg)
{
  kg__alg *both = *alg;
  for (int i = 0; i < 2; i++)
    if (kg__alg_is_nothing(both->parts[i])) {
      *alg = both->parts[1 - i];
      return KG_OK;
    }
  return kg__alg_set_certain(r->exec, both);
}

// Conditions of OPTIONAL that are about its right side alone belong there.
static kg_status
narrow_right(kg__rewriter *r, kg__alg *left_join)
{
  kg__rewriter inner = {r->exec, false};
  size_t n = 0;
  for (size_t i = 0; i < left_join->n_exprs; i++) {
    kg__vars used = {0};
    bool inside = kg__expr_is_steady(left_join->exprs[i]);
    KG_TRY(kg__expr_vars(left_join->exprs[i], &used, r->exec->arena));
    for (kg__var v = 0; inside && kg__vars_next(&used, &v); v++)
      inside = kg__vars_has(&left_join->parts[1]->certain, v);
    if (inside)
      KG_TRY(kg__rewrite_push(&inner, &left_join->parts[1], left_join->exprs[i], &inside));
    left_join->exprs[n] = left_join->exprs[i];
    n += !inside;
  }
  left_join->n_exprs = n;
  return KG_OK;
}

static kg_status
finish_left_join(kg__rewriter *r, kg__alg **alg)
{
  kg__alg *left_join = *alg;
  if (!kg__alg_is_nothing(left_join->parts[1]))
    KG_TRY(narrow_right(r, left_join));
  if (kg__alg_is_nothing(left_join->parts[0]) || kg__alg_is_nothing(left_join->parts[1]))
    *alg = left_join->parts[0];
  return kg__alg_set_certain(r->exec, left_join);
}

static kg_status
finish(kg__rewriter *r, kg__alg **alg)
{
  switch ((*alg)->kind) {
  case KG__ALG_JOIN:
    return kg__rewrite_join(r, alg);
  case KG__ALG_FILTER:
    return finish_filter(r, alg);
  case KG__ALG_UNION:
    return finish_union(r, alg);
  case KG__ALG_LEFTJOIN:
    return finish_left_join(r, alg);
  case KG__ALG_MINUS:
    if (kg__alg_is_nothing((*alg)->parts[0]) || kg__alg_is_nothing((*alg)->parts[1])) {
      *alg = (*alg)->parts[0];
      return KG_OK;
    }
    break;
  case KG__ALG_EXTEND:
  case KG__ALG_GRAPH:
    if (kg__alg_is_nothing((*alg)->parts[0]))
      return kg__alg_nothing(r->exec, &(*alg)->vars, alg);
    break;
  default:
    break;
  }
  return kg__alg_set_certain(r->exec, *alg);
}

static kg_status
rewrite(kg__rewriter *r, kg__alg **alg)
{
  for (size_t i = 0; i < (*alg)->n_parts; i++)
    KG_TRY(rewrite(r, &(*alg)->parts[i]));
  KG_TRY(kg__exec_check(r->exec));
  return finish(r, alg);
}

kg_status
kg__alg_rewrite(kg__exec *exec, bool tables, kg__alg **alg)
{
  return rewrite(&(kg__rewriter){exec, tables}, alg);
}
