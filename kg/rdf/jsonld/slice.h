// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Slices JSON into values while it is read, without looking into them.

   It tells where a value ends, not whether it is one: that is for the parser.
*/
#ifndef KG_RDF_JSONLD_SLICE_H
#define KG_RDF_JSONLD_SLICE_H

#include "kg/rdf/window.h"

typedef struct kg__slicer {
  kg__window window;   ///< Offsets stay as they are until kg__slicer_drop()
  size_t line, column; ///< Of the window's start, from 0
} kg__slicer;

enum { KG__SLICE_END = -1 };

/** `limit` is for the bytes between two calls of kg__slicer_drop(): more are KG_ERR_LIMIT. */
void kg__slicer_init(kg__slicer *c, kg_source *source, size_t limit);
void kg__slicer_release(kg__slicer *c);

/** Have `size` bytes in the window, or all there are. */
kg_status kg__slicer_fill(kg__slicer *c, size_t size, kg_error *err);

/** All that is in the window from its start on. */
kg_str kg__slicer_text(const kg__slicer *c);

/** Skip white space; the byte that comes, or KG__SLICE_END. */
kg_status kg__slice_next(kg__slicer *c, int *next, kg_error *err);

/** Skip white space and take the byte that comes, if it is `wanted`. */
kg_status kg__slice_byte(kg__slicer *c, char wanted, bool *taken, kg_error *err);

/** Skip white space and slice off a value, borrowed until the next call; KG_ERR_LIMIT if it is nested too
 * deep. */
kg_status kg__slice_value(kg__slicer *c, kg_str *value, kg_error *err);

/** Line and column, from 0, of a text in the window. */
void kg__slicer_place(const kg__slicer *c, kg_str text, size_t *line, size_t *column);

/** What was taken so far is no longer needed. */
void kg__slicer_drop(kg__slicer *c);

/** KG_ERR_DATA with the code of a document that is no JSON, at the next byte. */
kg_status kg__slice_fail(const kg__slicer *c, kg_error *err, const char *what);

#endif
