// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/functions.h"

enum { YEAR = 1, MONTH = 2, DAY = 4, TIME = 8 };

static int
parts_of(const kg__value *v)
{
  static const int parts[] = {
      [KG__MOMENT_DATE_TIME] = YEAR | MONTH | DAY | TIME,
      [KG__MOMENT_DATE] = YEAR | MONTH | DAY,
      [KG__MOMENT_TIME] = TIME,
      [KG__MOMENT_GYEAR] = YEAR,
      [KG__MOMENT_GYEAR_MONTH] = YEAR | MONTH,
      [KG__MOMENT_GMONTH] = MONTH,
      [KG__MOMENT_GMONTH_DAY] = MONTH | DAY,
      [KG__MOMENT_GDAY] = DAY,
  };
  return v->kind == KG__VALUE_MOMENT ? parts[kg__type_moment(v->type)] : 0;
}

// The calendar of a moment that has this part.
static bool
has(const kg__value *v, int part, kg__calendar *c)
{
  if (!(parts_of(v) & part))
    return false;
  *c = kg__moment_calendar(&v->moment);
  return true;
}

#define PART(name, part, member)                                                       \
  kg_status name(kg__functions *f, const kg__value *args, size_t n, kg__value *result) \
  {                                                                                    \
    kg__calendar c;                                                                    \
    (void)f, (void)n;                                                                  \
    *result = has(args, part, &c) ? kg__value_integer(c.member) : KG__VALUE_WRONG;     \
    return KG_OK;                                                                      \
  }

PART(kg__fn_year, YEAR, year)
PART(kg__fn_month, MONTH, month)
PART(kg__fn_day, DAY, day)
PART(kg__fn_hours, TIME, hour)
PART(kg__fn_minutes, TIME, minute)

kg_status
kg__fn_seconds(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  kg__calendar c;
  (void)n;
  *result = KG__VALUE_WRONG;
  if (!has(args, TIME, &c))
    return KG_OK;
  kg__decimal whole = kg__decimal_of(c.second), sum;
  kg__decimal fraction = {.small = args->moment.fraction, .scale = KG__DECIMAL_FRACTION};
  KG_TRY(kg__decimal_add(&whole, &fraction, f->arena, &sum));
  *result = kg__value_decimal(sum, KG__TYPE_DECIMAL);
  return KG_OK;
}

kg_status
kg__fn_timezone(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)f, (void)n;
  *result = KG__VALUE_WRONG;
  if (args->kind == KG__VALUE_MOMENT && args->moment.zone != KG__ZONE_NONE)
    *result =
        kg__value_duration((kg__duration){.seconds = args->moment.zone * 60}, KG__TYPE_DAY_TIME_DURATION);
  return KG_OK;
}

static bool
ends_in_zone(kg_str s)
{
  return s.len > 6 && s.ptr[s.len - 3] == ':' && (s.ptr[s.len - 6] == '+' || s.ptr[s.len - 6] == '-');
}

// As it is written: `+00:00` is not `Z`.
kg_status
kg__fn_tz(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  kg_str text;
  (void)n;
  *result = args->kind == KG__VALUE_MOMENT ? kg__value_string(KG_STR("")) : KG__VALUE_WRONG;
  if (args->kind != KG__VALUE_MOMENT || args->moment.zone == KG__ZONE_NONE)
    return KG_OK;
  KG_TRY(kg__value_text(args, f->arena, &text));
  size_t len = ends_in_zone(text) ? 6 : 1;
  *result = kg__value_string((kg_str){text.ptr + text.len - len, len});
  return KG_OK;
}

kg_status
kg__fn_now(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)args, (void)n;
  *result = kg__value_moment(f->now, KG__TYPE_DATE_TIME);
  return KG_OK;
}
