// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "kg/iri.h"

#include <stdlib.h>
#include <unistd.h>

typedef struct row {
  const char *base;
  const char *reference;
  const char *want;
} row;

static void
assert_resolves(const row *rows, size_t n)
{
  kg_buf buf = {0};
  for (size_t i = 0; i < n; i++) {
    kg_buf_clear(&buf);
    assert_int_equal(kg_iri_resolve(kg_str_of(rows[i].base), kg_str_of(rows[i].reference), &buf), KG_OK);
    if (!kg_str_equal(kg_buf_str(&buf), kg_str_of(rows[i].want)))
      fail_msg("<%s> against <%s> gives <%.*s>, not <%s>", rows[i].reference, rows[i].base,
               KG_STR_ARG(kg_buf_str(&buf)), rows[i].want);
  }
  kg_buf_release(&buf);
}

#define RFC "http://a/b/c/d;p?q"

static void
the_normal_examples_of_rfc_3986_resolve(void **state)
{
  (void)state;
  static const row rows[] = {
      {RFC, "g:h", "g:h"},
      {RFC, "g", "http://a/b/c/g"},
      {RFC, "./g", "http://a/b/c/g"},
      {RFC, "g/", "http://a/b/c/g/"},
      {RFC, "/g", "http://a/g"},
      {RFC, "//g", "http://g"},
      {RFC, "?y", "http://a/b/c/d;p?y"},
      {RFC, "g?y", "http://a/b/c/g?y"},
      {RFC, "#s", "http://a/b/c/d;p?q#s"},
      {RFC, "g#s", "http://a/b/c/g#s"},
      {RFC, "g?y#s", "http://a/b/c/g?y#s"},
      {RFC, ";x", "http://a/b/c/;x"},
      {RFC, "g;x", "http://a/b/c/g;x"},
      {RFC, "g;x?y#s", "http://a/b/c/g;x?y#s"},
      {RFC, "", "http://a/b/c/d;p?q"},
      {RFC, ".", "http://a/b/c/"},
      {RFC, "./", "http://a/b/c/"},
      {RFC, "..", "http://a/b/"},
      {RFC, "../", "http://a/b/"},
      {RFC, "../g", "http://a/b/g"},
      {RFC, "../..", "http://a/"},
      {RFC, "../../", "http://a/"},
      {RFC, "../../g", "http://a/g"},
  };
  assert_resolves(rows, sizeof rows / sizeof *rows);
}

static void
the_abnormal_examples_of_rfc_3986_resolve(void **state)
{
  (void)state;
  static const row rows[] = {
      {RFC, "../../../g", "http://a/g"},
      {RFC, "../../../../g", "http://a/g"},
      {RFC, "/./g", "http://a/g"},
      {RFC, "/../g", "http://a/g"},
      {RFC, "g.", "http://a/b/c/g."},
      {RFC, ".g", "http://a/b/c/.g"},
      {RFC, "g..", "http://a/b/c/g.."},
      {RFC, "..g", "http://a/b/c/..g"},
      {RFC, "./../g", "http://a/b/g"},
      {RFC, "./g/.", "http://a/b/c/g/"},
      {RFC, "g/./h", "http://a/b/c/g/h"},
      {RFC, "g/../h", "http://a/b/c/h"},
      {RFC, "g;x=1/./y", "http://a/b/c/g;x=1/y"},
      {RFC, "g;x=1/../y", "http://a/b/c/y"},
      {RFC, "g?y/./x", "http://a/b/c/g?y/./x"},
      {RFC, "g?y/../x", "http://a/b/c/g?y/../x"},
      {RFC, "g#s/./x", "http://a/b/c/g#s/./x"},
      {RFC, "g#s/../x", "http://a/b/c/g#s/../x"},
      {RFC, "http:g", "http:g"},
  };
  assert_resolves(rows, sizeof rows / sizeof *rows);
}

