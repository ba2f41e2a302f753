// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "kg/id.h"
#include "kg/vocab.h"

#include <locale.h>
#include <stdlib.h>

typedef struct row {
  const char *lexical;
  bool in_id;
} row;

static kg_id
id_of(const char *lexical, const char *type)
{
  char datatype[100] = KG_NS_XSD;
  kg_term term = kg_term_literal(kg_str_of(lexical), kg_str_of(strcat(datatype, type)));
  return kg_id_inline(&term);
}

// Each form either is in its id and comes back from there as it was, or is not.
static void
assert_rows(const char *type, const row *rows, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    char text[KG_ID_TEXT_SIZE], datatype[100] = KG_NS_XSD;
    kg_id id = id_of(rows[i].lexical, type);
    if ((id != KG_ID_NONE) != rows[i].in_id)
      fail_msg("\"%s\"^^xsd:%s is %s", rows[i].lexical, type, id ? "in the id" : "not in the id");
    if (!id)
      continue;
    kg_term term = kg_id_term(id, text);
    assert_true(kg_id_is_inline(id));
    assert_str(rows[i].lexical, term.value);
    assert_str(strcat(datatype, type), term.datatype);
  }
}

#define ASSERT_ROWS(type, rows) assert_rows(type, rows, sizeof(rows) / sizeof *(rows))

static void
strings_of_seven_bytes_fit(void **state)
{
  (void)state;
  static const row rows[] = {
      {"", true},     {"a", true}, {"1234567", true}, {"12345678", false}, {"\xc3\xa4\xff", true},
      {"\n\t ", true}};
  ASSERT_ROWS("string", rows);
  kg_term a = kg_term_string((kg_str){"a\0", 2}), b = kg_term_string(KG_STR("a"));
  assert_true(kg_id_inline(&a) != kg_id_inline(&b));
}

static void
booleans_fit_as_words(void **state)
{
  (void)state;
  static const row rows[] = {{"true", true}, {"false", true}, {"1", false},
                             {"0", false},   {"True", false}, {"", false}};
  ASSERT_ROWS("boolean", rows);
}

static void
integers_fit_in_canonical_form(void **state)
{
  (void)state;
  static const row rows[] = {
      {"0", true},
      {"-0", false},
      {"+1", false},
      {"01", false},
      {"-01", false},
      {"-1", true},
      {"", false},
      {"-", false},
      {"1 ", false},
      {"1.0", false},
      {"1e3", false},
      {"--1", false},
      {"576460752303423487", true},
      {"576460752303423488", false},
      {"-576460752303423488", true},
      {"-576460752303423489", false},
      {"99999999999999999999999999", false},
  };
  ASSERT_ROWS("integer", rows);
}

static void
decimals_fit_with_the_zeros_they_have(void **state)
{
  (void)state;
  static const row rows[] = {
      {"0", true},
      {"1", true},
      {"1.0", true},
      {"1.50", true},
      {"-1.5", true},
      {"0.05", true},
      {"-0.5", true},
      {"0.0", true},
      {"0.000000000000000", true},
      {"0.0000000000000000", false},
      {"-0", false},
      {"-0.0", false},
      {"1.", false},
      {".5", false},
      {"-.5", false},
      {"+1.5", false},
      {"01.5", false},
      {"1.5.5", false},
      {"1.-5", false},
      {"--1.5", false},
      {"1e5", false},
      {".", false},
      {"", false},
      {"36028797018963967", true},
      {"36028797018963968", false},
      {"-36028797018963968", true},
      {"-36028797018963969", false},
      {"3602879701896.3967", true},
      {"3.602879701896396", true},
      {"3.6028797018963967", false},
  };
  ASSERT_ROWS("decimal", rows);
}

