// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/function.h"
#include "kg/sparql/parse.h"

#include <strings.h>

static kg_status parse_additive(kg__parser *p, kg__expr **expr);
static kg_status parse_unary(kg__parser *p, kg__expr **expr);
static kg_status parse_primary(kg__parser *p, kg__expr **expr);

static kg_status
new_expr(kg__parser *p, kg__expr_kind kind, kg__expr **expr)
{
  *expr = kg_arena_calloc(p->arena, 1, sizeof **expr);
  if (!*expr)
    return KG_ERR_NOMEM;
  (*expr)->kind = kind;
  (*expr)->offset = p->token.start;
  return KG_OK;
}

static kg_status
add_arg(kg__parser *p, kg__expr *expr, kg__expr *arg)
{
  return kg__push(p->arena, expr->args, expr->n_args, arg);
}

// ---- operators, from the loosest

static kg_status
parse_in(kg__parser *p, kg__expr_kind kind, kg__expr **expr)
{
  kg__expr *in, *arg;
  bool more;
  KG_TRY(new_expr(p, kind, &in));
  KG_TRY(add_arg(p, in, *expr));
  *expr = in;
  KG_TRY(kg__parse_punct(p, '(', "'('"));
  KG_TRY(kg__parse_accept(p, ')', &more));
  if (more)
    return KG_OK;
  do {
    KG_TRY(kg__parse_expr(p, &arg));
    KG_TRY(add_arg(p, in, arg));
    KG_TRY(kg__parse_accept(p, ',', &more));
  } while (more);
  return kg__parse_punct(p, ')', "',' or ')'");
}

static kg_status
parse_relational(kg__parser *p, kg__expr **expr)
{
  static const struct {
    int punct;
    kg__expr_kind kind;
  } operators[] = {{'=', KG__EXPR_EQ}, {KG__PUNCT_NE, KG__EXPR_NE}, {'<', KG__EXPR_LT},
                   {'>', KG__EXPR_GT}, {KG__PUNCT_LE, KG__EXPR_LE}, {KG__PUNCT_GE, KG__EXPR_GE}};
  bool found;
  KG_TRY(parse_additive(p, expr));
  KG_TRY(kg__parse_accept_word(p, "IN", &found));
  if (found)
    return parse_in(p, KG__EXPR_IN, expr);
  if (kg__parse_is_word(p, "NOT")) {
    KG_TRY(kg__parse_advance(p));
    KG_TRY(kg__parse_word(p, "IN"));
    return parse_in(p, KG__EXPR_NOT_IN, expr);
  }
  for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
    kg__expr *relation, *right;
    if (!kg__parse_is_punct(p, operators[i].punct))
      continue;
    KG_TRY(new_expr(p, operators[i].kind, &relation));
    KG_TRY(kg__parse_advance(p));
    KG_TRY(parse_additive(p, &right));
    KG_TRY(add_arg(p, relation, *expr));
    KG_TRY(add_arg(p, relation, right));
    *expr = relation;
    break;
  }
  return KG_OK;
}

// Several operands of one operator as one node.
static kg_status
parse_logical(kg__parser *p, int punct, kg__expr_kind kind, kg_status (*operand)(kg__parser *, kg__expr **),
              kg__expr **expr)
{
  kg__expr *list = NULL, *next;
  KG_TRY(operand(p, expr));
  while (kg__parse_is_punct(p, punct)) {
    if (!list) {
      KG_TRY(new_expr(p, kind, &list));
      KG_TRY(add_arg(p, list, *expr));
      *expr = list;
    }
    KG_TRY(kg__parse_advance(p));
    KG_TRY(operand(p, &next));
    KG_TRY(add_arg(p, list, next));
  }
  return KG_OK;
}

static kg_status
parse_and(kg__parser *p, kg__expr **expr)
{
  return parse_logical(p, KG__PUNCT_AND, KG__EXPR_AND, parse_relational, expr);
}

kg_status
kg__parse_expr(kg__parser *p, kg__expr **expr)
{
  KG_TRY(kg__parse_enter(p));
  KG_TRY(parse_logical(p, KG__PUNCT_OR, KG__EXPR_OR, parse_and, expr));
  kg__parse_leave(p);
  return KG_OK;
}

