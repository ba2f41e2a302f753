// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/functions.h"

#include <math.h>

static kg__value
real_of(const kg__value *v, double real)
{
  return v->kind == KG__VALUE_FLOAT ? kg__value_float((float)real) : kg__value_double(real);
}

kg_status
kg__fn_abs(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)n;
  if (args->kind > KG__VALUE_DECIMAL && kg__value_is_numeric(args))
    *result = real_of(args, fabs(args->real));
  else if (kg__value_is_numeric(args) && kg__decimal_sign(&args->decimal) < 0)
    return kg__negate(f, args, result);
  else if (kg__value_is_numeric(args))
    *result = kg__value_decimal(args->decimal,
                                args->kind == KG__VALUE_INTEGER ? KG__TYPE_INTEGER : KG__TYPE_DECIMAL);
  else
    *result = KG__VALUE_WRONG;
  return KG_OK;
}

static double
round_real(double real, kg__rounding rounding)
{
  double below = floor(real);
  if (rounding == KG__ROUND_CEILING)
    return ceil(real);
  if (rounding == KG__ROUND_FLOOR || real == below || !isfinite(real))
    return below;
  return copysign(real - below >= 0.5 ? below + 1 : below, real);
}

static kg_status
round_to(kg__functions *f, const kg__value *v, kg__rounding rounding, kg__value *result)
{
  kg__decimal whole;
  *result = KG__VALUE_WRONG;
  if (!kg__value_is_numeric(v))
    return KG_OK;
  if (v->kind > KG__VALUE_DECIMAL) {
    *result = real_of(v, round_real(v->real, rounding));
    return KG_OK;
  }
  KG_TRY(kg__decimal_round(&v->decimal, rounding, f->arena, &whole));
  *result = kg__value_decimal(whole, v->kind == KG__VALUE_INTEGER ? KG__TYPE_INTEGER : KG__TYPE_DECIMAL);
  return KG_OK;
}

kg_status
kg__fn_ceil(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)n;
  return round_to(f, args, KG__ROUND_CEILING, result);
}

kg_status
kg__fn_floor(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)n;
  return round_to(f, args, KG__ROUND_FLOOR, result);
}

kg_status
kg__fn_round(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)n;
  return round_to(f, args, KG__ROUND_HALF_UP, result);
}

kg_status
kg__fn_rand(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)args, (void)n;
  *result = kg__value_double((double)(kg__functions_random(f) >> 11) * 0x1p-53);
  return KG_OK;
}