static void
references_resolve_against_unusual_bases(void **state)
{
  (void)state;
  static const row rows[] = {
      {"", "g", "g"},
      {"", "../g", "../g"},
      {"http://a", "g", "http://a/g"},
      {"http://a", "", "http://a"},
      {"http://a", "#s", "http://a#s"},
      {"http://a", "..", "http://a/"},
      {"http://a?q", "g", "http://a/g"},
      {"http://a/b", "?", "http://a/b?"},
      {"http://a/b?q", "?", "http://a/b?"},
      {"http://a/b?q", "#", "http://a/b?q#"},
      {"http://a/b#old", "", "http://a/b"},
      {"http://a/b/../c", "", "http://a/b/../c"},
      {"http://a//b///c", "d", "http://a//b///d"},
      {"http://a//b///c", "../d", "http://a//b//d"},
      {"http://a/b/", "../../../..", "http://a/"},
      {"file:///a/b", "c", "file:///a/c"},
      {"file:///", "//h/x", "file://h/x"},
      {"urn:x:y", "z", "urn:z"},
      {"urn:x:y", "#z", "urn:x:y#z"},
      {"urn:x:y", "?z", "urn:x:y?z"},
      {"mailto:a/b", "../../c", "mailto:/c"},
      {"x:/a", ".//b", "x:/.//b"},
      {"x:/a", "/.//b", "x:/.//b"},
      {"x://h/a", "/.//b", "x://h//b"},
      {"x:a", "1y:b", "x:1y:b"},
      {"http://a/b/c", "\xc3\xa4/../\xc3\xb6", "http://a/b/\xc3\xb6"},
      {"http://a/b/c", "g;x=1/.../y", "http://a/b/g;x=1/.../y"},
      {"http://a/b/c", "a:", "a:"},
  };
  assert_resolves(rows, sizeof rows / sizeof *rows);
}

static void
resolving_a_long_path_of_dots_is_linear(void **state)
{
  (void)state;
  size_t n = 3000000;
  char *text = malloc(n);
  kg_buf buf = {0};
  assert_non_null(text);
  for (size_t i = 0; i < n; i++)
    text[i] = "a/../"[i % 5];
  assert_int_equal(kg_iri_resolve(KG_STR(RFC), (kg_str){text, n}, &buf), KG_OK);
  assert_str("http://a/b/c/", kg_buf_str(&buf));
  kg_buf_release(&buf);
  free(text);
}

static void
what_was_in_the_buffer_stays_before_the_result(void **state)
{
  (void)state;
  kg_buf buf = {0};
  kg_buf_add_str(&buf, KG_STR("/x/y/<"));
  kg_iri_resolve(KG_STR("http://a/b"), KG_STR("../../c"), &buf);
  assert_str("/x/y/<http://a/c", kg_buf_str(&buf));
  kg_buf_release(&buf);
}

static void
splitting_tells_absent_parts_from_empty_ones(void **state)
{
  (void)state;
  kg_iri_parts p = kg_iri_split(KG_STR("http://u@h:1/p/q?a?b#c#d"));
  assert_str("http", p.scheme);
  assert_str("u@h:1", p.authority);
  assert_str("/p/q", p.path);
  assert_str("a?b", p.query);
  assert_str("c#d", p.fragment);
  p = kg_iri_split(KG_STR("x://?#"));
  assert_non_null(p.authority.ptr);
  assert_non_null(p.query.ptr);
  assert_non_null(p.fragment.ptr);
  assert_int_equal(p.authority.len + p.path.len + p.query.len + p.fragment.len, 0);
  p = kg_iri_split((kg_str){0});
  assert_null(p.scheme.ptr);
  assert_null(p.authority.ptr);
  assert_null(p.query.ptr);
  assert_null(p.fragment.ptr);
  assert_int_equal(p.path.len, 0);
}

static void
only_a_scheme_makes_an_iri_absolute(void **state)
{
  (void)state;
  static const char *const absolute[] = {"http://a", "a:", "x-y+z.1:b"};
  static const char *const relative[] = {"",     ":",     "a",    "/a:b", "1a:b",
                                         "-a:b", "a b:c", "?a:b", "#a:b", "\xc3\xa4:b"};
  for (size_t i = 0; i < sizeof absolute / sizeof *absolute; i++)
    assert_true(kg_iri_is_absolute(kg_str_of(absolute[i])));
  for (size_t i = 0; i < sizeof relative / sizeof *relative; i++)
    assert_false(kg_iri_is_absolute(kg_str_of(relative[i])));
}

