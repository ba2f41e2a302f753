// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/value.h"

#include "kg/term/inline.h"
#include "kg/vocab.h"

#include <math.h>
#include <stdlib.h>

enum { DAY = 24 * 60 * 60 };

kg__value
kg__value_iri(kg_str iri)
{
  return (kg__value){.kind = KG__VALUE_IRI, .text = iri};
}

kg__value
kg__value_blank(kg_str label)
{
  return (kg__value){.kind = KG__VALUE_BLANK, .text = label};
}

kg__value
kg__value_string(kg_str text)
{
  return (kg__value){.kind = KG__VALUE_STRING, .type = KG__TYPE_STRING, .text = text};
}

kg__value
kg__value_lang(kg_str text, kg_str language, kg_direction direction)
{
  return (kg__value){.kind = KG__VALUE_LANG,
                     .type = direction ? KG__TYPE_DIR_LANG_STRING : KG__TYPE_LANG_STRING,
                     .direction = (uint8_t)direction,
                     .text = text,
                     .language = language};
}

kg__value
kg__value_boolean(bool boolean)
{
  return (kg__value){.kind = KG__VALUE_BOOLEAN, .type = KG__TYPE_BOOLEAN, .boolean = boolean};
}

kg__value
kg__value_integer(int64_t integer)
{
  return kg__value_decimal(kg__decimal_of(integer), KG__TYPE_INTEGER);
}

kg__value
kg__value_decimal(kg__decimal decimal, kg__type type)
{
  return (kg__value){.kind = (uint8_t)kg__type_kind(type), .type = (uint8_t)type, .decimal = decimal};
}

kg__value
kg__value_double(double real)
{
  return (kg__value){.kind = KG__VALUE_DOUBLE, .type = KG__TYPE_DOUBLE, .real = real};
}

kg__value
kg__value_float(float real)
{
  return (kg__value){.kind = KG__VALUE_FLOAT, .type = KG__TYPE_FLOAT, .real = (double)real};
}

kg__value
kg__value_moment(kg__moment moment, kg__type type)
{
  return (kg__value){.kind = KG__VALUE_MOMENT, .type = (uint8_t)type, .moment = moment};
}

kg__value
kg__value_duration(kg__duration duration, kg__type type)
{
  return (kg__value){.kind = KG__VALUE_DURATION, .type = (uint8_t)type, .duration = duration};
}

static kg__value
short_string(kg_id id, kg_arena *arena)
{
  char text[KG_ID_TEXT_SIZE];
  kg_term term = kg_id_term(id, text);
  kg_str copy = kg_arena_str(arena, term.value);
  return copy.ptr ? kg__value_string(copy) : (kg__value){.kind = KG__VALUE_UNREAD};
}

static kg__value
inline_moment(uint64_t payload, kg_tag tag)
{
  kg__instant i = kg__inline_instant(payload, tag);
  int64_t zone = i.zone == KG__ZONE_NONE ? 0 : i.zone * 60;
  kg__moment m = {tag == KG_TAG_DATE ? i.at * DAY : i.at + zone, 0, i.zone};
  return kg__value_moment(m, tag == KG_TAG_DATE ? KG__TYPE_DATE : KG__TYPE_DATE_TIME);
}

static kg__value
inline_derived(uint64_t payload)
{
  static const uint8_t types[KG__DERIVED_END] = {
      [KG__DERIVED_INT] = KG__TYPE_INT,
      [KG__DERIVED_LONG] = KG__TYPE_LONG,
      [KG__DERIVED_SHORT] = KG__TYPE_SHORT,
      [KG__DERIVED_BYTE] = KG__TYPE_BYTE,
      [KG__DERIVED_NON_NEGATIVE_INTEGER] = KG__TYPE_NON_NEGATIVE_INTEGER,
      [KG__DERIVED_POSITIVE_INTEGER] = KG__TYPE_POSITIVE_INTEGER,
      [KG__DERIVED_NON_POSITIVE_INTEGER] = KG__TYPE_NON_POSITIVE_INTEGER,
      [KG__DERIVED_NEGATIVE_INTEGER] = KG__TYPE_NEGATIVE_INTEGER,
      [KG__DERIVED_UNSIGNED_LONG] = KG__TYPE_UNSIGNED_LONG,
      [KG__DERIVED_UNSIGNED_INT] = KG__TYPE_UNSIGNED_INT,
      [KG__DERIVED_UNSIGNED_SHORT] = KG__TYPE_UNSIGNED_SHORT,
      [KG__DERIVED_UNSIGNED_BYTE] = KG__TYPE_UNSIGNED_BYTE,
      [KG__DERIVED_GYEAR] = KG__TYPE_GYEAR,
      [KG__DERIVED_GYEAR_MONTH] = KG__TYPE_GYEAR_MONTH,
  };
  kg__derived d = kg__inline_derived(payload);
  if (d < KG__DERIVED_INT || d >= KG__DERIVED_END)
    return KG__VALUE_WRONG;
  if (d < KG__DERIVED_GYEAR)
    return kg__value_decimal(kg__decimal_of(kg__inline_derived_integer(payload)), types[d]);
  kg__instant i = kg__inline_instant(payload, KG_TAG_DERIVED);
  int64_t months = d == KG__DERIVED_GYEAR ? i.at * 12 : i.at;
  int64_t year = months / 12 - (months % 12 < 0);
  kg__civil c = {year, (int)(months - year * 12) + 1, 1};
  return kg__value_moment((kg__moment){kg__days_of(c) * DAY, 0, i.zone}, types[d]);
}

