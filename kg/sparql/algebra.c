// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/algebra.h"
#include "kg/sparql/scope.h"

typedef struct translator {
  kg__exec *exec;
  kg__active active;
} translator;

static kg_status add_path(translator *t, kg__alg *join, const kg__slot *s, const kg__path *path,
                          const kg__slot *o);
static kg_status make_group(translator *t, const kg__pattern *group, kg__alg **alg);

static kg_status
new_alg(translator *t, kg__alg_kind kind, kg__alg **alg)
{
  *alg = kg_arena_calloc(t->exec->arena, 1, sizeof **alg);
  if (!*alg)
    return KG_ERR_NOMEM;
  (*alg)->kind = kind;
  (*alg)->active = t->active;
  return KG_OK;
}

static kg_status
add_part(translator *t, kg__alg *alg, kg__alg *part)
{
  KG_TRY(kg__vars_add_all(&alg->vars, &part->vars, t->exec->arena));
  return kg__push(t->exec->arena, alg->parts, alg->n_parts, part);
}

static kg_status
add_slot_var(translator *t, kg__alg *alg, const kg__slot *slot)
{
  return slot->is_var ? kg__vars_add(&alg->vars, slot->var, t->exec->arena) : KG_OK;
}

// ---- links

kg_status
kg__alg_slot(kg__exec *exec, const kg__node *node, kg__slot *slot)
{
  *slot = (kg__slot){.is_var = node->kind == KG__NODE_VAR, .var = node->var};
  return node->kind == KG__NODE_TERM ? kg__exec_id(exec, &node->term, &slot->id) : KG_OK;
}

static kg_status
add_link(translator *t, kg__alg *join, kg__link link)
{
  kg__slot *graph = &link.quad.at[3];
  *graph = t->active.graph;
  link.quad.mode = t->active.mode;
  link.quad.current = t->active.current;
  if (join->n_links >= 5000)
    return kg_error_set(t->exec->err, KG_ERR_LIMIT, "more than 5000 patterns in one group");
  for (int i = 0; i < 4; i++)
    if (i != 3 || link.quad.mode == KG__GRAPH_MODE_VAR)
      KG_TRY(add_slot_var(t, join, &link.quad.at[i]));
  if (link.quad.mode != KG__GRAPH_MODE_FIXED && link.quad.mode != KG__GRAPH_MODE_VAR)
    *graph = (kg__slot){0};
  return kg__push(t->exec->arena, join->links, join->n_links, link);
}

// The slot of a node; a triple term with variables gets a variable, and a link that takes it apart.
static kg_status
make_slot(translator *t, kg__alg *join, const kg__node *node, kg__slot *slot)
{
  if (node->kind != KG__NODE_TRIPLE)
    return kg__alg_slot(t->exec, node, slot);
  kg__link link = {.unfold = true, .of = kg__exec_new_var(t->exec)};
  *slot = (kg__slot){.is_var = true, .var = link.of};
  for (int i = 0; i < 3; i++)
    KG_TRY(make_slot(t, join, &node->triple[i], &link.quad.at[i]));
  return add_link(t, join, link);
}

static kg_status
add_triple(translator *t, kg__alg *join, const kg__triple_pattern *triple)
{
  kg__link link = {0};
  KG_TRY(make_slot(t, join, &triple->subject, &link.quad.at[0]));
  KG_TRY(make_slot(t, join, &triple->object, &link.quad.at[2]));
  if (triple->path)
    return add_path(t, join, &link.quad.at[0], triple->path, &link.quad.at[2]);
  KG_TRY(make_slot(t, join, &triple->predicate, &link.quad.at[1]));
  return add_link(t, join, link);
}

// ---- paths: sequences are joins, alternatives unions; closures stay

static kg_status
add_sequence(translator *t, kg__alg *join, const kg__slot *s, const kg__path *path, const kg__slot *o)
{
  kg__slot from = *s;
  for (size_t i = 0; i < path->n_parts; i++) {
    kg__slot to = {.is_var = true};
    if (i + 1 == path->n_parts)
      to = *o;
    else
      to.var = kg__exec_new_var(t->exec);
    KG_TRY(add_path(t, join, &from, path->parts[i], &to));
    from = to;
  }
  return KG_OK;
}

