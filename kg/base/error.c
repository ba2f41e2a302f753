// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/base/utf8.h"
#include "kg/status.h"

#include <stdio.h>
#include <string.h>

enum { EXCERPT_BEFORE = 70, EXCERPT_AFTER = 50 }; // bytes kept around a fault

const char *
kg_status_name(kg_status status)
{
  static const char *const names[] = {
      [KG_OK] = "done",
      [KG_DONE] = "no more",
      [KG_ERR_DATA] = "wrong data",
      [KG_ERR_QUERY] = "wrong query",
      [KG_ERR_ARGUMENT] = "wrong argument",
      [KG_ERR_UNSUPPORTED] = "not supported",
      [KG_ERR_NOT_FOUND] = "not found",
      [KG_ERR_CONFLICT] = "conflict",
      [KG_ERR_LIMIT] = "limit reached",
      [KG_ERR_TIMEOUT] = "time limit reached",
      [KG_ERR_INTERRUPTED] = "interrupted",
      [KG_ERR_NOMEM] = "out of memory",
      [KG_ERR_IO] = "input/output error",
      [KG_ERR_LOCKED] = "store is locked",
      [KG_ERR_STORE] = "store is damaged",
  };
  return (size_t)status < sizeof names / sizeof *names ? names[status] : "unknown status";
}

// Append one character, never longer than it was: what a terminal would obey becomes a dot.
static size_t
add_visible(char *to, kg_str s)
{
  uint32_t c = 0;
  size_t n = kg__utf8_decode(s, &c);
  bool hidden = !n || c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
                (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
  if (hidden) {
    *to = c == '\t' ? ' ' : '.';
    return 1;
  }
  memcpy(to, s.ptr, n);
  return n;
}

// Copy text into a field of the error, visible and cut at a character; `n` is the field's size.
static void
keep(char *field, size_t n, const char *text, size_t len)
{
  uint32_t c;
  size_t out = 0;
  kg_str rest = {text, kg__utf8_cut((kg_str){text, len}, n - 1)};
  while (rest.len) {
    size_t step = kg__utf8_decode(rest, &c);
    out += add_visible(field + out, rest);
    step += !step;
    rest = (kg_str){rest.ptr + step, rest.len - step};
  }
  field[out] = '\0';
}

kg_status
kg_error_vset(kg_error *err, kg_status status, const char *format, va_list args)
{
  if (!err)
    return status;
  char message[KG_ERROR_MESSAGE_SIZE + 4];
  *err = (kg_error){.status = status};
  int n = vsnprintf(message, sizeof message, format, args);
  if (n >= 0)
    keep(err->message, sizeof err->message, message, strlen(message));
  return status;
}

kg_status
kg_error_set(kg_error *err, kg_status status, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  kg_error_vset(err, status, format, args);
  va_end(args);
  return status;
}

void
kg_error_set_source(kg_error *err, const char *source, size_t source_len)
{
  if (err && !err->source[0])
    keep(err->source, sizeof err->source, source, source_len);
}

void
kg_error_set_place(kg_error *err, size_t line, size_t column)
{
  if (err) {
    err->line = line;
    err->column = column;
  }
}

static void
keep_excerpt(kg_error *err, kg_str line, size_t fault)
{
  size_t from = fault > EXCERPT_BEFORE ? kg__utf8_cut(line, fault - EXCERPT_BEFORE) : 0;
  size_t to = kg__utf8_cut(line, fault + EXCERPT_AFTER);
  size_t out = 0, cells = 0;
  for (size_t i = from; i <= to; cells++) {
    uint32_t c;
    if (i >= fault && !err->caret)
      err->caret = cells + 1;
    if (i >= to)
      break;
    kg_str rest = {line.ptr + i, to - i};
    out += add_visible(err->excerpt + out, rest);
    size_t n = kg__utf8_decode(rest, &c);
    i += n ? n : 1;
  }
  err->excerpt[out] = '\0';
}

void
kg_error_set_excerpt(kg_error *err, const char *text, size_t text_len, size_t offset, size_t first_line)
{
  if (!err)
    return;
  if (offset > text_len)
    offset = text_len;
  size_t start = 0;
  err->line = first_line;
  for (size_t i = 0; i < offset; i++) {
    if (text[i] == '\n') {
      err->line++;
      start = i + 1;
    }
  }
  const char *end = text_len > start ? memchr(text + start, '\n', text_len - start) : NULL;
  size_t len = (end ? (size_t)(end - text) : text_len) - start;
  err->column = kg__utf8_count((kg_str){text + start, offset - start}) + 1;
  err->caret = 0;
  keep_excerpt(err, (kg_str){text + start, len}, offset - start);
}

// Where the next part goes: counts on past the end of the buffer, as snprintf() does.
static void
print(char *buf, size_t size, size_t *at, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  bool room = *at < size;
  int n = vsnprintf(room ? buf + *at : NULL, room ? size - *at : 0, format, args);
  va_end(args);
  *at += n > 0 ? (size_t)n : 0;
}

size_t
kg_error_print(const kg_error *err, char *buf, size_t buf_size)
{
  size_t at = 0;
  if (buf_size)
    buf[0] = '\0';
  if (err->source[0])
    print(buf, buf_size, &at, "%s:", err->source);
  if (err->line)
    print(buf, buf_size, &at, "%zu:", err->line);
  if (err->line && err->column)
    print(buf, buf_size, &at, "%zu:", err->column);
  print(buf, buf_size, &at, "%s%s", at ? " " : "",
        err->message[0] ? err->message : kg_status_name(err->status));
  if (err->excerpt[0])
    print(buf, buf_size, &at, "\n  %s\n  %*s^", err->excerpt, (int)(err->caret ? err->caret - 1 : 0), "");
  return at;
}