static kg__value
inline_decimal(uint64_t payload)
{
  unsigned scale;
  int64_t mantissa = kg__inline_decimal(payload, &scale);
  for (; scale && mantissa % 10 == 0; scale--)
    mantissa /= 10;
  return kg__value_decimal((kg__decimal){.small = mantissa, .scale = scale}, KG__TYPE_DECIMAL);
}

static kg__value
read_id(kg_id id, kg_arena *arena)
{
  uint64_t payload = kg_id_payload(id);
  switch (kg_id_tag(id)) {
  case KG_TAG_NONE:
    return KG__VALUE_NULL;
  case KG_TAG_BLANK:
    return kg__value_blank((kg_str){0});
  case KG_TAG_IRI:
    return kg__value_iri((kg_str){0});
  case KG_TAG_STRING:
    return short_string(id, arena);
  case KG_TAG_BOOLEAN:
    return kg__value_boolean(payload);
  case KG_TAG_INTEGER:
    return kg__value_integer(kg__inline_integer(payload));
  case KG_TAG_DECIMAL:
    return inline_decimal(payload);
  case KG_TAG_DOUBLE:
    return kg__value_double(kg__inline_double(payload));
  case KG_TAG_FLOAT:
    return kg__value_float(kg__inline_float(payload));
  case KG_TAG_DATE:
  case KG_TAG_DATE_TIME:
    return inline_moment(payload, kg_id_tag(id));
  case KG_TAG_DERIVED:
    return inline_derived(payload);
  default:
    return (kg__value){.kind = KG__VALUE_UNREAD};
  }
}

kg__value
kg__value_of_id(kg_id id, kg_arena *arena)
{
  kg__value v = read_id(id, arena);
  v.id = id;
  return v;
}

static size_t
count_digits(kg_str s)
{
  size_t n = 0;
  while (n < s.len && s.ptr[n] >= '0' && s.ptr[n] <= '9')
    n++;
  return n;
}

static kg_str
skip(kg_str s, size_t n)
{
  return (kg_str){s.ptr + n, s.len - n};
}

// `e-12` or nothing; large exponents are all the same.
static bool
read_exponent(kg_str s, int64_t *exponent)
{
  *exponent = 0;
  if (!s.len)
    return true;
  if (*s.ptr != 'e' && *s.ptr != 'E')
    return false;
  s = skip(s, 1);
  bool negative = s.len && *s.ptr == '-';
  s = skip(s, s.len && (*s.ptr == '-' || *s.ptr == '+'));
  if (!s.len || count_digits(s) != s.len)
    return false;
  for (size_t i = 0; i < s.len; i++)
    *exponent = *exponent > 1000000000 ? *exponent : *exponent * 10 + (s.ptr[i] - '0');
  *exponent = negative ? -*exponent : *exponent;
  return true;
}

// The C library gets digits and an exponent, but no decimal point, which depends on the locale.
static bool
read_digits(kg_str whole, kg_str fraction, int64_t exponent, bool single, kg_arena *arena, double *value)
{
  char buf[128], *text = buf;
  size_t n = whole.len + fraction.len;
  if (n + 32 > sizeof buf && !(text = kg_arena_alloc(arena, n + 32)))
    return false;
  if (whole.len)
    memcpy(text, whole.ptr, whole.len);
  if (fraction.len)
    memcpy(text + whole.len, fraction.ptr, fraction.len);
  exponent -= (int64_t)fraction.len;
  text[n] = 'e';
  text[n + 1] = exponent < 0 ? '-' : '+';
  text[n + 2 + kg__print_integer(exponent < 0 ? -exponent : exponent, text + n + 2)] = '\0';
  *value = single ? (double)strtof(text, NULL) : strtod(text, NULL);
  return true;
}

