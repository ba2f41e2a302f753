// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/expr_eval.h"

#include "kg/sparql/compare.h"

enum { FEW_ARGUMENTS = 4 };

typedef struct evaluator {
  kg__functions *f;
  const kg__solution *s;
  unsigned depth;
} evaluator;

static kg_status eval(evaluator *ev, const kg__expr *expr, kg__value *value);

static kg_status
too_deep(kg_error *err)
{
  return kg_error_set(err, KG_ERR_LIMIT, "an expression nests deeper than %d", KG__EXPR_DEPTH);
}

kg_status
kg__expr_read(kg__functions *f, const kg__solution *s, kg__value *v)
{
  kg_term term;
  kg_id id = v->id;
  if (!kg__value_needs_text(v))
    return KG_OK;
  if (kg_id_is_inline(id)) // a short string that found no memory
    return KG_ERR_NOMEM;
  KG_TRY(s->term(s->data, id, &term));
  *v = kg__value_of_term(&term, id, f->arena);
  return KG_OK;
}

static kg_status
read_value(evaluator *ev, kg__value *v)
{
  return kg__expr_read(ev->f, ev->s, v);
}

static kg_status
eval_read(evaluator *ev, const kg__expr *expr, kg__value *v)
{
  KG_TRY(eval(ev, expr, v));
  return read_value(ev, v);
}

// A literal that is no inline id may be a string, number or moment: no truth without its text.
static kg_status
eval_truth(evaluator *ev, const kg__expr *expr, kg__value *truth)
{
  kg__value v;
  KG_TRY(eval(ev, expr, &v));
  if (v.kind == KG__VALUE_UNREAD)
    KG_TRY(read_value(ev, &v));
  *truth = kg__value_truth(&v);
  return KG_OK;
}

// `||` where `decisive`, else `&&`: one decisive argument decides, also among errors.
static kg_status
eval_logic(evaluator *ev, const kg__expr *e, bool decisive, kg__value *value)
{
  bool wrong = false;
  for (size_t i = 0; i < e->n_args; i++) {
    kg__value truth;
    KG_TRY(eval_truth(ev, e->args[i], &truth));
    if (truth.kind == KG__VALUE_BOOLEAN && truth.boolean == decisive) {
      *value = truth;
      return KG_OK;
    }
    wrong |= truth.kind == KG__VALUE_ERROR;
  }
  *value = wrong ? KG__VALUE_WRONG : kg__value_boolean(!decisive);
  return KG_OK;
}

static kg_status
eval_not(evaluator *ev, const kg__expr *e, kg__value *value)
{
  KG_TRY(eval_truth(ev, e->args[0], value));
  if (value->kind == KG__VALUE_BOOLEAN)
    value->boolean = !value->boolean;
  return KG_OK;
}

static kg_status
compare(evaluator *ev, kg__comparison op, kg__value *a, kg__value *b, kg__value *value)
{
  if (!kg__value_is_bound(a) || !kg__value_is_bound(b)) {
    *value = KG__VALUE_WRONG;
    return KG_OK;
  }
  if (a->id && b->id && kg__id_compare(op, a->id, b->id, value))
    return KG_OK;
  KG_TRY(read_value(ev, a));
  KG_TRY(read_value(ev, b));
  *value = kg__compare(op, a, b);
  return KG_OK;
}

static kg_status
eval_comparison(evaluator *ev, const kg__expr *e, kg__comparison op, kg__value *value)
{
  kg__value a, b;
  KG_TRY(eval(ev, e->args[0], &a));
  KG_TRY(eval(ev, e->args[1], &b));
  return compare(ev, op, &a, &b, value);
}

static kg_status
eval_in(evaluator *ev, const kg__expr *e, bool wanted, kg__value *value)
{
  kg__value a, b, same;
  bool wrong = false;
  KG_TRY(eval(ev, e->args[0], &a));
  for (size_t i = 1; i < e->n_args; i++) {
    if (i % 1024 == 0)
      KG_TRY(kg_limits_check(ev->f->limits, ev->f->err));
    KG_TRY(eval(ev, e->args[i], &b));
    KG_TRY(compare(ev, KG__EQUAL, &a, &b, &same));
    if (same.kind == KG__VALUE_BOOLEAN && same.boolean) {
      *value = kg__value_boolean(wanted);
      return KG_OK;
    }
    wrong |= same.kind == KG__VALUE_ERROR;
  }
  *value = wrong ? KG__VALUE_WRONG : kg__value_boolean(!wanted);
  return KG_OK;
}

static bool
is_arithmetic(const kg__expr *e)
{
  return e->kind >= KG__EXPR_ADD && e->kind <= KG__EXPR_DIVIDE;
}

