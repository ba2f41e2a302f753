// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Terms of RDF 1.2 and statements of them.

   A term borrows its text: it lives as long as what it was read from (the doc of each function says what that
   is). Terms are equal as RDF says (RDF 1.2 Concepts, section 3): character by character, without looking at
   values.
*/
#ifndef KG_TERM_H
#define KG_TERM_H

#include "kg/str.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum kg_term_kind {
  KG_TERM_NONE = 0, ///< Unbound, or the default graph
  KG_TERM_BLANK,
  KG_TERM_IRI,
  KG_TERM_LITERAL,
  KG_TERM_TRIPLE ///< A triple term (RDF 1.2)
} kg_term_kind;

/** How deeply triple terms may nest: a term with none inside has depth 0. */
enum { KG_TERM_DEPTH = 1000 };

typedef enum kg_direction { KG_DIRECTION_NONE = 0, KG_DIRECTION_LTR, KG_DIRECTION_RTL } kg_direction;

typedef struct kg_term {
  kg_term_kind kind;
  kg_direction direction;       ///< Of a literal with language
  kg_str value;                 ///< IRI, label of the blank node without "_:", or lexical form
  kg_str datatype;              ///< Of a literal: always set, rdf:langString and rdf:dirLangString included
  kg_str language;              ///< Of a literal: empty if there is none; lower-cased where it was parsed
  const struct kg_term *triple; ///< Of a triple term: subject, predicate, object
} kg_term;

/** A statement in a graph.  The default graph has a `graph` of KG_TERM_NONE. */
typedef struct kg_quad {
  kg_term subject;
  kg_term predicate;
  kg_term object;
  kg_term graph;
} kg_quad;

KG_API kg_term kg_term_iri(kg_str iri);
KG_API kg_term kg_term_blank(kg_str label);

/** A literal of `datatype`; empty means xsd:string. */
KG_API kg_term kg_term_literal(kg_str lexical, kg_str datatype);
KG_API kg_term kg_term_string(kg_str lexical);
KG_API kg_term kg_term_lang(kg_str lexical, kg_str language, kg_direction direction);

/** A triple term of `spo[0..2]`, borrowed. */
KG_API kg_term kg_term_triple(const kg_term *spo);

/** Whether two terms are the same RDF term.  Blank nodes by label, language tags without case. */
KG_API bool kg_term_equal(const kg_term *a, const kg_term *b);

/**
   A total order for stable output: none, blank nodes, IRIs, literals, triple terms; within a kind by text,
   then datatype, language, direction.  Not the order of values.
*/
KG_API int kg_term_compare(const kg_term *a, const kg_term *b);
KG_API int kg_quad_compare(const kg_quad *a, const kg_quad *b);

/** Copy a term and its text into an arena.  KG_OK, KG_ERR_NOMEM or, beyond KG_TERM_DEPTH, KG_ERR_LIMIT. */
KG_API kg_status kg_term_copy(const kg_term *term, kg_arena *arena, kg_term *copy);

/**
   Append the term as N-Triples writes it (RDF 1.2 N-Triples, canonical form); nothing for KG_TERM_NONE.

   Equal terms print alike: language tags come in lower case.  Bytes that are not UTF-8 pass as they are;
   an ASCII character that may not stand in an IRI comes as a `\u` escape, which kg_term_parse() refuses.
   KG_OK, KG_ERR_NOMEM or, beyond KG_TERM_DEPTH, KG_ERR_LIMIT; after a failure nothing was appended.
*/
KG_API kg_status kg_term_print(const kg_term *term, kg_buf *buf);

/**
   Read one term in N-Triples' form from the start of `text` (no space before it, but before
   and behind "^^" and before "@" there may be; IRIs must be absolute).

   @param[out] end   Offset behind the term; what follows is not looked at.
   @param[out] term  Its text is borrowed from `text`, or from `arena` where it had escapes or capitals in
                     its language tag.  Of kind KG_TERM_NONE after a failure.
   @return KG_OK, KG_ERR_DATA with the place in `err`, KG_ERR_LIMIT (deeper than KG_TERM_DEPTH) or
           KG_ERR_NOMEM.
*/
KG_API kg_status kg_term_parse(kg_str text, kg_arena *arena, size_t *end, kg_term *term, kg_error *err);

#ifdef __cplusplus
}
#endif

#endif
