// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/scope.h"
#include "kg/sparql/function.h"

kg_status
kg__expr_vars(const kg__expr *expr, kg__vars *vars, kg_arena *arena)
{
  if (expr->kind == KG__EXPR_AGGREGATE)
    return KG_OK;
  if (expr->kind == KG__EXPR_VAR)
    return kg__vars_add(vars, expr->var, arena);
  for (size_t i = 0; i < expr->n_args; i++)
    KG_TRY(kg__expr_vars(expr->args[i], vars, arena));
  return KG_OK;
}

bool
kg__expr_has_exists(const kg__expr *expr)
{
  if (expr->kind == KG__EXPR_EXISTS || expr->kind == KG__EXPR_NOT_EXISTS)
    return true;
  for (size_t i = 0; i < expr->n_args; i++)
    if (kg__expr_has_exists(expr->args[i]))
      return true;
  return false;
}

bool
kg__expr_is_steady(const kg__expr *expr)
{
  if (expr->kind == KG__EXPR_EXISTS || expr->kind == KG__EXPR_NOT_EXISTS || expr->kind == KG__EXPR_AGGREGATE)
    return false;
  if (expr->function && (expr->function->flags & KG__FUNCTION_VARIES))
    return false;
  for (size_t i = 0; i < expr->n_args; i++)
    if (!kg__expr_is_steady(expr->args[i]))
      return false;
  return true;
}

kg_status
kg__expand_star(kg__parser *p, kg__query *query)
{
  kg__vars all = {0};
  if (query->where)
    KG_TRY(kg__vars_add_all(&all, &query->where->visible, p->arena));
  for (size_t i = 0; i < query->values.n_vars; i++)
    KG_TRY(kg__vars_add(&all, query->values.vars[i], p->arena));
  for (kg__var v = 0; kg__vars_next(&all, &v); v++) {
    kg__select_item item = {.var = v};
    if (!p->request->vars[v].hidden)
      KG_TRY(kg__push(p->arena, query->items, query->n_items, item));
  }
  return KG_OK;
}

static kg_status
check_aliases(kg__parser *p, const kg__query *query)
{
  kg__vars seen = {0};
  for (size_t i = 0; i < query->n_group; i++)
    if (query->group[i].var != KG__NO_VAR)
      KG_TRY(kg__vars_add(&seen, query->group[i].var, p->arena));
  for (size_t i = 0; i < query->n_items; i++) {
    const kg__select_item *item = &query->items[i];
    kg_str name = p->request->vars[item->var].name;
    if (item->expr && (kg__vars_has(&seen, item->var) || kg__vars_has(&query->where->visible, item->var)))
      return kg__parse_fail(p, item->expr->offset, "?%.*s is named by AS, and bound elsewhere already",
                            KG_STR_ARG(name));
    KG_TRY(kg__vars_add(&seen, item->var, p->arena));
  }
  return KG_OK;
}

// Outside of aggregates only keys, and what was selected before, have a value.
static kg_status
check_grouped(kg__parser *p, const kg__query *query)
{
  kg__vars keys = {0};
  for (size_t i = 0; i < query->n_group; i++)
    if (query->group[i].var != KG__NO_VAR)
      KG_TRY(kg__vars_add(&keys, query->group[i].var, p->arena));
  for (size_t i = 0; i < query->n_items; i++) {
    const kg__select_item *item = &query->items[i];
    kg__vars used = {0};
    if (item->expr)
      KG_TRY(kg__expr_vars(item->expr, &used, p->arena));
    else
      KG_TRY(kg__vars_add(&used, item->var, p->arena));
    for (kg__var v = 0; kg__vars_next(&used, &v); v++)
      if (!kg__vars_has(&keys, v))
        return kg__parse_fail(p, item->expr ? item->expr->offset : query->where->offset,
                              "?%.*s is selected, but neither a key of GROUP BY nor in an aggregate",
                              KG_STR_ARG(p->request->vars[v].name));
    KG_TRY(kg__vars_add(&keys, item->var, p->arena));
  }
  return KG_OK;
}

kg_status
kg__check_select(kg__parser *p, kg__query *query)
{
  if (query->star && query->has_group)
    return kg__parse_fail(p, query->where->offset, "SELECT * with GROUP BY: name what is selected");
  if (query->star)
    return kg__expand_star(p, query);
  KG_TRY(check_aliases(p, query));
  return query->has_group ? check_grouped(p, query) : KG_OK;
}
