// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/dataset.h"
#include "tests/support/test.h"

#include <stdio.h>

#define RDF "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:e=\"http://e/\">"

static kg_status
read_as(dataset *d, kg_format format, kg_str text, kg_error *err)
{
  kg_read_options options = {.format = format, .base = KG_STR("http://e/base")};
  return dataset_read(d, text, "in.rdf", &options, err);
}

// Whether a library of that name is in the process.
static bool
is_loaded(const char *name)
{
  char line[4096];
  bool found = false;
  FILE *maps = fopen("/proc/self/maps", "r");
  while (maps && fgets(line, sizeof line, maps))
    found |= strstr(line, name) != NULL;
  if (maps)
    fclose(maps);
  return found;
}

static void
raptor_is_loaded_when_it_is_needed(void **state)
{
  (void)state;
  kg_error err = {0};
  dataset d = {0};
  kg_world *world = kg_world_new();
  assert_ok(read_as(&d, KG_FORMAT_TURTLE, KG_STR("<s> <p> 1 ."), &err), err);
  assert_false(is_loaded("libraptor2"));
  assert_ok(read_as(&d, KG_FORMAT_RDFXML, KG_STR(RDF "</rdf:RDF>"), &err), err);
  assert_false(is_loaded("libraptor2"));
  assert_ok(read_as(&d, KG_FORMAT_RDFJSON, KG_STR("{}"), &err), err);
  assert_true(is_loaded("libraptor2"));
  kg_world_free(world);
  dataset_release(&d);
}

static void
other_formats_are_read_by_name(void **state)
{
  (void)state;
  static const struct {
    kg_format format;
    const char *text;
  } cases[] = {
      {KG_FORMAT_RDFA,
       "<html xmlns=\"http://www.w3.org/1999/xhtml\" prefix=\"e: http://e/\"><body><p about=\"s\" "
       "property=\"e:p\">x</p></body></html>"},
      {KG_FORMAT_RDFJSON, "{\"http://e/s\": {\"http://e/p\": [{\"value\": \"x\", \"type\": \"literal\"}]}}"},
      {KG_FORMAT_RSS,
       "<rss version=\"2.0\"><channel><title>x</title><link>http://e/s</link></channel></rss>"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    kg_error err = {0};
    dataset d = {0};
    size_t found = 0;
    assert_ok(read_as(&d, cases[i].format, kg_str_of(cases[i].text), &err), err);
    for (size_t k = 0; k < d.n; k++)
      found += kg_str_equal(d.items[k].object.value, KG_STR("x"));
    if (!found)
      fail_msg("%s: %zu quads without \"x\"", kg_format_name(cases[i].format), d.n);
    dataset_release(&d);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(raptor_is_loaded_when_it_is_needed),
      cmocka_unit_test(other_formats_are_read_by_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
