// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/dataset.h"
#include "tests/support/test.h"

#include "kg/rdf/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define RDF "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:e=\"http://e/\">"
#define VALUE "<rdf:Description rdf:about=\"http://e/s\"><e:p>&x;</e:p></rdf:Description></rdf:RDF>"

static kg_status
read_as(dataset *d, kg_format format, kg_str text, kg_error *err)
{
  kg_read_options options = {.format = format, .base = KG_STR("http://e/base")};
  return dataset_read(d, text, "in.rdf", &options, err);
}

static void
rdf_xml_is_read(void **state)
{
  (void)state;
  kg_error err = {0};
  dataset d = {0}, want = {0};
  assert_ok(
      read_as(
          &d, KG_FORMAT_RDFXML,
          KG_STR(
              "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE rdf:RDF [<!ENTITY x 'http://e/x#'>]>" RDF
              "<e:C rdf:about=\"&x;1\" e:a=\"t\"><e:p xml:lang=\"EN-gb\">l</e:p><e:q rdf:resource=\"r\"/>"
              "<e:l rdf:parseType=\"Collection\"><rdf:Description rdf:about=\"http://e/1\"/></e:l>"
              "<e:b rdf:parseType=\"Resource\"><e:n "
              "rdf:datatype=\"http://e/t\">5</e:n></e:b></e:C></rdf:RDF>"),
          &err),
      err);
  assert_ok(
      read_as(
          &want, KG_FORMAT_TURTLE,
          KG_STR(
              "@prefix e: <http://e/> . <http://e/x#1> a e:C ; e:a \"t\" ; e:p \"l\"@en-gb ; e:q <r> ; e:l ( "
              "<1> ) ; e:b [ e:n \"5\"^^e:t ] ."),
          &err),
      err);
  assert_true(dataset_isomorphic(&d, &want));
  dataset_release(&d);
  dataset_release(&want);
}

static void
nothing_beside_the_document_is_opened(void **state)
{
  (void)state;
  char canary[] = "/tmp/kg-canary-XXXXXX";
  int fd = mkstemp(canary);
  assert_int_equal(write(fd, "SECRET", 6), 6);
  close(fd);
  static const char *const ways[] = {
      "<!DOCTYPE x [<!ENTITY x SYSTEM \"file://%s\">]>" RDF VALUE,
      "<!DOCTYPE x [<!ENTITY x PUBLIC \"p\" \"file://%s\">]>" RDF VALUE,
      "<!DOCTYPE x [<!ENTITY %% x SYSTEM \"file://%s\">%%x;]>" RDF VALUE,
      "<!DOCTYPE x SYSTEM \"file://%s\">" RDF VALUE,
      "<!DOCTYPE x [<!ENTITY\tx\nSYSTEM 'file://%s'>]>" RDF VALUE,
      "<!DOCTYPE x [<!-- <!ENTITY a 'b'> --><?pi ?><!ENTITY x SYSTEM 'file://%s'>]>" RDF VALUE,
      RDF "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file://%s\" "
          "parse=\"text\"/></rdf:RDF>",
  };
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
    kg_error err = {0};
    kg_buf text = {0}, out = {0};
    dataset d = {0};
    kg_buf_printf(&text, ways[i], canary);
    read_as(&d, KG_FORMAT_RDFXML, kg_buf_str(&text), &err);
    dataset_write(&d, &(kg_write_options){.format = KG_FORMAT_NQUADS}, &out, &err);
    kg_buf_add_char(&out, '\0');
    if (strstr(out.ptr, "SECRET"))
      fail_msg("%s reads the file", ways[i]);
    dataset_release(&d);
    kg_buf_release(&text);
    kg_buf_release(&out);
  }
  unlink(canary);
}

