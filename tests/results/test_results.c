// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/engine.h"
#include "tests/support/test.h"

#include <stdlib.h>

// A result of rows written down here.
typedef struct rows {
  kg_result base;
  const kg_term *terms;
  size_t n_rows, at;
} rows;

static kg_status
rows_next(kg_result *result, const kg_term **row, kg_error *err)
{
  rows *r = (rows *)result;
  (void)err;
  if (r->at == r->n_rows)
    return KG_DONE;
  *row = r->terms + r->at++ * r->base.n_columns;
  return KG_OK;
}

static void
rows_free(kg_result *result)
{
  (void)result;
}

static const kg__result_class rows_class = {.next = rows_next, .free = rows_free};
static const kg_str names[] = {{"x", 1}, {"long name", 9}};

static char *
written(kg_result *result, const kg_results_options *options, kg_status want)
{
  kg_buf buf = {0};
  kg_output *output = NULL;
  kg_error err = {0};
  assert_ok(kg_output_to_buf(&buf, &output, &err), err);
  assert_status(want, kg_results_write(result, options, output, &err), err);
  kg_output_free(output);
  assert_int_equal(kg_buf_add_char(&buf, '\0'), KG_OK);
  return buf.ptr;
}

static void
assert_written(const char *want, kg_result *result, kg_results_options options)
{
  char *got = written(result, &options, KG_OK);
  assert_string_equal(got, want);
  free(got);
}

// Two columns, three rows: a literal that needs escaping in every format, unbound, a blank node.
static kg_term terms[6];

static rows
sample(void)
{
  terms[0] = kg_term_iri(kg_str_of("http://example.org/a?b=<c>&d"));
  terms[1] = kg_term_string(kg_str_of("a \"b\", <c> & d\n|\\ \x01 ä"));
  terms[2] = kg_term_blank(kg_str_of("b1"));
  terms[3] = kg_term_lang(kg_str_of("x"), kg_str_of("ar"), KG_DIRECTION_RTL);
  terms[4] = (kg_term){0};
  terms[5] = kg_term_literal(kg_str_of("01"), kg_str_of("http://www.w3.org/2001/XMLSchema#integer"));
  return (rows){
      .base = {.class = &rows_class, .columns = names, .n_columns = 2}, .terms = terms, .n_rows = 3};
}

static void
json_escapes_and_leaves_out_what_is_unbound(void **state)
{
  (void)state;
  rows r = sample();
  assert_written(
      "{\"head\":{\"vars\":[\"x\",\"long name\"]},\"results\":{\"bindings\":[\n"
      "{\"x\":{\"type\":\"uri\",\"value\":\"http://example.org/a?b=<c>&d\"},"
      "\"long name\":{\"type\":\"literal\",\"value\":\"a \\\"b\\\", <c> & d\\n|\\\\ \\u0001 ä\"}},\n"
      "{\"x\":{\"type\":\"bnode\",\"value\":\"b1\"},"
      "\"long name\":{\"type\":\"literal\",\"value\":\"x\",\"xml:lang\":\"ar\",\"its:dir\":\"rtl\"}},\n"
      "{\"long name\":{\"type\":\"literal\",\"value\":\"01\",\"datatype\":"
      "\"http://www.w3.org/2001/XMLSchema#integer\"}}\n]}}\n",
      &r.base, (kg_results_options){.format = KG_RESULTS_JSON});
}

static void
xml_escapes_and_replaces_what_xml_cannot_hold(void **state)
{
  (void)state;
  rows r = sample();
  char *got = written(&r.base, &(kg_results_options){.format = KG_RESULTS_XML}, KG_OK);
  assert_non_null(strstr(got, "<uri>http://example.org/a?b=&lt;c&gt;&amp;d</uri>"));
  assert_non_null(strstr(got, "<literal>a &quot;b&quot;, &lt;c&gt; &amp; d\n|\\ \xEF\xBF\xBD ä</literal>"));
  assert_non_null(strstr(got, "<literal xml:lang=\"ar\" its:dir=\"rtl\">x</literal>"));
  assert_non_null(strstr(got, "</results>\n</sparql>\n"));
  free(got);
}

static void
csv_quotes_and_tsv_writes_terms(void **state)
{
  (void)state;
  rows csv = sample(), tsv = sample();
  assert_written(
      "x,long name\r\nhttp://example.org/a?b=<c>&d,\"a \"\"b\"\", <c> & d\n|\\ \x01 ä\"\r\n_:b1,x\r\n,01\r\n",
      &csv.base, (kg_results_options){.format = KG_RESULTS_CSV});
  assert_written("?x\t?long name\n<http://example.org/a?b=\\u003Cc\\u003E&d>\t\"a \\\"b\\\", <c> & d\\n|\\\\ "
                 "\\u0001 ä\"\n"
                 "_:b1\t\"x\"@ar--rtl\n\t\"01\"^^<http://www.w3.org/2001/XMLSchema#integer>\n",
                 &tsv.base, (kg_results_options){.format = KG_RESULTS_TSV});
}

