// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "kg/sparql/decimal.h"

#include <stdio.h>
#include <stdlib.h>

static kg_arena *arena;

static int
make_arena(void **state)
{
  (void)state;
  srand(11);
  return (arena = kg_arena_new()) ? 0 : -1;
}

static int
drop_arena(void **state)
{
  (void)state;
  kg_arena_free(arena);
  return 0;
}

static kg__decimal
read_number(const char *text)
{
  kg__decimal d;
  kg_status st = kg__decimal_read(kg_str_of(text), false, arena, &d);
  if (st)
    fail_msg("%s: %s", text, kg_status_name(st));
  return d;
}

static const char *
print_number(const kg__decimal *d)
{
  kg_buf buf = {0};
  assert_int_equal(kg__decimal_print(d, &buf), KG_OK);
  kg_str text = kg_arena_str(arena, kg_buf_str(&buf));
  kg_buf_release(&buf);
  return text.ptr;
}

static void
forms_are_read_and_print_canonically(void **state)
{
  (void)state;
  static const struct {
    const char *text, *want;
  } rows[] = {
      {"0", "0"},
      {"-0", "0"},
      {"-0.00", "0"},
      {"+1.50", "1.5"},
      {"000123", "123"},
      {".5", "0.5"},
      {"-.05", "-0.05"},
      {"5.", "5"},
      {"100", "100"},
      {"0.000000000000000000000000000001", "0.000000000000000000000000000001"},
      {"1000000000000000000000000000000", "1000000000000000000000000000000"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"9223372036854775807", "9223372036854775807"},
      {"123456789012345678901234567890.098765432109876543210",
       "123456789012345678901234567890.09876543210987654321"},
      {"1000000000.000000001", "1000000000.000000001"},
      {"", NULL},
      {".", NULL},
      {"+", NULL},
      {"1.2.3", NULL},
      {"1e3", NULL},
      {" 1", NULL},
      {"--1", NULL},
      {"1,5", NULL},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    kg__decimal d;
    kg_status st = kg__decimal_read(kg_str_of(rows[i].text), false, arena, &d);
    assert_int_equal(st, rows[i].want ? KG_OK : KG_ERR_DATA);
    if (!st)
      assert_string_equal(print_number(&d), rows[i].want);
  }
}

static __int128
wide_random(void)
{
  __int128 value = ((__int128)rand() << 31 | rand()) >> rand() % 62;
  return rand() % 2 ? -value : value;
}

static const char *
print_wide(__int128 value)
{
  char text[64], *p = text + sizeof text - 1;
  bool negative = value < 0;
  *p = '\0';
  do {
    int digit = (int)(value % 10);
    *--p = (char)('0' + (digit < 0 ? -digit : digit));
  } while (value /= 10);
  if (negative)
    *--p = '-';
  return kg_arena_str(arena, kg_str_of(p)).ptr;
}

static void
integers_are_computed_as_by_the_machine(void **state)
{
  (void)state;
  for (int i = 0; i < 20000; i++) {
    __int128 x = wide_random(), y = wide_random();
    kg__decimal a = read_number(print_wide(x)), b = read_number(print_wide(y)), r;
    assert_int_equal(kg__decimal_add(&a, &b, arena, &r), KG_OK);
    assert_string_equal(print_number(&r), print_wide(x + y));
    assert_int_equal(kg__decimal_subtract(&a, &b, arena, &r), KG_OK);
    assert_string_equal(print_number(&r), print_wide(x - y));
    assert_int_equal(kg__decimal_multiply(&a, &b, arena, &r), KG_OK);
    assert_string_equal(print_number(&r), print_wide(x * y));
    assert_int_equal(kg__decimal_compare(&a, &b), (x > y) - (x < y));
    if (y && !kg__decimal_divide(&a, &b, arena, &r)) {
      kg__decimal whole;
      assert_int_equal(kg__decimal_round(&r, KG__ROUND_DOWN, arena, &whole), KG_OK);
      if (x % y == 0)
        assert_string_equal(print_number(&whole), print_wide(x / y));
    }
    kg_arena_clear(arena);
  }
}

static kg__decimal
long_random(void)
{
  char text[300];
  size_t n = (size_t)rand() % 200 + 1, point = (size_t)rand() % (n + 1), at = 0;
  static const char digits[] = "0000123456789999";
  if (rand() % 2)
    text[at++] = '-';
  for (size_t i = 0; i < n; i++) {
    if (i == point)
      text[at++] = '.';
    text[at++] = digits[rand() % 16];
  }
  text[at] = '\0';
  return read_number(text);
}

static void
assert_same(const kg__decimal *a, const kg__decimal *b)
{
  if (kg__decimal_compare(a, b) != 0)
    fail_msg("%s is not %s", print_number(a), print_number(b));
  assert_string_equal(print_number(a), print_number(b));
}

static void
long_numbers_keep_the_laws_of_arithmetic(void **state)
{
  (void)state;
  for (int i = 0; i < 3000; i++) {
    kg__decimal a = long_random(), b = long_random(), c = long_random(), ab, ba, sum, left, right, ac, bc;
    assert_int_equal(kg__decimal_add(&a, &b, arena, &sum), KG_OK);
    assert_int_equal(kg__decimal_subtract(&sum, &b, arena, &left), KG_OK);
    assert_same(&left, &a);
    assert_int_equal(kg__decimal_multiply(&a, &b, arena, &ab), KG_OK);
    assert_int_equal(kg__decimal_multiply(&b, &a, arena, &ba), KG_OK);
    assert_same(&ab, &ba);
    assert_int_equal(kg__decimal_multiply(&sum, &c, arena, &left), KG_OK);
    assert_int_equal(kg__decimal_multiply(&a, &c, arena, &ac), KG_OK);
    assert_int_equal(kg__decimal_multiply(&b, &c, arena, &bc), KG_OK);
    assert_int_equal(kg__decimal_add(&ac, &bc, arena, &right), KG_OK);
    assert_same(&left, &right);
    assert_int_equal(kg__decimal_compare(&sum, &a), kg__decimal_sign(&b));
    kg_arena_clear(arena);
  }
}