// Also before raptor sees them.
static void
entities_that_swell_are_refused(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    kg_status status;
    const char *message;
  } cases[] = {
      {"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY x '&a;&a;'>]>" RDF VALUE, KG_ERR_DATA,
       "only short entities of plain text are read"},
      {"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY x '&#38;a;'>]>" RDF VALUE, KG_ERR_DATA,
       "only short entities of plain text are read"},
      {"<!DOCTYPE x [<!ENTITY x SYSTEM 'f'>]>" RDF VALUE, KG_ERR_DATA,
       "entities from outside the document are not read"},
      {"<!DOCTYPE x [\n <!ENTITY % x 'f'>]>" RDF VALUE, KG_ERR_DATA, "parameter entities are not read"},
      {"<?xml version='1.0' encoding='UTF-7'?>" RDF VALUE, KG_ERR_UNSUPPORTED,
       "XML in this encoding is not read; UTF-8 is"},
      {"<?xml version='1.0' encoding='EBCDIC-US'?>" RDF VALUE, KG_ERR_UNSUPPORTED,
       "XML in this encoding is not read; UTF-8 is"},
  };
  for (size_t i = 0; i < 2 * sizeof cases / sizeof *cases; i++) {
    kg_error err = {0};
    dataset d = {0};
    kg_format format = i % 2 ? KG_FORMAT_RSS : KG_FORMAT_RDFXML;
    assert_status(cases[i / 2].status, read_as(&d, format, kg_str_of(cases[i / 2].text), &err), err);
    assert_string_equal(err.message, cases[i / 2].message);
    assert_int_equal(d.n, 0);
    assert_true(err.line > 0 && err.column > 0);
    dataset_release(&d);
  }
}

// ---- the grammar

