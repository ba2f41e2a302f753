// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/str.h"

#include "kg/base/utf8.h"

#include <stdio.h>
#include <stdlib.h>

int
kg_str_compare(kg_str a, kg_str b)
{
  size_t n = a.len < b.len ? a.len : b.len;
  int order = n ? memcmp(a.ptr, b.ptr, n) : 0;
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

void
kg_buf_release(kg_buf *buf)
{
  free(buf->ptr);
  *buf = (kg_buf){0};
}

kg_status
kg_buf_reserve(kg_buf *buf, size_t n)
{
  if (n <= buf->capacity - buf->len)
    return KG_OK;
  if (n > SIZE_MAX / 2 - buf->len)
    return KG_ERR_NOMEM;
  size_t capacity = buf->capacity < 64 ? 64 : buf->capacity * 2;
  if (capacity < buf->len + n)
    capacity = buf->len + n;
  char *ptr = realloc(buf->ptr, capacity);
  if (!ptr)
    return KG_ERR_NOMEM;
  buf->ptr = ptr;
  buf->capacity = capacity;
  return KG_OK;
}

kg_status
kg_buf_add(kg_buf *buf, const void *bytes, size_t n)
{
  if (n == 0)
    return KG_OK;
  KG_TRY(kg_buf_reserve(buf, n));
  memcpy(buf->ptr + buf->len, bytes, n);
  buf->len += n;
  return KG_OK;
}

kg_status
kg_buf_add_str(kg_buf *buf, kg_str s)
{
  return kg_buf_add(buf, s.ptr, s.len);
}

kg_status
kg_buf_add_char(kg_buf *buf, char c)
{
  return kg_buf_add(buf, &c, 1);
}

kg_status
kg_buf_printf(kg_buf *buf, const char *format, ...)
{
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int n = vsnprintf(NULL, 0, format, args);
  va_end(args);
  kg_status st = n < 0 ? KG_ERR_ARGUMENT : kg_buf_reserve(buf, (size_t)n + 1);
  if (!st) {
    vsnprintf(buf->ptr + buf->len, (size_t)n + 1, format, again);
    buf->len += (size_t)n;
  }
  va_end(again);
  return st;
}

kg_status
kg_buf_add_utf8(kg_buf *buf, uint32_t code_point)
{
  char bytes[4];
  size_t n = kg__utf8_encode(code_point, bytes);
  return n ? kg_buf_add(buf, bytes, n) : KG_ERR_ARGUMENT;
}