// |a - q b| is at most half of the last place of q, times |b|.
static void
quotients_are_rounded_to_the_nearest(void **state)
{
  (void)state;
  for (int i = 0; i < 3000; i++) {
    kg__decimal a = long_random(), b = long_random(), q, back, rest, bound, half;
    if (!kg__decimal_sign(&b))
      continue;
    assert_int_equal(kg__decimal_divide(&a, &b, arena, &q), KG_OK);
    assert_int_equal(kg__decimal_multiply(&q, &b, arena, &back), KG_OK);
    assert_int_equal(kg__decimal_subtract(&a, &back, arena, &rest), KG_OK);
    half = (kg__decimal){.small = 5, .scale = KG__DECIMAL_FRACTION + 1};
    assert_int_equal(kg__decimal_multiply(&half, &b, arena, &bound), KG_OK);
    rest = kg__decimal_sign(&rest) < 0 ? kg__decimal_negate(rest) : rest;
    bound = kg__decimal_sign(&bound) < 0 ? kg__decimal_negate(bound) : bound;
    if (kg__decimal_compare(&rest, &bound) > 0)
      fail_msg("%s / %s is not %s", print_number(&a), print_number(&b), print_number(&q));
    kg_arena_clear(arena);
  }
}

static void
products_divide_back(void **state)
{
  (void)state;
  for (int i = 0; i < 3000; i++) {
    kg__decimal a = long_random(), b = long_random(), whole, product, back;
    assert_int_equal(kg__decimal_round(&a, KG__ROUND_DOWN, arena, &whole), KG_OK);
    if (!kg__decimal_sign(&b))
      continue;
    assert_int_equal(kg__decimal_multiply(&whole, &b, arena, &product), KG_OK);
    assert_int_equal(kg__decimal_divide(&product, &b, arena, &back), KG_OK);
    assert_same(&back, &whole);
    kg_arena_clear(arena);
  }
}

static void
doubles_are_the_nearest(void **state)
{
  (void)state;
  for (int i = 0; i < 5000; i++) {
    kg__decimal d = long_random();
    assert_true(kg__decimal_double(&d) == strtod(print_number(&d), NULL));
    kg_arena_clear(arena);
  }
}

static void
rounding_goes_its_way(void **state)
{
  (void)state;
  static const struct {
    const char *text, *down, *floor, *ceiling, *half;
  } rows[] = {
      {"2.5", "2", "2", "3", "3"},
      {"-2.5", "-2", "-3", "-2", "-2"},
      {"2.4", "2", "2", "3", "2"},
      {"-2.6", "-2", "-3", "-2", "-3"},
      {"0.5", "0", "0", "1", "1"},
      {"-0.5", "0", "-1", "0", "0"},
      {"7", "7", "7", "7", "7"},
      {"0.00000000000000000000001", "0", "0", "1", "0"},
      {"999999999999999999999.5", "999999999999999999999", "999999999999999999999", "1000000000000000000000",
       "1000000000000000000000"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    kg__decimal d = read_number(rows[i].text), r;
    const char *const want[] = {rows[i].down, rows[i].floor, rows[i].ceiling, rows[i].half};
    for (kg__rounding k = KG__ROUND_DOWN; k <= KG__ROUND_HALF_UP; k++) {
      assert_int_equal(kg__decimal_round(&d, k, arena, &r), KG_OK);
      assert_string_equal(print_number(&r), want[k]);
    }
  }
}

static void
numbers_too_long_are_a_limit(void **state)
{
  (void)state;
  char *text = malloc(KG__DECIMAL_DIGITS + 2);
  kg__decimal d, r;
  assert_non_null(text);
  memset(text, '9', KG__DECIMAL_DIGITS + 1);
  assert_int_equal(kg__decimal_read((kg_str){text, KG__DECIMAL_DIGITS + 1}, true, arena, &d), KG_ERR_LIMIT);
  assert_int_equal(kg__decimal_read((kg_str){text, KG__DECIMAL_DIGITS}, true, arena, &d), KG_OK);
  assert_int_equal(kg__decimal_multiply(&d, &d, arena, &r), KG_ERR_LIMIT);
  kg__decimal one = kg__decimal_of(1), small = {.small = 1, .scale = KG__DECIMAL_DIGITS};
  assert_int_equal(kg__decimal_add(&d, &one, arena, &r), KG_ERR_LIMIT);
  assert_int_equal(kg__decimal_multiply(&small, &small, arena, &r), KG_ERR_LIMIT);
  assert_int_equal(kg__decimal_divide(&small, &d, arena, &r), KG_ERR_LIMIT);
  assert_true(kg__decimal_double(&d) > 1e308);
  free(text);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_arena, drop_arena)
  const struct CMUnitTest tests[] = {
      TEST(forms_are_read_and_print_canonically),
      TEST(integers_are_computed_as_by_the_machine),
      TEST(long_numbers_keep_the_laws_of_arithmetic),
      TEST(quotients_are_rounded_to_the_nearest),
      TEST(products_divide_back),
      TEST(doubles_are_the_nearest),
      TEST(rounding_goes_its_way),
      TEST(numbers_too_long_are_a_limit),
  };
  return cmocka_run_group_tests_name("decimal", tests, NULL, NULL);
}
