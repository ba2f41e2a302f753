// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Comparing values.  None of these takes an unread value or one without text, but for kg__id_compare().

   Two moments of which only one has a zone are ordered where that is the same in every zone, else an error
   (XSD 1.0, as the tests of SPARQL 1.0 want it), and taken as UTC by ORDER BY.

   Order of ORDER BY, ascending: unbound and errors, blank nodes (by label), IRIs (by code point), literals,
   triple terms (by components).  Literals go by family: strings (by code point, then language, then
   direction), booleans, numbers (NaN first), moments (dateTime, date, time, gYear, gYearMonth, gMonth,
   gMonthDay, gDay; then on the time line), durations (a month taken as a twelfth of the mean year), other
   literals (by datatype, then code point).  Equal values are equal here too, whatever their datatypes, so
   that the next key decides.
*/
#ifndef KG_SPARQL_COMPARE_H
#define KG_SPARQL_COMPARE_H

#include "kg/sparql/value.h"

typedef enum kg__comparison {
  KG__EQUAL,
  KG__NOT_EQUAL,
  KG__LESS,
  KG__LESS_OR_EQUAL,
  KG__GREATER,
  KG__GREATER_OR_EQUAL
} kg__comparison;

/** The operators `= != < <= > >=`: KG__VALUE_BOOLEAN or KG__VALUE_ERROR. */
kg__value kg__compare(kg__comparison op, const kg__value *a, const kg__value *b);

/** The same from ids alone.  False where the terms must be looked at. */
bool kg__id_compare(kg__comparison op, kg_id a, kg_id b, kg__value *result);

/** sameTerm(). */
bool kg__value_same_term(const kg__value *a, const kg__value *b);

/** The order of ORDER BY: less than, equal to or greater than 0. */
int kg__value_order(const kg__value *a, const kg__value *b);

#endif
