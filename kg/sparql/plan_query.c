// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// Solution modifiers, in the order of SPARQL 18.2.4: group, having, values, select expressions, order,
// project, distinct, slice.

#include "kg/sparql/plan.h"
#include "kg/sparql/scope.h"

typedef struct aggregations {
  kg__aggregation *items;
  size_t n;
} aggregations;

static kg_status
extend(kg__planner *p, kg__var var, kg__expr *expr, const kg__active *active, kg__op **op)
{
  KG_TRY(kg__plan_expr(p, expr, *op, active));
  return kg__op_extend(*op, var, expr, op);
}

// ---- grouping

// Give each aggregate of an expression a variable, by which its value will be found.
static kg_status
collect(kg__planner *p, kg__expr *expr, aggregations *out)
{
  if (expr->kind == KG__EXPR_AGGREGATE) {
    expr->var = kg__exec_new_var(p->exec);
    kg__aggregation one = {expr, expr->var};
    return kg__push(p->exec->arena, out->items, out->n, one);
  }
  for (size_t i = 0; i < expr->n_args; i++)
    KG_TRY(collect(p, expr->args[i], out));
  return KG_OK;
}

static kg_status
collect_all(kg__planner *p, const kg__query *query, aggregations *out)
{
  for (size_t i = 0; i < query->n_items; i++)
    if (query->items[i].expr)
      KG_TRY(collect(p, query->items[i].expr, out));
  for (size_t i = 0; i < query->n_having; i++)
    KG_TRY(collect(p, query->having[i], out));
  for (size_t i = 0; i < query->n_order; i++)
    KG_TRY(collect(p, query->order[i].expr, out));
  return KG_OK;
}

// A scan can be sorted by the keys, and then by what is to be counted once.
static kg_status
prefer_sort(kg__planner *p, const kg__var *keys, size_t n_keys, const aggregations *all, kg__op *op)
{
  kg__var *by = NULL;
  size_t n = 0;
  for (size_t i = 0; i < n_keys; i++)
    KG_TRY(kg__push(p->exec->arena, by, n, keys[i]));
  for (size_t i = 0; i < all->n; i++) {
    const kg__expr *e = all->items[i].expr;
    if (e->distinct && e->n_args && e->args[0]->kind == KG__EXPR_VAR)
      KG_TRY(kg__push(p->exec->arena, by, n, e->args[0]->var));
  }
  kg__op_scan_sort(op, by, n);
  return KG_OK;
}

static kg_status
plan_group(kg__planner *p, const kg__query *query, const kg__active *active, kg__op **op)
{
  aggregations all = {0};
  kg__var *keys = NULL;
  size_t n_keys = 0;
  for (size_t i = 0; i < query->n_group; i++) {
    const kg__key *key = &query->group[i];
    kg__var var = key->expr->kind == KG__EXPR_VAR ? key->expr->var : key->var;
    if (var == KG__NO_VAR)
      var = kg__exec_new_var(p->exec);
    if (key->expr->kind != KG__EXPR_VAR)
      KG_TRY(extend(p, var, key->expr, active, op));
    KG_TRY(kg__push(p->exec->arena, keys, n_keys, var));
    if (key->expr->kind == KG__EXPR_VAR && key->var != var && key->var != KG__NO_VAR) {
      KG_TRY(extend(p, key->var, key->expr, active, op));
      KG_TRY(kg__push(p->exec->arena, keys, n_keys, key->var));
    }
  }
  KG_TRY(collect_all(p, query, &all));
  for (size_t i = 0; i < all.n; i++)
    for (size_t k = 0; k < all.items[i].expr->n_args; k++)
      KG_TRY(kg__plan_expr(p, all.items[i].expr->args[k], *op, active));
  KG_TRY(prefer_sort(p, keys, n_keys, &all, *op));
  KG_TRY(kg__op_group(*op, keys, n_keys, all.items, all.n, op));
  return query->n_having ? kg__plan_filter(p, query->having, query->n_having, active, op) : KG_OK;
}

// ---- the rest

