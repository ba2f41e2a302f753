// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/expr.h"

#include "kg/sparql/aggregate.h"

#include <stdio.h>

enum { MOST_VALUES = 8 };

typedef struct aggregate_row {
  kg__aggregate_kind kind;
  const char *values[MOST_VALUES]; // until null
  const char *want;
} aggregate_row;

// The arena of the rows is cleared after each, as in a query.
static const char *
aggregate(expr_world *w, const aggregate_row *row)
{
  kg__aggregate a;
  kg__value value;
  static char shown[2000];
  kg__aggregate_init(&a, row->kind, (kg_str){0});
  for (size_t i = 0; i < MOST_VALUES && row->values[i]; i++) {
    assert_ok(expr_eval(w, row->values[i], &value), w->err);
    assert_int_equal(kg__aggregate_add(&a, &w->functions, &value), KG_OK);
    kg_arena_clear(w->arena);
  }
  assert_int_equal(kg__aggregate_result(&a, &w->functions, &value), KG_OK);
  snprintf(shown, sizeof shown, "%s", expr_show(w, &value));
  kg__aggregate_release(&a);
  return shown;
}

static void
groups_are_aggregated(void **state)
{
  static const aggregate_row rows[] = {
      {KG__AGGREGATE_COUNT, {0}, "0^^integer"},
      {KG__AGGREGATE_COUNT, {"1", "'a'", ":b"}, "3^^integer"},
      {KG__AGGREGATE_COUNT, {"1", "1/0", "?x"}, "1^^integer"},
      {KG__AGGREGATE_SUM, {0}, "0^^integer"},
      {KG__AGGREGATE_SUM, {"1", "2", "3"}, "6^^integer"},
      {KG__AGGREGATE_SUM, {"1.0", "2.2", "3.5", "2.2", "2.2"}, "11.1^^decimal"},
      {KG__AGGREGATE_SUM, {"1", "2.5"}, "3.5^^decimal"},
      {KG__AGGREGATE_SUM, {"1", "2e0"}, "3.0E0^^double"},
      {KG__AGGREGATE_SUM, {"1e2", "2e3", "3e4"}, "3.21E4^^double"},
      {KG__AGGREGATE_SUM, {"'1'^^xsd:float", "2"}, "3.0E0^^float"},
      {KG__AGGREGATE_SUM,
       {"9223372036854775807", "9223372036854775807", "2"},
       "18446744073709551616^^integer"},
      {KG__AGGREGATE_SUM, {"1", "'a'"}, "error"},
      {KG__AGGREGATE_SUM, {"1", "?x", "2"}, "error"},
      {KG__AGGREGATE_AVG, {0}, "0^^integer"},
      {KG__AGGREGATE_AVG, {"1", "2", "3"}, "2^^decimal"},
      {KG__AGGREGATE_AVG, {"1", "2"}, "1.5^^decimal"},
      {KG__AGGREGATE_AVG, {"1.0", "2.2", "3.5", "2.2", "2.2"}, "2.22^^decimal"},
      {KG__AGGREGATE_AVG, {"1", "1", "2"}, "1.333333333333333333^^decimal"},
      {KG__AGGREGATE_AVG, {"2e-1", "2e-1"}, "2.0E-1^^double"},
      {KG__AGGREGATE_AVG, {"1", ":a"}, "error"},
      {KG__AGGREGATE_AVG, {"1/0"}, "error"},
      {KG__AGGREGATE_MIN, {0}, "error"},
      {KG__AGGREGATE_MIN, {"2", "1.50", "3e0"}, "1.50^^decimal"},
      {KG__AGGREGATE_MIN, {"'b'", "'a'", "'c'"}, "'a'"},
      {KG__AGGREGATE_MIN, {"'x'^^:d", "'longer text'@en", "1"}, "'longer text'@en"},
      {KG__AGGREGATE_MIN, {"'2000-01-02'^^xsd:date", "'2000-01-01'^^xsd:date"}, "2000-01-01^^date"},
      {KG__AGGREGATE_MIN, {"1", "1/0"}, "error"},
      {KG__AGGREGATE_MAX, {0}, "error"},
      {KG__AGGREGATE_MAX, {"2", "1.5", "3e0"}, "3e0^^double"},
      {KG__AGGREGATE_MAX,
       {"123456789012345678901234567890", "123456789012345678901234567891", "5"},
       "123456789012345678901234567891^^integer"},
      {KG__AGGREGATE_MAX,
       {"'x'^^:d", "<<( :s :p 'o'@en )>>", ":a"},
       "<<( <http://example/s> <http://example/p> 'o'@en )>>"},
      {KG__AGGREGATE_MAX,
       {"<<( :s :p 1 )>>", "<<( :s :p 2 )>>", "<<( :s :p 1.5 )>>"},
       "<<( <http://example/s> <http://example/p> 2^^integer )>>"},
      {KG__AGGREGATE_MAX, {"'y'^^:d", "'a'^^:e", "'a'"}, "'a'^^<http://example/e>"},
      {KG__AGGREGATE_SAMPLE, {0}, "error"},
      {KG__AGGREGATE_SAMPLE, {"1/0", "'some'@en", "2"}, "'some'@en"},
      {KG__AGGREGATE_GROUP_CONCAT, {0}, "''"},
      {KG__AGGREGATE_GROUP_CONCAT, {"1", "22"}, "'1 22'"},
      {KG__AGGREGATE_GROUP_CONCAT, {"'a'@en", "'b'@en"}, "'a b'"},
      {KG__AGGREGATE_GROUP_CONCAT, {"''", "''"}, "' '"},
      {KG__AGGREGATE_GROUP_CONCAT, {":a", "1 + 1", "1.50"}, "'http://example/a 2 1.50'"},
      {KG__AGGREGATE_GROUP_CONCAT, {"'a'", "BNODE()"}, "error"},
      {KG__AGGREGATE_GROUP_CONCAT, {"'a'", "?x"}, "error"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const char *got = aggregate(*state, &rows[i]);
    if (strcmp(got, rows[i].want) != 0)
      fail_msg("row %zu: %s, not %s", i, got, rows[i].want);
  }
}

static void
separators_stand_between(void **state)
{
  expr_world *w = *state;
  kg__aggregate a;
  kg__value value;
  kg__aggregate_init(&a, KG__AGGREGATE_GROUP_CONCAT, KG_STR(", "));
  for (int i = 0; i < 3; i++) {
    value = kg__value_integer(i);
    assert_int_equal(kg__aggregate_add(&a, &w->functions, &value), KG_OK);
  }
  assert_int_equal(kg__aggregate_result(&a, &w->functions, &value), KG_OK);
  assert_string_equal(expr_show(w, &value), "'0, 1, 2'");
  kg__aggregate_release(&a);
  kg__aggregate_init(&a, KG__AGGREGATE_GROUP_CONCAT, KG_STR(""));
  value = kg__value_string(KG_STR("x"));
  for (int i = 0; i < 2; i++)
    assert_int_equal(kg__aggregate_add(&a, &w->functions, &value), KG_OK);
  assert_int_equal(kg__aggregate_result(&a, &w->functions, &value), KG_OK);
  assert_string_equal(expr_show(w, &value), "'xx'");
  kg__aggregate_release(&a);
}

static void
a_concatenation_beyond_the_limit_ends_the_query(void **state)
{
  expr_world *w = *state;
  kg__aggregate a;
  kg__value value = kg__value_string(KG_STR("0123456789"));
  w->limits.string = 25;
  kg__aggregate_init(&a, KG__AGGREGATE_GROUP_CONCAT, (kg_str){0});
  assert_int_equal(kg__aggregate_add(&a, &w->functions, &value), KG_OK);
  assert_int_equal(kg__aggregate_add(&a, &w->functions, &value), KG_OK);
  assert_int_equal(kg__aggregate_add(&a, &w->functions, &value), KG_ERR_LIMIT);
  kg__aggregate_release(&a);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, expr_setup, expr_teardown)
  const struct CMUnitTest tests[] = {
      TEST(groups_are_aggregated),
      TEST(separators_stand_between),
      TEST(a_concatenation_beyond_the_limit_ends_the_query),
  };
  return cmocka_run_group_tests_name("aggregate", tests, NULL, NULL);
}
