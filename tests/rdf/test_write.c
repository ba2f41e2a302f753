// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/dataset.h"
#include "tests/support/test.h"

#include <jansson.h>
#include <stdlib.h>

// What other tools' writers have been seen to change.
static const char torture[] =
    "@prefix : <http://example.org/> .\n"
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
    "@prefix a.b: <http://example.org/a.b#> .\n"
    ":s :p \"5\"^^xsd:decimal , \"5\"^^xsd:double , \"1\"^^xsd:boolean , \"1.5\"^^xsd:double , 5 , 5.0 , 5e0 "
    ", .5 , "
    "-0 , true , \"+1\"^^xsd:integer , \"\"^^xsd:integer , \"1.\"^^xsd:decimal , \"1e\"^^xsd:double .\n"
    ":s :p \"a\"@en , \"a\"@en-gb , \"a\"@de , \"a\" , \"a\"^^:t , \"a\"^^a.b:t .\n"
    ":s :q \"tab\\t quote\\\" backslash\\\\ return\\r\" , \"\"\"two\nlines \"one\" \"\"two\"\" "
    "\"\\\"\\\"three \\\\\"\"\" , "
    "\"\"\"ends in a quote\n\\\"\"\"\" , \"\" , \"\\n\" , \"\\\"\" , \"é \\U0001F600 \\u00AD\" .\n"
    "_:a-b :q _:azb . _:azb :r _:a.b . _:a.b :q _:a-b . _:self :q _:self . _:0 :q _:twice , :x . :y :q "
    "_:twice .\n"
    ":s :l ( ) , ( 1 ( \"2\" ( ) ) [ :q [ ] ; :r ( [ ] ) ] ) . ( 1 ) :q ( 2 ) . [ ] :q [ :q [ :q 1 ] ] .\n"
    "_:l <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> 1 , 2 ; "
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> ( ) . :s :q _:l .\n"
    "_:ring <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> 1 ; "
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:ring . \n"
    ": :p a.b: , a.b:x.y , : , :\\-x , :x\\. , <http://example.org/a/b> , <http://example.org/a%20b> , :1 , "
    ":x\\,y , "
    "<http://example.org/#a'(b)*!$&;=@> , <urn:x:y> , <tag:example,2026:z> , "
    "<http://example.org/\\u00E9\\U0001F600> .\n"
    ":s a :C , _:type , a.b:C . :C a <http://www.w3.org/2000/01/rdf-schema#Class> .\n";

static const char named[] = "@prefix : <http://example.org/> .\n"
                            ":s :p [ :q _:shared ] . _:shared :p 1 .\n"
                            ":g { :s :p ( 1 2 ) , _:shared . _:in :p [ ] }\n"
                            "_:h { :s :p _:h , \"x\"@en . _:in :p _:only . _:only :p 2 }\n"
                            "GRAPH :empty { }\n";

static const char rdf12[] =
    "@prefix : <http://example.org/> .\n"
    ":s :p <<( :a :b <<( _:x :b \"1\"@en--rtl )>> )>> , \"x\"@ar--rtl , \"x\"@ar--ltr , \"x\"@ar .\n"
    "<< :a :b :c ~ :r >> :p _:x . :a :b :c {| :p [ :q 1 ] |} ~ :r2 {| :p 2 |} .\n";

static const char context[] =
    "{\"@context\": {\"@version\": 1.1, \"id\": \"@id\", \"type\": \"@type\", \"@language\": \"de\",\n"
    " \"e\": \"http://example.org/\", \"xsd\": \"http://www.w3.org/2001/XMLSchema#\",\n"
    " \"p\": {\"@id\": \"e:p\", \"@type\": \"xsd:decimal\"}, \"plain\": {\"@id\": \"e:p\", \"@language\": "
    "null},\n"
    " \"node\": {\"@id\": \"e:p\", \"@type\": \"@id\"}, \"q\": {\"@id\": \"e:q\", \"@container\": "
    "\"@set\"},\n"
    " \"list\": {\"@id\": \"e:l\", \"@container\": \"@list\"}, \"C\": \"e:C\"}}";

