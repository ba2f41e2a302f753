// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/functions.h"

#include "kg/base/utf8.h"
#include "kg/sparql/case.h"
#include "kg/base/hash.h"
#include "kg/sparql/regex.h"

#include <math.h>

static kg__value
wrong(void)
{
  return KG__VALUE_WRONG;
}

kg_status
kg__fn_strlen(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)f, (void)n;
  *result = kg__value_is_text(args) ? kg__value_integer((int64_t)kg__utf8_count(args->text)) : wrong();
  return KG_OK;
}

// Offset of the n-th character, or of the end.
static size_t
offset_of(kg_str s, double n)
{
  size_t at = 0;
  for (double i = 0; i < n && at < s.len; i++) {
    uint32_t c;
    size_t len = kg__utf8_decode((kg_str){s.ptr + at, s.len - at}, &c);
    at += len ? len : 1;
  }
  return at;
}

// fn:substring: the characters at positions p, from 1, with round(start) <= p < round(start) + round(length).
kg_status
kg__fn_substr(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)f;
  *result = wrong();
  if (!kg__value_is_text(&args[0]) || !kg__value_is_numeric(&args[1]) ||
      (n > 2 && !kg__value_is_numeric(&args[2])))
    return KG_OK;
  kg_str s = args[0].text;
  double first = floor(kg__value_real(&args[1]) + 0.5);
  double last = n > 2 ? first + floor(kg__value_real(&args[2]) + 0.5) : INFINITY;
  size_t from = 0, to = 0;
  if (first < last) { // false for NaN
    from = offset_of(s, first - 1);
    to = offset_of(s, last - 1);
  }
  *result = kg__text_like(&args[0], (kg_str){s.ptr + from, to > from ? to - from : 0});
  return KG_OK;
}

static kg_status
change_case(kg__functions *f, const kg__value *v, bool upper, kg__value *result)
{
  kg_buf buf = {0};
  kg_str text;
  *result = wrong();
  if (!kg__value_is_text(v))
    return KG_OK;
  kg_status st = kg__case_map(v->text, upper, &buf);
  if (st) {
    kg_buf_release(&buf);
    return st;
  }
  KG_TRY(kg__functions_take(f, &buf, &text));
  *result = kg__text_like(v, text);
  return KG_OK;
}

kg_status
kg__fn_ucase(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)n;
  return change_case(f, args, true, result);
}

kg_status
kg__fn_lcase(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)n;
  return change_case(f, args, false, result);
}

static bool
is_unreserved(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '.' || c == '~';
}

static kg_status
encode(kg_str s, kg_buf *buf)
{
  static const char digits[] = "0123456789ABCDEF";
  KG_TRY(kg_buf_reserve(buf, s.len));
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];
    char escape[3] = {'%', digits[c >> 4], digits[c & 15]};
    KG_TRY(is_unreserved(s.ptr[i]) ? kg_buf_add_char(buf, s.ptr[i]) : kg_buf_add(buf, escape, 3));
  }
  return KG_OK;
}

kg_status
kg__fn_encode_for_uri(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  kg_buf buf = {0};
  kg_str text;
  (void)n;
  *result = wrong();
  if (!kg__value_is_text(args))
    return KG_OK;
  kg_status st = encode(args->text, &buf);
  if (st) {
    kg_buf_release(&buf);
    return st;
  }
  KG_TRY(kg__functions_take(f, &buf, &text));
  *result = kg__value_string(text);
  return KG_OK;
}

static bool
same_language(const kg__value *a, const kg__value *b)
{
  if (a->language.len != b->language.len || a->direction != b->direction)
    return false;
  for (size_t i = 0; i < a->language.len; i++) {
    if ((a->language.ptr[i] | 32) != (b->language.ptr[i] | 32))
      return false;
  }
  return true;
}

// Argument compatibility (SPARQL, 17.4.3.1.2).
static bool
are_compatible(const kg__value *a, const kg__value *b)
{
  if (!kg__value_is_text(a) || !kg__value_is_text(b))
    return false;
  return b->kind == KG__VALUE_STRING || (a->kind == KG__VALUE_LANG && same_language(a, b));
}

static const char *
find(kg_str s, kg_str part)
{
  return part.len ? memmem(s.ptr, s.len, part.ptr, part.len) : s.ptr;
}

#define TEST(name, test)                                                               \
  kg_status name(kg__functions *f, const kg__value *args, size_t n, kg__value *result) \
  {                                                                                    \
    (void)f, (void)n;                                                                  \
    *result = wrong();                                                                 \
    if (are_compatible(&args[0], &args[1]))                                            \
      *result = kg__value_boolean(test);                                               \
    return KG_OK;                                                                      \
  }

TEST(kg__fn_contains, find(args[0].text, args[1].text) != NULL)
TEST(kg__fn_strstarts, kg_str_starts(args[0].text, args[1].text))
TEST(kg__fn_strends, kg_str_ends(args[0].text, args[1].text))

kg_status
kg__fn_strbefore(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)f, (void)n;
  *result = wrong();
  if (!are_compatible(&args[0], &args[1]))
    return KG_OK;
  kg_str s = args[0].text;
  const char *at = find(s, args[1].text);
  *result =
      at ? kg__text_like(&args[0], (kg_str){s.ptr, (size_t)(at - s.ptr)}) : kg__value_string(KG_STR(""));
  return KG_OK;
}

