// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/id.h"

#include "kg/term/inline.h"
#include "kg/vocab.h"

enum { LONGEST_STRING = 7 };

static bool
encode_string(kg_str s, uint64_t *payload)
{
  if (s.len > LONGEST_STRING)
    return false;
  *payload = s.len;
  for (size_t i = 0; i < s.len; i++)
    *payload |= (uint64_t)(unsigned char)s.ptr[i] << (52 - 8 * i);
  return true;
}

static size_t
print_string(uint64_t payload, char *text)
{
  size_t n = payload & 15;
  for (size_t i = 0; i < n && i < LONGEST_STRING; i++)
    text[i] = (char)(payload >> (52 - 8 * i) & 0xFF);
  return n;
}

static bool
encode_boolean(kg_str s, uint64_t *payload)
{
  *payload = kg_str_equal(s, KG_STR("true"));
  return *payload || kg_str_equal(s, KG_STR("false"));
}

typedef bool encode(kg_str text, uint64_t *payload);
typedef bool encode_derived(kg__derived type, kg_str text, uint64_t *payload);

#define XSD_LEN (sizeof KG_NS_XSD - 1)
#define XSD(name)                             \
  {                                           \
    KG_NS_XSD name, XSD_LEN + sizeof name - 1 \
  }

// The usual ones first.
static const struct {
  kg_str datatype;
  kg_tag tag;
  encode *encode;
} families[] = {
    {XSD("string"), KG_TAG_STRING, encode_string},
    {XSD("integer"), KG_TAG_INTEGER, kg__encode_integer},
    {XSD("date"), KG_TAG_DATE, kg__encode_date},
    {XSD("dateTime"), KG_TAG_DATE_TIME, kg__encode_date_time},
    {XSD("decimal"), KG_TAG_DECIMAL, kg__encode_decimal},
    {XSD("double"), KG_TAG_DOUBLE, kg__encode_double},
    {XSD("boolean"), KG_TAG_BOOLEAN, encode_boolean},
    {XSD("float"), KG_TAG_FLOAT, kg__encode_float},
};

static const struct {
  kg_str datatype;
  encode_derived *encode;
} derived[KG__DERIVED_END] = {
    [KG__DERIVED_INT] = {XSD("int"), kg__encode_derived_integer},
    [KG__DERIVED_LONG] = {XSD("long"), kg__encode_derived_integer},
    [KG__DERIVED_SHORT] = {XSD("short"), kg__encode_derived_integer},
    [KG__DERIVED_BYTE] = {XSD("byte"), kg__encode_derived_integer},
    [KG__DERIVED_NON_NEGATIVE_INTEGER] = {XSD("nonNegativeInteger"), kg__encode_derived_integer},
    [KG__DERIVED_POSITIVE_INTEGER] = {XSD("positiveInteger"), kg__encode_derived_integer},
    [KG__DERIVED_NON_POSITIVE_INTEGER] = {XSD("nonPositiveInteger"), kg__encode_derived_integer},
    [KG__DERIVED_NEGATIVE_INTEGER] = {XSD("negativeInteger"), kg__encode_derived_integer},
    [KG__DERIVED_UNSIGNED_LONG] = {XSD("unsignedLong"), kg__encode_derived_integer},
    [KG__DERIVED_UNSIGNED_INT] = {XSD("unsignedInt"), kg__encode_derived_integer},
    [KG__DERIVED_UNSIGNED_SHORT] = {XSD("unsignedShort"), kg__encode_derived_integer},
    [KG__DERIVED_UNSIGNED_BYTE] = {XSD("unsignedByte"), kg__encode_derived_integer},
    [KG__DERIVED_GYEAR] = {XSD("gYear"), kg__encode_gyear},
    [KG__DERIVED_GYEAR_MONTH] = {XSD("gYearMonth"), kg__encode_gyear_month},
};

// Both begin with the namespace of XSD.
static bool
same_name(kg_str a, kg_str b)
{
  return a.len == b.len && memcmp(a.ptr + XSD_LEN, b.ptr + XSD_LEN, a.len - XSD_LEN) == 0;
}

kg_id
kg_id_inline(const kg_term *term)
{
  uint64_t payload;
  if (term->kind != KG_TERM_LITERAL || term->language.len ||
      !kg_str_starts(term->datatype, KG_STR(KG_NS_XSD)))
    return KG_ID_NONE;
  for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
    if (same_name(term->datatype, families[i].datatype))
      return families[i].encode(term->value, &payload) ? kg_id_make(families[i].tag, payload) : KG_ID_NONE;
  }
  for (kg__derived t = KG__DERIVED_INT; t < KG__DERIVED_END; t++) {
    if (same_name(term->datatype, derived[t].datatype))
      return derived[t].encode(t, term->value, &payload) ? kg_id_make(KG_TAG_DERIVED, payload) : KG_ID_NONE;
  }
  return KG_ID_NONE;
}

static kg_term
term_of(size_t len, const char *text, kg_str datatype)
{
  return len ? kg_term_literal((kg_str){text, len}, datatype) : (kg_term){0};
}

static kg_term
derived_term(uint64_t payload, char *text)
{
  kg__derived type = kg__inline_derived(payload);
  if (type < KG__DERIVED_INT || type >= KG__DERIVED_END)
    return (kg_term){0};
  size_t n = type == KG__DERIVED_GYEAR         ? kg__print_gyear(payload, text)
             : type == KG__DERIVED_GYEAR_MONTH ? kg__print_gyear_month(payload, text)
                                               : kg__print_integer(kg__inline_derived_integer(payload), text);
  return term_of(n, text, derived[type].datatype);
}

static kg_term
string_term(uint64_t payload, char *text)
{
  size_t n = print_string(payload, text);
  return n <= LONGEST_STRING ? kg_term_string((kg_str){text, n}) : (kg_term){0};
}

static kg_term
boolean_term(uint64_t payload, char *text)
{
  kg_str value = payload ? KG_STR("true") : KG_STR("false");
  memcpy(text, value.ptr, value.len);
  return term_of(payload <= 1 ? value.len : 0, text, KG_STR(KG_XSD_BOOLEAN));
}

kg_term
kg_id_term(kg_id id, char text[KG_ID_TEXT_SIZE])
{
  uint64_t payload = kg_id_payload(id);
  switch (kg_id_tag(id)) {
  case KG_TAG_STRING:
    return string_term(payload, text);
  case KG_TAG_BOOLEAN:
    return boolean_term(payload, text);
  case KG_TAG_INTEGER:
    return term_of(kg__print_integer(kg__inline_integer(payload), text), text, KG_STR(KG_XSD_INTEGER));
  case KG_TAG_DECIMAL:
    return term_of(kg__print_decimal(payload, text), text, KG_STR(KG_XSD_DECIMAL));
  case KG_TAG_DOUBLE:
    return term_of(kg__print_double(kg__inline_double(payload), text), text, KG_STR(KG_XSD_DOUBLE));
  case KG_TAG_FLOAT:
    return term_of(kg__print_float(kg__inline_float(payload), text), text, KG_STR(KG_XSD_FLOAT));
  case KG_TAG_DATE:
    return term_of(kg__print_date(payload, text), text, KG_STR(KG_XSD_DATE));
  case KG_TAG_DATE_TIME:
    return term_of(kg__print_date_time(payload, text), text, KG_STR(KG_XSD_DATE_TIME));
  case KG_TAG_DERIVED:
    return derived_term(payload, text);
  default:
    return (kg_term){0};
  }
}
