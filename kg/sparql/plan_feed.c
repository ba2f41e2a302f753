// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// Bindings passed sideways: what a join's left rows bind of the variables that its right side binds in each
// of its rows is given to the leaves of that side, so that it looks up what can match and no more.  A
// pattern that cannot be run so, for a LIMIT is in it, or it leaves such variables open, runs by itself.

#include "kg/sparql/plan.h"

static bool
can_feed_all(kg__alg *const *parts, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (!kg__alg_can_feed(parts[i], &parts[i]->certain))
      return false;
  return true;
}

bool
kg__alg_can_feed(const kg__alg *alg, const kg__vars *vars)
{
  enum { FEW = 100 };
  switch (alg->kind) {
  case KG__ALG_JOIN:
    return can_feed_all(alg->parts, alg->n_parts);
  case KG__ALG_FILTER:
    return kg__alg_can_feed(alg->parts[0], vars);
  case KG__ALG_UNION:
    return kg__alg_can_feed(alg->parts[0], vars) && kg__alg_can_feed(alg->parts[1], vars);
  case KG__ALG_LEFTJOIN:
  case KG__ALG_MINUS:
    return kg__alg_can_feed(alg->parts[0], vars) && can_feed_all(alg->parts + 1, 1);
  case KG__ALG_EXTEND:
    return !kg__vars_has(vars, alg->var) && kg__alg_can_feed(alg->parts[0], vars);
  case KG__ALG_VALUES:
    return alg->values->n_rows <= FEW;
  case KG__ALG_SELECT:
    return !alg->query->offset && alg->query->limit == KG__NO_LIMIT && !alg->query->has_values &&
           kg__alg_can_feed(alg->parts[0], vars);
  case KG__ALG_GRAPH:
  case KG__ALG_SERVICE:
    break;
  }
  return false;
}

static kg_status
shared(kg__exec *exec, const kg__op *left, const kg__alg *alg, kg__vars *vars)
{
  for (kg__var v = 0; kg__vars_next(&alg->certain, &v); v++)
    if (kg__vars_has(&left->certain, v))
      KG_TRY(kg__vars_add(vars, v, exec->arena));
  return KG_OK;
}

kg_status
kg__plan_fed(kg__planner *p, const kg__op *left, const kg__alg *alg, kg__feed **feed, kg__op **right)
{
  enum { OFTEN = 1024 };
  *feed = kg_arena_calloc(p->exec->arena, 1, sizeof **feed);
  if (!*feed)
    return KG_ERR_NOMEM;
  **feed = (kg__feed){.number = KG__NO_VAR, .joined = true};
  (*feed)->expected = left->estimate < OFTEN ? left->estimate + 1 : OFTEN;
  KG_TRY(shared(p->exec, left, alg, &(*feed)->vars));
  KG_TRY(kg__vars_add_all(&(*feed)->certain, &(*feed)->vars, p->exec->arena));
  kg__planner inner = {p->exec, *feed};
  return kg__plan_alg(&inner, alg, right);
}

static kg_status
is_cheaper_fed(kg__planner *p, const kg__op *left, const kg__alg *alg, bool *is)
{
  enum { BATCH = 20000, FED_ROW = 100, ROW = 30 };
  static const kg__vars none;
  kg__vars vars = {0};
  kg__guess whole, fed;
  kg__var first = 0;
  KG_TRY(shared(p->exec, left, alg, &vars));
  *is = kg__vars_next(&vars, &first) && kg__alg_can_feed(alg, &vars);
  if (!*is)
    return KG_OK;
  KG_TRY(kg__estimate_alg(p->exec, alg, &none, &whole));
  KG_TRY(kg__estimate_alg(p->exec, alg, &vars, &fed));
  double rows = left->estimate;
  *is = rows * (fed.cost + FED_ROW) + (1 + rows / KG_BATCH_ROWS) * BATCH < whole.cost + whole.rows * ROW;
  return KG_OK;
}

kg_status
kg__plan_right(kg__planner *p, const kg__op *left, const kg__alg *alg, kg__feed **feed, kg__op **right)
{
  bool fed = false;
  *feed = NULL;
  if (!p->feed && !p->exec->naive)
    KG_TRY(is_cheaper_fed(p, left, alg, &fed));
  return fed ? kg__plan_fed(p, left, alg, feed, right) : kg__plan_alg(p, alg, right);
}
