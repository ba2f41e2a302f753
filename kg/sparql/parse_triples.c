// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// Triples of patterns, templates and data.  Collections, [ ], << >> and {| |} come out as the triples that
// they stand for.

#include "kg/sparql/parse.h"
#include "kg/vocab.h"

#include <stdio.h>

static kg_status parse_properties(kg__parser *p, kg__triples *out, const kg__node *subject);
static kg_status parse_graph_node(kg__parser *p, kg__triples *out, kg__node *node);

// ---- nodes

static kg__node
iri_node(kg_str iri)
{
  return (kg__node){.kind = KG__NODE_TERM, .term = kg_term_iri(iri)};
}

static kg_status
check_blank(kg__parser *p, const kg__triples *out)
{
  if (out->use == KG__TRIPLES_NO_BLANK || out->use == KG__TRIPLES_DATA_NO_BLANK)
    return kg__parse_fail(p, p->token.start, "what is deleted cannot have blank nodes");
  return KG_OK;
}

// A blank node without label.
static kg_status
fresh_blank(kg__parser *p, const kg__triples *out, kg__node *node)
{
  char text[32];
  KG_TRY(check_blank(p, out));
  snprintf(text, sizeof text, " %llu", (unsigned long long)p->n_blanks++);
  kg_str label = kg_arena_str(p->arena, kg_str_of(text));
  if (!label.ptr)
    return KG_ERR_NOMEM;
  if (out->use != KG__TRIPLES_PATTERN) {
    *node = (kg__node){.kind = KG__NODE_TERM, .term = kg_term_blank(label)};
    return KG_OK;
  }
  node->kind = KG__NODE_VAR;
  return kg__parse_variable(p, label, true, &node->var);
}

// A label belongs to one basic graph pattern, or one operation on data.
static kg_status
parse_label(kg__parser *p, const kg__triples *out, kg__node *node)
{
  uint64_t *at;
  bool made, scoped = out->use == KG__TRIPLES_PATTERN || out->use == KG__TRIPLES_DATA;
  kg_str label = p->token.text;
  KG_TRY(check_blank(p, out));
  if (scoped) {
    KG_TRY(kg__map_put(&p->labels, label, p->pattern, &at, &made));
    if (*at != p->pattern)
      return kg__parse_fail(p, p->token.start, "blank node '_:%.*s' is used in two graph patterns",
                            KG_STR_ARG(label));
  }
  if (out->use == KG__TRIPLES_PATTERN) {
    node->kind = KG__NODE_VAR;
    KG_TRY(kg__parse_variable(p, label, true, &node->var));
  } else {
    *node = (kg__node){.kind = KG__NODE_TERM, .term = kg_term_blank(label)};
  }
  return kg__parse_advance(p);
}

static kg_status
parse_variable(kg__parser *p, const kg__triples *out, kg__node *node)
{
  if (out->use == KG__TRIPLES_DATA || out->use == KG__TRIPLES_DATA_NO_BLANK)
    return kg__parse_fail(p, p->token.start, "data cannot have variables");
  node->kind = KG__NODE_VAR;
  return kg__parse_var(p, &node->var);
}

static bool
at_blank(const kg__parser *p)
{
  return p->token.kind == KG__TOKEN_LABEL || kg__parse_is_empty(p, '[', ']');
}

// A variable, IRI, literal, blank node or triple term: what stands inside of triple terms too.
static kg_status
parse_simple(kg__parser *p, kg__triples *out, kg__node *node)
{
  *node = (kg__node){0};
  if (kg__parse_at_var(p))
    return parse_variable(p, out, node);
  if (p->token.kind == KG__TOKEN_LABEL)
    return parse_label(p, out, node);
  if (kg__parse_is_empty(p, '[', ']')) {
    KG_TRY(fresh_blank(p, out, node));
    KG_TRY(kg__parse_advance(p));
    return kg__parse_advance(p);
  }
  if (kg__parse_is_punct(p, KG__PUNCT_TRIPLE))
    return kg__parse_triple_term(p, out, node);
  node->kind = KG__NODE_TERM;
  if (kg__parse_at_literal(p))
    return kg__parse_literal(p, &node->term);
  return kg__parse_at_iri(p) ? kg__parse_iri(p, &node->term) : kg__parse_expected(p, "a term");
}

static kg_status
parse_verb(kg__parser *p, const kg__triples *out, kg__node *verb)
{
  *verb = (kg__node){.kind = KG__NODE_TERM};
  if (kg__parse_at_var(p))
    return parse_variable(p, out, verb);
  return kg__parse_type_or_iri(p, &verb->term);
}

// A triple term is a term if it has no variables.
static kg_status
make_triple(kg__parser *p, const kg__node spo[3], kg__node *node)
{
  kg__node *triple = kg_arena_calloc(p->arena, 3, sizeof *triple);
  kg_term *terms = kg_arena_calloc(p->arena, 3, sizeof *terms);
  if (!triple || !terms)
    return KG_ERR_NOMEM;
  bool constant = true;
  for (size_t i = 0; i < 3; i++) {
    triple[i] = spo[i];
    terms[i] = spo[i].term;
    constant = constant && spo[i].kind == KG__NODE_TERM && spo[i].term.kind != KG_TERM_BLANK;
  }
  *node = constant ? (kg__node){.kind = KG__NODE_TERM, .term = kg_term_triple(terms)}
                   : (kg__node){.kind = KG__NODE_TRIPLE, .triple = triple};
  return KG_OK;
}

