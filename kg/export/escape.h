// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Text into formats, so that it stays text.

   Broken UTF-8 becomes U+FFFD everywhere.  Bidirectional controls are written as escapes where the format has
   them, so that nobody who reads the source is deceived; a parser gets them back.
*/
#ifndef KG_EXPORT_ESCAPE_H
#define KG_EXPORT_ESCAPE_H

#include "kg/io.h"

/** Content or attribute value of XML 1.0; characters that XML may not have become U+FFFD. */
void kg__xml_add(kg_output *out, kg_str text);

/** A JSON string with its quotes; `<`, `>` and `&` as escapes, so that it may stand in HTML. */
void kg__json_add(kg_output *out, kg_str text);

/** A field of CSV (RFC 4180), in quotes where needed; `safe` puts a ' before what a spreadsheet would run. */
void kg__csv_add(kg_output *out, kg_str text, bool safe);

/** The inside of a quoted label, or tooltip, that Graphviz shows as it is; control characters become U+FFFD.
 */
void kg__dot_add(kg_output *out, kg_str text, bool tooltip);

/** Whether it changes the direction of the text around it. */
bool kg__is_bidi_control(uint32_t code_point);

#endif
