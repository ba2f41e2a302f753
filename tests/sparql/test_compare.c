// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/expr.h"

#include "kg/sparql/compare.h"

#include <stdio.h>
#include <stdlib.h>

static void
operators_compare_values(void **state)
{
  static const expr_row rows[] = {
      {"1 = 1.0", "true^^boolean"},
      {"1 = 1e0", "true^^boolean"},
      {"01 = 1", "true^^boolean"},
      {"1 = 2", "false^^boolean"},
      {"1 != 1.0", "false^^boolean"},
      {"1 < 2", "true^^boolean"},
      {"2 <= 1.5", "false^^boolean"},
      {"0.1 = '0.1'^^xsd:float", "true^^boolean"},
      {"0.1e0 = '0.1'^^xsd:float", "false^^boolean"},
      {"100000000000000000001 > 100000000000000000000", "true^^boolean"},
      {"100000000000000000000.1 > 100000000000000000000", "true^^boolean"},
      {"0.00000000000000000000001 > 0", "true^^boolean"},
      {"-0.00000000000000000000001 > -0.00000000000000000000002", "true^^boolean"},
      {"'NaN'^^xsd:double = 'NaN'^^xsd:double", "false^^boolean"},
      {"'NaN'^^xsd:double != 'NaN'^^xsd:double", "true^^boolean"},
      {"'NaN'^^xsd:double < 1", "false^^boolean"},
      {"'NaN'^^xsd:double >= 1", "false^^boolean"},
      {"-0e0 = 0e0", "true^^boolean"},
      {"'a' = 'a'", "true^^boolean"},
      {"'a' < 'b'", "true^^boolean"},
      {"'a' < 'B'", "false^^boolean"},
      {"'a' < ''", "false^^boolean"},
      {"'\xef\xbf\xbd' < '\xf0\x90\x80\x80'", "true^^boolean"},
      {"'a'@en = 'a'@en", "true^^boolean"},
      {"'a'@en = 'a'@EN", "true^^boolean"},
      {"'a'@en = 'a'", "false^^boolean"},
      {"'a'@en != 'a'@fr", "true^^boolean"},
      {"'a'@en = 'a'@en--ltr", "false^^boolean"},
      {"'a'@en < 'b'@en", "error"},
      {"'a' = 1", "false^^boolean"},
      {"'a' < 1", "error"},
      {"true = false", "false^^boolean"},
      {"true > false", "true^^boolean"},
      {"true = '1'^^xsd:boolean", "true^^boolean"},
      {"true = 1", "false^^boolean"},
      {":a = :a", "true^^boolean"},
      {":a = :b", "false^^boolean"},
      {":a != 'a'", "true^^boolean"},
      {":a = 1", "false^^boolean"},
      {":a < :b", "error"},
      {"BNODE() = BNODE()", "false^^boolean"},
      {"BNODE('x') = BNODE('x')", "true^^boolean"},
      {"'x'^^:d = 'x'^^:d", "true^^boolean"},
      {"'x'^^:d != 'x'^^:d", "false^^boolean"},
      {"'x'^^:d = 'y'^^:d", "error"},
      {"'x'^^:d != 'y'^^:d", "error"},
      {"'x'^^:d = 'x'", "error"},
      {"'x'^^:d = 'x'@en", "false^^boolean"},
      {"'x'^^xsd:integer != 'x'@en", "true^^boolean"},
      {"'x'^^:d < 'y'^^:d", "error"},
      {"'x'^^xsd:integer = 'x'^^xsd:integer", "true^^boolean"},
      {"'x'^^xsd:integer = 1", "error"},
      {"?x = 1", "error"},
      {"1 = ?x", "error"},
      {"'2006-08-23'^^xsd:date = '2006-08-23'^^xsd:date", "true^^boolean"},
      {"'2006-08-23Z'^^xsd:date = '2006-08-23+00:00'^^xsd:date", "true^^boolean"},
      {"'2006-08-23'^^xsd:date = '2006-08-23Z'^^xsd:date", "error"},
      {"'2006-08-23'^^xsd:date != '2006-08-23Z'^^xsd:date", "error"},
      {"'2006-08-23Z'^^xsd:date > '2006-08-22'^^xsd:date", "true^^boolean"},
      {"'2006-08-23'^^xsd:date != '2001-01-01Z'^^xsd:date", "true^^boolean"},
      {"'2006-08-23'^^xsd:date = '2006-08-23T00:00:00'^^xsd:dateTime", "false^^boolean"},
      {"'2006-08-23'^^xsd:date < '2006-08-24T00:00:00'^^xsd:dateTime", "error"},
      {"'2002-04-02T12:00:00-01:00'^^xsd:dateTime = '2002-04-02T17:00:00+04:00'^^xsd:dateTime",
       "true^^boolean"},
      {"'2002-04-02T12:00:00Z'^^xsd:dateTime < '2002-04-02T12:00:00.001Z'^^xsd:dateTime", "true^^boolean"},
      {"'1999-12-31T24:00:00Z'^^xsd:dateTime = '2000-01-01T00:00:00Z'^^xsd:dateTime", "true^^boolean"},
      {"'-0001-01-01T00:00:00Z'^^xsd:dateTime < '0001-01-01T00:00:00Z'^^xsd:dateTime", "true^^boolean"},
      {"'2000-01-01T00:00:00Z'^^xsd:dateTime = '2000-01-01T00:00:00Z'^^xsd:dateTimeStamp", "true^^boolean"},
      {"'08:00:00+09:00'^^xsd:time < '17:00:00-06:00'^^xsd:time", "true^^boolean"},
      {"'2024'^^xsd:gYear < '2025'^^xsd:gYear", "true^^boolean"},
      {"'--12-25'^^xsd:gMonthDay = '--12-25'^^xsd:gMonthDay", "true^^boolean"},
      {"'P1Y'^^xsd:duration = 'P12M'^^xsd:duration", "true^^boolean"},
      {"'PT24H'^^xsd:duration = 'P1D'^^xsd:dayTimeDuration", "true^^boolean"},
      {"'P1Y'^^xsd:duration = 'P365D'^^xsd:duration", "false^^boolean"},
      {"'P1Y'^^xsd:yearMonthDuration < 'P13M'^^xsd:yearMonthDuration", "true^^boolean"},
      {"'P1M'^^xsd:duration < 'P30D'^^xsd:duration", "error"},
      {"'P0M'^^xsd:yearMonthDuration = 'PT0S'^^xsd:dayTimeDuration", "true^^boolean"},
      {"<<( :s :p 1 )>> = <<( :s :p 1.0 )>>", "true^^boolean"},
      {"<<( :s :p 1 )>> = <<( :s :p 2 )>>", "false^^boolean"},
      {"<<( :s :p 'x'^^:d )>> = <<( :s :p 'y'^^:d )>>", "error"},
      {"<<( :s :p 'x'^^:d )>> = <<( :t :p 'y'^^:d )>>", "false^^boolean"},
      {"<<( :s :p <<( :a :b 1 )>> )>> = <<( :s :p <<( :a :b 01 )>> )>>", "true^^boolean"},
      {"<<( :s :p <<( :a :b 1 )>> )>> != <<( :s :p 1 )>>", "true^^boolean"},
      {"<<( :s :p 1 )>> = :s", "false^^boolean"},
      {"<<( :s :p 1 )>> < <<( :s :p 2 )>>", "error"},
  };
  EXPR_CHECK(*state, rows);
}

