// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// Conditions that say which term a variable is: `?x = <iri>`, sameTerm(?x, term), `?x IN (<a>, <b>)`, and two
// variables that are the same term.  Patterns get the constant, whose quads can be counted and read; the
// variable is an alias of it then, as if joined with a table of one row.  Several terms become such a table.
// `=` is but sameTerm where one side is known to be no literal.  Paths keep their variables: a path of no
// steps from a constant needs no node in the graph.

#include "kg/sparql/rewrite.h"

typedef struct equality {
  kg__var var;
  kg__var other;          ///< The same term, or KG__NO_VAR
  const kg__expr **terms; ///< One of these
  size_t n;
} equality;

// ---- reading conditions

static bool
is_call_of(const kg__expr *expr, const char *name)
{
  return expr->kind == KG__EXPR_CALL && expr->function && kg_str_equal(expr->function->name, kg_str_of(name));
}

static kg_status
add_term(kg__rewriter *r, equality *e, const kg__expr *var, const kg__expr *term, bool any, bool *fits)
{
  bool known = e->var == KG__NO_VAR || e->var == var->var;
  *fits = known && var->kind == KG__EXPR_VAR && term->kind == KG__EXPR_TERM &&
          (any ? term->term.kind != KG_TERM_BLANK : term->term.kind == KG_TERM_IRI);
  if (!*fits)
    return KG_OK;
  e->var = var->var;
  return kg__push(r->exec->arena, e->terms, e->n, term);
}

static kg_status
read_terms(kg__rewriter *r, const kg__expr *expr, equality *e, bool *fits)
{
  bool same = is_call_of(expr, "sameTerm");
  *fits = expr->kind == KG__EXPR_OR || expr->kind == KG__EXPR_IN;
  if (same || expr->kind == KG__EXPR_EQ) {
    bool first = expr->args[0]->kind == KG__EXPR_VAR;
    return add_term(r, e, expr->args[!first], expr->args[first], same, fits);
  }
  for (size_t i = 0; *fits && expr->kind == KG__EXPR_OR && i < expr->n_args; i++)
    KG_TRY(read_terms(r, expr->args[i], e, fits));
  for (size_t i = 1; *fits && expr->kind == KG__EXPR_IN && i < expr->n_args; i++)
    KG_TRY(add_term(r, e, expr->args[0], expr->args[i], false, fits));
  *fits = *fits && e->n;
  return KG_OK;
}

// Whether a variable is an IRI or a blank node wherever a join has a solution.
static bool
is_node(const kg__alg *join, kg__var var)
{
  for (size_t i = 0; i < join->n_links; i++) {
    const kg__link *link = &join->links[i];
    for (int k = 0; k < 4 && !link->path; k++)
      if (k != 2 && link->quad.at[k].is_var && link->quad.at[k].var == var)
        return true;
  }
  return false;
}

static bool
read_other(const kg__expr *expr, const kg__alg *join, equality *e)
{
  bool same = is_call_of(expr, "sameTerm");
  if ((!same && expr->kind != KG__EXPR_EQ) || expr->args[0]->kind != KG__EXPR_VAR ||
      expr->args[1]->kind != KG__EXPR_VAR || expr->args[0]->var == expr->args[1]->var)
    return false;
  e->var = expr->args[1]->var;
  e->other = expr->args[0]->var;
  return same || is_node(join, e->var) || is_node(join, e->other);
}

// ---- writing patterns

static bool
substitute(kg__alg *join, kg__var var, const kg__slot *slot)
{
  bool any = false;
  for (size_t i = 0; i < join->n_links; i++) {
    kg__link *link = &join->links[i];
    bool graph = link->quad.mode == KG__GRAPH_MODE_VAR;
    for (int k = 0; k < 4 && !link->path; k++) {
      if ((k == 3 && !graph) || !link->quad.at[k].is_var || link->quad.at[k].var != var)
        continue;
      link->quad.at[k] = *slot;
      any = true;
    }
    if (graph && !link->quad.at[3].is_var)
      link->quad.mode = KG__GRAPH_MODE_FIXED;
  }
  return any;
}

static kg_status
add_alias(kg__rewriter *r, kg__alg *join, kg__var var, const kg__slot *slot)
{
  kg__alias alias = {var, *slot};
  for (size_t i = 0; i < join->n_aliases; i++) {
    if (join->aliases[i].is.is_var && join->aliases[i].is.var == var)
      join->aliases[i].is = *slot;
    if (join->aliases[i].var == var && join->aliases[i].is.id == slot->id)
      return KG_OK;
  }
  return kg__push(r->exec->arena, join->aliases, join->n_aliases, alias);
}

