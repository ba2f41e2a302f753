// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/value.h"

#include "kg/vocab.h"

#define XSD(name)                                      \
  {                                                    \
    KG_NS_XSD name, sizeof KG_NS_XSD + sizeof name - 2 \
  }

static const struct {
  kg_str iri;
  kg__value_kind kind;
  uint8_t detail; // kg__moment_kind, kg__duration_kind
} types[KG__TYPE_COUNT] = {
    [KG__TYPE_OTHER] = {{"", 0}, KG__VALUE_OTHER, 0},
    [KG__TYPE_STRING] = {XSD("string"), KG__VALUE_STRING, 0},
    [KG__TYPE_LANG_STRING] = {{KG_RDF_LANG_STRING, sizeof KG_RDF_LANG_STRING - 1}, KG__VALUE_LANG, 0},
    [KG__TYPE_DIR_LANG_STRING] = {{KG_RDF_DIR_LANG_STRING, sizeof KG_RDF_DIR_LANG_STRING - 1},
                                  KG__VALUE_LANG,
                                  0},
    [KG__TYPE_BOOLEAN] = {XSD("boolean"), KG__VALUE_BOOLEAN, 0},
    [KG__TYPE_INTEGER] = {XSD("integer"), KG__VALUE_INTEGER, 0},
    [KG__TYPE_INT] = {XSD("int"), KG__VALUE_INTEGER, 0},
    [KG__TYPE_LONG] = {XSD("long"), KG__VALUE_INTEGER, 0},
    [KG__TYPE_SHORT] = {XSD("short"), KG__VALUE_INTEGER, 0},
    [KG__TYPE_BYTE] = {XSD("byte"), KG__VALUE_INTEGER, 0},
    [KG__TYPE_NON_NEGATIVE_INTEGER] = {XSD("nonNegativeInteger"), KG__VALUE_INTEGER, 0},
    [KG__TYPE_POSITIVE_INTEGER] = {XSD("positiveInteger"), KG__VALUE_INTEGER, 0},
    [KG__TYPE_NON_POSITIVE_INTEGER] = {XSD("nonPositiveInteger"), KG__VALUE_INTEGER, 0},
    [KG__TYPE_NEGATIVE_INTEGER] = {XSD("negativeInteger"), KG__VALUE_INTEGER, 0},
    [KG__TYPE_UNSIGNED_LONG] = {XSD("unsignedLong"), KG__VALUE_INTEGER, 0},
    [KG__TYPE_UNSIGNED_INT] = {XSD("unsignedInt"), KG__VALUE_INTEGER, 0},
    [KG__TYPE_UNSIGNED_SHORT] = {XSD("unsignedShort"), KG__VALUE_INTEGER, 0},
    [KG__TYPE_UNSIGNED_BYTE] = {XSD("unsignedByte"), KG__VALUE_INTEGER, 0},
    [KG__TYPE_DECIMAL] = {XSD("decimal"), KG__VALUE_DECIMAL, 0},
    [KG__TYPE_FLOAT] = {XSD("float"), KG__VALUE_FLOAT, 0},
    [KG__TYPE_DOUBLE] = {XSD("double"), KG__VALUE_DOUBLE, 0},
    [KG__TYPE_DATE_TIME] = {XSD("dateTime"), KG__VALUE_MOMENT, KG__MOMENT_DATE_TIME},
    [KG__TYPE_DATE_TIME_STAMP] = {XSD("dateTimeStamp"), KG__VALUE_MOMENT, KG__MOMENT_DATE_TIME},
    [KG__TYPE_DATE] = {XSD("date"), KG__VALUE_MOMENT, KG__MOMENT_DATE},
    [KG__TYPE_TIME] = {XSD("time"), KG__VALUE_MOMENT, KG__MOMENT_TIME},
    [KG__TYPE_GYEAR] = {XSD("gYear"), KG__VALUE_MOMENT, KG__MOMENT_GYEAR},
    [KG__TYPE_GYEAR_MONTH] = {XSD("gYearMonth"), KG__VALUE_MOMENT, KG__MOMENT_GYEAR_MONTH},
    [KG__TYPE_GMONTH] = {XSD("gMonth"), KG__VALUE_MOMENT, KG__MOMENT_GMONTH},
    [KG__TYPE_GMONTH_DAY] = {XSD("gMonthDay"), KG__VALUE_MOMENT, KG__MOMENT_GMONTH_DAY},
    [KG__TYPE_GDAY] = {XSD("gDay"), KG__VALUE_MOMENT, KG__MOMENT_GDAY},
    [KG__TYPE_DURATION] = {XSD("duration"), KG__VALUE_DURATION, KG__DURATION_ANY},
    [KG__TYPE_YEAR_MONTH_DURATION] = {XSD("yearMonthDuration"), KG__VALUE_DURATION, KG__DURATION_YEAR_MONTH},
    [KG__TYPE_DAY_TIME_DURATION] = {XSD("dayTimeDuration"), KG__VALUE_DURATION, KG__DURATION_DAY_TIME},
};

