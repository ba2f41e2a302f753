// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Operators of numbers, moments and durations.  Both operands are promoted to the wider of their types:
// integer, decimal, float, double (XPath, B.1).

#include "kg/sparql/function.h"

#include <math.h>

typedef enum operation { ADD, SUBTRACT, MULTIPLY, DIVIDE } operation;

// A number that cannot be had is an error of the expression; only want of memory ends the query.
static kg_status
settle(kg_status st, kg__value number, kg__value *result)
{
  *result = st ? KG__VALUE_WRONG : number;
  return st == KG_ERR_NOMEM ? st : KG_OK;
}

static kg_status
exact(kg__functions *f, operation op, const kg__value *a, const kg__value *b, kg__value *result)
{
  static kg_status (*const calls[])(const kg__decimal *, const kg__decimal *, kg_arena *, kg__decimal *) = {
      kg__decimal_add, kg__decimal_subtract, kg__decimal_multiply, kg__decimal_divide};
  kg__decimal d = {0};
  kg_status st = calls[op](&a->decimal, &b->decimal, f->arena, &d);
  bool decimal = op == DIVIDE || a->kind == KG__VALUE_DECIMAL || b->kind == KG__VALUE_DECIMAL;
  return settle(st, kg__value_decimal(d, decimal ? KG__TYPE_DECIMAL : KG__TYPE_INTEGER), result);
}

static double
compute(operation op, double a, double b)
{
  switch (op) {
  case ADD:
    return a + b;
  case SUBTRACT:
    return a - b;
  case MULTIPLY:
    return a * b;
  default:
    return a / b;
  }
}

static float
compute_float(operation op, float a, float b)
{
  switch (op) {
  case ADD:
    return a + b;
  case SUBTRACT:
    return a - b;
  case MULTIPLY:
    return a * b;
  default:
    return a / b;
  }
}

static kg_status
numeric(kg__functions *f, operation op, const kg__value *a, const kg__value *b, kg__value *result)
{
  if (a->kind <= KG__VALUE_DECIMAL && b->kind <= KG__VALUE_DECIMAL)
    return exact(f, op, a, b, result);
  double x = kg__value_real(a), y = kg__value_real(b);
  bool wide = a->kind == KG__VALUE_DOUBLE || b->kind == KG__VALUE_DOUBLE;
  *result =
      wide ? kg__value_double(compute(op, x, y)) : kg__value_float(compute_float(op, (float)x, (float)y));
  return KG_OK;
}

static bool
are_numbers(const kg__value *a, const kg__value *b)
{
  return kg__value_is_numeric(a) && kg__value_is_numeric(b);
}

// Which durations may be added to a moment: none to a gYear, no hours to a date's day, no months to a time.
static bool
may_move(const kg__value *m, const kg__value *d)
{
  kg__moment_kind kind = kg__type_moment(m->type);
  return kind == KG__MOMENT_DATE_TIME || kind == KG__MOMENT_DATE ||
         (kind == KG__MOMENT_TIME && d->type == KG__TYPE_DAY_TIME_DURATION);
}

static kg__value
move(const kg__value *m, const kg__value *d, int sign)
{
  kg__moment moved;
  if (!may_move(m, d) || !kg__moment_add(&m->moment, &d->duration, sign, &moved))
    return KG__VALUE_WRONG;
  if (kg__type_moment(m->type) == KG__MOMENT_DATE)
    moved = kg__moment_of_date(&moved);
  else if (kg__type_moment(m->type) == KG__MOMENT_TIME)
    moved = kg__moment_of_time(&moved);
  return kg__value_moment(moved, m->type);
}

static kg__value
add_durations(const kg__value *a, const kg__value *b, int sign)
{
  kg__duration sum;
  if (!kg__duration_add(&a->duration, &b->duration, sign, &sum))
    return KG__VALUE_WRONG;
  return kg__value_duration(sum, a->type == b->type ? a->type : KG__TYPE_DURATION);
}

kg_status
kg__add(kg__functions *f, const kg__value *a, const kg__value *b, kg__value *result)
{
  if (are_numbers(a, b))
    return numeric(f, ADD, a, b, result);
  if (a->kind == KG__VALUE_MOMENT && b->kind == KG__VALUE_DURATION)
    *result = move(a, b, 1);
  else if (a->kind == KG__VALUE_DURATION && b->kind == KG__VALUE_MOMENT)
    *result = move(b, a, 1);
  else if (a->kind == KG__VALUE_DURATION && b->kind == KG__VALUE_DURATION)
    *result = add_durations(a, b, 1);
  else
    *result = KG__VALUE_WRONG;
  return KG_OK;
}

static kg__value
subtract_moments(const kg__value *a, const kg__value *b)
{
  kg__moment_kind kind = kg__type_moment(a->type);
  if (kind != kg__type_moment(b->type) || kind > KG__MOMENT_TIME)
    return KG__VALUE_WRONG;
  return kg__value_duration(kg__moment_subtract(&a->moment, &b->moment), KG__TYPE_DAY_TIME_DURATION);
}

kg_status
kg__subtract(kg__functions *f, const kg__value *a, const kg__value *b, kg__value *result)
{
  if (are_numbers(a, b))
    return numeric(f, SUBTRACT, a, b, result);
  if (a->kind == KG__VALUE_MOMENT && b->kind == KG__VALUE_DURATION)
    *result = move(a, b, -1);
  else if (a->kind == KG__VALUE_MOMENT && b->kind == KG__VALUE_MOMENT)
    *result = subtract_moments(a, b);
  else if (a->kind == KG__VALUE_DURATION && b->kind == KG__VALUE_DURATION)
    *result = add_durations(a, b, -1);
  else
    *result = KG__VALUE_WRONG;
  return KG_OK;
}

