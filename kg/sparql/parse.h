// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   The parser: recursive descent with a bound on depth, lists by loops.

   kg__parse() is what others call; the rest is shared by the parser's files.
*/
#ifndef KG_SPARQL_PARSE_H
#define KG_SPARQL_PARSE_H

#include "kg/base/map.h"
#include "kg/iri.h"
#include "kg/query.h"
#include "kg/sparql/ast.h"
#include "kg/sparql/lex.h"
#include "kg/sparql/vars.h"

enum { KG__PARSE_DEPTH = 200, KG__PARSE_PARTS = 5000 };

typedef struct kg__parser {
  kg__lexer lexer;
  kg__token token; ///< The one to look at
  kg__token next;  ///< The one behind it
  kg_arena *arena;
  kg__request *request;
  kg_namespaces *declared;
  const kg_namespaces *known; ///< May be null
  kg_error *err;
  const kg_limits *limits; ///< May be null
  size_t n_tokens;
  unsigned depth;
  unsigned n_parts; ///< Patterns that plans nest by
  kg__map vars;     ///< Name, or "_:label" -> number
  kg__map labels;   ///< Label -> number of its basic graph pattern, or of its operation
  uint64_t pattern; ///< Number of the basic graph pattern being read
  uint64_t n_patterns;
  uint64_t n_blanks; ///< Of blank nodes without label
  kg__vars visible;  ///< Of the pattern whose modifiers are being read
  bool in_where;     ///< No aggregates
  bool in_aggregate;
  bool has_aggregate; ///< One was read
} kg__parser;

/** What a text is: a query, or an update. */
kg_status kg__parse_query_unit(kg__parser *p);
kg_status kg__parse_update_unit(kg__parser *p);

/** Parse a text as such a unit; the tree lives in `arena`, and borrows from `text` and `options`. */
kg_status kg__parse(kg_str text, const kg_query_options *options, kg_status (*unit)(kg__parser *),
                    kg_arena *arena, kg__request *request, kg_error *err);

// ---- parse.c: tokens

kg_status kg__parse_advance(kg__parser *p);

/** The error of a token that does not fit: says what was expected. */
kg_status kg__parse_expected(kg__parser *p, const char *what);
kg_status kg__parse_fail(kg__parser *p, size_t offset, const char *format, ...) KG_PRINTF(3, 4);

kg_status kg__parse_enter(kg__parser *p);
void kg__parse_leave(kg__parser *p);

bool kg__parse_is_punct(const kg__parser *p, int punct);
bool kg__parse_is_word(const kg__parser *p, const char *word);

/** Whether () or [] stands here. */
bool kg__parse_is_empty(const kg__parser *p, int open, int close);

/** Take the token if it is that one. */
kg_status kg__parse_accept(kg__parser *p, int punct, bool *found);
kg_status kg__parse_accept_word(kg__parser *p, const char *word, bool *found);
kg_status kg__parse_punct(kg__parser *p, int punct, const char *what);
kg_status kg__parse_word(kg__parser *p, const char *word);

/** Prologue, as often as there is one. */
kg_status kg__parse_prologue(kg__parser *p);

// ---- parse_term.c

kg_status kg__parse_var(kg__parser *p, kg__var *var);
kg_status kg__parse_iri(kg__parser *p, kg_term *iri);
kg_status kg__parse_literal(kg__parser *p, kg_term *literal);
kg_status kg__parse_string(kg__parser *p, kg_str *text);
kg_status kg__parse_integer(kg__parser *p, uint64_t *number);

/** An IRI or `a`. */
kg_status kg__parse_type_or_iri(kg__parser *p, kg_term *iri);

bool kg__parse_at_iri(const kg__parser *p);
bool kg__parse_at_var(const kg__parser *p);
bool kg__parse_at_literal(const kg__parser *p);

/** A variable or IRI. */
kg_status kg__parse_var_or_iri(kg__parser *p, kg__node *node);

/** A term of VALUES; KG_TERM_NONE for UNDEF. */
kg_status kg__parse_data_value(kg__parser *p, kg_term *term);

/** The number of a name; a new one if it is new. */
kg_status kg__parse_variable(kg__parser *p, kg_str name, bool hidden, kg__var *var);

// ---- parse_triples.c

typedef enum kg__triples_use {
  KG__TRIPLES_PATTERN,  ///< Paths, variables; blank nodes are variables
  KG__TRIPLES_TEMPLATE, ///< Variables; blank nodes are terms
  KG__TRIPLES_NO_BLANK, ///< Variables; no blank nodes: DELETE
  KG__TRIPLES_DATA,     ///< No variables; blank nodes are terms: INSERT DATA
  KG__TRIPLES_DATA_NO_BLANK
} kg__triples_use;

typedef struct kg__triples {
  kg__triples_use use;
  kg__triple_pattern *items;
  size_t n;
} kg__triples;

bool kg__parse_at_triples(const kg__parser *p);

/** Triples separated by dots, as long as they go on. */
kg_status kg__parse_triples(kg__parser *p, kg__triples *out);

/** A triple term behind its <<( */
kg_status kg__parse_triple_term(kg__parser *p, kg__triples *out, kg__node *node);

kg_status kg__parse_path(kg__parser *p, kg__path **path);

// ---- parse_pattern.c, parse_expr.c, parse_query.c

kg_status kg__parse_group(kg__parser *p, kg__pattern **pattern);
kg_status kg__parse_values(kg__parser *p, kg__values *values);

kg_status kg__parse_expr(kg__parser *p, kg__expr **expr);
kg_status kg__parse_bracketed(kg__parser *p, kg__expr **expr);

/** An expression in brackets, or a call. */
kg_status kg__parse_constraint(kg__parser *p, kg__expr **expr);
bool kg__parse_at_constraint(const kg__parser *p);

/** From SELECT on, as a sub-select: without a dataset. */
kg_status kg__parse_sub_select(kg__parser *p, kg__query **query);

/** `{ quads }` of updates and, without GRAPH, of CONSTRUCT. */
kg_status kg__parse_quads(kg__parser *p, kg__triples_use use, bool graphs, kg__quad_patterns *quads);

#endif
