// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/rdf/window.h"

#include "kg/base/span.h"
#include "kg/base/utf8.h"

#include <stdlib.h>

enum { READ_SIZE = 1 << 16, BEFORE = 512 };

static char nothing[1];

void
kg__window_init(kg__window *w, kg_source *source, size_t max_token)
{
  *w = (kg__window){.bytes = nothing, .source = source, .max_token = max_token, .line = 1};
}

void
kg__window_release(kg__window *w)
{
  if (w->capacity)
    free(w->bytes);
  *w = (kg__window){.bytes = nothing};
}

void
kg__window_place(const kg__window *w, size_t offset, kg_error *err)
{
  if (!err)
    return;
  kg_error_set_excerpt(err, w->bytes, w->end, offset, w->line);
  if (err->line == w->line)
    err->column += w->column;
}

kg_status
kg__window_fail(const kg__window *w, size_t offset, kg_error *err, kg_status status, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  kg_error_vset(err, status, format, args);
  va_end(args);
  kg__window_place(w, offset, err);
  return status;
}

// Drop the first `n` bytes.
static void
drop(kg__window *w, size_t n)
{
  const char *newline = memrchr(w->bytes, '\n', n);
  size_t line = newline ? (size_t)(newline - w->bytes) + 1 : 0; // where the last line begins
  w->line += kg__count_newlines(w->bytes, line);
  w->column = (newline ? 0 : w->column) + kg__utf8_count((kg_str){w->bytes + line, n - line});
  memmove(w->bytes, w->bytes + n, w->end - n);
  w->start -= n;
  w->at -= n;
  w->end -= n;
}

static void
drop_old(kg__window *w)
{
  size_t old = w->start > BEFORE ? kg__utf8_cut((kg_str){w->bytes, w->end}, w->start - BEFORE) : 0;
  if (old)
    drop(w, old);
}

static kg_status
grow(kg__window *w, size_t room)
{
  size_t need = w->end + sizeof w->tail + room + 1;
  if (need <= w->capacity)
    return KG_OK;
  size_t capacity = w->capacity * 2 > need ? w->capacity * 2 : need;
  char *bytes = realloc(w->capacity ? w->bytes : NULL, capacity);
  if (!bytes)
    return KG_ERR_NOMEM;
  w->bytes = bytes;
  w->capacity = capacity;
  return KG_OK;
}

// Take `n` new bytes behind `end`, as far as they are whole characters.
static void
take(kg__window *w, size_t n)
{
  kg_str fresh = {w->bytes + w->end, n};
  size_t good = kg__utf8_check(fresh), rest = n - good;
  static const unsigned char lengths[16] = {1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 2, 2, 3, 4};
  bool begun = rest && rest < lengths[(unsigned char)fresh.ptr[good] >> 4];
  for (size_t i = 1; begun && i < rest; i++)
    begun = ((unsigned char)fresh.ptr[good + i] & 0xC0) == 0x80;
  w->end += good;
  w->n_tail = begun && !w->last ? rest : 0;
  memcpy(w->tail, w->bytes + w->end, w->n_tail);
  w->broken = rest > w->n_tail;
  w->bytes[w->end] = '\0';
}

kg_status
kg__window_more(kg__window *w, kg_error *err)
{
  size_t got = 0, token = w->end - w->start, room = token > READ_SIZE ? token : READ_SIZE;
  if (w->broken)
    return kg__window_fail(w, w->end, err, KG_ERR_DATA, "this is not UTF-8");
  if (token > w->max_token)
    return kg__window_fail(w, w->start, err, KG_ERR_LIMIT, "this is longer than the limit of %zu bytes",
                           w->max_token);
  drop_old(w);
  if (grow(w, room))
    return kg_error_set(err, KG_ERR_NOMEM, "no memory to read");
  memcpy(w->bytes + w->end, w->tail, w->n_tail);
  KG_TRY(kg_source_read(w->source, w->bytes + w->end + w->n_tail, room, &got, err));
  w->last = got < room;
  take(w, w->n_tail + got);
  if (w->broken)
    w->last = false; // so that the reader comes back here for the error
  return KG_OK;
}
