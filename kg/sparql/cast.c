// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Casts between types (XPath functions, section 19): from strings by reading, to strings by XPath's canonical
// forms, among numbers, and among moments and durations by leaving parts out.

#include "kg/sparql/function.h"

#include "kg/term/inline.h"

#include <math.h>

// White space around is not part of what XPath reads.
static kg_str
collapse(kg_str s)
{
  while (s.len && strchr(" \t\r\n", s.ptr[0]) && s.ptr[0])
    s = (kg_str){s.ptr + 1, s.len - 1};
  while (s.len && strchr(" \t\r\n", s.ptr[s.len - 1]) && s.ptr[s.len - 1])
    s.len--;
  return s;
}

static kg_status
cast_text(kg__functions *f, kg_str text, kg__type type, kg__value *result)
{
  text = collapse(text);
  *result = kg__value_literal(text, kg__type_iri(type), f->arena);
  if (result->kind == KG__VALUE_OTHER)
    *result = KG__VALUE_WRONG;
  else
    result->text = (kg_str){0}; // canonical
  return KG_OK;
}

// Within 1e-6 and 1e6 without exponent (XPath functions, 19.1.2.2).
static bool
prints_plainly(double real)
{
  return real == 0 || (fabs(real) >= 1e-6 && fabs(real) < 1e6);
}

static kg_status
print_real(kg__functions *f, const kg__value *v, kg_buf *buf)
{
  char text[KG_ID_TEXT_SIZE];
  kg__decimal d;
  size_t n =
      v->kind == KG__VALUE_FLOAT ? kg__print_float((float)v->real, text) : kg__print_double(v->real, text);
  if (!isfinite(v->real) || !prints_plainly(v->real))
    return kg_buf_add(buf, text, n);
  if (v->real == 0 && signbit(v->real))
    KG_TRY(kg_buf_add_char(buf, '-'));
  KG_TRY(kg__decimal_read_real((kg_str){text, n}, f->arena, &d));
  return kg__decimal_print(&d, buf);
}

static kg_status
to_string(kg__functions *f, const kg__value *v, kg__value *result)
{
  kg_buf buf = {0};
  kg_str text = v->text;
  kg__value canonical = *v;
  if (!(kg__value_is_literal(v) || v->kind == KG__VALUE_IRI))
    return KG_OK;
  if (v->kind >= KG__VALUE_BOOLEAN && v->kind <= KG__VALUE_DURATION) {
    canonical.id = KG_ID_NONE;
    canonical.text = (kg_str){0};
    bool real = v->kind == KG__VALUE_FLOAT || v->kind == KG__VALUE_DOUBLE;
    kg_status st = real ? print_real(f, v, &buf) : kg__value_print(&canonical, &buf);
    if (st) {
      kg_buf_release(&buf);
      return st;
    }
    KG_TRY(kg__functions_take(f, &buf, &text));
  }
  *result = kg__value_string(text);
  return KG_OK;
}

static kg_status
to_exact(kg__functions *f, const kg__value *v, kg__type type, kg__value *result)
{
  char text[KG_ID_TEXT_SIZE];
  kg__decimal d, whole;
  if (v->kind == KG__VALUE_BOOLEAN) {
    d = kg__decimal_of(v->boolean);
  } else if (v->kind <= KG__VALUE_DECIMAL) {
    d = v->decimal;
  } else {
    if (!isfinite(v->real))
      return KG_ERR_DATA;
    size_t n =
        v->kind == KG__VALUE_FLOAT ? kg__print_float((float)v->real, text) : kg__print_double(v->real, text);
    KG_TRY(kg__decimal_read_real((kg_str){text, n}, f->arena, &d));
  }
  if (type == KG__TYPE_DECIMAL) {
    *result = kg__value_decimal(d, type);
    return KG_OK;
  }
  KG_TRY(kg__decimal_round(&d, KG__ROUND_DOWN, f->arena, &whole));
  if (!kg__type_admits(type, &whole))
    return KG_ERR_DATA;
  *result = kg__value_decimal(whole, type);
  return KG_OK;
}

