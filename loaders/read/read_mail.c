// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The text of a message without what it quotes and without its signature.  The source is the decoded body.

#include "loaders/read/build.h"
#include "loaders/stages.h"

static kg_status
put_lines(kg__builder *b, kg_str s)
{
  for (size_t at = 0, end; at < s.len; at = end) {
    const char *nl = memchr(s.ptr + at, '\n', s.len - at);
    end = nl ? (size_t)(nl - s.ptr) + 1 : s.len;
    kg_str line = {s.ptr + at, end - at};
    if (kg_str_equal(line, KG_STR("-- \n")) || kg_str_equal(line, KG_STR("-- \r\n")))
      return KG_OK;
    if (*line.ptr == '>')
      KG_TRY(kg__build_break(b));
    else
      KG_TRY(kg__build_copy(b, at, line.len));
  }
  return KG_OK;
}

kg_status
kg__document_read_mail(kg__document *doc, kg_error *err)
{
  (void)err;
  kg__builder b = {.doc = doc, .next = SIZE_MAX};
  kg_status st = put_lines(&b, doc->source);
  if (!st)
    return kg__build_finish(&b);
  kg_buf_release(&b.text);
  return st;
}