static void
doubles_fit_in_canonical_form_with_their_low_bits_zero(void **state)
{
  (void)state;
  static const row rows[] = {
      {"1.5E0", true},
      {"1.0E0", true},
      {"0.0E0", true},
      {"-0.0E0", true},
      {"1.0E1", true},
      {"-2.5E-1", true},
      {"1.0E20", true},
      {"1.0E22", false},
      {"NaN", true},
      {"INF", true},
      {"-INF", true},
      {"8.0E-323", true}, // 16 times the least
      {"1.0000000000000036E0", true},
      {"1.7976931348623127E308", true},
      {"9.332636185032189E-302", true},
      {"7.9E-323", false}, // a digit too many
      {"1.797693134862313E308", false},
      {"1.0E-1", false}, // all 52 bits in use
      {"4.9E-324", false},
      {"1E0", false},
      {"1.5e0", false},
      {"1.50E0", false},
      {"15.0E0", false},
      {"0.5E0", false},
      {"0.0E1", false},
      {"1.5E+0", false},
      {"1.5E00", false},
      {"1.5E-0", false},
      {"1.5", false},
      {"1.E0", false},
      {".5E0", false},
      {"+1.5E0", false},
      {"+INF", false},
      {"-NaN", false},
      {"inf", false},
      {"1.0E999", false},
      {"1.0E-999", false},
      {"1.0E99999999999999999", false},
      {"0x1.8E0", false},
      {"", false},
      {"E", false},
      {"1.5E", false},
      {"1.5E0 ", false},
      {"1.1111111111111111111111111111E0", false},
  };
  ASSERT_ROWS("double", rows);
}

static void
floats_fit_in_canonical_form(void **state)
{
  (void)state;
  static const row rows[] = {
      {"1.5E0", true},
      {"1.0E-1", true},
      {"-0.0E0", true},
      {"1.0E-45", true},
      {"1.4E-45", false},
      {"3.4028235E38", true},
      {"3.40282350E38", false},
      {"3.4E39", false},
      {"1.6777216E7", true},
      {"1.6777217E7", false},
      {"NaN", true},
      {"-INF", true},
      {"1", false},
      {"0.1E0", false},
      {"1.17549435E-38", false},
      {"1.1754944E-38", true},
  };
  ASSERT_ROWS("float", rows);
}

static void
dates_fit_if_the_calendar_has_them(void **state)
{
  (void)state;
  static const row rows[] = {
      {"2000-02-29", true},
      {"2000-02-30", false},
      {"1900-02-29", false},
      {"2023-02-29", false},
      {"2024-12-31", true},
      {"2024-12-32", false},
      {"2024-00-10", false},
      {"2024-13-01", false},
      {"2024-01-00", false},
      {"2024-04-31", false},
      {"0000-02-29", true},
      {"-0001-01-01", true},
      {"-0000-01-01", false},
      {"-0004-02-29", true},
      {"12345-01-01", true},
      {"01234-01-01", false},
      {"999999-12-31", true},
      {"1000000-01-01", false},
      {"-999999-01-01", true},
      {"999-01-01", false},
      {"+2000-01-01", false},
      {"2000-1-1", false},
      {"2000-01-01Z", true},
      {"2000-01-01+14:00", true},
      {"2000-01-01-14:00", true},
      {"2000-01-01+14:01", false},
      {"2000-01-01-00:00", false},
      {"2000-01-01+00:00", false},
      {"2000-01-01+05:30", true},
      {"2000-01-01-05:60", false},
      {"2000-01-01z", false},
      {"2000-01-01+5:30", false},
      {"2000-01-01+0530", false},
      {"2000-01-01 ", false},
      {"2000-01-01T00:00:00", false},
      {"", false},
      {"20000101", false},
      {"-", false},
      {"1969-12-31", true},
      {"1970-01-01", true},
  };
  ASSERT_ROWS("date", rows);
}

static void
date_times_fit_without_fractions(void **state)
{
  (void)state;
  static const row rows[] = {
      {"2000-01-01T00:00:00", true},         {"2000-01-01T23:59:59Z", true},
      {"2000-01-01T24:00:00", false},        {"2000-01-01T23:60:00", false},
      {"2000-01-01T23:59:60", false},        {"2000-01-01T12:00:00.5", false},
      {"2000-01-01T12:00:00.0", false},      {"2000-02-30T12:00:00", false},
      {"2000-01-01T00:00:00+14:00", true},   {"1999-12-31T23:30:00-14:00", true},
      {"2000-01-01T00:00:00-00:00", false},  {"2000-01-01T00:00:00+00:00", false},
      {"0000-01-01T00:00:00+14:00", true},   {"-0001-12-31T23:59:59Z", true},
      {"999999-12-31T23:59:59-14:00", true}, {"-999999-01-01T00:00:00+14:00", true},
      {"12345-06-07T08:09:10", true},        {"2000-01-01", false},
      {"2000-01-01 00:00:00", false},        {"2000-01-01T00:00", false},
      {"2000-01-01t00:00:00", false},        {"2000-01-01T0:00:00", false},
  };
  ASSERT_ROWS("dateTime", rows);
}

