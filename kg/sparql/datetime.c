// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A moment is seconds of local time and a zone, whatever its kind; what a kind does not have is taken from
// 1972-12-31, as XSD 1.1 does, so that one comparison and one addition serve all kinds.

#include "kg/sparql/datetime.h"

#include <time.h>

enum { DAY = 24 * 60 * 60, LARGEST_ZONE = 14 * 60, YEAR_DIGITS = 9, FRACTION_DIGITS = 18 };

#define LARGEST_YEAR INT64_C(999999999)
#define LARGEST_SECONDS (INT64_C(1) << 56)
#define LARGEST_MONTHS (INT64_C(1) << 40)

// Which parts a kind has, and how they are written.
static const struct {
  bool year, month, day, time;
  const char *before; // what stands in place of the year
} forms[] = {
    [KG__MOMENT_DATE_TIME] = {true, true, true, true, ""},
    [KG__MOMENT_DATE] = {true, true, true, false, ""},
    [KG__MOMENT_TIME] = {false, false, false, true, ""},
    [KG__MOMENT_GYEAR] = {true, false, false, false, ""},
    [KG__MOMENT_GYEAR_MONTH] = {true, true, false, false, ""},
    [KG__MOMENT_GMONTH] = {false, true, false, false, "--"},
    [KG__MOMENT_GMONTH_DAY] = {false, true, true, false, "--"},
    [KG__MOMENT_GDAY] = {false, false, true, false, "---"},
};

static bool
is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static bool
take(kg_str *s, kg_str token)
{
  if (!kg_str_starts(*s, token))
    return false;
  *s = (kg_str){s->ptr + token.len, s->len - token.len};
  return true;
}

static size_t
count_digits(kg_str s)
{
  size_t n = 0;
  while (n < s.len && is_digit(s.ptr[n]))
    n++;
  return n;
}

static int64_t
take_digits(kg_str *s, size_t n)
{
  int64_t value = 0;
  for (size_t i = 0; i < n; i++)
    value = value * 10 + (s->ptr[i] - '0');
  *s = (kg_str){s->ptr + n, s->len - n};
  return value;
}

static bool
take_two(kg_str *s, int least, int most, int *value)
{
  if (s->len < 2 || !is_digit(s->ptr[0]) || !is_digit(s->ptr[1]))
    return false;
  *value = (int)take_digits(s, 2);
  return *value >= least && *value <= most;
}

static bool
take_year(kg_str *s, int64_t *year)
{
  bool negative = take(s, KG_STR("-"));
  size_t n = count_digits(*s);
  if (n < 4 || n > YEAR_DIGITS || (n > 4 && s->ptr[0] == '0'))
    return false;
  *year = take_digits(s, n);
  *year = negative ? -*year : *year;
  return true;
}

// `.5` after whole seconds; digits beyond 18 are passed over.
static bool
take_fraction(kg_str *s, int64_t *fraction)
{
  *fraction = 0;
  if (!take(s, KG_STR(".")))
    return true;
  size_t n = count_digits(*s), used = n < FRACTION_DIGITS ? n : FRACTION_DIGITS;
  *fraction = take_digits(s, used);
  for (size_t i = used; i < FRACTION_DIGITS; i++)
    *fraction *= 10;
  *s = (kg_str){s->ptr + (n - used), s->len - (n - used)};
  return n > 0;
}

static bool
take_time(kg_str *s, kg__calendar *c, int64_t *fraction)
{
  if (!(take_two(s, 0, 24, &c->hour) && take(s, KG_STR(":")) && take_two(s, 0, 59, &c->minute) &&
        take(s, KG_STR(":")) && take_two(s, 0, 59, &c->second) && take_fraction(s, fraction)))
    return false;
  return c->hour < 24 || !(c->minute || c->second || *fraction);
}

static bool
take_zone(kg_str *s, int32_t *zone)
{
  int hours, minutes;
  *zone = s->len ? 0 : KG__ZONE_NONE;
  if (!s->len || take(s, KG_STR("Z")))
    return true;
  bool west = take(s, KG_STR("-"));
  if (!west && !take(s, KG_STR("+")))
    return false;
  if (!(take_two(s, 0, 14, &hours) && take(s, KG_STR(":")) && take_two(s, 0, 59, &minutes)))
    return false;
  *zone = (hours * 60 + minutes) * (west ? -1 : 1);
  return hours * 60 + minutes <= LARGEST_ZONE;
}

