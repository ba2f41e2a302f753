// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/expr.h"

#include "kg/sparql/regex.h"

#include <stdio.h>

static void
patterns_match(void **state)
{
  static const expr_row rows[] = {
      {"REGEX('Alice', '^ali', 'i')", "true^^boolean"},
      {"REGEX('Alice', '^ali')", "false^^boolean"},
      {"REGEX('abracadabra', 'bra')", "true^^boolean"},
      {"REGEX('abracadabra', '^a.*a$')", "true^^boolean"},
      {"REGEX('abracadabra', '^bra')", "false^^boolean"},
      {"REGEX('a\\nb', 'a.b')", "false^^boolean"},
      {"REGEX('a\\rb', 'a.b')", "false^^boolean"},
      {"REGEX('a\\nb', 'a.b', 's')", "true^^boolean"},
      {"REGEX('a\\nb', '^b')", "false^^boolean"},
      {"REGEX('a\\nb', '^b', 'm')", "true^^boolean"},
      {"REGEX('a\\n', 'a$')", "false^^boolean"},
      {"REGEX('a\\n', 'a$', 'm')", "true^^boolean"},
      {"REGEX('helloworld', 'hello world', 'x')", "true^^boolean"},
      {"REGEX('helloworld', 'hello[ ]world', 'x')", "false^^boolean"},
      {"REGEX('hello world', 'hello[ ]world', 'x')", "true^^boolean"},
      {"REGEX('a#b', 'a # b', 'x')", "true^^boolean"},
      {"REGEX('a.b', 'a.b', 'q')", "true^^boolean"},
      {"REGEX('axb', 'a.b', 'q')", "false^^boolean"},
      {"REGEX('A.B[', 'a.b[', 'qi')", "true^^boolean"},
      {"REGEX('x', 'x', 'z')", "error"},
      {"REGEX('\xc3\x84', '\xc3\xa4', 'i')", "true^^boolean"},
      {"REGEX('\xf0\x9f\x98\x80', '^.$')", "true^^boolean"},
      {"REGEX('\xd9\xa3', '^\\\\d$')", "true^^boolean"},
      {"REGEX('\xc3\xa9', '^\\\\w$')", "true^^boolean"},
      {"REGEX('$', '^\\\\w$')", "true^^boolean"},
      {"REGEX('_', '^\\\\w$')", "false^^boolean"},
      {"REGEX('-', '^\\\\W$')", "true^^boolean"},
      {"REGEX('\\u00A0', '\\\\s')", "false^^boolean"},
      {"REGEX('\\u00A0', '^\\\\S$')", "true^^boolean"},
      {"REGEX('a1', '^\\\\i\\\\c$')", "true^^boolean"},
      {"REGEX('1a', '^\\\\i')", "false^^boolean"},
      {"REGEX('1a', '^\\\\I\\\\c$')", "true^^boolean"},
      {"REGEX(' ', '^\\\\C$')", "true^^boolean"},
      {"REGEX('x', '^[\\\\i-[:]]$')", "true^^boolean"},
      {"REGEX(':', '^[\\\\i-[:]]$')", "false^^boolean"},
      {"REGEX('e', '^[a-z-[aeiou]]$')", "false^^boolean"},
      {"REGEX('f', '^[a-z-[aeiou]]$')", "true^^boolean"},
      {"REGEX('e', '^[a-z-[aeiou-[e]]]$')", "true^^boolean"},
      {"REGEX('bcd', '^[a-z-[aeiou]]+$')", "true^^boolean"},
      {"REGEX('bed', '^[a-z-[aeiou]]+$')", "false^^boolean"},
      {"REGEX('-', '^[a-]$')", "true^^boolean"},
      {"REGEX('-', '^[-a]$')", "true^^boolean"},
      {"REGEX('b', '^[^a]$')", "true^^boolean"},
      {"REGEX(']', '^[\\\\]]$')", "true^^boolean"},
      {"REGEX('^', '^[a^]$')", "true^^boolean"},
      {"REGEX('b', '^[\\\\S]$')", "true^^boolean"},
      {"REGEX('\xce\xb1', '^\\\\p{IsGreek}$')", "error"},
      {"REGEX('\xce\xb1', '^\\\\p{IsGreekandCoptic}$')", "true^^boolean"},
      {"REGEX('a', '^\\\\p{IsBasicLatin}$')", "true^^boolean"},
      {"REGEX('\xc3\xa9', '^\\\\p{IsLatin-1Supplement}$')", "true^^boolean"},
      {"REGEX('\xc3\xa9', '^\\\\P{IsBasicLatin}$')", "true^^boolean"},
      {"REGEX('A', '^\\\\p{Lu}$')", "true^^boolean"},
      {"REGEX('a', '^\\\\P{Lu}$')", "true^^boolean"},
      {"REGEX('a', '^[\\\\p{Lu}\\\\p{Ll}]$')", "true^^boolean"},
      {"REGEX('a', '\\\\p{Latin}')", "error"},
      {"REGEX('abab', '^(ab)\\\\1$')", "true^^boolean"},
      {"REGEX('a', '^(a\\\\1)$')", "error"},
      {"REGEX('a', '\\\\1')", "error"},
      {"REGEX('aa1', '^(a)\\\\11$')", "true^^boolean"},
      {"REGEX('aaa', '^a{2,3}$')", "true^^boolean"},
      {"REGEX('aaa', '^a{2}$')", "false^^boolean"},
      {"REGEX('aaa', '^a{2,}$')", "true^^boolean"},
      {"REGEX('aaa', '^a*?a+?a??$')", "true^^boolean"},
      {"REGEX('a', '(?:a)')", "true^^boolean"},
      {"REGEX('a', '(?=a)')", "error"},
      {"REGEX('a', '(?<!b)a')", "error"},
      {"REGEX('a', '(?i)a')", "error"},
      {"REGEX('a', '(*UTF)a')", "error"},
      {"REGEX('a', '*a')", "error"},
      {"REGEX('a', 'a**')", "error"},
      {"REGEX('a', 'a++')", "error"},
      {"REGEX('a', 'a{,2}')", "error"},
      {"REGEX('a', 'a{2,1}')", "error"},
      {"REGEX('a', 'a{')", "error"},
      {"REGEX('a', '\\\\b')", "error"},
      {"REGEX('a', '\\\\Qa\\\\E')", "error"},
      {"REGEX('a', '\\\\x61')", "error"},
      {"REGEX('a', '(a')", "error"},
      {"REGEX('a', 'a)')", "error"},
      {"REGEX('a', '[a')", "error"},
      {"REGEX('a', '[z-a]')", "error"},
      {"REGEX('a', '[[:alpha:]]')", "error"},
      {"REGEX('a', '\\\\')", "error"},
      {"REGEX('a', '')", "true^^boolean"},
      {"REGEX('', '^$')", "true^^boolean"},
      {"REGEX('a|b', 'a\\\\|b')", "true^^boolean"},
      {"REGEX('b', '^(a|b)$')", "true^^boolean"},
      {"REGEX('\\t', '^\\\\t$')", "true^^boolean"},
      {"REGEX('chat'@en, 'h')", "true^^boolean"},
      {"REGEX('chat', 'h'@en)", "error"},
      {"REGEX(1, '1')", "error"},
  };
  EXPR_CHECK(*state, rows);
}