kg_status
kg__parse_triple_term(kg__parser *p, kg__triples *out, kg__node *node)
{
  kg__node spo[3];
  KG_TRY(kg__parse_enter(p));
  KG_TRY(kg__parse_advance(p));
  KG_TRY(parse_simple(p, out, &spo[0]));
  KG_TRY(parse_verb(p, out, &spo[1]));
  KG_TRY(parse_simple(p, out, &spo[2]));
  KG_TRY(kg__parse_punct(p, KG__PUNCT_TRIPLE_END, "')>>'"));
  kg__parse_leave(p);
  return make_triple(p, spo, node);
}

// ---- triples made from shorter forms

static kg_status
add(kg__parser *p, kg__triples *out, const kg__node *s, const kg__node *v, kg__path *path, const kg__node *o)
{
  kg__triple_pattern triple = {.subject = *s, .path = path, .object = *o, .offset = p->token.start};
  if (v)
    triple.predicate = *v;
  return kg__push(p->arena, out->items, out->n, triple);
}

// A reifier behind ~, or a new one.
static kg_status
parse_reifier(kg__parser *p, kg__triples *out, kg__node *reifier)
{
  *reifier = (kg__node){0};
  if (kg__parse_at_var(p) || at_blank(p) || kg__parse_at_iri(p))
    return parse_simple(p, out, reifier);
  return fresh_blank(p, out, reifier);
}

static kg_status
reify(kg__parser *p, kg__triples *out, const kg__node spo[3], const kg__node *reifier)
{
  kg__node term, reifies = iri_node(KG_STR(KG_RDF_REIFIES));
  KG_TRY(make_triple(p, spo, &term));
  return add(p, out, reifier, &reifies, NULL, &term);
}

static kg_status
parse_reified(kg__parser *p, kg__triples *out, kg__node *node)
{
  kg__node spo[3];
  bool found;
  KG_TRY(kg__parse_enter(p));
  KG_TRY(kg__parse_advance(p));
  for (size_t i = 0; i < 3; i++) {
    if (i == 1)
      KG_TRY(parse_verb(p, out, &spo[1]));
    else if (kg__parse_is_punct(p, KG__PUNCT_REIFIED))
      KG_TRY(parse_reified(p, out, &spo[i]));
    else
      KG_TRY(parse_simple(p, out, &spo[i]));
  }
  KG_TRY(kg__parse_accept(p, '~', &found));
  KG_TRY(found ? parse_reifier(p, out, node) : fresh_blank(p, out, node));
  KG_TRY(kg__parse_punct(p, KG__PUNCT_REIFIED_END, "'>>'"));
  kg__parse_leave(p);
  return reify(p, out, spo, node);
}

static kg_status
parse_collection(kg__parser *p, kg__triples *out, kg__node *node)
{
  kg__node first = iri_node(KG_STR(KG_RDF_FIRST)), rest = iri_node(KG_STR(KG_RDF_REST)),
           nil = iri_node(KG_STR(KG_RDF_NIL)), cell, item;
  KG_TRY(kg__parse_enter(p));
  KG_TRY(kg__parse_advance(p));
  KG_TRY(fresh_blank(p, out, node));
  cell = *node;
  for (;;) {
    KG_TRY(parse_graph_node(p, out, &item));
    KG_TRY(add(p, out, &cell, &first, NULL, &item));
    if (kg__parse_is_punct(p, ')'))
      break;
    kg__node next = {0};
    KG_TRY(fresh_blank(p, out, &next));
    KG_TRY(add(p, out, &cell, &rest, NULL, &next));
    cell = next;
  }
  kg__parse_leave(p);
  KG_TRY(add(p, out, &cell, &rest, NULL, &nil));
  return kg__parse_advance(p);
}

static kg_status
parse_blank_properties(kg__parser *p, kg__triples *out, kg__node *node)
{
  KG_TRY(kg__parse_enter(p));
  KG_TRY(kg__parse_advance(p));
  KG_TRY(fresh_blank(p, out, node));
  KG_TRY(parse_properties(p, out, node));
  kg__parse_leave(p);
  return kg__parse_punct(p, ']', "';' or ']'");
}

static kg_status
parse_graph_node(kg__parser *p, kg__triples *out, kg__node *node)
{
  *node = (kg__node){0};
  if (kg__parse_is_empty(p, '(', ')')) {
    *node = iri_node(KG_STR(KG_RDF_NIL));
    KG_TRY(kg__parse_advance(p));
    return kg__parse_advance(p);
  }
  if (kg__parse_is_punct(p, '('))
    return parse_collection(p, out, node);
  if (kg__parse_is_punct(p, '[') && !at_blank(p))
    return parse_blank_properties(p, out, node);
  if (kg__parse_is_punct(p, KG__PUNCT_REIFIED))
    return parse_reified(p, out, node);
  return parse_simple(p, out, node);
}

