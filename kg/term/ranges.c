// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Ranges of ids that hold the values between two bounds, and may hold more: numbers are compared as doubles
// that were rounded away from the bounds, since comparing promotes both sides; moments are taken a zone's
// width further.  Doubles and floats ascend as their bits do while they are positive, and descend while they
// are negative, whose bits are the greater.  The dictionary may hold literals of any value.

#include "kg/id.h"

#include "kg/term/inline.h"

#include <math.h>

enum { DAY = 24 * 60 * 60, TYPE_SHIFT = 52, AT_SHIFT = 12, SCALE_BITS = 4 };

typedef struct ranges {
  kg_id_range *items;
  size_t n;
} ranges;

static void
add(ranges *r, kg_tag tag, uint64_t first, uint64_t last)
{
  if (first <= last)
    r->items[r->n++] = (kg_id_range){kg_id_make(tag, first), kg_id_make(tag, last)};
}

static bool
is_number_type(kg__derived type)
{
  return type >= KG__DERIVED_INT && type <= KG__DERIVED_UNSIGNED_BYTE;
}

// The whole number next to a value, on the side of the other bound, with a bias.
static uint64_t
whole(double value, bool up, double least, double most, int64_t bias)
{
  double inside = value < least ? least : value > most ? most : value;
  int64_t near = (int64_t)inside;
  near += up && (double)near < inside ? 1 : !up && (double)near > inside ? -1 : 0;
  return (uint64_t)(near + bias);
}

// ---- numbers

static bool
number_of(kg_id id, double *value)
{
  uint64_t payload = kg_id_payload(id);
  unsigned scale;
  switch (kg_id_tag(id)) {
  case KG_TAG_INTEGER:
    *value = (double)kg__inline_integer(payload);
    return true;
  case KG_TAG_DECIMAL:
    *value = (double)kg__inline_decimal(payload, &scale);
    while (scale--)
      *value /= 10;
    return true;
  case KG_TAG_DOUBLE:
    *value = kg__inline_double(payload);
    return !isnan(*value);
  case KG_TAG_FLOAT:
    *value = (double)kg__inline_float(payload);
    return !isnan(*value);
  case KG_TAG_DERIVED:
    *value = (double)kg__inline_derived_integer(payload);
    return is_number_type(kg__inline_derived(payload));
  default:
    return false;
  }
}

// Further off than all that rounds to the same float.
static double
widen(double value, double sign)
{
  return isinf(value) ? value : value + sign * ((value < 0 ? -value : value) * 0x1p-22 + 0x1p-140);
}

static void
add_integers(ranges *r, double lo, double hi)
{
  const double least = -0x1p59, most = 0x1p59 - 64; // the greatest double below 2^59
  const int64_t bias = INT64_C(1) << 59;
  uint64_t last = hi > most ? KG_ID_PAYLOAD_MASK : whole(hi, false, least, most, bias);
  if (hi >= least)
    add(r, KG_TAG_INTEGER, whole(lo, true, least, most, bias), last);
}

// A decimal's digits, without the point, are no nearer to 0 than it.
static void
add_decimals(ranges *r, double lo, double hi)
{
  const double most = 0x1p55 - 4;
  const int64_t bias = INT64_C(1) << 55;
  uint64_t first = lo > 0 ? whole(lo, true, 0, most, bias) : 0;
  uint64_t last = hi < 0 ? whole(hi, false, -most, 0, bias) : KG_ID_PAYLOAD_MASK >> SCALE_BITS;
  add(r, KG_TAG_DECIMAL, first << SCALE_BITS, last << SCALE_BITS | 15);
}

static uint64_t
bits_of_double(double value)
{
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits >> 4;
}

static uint64_t
bits_of_float(double value)
{
  float small = (float)value;
  uint32_t bits;
  memcpy(&bits, &small, sizeof bits);
  return bits;
}

static void
add_reals(ranges *r, kg_tag tag, uint64_t (*bits)(double), double lo, double hi)
{
  if (hi >= 0)
    add(r, tag, bits(lo > 0 ? lo : 0.0), bits(hi));
  if (lo <= 0)
    add(r, tag, bits(hi < 0 ? hi : -0.0), bits(lo < 0 ? lo : -0.0));
}

static bool
add_numbers(ranges *r, kg_id least, kg_id most)
{
  double lo = -INFINITY, hi = INFINITY;
  if ((least && !number_of(least, &lo)) || (most && !number_of(most, &hi)))
    return false;
  lo = widen(lo, -1);
  hi = widen(hi, 1);
  add_integers(r, lo, hi);
  add_decimals(r, lo, hi);
  add_reals(r, KG_TAG_DOUBLE, bits_of_double, lo, hi);
  add(r, KG_TAG_DERIVED, (uint64_t)KG__DERIVED_INT << TYPE_SHIFT,
      ((uint64_t)(KG__DERIVED_UNSIGNED_BYTE + 1) << TYPE_SHIFT) - 1);
  add_reals(r, KG_TAG_FLOAT, bits_of_float, lo, hi);
  return true;
}

// ---- moments

// How far two moments may lie apart in their payloads, and be equal for their zones; 0: no moment.
static uint64_t
zone_width(kg_id id)
{
  kg__derived type = kg__inline_derived(kg_id_payload(id));
  switch (kg_id_tag(id)) {
  case KG_TAG_DATE:
    return 2;
  case KG_TAG_DATE_TIME:
    return 2 * DAY;
  case KG_TAG_DERIVED:
    return type == KG__DERIVED_GYEAR || type == KG__DERIVED_GYEAR_MONTH ? 2 : 0;
  default:
    return 0;
  }
}

static bool
add_moments(ranges *r, kg_id least, kg_id most)
{
  kg_id one = least ? least : most;
  uint64_t width = zone_width(one) << AT_SHIFT, payload = kg_id_payload(one), bottom = 0;
  uint64_t top = KG_ID_PAYLOAD_MASK;
  if (kg_id_tag(one) == KG_TAG_DERIVED) {
    bottom = payload >> TYPE_SHIFT << TYPE_SHIFT;
    top = bottom | ((UINT64_C(1) << TYPE_SHIFT) - 1);
  }
  if (!width || (most && (kg_id_tag(most) != kg_id_tag(one) || kg_id_payload(most) < bottom ||
                          kg_id_payload(most) > top)))
    return false;
  if (least && kg_id_payload(least) - bottom > width)
    bottom = kg_id_payload(least) - width;
  if (most && top - kg_id_payload(most) > width)
    top = kg_id_payload(most) + width;
  add(r, kg_id_tag(one), bottom, top);
  return true;
}

size_t
kg_id_ranges(kg_id least, kg_id most, kg_id_range ranges_[KG_ID_RANGES])
{
  ranges r = {ranges_, 0};
  if (!least && !most)
    return 0;
  add(&r, KG_TAG_LITERAL, 0, KG_ID_PAYLOAD_MASK);
  return add_numbers(&r, least, most) || add_moments(&r, least, most) ? r.n : 0;
}
