// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// A sub-select that only selects is a group whose other variables nobody sees: with new names for these it
// can be part of the join around it.  Renaming goes as far as patterns and conditions on them.

#include "kg/sparql/rewrite.h"
#include "kg/sparql/scope.h"

typedef struct renaming {
  kg__rewriter *r;
  kg__vars hidden;
  kg__var *names; ///< By variable
} renaming;

static bool
is_plain(const kg__query *query)
{
  for (size_t i = 0; i < query->n_items; i++)
    if (query->items[i].expr)
      return false;
  return query->form == KG__FORM_SELECT && !query->distinct && !query->has_group && !query->has_values &&
         !query->offset && query->limit == KG__NO_LIMIT;
}

static kg_status
find_hidden(const kg__query *query, const kg__vars *vars, kg__vars *hidden, kg_arena *arena)
{
  KG_TRY(kg__vars_add_all(hidden, vars, arena));
  for (size_t i = 0; i < query->n_items; i++)
    kg__vars_remove(hidden, query->items[i].var);
  return KG_OK;
}

static bool
can_rename(const kg__alg *alg)
{
  const kg__alg *join = alg->kind == KG__ALG_FILTER ? alg->parts[0] : alg;
  for (size_t i = 0; alg != join && i < alg->n_exprs; i++)
    if (!kg__expr_is_steady(alg->exprs[i]))
      return false;
  return join->kind == KG__ALG_JOIN && !join->n_parts;
}

static kg__var
name_of(const renaming *to, kg__var var)
{
  return kg__vars_has(&to->hidden, var) ? to->names[var] : var;
}

static kg_status
rename_set(const renaming *to, kg__vars *vars)
{
  kg__vars old = *vars;
  *vars = (kg__vars){0};
  for (kg__var v = 0; kg__vars_next(&old, &v); v++)
    KG_TRY(kg__vars_add(vars, name_of(to, v), to->r->exec->arena));
  return KG_OK;
}

static kg_status
rename_expr(const renaming *to, const kg__expr *expr, kg__expr **renamed)
{
  kg_arena *arena = to->r->exec->arena;
  *renamed = kg_arena_calloc(arena, 1, sizeof **renamed);
  if (!*renamed)
    return KG_ERR_NOMEM;
  **renamed = *expr;
  (*renamed)->var = expr->kind == KG__EXPR_VAR ? name_of(to, expr->var) : expr->var;
  (*renamed)->args = NULL;
  (*renamed)->n_args = 0;
  for (size_t i = 0; i < expr->n_args; i++) {
    kg__expr *arg;
    KG_TRY(rename_expr(to, expr->args[i], &arg));
    KG_TRY(kg__push(arena, (*renamed)->args, (*renamed)->n_args, arg));
  }
  return KG_OK;
}

static kg_status
rename_join(const renaming *to, kg__alg *join)
{
  for (size_t i = 0; i < join->n_links; i++) {
    kg__link *link = &join->links[i];
    link->of = link->unfold ? name_of(to, link->of) : link->of;
    for (int k = 0; k < 4; k++)
      if (link->quad.at[k].is_var)
        link->quad.at[k].var = name_of(to, link->quad.at[k].var);
  }
  for (size_t i = 0; i < join->n_aliases; i++) {
    kg__alias *alias = &join->aliases[i];
    alias->var = name_of(to, alias->var);
    if (alias->is.is_var)
      alias->is.var = name_of(to, alias->is.var);
  }
  KG_TRY(rename_set(to, &join->vars));
  return rename_set(to, &join->certain);
}

static kg_status
rename_hidden(renaming *to, kg__alg *alg)
{
  kg__exec *exec = to->r->exec;
  to->names = kg_arena_calloc(exec->arena, exec->n_vars + 1, sizeof *to->names);
  if (!to->names)
    return KG_ERR_NOMEM;
  for (kg__var v = 0; kg__vars_next(&to->hidden, &v); v++)
    to->names[v] = kg__exec_new_var(exec);
  if (alg->kind != KG__ALG_FILTER)
    return rename_join(to, alg);
  for (size_t i = 0; i < alg->n_exprs; i++)
    KG_TRY(rename_expr(to, alg->exprs[i], &alg->exprs[i]));
  KG_TRY(rename_set(to, &alg->vars));
  KG_TRY(rename_set(to, &alg->certain));
  return rename_join(to, alg->parts[0]);
}

kg_status
kg__rewrite_select(kg__rewriter *r, const kg__alg *select, kg__alg **alg)
{
  kg__alg *where = select->parts[0];
  renaming to = {.r = r};
  kg__var first = 0;
  *alg = NULL;
  if (!is_plain(select->query))
    return KG_OK;
  KG_TRY(find_hidden(select->query, &where->vars, &to.hidden, r->exec->arena));
  bool hides = kg__vars_next(&to.hidden, &first);
  if (hides && !can_rename(where))
    return KG_OK;
  *alg = where;
  return hides ? rename_hidden(&to, where) : KG_OK;
}
