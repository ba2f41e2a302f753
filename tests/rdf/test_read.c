// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/dataset.h"
#include "tests/support/test.h"

#include <stdlib.h>
#include <time.h>

static kg_status
read_as(dataset *d, kg_format format, kg_str text, bool keep_going, kg_error *err)
{
  kg_read_options options = {
      .format = format, .base = KG_STR("http://example.org/dir/base"), .keep_going = keep_going};
  return dataset_read(d, text, "in", &options, err);
}

// ---- faults and their places

#define NT KG_FORMAT_NTRIPLES
#define NQ KG_FORMAT_NQUADS
#define TTL KG_FORMAT_TURTLE
#define TRIG KG_FORMAT_TRIG

static const struct {
  kg_format format;
  const char *text;
  size_t line, column;
  const char *message;
} faults[] = {
    {NT, "<http://e/s> <http://e/p> .\n", 1, 27, "expected an IRI, a blank node, a literal or a triple term"},
    {NT, "\n<http://e/s> <p> <http://e/o> .\n", 2, 15, "a relative IRI has no place here"},
    {NT, "<http://e/s> <http://e/p> \"a\n\" .\n", 1, 29, "the string has no end"},
    {NT, "<http://e/s> <http://e/p> \"a\\x\" .\n", 1, 29, "broken escape in a string"},
    {NT, "<http://e/s> <http://e/p> \"a\" , \"b\" .\n", 1, 31, "expected '.'"},
    {NT, "\"s\" <http://e/p> <http://e/o> .\n", 1, 1, "a subject is an IRI or a blank node"},
    {NT, "<http://e/s> _:p <http://e/o> .\n", 1, 14, "a predicate is an IRI"},
    {NT, "<http://e/s> <http://e/p> <http://e/o> <http://e/g> .\n", 1, 40, "expected '.'"},
    {NT, "<http://e/s> <http://e/p> <http://e/o> . x\n", 1, 42, "expected the end of the line"},
    {NT, "<http://e/s b> <http://e/p> <http://e/o> .\n", 1, 12, "this may not stand in an IRI"},
    {NT, "<http://e/\xc3\xa9> <http://e/p> \"\xc3\xa9\xe2\x82\xac\"@ .\n", 1, 32, "expected a language tag"},
    {NT, "<http://e/s> <http://e/p> \"\xc3(\" .\n", 1, 28, "this is not UTF-8"},
    {NT, "<http://e/s> <http://e/p> \"\xed\xa0\x80\" .\n", 1, 28, "this is not UTF-8"},
    {NT, "VERSION 1.2\n", 1, 9, "expected a version in quotes"},
    {NQ, "<http://e/s> <http://e/p> <http://e/o> \"g\" .\n", 1, 40, "expected '.' or the name of a graph"},
    {NQ, "<http://e/s> <http://e/p> \"x\" <http://e/g> <http://e/h> .\n", 1, 44,
     "expected '.' or the name of a graph"},
    {NQ, "<http://e/s> <http://e/p> \"x\"@en--up .\n", 1, 35, "the direction of a text is 'ltr' or 'rtl'"},
    {TTL, "<a> <b> <c>", 1, 12, "expected '.', ';' or ',', not the end"},
    {TTL, "<a> <b> .", 1, 9, "expected an object, not '.'"},
    {TTL, "<a> .", 1, 5, "expected a predicate, not '.'"},
    {TTL, "<a> <b> <c>\n<d> <e> <f> .", 2, 1, "expected '.', ';' or ',', not '<d>'"},
    {TTL, "@prefix sec: <x#> .\n sce:a <b> <c> .", 2, 2, "unknown prefix 'sce:', did you mean 'sec:'?"},
    {TTL, "<a> skos:note <c> .", 1, 5,
     "unknown prefix 'skos:', is @prefix skos: <http://www.w3.org/2004/02/skos/core#> missing?"},
    {TTL, "<a> zzzzz:note <c> .", 1, 5, "unknown prefix 'zzzzz:'"},
    {TTL, "@prefix a <x#> .", 1, 9, "expected a prefix and its colon, not 'a'"},
    {TTL, "@prefix a: x .", 1, 12, "expected the IRI of the prefix, in angle brackets, not 'x'"},
    {TTL, "@prefix a: <x>", 1, 15, "expected '.' to end the directive, not the end"},
    {TTL, "@base x .", 1, 7, "expected the base IRI, in angle brackets, not 'x'"},
    {TTL, "VERSION \"\"\"1.2\"\"\"\n", 1, 9, "expected a version, in quotes, not '\"\"\"1.2\"\"\"'"},
    {TTL, "<a> <b> \"x .\n", 1, 13, "a string ends on its line unless it has three quotes"},
    {TTL, "<a> <b> \"\"\"x .\n\n", 1, 9, "this string has no end"},
    {TTL, "<a> <b> \"\\q\" .", 1, 10, "broken escape in a string"},
    {TTL, "<a> <b> \"\\uD800\" .", 1, 10, "broken escape in a string"},
    {TTL, "<a b> <b> <c> .", 1, 3, "an IRI may not have this character"},
    {TTL, "<a", 1, 1, "this IRI has no end"},
    {TTL, "<a\\u0020b> <b> <c> .", 1, 1,
     "an escape in this IRI stands for a character that IRIs may not have"},
    {TTL, "<a> <b> [ <c> <d> .", 1, 19, "expected ']', or ';' and another predicate, not '.'"},
    {TTL, "<a> <b> ( 1 2 .", 1, 15, "expected an object, not '.'"},
    {TTL, "<a> <b> 1 ; ; <c> .", 1, 19, "expected an object, not '.'"},
    {TTL, "<a> \"b\" <c> .", 1, 5, "expected a predicate, not '\"b\"'"},
    {TTL, "true <b> <c> .", 1, 1, "expected a subject or a directive, not 'true'"},
    {TTL, "<a> <b> True .", 1, 9, "expected an object, not 'True'"},
    {TTL, "<a> <b> \"x\"@en--up .", 1, 12, "the direction of a text is 'ltr' or 'rtl'"},
    {TTL, "<a> <b> \"x\"@1 .", 1, 12, "expected a language, or 'prefix' or 'base', behind '@'"},
    {TTL, "<a> <b> \"x\"^^1 .", 1, 14, "expected the IRI of a datatype, not '1'"},
    {TTL, "<a> <b> \"x\"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString> .", 1, 14,
     "a literal of this datatype needs a language"},
    {TTL, "<a> <b> _: .", 1, 11, "expected the label of a blank node, such as _:b1"},
    {TTL, "@prefix : <x#> . :a%4 <b> <c> .", 1, 20, "two hexadecimal digits belong behind '%'"},
    {TTL, "@prefix : <x#> . :a\\x <b> <c> .", 1, 20, "broken escape in a name"},
    {TTL, "<a> <b> + .", 1, 9, "expected a number"},
    {TTL, "<a> <b> <c> ! .", 1, 13, "this character has no place here"},
    {TTL, "<a> <b> <c> . }", 1, 15, "expected a subject or a directive, not '}'"},
    {TTL, "<g> { <a> <b> <c> }", 1, 5, "expected a predicate, not '{'"},
    {TTL, "<><>{", 1, 5, "expected an object, not '{'"},
    {TTL, "<< <a> <b> <c> .", 1, 16, "expected '>>', not '.'"},
    {TTL, "<a> <b> <<( <c> <d> [ <e> <f> ] )>> .", 1, 23,
     "expected ']', for nothing else is allowed in brackets here, not '<e>'"},
    {TTL, "<a> <b> <c> {| |} .", 1, 16, "expected a predicate, not '|}'"},
    {TTL, "# one\n\n<a> <b> \"\"\"two\nthree\"\"\" ,\n  oops .", 5, 3, "expected an object, not 'oops'"},
    {TTL, "<a> <b> \"\xe2\x82\xac\xf0\x9f\x98\x80\" oops .", 1, 14, "expected '.', ';' or ',', not 'oops'"},
    {TTL, "<a> <b> \"\xff\" .", 1, 10, "this is not UTF-8"},
    {TRIG, "<g> { <a> <b> <c> ", 1, 19, "expected '.', or '}' to end the graph, not the end"},
    {TRIG, "GRAPH { <a> <b> <c> }", 1, 7, "expected the name of a graph, not '{'"},
    {TRIG, "{ { <a> <b> <c> } }", 1, 3, "expected a subject or a directive, not '{'"},
    {TRIG, "(1) { <a> <b> <c> }", 1, 5, "expected a predicate, not '{'"},
    {TRIG, "<g> { @prefix a: <b> . }", 1, 7, "expected a subject or a directive, not '@prefix'"},
    {TRIG, "<><>{", 1, 5, "expected an object, not '{'"},
    {KG_FORMAT_RDFXML, "<a xmlns='e:'>\n<b></a>", 2, 0, NULL},
    {KG_FORMAT_RDFXML, "plain", 1, 1, "this is not XML"},
    {KG_FORMAT_JSONLD, "{\"a\": 1,}", 1, 9,
     "loading document failed: a key in double quotes is missing here"},
    {KG_FORMAT_JSONLD, "{\n\"@id\": 5}", 2, 8, "invalid @id value: it is not a string"},
    {KG_FORMAT_NONE, "plain words", 0, 0, "cannot tell the format from the name or the content"},
};

