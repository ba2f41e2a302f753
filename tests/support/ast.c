// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/ast.h"

#include <stdlib.h>

enum { MOST = 100000 };

typedef struct pairs {
  const kg__request *a, *b;
  kg__var *to, *from; ///< Variables of a and b that correspond, KG__NO_VAR: none yet
  kg_str (*labels)[2];
  size_t n_labels;
  const char *difference;
} pairs;

static bool
differ(pairs *p, const char *what)
{
  if (!p->difference)
    p->difference = what;
  return false;
}

#define SAME(condition, what)   \
  do {                          \
    if (!(condition))           \
      return differ(p, (what)); \
  } while (0)

static bool
same_var(pairs *p, kg__var a, kg__var b)
{
  if (a == KG__NO_VAR || b == KG__NO_VAR)
    return a == b || differ(p, "variable");
  const kg__variable *x = &p->a->vars[a], *y = &p->b->vars[b];
  SAME(x->hidden == y->hidden, "blank node for variable");
  SAME(x->hidden || kg_str_equal(x->name, y->name), "variable");
  if (p->to[a] == KG__NO_VAR && p->from[b] == KG__NO_VAR) {
    p->to[a] = b;
    p->from[b] = a;
  }
  SAME(p->to[a] == b && p->from[b] == a, "blank node");
  return true;
}

static bool
same_label(pairs *p, kg_str a, kg_str b)
{
  for (size_t i = 0; i < p->n_labels; i++) {
    bool x = kg_str_equal(p->labels[i][0], a), y = kg_str_equal(p->labels[i][1], b);
    if (x || y)
      return (x && y) || differ(p, "label");
  }
  p->labels[p->n_labels][0] = a;
  p->labels[p->n_labels++][1] = b;
  return true;
}

static bool
same_term(pairs *p, const kg_term *a, const kg_term *b)
{
  SAME(a->kind == b->kind, "term");
  if (a->kind == KG_TERM_BLANK)
    return same_label(p, a->value, b->value);
  if (a->kind != KG_TERM_TRIPLE)
    return kg_term_equal(a, b) || differ(p, "term");
  return same_term(p, &a->triple[0], &b->triple[0]) && same_term(p, &a->triple[1], &b->triple[1]) &&
         same_term(p, &a->triple[2], &b->triple[2]);
}

static bool
same_terms(pairs *p, const kg_term *a, size_t n_a, const kg_term *b, size_t n_b)
{
  SAME(n_a == n_b, "number of terms");
  for (size_t i = 0; i < n_a; i++)
    if (!same_term(p, &a[i], &b[i]))
      return false;
  return true;
}

static bool
same_node(pairs *p, const kg__node *a, const kg__node *b)
{
  SAME(a->kind == b->kind, "node");
  if (a->kind == KG__NODE_VAR)
    return same_var(p, a->var, b->var);
  if (a->kind == KG__NODE_TERM)
    return same_term(p, &a->term, &b->term);
  for (int i = 0; a->kind == KG__NODE_TRIPLE && i < 3; i++)
    if (!same_node(p, &a->triple[i], &b->triple[i]))
      return false;
  return true;
}

static bool
same_path(pairs *p, const kg__path *a, const kg__path *b)
{
  SAME(!a == !b, "path for predicate");
  if (!a)
    return true;
  SAME(a->kind == b->kind && a->n_parts == b->n_parts, "path");
  if (a->kind == KG__PATH_IRI)
    return same_term(p, &a->iri, &b->iri);
  for (size_t i = 0; i < a->n_parts; i++)
    if (!same_path(p, a->parts[i], b->parts[i]))
      return false;
  return true;
}

static bool
same_triple(pairs *p, const kg__triple_pattern *a, const kg__triple_pattern *b)
{
  return same_node(p, &a->subject, &b->subject) && same_node(p, &a->predicate, &b->predicate) &&
         same_path(p, a->path, b->path) && same_node(p, &a->object, &b->object);
}

static bool
same_quads(pairs *p, const kg__quad_patterns *a, const kg__quad_patterns *b)
{
  SAME(a->n == b->n, "number of quads");
  for (size_t i = 0; i < a->n; i++)
    if (!same_triple(p, &a->items[i].triple, &b->items[i].triple) ||
        !same_node(p, &a->items[i].graph, &b->items[i].graph))
      return false;
  return true;
}

static bool
same_values(pairs *p, const kg__values *a, const kg__values *b)
{
  SAME(a->n_vars == b->n_vars && a->n_rows == b->n_rows, "VALUES");
  for (size_t i = 0; i < a->n_vars; i++)
    if (!same_var(p, a->vars[i], b->vars[i]))
      return false;
  return same_terms(p, a->terms, a->n_vars * a->n_rows, b->terms, b->n_vars * b->n_rows);
}

static bool same_pattern(pairs *p, const kg__pattern *a, const kg__pattern *b);
static bool same_query(pairs *p, const kg__query *a, const kg__query *b);

static bool
same_expr(pairs *p, const kg__expr *a, const kg__expr *b)
{
  SAME(!a == !b, "expression");
  if (!a)
    return true;
  SAME(a->kind == b->kind && a->n_args == b->n_args, "expression");
  SAME(a->function == b->function && a->distinct == b->distinct, "function");
  if (a->kind == KG__EXPR_VAR)
    return same_var(p, a->var, b->var);
  if ((a->kind == KG__EXPR_TERM || a->kind == KG__EXPR_CALL_IRI) && !same_term(p, &a->term, &b->term))
    return false;
  if (a->kind == KG__EXPR_AGGREGATE)
    SAME(a->aggregate == b->aggregate && a->has_separator == b->has_separator &&
             kg_str_equal(a->separator, b->separator),
         "aggregate");
  for (size_t i = 0; i < a->n_args; i++)
    if (!same_expr(p, a->args[i], b->args[i]))
      return false;
  return same_pattern(p, a->pattern, b->pattern);
}

