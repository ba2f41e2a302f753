// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/parse.h"
#include "kg/sparql/scope.h"

static kg_status
parse_select_item(kg__parser *p, kg__query *query)
{
  kg__select_item item = {0};
  if (kg__parse_at_var(p)) {
    KG_TRY(kg__parse_var(p, &item.var));
  } else {
    KG_TRY(kg__parse_punct(p, '(', "a variable or '('"));
    KG_TRY(kg__parse_expr(p, &item.expr));
    KG_TRY(kg__parse_word(p, "AS"));
    KG_TRY(kg__parse_var(p, &item.var));
    KG_TRY(kg__parse_punct(p, ')', "')'"));
  }
  return kg__push(p->arena, query->items, query->n_items, item);
}

static kg_status
parse_select_clause(kg__parser *p, kg__query *query)
{
  KG_TRY(kg__parse_word(p, "SELECT"));
  KG_TRY(kg__parse_accept_word(p, "DISTINCT", &query->distinct));
  if (!query->distinct)
    KG_TRY(kg__parse_accept_word(p, "REDUCED", &query->reduced));
  KG_TRY(kg__parse_accept(p, '*', &query->star));
  if (query->star)
    return KG_OK;
  do
    KG_TRY(parse_select_item(p, query));
  while (kg__parse_at_var(p) || kg__parse_is_punct(p, '('));
  return KG_OK;
}

static kg_status
parse_dataset(kg__parser *p, kg__query *query)
{
  for (;;) {
    bool found, named;
    kg_term iri;
    KG_TRY(kg__parse_accept_word(p, "FROM", &found));
    if (!found)
      return KG_OK;
    query->has_dataset = true;
    KG_TRY(kg__parse_accept_word(p, "NAMED", &named));
    KG_TRY(kg__parse_iri(p, &iri));
    if (named)
      KG_TRY(kg__push(p->arena, query->dataset.named, query->dataset.n_named, iri));
    else
      KG_TRY(kg__push(p->arena, query->dataset.graphs, query->dataset.n_graphs, iri));
  }
}

static kg_status
parse_where(kg__parser *p, kg__query *query)
{
  bool found;
  KG_TRY(kg__parse_accept_word(p, "WHERE", &found));
  return kg__parse_group(p, &query->where);
}

// ---- solution modifiers

static kg_status
parse_group_key(kg__parser *p, kg__key *key)
{
  bool named;
  *key = (kg__key){.var = KG__NO_VAR};
  if (!kg__parse_is_punct(p, '(') && !kg__parse_at_var(p))
    return kg__parse_constraint(p, &key->expr);
  if (kg__parse_at_var(p)) {
    KG_TRY(kg__parse_expr(p, &key->expr));
    key->var = key->expr->var;
    return KG_OK;
  }
  KG_TRY(kg__parse_advance(p));
  KG_TRY(kg__parse_expr(p, &key->expr));
  KG_TRY(kg__parse_accept_word(p, "AS", &named));
  size_t offset = p->token.start;
  if (named)
    KG_TRY(kg__parse_var(p, &key->var));
  if (named && kg__vars_has(&p->visible, key->var))
    return kg__parse_fail(p, offset, "GROUP BY names a variable that the pattern uses");
  return kg__parse_punct(p, ')', named ? "')'" : "AS or ')'");
}

static bool
at_key(const kg__parser *p)
{
  return kg__parse_at_var(p) || kg__parse_at_constraint(p);
}

static kg_status
parse_group_by(kg__parser *p, kg__query *query)
{
  bool found, outer = p->in_where;
  kg__key key;
  KG_TRY(kg__parse_accept_word(p, "GROUP", &found));
  if (!found)
    return KG_OK;
  query->has_group = true;
  p->in_where = true;
  KG_TRY(kg__parse_word(p, "BY"));
  do {
    if (!at_key(p))
      return kg__parse_expected(p, "a variable, '(' or a function");
    KG_TRY(parse_group_key(p, &key));
    KG_TRY(kg__push(p->arena, query->group, query->n_group, key));
  } while (at_key(p));
  p->in_where = outer;
  return KG_OK;
}

static kg_status
parse_having(kg__parser *p, kg__query *query)
{
  bool found;
  kg__expr *expr;
  KG_TRY(kg__parse_accept_word(p, "HAVING", &found));
  if (!found)
    return KG_OK;
  query->has_group = true;
  do {
    KG_TRY(kg__parse_constraint(p, &expr));
    KG_TRY(kg__push(p->arena, query->having, query->n_having, expr));
  } while (kg__parse_at_constraint(p));
  return KG_OK;
}

static kg_status
parse_order_key(kg__parser *p, kg__key *key)
{
  bool ascending;
  *key = (kg__key){.var = KG__NO_VAR};
  KG_TRY(kg__parse_accept_word(p, "ASC", &ascending));
  if (!ascending)
    KG_TRY(kg__parse_accept_word(p, "DESC", &key->descending));
  if (ascending || key->descending)
    return kg__parse_bracketed(p, &key->expr);
  return kg__parse_at_var(p) ? kg__parse_expr(p, &key->expr) : kg__parse_constraint(p, &key->expr);
}

static kg_status
parse_order_by(kg__parser *p, kg__query *query)
{
  bool found;
  kg__key key;
  KG_TRY(kg__parse_accept_word(p, "ORDER", &found));
  if (!found)
    return KG_OK;
  KG_TRY(kg__parse_word(p, "BY"));
  do {
    KG_TRY(parse_order_key(p, &key));
    KG_TRY(kg__push(p->arena, query->order, query->n_order, key));
  } while (at_key(p) || kg__parse_is_word(p, "ASC") || kg__parse_is_word(p, "DESC"));
  return KG_OK;
}