// A row of operands joined by two operators of one strength, grouped from the left.
static kg_status
parse_arithmetic(kg__parser *p, const int punct[2], const kg__expr_kind kinds[2],
                 kg_status (*operand)(kg__parser *, kg__expr **), kg__expr **expr)
{
  unsigned n = 0;
  KG_TRY(operand(p, expr));
  while (kg__parse_is_punct(p, punct[0]) || kg__parse_is_punct(p, punct[1])) {
    kg__expr *node, *right;
    if (++n > 1000)
      return kg__parse_fail(p, p->token.start, "an expression of more than 1000 operators");
    KG_TRY(new_expr(p, kinds[kg__parse_is_punct(p, punct[1])], &node));
    KG_TRY(kg__parse_advance(p));
    KG_TRY(operand(p, &right));
    KG_TRY(add_arg(p, node, *expr));
    KG_TRY(add_arg(p, node, right));
    *expr = node;
  }
  return KG_OK;
}

static kg_status
parse_multiplicative(kg__parser *p, kg__expr **expr)
{
  return parse_arithmetic(p, (const int[]){'*', '/'},
                          (const kg__expr_kind[]){KG__EXPR_MULTIPLY, KG__EXPR_DIVIDE}, parse_unary, expr);
}

static kg_status
parse_additive(kg__parser *p, kg__expr **expr)
{
  return parse_arithmetic(p, (const int[]){'+', '-'},
                          (const kg__expr_kind[]){KG__EXPR_ADD, KG__EXPR_SUBTRACT}, parse_multiplicative,
                          expr);
}

static kg_status
parse_prefixed(kg__parser *p, kg__expr_kind kind, kg_status (*operand)(kg__parser *, kg__expr **),
               kg__expr **expr)
{
  kg__expr *arg;
  KG_TRY(kg__parse_enter(p));
  KG_TRY(new_expr(p, kind, expr));
  KG_TRY(kg__parse_advance(p));
  KG_TRY(operand(p, &arg));
  kg__parse_leave(p);
  return add_arg(p, *expr, arg);
}

static kg_status
parse_unary(kg__parser *p, kg__expr **expr)
{
  if (kg__parse_is_punct(p, '!'))
    return parse_prefixed(p, KG__EXPR_NOT, parse_unary, expr);
  if (kg__parse_at_literal(p))
    return parse_primary(p, expr);
  if (kg__parse_is_punct(p, '+'))
    return parse_prefixed(p, KG__EXPR_PLUS, parse_primary, expr);
  if (kg__parse_is_punct(p, '-'))
    return parse_prefixed(p, KG__EXPR_MINUS, parse_primary, expr);
  return parse_primary(p, expr);
}

// ---- calls

static kg_status
parse_args(kg__parser *p, kg__expr *call)
{
  bool more;
  kg__expr *arg;
  KG_TRY(kg__parse_punct(p, '(', "'('"));
  KG_TRY(kg__parse_accept(p, ')', &more));
  if (more)
    return KG_OK;
  if (call->kind == KG__EXPR_CALL_IRI)
    KG_TRY(kg__parse_accept_word(p, "DISTINCT", &call->distinct));
  do {
    KG_TRY(kg__parse_expr(p, &arg));
    KG_TRY(add_arg(p, call, arg));
    KG_TRY(kg__parse_accept(p, ',', &more));
  } while (more);
  return kg__parse_punct(p, ')', "',' or ')'");
}

static kg_status
check_arity(kg__parser *p, const kg__expr *call)
{
  const kg__function *f = call->function;
  if (f && (call->n_args < f->least || (f->most != KG__ARITY_ANY && call->n_args > f->most)))
    return kg__parse_fail(p, call->offset, "%.*s takes %u%s arguments, not %zu", KG_STR_ARG(f->name),
                          (unsigned)f->least, f->most > f->least ? " or more" : "", call->n_args);
  return KG_OK;
}

static kg_status
parse_built_in(kg__parser *p, const kg__function *function, kg__expr **expr)
{
  bool bound = kg_str_equal(function->name, KG_STR("BOUND"));
  KG_TRY(new_expr(p, KG__EXPR_CALL, expr));
  (*expr)->function = function;
  KG_TRY(kg__parse_advance(p));
  if (bound && p->next.kind != KG__TOKEN_VAR)
    return kg__parse_fail(p, p->next.start, "BOUND takes a variable");
  KG_TRY(parse_args(p, *expr));
  if (bound && ((*expr)->n_args != 1 || (*expr)->args[0]->kind != KG__EXPR_VAR))
    return kg__parse_fail(p, (*expr)->offset, "BOUND takes a variable");
  return check_arity(p, *expr);
}

