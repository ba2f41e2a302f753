// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/dataset.h"
#include "tests/support/test.h"

#include <stdio.h>

typedef struct mistake {
  const char *tag;
  size_t line, column;
  const char *message;
} mistake;

static const mistake mistakes[] = {
    {"<sce:C/>", 2, 2, "unknown prefix 'sce:', did you mean 'sec:'?"},
    {"<sec:C><sce:p/></sec:C>", 2, 9, "unknown prefix 'sce:', did you mean 'sec:'?"},
    {"<sec:C skos:note='a'/>", 2, 8,
     "unknown prefix 'skos:', is xmlns:skos=\"http://www.w3.org/2004/02/skos/core#\" missing?"},
    {"<sec:C rdf:about='a:b' sec:p=\"a>b 'c:d'\" zzz:q='1'/>", 2, 42, "unknown prefix 'zzz:'"},
    {"<sec:C\n  rdf:about='x'\n  zzz:q = '1'>", 4, 3, "unknown prefix 'zzz:'"},
    {"<sec:\u00E9\u4E2D sec:p='\u00E9' zzz:q='1'/>", 2, 19, "unknown prefix 'zzz:'"},
    {"<sec:C xmlns:in='http://in/' in:p='1'/><in:D/>", 2, 2, NULL},
};

static void
an_unknown_prefix_is_told_with_its_place(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
    const mistake *m = &mistakes[i];
    kg_error err = {0};
    kg_buf xml = {0};
    dataset d = {0};
    kg_buf_printf(
        &xml,
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:sec='http://e/sec#'>"
        "\n%s</rdf:RDF>",
        m->tag);
    kg_read_options options = {.format = KG_FORMAT_RDFXML, .base = KG_STR("http://e/base")};
    assert_status(KG_ERR_DATA, dataset_read(&d, kg_buf_str(&xml), "in.rdf", &options, &err), err);
    if (m->message)
      assert_string_equal(err.message, m->message);
    if (m->message && (err.line != m->line || err.column != m->column))
      fail_msg("%s: at %zu:%zu, not %zu:%zu", m->tag, err.line, err.column, m->line, m->column);
    assert_true(err.line == m->line && err.caret > 0);
    kg_buf_release(&xml);
    dataset_release(&d);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(an_unknown_prefix_is_told_with_its_place)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