// Each value comes before the next.
static void
order_is_as_documented(void **state)
{
  expr_world *w = *state;
  static const char *const sorted[] = {"?x",
                                       "BNODE()",
                                       ":a",
                                       ":b",
                                       "''",
                                       "'a'",
                                       "'a'@de",
                                       "'a'@en",
                                       "'a'@en--ltr",
                                       "'a'@en--rtl",
                                       "'b'",
                                       "false",
                                       "true",
                                       "'NaN'^^xsd:double",
                                       "'-INF'^^xsd:double",
                                       "-1",
                                       "0.5",
                                       "1e0",
                                       "2",
                                       "'INF'^^xsd:float",
                                       "'2000-01-01T00:00:00Z'^^xsd:dateTime",
                                       "'2000-01-01T00:00:00-01:00'^^xsd:dateTime",
                                       "'2001-01-01T00:00:00'^^xsd:dateTime",
                                       "'1999-01-01'^^xsd:date",
                                       "'2000-01-01'^^xsd:date",
                                       "'10:00:00'^^xsd:time",
                                       "'1990'^^xsd:gYear",
                                       "'P1D'^^xsd:dayTimeDuration",
                                       "'P1M'^^xsd:yearMonthDuration",
                                       "'x'^^:d",
                                       "'y'^^:d",
                                       "'a'^^:e",
                                       "'x'^^xsd:integer",
                                       "<<( :s :p 1 )>>",
                                       "<<( :s :p 2 )>>",
                                       "<<( :s :q 1 )>>",
                                       "<<( :s :q <<( :a :b :c )>> )>>",
                                       "<<( :t :p 1 )>>"};
  enum { N = sizeof sorted / sizeof *sorted };
  kg__value values[N];
  for (size_t i = 0; i < N; i++)
    assert_ok(expr_eval(w, sorted[i], &values[i]), w->err);
  for (size_t i = 0; i < N; i++) {
    for (size_t j = 0; j < N; j++) {
      int order = kg__value_order(&values[i], &values[j]);
      if ((order > 0) - (order < 0) != (i > j) - (i < j))
        fail_msg("%s and %s: %d", sorted[i], sorted[j], order);
    }
  }
}

