// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// The plan of a join.  Its order is the best of all for a few patterns and parts (plan_order.c), else greedy:
// what is connected to what is there comes first, and of that what gives least.  Filters go in as soon as
// their variables are bound in every row.

#include "kg/sparql/plan.h"
#include "kg/sparql/scope.h"

typedef struct joiner {
  kg__planner *p;
  const kg__alg *join;
  const kg__active *active;
  bool *done; ///< By link, then by part
  kg__link_stats *stats;
  kg__op **parts; ///< As far as they are planned
  kg__op *op;     ///< The plan so far; null at first
  bool *aliased;  ///< By alias
  kg__expr *const *filters;
  bool *placed; ///< By filter
  size_t n_filters;
} joiner;

// ---- aliases

static kg_status
place_aliases(joiner *j)
{
  for (size_t i = 0; i < j->join->n_aliases; i++) {
    const kg__alias *alias = &j->join->aliases[i];
    if (j->aliased[i] || (alias->is.is_var && !kg__vars_has(&j->op->certain, alias->is.var)))
      continue;
    j->aliased[i] = true;
    KG_TRY(kg__op_alias(j->op, alias->var, &alias->is, &j->op));
  }
  return KG_OK;
}

// A plan may begin with its constants alone, or with what it is fed with.
static kg_status
begin_fed(joiner *j)
{
  KG_TRY(kg__op_feed(j->p->exec, j->p->feed, &j->op));
  return place_aliases(j);
}

// ---- links

static bool
is_connected(const kg__link *link, const kg__vars *bound)
{
  bool any = false;
  for (int i = 0; i < 4; i++) {
    if (!link->quad.at[i].is_var)
      continue;
    if (kg__vars_has(bound, link->quad.at[i].var))
      return true;
    any = true;
  }
  return !any;
}

// Whether what link and plan share is bound in each row of the plan.
static bool
shares_only_bound(const joiner *j, const kg__link *link)
{
  for (int i = 0; i < 4; i++) {
    const kg__slot *slot = &link->quad.at[i];
    if (slot->is_var && kg__vars_has(&j->op->vars, slot->var) && !kg__vars_has(&j->op->certain, slot->var))
      return false;
  }
  return true;
}

static size_t
count_uses(const joiner *j, kg__var var)
{
  size_t n = 0;
  for (size_t i = 0; i < j->join->n_links; i++)
    for (int k = 0; !j->done[i] && k < 4; k++)
      n += j->join->links[i].quad.at[k].is_var && j->join->links[i].quad.at[k].var == var;
  return n;
}

// All of a pattern, sorted if possible by `by`; of what filters leave out as much as the order allows.
static kg_status
scan(joiner *j, size_t i, const kg__var *by, size_t n_by, kg__op **op)
{
  const kg__ranges *ranges = j->stats[i].ranges;
  if (ranges && !n_by && ranges->rows < 0.75 * j->stats[i].all) {
    by = &ranges->var;
    n_by = 1;
  }
  KG_TRY(kg__op_scan(j->p->exec, &j->join->links[i].quad, by, n_by, op));
  (*op)->estimate = j->stats[i].all;
  if (ranges)
    kg__op_scan_ranges(*op, ranges);
  return KG_OK;
}

// The pattern that begins a plan: sorted by what has few of its rows to be read, or else by the variable that
// most of the others have too.
static kg_status
begin_with(joiner *j, size_t i_link, double rows)
{
  enum { SORTED = 4 };
  const kg__link *link = &j->join->links[i_link];
  kg__var by = KG__NO_VAR;
  size_t most = 0;
  for (int i = 0; i < 3; i++) {
    const kg__slot *slot = &link->quad.at[i];
    size_t n = slot->is_var ? count_uses(j, slot->var) : 0;
    if (n > most) {
      by = slot->var;
      most = n;
    }
  }
  bool sorted = most && kg__link_reads(&j->stats[i_link], KG__NO_VAR) * SORTED > rows;
  KG_TRY(scan(j, i_link, &by, sorted, &j->op));
  return KG_OK;
}

static kg__way
cheapest_way(const joiner *j, double all, double out, bool merges)
{
  kg__way best = KG__WAY_LOOK_UP;
  double least = 0;
  for (int way = KG__WAY_LOOK_UP; way <= KG__WAY_HASH_LEFT; way++) {
    double cost = kg__way_cost((kg__way)way, j->op->estimate, all, out);
    if ((way != KG__WAY_LOOK_UP && cost >= least) || (way == KG__WAY_MERGE && !merges))
      continue;
    best = (kg__way)way;
    least = cost;
  }
  return best;
}