bool
kg__real_read(kg_str s, bool single, kg_arena *arena, double *value)
{
  bool negative = s.len && *s.ptr == '-';
  kg_str whole, fraction = {0};
  int64_t exponent;
  if (kg_str_equal(s, KG_STR("NaN"))) {
    *value = NAN;
    return true;
  }
  s = skip(s, s.len && (*s.ptr == '-' || *s.ptr == '+'));
  *value = INFINITY;
  if (!kg_str_equal(s, KG_STR("INF"))) {
    whole = (kg_str){s.ptr, count_digits(s)};
    s = skip(s, whole.len);
    if (s.len && *s.ptr == '.') {
      fraction = (kg_str){s.ptr + 1, count_digits(skip(s, 1))};
      s = skip(s, fraction.len + 1);
    }
    if (!(whole.len + fraction.len) || !read_exponent(s, &exponent) ||
        !read_digits(whole, fraction, exponent, single, arena, value))
      return false;
  }
  *value = negative ? -*value : *value;
  return true;
}

static bool
read_boolean(kg_str s, bool *value)
{
  *value = kg_str_equal(s, KG_STR("true")) || kg_str_equal(s, KG_STR("1"));
  return *value || kg_str_equal(s, KG_STR("false")) || kg_str_equal(s, KG_STR("0"));
}

static bool
read_moment(kg_str s, kg__type type, kg__moment *m)
{
  return kg__moment_read(s, kg__type_moment(type), m) &&
         (type != KG__TYPE_DATE_TIME_STAMP || m->zone != KG__ZONE_NONE);
}

// The value of a literal of a known type; false if it has none.
static bool
read_literal(kg_str s, kg__type type, kg_arena *arena, kg__value *v)
{
  *v = (kg__value){.kind = (uint8_t)kg__type_kind(type), .type = (uint8_t)type, .text = s};
  switch (kg__type_kind(type)) {
  case KG__VALUE_STRING:
    return true;
  case KG__VALUE_BOOLEAN:
    return read_boolean(s, &v->boolean);
  case KG__VALUE_INTEGER:
    return !kg__decimal_read(s, true, arena, &v->decimal) && kg__type_admits(type, &v->decimal);
  case KG__VALUE_DECIMAL:
    return !kg__decimal_read(s, false, arena, &v->decimal);
  case KG__VALUE_FLOAT:
  case KG__VALUE_DOUBLE:
    return kg__real_read(s, type == KG__TYPE_FLOAT, arena, &v->real);
  case KG__VALUE_MOMENT:
    return read_moment(s, type, &v->moment);
  case KG__VALUE_DURATION:
    return kg__duration_read(s, kg__type_duration(type), &v->duration);
  default:
    return false;
  }
}

kg__value
kg__value_literal(kg_str lexical, kg_str datatype, kg_arena *arena)
{
  kg__value v;
  if (!lexical.ptr)
    lexical.ptr = "";
  kg__type type = kg__type_find(datatype);
  if (!read_literal(lexical, type, arena, &v))
    v = (kg__value){.kind = KG__VALUE_OTHER, .text = lexical, .datatype = datatype};
  return v;
}

// Of anything but a triple term.
static kg__value
plain_value(const kg_term *term, kg_arena *arena)
{
  kg_str text = {term->value.ptr ? term->value.ptr : "", term->value.len};
  switch (term->kind) {
  case KG_TERM_BLANK:
    return kg__value_blank(text);
  case KG_TERM_IRI:
    return kg__value_iri(text);
  case KG_TERM_LITERAL:
    return term->language.len ? kg__value_lang(text, term->language, term->direction)
                              : kg__value_literal(text, term->datatype, arena);
  default:
    return KG__VALUE_NULL;
  }
}

