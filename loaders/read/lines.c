// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/read/lines.h"

#include <string.h>

enum { LONGEST = 256 << 20, STEP = 1 << 16 };

kg_status
kg__lines_open(kg__lines *lines, const char *path, kg_error *err)
{
  *lines = (kg__lines){0};
  return kg_source_open(path, &lines->source, err);
}

void
kg__lines_close(kg__lines *lines)
{
  kg_source_close(lines->source);
  kg_buf_release(&lines->buf);
  *lines = (kg__lines){0};
}

static kg_status
read_more(kg__lines *lines, kg_error *err)
{
  kg_buf *b = &lines->buf;
  if (lines->at) {
    memmove(b->ptr, b->ptr + lines->at, b->len - lines->at);
    b->len -= lines->at;
    lines->at = 0;
  }
  if (b->len > LONGEST)
    return kg_error_set(err, KG_ERR_LIMIT, "a line of more than %d MB", LONGEST >> 20);
  char part[STEP];
  size_t n = 0;
  KG_TRY(kg_source_read(lines->source, part, sizeof part, &n, err));
  lines->end = n == 0;
  return kg_buf_add(b, part, n);
}

static bool
is_blank(kg_str line)
{
  for (size_t i = 0; i < line.len; i++) {
    if (line.ptr[i] != ' ' && line.ptr[i] != '\t' && line.ptr[i] != '\r')
      return false;
  }
  return true;
}

static kg_status
next_line(kg__lines *lines, kg_str *line, kg_error *err)
{
  size_t seen = 0;
  for (;;) {
    kg_buf *b = &lines->buf;
    size_t from = lines->at + seen;
    const char *nl = b->len > from ? memchr(b->ptr + from, '\n', b->len - from) : NULL;
    if (nl || (lines->end && b->len > lines->at)) {
      size_t end = nl ? (size_t)(nl - b->ptr) : b->len;
      *line = (kg_str){b->ptr + lines->at, end - lines->at};
      lines->at = nl ? end + 1 : end;
      lines->number++;
      return KG_OK;
    }
    if (lines->end)
      return KG_DONE;
    seen = b->len - lines->at;
    KG_TRY(read_more(lines, err));
  }
}

kg_status
kg__lines_next(kg__lines *lines, kg_str *line, kg_error *err)
{
  do
    KG_TRY(next_line(lines, line, err));
  while (is_blank(*line));
  if (lines->number == 1 && kg_str_starts(*line, KG_STR("\xEF\xBB\xBF")))
    *line = (kg_str){line->ptr + 3, line->len - 3};
  return KG_OK;
}