static kg_status
new_union(translator *t, kg__alg *left, kg__alg *right, kg__alg **alg)
{
  KG_TRY(new_alg(t, KG__ALG_UNION, alg));
  KG_TRY(add_part(t, *alg, left));
  return add_part(t, *alg, right);
}

static kg_status
add_alternative(translator *t, kg__alg *join, const kg__slot *s, const kg__path *path, const kg__slot *o)
{
  kg__alg *all = NULL, *one;
  for (size_t i = 0; i < path->n_parts; i++) {
    KG_TRY(new_alg(t, KG__ALG_JOIN, &one));
    KG_TRY(add_path(t, one, s, path->parts[i], o));
    if (all)
      KG_TRY(new_union(t, all, one, &all));
    else
      all = one;
  }
  return add_part(t, join, all);
}

static kg_status
new_expr(translator *t, kg__expr_kind kind, kg__expr **expr)
{
  *expr = kg_arena_calloc(t->exec->arena, 1, sizeof **expr);
  if (!*expr)
    return KG_ERR_NOMEM;
  (*expr)->kind = kind;
  return KG_OK;
}

// One direction of a negated property set: any predicate, but for those of that direction.
static kg_status
make_negated(translator *t, const kg__slot *s, const kg__path *path, const kg__slot *o, bool inverse,
             kg__alg **alg)
{
  kg__expr *in, *arg;
  kg__link link = {.quad.at = {*(inverse ? o : s), {.is_var = true}, *(inverse ? s : o)}};
  kg__alg *join;
  link.quad.at[1].var = kg__exec_new_var(t->exec);
  KG_TRY(new_alg(t, KG__ALG_JOIN, &join));
  KG_TRY(add_link(t, join, link));
  KG_TRY(new_alg(t, KG__ALG_FILTER, alg));
  KG_TRY(add_part(t, *alg, join));
  KG_TRY(new_expr(t, KG__EXPR_NOT_IN, &in));
  KG_TRY(new_expr(t, KG__EXPR_VAR, &arg));
  arg->var = link.quad.at[1].var;
  KG_TRY(kg__push(t->exec->arena, in->args, in->n_args, arg));
  for (size_t i = 0; i < path->n_parts; i++) {
    const kg__path *part = path->parts[i];
    if ((part->kind == KG__PATH_INVERSE) != inverse)
      continue;
    KG_TRY(new_expr(t, KG__EXPR_TERM, &arg));
    arg->term = inverse ? part->parts[0]->iri : part->iri;
    KG_TRY(kg__push(t->exec->arena, in->args, in->n_args, arg));
  }
  return kg__push(t->exec->arena, (*alg)->exprs, (*alg)->n_exprs, in);
}

static kg_status
add_negated(translator *t, kg__alg *join, const kg__slot *s, const kg__path *path, const kg__slot *o)
{
  bool has[2] = {path->n_parts == 0, false};
  kg__alg *alg[2] = {NULL, NULL}, *both;
  for (size_t i = 0; i < path->n_parts; i++)
    has[path->parts[i]->kind == KG__PATH_INVERSE] = true;
  for (int i = 0; i < 2; i++)
    if (has[i])
      KG_TRY(make_negated(t, s, path, o, i == 1, &alg[i]));
  if (!alg[0] || !alg[1])
    return add_part(t, join, alg[0] ? alg[0] : alg[1]);
  KG_TRY(new_union(t, alg[0], alg[1], &both));
  return add_part(t, join, both);
}

static kg_status
add_path(translator *t, kg__alg *join, const kg__slot *s, const kg__path *path, const kg__slot *o)
{
  kg__link link = {.quad.at = {*s, {0}, *o}};
  switch (path->kind) {
  case KG__PATH_IRI:
    KG_TRY(kg__exec_id(t->exec, &path->iri, &link.quad.at[1].id));
    return add_link(t, join, link);
  case KG__PATH_INVERSE:
    return add_path(t, join, o, path->parts[0], s);
  case KG__PATH_SEQUENCE:
    return add_sequence(t, join, s, path, o);
  case KG__PATH_ALTERNATIVE:
    return add_alternative(t, join, s, path, o);
  case KG__PATH_NEGATED:
    return add_negated(t, join, s, path, o);
  default:
    link.path = path;
    return add_link(t, join, link);
  }
}