// Whatever a pattern gives, rows in which the variable is another term need not be among it.
static kg_status
restrict_to(kg__rewriter *r, kg__alg *alg, kg__var var, const kg__slot *slot)
{
  if (!kg__vars_has(&alg->certain, var))
    return KG_OK;
  switch (alg->kind) {
  case KG__ALG_JOIN:
    if (substitute(alg, var, slot))
      KG_TRY(add_alias(r, alg, var, slot));
    for (size_t i = 0; i < alg->n_parts; i++)
      KG_TRY(restrict_to(r, alg->parts[i], var, slot));
    return KG_OK;
  case KG__ALG_LEFTJOIN:
  case KG__ALG_MINUS:
  case KG__ALG_UNION:
    KG_TRY(restrict_to(r, alg->parts[1], var, slot));
    return restrict_to(r, alg->parts[0], var, slot);
  case KG__ALG_EXTEND:
    return alg->var == var ? KG_OK : restrict_to(r, alg->parts[0], var, slot);
  case KG__ALG_FILTER:
  case KG__ALG_GRAPH:
    return restrict_to(r, alg->parts[0], var, slot);
  case KG__ALG_SELECT:
    if (alg->query->offset || alg->query->limit != KG__NO_LIMIT || alg->query->has_values)
      return KG_OK;
    return restrict_to(r, alg->parts[0], var, slot);
  default:
    return KG_OK;
  }
}

// ---- one term, several, another variable

static kg_status
distinct_ids(kg__rewriter *r, equality *e, kg_id **ids)
{
  size_t n = 0;
  *ids = kg_arena_calloc(r->exec->arena, e->n, sizeof **ids);
  if (!*ids)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < e->n; i++) {
    size_t at = 0;
    KG_TRY(kg__exec_id(r->exec, &e->terms[i]->term, &(*ids)[n]));
    while ((*ids)[at] != (*ids)[n])
      at++;
    e->terms[n] = e->terms[i];
    n += at == n;
  }
  e->n = n;
  return KG_OK;
}

static kg_status
add_table(kg__rewriter *r, kg__alg *join, const equality *e)
{
  kg_arena *arena = r->exec->arena;
  kg__values *values = kg_arena_calloc(arena, 1, sizeof *values);
  kg__alg *table = kg_arena_calloc(arena, 1, sizeof *table);
  if (!values || !table)
    return KG_ERR_NOMEM;
  KG_TRY(kg__push(arena, values->vars, values->n_vars, e->var));
  for (size_t i = 0; i < e->n; i++)
    KG_TRY(kg__push(arena, values->terms, values->n_rows, e->terms[i]->term));
  table->kind = KG__ALG_VALUES;
  table->values = values;
  KG_TRY(kg__vars_add(&table->vars, e->var, arena));
  KG_TRY(kg__alg_set_certain(r->exec, table));
  return kg__push(arena, join->parts, join->n_parts, table);
}

static kg_status
apply_terms(kg__rewriter *r, kg__alg *join, equality *e)
{
  kg_id *ids;
  KG_TRY(distinct_ids(r, e, &ids));
  if (e->n > 1)
    return add_table(r, join, e);
  kg__slot slot = {.id = ids[0]};
  KG_TRY(restrict_to(r, join, e->var, &slot));
  return add_alias(r, join, e->var, &slot);
}

static kg_status
apply_other(kg__rewriter *r, kg__alg *join, const equality *e)
{
  kg__slot slot = {.is_var = true, .var = e->other};
  substitute(join, e->var, &slot);
  return add_alias(r, join, e->var, &slot);
}

static bool
has_alias(const kg__alg *join, kg__var var)
{
  for (size_t i = 0; i < join->n_aliases; i++)
    if (join->aliases[i].var == var)
      return true;
  return false;
}

// Whether a table of terms has something to be looked up by: then it is worth more than a test.
static bool
is_of_links(const kg__alg *join, kg__var var)
{
  for (size_t i = 0; i < join->n_links; i++)
    for (int k = 0; k < 4; k++)
      if (join->links[i].quad.at[k].is_var && join->links[i].quad.at[k].var == var)
        return true;
  return false;
}

static kg_status
apply(kg__rewriter *r, const kg__expr *expr, kg__alg *join, bool *applied)
{
  enum { MOST_TERMS = 1000 };
  equality e = {.var = KG__NO_VAR, .other = KG__NO_VAR};
  *applied = read_other(expr, join, &e);
  if (*applied) {
    *applied = kg__vars_has(&join->certain, e.var) && kg__vars_has(&join->certain, e.other) &&
               !has_alias(join, e.var) && !has_alias(join, e.other);
    return *applied ? apply_other(r, join, &e) : KG_OK;
  }
  e = (equality){.var = KG__NO_VAR, .other = KG__NO_VAR};
  KG_TRY(read_terms(r, expr, &e, applied));
  *applied = *applied && kg__vars_has(&join->certain, e.var) && !has_alias(join, e.var);
  if (*applied && e.n > 1)
    *applied = r->tables && e.n <= MOST_TERMS && is_of_links(join, e.var);
  return *applied ? apply_terms(r, join, &e) : KG_OK;
}

kg_status
kg__rewrite_equal(kg__rewriter *r, kg__alg *filter)
{
  size_t n = 0;
  for (size_t i = 0; i < filter->n_exprs; i++) {
    bool applied;
    KG_TRY(apply(r, filter->exprs[i], filter->parts[0], &applied));
    filter->exprs[n] = filter->exprs[i];
    n += !applied;
  }
  filter->n_exprs = n;
  return KG_OK;
}
