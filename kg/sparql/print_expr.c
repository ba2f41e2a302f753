// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/function.h"
#include "kg/sparql/print.h"

// How tightly operators bind; an operand that binds less tightly than its place asks for gets brackets.
enum { ANY, OR, AND, RELATION, SUM, PRODUCT, UNARY, PRIMARY };

typedef struct shape {
  unsigned level, left, right; ///< Its own; what its operands need
  const char *sign;
} shape;

static const shape shapes[] = {
    [KG__EXPR_OR] = {OR, AND, AND, " || "},
    [KG__EXPR_AND] = {AND, RELATION, RELATION, " && "},
    [KG__EXPR_NOT] = {UNARY, UNARY, 0, "!"},
    [KG__EXPR_EQ] = {RELATION, SUM, SUM, " = "},
    [KG__EXPR_NE] = {RELATION, SUM, SUM, " != "},
    [KG__EXPR_LT] = {RELATION, SUM, SUM, " < "},
    [KG__EXPR_GT] = {RELATION, SUM, SUM, " > "},
    [KG__EXPR_LE] = {RELATION, SUM, SUM, " <= "},
    [KG__EXPR_GE] = {RELATION, SUM, SUM, " >= "},
    [KG__EXPR_IN] = {RELATION, SUM, ANY, " IN "},
    [KG__EXPR_NOT_IN] = {RELATION, SUM, ANY, " NOT IN "},
    [KG__EXPR_ADD] = {SUM, SUM, PRODUCT, " + "},
    [KG__EXPR_SUBTRACT] = {SUM, SUM, PRODUCT, " - "},
    [KG__EXPR_MULTIPLY] = {PRODUCT, PRODUCT, UNARY, " * "},
    [KG__EXPR_DIVIDE] = {PRODUCT, PRODUCT, UNARY, " / "},
    [KG__EXPR_PLUS] = {UNARY, PRIMARY, 0, "+ "},
    [KG__EXPR_MINUS] = {UNARY, PRIMARY, 0, "- "},
    [KG__EXPR_AGGREGATE] = {0},
};

static unsigned
level_of(const kg__expr *expr)
{
  return shapes[expr->kind].sign ? shapes[expr->kind].level : PRIMARY;
}

static void print_at(kg__printer *p, const kg__expr *expr, unsigned level);

static void
print_list(kg__printer *p, kg__expr *const *args, size_t n, const char *separator, unsigned level)
{
  for (size_t i = 0; i < n; i++) {
    kg__print(p, "%s", i ? separator : "");
    print_at(p, args[i], level);
  }
}

static void
print_operator(kg__printer *p, const kg__expr *expr)
{
  const shape *s = &shapes[expr->kind];
  bool in = expr->kind == KG__EXPR_IN || expr->kind == KG__EXPR_NOT_IN;
  bool sign = expr->kind == KG__EXPR_PLUS || expr->kind == KG__EXPR_MINUS;
  if (s->level == UNARY) {
    bool number = sign && expr->args[0]->kind == KG__EXPR_TERM; // lest the sign become the number's
    kg__print(p, number ? "%s(" : "%s", s->sign);
    print_at(p, expr->args[0], s->left);
    kg__print(p, number ? ")" : "");
    return;
  }
  print_at(p, expr->args[0], s->left);
  kg__print(p, in ? "%s(" : "%s", s->sign);
  print_list(p, expr->args + 1, expr->n_args - 1, in ? ", " : s->sign, s->right);
  kg__print(p, in ? ")" : "");
}

static void
print_aggregate(kg__printer *p, const kg__expr *expr)
{
  static const char *const names[] = {"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"};
  kg__print(p, "%s(%s", names[expr->aggregate], expr->distinct ? "DISTINCT " : "");
  print_list(p, expr->args, expr->n_args, ", ", ANY);
  if (!expr->n_args)
    kg__print(p, "*");
  if (expr->has_separator) {
    kg_term separator = kg_term_string(expr->separator);
    kg__print(p, " ; SEPARATOR = ");
    kg__print_term(p, &separator);
  }
  kg__print(p, ")");
}

static void
print_primary(kg__printer *p, const kg__expr *expr)
{
  switch (expr->kind) {
  case KG__EXPR_VAR:
    kg__print_var(p, expr->var);
    break;
  case KG__EXPR_TERM:
    kg__print_term(p, &expr->term);
    break;
  case KG__EXPR_EXISTS:
  case KG__EXPR_NOT_EXISTS:
    kg__print(p, expr->kind == KG__EXPR_EXISTS ? "EXISTS " : "NOT EXISTS ");
    kg__print_group(p, expr->pattern);
    break;
  case KG__EXPR_AGGREGATE:
    print_aggregate(p, expr);
    break;
  default:
    if (expr->kind == KG__EXPR_CALL)
      kg__print(p, "%.*s", KG_STR_ARG(expr->function->name));
    else
      kg__print_term(p, &expr->term);
    kg__print(p, expr->distinct ? "(DISTINCT " : "(");
    print_list(p, expr->args, expr->n_args, ", ", ANY);
    kg__print(p, ")");
  }
}

static void
print_at(kg__printer *p, const kg__expr *expr, unsigned level)
{
  bool brackets = level_of(expr) < level;
  kg__print(p, brackets ? "(" : "");
  if (shapes[expr->kind].sign)
    print_operator(p, expr);
  else
    print_primary(p, expr);
  kg__print(p, brackets ? ")" : "");
}

void
kg__print_expr(kg__printer *p, const kg__expr *expr)
{
  print_at(p, expr, ANY);
}

void
kg__print_constraint(kg__printer *p, const kg__expr *expr)
{
  bool call = expr->kind == KG__EXPR_CALL || expr->kind == KG__EXPR_CALL_IRI ||
              expr->kind == KG__EXPR_EXISTS || expr->kind == KG__EXPR_NOT_EXISTS;
  kg__print(p, call ? "" : "(");
  kg__print_expr(p, expr);
  kg__print(p, call ? "" : ")");
}
