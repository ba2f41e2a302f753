// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// The order of a join by dynamic programming: for each set of patterns, and each variable that its rows can
// be sorted by, the cheapest plan that ends with one of them.  Sets are bits of a number; so are the
// variables that patterns share, of which the first few can be sorts.

#include "kg/sparql/plan.h"

#include <math.h>

enum { MOST_VARS = 4 * KG__ORDER_MOST, N_SORTS = 8, NO_SORT = N_SORTS - 1 };

typedef struct item {
  uint32_t vars;        ///< Bits of its variables
  signed char place[4]; ///< Number of the variable there, or -1
  uint32_t sorts;       ///< Bits of those that a scan can be sorted by
} item;

typedef struct state {
  bool set;
  double cost, rows;
  unsigned char sort, from_sort, open;
  unsigned char links; ///< Those added by the last step
  kg__way way;
} state;

typedef struct orderer {
  kg__planner *p;
  const kg__alg *join;
  kg__link_stats *stats;
  kg__var vars[MOST_VARS];
  double rarity[MOST_VARS];
  size_t n_vars;
  uint32_t fed; ///< Variables that the plan is fed with
  item items[KG__ORDER_MOST];
  size_t n;
  state (*best)[N_SORTS]; ///< By set
} orderer;

double
kg__way_cost(kg__way way, double rows, double all, double out)
{
  enum { LOOK_UP = 700, SEEK = 2500, ROW_OUT = 20 };
  double skipping = rows * SEEK < all * 5 ? rows * SEEK : all * 5;
  switch (way) {
  case KG__WAY_LOOK_UP:
    return rows * LOOK_UP + out * ROW_OUT;
  case KG__WAY_MERGE:
    return rows * 15 + skipping + out * ROW_OUT;
  case KG__WAY_HASH:
    return all * 30 + rows * 20 + out * ROW_OUT;
  default:
    return rows * 45 + all * 15 + out * ROW_OUT;
  }
}

// ---- what there is

static int
number_of(orderer *o, kg__var var, const double *rarity)
{
  for (size_t i = 0; i < o->n_vars; i++)
    if (o->vars[i] == var)
      return (int)i;
  o->vars[o->n_vars] = var;
  o->rarity[o->n_vars] = rarity[var];
  if (o->p->feed && kg__vars_has(&o->p->feed->certain, var))
    o->fed |= 1u << o->n_vars;
  return (int)o->n_vars++;
}

static kg_status
read_items(orderer *o, const double *rarity)
{
  for (size_t i = 0; i < o->n; i++) {
    const kg__quad_slots *quad = &o->join->links[i].quad;
    item *it = &o->items[i];
    for (int k = 0; k < 4; k++) {
      const kg__slot *slot = &quad->at[k];
      it->place[k] = (signed char)(slot->is_var ? number_of(o, slot->var, rarity) : -1);
      if (!slot->is_var)
        continue;
      it->vars |= 1u << it->place[k];
      if (it->place[k] < NO_SORT && kg__scan_can_sort(o->p->exec, quad, slot->var))
        it->sorts |= 1u << it->place[k];
    }
    for (int k = -1; k < 3; k++)
      if (k < 0 || it->place[k] >= 0)
        KG_TRY(kg__estimate_values(o->p->exec, quad, &o->stats[i], k));
  }
  return KG_OK;
}

static uint32_t
vars_of(const orderer *o, size_t set)
{
  uint32_t vars = o->fed;
  for (size_t i = 0; i < o->n; i++)
    if (set >> i & 1)
      vars |= o->items[i].vars;
  return vars;
}

// Rows for one row in which `bound` are bound.  Bound places are seldom independent: the one with the most
// values counts in full, the others by their roots.
static double
fan_out(const orderer *o, size_t i, uint32_t bound)
{
  const item *it = &o->items[i];
  double n = o->stats[i].all, most = 1, rest = 1;
  for (int k = 0; k < 3; k++) {
    double values = o->stats[i].values[k];
    if (it->place[k] < 0 || !(bound >> it->place[k] & 1))
      continue;
    rest *= sqrt(values < most ? values : most);
    most = values > most ? values : most;
  }
  n /= most * rest;
  for (size_t v = 0; v < o->n_vars; v++)
    if ((it->vars & ~bound) >> v & 1)
      n *= o->rarity[v];
  return n;
}

