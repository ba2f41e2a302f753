// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/read/mail.h"

#include "loaders/read/decode.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { MAX_DEPTH = 16, MAX_PARTS = 1000 };

typedef struct part {
  kg_str head, body;
} part;

typedef struct parsing {
  kg__mail *mail;
  kg_buf page; ///< The first part in HTML
  bool has_page;
  int n_parts;
  kg_error *err;
} parsing;

// ---- lines and headers

static size_t
line_end(kg_str s, size_t at)
{
  const char *nl = at < s.len ? memchr(s.ptr + at, '\n', s.len - at) : NULL;
  return nl ? (size_t)(nl - s.ptr) + 1 : s.len;
}

static bool
is_blank(kg_str s, size_t at, size_t end)
{
  return end == at || (end == at + 1 && s.ptr[at] == '\n') ||
         (end == at + 2 && s.ptr[at] == '\r' && s.ptr[at + 1] == '\n');
}

static kg_str
trim(kg_str s)
{
  while (s.len && strchr(" \t\r\n", *s.ptr))
    s = (kg_str){s.ptr + 1, s.len - 1};
  while (s.len && strchr(" \t\r\n", s.ptr[s.len - 1]))
    s.len--;
  return s;
}

static part
split(kg_str s)
{
  size_t at = 0, end;
  for (end = line_end(s, 0); at < s.len && !is_blank(s, at, end); end = line_end(s, at))
    at = end;
  end = at < s.len ? end : at;
  return (part){{s.ptr, at}, {s.ptr + end, s.len - end}};
}

// The value of a header, with its folded lines; empty if it is not there.
static kg_str
header(kg_str head, const char *name)
{
  size_t n = strlen(name);
  for (size_t at = 0, end; at < head.len; at = end) {
    end = line_end(head, at);
    while (end < head.len && (head.ptr[end] == ' ' || head.ptr[end] == '\t'))
      end = line_end(head, end);
    if (end - at > n && head.ptr[at + n] == ':' && !strncasecmp(head.ptr + at, name, n))
      return trim((kg_str){head.ptr + at + n + 1, end - at - n - 1});
  }
  return (kg_str){0};
}

// The value of a parameter, as in `text/plain; charset="utf-8"`.
static kg_str
parameter(kg_str value, const char *name)
{
  size_t n = strlen(name);
  for (size_t i = 0; i + n + 1 < value.len; i++) {
    if (value.ptr[i + n] != '=' || strncasecmp(value.ptr + i, name, n) ||
        (i && !strchr("; \t\r\n", value.ptr[i - 1])))
      continue;
    size_t from = i + n + 1, end = from;
    bool quoted = value.ptr[from] == '"';
    from += quoted;
    for (end = from; end < value.len && !strchr(quoted ? "\"" : "; \t\r\n", value.ptr[end]);)
      end++;
    return (kg_str){value.ptr + from, end - from};
  }
  return (kg_str){0};
}

static bool
starts(kg_str s, const char *with)
{
  size_t n = strlen(with);
  return s.len >= n && !strncasecmp(s.ptr, with, n);
}

// ---- encoded words of headers, RFC 2047

static size_t
encoded_word(kg_str s, size_t at, kg_buf *out)
{
  kg_str in = {s.ptr + at, s.len - at};
  if (!starts(in, "=?"))
    return 0;
  const char *charset = in.ptr + 2, *q = memchr(charset, '?', in.len - 2);
  size_t rest = q ? in.len - (size_t)(q - in.ptr) : 0;
  const char *end = rest > 4 && q[2] == '?' ? memmem(q + 3, rest - 3, "?=", 2) : NULL;
  if (!end)
    return 0;
  kg_buf raw = {0};
  kg_str text = {q + 3, (size_t)(end - q - 3)}, name = {charset, strcspn(charset, "*?")};
  kg_status st = (q[1] | 32) == 'q' ? kg__quoted_printable(text, true, &raw) : kg__base64(text, &raw);
  if (!st)
    st = kg__decode(kg_buf_str(&raw), name, out, NULL);
  kg_buf_release(&raw);
  return st ? 0 : (size_t)(end + 2 - in.ptr);
}