static void
matches_are_replaced(void **state)
{
  static const expr_row rows[] = {
      {"REPLACE('abcd', 'b', 'Z')", "'aZcd'"},
      {"REPLACE('abab', 'B', 'Z', 'i')", "'aZaZ'"},
      {"REPLACE('abab', 'B.', 'Z', 'i')", "'aZb'"},
      {"REPLACE('abracadabra', 'bra', '*')", "'a*cada*'"},
      {"REPLACE('abracadabra', 'a.*a', '*')", "'*'"},
      {"REPLACE('abracadabra', 'a.*?a', '*')", "'*c*bra'"},
      {"REPLACE('abracadabra', 'a', '')", "'brcdbr'"},
      {"REPLACE('abracadabra', 'a(.)', 'a$1$1')", "'abbraccaddabbra'"},
      {"REPLACE('abracadabra', '.*?', '$1')", "error"},
      {"REPLACE('AAAA', 'A+', 'b')", "'b'"},
      {"REPLACE('AAAA', 'A+?', 'b')", "'bbbb'"},
      {"REPLACE('darted', '^(.*?)d(.*)$', '$1c$2')", "'carted'"},
      {"REPLACE('aAbBaC', 'a', '~/', 'i')", "'~/~/bB~/C'"},
      {"REPLACE('abcd', '(ab)|(a)', '[1=$1][2=$2]')", "'[1=ab][2=]cd'"},
      {"REPLACE('abc', 'b', '[$0]')", "'a[b]c'"},
      {"REPLACE('abc', 'b', '[$1]')", "'a[]c'"},
      {"REPLACE('abc', '(b)', '$12')", "'ab2c'"},
      {"REPLACE('abc', 'b', '\\\\$1')", "'a$1c'"},
      {"REPLACE('abc', 'b', '\\\\\\\\')", "'a\\c'"},
      {"REPLACE('abc', 'b', '\\\\n')", "error"},
      {"REPLACE('abc', 'b', '$')", "error"},
      {"REPLACE('abc', 'b', '$x')", "error"},
      {"REPLACE('a.b.c', '.', '$1', 'q')", "'a$1b$1c'"},
      {"REPLACE('a\\\\b', '\\\\', '\\\\\\\\', 'q')", "'a\\\\b'"},
      {"REPLACE('abc'@en, 'b', 'X')", "'aXc'@en"},
      {"REPLACE('abc', 'x*', '-')", "error"},
      {"REPLACE('abc', '$', '-')", "error"},
      {"REPLACE('', 'a', 'b')", "''"},
      {"REPLACE('\xc3\xa4\xc3\xb6', '\xc3\xb6', 'o')", "'\xc3\xa4o'"},
      {"REPLACE('a b\\tc', '\\\\s', '_')", "'a_b_c'"},
      {"REPLACE(1, '1', '2')", "error"},
      {"REPLACE('a', '(', '2')", "error"},
  };
  EXPR_CHECK(*state, rows);
}

