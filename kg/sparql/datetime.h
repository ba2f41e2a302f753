// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Dates, times and durations of XSD 1.1, in the proleptic Gregorian calendar with a year 0000.

   Seconds have up to 18 digits behind the point; further ones are not looked at.  A year has up to nine
   digits.
*/
#ifndef KG_SPARQL_DATETIME_H
#define KG_SPARQL_DATETIME_H

#include "kg/sparql/decimal.h"
#include "kg/term/inline.h"

/** Parts of a date or time. */
typedef enum kg__moment_kind {
  KG__MOMENT_DATE_TIME,
  KG__MOMENT_DATE,
  KG__MOMENT_TIME,
  KG__MOMENT_GYEAR,
  KG__MOMENT_GYEAR_MONTH,
  KG__MOMENT_GMONTH,
  KG__MOMENT_GMONTH_DAY,
  KG__MOMENT_GDAY
} kg__moment_kind;

#define KG__ATTO INT64_C(1000000000000000000)

/** A point of local time; what its kind has not stands at its start in 1972-12-31 (a leap year). */
typedef struct kg__moment {
  int64_t seconds;  ///< Of local time since 1970-01-01T00:00:00
  int64_t fraction; ///< In 10^-18 seconds, from 0
  int32_t zone;     ///< Minutes east of UTC, or KG__ZONE_NONE
} kg__moment;

/** Both parts have the same sign, and `fraction` the sign of `seconds`. */
typedef struct kg__duration {
  int64_t months;
  int64_t seconds;
  int64_t fraction; ///< In 10^-18 seconds
} kg__duration;

typedef struct kg__calendar {
  int64_t year;
  int month, day, hour, minute, second;
} kg__calendar;

bool kg__moment_read(kg_str text, kg__moment_kind kind, kg__moment *moment);
kg_status kg__moment_print(const kg__moment *moment, kg__moment_kind kind, kg_buf *buf);
kg__calendar kg__moment_calendar(const kg__moment *moment);

/** Compare on the time line; a moment without zone is taken for UTC. */
int kg__moment_compare(const kg__moment *a, const kg__moment *b);

/** Whether it depends on the unknown zone of one of them which is the later (XSD 1.0, 3.2.7.4). */
bool kg__moment_is_unclear(const kg__moment *a, const kg__moment *b);

/** a - b on the time line. */
kg__duration kg__moment_subtract(const kg__moment *a, const kg__moment *b);

/** Add `sign` (1 or -1) times a duration: months first, the day cut to the month's length.  False if too
 * large. */
bool kg__moment_add(const kg__moment *moment, const kg__duration *duration, int sign, kg__moment *result);

/** The moment of the clock, in UTC. */
kg__moment kg__moment_now(void);

/** Only the time of day, only the date. */
kg__moment kg__moment_of_date(const kg__moment *moment);
kg__moment kg__moment_of_time(const kg__moment *moment);

typedef enum kg__duration_kind {
  KG__DURATION_ANY,
  KG__DURATION_YEAR_MONTH,
  KG__DURATION_DAY_TIME
} kg__duration_kind;

bool kg__duration_read(kg_str text, kg__duration_kind kind, kg__duration *duration);
kg_status kg__duration_print(const kg__duration *duration, kg__duration_kind kind, kg_buf *buf);
bool kg__duration_equal(const kg__duration *a, const kg__duration *b);
bool kg__duration_add(const kg__duration *a, const kg__duration *b, int sign, kg__duration *result);

#endif
