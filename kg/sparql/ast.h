// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   The syntax tree of a query or an update.

   All of it lives in one arena.  IRIs are resolved, prefixed names expanded, variables numbered: one name is
   one number in the whole request, the scope of sub-selects is the algebra's affair.  A blank node of a
   pattern is a variable without a name to select it by; in templates and data it is a term.
*/
#ifndef KG_SPARQL_AST_H
#define KG_SPARQL_AST_H

#include "kg/id.h"
#include "kg/str.h"
#include "kg/term.h"

typedef struct kg__expr kg__expr;
typedef struct kg__pattern kg__pattern;
typedef struct kg__query kg__query;
struct kg__function; // A row of the table of functions, function.h

enum { KG__NO_VAR = UINT32_MAX };

/** Number of a variable. */
typedef uint32_t kg__var;

/** A set of variables, as bits; lives in an arena. */
typedef struct kg__vars {
  uint64_t *words;
  size_t n_words;
} kg__vars;

typedef struct kg__variable {
  kg_str name; ///< Without ? or $; of a blank node its label, empty for []
  bool hidden; ///< A blank node, or made by the engine: not what * selects
} kg__variable;

// ---- terms and patterns

typedef enum kg__node_kind { KG__NODE_NONE = 0, KG__NODE_VAR, KG__NODE_TERM, KG__NODE_TRIPLE } kg__node_kind;

/** What stands in a triple pattern: a variable, a term, or a triple term with variables inside. */
typedef struct kg__node {
  kg__node_kind kind;
  kg__var var;
  kg_term term;
  const struct kg__node *triple; ///< Of KG__NODE_TRIPLE: subject, predicate, object
} kg__node;

typedef enum kg__path_kind {
  KG__PATH_IRI,
  KG__PATH_INVERSE,
  KG__PATH_SEQUENCE,
  KG__PATH_ALTERNATIVE,
  KG__PATH_ZERO_OR_ONE,
  KG__PATH_ZERO_OR_MORE,
  KG__PATH_ONE_OR_MORE,
  KG__PATH_NEGATED ///< Its parts are KG__PATH_IRI, or KG__PATH_INVERSE of one
} kg__path_kind;

typedef struct kg__path {
  kg__path_kind kind;
  kg_term iri; ///< Of KG__PATH_IRI
  struct kg__path **parts;
  size_t n_parts;
} kg__path;

typedef struct kg__triple_pattern {
  kg__node subject, predicate, object;
  kg__path *path; ///< In place of the predicate; may be null
  size_t offset;  ///< In the text
} kg__triple_pattern;

/** A triple pattern in a graph, for templates and data.  Graph KG__NODE_NONE is the default graph. */
typedef struct kg__quad_pattern {
  kg__triple_pattern triple;
  kg__node graph;
} kg__quad_pattern;

/** A table of VALUES. */
typedef struct kg__values {
  kg__var *vars;
  size_t n_vars;
  kg_term *terms; ///< n_rows * n_vars, KG_TERM_NONE for UNDEF
  size_t n_rows;
} kg__values;

typedef enum kg__pattern_kind {
  KG__PATTERN_GROUP,    ///< parts, in order
  KG__PATTERN_TRIPLES,  ///< triples
  KG__PATTERN_OPTIONAL, ///< parts[0]
  KG__PATTERN_MINUS,    ///< parts[0]
  KG__PATTERN_UNION,    ///< parts
  KG__PATTERN_GRAPH,    ///< node, parts[0]
  KG__PATTERN_SERVICE,  ///< node, silent, parts[0], text
  KG__PATTERN_FILTER,   ///< expr
  KG__PATTERN_BIND,     ///< expr, var
  KG__PATTERN_VALUES,   ///< values
  KG__PATTERN_SELECT    ///< query
} kg__pattern_kind;

struct kg__pattern {
  kg__pattern_kind kind;
  size_t offset;
  kg__vars visible; ///< The variables in scope outside of it
  kg__pattern **parts;
  size_t n_parts;
  kg__triple_pattern *triples;
  size_t n_triples;
  kg__node node;
  bool silent;
  kg_str text; ///< The source of what stands between the braces of SERVICE
  kg__expr *expr;
  kg__var var;
  kg__values values;
  kg__query *query;
};

// ---- expressions

typedef enum kg__expr_kind {
  KG__EXPR_VAR,
  KG__EXPR_TERM,
  KG__EXPR_OR,  ///< Two arguments or more
  KG__EXPR_AND, ///< Two arguments or more
  KG__EXPR_NOT,
  KG__EXPR_EQ,
  KG__EXPR_NE,
  KG__EXPR_LT,
  KG__EXPR_GT,
  KG__EXPR_LE,
  KG__EXPR_GE,
  KG__EXPR_IN, ///< args[0] in the rest
  KG__EXPR_NOT_IN,
  KG__EXPR_ADD,
  KG__EXPR_SUBTRACT,
  KG__EXPR_MULTIPLY,
  KG__EXPR_DIVIDE,
  KG__EXPR_PLUS,
  KG__EXPR_MINUS,
  KG__EXPR_CALL,     ///< A built-in: `function`; <<( )>> is a call of TRIPLE, BOUND has a KG__EXPR_VAR
  KG__EXPR_CALL_IRI, ///< A cast or an extension: `term` is its IRI, `function` its row or null
  KG__EXPR_EXISTS,   ///< `pattern`
  KG__EXPR_NOT_EXISTS,
  KG__EXPR_AGGREGATE ///< `aggregate`; no arguments is COUNT(*)
} kg__expr_kind;