// Seconds of a dayTimeDuration, or months of a yearMonthDuration, as a number.
static kg_status
measure(kg__functions *f, const kg__value *v, kg__decimal *d)
{
  kg__decimal seconds = kg__decimal_of(v->duration.seconds);
  kg__decimal fraction = {.small = v->duration.fraction, .scale = KG__DECIMAL_FRACTION};
  *d = kg__decimal_of(v->duration.months);
  return v->type == KG__TYPE_YEAR_MONTH_DURATION ? KG_OK : kg__decimal_add(&seconds, &fraction, f->arena, d);
}

static kg_status
of_measure(kg__functions *f, const kg__decimal *d, kg__type type, kg__value *result)
{
  kg__decimal whole, rest, unit = kg__decimal_of(KG__ATTO), attos;
  kg__duration duration = {0};
  bool months = type == KG__TYPE_YEAR_MONTH_DURATION;
  KG_TRY(kg__decimal_round(d, months ? KG__ROUND_HALF_UP : KG__ROUND_DOWN, f->arena, &whole));
  if (!kg__decimal_int64(&whole, months ? &duration.months : &duration.seconds))
    return KG_ERR_LIMIT;
  KG_TRY(kg__decimal_subtract(d, &whole, f->arena, &rest));
  KG_TRY(kg__decimal_multiply(&rest, &unit, f->arena, &attos));
  KG_TRY(kg__decimal_round(&attos, KG__ROUND_DOWN, f->arena, &rest));
  if (!months && !kg__decimal_int64(&rest, &duration.fraction))
    return KG_ERR_LIMIT;
  kg__duration none = {0}, checked;
  if (!kg__duration_add(&duration, &none, 1, &checked))
    return KG_ERR_LIMIT;
  *result = kg__value_duration(checked, type);
  return KG_OK;
}

// A number for a factor: doubles are taken as the shortest decimal that reads back.
static kg_status
factor_of(kg__functions *f, const kg__value *v, kg__decimal *d)
{
  char text[KG_ID_TEXT_SIZE];
  *d = v->decimal;
  if (v->kind <= KG__VALUE_DECIMAL)
    return KG_OK;
  if (!isfinite(v->real))
    return KG_ERR_DATA;
  size_t n =
      v->kind == KG__VALUE_FLOAT ? kg__print_float((float)v->real, text) : kg__print_double(v->real, text);
  return kg__decimal_read_real((kg_str){text, n}, f->arena, d);
}

static bool
is_measure(const kg__value *v)
{
  return v->kind == KG__VALUE_DURATION && v->type != KG__TYPE_DURATION;
}

static kg_status
scale_duration(kg__functions *f, operation op, const kg__value *duration, const kg__value *factor,
               kg__value *result)
{
  kg__decimal a, b, product;
  KG_TRY(measure(f, duration, &a));
  KG_TRY(factor_of(f, factor, &b));
  KG_TRY(op == MULTIPLY ? kg__decimal_multiply(&a, &b, f->arena, &product)
                        : kg__decimal_divide(&a, &b, f->arena, &product));
  return of_measure(f, &product, duration->type, result);
}

static kg_status
divide_durations(kg__functions *f, const kg__value *a, const kg__value *b, kg__value *result)
{
  kg__decimal x, y, quotient;
  KG_TRY(measure(f, a, &x));
  KG_TRY(measure(f, b, &y));
  KG_TRY(kg__decimal_divide(&x, &y, f->arena, &quotient));
  *result = kg__value_decimal(quotient, KG__TYPE_DECIMAL);
  return KG_OK;
}

kg_status
kg__multiply(kg__functions *f, const kg__value *a, const kg__value *b, kg__value *result)
{
  kg__value product = KG__VALUE_WRONG;
  if (are_numbers(a, b))
    return numeric(f, MULTIPLY, a, b, result);
  kg_status st = KG_OK;
  if (is_measure(a) && kg__value_is_numeric(b))
    st = scale_duration(f, MULTIPLY, a, b, &product);
  else if (kg__value_is_numeric(a) && is_measure(b))
    st = scale_duration(f, MULTIPLY, b, a, &product);
  return settle(st, product, result);
}

kg_status
kg__divide(kg__functions *f, const kg__value *a, const kg__value *b, kg__value *result)
{
  kg__value quotient = KG__VALUE_WRONG;
  if (are_numbers(a, b))
    return numeric(f, DIVIDE, a, b, result);
  kg_status st = KG_OK;
  if (is_measure(a) && kg__value_is_numeric(b))
    st = scale_duration(f, DIVIDE, a, b, &quotient);
  else if (is_measure(a) && is_measure(b) && a->type == b->type)
    st = divide_durations(f, a, b, &quotient);
  return settle(st, quotient, result);
}

kg_status
kg__negate(kg__functions *f, const kg__value *a, kg__value *result)
{
  (void)f;
  switch (a->kind) {
  case KG__VALUE_INTEGER:
  case KG__VALUE_DECIMAL:
    *result = kg__value_decimal(kg__decimal_negate(a->decimal),
                                a->kind == KG__VALUE_INTEGER ? KG__TYPE_INTEGER : KG__TYPE_DECIMAL);
    return KG_OK;
  case KG__VALUE_FLOAT:
    *result = kg__value_float((float)-a->real);
    return KG_OK;
  case KG__VALUE_DOUBLE:
    *result = kg__value_double(-a->real);
    return KG_OK;
  default:
    *result = KG__VALUE_WRONG;
    return KG_OK;
  }
}

kg_status
kg__plus(kg__functions *f, const kg__value *a, kg__value *result)
{
  (void)f;
  *result = kg__value_is_numeric(a) ? *a : KG__VALUE_WRONG;
  return KG_OK;
}