static kg_status
parse_slice(kg__parser *p, kg__query *query)
{
  bool limit = false, offset = false, found;
  query->limit = KG__NO_LIMIT;
  for (int i = 0; i < 2; i++) {
    if (!limit) {
      KG_TRY(kg__parse_accept_word(p, "LIMIT", &found));
      if ((limit = found))
        KG_TRY(kg__parse_integer(p, &query->limit));
    }
    if (!offset) {
      KG_TRY(kg__parse_accept_word(p, "OFFSET", &found));
      if ((offset = found))
        KG_TRY(kg__parse_integer(p, &query->offset));
    }
  }
  return KG_OK;
}

static kg_status
parse_modifiers(kg__parser *p, kg__query *query)
{
  p->visible = query->where ? query->where->visible : (kg__vars){0};
  KG_TRY(parse_group_by(p, query));
  KG_TRY(parse_having(p, query));
  KG_TRY(parse_order_by(p, query));
  KG_TRY(parse_slice(p, query));
  query->has_group = query->has_group || p->has_aggregate;
  return KG_OK;
}

static kg_status
parse_trailing_values(kg__parser *p, kg__query *query)
{
  KG_TRY(kg__parse_accept_word(p, "VALUES", &query->has_values));
  return query->has_values ? kg__parse_values(p, &query->values) : KG_OK;
}

// ---- forms

static kg_status
parse_select(kg__parser *p, kg__query *query, bool inner)
{
  KG_TRY(parse_select_clause(p, query));
  if (!inner)
    KG_TRY(parse_dataset(p, query));
  KG_TRY(parse_where(p, query));
  KG_TRY(parse_modifiers(p, query));
  KG_TRY(parse_trailing_values(p, query));
  return kg__check_select(p, query);
}

kg_status
kg__parse_sub_select(kg__parser *p, kg__query **query)
{
  bool in_where = p->in_where, has_aggregate = p->has_aggregate, in_aggregate = p->in_aggregate;
  *query = kg_arena_calloc(p->arena, 1, sizeof **query);
  if (!*query)
    return KG_ERR_NOMEM;
  p->in_where = p->has_aggregate = p->in_aggregate = false;
  KG_TRY(parse_select(p, *query, true));
  p->in_where = in_where;
  p->has_aggregate = has_aggregate;
  p->in_aggregate = in_aggregate;
  return KG_OK;
}

// CONSTRUCT WHERE { }: the same text is template and pattern.
static kg_status
parse_short_construct(kg__parser *p, kg__query *query)
{
  KG_TRY(parse_dataset(p, query));
  KG_TRY(kg__parse_word(p, "WHERE"));
  kg__parser before = *p;
  KG_TRY(kg__parse_quads(p, KG__TRIPLES_TEMPLATE, false, &query->template));
  p->lexer = before.lexer;
  p->token = before.token;
  p->next = before.next;
  return kg__parse_group(p, &query->where);
}

static kg_status
parse_construct(kg__parser *p, kg__query *query)
{
  query->form = KG__FORM_CONSTRUCT;
  KG_TRY(kg__parse_advance(p));
  if (!kg__parse_is_punct(p, '{')) {
    KG_TRY(parse_short_construct(p, query));
  } else {
    KG_TRY(kg__parse_quads(p, KG__TRIPLES_TEMPLATE, false, &query->template));
    KG_TRY(parse_dataset(p, query));
    KG_TRY(parse_where(p, query));
  }
  KG_TRY(parse_modifiers(p, query));
  return parse_trailing_values(p, query);
}

static kg_status
parse_describe(kg__parser *p, kg__query *query)
{
  kg__node node;
  query->form = KG__FORM_DESCRIBE;
  KG_TRY(kg__parse_advance(p));
  KG_TRY(kg__parse_accept(p, '*', &query->star));
  while (!query->star && (query->n_describe == 0 || kg__parse_at_var(p) || kg__parse_at_iri(p))) {
    KG_TRY(kg__parse_var_or_iri(p, &node));
    KG_TRY(kg__push(p->arena, query->describe, query->n_describe, node));
  }
  KG_TRY(parse_dataset(p, query));
  if (kg__parse_is_word(p, "WHERE") || kg__parse_is_punct(p, '{'))
    KG_TRY(parse_where(p, query));
  KG_TRY(parse_modifiers(p, query));
  KG_TRY(parse_trailing_values(p, query));
  return query->star ? kg__expand_star(p, query) : KG_OK;
}

static kg_status
parse_ask(kg__parser *p, kg__query *query)
{
  query->form = KG__FORM_ASK;
  KG_TRY(kg__parse_advance(p));
  KG_TRY(parse_dataset(p, query));
  KG_TRY(parse_where(p, query));
  KG_TRY(parse_modifiers(p, query));
  return parse_trailing_values(p, query);
}

static kg_status
parse_form(kg__parser *p, kg__query *query)
{
  if (kg__parse_is_word(p, "SELECT"))
    return parse_select(p, query, false);
  if (kg__parse_is_word(p, "CONSTRUCT"))
    return parse_construct(p, query);
  if (kg__parse_is_word(p, "DESCRIBE"))
    return parse_describe(p, query);
  if (kg__parse_is_word(p, "ASK"))
    return parse_ask(p, query);
  return kg__parse_expected(p, "SELECT, CONSTRUCT, DESCRIBE or ASK");
}

kg_status
kg__parse_query_unit(kg__parser *p)
{
  kg__query *query = kg_arena_calloc(p->arena, 1, sizeof *query);
  if (!query)
    return KG_ERR_NOMEM;
  p->request->query = query;
  KG_TRY(kg__parse_prologue(p));
  KG_TRY(parse_form(p, query));
  return p->token.kind == KG__TOKEN_END ? KG_OK : kg__parse_expected(p, "the end of the query");
}