typedef enum kg__aggregate_kind {
  KG__AGGREGATE_COUNT,
  KG__AGGREGATE_SUM,
  KG__AGGREGATE_MIN,
  KG__AGGREGATE_MAX,
  KG__AGGREGATE_AVG,
  KG__AGGREGATE_SAMPLE,
  KG__AGGREGATE_GROUP_CONCAT
} kg__aggregate_kind;

struct kg__expr {
  kg__expr_kind kind;
  size_t offset; ///< In the text
  kg__var var;
  kg_term term;
  kg__expr **args;
  size_t n_args;
  const struct kg__function *function;
  kg__aggregate_kind aggregate;
  bool distinct;      ///< Of an aggregate, or of an extension's call
  bool has_separator; ///< Of GROUP_CONCAT
  kg_str separator;
  kg__pattern *pattern; ///< Of EXISTS
  void *plan;           ///< What the executor prepared for this node: of EXISTS its plan
  kg_id id;             ///< Of a constant term: the executor's id of it, or KG_ID_NONE
};

// ---- requests

typedef enum kg__form { KG__FORM_SELECT, KG__FORM_CONSTRUCT, KG__FORM_DESCRIBE, KG__FORM_ASK } kg__form;

typedef struct kg__select_item {
  kg__var var;
  kg__expr *expr; ///< May be null
} kg__select_item;

/** A key of GROUP BY (`var` KG__NO_VAR if it has no name) or ORDER BY. */
typedef struct kg__key {
  kg__expr *expr;
  kg__var var;
  bool descending;
} kg__key;

typedef struct kg__dataset {
  kg_term *graphs; ///< FROM, USING
  size_t n_graphs;
  kg_term *named; ///< FROM NAMED, USING NAMED
  size_t n_named;
} kg__dataset;

typedef struct kg__quad_patterns {
  kg__quad_pattern *items;
  size_t n;
} kg__quad_patterns;

#define KG__NO_LIMIT UINT64_MAX

/** A query, or a sub-select. */
struct kg__query {
  kg__form form;
  bool distinct, reduced;
  bool star;              ///< SELECT * or DESCRIBE *: `items` are the visible variables all the same
  kg__select_item *items; ///< What SELECT selects
  size_t n_items;
  kg__quad_patterns template; ///< Of CONSTRUCT
  kg__node *describe;         ///< Variables and IRIs of DESCRIBE
  size_t n_describe;
  kg__dataset dataset;
  bool has_dataset;
  kg__pattern *where; ///< A KG__PATTERN_GROUP; null for a DESCRIBE without
  kg__key *group;
  size_t n_group;
  bool has_group; ///< GROUP BY, HAVING, or an aggregate somewhere
  kg__expr **having;
  size_t n_having;
  kg__key *order;
  size_t n_order;
  uint64_t limit, offset; ///< KG__NO_LIMIT, 0
  bool has_values;
  kg__values values;
};

typedef enum kg__update_kind {
  KG__UPDATE_MODIFY, ///< Also DELETE WHERE
  KG__UPDATE_INSERT_DATA,
  KG__UPDATE_DELETE_DATA,
  KG__UPDATE_LOAD,
  KG__UPDATE_CLEAR,
  KG__UPDATE_DROP,
  KG__UPDATE_CREATE,
  KG__UPDATE_ADD,
  KG__UPDATE_MOVE,
  KG__UPDATE_COPY
} kg__update_kind;

typedef enum kg__graph_ref { KG__GRAPH_DEFAULT, KG__GRAPH_IRI, KG__GRAPH_NAMED, KG__GRAPH_ALL } kg__graph_ref;

typedef struct kg__operation {
  kg__update_kind kind;
  size_t offset;
  bool silent;
  kg__graph_ref from_ref, to_ref; ///< Of CLEAR and such: from; of LOAD: to
  kg_term from, to;               ///< Of LOAD: `from` is the source
  kg_term with;                   ///< KG_TERM_NONE if there is none
  kg__quad_patterns remove, insert;
  kg__dataset dataset; ///< USING
  bool has_dataset;
  kg__pattern *where;
} kg__operation;

/** What a text was parsed into. */
typedef struct kg__request {
  kg_str text;
  kg_str base; ///< The last BASE, for IRI()
  kg__variable *vars;
  size_t n_vars;
  kg__query *query;          ///< Of a query
  kg__operation *operations; ///< Of an update
  size_t n_operations;
} kg__request;

#endif