static const struct {
  const char *xml, *turtle;
  bool only_ours; ///< Raptor knows no RDF 1.2, has another form of XML literals, forgets languages
} same[] = {
    {"<e:C rdf:ID='i' e:a='1'/>", "<#i> a e:C ; e:a '1' .", false},
    {"<rdf:Description rdf:about='s'><e:p rdf:ID='r'>x</e:p></rdf:Description>",
     "<s> e:p 'x' . <#r> a rdf:Statement ; rdf:subject <s> ; rdf:predicate e:p ; rdf:object 'x' .", false},
    {"<rdf:Bag rdf:nodeID='b'><rdf:li>1</rdf:li><rdf:_7>7</rdf:_7><rdf:li>2</rdf:li></rdf:Bag>",
     "_:b a rdf:Bag ; rdf:_1 '1' ; rdf:_7 '7' ; rdf:_2 '2' .", false},
    {"<e:C rdf:about='s'><e:p e:q='v' rdf:type='t' xml:lang='EN-gb'/></e:C>",
     "<s> a e:C ; e:p [ e:q 'v'@en-gb ; a <t> ] .", true},
    {"<e:C rdf:about='s'><e:p rdf:nodeID='anon1'/><e:p><e:D/></e:p></e:C>",
     "<s> a e:C ; e:p _:x , [ a e:D ] .", false},
    {"<e:C rdf:about='s'><e:p rdf:parseType='Collection'/></e:C>", "<s> a e:C ; e:p () .", false},
    {"<e:C rdf:about='s'><e:p rdf:parseType='Collection'><e:D/><e:D rdf:about='d'/></e:p></e:C>",
     "<s> a e:C ; e:p ( [ a e:D ] <d> ) . <d> a e:D .", false},
    {"<e:C rdf:about='s'><e:p rdf:parseType='Resource'><rdf:li>x</rdf:li></e:p></e:C>",
     "<s> a e:C ; e:p [ rdf:_1 'x' ] .", false},
    {"<e:C rdf:about='' xml:base='http://o/a/b#c'><e:p rdf:resource='../d'/><e:q xml:base=''/></e:C>",
     "<http://o/a/b> a e:C ; e:p <http://o/d> ; e:q '' .", false},
    {"<e:C rdf:about='s' xml:lang='fr'><e:p>a</e:p><e:p xml:lang=''>b</e:p>"
     "<e:p rdf:datatype='t'>c</e:p></e:C>",
     "<s> a e:C ; e:p 'a'@fr , 'b' , 'c'^^<t> .", false},
    {"<e:C rdf:about='s'><e:p> a<!-- no --> <![CDATA[<&]]>&lt;&#x20AC; </e:p></e:C>",
     "<s> a e:C ; e:p ' a <&<\u20AC ' .", false},
    {"<e:C rdf:about='s'><e:p rdf:parseType='Literal'>a<f:b xmlns:f='http://f/' xmlns:g='http://g/' z='1' "
     "f:y='&quot;' e:a=''><f:c/></f:b><?t d?><!--c-->&lt;</e:p></e:C>",
     "<s> a e:C ; e:p 'a<f:b xmlns:e=\"http://e/\" xmlns:f=\"http://f/\" z=\"1\" e:a=\"\" "
     "f:y=\"&quot;\"><f:c></f:c></f:b><?t d?><!--c-->&lt;'^^rdf:XMLLiteral .",
     true},
    {"<e:C rdf:about='s'><e:p rdf:parseType='Literal'><b xmlns='http://b/'><b/><b xmlns=''/></b></e:p></e:C>",
     "<s> a e:C ; e:p '<b xmlns=\"http://b/\"><b></b><b xmlns=\"\"></b></b>'^^rdf:XMLLiteral .", true},
    {"<e:C rdf:about='s' rdf:version='1.2'><e:p rdf:parseType='Triple'><e:D rdf:about='d'/></e:p>"
     "<e:q rdf:parseType='Triple'><rdf:Description><e:r rdf:parseType='Triple'><rdf:Description "
     "e:t='1'/></e:r></rdf:Description></e:q></e:C>",
     "<s> a e:C ; e:p <<( <d> a e:D )>> ; e:q <<( _:1 e:r <<( _:2 e:t '1' )>> )>> .", true},
    {"<e:C rdf:about='s'><e:p rdf:annotation='a'><e:D/></e:p><e:q rdf:annotationNodeID='n'>x</e:q></e:C>",
     "<s> a e:C ; e:p _:d ; e:q 'x' . _:d a e:D . <a> rdf:reifies <<( <s> e:p _:d )>> . "
     "_:n rdf:reifies <<( <s> e:q 'x' )>> .",
     true},
    {"<e:C rdf:about='s' xml:lang='ar' xmlns:its='http://www.w3.org/2005/11/its' rdf:version='1.2' "
     "its:dir='rtl'><e:p>a</e:p><e:p its:dir='ltr' e:q='b'/></e:C>",
     "<s> a e:C ; e:p 'a'@ar--rtl , [ e:q 'b'@ar--ltr ] .", true},
};

#define PREFIXES "@prefix e: <http://e/> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . "

static void
each_form_means_its_statements(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
    kg_error err = {0};
    dataset got = {0}, want = {0};
    kg_buf xml = {0}, turtle = {0};
    kg_buf_printf(&xml, RDF "%s</rdf:RDF>", same[i].xml);
    kg_buf_printf(&turtle, PREFIXES "%s", same[i].turtle);
    assert_ok(read_as(&want, KG_FORMAT_TURTLE, kg_buf_str(&turtle), &err), err);
    assert_ok(read_as(&got, KG_FORMAT_RDFXML, kg_buf_str(&xml), &err), err);
    if (!dataset_isomorphic(&got, &want)) {
      kg_buf text = {0};
      dataset_write(&got, &(kg_write_options){.format = KG_FORMAT_NTRIPLES}, &text, &err);
      fail_msg("%s\ngives\n%.*s", same[i].xml, KG_STR_ARG(kg_buf_str(&text)));
    }
    kg_buf_release(&xml);
    kg_buf_release(&turtle);
    dataset_release(&got);
    dataset_release(&want);
  }
}