static kg_status
parse_call_iri(kg__parser *p, kg__expr **expr)
{
  KG_TRY(new_expr(p, KG__EXPR_TERM, expr));
  KG_TRY(kg__parse_iri(p, &(*expr)->term));
  if (!kg__parse_is_punct(p, '('))
    return KG_OK;
  (*expr)->kind = KG__EXPR_CALL_IRI;
  (*expr)->function = kg__function_of_iri((*expr)->term.value);
  KG_TRY(parse_args(p, *expr));
  return check_arity(p, *expr);
}

static bool
find_aggregate(kg_str name, kg__aggregate_kind *kind)
{
  static const struct {
    const char *name;
    kg__aggregate_kind kind;
  } table[] = {{"COUNT", KG__AGGREGATE_COUNT},
               {"SUM", KG__AGGREGATE_SUM},
               {"MIN", KG__AGGREGATE_MIN},
               {"MAX", KG__AGGREGATE_MAX},
               {"AVG", KG__AGGREGATE_AVG},
               {"SAMPLE", KG__AGGREGATE_SAMPLE},
               {"GROUP_CONCAT", KG__AGGREGATE_GROUP_CONCAT}};
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    *kind = table[i].kind;
    if (strlen(table[i].name) == name.len && strncasecmp(table[i].name, name.ptr, name.len) == 0)
      return true;
  }
  return false;
}

static kg_status
parse_separator(kg__parser *p, kg__expr *expr)
{
  bool found;
  KG_TRY(kg__parse_accept(p, ';', &found));
  if (!found)
    return KG_OK;
  KG_TRY(kg__parse_word(p, "SEPARATOR"));
  KG_TRY(kg__parse_punct(p, '=', "'='"));
  expr->has_separator = true;
  return kg__parse_string(p, &expr->separator);
}

static kg_status
parse_aggregate(kg__parser *p, kg__aggregate_kind kind, kg__expr **expr)
{
  kg__expr *arg;
  bool star = false;
  if (p->in_where)
    return kg__parse_fail(p, p->token.start, "an aggregate cannot stand in a graph pattern");
  if (p->in_aggregate)
    return kg__parse_fail(p, p->token.start, "an aggregate within an aggregate");
  p->in_aggregate = p->has_aggregate = true;
  KG_TRY(new_expr(p, KG__EXPR_AGGREGATE, expr));
  (*expr)->aggregate = kind;
  KG_TRY(kg__parse_advance(p));
  KG_TRY(kg__parse_punct(p, '(', "'('"));
  KG_TRY(kg__parse_accept_word(p, "DISTINCT", &(*expr)->distinct));
  if (kind == KG__AGGREGATE_COUNT)
    KG_TRY(kg__parse_accept(p, '*', &star));
  if (!star) {
    KG_TRY(kg__parse_expr(p, &arg));
    KG_TRY(add_arg(p, *expr, arg));
  }
  if (kind == KG__AGGREGATE_GROUP_CONCAT)
    KG_TRY(parse_separator(p, *expr));
  p->in_aggregate = false;
  return kg__parse_punct(p, ')', "')'");
}

static kg_status
parse_exists(kg__parser *p, kg__expr **expr)
{
  bool negated, outer = p->in_where;
  uint64_t pattern = p->pattern;
  KG_TRY(new_expr(p, KG__EXPR_EXISTS, expr));
  KG_TRY(kg__parse_accept_word(p, "NOT", &negated));
  if (negated)
    (*expr)->kind = KG__EXPR_NOT_EXISTS;
  KG_TRY(kg__parse_word(p, "EXISTS"));
  p->in_where = true;
  KG_TRY(kg__parse_group(p, &(*expr)->pattern));
  p->in_where = outer;
  p->pattern = pattern;
  return KG_OK;
}

static kg_status
unknown_function(kg__parser *p)
{
  const kg__function *f;
  kg_namespaces *list = kg_namespaces_new();
  kg_str near = {0};
  for (size_t i = 0; list && (f = kg__function_at(i)); i++)
    if (kg_namespaces_add(list, f->name, KG_STR("-")))
      break;
  if (list && kg_namespaces_suggest(list, p->token.text, &near))
    kg__parse_fail(p, p->token.start, "no function '%.*s', did you mean %.*s?", KG_STR_ARG(p->token.text),
                   KG_STR_ARG(near));
  else
    kg__parse_fail(p, p->token.start, "no function '%.*s'", KG_STR_ARG(p->token.text));
  kg_namespaces_free(list);
  return KG_ERR_QUERY;
}