static kg_status
plan_items(kg__planner *p, const kg__query *query, const kg__active *active, kg__op **op)
{
  for (size_t i = 0; i < query->n_items; i++)
    if (query->items[i].expr)
      KG_TRY(extend(p, query->items[i].var, query->items[i].expr, active, op));
  return KG_OK;
}

static kg_status
plan_order(kg__planner *p, const kg__query *query, const kg__active *active, kg__op **op)
{
  uint64_t most = KG__NO_LIMIT;
  if (!query->distinct && !query->reduced && query->limit < 100000 && query->offset < 100000)
    most = query->limit + query->offset;
  for (size_t i = 0; i < query->n_order; i++)
    KG_TRY(kg__plan_expr(p, query->order[i].expr, *op, active));
  return kg__op_order(*op, query->order, query->n_order, most, op);
}

static kg_status
plan_projection(kg__planner *p, const kg__query *query, kg__op **op)
{
  kg__vars selected = {0};
  for (size_t i = 0; i < query->n_items; i++)
    KG_TRY(kg__vars_add(&selected, query->items[i].var, p->exec->arena));
  return kg__op_project(*op, &selected, op);
}

static kg_status
plan_values(kg__planner *p, const kg__query *query, kg__op **op)
{
  kg__op *values;
  KG_TRY(kg__op_values(p->exec, &query->values, &values));
  return kg__op_join(KG__JOIN_INNER, *op, values, NULL, NULL, op);
}

static bool
begins_with(const kg__sort *sort, const kg__var *vars, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    size_t at = 0;
    while (at < n && (i >= sort->n || vars[at] != sort->vars[i]))
      at++;
    if (at == n)
      return false;
  }
  return true;
}

// A scan can as well be sorted by what is selected: equal rows are neighbours then.
static kg_status
prefer_selected(kg__planner *p, const kg__query *query, kg__op *op)
{
  enum { MOST = 3 };
  kg__var *by = NULL;
  size_t n = 0;
  for (size_t i = 0; i < query->n_items; i++)
    KG_TRY(kg__push(p->exec->arena, by, n, query->items[i].var));
  for (size_t i = 0; i < n && n <= MOST && !query->n_order; i++) {
    kg__var first = by[i];
    by[i] = by[0];
    by[0] = first;
    if (!kg__op_scan_sort(op, by, n) || begins_with(&op->sort, by, n))
      break;
  }
  return KG_OK;
}

static kg_status
plan_slice(const kg__query *query, kg__op **op)
{
  uint64_t n = query->limit < KG_BATCH_ROWS ? query->limit + query->offset : KG_BATCH_ROWS;
  kg__op_hurry(*op, n < KG_BATCH_ROWS ? (size_t)n : KG_BATCH_ROWS);
  return kg__op_slice(*op, query->offset, query->limit, op);
}

kg_status
kg__plan_query(kg__planner *p, const kg__query *query, const kg__alg *where, const kg__active *active,
               kg__op **op)
{
  if (where)
    KG_TRY(kg__plan_alg(p, where, op));
  else if (query->where)
    KG_TRY(kg__plan_pattern(p, query->where, active, op));
  else
    KG_TRY(kg__op_feed(p->exec, p->feed, op));
  if (query->has_group)
    KG_TRY(plan_group(p, query, active, op));
  if (query->has_values)
    KG_TRY(plan_values(p, query, op));
  if (query->distinct && !query->has_group)
    KG_TRY(prefer_selected(p, query, *op));
  KG_TRY(plan_items(p, query, active, op));
  if (query->n_order)
    KG_TRY(plan_order(p, query, active, op));
  if (query->form == KG__FORM_SELECT)
    KG_TRY(plan_projection(p, query, op));
  if (query->distinct || query->reduced)
    KG_TRY(kg__op_is_sorted(*op) ? kg__op_unique(*op, op) : kg__op_distinct(*op, op));
  if (query->offset || query->limit != KG__NO_LIMIT)
    KG_TRY(plan_slice(query, op));
  return KG_OK;
}
