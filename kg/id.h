// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Ids: a term in 64 bits.

   Bits 63 to 60 are a tag, the rest its payload.  Small values are in the id itself, but only if printing the
   value gives back the very lexical form, so that equal ids are equal terms and unequal ids are unequal
   terms; all other terms have a number in the store's dictionary, in the order of their arrival, which never
   changes.  Raw order is SPARQL's order across kinds (none, blank node, IRI, literal).
*/
#ifndef KG_ID_H
#define KG_ID_H

#include "kg/term.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef uint64_t kg_id;

typedef enum kg_tag {
  KG_TAG_NONE = 0,       ///< Unbound; as a graph, the default graph
  KG_TAG_BLANK = 1,      ///< Counter of the store; printed `_:bN`
  KG_TAG_IRI = 2,        ///< Dictionary
  KG_TAG_LITERAL = 3,    ///< Dictionary
  KG_TAG_STRING = 4,     ///< xsd:string of at most 7 bytes: bytes left-aligned, length in the low 4 bits
  KG_TAG_BOOLEAN = 5,    ///< 0 or 1
  KG_TAG_INTEGER = 6,    ///< xsd:integer + 2^59
  KG_TAG_DECIMAL = 7,    ///< 56 bits of mantissa, biased; 4 bits of scale
  KG_TAG_DOUBLE = 8,     ///< The bits, where the low 4 are zero; prints in XPath's canonical form
  KG_TAG_DATE = 9,       ///< Days, and zone
  KG_TAG_DATE_TIME = 10, ///< Seconds of UTC (local ones where there is no zone), and zone
  KG_TAG_DERIVED = 11,   ///< 8 bits of datatype, 52 of value: xsd:int, xsd:gYear, ...
  KG_TAG_TRIPLE = 12,    ///< Dictionary: a triple term
  KG_TAG_FLOAT = 13,     ///< 32 bits
  KG_TAG_LOCAL = 15      ///< A term of a query's own; never stored
} kg_tag;

#define KG_ID_NONE ((kg_id)0)
#define KG_ID_MAX UINT64_MAX
#define KG_ID_PAYLOAD_MASK ((UINT64_C(1) << 60) - 1)

static inline kg_tag
kg_id_tag(kg_id id)
{
  return (kg_tag)(id >> 60);
}

static inline uint64_t
kg_id_payload(kg_id id)
{
  return id & KG_ID_PAYLOAD_MASK;
}

static inline kg_id
kg_id_make(kg_tag tag, uint64_t payload)
{
  return ((kg_id)tag << 60) | payload;
}

static inline bool
kg_id_is_inline(kg_id id)
{
  kg_tag tag = kg_id_tag(id);
  return tag >= KG_TAG_STRING && tag <= KG_TAG_FLOAT && tag != KG_TAG_TRIPLE;
}

/** Longest text that an inline id prints. */
enum { KG_ID_TEXT_SIZE = 64 };

/**
   The id of a literal whose value fits, or KG_ID_NONE where it, or any other kind of term, needs the
   dictionary.

   Does not depend on the locale.
*/
KG_API kg_id kg_id_inline(const kg_term *term);

/**
   The literal of an inline id.  Its lexical form is written to `text`, without NUL, and borrowed from there.

   Of kind KG_TERM_NONE if the id is not inline, or is one that kg_id_inline() never makes.
*/
KG_API kg_term kg_id_term(kg_id id, char text[KG_ID_TEXT_SIZE]);

/** Ids from `lo` to `hi`, both included. */
typedef struct kg_id_range {
  kg_id lo, hi;
} kg_id_range;

enum { KG_ID_RANGES = 8 };

/**
   Where the literals are that a filter such as `?x >= 5 && ?x < 9` may let through.

   @param least, most  Inline ids of two numbers, or of two dates, dateTimes, gYears or gYearMonths; one of
   them may be KG_ID_NONE, for no bound.  Bounds belong to what is between them.
   @param[out] ranges  Ascending and apart.  They hold every id whose value is between the bounds, and others,
     such as all literals of the dictionary.
   @return How many; 0 if the bounds are of other kinds, or none, so that any id may do.
*/
KG_API size_t kg_id_ranges(kg_id least, kg_id most, kg_id_range ranges[KG_ID_RANGES]);

#ifdef __cplusplus
}
#endif

#endif