static const char *
random_expr(char text[128], size_t size)
{
  static const char *const types[] = {"integer", "decimal",  "double", "float",    "string", "boolean",
                                      "date",    "dateTime", "gYear",  "duration", "byte",   "time"};
  static const char *const forms[] = {"0",
                                      "1",
                                      "-1",
                                      "01",
                                      "1.0",
                                      "0.1",
                                      "1e0",
                                      "9007199254740993",
                                      "9007199254740992",
                                      "9007199254740993.5",
                                      "NaN",
                                      "INF",
                                      "-INF",
                                      "0.1000000000000000055",
                                      "true",
                                      "2000-01-01",
                                      "2000-01-01Z",
                                      "2000-01-01T00:00:00Z",
                                      "2000-01-01T05:00:00",
                                      "2000",
                                      "2000-01-01T00:00:00+09:00",
                                      "P1M",
                                      "P30D",
                                      "P31D",
                                      "P1D",
                                      "PT24H",
                                      "10:00:00",
                                      "10:00:00Z",
                                      "16777217",
                                      "1e-400",
                                      "a",
                                      ""};
  const char *type = types[(size_t)rand() % (sizeof types / sizeof *types)];
  const char *form = forms[(size_t)rand() % (sizeof forms / sizeof *forms)];
  switch (rand() % 8) {
  case 0:
    snprintf(text, size, "'%s'@en", form);
    break;
  case 1:
    snprintf(text, size, "<<( :s :p '%s'^^xsd:%s )>>", form, type);
    break;
  case 2:
    snprintf(text, size, "<http://x/%d>", rand() % 3);
    break;
  default:
    snprintf(text, size, "'%s'^^xsd:%s", form, type);
  }
  return text;
}

static int
sign(int x)
{
  return (x > 0) - (x < 0);
}

static void
order_is_total_and_agrees_with_the_operators(void **state)
{
  expr_world *w = *state;
  enum { N = 120 };
  static char texts[N][128];
  kg__value v[N];
  srand(7);
  for (int i = 0; i < N; i++)
    assert_ok(expr_eval(w, random_expr(texts[i], sizeof texts[i]), &v[i]), w->err);
  for (int i = 0; i < N; i++) {
    for (int j = 0; j < N; j++) {
      int order = sign(kg__value_order(&v[i], &v[j]));
      assert_int_equal(order, -sign(kg__value_order(&v[j], &v[i])));
      kg__value less = kg__compare(KG__LESS, &v[i], &v[j]), equal = kg__compare(KG__EQUAL, &v[i], &v[j]);
      if (less.kind == KG__VALUE_BOOLEAN && less.boolean && order >= 0)
        fail_msg("%s < %s", texts[i], texts[j]);
      if (kg__value_same_term(&v[i], &v[j]) && order)
        fail_msg("%s is %s", texts[i], texts[j]);
      kg__value different = kg__compare(KG__NOT_EQUAL, &v[i], &v[j]);
      assert_int_equal(equal.kind, different.kind);
      assert_true(equal.kind == KG__VALUE_ERROR || equal.boolean != different.boolean);
      for (int k = 0; k < N; k++) {
        if (order <= 0 && kg__value_order(&v[j], &v[k]) <= 0 && kg__value_order(&v[i], &v[k]) > 0)
          fail_msg("%s, %s, %s", texts[i], texts[j], texts[k]);
      }
    }
  }
}

// What ids alone tell is what the values tell.
static void
ids_compare_as_their_values(void **state)
{
  expr_world *w = *state;
  static const char *const exprs[] = {"1",
                                      "2",
                                      "-5",
                                      "1.0",
                                      "1.0E0",
                                      "2.0E0",
                                      "'NaN'^^xsd:double",
                                      "'a'",
                                      "'b'",
                                      "true",
                                      "false",
                                      "'2000-01-01'^^xsd:date",
                                      "'1.0E0'^^xsd:float",
                                      "'1'^^xsd:int"};
  enum { N = sizeof exprs / sizeof *exprs };
  kg__value v[N];
  int decided = 0;
  for (size_t i = 0; i < N; i++) {
    assert_ok(expr_eval(w, exprs[i], &v[i]), w->err);
    assert_true(kg_id_is_inline(v[i].id));
  }
  for (size_t i = 0; i < N * N; i++) {
    for (kg__comparison op = KG__EQUAL; op <= KG__GREATER_OR_EQUAL; op++) {
      const kg__value *a = &v[i / N], *b = &v[i % N];
      kg__value fast, slow = kg__compare(op, a, b);
      if (!kg__id_compare(op, a->id, b->id, &fast))
        continue;
      decided++;
      if (fast.kind != slow.kind || fast.boolean != slow.boolean)
        fail_msg("%s, %s, operator %d", exprs[i / N], exprs[i % N], (int)op);
    }
  }
  assert_true(decided > 100);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, expr_setup, expr_teardown)
  const struct CMUnitTest tests[] = {
      TEST(operators_compare_values),
      TEST(order_is_as_documented),
      TEST(order_is_total_and_agrees_with_the_operators),
      TEST(ids_compare_as_their_values),
  };
  return cmocka_run_group_tests_name("compare", tests, NULL, NULL);
}
