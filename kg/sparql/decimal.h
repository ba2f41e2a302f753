// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Exact decimal numbers, which are integers where the scale is 0.

   A number is mantissa / 10^scale.  The mantissa is 64 bits where that is enough, else limbs of nine decimal
   digits in an arena, borrowed by the number.  Sums, differences and products are exact.  A quotient that
   does not end is rounded, half to even, to 18 digits behind the point or 18 digits that count, whichever
   are more.  A result is without zeros at the end of its fraction.
*/
#ifndef KG_SPARQL_DECIMAL_H
#define KG_SPARQL_DECIMAL_H

#include "kg/str.h"

/** Most digits of a mantissa and of a fraction; what has more is KG_ERR_LIMIT. */
enum { KG__DECIMAL_DIGITS = 4096, KG__DECIMAL_FRACTION = 18 };

typedef struct kg__decimal {
  int64_t small;         ///< The mantissa, where `limbs` is null
  const uint32_t *limbs; ///< |mantissa| in base 10^9, the lowest first, the last not 0; or null
  uint32_t n;            ///< Number of limbs
  uint32_t scale;        ///< Places behind the point
  bool negative;         ///< Of limbs
} kg__decimal;

static inline kg__decimal
kg__decimal_of(int64_t value)
{
  return (kg__decimal){.small = value};
}

static inline bool
kg__decimal_is_small(const kg__decimal *d)
{
  return !d->limbs;
}

/**
   Read `[+-]?digits[.digits]` (or, with `integer`, without point), as XSD has it.

   KG_OK, KG_ERR_DATA if it is no such form, KG_ERR_LIMIT or KG_ERR_NOMEM.
*/
kg_status kg__decimal_read(kg_str text, bool integer, kg_arena *arena, kg__decimal *d);

/** Append XPath's canonical form: an integer without point where the scale is 0. */
kg_status kg__decimal_print(const kg__decimal *d, kg_buf *buf);

/** The sign: -1, 0, 1. */
int kg__decimal_sign(const kg__decimal *d);
int kg__decimal_compare(const kg__decimal *a, const kg__decimal *b);
kg__decimal kg__decimal_negate(kg__decimal d);

/** KG_OK, KG_ERR_LIMIT or KG_ERR_NOMEM.  Neither operand may be `*result`. */
kg_status kg__decimal_add(const kg__decimal *a, const kg__decimal *b, kg_arena *arena, kg__decimal *result);
kg_status kg__decimal_subtract(const kg__decimal *a, const kg__decimal *b, kg_arena *arena,
                               kg__decimal *result);
kg_status kg__decimal_multiply(const kg__decimal *a, const kg__decimal *b, kg_arena *arena,
                               kg__decimal *result);

/** KG_ERR_DATA where `b` is 0. */
kg_status kg__decimal_divide(const kg__decimal *a, const kg__decimal *b, kg_arena *arena,
                             kg__decimal *result);

typedef enum kg__rounding {
  KG__ROUND_DOWN,    ///< Towards zero, as a cast to integer
  KG__ROUND_FLOOR,   ///< Towards minus infinity
  KG__ROUND_CEILING, ///< Towards infinity
  KG__ROUND_HALF_UP  ///< To the nearest; of two as near, towards infinity, as fn:round
} kg__rounding;

/** To a number of scale 0. */
kg_status kg__decimal_round(const kg__decimal *d, kg__rounding rounding, kg_arena *arena,
                            kg__decimal *result);

/** The nearest double; infinite if too large. */
double kg__decimal_double(const kg__decimal *d);

/**
   Read `-1.5E0`, as kg__print_double() writes a finite number: so 0.1E0 becomes 0.1, not the 55 digits of the
   double nearest to it.
*/
kg_status kg__decimal_read_real(kg_str text, kg_arena *arena, kg__decimal *d);

/** The value if the number is an integer of 64 bits. */
bool kg__decimal_int64(const kg__decimal *d, int64_t *value);

#endif
