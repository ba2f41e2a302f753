// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Limbs have nine decimal digits, so that reading, printing and moving the point are linear; only products
// and quotients of long numbers are quadratic, and their length is bounded.  Numbers of 64 bits go through
// 128-bit arithmetic and need no memory.

#include "kg/sparql/decimal.h"

#include <stdlib.h>

enum { BASE = 1000000000, LIMB_DIGITS = 9, SMALL_SCALE = 18, SMALL_LIMBS = 5 };

typedef unsigned __int128 wide;

// A magnitude: limbs without zeros at the top; of zero there are none.
typedef struct mag {
  uint32_t *limbs;
  uint32_t n;
} mag;

static const uint64_t powers[] = {UINT64_C(1),
                                  UINT64_C(10),
                                  UINT64_C(100),
                                  UINT64_C(1000),
                                  UINT64_C(10000),
                                  UINT64_C(100000),
                                  UINT64_C(1000000),
                                  UINT64_C(10000000),
                                  UINT64_C(100000000),
                                  UINT64_C(1000000000),
                                  UINT64_C(10000000000),
                                  UINT64_C(100000000000),
                                  UINT64_C(1000000000000),
                                  UINT64_C(10000000000000),
                                  UINT64_C(100000000000000),
                                  UINT64_C(1000000000000000),
                                  UINT64_C(10000000000000000),
                                  UINT64_C(100000000000000000),
                                  UINT64_C(1000000000000000000)};

