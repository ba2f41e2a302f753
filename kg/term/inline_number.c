// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A double prints with the fewest digits that read back as the same double.  Encoding need not search for
// them: a form of at most 15 digits (6 for a float) is its value's shortest, since no two such forms share a
// value that is a normal number; longer forms are printed and compared.  The C library is only given, and
// only asked for, digits and an exponent, never a decimal point, which depends on the locale.

#include "kg/term/inline.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { LONGEST_FORM = 25 }; // -1.2345678901234567E-308, and one to spare

typedef struct real {
  bool negative;
  char digits[LONGEST_FORM + 1]; // no point; ended by NUL
  int n_digits;
  int exponent; // of the first digit
} real;

static bool
is_digit(char c)
{
  return c >= '0' && c <= '9';
}

// The number in canonical form: no sign but '-', no leading zeros, no "-0"; of at most 18 digits.
static bool
read_integer(kg_str s, int64_t *value)
{
  bool negative = s.len && s.ptr[0] == '-';
  size_t first = negative;
  if (s.len <= first || s.len - first > 18 || (s.ptr[first] == '0' && s.len > 1))
    return false;
  int64_t sum = 0;
  for (size_t i = first; i < s.len; i++) {
    if (!is_digit(s.ptr[i]))
      return false;
    sum = sum * 10 + (s.ptr[i] - '0');
  }
  *value = negative ? -sum : sum;
  return true;
}

bool
kg__encode_integer(kg_str s, uint64_t *payload)
{
  const int64_t bias = INT64_C(1) << 59;
  int64_t value;
  if (!read_integer(s, &value) || value < -bias || value >= bias)
    return false;
  *payload = (uint64_t)(value + bias);
  return true;
}

bool
kg__encode_derived_integer(kg__derived type, kg_str s, uint64_t *payload)
{
  const int64_t bias = INT64_C(1) << 51;
  static const struct {
    int64_t least, most;
  } bounds[] = {
      [KG__DERIVED_INT] = {INT32_MIN, INT32_MAX},          [KG__DERIVED_LONG] = {INT64_MIN, INT64_MAX},
      [KG__DERIVED_SHORT] = {INT16_MIN, INT16_MAX},        [KG__DERIVED_BYTE] = {INT8_MIN, INT8_MAX},
      [KG__DERIVED_NON_NEGATIVE_INTEGER] = {0, INT64_MAX}, [KG__DERIVED_POSITIVE_INTEGER] = {1, INT64_MAX},
      [KG__DERIVED_NON_POSITIVE_INTEGER] = {INT64_MIN, 0}, [KG__DERIVED_NEGATIVE_INTEGER] = {INT64_MIN, -1},
      [KG__DERIVED_UNSIGNED_LONG] = {0, INT64_MAX},        [KG__DERIVED_UNSIGNED_INT] = {0, UINT32_MAX},
      [KG__DERIVED_UNSIGNED_SHORT] = {0, UINT16_MAX},      [KG__DERIVED_UNSIGNED_BYTE] = {0, UINT8_MAX},
  };
  int64_t value;
  if (!read_integer(s, &value) || value < bounds[type].least || value > bounds[type].most || value < -bias ||
      value >= bias)
    return false;
  *payload = (uint64_t)type << 52 | (uint64_t)(value + bias);
  return true;
}

// As an integer without its point: every canonical integer part, and any digits behind the point.
bool
kg__encode_decimal(kg_str s, uint64_t *payload)
{
  const int64_t bias = INT64_C(1) << 55;
  char digits[24];
  size_t n = 0, point = s.len;
  int64_t whole, mantissa = 0;
  if (s.len > 20)
    return false;
  for (size_t i = 0; i < s.len; i++) {
    if (s.ptr[i] == '.' && point == s.len)
      point = i;
    else
      digits[n++] = s.ptr[i];
  }
  size_t scale = point == s.len ? 0 : s.len - point - 1;
  bool negative = s.len && s.ptr[0] == '-';
  size_t first = negative;
  if ((point < s.len && !scale) || scale > 15 || point <= first ||
      !(read_integer((kg_str){s.ptr + first, point - first}, &whole)) || n - first > 18)
    return false;
  for (size_t i = first; i < n; i++) {
    if (!is_digit(digits[i]))
      return false;
    mantissa = mantissa * 10 + (digits[i] - '0');
  }
  mantissa = negative ? -mantissa : mantissa;
  if ((negative && mantissa == 0) || mantissa < -bias || mantissa >= bias)
    return false;
  *payload = (uint64_t)(mantissa + bias) << 4 | scale;
  return true;
}

// The digits and exponent of a form like -1.5E0, exactly as printing writes it but for superfluous digits.
static bool
read_real(kg_str s, real *r)
{
  size_t i = s.len && s.ptr[0] == '-';
  *r = (real){.negative = i > 0};
  if (s.len > LONGEST_FORM || s.len < i + 5 || !is_digit(s.ptr[i]) || s.ptr[i + 1] != '.')
    return false;
  r->digits[r->n_digits++] = s.ptr[i];
  for (i += 2; i < s.len && is_digit(s.ptr[i]); i++)
    r->digits[r->n_digits++] = s.ptr[i];
  int64_t exponent;
  if (r->n_digits < 2 || i + 1 >= s.len || s.ptr[i] != 'E' ||
      !read_integer((kg_str){s.ptr + i + 1, s.len - i - 1}, &exponent) || exponent < -400 || exponent > 400)
    return false;
  if (r->n_digits == 2 && r->digits[1] == '0')
    r->n_digits = 1;
  r->digits[r->n_digits] = '\0';
  r->exponent = (int)exponent;
  return true;
}