static bool
take_date(kg_str *s, kg__moment_kind kind, kg__calendar *c)
{
  if (!take(s, kg_str_of(forms[kind].before)) || (forms[kind].year && !take_year(s, &c->year)))
    return false;
  if (forms[kind].month && !((!forms[kind].year || take(s, KG_STR("-"))) && take_two(s, 1, 12, &c->month)))
    return false;
  if (forms[kind].day && !((!forms[kind].month || take(s, KG_STR("-"))) && take_two(s, 1, 31, &c->day)))
    return false;
  return c->day <= kg__days_in(c->year, c->month);
}

static int64_t
seconds_of(const kg__calendar *c)
{
  return kg__days_of((kg__civil){c->year, c->month, c->day}) * DAY + (c->hour * 60 + c->minute) * 60 +
         c->second;
}

bool
kg__moment_read(kg_str s, kg__moment_kind kind, kg__moment *m)
{
  kg__calendar c = {.year = 1972, .month = 12, .day = 31};
  m->fraction = 0;
  if (forms[kind].year && !forms[kind].day)
    c.month = 1, c.day = 1;
  else if (kind == KG__MOMENT_GMONTH)
    c.day = 1;
  if (!take_date(&s, kind, &c))
    return false;
  if (forms[kind].time && !((!forms[kind].day || take(&s, KG_STR("T"))) && take_time(&s, &c, &m->fraction)))
    return false;
  if (!take_zone(&s, &m->zone) || s.len)
    return false;
  if (kind == KG__MOMENT_TIME)
    c.hour %= 24;
  m->seconds = seconds_of(&c);
  return true;
}

static int64_t
floor_divide(int64_t a, int64_t b)
{
  return a / b - (a % b < 0);
}

kg__calendar
kg__moment_calendar(const kg__moment *m)
{
  int64_t day = floor_divide(m->seconds, DAY);
  int second = (int)(m->seconds - day * DAY);
  kg__civil c = kg__civil_of(day);
  return (kg__calendar){c.year, c.month, c.day, second / 3600, second / 60 % 60, second % 60};
}

// `.5` and the like, nothing for 0.
static kg_status
print_fraction(int64_t fraction, kg_buf *buf)
{
  char digits[FRACTION_DIGITS];
  size_t n = FRACTION_DIGITS;
  if (!fraction)
    return KG_OK;
  for (size_t i = FRACTION_DIGITS; i-- > 0; fraction /= 10)
    digits[i] = (char)('0' + fraction % 10);
  while (digits[n - 1] == '0')
    n--;
  KG_TRY(kg_buf_add_char(buf, '.'));
  return kg_buf_add(buf, digits, n);
}

static kg_status
print_date(const kg__calendar *c, kg__moment_kind kind, kg_buf *buf)
{
  KG_TRY(kg_buf_add_str(buf, kg_str_of(forms[kind].before)));
  if (forms[kind].year)
    KG_TRY(kg_buf_printf(buf, "%s%04lld", c->year < 0 ? "-" : "",
                         (long long)(c->year < 0 ? -c->year : c->year)));
  if (forms[kind].month)
    KG_TRY(kg_buf_printf(buf, "%s%02d", forms[kind].year ? "-" : "", c->month));
  if (forms[kind].day)
    KG_TRY(kg_buf_printf(buf, "%s%02d", forms[kind].month ? "-" : "", c->day));
  return KG_OK;
}