typedef struct way {
  const char *name;
  kg_write_options options;
  bool graphs, triple_terms;
} way;

static const way ways[] = {
    {"N-Triples", {.format = KG_FORMAT_NTRIPLES}, false, true},
    {"canonical N-Triples", {.format = KG_FORMAT_NTRIPLES, .canonical = true}, false, true},
    {"N-Quads", {.format = KG_FORMAT_NQUADS}, true, true},
    {"canonical N-Quads", {.format = KG_FORMAT_NQUADS, .canonical = true}, true, true},
    {"Turtle", {.format = KG_FORMAT_TURTLE}, false, true},
    {"streaming Turtle", {.format = KG_FORMAT_TURTLE, .streaming = true}, false, true},
    {"TriG", {.format = KG_FORMAT_TRIG}, true, true},
    {"streaming TriG", {.format = KG_FORMAT_TRIG, .streaming = true}, true, true},
    {"RDF/XML", {.format = KG_FORMAT_RDFXML}, false, true},
    {"JSON-LD", {.format = KG_FORMAT_JSONLD}, true, false},
    {"compact JSON-LD", {.format = KG_FORMAT_JSONLD, .context = {context, sizeof context - 1}}, true, false},
    {"streaming JSON-LD", {.format = KG_FORMAT_JSONLD, .streaming = true}, true, false},
    {"streaming compact JSON-LD",
     {.format = KG_FORMAT_JSONLD, .streaming = true, .context = {context, sizeof context - 1}},
     true,
     false},
};
enum { N_WAYS = sizeof ways / sizeof *ways };

static kg_namespaces *
prefixes(void)
{
  kg_namespaces *n = kg_namespaces_new();
  kg_namespaces_add(n, KG_STR(""), KG_STR("http://example.org/"));
  kg_namespaces_add(n, KG_STR("a.b"), KG_STR("http://example.org/a.b#"));
  kg_namespaces_add(n, KG_STR("urn"), KG_STR("http://example.org/u/"));
  kg_namespaces_add_common(n);
  return n;
}

static void
read_text(dataset *d, const char *text, kg_format format)
{
  kg_error err = {0};
  kg_read_options options = {.format = format, .base = KG_STR("http://example.org/base")};
  assert_ok(dataset_read(d, kg_str_of(text), "test", &options, &err), err);
}

static kg_status
write_with(const dataset *d, const way *w, kg_buf *text, kg_error *err)
{
  kg_write_options options = w->options;
  kg_namespaces *n = prefixes();
  options.namespaces = n;
  kg_status st = dataset_write(d, &options, text, err);
  kg_namespaces_free(n);
  return st;
}

static void
assert_survives(const dataset *d, const way *w)
{
  kg_error err = {0};
  kg_buf text = {0};
  dataset back = {0};
  kg_read_options options = {.format = w->options.format, .base = KG_STR("http://example.org/base")};
  assert_ok(write_with(d, w, &text, &err), err);
  assert_ok(dataset_read(&back, kg_buf_str(&text), w->name, &options, &err), err);
  if (!dataset_isomorphic(d, &back))
    fail_msg("%s: %zu quads, %zu back:\n%.*s", w->name, d->n, back.n, KG_STR_ARG(kg_buf_str(&text)));
  dataset_release(&back);
  kg_buf_release(&text);
}

static void
nothing_is_changed_by_writing_and_reading(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    bool graphs, triple_terms;
  } inputs[] = {{torture, false, false}, {named, true, false}, {rdf12, false, true}, {"", false, false}};
  for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
    dataset d = {0};
    read_text(&d, inputs[i].text, KG_FORMAT_TRIG);
    for (size_t k = 0; k < N_WAYS; k++)
      if (inputs[i].graphs <= ways[k].graphs && inputs[i].triple_terms <= ways[k].triple_terms)
        assert_survives(&d, &ways[k]);
    dataset_release(&d);
  }
}

