// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/parse.h"

// ---- quads

static kg_status
parse_quad_triples(kg__parser *p, kg__triples_use use, const kg__node *graph, kg__quad_patterns *quads)
{
  kg__triples out = {.use = use};
  KG_TRY(kg__parse_triples(p, &out));
  for (size_t i = 0; i < out.n; i++) {
    kg__quad_pattern quad = {out.items[i], *graph};
    KG_TRY(kg__push(p->arena, quads->items, quads->n, quad));
  }
  return KG_OK;
}

static kg_status
parse_quad_graph(kg__parser *p, kg__triples_use use, kg__quad_patterns *quads)
{
  kg__node graph;
  bool dot;
  if ((use == KG__TRIPLES_DATA || use == KG__TRIPLES_DATA_NO_BLANK) && p->next.kind == KG__TOKEN_VAR)
    return kg__parse_fail(p, p->next.start, "data cannot have variables");
  KG_TRY(kg__parse_advance(p));
  KG_TRY(kg__parse_var_or_iri(p, &graph));
  KG_TRY(kg__parse_punct(p, '{', "'{'"));
  KG_TRY(parse_quad_triples(p, use, &graph, quads));
  KG_TRY(kg__parse_punct(p, '}', "a triple or '}'"));
  return kg__parse_accept(p, '.', &dot);
}

kg_status
kg__parse_quads(kg__parser *p, kg__triples_use use, bool graphs, kg__quad_patterns *quads)
{
  kg__node none = {0};
  KG_TRY(kg__parse_punct(p, '{', "'{'"));
  while (!kg__parse_is_punct(p, '}')) {
    if (kg__parse_at_triples(p))
      KG_TRY(parse_quad_triples(p, use, &none, quads));
    else if (graphs && kg__parse_is_word(p, "GRAPH"))
      KG_TRY(parse_quad_graph(p, use, quads));
    else
      return kg__parse_expected(p, graphs ? "a triple, GRAPH or '}'" : "a triple or '}'");
  }
  return kg__parse_advance(p);
}

// ---- DELETE and INSERT

static kg_status
parse_using(kg__parser *p, kg__operation *op)
{
  for (;;) {
    bool found, named;
    kg_term iri;
    KG_TRY(kg__parse_accept_word(p, "USING", &found));
    if (!found)
      return KG_OK;
    op->has_dataset = true;
    KG_TRY(kg__parse_accept_word(p, "NAMED", &named));
    KG_TRY(kg__parse_iri(p, &iri));
    if (named)
      KG_TRY(kg__push(p->arena, op->dataset.named, op->dataset.n_named, iri));
    else
      KG_TRY(kg__push(p->arena, op->dataset.graphs, op->dataset.n_graphs, iri));
  }
}

static kg_status
parse_where(kg__parser *p, kg__operation *op)
{
  KG_TRY(parse_using(p, op));
  KG_TRY(kg__parse_word(p, "WHERE"));
  return kg__parse_group(p, &op->where);
}

// DELETE WHERE { }: the same text is template and pattern.
static kg_status
parse_delete_where(kg__parser *p, kg__operation *op)
{
  KG_TRY(kg__parse_advance(p));
  kg__parser before = *p;
  KG_TRY(kg__parse_quads(p, KG__TRIPLES_NO_BLANK, true, &op->remove));
  p->lexer = before.lexer;
  p->token = before.token;
  p->next = before.next;
  return kg__parse_group(p, &op->where);
}

static kg_status
parse_insert_clause(kg__parser *p, kg__operation *op)
{
  return kg__parse_quads(p, KG__TRIPLES_TEMPLATE, true, &op->insert);
}

static kg_status
parse_delete(kg__parser *p, kg__operation *op)
{
  bool with = op->with.kind, found;
  KG_TRY(kg__parse_advance(p));
  if (!with && kg__parse_is_word(p, "DATA")) {
    op->kind = KG__UPDATE_DELETE_DATA;
    KG_TRY(kg__parse_advance(p));
    return kg__parse_quads(p, KG__TRIPLES_DATA_NO_BLANK, true, &op->remove);
  }
  if (!with && kg__parse_is_word(p, "WHERE"))
    return parse_delete_where(p, op);
  KG_TRY(kg__parse_quads(p, KG__TRIPLES_NO_BLANK, true, &op->remove));
  KG_TRY(kg__parse_accept_word(p, "INSERT", &found));
  if (found)
    KG_TRY(parse_insert_clause(p, op));
  return parse_where(p, op);
}

static kg_status
parse_insert(kg__parser *p, kg__operation *op)
{
  KG_TRY(kg__parse_advance(p));
  if (!op->with.kind && kg__parse_is_word(p, "DATA")) {
    op->kind = KG__UPDATE_INSERT_DATA;
    KG_TRY(kg__parse_advance(p));
    return kg__parse_quads(p, KG__TRIPLES_DATA, true, &op->insert);
  }
  KG_TRY(parse_insert_clause(p, op));
  return parse_where(p, op);
}

