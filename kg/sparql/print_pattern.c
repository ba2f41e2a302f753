// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/print.h"

// ---- paths

enum { ALTERNATIVE, SEQUENCE, INVERSE, REPEATED, PLAIN };

static unsigned
level_of(const kg__path *path)
{
  static const unsigned levels[] = {[KG__PATH_IRI] = PLAIN,
                                    [KG__PATH_INVERSE] = INVERSE,
                                    [KG__PATH_SEQUENCE] = SEQUENCE,
                                    [KG__PATH_ALTERNATIVE] = ALTERNATIVE,
                                    [KG__PATH_ZERO_OR_ONE] = REPEATED,
                                    [KG__PATH_ZERO_OR_MORE] = REPEATED,
                                    [KG__PATH_ONE_OR_MORE] = REPEATED,
                                    [KG__PATH_NEGATED] = PLAIN};
  return levels[path->kind];
}

static void print_path(kg__printer *p, const kg__path *path, unsigned level);

static void
print_parts(kg__printer *p, const kg__path *path, const char *separator, unsigned level)
{
  for (size_t i = 0; i < path->n_parts; i++) {
    kg__print(p, "%s", i ? separator : "");
    print_path(p, path->parts[i], level);
  }
}

static void
print_bare_path(kg__printer *p, const kg__path *path)
{
  static const char signs[] = {
      [KG__PATH_ZERO_OR_ONE] = '?', [KG__PATH_ZERO_OR_MORE] = '*', [KG__PATH_ONE_OR_MORE] = '+'};
  switch (path->kind) {
  case KG__PATH_IRI:
    kg__print_term(p, &path->iri);
    break;
  case KG__PATH_INVERSE:
    kg__print(p, "^");
    print_path(p, path->parts[0], REPEATED);
    break;
  case KG__PATH_SEQUENCE:
    print_parts(p, path, "/", INVERSE);
    break;
  case KG__PATH_ALTERNATIVE:
    print_parts(p, path, "|", SEQUENCE);
    break;
  case KG__PATH_NEGATED:
    kg__print(p, "!(");
    print_parts(p, path, "|", INVERSE);
    kg__print(p, ")");
    break;
  default:
    print_path(p, path->parts[0], PLAIN);
    kg__print(p, "%c", signs[path->kind]);
  }
}

static void
print_path(kg__printer *p, const kg__path *path, unsigned level)
{
  bool brackets = level_of(path) < level;
  kg__print(p, brackets ? "(" : "");
  print_bare_path(p, path);
  kg__print(p, brackets ? ")" : "");
}

// ---- triples

void
kg__print_node(kg__printer *p, const kg__node *node)
{
  if (node->kind == KG__NODE_VAR)
    kg__print_var(p, node->var);
  if (node->kind == KG__NODE_TERM)
    kg__print_term(p, &node->term);
  if (node->kind != KG__NODE_TRIPLE)
    return;
  kg__print(p, "<<(");
  for (int i = 0; i < 3; i++) {
    kg__print(p, " ");
    kg__print_node(p, &node->triple[i]);
  }
  kg__print(p, " )>>");
}

static void
print_triple(kg__printer *p, const kg__triple_pattern *t)
{
  kg__print_line(p);
  kg__print_node(p, &t->subject);
  kg__print(p, " ");
  if (t->path)
    print_path(p, t->path, ALTERNATIVE);
  else
    kg__print_node(p, &t->predicate);
  kg__print(p, " ");
  kg__print_node(p, &t->object);
  kg__print(p, " .");
}

void
kg__print_triples(kg__printer *p, const kg__triple_pattern *triples, size_t n)
{
  for (size_t i = 0; i < n; i++)
    print_triple(p, &triples[i]);
}