static void
shuffle(dataset *d)
{
  uint32_t seed = 12345;
  for (size_t i = d->n; i > 1; i--) {
    seed = seed * 1664525u + 1013904223u;
    size_t k = seed % i;
    kg_quad q = d->items[i - 1];
    d->items[i - 1] = d->items[k];
    d->items[k] = q;
  }
}

static void
the_same_graph_gives_the_same_bytes(void **state)
{
  (void)state;
  static const kg_write_options sorted[] = {
      {.format = KG_FORMAT_NQUADS, .canonical = true},
      {.format = KG_FORMAT_TRIG},
      {.format = KG_FORMAT_JSONLD},
      {.format = KG_FORMAT_JSONLD, .context = {context, sizeof context - 1}}};
  for (size_t i = 0; i < sizeof sorted / sizeof *sorted; i++) {
    kg_error err = {0};
    kg_buf first = {0}, second = {0};
    dataset d = {0};
    way w = {"sorted", sorted[i], true, true};
    read_text(&d, torture, KG_FORMAT_TRIG);
    read_text(&d, named, KG_FORMAT_TRIG);
    if (sorted[i].format != KG_FORMAT_JSONLD)
      read_text(&d, rdf12, KG_FORMAT_TRIG);
    assert_ok(write_with(&d, &w, &first, &err), err);
    shuffle(&d);
    dataset_add(&d, &d.items[0]);
    assert_ok(write_with(&d, &w, &second, &err), err);
    assert_true(first.len > 100);
    assert_true(kg_str_equal(kg_buf_str(&first), kg_buf_str(&second)));
    kg_buf_release(&first);
    kg_buf_release(&second);
    dataset_release(&d);
  }
}

static void
assert_written(const char *input, kg_write_options options, const char *want)
{
  kg_error err = {0};
  kg_buf text = {0};
  dataset d = {0};
  way w = {"", options, true, true};
  read_text(&d, input, KG_FORMAT_TRIG);
  assert_ok(write_with(&d, &w, &text, &err), err);
  assert_str(want, kg_buf_str(&text));
  dataset_release(&d);
  kg_buf_release(&text);
}

static void
turtle_is_grouped_and_names_the_prefixes_it_uses(void **state)
{
  (void)state;
  assert_written(
      "@prefix e: <http://example.org/> . e:b e:p 2 , 1 ; e:o ( 1 e:x ) , [ e:p \"x\"@en ] ; a e:C .\n"
      "_:x e:p _:y . _:y e:p _:x , e:a . e:a e:p \"a\\nb\" .",
      (kg_write_options){.format = KG_FORMAT_TURTLE},
      "@prefix : <http://example.org/> .\n"
      "\n"
      ":a :p \"\"\"a\nb\"\"\" .\n"
      "\n"
      ":b a :C ;\n"
      "  :o ( 1 :x ) ,\n"
      "    [\n"
      "      :p \"x\"@en\n"
      "    ] ;\n"
      "  :p 1 ,\n"
      "    2 .\n"
      "\n"
      "_:x :p [\n"
      "      :p _:x ,\n"
      "        :a\n"
      "    ] .\n");
}

static void
trig_has_the_default_graph_first(void **state)
{
  (void)state;
  assert_written("@prefix : <http://example.org/> . :g { :s :p [ :p 1 ] } { :s :p 2 }",
                 (kg_write_options){.format = KG_FORMAT_TRIG},
                 "@prefix : <http://example.org/> .\n"
                 "\n"
                 ":s :p 2 .\n"
                 "\n"
                 ":g {\n"
                 "  :s :p [\n"
                 "        :p 1\n"
                 "      ] .\n"
                 "}\n");
}

