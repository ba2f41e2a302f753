// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The source of a PDF is the text that pdftotext gives.  Words cut at the end of a line are joined, and a
// page's end ends no sentence by itself; lines that are only a page's number are left out.

#include "loaders/read/build.h"
#include "loaders/stages.h"

static bool
is_small(char c)
{
  return (c >= 'a' && c <= 'z') || ((unsigned char)c & 0x80);
}

static bool
is_page_number(kg_str line)
{
  size_t digits = 0;
  for (size_t i = 0; i < line.len; i++) {
    if (line.ptr[i] >= '0' && line.ptr[i] <= '9')
      digits++;
    else if (line.ptr[i] != ' ' && line.ptr[i] != '-' && line.ptr[i] != '\f')
      return false;
  }
  return digits > 0 && digits < 5;
}

static bool
ends_sentence(const kg__builder *b)
{
  size_t n = b->text.len;
  while (n && (b->text.ptr[n - 1] == '\n' || b->text.ptr[n - 1] == ' '))
    n--;
  return !n || strchr(".!?:\"'", b->text.ptr[n - 1]);
}

static kg_status
put_line(kg__builder *b, kg_str source, size_t from, size_t end)
{
  bool page = from < end && source.ptr[from] == '\f';
  from += page;
  if (page && ends_sentence(b))
    KG_TRY(kg__build_break(b));
  if (end == from)
    return kg__build_break(b);
  bool cut = end - from > 2 && source.ptr[end - 1] == '-' && is_small(source.ptr[end - 2]) &&
             end + 1 < source.len && is_small(source.ptr[end + 1]);
  KG_TRY(kg__build_copy(b, from, end - from - cut));
  return !cut && end < source.len ? kg__build_copy(b, end, 1) : KG_OK;
}

kg_status
kg__document_read_pdf(kg__document *doc, kg_error *err)
{
  (void)err;
  kg__builder b = {.doc = doc, .next = SIZE_MAX};
  kg_str s = doc->source;
  kg_status st = KG_OK;
  for (size_t from = 0; !st && from < s.len;) {
    const char *nl = memchr(s.ptr + from, '\n', s.len - from);
    size_t end = nl ? (size_t)(nl - s.ptr) : s.len;
    if (!is_page_number((kg_str){s.ptr + from, end - from}))
      st = put_line(&b, s, from, end);
    from = end + 1;
  }
  if (!st)
    return kg__build_finish(&b);
  kg_buf_release(&b.text);
  return st;
}