static uint64_t
absolute(int64_t value)
{
  return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

static mag
mag_trim(mag m)
{
  while (m.n && !m.limbs[m.n - 1])
    m.n--;
  return m;
}

static mag
mag_of_wide(wide value, uint32_t limbs[SMALL_LIMBS])
{
  mag m = {limbs, 0};
  for (; value; value /= BASE)
    limbs[m.n++] = (uint32_t)(value % BASE);
  return m;
}

static mag
mag_of(const kg__decimal *d, uint32_t limbs[SMALL_LIMBS])
{
  return d->limbs ? (mag){(uint32_t *)d->limbs, d->n} : mag_of_wide(absolute(d->small), limbs);
}

static uint32_t
limb_digits(uint32_t limb)
{
  uint32_t n = 1;
  while (n < LIMB_DIGITS && limb >= powers[n])
    n++;
  return n;
}

// Of zero: 0.
static uint32_t
mag_digits(mag m)
{
  return m.n ? (m.n - 1) * LIMB_DIGITS + limb_digits(m.limbs[m.n - 1]) : 0;
}

static int
mag_compare(mag a, mag b)
{
  if (a.n != b.n)
    return a.n < b.n ? -1 : 1;
  for (uint32_t i = a.n; i-- > 0;) {
    if (a.limbs[i] != b.limbs[i])
      return a.limbs[i] < b.limbs[i] ? -1 : 1;
  }
  return 0;
}

static kg_status
mag_alloc(kg_arena *arena, uint32_t n, mag *m)
{
  *m = (mag){kg_arena_calloc(arena, n ? n : 1, sizeof *m->limbs), n};
  return m->limbs ? KG_OK : KG_ERR_NOMEM;
}

static kg_status
mag_add(mag a, mag b, kg_arena *arena, mag *sum)
{
  uint32_t carry = 0;
  KG_TRY(mag_alloc(arena, (a.n > b.n ? a.n : b.n) + 1, sum));
  for (uint32_t i = 0; i < sum->n; i++) {
    uint32_t s = carry + (i < a.n ? a.limbs[i] : 0) + (i < b.n ? b.limbs[i] : 0);
    carry = s >= BASE;
    sum->limbs[i] = carry ? s - BASE : s;
  }
  *sum = mag_trim(*sum);
  return KG_OK;
}

// a >= b
static kg_status
mag_subtract(mag a, mag b, kg_arena *arena, mag *difference)
{
  int64_t borrow = 0;
  KG_TRY(mag_alloc(arena, a.n, difference));
  for (uint32_t i = 0; i < a.n; i++) {
    int64_t d = (int64_t)a.limbs[i] - (i < b.n ? b.limbs[i] : 0) - borrow;
    borrow = d < 0;
    difference->limbs[i] = (uint32_t)(d + (borrow ? BASE : 0));
  }
  *difference = mag_trim(*difference);
  return KG_OK;
}

static kg_status
mag_multiply(mag a, mag b, kg_arena *arena, mag *product)
{
  KG_TRY(mag_alloc(arena, a.n + b.n, product));
  for (uint32_t i = 0; i < a.n; i++) {
    uint64_t carry = 0;
    for (uint32_t j = 0; j < b.n || carry; j++) {
      uint64_t p = product->limbs[i + j] + carry + (j < b.n ? (uint64_t)a.limbs[i] * b.limbs[j] : 0);
      product->limbs[i + j] = (uint32_t)(p % BASE);
      carry = p / BASE;
    }
  }
  *product = mag_trim(*product);
  return KG_OK;
}

// m * 10^places
static kg_status
mag_shift(mag m, uint32_t places, kg_arena *arena, mag *shifted)
{
  if (m.n == 0 || places == 0) {
    *shifted = m;
    return KG_OK;
  }
  uint32_t whole = places / LIMB_DIGITS;
  uint64_t factor = powers[places % LIMB_DIGITS], carry = 0;
  KG_TRY(mag_alloc(arena, m.n + whole + 1, shifted));
  for (uint32_t i = 0; i < m.n; i++) {
    carry += m.limbs[i] * factor;
    shifted->limbs[whole + i] = (uint32_t)(carry % BASE);
    carry /= BASE;
  }
  shifted->limbs[whole + m.n] = (uint32_t)carry;
  *shifted = mag_trim(*shifted);
  return KG_OK;
}

// In place; returns the remainder.
static uint32_t
mag_divide_small(mag *m, uint32_t divisor)
{
  uint64_t rest = 0;
  for (uint32_t i = m->n; i-- > 0;) {
    rest = rest * BASE + m->limbs[i];
    m->limbs[i] = (uint32_t)(rest / divisor);
    rest %= divisor;
  }
  *m = mag_trim(*m);
  return (uint32_t)rest;
}

// One digit of the quotient (Knuth, 4.3.1, algorithm D): subtract as often as it fits from `u`, at `v`'s
// length.
static uint32_t
divide_step(uint32_t *u, mag v)
{
  uint64_t top = (uint64_t)u[v.n] * BASE + u[v.n - 1];
  uint64_t q = top / v.limbs[v.n - 1], r = top % v.limbs[v.n - 1];
  while (q >= BASE || q * v.limbs[v.n - 2] > r * BASE + u[v.n - 2]) {
    q--;
    r += v.limbs[v.n - 1];
    if (r >= BASE)
      break;
  }
  int64_t borrow = 0;
  for (uint32_t i = 0; i <= v.n; i++) {
    int64_t d = (int64_t)u[i] - borrow - (i < v.n ? (int64_t)(q * v.limbs[i] % BASE) : 0);
    borrow = i < v.n ? (int64_t)(q * v.limbs[i] / BASE) : 0;
    if (d < 0) {
      int64_t up = (-d + BASE - 1) / BASE;
      d += up * BASE;
      borrow += up;
    }
    u[i] = (uint32_t)d;
  }
  if (!borrow)
    return (uint32_t)q;
  uint32_t carry = 0; // one too much
  for (uint32_t i = 0; i <= v.n; i++) {
    uint32_t s = u[i] + carry + (i < v.n ? v.limbs[i] : 0);
    carry = s >= BASE;
    u[i] = carry ? s - BASE : s;
  }
  return (uint32_t)q - 1;
}

static kg_status
mag_scale(mag m, uint32_t factor, uint32_t n, kg_arena *arena, mag *scaled)
{
  uint64_t carry = 0;
  KG_TRY(mag_alloc(arena, n, scaled));
  for (uint32_t i = 0; i < n; i++) {
    carry += i < m.n ? (uint64_t)m.limbs[i] * factor : 0;
    scaled->limbs[i] = (uint32_t)(carry % BASE);
    carry /= BASE;
  }
  return KG_OK;
}

// The rest is compared with half of the divisor: -1 less, 0 the same, 1 more; of no rest -2.
static kg_status
mag_divide(mag a, mag b, kg_arena *arena, mag *quotient, int *half)
{
  mag u, v, rest, twice;
  uint32_t factor = BASE / (b.limbs[b.n - 1] + 1);
  KG_TRY(mag_scale(a, b.n == 1 ? 1 : factor, a.n + 1, arena, &u));
  KG_TRY(mag_scale(b, b.n == 1 ? 1 : factor, b.n, arena, &v));
  if (b.n == 1) {
    *quotient = u;
    uint64_t r = mag_divide_small(quotient, b.limbs[0]);
    *half = r == 0 ? -2 : r * 2 < b.limbs[0] ? -1 : r * 2 > b.limbs[0];
    return KG_OK;
  }
  KG_TRY(mag_alloc(arena, a.n >= b.n ? a.n - b.n + 1 : 0, quotient));
  for (uint32_t i = quotient->n; i-- > 0;)
    quotient->limbs[i] = divide_step(u.limbs + i, v);
  *quotient = mag_trim(*quotient);
  rest = mag_trim(u);
  KG_TRY(mag_add(rest, rest, arena, &twice));
  *half = rest.n ? mag_compare(twice, v) : -2;
  return KG_OK;
}

static kg__decimal
small_of(bool negative, uint64_t value, uint32_t scale)
{
  return (kg__decimal){.small = negative ? (int64_t)(0 - value) : (int64_t)value, .scale = scale};
}

// Without zeros at the end of the fraction.
static kg_status
finish_wide(bool negative, wide value, uint32_t scale, kg_arena *arena, kg__decimal *d)
{
  for (; scale && value % 10 == 0; scale--)
    value /= 10;
  if (scale > KG__DECIMAL_DIGITS)
    return KG_ERR_LIMIT;
  if (value <= INT64_MAX) {
    *d = small_of(negative, (uint64_t)value, scale);
    return KG_OK;
  }
  uint32_t limbs[SMALL_LIMBS];
  mag m = mag_of_wide(value, limbs), copy;
  KG_TRY(mag_alloc(arena, m.n, &copy));
  memcpy(copy.limbs, m.limbs, m.n * sizeof *m.limbs);
  *d = (kg__decimal){.limbs = copy.limbs, .n = m.n, .scale = scale, .negative = negative};
  return KG_OK;
}

static uint32_t
zeros_at_end(mag m, uint32_t most)
{
  uint32_t zeros = 0, i = 0;
  while (i < m.n && zeros < most && !m.limbs[i]) {
    i++;
    zeros += LIMB_DIGITS;
  }
  for (uint32_t limb = i < m.n ? m.limbs[i] : 1; zeros < most && limb % 10 == 0; limb /= 10)
    zeros++;
  return zeros < most ? zeros : most;
}

// `m` is the number's own.
static void
mag_unshift(mag *m, uint32_t places)
{
  uint32_t whole = places / LIMB_DIGITS;
  whole = whole < m->n ? whole : m->n;
  memmove(m->limbs, m->limbs + whole, (m->n - whole) * sizeof *m->limbs);
  m->n -= whole;
  if (places % LIMB_DIGITS)
    mag_divide_small(m, (uint32_t)powers[places % LIMB_DIGITS]);
}

static kg_status
finish(bool negative, mag m, uint32_t scale, kg_arena *arena, kg__decimal *d)
{
  if (m.n == 0) {
    *d = (kg__decimal){0};
    return KG_OK;
  }
  uint32_t zeros = zeros_at_end(m, scale);
  if (zeros) {
    mag copy;
    KG_TRY(mag_alloc(arena, m.n, &copy));
    memcpy(copy.limbs, m.limbs, m.n * sizeof *m.limbs);
    m = copy;
    mag_unshift(&m, zeros);
    scale -= zeros;
  }
  if (mag_digits(m) > KG__DECIMAL_DIGITS || scale > KG__DECIMAL_DIGITS)
    return KG_ERR_LIMIT;
  if (m.n <= 4) {
    wide value = 0;
    for (uint32_t i = m.n; i-- > 0;)
      value = value * BASE + m.limbs[i];
    return finish_wide(negative, value, scale, arena, d);
  }
  *d = (kg__decimal){.limbs = m.limbs, .n = m.n, .scale = scale, .negative = negative};
  return KG_OK;
}

static bool
is_negative(const kg__decimal *d)
{
  return d->limbs ? d->negative : d->small < 0;
}

static bool
is_digit(char c)
{
  return c >= '0' && c <= '9';
}

// The digits of `text`, a point left out.
static kg_status
read_digits(bool negative, kg_str text, uint32_t n_digits, uint32_t scale, kg_arena *arena, kg__decimal *d)
{
  mag m;
  uint32_t at = n_digits;
  if (n_digits <= SMALL_SCALE) {
    uint64_t value = 0;
    for (size_t i = 0; i < text.len; i++)
      value = text.ptr[i] == '.' ? value : value * 10 + (uint64_t)(text.ptr[i] - '0');
    return finish_wide(negative, value, scale, arena, d);
  }
  KG_TRY(mag_alloc(arena, (n_digits + LIMB_DIGITS - 1) / LIMB_DIGITS, &m));
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] == '.')
      continue;
    uint32_t *limb = &m.limbs[--at / LIMB_DIGITS];
    *limb = *limb * 10 + (uint32_t)(text.ptr[i] - '0');
  }
  return finish(negative, mag_trim(m), scale, arena, d);
}

