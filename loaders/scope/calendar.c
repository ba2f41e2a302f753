// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/scope/calendar.h"

bool
kg__is_year(int n)
{
  return n >= 1600 && n <= 2199;
}

static int
days_in(int year, int month)
{
  static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100) || year % 400 == 0;
  return month == 2 && leap ? 29 : DAYS[(month + 11) % 12];
}

bool
kg__date_parse(kg_str text, kg__date *date)
{
  int parts[3] = {0}, n = 0;
  size_t i = 0;
  *date = (kg__date){0};
  while (n < 3 && i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9') {
    size_t start = i;
    while (i < text.len && i < start + 4 && text.ptr[i] >= '0' && text.ptr[i] <= '9')
      parts[n] = parts[n] * 10 + (text.ptr[i++] - '0');
    if (i - start != (n ? 2 : 4))
      return false;
    n++;
    if (i >= text.len || text.ptr[i] != '-')
      break;
    i++;
  }
  bool good = n && kg__is_year(parts[0]) && (n < 2 || (parts[1] >= 1 && parts[1] <= 12)) &&
              (n < 3 || (parts[2] >= 1 && parts[2] <= days_in(parts[0], parts[1])));
  if (good)
    *date = (kg__date){(int16_t)parts[0], (uint8_t)parts[1], (uint8_t)parts[2]};
  return good;
}

// Days from 1 March of year 0 (Gregorian).
static long
day_number(kg__date d)
{
  long y = d.year - (d.month <= 2), m = (d.month + 9) % 12;
  return 365 * y + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + d.day - 1;
}

int
kg__date_weekday(kg__date date)
{
  return (int)((day_number(date) + 2) % 7 + 1);
}

static kg__date
add_days(kg__date d, long n)
{
  long day = d.day + n;
  while (day < 1) {
    d.month = (uint8_t)(d.month == 1 ? 12 : d.month - 1);
    d.year = (int16_t)(d.year - (d.month == 12));
    day += days_in(d.year, d.month);
  }
  while (day > days_in(d.year, d.month)) {
    day -= days_in(d.year, d.month);
    d.month = (uint8_t)(d.month == 12 ? 1 : d.month + 1);
    d.year = (int16_t)(d.year + (d.month == 1));
  }
  d.day = (uint8_t)day;
  return d;
}

static kg__date
add_months(kg__date d, int n)
{
  int m = d.year * 12 + d.month - 1 + n;
  return (kg__date){.year = (int16_t)(m / 12), .month = (uint8_t)(m % 12 + 1)};
}

kg__date
kg__date_shift(kg__date date, kg__unit unit, int n)
{
  kg__date none = {0};
  switch (unit) {
  case KG__YEAR:
  case KG__DECADE:
    return date.year ? (kg__date){.year = (int16_t)(date.year + (unit == KG__DECADE ? 10 : 1) * n)} : none;
  case KG__MONTH:
    return date.month ? add_months(date, n) : none;
  case KG__WEEK:
    return date.day ? add_days(date, 7L * n) : none;
  case KG__DAY:
    return date.day ? add_days(date, n) : none;
  default:
    return none;
  }
}

bool
kg__date_before(kg__date a, kg__date b)
{
  if (a.year != b.year)
    return a.year < b.year;
  return a.month && b.month && a.month != b.month ? a.month < b.month : a.day && b.day && a.day < b.day;
}

bool
kg__date_equal(kg__date a, kg__date b)
{
  return a.year == b.year && a.month == b.month && a.day == b.day;
}

int
kg__date_end(kg__date date)
{
  return date.year * 10000 + (date.month ? date.month : 12) * 100 + (date.day ? date.day : 31);
}