static kg_status
print_zone(int zone, kg_buf *buf)
{
  int minutes = zone < 0 ? -zone : zone;
  if (zone == KG__ZONE_NONE)
    return KG_OK;
  if (!zone)
    return kg_buf_add_char(buf, 'Z');
  return kg_buf_printf(buf, "%c%02d:%02d", zone < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

kg_status
kg__moment_print(const kg__moment *m, kg__moment_kind kind, kg_buf *buf)
{
  kg__calendar c = kg__moment_calendar(m);
  KG_TRY(print_date(&c, kind, buf));
  if (forms[kind].time) {
    KG_TRY(kg_buf_printf(buf, "%s%02d:%02d:%02d", forms[kind].day ? "T" : "", c.hour, c.minute, c.second));
    KG_TRY(print_fraction(m->fraction, buf));
  }
  return print_zone(m->zone, buf);
}

static int64_t
utc_seconds(const kg__moment *m)
{
  return m->zone == KG__ZONE_NONE ? m->seconds : m->seconds - m->zone * 60;
}

int
kg__moment_compare(const kg__moment *a, const kg__moment *b)
{
  int64_t left = utc_seconds(a), right = utc_seconds(b);
  if (left != right)
    return left < right ? -1 : 1;
  return (a->fraction > b->fraction) - (a->fraction < b->fraction);
}

bool
kg__moment_is_unclear(const kg__moment *a, const kg__moment *b)
{
  int64_t apart = utc_seconds(a) - utc_seconds(b);
  return (a->zone == KG__ZONE_NONE) != (b->zone == KG__ZONE_NONE) && apart <= LARGEST_ZONE * 60 &&
         apart >= -LARGEST_ZONE * 60;
}

// Seconds and fraction of one sign.
static void
settle(int64_t *seconds, int64_t *fraction)
{
  *seconds += *fraction / KG__ATTO;
  *fraction %= KG__ATTO;
  if (*seconds > 0 && *fraction < 0) {
    --*seconds;
    *fraction += KG__ATTO;
  } else if (*seconds < 0 && *fraction > 0) {
    ++*seconds;
    *fraction -= KG__ATTO;
  }
}

kg__duration
kg__moment_subtract(const kg__moment *a, const kg__moment *b)
{
  kg__duration d = {0, utc_seconds(a) - utc_seconds(b), a->fraction - b->fraction};
  settle(&d.seconds, &d.fraction);
  return d;
}

static void
add_months(kg__calendar *c, int64_t months)
{
  int64_t month = c->year * 12 + c->month - 1 + months;
  c->year = floor_divide(month, 12);
  c->month = (int)(month - c->year * 12) + 1;
  int last = kg__days_in(c->year, c->month);
  c->day = c->day < last ? c->day : last;
}

bool
kg__moment_add(const kg__moment *m, const kg__duration *d, int sign, kg__moment *result)
{
  kg__calendar c = kg__moment_calendar(m);
  *result = *m;
  if (d->months) {
    add_months(&c, sign * d->months);
    result->seconds = seconds_of(&c);
  }
  result->seconds += sign * d->seconds;
  result->fraction += sign * d->fraction;
  int64_t carry = floor_divide(result->fraction, KG__ATTO);
  result->seconds += carry;
  result->fraction -= carry * KG__ATTO;
  int64_t year = kg__moment_calendar(result).year;
  return year >= -LARGEST_YEAR && year <= LARGEST_YEAR;
}

kg__moment
kg__moment_now(void)
{
  struct timespec now = {0};
  clock_gettime(CLOCK_REALTIME, &now);
  return (kg__moment){now.tv_sec, now.tv_nsec / 1000000 * (KG__ATTO / 1000), 0};
}

kg__moment
kg__moment_of_date(const kg__moment *m)
{
  return (kg__moment){floor_divide(m->seconds, DAY) * DAY, 0, m->zone};
}

kg__moment
kg__moment_of_time(const kg__moment *m)
{
  int64_t start = kg__days_of((kg__civil){1972, 12, 31}) * DAY;
  return (kg__moment){start + m->seconds - floor_divide(m->seconds, DAY) * DAY, m->fraction, m->zone};
}

// Take `12X` if X comes after the digits; adds to `*sum`.
static bool
take_part(kg_str *s, char unit, int64_t factor, int64_t *sum, bool *any)
{
  size_t n = count_digits(*s);
  if (!n || n >= s->len || s->ptr[n] != unit)
    return true;
  if (n > 15)
    return false;
  int64_t value = take_digits(s, n), product;
  *s = (kg_str){s->ptr + 1, s->len - 1};
  *any = true;
  return !__builtin_mul_overflow(value, factor, &product) && !__builtin_add_overflow(*sum, product, sum) &&
         *sum < LARGEST_SECONDS;
}

static bool
take_seconds(kg_str *s, kg__duration *d, bool *any)
{
  size_t n = count_digits(*s);
  if (!n || n >= s->len)
    return n == 0;
  if (n > 15)
    return false;
  if (s->ptr[n] == 'S')
    return take_part(s, 'S', 1, &d->seconds, any);
  d->seconds += take_digits(s, n);
  *any = true;
  return take_fraction(s, &d->fraction) && take(s, KG_STR("S"));
}

static bool
take_duration(kg_str s, kg__duration_kind kind, kg__duration *d)
{
  bool any = false, time = false;
  if (kind != KG__DURATION_DAY_TIME &&
      !(take_part(&s, 'Y', 12, &d->months, &any) && take_part(&s, 'M', 1, &d->months, &any)))
    return false;
  if (kind != KG__DURATION_YEAR_MONTH) {
    if (!take_part(&s, 'D', DAY, &d->seconds, &any))
      return false;
    if (take(&s, KG_STR("T"))) {
      if (!(take_part(&s, 'H', 3600, &d->seconds, &time) && take_part(&s, 'M', 60, &d->seconds, &time) &&
            take_seconds(&s, d, &time)) ||
          !time)
        return false;
    }
  }
  return (any || time) && !s.len && d->months < LARGEST_MONTHS;
}

bool
kg__duration_read(kg_str s, kg__duration_kind kind, kg__duration *d)
{
  bool negative = take(&s, KG_STR("-"));
  *d = (kg__duration){0};
  if (!take(&s, KG_STR("P")) || !take_duration(s, kind, d))
    return false;
  if (negative)
    *d = (kg__duration){-d->months, -d->seconds, -d->fraction};
  return true;
}

static kg_status
print_part(int64_t value, char unit, kg_buf *buf)
{
  return value ? kg_buf_printf(buf, "%lld%c", (long long)value, unit) : KG_OK;
}

static kg_status
print_day_time(int64_t seconds, int64_t fraction, kg_buf *buf)
{
  int64_t rest = seconds % DAY;
  KG_TRY(print_part(seconds / DAY, 'D', buf));
  if (!rest && !fraction)
    return KG_OK;
  KG_TRY(kg_buf_add_char(buf, 'T'));
  KG_TRY(print_part(rest / 3600, 'H', buf));
  KG_TRY(print_part(rest / 60 % 60, 'M', buf));
  if (!(rest % 60) && !fraction)
    return KG_OK;
  KG_TRY(kg_buf_printf(buf, "%d", (int)(rest % 60)));
  KG_TRY(print_fraction(fraction, buf));
  return kg_buf_add_char(buf, 'S');
}

kg_status
kg__duration_print(const kg__duration *d, kg__duration_kind kind, kg_buf *buf)
{
  bool negative = d->months < 0 || d->seconds < 0 || d->fraction < 0;
  int sign = negative ? -1 : 1;
  if (!d->months && !d->seconds && !d->fraction)
    return kg_buf_add_str(buf, kind == KG__DURATION_YEAR_MONTH ? KG_STR("P0M") : KG_STR("PT0S"));
  KG_TRY(kg_buf_add_str(buf, negative ? KG_STR("-P") : KG_STR("P")));
  KG_TRY(print_part(sign * d->months / 12, 'Y', buf));
  KG_TRY(print_part(sign * d->months % 12, 'M', buf));
  return print_day_time(sign * d->seconds, sign * d->fraction, buf);
}

bool
kg__duration_equal(const kg__duration *a, const kg__duration *b)
{
  return a->months == b->months && a->seconds == b->seconds && a->fraction == b->fraction;
}

// Years of a duration and its days must not point apart: XSD has no such duration.
bool
kg__duration_add(const kg__duration *a, const kg__duration *b, int sign, kg__duration *result)
{
  *result = (kg__duration){a->months + sign * b->months, a->seconds + sign * b->seconds,
                           a->fraction + sign * b->fraction};
  settle(&result->seconds, &result->fraction);
  bool backwards = result->seconds < 0 || result->fraction < 0;
  bool forwards = result->seconds > 0 || result->fraction > 0;
  return !(result->months > 0 && backwards) && !(result->months < 0 && forwards) &&
         result->seconds < LARGEST_SECONDS && result->seconds > -LARGEST_SECONDS &&
         result->months < LARGEST_MONTHS && result->months > -LARGEST_MONTHS;
}
