// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** The lines of a file, one at a time, in constant memory. */
#ifndef KG_LOADERS_LINES_H
#define KG_LOADERS_LINES_H

#include "kg/io.h"

typedef struct kg__lines {
  kg_source *source;
  kg_buf buf;
  size_t at;     ///< Where the next line begins in `buf`
  size_t number; ///< Of the last line given, from 1
  bool end;
} kg__lines;

kg_status kg__lines_open(kg__lines *lines, const char *path, kg_error *err);

/** The next line that is not blank, without its end; it holds until the next call.  KG_DONE behind the last;
 * KG_ERR_LIMIT for one longer than 256 MB. */
kg_status kg__lines_next(kg__lines *lines, kg_str *line, kg_error *err);
void kg__lines_close(kg__lines *lines);

#endif
