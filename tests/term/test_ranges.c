// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "kg/vocab.h"

#include <stdio.h>

static kg_id
id_of(const char *text, const char *type)
{
  char datatype[128];
  snprintf(datatype, sizeof datatype, "%s%s", KG_NS_XSD, type);
  kg_term term = kg_term_literal(kg_str_of(text), kg_str_of(datatype));
  kg_id id = kg_id_inline(&term);
  if (!id)
    fail_msg("\"%s\"^^xsd:%s has no inline id", text, type);
  return id;
}

static bool
holds(kg_id least, kg_id most, kg_id id)
{
  kg_id_range ranges[KG_ID_RANGES];
  size_t n = kg_id_ranges(least, most, ranges);
  bool in = false;
  assert_in_range(n, 1, KG_ID_RANGES);
  for (size_t i = 0; i < n; i++) {
    assert_true(ranges[i].lo <= ranges[i].hi);
    assert_true(i == 0 || ranges[i - 1].hi < ranges[i].lo);
    in = in || (ranges[i].lo <= id && id <= ranges[i].hi);
  }
  return in;
}

// Ascending groups of equal values.
static const struct {
  const char *text, *type;
  int rank;
} numbers[] = {
    {"-INF", "double", 0},
    {"-INF", "float", 0},
    {"-576460752303423488", "integer", 1},
    {"-1000", "integer", 2},
    {"-1.0E3", "double", 2},
    {"-1.0E3", "float", 2},
    {"-12.50", "decimal", 3},
    {"-1.25E1", "double", 3},
    {"-1", "integer", 4},
    {"-1.0", "decimal", 4},
    {"-1", "int", 4},
    {"0", "integer", 5},
    {"0", "decimal", 5},
    {"0.0E0", "double", 5},
    {"-0.0E0", "double", 5},
    {"-0.0E0", "float", 5},
    {"0.5", "decimal", 6},
    {"5.0E-1", "double", 6},
    {"0.75", "decimal", 7},
    {"1", "integer", 8},
    {"1.000", "decimal", 8},
    {"1", "unsignedByte", 8},
    {"7", "integer", 9},
    {"7.0E0", "float", 9},
    {"16777216", "integer", 10},
    {"1.6777216E7", "float", 10},
    {"1000000000000", "decimal", 11},
    {"1.0E12", "double", 11},
    {"576460752303423487", "integer", 12},
    {"1.0E18", "double", 13},
    {"INF", "float", 14},
    {"INF", "double", 14},
};

enum { N_NUMBERS = sizeof numbers / sizeof *numbers };

static void
ranges_hold_all_numbers_between_the_bounds(void **state)
{
  kg_id ids[N_NUMBERS];
  (void)state;
  for (size_t i = 0; i < N_NUMBERS; i++)
    ids[i] = id_of(numbers[i].text, numbers[i].type);
  for (size_t lo = 0; lo < N_NUMBERS; lo++) {
    for (size_t x = 0; x < N_NUMBERS; x++) {
      if (numbers[x].rank >= numbers[lo].rank)
        assert_true(holds(ids[lo], KG_ID_NONE, ids[x]));
      if (numbers[x].rank <= numbers[lo].rank)
        assert_true(holds(KG_ID_NONE, ids[lo], ids[x]));
      for (size_t hi = 0; hi < N_NUMBERS; hi++) {
        if (numbers[lo].rank <= numbers[x].rank && numbers[x].rank <= numbers[hi].rank)
          assert_true(holds(ids[lo], ids[hi], ids[x]));
      }
    }
  }
}