static void
derived_types_fit_within_their_bounds(void **state)
{
  (void)state;
  static const struct {
    const char *type;
    row rows[5];
  } types[] = {
      {"int",
       {{"2147483647", true},
        {"2147483648", false},
        {"-2147483648", true},
        {"-2147483649", false},
        {"01", false}}},
      {"long",
       {{"2251799813685247", true},
        {"2251799813685248", false},
        {"-2251799813685248", true},
        {"-0", false},
        {"0", true}}},
      {"short", {{"32767", true}, {"32768", false}, {"-32768", true}, {"-32769", false}, {"+1", false}}},
      {"byte", {{"127", true}, {"128", false}, {"-128", true}, {"-129", false}, {"", false}}},
      {"nonNegativeInteger",
       {{"0", true}, {"-1", false}, {"7", true}, {"9999999999999999999", false}, {"-0", false}}},
      {"positiveInteger", {{"0", false}, {"1", true}, {"-1", false}, {"01", false}, {"99", true}}},
      {"nonPositiveInteger", {{"0", true}, {"1", false}, {"-1", true}, {"-01", false}, {"-99", true}}},
      {"negativeInteger", {{"0", false}, {"1", false}, {"-1", true}, {"-0", false}, {"-99", true}}},
      {"unsignedLong",
       {{"0", true}, {"-1", false}, {"2251799813685247", true}, {"2251799813685248", false}, {"00", false}}},
      {"unsignedInt",
       {{"4294967295", true}, {"4294967296", false}, {"-1", false}, {"0", true}, {"1.0", false}}},
      {"unsignedShort", {{"65535", true}, {"65536", false}, {"-1", false}, {"0", true}, {"x", false}}},
      {"unsignedByte", {{"255", true}, {"256", false}, {"-1", false}, {"0", true}, {"2 ", false}}},
      {"gYear", {{"2024", true}, {"-0044", true}, {"2024Z", true}, {"24", false}, {"12345+14:00", true}}},
      {"gYear",
       {{"0000", true}, {"-0000", false}, {"02024", false}, {"2024-00:00", false}, {"2024-13:59", true}}},
      {"gYearMonth",
       {{"2024-12", true}, {"2024-13", false}, {"-0001-01", true}, {"2024-00", false}, {"2024-1", false}}},
      {"gYearMonth",
       {{"2024-12Z", true}, {"-999999-01-14:00", true}, {"999999-12", true}, {"2024", false}, {"", false}}},
  };
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    ASSERT_ROWS(types[i].type, types[i].rows);
}

static void
other_terms_need_the_dictionary(void **state)
{
  (void)state;
  kg_term terms[] = {
      {0},
      kg_term_iri(KG_STR("x:y")),
      kg_term_blank(KG_STR("b1")),
      kg_term_lang(KG_STR("a"), KG_STR("en"), KG_DIRECTION_NONE),
      kg_term_literal(KG_STR("1"), KG_STR("x:integer")),
      kg_term_literal(KG_STR("1"), KG_STR(KG_NS_XSD)),
      kg_term_literal(KG_STR("1"), KG_STR(KG_NS_XSD "integers")),
      kg_term_literal(KG_STR("1"), KG_STR(KG_NS_XSD "Integer")),
      kg_term_literal(KG_STR("P1D"), KG_STR(KG_NS_XSD "duration")),
  };
  for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
    assert_true(kg_id_inline(&terms[i]) == KG_ID_NONE);
}