// What a scan of a pattern reads if it is sorted so.
static double
reads(const orderer *o, size_t i, unsigned char sort)
{
  return kg__link_reads(&o->stats[i], sort == NO_SORT ? KG__NO_VAR : o->vars[sort]);
}

// What it takes to test the objects that a pattern binds, where a filter makes ranges of them: without
// reading by these, more come to be tested than pass.
static double
testing(const orderer *o, size_t i, uint32_t bound, double read, double out)
{
  enum { TEST = 60 };
  const kg__ranges *ranges = o->stats[i].ranges;
  if (!ranges || (bound >> o->items[i].place[2] & 1) || ranges->passed <= 0)
    return 0;
  return TEST * out * read / (o->stats[i].all * ranges->passed);
}

// ---- steps

static void
offer(orderer *o, size_t set, state next)
{
  state *best = &o->best[set][next.sort];
  if (!best->set || next.cost < best->cost)
    *best = next;
}

static void
begin(orderer *o, size_t i)
{
  state first = {.set = true, .links = (unsigned char)(1u << i), .sort = NO_SORT, .from_sort = NO_SORT};
  first.rows = fan_out(o, i, o->fed);
  first.cost = o->p->feed
                   ? kg__way_cost(KG__WAY_LOOK_UP, 1, o->stats[i].all, first.rows)
                   : reads(o, i, NO_SORT) * 5 + testing(o, i, o->fed, reads(o, i, NO_SORT), first.rows);
  offer(o, (size_t)1 << i, first);
  for (unsigned char v = 0; !o->p->feed && v < NO_SORT; v++) {
    if (!(o->items[i].sorts >> v & 1))
      continue;
    first.sort = v;
    first.cost = reads(o, i, v) * 5 + testing(o, i, o->fed, reads(o, i, v), first.rows);
    offer(o, (size_t)1 << i, first);
  }
}

static void
extend(orderer *o, size_t set, const state *from, size_t i, uint32_t bound)
{
  double all = reads(o, i, NO_SORT), out = from->rows * fan_out(o, i, bound);
  state next = {.set = true,
                .rows = out,
                .links = (unsigned char)(1u << i),
                .sort = from->sort,
                .from_sort = from->sort};
  bool connected = (o->items[i].vars & bound) != 0;
  set |= (size_t)1 << i;
  for (int way = KG__WAY_LOOK_UP; way <= KG__WAY_HASH_LEFT; way++) {
    bool merges = from->sort != NO_SORT && (o->items[i].sorts >> from->sort & 1);
    if ((way != KG__WAY_LOOK_UP && (o->p->feed || !connected)) || (way == KG__WAY_MERGE && !merges))
      continue;
    next.way = (kg__way)way;
    double read = way == KG__WAY_MERGE     ? reads(o, i, from->sort)
                  : way == KG__WAY_LOOK_UP ? o->stats[i].all
                                           : all;
    next.cost = from->cost + kg__way_cost(next.way, from->rows, connected ? read : out, out) +
                testing(o, i, bound, read, out);
    next.sort = way == KG__WAY_HASH_LEFT ? NO_SORT : from->sort;
    offer(o, set, next);
    for (unsigned char v = 0; way == KG__WAY_HASH_LEFT && v < NO_SORT; v++) {
      if (!(o->items[i].sorts >> v & 1))
        continue;
      next.sort = v;
      next.cost = from->cost + kg__way_cost(next.way, from->rows, reads(o, i, v), out) +
                  testing(o, i, bound, reads(o, i, v), out);
      offer(o, set, next);
    }
  }
}

