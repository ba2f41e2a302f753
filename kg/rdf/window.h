// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   A window that moves over the text of a source, for the readers of text formats.

   What is in the window is UTF-8; the window grows to hold the token, or line, that begins at `start`, and
   keeps a little of what was before it, for messages.
*/
#ifndef KG_RDF_WINDOW_H
#define KG_RDF_WINDOW_H

#include "kg/io.h"

typedef struct kg__window {
  char *bytes;  ///< bytes[end] is NUL, so that loops need not look for the end
  size_t start; ///< Of the token; kept in the window
  size_t at;    ///< The reader's place, at or behind `start`
  size_t end;
  bool last; ///< Nothing comes behind `end`
  kg_source *source;
  size_t capacity;
  size_t max_token;
  bool broken;  ///< What comes behind `end` is not UTF-8
  char tail[4]; ///< The beginning of a character that goes on in the next bytes
  size_t n_tail;
  size_t line, column; ///< Of bytes[0]; the column from 0
} kg__window;

void kg__window_init(kg__window *w, kg_source *source, size_t max_token);
void kg__window_release(kg__window *w);

/**
   Get more text behind `end`; only if not `last`.  Moves `start` and `at` with the text they stand on.

   @return KG_OK; KG_ERR_DATA where the text is not UTF-8; KG_ERR_LIMIT if the token is too long;
   KG_ERR_NOMEM; what the source returned.
*/
kg_status kg__window_more(kg__window *w, kg_error *err);

/** Set an error at an offset in the window, with line, column and the line's text.  Returns its status. */
kg_status kg__window_fail(const kg__window *w, size_t offset, kg_error *err, kg_status status,
                          const char *format, ...) KG_PRINTF(5, 6);

/** Give an error, whose message is set, the place of an offset in the window. */
void kg__window_place(const kg__window *w, size_t offset, kg_error *err);

#endif