static void
what_the_grammar_forbids_is_refused_with_its_place(void **state)
{
  (void)state;
  static const struct {
    const char *xml, *message;
  } cases[] = {
      {"<e:C rdf:bagID='b'/>", "rdf:bagID is no attribute"},
      {"<e:C rdf:resource='r'/>", "rdf:resource may not stand on a node"},
      {"<rdf:li/>", "rdf:li cannot be a node"},
      {"<e:C><rdf:Description/></e:C>", "rdf:Description cannot be a property"},
      {"<e:C x='1'/>", "the attribute x wants a namespace prefix"},
      {"<C/>", "<C> is in no namespace"},
      {"<e:C about='a' rdf:about='a'/>", "the attribute about is given twice"},
      {"<e:C rdf:about='a b'/>", "<http://e/a b> is no IRI: it has a character that none may have"},
      {"<e:C xml:lang='en_GB'/>", "\"en_GB\" is no language tag"},
      {"<e:C xml:lang='1a'/>", "\"1a\" is no language tag"},
      {"<e:C>text</e:C>", "text may not stand in <e:C> here"},
      {"<e:C><e:p>text<e:D/></e:p></e:C>", "<e:p> holds text, so it cannot hold an element"},
      {"<e:C><e:p><e:D/>text</e:p></e:C>", "text may not stand in <e:p> here"},
      {"<e:C><e:p><e:D/><e:D/></e:p></e:C>", "<e:p> has an object already"},
      {"<e:C><e:p rdf:resource='r'><e:D/></e:p></e:C>",
       "<e:p> must be empty, for attributes tell its object"},
      {"<e:C><e:p rdf:datatype='t'><e:D/></e:p></e:C>", "<e:p> has a datatype, so it holds text"},
      {"<e:C><e:p rdf:resource='r' rdf:nodeID='n'/></e:C>",
       "only one of rdf:resource and rdf:nodeID may name the object"},
      {"<e:C rdf:nodeID='a b'/>", "rdf:nodeID wants a name, not \"a b\""},
      {"<e:C><e:p rdf:parseType='Resource' e:q='1'/></e:C>",
       "beside rdf:parseType there are no property attributes"},
      {"<e:C rdf:version='1.2'><e:p rdf:parseType='Triple'><e:D e:q='1'/></e:p></e:C>",
       "a triple term holds one statement, here is another"},
      {"<e:C><e:p rdf:annotation='a' rdf:annotationNodeID='n'>1</e:p></e:C>",
       "only one of rdf:annotation and rdf:annotationNodeID may stand here"},
      {"<e:C rdf:version='1.2' xmlns:its='http://www.w3.org/2005/11/its' its:dir='up'/>",
       "its:dir is ltr or rtl, not \"up\""},
      {"<e:C xmlns:n='n'><n:p/></e:C>", "<np> is not an absolute IRI"},
      {"<e:C><e:p rdf:datatype='http://www.w3.org/1999/02/22-rdf-syntax-ns#langString'/></e:C>",
       "a literal of this datatype wants xml:lang, not rdf:datatype"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    kg_error err = {0};
    dataset d = {0};
    kg_buf xml = {0};
    kg_buf_printf(&xml, RDF "\n%s</rdf:RDF>", cases[i].xml);
    assert_status(KG_ERR_DATA, read_as(&d, KG_FORMAT_RDFXML, kg_buf_str(&xml), &err), err);
    assert_string_equal(err.message, cases[i].message);
    assert_int_equal(err.line, 2);
    assert_true(err.column > 0 && err.caret > 0 && strncmp(err.excerpt, cases[i].xml, 4) == 0);
    kg_buf_release(&xml);
    dataset_release(&d);
  }
}

static void
bad_elements_are_left_out_and_told_with_keep_going(void **state)
{
  (void)state;
  static const struct {
    const char *xml, *want;
    size_t n_skipped;
  } cases[] = {
      {"<e:C rdf:about='a b'><e:p>1</e:p></e:C><e:C rdf:about='ok'/>", "<ok> a e:C .", 1},
      {"<e:C rdf:about='s'><e:p rdf:resource='a b'/><e:q><e:D rdf:about='c d'/></e:q><e:r>1</e:r></e:C>",
       "<s> a e:C ; e:r '1' .", 2},
      {"<e:C rdf:about='s'><e:p rdf:parseType='Collection'><e:D rdf:about='a b'/>"
       "<rdf:Description rdf:about='d'/></e:p></e:C>",
       "<s> a e:C ; e:p ( <d> ) .", 1},
      {"<e:C rdf:about='s'>text<e:p>1</e:p></e:C><e:C rdf:about='t'/>", "<s> a e:C . <t> a e:C .", 1},
      {"<e:C rdf:about='s' rdf:version='1.2'><e:p rdf:parseType='Triple'></e:p><e:q>1</e:q></e:C>",
       "<s> a e:C ; e:q '1' .", 1},
      {"<e:C rdf:about='s' xml:lang='_'><e:p>1</e:p></e:C>", "", 1},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    kg_error err = {0};
    dataset d = {0}, want = {0};
    kg_buf text = {0};
    kg_read_options options = {
        .format = KG_FORMAT_RDFXML, .base = KG_STR("http://e/base"), .keep_going = true};
    kg_buf_printf(&text, RDF "\n%s</rdf:RDF>", cases[i].xml);
    assert_ok(dataset_read(&d, kg_buf_str(&text), "in.rdf", &options, &err), err);
    kg_buf_clear(&text);
    kg_buf_printf(&text, "@prefix e: <http://e/> . %s", cases[i].want);
    assert_ok(read_as(&want, KG_FORMAT_TURTLE, kg_buf_str(&text), &err), err);
    if (d.n_skipped != cases[i].n_skipped || d.skipped.line != 2 || !dataset_isomorphic(&d, &want))
      fail_msg("%s: %zu statements, %zu left out", cases[i].xml, d.n, d.n_skipped);
    kg_buf_release(&text);
    dataset_release(&d);
    dataset_release(&want);
  }
}

static void
an_id_may_come_again_under_another_base(void **state)
{
  (void)state;
  kg_error err = {0};
  dataset d = {0};
  assert_ok(read_as(&d, KG_FORMAT_RDFXML,
                    KG_STR(RDF "<e:C rdf:ID='i'/><e:C xml:base='http://o/' rdf:ID='i'/></rdf:RDF>"), &err),
            err);
  assert_status(KG_ERR_DATA,
                read_as(&d, KG_FORMAT_RDFXML,
                        KG_STR(RDF "<e:C rdf:ID='i'/><e:C xml:base='http://e/base#x' rdf:ID='i'/></rdf:RDF>"),
                        &err),
                err);
  assert_string_equal(err.message, "rdf:ID \"i\" was given before");
  dataset_release(&d);
}

static void
encodings_are_read_as_the_document_says(void **state)
{
  (void)state;
  static const char latin[] =
      "<?xml version='1.0' encoding='ISO-8859-15'?>" RDF "<e:C e:p='\xA4'/></rdf:RDF>";
  static const char plain[] = "<?xml version='1.0' encoding='UTF-16'?>" RDF "<e:C e:p='x'/></rdf:RDF>";
  char wide[2 * sizeof plain] = "\xff\xfe";
  for (size_t i = 0; i + 1 < sizeof plain; i++) {
    wide[2 + 2 * i] = plain[i];
    wide[3 + 2 * i] = '\0';
  }
  kg_error err = {0};
  dataset d = {0};
  assert_ok(read_as(&d, KG_FORMAT_RDFXML, (kg_str){latin, sizeof latin - 1}, &err), err);
  assert_str("\u20AC", d.items[d.n - 1].object.value);
  assert_ok(read_as(&d, KG_FORMAT_RDFXML, (kg_str){wide, sizeof wide}, &err), err);
  assert_str("x", d.items[d.n - 1].object.value);
  dataset_release(&d);
}

// ---- size

static double
seconds_to_read(kg_str text, kg_status want, size_t n)
{
  kg_error err = {0};
  dataset d = {0};
  uint64_t start = kg_clock();
  assert_status(want, read_as(&d, KG_FORMAT_RDFXML, text, &err), err);
  double seconds = (double)(kg_clock() - start) / 1e9;
  assert_true(want != KG_OK || d.n == n);
  assert_true(want == KG_OK || (err.line == 1 && err.column > 0));
  dataset_release(&d);
  return seconds;
}

static void
nesting_is_read_to_its_limit_and_then_refused(void **state)
{
  (void)state;
  static const size_t depths[] = {1000, 10000, 100000, 1000000};
  for (size_t i = 0; i < sizeof depths / sizeof *depths; i++) {
    kg_buf xml = {0};
    kg_buf_add_str(&xml, KG_STR(RDF));
    for (size_t k = 0; k < depths[i]; k++)
      kg_buf_add_str(&xml, KG_STR("<e:C><e:p>"));
    for (size_t k = 0; k < depths[i]; k++)
      kg_buf_add_str(&xml, KG_STR("</e:p></e:C>"));
    kg_buf_add_str(&xml, KG_STR("</rdf:RDF>"));
    assert_true(seconds_to_read(kg_buf_str(&xml), i ? KG_ERR_LIMIT : KG_OK, 2 * depths[i]) <
                (getenv("KG_SANITIZERS") ? 10 : 1));
    kg_buf_release(&xml);
  }
}

// A token of 8 MB, and four times that at four to eight times the time: it is not quadratic.
static void
long_tokens_take_linear_time(void **state)
{
  (void)state;
  static const char *const around[][2] = {{"<e:C><e:p>", "</e:p></e:C>"},
                                          {"<e:C e:p='", "'/>"},
                                          {"<!--", "--><e:C e:p=''/>"},
                                          {"<e:C e:p=''/><?x ", "?>"}};
  for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
    kg_buf xml = {0};
    kg_buf_add_str(&xml, KG_STR(RDF));
    kg_buf_add_str(&xml, kg_str_of(around[i][0]));
    for (size_t k = 0; k < 1 << 20; k++)
      kg_buf_add(&xml, "abcdefg ", 8);
    kg_buf_add_str(&xml, kg_str_of(around[i][1]));
    kg_buf_add_str(&xml, KG_STR("</rdf:RDF>"));
    assert_true(seconds_to_read(kg_buf_str(&xml), KG_OK, 2) < (getenv("KG_SANITIZERS") ? 10 : 2));
    kg_buf_release(&xml);
  }
}