static kg_status
decode_header(kg_str s, kg_buf *out)
{
  kg_buf raw = {0};
  kg_status st = KG_OK;
  bool encoded = false; // white space between two encoded words goes
  for (size_t i = 0; !st && i < s.len;) {
    size_t space = 0;
    while (i + space < s.len && strchr(" \t\r\n", s.ptr[i + space]))
      space++;
    if (space && !(encoded && s.len - i - space > 1 && !strncmp(s.ptr + i + space, "=?", 2)))
      st = kg_buf_add_char(&raw, ' ');
    i += space;
    size_t n = i < s.len ? encoded_word(s, i, &raw) : 0;
    if ((encoded = n > 0))
      i += n;
    else if (!st && i < s.len)
      st = kg_buf_add_char(&raw, s.ptr[i++]);
  }
  if (!st) // what is not UTF-8 after that
    st = kg__decode(kg_buf_str(&raw), KG_STR("UTF-8"), out, NULL);
  kg_buf_release(&raw);
  return st;
}

// "Ada Lovelace" <ada@x.org> is Ada Lovelace.
static kg_status
decode_author(kg_str from, kg_buf *out)
{
  const char *angle = from.len ? memchr(from.ptr, '<', from.len) : NULL;
  kg_str name = trim(angle && angle > from.ptr ? (kg_str){from.ptr, (size_t)(angle - from.ptr)} : from);
  if (name.len > 1 && name.ptr[0] == '"' && name.ptr[name.len - 1] == '"')
    name = (kg_str){name.ptr + 1, name.len - 2};
  return decode_header(name, out);
}

// ---- dates

static int
month_of(const char *word)
{
  static const char MONTHS[] = "janfebmaraprmayjunjulaugsepoctnovdec";
  for (int i = 0; i < 12; i++) {
    if (!strncasecmp(word, MONTHS + (size_t)3 * (size_t)i, 3))
      return i + 1;
  }
  return 0;
}

static bool
to_iso(int year, int month, int day, char iso[16])
{
  if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
    return false;
  snprintf(iso, 16, "%04d-%02d-%02d", year, month, day);
  return true;
}

bool
kg__date_normal(kg_str text, char iso[16])
{
  char copy[80], word[16];
  int y, m, d;
  snprintf(copy, sizeof copy, "%.*s", KG_STR_ARG(trim(text)));
  const char *s = copy, *comma = strchr(copy, ',');
  if (comma && comma - copy < 10 && !strpbrk((char[]){copy[0], 0}, "0123456789") && !strchr(" ", copy[0]) &&
      !memchr(copy, ' ', (size_t)(comma - copy)))
    s = comma + 1; // the day of the week
  if (sscanf(s, " %4d%*1[-/.]%2d%*1[-/.]%2d", &y, &m, &d) == 3)
    return to_iso(y, m, d, iso);
  if (sscanf(s, " %2d%*1[ -]%15[A-Za-z]%*[ .,-]%4d", &d, word, &y) == 3)
    return to_iso(y, month_of(word), d, iso);
  if (sscanf(s, " %15[A-Za-z]%*[ .]%2d%*[ ,]%4d", word, &d, &y) == 3)
    return to_iso(y, month_of(word), d, iso);
  return false;
}

// ---- parts

static kg_status
decode_part(parsing *p, part it, kg_str type, kg_buf *to)
{
  kg_str transfer = header(it.head, "Content-Transfer-Encoding"), charset = parameter(type, "charset");
  kg_buf raw = {0};
  kg_status st = starts(transfer, "quoted-printable") ? kg__quoted_printable(it.body, false, &raw)
                 : starts(transfer, "base64")         ? kg__base64(it.body, &raw)
                                                      : kg_buf_add_str(&raw, it.body);
  if (!st && !charset.len && starts(type, "text/html"))
    charset = kg__html_charset(kg_buf_str(&raw));
  if (!st && to->len)
    st = kg_buf_add_str(to, KG_STR("\n\n"));
  if (!st)
    st = kg__decode(kg_buf_str(&raw), charset.len ? charset : KG_STR("UTF-8"), to, p->err);
  kg_buf_release(&raw);
  return st;
}