static kg_status
parse_modify(kg__parser *p, kg__operation *op)
{
  bool with;
  KG_TRY(kg__parse_accept_word(p, "WITH", &with));
  if (with)
    KG_TRY(kg__parse_iri(p, &op->with));
  if (kg__parse_is_word(p, "DELETE"))
    return parse_delete(p, op);
  return kg__parse_is_word(p, "INSERT") ? parse_insert(p, op) : kg__parse_expected(p, "DELETE or INSERT");
}

// ---- whole graphs

static kg_status
parse_graph_ref(kg__parser *p, kg__graph_ref *ref, kg_term *graph)
{
  *ref = KG__GRAPH_IRI;
  KG_TRY(kg__parse_word(p, "GRAPH"));
  return kg__parse_iri(p, graph);
}

static kg_status
parse_graph_or_default(kg__parser *p, kg__graph_ref *ref, kg_term *graph)
{
  bool found;
  *ref = KG__GRAPH_DEFAULT;
  KG_TRY(kg__parse_accept_word(p, "DEFAULT", &found));
  if (found)
    return KG_OK;
  *ref = KG__GRAPH_IRI;
  KG_TRY(kg__parse_accept_word(p, "GRAPH", &found));
  return kg__parse_at_iri(p) ? kg__parse_iri(p, graph) : kg__parse_expected(p, "an IRI or DEFAULT");
}

static kg_status
parse_clear(kg__parser *p, kg__operation *op)
{
  static const struct {
    const char *word;
    kg__graph_ref ref;
  } words[] = {{"DEFAULT", KG__GRAPH_DEFAULT}, {"NAMED", KG__GRAPH_NAMED}, {"ALL", KG__GRAPH_ALL}};
  KG_TRY(kg__parse_accept_word(p, "SILENT", &op->silent));
  for (size_t i = 0; i < 3; i++) {
    bool found;
    op->from_ref = words[i].ref;
    KG_TRY(kg__parse_accept_word(p, words[i].word, &found));
    if (found)
      return KG_OK;
  }
  return parse_graph_ref(p, &op->from_ref, &op->from);
}

static kg_status
parse_create(kg__parser *p, kg__operation *op)
{
  KG_TRY(kg__parse_accept_word(p, "SILENT", &op->silent));
  return parse_graph_ref(p, &op->from_ref, &op->from);
}

static kg_status
parse_copy(kg__parser *p, kg__operation *op)
{
  KG_TRY(kg__parse_accept_word(p, "SILENT", &op->silent));
  KG_TRY(parse_graph_or_default(p, &op->from_ref, &op->from));
  KG_TRY(kg__parse_word(p, "TO"));
  return parse_graph_or_default(p, &op->to_ref, &op->to);
}

static kg_status
parse_load(kg__parser *p, kg__operation *op)
{
  bool into;
  KG_TRY(kg__parse_accept_word(p, "SILENT", &op->silent));
  KG_TRY(kg__parse_iri(p, &op->from));
  KG_TRY(kg__parse_accept_word(p, "INTO", &into));
  return into ? parse_graph_ref(p, &op->to_ref, &op->to) : KG_OK;
}

// ---- the request

static kg_status
parse_operation(kg__parser *p, kg__operation *op)
{
  static const struct {
    const char *word;
    kg__update_kind kind;
    kg_status (*parse)(kg__parser *, kg__operation *);
  } table[] = {{"LOAD", KG__UPDATE_LOAD, parse_load},  {"CLEAR", KG__UPDATE_CLEAR, parse_clear},
               {"DROP", KG__UPDATE_DROP, parse_clear}, {"CREATE", KG__UPDATE_CREATE, parse_create},
               {"ADD", KG__UPDATE_ADD, parse_copy},    {"MOVE", KG__UPDATE_MOVE, parse_copy},
               {"COPY", KG__UPDATE_COPY, parse_copy}};
  *op = (kg__operation){.kind = KG__UPDATE_MODIFY, .offset = p->token.start};
  p->pattern = ++p->n_patterns;
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    bool found;
    op->kind = table[i].kind;
    KG_TRY(kg__parse_accept_word(p, table[i].word, &found));
    if (found)
      return table[i].parse(p, op);
  }
  op->kind = KG__UPDATE_MODIFY;
  if (kg__parse_is_word(p, "WITH") || kg__parse_is_word(p, "DELETE") || kg__parse_is_word(p, "INSERT"))
    return parse_modify(p, op);
  return kg__parse_expected(p, "INSERT, DELETE or another operation");
}

kg_status
kg__parse_update_unit(kg__parser *p)
{
  for (;;) {
    bool more;
    kg__operation op;
    KG_TRY(kg__parse_prologue(p));
    if (p->token.kind == KG__TOKEN_END)
      return KG_OK;
    KG_TRY(parse_operation(p, &op));
    KG_TRY(kg__push(p->arena, p->request->operations, p->request->n_operations, op));
    KG_TRY(kg__parse_accept(p, ';', &more));
    if (!more)
      return p->token.kind == KG__TOKEN_END ? KG_OK : kg__parse_expected(p, "';' or the end of the update");
  }
}
