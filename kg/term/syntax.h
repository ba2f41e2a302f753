// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What the readers and writers of N-Triples, Turtle and SPARQL share: characters of names, and escapes. */
#ifndef KG_TERM_SYNTAX_H
#define KG_TERM_SYNTAX_H

#include "kg/str.h"

/** PN_CHARS_U of Turtle: a letter or an underscore. */
bool kg__is_name_start(uint32_t c);

/** PN_CHARS of Turtle: those, digits, the hyphen and combining characters. */
bool kg__is_name_char(uint32_t c);

/** Whether this may stand before the colon of a prefixed name; it may be empty. */
bool kg__is_prefix(kg_str s);

/**
   Length of the blank node label at the start of `s` (behind the "_:"), or 0 if there is none.  A dot at its
   end does not belong to it.
*/
size_t kg__label_length(kg_str s);

/**
   Decode the escape `\uXXXX` or `\UXXXXXXXX` at the start of `s`.

   @return Its length, or 0 if it is broken or stands for a surrogate or for nothing in Unicode.
*/
size_t kg__uchar_decode(kg_str s, uint32_t *code_point);

/** Append the text of a string as it stands between quotes in canonical N-Triples. */
kg_status kg__print_escaped(kg_str text, kg_buf *buf);

/** Append `<iri>`; a character that may not stand there becomes a `\u` escape. */
kg_status kg__print_iri(kg_str iri, kg_buf *buf);

#endif