static void
streaming_turtle_goes_on_with_the_same_subject(void **state)
{
  (void)state;
  kg_error err = {0};
  kg_buf text = {0};
  dataset d = {0};
  read_text(&d, "@prefix : <urn:x:> . :s :p 1 , 2 ; a :C . :t :p [ :q 3 ] .", KG_FORMAT_TURTLE);
  assert_ok(
      dataset_write(&d, &(kg_write_options){.format = KG_FORMAT_TURTLE, .streaming = true}, &text, &err),
      err);
  assert_str("<urn:x:s> <urn:x:p> 1 , 2 ;\n"
             "  a <urn:x:C> .\n"
             "_:anon1 <urn:x:q> 3 .\n"
             "<urn:x:t> <urn:x:p> _:anon1 .\n",
             kg_buf_str(&text));
  dataset_release(&d);
  kg_buf_release(&text);
}

static void
reifiers_are_annotations_of_what_is_stated(void **state)
{
  (void)state;
  assert_written(
      "@prefix : <http://example.org/> .\n"
      ":s :p :o ~ :r {| :q 1 ; :l [ :x 2 ] |} ~ :bare {| :in :ner ~ {| :deep 1 |} |} , :o2 ~ :r .\n"
      ":t :p :o {| :q 2 |} . :u :p :o ~ .\n"
      "<< :a :b :c ~ :claim >> :said true . << :a :b :d >> :said false .\n"
      ":x :says << :a :b :c >> . :loop :p :o ~ :loop {| :q 3 |} .\n",
      (kg_write_options){.format = KG_FORMAT_TURTLE},
      "@prefix : <http://example.org/> .\n"
      "\n"
      "<< :a :b :c ~ :claim >>\n"
      "  :said true .\n"
      "\n"
      ":loop :p :o ~ :loop ;\n"
      "  :q 3 .\n"
      "\n"
      ":s :p :o ~ :bare {|\n"
      "      :in :ner ~ {|\n"
      "          :deep 1\n"
      "        |}\n"
      "    |}\n"
      "    ~ :r {|\n"
      "      :l [\n"
      "          :x 2\n"
      "        ] ;\n"
      "      :q 1\n"
      "    |} ,\n"
      "    :o2 ~ :r .\n"
      "\n"
      ":t :p :o ~ {|\n"
      "      :q 2\n"
      "    |} .\n"
      "\n"
      ":u :p :o ~ .\n"
      "\n"
      ":x :says << :a :b :c >> .\n"
      "\n"
      "<< :a :b :d >>\n"
      "  :said false .\n");
}

