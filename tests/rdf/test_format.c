// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#define NONE KG_FORMAT_NONE
#define NT KG_FORMAT_NTRIPLES
#define NQ KG_FORMAT_NQUADS
#define TTL KG_FORMAT_TURTLE
#define TRIG KG_FORMAT_TRIG
#define XML KG_FORMAT_RDFXML
#define JSON KG_FORMAT_JSONLD

typedef struct told {
  const char *text;
  kg_format format;
} told;

static void
check(const told *cases, size_t n, kg_format (*tell)(kg_str))
{
  for (size_t i = 0; i < n; i++) {
    kg_format got = tell(kg_str_of(cases[i].text));
    if (got != cases[i].format)
      fail_msg("%s: %s, not %s", cases[i].text, kg_format_name(got), kg_format_name(cases[i].format));
  }
}
#define CHECK(cases, tell) check(cases, sizeof cases / sizeof *cases, tell)

static void
names_and_media_types_are_known(void **state)
{
  (void)state;
  static const told cases[] = {{"turtle", TTL},
                               {"TTL", TTL},
                               {"text/turtle", TTL},
                               {"text/turtle; charset=utf-8", TTL},
                               {"nt", NT},
                               {"application/n-quads", NQ},
                               {"trig", TRIG},
                               {"xml", XML},
                               {"application/ld+json", JSON},
                               {"rdfa", KG_FORMAT_RDFA},
                               {"atom", KG_FORMAT_ATOM},
                               {"", NONE},
                               {"turtl", NONE},
                               {"turtle2", NONE}};
  CHECK(cases, kg_format_from_name);
}

static void
endings_are_known(void **state)
{
  (void)state;
  static const told cases[] = {
      {"a.ttl", TTL},     {"/b.c/a.nt", NT}, {"a.NQ.gz", NQ},         {"a.trig.zst", TRIG}, {"x.owl", XML},
      {"a.jsonld", JSON}, {"a.json", NONE},  {"a.ttl.bz2", NONE},     {"ttl", NONE},        {".gz", NONE},
      {"a.ttl/b", NONE},  {"a.", NONE},      {"https://e/a.rdf", XML}};
  CHECK(cases, kg_format_from_path);
}

static void
content_is_recognised(void **state)
{
  (void)state;
  static const told cases[] = {
      {"<http://e/s> <http://e/p> \"o\" .\n", NT},
      {"# c\n\n_:a <http://e/p> <http://e/o> . # c\n_:b <http://e/p> \"x\"@en .\n", NT},
      {"_:a <http://e/p> <http://e/o> .\n_:b <http://e/p> \"x\"@en <http://e/g> .\n", NQ},
      {"<s> <p> <o> .\n", TTL},
      {"<http://e/s> <http://e/p> 1 .\n", TTL},
      {"\xef\xbb\xbf@prefix a: <b> .", TTL},
      {"prefix a: <b> a:x a:p '{' .", TTL},
      {"BASE <b>\n<x> <y> \"\"\"{ \" \"\" \"\"\" . # {", TTL},
      {"<s> <p> <o> {| <a> <b> |} .", TTL},
      {"[] <p> 1 .", TTL},
      {"[ <p> 1 ] .", TTL},
      {"( 1 ) <p> 1 .", TTL},
      {"@prefix a: <b> . a:g { a:x a:y a:z }", TRIG},
      {"{ <x> <y> <z> }", TRIG},
      {"GRAPH <g> { }", TRIG},
      {"<?xml version=\"1.0\"?><x/>", XML},
      {" <rdf:RDF xmlns:rdf=\"x\"/>", XML},
      {"<!-- c --><a/>", XML},
      {"<!DOCTYPE rdf:RDF [ ]>", XML},
      {"<Ontology xmlns=\"http://www.w3.org/2002/07/owl#\">", XML},
      {"{ \"@id\": \"x\" }", JSON},
      {"[ { \"@id\": \"x\" } ]", JSON},
      {"{}", JSON},
      {"<!doctype html><html>", NONE},
      {"<html><body>", NONE},
      {"The government said on Monday", NONE},
      {"# Heading\n\nText", NONE},
      {"", NONE},
      {"   ", NONE},
  };
  CHECK(cases, kg_format_sniff);
}

static void
each_format_tells_of_itself(void **state)
{
  (void)state;
  for (int f = KG_FORMAT_NTRIPLES; f <= KG_FORMAT_ATOM; f++) {
    assert_int_equal(kg_format_from_name(kg_str_of(kg_format_name((kg_format)f))), f);
    assert_int_equal(kg_format_from_name(kg_str_of(kg_format_media_type((kg_format)f))), f);
    assert_int_equal(kg_format_can_write((kg_format)f), f <= KG_FORMAT_JSONLD);
  }
  assert_true(kg_format_has_graphs(TRIG) && kg_format_has_graphs(NQ) && kg_format_has_graphs(JSON));
  assert_false(kg_format_has_graphs(TTL) || kg_format_has_graphs(NT) || kg_format_has_graphs(XML));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(names_and_media_types_are_known),
      cmocka_unit_test(endings_are_known),
      cmocka_unit_test(content_is_recognised),
      cmocka_unit_test(each_format_tells_of_itself),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