// ---- groups

// Replace a join so far by `kind` of it and `other`, as the first part of a new join.
static kg_status
wrap(translator *t, kg__alg **join, kg__alg_kind kind, kg__alg *other, kg__alg **wrapped)
{
  KG_TRY(new_alg(t, kind, wrapped));
  KG_TRY(add_part(t, *wrapped, *join));
  if (other && kind != KG__ALG_MINUS)
    KG_TRY(add_part(t, *wrapped, other));
  else if (other)
    KG_TRY(kg__push(t->exec->arena, (*wrapped)->parts, (*wrapped)->n_parts, other));
  return new_alg(t, KG__ALG_JOIN, join);
}

static kg_status
add_optional(translator *t, const kg__pattern *pattern, kg__alg **join)
{
  kg__alg *inner, *left;
  KG_TRY(make_group(t, pattern->parts[0], &inner));
  kg__expr **exprs = NULL;
  size_t n_exprs = 0;
  if (inner->kind == KG__ALG_FILTER) {
    exprs = inner->exprs;
    n_exprs = inner->n_exprs;
    inner = inner->parts[0];
  }
  KG_TRY(wrap(t, join, KG__ALG_LEFTJOIN, inner, &left));
  left->exprs = exprs;
  left->n_exprs = n_exprs;
  return add_part(t, *join, left);
}

static kg_status
add_minus(translator *t, const kg__pattern *pattern, kg__alg **join)
{
  kg__alg *inner, *minus;
  KG_TRY(make_group(t, pattern->parts[0], &inner));
  KG_TRY(wrap(t, join, KG__ALG_MINUS, inner, &minus));
  return add_part(t, *join, minus);
}

static kg_status
add_bind(translator *t, const kg__pattern *pattern, kg__alg **join)
{
  kg__alg *extend;
  KG_TRY(wrap(t, join, KG__ALG_EXTEND, NULL, &extend));
  extend->var = pattern->var;
  KG_TRY(kg__push(t->exec->arena, extend->exprs, extend->n_exprs, pattern->expr));
  KG_TRY(kg__vars_add(&extend->vars, pattern->var, t->exec->arena));
  return add_part(t, *join, extend);
}

// A plain group inside of a group is part of its join.
static kg_status
add_inner(translator *t, kg__alg *join, kg__alg *inner)
{
  if (inner->kind != KG__ALG_JOIN)
    return add_part(t, join, inner);
  for (size_t i = 0; i < inner->n_links; i++)
    KG_TRY(kg__push(t->exec->arena, join->links, join->n_links, inner->links[i]));
  for (size_t i = 0; i < inner->n_parts; i++)
    KG_TRY(kg__push(t->exec->arena, join->parts, join->n_parts, inner->parts[i]));
  return kg__vars_add_all(&join->vars, &inner->vars, t->exec->arena);
}

static kg_status
add_union(translator *t, const kg__pattern *pattern, kg__alg *join)
{
  kg__alg *all = NULL, *one;
  for (size_t i = 0; i < pattern->n_parts; i++) {
    KG_TRY(make_group(t, pattern->parts[i], &one));
    if (all)
      KG_TRY(new_union(t, all, one, &all));
    else
      all = one;
  }
  return add_part(t, join, all);
}

// Whether a group is but triples, so that GRAPH can be a place of each.
static bool
is_plain(const kg__pattern *group)
{
  bool any = false;
  for (size_t i = 0; i < group->n_parts; i++) {
    const kg__pattern *part = group->parts[i];
    if (part->kind != KG__PATTERN_TRIPLES)
      return false;
    for (size_t k = 0; k < part->n_triples; k++)
      if (part->triples[k].path)
        return false;
    any = any || part->n_triples;
  }
  return any;
}

