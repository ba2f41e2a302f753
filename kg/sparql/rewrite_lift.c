// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// OPTIONAL, MINUS and BIND in the middle of a group cut its patterns in two.  Where what follows does not
// touch the variables that they bind, or look at, they can as well come last: then all patterns are of one
// join, to be ordered together.

#include "kg/sparql/rewrite.h"
#include "kg/sparql/scope.h"

// The variables of a part that what it is joined with must not have, unless its left side always binds them.
static kg_status
touched(kg__rewriter *r, const kg__alg *part, kg__vars *vars)
{
  kg_arena *arena = r->exec->arena;
  for (size_t i = 0; i < part->n_exprs; i++)
    KG_TRY(kg__expr_vars(part->exprs[i], vars, arena));
  if (part->kind == KG__ALG_EXTEND)
    return kg__vars_add(vars, part->var, arena);
  return kg__vars_add_all(vars, &part->parts[1]->vars, arena);
}

static bool
is_steady(const kg__alg *part)
{
  for (size_t i = 0; i < part->n_exprs; i++)
    if (!kg__expr_is_steady(part->exprs[i]))
      return false;
  return true;
}

// All variables of a join but for those of one part.
static kg_status
others(kg__rewriter *r, const kg__alg *join, size_t part, kg__vars *vars)
{
  kg__alg rest = *join;
  rest.n_parts = 0;
  rest.certain = (kg__vars){0};
  KG_TRY(kg__alg_set_certain(r->exec, &rest));
  KG_TRY(kg__vars_add_all(vars, &rest.certain, r->exec->arena));
  for (size_t i = 0; i < join->n_parts; i++)
    if (i != part)
      KG_TRY(kg__vars_add_all(vars, &join->parts[i]->vars, r->exec->arena));
  return KG_OK;
}

static kg_status
can_lift(kg__rewriter *r, const kg__alg *join, size_t i, bool *can)
{
  const kg__alg *part = join->parts[i];
  kg__vars around = {0}, inside = {0};
  *can = (part->kind == KG__ALG_LEFTJOIN || part->kind == KG__ALG_MINUS || part->kind == KG__ALG_EXTEND) &&
         join->n_links + join->n_aliases + join->n_parts > 1 && is_steady(part);
  if (!*can)
    return KG_OK;
  KG_TRY(touched(r, part, &inside));
  KG_TRY(others(r, join, i, &around));
  for (kg__var v = 0; *can && kg__vars_next(&inside, &v); v++)
    *can = !kg__vars_has(&around, v) || kg__vars_has(&part->parts[0]->certain, v);
  return KG_OK;
}

static kg_status
lift(kg__rewriter *r, kg__alg **alg, size_t i)
{
  kg__exec *exec = r->exec;
  kg__alg *join = *alg, *part = join->parts[i];
  join->parts[i] = part->parts[0];
  part->parts[0] = join;
  part->certain = (kg__vars){0};
  KG_TRY(kg__vars_add_all(&part->vars, &join->vars, exec->arena));
  KG_TRY(kg__rewrite_join(r, &part->parts[0]));
  KG_TRY(kg__alg_set_certain(exec, part));
  return kg__alg_join(exec, &join->active, part, alg);
}

kg_status
kg__rewrite_lift(kg__rewriter *r, kg__alg **alg)
{
  for (size_t i = (*alg)->n_parts; i-- > 0;) {
    bool can;
    KG_TRY(can_lift(r, *alg, i, &can));
    if (can)
      return lift(r, alg, i);
  }
  return KG_OK;
}