static void
faults_are_told_with_their_place(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
    kg_error err = {0};
    dataset d = {0};
    kg_status st = read_as(&d, faults[i].format, kg_str_of(faults[i].text), false, &err);
    dataset_release(&d);
    bool place = err.line == faults[i].line && (!faults[i].column || err.column == faults[i].column);
    bool message = !faults[i].message || strcmp(err.message, faults[i].message) == 0;
    if (st == KG_OK || !place || !message)
      fail_msg("%s\n%s: %zu:%zu: %s\nnot %zu:%zu: %s", faults[i].text, kg_status_name(st), err.line,
               err.column, err.message, faults[i].line, faults[i].column,
               faults[i].message ? faults[i].message : "");
    assert_string_equal(err.source, "in");
  }
}

static void
the_line_is_shown_far_behind_the_start(void **state)
{
  (void)state;
  static const kg_format formats[] = {KG_FORMAT_NTRIPLES, KG_FORMAT_TURTLE};
  for (size_t i = 0; i < 2; i++) {
    kg_error err = {0};
    kg_buf text = {0};
    dataset d = {0};
    for (int k = 0; k < 9000; k++)
      kg_buf_printf(&text, "<http://e/s%d> <http://e/p> \"\xc3\xa9\" .\n", k);
    kg_buf_add_str(&text, KG_STR("<http://e/s> <http://e/p> oops .\n"));
    assert_status(KG_ERR_DATA, read_as(&d, formats[i], kg_buf_str(&text), false, &err), err);
    assert_int_equal(err.line, 9001);
    assert_int_equal(err.column, 27);
    assert_string_equal(err.excerpt, "<http://e/s> <http://e/p> oops .");
    assert_int_equal(err.caret, 27);
    assert_int_equal(d.n, 9000);
    dataset_release(&d);
    kg_buf_release(&text);
  }
}