static void
integers_and_instants_are_in_order_within_their_tag(void **state)
{
  (void)state;
  static const char *const integers[] = {"-576460752303423488", "-10", "-9", "-1", "0", "1", "9", "10",
                                         "576460752303423487"};
  static const char *const times[] = {
      "-0001-01-01T00:00:00Z",     "0000-01-01T00:00:00Z", "1969-12-31T23:59:59Z",     "1970-01-01T00:00:00Z",
      "2000-01-01T12:00:00+02:00", "2000-01-01T11:00:00Z", "2000-01-01T10:00:00-02:00"};
  for (size_t i = 0; i + 1 < sizeof integers / sizeof *integers; i++)
    assert_true(id_of(integers[i], "integer") < id_of(integers[i + 1], "integer"));
  for (size_t i = 0; i + 1 < sizeof times / sizeof *times; i++)
    assert_true(id_of(times[i], "dateTime") < id_of(times[i + 1], "dateTime"));
}

static void
every_day_of_eight_centuries_comes_after_the_one_before(void **state)
{
  (void)state;
  char text[KG_ID_TEXT_SIZE];
  kg_id id = id_of("1599-12-31", "date");
  size_t days = 0;
  while (id != id_of("2400-01-01", "date")) {
    id += 1u << 12; // the zone is below
    kg_term term = kg_id_term(id, text);
    assert_true(kg_id_inline(&term) == id);
    days++;
  }
  assert_int_equal(days, 800 * 365 + 800 / 4 - 6 + 1);
}

static uint64_t
next_random(uint64_t *seed)
{
  *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (*seed >> 33) ^ (*seed << 17);
}

static const char *const some_types[] = {
    "string",      "boolean",         "integer", "decimal",    "double", "float",
    "date",        "dateTime",        "int",     "long",       "byte",   "nonNegativeInteger",
    "unsignedInt", "negativeInteger", "gYear",   "gYearMonth",
};

static void
assert_comes_back(const char *lexical, const char *type, size_t *n_inline)
{
  char text[KG_ID_TEXT_SIZE], datatype[100] = KG_NS_XSD;
  kg_term term = kg_term_literal(kg_str_of(lexical), kg_str_of(strcat(datatype, type)));
  kg_id id = kg_id_inline(&term);
  if (!id)
    return;
  kg_term back = kg_id_term(id, text);
  if (!kg_term_equal(&term, &back))
    fail_msg("\"%s\"^^xsd:%s comes back as \"%.*s\"", lexical, type, KG_STR_ARG(back.value));
  (*n_inline)++;
}

// Equal ids are equal terms, because each gives back its own term.
static void
random_forms_come_back_as_they_were_or_are_not_inline(void **state)
{
  (void)state;
  static const char alphabet[] = "0011223456789..--+:TZEe";
  static const char *const seeds[] = {"2000-01-01", "1999-12-31T23:59:59Z",  "-12.50", "1.5E-10",
                                      "100",        "1.2345678901234567E100"};
  uint64_t seed = 42;
  size_t n_inline = 0;
  for (size_t round = 0; round < 200000; round++) {
    char text[40] = "";
    uint64_t r = next_random(&seed);
    if (r % 3) {
      strcpy(text, seeds[r / 3 % 6]);
      for (size_t edits = r / 64 % 4; edits; edits--)
        text[next_random(&seed) % strlen(text)] = alphabet[next_random(&seed) % (sizeof alphabet - 1)];
    } else {
      for (size_t i = 0, n = r / 3 % 12; i < n; i++)
        text[i] = alphabet[next_random(&seed) % (sizeof alphabet - 1)];
    }
    for (size_t t = 0; t < sizeof some_types / sizeof *some_types; t++)
      assert_comes_back(text, some_types[t], &n_inline);
  }
  assert_true(n_inline > 100000);
}

