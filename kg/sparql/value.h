// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Typed values of terms: what expressions compute with.

   A value made from an id or a term remembers it, so that what passes through an expression unchanged keeps
   its lexical form.  One made from an id that is not inline is first unread: it has only its id until
   somebody must look at its text.  Values borrow: from the term, or from the arena they were computed in.
*/
#ifndef KG_SPARQL_VALUE_H
#define KG_SPARQL_VALUE_H

#include "kg/id.h"
#include "kg/sparql/datetime.h"
#include "kg/sparql/decimal.h"

/** In the order of ORDER BY, as far as that looks at kinds. */
typedef enum kg__value_kind {
  KG__VALUE_NONE = 0, ///< Unbound
  KG__VALUE_ERROR,    ///< The result of an expression that has none
  KG__VALUE_BLANK,
  KG__VALUE_IRI,
  KG__VALUE_STRING, ///< xsd:string
  KG__VALUE_LANG,   ///< With language, and perhaps direction
  KG__VALUE_BOOLEAN,
  KG__VALUE_INTEGER, ///< xsd:integer and what derives from it
  KG__VALUE_DECIMAL,
  KG__VALUE_FLOAT,
  KG__VALUE_DOUBLE,
  KG__VALUE_MOMENT,   ///< dateTime, date, time, gYear, ...: `type` says which
  KG__VALUE_DURATION, ///< duration, yearMonthDuration, dayTimeDuration
  KG__VALUE_OTHER,    ///< A literal of unknown datatype, or ill-formed in its own
  KG__VALUE_TRIPLE,
  KG__VALUE_UNREAD ///< Bound, but only its id is known
} kg__value_kind;

/** Datatypes that have values here. */
typedef enum kg__type {
  KG__TYPE_OTHER = 0,
  KG__TYPE_STRING,
  KG__TYPE_LANG_STRING,
  KG__TYPE_DIR_LANG_STRING,
  KG__TYPE_BOOLEAN,
  KG__TYPE_INTEGER,
  KG__TYPE_INT,
  KG__TYPE_LONG,
  KG__TYPE_SHORT,
  KG__TYPE_BYTE,
  KG__TYPE_NON_NEGATIVE_INTEGER,
  KG__TYPE_POSITIVE_INTEGER,
  KG__TYPE_NON_POSITIVE_INTEGER,
  KG__TYPE_NEGATIVE_INTEGER,
  KG__TYPE_UNSIGNED_LONG,
  KG__TYPE_UNSIGNED_INT,
  KG__TYPE_UNSIGNED_SHORT,
  KG__TYPE_UNSIGNED_BYTE,
  KG__TYPE_DECIMAL,
  KG__TYPE_FLOAT,
  KG__TYPE_DOUBLE,
  KG__TYPE_DATE_TIME,
  KG__TYPE_DATE_TIME_STAMP,
  KG__TYPE_DATE,
  KG__TYPE_TIME,
  KG__TYPE_GYEAR,
  KG__TYPE_GYEAR_MONTH,
  KG__TYPE_GMONTH,
  KG__TYPE_GMONTH_DAY,
  KG__TYPE_GDAY,
  KG__TYPE_DURATION,
  KG__TYPE_YEAR_MONTH_DURATION,
  KG__TYPE_DAY_TIME_DURATION,
  KG__TYPE_COUNT
} kg__type;

typedef struct kg__value {
  uint8_t kind;      ///< kg__value_kind
  uint8_t type;      ///< kg__type, of literals
  uint8_t direction; ///< kg_direction, of KG__VALUE_LANG
  kg_id id;          ///< What it was made from, or KG_ID_NONE
  kg_str text;       ///< IRI, label, lexical form; a null `ptr` where it was not printed yet
  union {
    bool boolean;
    kg__decimal decimal; ///< Also of integers
    double real;         ///< Also of floats
    kg__moment moment;
    kg__duration duration;
    kg_str language; ///< Of KG__VALUE_LANG
    kg_str datatype; ///< Of KG__VALUE_OTHER
    struct {
      const kg_term *triple;         ///< Subject, predicate, object
      const struct kg__value *parts; ///< Their values
    };
  };
} kg__value;

