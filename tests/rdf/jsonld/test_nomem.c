// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "tests/support/alloc.h"

#include "kg/jsonld.h"

static const char document[] =
    "{\"@context\": [\"remote\", {\"@vocab\": \"http://v/\", \"T\": {\"@context\": {\"p\": {\"@type\": "
    "\"@id\"}}},"
    "\"i\": {\"@container\": \"@index\"}, \"l\": {\"@container\": \"@list\"}, \"j\": {\"@type\": "
    "\"@json\"}}],"
    "\"@id\": \"a\\u00e9\", \"@type\": \"T\", \"p\": \"b\", \"i\": {\"1\": {\"q\": 1.5}}, \"l\": [1, "
    "[\"x\"]],"
    "\"j\": {\"b\": 1, \"a\": [2]}, \"@graph\": [{\"@reverse\": {\"r\": {\"@id\": \"c\"}}}]}";
static const char context[] =
    "{\"@vocab\": \"http://v/\", \"p\": {\"@type\": \"@id\"}, \"i\": {\"@container\": \"@index\"}}";
static const char frame[] =
    "{\"@context\": {\"@vocab\": \"http://v/\"}, \"@type\": \"T\", \"p\": {\"@default\": \"x\"}, \"z\": {}}";

static kg_status
load(void *self, kg_str iri, kg_buf *text, kg_error *err)
{
  (void)self;
  (void)iri;
  (void)err;
  return kg_buf_add_str(text, KG_STR("{\"@context\": {\"r\": \"http://r/r\"}}"));
}

static kg_status
ignore(void *self, const kg_quad *quad, kg_error *err)
{
  return kg_jsonld_builder_quad(self, quad, err);
}

static int
run(void *data)
{
  const char *op = data;
  kg_str text = kg_str_of(document);
  kg_jsonld_options options = {.base = KG_STR("http://example.org/doc"), .load = load};
  kg_jsonld_builder *builder = NULL;
  kg_buf out = {0};
  kg_status st = KG_OK;
  if (*op == 'c')
    st = kg_jsonld_compact(text, kg_str_of(context), &options, &out, NULL);
  else if (*op == 'f')
    st = kg_jsonld_frame(text, kg_str_of(frame), &options, &out, NULL);
  else
    st = kg_jsonld_builder_new(&options, &builder, NULL);
  if (!st && builder) {
    kg_sink sink = {.self = builder, .quad = ignore};
    st = kg_jsonld_to_rdf(text, &options, &sink, NULL);
  }
  if (!st && builder)
    st = kg_jsonld_builder_finish(builder, (kg_str){0}, (kg_str){0}, &out, NULL);
  kg_jsonld_builder_free(builder);
  kg_buf_release(&out);
  return st;
}

// Piece by piece, into a writer.
static int
run_conversion(void *data)
{
  static const char items[] =
      "{\"@context\": {\"@vocab\": \"http://v/\"}, \"@graph\": [{\"p\": 1}, {\"@id\": "
      "\"a\", \"p\": {\"@list\": [1]}, \"@graph\": [{\"q\": 2}]}]}";
  kg_write_options writing = {
      .format = KG_FORMAT_JSONLD, .context = kg_str_of(context), .streaming = *(const bool *)data};
  kg_read_options reading = {.format = KG_FORMAT_JSONLD, .base = KG_STR("http://e/"), .json_whole = 1};
  kg_source *source = NULL;
  kg_output *output = NULL;
  kg_writer *writer = NULL;
  kg_buf out = {0};
  kg_status st = kg_source_from_memory(kg_str_of(items), "items", &source, NULL);
  if (!st)
    st = kg_output_to_buf(&out, &output, NULL);
  if (!st)
    st = kg_writer_open(output, &writing, &writer, NULL);
  kg_sink sink = kg_writer_sink(writer);
  if (!st)
    st = kg_read(NULL, source, &reading, &sink, NULL);
  if (!st)
    st = kg_writer_finish(writer, NULL);
  kg_writer_free(writer);
  kg_output_free(output);
  kg_source_close(source);
  kg_buf_release(&out);
  return st;
}

static void
conversion_reports_that_memory_is_out(void **state)
{
  (void)state;
  for (int streaming = 0; streaming < 2; streaming++)
    assert_true(alloc_try_all(run_conversion, &(bool){streaming}) > 20);
}

static void
each_algorithm_reports_that_memory_is_out(void **state)
{
  (void)state;
  static char operations[][8] = {"compact", "frame", "rdf"};
  for (size_t i = 0; i < sizeof operations / sizeof *operations; i++)
    assert_true(alloc_try_all(run, operations[i]) > 10);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_algorithm_reports_that_memory_is_out),
      cmocka_unit_test(conversion_reports_that_memory_is_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
