// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/export/escape.h"

#include "kg/base/utf8.h"

enum { REPLACEMENT = 0xFFFD };

bool
kg__is_bidi_control(uint32_t c)
{
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

// The next code point, which moves `text` on; what is no UTF-8 is one replacement a byte.
static uint32_t
take(kg_str *text)
{
  uint32_t c;
  size_t n = kg__utf8_decode(*text, &c);
  if (!n) {
    c = REPLACEMENT;
    n = 1;
  }
  text->ptr += n;
  text->len -= n;
  return c;
}

static void
put(kg_output *out, uint32_t c)
{
  char bytes[4];
  kg_output_add(out, bytes, kg__utf8_encode(c, bytes));
}

static bool
is_in_xml(uint32_t c)
{
  return (c >= 0x20 || c == '\t' || c == '\n' || c == '\r') && c != 0xFFFE && c != 0xFFFF;
}

void
kg__xml_add(kg_output *out, kg_str text)
{
  while (text.len) {
    uint32_t c = take(&text);
    if (!is_in_xml(c))
      put(out, REPLACEMENT);
    else if (c == '<')
      kg_output_add_str(out, KG_STR("&lt;"));
    else if (c == '>')
      kg_output_add_str(out, KG_STR("&gt;"));
    else if (c == '&')
      kg_output_add_str(out, KG_STR("&amp;"));
    else if (c == '"')
      kg_output_add_str(out, KG_STR("&quot;"));
    else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || kg__is_bidi_control(c))
      kg_output_printf(out, "&#x%X;", (unsigned)c);
    else
      put(out, c);
  }
}

void
kg__json_add(kg_output *out, kg_str text)
{
  kg_output_add(out, "\"", 1);
  while (text.len) {
    uint32_t c = take(&text);
    if (c == '"' || c == '\\')
      kg_output_printf(out, "\\%c", (int)c);
    else if (c < 0x20 || c == '<' || c == '>' || c == '&' || (c >= 0x7F && c < 0xA0) || c == 0x2028 ||
             c == 0x2029 || kg__is_bidi_control(c))
      kg_output_printf(out, "\\u%04x", (unsigned)c);
    else
      put(out, c);
  }
  kg_output_add(out, "\"", 1);
}

static bool
wants_quotes(kg_str text)
{
  for (size_t i = 0; i < text.len; i++) {
    if (memchr("\",\r\n", text.ptr[i], 4))
      return true;
  }
  return text.len && (text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' ');
}

void
kg__csv_add(kg_output *out, kg_str text, bool safe)
{
  bool quotes = wants_quotes(text);
  if (quotes)
    kg_output_add(out, "\"", 1);
  if (safe && text.len && memchr("=+-@\t\r", text.ptr[0], 6))
    kg_output_add(out, "'", 1);
  while (text.len) {
    uint32_t c = take(&text);
    if (c == '"')
      kg_output_add(out, "\"", 1);
    put(out, c);
  }
  if (quotes)
    kg_output_add(out, "\"", 1);
}

// Graphviz reads \n and \N in labels, in tooltips twice over, and HTML's character entities before either.
void
kg__dot_add(kg_output *out, kg_str text, bool tooltip)
{
  while (text.len) {
    uint32_t c = take(&text);
    if (c == '"')
      kg_output_add_str(out, KG_STR("\\\""));
    else if (c == '\\')
      kg_output_add_str(out, tooltip ? KG_STR("\\\\\\\\") : KG_STR("\\\\"));
    else if (c == '\n')
      kg_output_add_str(out, KG_STR("\\n"));
    else if (c == '&')
      kg_output_add_str(out, KG_STR("&amp;"));
    else if (c == '\t' || c == '\r')
      put(out, ' ');
    else if (!is_in_xml(c) || (c >= 0x7F && c < 0xA0))
      put(out, REPLACEMENT);
    else if (kg__is_bidi_control(c) || c == 0x2028 || c == 0x2029)
      kg_output_printf(out, "&#%u;", (unsigned)c);
    else
      put(out, c);
  }
}