static kg_status
add_scan(joiner *j, kg__op *scan, kg__way way)
{
  if (way == KG__WAY_MERGE && kg__ops_merge(j->op, scan))
    return kg__op_merge(KG__JOIN_INNER, j->op, scan, scan->sort.vars[0], &j->op);
  if (way == KG__WAY_HASH_LEFT)
    return kg__op_join(KG__JOIN_INNER, scan, j->op, NULL, NULL, &j->op);
  return kg__op_join(KG__JOIN_INNER, j->op, scan, NULL, NULL, &j->op);
}

static kg_status
add_quad(joiner *j, size_t i, double per_row)
{
  const kg__link *link = &j->join->links[i];
  kg__op *right;
  double rows = j->op ? j->op->estimate : 1;
  KG_TRY(kg__estimate_values(j->p->exec, &link->quad, &j->stats[i], -1));
  if (!j->op && !j->p->feed)
    return begin_with(j, i, j->stats[i].all);
  if (!j->op)
    KG_TRY(begin_fed(j));
  kg__way way = KG__WAY_LOOK_UP;
  if (!j->p->feed && is_connected(link, &j->op->certain) && shares_only_bound(j, link)) {
    KG_TRY(scan(j, i, j->op->sort.vars, j->op->sort.n > 0, &right));
    way = cheapest_way(j, right->estimate, rows * per_row, kg__ops_merge(j->op, right));
  }
  KG_TRY(way == KG__WAY_LOOK_UP ? kg__op_lookup(j->op, &link->quad, &j->op) : add_scan(j, right, way));
  j->op->estimate = rows * per_row;
  return KG_OK;
}

static kg_status
add_link(joiner *j, size_t i, double per_row)
{
  const kg__link *link = &j->join->links[i];
  j->done[i] = true;
  if (!link->unfold && !link->path)
    return add_quad(j, i, per_row);
  if (!j->op)
    KG_TRY(begin_fed(j));
  return link->unfold ? kg__op_unfold(j->op, link->of, link->quad.at, &j->op)
                      : kg__op_path(j->op, &link->quad, link->path, &j->op);
}

// ---- parts

static kg_status
plan_part(joiner *j, size_t i)
{
  kg__planner beside = kg__plan_beside(j->p);
  return j->parts[i] ? KG_OK : kg__plan_alg(&beside, j->join->parts[i], &j->parts[i]);
}

static kg_status
plan_parts(joiner *j)
{
  for (size_t i = 0; i < j->join->n_parts; i++)
    KG_TRY(plan_part(j, i));
  return KG_OK;
}

static kg_status
add_part(joiner *j, size_t i)
{
  kg__op *part = j->parts[i], *left = j->op;
  j->done[j->join->n_links + i] = true;
  if (!left) {
    j->op = part;
    return KG_OK;
  }
  if (kg__op_is_service(part)) {
    j->op = part;
    return kg__op_service_join(part, left);
  }
  if (kg__ops_merge(left, part))
    return kg__op_merge(KG__JOIN_INNER, left, part, left->sort.vars[0], &j->op);
  if (left->estimate < part->estimate)
    return kg__op_join(KG__JOIN_INNER, part, left, NULL, NULL, &j->op);
  return kg__op_join(KG__JOIN_INNER, left, part, NULL, NULL, &j->op);
}

// ---- the next best

typedef struct choice {
  bool found, connected, is_part;
  size_t i;
  double cost;
} choice;

static void
consider(choice *best, choice next)
{
  if (!best->found || (next.connected && !best->connected) ||
      (next.connected == best->connected && next.cost < best->cost))
    *best = next;
}

static kg_status
choose(joiner *j, choice *best)
{
  static const kg__vars none;
  const kg__vars *bound = j->op ? &j->op->certain : j->p->feed ? &j->p->feed->certain : &none;
  *best = (choice){0};
  for (size_t i = 0; i < j->join->n_links; i++) {
    const kg__link *link = &j->join->links[i];
    choice next = {.found = true, .i = i, .connected = !j->op || is_connected(link, bound)};
    if (j->done[i] || (link->unfold && !kg__vars_has(bound, link->of)))
      continue;
    KG_TRY(kg__estimate_link(j->p->exec, link, &j->stats[i], bound, &next.cost));
    if (link->path && !is_connected(link, bound))
      next.cost = 1e12;
    consider(best, next);
  }
  for (size_t i = 0; i < j->join->n_parts; i++) {
    const kg__op *part = j->parts[i];
    choice next = {.found = true, .is_part = true, .i = i, .cost = part->estimate};
    if (j->done[j->join->n_links + i])
      continue;
    next.connected = !j->op || kg__vars_meet(&part->vars, &j->op->vars);
    consider(best, next);
  }
  return KG_OK;
}