static void
json_ld_is_compacted_with_its_context(void **state)
{
  (void)state;
  assert_written(
      "@prefix : <http://example.org/> . :s a :C ; :p 1.0 , 1 , :o , \"x\" , \"y\"@de , \"z\"@en ; :q \"v\" "
      "; "
      ":l ( 1.5 :o ) .",
      (kg_write_options){.format = KG_FORMAT_JSONLD,
                         .context = KG_STR("{\"id\": \"@id\", \"@language\": \"de\", \"e\": "
                                           "\"http://example.org/\", \"xsd\": "
                                           "\"http://www.w3.org/2001/XMLSchema#\", \"d\": {\"@id\": \"e:p\", "
                                           "\"@type\": \"xsd:decimal\"}, \"p\": \"e:p\", \"q\": {\"@id\": "
                                           "\"e:q\", \"@container\": \"@set\"}, \"l\": {\"@id\": \"e:l\", "
                                           "\"@container\": \"@list\", \"@type\": \"@id\"}}")},
      "{\n"
      "  \"@context\": {\n"
      "    \"id\": \"@id\",\n"
      "    \"@language\": \"de\",\n"
      "    \"e\": \"http://example.org/\",\n"
      "    \"xsd\": \"http://www.w3.org/2001/XMLSchema#\",\n"
      "    \"d\": {\n"
      "      \"@id\": \"e:p\",\n"
      "      \"@type\": \"xsd:decimal\"\n"
      "    },\n"
      "    \"p\": \"e:p\",\n"
      "    \"q\": {\n"
      "      \"@id\": \"e:q\",\n"
      "      \"@container\": \"@set\"\n"
      "    },\n"
      "    \"l\": {\n"
      "      \"@id\": \"e:l\",\n"
      "      \"@container\": \"@list\",\n"
      "      \"@type\": \"@id\"\n"
      "    }\n"
      "  },\n"
      "  \"@graph\": [\n"
      "    {\n"
      "      \"id\": \"e:s\",\n"
      "      \"@type\": \"e:C\",\n"
      "      \"e:l\": {\n"
      "        \"@list\": [\n"
      "          {\n"
      "            \"@value\": \"1.5\",\n"
      "            \"@type\": \"xsd:decimal\"\n"
      "          },\n"
      "          {\n"
      "            \"id\": \"e:o\"\n"
      "          }\n"
      "        ]\n"
      "      },\n"
      "      \"p\": [\n"
      "        {\n"
      "          \"id\": \"e:o\"\n"
      "        },\n"
      "        {\n"
      "          \"@value\": \"1\",\n"
      "          \"@type\": \"xsd:integer\"\n"
      "        },\n"
      "        {\n"
      "          \"@value\": \"x\"\n"
      "        },\n"
      "        \"y\",\n"
      "        {\n"
      "          \"@value\": \"z\",\n"
      "          \"@language\": \"en\"\n"
      "        }\n"
      "      ],\n"
      "      \"d\": \"1.0\",\n"
      "      \"q\": [\n"
      "        {\n"
      "          \"@value\": \"v\"\n"
      "        }\n"
      "      ]\n"
      "    }\n"
      "  ]\n"
      "}\n");
}

static void
json_ld_has_the_prefixes_that_are_used(void **state)
{
  (void)state;
  assert_written("@prefix a.b: <http://example.org/a.b#> . @prefix urn: <http://example.org/u/> .\n"
                 "@prefix e: <http://example.org/e/> . @prefix not: <http://example.org/not/> .\n"
                 "a.b:s <urn:p> e:o , urn:o .",
                 (kg_write_options){.format = KG_FORMAT_JSONLD,
                                    .context = KG_STR("{\"ex\": \"http://example.org/e/\"}")},
                 "{\n"
                 "  \"@context\": [\n"
                 "    {\n"
                 "      \"ex\": \"http://example.org/e/\"\n"
                 "    },\n"
                 "    {\n"
                 "      \"a.b\": \"http://example.org/a.b#\"\n"
                 "    }\n"
                 "  ],\n"
                 "  \"@graph\": [\n"
                 "    {\n"
                 "      \"@id\": \"a.b:s\",\n"
                 "      \"urn:p\": [\n"
                 "        {\n"
                 "          \"@id\": \"ex:o\"\n"
                 "        },\n"
                 "        {\n"
                 "          \"@id\": \"http://example.org/u/o\"\n"
                 "        }\n"
                 "      ]\n"
                 "    }\n"
                 "  ]\n"
                 "}\n");
}

static void
streaming_json_ld_goes_on_with_the_same_subject(void **state)
{
  (void)state;
  kg_error err = {0};
  kg_buf text = {0};
  dataset d = {0};
  read_text(&d, "@prefix : <urn:x:> . :s a :C ; :p 1 , _:b . :g { :s :p :o } _:b :p 2 .", KG_FORMAT_TRIG);
  assert_ok(
      dataset_write(&d, &(kg_write_options){.format = KG_FORMAT_JSONLD, .streaming = true}, &text, &err),
      err);
  static const char integer[] = "http://www.w3.org/2001/XMLSchema#integer";
  json_t *want = json_pack("[{s:s, s:[s], s:[{s:s, s:s}, {s:s}]}, {s:s, s:[{s:s, s:[{s:s}]}]},"
                           " {s:s, s:[{s:s, s:s}]}]",
                           "@id", "urn:x:s", "@type", "urn:x:C", "urn:x:p", "@value", "1", "@type", integer,
                           "@id", "_:b", "@id", "urn:x:g", "@graph", "@id", "urn:x:s", "urn:x:p", "@id",
                           "urn:x:o", "@id", "_:b", "urn:x:p", "@value", "2", "@type", integer);
  json_t *got = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, NULL);
  if (!json_equal(want, got))
    fail_msg("%.*s", KG_STR_ARG(kg_buf_str(&text)));
  json_decref(want);
  json_decref(got);
  dataset_release(&d);
  kg_buf_release(&text);
}