static kg_status
add_graph(translator *t, const kg__pattern *pattern, kg__alg *join)
{
  translator inner = {.exec = t->exec};
  kg__alg *group, *graph;
  KG_TRY(kg__alg_slot(t->exec, &pattern->node, &inner.active.graph));
  bool plain = is_plain(pattern->parts[0]);
  if (plain) {
    inner.active.mode = inner.active.graph.is_var ? KG__GRAPH_MODE_VAR : KG__GRAPH_MODE_FIXED;
    KG_TRY(make_group(&inner, pattern->parts[0], &group));
    return add_inner(t, join, group);
  }
  inner.active.mode = KG__GRAPH_MODE_CURRENT;
  inner.active.current = kg_arena_calloc(t->exec->arena, 1, sizeof(kg_id));
  if (!inner.active.current)
    return KG_ERR_NOMEM;
  KG_TRY(make_group(&inner, pattern->parts[0], &group));
  KG_TRY(new_alg(&inner, KG__ALG_GRAPH, &graph));
  KG_TRY(add_part(t, graph, group));
  KG_TRY(add_slot_var(t, graph, &inner.active.graph));
  return add_part(t, join, graph);
}

static kg_status
add_leaf(translator *t, const kg__pattern *pattern, kg__alg_kind kind, kg__alg *join)
{
  kg__alg *leaf;
  KG_TRY(new_alg(t, kind, &leaf));
  leaf->values = &pattern->values;
  leaf->query = pattern->query;
  leaf->pattern = pattern;
  if (kind == KG__ALG_SELECT) {
    kg__alg *where;
    KG_TRY(make_group(t, pattern->query->where, &where));
    KG_TRY(kg__push(t->exec->arena, leaf->parts, leaf->n_parts, where));
  }
  KG_TRY(kg__vars_add_all(&leaf->vars, &pattern->visible, t->exec->arena));
  return add_part(t, join, leaf);
}

static kg_status
add_pattern(translator *t, const kg__pattern *part, kg__alg **join)
{
  kg__alg *inner;
  switch (part->kind) {
  case KG__PATTERN_TRIPLES:
    for (size_t i = 0; i < part->n_triples; i++)
      KG_TRY(add_triple(t, *join, &part->triples[i]));
    return KG_OK;
  case KG__PATTERN_GROUP:
    KG_TRY(make_group(t, part, &inner));
    return add_inner(t, *join, inner);
  case KG__PATTERN_OPTIONAL:
    return add_optional(t, part, join);
  case KG__PATTERN_MINUS:
    return add_minus(t, part, join);
  case KG__PATTERN_UNION:
    return add_union(t, part, *join);
  case KG__PATTERN_GRAPH:
    return add_graph(t, part, *join);
  case KG__PATTERN_BIND:
    return add_bind(t, part, join);
  case KG__PATTERN_VALUES:
    return add_leaf(t, part, KG__ALG_VALUES, *join);
  case KG__PATTERN_SELECT:
    return add_leaf(t, part, KG__ALG_SELECT, *join);
  case KG__PATTERN_SERVICE:
    return add_leaf(t, part, KG__ALG_SERVICE, *join);
  case KG__PATTERN_FILTER:
    break;
  }
  return KG_OK;
}

static kg_status
add_conjuncts(translator *t, kg__alg *filter, kg__expr *expr)
{
  if (expr->kind != KG__EXPR_AND)
    return kg__push(t->exec->arena, filter->exprs, filter->n_exprs, expr);
  for (size_t i = 0; i < expr->n_args; i++)
    KG_TRY(add_conjuncts(t, filter, expr->args[i]));
  return KG_OK;
}

static kg_status
make_group(translator *t, const kg__pattern *group, kg__alg **alg)
{
  kg__alg *join, *filter = NULL;
  KG_TRY(new_alg(t, KG__ALG_JOIN, &join));
  for (size_t i = 0; i < group->n_parts; i++)
    KG_TRY(add_pattern(t, group->parts[i], &join));
  for (size_t i = 0; i < group->n_parts; i++) {
    if (group->parts[i]->kind != KG__PATTERN_FILTER)
      continue;
    if (!filter)
      KG_TRY(new_alg(t, KG__ALG_FILTER, &filter));
    KG_TRY(add_conjuncts(t, filter, group->parts[i]->expr));
  }
  if (filter)
    KG_TRY(add_part(t, filter, join));
  *alg = filter ? filter : join;
  return KG_OK;
}

kg_status
kg__alg_make(kg__exec *exec, const kg__pattern *group, const kg__active *active, kg__alg **alg)
{
  translator t = {exec, *active};
  return make_group(&t, group, alg);
}