static void
a_literal_beyond_the_limit_is_refused(void **state)
{
  (void)state;
  static const char *const texts[] = {RDF "<e:C><e:p>0123456789</e:p></e:C></rdf:RDF>",
                                      RDF "<e:C><e:p rdf:parseType='Literal'><x/></e:p></e:C></rdf:RDF>"};
  for (size_t i = 0; i < 2; i++) {
    kg_error err = {0};
    dataset d = {0};
    kg_read_options options = {.format = KG_FORMAT_RDFXML, .max_literal = 5};
    assert_status(KG_ERR_LIMIT, dataset_read(&d, kg_str_of(texts[i]), "in.rdf", &options, &err), err);
    dataset_release(&d);
  }
}

// ---- the other reader

static kg_status
read_with_raptor(dataset *d, kg_str text, kg_error *err)
{
  kg_sink sink = dataset_sink(d);
  kg__reading r = {.format = KG_FORMAT_RDFXML, .base = KG_STR("http://e/base"), .sink = &sink};
  r.world = kg_world_new();
  kg_status st = kg_source_from_memory(text, "in.rdf", &r.source, err);
  st = st ? st : kg__read_raptor(&r, err);
  kg_source_close(r.source);
  kg_world_free(r.world);
  return st;
}

static void
raptor_reads_the_same(void **state)
{
  (void)state;
  size_t n = 0;
  for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
    kg_error err = {0};
    dataset ours = {0}, theirs = {0};
    kg_buf xml = {0};
    if (same[i].only_ours)
      continue;
    kg_buf_printf(&xml, RDF "%s</rdf:RDF>", same[i].xml);
    assert_ok(read_as(&ours, KG_FORMAT_RDFXML, kg_buf_str(&xml), &err), err);
    assert_ok(read_with_raptor(&theirs, kg_buf_str(&xml), &err), err);
    if (!dataset_isomorphic(&ours, &theirs))
      fail_msg("%s is read differently", same[i].xml);
    n++;
    kg_buf_release(&xml);
    dataset_release(&ours);
    dataset_release(&theirs);
  }
  assert_true(n >= 10);
}

