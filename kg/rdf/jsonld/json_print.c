// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// JSON to text: indented for people, canonical for JSON literals.

#include "kg/rdf/jsonld/jsonld.h"

#include "kg/base/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void
add(kg__jsonld *p, kg_buf *out, kg_str s)
{
  if (kg_buf_add_str(out, s))
    kg__jsonld_no_memory(p);
}

static bool
is_plain(unsigned char c)
{
  return c >= 0x20 && c != '"' && c != '\\';
}

static void
print_escape(kg__jsonld *p, unsigned char c, kg_buf *out)
{
  static const char named[] = "\b\t\n\f\r\"\\", letters[] = "btnfr\"\\";
  const char *known = c ? strchr(named, c) : NULL;
  if (known ? kg_buf_printf(out, "\\%c", letters[known - named]) : kg_buf_printf(out, "\\u%04x", c))
    kg__jsonld_no_memory(p);
}

// With the escapes that both forms need, and no others.
static void
print_string(kg__jsonld *p, kg_str s, kg_buf *out)
{
  size_t done = 0;
  if (kg_buf_reserve(out, s.len + 2))
    kg__jsonld_no_memory(p);
  out->ptr[out->len++] = '"';
  for (size_t i = 0; i <= s.len; i++) {
    if (i < s.len && is_plain((unsigned char)s.ptr[i]))
      continue;
    add(p, out, (kg_str){s.ptr + done, i - done});
    if (i < s.len)
      print_escape(p, (unsigned char)s.ptr[i], out);
    done = i + 1;
  }
  add(p, out, KG_STR("\""));
}

static void
print_scalar(kg__jsonld *p, const kg__json *v, kg_buf *out)
{
  static const kg_str words[] = {KG_STR("null"), KG_STR("false"), KG_STR("true")};
  if (v->type == KG__JSON_STRING)
    print_string(p, v->string, out);
  else
    add(p, out, v->type == KG__JSON_NUMBER ? v->string : words[v->type]);
}

// ---- for people

static void
new_line(kg__jsonld *p, unsigned depth, kg_buf *out)
{
  size_t n = (size_t)depth * 2;
  if (kg_buf_reserve(out, n + 1))
    kg__jsonld_no_memory(p);
  out->ptr[out->len] = '\n';
  memset(out->ptr + out->len + 1, ' ', n);
  out->len += n + 1;
}

static void
print(kg__jsonld *p, const kg__json *v, unsigned depth, kg_buf *out)
{
  if (v->type < KG__JSON_ARRAY) {
    print_scalar(p, v, out);
    return;
  }
  if (depth > 4 * KG__JSON_DEPTH)
    kg__jsonld_stop(p, KG_ERR_LIMIT, "the result is nested more than %d levels deep", 4 * KG__JSON_DEPTH);
  bool is_array = v->type == KG__JSON_ARRAY;
  size_t n = kg__json_count(v);
  add(p, out, is_array ? KG_STR("[") : KG_STR("{"));
  for (size_t i = 0; i < n; i++) {
    if (i)
      add(p, out, KG_STR(","));
    new_line(p, depth + 1, out);
    if (!is_array) {
      print_string(p, v->members[i].key, out);
      add(p, out, KG_STR(": "));
    }
    print(p, is_array ? v->items[i] : v->members[i].value, depth + 1, out);
  }
  if (n)
    new_line(p, depth, out);
  add(p, out, is_array ? KG_STR("]") : KG_STR("}"));
}

void
kg__json_print_within(kg__jsonld *p, const kg__json *v, unsigned depth, kg_buf *out)
{
  print(p, v, depth, out);
}

void
kg__json_print(kg__jsonld *p, const kg__json *v, kg_buf *out)
{
  print(p, v, 0, out);
}

// ---- numbers

double
kg__json_number_value(const kg__jsonld *p, const kg__json *number)
{
  char small[64];
  kg_str s = number->string;
  (void)p;
  if (s.len < sizeof small) {
    memcpy(small, s.ptr, s.len);
    small[s.len] = '\0';
    return kg__jsonld_strtod(small);
  }
  char *large = malloc(s.len + 1);
  if (!large)
    return NAN;
  memcpy(large, s.ptr, s.len);
  large[s.len] = '\0';
  double value = kg__jsonld_strtod(large);
  free(large);
  return value;
}

// The fewest digits that read back as the value, and the exponent of the first one.
static int
shortest_digits(double value, char digits[20], int *exponent)
{
  char text[40];
  for (int precision = 0; precision < 17; precision++) {
    snprintf(text, sizeof text, "%.*e", precision, value);
    if (kg__jsonld_strtod(text) == value || precision == 16)
      break;
  }
  int n = 0;
  const char *at = text;
  for (; *at != 'e'; at++)
    if (*at >= '0' && *at <= '9')
      digits[n++] = *at;
  *exponent = atoi(at + 1);
  while (n > 1 && digits[n - 1] == '0')
    n--;
  return n;
}

