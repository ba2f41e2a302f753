// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/functions.h"

#include "kg/base/seed.h"
#include "kg/sparql/regex.h"

#define ROW(name, least, most, flags, call)           \
  {                                                   \
    {name, sizeof name - 1}, least, most, flags, call \
  }

enum { VARIES = KG__FUNCTION_VARIES, IDS = KG__FUNCTION_IDS, LAZY = KG__FUNCTION_LAZY };

static const kg__function functions[] = {
    ROW("ABS", 1, 1, 0, kg__fn_abs),
    ROW("BNODE", 0, 1, VARIES, kg__fn_bnode),
    ROW("BOUND", 1, 1, LAZY, NULL),
    ROW("CEIL", 1, 1, 0, kg__fn_ceil),
    ROW("COALESCE", 0, KG__ARITY_ANY, LAZY, NULL),
    ROW("CONCAT", 0, KG__ARITY_ANY, 0, kg__fn_concat),
    ROW("CONTAINS", 2, 2, 0, kg__fn_contains),
    ROW("DATATYPE", 1, 1, 0, kg__fn_datatype),
    ROW("DAY", 1, 1, 0, kg__fn_day),
    ROW("ENCODE_FOR_URI", 1, 1, 0, kg__fn_encode_for_uri),
    ROW("FLOOR", 1, 1, 0, kg__fn_floor),
    ROW("hasLANG", 1, 1, 0, kg__fn_has_lang),
    ROW("hasLANGDIR", 1, 1, 0, kg__fn_has_langdir),
    ROW("HOURS", 1, 1, 0, kg__fn_hours),
    ROW("IF", 3, 3, LAZY, NULL),
    ROW("IRI", 1, 1, 0, kg__fn_iri),
    ROW("isBLANK", 1, 1, IDS, kg__fn_is_blank),
    ROW("isIRI", 1, 1, IDS, kg__fn_is_iri),
    ROW("isLITERAL", 1, 1, IDS, kg__fn_is_literal),
    ROW("isNUMERIC", 1, 1, 0, kg__fn_is_numeric),
    ROW("isTRIPLE", 1, 1, IDS, kg__fn_is_triple),
    ROW("isURI", 1, 1, IDS, kg__fn_is_iri),
    ROW("LANG", 1, 1, 0, kg__fn_lang),
    ROW("LANGDIR", 1, 1, 0, kg__fn_langdir),
    ROW("LANGMATCHES", 2, 2, 0, kg__fn_lang_matches),
    ROW("LCASE", 1, 1, 0, kg__fn_lcase),
    ROW("MD5", 1, 1, 0, kg__fn_md5),
    ROW("MINUTES", 1, 1, 0, kg__fn_minutes),
    ROW("MONTH", 1, 1, 0, kg__fn_month),
    ROW("NOW", 0, 0, VARIES, kg__fn_now),
    ROW("OBJECT", 1, 1, 0, kg__fn_object),
    ROW("PREDICATE", 1, 1, 0, kg__fn_predicate),
    ROW("RAND", 0, 0, VARIES, kg__fn_rand),
    ROW("REGEX", 2, 3, 0, kg__fn_regex),
    ROW("REPLACE", 3, 4, 0, kg__fn_replace),
    ROW("ROUND", 1, 1, 0, kg__fn_round),
    ROW("sameTerm", 2, 2, IDS, kg__fn_same_term),
    ROW("SECONDS", 1, 1, 0, kg__fn_seconds),
    ROW("SHA1", 1, 1, 0, kg__fn_sha1),
    ROW("SHA256", 1, 1, 0, kg__fn_sha256),
    ROW("SHA384", 1, 1, 0, kg__fn_sha384),
    ROW("SHA512", 1, 1, 0, kg__fn_sha512),
    ROW("STR", 1, 1, 0, kg__fn_str),
    ROW("STRAFTER", 2, 2, 0, kg__fn_strafter),
    ROW("STRBEFORE", 2, 2, 0, kg__fn_strbefore),
    ROW("STRDT", 2, 2, 0, kg__fn_strdt),
    ROW("STRENDS", 2, 2, 0, kg__fn_strends),
    ROW("STRLANG", 2, 2, 0, kg__fn_strlang),
    ROW("STRLANGDIR", 3, 3, 0, kg__fn_strlangdir),
    ROW("STRLEN", 1, 1, 0, kg__fn_strlen),
    ROW("STRSTARTS", 2, 2, 0, kg__fn_strstarts),
    ROW("STRUUID", 0, 0, VARIES, kg__fn_struuid),
    ROW("SUBJECT", 1, 1, 0, kg__fn_subject),
    ROW("SUBSTR", 2, 3, 0, kg__fn_substr),
    ROW("TIMEZONE", 1, 1, 0, kg__fn_timezone),
    ROW("TRIPLE", 3, 3, 0, kg__fn_triple),
    ROW("TZ", 1, 1, 0, kg__fn_tz),
    ROW("UCASE", 1, 1, 0, kg__fn_ucase),
    ROW("URI", 1, 1, 0, kg__fn_iri),
    ROW("UUID", 0, 0, VARIES, kg__fn_uuid),
    ROW("YEAR", 1, 1, 0, kg__fn_year),
};

