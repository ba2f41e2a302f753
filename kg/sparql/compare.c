// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Equality has three outcomes: terms of unknown datatypes, and ill-formed ones, may stand for the same value
// although they differ as terms, so unless they are the same term there is no telling.

#include "kg/sparql/compare.h"

#include "kg/term/inline.h"

#include <math.h>

// A twelfth of the mean Gregorian year.
#define SECONDS_OF_MONTH INT64_C(2629746)

typedef enum outcome { LESS = -1, SAME = 0, MORE = 1, UNORDERED, DIFFERENT, UNKNOWN } outcome;

static int
sign_of(int order)
{
  return (order > 0) - (order < 0);
}

static outcome
compare_reals(double a, double b)
{
  return isnan(a) || isnan(b) ? UNORDERED : a < b ? LESS : a > b ? MORE : SAME;
}

static outcome
compare_numbers(const kg__value *a, const kg__value *b)
{
  if (a->kind <= KG__VALUE_DECIMAL && b->kind <= KG__VALUE_DECIMAL)
    return (outcome)kg__decimal_compare(&a->decimal, &b->decimal);
  double x = kg__value_real(a), y = kg__value_real(b);
  if (a->kind == KG__VALUE_DOUBLE || b->kind == KG__VALUE_DOUBLE)
    return compare_reals(x, y);
  return compare_reals((double)(float)x, (double)(float)y);
}

static outcome
compare_durations(const kg__value *a, const kg__value *b)
{
  const kg__duration *x = &a->duration, *y = &b->duration;
  if (kg__duration_equal(x, y))
    return SAME;
  bool day_time = !x->months && !y->months,
       year_month = !x->seconds && !y->seconds && !x->fraction && !y->fraction;
  if (day_time)
    return x->seconds != y->seconds ? (x->seconds < y->seconds ? LESS : MORE)
                                    : (x->fraction < y->fraction ? LESS : MORE);
  if (year_month)
    return x->months < y->months ? LESS : MORE;
  return DIFFERENT;
}

static outcome
compare_moments(const kg__value *a, const kg__value *b)
{
  if (kg__type_moment(a->type) != kg__type_moment(b->type))
    return DIFFERENT;
  if (kg__moment_is_unclear(&a->moment, &b->moment))
    return UNKNOWN;
  return (outcome)kg__moment_compare(&a->moment, &b->moment);
}

static bool
same_case(kg_str a, kg_str b)
{
  if (a.len != b.len)
    return false;
  for (size_t i = 0; i < a.len; i++) {
    char x = a.ptr[i], y = b.ptr[i];
    x = x >= 'A' && x <= 'Z' ? (char)(x + 32) : x;
    y = y >= 'A' && y <= 'Z' ? (char)(y + 32) : y;
    if (x != y)
      return false;
  }
  return true;
}

static outcome
compare_literals(const kg__value *a, const kg__value *b)
{
  if (kg__value_is_numeric(a) && kg__value_is_numeric(b))
    return compare_numbers(a, b);
  if (a->kind != b->kind && (a->kind == KG__VALUE_LANG || b->kind == KG__VALUE_LANG))
    return DIFFERENT; // no other literal has a language, whatever its datatype
  if (a->kind == KG__VALUE_OTHER || b->kind == KG__VALUE_OTHER)
    return kg__value_same_term(a, b) ? SAME : UNKNOWN;
  if (a->kind != b->kind)
    return DIFFERENT;
  switch (a->kind) {
  case KG__VALUE_STRING:
    return (outcome)sign_of(kg_str_compare(a->text, b->text));
  case KG__VALUE_BOOLEAN:
    return (outcome)((int)a->boolean - (int)b->boolean);
  case KG__VALUE_MOMENT:
    return compare_moments(a, b);
  case KG__VALUE_DURATION:
    return compare_durations(a, b);
  default:
    return kg__value_same_term(a, b) ? SAME : DIFFERENT;
  }
}

// Of terms that are no triple terms.
static outcome
compare_plain(const kg__value *a, const kg__value *b)
{
  if (!kg__value_is_bound(a) || !kg__value_is_bound(b))
    return UNKNOWN;
  if (kg__value_is_literal(a) && kg__value_is_literal(b))
    return compare_literals(a, b);
  return a->kind == b->kind && kg_str_equal(a->text, b->text) ? SAME : DIFFERENT;
}

static outcome
both(outcome all, outcome part)
{
  return all == DIFFERENT || (part != SAME && part != UNKNOWN) ? DIFFERENT : all == SAME ? part : all;
}

// One difference is decisive, also where another component is unknown.
static outcome
compare_any(const kg__value *a, const kg__value *b)
{
  outcome all = SAME;
  while (a->kind == KG__VALUE_TRIPLE && b->kind == KG__VALUE_TRIPLE) {
    all = both(all, compare_plain(&a->parts[0], &b->parts[0]));
    all = both(all, compare_plain(&a->parts[1], &b->parts[1]));
    a = &a->parts[2];
    b = &b->parts[2];
    if (a->kind != KG__VALUE_TRIPLE || b->kind != KG__VALUE_TRIPLE)
      return both(all, compare_plain(a, b));
  }
  return compare_plain(a, b);
}

