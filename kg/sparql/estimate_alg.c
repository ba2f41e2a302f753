// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// Estimates of whole patterns, before they are planned: how many rows one gives for each row that binds some
// of its variables, and what that takes.  Patterns of a join are taken as they come cheapest.

#include "kg/sparql/plan.h"

enum { LOOK_UP = 700, SCAN = 10, ROW = 40, SEARCH = 3000, MOST_ITEMS = 40, MOST_GUESSES = 400 };

typedef struct guesser {
  kg__exec *exec;
  unsigned n; ///< Guesses so far: nested patterns would take ever more of them
} guesser;

static kg_status guess_alg(guesser *g, const kg__alg *alg, const kg__vars *bound, kg__guess *guess);

// ---- paths

static kg_status
count_steps(kg__exec *exec, const kg__path *path, double *n, double *values)
{
  if (path->kind == KG__PATH_IRI || path->kind == KG__PATH_NEGATED) {
    kg__quad_slots quad = {.at = {{.is_var = true}, {.is_var = true}, {.is_var = true, .var = 1}}};
    kg__link_stats stats = {0};
    if (path->kind == KG__PATH_IRI) {
      quad.at[1] = (kg__slot){0};
      KG_TRY(kg__exec_id(exec, &path->iri, &quad.at[1].id));
    }
    KG_TRY(kg__estimate_values(exec, &quad, &stats, 0));
    *n += stats.all;
    *values += stats.values[0];
    return KG_OK;
  }
  for (size_t i = 0; i < path->n_parts; i++)
    KG_TRY(count_steps(exec, path->parts[i], n, values));
  return KG_OK;
}

// Whether a path can be of no steps: then from any node there is one, to itself.
static bool
may_be_empty(const kg__path *path)
{
  bool any = path->kind == KG__PATH_ALTERNATIVE;
  if (path->kind == KG__PATH_ZERO_OR_ONE || path->kind == KG__PATH_ZERO_OR_MORE)
    return true;
  for (size_t i = 0; i < path->n_parts; i++)
    if (may_be_empty(path->parts[i]) == any)
      return any;
  return !any && path->n_parts && path->kind != KG__PATH_NEGATED;
}

// Nodes that a path without bound ends may begin at.
static kg_status
count_starts(kg__exec *exec, const kg__path *path, double values, double *starts)
{
  uint64_t subjects, objects;
  *starts = values + 1;
  if (!may_be_empty(path))
    return KG_OK;
  KG_TRY(kg_count_values(exec->txn, KG_SPO, NULL, 0, &subjects, exec->err));
  KG_TRY(kg_count_values(exec->txn, KG_OSP, NULL, 0, &objects, exec->err));
  *starts += (double)(subjects + objects);
  return KG_OK;
}

kg_status
kg__estimate_path(kg__exec *exec, const kg__link *link, bool from, bool to, kg__guess *guess)
{
  enum { REACH = 8 };
  double n = 0, values = 0, starts;
  KG_TRY(count_steps(exec, link->path, &n, &values));
  double reached = 1 + REACH * n / (values + 1);
  reached = reached < n + 1 ? reached : n + 1;
  guess->rows = from && to ? 0.3 : reached;
  guess->cost = SEARCH + reached * LOOK_UP;
  if (from || to)
    return KG_OK;
  KG_TRY(count_starts(exec, link->path, values, &starts));
  guess->rows = starts + reached * (values + 1);
  guess->cost *= starts;
  return KG_OK;
}

// ---- joins

static bool
binds(const kg__vars *bound, const kg__slot *slot)
{
  return !slot->is_var || kg__vars_has(bound, slot->var);
}

static kg_status
guess_link(guesser *g, const kg__alg *join, size_t i, const kg__vars *bound, bool fed, kg__guess *guess)
{
  const kg__link *link = &join->links[i];
  kg__link_stats stats = {0};
  g->n++;
  if (link->path)
    return kg__estimate_path(g->exec, link, binds(bound, &link->quad.at[0]), binds(bound, &link->quad.at[2]),
                             guess);
  KG_TRY(kg__estimate_link(g->exec, link, &stats, bound, &guess->rows));
  guess->cost = LOOK_UP + guess->rows * SCAN;
  if (!fed && stats.all * SCAN < guess->cost)
    guess->cost = stats.all * SCAN;
  return KG_OK;
}

static kg_status
add_vars(guesser *g, const kg__alg *join, size_t i, kg__vars *bound)
{
  for (int k = 0; i < join->n_links && k < 4; k++)
    if (join->links[i].quad.at[k].is_var)
      KG_TRY(kg__vars_add(bound, join->links[i].quad.at[k].var, g->exec->arena));
  return i < join->n_links
             ? KG_OK
             : kg__vars_add_all(bound, &join->parts[i - join->n_links]->certain, g->exec->arena);
}