kg_status
kg__decimal_read(kg_str text, bool integer, kg_arena *arena, kg__decimal *d)
{
  bool negative = text.len && text.ptr[0] == '-';
  size_t first = negative || (text.len && text.ptr[0] == '+'), n_digits = 0, point = text.len;
  for (size_t i = first; i < text.len; i++) {
    if (is_digit(text.ptr[i]))
      n_digits++;
    else if (text.ptr[i] == '.' && point == text.len && !integer)
      point = i;
    else
      return KG_ERR_DATA;
  }
  size_t scale = point < text.len ? text.len - point - 1 : 0;
  if (!n_digits)
    return KG_ERR_DATA;
  if (n_digits > KG__DECIMAL_DIGITS)
    return KG_ERR_LIMIT;
  return read_digits(negative, (kg_str){text.ptr + first, text.len - first}, (uint32_t)n_digits,
                     (uint32_t)scale, arena, d);
}

kg_status
kg__decimal_read_real(kg_str text, kg_arena *arena, kg__decimal *d)
{
  const char *e = memchr(text.ptr, 'E', text.len);
  kg__decimal exponent, power = {0}, mantissa;
  if (!e)
    return KG_ERR_DATA;
  size_t at = (size_t)(e - text.ptr);
  KG_TRY(kg__decimal_read((kg_str){text.ptr, at}, false, arena, &mantissa));
  KG_TRY(kg__decimal_read((kg_str){e + 1, text.len - at - 1}, true, arena, &exponent));
  if (exponent.limbs || absolute(exponent.small) > 2000)
    return KG_ERR_LIMIT;
  uint32_t one = 1, limbs[SMALL_LIMBS];
  if (exponent.small <= 0)
    return finish(is_negative(&mantissa), mag_of(&mantissa, limbs),
                  mantissa.scale + (uint32_t)-exponent.small, arena, d);
  mag shifted;
  KG_TRY(mag_shift((mag){&one, 1}, (uint32_t)exponent.small, arena, &shifted));
  KG_TRY(finish(false, shifted, 0, arena, &power));
  return kg__decimal_multiply(&mantissa, &power, arena, d);
}