static kg__value
equality(outcome o, bool wanted)
{
  return o == UNKNOWN ? KG__VALUE_WRONG : kg__value_boolean((o == SAME) == wanted);
}

// Whether the operators `<` and so on are defined for the two.
static bool
have_order(const kg__value *a, const kg__value *b)
{
  if (kg__value_is_numeric(a) && kg__value_is_numeric(b))
    return true;
  if (a->kind != b->kind)
    return false;
  return a->kind == KG__VALUE_STRING || a->kind == KG__VALUE_BOOLEAN || a->kind == KG__VALUE_MOMENT ||
         a->kind == KG__VALUE_DURATION;
}

static kg__value
relation(kg__comparison op, outcome o)
{
  if (o == DIFFERENT || o == UNKNOWN)
    return KG__VALUE_WRONG;
  bool less = o == LESS, same = o == SAME, more = o == MORE;
  switch (op) {
  case KG__LESS:
    return kg__value_boolean(less);
  case KG__LESS_OR_EQUAL:
    return kg__value_boolean(less || same);
  case KG__GREATER:
    return kg__value_boolean(more);
  default:
    return kg__value_boolean(more || same);
  }
}

kg__value
kg__compare(kg__comparison op, const kg__value *a, const kg__value *b)
{
  if (op == KG__EQUAL || op == KG__NOT_EQUAL)
    return equality(compare_any(a, b), op == KG__EQUAL);
  return have_order(a, b) ? relation(op, compare_literals(a, b)) : KG__VALUE_WRONG;
}

static outcome
compare_numbers_of(int64_t a, int64_t b)
{
  return a < b ? LESS : a > b ? MORE : SAME;
}

// Whether equal ids, and only they, are equal values: IRIs, blank nodes, short strings, booleans.
static bool
is_decisive(kg_tag tag)
{
  return tag == KG_TAG_IRI || tag == KG_TAG_BLANK || tag == KG_TAG_STRING || tag == KG_TAG_BOOLEAN;
}

bool
kg__id_compare(kg__comparison op, kg_id a, kg_id b, kg__value *result)
{
  kg_tag tag = kg_id_tag(a);
  bool equality_only = op == KG__EQUAL || op == KG__NOT_EQUAL;
  if (tag != kg_id_tag(b)) {
    bool apart = (tag == KG_TAG_IRI && kg_id_tag(b) != KG_TAG_LOCAL) ||
                 (kg_id_tag(b) == KG_TAG_IRI && tag != KG_TAG_LOCAL);
    if (!apart || tag == KG_TAG_NONE || b == KG_ID_NONE)
      return false;
    *result = equality_only ? kg__value_boolean(op == KG__NOT_EQUAL) : KG__VALUE_WRONG;
    return true;
  }
  if (tag == KG_TAG_INTEGER) {
    outcome o = compare_numbers_of((int64_t)kg_id_payload(a), (int64_t)kg_id_payload(b));
    *result = equality_only ? equality(o, op == KG__EQUAL) : relation(op, o);
    return true;
  }
  if (tag == KG_TAG_DOUBLE) {
    outcome o = compare_reals(kg__inline_double(kg_id_payload(a)), kg__inline_double(kg_id_payload(b)));
    *result = equality_only ? equality(o, op == KG__EQUAL) : relation(op, o);
    return true;
  }
  if (!equality_only || !is_decisive(tag))
    return false;
  *result = kg__value_boolean((a == b) == (op == KG__EQUAL));
  return true;
}

static bool
same_literal(const kg__value *a, const kg__value *b)
{
  kg_str x = a->text, y = b->text;
  if (a->type != b->type)
    return false;
  if (a->kind == KG__VALUE_OTHER)
    return kg_str_equal(x, y) && kg_str_equal(a->datatype, b->datatype);
  if (a->kind == KG__VALUE_LANG)
    return kg_str_equal(x, y) && same_case(a->language, b->language) && a->direction == b->direction;
  if (x.ptr && y.ptr)
    return kg_str_equal(x, y);
  kg_buf left = {0}, right = {0};
  bool same = !kg__value_print(a, &left) && !kg__value_print(b, &right) &&
              kg_str_equal(kg_buf_str(&left), kg_buf_str(&right));
  kg_buf_release(&left);
  kg_buf_release(&right);
  return same;
}

static bool
same_plain(const kg__value *a, const kg__value *b)
{
  if (a->kind != b->kind)
    return false;
  return kg__value_is_literal(a) ? same_literal(a, b) : kg_str_equal(a->text, b->text);
}