static kg_status
apply(evaluator *ev, kg__expr_kind kind, const kg__value *a, const kg__value *b, kg__value *value)
{
  switch (kind) {
  case KG__EXPR_ADD:
    return kg__add(ev->f, a, b, value);
  case KG__EXPR_SUBTRACT:
    return kg__subtract(ev->f, a, b, value);
  case KG__EXPR_MULTIPLY:
    return kg__multiply(ev->f, a, b, value);
  default:
    return kg__divide(ev->f, a, b, value);
  }
}

// A chain leans to the left; it is gone through from its end, so that its length costs no stack.
static kg_status
eval_chain(evaluator *ev, const kg__expr *e, kg__value *value)
{
  size_t n = 0;
  const kg__expr *first = e;
  for (; is_arithmetic(first); first = first->args[0])
    n++;
  const kg__expr **links = kg_arena_calloc(ev->f->arena, n, sizeof *links);
  if (!links)
    return KG_ERR_NOMEM;
  for (size_t i = n; i-- > 0; e = e->args[0])
    links[i] = e;
  KG_TRY(eval_read(ev, first, value));
  for (size_t i = 0; i < n; i++) {
    kg__value left = *value, right;
    KG_TRY(eval_read(ev, links[i]->args[1], &right));
    KG_TRY(apply(ev, links[i]->kind, &left, &right, value));
  }
  return KG_OK;
}

static kg_status
eval_arithmetic(evaluator *ev, const kg__expr *e, kg__value *value)
{
  kg__value a, b;
  if (is_arithmetic(e->args[0]))
    return eval_chain(ev, e, value);
  KG_TRY(eval_read(ev, e->args[0], &a));
  KG_TRY(eval_read(ev, e->args[1], &b));
  return apply(ev, e->kind, &a, &b, value);
}

static kg_status
eval_sign(evaluator *ev, const kg__expr *e, kg__value *value)
{
  kg__value a;
  KG_TRY(eval_read(ev, e->args[0], &a));
  return e->kind == KG__EXPR_MINUS ? kg__negate(ev->f, &a, value) : kg__plus(ev->f, &a, value);
}

static kg_status
eval_coalesce(evaluator *ev, const kg__expr *e, kg__value *value)
{
  for (size_t i = 0; i < e->n_args; i++) {
    KG_TRY(eval(ev, e->args[i], value));
    if (kg__value_is_bound(value))
      return KG_OK;
  }
  *value = KG__VALUE_WRONG;
  return KG_OK;
}

static kg_status
eval_if(evaluator *ev, const kg__expr *e, kg__value *value)
{
  KG_TRY(eval_truth(ev, e->args[0], value));
  return value->kind == KG__VALUE_ERROR ? KG_OK : eval(ev, e->args[value->boolean ? 1 : 2], value);
}

static kg_status
eval_bound(evaluator *ev, const kg__expr *e, kg__value *value)
{
  KG_TRY(eval(ev, e->args[0], value));
  *value = kg__value_boolean(kg__value_is_bound(value));
  return KG_OK;
}

static kg_status
eval_lazy(evaluator *ev, const kg__expr *e, kg__value *value)
{
  switch (e->function->name.ptr[0]) {
  case 'B':
    return eval_bound(ev, e, value);
  case 'C':
    return eval_coalesce(ev, e, value);
  default:
    return eval_if(ev, e, value);
  }
}

static bool
tells_by_id(const kg__value *v)
{
  return v->id && kg_id_tag(v->id) != KG_TAG_LOCAL;
}

// Whether a function that takes ids can do with them here.
static bool
are_ids_enough(const kg__function *function, const kg__value *args, size_t n)
{
  if (!(function->flags & KG__FUNCTION_IDS))
    return false;
  for (size_t i = 0; i < n; i++) {
    if (!tells_by_id(&args[i]))
      return false;
  }
  return true;
}

static kg_status
eval_arguments(evaluator *ev, const kg__expr *e, kg__value *args, bool *wrong)
{
  for (size_t i = 0; i < e->n_args && !*wrong; i++) {
    KG_TRY(eval(ev, e->args[i], &args[i]));
    *wrong = !kg__value_is_bound(&args[i]);
  }
  if (*wrong || are_ids_enough(e->function, args, e->n_args))
    return KG_OK;
  for (size_t i = 0; i < e->n_args; i++) {
    KG_TRY(read_value(ev, &args[i]));
    *wrong |= !kg__value_is_bound(&args[i]);
  }
  return KG_OK;
}

static kg_status
eval_call(evaluator *ev, const kg__expr *e, kg__value *value)
{
  kg__value few[FEW_ARGUMENTS], *args = few;
  bool wrong = false;
  *value = KG__VALUE_WRONG;
  if (!e->function)
    return KG_OK;
  if (e->function->flags & KG__FUNCTION_LAZY)
    return eval_lazy(ev, e, value);
  if (e->n_args > FEW_ARGUMENTS && !(args = kg_arena_calloc(ev->f->arena, e->n_args, sizeof *args)))
    return KG_ERR_NOMEM;
  KG_TRY(eval_arguments(ev, e, args, &wrong));
  return wrong ? KG_OK : e->function->call(ev->f, args, e->n_args, value);
}

