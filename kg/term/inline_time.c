// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A payload is a biased count (days, seconds, years, months) above 12 bits of zone: 0 for none, else minutes
// east of UTC + 841.  Years have four digits or more, up to six; the year 0000 is the one before 0001, as in
// XSD 1.1.  What would print otherwise has no payload: fractions of seconds, 24:00:00, the zone +00:00.

#include "kg/term/inline.h"

enum { ZONE_BITS = 12, ZONE_BIAS = 841, LARGEST_ZONE = 14 * 60, LARGEST_YEAR = 999999, DAY = 24 * 60 * 60 };

// The count has 48 bits, but the 40 above the zone in what is derived.
#define BIAS (INT64_C(1) << 47)
#define DERIVED_BIAS (INT64_C(1) << 39)

// Years are taken from March on, so that the leap day is the last.
int64_t
kg__days_of(kg__civil c)
{
  int64_t year = c.month > 2 ? c.year : c.year - 1;
  int64_t era = (year >= 0 ? year : year - 399) / 400;
  int64_t of_era = year - era * 400;
  int64_t of_year = (153 * (c.month > 2 ? c.month - 3 : c.month + 9) + 2) / 5 + c.day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

kg__civil
kg__civil_of(int64_t days)
{
  days += 719468;
  int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  int64_t of_era = days - era * 146097;
  int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  int64_t month = (5 * of_year + 2) / 153; // from March
  return (kg__civil){era * 400 + year + (month >= 10), (int)(month < 10 ? month + 3 : month - 9),
                     (int)(of_year - (153 * month + 2) / 5 + 1)};
}

int
kg__days_in(int64_t year, int month)
{
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return days[month - 1] + (month == 2 && leap);
}

static bool
take_char(kg_str *s, char c)
{
  if (!s->len || s->ptr[0] != c)
    return false;
  *s = (kg_str){s->ptr + 1, s->len - 1};
  return true;
}

static bool
take_number(kg_str *s, size_t digits, int least, int most, int *value)
{
  if (s->len < digits)
    return false;
  *value = 0;
  for (size_t i = 0; i < digits; i++) {
    if (s->ptr[i] < '0' || s->ptr[i] > '9')
      return false;
    *value = *value * 10 + (s->ptr[i] - '0');
  }
  *s = (kg_str){s->ptr + digits, s->len - digits};
  return *value >= least && *value <= most;
}

static bool
take_year(kg_str *s, int64_t *year)
{
  bool negative = take_char(s, '-');
  int value;
  size_t digits = 0;
  while (digits < s->len && s->ptr[digits] >= '0' && s->ptr[digits] <= '9')
    digits++;
  if (digits < 4 || digits > 6 || (digits > 4 && s->ptr[0] == '0') ||
      !take_number(s, digits, negative, LARGEST_YEAR, &value))
    return false;
  *year = negative ? -value : value;
  return true;
}

static bool
take_date(kg_str *s, kg__civil *c)
{
  return take_year(s, &c->year) && take_char(s, '-') && take_number(s, 2, 1, 12, &c->month) &&
         take_char(s, '-') && take_number(s, 2, 1, kg__days_in(c->year, c->month), &c->day);
}

static bool
take_time(kg_str *s, int *seconds)
{
  int hour, minute, second;
  if (!(take_number(s, 2, 0, 23, &hour) && take_char(s, ':') && take_number(s, 2, 0, 59, &minute) &&
        take_char(s, ':') && take_number(s, 2, 0, 59, &second)))
    return false;
  *seconds = (hour * 60 + minute) * 60 + second;
  return true;
}

// The rest of the text is a zone, or nothing.
static bool
take_zone(kg_str s, int *zone)
{
  int hours, minutes;
  *zone = s.len ? 0 : KG__ZONE_NONE;
  if (!s.len || kg_str_equal(s, KG_STR("Z")))
    return true;
  bool west = take_char(&s, '-');
  if (!west && !take_char(&s, '+'))
    return false;
  if (!(take_number(&s, 2, 0, 14, &hours) && take_char(&s, ':') && take_number(&s, 2, 0, 59, &minutes)) ||
      s.len)
    return false;
  *zone = (hours * 60 + minutes) * (west ? -1 : 1);
  return *zone != 0 && *zone >= -LARGEST_ZONE && *zone <= LARGEST_ZONE;
}

static uint64_t
pack(int64_t at, int zone, int64_t bias)
{
  return (uint64_t)(at + bias) << ZONE_BITS | (zone == KG__ZONE_NONE ? 0 : (uint64_t)(zone + ZONE_BIAS));
}

static uint64_t
pack_derived(kg__derived type, int64_t at, int zone)
{
  return (uint64_t)type << 52 | pack(at, zone, DERIVED_BIAS);
}

bool
kg__encode_date(kg_str s, uint64_t *payload)
{
  kg__civil c;
  int zone;
  if (!take_date(&s, &c) || !take_zone(s, &zone))
    return false;
  *payload = pack(kg__days_of(c), zone, BIAS);
  return true;
}

bool
kg__encode_date_time(kg_str s, uint64_t *payload)
{
  kg__civil c;
  int zone, seconds;
  if (!take_date(&s, &c) || !take_char(&s, 'T') || !take_time(&s, &seconds) || !take_zone(s, &zone))
    return false;
  int64_t local = kg__days_of(c) * DAY + seconds;
  *payload = pack(zone == KG__ZONE_NONE ? local : local - zone * 60, zone, BIAS);
  return true;
}

bool
kg__encode_gyear(kg__derived type, kg_str s, uint64_t *payload)
{
  int64_t year;
  int zone;
  if (!take_year(&s, &year) || !take_zone(s, &zone))
    return false;
  *payload = pack_derived(type, year, zone);
  return true;
}

bool
kg__encode_gyear_month(kg__derived type, kg_str s, uint64_t *payload)
{
  int64_t year;
  int month, zone;
  if (!take_year(&s, &year) || !take_char(&s, '-') || !take_number(&s, 2, 1, 12, &month) ||
      !take_zone(s, &zone))
    return false;
  *payload = pack_derived(type, year * 12 + month - 1, zone);
  return true;
}

static kg__instant
unpack(uint64_t payload, int64_t bias)
{
  int zone = (int)(payload & ((1u << ZONE_BITS) - 1));
  return (kg__instant){(int64_t)(payload >> ZONE_BITS) - bias, zone ? zone - ZONE_BIAS : KG__ZONE_NONE};
}

static kg__instant
unpack_derived(uint64_t payload)
{
  return unpack(payload & ((UINT64_C(1) << 52) - 1), DERIVED_BIAS);
}

kg__instant
kg__inline_instant(uint64_t payload, kg_tag tag)
{
  return tag == KG_TAG_DERIVED ? unpack_derived(payload) : unpack(payload, BIAS);
}

static bool
is_zone(int zone)
{
  return zone == KG__ZONE_NONE || (zone >= -LARGEST_ZONE && zone <= LARGEST_ZONE);
}

static bool
is_year(int64_t year)
{
  return year >= -LARGEST_YEAR && year <= LARGEST_YEAR;
}

static size_t
print_two(int value, char before, char *text)
{
  text[0] = before;
  text[1] = (char)('0' + value / 10);
  text[2] = (char)('0' + value % 10);
  return 3;
}

static size_t
print_year(int64_t year, char *text)
{
  char digits[24];
  size_t at = 0, n = kg__print_integer(year < 0 ? -year : year, digits);
  if (year < 0)
    text[at++] = '-';
  for (size_t zeros = n < 4 ? 4 - n : 0; zeros; zeros--)
    text[at++] = '0';
  memcpy(text + at, digits, n);
  return at + n;
}

static size_t
print_date(kg__civil c, char *text)
{
  size_t at = print_year(c.year, text);
  at += print_two(c.month, '-', text + at);
  return at + print_two(c.day, '-', text + at);
}

static size_t
print_zone(int zone, char *text)
{
  if (zone == KG__ZONE_NONE)
    return 0;
  if (zone == 0) {
    text[0] = 'Z';
    return 1;
  }
  int minutes = zone < 0 ? -zone : zone;
  size_t at = print_two(minutes / 60, zone < 0 ? '-' : '+', text);
  return at + print_two(minutes % 60, ':', text + at);
}

size_t
kg__print_date(uint64_t payload, char *text)
{
  kg__instant i = unpack(payload, BIAS);
  kg__civil c = kg__civil_of(i.at);
  if (!is_zone(i.zone) || !is_year(c.year))
    return 0;
  size_t at = print_date(c, text);
  return at + print_zone(i.zone, text + at);
}

size_t
kg__print_date_time(uint64_t payload, char *text)
{
  kg__instant i = unpack(payload, BIAS);
  int64_t local = i.zone == KG__ZONE_NONE ? i.at : i.at + i.zone * 60;
  int64_t day = (local >= 0 ? local : local - (DAY - 1)) / DAY;
  int second = (int)(local - day * DAY);
  kg__civil c = kg__civil_of(day);
  if (!is_zone(i.zone) || !is_year(c.year))
    return 0;
  size_t at = print_date(c, text);
  at += print_two(second / 3600, 'T', text + at);
  at += print_two(second / 60 % 60, ':', text + at);
  at += print_two(second % 60, ':', text + at);
  return at + print_zone(i.zone, text + at);
}

size_t
kg__print_gyear(uint64_t payload, char *text)
{
  kg__instant i = unpack_derived(payload);
  if (!is_zone(i.zone) || !is_year(i.at))
    return 0;
  size_t at = print_year(i.at, text);
  return at + print_zone(i.zone, text + at);
}

size_t
kg__print_gyear_month(uint64_t payload, char *text)
{
  kg__instant i = unpack_derived(payload);
  int64_t year = (i.at >= 0 ? i.at : i.at - 11) / 12;
  if (!is_zone(i.zone) || !is_year(year))
    return 0;
  size_t at = print_year(year, text);
  at += print_two((int)(i.at - year * 12) + 1, '-', text + at);
  return at + print_zone(i.zone, text + at);
}