static bool
ids_decide(kg_id a, kg_id b)
{
  return a && b && kg_id_tag(a) != KG_TAG_LOCAL && kg_id_tag(b) != KG_TAG_LOCAL;
}

bool
kg__value_same_term(const kg__value *a, const kg__value *b)
{
  if ((a->id && a->id == b->id) || ids_decide(a->id, b->id))
    return a->id == b->id;
  while (a->kind == KG__VALUE_TRIPLE && b->kind == KG__VALUE_TRIPLE) {
    if (!same_plain(&a->parts[0], &b->parts[0]) || !same_plain(&a->parts[1], &b->parts[1]))
      return false;
    a = &a->parts[2];
    b = &b->parts[2];
  }
  return same_plain(a, b);
}

// Families of ORDER BY.
static int
family_of(const kg__value *v)
{
  static const uint8_t families[] = {
      [KG__VALUE_NONE] = 0,     [KG__VALUE_ERROR] = 0, [KG__VALUE_BLANK] = 1,   [KG__VALUE_IRI] = 2,
      [KG__VALUE_STRING] = 3,   [KG__VALUE_LANG] = 3,  [KG__VALUE_BOOLEAN] = 4, [KG__VALUE_INTEGER] = 5,
      [KG__VALUE_DECIMAL] = 5,  [KG__VALUE_FLOAT] = 5, [KG__VALUE_DOUBLE] = 5,  [KG__VALUE_MOMENT] = 6,
      [KG__VALUE_DURATION] = 7, [KG__VALUE_OTHER] = 8, [KG__VALUE_TRIPLE] = 9,  [KG__VALUE_UNREAD] = 10,
  };
  return families[v->kind];
}

static int
order_integers(int64_t a, int64_t b)
{
  return (a > b) - (a < b);
}

// By double first, which rounding keeps in order; exactly where that is the same.  NaN is least.
static int
order_numbers(const kg__value *a, const kg__value *b)
{
  bool exact_a = a->kind <= KG__VALUE_DECIMAL, exact_b = b->kind <= KG__VALUE_DECIMAL;
  if (exact_a && exact_b)
    return kg__decimal_compare(&a->decimal, &b->decimal);
  double x = kg__value_real(a), y = kg__value_real(b);
  if (isnan(x) || isnan(y))
    return isnan(y) - isnan(x);
  return x < y ? -1 : x > y;
}

static int
order_strings(const kg__value *a, const kg__value *b)
{
  kg_str none = KG_STR("");
  int order = kg_str_compare(a->text, b->text);
  if (!order)
    order = kg_str_compare(a->kind == KG__VALUE_LANG ? a->language : none,
                           b->kind == KG__VALUE_LANG ? b->language : none);
  return order ? order : (int)a->direction - (int)b->direction;
}

static int
order_moments(const kg__value *a, const kg__value *b)
{
  int order = (int)kg__type_moment(a->type) - (int)kg__type_moment(b->type);
  return order ? order : kg__moment_compare(&a->moment, &b->moment);
}

static int
order_durations(const kg__duration *a, const kg__duration *b)
{
  int order =
      order_integers(a->months * SECONDS_OF_MONTH + a->seconds, b->months * SECONDS_OF_MONTH + b->seconds);
  if (!order)
    order = order_integers(a->fraction, b->fraction);
  return order ? order : order_integers(a->months, b->months);
}

static int
order_plain(const kg__value *a, const kg__value *b)
{
  int family = family_of(a), order;
  if (family != family_of(b))
    return family - family_of(b);
  switch (a->kind) {
  case KG__VALUE_BLANK:
  case KG__VALUE_IRI:
    return kg_str_compare(a->text, b->text);
  case KG__VALUE_STRING:
  case KG__VALUE_LANG:
    return order_strings(a, b);
  case KG__VALUE_BOOLEAN:
    return (int)a->boolean - (int)b->boolean;
  case KG__VALUE_INTEGER:
  case KG__VALUE_DECIMAL:
  case KG__VALUE_FLOAT:
  case KG__VALUE_DOUBLE:
    return order_numbers(a, b);
  case KG__VALUE_MOMENT:
    return order_moments(a, b);
  case KG__VALUE_DURATION:
    return order_durations(&a->duration, &b->duration);
  case KG__VALUE_OTHER:
    order = kg_str_compare(a->datatype, b->datatype);
    return order ? order : kg_str_compare(a->text, b->text);
  default:
    return 0;
  }
}

int
kg__value_order(const kg__value *a, const kg__value *b)
{
  while (a->kind == KG__VALUE_TRIPLE && b->kind == KG__VALUE_TRIPLE) {
    int order = order_plain(&a->parts[0], &b->parts[0]);
    if (!order)
      order = order_plain(&a->parts[1], &b->parts[1]);
    if (order)
      return order;
    a = &a->parts[2];
    b = &b->parts[2];
  }
  return order_plain(a, b);
}
