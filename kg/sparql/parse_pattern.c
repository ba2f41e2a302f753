// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// Group graph patterns.  Each knows the variables that are visible outside of it, from which the rules of
// BIND, SELECT * and scope follow.

#include "kg/sparql/parse.h"

static kg_status
new_pattern(kg__parser *p, kg__pattern_kind kind, kg__pattern **pattern)
{
  *pattern = kg_arena_calloc(p->arena, 1, sizeof **pattern);
  if (!*pattern)
    return KG_ERR_NOMEM;
  (*pattern)->kind = kind;
  (*pattern)->offset = p->token.start;
  return KG_OK;
}

static kg_status
add_part(kg__parser *p, kg__pattern *pattern, kg__pattern *part)
{
  if (part->kind != KG__PATTERN_MINUS && part->kind != KG__PATTERN_FILTER)
    KG_TRY(kg__vars_add_all(&pattern->visible, &part->visible, p->arena));
  return kg__push(p->arena, pattern->parts, pattern->n_parts, part);
}

static kg_status
add_node_vars(kg__parser *p, kg__vars *vars, const kg__node *node)
{
  if (node->kind == KG__NODE_VAR)
    return kg__vars_add(vars, node->var, p->arena);
  for (size_t i = 0; node->kind == KG__NODE_TRIPLE && i < 3; i++)
    KG_TRY(add_node_vars(p, vars, &node->triple[i]));
  return KG_OK;
}

static kg_status
parse_triples(kg__parser *p, kg__pattern **pattern)
{
  kg__triples out = {.use = KG__TRIPLES_PATTERN};
  KG_TRY(new_pattern(p, KG__PATTERN_TRIPLES, pattern));
  KG_TRY(kg__parse_triples(p, &out));
  for (size_t i = 0; i < out.n; i++) {
    KG_TRY(add_node_vars(p, &(*pattern)->visible, &out.items[i].subject));
    KG_TRY(add_node_vars(p, &(*pattern)->visible, &out.items[i].predicate));
    KG_TRY(add_node_vars(p, &(*pattern)->visible, &out.items[i].object));
  }
  (*pattern)->triples = out.items;
  (*pattern)->n_triples = out.n;
  return KG_OK;
}

// OPTIONAL and MINUS, behind the keyword.
static kg_status
parse_one_group(kg__parser *p, kg__pattern_kind kind, kg__pattern **pattern)
{
  kg__pattern *group;
  KG_TRY(new_pattern(p, kind, pattern));
  KG_TRY(kg__parse_group(p, &group));
  return add_part(p, *pattern, group);
}

static kg_status
parse_union(kg__parser *p, kg__pattern **pattern)
{
  kg__pattern *group;
  bool more;
  KG_TRY(kg__parse_group(p, pattern));
  KG_TRY(kg__parse_accept_word(p, "UNION", &more));
  if (!more)
    return KG_OK;
  group = *pattern;
  KG_TRY(new_pattern(p, KG__PATTERN_UNION, pattern));
  KG_TRY(add_part(p, *pattern, group));
  while (more) {
    KG_TRY(kg__parse_group(p, &group));
    KG_TRY(add_part(p, *pattern, group));
    KG_TRY(kg__parse_accept_word(p, "UNION", &more));
  }
  return KG_OK;
}

static kg_status
parse_graph(kg__parser *p, kg__pattern **pattern)
{
  kg__pattern *group;
  KG_TRY(new_pattern(p, KG__PATTERN_GRAPH, pattern));
  KG_TRY(kg__parse_var_or_iri(p, &(*pattern)->node));
  KG_TRY(kg__parse_group(p, &group));
  KG_TRY(add_node_vars(p, &(*pattern)->visible, &(*pattern)->node));
  return add_part(p, *pattern, group);
}

static kg_status
parse_service(kg__parser *p, kg__pattern **pattern)
{
  kg__pattern *group;
  KG_TRY(new_pattern(p, KG__PATTERN_SERVICE, pattern));
  KG_TRY(kg__parse_accept_word(p, "SILENT", &(*pattern)->silent));
  KG_TRY(kg__parse_var_or_iri(p, &(*pattern)->node));
  size_t start = p->token.start;
  KG_TRY(kg__parse_group(p, &group));
  (*pattern)->text = (kg_str){p->request->text.ptr + start, p->token.start - start};
  KG_TRY(add_node_vars(p, &(*pattern)->visible, &(*pattern)->node));
  return add_part(p, *pattern, group);
}

static kg_status
parse_filter(kg__parser *p, kg__pattern **pattern)
{
  uint64_t bgp = p->pattern;
  KG_TRY(new_pattern(p, KG__PATTERN_FILTER, pattern));
  KG_TRY(kg__parse_constraint(p, &(*pattern)->expr));
  p->pattern = bgp;
  return KG_OK;
}

static kg_status
parse_bind(kg__parser *p, const kg__pattern *group, kg__pattern **pattern)
{
  KG_TRY(new_pattern(p, KG__PATTERN_BIND, pattern));
  KG_TRY(kg__parse_punct(p, '(', "'('"));
  KG_TRY(kg__parse_expr(p, &(*pattern)->expr));
  KG_TRY(kg__parse_word(p, "AS"));
  size_t offset = p->token.start;
  KG_TRY(kg__parse_var(p, &(*pattern)->var));
  if (kg__vars_has(&group->visible, (*pattern)->var)) {
    kg_str name = p->request->vars[(*pattern)->var].name;
    return kg__parse_fail(p, offset, "BIND to ?%.*s, which the group uses before", KG_STR_ARG(name));
  }
  KG_TRY(kg__vars_add(&(*pattern)->visible, (*pattern)->var, p->arena));
  return kg__parse_punct(p, ')', "')'");
}