static void
going_on_leaves_out_the_bad_statements_only(void **state)
{
  (void)state;
  static const struct {
    kg_format format;
    const char *line, *bad;
  } cases[] = {{NT, "<http://e/s%d> <http://e/p> \"x\" .\n", "<http://e/s> oops\n"},
               {NQ, "<http://e/s%d> <http://e/p> \"x\" <http://e/g> .\n", "oops . . .\n"},
               {TTL, "<s%d> <p> \"x\" .\n", "<s> <p> oops , 2 .\n"},
               {TTL, "<s%d> <p> \"x\" .\n", "e:s e:p [ <p> ( 1 .\n"},
               {TTL, "<s%d> <p> \"x\" .\n", "<s> <p \"x\" .\n"},
               {TTL, "<s%d> <p> \"x\" .\n", "<s> ! \\ \"a\n"},
               {TRIG, "<g> { <s%d> <p> \"x\" . }\n", "<g> { <s> oops }\n"},
               {TRIG, "<g> { <s%d> <p> \"x\" }\n", "<g> { <s> oops . <s> oops ; . }\n"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    kg_error err = {0};
    kg_buf text = {0};
    dataset d = {0};
    for (int k = 0; k < 50; k++) {
      kg_buf_printf(&text, cases[i].line, k);
      if (k % 10 == 3)
        kg_buf_add_str(&text, kg_str_of(cases[i].bad));
    }
    assert_ok(read_as(&d, cases[i].format, kg_buf_str(&text), true, &err), err);
    size_t good = 0;
    for (size_t k = 0; k < d.n; k++)
      good += kg_str_equal(d.items[k].object.value, KG_STR("x"));
    if (good < 45 || d.n_skipped < 5) // the statement behind the bad one may be taken for a part of it
      fail_msg("%s: %zu good, %zu skipped", cases[i].bad, good, d.n_skipped);
    assert_true(d.skipped.line >= 44);
    dataset_release(&d);
    kg_buf_release(&text);
  }
}

// ---- what is read

static void
relative_iris_and_graphs_follow_the_options(void **state)
{
  (void)state;
  kg_error err = {0};
  dataset d = {0};
  kg_read_options options = {
      .format = TRIG, .base = KG_STR("http://e/a/b"), .graph = kg_term_iri(KG_STR("http://e/default"))};
  assert_ok(
      dataset_read(&d, KG_STR("\xef\xbb\xbf<c> <../d> <> . <g> { <?q> <#f> <//h/i> }"), "in", &options, &err),
      err);
  assert_int_equal(d.n, 2);
  assert_str("http://e/a/c", d.items[0].subject.value);
  assert_str("http://e/d", d.items[0].predicate.value);
  assert_str("http://e/a/b", d.items[0].object.value);
  assert_str("http://e/default", d.items[0].graph.value);
  assert_str("http://e/a/b?q", d.items[1].subject.value);
  assert_str("http://h/i", d.items[1].object.value);
  assert_str("http://e/a/g", d.items[1].graph.value);
  dataset_release(&d);
}

static void
made_labels_meet_no_labels_of_the_source(void **state)
{
  (void)state;
  static const char *const texts[] = {
      "<s> <p> [] , _:anon1 , _:anonx1 , [] , _:anon .",
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
      "xmlns:e=\"http://e/\"><rdf:Description rdf:about=\"http://e/s\"><e:p><e:C/></e:p>"
      "<e:q rdf:nodeID=\"anon1\"/><e:q rdf:nodeID=\"anonx1\"/></rdf:Description></rdf:RDF>"};
  static const kg_format formats[] = {KG_FORMAT_TURTLE, KG_FORMAT_RDFXML};
  for (size_t i = 0; i < 2; i++) {
    kg_error err = {0};
    dataset d = {0};
    size_t same = 0;
    assert_ok(read_as(&d, formats[i], kg_str_of(texts[i]), false, &err), err);
    for (size_t a = 0; a < d.n; a++)
      for (size_t b = a + 1; b < d.n; b++)
        same +=
            d.items[a].object.kind == KG_TERM_BLANK && kg_term_equal(&d.items[a].object, &d.items[b].object);
    assert_true(d.n >= 4);
    assert_int_equal(same, 0);
    dataset_release(&d);
  }
}

static void
format_is_told_by_name_or_content(void **state)
{
  (void)state;
  static const struct {
    const char *name, *text;
    size_t n;
  } cases[] = {
      {"a.nq.gz", "<http://e/s> <http://e/p> 'x' .", 0}, // the name wins, and that is no N-Quads
      {"a.ttl", "<s> <p> 'x' .", 1},
      {"", "<http://e/s> <http://e/p> <http://e/o> <http://e/g> .\n", 1},
      {"", "# c\nPREFIX : <http://e/> :g { :a :b :c , 1 }", 2},
      {"", "<?xml version='1.0'?><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", 0}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    kg_error err = {0};
    dataset d = {0};
    kg_status st = dataset_read(&d, kg_str_of(cases[i].text), cases[i].name, NULL, &err);
    assert_int_equal(st, i == 0 ? KG_ERR_DATA : KG_OK);
    assert_int_equal(d.n, cases[i].n);
    dataset_release(&d);
  }
}

// ---- limits

typedef struct repeated {
  kg_format format;
  const char *head, *open, *close, *tail;
} repeated;

static void
repeat(kg_buf *text, const char *what, size_t n)
{
  for (size_t i = 0; i < n; i++)
    kg_buf_add_str(text, kg_str_of(what));
}

static kg_status
read_repeated(const repeated *c, size_t n, kg_error *err)
{
  kg_buf text = {0};
  dataset d = {0};
  kg_buf_add_str(&text, kg_str_of(c->head));
  repeat(&text, c->open, n);
  kg_buf_add_str(&text, kg_str_of(c->tail));
  repeat(&text, c->close, n);
  kg_buf_add_str(&text, c->format == KG_FORMAT_RDFXML ? KG_STR("")
                        : c->format == TRIG           ? KG_STR(" . }")
                                                      : KG_STR(" ."));
  kg_status st = read_as(&d, c->format, kg_buf_str(&text), false, err);
  dataset_release(&d);
  kg_buf_release(&text);
  return st;
}

static void
deep_nesting_is_refused_and_some_is_read(void **state)
{
  (void)state;
  static const repeated cases[] = {
      {TTL, "<s> <p> ", "[ <p> ", "]", "1"},
      {TTL, "<s> <p> ", "(", ")", "1"},
      {TTL, "", "<< ", " <p> <o> >>", "<s>"},
      {TTL, "<s> <p> ", "<<( <s> <p> ", " )>>", "1"},
      {KG_FORMAT_NTRIPLES, "<e:s> <e:p> ", "<<( <e:s> <e:p> ", " )>>", "<e:o>"},
      {TTL, "<s> <p> <o> ", "{| <p> <o> ", "|} ", ""},
      {TTL, "<s> <p> ", "( [ <p> ", "] )", "1"},
      {TRIG, "<g> { <s> <p> <<( <s> <p> 1 )>> , ", "[ <p> ", "]", "1"},
      {KG_FORMAT_RDFXML, "", "<a xmlns='e:'>", "</a>", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    kg_error err = {0};
    size_t levels = strcmp(cases[i].open, "( [ <p> ") == 0 ? 500 : 1000;
    if (cases[i].format != KG_FORMAT_RDFXML)
      assert_ok(read_repeated(&cases[i], levels, &err), err);
    assert_status(KG_ERR_LIMIT, read_repeated(&cases[i], 3000, &err), err);
    for (size_t n = 10000; n <= 1000000; n *= 10) {
      clock_t start = clock();
      assert_status(KG_ERR_LIMIT, read_repeated(&cases[i], n, &err), err);
      assert_true(err.line > 0);
      if (!getenv("KG_SANITIZERS"))
        assert_true(clock() - start < CLOCKS_PER_SEC);
    }
  }
}

static double
seconds_for_literal(kg_format format, size_t n)
{
  kg_error err = {0};
  kg_buf text = {0};
  dataset d = {0};
  const bool xml = format == KG_FORMAT_RDFXML, json = format == KG_FORMAT_JSONLD;
  kg_buf_add_str(&text, xml    ? KG_STR("<a xmlns='http://e/'><p>")
                        : json ? KG_STR("{\"http://e/p\": \"")
                               : KG_STR("<http://e/s> <http://e/p> \""));
  for (size_t i = 0; i < n / 8; i++)
    kg_buf_add_str(&text, xml ? KG_STR("abc\n\xc3\xa9.") : KG_STR("abc\\n\xc3\xa9."));
  kg_buf_add_str(&text, xml ? KG_STR("</p></a>") : json ? KG_STR("\"}") : KG_STR("\" .\n"));
  clock_t start = clock();
  assert_ok(read_as(&d, format, kg_buf_str(&text), false, &err), err);
  double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  assert_int_equal(d.items[xml].object.value.len, n / 8 * 7);
  dataset_release(&d);
  kg_buf_release(&text);
  return seconds;
}

static void
time_grows_with_the_length_of_a_literal_not_faster(void **state)
{
  (void)state;
  static const kg_format formats[] = {KG_FORMAT_NTRIPLES, KG_FORMAT_NQUADS, KG_FORMAT_TURTLE,
                                      KG_FORMAT_TRIG,     KG_FORMAT_RDFXML, KG_FORMAT_JSONLD};
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
    double seconds[4];
    for (size_t k = 0; k < 4; k++)
      seconds[k] = seconds_for_literal(formats[i], (size_t)1 << (20 + k));
    if (seconds[3] > 0.5 && seconds[3] > seconds[0] * 24) // a quadratic reader takes 64 times as long
      fail_msg("%s: %.3f, %.3f, %.3f, %.3f s for 1, 2, 4, 8 MB", kg_format_name(formats[i]), seconds[0],
               seconds[1], seconds[2], seconds[3]);
  }
}

static void
a_token_above_the_limit_is_refused(void **state)
{
  (void)state;
  static const kg_format formats[] = {KG_FORMAT_NTRIPLES, KG_FORMAT_TURTLE};
  for (size_t i = 0; i < 2; i++) {
    kg_error err = {0};
    kg_buf text = {0};
    dataset d = {0};
    kg_read_options options = {.format = formats[i], .max_literal = 1 << 20};
    kg_buf_add_str(&text, KG_STR("<http://e/s> <http://e/p> \""));
    repeat(&text, "0123456789", 300000);
    kg_buf_add_str(&text, KG_STR("\" ."));
    assert_status(KG_ERR_LIMIT, dataset_read(&d, kg_buf_str(&text), "in", &options, &err), err);
    assert_int_equal(err.line, 1);
    dataset_release(&d);
    kg_buf_release(&text);
  }
}

// Hands out a text in pieces of growing size, so that every token is cut at some place.
typedef struct dribble {
  kg_str text;
  size_t at, step;
} dribble;

static kg_status
read_dribble(void *self, char *bytes, size_t size, size_t *n, kg_error *err)
{
  dribble *d = self;
  (void)err;
  *n = d->step < size ? d->step : size;
  if (*n > d->text.len - d->at)
    *n = d->text.len - d->at;
  memcpy(bytes, d->text.ptr + d->at, *n);
  d->at += *n;
  return KG_OK;
}

static void
pieces_of_any_size_give_the_same(void **state)
{
  (void)state;
  kg_buf text = {0};
  kg_world *world = kg_world_new();
  for (int i = 0; i < 6000; i++)
    kg_buf_printf(&text,
                  "<http://e/s%d> <http://e/p> \"\"\"a\\u00e9 \xe2\x82\xac\n\"q\" \"\"\"@en--ltr , -1.5e3 , "
                  "'x'^^<http://e/t> .#c\n",
                  i);
  for (size_t step = 1; step < 70000; step = step * 5 + 2) {
    kg_error err = {0};
    dataset d = {0};
    kg_source *source;
    dribble from = {kg_buf_str(&text), 0, step};
    kg_sink sink = dataset_sink(&d);
    assert_ok(kg_source_new(read_dribble, NULL, &from, "dribble.ttl", &source, &err), err);
    assert_ok(kg_read(world, source, NULL, &sink, &err), err);
    assert_int_equal(d.n, 18000);
    for (size_t i = 0; i < d.n; i += 3)
      assert_str("a\xc3\xa9 \xe2\x82\xac\n\"q\" ", d.items[i].object.value);
    kg_source_close(source);
    dataset_release(&d);
  }
  kg_world_free(world);
  kg_buf_release(&text);
}

static kg_status
stop_at_two(void *self, const kg_quad *quad, kg_error *err)
{
  (void)quad;
  int *n = self;
  return ++*n == 2 ? kg_error_set(err, KG_ERR_INTERRUPTED, "enough") : KG_OK;
}

static void
a_sink_stops_the_reader(void **state)
{
  (void)state;
  static const struct {
    kg_format format;
    const char *text;
  } cases[] = {
      {TTL, "<s> <p> 1 , 2 , 3 ."},
      {NT, "<http://e/s> <http://e/p> \"1\" .\n<http://e/s> <http://e/p> \"2\" .\n"},
      {KG_FORMAT_RDFXML,
       "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='http://e/'><e:C e:p='1' "
       "e:q='2' e:r='3'/></rdf:RDF>"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    kg_error err = {0};
    kg_source *source;
    kg_world *world = kg_world_new();
    int n = 0;
    kg_sink sink = {.self = &n, .quad = stop_at_two};
    kg_read_options options = {.format = cases[i].format, .keep_going = true};
    assert_ok(kg_source_from_memory(kg_str_of(cases[i].text), "in", &source, &err), err);
    assert_status(KG_ERR_INTERRUPTED, kg_read(world, source, &options, &sink, &err), err);
    assert_string_equal(err.message, "enough");
    assert_int_equal(n, 2);
    kg_source_close(source);
    kg_world_free(world);
  }
}

static void
bad_items_of_json_ld_are_left_out_with_keep_going(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    size_t n, n_skipped, line, column; // of the last
  } cases[] = {
      {"[{\"@id\": \"a\", \"http://e/p\": 1},\n {\"@id\": 5},\n {\"@id\": \"b\", \"http://e/p\": 2}]", 2, 1,
       2, 10},
      {"[{\"@id\": tru},\n {\"@id\": \"b\", \"http://e/p\": 2}]", 1, 1, 1, 10},
      {"{\"@context\": {\"p\": \"http://e/p\"}, \"@graph\": [{\"p\": 1},\n\n{\"@type\": 3}, {\"@id\": {}}]}",
       1, 2, 3, 23},
      {"[{\"http://e/p\": {\"@value\": {}}}]", 0, 1, 1, 28},
  };
  for (size_t i = 0; i < 2 * (sizeof cases / sizeof *cases); i++) {
    kg_error err = {0};
    dataset d = {0};
    size_t k = i / 2;
    kg_read_options options = {.format = KG_FORMAT_JSONLD,
                               .base = KG_STR("http://e/"),
                               .json_whole = i % 2 ? 4 : 0,
                               .keep_going = true};
    assert_ok(dataset_read(&d, kg_str_of(cases[k].text), "in.jsonld", &options, &err), err);
    if (d.n != cases[k].n || d.n_skipped != cases[k].n_skipped || d.skipped.line != cases[k].line ||
        d.skipped.column != cases[k].column)
      fail_msg("%s: %zu quads, %zu left out, the last at %zu:%zu: %s", cases[k].text, d.n, d.n_skipped,
               (size_t)d.skipped.line, (size_t)d.skipped.column, d.skipped.message);
    dataset_release(&d);
    options.keep_going = false;
    assert_status(KG_ERR_DATA, dataset_read(&d, kg_str_of(cases[k].text), "in.jsonld", &options, &err), err);
    dataset_release(&d);
  }
}

static void
json_ld_that_has_no_items_fails_with_keep_going_too(void **state)
{
  (void)state;
  static const char *const texts[] = {"{\"@id\": 5}", "[{\"http://e/p\": 1}, {",
                                      "{\"@context\": 5, \"@graph\": [{}]}",
                                      "{\"@id\": \"g\", \"@graph\": [{\"@id\": 5}]}"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    kg_error err = {0};
    dataset d = {0};
    kg_read_options options = {.format = KG_FORMAT_JSONLD, .base = KG_STR("http://e/"), .keep_going = true};
    assert_status(KG_ERR_DATA, dataset_read(&d, kg_str_of(texts[i]), "in.jsonld", &options, &err), err);
    assert_true(err.line == 1 && err.message[0]);
    dataset_release(&d);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(faults_are_told_with_their_place),
      cmocka_unit_test(the_line_is_shown_far_behind_the_start),
      cmocka_unit_test(going_on_leaves_out_the_bad_statements_only),
      cmocka_unit_test(relative_iris_and_graphs_follow_the_options),
      cmocka_unit_test(made_labels_meet_no_labels_of_the_source),
      cmocka_unit_test(format_is_told_by_name_or_content),
      cmocka_unit_test(deep_nesting_is_refused_and_some_is_read),
      cmocka_unit_test(time_grows_with_the_length_of_a_literal_not_faster),
      cmocka_unit_test(a_token_above_the_limit_is_refused),
      cmocka_unit_test(pieces_of_any_size_give_the_same),
      cmocka_unit_test(a_sink_stops_the_reader),
      cmocka_unit_test(bad_items_of_json_ld_are_left_out_with_keep_going),
      cmocka_unit_test(json_ld_that_has_no_items_fails_with_keep_going_too),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
