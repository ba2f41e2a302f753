// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "kg/term.h"
#include "kg/vocab.h"

#include <stdlib.h>

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
terms_are_read_and_print_canonically(void **state)
{
  (void)state;
  static const struct {
    const char *text, *want, *rest;
  } rows[] = {
      {"<http://a/b> .", "<http://a/b>", " ."},
      {"<a:>", "<a:>", ""},
      {"<http://a/\\u00E4\\U0001F600>", "<http://a/\xc3\xa4\xf0\x9f\x98\x80>", ""},
      {"<http://a/%zz>", "<http://a/%zz>", ""},
      {"_:a", "_:a", ""},
      {"_:0.1.x.", "_:0.1.x", "."},
      {"_:a..b...", "_:a..b", "..."},
      {"_:_-\xc3\xa4\xc2\xb7 .", "_:_-\xc3\xa4\xc2\xb7", " ."},
      {"_:a:b", "_:a", ":b"},
      {"\"\"", "\"\"", ""},
      {"\"a b\".", "\"a b\"", "."},
      {"\"\\t\\b\\n\\r\\f\\\"\\'\\\\\"", "\"\\t\\b\\n\\r\\f\\\"'\\\\\"", ""},
      {"\"\\u0041\\U00000042\\u0000\"", "\"AB\\u0000\"", ""},
      {"\"\t\x01'\"", "\"\\t\\u0001'\"", ""},
      {"\"a\"@EN-us-1901 .", "\"a\"@en-us-1901", " ."},
      {"\"a\"@ar--rtl.", "\"a\"@ar--rtl", "."},
      {"\"a\"@en-Latn--ltr", "\"a\"@en-latn--ltr", ""},
      {"\"1\"^^<x:y>", "\"1\"^^<x:y>", ""},
      {"\"1\" ^^ <x:y>", "\"1\"^^<x:y>", ""},
      {"\"1\" @en", "\"1\"@en", ""},
      {"\"1\" <x:y>", "\"1\"", " <x:y>"},
      {"\"1\"^^<" KG_XSD_STRING ">", "\"1\"", ""},
      {"<<(<x:s><x:p>\"o\")>>.", "<<( <x:s> <x:p> \"o\" )>>", "."},
      {"<<( _:s\t<x:p>  <<( <x:s> <x:p> _:o. )>>", NULL, NULL},
      {"<<( _:s\t<x:p>  <<( <x:s> <x:p> _:o )>> )>>", "<<( _:s <x:p> <<( <x:s> <x:p> _:o )>> )>>", ""},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    kg_buf buf = {0};
    kg_term term;
    kg_error err;
    size_t end = 0;
    kg_str text = kg_str_of(rows[i].text);
    assert_status(rows[i].want ? KG_OK : KG_ERR_DATA, kg_term_parse(text, arena, &end, &term, &err), err);
    if (!rows[i].want)
      continue;
    assert_int_equal(kg_term_print(&term, &buf), KG_OK);
    assert_str(rows[i].want, kg_buf_str(&buf));
    assert_string_equal(rows[i].text + end, rows[i].rest);
    kg_buf_release(&buf);
  }
}