#define CAST(name, type)                                                                      \
  static kg_status name(kg__functions *f, const kg__value *args, size_t n, kg__value *result) \
  {                                                                                           \
    (void)n;                                                                                  \
    return kg__cast(f, &args[0], type, result);                                               \
  }

CAST(cast_boolean, KG__TYPE_BOOLEAN)
CAST(cast_date, KG__TYPE_DATE)
CAST(cast_date_time, KG__TYPE_DATE_TIME)
CAST(cast_date_time_stamp, KG__TYPE_DATE_TIME_STAMP)
CAST(cast_day_time_duration, KG__TYPE_DAY_TIME_DURATION)
CAST(cast_decimal, KG__TYPE_DECIMAL)
CAST(cast_double, KG__TYPE_DOUBLE)
CAST(cast_duration, KG__TYPE_DURATION)
CAST(cast_float, KG__TYPE_FLOAT)
CAST(cast_gday, KG__TYPE_GDAY)
CAST(cast_gmonth, KG__TYPE_GMONTH)
CAST(cast_gmonth_day, KG__TYPE_GMONTH_DAY)
CAST(cast_gyear, KG__TYPE_GYEAR)
CAST(cast_gyear_month, KG__TYPE_GYEAR_MONTH)
CAST(cast_integer, KG__TYPE_INTEGER)
CAST(cast_int, KG__TYPE_INT)
CAST(cast_long, KG__TYPE_LONG)
CAST(cast_short, KG__TYPE_SHORT)
CAST(cast_byte, KG__TYPE_BYTE)
CAST(cast_non_negative, KG__TYPE_NON_NEGATIVE_INTEGER)
CAST(cast_positive, KG__TYPE_POSITIVE_INTEGER)
CAST(cast_non_positive, KG__TYPE_NON_POSITIVE_INTEGER)
CAST(cast_negative, KG__TYPE_NEGATIVE_INTEGER)
CAST(cast_unsigned_long, KG__TYPE_UNSIGNED_LONG)
CAST(cast_unsigned_int, KG__TYPE_UNSIGNED_INT)
CAST(cast_unsigned_short, KG__TYPE_UNSIGNED_SHORT)
CAST(cast_unsigned_byte, KG__TYPE_UNSIGNED_BYTE)
CAST(cast_string, KG__TYPE_STRING)
CAST(cast_time, KG__TYPE_TIME)
CAST(cast_year_month_duration, KG__TYPE_YEAR_MONTH_DURATION)