// Digits of the magnitude, ended by NUL; returns their number.
static size_t
digits_of(const kg__decimal *d, char *text)
{
  uint32_t limbs[SMALL_LIMBS];
  mag m = mag_of(d, limbs);
  size_t n = mag_digits(m), at = n;
  text[n] = '\0';
  for (uint32_t i = 0; i < m.n; i++) {
    uint32_t limb = m.limbs[i];
    for (int k = 0; k < LIMB_DIGITS && at; k++, limb /= 10)
      text[--at] = (char)('0' + limb % 10);
  }
  return n;
}

kg_status
kg__decimal_print(const kg__decimal *d, kg_buf *buf)
{
  char digits[KG__DECIMAL_DIGITS + LIMB_DIGITS + 1];
  size_t n = digits_of(d, digits), scale = d->scale;
  KG_TRY(kg_buf_reserve(buf, n + scale + 3));
  if (is_negative(d))
    KG_TRY(kg_buf_add_char(buf, '-'));
  if (n <= scale)
    KG_TRY(kg_buf_add_char(buf, '0'));
  else
    KG_TRY(kg_buf_add(buf, digits, n - scale));
  if (!scale)
    return KG_OK;
  KG_TRY(kg_buf_add_char(buf, '.'));
  for (size_t i = n; i < scale; i++)
    KG_TRY(kg_buf_add_char(buf, '0'));
  size_t fraction = n < scale ? n : scale;
  return kg_buf_add(buf, digits + n - fraction, fraction);
}