static kg_status
parse_inline_data(kg__parser *p, kg__pattern **pattern)
{
  KG_TRY(new_pattern(p, KG__PATTERN_VALUES, pattern));
  KG_TRY(kg__parse_values(p, &(*pattern)->values));
  for (size_t i = 0; i < (*pattern)->values.n_vars; i++)
    KG_TRY(kg__vars_add(&(*pattern)->visible, (*pattern)->values.vars[i], p->arena));
  return KG_OK;
}

static kg_status
parse_keyword(kg__parser *p, const kg__pattern *group, kg__pattern **part)
{
  bool found;
  KG_TRY(kg__parse_accept_word(p, "OPTIONAL", &found));
  if (found)
    return parse_one_group(p, KG__PATTERN_OPTIONAL, part);
  KG_TRY(kg__parse_accept_word(p, "FILTER", &found));
  if (found)
    return parse_filter(p, part);
  KG_TRY(kg__parse_accept_word(p, "MINUS", &found));
  if (found)
    return parse_one_group(p, KG__PATTERN_MINUS, part);
  KG_TRY(kg__parse_accept_word(p, "GRAPH", &found));
  if (found)
    return parse_graph(p, part);
  KG_TRY(kg__parse_accept_word(p, "BIND", &found));
  if (found)
    return parse_bind(p, group, part);
  KG_TRY(kg__parse_accept_word(p, "VALUES", &found));
  if (found)
    return parse_inline_data(p, part);
  KG_TRY(kg__parse_accept_word(p, "SERVICE", &found));
  return found ? parse_service(p, part) : kg__parse_expected(p, "a graph pattern or '}'");
}

static kg_status
parse_part(kg__parser *p, kg__pattern *group)
{
  kg__pattern *part;
  bool dot;
  if (kg__parse_at_triples(p)) {
    KG_TRY(parse_triples(p, &part));
    return add_part(p, group, part);
  }
  if (kg__parse_is_punct(p, '{'))
    KG_TRY(parse_union(p, &part));
  else
    KG_TRY(parse_keyword(p, group, &part));
  if (part->kind != KG__PATTERN_FILTER)
    p->pattern = ++p->n_patterns;
  KG_TRY(add_part(p, group, part));
  return kg__parse_accept(p, '.', &dot);
}

static kg_status
parse_sub_select(kg__parser *p, kg__pattern *group)
{
  kg__pattern *part;
  KG_TRY(new_pattern(p, KG__PATTERN_SELECT, &part));
  KG_TRY(kg__parse_sub_select(p, &part->query));
  for (size_t i = 0; i < part->query->n_items; i++)
    KG_TRY(kg__vars_add(&part->visible, part->query->items[i].var, p->arena));
  return add_part(p, group, part);
}

kg_status
kg__parse_group(kg__parser *p, kg__pattern **pattern)
{
  bool outer = p->in_where;
  p->in_where = true;
  p->pattern = ++p->n_patterns;
  KG_TRY(kg__parse_enter(p));
  KG_TRY(new_pattern(p, KG__PATTERN_GROUP, pattern));
  KG_TRY(kg__parse_punct(p, '{', "'{'"));
  if (kg__parse_is_word(p, "SELECT"))
    KG_TRY(parse_sub_select(p, *pattern));
  else
    while (!kg__parse_is_punct(p, '}'))
      KG_TRY(parse_part(p, *pattern));
  kg__parse_leave(p);
  p->in_where = outer;
  p->pattern = ++p->n_patterns;
  return kg__parse_punct(p, '}', "'}'");
}

// ---- VALUES

static kg_status
parse_values_row(kg__parser *p, kg__values *values, bool brackets)
{
  size_t n = 0, start = p->token.start;
  kg_term term;
  if (brackets)
    KG_TRY(kg__parse_punct(p, '(', "'('"));
  while (brackets ? !kg__parse_is_punct(p, ')') : n == 0) {
    KG_TRY(kg__parse_data_value(p, &term));
    size_t at = values->n_rows * values->n_vars + n;
    if (n++ == values->n_vars)
      return kg__parse_fail(p, start, "a row of more than %zu values", values->n_vars);
    KG_TRY(kg__push(p->arena, values->terms, at, term));
  }
  if (n != values->n_vars)
    return kg__parse_fail(p, start, "a row of %zu values where there are %zu variables", n, values->n_vars);
  values->n_rows++;
  return brackets ? kg__parse_advance(p) : KG_OK;
}

kg_status
kg__parse_values(kg__parser *p, kg__values *values)
{
  kg__var var;
  bool brackets;
  *values = (kg__values){0};
  KG_TRY(kg__parse_accept(p, '(', &brackets));
  while (brackets ? !kg__parse_is_punct(p, ')') : values->n_vars == 0) {
    size_t offset = p->token.start;
    KG_TRY(kg__parse_var(p, &var));
    for (size_t i = 0; i < values->n_vars; i++)
      if (values->vars[i] == var)
        return kg__parse_fail(p, offset, "a variable twice in VALUES");
    KG_TRY(kg__push(p->arena, values->vars, values->n_vars, var));
  }
  if (brackets)
    KG_TRY(kg__parse_advance(p));
  KG_TRY(kg__parse_punct(p, '{', "'{'"));
  while (!kg__parse_is_punct(p, '}'))
    KG_TRY(parse_values_row(p, values, brackets));
  return kg__parse_advance(p);
}