// By type, with the name that errors show.
static const kg__function casts[KG__TYPE_COUNT] = {
    [KG__TYPE_STRING] = ROW("xsd:string", 1, 1, 0, cast_string),
    [KG__TYPE_BOOLEAN] = ROW("xsd:boolean", 1, 1, 0, cast_boolean),
    [KG__TYPE_INTEGER] = ROW("xsd:integer", 1, 1, 0, cast_integer),
    [KG__TYPE_INT] = ROW("xsd:int", 1, 1, 0, cast_int),
    [KG__TYPE_LONG] = ROW("xsd:long", 1, 1, 0, cast_long),
    [KG__TYPE_SHORT] = ROW("xsd:short", 1, 1, 0, cast_short),
    [KG__TYPE_BYTE] = ROW("xsd:byte", 1, 1, 0, cast_byte),
    [KG__TYPE_NON_NEGATIVE_INTEGER] = ROW("xsd:nonNegativeInteger", 1, 1, 0, cast_non_negative),
    [KG__TYPE_POSITIVE_INTEGER] = ROW("xsd:positiveInteger", 1, 1, 0, cast_positive),
    [KG__TYPE_NON_POSITIVE_INTEGER] = ROW("xsd:nonPositiveInteger", 1, 1, 0, cast_non_positive),
    [KG__TYPE_NEGATIVE_INTEGER] = ROW("xsd:negativeInteger", 1, 1, 0, cast_negative),
    [KG__TYPE_UNSIGNED_LONG] = ROW("xsd:unsignedLong", 1, 1, 0, cast_unsigned_long),
    [KG__TYPE_UNSIGNED_INT] = ROW("xsd:unsignedInt", 1, 1, 0, cast_unsigned_int),
    [KG__TYPE_UNSIGNED_SHORT] = ROW("xsd:unsignedShort", 1, 1, 0, cast_unsigned_short),
    [KG__TYPE_UNSIGNED_BYTE] = ROW("xsd:unsignedByte", 1, 1, 0, cast_unsigned_byte),
    [KG__TYPE_DECIMAL] = ROW("xsd:decimal", 1, 1, 0, cast_decimal),
    [KG__TYPE_FLOAT] = ROW("xsd:float", 1, 1, 0, cast_float),
    [KG__TYPE_DOUBLE] = ROW("xsd:double", 1, 1, 0, cast_double),
    [KG__TYPE_DATE_TIME] = ROW("xsd:dateTime", 1, 1, 0, cast_date_time),
    [KG__TYPE_DATE_TIME_STAMP] = ROW("xsd:dateTimeStamp", 1, 1, 0, cast_date_time_stamp),
    [KG__TYPE_DATE] = ROW("xsd:date", 1, 1, 0, cast_date),
    [KG__TYPE_TIME] = ROW("xsd:time", 1, 1, 0, cast_time),
    [KG__TYPE_GYEAR] = ROW("xsd:gYear", 1, 1, 0, cast_gyear),
    [KG__TYPE_GYEAR_MONTH] = ROW("xsd:gYearMonth", 1, 1, 0, cast_gyear_month),
    [KG__TYPE_GMONTH] = ROW("xsd:gMonth", 1, 1, 0, cast_gmonth),
    [KG__TYPE_GMONTH_DAY] = ROW("xsd:gMonthDay", 1, 1, 0, cast_gmonth_day),
    [KG__TYPE_GDAY] = ROW("xsd:gDay", 1, 1, 0, cast_gday),
    [KG__TYPE_DURATION] = ROW("xsd:duration", 1, 1, 0, cast_duration),
    [KG__TYPE_YEAR_MONTH_DURATION] = ROW("xsd:yearMonthDuration", 1, 1, 0, cast_year_month_duration),
    [KG__TYPE_DAY_TIME_DURATION] = ROW("xsd:dayTimeDuration", 1, 1, 0, cast_day_time_duration),
};

static char
lower(char c)
{
  return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool
same_name(kg_str a, kg_str b)
{
  if (a.len != b.len)
    return false;
  for (size_t i = 0; i < a.len; i++) {
    if (lower(a.ptr[i]) != lower(b.ptr[i]))
      return false;
  }
  return true;
}

const kg__function *
kg__function_find(kg_str name)
{
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    if (same_name(functions[i].name, name))
      return &functions[i];
  }
  return NULL;
}

const kg__function *
kg__function_of_iri(kg_str iri)
{
  const kg__function *cast = &casts[kg__type_find(iri)];
  return cast->call ? cast : NULL;
}

const kg__function *
kg__function_at(size_t i)
{
  return i < sizeof functions / sizeof *functions ? &functions[i] : NULL;
}

static uint64_t
rotate(uint64_t x, int k)
{
  return x << k | x >> (64 - k);
}

// xoshiro256**
uint64_t
kg__functions_random(kg__functions *f)
{
  uint64_t *s = f->random, result = rotate(s[1] * 5, 7) * 9, t = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate(s[3], 45);
  return result;
}

kg_status
kg__functions_init(kg__functions *f, kg_arena *arena, const kg_limits *limits, kg_str base, kg_error *err)
{
  *f = (kg__functions){.arena = arena, .limits = limits, .base = base, .now = kg__moment_now(), .err = err};
  for (int i = 0; i < 4; i++)
    f->random[i] = kg__seed();
  f->seed = kg__functions_random(f);
  uint64_t nonce = kg__functions_random(f);
  for (int i = 0; i < 8; i++, nonce /= 26)
    f->nonce[i] = (char)('a' + nonce % 26);
  f->regexes = kg__regex_cache_new();
  return f->regexes ? KG_OK : kg_error_set(err, KG_ERR_NOMEM, "out of memory");
}

void
kg__functions_release(kg__functions *f)
{
  kg__regex_cache_free(f->regexes);
  f->regexes = NULL;
}

kg_status
kg__functions_check_string(kg__functions *f, size_t len)
{
  if (f->limits && f->limits->string && len > f->limits->string)
    return kg_error_set(f->err, KG_ERR_LIMIT, "a computed string would be longer than %zu bytes",
                        f->limits->string);
  return KG_OK;
}

kg_status
kg__functions_take(kg__functions *f, kg_buf *buf, kg_str *text)
{
  kg_status st = kg__functions_check_string(f, buf->len);
  if (!st && !(*text = kg_arena_str(f->arena, kg_buf_str(buf))).ptr)
    st = KG_ERR_NOMEM;
  kg_buf_release(buf);
  return st;
}