// Whatever the bits are: no crash, and what prints and is inline again has the same id.
static void
any_bits_are_a_term_or_none(void **state)
{
  (void)state;
  uint64_t seed = 7;
  size_t same = 0;
  for (size_t round = 0; round < 300000; round++) {
    char text[KG_ID_TEXT_SIZE];
    kg_id id = next_random(&seed) << 32 | (uint32_t)next_random(&seed);
    if (kg_id_tag(id) >= KG_TAG_DATE && kg_id_tag(id) <= KG_TAG_DERIVED && round % 2)
      id = (id & ~(UINT64_C(0x1FFF) << 45)) | UINT64_C(1) << 59 | (uint64_t)(round % 16) << 52;
    kg_term term = kg_id_term(id, text);
    if (!kg_id_is_inline(id))
      assert_int_equal(term.kind, KG_TERM_NONE);
    kg_id again = kg_id_inline(&term);
    same += again == id;
    if (again && again != id) { // bits that no encoder makes: they must not pass for others that one does
      char other[KG_ID_TEXT_SIZE];
      kg_term canonical = kg_id_term(again, other);
      assert_true(kg_term_equal(&term, &canonical));
    }
  }
  assert_true(same > 50000);
}

static void
every_double_prints_with_digits_that_read_back(void **state)
{
  (void)state;
  uint64_t seed = 3;
  for (size_t round = 0; round < 50000; round++) {
    char text[KG_ID_TEXT_SIZE], z[KG_ID_TEXT_SIZE + 1] = "";
    uint64_t bits = (next_random(&seed) << 32 | (uint32_t)next_random(&seed)) & ~UINT64_C(15);
    double want, got;
    if (round % 4 == 0)
      bits &= ~(UINT64_C(0x7FF) << 52); // subnormal
    memcpy(&want, &bits, sizeof want);
    kg_term term = kg_id_term(kg_id_make(KG_TAG_DOUBLE, bits >> 4), text);
    if (want != want)
      continue;
    memcpy(z, term.value.ptr, term.value.len);
    got = strtod(z, NULL);
    assert_memory_equal(&got, &want, sizeof got);
    assert_true(kg_id_inline(&term) == kg_id_make(KG_TAG_DOUBLE, bits >> 4));
  }
}

// A locale that writes "1,5": one of the machine's, or one made for this test.
static bool
set_comma_locale(void)
{
  static const char *const names[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "de_DE"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (setlocale(LC_ALL, names[i]))
      return true;
  }
  if (system("localedef -i de_DE -f UTF-8 '" KG_BUILDDIR "/tests/de_DE.UTF-8' >/dev/null 2>&1") != 0)
    return false;
  setenv("LOCPATH", KG_BUILDDIR "/tests", 1);
  return setlocale(LC_ALL, "de_DE.UTF-8") != NULL;
}

static void
numbers_do_not_depend_on_the_locale(void **state)
{
  (void)state;
  static const row rows[] = {
      {"1.5E0", true},  {"3.125E-2", true}, {"8.0E-323", true}, {"1.0000000000000036E0", true},
      {"1,5E0", false},
  };
  if (!set_comma_locale())
    skip();
  assert_string_equal(localeconv()->decimal_point, ",");
  ASSERT_ROWS("double", rows);
  ASSERT_ROWS("float", ((row[]){{"1.5E0", true}, {"1,5E0", false}}));
  setlocale(LC_ALL, "C");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(strings_of_seven_bytes_fit),
      cmocka_unit_test(booleans_fit_as_words),
      cmocka_unit_test(integers_fit_in_canonical_form),
      cmocka_unit_test(decimals_fit_with_the_zeros_they_have),
      cmocka_unit_test(doubles_fit_in_canonical_form_with_their_low_bits_zero),
      cmocka_unit_test(floats_fit_in_canonical_form),
      cmocka_unit_test(dates_fit_if_the_calendar_has_them),
      cmocka_unit_test(date_times_fit_without_fractions),
      cmocka_unit_test(derived_types_fit_within_their_bounds),
      cmocka_unit_test(other_terms_need_the_dictionary),
      cmocka_unit_test(integers_and_instants_are_in_order_within_their_tag),
      cmocka_unit_test(every_day_of_eight_centuries_comes_after_the_one_before),
      cmocka_unit_test(random_forms_come_back_as_they_were_or_are_not_inline),
      cmocka_unit_test(any_bits_are_a_term_or_none),
      cmocka_unit_test(every_double_prints_with_digits_that_read_back),
      cmocka_unit_test(numbers_do_not_depend_on_the_locale),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