// ---- annotations

// Reifiers and blocks behind an object; a block without a reifier before it makes one.
static kg_status
parse_annotations(kg__parser *p, kg__triples *out, const kg__node spo[3], const kg__path *path)
{
  kg__node reifier;
  bool open = false, found;
  while (kg__parse_is_punct(p, '~') || kg__parse_is_punct(p, KG__PUNCT_ANNOTATION)) {
    if (path)
      return kg__parse_fail(p, p->token.start, "a path cannot be annotated");
    KG_TRY(kg__parse_accept(p, '~', &found));
    if (found) {
      KG_TRY(parse_reifier(p, out, &reifier));
      KG_TRY(reify(p, out, spo, &reifier));
      open = true;
      continue;
    }
    KG_TRY(kg__parse_enter(p));
    KG_TRY(kg__parse_advance(p));
    if (!open) {
      KG_TRY(fresh_blank(p, out, &reifier));
      KG_TRY(reify(p, out, spo, &reifier));
    }
    open = false;
    KG_TRY(parse_properties(p, out, &reifier));
    KG_TRY(kg__parse_punct(p, KG__PUNCT_ANNOTATION_END, "';' or '|}'"));
    kg__parse_leave(p);
  }
  return KG_OK;
}

// ---- triples

static bool
at_verb(const kg__parser *p, const kg__triples *out)
{
  if (kg__parse_at_var(p) || kg__parse_at_iri(p) ||
      (p->token.kind == KG__TOKEN_WORD && kg_str_equal(p->token.text, KG_STR("a"))))
    return true;
  return out->use == KG__TRIPLES_PATTERN &&
         (kg__parse_is_punct(p, '^') || kg__parse_is_punct(p, '!') || kg__parse_is_punct(p, '('));
}

// A path of one link is a predicate.
static kg_status
parse_predicate(kg__parser *p, kg__triples *out, kg__node *verb, kg__path **path)
{
  *path = NULL;
  if (out->use != KG__TRIPLES_PATTERN || kg__parse_at_var(p))
    return parse_verb(p, out, verb);
  *verb = (kg__node){0};
  KG_TRY(kg__parse_path(p, path));
  if ((*path)->kind == KG__PATH_IRI) {
    *verb = (kg__node){.kind = KG__NODE_TERM, .term = (*path)->iri};
    *path = NULL;
  }
  return KG_OK;
}

static kg_status
parse_objects(kg__parser *p, kg__triples *out, const kg__node *subject)
{
  kg__node spo[3] = {*subject};
  kg__path *path;
  bool found;
  KG_TRY(parse_predicate(p, out, &spo[1], &path));
  do {
    KG_TRY(parse_graph_node(p, out, &spo[2]));
    KG_TRY(add(p, out, &spo[0], &spo[1], path, &spo[2]));
    KG_TRY(parse_annotations(p, out, spo, path));
    KG_TRY(kg__parse_accept(p, ',', &found));
  } while (found);
  return KG_OK;
}

static kg_status
parse_properties(kg__parser *p, kg__triples *out, const kg__node *subject)
{
  bool found;
  if (!at_verb(p, out))
    return kg__parse_expected(p, "a predicate");
  for (;;) {
    KG_TRY(parse_objects(p, out, subject));
    do
      KG_TRY(kg__parse_accept(p, ';', &found));
    while (found && !at_verb(p, out));
    if (!found)
      return KG_OK;
  }
}

static kg_status
parse_same_subject(kg__parser *p, kg__triples *out)
{
  kg__node subject;
  bool alone = kg__parse_is_punct(p, KG__PUNCT_REIFIED) || (kg__parse_is_punct(p, '[') && !at_blank(p)) ||
               (kg__parse_is_punct(p, '(') && !kg__parse_is_empty(p, '(', ')'));
  KG_TRY(parse_graph_node(p, out, &subject));
  return alone && !at_verb(p, out) ? KG_OK : parse_properties(p, out, &subject);
}

bool
kg__parse_at_triples(const kg__parser *p)
{
  return kg__parse_at_var(p) || kg__parse_at_iri(p) || kg__parse_at_literal(p) || at_blank(p) ||
         kg__parse_is_punct(p, '[') || kg__parse_is_punct(p, '(') ||
         kg__parse_is_punct(p, KG__PUNCT_REIFIED) || kg__parse_is_punct(p, KG__PUNCT_TRIPLE);
}

kg_status
kg__parse_triples(kg__parser *p, kg__triples *out)
{
  while (kg__parse_at_triples(p)) {
    bool found;
    KG_TRY(parse_same_subject(p, out));
    KG_TRY(kg__parse_accept(p, '.', &found));
    if (!found)
      return kg__parse_at_triples(p) ? kg__parse_expected(p, "'.'") : KG_OK;
  }
  return KG_OK;
}