static kg_status
guess_item(guesser *g, const kg__alg *join, size_t i, const kg__vars *bound, bool fed, kg__guess *guess)
{
  return i < join->n_links ? guess_link(g, join, i, bound, fed, guess)
                           : guess_alg(g, join->parts[i - join->n_links], bound, guess);
}

static kg_status
next_best(guesser *g, const kg__alg *join, const bool *done, const kg__vars *bound, bool fed, kg__guess *best,
          size_t *at)
{
  size_t n = join->n_links + join->n_parts;
  *at = n;
  for (size_t i = 0; i < n; i++) {
    kg__guess guess;
    if (done[i])
      continue;
    KG_TRY(guess_item(g, join, i, bound, fed, &guess));
    if (*at < n && guess.rows >= best->rows)
      continue;
    *best = guess;
    *at = i;
  }
  return KG_OK;
}

static kg_status
guess_join(guesser *g, const kg__alg *join, const kg__vars *bound, kg__guess *guess)
{
  bool done[MOST_ITEMS] = {false}, fed = false;
  kg__vars now = {0};
  kg__var first = 0;
  size_t n = join->n_links + join->n_parts;
  *guess = (kg__guess){1, 0};
  if (n > MOST_ITEMS) {
    *guess = (kg__guess){1e6, 1e9};
    return KG_OK;
  }
  fed = kg__vars_next(bound, &first);
  KG_TRY(kg__vars_add_all(&now, bound, g->exec->arena));
  for (size_t i = 0; i < join->n_aliases; i++)
    KG_TRY(kg__vars_add(&now, join->aliases[i].var, g->exec->arena));
  for (size_t step = 0; step < n; step++) {
    kg__guess best = {0};
    size_t at;
    KG_TRY(next_best(g, join, done, &now, fed, &best, &at));
    done[at] = true;
    guess->cost += guess->rows * best.cost;
    guess->rows *= best.rows;
    guess->cost += guess->rows * ROW;
    KG_TRY(add_vars(g, join, at, &now));
  }
  return KG_OK;
}

// ---- the other kinds

static kg_status
guess_two(guesser *g, const kg__alg *alg, const kg__vars *bound, kg__guess *guess)
{
  kg__guess right;
  kg__vars both = {0};
  KG_TRY(guess_alg(g, alg->parts[0], bound, guess));
  KG_TRY(kg__vars_add_all(&both, bound, g->exec->arena));
  if (alg->kind != KG__ALG_UNION)
    KG_TRY(kg__vars_add_all(&both, &alg->parts[0]->certain, g->exec->arena));
  KG_TRY(guess_alg(g, alg->parts[1], &both, &right));
  if (alg->kind == KG__ALG_UNION) {
    *guess = (kg__guess){guess->rows + right.rows, guess->cost + right.cost};
    return KG_OK;
  }
  guess->cost += guess->rows * right.cost;
  if (alg->kind == KG__ALG_LEFTJOIN && right.rows > 1)
    guess->rows *= right.rows;
  return KG_OK;
}

static kg_status
guess_select(guesser *g, const kg__alg *alg, const kg__vars *bound, kg__guess *guess)
{
  const kg__query *query = alg->query;
  KG_TRY(guess_alg(g, alg->parts[0], bound, guess));
  guess->cost += guess->rows * ROW;
  if (query->has_group)
    guess->rows = query->n_group ? guess->rows / 4 + 1 : 1;
  if (guess->rows > (double)query->limit)
    guess->rows = (double)query->limit;
  return KG_OK;
}

static kg_status
guess_alg(guesser *g, const kg__alg *alg, const kg__vars *bound, kg__guess *guess)
{
  *guess = (kg__guess){1000, 1e9};
  if (++g->n > MOST_GUESSES)
    return KG_OK;
  switch (alg->kind) {
  case KG__ALG_JOIN:
    return guess_join(g, alg, bound, guess);
  case KG__ALG_LEFTJOIN:
  case KG__ALG_MINUS:
  case KG__ALG_UNION:
    return guess_two(g, alg, bound, guess);
  case KG__ALG_FILTER:
    KG_TRY(guess_alg(g, alg->parts[0], bound, guess));
    guess->cost += guess->rows * ROW;
    guess->rows /= 3;
    return KG_OK;
  case KG__ALG_EXTEND:
  case KG__ALG_GRAPH:
    return guess_alg(g, alg->parts[0], bound, guess);
  case KG__ALG_SELECT:
    return guess_select(g, alg, bound, guess);
  case KG__ALG_VALUES:
    *guess = (kg__guess){(double)alg->values->n_rows, (double)alg->values->n_rows * SCAN};
    return KG_OK;
  case KG__ALG_SERVICE:
    break;
  }
  return KG_OK;
}

kg_status
kg__estimate_alg(kg__exec *exec, const kg__alg *alg, const kg__vars *bound, kg__guess *guess)
{
  guesser g = {exec, 0};
  return guess_alg(&g, alg, bound, guess);
}