static void
real_text(const real *r, char text[64])
{
  snprintf(text, 64, "%s%se%d", r->negative ? "-" : "", r->digits, r->exponent - r->n_digits + 1);
}

// The digits of |value| rounded to `n`, without zeros at the end.
static void
round_digits(double value, int n, real *r)
{
  char text[64];
  size_t i = 0;
  snprintf(text, sizeof text, "%.*e", n - 1, fabs(value));
  *r = (real){.negative = signbit(value) != 0};
  for (; text[i] != 'e'; i++) {
    if (is_digit(text[i]))
      r->digits[r->n_digits++] = text[i];
  }
  r->exponent = atoi(text + i + 1);
  while (r->n_digits > 1 && r->digits[r->n_digits - 1] == '0')
    r->n_digits--;
  r->digits[r->n_digits] = '\0';
}

static size_t
print_special(double value, char *text)
{
  const char *name = isnan(value) ? "NaN" : value > 0 ? "INF" : "-INF";
  memcpy(text, name, strlen(name));
  return strlen(name);
}

static size_t
print_real(const real *r, char *text)
{
  return (size_t)snprintf(text, KG_ID_TEXT_SIZE, "%s%c.%sE%d", r->negative ? "-" : "", r->digits[0],
                          r->n_digits > 1 ? r->digits + 1 : "0", r->exponent);
}

size_t
kg__print_double(double value, char *text)
{
  real r;
  char read[64];
  if (!isfinite(value))
    return print_special(value, text);
  for (int n = fabs(value) < DBL_MIN ? 1 : DBL_DIG;; n++) {
    round_digits(value, n, &r);
    real_text(&r, read);
    if (n >= DBL_DECIMAL_DIG || strtod(read, NULL) == value)
      return print_real(&r, text);
  }
}

size_t
kg__print_float(float value, char *text)
{
  real r;
  char read[64];
  if (!isfinite(value))
    return print_special((double)value, text);
  for (int n = fabsf(value) < FLT_MIN ? 1 : FLT_DIG;; n++) {
    round_digits((double)value, n, &r);
    real_text(&r, read);
    if (n >= FLT_DECIMAL_DIG || strtof(read, NULL) == value)
      return print_real(&r, text);
  }
}

static bool
read_special(kg_str s, double *value)
{
  *value = kg_str_equal(s, KG_STR("NaN")) ? NAN : kg_str_equal(s, KG_STR("INF")) ? INFINITY : -INFINITY;
  return *value > 0 || isnan(*value) || kg_str_equal(s, KG_STR("-INF"));
}

static bool
has_spare_zero(const real *r)
{
  return r->n_digits > 1 && (r->digits[0] == '0' || r->digits[r->n_digits - 1] == '0');
}

static bool
read_double(kg_str s, double *value)
{
  real r;
  char text[64];
  if (read_special(s, value))
    return true;
  if (!read_real(s, &r) || has_spare_zero(&r))
    return false;
  real_text(&r, text);
  *value = strtod(text, NULL);
  if (r.digits[0] != '0' && r.n_digits <= DBL_DIG && isnormal(*value))
    return true;
  return kg_str_equal(s, (kg_str){text, kg__print_double(*value, text)});
}

static bool
read_float(kg_str s, float *value)
{
  real r;
  double special;
  char text[64];
  if (read_special(s, &special)) {
    *value = (float)special;
    return true;
  }
  if (!read_real(s, &r) || has_spare_zero(&r))
    return false;
  real_text(&r, text);
  *value = strtof(text, NULL);
  if (r.digits[0] != '0' && r.n_digits <= FLT_DIG && isnormal(*value))
    return true;
  return kg_str_equal(s, (kg_str){text, kg__print_float(*value, text)});
}

bool
kg__encode_double(kg_str s, uint64_t *payload)
{
  double value;
  uint64_t bits;
  if (!read_double(s, &value))
    return false;
  memcpy(&bits, &value, sizeof bits);
  *payload = bits >> 4;
  return (bits & 15) == 0;
}

bool
kg__encode_float(kg_str s, uint64_t *payload)
{
  float value;
  uint32_t bits;
  if (!read_float(s, &value))
    return false;
  memcpy(&bits, &value, sizeof bits);
  *payload = bits;
  return true;
}

double
kg__inline_double(uint64_t payload)
{
  double value;
  uint64_t bits = payload << 4;
  memcpy(&value, &bits, sizeof value);
  return value;
}

float
kg__inline_float(uint64_t payload)
{
  float value;
  uint32_t bits = (uint32_t)payload;
  memcpy(&value, &bits, sizeof value);
  return value;
}

size_t
kg__print_integer(int64_t value, char *text)
{
  char digits[24];
  size_t n = 0, at = 0;
  uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  do {
    digits[n++] = (char)('0' + rest % 10);
  } while (rest /= 10);
  if (value < 0)
    text[at++] = '-';
  while (n)
    text[at++] = digits[--n];
  return at;
}

size_t
kg__print_decimal(uint64_t payload, char *text)
{
  unsigned scale;
  int64_t mantissa = kg__inline_decimal(payload, &scale);
  char digits[24];
  size_t n = kg__print_integer(mantissa < 0 ? -mantissa : mantissa, digits), at = 0;
  if (mantissa < 0)
    text[at++] = '-';
  size_t zeros = n <= scale ? scale + 1 - n : 0;
  for (size_t i = 0; i < n + zeros; i++) {
    if (i && n + zeros - i == scale)
      text[at++] = '.';
    text[at++] = i < zeros ? '0' : digits[i - zeros];
  }
  return at;
}
