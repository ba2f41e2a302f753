// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "kg/term.h"
#include "kg/vocab.h"

static kg_arena *arena;

static int
make_arena(void **state)
{
  (void)state;
  return (arena = kg_arena_new()) ? 0 : -1;
}

static int
drop_arena(void **state)
{
  (void)state;
  kg_arena_free(arena);
  return 0;
}

static void
assert_prints(const char *want, kg_term term)
{
  kg_buf buf = {0};
  assert_int_equal(kg_term_print(&term, &buf), KG_OK);
  assert_str(want, kg_buf_str(&buf));
  kg_buf_release(&buf);
}

static kg_term
nested(size_t depth)
{
  kg_term term = kg_term_iri(KG_STR("x:o"));
  for (size_t i = 0; i < depth; i++) {
    kg_term *spo = kg_arena_alloc(arena, 3 * sizeof *spo);
    spo[0] = kg_term_iri(KG_STR("x:s"));
    spo[1] = kg_term_iri(KG_STR("x:p"));
    spo[2] = term;
    term = kg_term_triple(spo);
  }
  return term;
}

static void
terms_print_as_canonical_n_triples(void **state)
{
  (void)state;
  assert_prints("", (kg_term){0});
  assert_prints("_:b1", kg_term_blank(KG_STR("b1")));
  assert_prints("<http://a/\xc3\xa4>", kg_term_iri(KG_STR("http://a/\xc3\xa4")));
  assert_prints("\"a\"", kg_term_string(KG_STR("a")));
  assert_prints("\"\"", kg_term_literal(KG_STR(""), (kg_str){0}));
  assert_prints("\"1\"^^<" KG_XSD_INTEGER ">", kg_term_literal(KG_STR("1"), KG_STR(KG_XSD_INTEGER)));
  assert_prints("\"a\"@en-gb", kg_term_lang(KG_STR("a"), KG_STR("en-GB"), KG_DIRECTION_NONE));
  assert_prints("\"a\"@en--ltr", kg_term_lang(KG_STR("a"), KG_STR("en"), KG_DIRECTION_LTR));
  assert_prints("\"a\"@ar--rtl", kg_term_lang(KG_STR("a"), KG_STR("ar"), KG_DIRECTION_RTL));
  assert_prints("<<( <x:s> <x:p> <<( <x:s> <x:p> <x:o> )>> )>>", nested(2));
}

static void
strings_are_escaped_where_the_canonical_form_says_so(void **state)
{
  (void)state;
  assert_prints("\"\\b\\t\\n\\f\\r\\\"\\\\'\"", kg_term_string(KG_STR("\b\t\n\f\r\"\\'")));
  assert_prints("\"\\u0000\\u0001\\u000B\\u001F \\u007F\xc2\x80\"",
                kg_term_string(KG_STR("\0\x01\x0b\x1f \x7f\xc2\x80")));
  assert_prints("\"\xef\xbf\xbd\\uFFFE\\uFFFF\xf0\x9f\x98\x80\xef\xbe\xbe\"",
                kg_term_string(KG_STR("\xef\xbf\xbd\xef\xbf\xbe\xef\xbf\xbf\xf0\x9f\x98\x80\xef\xbe\xbe")));
}

static void
what_may_not_stand_in_an_iri_is_escaped(void **state)
{
  (void)state;
  assert_prints("<x:a\\u0020b\\u003E\\u005C>", kg_term_iri(KG_STR("x:a b>\\")));
}

static void
terms_nested_too_deeply_are_refused(void **state)
{
  (void)state;
  kg_buf buf = {0};
  kg_term copy, deep = nested(KG_TERM_DEPTH + 1), ok = nested(KG_TERM_DEPTH);
  kg_buf_add_char(&buf, 'x');
  assert_int_equal(kg_term_print(&deep, &buf), KG_ERR_LIMIT);
  assert_str("x", kg_buf_str(&buf));
  assert_int_equal(kg_term_copy(&deep, arena, &copy), KG_ERR_LIMIT);
  assert_int_equal(kg_term_print(&ok, &buf), KG_OK);
  assert_int_equal(kg_term_copy(&ok, arena, &copy), KG_OK);
  assert_true(kg_term_equal(&ok, &copy));
  kg_buf_release(&buf);
}