kg_status
kg__fn_strafter(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)f, (void)n;
  *result = wrong();
  if (!are_compatible(&args[0], &args[1]))
    return KG_OK;
  kg_str s = args[0].text;
  const char *at = find(s, args[1].text);
  size_t from = at ? (size_t)(at - s.ptr) + args[1].text.len : 0;
  *result = at ? kg__text_like(&args[0], (kg_str){s.ptr + from, s.len - from}) : kg__value_string(KG_STR(""));
  return KG_OK;
}

// The length of all arguments together; false if one is no string.
static bool
measure(const kg__value *args, size_t n, size_t *len)
{
  *len = 0;
  for (size_t i = 0; i < n; i++) {
    if (!kg__value_is_text(&args[i]) || args[i].text.len > SIZE_MAX - 1 - *len)
      return false;
    *len += args[i].text.len;
  }
  return true;
}

static bool
share_language(const kg__value *args, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    if (args[i].kind != KG__VALUE_LANG || !same_language(&args[0], &args[i]))
      return false;
  }
  return n > 0;
}

kg_status
kg__fn_concat(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  size_t len, at = 0;
  *result = wrong();
  if (!measure(args, n, &len))
    return KG_OK;
  KG_TRY(kg__functions_check_string(f, len));
  char *text = kg_arena_alloc(f->arena, len + 1);
  if (!text)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < n; i++) {
    memcpy(text + at, args[i].text.ptr, args[i].text.len);
    at += args[i].text.len;
  }
  kg_str whole = {text, len};
  *result = share_language(args, n) ? kg__text_like(&args[0], whole) : kg__value_string(whole);
  return KG_OK;
}

// Basic filtering of RFC 4647, section 3.3.1.
kg_status
kg__fn_lang_matches(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)f, (void)n;
  *result = wrong();
  if (args[0].kind != KG__VALUE_STRING || args[1].kind != KG__VALUE_STRING)
    return KG_OK;
  kg_str tag = args[0].text, range = args[1].text;
  bool matches = kg_str_equal(range, KG_STR("*")) ? tag.len > 0 : tag.len >= range.len && range.len > 0;
  if (!kg_str_equal(range, KG_STR("*"))) {
    for (size_t i = 0; matches && i < range.len; i++)
      matches = (tag.ptr[i] | 32) == (range.ptr[i] | 32);
    matches = matches && (tag.len == range.len || tag.ptr[range.len] == '-');
  }
  *result = kg__value_boolean(matches);
  return KG_OK;
}

// A wrong pattern is an error of the expression; what took too much ends the query.
static kg_status
settle(kg_status st, kg__value value, kg__value *result)
{
  *result = st ? wrong() : value;
  return st == KG_ERR_DATA ? KG_OK : st;
}

kg_status
kg__fn_regex(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  bool matches = false;
  *result = wrong();
  if (!kg__value_is_text(&args[0]) || args[1].kind != KG__VALUE_STRING ||
      (n > 2 && args[2].kind != KG__VALUE_STRING))
    return KG_OK;
  kg_status st = kg__regex_match(f, args[0].text, args[1].text, n > 2 ? args[2].text : KG_STR(""), &matches);
  return settle(st, kg__value_boolean(matches), result);
}

kg_status
kg__fn_replace(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  kg_buf buf = {0};
  kg_str text = {0};
  *result = wrong();
  if (!kg__value_is_text(&args[0]) || args[1].kind != KG__VALUE_STRING || args[2].kind != KG__VALUE_STRING ||
      (n > 3 && args[3].kind != KG__VALUE_STRING))
    return KG_OK;
  kg_status st =
      kg__regex_replace(f, args[0].text, args[1].text, args[2].text, n > 3 ? args[3].text : KG_STR(""), &buf);
  if (st)
    kg_buf_release(&buf);
  else
    KG_TRY(kg__functions_take(f, &buf, &text));
  return settle(st, kg__text_like(&args[0], text), result);
}

static kg_status
hash(kg__functions *f, const kg__value *v, kg__hash kind, kg__value *result)
{
  char text[KG__HASH_TEXT_SIZE];
  *result = wrong();
  if (v->kind != KG__VALUE_STRING)
    return KG_OK;
  kg_str copy = kg_arena_str(f->arena, (kg_str){text, kg__hash_text(kind, v->text, text)});
  *result = kg__value_string(copy);
  return copy.ptr ? KG_OK : KG_ERR_NOMEM;
}

#define HASH(name, kind)                                                               \
  kg_status name(kg__functions *f, const kg__value *args, size_t n, kg__value *result) \
  {                                                                                    \
    (void)n;                                                                           \
    return hash(f, args, kind, result);                                                \
  }

HASH(kg__fn_md5, KG__HASH_MD5)
HASH(kg__fn_sha1, KG__HASH_SHA1)
HASH(kg__fn_sha256, KG__HASH_SHA256)
HASH(kg__fn_sha384, KG__HASH_SHA384)
HASH(kg__fn_sha512, KG__HASH_SHA512)