static void
what_a_format_cannot_hold_is_an_error(void **state)
{
  (void)state;
  static const struct {
    const char *input;
    kg_write_options options;
    kg_status status;
    const char *message;
  } cases[] = {
      {"<urn:g> { <urn:s> <urn:p> 1 }",
       {.format = KG_FORMAT_TURTLE},
       KG_ERR_DATA,
       "turtle cannot hold the named graph <urn:g>"},
      {"_:g { <urn:s> <urn:p> 1 }",
       {.format = KG_FORMAT_NTRIPLES},
       KG_ERR_DATA,
       "ntriples cannot hold the named graph _:g"},
      {"<urn:s> <http://e/1> 1 .",
       {.format = KG_FORMAT_RDFXML},
       KG_ERR_DATA,
       "RDF/XML cannot write the predicate <http://e/1>"},
      {"<urn:s> <urn:p> \"a\\u0001\" .",
       {.format = KG_FORMAT_RDFXML},
       KG_ERR_DATA,
       "RDF/XML cannot hold the character U+0001 of \"a.\""},
      {"<urn:s> <urn:p> <<( <urn:s> <urn:p> 1 )>> .",
       {.format = KG_FORMAT_JSONLD},
       KG_ERR_UNSUPPORTED,
       "JSON-LD cannot hold triple terms"},
      {"<urn:s> <urn:p> 1 .",
       {.format = KG_FORMAT_JSONLD, .context = {"\"http://e/c\"", 12}},
       KG_ERR_DATA,
       NULL},
      {"<urn:s> <urn:p> 1 .",
       {.format = KG_FORMAT_JSONLD, .context = {"[\"http://e/c\"]", 14}},
       KG_ERR_DATA,
       "loading remote context failed: <http://e/c> is not to be had here: nothing is fetched"},
      {"<urn:s> <urn:p> 1 .",
       {.format = KG_FORMAT_JSONLD, .context = {"{\"urn\": \"http://e/\"}", 20}},
       KG_ERR_DATA,
       "IRI confused with prefix: <urn:s> would be read with the prefix \"urn\""},
      {"", {.format = KG_FORMAT_RDFA}, KG_ERR_UNSUPPORTED, "writing rdfa is not offered"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    kg_error err = {0};
    kg_buf text = {0};
    dataset d = {0};
    read_text(&d, cases[i].input, KG_FORMAT_TRIG);
    assert_status(cases[i].status, dataset_write(&d, &cases[i].options, &text, &err), err);
    if (cases[i].message)
      assert_string_equal(err.message, cases[i].message);
    dataset_release(&d);
    kg_buf_release(&text);
  }
}

static void
the_union_of_graphs_has_each_triple_once(void **state)
{
  (void)state;
  assert_written("@prefix : <http://example.org/> . :g { :s :p 1 , 2 } :h { :s :p 1 }",
                 (kg_write_options){.format = KG_FORMAT_TURTLE, .union_graphs = true},
                 "@prefix : <http://example.org/> .\n\n:s :p 1 ,\n    2 .\n");
}

static void
labels_that_cannot_be_written_stay_apart(void **state)
{
  (void)state;
  static const char *const labels[] = {"a b",           "a.", "",    "-a", "kg-hex-", "kg-hex-61",
                                       "kg-hex-612062", "ab", "a:b", "1",  "x31"};
  for (size_t k = 0; k < N_WAYS; k++) {
    dataset d = {0};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
      kg_term s = kg_term_blank(kg_str_of(labels[i])), p = kg_term_iri(KG_STR("http://example.org/p"));
      dataset_add(&d, &(kg_quad){s, p, s, {0}});
      dataset_add(&d, &(kg_quad){s, p, kg_term_string(kg_str_of(labels[i])), {0}});
      const kg_term spo[] = {s, p, s};
      if (ways[k].triple_terms)
        dataset_add(&d, &(kg_quad){p, p, kg_term_triple(spo), {0}});
    }
    assert_survives(&d, &ways[k]);
    dataset_release(&d);
  }
}