static void
bad_patterns_end_in_time(void **state)
{
  expr_world *w = *state;
  static const char *const exprs[] = {
      "REGEX('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '^(a+)+b$')",
      "REGEX('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '(a|aa)+$b')",
      "REGEX('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', '(x+x+)+y')",
      "REPLACE('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac', '(a*)*b', '')",
  };
  for (size_t i = 0; i < sizeof exprs / sizeof *exprs; i++) {
    kg__value value;
    uint64_t start = kg_clock();
    kg_status st = expr_eval(w, exprs[i], &value);
    assert_true(st == KG_OK || st == KG_ERR_LIMIT);
    assert_true(kg_clock() - start < UINT64_C(20000000000));
  }
}

static void
many_patterns_share_the_cache(void **state)
{
  expr_world *w = *state;
  for (int round = 0; round < 3; round++) {
    for (int i = 0; i < 100; i++) {
      char pattern[32], text[32];
      bool matches;
      snprintf(pattern, sizeof pattern, "^a{%d}$", i % 50);
      memset(text, 'a', sizeof text);
      size_t n = (size_t)i % 30;
      assert_int_equal(
          kg__regex_match(&w->functions, (kg_str){text, n}, kg_str_of(pattern), KG_STR(""), &matches), KG_OK);
      assert_int_equal(matches, n == (size_t)i % 50);
    }
  }
}

// Patterns used often are compiled to machine code: the answers are the same.
static void
one_pattern_matches_a_thousand_texts(void **state)
{
  expr_world *w = *state;
  for (int i = 0; i < 1000; i++) {
    char text[16];
    bool matches;
    int n = snprintf(text, sizeof text, "row %d", i);
    assert_int_equal(kg__regex_match(&w->functions, (kg_str){text, (size_t)n}, KG_STR("^ROW [0-9]*7$"),
                                     KG_STR("i"), &matches),
                     KG_OK);
    assert_int_equal(matches, i % 10 == 7);
  }
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, expr_setup, expr_teardown)
  const struct CMUnitTest tests[] = {
      TEST(patterns_match),
      TEST(matches_are_replaced),
      TEST(bad_patterns_end_in_time),
      TEST(many_patterns_share_the_cache),
      TEST(one_pattern_matches_a_thousand_texts),
  };
  return cmocka_run_group_tests_name("regex", tests, NULL, NULL);
}
