// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// The order of a join by dynamic programming: for each set of patterns and parts, and each variable that its
// rows can be sorted by, the cheapest plan that ends with one of them.  Sets are bits of a number; so are the
// variables, those that are shared first, of which a few can be sorts.

#include "kg/sparql/plan.h"

#include <math.h>

enum { MOST_VARS = 64, N_SORTS = 8, NO_SORT = N_SORTS - 1, MOST_GUESSES = 16 };

typedef uint64_t bits;

typedef struct item {
  const kg__link *link; ///< Or null
  const kg__alg *part;  ///< Or null
  bits vars;            ///< Its variables that are known here
  bits certain;         ///< Of these, those that each of its rows binds
  signed char place[4]; ///< Number of the variable there, or -1; of what is unfolded the last one
  uint32_t sorts;       ///< Bits of those that a scan can be sorted by
  kg__guess path[4];    ///< Of a path: nothing bound, from, to, both
  kg__guess whole;      ///< Of a part
  struct {
    bits bound;
    bool can;
    kg__guess guess;
  } fed[MOST_GUESSES]; ///< Of a part
  size_t n_fed;
} item;

typedef struct state {
  bool set;
  unsigned char sort, from_sort, open;
  uint16_t items; ///< Those added by the last step
  kg__way way;
  double cost, rows;
} state;