static void
what_is_no_statement_is_refused(void **state)
{
  (void)state;
  const kg_term iri = kg_term_iri(KG_STR("urn:x")), literal = kg_term_string(KG_STR("x")), none = {0};
  const kg_term spo[] = {literal, iri, iri};
  const kg_quad quads[] = {{literal, iri, iri, none}, {iri, literal, iri, none},
                           {iri, iri, none, none},    {iri, iri, kg_term_triple(spo), none},
                           {iri, iri, iri, literal},  {kg_term_triple(spo), iri, iri, none}};
  for (size_t i = 0; i < sizeof quads / sizeof *quads; i++) {
    kg_error err = {0};
    kg_buf text = {0};
    dataset d = {0};
    dataset_add(&d, &quads[i]);
    assert_status(KG_ERR_DATA,
                  dataset_write(&d, &(kg_write_options){.format = KG_FORMAT_NQUADS}, &text, &err), err);
    dataset_release(&d);
    kg_buf_release(&text);
  }
}

static void
chains_and_lists_of_any_length_are_written(void **state)
{
  (void)state;
  kg_buf text = {0};
  dataset d = {0};
  kg_buf_add_str(&text, KG_STR("@prefix : <http://example.org/> . :s :p ("));
  for (int i = 0; i < 20000; i++)
    kg_buf_printf(&text, " %d", i);
  kg_buf_add_str(&text, KG_STR(" ) .\n"));
  for (int i = 0; i < 3000; i++)
    kg_buf_printf(&text, "_:c%d :p _:c%d .\n", i, i + 1);
  kg_buf_add_char(&text, '\0');
  read_text(&d, text.ptr, KG_FORMAT_TURTLE);
  for (size_t k = 4; k < 7; k += 2) {
    kg_error err = {0};
    kg_buf out = {0};
    dataset back = {0};
    assert_ok(write_with(&d, &ways[k], &out, &err), err);
    assert_ok(dataset_read(&back, kg_buf_str(&out), "out",
                           &(kg_read_options){.format = ways[k].options.format}, &err),
              err);
    assert_int_equal(back.n, d.n);
    kg_buf_release(&out);
    dataset_release(&back);
  }
  kg_buf_release(&text);
  dataset_release(&d);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_is_changed_by_writing_and_reading),
      cmocka_unit_test(the_same_graph_gives_the_same_bytes),
      cmocka_unit_test(turtle_is_grouped_and_names_the_prefixes_it_uses),
      cmocka_unit_test(trig_has_the_default_graph_first),
      cmocka_unit_test(streaming_turtle_goes_on_with_the_same_subject),
      cmocka_unit_test(reifiers_are_annotations_of_what_is_stated),
      cmocka_unit_test(json_ld_is_compacted_with_its_context),
      cmocka_unit_test(json_ld_has_the_prefixes_that_are_used),
      cmocka_unit_test(streaming_json_ld_goes_on_with_the_same_subject),
      cmocka_unit_test(what_a_format_cannot_hold_is_an_error),
      cmocka_unit_test(the_union_of_graphs_has_each_triple_once),
      cmocka_unit_test(labels_that_cannot_be_written_stay_apart),
      cmocka_unit_test(what_is_no_statement_is_refused),
      cmocka_unit_test(chains_and_lists_of_any_length_are_written),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