// ---- filters

// A variable counts if something in the join may bind it later, or leaves it open in some rows.
static kg_status
is_ready(const joiner *j, const kg__expr *expr, bool *ready)
{
  kg__vars used = {0};
  *ready = !kg__expr_has_exists(expr);
  KG_TRY(kg__expr_vars(expr, &used, j->p->exec->arena));
  for (kg__var v = 0; *ready && kg__vars_next(&used, &v); v++)
    *ready = kg__vars_has(&j->op->certain, v) || !kg__vars_has(&j->join->vars, v);
  return KG_OK;
}

static kg_status
place_filters(joiner *j, bool all)
{
  KG_TRY(place_aliases(j));
  kg__expr **ready = NULL;
  size_t n = 0;
  for (size_t i = 0; i < j->n_filters; i++) {
    bool is = all;
    if (j->placed[i])
      continue;
    if (!all)
      KG_TRY(is_ready(j, j->filters[i], &is));
    j->placed[i] = is;
    if (is && all) {
      kg__op *semi;
      KG_TRY(kg__plan_exists(j->p, j->filters[i], j->active, j->op, &semi));
      if (semi) {
        j->op = semi;
        continue;
      }
    }
    if (is)
      KG_TRY(kg__push(j->p->exec->arena, ready, n, j->filters[i]));
  }
  return n ? kg__plan_filter(j->p, ready, n, j->active, &j->op) : KG_OK;
}

// ---- few patterns and nothing else: the best order of all

static bool
can_order(const joiner *j)
{
  const kg__alg *join = j->join;
  size_t n = join->n_links + join->n_parts;
  for (size_t i = 0; i < join->n_parts; i++)
    if (join->parts[i]->kind == KG__ALG_SERVICE)
      return false;
  bool in_place = j->p->feed && !j->p->feed->joined; // then parts are given the rows, too
  return n && n <= KG__ORDER_MOST && !(in_place && join->n_parts);
}

static const kg__ranges *
ranges_of(const joiner *j, kg__var var)
{
  for (size_t i = 0; i < j->join->n_links; i++)
    if (j->stats[i].ranges && j->stats[i].ranges->var == var)
      return j->stats[i].ranges;
  return NULL;
}

static kg_status
guess_rarity(const joiner *j, double **rarity)
{
  const kg__exec *exec = j->p->exec;
  *rarity = kg_arena_calloc(exec->arena, exec->n_vars + 1, sizeof **rarity);
  if (!*rarity)
    return KG_ERR_NOMEM;
  for (kg__var v = 0; v < exec->n_vars; v++) {
    const kg__ranges *ranges = ranges_of(j, v);
    (*rarity)[v] = ranges ? ranges->passed : 1;
  }
  for (size_t i = 0; i < j->n_filters; i++) {
    kg__vars used = {0};
    kg__var first = 0, more;
    if (kg__expr_has_exists(j->filters[i]))
      continue;
    KG_TRY(kg__expr_vars(j->filters[i], &used, exec->arena));
    if (!kg__vars_next(&used, &first))
      continue;
    more = first + 1;
    if (!kg__vars_next(&used, &more) && !(ranges_of(j, first) && kg__expr_is_bound_of(j->filters[i], first)))
      (*rarity)[first] /= 3;
  }
  return KG_OK;
}

static kg_status
add_intersection(joiner *j, const kg__order_step *step)
{
  const kg__quad_slots *quads[KG__ORDER_MOST];
  size_t n = 0;
  for (size_t i = 0; i < j->join->n_links; i++)
    if (step->items >> i & 1)
      quads[n++] = &j->join->links[i].quad;
  return kg__op_intersect(j->op, step->by, quads, n, &j->op);
}

static kg_status
add_fed_part(joiner *j, size_t i)
{
  kg__planner beside = kg__plan_beside(j->p);
  kg__feed *feed;
  kg__op *right;
  KG_TRY(kg__plan_fed(&beside, j->op, j->join->parts[i], &feed, &right));
  KG_TRY(kg__op_join(KG__JOIN_INNER, j->op, right, NULL, NULL, &j->op));
  return kg__op_join_feed(j->op, feed);
}

