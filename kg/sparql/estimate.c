// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// Estimates: the exact count of what fits a pattern's constants, divided for each bound variable by the
// number of its values, which a look at the first thousand rows in the order of that variable tells.

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

// Rows for each value of place `i` (subject or object), among the first rows in that order.
static kg_status
rows_per_value(kg__exec *exec, const kg__quad_slots *quad, int i, double *n)
{
  static const struct {
    kg_order order;
    size_t column;
  } ways[3][2] = {{{KG_PSO, 1}, {KG_SPO, 0}}, {{KG_PSO, 0}, {KG_PSO, 0}}, {{KG_POS, 1}, {KG_OSP, 0}}};
  bool predicate = !quad->at[1].is_var && i != 1;
  kg_order order = ways[i][!predicate].order;
  size_t column = ways[i][!predicate].column, changes = 1;
  kg_scan *scan;
  kg_batch *batch = kg_arena_alloc(exec->arena, sizeof *batch);
  *n = 1;
  if (!batch)
    return KG_ERR_NOMEM;
  KG_TRY(kg_scan_open(exec->txn, order, &quad->at[1].id, predicate, 0, KG_ID_MAX, &scan, exec->err));
  kg_status st = kg_scan_next(scan, 1u << column, batch);
  kg_scan_close(scan);
  if (st)
    return st == KG_DONE ? KG_OK : st;
  for (size_t row = 1; row < batch->n_rows; row++)
    changes += batch->column[column][row] != batch->column[column][row - 1];
  *n = (double)batch->n_rows / (double)changes;
  return KG_OK;
}

kg_status
kg__estimate_link(kg__exec *exec, const kg__link *link, const kg__vars *bound, double *n)
{
  double all, per, least;
  KG_TRY(kg__estimate_quads(exec, &link->quad, &all));
  *n = least = all;
  if (link->path || link->unfold) {
    *n = 50;
    return KG_OK;
  }
  int n_bound = 0;
  for (int i = 0; i < 3; i++) {
    const kg__slot *slot = &link->quad.at[i];
    if (!slot->is_var || !kg__vars_has(bound, slot->var))
      continue;
    KG_TRY(rows_per_value(exec, &link->quad, i, &per));
    least = per < least ? per : least;
    n_bound++;
  }
  // Each further bound place keeps a tenth.
  for (*n = least; n_bound > 1; n_bound--)
    *n /= 10;
  // Constants beside the predicate make the values of a bound place rarer still.
  if (least < all && !link->quad.at[1].is_var && (!link->quad.at[0].is_var || !link->quad.at[2].is_var))
    *n = *n < 1 ? *n / 2 : 0.5;
  return KG_OK;
}