void
kg__print_quads(kg__printer *p, const kg__quad_patterns *quads)
{
  kg__print(p, "{");
  p->depth++;
  for (size_t i = 0; i < quads->n; i++) {
    bool graph = quads->items[i].graph.kind != KG__NODE_NONE;
    if (graph) {
      kg__print_line(p);
      kg__print(p, "GRAPH ");
      kg__print_node(p, &quads->items[i].graph);
      kg__print(p, " {");
    }
    print_triple(p, &quads->items[i].triple);
    kg__print(p, graph ? " }" : "");
  }
  p->depth--;
  kg__print_line(p);
  kg__print(p, "}");
}

void
kg__print_values(kg__printer *p, const kg__values *values)
{
  kg__print(p, "VALUES (");
  for (size_t i = 0; i < values->n_vars; i++) {
    kg__print(p, i ? " " : "");
    kg__print_var(p, values->vars[i]);
  }
  kg__print(p, ") {");
  for (size_t i = 0; i < values->n_rows; i++) {
    kg__print(p, " (");
    for (size_t k = 0; k < values->n_vars; k++) {
      const kg_term *term = &values->terms[i * values->n_vars + k];
      kg__print(p, k ? " " : "");
      if (term->kind)
        kg__print_term(p, term);
      else
        kg__print(p, "UNDEF");
    }
    kg__print(p, ")");
  }
  kg__print(p, " }");
}

// ---- groups

static void
print_union(kg__printer *p, const kg__pattern *pattern)
{
  for (size_t i = 0; i < pattern->n_parts; i++) {
    kg__print(p, i ? " UNION " : "");
    kg__print_group(p, pattern->parts[i]);
  }
}

static void
print_bind(kg__printer *p, const kg__pattern *pattern)
{
  kg__print(p, "BIND (");
  kg__print_expr(p, pattern->expr);
  kg__print(p, " AS ");
  kg__print_var(p, pattern->var);
  kg__print(p, ")");
}

static void
print_keyword(kg__printer *p, const kg__pattern *pattern)
{
  if (pattern->kind == KG__PATTERN_OPTIONAL)
    kg__print(p, "OPTIONAL ");
  if (pattern->kind == KG__PATTERN_MINUS)
    kg__print(p, "MINUS ");
  if (pattern->kind == KG__PATTERN_GRAPH)
    kg__print(p, "GRAPH ");
  if (pattern->kind == KG__PATTERN_SERVICE)
    kg__print(p, pattern->silent ? "SERVICE SILENT " : "SERVICE ");
  if (pattern->node.kind) {
    kg__print_node(p, &pattern->node);
    kg__print(p, " ");
  }
  kg__print_group(p, pattern->parts[0]);
}

static void
print_part(kg__printer *p, const kg__pattern *pattern)
{
  switch (pattern->kind) {
  case KG__PATTERN_TRIPLES:
    kg__print_triples(p, pattern->triples, pattern->n_triples);
    return;
  case KG__PATTERN_GROUP:
    kg__print_line(p);
    kg__print_group(p, pattern);
    return;
  case KG__PATTERN_UNION:
    kg__print_line(p);
    print_union(p, pattern);
    return;
  case KG__PATTERN_FILTER:
    kg__print_line(p);
    kg__print(p, "FILTER ");
    kg__print_constraint(p, pattern->expr);
    return;
  case KG__PATTERN_BIND:
    kg__print_line(p);
    print_bind(p, pattern);
    return;
  case KG__PATTERN_VALUES:
    kg__print_line(p);
    kg__print_values(p, &pattern->values);
    return;
  case KG__PATTERN_SELECT:
    kg__print_line(p);
    kg__print_query(p, pattern->query);
    return;
  case KG__PATTERN_OPTIONAL:
  case KG__PATTERN_MINUS:
  case KG__PATTERN_GRAPH:
  case KG__PATTERN_SERVICE:
    kg__print_line(p);
    print_keyword(p, pattern);
  }
}

void
kg__print_group(kg__printer *p, const kg__pattern *group)
{
  kg__print(p, "{");
  p->depth++;
  for (size_t i = 0; i < group->n_parts; i++)
    print_part(p, group->parts[i]);
  p->depth--;
  kg__print_line(p);
  kg__print(p, "}");
}
