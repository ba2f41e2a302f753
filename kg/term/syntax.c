// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/term/syntax.h"

#include "kg/base/span.h"
#include "kg/base/utf8.h"
#include "kg/iri.h"

typedef struct range {
  uint32_t first;
  uint32_t last;
} range;

// PN_CHARS_BASE of Turtle without ASCII.
static const range letters[] = {
    {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
    {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
    {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
};

bool
kg__is_name_start(uint32_t c)
{
  if (c < 0x80)
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
    if (c <= letters[i].last)
      return c >= letters[i].first;
  }
  return false;
}

bool
kg__is_name_char(uint32_t c)
{
  return kg__is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == 0xB7 ||
         (c >= 0x300 && c <= 0x36F) || c == 0x203F || c == 0x2040;
}

// One code point into `*c`, as kg__utf8_decode(), but without a call for ASCII.
static inline size_t
decode(kg_str s, uint32_t *c)
{
  if (!s.len || (unsigned char)s.ptr[0] >= 0x80)
    return kg__utf8_decode(s, c);
  *c = (unsigned char)s.ptr[0];
  return 1;
}

bool
kg__is_prefix(kg_str s)
{
  uint32_t c = 0;
  for (size_t i = 0, n; i < s.len; i += n) {
    n = kg__utf8_decode((kg_str){s.ptr + i, s.len - i}, &c);
    bool good = i == 0 ? kg__is_name_start(c) && c != '_' : kg__is_name_char(c) || c == '.';
    if (!n || !good)
      return false;
  }
  return c != '.';
}

size_t
kg__label_length(kg_str s)
{
  uint32_t c;
  size_t end = 0;
  size_t n = decode(s, &c);
  if (!n || !(kg__is_name_start(c) || (c >= '0' && c <= '9')))
    return 0;
  for (size_t i = n;; i += n) {
    if (c != '.')
      end = i;
    n = decode((kg_str){s.ptr + i, s.len - i}, &c);
    if (!n || !(c == '.' || kg__is_name_char(c)))
      return end;
  }
}

static int
hex_value(char c)
{
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                : -1;
}

size_t
kg__uchar_decode(kg_str s, uint32_t *code_point)
{
  if (s.len < 6 || s.ptr[0] != '\\' || (s.ptr[1] != 'u' && s.ptr[1] != 'U'))
    return 0;
  size_t len = s.ptr[1] == 'u' ? 6 : 10;
  uint32_t c = 0;
  for (size_t i = 2; i < len; i++) {
    int digit = i < s.len ? hex_value(s.ptr[i]) : -1;
    if (digit < 0)
      return 0;
    c = c << 4 | (uint32_t)digit;
  }
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
    return 0;
  *code_point = c;
  return len;
}

static char
short_escape(uint32_t c)
{
  switch (c) {
  case '\b':
    return 'b';
  case '\t':
    return 't';
  case '\n':
    return 'n';
  case '\f':
    return 'f';
  case '\r':
    return 'r';
  case '"':
  case '\\':
    return (char)c;
  default:
    return 0;
  }
}

static kg_status
print_escape(uint32_t c, kg_buf *buf)
{
  char letter = short_escape(c);
  return letter ? kg_buf_printf(buf, "\\%c", letter) : kg_buf_printf(buf, "\\u%04X", (unsigned)c);
}

// Length of the run at the start that needs no escape: all but controls, quote, backslash and U+FFFE, U+FFFF.
static size_t
plain_run(kg_str s)
{
  for (size_t i = 0;; i++) {
    i += kg__span_print(s.ptr + i, s.len - i);
    if (i >= s.len || (unsigned char)s.ptr[i] != 0xEF ||
        (s.len - i >= 3 && (unsigned char)s.ptr[i + 1] == 0xBF && (unsigned char)s.ptr[i + 2] >= 0xBE))
      return i;
  }
}

kg_status
kg__print_escaped(kg_str s, kg_buf *buf)
{
  while (s.len) {
    size_t n = plain_run(s);
    uint32_t c = 0;
    KG_TRY(kg_buf_add(buf, s.ptr, n));
    s = (kg_str){s.ptr + n, s.len - n};
    if ((n = kg__utf8_decode(s, &c)))
      KG_TRY(print_escape(c, buf));
    s = (kg_str){s.ptr + n, s.len - n};
  }
  return KG_OK;
}

kg_status
kg__print_iri(kg_str s, kg_buf *buf)
{
  KG_TRY(kg_buf_add_char(buf, '<'));
  while (s.len) {
    size_t n = kg_iri_check(s);
    KG_TRY(kg_buf_add(buf, s.ptr, n));
    s = (kg_str){s.ptr + n, s.len - n};
    if (s.len) {
      unsigned char c = (unsigned char)s.ptr[0];
      KG_TRY(c < 0x80 ? kg_buf_printf(buf, "\\u%04X", (unsigned)c) : kg_buf_add(buf, s.ptr, 1));
      s = (kg_str){s.ptr + 1, s.len - 1};
    }
  }
  return kg_buf_add_char(buf, '>');
}
