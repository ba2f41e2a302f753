// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// Estimates: the exact count of what fits a pattern's constants, divided for each bound variable by the
// number of values that its place has under the predicate.

#include "kg/sparql/pattern.h"
#include "kg/sparql/plan.h"

static size_t
constant_prefix(const kg__quad_slots *quad, kg_order *order, kg_id prefix[4])
{
  kg_quad_ids pattern = {quad->at[0].is_var ? KG_ID_NONE : quad->at[0].id,
                         quad->at[1].is_var ? KG_ID_NONE : quad->at[1].id,
                         quad->at[2].is_var ? KG_ID_NONE : quad->at[2].id, quad->at[3].id};
  size_t n;
  bool graph = quad->mode == KG__GRAPH_MODE_FIXED;
  *order = kg_order_for(&pattern, graph, prefix, &n);
  return n;
}

static bool
is_hopeless(const kg__quad_slots *quad)
{
  for (int i = 0; i < 4; i++)
    if (!quad->at[i].is_var && kg_id_tag(quad->at[i].id) == KG_TAG_LOCAL)
      return true;
  return false;
}

kg_status
kg__estimate_quads(kg__exec *exec, const kg__quad_slots *quad, double *n)
{
  kg_order order;
  kg_id prefix[4];
  uint64_t count = 0;
  *n = 0;
  if (is_hopeless(quad))
    return KG_OK;
  size_t n_prefix = constant_prefix(quad, &order, prefix);
  KG_TRY(kg_count(exec->txn, order, prefix, n_prefix, &count, exec->err));
  *n = (double)count;
  return KG_OK;
}

// How many values place `i` has, whatever the other places are, but for the predicate.
static kg_status
count_values(kg__exec *exec, const kg__quad_slots *quad, int i, double *n)
{
  static const kg_order with[3] = {KG_PSO, KG_PSO, KG_POS}, without[3] = {KG_SPO, KG_PSO, KG_OSP};
  bool predicate = i != 1 && !quad->at[1].is_var;
  uint64_t count;
  KG_TRY(kg_count_values(exec->txn, (predicate ? with : without)[i], &quad->at[1].id, predicate, &count,
                         exec->err));
  *n = count ? (double)count : 1;
  return KG_OK;
}

kg_status
kg__estimate_values(kg__exec *exec, const kg__quad_slots *quad, kg__link_stats *stats, int place)
{
  if (!stats->counted)
    KG_TRY(kg__estimate_quads(exec, quad, &stats->all));
  stats->counted = true;
  if (place < 0 || stats->looked[place])
    return KG_OK;
  stats->looked[place] = true;
  stats->values[place] = 1;
  return is_hopeless(quad) ? KG_OK : count_values(exec, quad, place, &stats->values[place]);
}

kg_status
kg__estimate_link(kg__exec *exec, const kg__link *link, kg__link_stats *stats, const kg__vars *bound,
                  double *n)
{
  *n = 50;
  if (link->path || link->unfold)
    return KG_OK;
  KG_TRY(kg__estimate_values(exec, &link->quad, stats, -1));
  *n = stats->all;
  if (stats->ranges && !kg__vars_has(bound, stats->ranges->var))
    *n *= stats->ranges->passed;
  for (int i = 0; i < 3; i++) {
    const kg__slot *slot = &link->quad.at[i];
    if (!slot->is_var || !kg__vars_has(bound, slot->var))
      continue;
    KG_TRY(kg__estimate_values(exec, &link->quad, stats, i));
    *n /= stats->values[i];
  }
  return KG_OK;
}