// In the order of kg_term_compare().
static size_t
some_terms(kg_term *out)
{
  kg_term *one = kg_arena_alloc(arena, 3 * sizeof *one), *two = kg_arena_alloc(arena, 3 * sizeof *two);
  one[0] = two[0] = kg_term_blank(KG_STR("s"));
  one[1] = two[1] = kg_term_iri(KG_STR("x:p"));
  one[2] = kg_term_string(KG_STR("1"));
  two[2] = kg_term_string(KG_STR("2"));
  kg_term terms[] = {
      {0},
      kg_term_blank(KG_STR("a")),
      kg_term_blank(KG_STR("b")),
      kg_term_iri(KG_STR("a")),
      kg_term_iri(KG_STR("ab")),
      kg_term_literal(KG_STR(""), KG_STR("x:d")),
      kg_term_lang(KG_STR("a"), KG_STR("en"), KG_DIRECTION_LTR),
      kg_term_lang(KG_STR("a"), KG_STR("EN"), KG_DIRECTION_RTL),
      kg_term_lang(KG_STR("a"), KG_STR("de"), KG_DIRECTION_NONE),
      kg_term_lang(KG_STR("a"), KG_STR("en"), KG_DIRECTION_NONE),
      kg_term_lang(KG_STR("a"), KG_STR("EN-gb"), KG_DIRECTION_NONE),
      kg_term_string(KG_STR("a")),
      kg_term_literal(KG_STR("a"), KG_STR("x:d")),
      kg_term_triple(one),
      kg_term_triple(two),
  };
  memcpy(out, terms, sizeof terms);
  return sizeof terms / sizeof *terms;
}

static void
comparison_is_a_total_order_and_agrees_with_equality(void **state)
{
  (void)state;
  kg_term terms[20];
  size_t n = some_terms(terms);
  for (size_t i = 0; i < n; i++) {
    for (size_t j = 0; j < n; j++) {
      int order = kg_term_compare(&terms[i], &terms[j]);
      if ((order > 0) - (order < 0) != (i > j) - (i < j))
        fail_msg("terms %zu and %zu compare as %d", i, j, order);
      assert_int_equal(kg_term_equal(&terms[i], &terms[j]), i == j);
    }
  }
}

static void
language_tags_are_equal_without_case(void **state)
{
  (void)state;
  kg_term a = kg_term_lang(KG_STR("a"), KG_STR("en-GB"), KG_DIRECTION_NONE);
  kg_term b = kg_term_lang(KG_STR("a"), KG_STR("EN-gb"), KG_DIRECTION_NONE);
  assert_true(kg_term_equal(&a, &b));
  assert_int_equal(kg_term_compare(&a, &b), 0);
}

static void
quads_compare_by_subject_predicate_object_graph(void **state)
{
  (void)state;
  kg_term a = kg_term_iri(KG_STR("x:a")), b = kg_term_iri(KG_STR("x:b")), none = {0};
  kg_quad rows[] = {{a, a, a, none}, {a, a, a, a}, {a, a, b, none}, {a, b, a, none}, {b, a, a, none}};
  for (size_t i = 0; i + 1 < sizeof rows / sizeof *rows; i++) {
    assert_true(kg_quad_compare(&rows[i], &rows[i + 1]) < 0);
    assert_true(kg_quad_compare(&rows[i + 1], &rows[i]) > 0);
    assert_int_equal(kg_quad_compare(&rows[i], &rows[i]), 0);
  }
}

static void
a_copy_lives_without_its_original(void **state)
{
  (void)state;
  kg_term terms[20], copies[20];
  size_t n = some_terms(terms);
  char text[] = "text", type[] = "x:type", language[] = "en";
  kg_term copy, typed = kg_term_literal(kg_str_of(text), kg_str_of(type));
  for (size_t i = 0; i < n; i++) {
    assert_int_equal(kg_term_copy(&terms[i], arena, &copies[i]), KG_OK);
    assert_true(kg_term_equal(&terms[i], &copies[i]));
  }
  assert_int_equal(kg_term_copy(&typed, arena, &copy), KG_OK);
  typed = kg_term_lang(kg_str_of(text), kg_str_of(language), KG_DIRECTION_RTL);
  kg_term tagged;
  assert_int_equal(kg_term_copy(&typed, arena, &tagged), KG_OK);
  text[0] = type[0] = language[0] = '?';
  assert_prints("\"text\"^^<x:type>", copy);
  assert_prints("\"text\"@en--rtl", tagged);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(terms_print_as_canonical_n_triples),
      cmocka_unit_test(strings_are_escaped_where_the_canonical_form_says_so),
      cmocka_unit_test(what_may_not_stand_in_an_iri_is_escaped),
      cmocka_unit_test(terms_nested_too_deeply_are_refused),
      cmocka_unit_test(comparison_is_a_total_order_and_agrees_with_equality),
      cmocka_unit_test(language_tags_are_equal_without_case),
      cmocka_unit_test(quads_compare_by_subject_predicate_object_graph),
      cmocka_unit_test(a_copy_lives_without_its_original),
  };
  return cmocka_run_group_tests(tests, make_arena, drop_arena);
}
