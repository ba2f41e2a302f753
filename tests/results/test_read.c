// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/results.h"
#include "tests/support/test.h"

#include <stdlib.h>

// What was read, as text: the columns, then a line for each row.
static kg_status
on_columns(void *self, const kg_str *names, size_t n, kg_error *err)
{
  (void)err;
  for (size_t i = 0; i < n; i++)
    kg_buf_printf(self, "%s%.*s", i ? "," : "", KG_STR_ARG(names[i]));
  kg_buf_add_char(self, '\n');
  return KG_OK;
}

static kg_status
on_row(void *self, const kg_term *row, kg_error *err)
{
  (void)err;
  for (int i = 0; i < 2; i++) {
    kg_term_print(&row[i], self);
    kg_buf_add_char(self, i ? '\n' : ',');
  }
  return KG_OK;
}

static kg_status
on_boolean(void *self, bool value, kg_error *err)
{
  (void)err;
  return kg_buf_printf(self, value ? "true" : "false");
}

static char *
read_text(kg_results_format format, const char *text, size_t most, kg_status want)
{
  kg_buf got = {0};
  kg_source *source;
  kg_error err = {0};
  kg_results_sink sink = {&got, on_columns, on_row, on_boolean};
  assert_ok(kg_source_from_memory(kg_str_of(text), "results", &source, &err), err);
  assert_status(want, kg_results_read(source, format, most, &sink, &err), err);
  kg_source_close(source);
  kg_buf_add_char(&got, '\0');
  return got.ptr;
}

static void
assert_read(kg_results_format format, const char *text, const char *want)
{
  char *got = read_text(format, text, 0, KG_OK);
  assert_string_equal(got, want);
  free(got);
}

#define XML(head, results)                                                                            \
  "<?xml version='1.0'?><sparql xmlns='http://www.w3.org/2005/sparql-results#'><head>" head "</head>" \
  "<results>" results "</results></sparql>"
#define XY "<variable name='x'/><variable name='y'/>"
#define BINDING(name, term) "<binding name='" name "'>" term "</binding>"

static void
terms_of_each_kind_are_read(void **state)
{
  (void)state;
  assert_read(
      KG_RESULTS_JSON,
      "{\"head\":{\"vars\":[\"x\",\"y\"]},\"results\":{\"bindings\":["
      "{\"x\":{\"type\":\"uri\",\"value\":\"http://e/\"},"
      "\"y\":{\"type\":\"literal\",\"value\":\"a\\n\",\"xml:lang\":\"EN\",\"its:dir\":\"rtl\"}},"
      "{\"y\":{\"type\":\"typed-literal\",\"value\":\"1\",\"datatype\":\"d:\"}},"
      "{\"x\":{\"type\":\"bnode\",\"value\":\"b\"},\"y\":{\"type\":\"triple\",\"value\":{"
      "\"subject\":{\"type\":\"uri\",\"value\":\"s:\"},\"predicate\":{\"type\":\"uri\",\"value\":\"p:\"},"
      "\"object\":{\"type\":\"literal\",\"value\":\"o\"}}}}]}}",
      "x,y\n<http://e/>,\"a\\n\"@en--rtl\n,\"1\"^^<d:>\n_:b,<<( <s:> <p:> \"o\" )>>\n");
  assert_read(
      KG_RESULTS_XML,
      XML(XY,
          "<result>" BINDING("x", "<uri>http://e/</uri>") BINDING(
              "y", "<literal xml:lang='en'>a &lt; b</literal>") "</result>"
                                                                "<result>" BINDING("y",
                                                                                   "<literal "
                                                                                   "datatype='d:'>1</"
                                                                                   "literal>") "</result>"
                                                                                               "<result"
                                                                                               ">" BINDING(
                                                                                                   "x",
                                                                                                   "<bnode>b<"
                                                                                                   "/bnode>")
                                                                                                   BINDING(
                                                                                                       "y",
                                                                                                       "<trip"
                                                                                                       "le><"
                                                                                                       "subje"
                                                                                                       "ct><"
                                                                                                       "uri>"
                                                                                                       "s:</"
                                                                                                       "uri><"
                                                                                                       "/subj"
                                                                                                       "ect><"
                                                                                                       "predi"
                                                                                                       "cate>"
                                                                                                       "<uri>"
                                                                                                       "p:</"
                                                                                                       "uri>"
                                                                                                       "</"
                                                                                                       "predi"
                                                                                                       "cate>"
                                                                                                       "<obje"
                                                                                                       "ct><"
                                                                                                       "liter"
                                                                                                       "al>o<"
                                                                                                       "/lite"
                                                                                                       "ral><"
                                                                                                       "/obje"
                                                                                                       "ct></"
                                                                                                       "tripl"
                                                                                                       "e>") "</result>"),
      "x,y\n<http://e/>,\"a < b\"@en\n,\"1\"^^<d:>\n_:b,<<( <s:> <p:> \"o\" )>>\n");
  assert_read(KG_RESULTS_TSV,
              "?x\t?y\n<http://e/>\t\"a\\tb\"@en\n\t-1.50\n_:b\t<<( <s:> <p:> \"o\" )>>\n1e0\ttrue\n",
              "x,y\n<http://e/>,\"a\\tb\"@en\n,\"-1.50\"^^<http://www.w3.org/2001/XMLSchema#decimal>\n"
              "_:b,<<( <s:> <p:> \"o\" )>>\n\"1e0\"^^<http://www.w3.org/2001/XMLSchema#double>,"
              "\"true\"^^<http://www.w3.org/2001/XMLSchema#boolean>\n");
  assert_read(KG_RESULTS_CSV, "x,y\r\nhttp://e/,\"a \"\"b\"\",\r\nc\"\r\n_:b,\r\n",
              "x,y\n\"http://e/\",\"a \\\"b\\\",\\r\\nc\"\n_:b,\n");
}