kg__type
kg__type_find(kg_str iri)
{
  for (kg__type t = KG__TYPE_STRING; t < KG__TYPE_COUNT; t++) {
    // Namespaces are alike: the last letter tells most apart.
    kg_str name = types[t].iri;
    if (name.len == iri.len && name.ptr[name.len - 1] == iri.ptr[iri.len - 1] && kg_str_equal(name, iri))
      return t;
  }
  return KG__TYPE_OTHER;
}

kg_str
kg__type_iri(kg__type type)
{
  return types[type].iri;
}

kg__value_kind
kg__type_kind(kg__type type)
{
  return types[type].kind;
}

kg__moment_kind
kg__type_moment(kg__type type)
{
  return (kg__moment_kind)types[type].detail;
}

kg__duration_kind
kg__type_duration(kg__type type)
{
  return (kg__duration_kind)types[type].detail;
}

static bool
fits_unsigned_long(const kg__decimal *d)
{
  static const uint32_t most[] = {709551615, 446744073, 18};
  kg__decimal largest = {.limbs = most, .n = 3};
  return kg__decimal_sign(d) >= 0 && kg__decimal_compare(d, &largest) <= 0;
}

bool
kg__type_admits(kg__type type, const kg__decimal *d)
{
  static const struct {
    int64_t least, most;
  } bounds[KG__TYPE_COUNT] = {
      [KG__TYPE_INT] = {INT32_MIN, INT32_MAX},   [KG__TYPE_LONG] = {INT64_MIN, INT64_MAX},
      [KG__TYPE_SHORT] = {INT16_MIN, INT16_MAX}, [KG__TYPE_BYTE] = {INT8_MIN, INT8_MAX},
      [KG__TYPE_UNSIGNED_INT] = {0, UINT32_MAX}, [KG__TYPE_UNSIGNED_SHORT] = {0, UINT16_MAX},
      [KG__TYPE_UNSIGNED_BYTE] = {0, UINT8_MAX},
  };
  int sign = kg__decimal_sign(d);
  kg__decimal least = kg__decimal_of(bounds[type].least), most = kg__decimal_of(bounds[type].most);
  switch (type) {
  case KG__TYPE_INTEGER:
    return true;
  case KG__TYPE_NON_NEGATIVE_INTEGER:
    return sign >= 0;
  case KG__TYPE_POSITIVE_INTEGER:
    return sign > 0;
  case KG__TYPE_NON_POSITIVE_INTEGER:
    return sign <= 0;
  case KG__TYPE_NEGATIVE_INTEGER:
    return sign < 0;
  case KG__TYPE_UNSIGNED_LONG:
    return fits_unsigned_long(d);
  default:
    return kg__decimal_compare(d, &least) >= 0 && kg__decimal_compare(d, &most) <= 0;
  }
}
