// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "tests/support/alloc.h"

// With all that makes a reader or writer take memory: levels, escapes, lists, nesting, graphs, prefixes.
static const char text[] =
    "@prefix : <http://e/> . @base <http://e/x/> .\n"
    ":s :p ( 1 [ :q \"a\\tb\"@EN ] ) , <r> ; a :C , [] . _:anon1 :p \"\"\"\\u00e9\n\"\"\"^^:t .\n"
    ":g { _:a :p _:a , 1.5 . << :a :b :c >> :q <<( :a :b \"x\" )>> }\n";

static const char plain[] = "@prefix : <http://e/> . @base <http://e/x/> .\n"
                            ":s :p ( 1 [ :q \"a\\tb\"@EN ] ) , <r> ; a :C , [] . :g { _:a :p _:a , 1.5 }\n";

static const char xml_text[] =
    "<!DOCTYPE x [<!ENTITY x 'http://e/x#'>]>\n<rdf:RDF "
    "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
    "xmlns:e='http://e/' xml:base='http://o/' xml:lang='EN' rdf:version='1.2'><e:C rdf:ID='i' e:a='&x;'>"
    "<e:p rdf:ID='r' rdf:annotation='a'>t</e:p><e:p rdf:nodeID='anon1'/><e:p "
    "rdf:parseType='Collection'><e:D/>"
    "<e:D/></e:p><e:p rdf:parseType='Literal'><f:b xmlns:f='http://f/' c='1'/></e:p><rdf:li "
    "rdf:datatype='t'/>"
    "<e:q rdf:parseType='Triple'><e:D/></e:q></e:C></rdf:RDF>";

typedef struct work {
  kg_str text;
  kg_write_options options;
  kg_format from; ///< TriG if none
} work;

static int
convert(void *data)
{
  const work *w = data;
  kg_source *source = NULL;
  kg_output *output = NULL;
  kg_writer *writer = NULL;
  kg_buf out = {0};
  kg_world *world = kg_world_new();
  kg_read_options options = {.format = w->from ? w->from : KG_FORMAT_TRIG, .base = KG_STR("http://e/b")};
  kg_status st = world ? KG_OK : KG_ERR_NOMEM;
  if (!st)
    st = kg_source_from_memory(w->text, "in", &source, NULL);
  if (!st)
    st = kg_output_to_buf(&out, &output, NULL);
  if (!st)
    st = kg_writer_open(output, &w->options, &writer, NULL);
  if (!st) {
    kg_sink sink = kg_writer_sink(writer);
    st = kg_read(world, source, &options, &sink, NULL);
  }
  if (!st)
    st = kg_writer_finish(writer, NULL);
  kg_writer_free(writer);
  kg_output_free(output);
  kg_source_close(source);
  kg_world_free(world);
  kg_buf_release(&out);
  return st;
}

static int
make_canonical(void *data)
{
  kg_source *source = NULL;
  kg_canon *canon = NULL;
  kg_world *world = kg_world_new();
  kg_read_options options = {.format = KG_FORMAT_TRIG, .base = KG_STR("http://e/b")};
  kg_status st = world ? KG_OK : KG_ERR_NOMEM;
  if (!st)
    st = kg_source_from_memory(kg_str_of(data), "in", &source, NULL);
  if (!st)
    st = kg_canon_new(&(kg_canon_options){.labels = KG_CANON_HASHES}, &canon, NULL);
  if (!st) {
    kg_sink sink = kg_canon_sink(canon);
    st = kg_read(world, source, &options, &sink, NULL);
  }
  if (!st)
    st = kg_canon_run(canon, NULL);
  kg_canon_free(canon);
  kg_source_close(source);
  kg_world_free(world);
  return st;
}

static void
canonical_form_reports_that_memory_is_out(void **state)
{
  (void)state;
  static char alike[] = "@prefix : <http://e/> . :g { _:a :p _:b . _:b :p _:c . _:c :p _:a } "
                        ":s :p [] , <<( _:d :p _:e )>> , <<( _:e :p _:d )>> .";
  assert_true(alloc_try_all(make_canonical, alike) > 50);
}

static void
readers_and_writers_report_that_memory_is_out(void **state)
{
  (void)state;
  static const kg_write_options ways[] = {{.format = KG_FORMAT_NQUADS},
                                          {.format = KG_FORMAT_NQUADS, .canonical = true},
                                          {.format = KG_FORMAT_TRIG},
                                          {.format = KG_FORMAT_TRIG, .streaming = true}};
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
    work w = {.text = {text, sizeof text - 1}, .options = ways[i]};
    assert_true(alloc_try_all(convert, &w) > 20);
  }
  work xml = {.text = {plain, sizeof plain - 1},
              .options = {.format = KG_FORMAT_RDFXML, .union_graphs = true}};
  assert_true(alloc_try_all(convert, &xml) > 20);
  work from_xml = {{xml_text, sizeof xml_text - 1}, {.format = KG_FORMAT_NQUADS}, KG_FORMAT_RDFXML};
  assert_true(alloc_try_all(convert, &from_xml) > 50);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(canonical_form_reports_that_memory_is_out),
      cmocka_unit_test(readers_and_writers_report_that_memory_is_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
