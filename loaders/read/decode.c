// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/read/decode.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *
usual_name(const char *charset)
{
  static const char *const LATIN[] = {"iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1",
                                      "us-ascii",   "ascii",     "cp1252",     "l1",     "x-cp1252"};
  for (size_t i = 0; i < sizeof LATIN / sizeof *LATIN; i++) {
    if (!strcasecmp(charset, LATIN[i]))
      return "WINDOWS-1252";
  }
  return strcasecmp(charset, "utf8") ? charset : "UTF-8";
}

static bool
plain_name(kg_str name)
{
  for (size_t i = 0; i < name.len; i++) {
    unsigned char c = (unsigned char)name.ptr[i];
    if (!(c == '-' || c == '_' || c == ':' || c == '.' || (c >= '0' && c <= '9') ||
          ((c | 32) >= 'a' && (c | 32) <= 'z')))
      return false;
  }
  return name.len > 0;
}

static kg_status
convert(iconv_t cd, kg_str bytes, kg_buf *text)
{
  char *in = (char *)(uintptr_t)bytes.ptr, part[4096];
  size_t left = bytes.len;
  for (bool more = true; more;) {
    char *out = part;
    size_t room = sizeof part;
    size_t rc = iconv(cd, &in, &left, &out, &room);
    int why = errno;
    KG_TRY(kg_buf_add(text, part, sizeof part - room));
    more = rc == (size_t)-1;
    if (more && why != E2BIG) {
      KG_TRY(kg_buf_add_str(text, KG_STR("\xEF\xBF\xBD")));
      in += left ? 1 : 0;
      left -= left ? 1 : 0;
      more = left > 0;
    }
  }
  return KG_OK;
}

kg_status
kg__decode(kg_str bytes, kg_str charset, kg_buf *text, kg_error *err)
{
  char name[48];
  snprintf(name, sizeof name, "%.*s", KG_STR_ARG(charset));
  iconv_t cd = plain_name(charset) ? iconv_open("UTF-8", usual_name(name)) : (iconv_t)-1;
  if (cd == (iconv_t)-1)
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "unknown charset '%.*s'", KG_STR_ARG(charset));
  kg_status st = convert(cd, bytes, text);
  iconv_close(cd);
  return st;
}

static kg_str
marked_charset(kg_str bytes, size_t *mark)
{
  *mark = 2;
  if (kg_str_starts(bytes, KG_STR("\xFF\xFE")))
    return KG_STR("UTF-16LE");
  if (kg_str_starts(bytes, KG_STR("\xFE\xFF")))
    return KG_STR("UTF-16BE");
  *mark = 0;
  return kg_str_starts(bytes, KG_STR("\xEF\xBB\xBF")) ? KG_STR("UTF-8") : (kg_str){0};
}

static bool
is_utf8(kg_str charset)
{
  return !charset.len || (charset.len == 5 && !strncasecmp(charset.ptr, "utf-8", 5)) ||
         (charset.len == 4 && !strncasecmp(charset.ptr, "utf8", 4));
}

kg_status
kg__decode_file(kg_buf *bytes, kg_str charset, kg_error *err)
{
  size_t mark;
  kg_str whole = kg_buf_str(bytes), marked = marked_charset(whole, &mark);
  if (marked.len)
    charset = marked;
  if (is_utf8(charset))
    return KG_OK;
  kg_buf text = {0};
  kg_status st = kg__decode((kg_str){whole.ptr + mark, whole.len - mark}, charset, &text, err);
  if (st) {
    kg_buf_release(&text);
    return st;
  }
  kg_buf_release(bytes);
  *bytes = text;
  return KG_OK;
}

kg_str
kg__html_charset(kg_str bytes)
{
  size_t n = bytes.len < 1024 ? bytes.len : 1024;
  for (size_t i = 0; i + 8 < n; i++) {
    if (strncasecmp(bytes.ptr + i, "charset=", 8))
      continue;
    size_t from = i + 8, end;
    from += bytes.ptr[from] == '"' || bytes.ptr[from] == '\'';
    for (end = from; end < n && !strchr("\"'/>; \t\r\n", bytes.ptr[end]);)
      end++;
    kg_str name = {bytes.ptr + from, end - from};
    return plain_name(name) && (name.len < 6 || strncasecmp(name.ptr, "utf-16", 6)) ? name : (kg_str){0};
  }
  return (kg_str){0};
}

static int
hex(char c)
{
  return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

static size_t
line_break(kg_str in, size_t i)
{
  while (i < in.len && (in.ptr[i] == ' ' || in.ptr[i] == '\t'))
    i++;
  i += i < in.len && in.ptr[i] == '\r';
  return i < in.len && in.ptr[i] == '\n' ? i + 1 : 0;
}

kg_status
kg__quoted_printable(kg_str in, bool header, kg_buf *out)
{
  for (size_t i = 0; i < in.len;) {
    char c = in.ptr[i];
    size_t next = c == '=' && !header ? line_break(in, i + 1) : 0;
    if (next) {
      i = next;
      continue;
    }
    if (c == '=' && i + 2 < in.len && hex(in.ptr[i + 1]) >= 0 && hex(in.ptr[i + 2]) >= 0) {
      c = (char)(hex(in.ptr[i + 1]) * 16 + hex(in.ptr[i + 2]));
      i += 2;
    } else if (header && c == '_') {
      c = ' ';
    }
    KG_TRY(kg_buf_add_char(out, c));
    i++;
  }
  return KG_OK;
}

kg_status
kg__base64(kg_str in, kg_buf *out)
{
  static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  uint32_t bits = 0;
  unsigned n = 0;
  for (size_t i = 0; i < in.len && in.ptr[i] != '='; i++) {
    const char *digit = in.ptr[i] ? strchr(DIGITS, in.ptr[i]) : NULL;
    if (!digit)
      continue;
    bits = bits << 6 | (uint32_t)(digit - DIGITS);
    n += 6;
    if (n >= 8) {
      n -= 8;
      KG_TRY(kg_buf_add_char(out, (char)(bits >> n & 0xFF)));
    }
  }
  return KG_OK;
}