static kg_status walk(parsing *p, kg_str bytes, int depth);

static kg_status
walk_parts(parsing *p, kg_str body, kg_str boundary, int depth)
{
  size_t begin = SIZE_MAX;
  for (size_t at = 0, end; at < body.len; at = end) {
    end = line_end(body, at);
    bool edge = end - at >= boundary.len + 2 && !strncmp(body.ptr + at, "--", 2) &&
                !memcmp(body.ptr + at + 2, boundary.ptr, boundary.len);
    if (edge && begin != SIZE_MAX)
      KG_TRY(walk(p, (kg_str){body.ptr + begin, at - begin}, depth + 1));
    if (edge)
      begin = starts((kg_str){body.ptr + at + 2 + boundary.len, end - at - 2 - boundary.len}, "--") ? SIZE_MAX
                                                                                                    : end;
  }
  return begin == SIZE_MAX ? KG_OK : walk(p, (kg_str){body.ptr + begin, body.len - begin}, depth + 1);
}

static kg_status
walk(parsing *p, kg_str bytes, int depth)
{
  part it = split(bytes);
  kg_str type = header(it.head, "Content-Type"), boundary = parameter(type, "boundary");
  if (depth > MAX_DEPTH || ++p->n_parts > MAX_PARTS)
    return kg_error_set(p->err, KG_ERR_LIMIT, "a message of too many parts");
  if (starts(header(it.head, "Content-Disposition"), "attachment"))
    return KG_OK;
  if (starts(type, "multipart/") && boundary.len)
    return walk_parts(p, it.body, boundary, depth);
  if (!type.len || starts(type, "text/plain"))
    return decode_part(p, it, type, &p->mail->body);
  if (!starts(type, "text/html") || p->has_page)
    return KG_OK;
  p->has_page = true;
  return decode_part(p, it, type, &p->page);
}

static kg_status
parse(parsing *p, kg_str bytes)
{
  char iso[16];
  kg__mail *mail = p->mail;
  kg_str head = split(bytes).head;
  if (!header(head, "From").len && !header(head, "Subject").len && !header(head, "Date").len)
    return kg_error_set(p->err, KG_ERR_DATA, "this is no e-mail: no headers From, Subject or Date");
  KG_TRY(decode_header(header(head, "Subject"), &mail->subject));
  KG_TRY(decode_author(header(head, "From"), &mail->author));
  if (kg__date_normal(header(head, "Date"), iso))
    KG_TRY(kg_buf_add_str(&mail->date, kg_str_of(iso)));
  KG_TRY(walk(p, bytes, 0));
  if (trim(kg_buf_str(&mail->body)).len || !p->has_page)
    return KG_OK;
  mail->html = true;
  kg_buf_clear(&mail->body);
  return kg_buf_add_str(&mail->body, kg_buf_str(&p->page));
}

kg_status
kg__mail_parse(kg_str bytes, kg__mail *mail, kg_error *err)
{
  parsing p = {.mail = mail, .err = err};
  *mail = (kg__mail){0};
  if (bytes.len && memchr(bytes.ptr, 0, bytes.len))
    return kg_error_set(err, KG_ERR_DATA, "a NUL byte: this is no e-mail");
  kg_status st = parse(&p, bytes);
  kg_buf_release(&p.page);
  if (st)
    kg__mail_release(mail);
  return st;
}

void
kg__mail_release(kg__mail *mail)
{
  kg_buf_release(&mail->subject);
  kg_buf_release(&mail->author);
  kg_buf_release(&mail->date);
  kg_buf_release(&mail->body);
  *mail = (kg__mail){0};
}
