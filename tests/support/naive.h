// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   SPARQL by the letter of its specification, for comparison: patterns bottom-up over arrays of solutions,
   with nothing clever.

   Terms are numbers: 0 and up are nodes, NAIVE_LINK and up predicates, NAIVE_TRIPLE and up the triple terms
   of the data, then the truth values, NAIVE_INTEGER and up integers.  A variable in a pattern is -2 - its
   number; -1 is unbound.
*/
#ifndef KG_TESTS_SUPPORT_NAIVE_H
#define KG_TESTS_SUPPORT_NAIVE_H

#include "kg/str.h"

enum {
  NAIVE_LINK = 100,
  NAIVE_TRIPLE = 200,
  NAIVE_FALSE = 900,
  NAIVE_TRUE = 901,
  NAIVE_INTEGER = 1000,
  NAIVE_VARS = 8,
  NAIVE_UNBOUND = -1,
  NAIVE_MOST = 20000 ///< Rows; more is given up
};

#define NAIVE_VAR(n) (-2 - (n))

typedef struct naive_triple {
  int at[3];
} naive_triple;

typedef struct naive_data {
  naive_triple triples[40];
  size_t n;
  naive_triple terms[4]; ///< The triple terms
  size_t n_terms;
} naive_data;

typedef enum naive_path_kind {
  NAIVE_PATH_LINK,
  NAIVE_PATH_INVERSE,
  NAIVE_PATH_SEQUENCE,
  NAIVE_PATH_ALTERNATIVE,
  NAIVE_PATH_OPTIONAL,
  NAIVE_PATH_STAR,
  NAIVE_PATH_PLUS,
  NAIVE_PATH_NOT
} naive_path_kind;

typedef struct naive_path {
  naive_path_kind kind;
  int link;
  struct naive_path *parts[2];
} naive_path;

typedef enum naive_expr_kind {
  NAIVE_EXPR_TERM,
  NAIVE_EXPR_EQUAL,
  NAIVE_EXPR_LESS,
  NAIVE_EXPR_ADD,
  NAIVE_EXPR_AND,
  NAIVE_EXPR_OR,
  NAIVE_EXPR_NOT,
  NAIVE_EXPR_BOUND,
  NAIVE_EXPR_IN, ///< args[0] in args[1], args[2]
  NAIVE_EXPR_IF,
  NAIVE_EXPR_COALESCE,
  NAIVE_EXPR_SUBJECT,
  NAIVE_EXPR_OBJECT,
  NAIVE_EXPR_IS_TRIPLE,
  NAIVE_EXPR_EXISTS ///< `pattern`, a NAIVE_TRIPLES
} naive_expr_kind;

struct naive_pattern;

typedef struct naive_expr {
  naive_expr_kind kind;
  int term;
  struct naive_expr *args[3];
  struct naive_pattern *pattern;
} naive_expr;

typedef enum naive_kind {
  NAIVE_TRIPLES,
  NAIVE_PATH,
  NAIVE_JOIN,
  NAIVE_OPTIONAL, ///< With a condition, which may be null
  NAIVE_MINUS,
  NAIVE_UNION,
  NAIVE_FILTER,
  NAIVE_BIND,
  NAIVE_VALUES,
  NAIVE_SELECT, ///< Projection, perhaps distinct
  NAIVE_GROUP   ///< By `keys`, `var` is the aggregate
} naive_kind;

typedef enum naive_aggregate {
  NAIVE_COUNT_ALL,
  NAIVE_COUNT,
  NAIVE_COUNT_DISTINCT,
  NAIVE_SUM
} naive_aggregate;

typedef struct naive_pattern {
  naive_kind kind;
  unsigned visible; ///< Variables, as bits
  naive_triple triples[3];
  size_t n_triples; ///< Also rows of VALUES, two columns each
  naive_path *path;
  struct naive_pattern *parts[2];
  naive_expr *expr;
  int var, argument;
  unsigned keys;
  bool distinct;
  naive_aggregate aggregate;
} naive_pattern;

typedef struct naive_row {
  int at[NAIVE_VARS];
} naive_row;

typedef struct naive_rows {
  naive_row *items;
  size_t n, capacity;
  bool too_many;
} naive_rows;

/** All solutions; free `items`. */
naive_rows naive_eval(const naive_data *data, const naive_pattern *pattern);

/** The text of a pattern, in braces; of a term, an expression, the data. */
void naive_print(const naive_data *data, const naive_pattern *pattern, kg_buf *buf);
void naive_print_term(const naive_data *data, int term, kg_buf *buf);
void naive_print_expr(const naive_data *data, const naive_expr *expr, kg_buf *buf);
void naive_print_data(const naive_data *data, kg_buf *buf);

#endif
