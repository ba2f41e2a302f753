// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/base/utf8.h"

#include "kg/base/span.h"

static bool
is_continuation(unsigned char c)
{
  return (c & 0xC0) == 0x80;
}

size_t
kg__utf8_decode(kg_str s, uint32_t *code_point)
{
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (!s.len)
    return 0;
  const unsigned char *p = (const unsigned char *)s.ptr;
  size_t n = p[0] < 0x80             ? 1
             : (p[0] & 0xE0) == 0xC0 ? 2
             : (p[0] & 0xF0) == 0xE0 ? 3
             : (p[0] & 0xF8) == 0xF0 ? 4
                                     : 0;
  if (n == 0 || n > s.len)
    return 0;
  uint32_t c = n == 1 ? p[0] : p[0] & (0x7Fu >> n);
  for (size_t i = 1; i < n; i++) {
    if (!is_continuation(p[i]))
      return 0;
    c = c << 6 | (p[i] & 0x3Fu);
  }
  if (c < least[n] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
    return 0;
  *code_point = c;
  return n;
}

size_t
kg__utf8_encode(uint32_t c, char bytes[4])
{
  static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
    return 0;
  if (c < 0x80) {
    bytes[0] = (char)c;
    return 1;
  }
  size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  for (size_t i = n; i-- > 1; c >>= 6)
    bytes[i] = (char)(0x80 | (c & 0x3F));
  bytes[0] = (char)(lead[n] | c);
  return n;
}

size_t
kg__utf8_check(kg_str s)
{
  size_t i = 0;
  while (i < s.len) {
    uint32_t c;
    i += kg__span_ascii(s.ptr + i, s.len - i);
    size_t n = kg__utf8_decode((kg_str){s.ptr + i, s.len - i}, &c);
    if (!n)
      break;
    i += n;
  }
  return i;
}

size_t
kg__utf8_count(kg_str s)
{
  size_t count = 0;
  for (size_t i = 0; i < s.len; count++) {
    uint32_t c;
    size_t n = kg__utf8_decode((kg_str){s.ptr + i, s.len - i}, &c);
    i += n ? n : 1;
  }
  return count;
}

size_t
kg__utf8_cut(kg_str s, size_t limit)
{
  uint32_t c;
  if (s.len <= limit)
    return s.len;
  for (size_t back = 0; back <= 3 && back <= limit; back++) {
    size_t at = limit - back;
    if (!is_continuation((unsigned char)s.ptr[at]))
      return kg__utf8_decode((kg_str){s.ptr + at, s.len - at}, &c) > back ? at : limit;
  }
  return limit;
}