static kg_status
to_number(kg__functions *f, const kg__value *v, kg__type type, kg__value *result)
{
  if (v->kind != KG__VALUE_BOOLEAN && !kg__value_is_numeric(v))
    return KG_OK;
  if (type != KG__TYPE_FLOAT && type != KG__TYPE_DOUBLE)
    return to_exact(f, v, type, result);
  double real = v->kind == KG__VALUE_BOOLEAN ? v->boolean : kg__value_real(v);
  *result = type == KG__TYPE_FLOAT ? kg__value_float((float)real) : kg__value_double(real);
  return KG_OK;
}

// A dateTime gives every part of itself, a date all but the time.
static kg_status
to_moment(const kg__value *v, kg__type type, kg__value *result)
{
  kg__moment_kind from = kg__type_moment(v->type), to = kg__type_moment(type);
  if (v->kind != KG__VALUE_MOMENT)
    return KG_OK;
  bool can = from == to || from == KG__MOMENT_DATE_TIME || (from == KG__MOMENT_DATE && to != KG__MOMENT_TIME);
  if (!can || (type == KG__TYPE_DATE_TIME_STAMP && v->moment.zone == KG__ZONE_NONE))
    return KG_OK;
  kg__moment m = v->moment;
  kg__calendar c = kg__moment_calendar(&m);
  kg__civil day = {c.year, c.month, c.day};
  if (to == KG__MOMENT_TIME)
    m = kg__moment_of_time(&m);
  else if (to != KG__MOMENT_DATE_TIME)
    m = kg__moment_of_date(&m);
  if (from != to && to >= KG__MOMENT_GYEAR) {
    if (to == KG__MOMENT_GYEAR || to == KG__MOMENT_GYEAR_MONTH)
      day = (kg__civil){c.year, to == KG__MOMENT_GYEAR ? 1 : c.month, 1};
    else
      day = (kg__civil){1972, to == KG__MOMENT_GDAY ? 12 : c.month, to == KG__MOMENT_GMONTH ? 1 : c.day};
    m.seconds = kg__days_of(day) * 86400;
  }
  *result = kg__value_moment(m, type);
  return KG_OK;
}

static kg_status
to_duration(const kg__value *v, kg__type type, kg__value *result)
{
  kg__duration d = v->duration;
  if (v->kind != KG__VALUE_DURATION)
    return KG_OK;
  if (type == KG__TYPE_YEAR_MONTH_DURATION)
    d.seconds = d.fraction = 0;
  else if (type == KG__TYPE_DAY_TIME_DURATION)
    d.months = 0;
  *result = kg__value_duration(d, type);
  return KG_OK;
}

static kg_status
convert(kg__functions *f, const kg__value *v, kg__type type, kg__value *result)
{
  kg__value truth;
  switch (kg__type_kind(type)) {
  case KG__VALUE_BOOLEAN:
    truth = kg__value_truth(v);
    if (v->kind == KG__VALUE_BOOLEAN || kg__value_is_numeric(v))
      *result = truth;
    return KG_OK;
  case KG__VALUE_MOMENT:
    return to_moment(v, type, result);
  case KG__VALUE_DURATION:
    return to_duration(v, type, result);
  default:
    return to_number(f, v, type, result);
  }
}

kg_status
kg__cast(kg__functions *f, const kg__value *v, kg__type type, kg__value *result)
{
  *result = KG__VALUE_WRONG;
  if (type == KG__TYPE_STRING)
    return to_string(f, v, result);
  if (v->kind == KG__VALUE_STRING)
    return cast_text(f, v->text, type, result);
  kg__value converted = KG__VALUE_WRONG;
  kg_status st = convert(f, v, type, &converted);
  *result = st ? KG__VALUE_WRONG : converted;
  return st == KG_ERR_NOMEM ? st : KG_OK;
}