// ECMAScript's Number::toString, by its cases.
static int
layout(const char *digits, int k, int exponent, char *text, size_t size)
{
  int n = exponent + 1;
  if (k <= n && n <= 21)
    return snprintf(text, size, "%.*s%.*s", k, digits, n - k, "000000000000000000000");
  if (0 < n && n <= 21)
    return snprintf(text, size, "%.*s.%.*s", n, digits, k - n, digits + n);
  if (-6 < n && n <= 0)
    return snprintf(text, size, "0.%.*s%.*s", -n, "000000", k, digits);
  if (k == 1)
    return snprintf(text, size, "%ce%+d", digits[0], exponent);
  return snprintf(text, size, "%c.%.*se%+d", digits[0], k - 1, digits + 1, exponent);
}

void
kg__json_print_number(kg__jsonld *p, double value, kg_buf *out)
{
  char digits[20], text[64];
  int exponent;
  if (value == 0 || !isfinite(value)) {
    add(p, out, KG_STR("0"));
    return;
  }
  if (value < 0)
    add(p, out, KG_STR("-"));
  int k = shortest_digits(fabs(value), digits, &exponent);
  int n = layout(digits, k, exponent, text, sizeof text);
  add(p, out, (kg_str){text, (size_t)n});
}

void
kg__json_print_double(kg__jsonld *p, double value, kg_buf *out)
{
  char text[40];
  if (!isfinite(value)) {
    add(p, out, isnan(value) ? KG_STR("NaN") : value < 0 ? KG_STR("-INF") : KG_STR("INF"));
    return;
  }
  snprintf(text, sizeof text, "%.15e", fabs(value));
  char *e = strchr(text, 'e');
  int digits = 16, exponent = atoi(e + 1);
  while (digits > 2 && e[digits - 17] == '0')
    digits--;
  if (kg_buf_printf(out, "%s%c.%.*sE%d", signbit(value) ? "-" : "", text[0], digits - 1, e - 15, exponent))
    kg__jsonld_no_memory(p);
}

// ---- canonical

static uint32_t
utf16_rank(uint32_t c)
{
  // As UTF-16 sorts: surrogates, which stand for all above U+FFFF, come before U+E000.
  return c > 0xFFFF ? 0xD800 + (c >> 16) : c >= 0xE000 ? c + 0x10000 : c;
}

static int
by_utf16(const void *a, const void *b)
{
  kg_str x = ((const kg__json_member *)a)->key, y = ((const kg__json_member *)b)->key;
  size_t same = 0, least = x.len < y.len ? x.len : y.len;
  while (same < least && x.ptr[same] == y.ptr[same])
    same++;
  while (same && ((unsigned char)x.ptr[same < x.len ? same : same - 1] & 0xC0) == 0x80)
    same--;
  uint32_t c = 0, d = 0;
  size_t n = kg__utf8_decode((kg_str){x.ptr + same, x.len - same}, &c);
  size_t m = kg__utf8_decode((kg_str){y.ptr + same, y.len - same}, &d);
  if (!n || !m)
    return (n > 0) - (m > 0);
  uint32_t r = utf16_rank(c), s = utf16_rank(d);
  return r != s ? (r > s) - (r < s) : (c > d) - (c < d);
}

static void
canonical_object(kg__jsonld *p, const kg__json *v, kg_buf *out)
{
  kg__json_member *members = kg__jsonld_alloc(p, v->n_members * sizeof *members);
  if (v->n_members) {
    memcpy(members, v->members, v->n_members * sizeof *members);
    qsort(members, v->n_members, sizeof *members, by_utf16);
  }
  add(p, out, KG_STR("{"));
  for (size_t i = 0; i < v->n_members; i++) {
    if (i)
      add(p, out, KG_STR(","));
    print_string(p, members[i].key, out);
    add(p, out, KG_STR(":"));
    kg__json_canonical(p, members[i].value, out);
  }
  add(p, out, KG_STR("}"));
}

static void
canonical_array(kg__jsonld *p, const kg__json *v, kg_buf *out)
{
  add(p, out, KG_STR("["));
  for (size_t i = 0; i < v->n_items; i++) {
    if (i)
      add(p, out, KG_STR(","));
    kg__json_canonical(p, v->items[i], out);
  }
  add(p, out, KG_STR("]"));
}

void
kg__json_canonical(kg__jsonld *p, const kg__json *v, kg_buf *out)
{
  if (v->type == KG__JSON_OBJECT)
    canonical_object(p, v, out);
  else if (v->type == KG__JSON_ARRAY)
    canonical_array(p, v, out);
  else if (v->type == KG__JSON_NUMBER)
    kg__json_print_number(p, kg__json_number_value(p, v), out);
  else
    print_scalar(p, v, out);
}
