// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "kg/term.h"
#include "tests/support/alloc.h"

#include <stdio.h>

// A literal longer than an arena's block, with escapes, capitals in its tag, inside of a triple term.
static void
write_long_term(kg_buf *text)
{
  kg_buf_add_str(text, KG_STR("<<( <x:\\u00E4> <x:p> \""));
  for (int i = 0; i < 100000; i++)
    kg_buf_add_str(text, KG_STR("\\n\\u00E4"));
  kg_buf_add_str(text, KG_STR("\"@EN--ltr )>>"));
}

static int
read_copy_print(void *data)
{
  const kg_buf *text = data;
  kg_arena *arena = kg_arena_new();
  kg_buf out = {0};
  kg_term term, copy;
  size_t end;
  kg_status st = arena ? KG_OK : KG_ERR_NOMEM;
  if (!st)
    st = kg_term_parse(kg_buf_str(text), arena, &end, &term, NULL);
  if (!st)
    st = kg_term_copy(&term, arena, &copy);
  if (!st)
    st = kg_term_print(&copy, &out);
  if (st)
    assert_int_equal(out.len, 0);
  kg_buf_release(&out);
  kg_arena_free(arena);
  return st;
}

static void
reading_copying_and_printing_report_that_memory_is_out(void **state)
{
  (void)state;
  kg_buf text = {0};
  write_long_term(&text);
  assert_true(alloc_try_all(read_copy_print, &text) > 5);
  kg_buf_release(&text);
}

static kg_status
add_many(kg_namespaces *ns)
{
  KG_TRY(kg_namespaces_add_common(ns));
  for (int i = 0; i < 100; i++) {
    char prefix[32], iri[64];
    snprintf(prefix, sizeof prefix, "p%d", i % 80);
    snprintf(iri, sizeof iri, "http://example.org/%d/", i);
    KG_TRY(kg_namespaces_add(ns, kg_str_of(prefix), kg_str_of(iri)));
  }
  return KG_OK;
}

static int
fill_namespaces(void *data)
{
  (void)data;
  kg_namespaces *ns = kg_namespaces_new();
  kg_status st = ns ? add_many(ns) : KG_ERR_NOMEM;
  kg_str prefix, iri, found;
  for (size_t i = 0; ns && kg_namespaces_at(ns, i, &prefix, &iri); i++)
    assert_true(kg_namespaces_find(ns, prefix, &found) && kg_str_equal(iri, found));
  kg_namespaces_free(ns);
  return st;
}

static void
namespaces_stay_whole_when_memory_is_out(void **state)
{
  (void)state;
  assert_true(alloc_try_all(fill_namespaces, NULL) > 5);
}

static int
resolve_and_name(void *data)
{
  (void)data;
  kg_buf buf = {0};
  kg_error err;
  kg_status st = kg_iri_resolve(KG_STR("http://example.org/a/long/path/that/does/not/fit/at/first"),
                                KG_STR("../and/another/one/that/makes/it/longer?and#longer"), &buf);
  if (!st)
    st = kg_iri_from_path(KG_STR("/a path/with a lot/that must/be escaped/so that/it grows/ / / / / /"), &buf,
                          &err);
  kg_buf_release(&buf);
  return st;
}

static void
resolving_reports_that_memory_is_out(void **state)
{
  (void)state;
  assert_true(alloc_try_all(resolve_and_name, NULL) >= 2);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reading_copying_and_printing_report_that_memory_is_out),
      cmocka_unit_test(namespaces_stay_whole_when_memory_is_out),
      cmocka_unit_test(resolving_reports_that_memory_is_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