static kg_status
add_part_step(joiner *j, const kg__order_step *step, size_t i)
{
  if (!j->op && j->p->feed)
    KG_TRY(begin_fed(j));
  if (step->way == KG__WAY_FEED)
    return add_fed_part(j, i);
  KG_TRY(plan_part(j, i));
  kg__op *left = j->op, *part = j->parts[i];
  if (!left || kg__ops_merge(left, part))
    return add_part(j, i);
  return step->way == KG__WAY_HASH_LEFT ? kg__op_join(KG__JOIN_INNER, part, left, NULL, NULL, &j->op)
                                        : kg__op_join(KG__JOIN_INNER, left, part, NULL, NULL, &j->op);
}

static kg_status
add_step(joiner *j, const kg__order_step *step)
{
  size_t i = (size_t)__builtin_ctzl(step->items);
  if (step->way == KG__WAY_INTERSECT)
    return add_intersection(j, step);
  if (i >= j->join->n_links)
    return add_part_step(j, step, i - j->join->n_links);
  const kg__link *link = &j->join->links[i];
  bool sorted = step->by != KG__NO_VAR && step->way != KG__WAY_HASH;
  kg__op *right;
  if (link->path || link->unfold)
    return add_link(j, i, 1);
  if (!j->op && j->p->feed)
    KG_TRY(begin_fed(j));
  if (j->op && step->way == KG__WAY_LOOK_UP)
    return kg__op_lookup(j->op, &link->quad, &j->op);
  KG_TRY(scan(j, i, &step->by, sorted, &right));
  if (j->op)
    return add_scan(j, right, step->way);
  j->op = right;
  return KG_OK;
}

static kg_status
plan_steps(joiner *j, const kg__order_step *steps, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    KG_TRY(add_step(j, &steps[i]));
    KG_TRY(place_filters(j, false));
    j->op->estimate = steps[i].rows;
  }
  return place_filters(j, true);
}

// ---- anything else

// As it is written: parts first, for a link may take apart what they bind.
static kg_status
plan_as_written(joiner *j)
{
  KG_TRY(plan_parts(j));
  for (size_t i = 0; i < j->join->n_parts; i++)
    KG_TRY(add_part(j, i));
  if (!j->op)
    KG_TRY(begin_fed(j));
  for (int unfold = 0; unfold < 2; unfold++)
    for (size_t i = 0; i < j->join->n_links; i++) {
      const kg__link *link = &j->join->links[i];
      if (link->unfold != unfold)
        continue;
      if (!unfold && !link->path)
        KG_TRY(kg__op_lookup(j->op, &link->quad, &j->op));
      else
        KG_TRY(add_link(j, i, 1));
    }
  return place_filters(j, true);
}

static kg_status
plan_greedy(joiner *j)
{
  KG_TRY(plan_parts(j));
  for (;;) {
    choice best;
    KG_TRY(kg__exec_check(j->p->exec));
    KG_TRY(choose(j, &best));
    if (!best.found)
      break;
    KG_TRY(best.is_part ? add_part(j, best.i) : add_link(j, best.i, best.cost));
    KG_TRY(place_filters(j, false));
  }
  if (!j->op)
    KG_TRY(begin_fed(j));
  return place_filters(j, true);
}

static kg_status
plan_best(joiner *j)
{
  kg__order_step steps[KG__ORDER_MOST];
  double *rarity;
  size_t n_steps = 0;
  KG_TRY(kg__plan_ranges(j->p, j->join, j->filters, j->n_filters, j->stats));
  if (can_order(j)) {
    KG_TRY(guess_rarity(j, &rarity));
    KG_TRY(kg__plan_order(j->p, j->join, j->stats, rarity, steps, &n_steps));
  }
  return n_steps ? plan_steps(j, steps, n_steps) : plan_greedy(j);
}

kg_status
kg__plan_join(kg__planner *p, const kg__alg *join, kg__expr *const *filters, size_t n_filters,
              const kg__active *active, kg__op **op)
{
  kg_arena *arena = p->exec->arena;
  joiner j = {.p = p,
              .join = join,
              .active = active,
              .done = kg_arena_calloc(arena, join->n_links + join->n_parts + 1, sizeof(bool)),
              .stats = kg_arena_calloc(arena, join->n_links + 1, sizeof(kg__link_stats)),
              .parts = kg_arena_calloc(arena, join->n_parts + 1, sizeof(kg__op *)),
              .filters = filters,
              .placed = kg_arena_calloc(arena, n_filters + 1, sizeof(bool)),
              .aliased = kg_arena_calloc(arena, join->n_aliases + 1, sizeof(bool)),
              .n_filters = n_filters};
  if (!j.done || !j.stats || !j.parts || !j.placed || !j.aliased)
    return KG_ERR_NOMEM;
  KG_TRY(p->exec->naive ? plan_as_written(&j) : plan_best(&j));
  *op = j.op;
  return KG_OK;
}