#define KG__VALUE_NULL ((kg__value){.kind = KG__VALUE_NONE})
#define KG__VALUE_WRONG ((kg__value){.kind = KG__VALUE_ERROR})

/**
   The value of an id: read if it is inline, else KG__VALUE_UNREAD, or a blank node or IRI without text.  A
   short string needs eight bytes of the arena; where there are none it stays unread.
*/
kg__value kg__value_of_id(kg_id id, kg_arena *arena);

/**
   The value of a term, which it borrows.  Where there is no memory for a long number, a KG__VALUE_OTHER; for
   the parts of a triple term, a KG__VALUE_ERROR.

   @param id  Of the term, or KG_ID_NONE.
*/
kg__value kg__value_of_term(const kg_term *term, kg_id id, kg_arena *arena);

/**
   The term of a value, KG_TERM_NONE where it has none; not for a value without its text and with an id that
   is not inline: that the caller has.  Text is borrowed from the value or made in `arena`.

   KG_OK or KG_ERR_NOMEM.
*/
kg_status kg__value_term(const kg__value *value, kg_arena *arena, kg_term *term);

/** Whether the text must be fetched by its id before the value can be looked at. */
static inline bool
kg__value_needs_text(const kg__value *v)
{
  return v->kind == KG__VALUE_UNREAD ||
         ((v->kind == KG__VALUE_IRI || v->kind == KG__VALUE_BLANK) && !v->text.ptr);
}

static inline bool
kg__value_is_bound(const kg__value *v)
{
  return v->kind > KG__VALUE_ERROR;
}

static inline bool
kg__value_is_numeric(const kg__value *v)
{
  return v->kind >= KG__VALUE_INTEGER && v->kind <= KG__VALUE_DOUBLE;
}

static inline bool
kg__value_is_literal(const kg__value *v)
{
  return v->kind >= KG__VALUE_STRING && v->kind <= KG__VALUE_OTHER;
}

kg__value kg__value_iri(kg_str iri);
kg__value kg__value_blank(kg_str label);
kg__value kg__value_string(kg_str text);
kg__value kg__value_lang(kg_str text, kg_str language, kg_direction direction);
kg__value kg__value_boolean(bool boolean);
kg__value kg__value_integer(int64_t integer);
kg__value kg__value_decimal(kg__decimal decimal, kg__type type);
kg__value kg__value_double(double real);
kg__value kg__value_float(float real);
kg__value kg__value_moment(kg__moment moment, kg__type type);
kg__value kg__value_duration(kg__duration duration, kg__type type);

/** The value of a lexical form in a datatype; KG__VALUE_OTHER if it has none.  Borrows both. */
kg__value kg__value_literal(kg_str lexical, kg_str datatype, kg_arena *arena);

/** The lexical form, printed if need be; null `ptr` and KG_ERR_NOMEM where there is no memory. */
kg_status kg__value_text(const kg__value *value, kg_arena *arena, kg_str *text);

/** Append the lexical form. */
kg_status kg__value_print(const kg__value *value, kg_buf *buf);

/** Effective boolean value (SPARQL 1.2, 17.2.2; ill-formed booleans have none): KG__VALUE_BOOLEAN or
 * KG__VALUE_ERROR. */
kg__value kg__value_truth(const kg__value *value);

/** A number as a double. */
double kg__value_real(const kg__value *value);

/** Type of a datatype's IRI, and back. */
kg__type kg__type_find(kg_str datatype);
kg_str kg__type_iri(kg__type type);
kg__value_kind kg__type_kind(kg__type type);
kg__moment_kind kg__type_moment(kg__type type);
kg__duration_kind kg__type_duration(kg__type type);

/** Read a float or double as XSD has it.  False if it is no such form, or there is no memory. */
bool kg__real_read(kg_str text, bool single, kg_arena *arena, double *value);

/** Whether an integer is within the bounds of its derived type. */
bool kg__type_admits(kg__type type, const kg__decimal *integer);

#endif