// Patterns in which but `v` is open, at one end; `least`: of the rows that one of them gives.
static size_t
find_open(const orderer *o, size_t set, uint32_t bound, unsigned v, size_t *n, double *least)
{
  size_t found = 0;
  *n = 0;
  for (size_t i = 0; i < o->n && *n < 4; i++) {
    const item *it = &o->items[i];
    bool at_end = (it->place[0] == (int)v) != (it->place[2] == (int)v);
    if ((set >> i & 1) || (it->vars & ~bound) != 1u << v || !at_end || it->place[1] >= 0 || it->place[3] >= 0)
      continue;
    double rows = fan_out(o, i, bound);
    *least = !found || rows < *least ? rows : *least;
    found |= (size_t)1 << i;
    ++*n;
  }
  return found;
}

static void
intersect(orderer *o, size_t set, const state *from, uint32_t bound, unsigned v)
{
  enum { READ = 8, ROW = 80, STEP = 10, ROW_OUT = 20 };
  size_t n;
  double least = 0;
  size_t found = find_open(o, set, bound, v, &n, &least);
  if (n < 2 || o->p->feed)
    return;
  state next = {
      .set = true, .way = KG__WAY_INTERSECT, .links = (unsigned char)found, .open = (unsigned char)v};
  next.sort = next.from_sort = from->sort;
  next.rows = from->rows;
  next.cost = from->cost + from->rows * (ROW + least * STEP * (double)n);
  for (size_t i = 0; i < o->n; i++) {
    if (!(found >> i & 1))
      continue;
    next.rows *= fan_out(o, i, bound);
    next.cost += o->stats[i].all * READ;
    bound |= 1u << v;
  }
  next.cost += next.rows * ROW_OUT;
  offer(o, set | found, next);
}

static void
extend_set(orderer *o, size_t set)
{
  uint32_t bound = vars_of(o, set);
  bool any = false;
  for (size_t i = 0; i < o->n; i++)
    any = any || (!(set >> i & 1) && (!o->items[i].vars || (o->items[i].vars & bound)));
  for (size_t sort = 0; sort < N_SORTS; sort++)
    for (unsigned v = 0; o->best[set][sort].set && v < o->n_vars; v++)
      if (!(bound >> v & 1))
        intersect(o, set, &o->best[set][sort], bound, v);
  for (size_t i = 0; i < o->n; i++) {
    if ((set >> i & 1) || (any && o->items[i].vars && !(o->items[i].vars & bound)))
      continue;
    for (size_t sort = 0; sort < N_SORTS; sort++)
      if (o->best[set][sort].set)
        extend(o, set, &o->best[set][sort], i, bound);
  }
}

// The steps, from the last one back.
static size_t
read_steps(const orderer *o, kg__order_step *steps)
{
  kg__order_step back[KG__ORDER_MOST];
  size_t set = ((size_t)1 << o->n) - 1, sort = NO_SORT, n = 0;
  for (size_t s = 0; s < N_SORTS; s++)
    if (o->best[set][s].set && (!o->best[set][sort].set || o->best[set][s].cost < o->best[set][sort].cost))
      sort = s;
  while (set) {
    const state *at = &o->best[set][sort];
    size_t by = at->way == KG__WAY_MERGE ? at->from_sort : at->sort;
    kg__var var = at->way == KG__WAY_INTERSECT ? o->vars[at->open] : by == NO_SORT ? KG__NO_VAR : o->vars[by];
    back[n++] = (kg__order_step){at->links, at->way, var, at->rows};
    set &= ~(size_t)at->links;
    sort = at->from_sort;
  }
  for (size_t i = 0; i < n; i++)
    steps[i] = back[n - 1 - i];
  return n;
}

kg_status
kg__plan_order(kg__planner *p, const kg__alg *join, kg__link_stats *stats, const double *rarity,
               kg__order_step steps[KG__ORDER_MOST], size_t *n_steps)
{
  orderer o = {.p = p, .join = join, .stats = stats, .n = join->n_links};
  size_t n_sets = (size_t)1 << o.n;
  o.best = kg_arena_calloc(p->exec->arena, n_sets, sizeof *o.best);
  if (!o.best)
    return KG_ERR_NOMEM;
  KG_TRY(read_items(&o, rarity));
  for (size_t i = 0; i < o.n; i++)
    begin(&o, i);
  for (size_t set = 1; set < n_sets; set++)
    extend_set(&o, set);
  *n_steps = read_steps(&o, steps);
  return KG_OK;
}
