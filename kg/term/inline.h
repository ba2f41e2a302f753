// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Values inside ids.

   Each encoder takes a lexical form and gives its payload if printing that payload gives back the same
   form; each printer writes the form of a payload, at most KG_ID_TEXT_SIZE bytes, and returns its length, or
   0 for a payload that no encoder makes.  Nothing here depends on the locale.
*/
#ifndef KG_TERM_INLINE_H
#define KG_TERM_INLINE_H

#include "kg/id.h"

/** Datatypes of KG_TAG_DERIVED.  Stores hold these numbers: add at the end, never change one. */
typedef enum kg__derived {
  KG__DERIVED_INT = 1,
  KG__DERIVED_LONG,
  KG__DERIVED_SHORT,
  KG__DERIVED_BYTE,
  KG__DERIVED_NON_NEGATIVE_INTEGER,
  KG__DERIVED_POSITIVE_INTEGER,
  KG__DERIVED_NON_POSITIVE_INTEGER,
  KG__DERIVED_NEGATIVE_INTEGER,
  KG__DERIVED_UNSIGNED_LONG,
  KG__DERIVED_UNSIGNED_INT,
  KG__DERIVED_UNSIGNED_SHORT,
  KG__DERIVED_UNSIGNED_BYTE,
  KG__DERIVED_GYEAR,
  KG__DERIVED_GYEAR_MONTH,
  KG__DERIVED_END
} kg__derived;

/** A zone: minutes east of UTC, or none. */
enum { KG__ZONE_NONE = 10000 };

/** An instant as tags DATE, DATE_TIME and the derived gYear and gYearMonth hold it. */
typedef struct kg__instant {
  int64_t at; ///< Date: local day since 1970-01-01; dateTime: second of UTC since 1970 (of local time if
              ///< there is no zone); gYear: the year; gYearMonth: 12 * year + month - 1
  int zone;   ///< In minutes, or KG__ZONE_NONE
} kg__instant;

/** A day of the proleptic Gregorian calendar, with a year 0. */
typedef struct kg__civil {
  int64_t year;
  int month; ///< From 1
  int day;   ///< From 1
} kg__civil;

/** Days since 1970-01-01, and back; days of a month. */
int64_t kg__days_of(kg__civil c);
kg__civil kg__civil_of(int64_t days);
int kg__days_in(int64_t year, int month);

/** The number of a tag INTEGER payload. */
static inline int64_t
kg__inline_integer(uint64_t payload)
{
  return (int64_t)payload - (INT64_C(1) << 59);
}

/** The datatype of a tag DERIVED payload. */
static inline kg__derived
kg__inline_derived(uint64_t payload)
{
  return (kg__derived)(payload >> 52);
}

/** The number of a tag DERIVED payload that is not a gYear or gYearMonth. */
static inline int64_t
kg__inline_derived_integer(uint64_t payload)
{
  return (int64_t)(payload & ((UINT64_C(1) << 52) - 1)) - (INT64_C(1) << 51);
}

/** Mantissa and scale of a tag DECIMAL payload: value = mantissa / 10^scale. */
static inline int64_t
kg__inline_decimal(uint64_t payload, unsigned *scale)
{
  *scale = (unsigned)(payload & 15);
  return (int64_t)(payload >> 4) - (INT64_C(1) << 55);
}

double kg__inline_double(uint64_t payload);
float kg__inline_float(uint64_t payload);

/** The instant of a payload under `tag`: DATE, DATE_TIME, or DERIVED with a gYear or gYearMonth. */
kg__instant kg__inline_instant(uint64_t payload, kg_tag tag);

bool kg__encode_integer(kg_str text, uint64_t *payload);
bool kg__encode_decimal(kg_str text, uint64_t *payload);
bool kg__encode_double(kg_str text, uint64_t *payload);
bool kg__encode_float(kg_str text, uint64_t *payload);
bool kg__encode_date(kg_str text, uint64_t *payload);
bool kg__encode_date_time(kg_str text, uint64_t *payload);
bool kg__encode_derived_integer(kg__derived type, kg_str text, uint64_t *payload);
bool kg__encode_gyear(kg__derived type, kg_str text, uint64_t *payload);
bool kg__encode_gyear_month(kg__derived type, kg_str text, uint64_t *payload);

size_t kg__print_integer(int64_t value, char *text);
size_t kg__print_decimal(uint64_t payload, char *text);
size_t kg__print_double(double value, char *text);
size_t kg__print_float(float value, char *text);
size_t kg__print_date(uint64_t payload, char *text);
size_t kg__print_date_time(uint64_t payload, char *text);
size_t kg__print_gyear(uint64_t payload, char *text);
size_t kg__print_gyear_month(uint64_t payload, char *text);

#endif