static void
ranges_leave_out_what_is_far_from_the_bounds(void **state)
{
  static const struct {
    const char *text, *type;
  } out[] = {{"3", "integer"},    {"21", "integer"},  {"-10", "integer"},   {"0.5", "decimal"},
             {"1.5E0", "double"}, {"2.2E1", "float"}, {"-1.0E1", "double"}, {"INF", "double"},
             {"NaN", "double"},   {"-INF", "float"}};
  kg_id least = id_of("10", "integer"), most = id_of("20", "integer");
  (void)state;
  for (size_t i = 0; i < sizeof out / sizeof *out; i++)
    assert_false(holds(least, most, id_of(out[i].text, out[i].type)));
  assert_false(holds(least, most, id_of("2024-01-01", "date")));
  assert_true(holds(least, most, kg_id_make(KG_TAG_LITERAL, 7)));
}

static void
floats_are_found_where_rounding_makes_them_equal(void **state)
{
  (void)state;
  kg_id integer = id_of("16777217", "integer"), single = id_of("1.6777216E7", "float");
  assert_true(holds(integer, integer, single));
  assert_true(holds(single, single, integer));
}

static void
ranges_of_moments_allow_for_zones(void **state)
{
  static const struct {
    const char *least, *most, *text, *type;
    bool in;
  } cases[] = {
      {"2024-03-01", "2024-03-31", "2024-03-01", "date", true},
      {"2024-03-01", "2024-03-31", "2024-03-31-12:00", "date", true},
      {"2024-03-01", NULL, "2024-02-29+14:00", "date", true},
      {"2024-03-01", "2024-03-31", "2024-02-20", "date", false},
      {"2024-03-01", "2024-03-31", "2024-04-10", "date", false},
      {"2024-03-01T00:00:00", NULL, "2024-03-01T00:00:00Z", "dateTime", true},
      {"2024-03-01T00:00:00", NULL, "2024-02-29T20:00:00-10:00", "dateTime", true},
      {"2024-03-01T00:00:00", NULL, "2024-02-01T20:00:00Z", "dateTime", false},
      {NULL, "2024-03-01T00:00:00Z", "2023-02-01T20:00:00Z", "dateTime", true},
      {NULL, "2024-03-01T00:00:00Z", "2025-02-01T20:00:00Z", "dateTime", false},
      {"2000", "2010", "2000", "gYear", true},
      {"2000", "2010", "1990", "gYear", false},
      {NULL, "2010-05", "2010-05+14:00", "gYearMonth", true},
      {NULL, "2010-05", "2011-05", "gYearMonth", false},
  };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    kg_id least = cases[i].least ? id_of(cases[i].least, cases[i].type) : KG_ID_NONE;
    kg_id most = cases[i].most ? id_of(cases[i].most, cases[i].type) : KG_ID_NONE;
    if (holds(least, most, id_of(cases[i].text, cases[i].type)) != cases[i].in)
      fail_msg("%s between %s and %s", cases[i].text, cases[i].least, cases[i].most);
  }
}

static void
bounds_without_an_order_of_ids_have_no_ranges(void **state)
{
  kg_id_range ranges[KG_ID_RANGES];
  kg_id number = id_of("1", "integer"), date = id_of("2024-01-01", "date");
  (void)state;
  assert_int_equal(kg_id_ranges(KG_ID_NONE, KG_ID_NONE, ranges), 0);
  assert_int_equal(kg_id_ranges(number, date, ranges), 0);
  assert_int_equal(kg_id_ranges(date, number, ranges), 0);
  assert_int_equal(kg_id_ranges(id_of("NaN", "double"), number, ranges), 0);
  assert_int_equal(kg_id_ranges(id_of("a", "string"), KG_ID_NONE, ranges), 0);
  assert_int_equal(kg_id_ranges(kg_id_make(KG_TAG_LITERAL, 3), number, ranges), 0);
  assert_int_equal(kg_id_ranges(id_of("2000", "gYear"), id_of("2000-01", "gYearMonth"), ranges), 0);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ranges_hold_all_numbers_between_the_bounds),
      cmocka_unit_test(ranges_leave_out_what_is_far_from_the_bounds),
      cmocka_unit_test(floats_are_found_where_rounding_makes_them_equal),
      cmocka_unit_test(ranges_of_moments_allow_for_zones),
      cmocka_unit_test(bounds_without_an_order_of_ids_have_no_ranges),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