static bool
same_pattern(pairs *p, const kg__pattern *a, const kg__pattern *b)
{
  SAME(!a == !b, "pattern");
  if (!a)
    return true;
  SAME(a->kind == b->kind && a->silent == b->silent, "pattern");
  SAME(a->n_parts == b->n_parts && a->n_triples == b->n_triples, "number of parts");
  for (size_t i = 0; i < a->n_triples; i++)
    if (!same_triple(p, &a->triples[i], &b->triples[i]))
      return false;
  for (size_t i = 0; i < a->n_parts; i++)
    if (!same_pattern(p, a->parts[i], b->parts[i]))
      return false;
  if (a->kind == KG__PATTERN_BIND && !same_var(p, a->var, b->var))
    return false;
  return same_node(p, &a->node, &b->node) && same_expr(p, a->expr, b->expr) &&
         same_values(p, &a->values, &b->values) &&
         (a->kind != KG__PATTERN_SELECT || same_query(p, a->query, b->query));
}

static bool
same_keys(pairs *p, const kg__key *a, size_t n_a, const kg__key *b, size_t n_b)
{
  SAME(n_a == n_b, "number of keys");
  for (size_t i = 0; i < n_a; i++)
    if (a[i].descending != b[i].descending || !same_expr(p, a[i].expr, b[i].expr) ||
        !same_var(p, a[i].var, b[i].var))
      return differ(p, "key");
  return true;
}

static bool
same_dataset(pairs *p, const kg__dataset *a, const kg__dataset *b)
{
  return same_terms(p, a->graphs, a->n_graphs, b->graphs, b->n_graphs) &&
         same_terms(p, a->named, a->n_named, b->named, b->n_named);
}

static bool
same_modifiers(pairs *p, const kg__query *a, const kg__query *b)
{
  SAME(a->limit == b->limit && a->offset == b->offset, "slice");
  SAME(a->has_group == b->has_group && a->n_having == b->n_having, "grouping");
  for (size_t i = 0; i < a->n_having; i++)
    if (!same_expr(p, a->having[i], b->having[i]))
      return false;
  return same_keys(p, a->group, a->n_group, b->group, b->n_group) &&
         same_keys(p, a->order, a->n_order, b->order, b->n_order);
}

static bool
same_query(pairs *p, const kg__query *a, const kg__query *b)
{
  SAME(a->form == b->form && a->distinct == b->distinct && a->reduced == b->reduced && a->star == b->star,
       "form");
  SAME(a->n_describe == b->n_describe && a->has_dataset == b->has_dataset && a->has_values == b->has_values,
       "clauses");
  SAME(a->n_items == b->n_items, "number of columns");
  for (size_t i = 0; !a->star && i < a->n_items; i++)
    if (!same_var(p, a->items[i].var, b->items[i].var) || !same_expr(p, a->items[i].expr, b->items[i].expr))
      return differ(p, "column");
  for (size_t i = 0; i < a->n_describe; i++)
    if (!same_node(p, &a->describe[i], &b->describe[i]))
      return false;
  return same_quads(p, &a->template, &b->template) && same_dataset(p, &a->dataset, &b->dataset) &&
         same_pattern(p, a->where, b->where) && same_modifiers(p, a, b) &&
         same_values(p, &a->values, &b->values);
}

static bool
same_operation(pairs *p, const kg__operation *a, const kg__operation *b)
{
  SAME(a->kind == b->kind && a->silent == b->silent && a->from_ref == b->from_ref && a->to_ref == b->to_ref &&
           a->has_dataset == b->has_dataset,
       "operation");
  return same_term(p, &a->from, &b->from) && same_term(p, &a->to, &b->to) &&
         same_term(p, &a->with, &b->with) && same_quads(p, &a->remove, &b->remove) &&
         same_quads(p, &a->insert, &b->insert) && same_dataset(p, &a->dataset, &b->dataset) &&
         same_pattern(p, a->where, b->where);
}

static bool
same_request(pairs *p)
{
  SAME(kg_str_equal(p->a->base, p->b->base), "base");
  SAME(!p->a->query == !p->b->query && p->a->n_operations == p->b->n_operations, "number of operations");
  for (size_t i = 0; i < p->a->n_operations; i++)
    if (!same_operation(p, &p->a->operations[i], &p->b->operations[i]))
      return false;
  return !p->a->query || same_query(p, p->a->query, p->b->query);
}

bool
ast_equal(const kg__request *a, const kg__request *b, const char **difference)
{
  pairs p = {.a = a, .b = b};
  p.to = malloc((a->n_vars + 1) * sizeof *p.to);
  p.from = malloc((b->n_vars + 1) * sizeof *p.from);
  p.labels = malloc(MOST * sizeof *p.labels);
  memset(p.to, 0xff, (a->n_vars + 1) * sizeof *p.to);
  memset(p.from, 0xff, (b->n_vars + 1) * sizeof *p.from);
  bool same = same_request(&p);
  free(p.to);
  free(p.from);
  free(p.labels);
  *difference = p.difference;
  return same;
}