static kg_status
parse_word_call(kg__parser *p, kg__expr **expr)
{
  kg__aggregate_kind kind;
  if (kg__parse_is_word(p, "EXISTS") || kg__parse_is_word(p, "NOT"))
    return parse_exists(p, expr);
  if (find_aggregate(p->token.text, &kind))
    return parse_aggregate(p, kind, expr);
  const kg__function *function = kg__function_find(p->token.text);
  if (function)
    return parse_built_in(p, function, expr);
  return p->next.kind == KG__TOKEN_PUNCT && p->next.punct == '(' ? unknown_function(p)
                                                                 : kg__parse_expected(p, "an expression");
}

// ---- operands

// <<( )>>: a call of TRIPLE whose arguments are terms and variables.
static kg_status
parse_triple(kg__parser *p, kg__expr **expr)
{
  KG_TRY(kg__parse_enter(p));
  KG_TRY(new_expr(p, KG__EXPR_CALL, expr));
  (*expr)->function = kg__function_find(KG_STR("TRIPLE"));
  KG_TRY(kg__parse_advance(p));
  for (size_t i = 0; i < 3; i++) {
    kg__expr *arg;
    bool nested = kg__parse_is_punct(p, KG__PUNCT_TRIPLE), literal = kg__parse_at_literal(p);
    if (i < 2 && (nested || literal))
      return kg__parse_expected(p, "a variable or an IRI");
    if (i == 1 && !kg__parse_at_var(p)) {
      KG_TRY(new_expr(p, KG__EXPR_TERM, &arg));
      KG_TRY(kg__parse_type_or_iri(p, &arg->term));
    } else if (nested || literal || kg__parse_at_var(p) || kg__parse_at_iri(p)) {
      KG_TRY(parse_primary(p, &arg));
    } else {
      return kg__parse_expected(p, "a term or a variable");
    }
    KG_TRY(add_arg(p, *expr, arg));
  }
  kg__parse_leave(p);
  return kg__parse_punct(p, KG__PUNCT_TRIPLE_END, "')>>'");
}

static kg_status
parse_primary(kg__parser *p, kg__expr **expr)
{
  if (kg__parse_is_punct(p, '('))
    return kg__parse_bracketed(p, expr);
  if (kg__parse_is_punct(p, KG__PUNCT_TRIPLE))
    return parse_triple(p, expr);
  if (kg__parse_at_var(p)) {
    KG_TRY(new_expr(p, KG__EXPR_VAR, expr));
    return kg__parse_var(p, &(*expr)->var);
  }
  if (kg__parse_at_iri(p))
    return parse_call_iri(p, expr);
  if (kg__parse_at_literal(p)) {
    KG_TRY(new_expr(p, KG__EXPR_TERM, expr));
    return kg__parse_literal(p, &(*expr)->term);
  }
  return p->token.kind == KG__TOKEN_WORD ? parse_word_call(p, expr) : kg__parse_expected(p, "an expression");
}

kg_status
kg__parse_bracketed(kg__parser *p, kg__expr **expr)
{
  KG_TRY(kg__parse_punct(p, '(', "'('"));
  KG_TRY(kg__parse_expr(p, expr));
  return kg__parse_punct(p, ')', "')'");
}

bool
kg__parse_at_constraint(const kg__parser *p)
{
  kg__aggregate_kind kind;
  bool call = p->next.kind == KG__TOKEN_PUNCT && p->next.punct == '(';
  if (kg__parse_is_punct(p, '(') || kg__parse_is_word(p, "EXISTS") || kg__parse_is_word(p, "NOT"))
    return true;
  return (kg__parse_at_iri(p) && call) ||
         (p->token.kind == KG__TOKEN_WORD &&
          (find_aggregate(p->token.text, &kind) || kg__function_find(p->token.text)));
}

kg_status
kg__parse_constraint(kg__parser *p, kg__expr **expr)
{
  if (kg__parse_is_punct(p, '('))
    return kg__parse_bracketed(p, expr);
  if (kg__parse_at_iri(p)) {
    KG_TRY(parse_call_iri(p, expr));
    return (*expr)->kind == KG__EXPR_CALL_IRI ? KG_OK : kg__parse_expected(p, "'('");
  }
  return p->token.kind == KG__TOKEN_WORD ? parse_word_call(p, expr)
                                         : kg__parse_expected(p, "'(' or a function");
}