static kg_status
eval_exists(evaluator *ev, const kg__expr *e, kg__value *value)
{
  bool exists = false;
  *value = KG__VALUE_WRONG;
  if (!ev->s->exists)
    return KG_OK;
  KG_TRY(ev->s->exists(ev->s->data, e, &exists));
  *value = kg__value_boolean(exists == (e->kind == KG__EXPR_EXISTS));
  return KG_OK;
}

static kg_status
eval_constant(evaluator *ev, const kg__expr *e, kg__value *value)
{
  if (e->plan)
    *value = *(const kg__value *)e->plan;
  else
    *value = kg__value_of_term(&e->term, e->id, ev->f->arena);
  value->id = e->id ? e->id : value->id;
  return KG_OK;
}

static kg_status
eval_aggregate(evaluator *ev, const kg__expr *e, kg__value *value)
{
  *value = KG__VALUE_WRONG;
  return ev->s->aggregate ? ev->s->aggregate(ev->s->data, e, value) : KG_OK;
}

static kg_status
eval_kind(evaluator *ev, const kg__expr *e, kg__value *value)
{
  switch (e->kind) {
  case KG__EXPR_VAR:
    *value = kg__value_of_id(ev->s->get(ev->s->data, e->var), ev->f->arena);
    return KG_OK;
  case KG__EXPR_TERM:
    return eval_constant(ev, e, value);
  case KG__EXPR_OR:
  case KG__EXPR_AND:
    return eval_logic(ev, e, e->kind == KG__EXPR_OR, value);
  case KG__EXPR_NOT:
    return eval_not(ev, e, value);
  case KG__EXPR_EQ:
    return eval_comparison(ev, e, KG__EQUAL, value);
  case KG__EXPR_NE:
    return eval_comparison(ev, e, KG__NOT_EQUAL, value);
  case KG__EXPR_LT:
    return eval_comparison(ev, e, KG__LESS, value);
  case KG__EXPR_GT:
    return eval_comparison(ev, e, KG__GREATER, value);
  case KG__EXPR_LE:
    return eval_comparison(ev, e, KG__LESS_OR_EQUAL, value);
  case KG__EXPR_GE:
    return eval_comparison(ev, e, KG__GREATER_OR_EQUAL, value);
  case KG__EXPR_IN:
  case KG__EXPR_NOT_IN:
    return eval_in(ev, e, e->kind == KG__EXPR_IN, value);
  case KG__EXPR_PLUS:
  case KG__EXPR_MINUS:
    return eval_sign(ev, e, value);
  case KG__EXPR_CALL:
  case KG__EXPR_CALL_IRI:
    return eval_call(ev, e, value);
  case KG__EXPR_EXISTS:
  case KG__EXPR_NOT_EXISTS:
    return eval_exists(ev, e, value);
  case KG__EXPR_AGGREGATE:
    return eval_aggregate(ev, e, value);
  default:
    return eval_arithmetic(ev, e, value);
  }
}

static kg_status
eval(evaluator *ev, const kg__expr *e, kg__value *value)
{
  if (ev->depth >= KG__EXPR_DEPTH)
    return too_deep(ev->f->err);
  ev->depth++;
  kg_status st = eval_kind(ev, e, value);
  ev->depth--;
  return st;
}

kg_status
kg__expr_eval(kg__functions *f, const kg__solution *s, const kg__expr *expr, kg__value *value)
{
  return eval(&(evaluator){f, s, 0}, expr, value);
}

kg_status
kg__expr_holds(kg__functions *f, const kg__solution *s, const kg__expr *expr, bool *holds)
{
  kg__value truth;
  KG_TRY(eval_truth(&(evaluator){f, s, 0}, expr, &truth));
  *holds = truth.kind == KG__VALUE_BOOLEAN && truth.boolean;
  return KG_OK;
}

static kg_status
prepare(kg__expr *e, kg_arena *arena, kg_error *err, unsigned depth)
{
  for (; is_arithmetic(e); e = e->args[0])
    KG_TRY(prepare(e->args[1], arena, err, depth + 1));
  if (depth >= KG__EXPR_DEPTH)
    return too_deep(err);
  for (size_t i = 0; i < e->n_args; i++)
    KG_TRY(prepare(e->args[i], arena, err, depth + 1));
  if (e->kind != KG__EXPR_TERM || e->plan)
    return KG_OK;
  kg__value *value = kg_arena_calloc(arena, 1, sizeof *value);
  if (!value)
    return kg_error_set(err, KG_ERR_NOMEM, "out of memory");
  if (!e->id)
    e->id = kg_id_inline(&e->term);
  *value = kg__value_of_term(&e->term, e->id, arena);
  e->plan = value;
  return KG_OK;
}

kg_status
kg__expr_prepare(kg__expr *e, kg_arena *arena, kg_error *err)
{
  return prepare(e, arena, err, 0);
}
