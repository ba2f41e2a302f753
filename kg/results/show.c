// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/results/show.h"

#include "kg/base/utf8.h"

typedef struct range {
  uint32_t first, last;
} range;

static bool
within(const range *ranges, size_t n, uint32_t c)
{
  for (size_t i = 0; i < n && ranges[i].first <= c; i++) {
    if (c <= ranges[i].last)
      return true;
  }
  return false;
}

static size_t
cells(uint32_t c)
{
  static const range none[] = {{0x300, 0x36F},   {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200D},
                               {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};
  static const range wide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},  {0xAC00, 0xD7A3},
                               {0xF900, 0xFAFF},   {0xFE30, 0xFE4F},   {0xFF00, 0xFF60},  {0xFFE0, 0xFFE6},
                               {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
  if (c < 0x300)
    return 1;
  return within(none, sizeof none / sizeof *none, c)   ? 0
         : within(wide, sizeof wide / sizeof *wide, c) ? 2
                                                       : 1;
}

static bool
is_obeyed(uint32_t c)
{
  static const range obeyed[] = {{0, 0x1F},        {0x7F, 0x9F},     {0x200E, 0x200F},
                                 {0x2028, 0x202E}, {0x2066, 0x2069}, {0xFEFF, 0xFEFF}};
  return within(obeyed, sizeof obeyed / sizeof *obeyed, c);
}

static kg_status
add_text(kg_str s, kg_buf *buf)
{
  for (size_t i = 0; i < s.len;) {
    uint32_t c;
    size_t n = kg__utf8_decode((kg_str){s.ptr + i, s.len - i}, &c);
    if (n && (c == '\n' || c == '\t' || c == '\r'))
      KG_TRY(kg_buf_add_char(buf, ' '));
    else if (!n || is_obeyed(c))
      KG_TRY(kg_buf_add_utf8(buf, 0xFFFD));
    else
      KG_TRY(kg_buf_add(buf, s.ptr + i, n));
    i += n ? n : 1;
  }
  return KG_OK;
}

static kg_status
add_iri(kg_str iri, const kg_namespaces *namespaces, kg_buf *buf)
{
  kg_str prefix, local;
  if (namespaces && kg_namespaces_shorten(namespaces, iri, &prefix, &local)) {
    KG_TRY(add_text(prefix, buf));
    KG_TRY(kg_buf_add_char(buf, ':'));
    return add_text(local, buf);
  }
  KG_TRY(kg_buf_add_char(buf, '<'));
  KG_TRY(add_text(iri, buf));
  return kg_buf_add_char(buf, '>');
}

kg_status
kg__show_term(const kg_term *term, const kg_namespaces *namespaces, kg_buf *buf)
{
  switch (term->kind) {
  case KG_TERM_NONE:
    return KG_OK;
  case KG_TERM_IRI:
    return add_iri(term->value, namespaces, buf);
  case KG_TERM_BLANK:
    KG_TRY(kg_buf_add_str(buf, KG_STR("_:")));
    return add_text(term->value, buf);
  case KG_TERM_LITERAL:
    return add_text(term->value, buf);
  case KG_TERM_TRIPLE:
    return kg_term_print(term, buf);
  }
  return KG_OK;
}

size_t
kg__show_width(kg_str s)
{
  size_t width = 0;
  for (size_t i = 0; i < s.len;) {
    uint32_t c = 0;
    size_t n = kg__utf8_decode((kg_str){s.ptr + i, s.len - i}, &c);
    width += n ? cells(c) : 1;
    i += n ? n : 1;
  }
  return width;
}

size_t
kg__show_fit(kg_str s, size_t width)
{
  size_t i = 0, used = 0;
  while (i < s.len) {
    uint32_t c = 0;
    size_t n = kg__utf8_decode((kg_str){s.ptr + i, s.len - i}, &c);
    used += n ? cells(c) : 1;
    if (i && used > width)
      break;
    i += n ? n : 1;
  }
  return i;
}
