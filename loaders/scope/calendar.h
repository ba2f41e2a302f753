// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Reckoning with dates that are as exact as a text. */
#ifndef KG_LOADERS_CALENDAR_H
#define KG_LOADERS_CALENDAR_H

#include "kg/str.h"

#include <stdbool.h>
#include <stdint.h>

/** A date as exact as the text: month and day are 0 where they are not given; no year, no date. */
typedef struct kg__date {
  int16_t year;
  uint8_t month, day;
} kg__date;

/** What time is counted in. */
typedef enum kg__unit { KG__NO_UNIT, KG__DAY, KG__WEEK, KG__MONTH, KG__YEAR, KG__DECADE } kg__unit;

/** Read YYYY, YYYY-MM or YYYY-MM-DD; what follows the date is not looked at. */
bool kg__date_parse(kg_str text, kg__date *date);

/** Whether a number may be a year that a text speaks of. */
bool kg__is_year(int n);

/** 1 is Monday, 7 Sunday. */
int kg__date_weekday(kg__date date);

/** As many units later, or earlier, as exact as the unit; no date if the date is less exact than the unit. */
kg__date kg__date_shift(kg__date date, kg__unit unit, int n);

/** Whether one date is before another, as far as both are exact. */
bool kg__date_before(kg__date a, kg__date b);

bool kg__date_equal(kg__date a, kg__date b);

/** The last day of what a date covers, as a number to compare. */
int kg__date_end(kg__date date);

#endif