int
kg__decimal_sign(const kg__decimal *d)
{
  return is_negative(d) ? -1 : d->limbs || d->small;
}

kg__decimal
kg__decimal_negate(kg__decimal d)
{
  if (d.limbs)
    d.negative = !d.negative;
  else
    d.small = (int64_t)(0 - (uint64_t)d.small);
  return d;
}

// Digits before the point, fewer than none where the fraction begins with zeros; of zero it means nothing.
static int64_t
places(const kg__decimal *d)
{
  uint32_t limbs[SMALL_LIMBS];
  return (int64_t)mag_digits(mag_of(d, limbs)) - d->scale;
}

// From digit to digit, as if the shorter had zeros behind: nothing is allocated.
static int
compare_digits(const kg__decimal *a, const kg__decimal *b)
{
  char left[KG__DECIMAL_DIGITS + LIMB_DIGITS + 1], right[KG__DECIMAL_DIGITS + LIMB_DIGITS + 1];
  size_t n = digits_of(a, left), m = digits_of(b, right), common = n < m ? n : m;
  int order = memcmp(left, right, common);
  if (order)
    return order;
  const char *rest = n > m ? left : right;
  for (size_t i = common; i < (n > m ? n : m); i++) {
    if (rest[i] != '0')
      return n > m ? 1 : -1;
  }
  return 0;
}

int
kg__decimal_compare(const kg__decimal *a, const kg__decimal *b)
{
  if (!a->limbs && !b->limbs && a->scale == b->scale)
    return (a->small > b->small) - (a->small < b->small);
  int left = kg__decimal_sign(a), right = kg__decimal_sign(b);
  if (left != right || left == 0)
    return (left > right) - (left < right);
  int64_t p = places(a), q = places(b);
  int order = p != q ? (p > q ? 1 : -1) : compare_digits(a, b);
  return left > 0 ? (order > 0) - (order < 0) : (order < 0) - (order > 0);
}

static bool
is_plain(const kg__decimal *d)
{
  return !d->limbs && d->scale <= SMALL_SCALE;
}

static kg_status
align(const kg__decimal *d, uint32_t scale, uint32_t limbs[SMALL_LIMBS], kg_arena *arena, mag *m)
{
  mag own = mag_of(d, limbs);
  if (mag_digits(own) + (scale - d->scale) > 2 * KG__DECIMAL_DIGITS)
    return KG_ERR_LIMIT;
  return mag_shift(own, scale - d->scale, arena, m);
}

static kg_status
add_long(const kg__decimal *a, const kg__decimal *b, kg_arena *arena, kg__decimal *result)
{
  uint32_t scale = a->scale > b->scale ? a->scale : b->scale, left[SMALL_LIMBS], right[SMALL_LIMBS];
  mag x, y, z;
  KG_TRY(align(a, scale, left, arena, &x));
  KG_TRY(align(b, scale, right, arena, &y));
  if (is_negative(a) == is_negative(b)) {
    KG_TRY(mag_add(x, y, arena, &z));
    return finish(is_negative(a), z, scale, arena, result);
  }
  bool less = mag_compare(x, y) < 0;
  KG_TRY(less ? mag_subtract(y, x, arena, &z) : mag_subtract(x, y, arena, &z));
  return finish(less ? is_negative(b) : is_negative(a), z, scale, arena, result);
}

kg_status
kg__decimal_add(const kg__decimal *a, const kg__decimal *b, kg_arena *arena, kg__decimal *result)
{
  if (!is_plain(a) || !is_plain(b))
    return add_long(a, b, arena, result);
  uint32_t scale = a->scale > b->scale ? a->scale : b->scale;
  __int128 sum = (__int128)a->small * (int64_t)powers[scale - a->scale] +
                 (__int128)b->small * (int64_t)powers[scale - b->scale];
  return finish_wide(sum < 0, (wide)(sum < 0 ? -sum : sum), scale, arena, result);
}

kg_status
kg__decimal_subtract(const kg__decimal *a, const kg__decimal *b, kg_arena *arena, kg__decimal *result)
{
  kg__decimal opposite = kg__decimal_negate(*b);
  return kg__decimal_add(a, &opposite, arena, result);
}