typedef struct orderer {
  kg__planner *p;
  const kg__alg *join;
  kg__link_stats *stats;
  const double *rarities; ///< By variable
  kg__var vars[MOST_VARS];
  double rarity[MOST_VARS];
  double values[MOST_VARS]; ///< The most that patterns have of it; 0: unknown
  size_t n_vars;
  bool too_many;
  bits fed;        ///< Variables that are bound at the start
  double fed_rows; ///< In so many rows
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

static kg__var
name_of(const orderer *o, kg__var var)
{
  for (size_t i = 0; i < o->join->n_aliases; i++)
    if (o->join->aliases[i].var == var && o->join->aliases[i].is.is_var)
      return o->join->aliases[i].is.var;
  return var;
}

static int
number_of(orderer *o, kg__var var)
{
  var = name_of(o, var);
  for (size_t i = 0; i < o->n_vars; i++)
    if (o->vars[i] == var)
      return (int)i;
  o->too_many = o->too_many || o->n_vars == MOST_VARS;
  if (o->too_many)
    return 0;
  o->vars[o->n_vars] = var;
  o->rarity[o->n_vars] = o->rarities[var];
  if (o->p->feed && kg__vars_has(&o->p->feed->certain, var))
    o->fed |= (bits)1 << o->n_vars;
  for (size_t i = 0; i < o->join->n_aliases; i++)
    if (o->join->aliases[i].var == var)
      o->fed |= (bits)1 << o->n_vars;
  return (int)o->n_vars++;
}

static bool
has_var(const orderer *o, const item *it, kg__var var)
{
  for (int k = 0; it->link && k < 4; k++)
    if (it->link->quad.at[k].is_var && name_of(o, it->link->quad.at[k].var) == var)
      return true;
  for (kg__var v = 0; it->part && kg__vars_next(&it->part->vars, &v); v++)
    if (name_of(o, v) == var)
      return true;
  return it->link && it->link->unfold && it->link->of == var;
}

static bool
is_shared(const orderer *o, kg__var var)
{
  size_t n = 0;
  for (size_t i = 0; i < o->n; i++)
    n += has_var(o, &o->items[i], name_of(o, var));
  return n > 1;
}

// Whether rows sorted by a variable are of use: for joins, or because ranges of it are all that is read.
static bool
is_sort(const orderer *o, size_t i, kg__var var)
{
  const kg__ranges *ranges = o->items[i].link ? o->stats[i].ranges : NULL;
  return (ranges && ranges->var == var) || is_shared(o, var);
}

// Variables to be sorted by get the first numbers; those of one part alone get none.
static void
number_vars(orderer *o, bool sorts)
{
  for (size_t i = 0; i < o->n; i++) {
    const item *it = &o->items[i];
    for (int k = 0; it->link && k < 4; k++)
      if (it->link->quad.at[k].is_var && is_sort(o, i, it->link->quad.at[k].var) == sorts)
        number_of(o, it->link->quad.at[k].var);
    for (kg__var v = 0; sorts && it->part && kg__vars_next(&it->part->vars, &v); v++)
      if (is_shared(o, v))
        number_of(o, v);
  }
}

static kg_status
read_quad(orderer *o, size_t i)
{
  item *it = &o->items[i];
  const kg__quad_slots *quad = &it->link->quad;
  for (int k = -1; k < 3; k++)
    if (k < 0 || it->place[k] >= 0)
      KG_TRY(kg__estimate_values(o->p->exec, quad, &o->stats[i], k));
  for (int k = 0; k < 4; k++) {
    int v = it->place[k];
    if (v >= 0 && v < NO_SORT && is_sort(o, i, quad->at[k].var) &&
        kg__scan_can_sort(o->p->exec, quad, quad->at[k].var))
      it->sorts |= 1u << v;
    if (v >= 0 && k < 3 && o->stats[i].values[k] > o->values[v])
      o->values[v] = o->stats[i].values[k];
  }
  return KG_OK;
}

static kg_status
read_link(orderer *o, size_t i)
{
  item *it = &o->items[i];
  for (int k = 0; k < 4; k++) {
    const kg__slot *slot = &it->link->quad.at[k];
    it->place[k] = (signed char)(slot->is_var ? number_of(o, slot->var) : -1);
    if (slot->is_var)
      it->vars |= (bits)1 << it->place[k];
  }
  if (it->link->unfold) {
    it->place[3] = (signed char)number_of(o, it->link->of);
    it->vars |= (bits)1 << it->place[3];
  }
  it->certain = it->vars;
  for (int k = 0; it->link->path && k < 4; k++)
    KG_TRY(kg__estimate_path(o->p->exec, it->link, k & 1 || it->place[0] < 0, k & 2 || it->place[2] < 0,
                             &it->path[k]));
  return it->link->path || it->link->unfold ? KG_OK : read_quad(o, i);
}

static kg_status
read_part(orderer *o, size_t i)
{
  static const kg__vars none;
  item *it = &o->items[i];
  for (kg__var v = 0; kg__vars_next(&it->part->vars, &v); v++) {
    if (!is_shared(o, v))
      continue;
    bits bit = (bits)1 << number_of(o, v);
    it->vars |= bit;
    it->certain |= kg__vars_has(&it->part->certain, v) ? bit : 0;
  }
  return kg__estimate_alg(o->p->exec, it->part, &none, &it->whole);
}

static kg_status
read_items(orderer *o)
{
  const kg__alg *join = o->join;
  for (size_t i = 0; i < o->n; i++)
    if (i < join->n_links)
      o->items[i].link = &join->links[i];
    else
      o->items[i].part = join->parts[i - join->n_links];
  number_vars(o, true);
  number_vars(o, false);
  for (size_t i = 0; i < o->n && !o->too_many; i++)
    KG_TRY(o->items[i].link ? read_link(o, i) : read_part(o, i));
  return KG_OK;
}

static bits
vars_of(const orderer *o, size_t set)
{
  bits vars = o->fed;
  for (size_t i = 0; i < o->n; i++)
    if (set >> i & 1)
      vars |= o->items[i].certain;
  return vars;
}

// Variables that some rows bind.
static bits
open_of(const orderer *o, size_t set)
{
  bits vars = 0;
  for (size_t i = 0; i < o->n; i++)
    if (set >> i & 1)
      vars |= o->items[i].vars & ~o->items[i].certain;
  return vars & ~vars_of(o, set);
}

static bool
is_quad(const item *it)
{
  return it->link && !it->link->path && !it->link->unfold;
}

static size_t
ends_bound(const item *it, bits bound)
{
  size_t from = it->place[0] >= 0 && (bound >> it->place[0] & 1);
  size_t to = it->place[2] >= 0 && (bound >> it->place[2] & 1);
  return from | to << 1;
}

// A part's rows that agree with a row: of a shared variable all patterns together have some number of values.
static double
part_fan_out(const orderer *o, const item *it, bits bound)
{
  double most = 1, rest = 1;
  for (size_t v = 0; v < o->n_vars; v++) {
    double values = o->values[v] > 0 ? o->values[v] : it->whole.rows + 1;
    if (!((it->certain & bound) >> v & 1))
      continue;
    rest *= sqrt(values < most ? values : most);
    most = values > most ? values : most;
  }
  return it->whole.rows / (most * rest);
}

// Rows for one row in which `bound` are bound.  Bound places are seldom independent: the one with the most
// values counts in full, the others by their roots.
static double
fan_out(const orderer *o, size_t i, bits bound)
{
  const item *it = &o->items[i];
  if (it->part)
    return part_fan_out(o, it, bound);
  if (!is_quad(it))
    return it->link->path ? it->path[ends_bound(it, bound)].rows : 1;
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
testing(const orderer *o, size_t i, bits bound, double read, double out)
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
begin_quad(orderer *o, size_t i)
{
  state first = {.set = true, .items = (uint16_t)(1u << i), .sort = NO_SORT, .from_sort = NO_SORT};
  double fan = fan_out(o, i, o->fed);
  first.rows = o->fed_rows * fan;
  first.cost = o->p->feed
                   ? kg__way_cost(KG__WAY_LOOK_UP, o->fed_rows, o->stats[i].all, first.rows)
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
extend_quad(orderer *o, size_t set, const state *from, size_t i, bits bound, double fan, bool only_look_up)
{
  double all = reads(o, i, NO_SORT), out = from->rows * fan;
  state next = {
      .set = true, .rows = out, .items = (uint16_t)(1u << i), .sort = from->sort, .from_sort = from->sort};
  bool connected = (o->items[i].vars & bound) != 0;
  set |= (size_t)1 << i;
  for (int way = KG__WAY_LOOK_UP; way <= KG__WAY_HASH_LEFT; way++) {
    bool merges = from->sort != NO_SORT && (o->items[i].sorts >> from->sort & 1);
    if ((way != KG__WAY_LOOK_UP && (only_look_up || !connected)) || (way == KG__WAY_MERGE && !merges))
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

static void
extend_path(orderer *o, size_t set, const state *from, size_t i, bits bound)
{
  enum { ROW = 40 };
  const item *it = &o->items[i];
  const kg__guess guess = it->link->path ? it->path[ends_bound(it, bound)] : (kg__guess){1, 500};
  state next = {.set = true,
                .way = KG__WAY_LOOK_UP,
                .items = (uint16_t)(1u << i),
                .sort = from->sort,
                .from_sort = from->sort};
  if (it->link->unfold && !(bound >> it->place[3] & 1))
    return;
  double searches = from->rows;
  for (int k = 0; it->link->path && k < 4; k += 2) { // from the same node it is made but once
    double values = it->place[k] >= 0 && (bound >> it->place[k] & 1) ? o->values[it->place[k]] : 0;
    searches = values > 0 && values < searches ? values : searches;
  }
  next.rows = from->rows * guess.rows;
  next.cost = from->cost + searches * guess.cost + (from->rows + next.rows) * ROW;
  offer(o, set | (size_t)1 << i, next);
}

// ---- parts

// What a part takes for each row that binds these, fed with it.
static kg_status
guess_fed(orderer *o, item *it, bits bound, const kg__guess **guess)
{
  kg__vars vars = {0};
  *guess = NULL;
  for (size_t i = 0; i < it->n_fed; i++)
    if (it->fed[i].bound == bound) {
      *guess = it->fed[i].can ? &it->fed[i].guess : NULL;
      return KG_OK;
    }
  if (it->n_fed == MOST_GUESSES || !bound)
    return KG_OK;
  for (size_t v = 0; v < o->n_vars; v++)
    if (bound >> v & 1)
      KG_TRY(kg__vars_add(&vars, o->vars[v], o->p->exec->arena));
  it->fed[it->n_fed].bound = bound;
  it->fed[it->n_fed].can = kg__alg_can_feed(it->part, &vars);
  KG_TRY(kg__estimate_alg(o->p->exec, it->part, &vars, &it->fed[it->n_fed].guess));
  it->n_fed++;
  return guess_fed(o, it, bound, guess);
}

static kg_status
extend_part(orderer *o, size_t set, const state *from, size_t i, bits bound, double fan)
{
  enum { BATCH = 20000, FED_ROW = 100 };
  item *it = &o->items[i];
  const kg__guess *fed;
  double out = from->rows * fan, all = it->whole.rows;
  state next = {
      .set = true, .rows = out, .items = (uint16_t)(1u << i), .sort = from->sort, .from_sort = from->sort};
  set |= (size_t)1 << i;
  next.way = KG__WAY_HASH;
  next.cost = from->cost + it->whole.cost + kg__way_cost(KG__WAY_HASH, from->rows, all, out);
  offer(o, set, next);
  KG_TRY(guess_fed(o, it, it->certain & bound, &fed));
  if (fed) {
    next.way = KG__WAY_FEED;
    next.cost = from->cost + from->rows * (fed->cost + FED_ROW) + (1 + from->rows / 1024) * BATCH + out * 20;
    offer(o, set, next);
  }
  next.way = KG__WAY_HASH_LEFT;
  next.sort = NO_SORT;
  next.cost = from->cost + it->whole.cost + kg__way_cost(KG__WAY_HASH_LEFT, from->rows, all, out);
  offer(o, set, next);
  return KG_OK;
}

static kg_status
begin(orderer *o, size_t i)
{
  const item *it = &o->items[i];
  state fed = {.set = true, .rows = o->fed_rows, .sort = NO_SORT, .from_sort = NO_SORT};
  if (is_quad(it))
    begin_quad(o, i);
  else if (it->link)
    extend_path(o, 0, &fed, i, o->fed);
  else if (o->p->feed)
    return extend_part(o, 0, &fed, i, o->fed, fan_out(o, i, o->fed));
  else
    offer(o, (size_t)1 << i,
          (state){.set = true,
                  .way = KG__WAY_HASH,
                  .items = (uint16_t)(1u << i),
                  .sort = NO_SORT,
                  .from_sort = NO_SORT,
                  .rows = it->whole.rows,
                  .cost = it->whole.cost});
  return KG_OK;
}

// ---- intersections

// Patterns in which but `v` is open, at one end; `least`: of the rows that one of them gives.
static size_t
find_open(const orderer *o, size_t set, bits bound, unsigned v, size_t *n, double *least)
{
  size_t found = 0;
  bits left_open = open_of(o, set);
  *n = 0;
  for (size_t i = 0; i < o->n && *n < 4; i++) {
    const item *it = &o->items[i];
    bool at_end = (it->place[0] == (int)v) != (it->place[2] == (int)v);
    if ((set >> i & 1) || !is_quad(it) || (it->vars & left_open))
      continue;
    if ((it->vars & ~bound) != (bits)1 << v || !at_end || it->place[1] >= 0 || it->place[3] >= 0)
      continue;
    double rows = fan_out(o, i, bound);
    *least = !found || rows < *least ? rows : *least;
    found |= (size_t)1 << i;
    ++*n;
  }
  return found;
}

static void
intersect(orderer *o, size_t set, bits bound, unsigned v)
{
  enum { READ = 8, ROW = 80, STEP = 10, ROW_OUT = 20 };
  size_t n;
  double least = 0, fan = 1, read = 0;
  size_t found = find_open(o, set, bound, v, &n, &least);
  if (n < 2 || o->p->feed)
    return;
  for (size_t i = 0; i < o->n; i++) {
    if (!(found >> i & 1))
      continue;
    fan *= fan_out(o, i, bound);
    read += o->stats[i].all * READ;
    bound |= (bits)1 << v;
  }
  for (unsigned char sort = 0; sort < N_SORTS; sort++) {
    const state *from = &o->best[set][sort];
    state next = {.set = true, .way = KG__WAY_INTERSECT, .items = (uint16_t)found, .open = (unsigned char)v};
    if (!from->set)
      continue;
    next.sort = next.from_sort = from->sort;
    next.rows = from->rows * fan;
    next.cost = from->cost + from->rows * (ROW + least * STEP * (double)n) + read + next.rows * ROW_OUT;
    offer(o, set | found, next);
  }
}

static bool
is_connected(const item *it, bits bound)
{
  if (it->link && it->link->unfold)
    return bound >> it->place[3] & 1;
  return it->part ? (it->certain & bound) != 0 : !it->vars || (it->vars & bound);
}

static kg_status
extend_with(orderer *o, size_t set, size_t i, bits bound)
{
  const item *it = &o->items[i];
  bool only_look_up = o->p->feed || (it->vars & open_of(o, set));
  double fan = fan_out(o, i, bound);
  for (size_t sort = 0; sort < N_SORTS; sort++) {
    const state *from = &o->best[set][sort];
    if (!from->set)
      continue;
    if (it->part)
      KG_TRY(extend_part(o, set, from, i, bound, fan));
    else if (is_quad(it))
      extend_quad(o, set, from, i, bound, fan, only_look_up);
    else
      extend_path(o, set, from, i, bound);
  }
  return KG_OK;
}

static kg_status
extend_set(orderer *o, size_t set)
{
  bits bound = vars_of(o, set);
  bool any = false, reached = false;
  for (size_t sort = 0; sort < N_SORTS; sort++)
    reached = reached || o->best[set][sort].set;
  if (!reached)
    return KG_OK;
  for (size_t i = 0; i < o->n; i++)
    any = any || (!(set >> i & 1) && is_connected(&o->items[i], bound));
  for (unsigned v = 0; v < o->n_vars; v++)
    if (!(bound >> v & 1))
      intersect(o, set, bound, v);
  for (size_t i = 0; i < o->n; i++)
    if (!(set >> i & 1) && (!any || is_connected(&o->items[i], bound)))
      KG_TRY(extend_with(o, set, i, bound));
  return KG_OK;
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
  while (set && o->best[set][sort].set) {
    const state *at = &o->best[set][sort];
    size_t by = at->way == KG__WAY_MERGE ? at->from_sort : at->sort;
    kg__var var = at->way == KG__WAY_INTERSECT ? o->vars[at->open] : by == NO_SORT ? KG__NO_VAR : o->vars[by];
    back[n++] = (kg__order_step){at->items, at->way, var, at->rows};
    set &= ~(size_t)at->items;
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
  orderer *o = kg_arena_calloc(p->exec->arena, 1, sizeof *o);
  *n_steps = 0;
  if (!o)
    return KG_ERR_NOMEM;
  *o = (orderer){.p = p, .join = join, .stats = stats, .rarities = rarity, .fed_rows = 1};
  o->n = join->n_links + join->n_parts;
  if (p->feed && p->feed->joined)
    o->fed_rows = p->feed->expected;
  size_t n_sets = (size_t)1 << o->n;
  o->best = kg_arena_calloc(p->exec->arena, n_sets, sizeof *o->best);
  if (!o->best)
    return KG_ERR_NOMEM;
  KG_TRY(read_items(o));
  if (o->too_many)
    return KG_OK;
  for (size_t i = 0; i < o->n; i++)
    KG_TRY(begin(o, i));
  for (size_t set = 1; set < n_sets; set++)
    KG_TRY(extend_set(o, set));
  *n_steps = read_steps(o, steps);
  return KG_OK;
}