static void
a_table_aligns_its_columns_and_shows_no_control_character(void **state)
{
  (void)state;
  rows r = sample();
  assert_written("x                               long name\n"
                 "------------------------------  ---------------------\n"
                 "<http://example.org/a?b=<c>&d>  a \"b\", <c> & d |\\ \xEF\xBF\xBD ä\n"
                 "_:b1                            x\n"
                 "                                01\n(3 rows)\n",
                 &r.base, (kg_results_options){.format = KG_RESULTS_TABLE});
}

static void
a_table_breaks_long_cells_at_spaces(void **state)
{
  (void)state;
  kg_term row[] = {kg_term_string(kg_str_of("one")),
                   kg_term_string(kg_str_of("a quote of many words that is long"))};
  rows r = {.base = {.class = &rows_class, .columns = names, .n_columns = 2}, .terms = row, .n_rows = 1};
  assert_written("x    long name\n---  -----------------\none  a quote of many\n     words that is\n     "
                 "long\n(1 row)\n",
                 &r.base, (kg_results_options){.format = KG_RESULTS_TABLE, .width = 22});
}

static void
markdown_escapes_its_own_markup(void **state)
{
  (void)state;
  kg_term row[] = {kg_term_string(kg_str_of("a|b")), kg_term_string(kg_str_of("<b>*x*"))};
  rows r = {.base = {.class = &rows_class, .columns = names, .n_columns = 2}, .terms = row, .n_rows = 1};
  assert_written("| x | long name | \n| --- | --- |\n| a\\|b | \\<b\\>\\*x\\* | \n", &r.base,
                 (kg_results_options){.format = KG_RESULTS_MARKDOWN});
}

static void
names_of_columns_are_kept_when_there_are_no_rows(void **state)
{
  (void)state;
  rows r = sample(), again = sample();
  r.n_rows = again.n_rows = 0;
  assert_written("?x\t?long name\n", &r.base, (kg_results_options){.format = KG_RESULTS_TSV});
  assert_written("{\"head\":{\"vars\":[\"x\",\"long name\"]},\"results\":{\"bindings\":[\n]}}\n", &again.base,
                 (kg_results_options){.format = KG_RESULTS_JSON});
}

static void
a_boolean_is_written_in_each_format(void **state)
{
  (void)state;
  static const struct {
    kg_results_format format;
    const char *text;
  } cases[] = {{KG_RESULTS_TSV, "true\n"},
               {KG_RESULTS_CSV, "true\r\n"},
               {KG_RESULTS_JSON, "{\"head\":{},\"boolean\":true}\n"},
               {KG_RESULTS_TABLE, "yes\n"},
               {KG_RESULTS_MARKDOWN, "true\n"}};
  kg_result result = {.class = &rows_class, .form = KG_RESULT_BOOLEAN, .boolean = true};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_written(cases[i].text, &result, (kg_results_options){.format = cases[i].format});
}

static void
a_result_over_the_limit_never_looks_complete(void **state)
{
  (void)state;
  rows r = sample();
  kg_limits limits = {.rows = 2};
  char *got =
      written(&r.base, &(kg_results_options){.format = KG_RESULTS_JSON, .limits = &limits}, KG_ERR_LIMIT);
  assert_null(strstr(got, "]}}"));
  free(got);
}

static void
formats_are_known_by_name_and_media_type(void **state)
{
  (void)state;
  assert_int_equal(kg_results_format_from_name(KG_STR("json")), KG_RESULTS_JSON);
  assert_int_equal(kg_results_format_from_name(KG_STR("text/csv")), KG_RESULTS_CSV);
  assert_int_equal(kg_results_format_from_name(KG_STR("jso")), KG_RESULTS_NONE);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(json_escapes_and_leaves_out_what_is_unbound),
      cmocka_unit_test(xml_escapes_and_replaces_what_xml_cannot_hold),
      cmocka_unit_test(csv_quotes_and_tsv_writes_terms),
      cmocka_unit_test(a_table_aligns_its_columns_and_shows_no_control_character),
      cmocka_unit_test(a_table_breaks_long_cells_at_spaces),
      cmocka_unit_test(markdown_escapes_its_own_markup),
      cmocka_unit_test(names_of_columns_are_kept_when_there_are_no_rows),
      cmocka_unit_test(a_boolean_is_written_in_each_format),
      cmocka_unit_test(a_result_over_the_limit_never_looks_complete),
      cmocka_unit_test(formats_are_known_by_name_and_media_type),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
