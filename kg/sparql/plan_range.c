// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// Comparisons of a pattern's object with constants as ranges of ids to read.  The filters stay: ranges hold
// more than what they let through, such as all literals of the dictionary.

#include "kg/sparql/compare.h"
#include "kg/sparql/pattern.h"
#include "kg/sparql/plan.h"

#include "kg/term/inline.h"

typedef struct bounds {
  kg_id least, most;
} bounds;

static kg__expr_kind
turned(kg__expr_kind kind)
{
  switch (kind) {
  case KG__EXPR_LT:
    return KG__EXPR_GT;
  case KG__EXPR_GT:
    return KG__EXPR_LT;
  case KG__EXPR_LE:
    return KG__EXPR_GE;
  case KG__EXPR_GE:
    return KG__EXPR_LE;
  default:
    return kind;
  }
}

static void
tighten(kg_id *bound, kg__comparison closer, kg_id id)
{
  kg__value is;
  if (!*bound || (kg__id_compare(closer, id, *bound, &is) && is.kind == KG__VALUE_BOOLEAN && is.boolean))
    *bound = id;
}

static bool
read_bound(const kg__expr *expr, kg__var *var, kg__expr_kind *kind, kg_id *id)
{
  kg_id_range room[KG_ID_RANGES];
  if (expr->kind < KG__EXPR_EQ || expr->kind > KG__EXPR_GE || expr->kind == KG__EXPR_NE)
    return false;
  bool first = expr->args[0]->kind == KG__EXPR_VAR;
  const kg__expr *left = expr->args[!first], *right = expr->args[first];
  if (left->kind != KG__EXPR_VAR || right->kind != KG__EXPR_TERM)
    return false;
  *kind = first ? expr->kind : turned(expr->kind);
  *var = left->var;
  *id = kg_id_inline(&right->term);
  return *id && kg_id_ranges(*id, KG_ID_NONE, room);
}

bool
kg__expr_is_bound_of(const kg__expr *expr, kg__var var)
{
  kg__expr_kind kind;
  kg__var of;
  kg_id id;
  return read_bound(expr, &of, &kind, &id) && of == var;
}

static bounds
bounds_of(kg__var var, kg__expr *const *filters, size_t n)
{
  bounds b = {KG_ID_NONE, KG_ID_NONE};
  for (size_t i = 0; i < n; i++) {
    kg__expr_kind kind;
    kg__var of;
    kg_id id;
    if (!read_bound(filters[i], &of, &kind, &id) || of != var)
      continue;
    if (kind != KG__EXPR_LT && kind != KG__EXPR_LE)
      tighten(&b.least, KG__GREATER, id);
    if (kind != KG__EXPR_GT && kind != KG__EXPR_GE)
      tighten(&b.most, KG__LESS, id);
  }
  return b;
}

// Whether ids of a range's kind ascend as their values do.
static bool
is_close(const kg_id_range *range)
{
  kg_tag tag = kg_id_tag(range->lo);
  kg__derived type = kg__inline_derived(kg_id_payload(range->lo));
  return tag != KG_TAG_LITERAL && tag != KG_TAG_DECIMAL &&
         (tag != KG_TAG_DERIVED || type == KG__DERIVED_GYEAR || type == KG__DERIVED_GYEAR_MONTH);
}

// Of what is read and tells nothing of its value, each bound is thought to let a third pass.
static kg_status
count(kg__exec *exec, kg_id predicate, double all, bounds b, kg__ranges *ranges)
{
  double passed = 0, others = b.least && b.most ? 1.0 / 9 : 1.0 / 3;
  for (size_t i = 0; i < ranges->n; i++) {
    const kg_id_range *range = &ranges->at[i];
    uint64_t n;
    KG_TRY(kg_count_range(exec->txn, KG_POS, &predicate, 1, range->lo, range->hi, &n, exec->err));
    ranges->rows += (double)n;
    passed += (double)n * (is_close(range) ? 1 : others);
  }
  ranges->passed = all > 0 ? passed / all : 1;
  return KG_OK;
}

static kg_status
find(kg__planner *p, const kg__quad_slots *quad, kg__expr *const *filters, size_t n, kg__link_stats *stats)
{
  const kg__slot *predicate = &quad->at[1], *object = &quad->at[2];
  if (predicate->is_var || !object->is_var || kg_id_tag(predicate->id) == KG_TAG_LOCAL)
    return KG_OK;
  bounds b = bounds_of(object->var, filters, n);
  if (!b.least && !b.most)
    return KG_OK;
  kg__ranges *ranges = kg_arena_calloc(p->exec->arena, 1, sizeof *ranges);
  if (!ranges)
    return KG_ERR_NOMEM;
  ranges->var = object->var;
  ranges->n = kg_id_ranges(b.least, b.most, ranges->at);
  if (!ranges->n)
    return KG_OK;
  KG_TRY(kg__estimate_values(p->exec, quad, stats, -1));
  stats->ranges = ranges;
  return count(p->exec, predicate->id, stats->all, b, ranges);
}

kg_status
kg__plan_ranges(kg__planner *p, const kg__alg *join, kg__expr *const *filters, size_t n,
                kg__link_stats *stats)
{
  for (size_t i = 0; n && i < join->n_links; i++)
    if (!join->links[i].path && !join->links[i].unfold)
      KG_TRY(find(p, &join->links[i].quad, filters, n, &stats[i]));
  return KG_OK;
}

double
kg__link_reads(const kg__link_stats *stats, kg__var by)
{
  const kg__ranges *ranges = stats->ranges;
  return ranges && (by == KG__NO_VAR || by == ranges->var) ? ranges->rows : stats->all;
}