static void
wrong_terms_are_refused_at_their_place(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    size_t column;
    const char *message;
  } rows[] = {
      {"", 1, "expected an IRI, a blank node, a literal or a triple term"},
      {" <x:a>", 1, "expected an IRI, a blank node, a literal or a triple term"},
      {"'a'", 1, "expected an IRI, a blank node, a literal or a triple term"},
      {"<a>", 2, "a relative IRI has no place here"},
      {"<>", 2, "a relative IRI has no place here"},
      {"<x:a", 5, "the IRI has no end"},
      {"<x:a b>", 5, "this may not stand in an IRI"},
      {"<x:\xc3\xa4{>", 5, "this may not stand in an IRI"},
      {"<x:a\\n>", 5, "broken escape in an IRI"},
      {"<x:\\u00ZZ>", 4, "broken escape in an IRI"},
      {"<x:\\u0020>", 2, "an escape in this IRI stands for a character that IRIs may not have"},
      {"<x:\\uD800>", 4, "broken escape in an IRI"},
      {"_a", 1, "expected '_:'"},
      {"_:", 3, "expected the label of a blank node"},
      {"_::a", 3, "expected the label of a blank node"},
      {"_:-a", 3, "expected the label of a blank node"},
      {"\"a", 3, "the string has no end"},
      {"\"a\n\"", 3, "the string has no end"},
      {"\"a\\", 3, "broken escape in a string"},
      {"\"\\a\"", 2, "broken escape in a string"},
      {"\"\\u123\"", 2, "broken escape in a string"},
      {"\"\\uDFFF\"", 2, "broken escape in a string"},
      {"\"\\uD83D\\uDE00\"", 2, "broken escape in a string"},
      {"\"\\U00110000\"", 2, "broken escape in a string"},
      {"\"\\UFFFFFFFF\"", 2, "broken escape in a string"},
      {"\"a\xff\"", 3, "this is not UTF-8"},
      {"\"a\xed\xa0\x80\"", 3, "this is not UTF-8"},
      {"\"a\"@", 5, "expected a language tag"},
      {"\"a\"@1", 5, "expected a language tag"},
      {"\"a\"@en-", 8, "broken language tag"},
      {"\"a\"@en--", 9, "the direction of a text is 'ltr' or 'rtl'"},
      {"\"a\"@en--LTR", 9, "the direction of a text is 'ltr' or 'rtl'"},
      {"\"a\"@en--ltrx", 9, "the direction of a text is 'ltr' or 'rtl'"},
      {"\"a\"^^x:y", 6, "expected the IRI of a datatype"},
      {"\"a\"^^<y>", 7, "a relative IRI has no place here"},
      {"\"a\"^^<" KG_RDF_LANG_STRING ">", 4, "a literal of this datatype needs a language tag"},
      {"<<( \"s\" <x:p> <x:o> )>>", 5, "the subject must be an IRI or a blank node"},
      {"<<( <<( <x:s> <x:p> <x:o> )>> <x:p> <x:o> )>>", 5, "the subject must be an IRI or a blank node"},
      {"<<( <x:s> _:p <x:o> )>>", 11, "the predicate must be an IRI"},
      {"<<( <x:s> <x:p> <x:o> >>", 23, "expected ')>>'"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    kg_term term;
    kg_error err;
    size_t end;
    assert_status(KG_ERR_DATA, kg_term_parse(kg_str_of(rows[i].text), arena, &end, &term, &err), err);
    assert_string_equal(err.message, rows[i].message);
    if (err.column != rows[i].column)
      fail_msg("%s: column %zu, not %zu", rows[i].text, err.column, rows[i].column);
    assert_int_equal(term.kind, KG_TERM_NONE);
    assert_int_equal(kg_term_parse(kg_str_of(rows[i].text), arena, &end, &term, NULL), KG_ERR_DATA);
  }
}

static void
nesting_ends_at_the_limit(void **state)
{
  (void)state;
  for (size_t depth = KG_TERM_DEPTH; depth <= KG_TERM_DEPTH + 1; depth++) {
    kg_buf text = {0};
    kg_term term;
    kg_error err;
    size_t end;
    for (size_t i = 0; i < depth; i++)
      kg_buf_add_str(&text, KG_STR("<<(<x:s><x:p>"));
    kg_buf_add_str(&text, KG_STR("<x:o>"));
    for (size_t i = 0; i < depth; i++)
      kg_buf_add_str(&text, KG_STR(")>>"));
    assert_status(depth <= KG_TERM_DEPTH ? KG_OK : KG_ERR_LIMIT,
                  kg_term_parse(kg_buf_str(&text), arena, &end, &term, &err), err);
    kg_buf_release(&text);
  }
}

static void
the_end_of_the_text_is_never_passed(void **state)
{
  (void)state;
  static const char text[] = "<<( _:s <x:p\\u00E4> \"\xc3\xa4\\U0001F600\"@en--rtl )>>";
  for (size_t n = 0; n < sizeof text - 1; n++) {
    char *exact = memcpy(malloc(n + !n), text, n); // a sanitizer guards its end
    kg_term term;
    size_t end;
    assert_int_equal(kg_term_parse((kg_str){exact, n}, arena, &end, &term, NULL), KG_ERR_DATA);
    free(exact);
  }
}

static void
text_without_escapes_is_borrowed(void **state)
{
  (void)state;
  kg_str text = KG_STR("\"abc\"@en");
  kg_term term;
  size_t end;
  assert_int_equal(kg_term_parse(text, arena, &end, &term, NULL), KG_OK);
  assert_ptr_equal(term.value.ptr, text.ptr + 1);
  assert_ptr_equal(term.language.ptr, text.ptr + 6);
  assert_str(KG_RDF_LANG_STRING, term.datatype);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(terms_are_read_and_print_canonically),
      cmocka_unit_test(wrong_terms_are_refused_at_their_place),
      cmocka_unit_test(nesting_ends_at_the_limit),
      cmocka_unit_test(the_end_of_the_text_is_never_passed),
      cmocka_unit_test(text_without_escapes_is_borrowed),
  };
  return cmocka_run_group_tests(tests, make_arena, drop_arena);
}