static kg_term
random_term(unsigned *seed, kg_arena *arena, int kinds)
{
  static const char *const texts[] = {"", " ", "a<b>&\"'", "\n\t\r", "\u00e9\u4e2d", "]]>", "x"};
  char text[32];
  int n = snprintf(text, sizeof text, "n%d", rand_r(seed) % 9);
  kg_str name = kg_arena_str(arena, (kg_str){text, (size_t)n}),
         lexical = kg_str_of(texts[(size_t)rand_r(seed) % (sizeof texts / sizeof *texts)]);
  snprintf(text, sizeof text, "http://e/%s%s", rand_r(seed) % 2 ? "x#" : "", name.ptr);
  kg_term iri = kg_term_iri(kg_arena_str(arena, kg_str_of(text)));
  switch (rand_r(seed) % kinds) {
  case 0:
    return iri;
  case 1:
    return kg_term_blank(name);
  case 2:
    return kg_term_literal(lexical, iri.value);
  case 3:
    return kg_term_lang(lexical, KG_STR("en"), KG_DIRECTION_NONE);
  default:
    return kg_term_string(lexical);
  }
}

static void
random_graphs_come_back_through_both_readers(void **state)
{
  (void)state;
  for (unsigned round = 1; round <= 300; round++) {
    unsigned seed = round;
    kg_error err = {0};
    dataset d = {0}, ours = {0}, theirs = {0};
    kg_arena *arena = kg_arena_new();
    kg_buf xml = {0};
    for (int i = rand_r(&seed) % 12; i >= 0; i--) {
      kg_quad quad = {
          random_term(&seed, arena, 2), random_term(&seed, arena, 1), random_term(&seed, arena, 5), {0}};
      assert_int_equal(dataset_add(&d, &quad), KG_OK);
    }
    assert_ok(dataset_write(&d, &(kg_write_options){.format = KG_FORMAT_RDFXML}, &xml, &err), err);
    assert_ok(read_as(&ours, KG_FORMAT_RDFXML, kg_buf_str(&xml), &err), err);
    assert_ok(read_with_raptor(&theirs, kg_buf_str(&xml), &err), err);
    if (!dataset_isomorphic(&d, &ours) || !dataset_isomorphic(&d, &theirs))
      fail_msg("round %u: %.*s", round, KG_STR_ARG(kg_buf_str(&xml)));
    kg_arena_free(arena);
    kg_buf_release(&xml);
    dataset_release(&d);
    dataset_release(&ours);
    dataset_release(&theirs);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rdf_xml_is_read),
      cmocka_unit_test(nothing_beside_the_document_is_opened),
      cmocka_unit_test(entities_that_swell_are_refused),
      cmocka_unit_test(each_form_means_its_statements),
      cmocka_unit_test(what_the_grammar_forbids_is_refused_with_its_place),
      cmocka_unit_test(bad_elements_are_left_out_and_told_with_keep_going),
      cmocka_unit_test(an_id_may_come_again_under_another_base),
      cmocka_unit_test(encodings_are_read_as_the_document_says),
      cmocka_unit_test(nesting_is_read_to_its_limit_and_then_refused),
      cmocka_unit_test(long_tokens_take_linear_time),
      cmocka_unit_test(a_literal_beyond_the_limit_is_refused),
      cmocka_unit_test(raptor_reads_the_same),
      cmocka_unit_test(random_graphs_come_back_through_both_readers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