static void
the_check_finds_the_first_byte_that_may_not_stand_in_an_iri(void **state)
{
  (void)state;
  static const char refused[] = "\x01\x1f \"<>\\^`{|}\xff\x80";
  static const char allowed[] = "http://\xc3\xa4/%zz/~!$&'()*+,;=:@[]?#\x7f";
  assert_int_equal(kg_iri_check(kg_str_of(allowed)), strlen(allowed));
  for (size_t i = 0; refused[i]; i++) {
    char text[] = "http://a/?b";
    text[9] = refused[i];
    if (kg_iri_check(kg_str_of(text)) != 9)
      fail_msg("byte 0x%02X passes", (unsigned char)refused[i]);
  }
  assert_int_equal(kg_iri_check((kg_str){"a\0b", 3}), 1);
  assert_int_equal(kg_iri_check(KG_STR("a\xc3")), 1);
}

static void
a_path_becomes_a_file_iri(void **state)
{
  (void)state;
  static const char *const rows[][2] = {
      {"/a/b.ttl", "file:///a/b.ttl"},
      {"/a b/%20#?[]", "file:///a%20b/%2520%23%3F%5B%5D"},
      {"/\xc3\xa4\xff", "file:///\xc3\xa4%FF"},
      {"/a/./b/../c/", "file:///a/c/"},
      {"/..", "file:///"},
      {"//x", "file:////x"},
  };
  kg_buf buf = {0};
  kg_error err;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    kg_buf_clear(&buf);
    assert_ok(kg_iri_from_path(kg_str_of(rows[i][0]), &buf, &err), err);
    assert_str(rows[i][1], kg_buf_str(&buf));
  }
  assert_int_equal(kg_iri_from_path((kg_str){0}, &buf, &err), KG_ERR_ARGUMENT);
  kg_buf_release(&buf);
}

static void
a_relative_path_starts_at_the_working_directory(void **state)
{
  (void)state;
  kg_buf buf = {0};
  kg_error err;
  char old[4096];
  assert_non_null(getcwd(old, sizeof old));
  assert_int_equal(chdir("/usr/share"), 0);
  kg_status st = kg_iri_from_path(KG_STR("../x.ttl"), &buf, &err);
  assert_int_equal(chdir(old), 0);
  assert_ok(st, err);
  assert_str("file:///usr/x.ttl", kg_buf_str(&buf));
  kg_buf_release(&buf);
}

static void
the_local_name_stands_behind_the_last_hash_or_slash(void **state)
{
  (void)state;
  assert_str("b", kg_iri_local(KG_STR("http://e/a#b")));
  assert_str("b", kg_iri_local(KG_STR("http://e#a/b")));
  assert_str("", kg_iri_local(KG_STR("http://e/a/")));
  assert_str("urn:a", kg_iri_local(KG_STR("urn:a")));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_normal_examples_of_rfc_3986_resolve),
      cmocka_unit_test(the_abnormal_examples_of_rfc_3986_resolve),
      cmocka_unit_test(references_resolve_against_unusual_bases),
      cmocka_unit_test(resolving_a_long_path_of_dots_is_linear),
      cmocka_unit_test(what_was_in_the_buffer_stays_before_the_result),
      cmocka_unit_test(splitting_tells_absent_parts_from_empty_ones),
      cmocka_unit_test(only_a_scheme_makes_an_iri_absolute),
      cmocka_unit_test(the_check_finds_the_first_byte_that_may_not_stand_in_an_iri),
      cmocka_unit_test(the_local_name_stands_behind_the_last_hash_or_slash),
      cmocka_unit_test(a_path_becomes_a_file_iri),
      cmocka_unit_test(a_relative_path_starts_at_the_working_directory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