// From the outermost triple term inwards: only objects nest.
static kg__value
triple_value(const kg_term *term, kg_arena *arena)
{
  kg__value first, *to = &first;
  for (int depth = 0; term->kind == KG_TERM_TRIPLE; depth++) {
    kg__value *parts = depth <= KG_TERM_DEPTH ? kg_arena_calloc(arena, 3, sizeof *parts) : NULL;
    if (!parts)
      return KG__VALUE_WRONG;
    *to = (kg__value){.kind = KG__VALUE_TRIPLE, .triple = term->triple, .parts = parts};
    for (int i = 0; i < 3; i++)
      parts[i] = plain_value(&term->triple[i], arena);
    to = &parts[2];
    term = &term->triple[2];
  }
  return first;
}

kg__value
kg__value_of_term(const kg_term *term, kg_id id, kg_arena *arena)
{
  kg__value v = term->kind == KG_TERM_TRIPLE ? triple_value(term, arena) : plain_value(term, arena);
  v.id = id;
  return v;
}

kg_status
kg__value_print(const kg__value *v, kg_buf *buf)
{
  char text[KG_ID_TEXT_SIZE];
  if (v->text.ptr)
    return kg_buf_add_str(buf, v->text);
  if (kg_id_is_inline(v->id))
    return kg_buf_add_str(buf, kg_id_term(v->id, text).value);
  switch (v->kind) {
  case KG__VALUE_BOOLEAN:
    return kg_buf_add_str(buf, v->boolean ? KG_STR("true") : KG_STR("false"));
  case KG__VALUE_INTEGER:
  case KG__VALUE_DECIMAL:
    return kg__decimal_print(&v->decimal, buf);
  case KG__VALUE_FLOAT:
    return kg_buf_add(buf, text, kg__print_float((float)v->real, text));
  case KG__VALUE_DOUBLE:
    return kg_buf_add(buf, text, kg__print_double(v->real, text));
  case KG__VALUE_MOMENT:
    return kg__moment_print(&v->moment, kg__type_moment(v->type), buf);
  case KG__VALUE_DURATION:
    return kg__duration_print(&v->duration, kg__type_duration(v->type), buf);
  default:
    return KG_OK;
  }
}

kg_status
kg__value_text(const kg__value *v, kg_arena *arena, kg_str *text)
{
  kg_buf buf = {0};
  char inlined[KG_ID_TEXT_SIZE];
  *text = v->text;
  if (text->ptr)
    return KG_OK;
  if (kg_id_is_inline(v->id)) {
    *text = kg_arena_str(arena, kg_id_term(v->id, inlined).value);
    return text->ptr ? KG_OK : KG_ERR_NOMEM;
  }
  kg_status st = kg__value_print(v, &buf);
  if (!st && !(*text = kg_arena_str(arena, kg_buf_str(&buf))).ptr)
    st = KG_ERR_NOMEM;
  kg_buf_release(&buf);
  return st;
}

kg_status
kg__value_term(const kg__value *v, kg_arena *arena, kg_term *term)
{
  kg_str text;
  *term = (kg_term){0};
  if (!kg__value_is_bound(v) || kg__value_needs_text(v))
    return KG_OK;
  if (v->kind == KG__VALUE_TRIPLE) {
    *term = kg_term_triple(v->triple);
    return KG_OK;
  }
  KG_TRY(kg__value_text(v, arena, &text));
  if (v->kind == KG__VALUE_BLANK)
    *term = kg_term_blank(text);
  else if (v->kind == KG__VALUE_IRI)
    *term = kg_term_iri(text);
  else if (v->kind == KG__VALUE_LANG)
    *term = kg_term_lang(text, v->language, (kg_direction)v->direction);
  else
    *term = kg_term_literal(text, v->kind == KG__VALUE_OTHER ? v->datatype : kg__type_iri(v->type));
  return KG_OK;
}

kg__value
kg__value_truth(const kg__value *v)
{
  switch (v->kind) {
  case KG__VALUE_BOOLEAN:
    return kg__value_boolean(v->boolean);
  case KG__VALUE_STRING:
    return kg__value_boolean(v->text.len > 0);
  case KG__VALUE_INTEGER:
  case KG__VALUE_DECIMAL:
    return kg__value_boolean(kg__decimal_sign(&v->decimal) != 0);
  case KG__VALUE_FLOAT:
  case KG__VALUE_DOUBLE:
    return kg__value_boolean(v->real != 0 && !isnan(v->real));
  default:
    return KG__VALUE_WRONG;
  }
}

double
kg__value_real(const kg__value *v)
{
  return v->kind >= KG__VALUE_FLOAT ? v->real : kg__decimal_double(&v->decimal);
}