kg_status
kg__decimal_multiply(const kg__decimal *a, const kg__decimal *b, kg_arena *arena, kg__decimal *result)
{
  bool negative = is_negative(a) != is_negative(b);
  uint32_t left[SMALL_LIMBS], right[SMALL_LIMBS];
  mag product;
  if (!a->limbs && !b->limbs)
    return finish_wide(negative, (wide)absolute(a->small) * absolute(b->small), a->scale + b->scale, arena,
                       result);
  mag x = mag_of(a, left), y = mag_of(b, right);
  if (mag_digits(x) + mag_digits(y) > 2 * KG__DECIMAL_DIGITS)
    return KG_ERR_LIMIT;
  KG_TRY(mag_multiply(x, y, arena, &product));
  return finish(negative, product, a->scale + b->scale, arena, result);
}

// Scale of a quotient, before zeros at its end are dropped.
static int64_t
quotient_scale(const kg__decimal *a, const kg__decimal *b)
{
  int64_t smaller = places(b) - places(a);
  return KG__DECIMAL_FRACTION + (smaller > 0 ? smaller : 0);
}

kg_status
kg__decimal_divide(const kg__decimal *a, const kg__decimal *b, kg_arena *arena, kg__decimal *result)
{
  bool negative = is_negative(a) != is_negative(b);
  uint32_t left[SMALL_LIMBS], right[SMALL_LIMBS], one = 1;
  int half;
  if (!kg__decimal_sign(b))
    return KG_ERR_DATA;
  mag x = mag_of(a, left), y = mag_of(b, right), quotient;
  int64_t scale = quotient_scale(a, b), shift = scale + b->scale - a->scale;
  if (scale > KG__DECIMAL_DIGITS || shift > 2 * KG__DECIMAL_DIGITS || shift < -2 * KG__DECIMAL_DIGITS)
    return KG_ERR_LIMIT;
  KG_TRY(shift >= 0 ? mag_shift(x, (uint32_t)shift, arena, &x) : mag_shift(y, (uint32_t)-shift, arena, &y));
  KG_TRY(mag_divide(x, y, arena, &quotient, &half));
  if (half > 0 || (half == 0 && quotient.n && quotient.limbs[0] % 2))
    KG_TRY(mag_add(quotient, (mag){&one, 1}, arena, &quotient));
  return finish(negative, quotient, (uint32_t)scale, arena, result);
}

// Whether the magnitude goes up by one when its fraction is left out.
static bool
rounds_away(kg__rounding rounding, bool negative, int half)
{
  switch (rounding) {
  case KG__ROUND_FLOOR:
    return negative && half > -2;
  case KG__ROUND_CEILING:
    return !negative && half > -2;
  case KG__ROUND_HALF_UP:
    return half > 0 || (half == 0 && !negative);
  default:
    return false;
  }
}

kg_status
kg__decimal_round(const kg__decimal *d, kg__rounding rounding, kg_arena *arena, kg__decimal *result)
{
  uint32_t limbs[SMALL_LIMBS], one = 1;
  mag unit, whole;
  int half;
  if (!d->scale) {
    *result = *d;
    return KG_OK;
  }
  KG_TRY(mag_shift((mag){&one, 1}, d->scale, arena, &unit));
  KG_TRY(mag_divide(mag_of(d, limbs), unit, arena, &whole, &half));
  if (rounds_away(rounding, is_negative(d), half))
    KG_TRY(mag_add(whole, (mag){&one, 1}, arena, &whole));
  return finish(is_negative(d), whole, 0, arena, result);
}

double
kg__decimal_double(const kg__decimal *d)
{
  char text[KG__DECIMAL_DIGITS + LIMB_DIGITS + 1 + 16];
  if (!d->limbs && d->scale <= 15 && absolute(d->small) <= UINT64_C(1) << 53)
    return (double)d->small / (double)powers[d->scale];
  size_t n = digits_of(d, text), at = n + 2;
  uint32_t scale = d->scale;
  memcpy(text + n, "e-", 2);
  for (uint32_t unit = 10000; unit; unit /= 10)
    text[at++] = (char)('0' + scale / unit % 10);
  text[at] = '\0';
  double value = n ? strtod(text, NULL) : 0;
  return is_negative(d) ? -value : value;
}

bool
kg__decimal_int64(const kg__decimal *d, int64_t *value)
{
  if (d->limbs || d->scale)
    return false;
  *value = d->small;
  return true;
}
