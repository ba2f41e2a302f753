// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Looks over XML on its way to a parser that trusts it too much. */
#ifndef KG_RDF_XML_GUARD_H
#define KG_RDF_XML_GUARD_H

#include "kg/str.h"

/** `{0}` is at the start of a document. */
typedef struct kg__xml_guard {
  int state;
  bool slash;                ///< The tag may be an empty element's
  char quote;                ///< Within quotes, 0 if not
  bool any;                  ///< Something was there besides space
  size_t depth;              ///< Of open elements
  size_t n_entities;         ///< Declared
  size_t line, column;       ///< Of the next byte, both from 0, the column in characters
  size_t at_line, at_column; ///< Where the markup began
  size_t n_text;
  char text[512]; ///< The beginning of the markup
} kg__xml_guard;

/**
   Look at the next bytes.

   KG_ERR_DATA for entities from outside, or made of other entities, or long, and for what is not XML at all;
   KG_ERR_LIMIT for deep nesting; KG_ERR_UNSUPPORTED for encodings that do not contain ASCII.  With the place.
*/
kg_status kg__xml_guard_feed(kg__xml_guard *g, kg_str bytes, kg_error *err);

#endif
