// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/expr.h"

#include "kg/sparql/functions.h"

static void
functions_of_terms(void **state)
{
  static const expr_row rows[] = {
      {"STR(<http://a/b>)", "'http://a/b'"},
      {"STR('a'@en)", "'a'"},
      {"STR(007)", "'007'"},
      {"STR('x'^^:d)", "'x'"},
      {"STR(1.50)", "'1.50'"},
      {"STR(1 + 1)", "'2'"},
      {"STR(BNODE())", "error"},
      {"STR(<<( :s :p :o )>>)", "error"},
      {"STR(?unbound)", "error"},
      {"LANG('a'@en)", "'en'"},
      {"LANG('a')", "''"},
      {"LANG(1)", "''"},
      {"LANG(:a)", "error"},
      {"LANGDIR('a'@ar--rtl)", "'rtl'"},
      {"LANGDIR('a'@en--ltr)", "'ltr'"},
      {"LANGDIR('a'@en)", "''"},
      {"LANGDIR(1)", "''"},
      {"LANGDIR(:a)", "error"},
      {"hasLANG('a'@en)", "true^^boolean"},
      {"hasLANG('a'@en--ltr)", "true^^boolean"},
      {"hasLANG('a')", "false^^boolean"},
      {"hasLANG(:a)", "false^^boolean"},
      {"hasLANGDIR('a'@en--ltr)", "true^^boolean"},
      {"hasLANGDIR('a'@en)", "false^^boolean"},
      {"hasLANGDIR(1)", "false^^boolean"},
      {"LANGMATCHES('en', 'en')", "true^^boolean"},
      {"LANGMATCHES('en-GB', 'en')", "true^^boolean"},
      {"LANGMATCHES('EN-gb', 'en-GB')", "true^^boolean"},
      {"LANGMATCHES('english', 'en')", "false^^boolean"},
      {"LANGMATCHES('en', 'en-GB')", "false^^boolean"},
      {"LANGMATCHES('fr', '*')", "true^^boolean"},
      {"LANGMATCHES('', '*')", "false^^boolean"},
      {"LANGMATCHES('', '')", "false^^boolean"},
      {"LANGMATCHES(LANG('That Seventies Show'@en), 'FR')", "false^^boolean"},
      {"LANGMATCHES(LANG('Cette S\xc3\xa9rie'@fr-BE), 'FR')", "true^^boolean"},
      {"LANGMATCHES('en', 1)", "error"},
      {"DATATYPE('a')", "<http://www.w3.org/2001/XMLSchema#string>"},
      {"DATATYPE('a'@en)", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>"},
      {"DATATYPE('a'@en--ltr)", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#dirLangString>"},
      {"DATATYPE(1)", "<http://www.w3.org/2001/XMLSchema#integer>"},
      {"DATATYPE('1'^^xsd:int)", "<http://www.w3.org/2001/XMLSchema#int>"},
      {"DATATYPE('1'^^xsd:int + 1)", "<http://www.w3.org/2001/XMLSchema#integer>"},
      {"DATATYPE('x'^^:d)", "<http://example/d>"},
      {"DATATYPE('x'^^xsd:integer)", "<http://www.w3.org/2001/XMLSchema#integer>"},
      {"DATATYPE(:a)", "error"},
      {"IRI('http://a/b')", "<http://a/b>"},
      {"IRI('b')", "<http://base/dir/b>"},
      {"IRI('../c?d#e')", "<http://base/c?d#e>"},
      {"IRI('')", "<http://base/dir/>"},
      {"URI('b')", "<http://base/dir/b>"},
      {"IRI(:a)", "<http://example/a>"},
      {"IRI('a b')", "error"},
      {"IRI('a'@en)", "error"},
      {"IRI(1)", "error"},
      {"STRLANG('chat', 'en')", "'chat'@en"},
      {"STRLANG('chat', 'en-GB')", "'chat'@en-gb"},
      {"STRLANG('chat', '')", "error"},
      {"STRLANG('chat', 'e n')", "error"},
      {"STRLANG('chat'@fr, 'en')", "error"},
      {"STRLANG(123, 'en')", "error"},
      {"STRLANG(:x, 'en')", "error"},
      {"STRLANGDIR('abc', 'en', 'ltr')", "'abc'@en--ltr"},
      {"STRLANGDIR('abc', 'ar', 'rtl')", "'abc'@ar--rtl"},
      {"STRLANGDIR('abc', 'en', 'LTR')", "error"},
      {"STRLANGDIR('abc', 'en', '')", "error"},
      {"STRLANGDIR('abc', '', 'ltr')", "error"},
      {"STRLANGDIR(1, 'en', 'ltr')", "error"},
      {"STRDT('123', xsd:integer)", "123^^integer"},
      {"STRDT('iiii', :romanNumeral)", "'iiii'^^<http://example/romanNumeral>"},
      {"STRDT('x', xsd:integer)", "x^^integer"},
      {"STRDT('x', rdf:langString)", "error"},
      {"STRDT('x'@en, xsd:string)", "error"},
      {"STRDT('x', 'y')", "error"},
      {"isIRI(:a)", "true^^boolean"},
      {"isURI(:a)", "true^^boolean"},
      {"isIRI('a')", "false^^boolean"},
      {"isIRI(BNODE())", "false^^boolean"},
      {"isBLANK(BNODE())", "true^^boolean"},
      {"isBLANK(:a)", "false^^boolean"},
      {"isLITERAL('a')", "true^^boolean"},
      {"isLITERAL('a'@en)", "true^^boolean"},
      {"isLITERAL('x'^^:d)", "true^^boolean"},
      {"isLITERAL(1)", "true^^boolean"},
      {"isLITERAL(:a)", "false^^boolean"},
      {"isLITERAL(<<( :s :p 1 )>>)", "false^^boolean"},
      {"isLITERAL(?unbound)", "error"},
      {"isNUMERIC(12)", "true^^boolean"},
      {"isNUMERIC('12')", "false^^boolean"},
      {"isNUMERIC('12'^^xsd:nonNegativeInteger)", "true^^boolean"},
      {"isNUMERIC('1200'^^xsd:byte)", "false^^boolean"},
      {"isNUMERIC(<http://example/>)", "false^^boolean"},
      {"isNUMERIC('NaN'^^xsd:double)", "true^^boolean"},
      {"isNUMERIC('1.0'^^xsd:integer)", "false^^boolean"},
      {"isTRIPLE(<<( :s :p :o )>>)", "true^^boolean"},
      {"isTRIPLE(:s)", "false^^boolean"},
      {"TRIPLE(:s, :p, 1)", "<<( <http://example/s> <http://example/p> 1^^integer )>>"},
      {"TRIPLE(1, :p, :o)", "error"},
      {"TRIPLE(:s, 'p', :o)", "error"},
      {"TRIPLE(:s, BNODE(), :o)", "error"},
      {"TRIPLE(<<( :x :y :z )>>, :p, :o)", "error"},
      {"TRIPLE(:s, :p, <<( :x :y 'z'@en )>>)",
       "<<( <http://example/s> <http://example/p> <<( <http://example/x> <http://example/y> 'z'@en )>> )>>"},
      {"SUBJECT(<<( :s :p :o )>>)", "<http://example/s>"},
      {"PREDICATE(<<( :s :p :o )>>)", "<http://example/p>"},
      {"OBJECT(<<( :s :p 007 )>>)", "007^^integer"},
      {"OBJECT(OBJECT(TRIPLE(:s, :p, TRIPLE(:s, :p, 'x'@en))))", "'x'@en"},
      {"SUBJECT(:s)", "error"},
      {"sameTerm(1, 1)", "true^^boolean"},
      {"sameTerm(1, 01)", "false^^boolean"},
      {"sameTerm(1, 1.0)", "false^^boolean"},
      {"sameTerm(1 + 1, 2)", "true^^boolean"},
      {"sameTerm(1 + 1, 02)", "false^^boolean"},
      {"sameTerm('a'@en, 'a'@EN)", "true^^boolean"},
      {"sameTerm('a'@en, 'a'@en--ltr)", "false^^boolean"},
      {"sameTerm('a', 'a'@en)", "false^^boolean"},
      {"sameTerm(:a, IRI('http://example/a'))", "true^^boolean"},
      {"sameTerm('NaN'^^xsd:double, 'NaN'^^xsd:double)", "true^^boolean"},
      {"sameTerm(<<( :s :p 1 )>>, TRIPLE(:s, :p, 1))", "true^^boolean"},
      {"sameTerm(<<( :s :p 1 )>>, <<( :s :p 01 )>>)", "false^^boolean"},
      {"sameTerm('x'^^:d, 'x'^^:d)", "true^^boolean"},
      {"sameTerm('x'^^:d, 'x'^^:e)", "false^^boolean"},
      {"sameTerm(BNODE('a'), BNODE('a'))", "true^^boolean"},
      {"sameTerm(BNODE('a'), BNODE('b'))", "false^^boolean"},
      {"sameTerm(BNODE(), BNODE())", "false^^boolean"},
      {"BNODE(1)", "error"},
      {"sameTerm(UUID(), UUID())", "false^^boolean"},
      {"REGEX(STR(UUID()), '^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$')",
       "true^^boolean"},
      {"REGEX(STRUUID(), '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$')",
       "true^^boolean"},
      {"RAND() < 1.0 && RAND() >= 0", "true^^boolean"},
  };
  EXPR_CHECK(*state, rows);
}

static void
functions_of_strings(void **state)
{
  static const expr_row rows[] = {
      {"STRLEN('chat')", "4^^integer"},
      {"STRLEN('chat'@en)", "4^^integer"},
      {"STRLEN('\xc3\xa4\xf0\x9f\x98\x80')", "2^^integer"},
      {"STRLEN('')", "0^^integer"},
      {"STRLEN(1)", "error"},
      {"SUBSTR('foobar', 4)", "'bar'"},
      {"SUBSTR('foobar'@en, 4)", "'bar'@en"},
      {"SUBSTR('foobar'@en--ltr, 4)", "'bar'@en--ltr"},
      {"SUBSTR('foobar', 4, 1)", "'b'"},
      {"SUBSTR('foobar', 0)", "'foobar'"},
      {"SUBSTR('foobar', -2, 5)", "'fo'"},
      {"SUBSTR('foobar', 7)", "''"},
      {"SUBSTR('foobar', 2, -1)", "''"},
      {"SUBSTR('12345', 1.5, 2.6)", "'234'"},
      {"SUBSTR('12345', 0, 3)", "'12'"},
      {"SUBSTR('12345', 5, -3)", "''"},
      {"SUBSTR('12345', -3, 5)", "'1'"},
      {"SUBSTR('12345', 'NaN'^^xsd:double, 3)", "''"},
      {"SUBSTR('12345', 1, 'NaN'^^xsd:double)", "''"},
      {"SUBSTR('12345', -42, 'INF'^^xsd:double)", "'12345'"},
      {"SUBSTR('12345', '-INF'^^xsd:double, 'INF'^^xsd:double)", "''"},
      {"SUBSTR('a\xc3\xa4\xf0\x9f\x98\x80z', 2, 2)", "'\xc3\xa4\xf0\x9f\x98\x80'"},
      {"SUBSTR(:a, 1)", "error"},
      {"SUBSTR('a', 'b')", "error"},
      {"UCASE('foo')", "'FOO'"},
      {"UCASE('foo'@en)", "'FOO'@en"},
      {"UCASE('stra\xc3\x9f"
       "e \xc3\xbf')",
       "'STRASSE \xc5\xb8'"},
      {"UCASE('\xef\xac\x81')", "'FI'"},
      {"UCASE(1)", "error"},
      {"LCASE('BAR')", "'bar'"},
      {"LCASE('BAR'@en--ltr)", "'bar'@en--ltr"},
      {"LCASE('\xc3\x84\xce\xa3\xd0\x96\xf0\x90\x90\x80')", "'\xc3\xa4\xcf\x83\xd0\xb6\xf0\x90\x90\xa8'"},
      {"LCASE('I')", "'i'"},
      {"ENCODE_FOR_URI('Los Angeles')", "'Los%20Angeles'"},
      {"ENCODE_FOR_URI('Los Angeles'@en)", "'Los%20Angeles'"},
      {"ENCODE_FOR_URI('a-_.~/?#\xc3\xa4')", "'a-_.~%2F%3F%23%C3%A4'"},
      {"ENCODE_FOR_URI(1)", "error"},
      {"CONTAINS('foobar', 'bar')", "true^^boolean"},
      {"CONTAINS('foobar'@en, 'foo'@en)", "true^^boolean"},
      {"CONTAINS('foobar', 'foo'^^xsd:string)", "true^^boolean"},
      {"CONTAINS('foobar'@en, 'foo')", "true^^boolean"},
      {"CONTAINS('foobar', 'foo'@en)", "error"},
      {"CONTAINS('foobar'@en, 'foo'@fr)", "error"},
      {"CONTAINS('abc'@en--ltr, 'b'@en--ltr)", "true^^boolean"},
      {"CONTAINS('abc'@en--ltr, 'b'@en)", "error"},
      {"CONTAINS('abc'@en--ltr, 'b')", "true^^boolean"},
      {"CONTAINS('abc', '')", "true^^boolean"},
      {"CONTAINS('abc', 'd')", "false^^boolean"},
      {"CONTAINS(1, 'd')", "error"},
      {"STRSTARTS('foobar', 'foo')", "true^^boolean"},
      {"STRSTARTS('foobar'@en, 'foo'@en)", "true^^boolean"},
      {"STRSTARTS('foobar', 'bar')", "false^^boolean"},
      {"STRSTARTS('foo', 'foobar')", "false^^boolean"},
      {"STRSTARTS('foobar', 'foo'@en)", "error"},
      {"STRENDS('foobar', 'bar')", "true^^boolean"},
      {"STRENDS('foobar'@en, 'bar')", "true^^boolean"},
      {"STRENDS('foobar', 'foo')", "false^^boolean"},
      {"STRBEFORE('abc', 'b')", "'a'"},
      {"STRBEFORE('abc'@en, 'bc')", "'a'@en"},
      {"STRBEFORE('abc'@en, 'b'@cy)", "error"},
      {"STRBEFORE('abc', '')", "''"},
      {"STRBEFORE('abc', 'xyz')", "''"},
      {"STRBEFORE('abc'@en, 'z'@en)", "''"},
      {"STRBEFORE('abc'@en, 'z')", "''"},
      {"STRBEFORE('abc'@en, ''@en)", "''@en"},
      {"STRBEFORE('abc'@en, '')", "''@en"},
      {"STRAFTER('abc', 'b')", "'c'"},
      {"STRAFTER('abc'@en, 'ab')", "'c'@en"},
      {"STRAFTER('abc'@en, 'b'@cy)", "error"},
      {"STRAFTER('abc', '')", "'abc'"},
      {"STRAFTER('abc', 'xyz')", "''"},
      {"STRAFTER('abc'@en, 'z'@en)", "''"},
      {"STRAFTER('abc'@en, ''@en)", "'abc'@en"},
      {"CONCAT('foo', 'bar')", "'foobar'"},
      {"CONCAT('foo'@en, 'bar'@en)", "'foobar'@en"},
      {"CONCAT('foo'^^xsd:string, 'bar'^^xsd:string)", "'foobar'"},
      {"CONCAT('foo', 'bar'^^xsd:string)", "'foobar'"},
      {"CONCAT('foo'@en, 'bar')", "'foobar'"},
      {"CONCAT('foo'@en, 'bar'@fr)", "'foobar'"},
      {"CONCAT('a'@en--ltr, 'b'@en--ltr, 'c'@en--ltr)", "'abc'@en--ltr"},
      {"CONCAT('a'@en--ltr, 'b'@en--rtl)", "'ab'"},
      {"CONCAT('a'@en--ltr, 'b'@en)", "'ab'"},
      {"CONCAT()", "''"},
      {"CONCAT('a')", "'a'"},
      {"CONCAT('a', 1)", "error"},
      {"CONCAT('a', :b)", "error"},
      {"CONCAT('a', 'b', 'c', 'd', 'e', 'f')", "'abcdef'"},
      {"MD5('abc')", "'900150983cd24fb0d6963f7d28e17f72'"},
      {"SHA1('abc')", "'a9993e364706816aba3e25717850c26c9cd0d89d'"},
      {"SHA256('abc')", "'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'"},
      {"SHA384('abc')", "'cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
                        "8086072ba1e7cc2358baeca134c825a7'"},
      {"SHA512('abc')", "'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f'"},
      {"MD5('')", "'d41d8cd98f00b204e9800998ecf8427e'"},
      {"MD5('abc'@en)", "error"},
      {"SHA1(1)", "error"},
  };
  EXPR_CHECK(*state, rows);
}

static void
functions_of_numbers(void **state)
{
  static const expr_row rows[] = {
      {"ABS(1)", "1^^integer"},
      {"ABS(-1.5)", "1.5^^decimal"},
      {"ABS(-1.5e0)", "1.5E0^^double"},
      {"ABS('-2'^^xsd:float)", "2.0E0^^float"},
      {"ABS('-2'^^xsd:byte)", "2^^integer"},
      {"ABS('a')", "error"},
      {"ROUND(2.4999)", "2^^decimal"},
      {"ROUND(2.5)", "3^^decimal"},
      {"ROUND(-2.5)", "-2^^decimal"},
      {"ROUND(-2.51)", "-3^^decimal"},
      {"ROUND(7)", "7^^integer"},
      {"ROUND(2.5e0)", "3.0E0^^double"},
      {"ROUND(-2.5e0)", "-2.0E0^^double"},
      {"ROUND(-0.3e0)", "-0.0E0^^double"},
      {"ROUND('NaN'^^xsd:double)", "NaN^^double"},
      {"CEIL(10.5)", "11^^decimal"},
      {"CEIL(-10.5)", "-10^^decimal"},
      {"CEIL(1.2e0)", "2.0E0^^double"},
      {"CEIL(3)", "3^^integer"},
      {"FLOOR(10.5)", "10^^decimal"},
      {"FLOOR(-10.5)", "-11^^decimal"},
      {"FLOOR('1.7'^^xsd:float)", "1.0E0^^float"},
      {"FLOOR('x')", "error"},
      {"FLOOR(123456789012345678901234567890.5)", "123456789012345678901234567890^^decimal"},
  };
  EXPR_CHECK(*state, rows);
}

static void
functions_of_moments(void **state)
{
  static const expr_row rows[] = {
      {"YEAR('2011-01-10T14:45:13.815-05:00'^^xsd:dateTime)", "2011^^integer"},
      {"MONTH('2011-01-10T14:45:13.815-05:00'^^xsd:dateTime)", "1^^integer"},
      {"DAY('2011-01-10T14:45:13.815-05:00'^^xsd:dateTime)", "10^^integer"},
      {"HOURS('2011-01-10T14:45:13.815-05:00'^^xsd:dateTime)", "14^^integer"},
      {"MINUTES('2011-01-10T14:45:13.815-05:00'^^xsd:dateTime)", "45^^integer"},
      {"SECONDS('2011-01-10T14:45:13.815-05:00'^^xsd:dateTime)", "13.815^^decimal"},
      {"TIMEZONE('2011-01-10T14:45:13.815-05:00'^^xsd:dateTime)", "-PT5H^^dayTimeDuration"},
      {"TIMEZONE('2011-01-10T14:45:13.815Z'^^xsd:dateTime)", "PT0S^^dayTimeDuration"},
      {"TIMEZONE('2011-01-10T14:45:13.815'^^xsd:dateTime)", "error"},
      {"TZ('2011-01-10T14:45:13.815-05:00'^^xsd:dateTime)", "'-05:00'"},
      {"TZ('2011-01-10T14:45:13.815Z'^^xsd:dateTime)", "'Z'"},
      {"TZ('2011-01-10T14:45:13.815'^^xsd:dateTime)", "''"},
      {"TZ('2011-01-10T14:45:13+00:00'^^xsd:dateTime)", "'+00:00'"},
      {"YEAR('2011-01-10'^^xsd:date)", "2011^^integer"},
      {"DAY('2011-01-10Z'^^xsd:date)", "10^^integer"},
      {"YEAR('-0044-03-15'^^xsd:date)", "-44^^integer"},
      {"YEAR('2024'^^xsd:gYear)", "2024^^integer"},
      {"MONTH('2024-05'^^xsd:gYearMonth)", "5^^integer"},
      {"MONTH('2024'^^xsd:gYear)", "error"},
      {"HOURS('2011-01-10'^^xsd:date)", "error"},
      {"HOURS('23:59:59'^^xsd:time)", "23^^integer"},
      {"HOURS('24:00:00'^^xsd:time)", "0^^integer"},
      {"DAY('2011-12-31T24:00:00'^^xsd:dateTime)", "1^^integer"},
      {"YEAR('2011-12-31T24:00:00'^^xsd:dateTime)", "2012^^integer"},
      {"SECONDS('2011-01-10T14:45:13'^^xsd:dateTime)", "13^^decimal"},
      {"YEAR('2011-02-30T00:00:00'^^xsd:dateTime)", "error"},
      {"YEAR('2011')", "error"},
      {"NOW() = NOW()", "true^^boolean"},
      {"DATATYPE(NOW())", "<http://www.w3.org/2001/XMLSchema#dateTime>"},
      {"YEAR(NOW()) >= 2024", "true^^boolean"},
  };
  EXPR_CHECK(*state, rows);
}

static void
lazy_functions_and_logic(void **state)
{
  static const expr_row rows[] = {
      {"IF(true, 1, 2)", "1^^integer"},
      {"IF(false, 1, 2)", "2^^integer"},
      {"IF('', 1, 2)", "2^^integer"},
      {"IF(true, 1, 1/0)", "1^^integer"},
      {"IF(1/0, 1, 2)", "error"},
      {"IF(:a, 1, 2)", "error"},
      {"COALESCE(1/0, ?x, 3, 4)", "3^^integer"},
      {"COALESCE()", "error"},
      {"COALESCE(?x, 1/0)", "error"},
      {"BOUND(?x)", "false^^boolean"},
      {"true || 1/0", "true^^boolean"},
      {"1/0 || true", "true^^boolean"},
      {"1/0 || false", "error"},
      {"false || 1/0", "error"},
      {"1/0 || 1/0", "error"},
      {"false && 1/0", "false^^boolean"},
      {"1/0 && false", "false^^boolean"},
      {"1/0 && true", "error"},
      {"true && true && 'a'", "true^^boolean"},
      {"false || '' || 0", "false^^boolean"},
      {"!true", "false^^boolean"},
      {"!!'a'", "true^^boolean"},
      {"!1/0", "error"},
      {"!?x", "error"},
      {"!!'a'@en", "error"},
      {"!!'z'^^xsd:boolean", "error"},
      {"!!'1'^^xsd:boolean", "true^^boolean"},
      {"!!0.0", "false^^boolean"},
      {"!!0e0", "false^^boolean"},
      {"!!'NaN'^^xsd:double", "false^^boolean"},
      {"!!'x'^^xsd:integer", "error"},
      {"!!'2020-01-01T00:00:00Z'^^xsd:dateTime", "error"},
      {"2 IN (1, 2, 3)", "true^^boolean"},
      {"2 IN ()", "false^^boolean"},
      {"2 IN (<http://example/iri>, 'str', 2.0)", "true^^boolean"},
      {"2 IN (1/0, 2)", "true^^boolean"},
      {"2 IN (2, 1/0)", "true^^boolean"},
      {"2 IN (3, 1/0)", "error"},
      {"2 NOT IN (1, 2, 3)", "false^^boolean"},
      {"2 NOT IN ()", "true^^boolean"},
      {"2 NOT IN (<http://example/iri>, 'str', 2.0)", "false^^boolean"},
      {"2 NOT IN (1/0, 2)", "false^^boolean"},
      {"2 NOT IN (3, 1/0)", "error"},
      {"?x", "unbound"},
      {":unknownFunction(1)", "error"},
      {"'01'^^xsd:integer", "01^^integer"},
      {"IF(true, 1.50, 0)", "1.50^^decimal"},
  };
  EXPR_CHECK(*state, rows);
}

static void
bnodes_of_one_text_are_the_same_within_a_solution_only(void **state)
{
  expr_world *w = *state;
  kg__value first, again, other;
  w->functions.row = 1;
  assert_int_equal(expr_eval(w, "BNODE('a')", &first), KG_OK);
  assert_int_equal(expr_eval(w, "BNODE('a')", &again), KG_OK);
  w->functions.row = 2;
  assert_int_equal(expr_eval(w, "BNODE('a')", &other), KG_OK);
  assert_true(kg_str_equal(first.text, again.text));
  assert_false(kg_str_equal(first.text, other.text));
}

static void
strings_beyond_the_limit_end_the_query(void **state)
{
  expr_world *w = *state;
  static const char *const exprs[] = {
      "CONCAT('0123456789', '0123456789')",
      "REPLACE('0123456789', '.', '$0$0')",
      "ENCODE_FOR_URI('          ')",
      "UCASE('\xef\xac\x83\xef\xac\x83\xef\xac\x83\xef\xac\x83\xef\xac\x83 123456')",
  };
  w->limits.string = 16;
  for (size_t i = 0; i < sizeof exprs / sizeof *exprs; i++) {
    kg__value value;
    assert_status(KG_ERR_LIMIT, expr_eval(w, exprs[i], &value), w->err);
  }
}

static void
each_function_is_found_in_any_case_and_by_its_arity(void **state)
{
  (void)state;
  for (size_t i = 0; kg__function_at(i); i++) {
    const kg__function *f = kg__function_at(i);
    assert_ptr_equal(kg__function_find(f->name), f);
    assert_true(f->least <= f->most);
    assert_true((f->call == NULL) == ((f->flags & KG__FUNCTION_LAZY) != 0));
  }
  assert_non_null(kg__function_find(KG_STR("isiri")));
  assert_non_null(kg__function_find(KG_STR("STRlen")));
  assert_null(kg__function_find(KG_STR("STRLENGTH")));
  assert_null(kg__function_find(KG_STR("")));
  assert_null(kg__function_of_iri(KG_STR("http://www.w3.org/2001/XMLSchema#anyURI")));
}

static void
deep_and_long_expressions_end(void **state)
{
  expr_world *w = *state;
  kg_buf buf = {0};
  kg__value value;
  for (int i = 0; i < 900; i++)
    assert_int_equal(kg_buf_add_str(&buf, KG_STR("1 + ")), KG_OK);
  assert_int_equal(kg_buf_add(&buf, "1\0", 3), KG_OK);
  assert_ok(expr_eval(w, buf.ptr, &value), w->err);
  assert_string_equal(expr_show(w, &value), "901^^integer");
  kg_buf_clear(&buf);
  for (int i = 0; i < 20000; i++)
    assert_int_equal(kg_buf_add_str(&buf, KG_STR("!")), KG_OK);
  assert_int_equal(kg_buf_add(&buf, "1\0", 3), KG_OK);
  assert_int_not_equal(expr_eval(w, buf.ptr, &value), KG_OK);
  kg_buf_release(&buf);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, expr_setup, expr_teardown)
  const struct CMUnitTest tests[] = {
      TEST(functions_of_terms),
      TEST(functions_of_strings),
      TEST(functions_of_numbers),
      TEST(functions_of_moments),
      TEST(lazy_functions_and_logic),
      TEST(bnodes_of_one_text_are_the_same_within_a_solution_only),
      TEST(strings_beyond_the_limit_end_the_query),
      TEST(each_function_is_found_in_any_case_and_by_its_arity),
      TEST(deep_and_long_expressions_end),
  };
  return cmocka_run_group_tests_name("functions", tests, NULL, NULL);
}