static void
booleans_and_empty_results_are_read(void **state)
{
  (void)state;
  assert_read(KG_RESULTS_JSON, "{\"head\":{},\"boolean\":true}", "true");
  assert_read(
      KG_RESULTS_XML,
      "<sparql xmlns='http://www.w3.org/2005/sparql-results#'><head/><boolean>false</boolean></sparql>",
      "false");
  assert_read(KG_RESULTS_JSON, "{\"head\":{\"vars\":[]},\"results\":{\"bindings\":[]}}", "\n");
  assert_read(KG_RESULTS_XML, XML(XY, ""), "x,y\n");
  assert_read(KG_RESULTS_TSV, "?x\t?y\n", "x,y\n");
}

static void
what_is_no_result_is_refused(void **state)
{
  static const struct {
    kg_results_format format;
    const char *text;
  } cases[] = {
      {KG_RESULTS_JSON, ""},
      {KG_RESULTS_JSON, "[]"},
      {KG_RESULTS_JSON, "{\"head\":{\"vars\":[\"x\",\"y\"]},\"results\":{\"bindings\":["},
      {KG_RESULTS_JSON,
       "{\"head\":{\"vars\":[\"x\"]},\"results\":{\"bindings\":[{\"x\":{\"type\":\"uri\"}}]}}"},
      {KG_RESULTS_JSON, "{\"head\":{\"vars\":[\"x\"]},\"results\":{\"bindings\":[{\"x\":{\"type\":\"uri\","
                        "\"value\":\"a b\"}}]}}"},
      {KG_RESULTS_XML, ""},
      {KG_RESULTS_XML, "<html/>"},
      {KG_RESULTS_XML, "<sparql xmlns='http://www.w3.org/2005/sparql-results#'><head>" XY "</head><results>"},
      {KG_RESULTS_XML, "<!DOCTYPE sparql [<!ENTITY a 'b'>]>" XML(XY, "")},
      {KG_RESULTS_XML, XML(XY, "<result>" BINDING("z", "<uri>a:</uri>") "</result>")},
      {KG_RESULTS_XML, XML(XY, "<result><uri>a:</uri></result>")},
      {KG_RESULTS_XML,
       XML(XY, "<result>" BINDING("x", "<triple><subject><uri>s:</uri></subject></triple>") "</result>")},
      {KG_RESULTS_TSV, "x\ty\n"},
      {KG_RESULTS_TSV, "?x\t?y\n<a:>\n"},
      {KG_RESULTS_TSV, "?x\t?y\n<a:>\t\"b\n"},
      {KG_RESULTS_TSV, "?x\t?y\nword\t\n"},
      {KG_RESULTS_CSV, "x,y\n\"a,b\n"},
      {KG_RESULTS_CSV, "x,y\n\"a\"b,c\n"},
      {KG_RESULTS_CSV, "x,y\na,b,c\n"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    free(read_text(cases[i].format, cases[i].text, 0, KG_ERR_DATA));
}

static void
too_much_is_a_limit(void **state)
{
  (void)state;
  free(read_text(KG_RESULTS_CSV, "x,y\n1,2\n", 4, KG_ERR_LIMIT));
  free(read_text(KG_RESULTS_TABLE, "x", 0, KG_ERR_UNSUPPORTED));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(terms_of_each_kind_are_read),
      cmocka_unit_test(booleans_and_empty_results_are_read),
      cmocka_unit_test(what_is_no_result_is_refused),
      cmocka_unit_test(too_much_is_a_limit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
