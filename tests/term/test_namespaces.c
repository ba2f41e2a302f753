// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "kg/iri.h"
#include "kg/vocab.h"

#include <stdio.h>

static int
make(void **state)
{
  *state = kg_namespaces_new();
  return *state ? 0 : -1;
}

static int
drop(void **state)
{
  kg_namespaces_free(*state);
  return 0;
}

static void
add(kg_namespaces *ns, const char *prefix, const char *iri)
{
  assert_int_equal(kg_namespaces_add(ns, kg_str_of(prefix), kg_str_of(iri)), KG_OK);
}

static void
assert_shortens(const kg_namespaces *ns, const char *iri, const char *want_prefix, const char *want_local)
{
  kg_str prefix, local;
  assert_true(kg_namespaces_shorten(ns, kg_str_of(iri), &prefix, &local));
  assert_str(want_prefix, prefix);
  assert_str(want_local, local);
}

static void
the_longest_namespace_wins(void **state)
{
  kg_namespaces *ns = *state;
  kg_str prefix, local;
  add(ns, "none", "");
  add(ns, "a", "http://a/");
  add(ns, "ab", "http://a/b");
  add(ns, "abc", "http://a/b/c#");
  add(ns, "abcd", "http://a/b/c#d#");
  assert_shortens(ns, "http://a/x", "a", "x");
  assert_shortens(ns, "http://a/bx", "ab", "x");
  assert_shortens(ns, "http://a/b/c#x", "abc", "x");
  assert_shortens(ns, "http://a/b/c#d#", "abcd", "");
  assert_shortens(ns, "http://a/b/c#dx", "abc", "dx");
  assert_shortens(ns, "http://a/zzz", "a", "zzz");
  assert_false(kg_namespaces_shorten(ns, KG_STR("http://b/"), &prefix, &local));
  assert_false(kg_namespaces_shorten(ns, KG_STR("http:"), &prefix, &local));
  assert_false(kg_namespaces_shorten(ns, KG_STR(""), &prefix, &local));
}

static void
of_two_prefixes_for_one_namespace_the_first_wins(void **state)
{
  kg_namespaces *ns = *state;
  add(ns, "z", "http://a/");
  add(ns, "y", "http://a/");
  assert_shortens(ns, "http://a/x", "z", "x");
  add(ns, "z", "http://b/");
  assert_shortens(ns, "http://a/x", "y", "x");
  assert_shortens(ns, "http://b/x", "z", "x");
}

static void
setting_a_prefix_again_replaces_it_in_its_place(void **state)
{
  kg_namespaces *ns = *state;
  kg_str prefix, iri;
  add(ns, "", "http://a/");
  add(ns, "b", "http://b/");
  add(ns, "", "http://c/");
  assert_int_equal(kg_namespaces_count(ns), 2);
  assert_true(kg_namespaces_at(ns, 0, &prefix, &iri));
  assert_str("", prefix);
  assert_str("http://c/", iri);
  assert_true(kg_namespaces_find(ns, KG_STR(""), &iri));
  assert_str("http://c/", iri);
  assert_false(kg_namespaces_shorten(ns, KG_STR("http://a/x"), &prefix, &iri));
  assert_false(kg_namespaces_find(ns, KG_STR("c"), &iri));
  assert_false(kg_namespaces_at(ns, 2, &prefix, &iri));
}

static void
the_common_prefixes_are_known(void **state)
{
  kg_namespaces *ns = *state;
  kg_str iri;
  assert_int_equal(kg_namespaces_add_common(ns), KG_OK);
  assert_int_equal(kg_namespaces_count(ns), 11);
  assert_true(kg_namespaces_find(ns, KG_STR("sec"), &iri));
  assert_str(KG_NS_SEC, iri);
  assert_shortens(ns, KG_RDF_TYPE, "rdf", "type");
  assert_shortens(ns, KG_RDFS_LABEL, "rdfs", "label");
}

static void
a_prefix_near_to_a_known_one_is_suggested(void **state)
{
  static const char *const rows[][2] = {
      {"sce", "sec"},  {"rfd", "rdf"},         {"rfds", "rdfs"}, {"shcema", "schema"}, {"schma", "schema"},
      {"SKOS", NULL},  {"dcterm", "dcterms"},  {"ex", NULL},     {"x", NULL},          {"", NULL},
      {"prv", "prov"}, {"schemata", "schema"}, {"foaf", NULL},
  };
  kg_namespaces *ns = *state;
  kg_str found;
  kg_namespaces_add_common(ns);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    bool any = kg_namespaces_suggest(ns, kg_str_of(rows[i][0]), &found);
    if (any != (rows[i][1] != NULL))
      fail_msg("'%s': %s", rows[i][0], any ? "a suggestion" : "no suggestion");
    if (any)
      assert_str(rows[i][1], found);
  }
  char longer[500];
  memset(longer, 'x', sizeof longer);
  add(ns, "xx", "http://x/");
  assert_false(kg_namespaces_suggest(ns, (kg_str){longer, sizeof longer}, &found));
}

// Against the plain way, over many namespaces that begin with each other.
static void
shortening_agrees_with_a_linear_search(void **state)
{
  kg_namespaces *ns = *state;
  uint32_t seed = 1;
  for (int round = 0; round < 2000; round++) {
    char text[2][12], prefix[8];
    for (size_t t = 0; t < 2; t++) {
      size_t n = 1 + (seed = seed * 1664525 + 1013904223) / 7 % 9;
      for (size_t i = 0; i < n; i++)
        text[t][i] = "ab"[(seed = seed * 1664525 + 1013904223) >> 20 & 1];
      text[t][n] = '\0';
    }
    snprintf(prefix, sizeof prefix, "p%u", (seed >> 8) % 60);
    if (round % 4 == 0)
      add(ns, prefix, text[0]);
    kg_str want = {0}, p, iri, got, local;
    for (size_t i = 0; kg_namespaces_at(ns, i, &p, &iri); i++) {
      if (kg_str_starts(kg_str_of(text[1]), iri) && iri.len > want.len)
        want = iri;
    }
    bool found = kg_namespaces_shorten(ns, kg_str_of(text[1]), &got, &local);
    assert_int_equal(found, want.len > 0);
    if (found)
      assert_int_equal(local.len, strlen(text[1]) - want.len);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(the_longest_namespace_wins, make, drop),
      cmocka_unit_test_setup_teardown(of_two_prefixes_for_one_namespace_the_first_wins, make, drop),
      cmocka_unit_test_setup_teardown(setting_a_prefix_again_replaces_it_in_its_place, make, drop),
      cmocka_unit_test_setup_teardown(the_common_prefixes_are_known, make, drop),
      cmocka_unit_test_setup_teardown(a_prefix_near_to_a_known_one_is_suggested, make, drop),
      cmocka_unit_test_setup_teardown(shortening_agrees_with_a_linear_search, make, drop),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
