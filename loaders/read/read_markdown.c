// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Markdown is read line by line, and marks are left out of the text: what is left keeps its place in the
// source. Code, tables' rules, images and comments are no text.

#include "loaders/read/build.h"
#include "loaders/stages.h"

typedef struct reader {
  kg__builder b;
  kg_str s;
  size_t at;
  const char *fence; ///< The mark that closes a block of code, or null
} reader;

static kg_str
line_at(kg_str s, size_t at)
{
  const char *end = at < s.len ? memchr(s.ptr + at, '\n', s.len - at) : NULL;
  return (kg_str){s.ptr + at, end ? (size_t)(end - s.ptr) - at : s.len - at};
}

static kg_str
trimmed(kg_str s)
{
  while (s.len && strchr(" \t\r\"'", s.ptr[s.len - 1]))
    s.len--;
  while (s.len && strchr(" \t\"'", s.ptr[0])) {
    s.ptr++;
    s.len--;
  }
  return s;
}

static kg_status
take(kg__document *doc, kg_str line)
{
  const char *colon = memchr(line.ptr, ':', line.len);
  if (!colon)
    return KG_OK;
  kg_str key = trimmed((kg_str){line.ptr, (size_t)(colon - line.ptr)});
  kg_str value = trimmed((kg_str){colon + 1, line.len - (size_t)(colon + 1 - line.ptr)});
  const struct {
    const char *key;
    kg_str *to;
  } FIELDS[] = {{"title", &doc->title},
                {"date", &doc->date_text},
                {"author", &doc->author},
                {"source", &doc->publisher},
                {"id", &doc->identifier}};
  for (size_t i = 0; i < sizeof FIELDS / sizeof *FIELDS; i++) {
    if (value.len && kg_str_equal(key, kg_str_of(FIELDS[i].key)))
      *FIELDS[i].to = value;
  }
  return KG_OK;
}

static kg_status
read_front_matter(reader *r)
{
  size_t start = kg_str_starts(r->s, KG_STR("\xEF\xBB\xBF")) ? 3 : 0;
  kg_str first = trimmed(line_at(r->s, start));
  r->at = start;
  if (!kg_str_equal(first, KG_STR("---")))
    return KG_OK;
  for (size_t at = start + line_at(r->s, start).len + 1; at < r->s.len;) {
    kg_str line = line_at(r->s, at);
    at += line.len + 1;
    if (kg_str_equal(trimmed(line), KG_STR("---")) || kg_str_equal(trimmed(line), KG_STR("..."))) {
      r->at = at < r->s.len ? at : r->s.len;
      break;
    }
    KG_TRY(take(r->b.doc, line));
  }
  return KG_OK;
}

// The length of the marks before a line's text: quotes, heading marks, bullets, numbers, a table's bar.
static size_t
marks(kg_str line, bool *block)
{
  size_t i = 0;
  *block = false;
  for (;;) {
    size_t start = i;
    while (i < line.len &&
           (line.ptr[i] == ' ' || line.ptr[i] == '\t' || line.ptr[i] == '>' || line.ptr[i] == '|'))
      i++;
    size_t n = i;
    while (n < line.len && line.ptr[n] == '#')
      n++;
    bool bullet = n == i && n + 1 < line.len && strchr("-*+", line.ptr[n]) && line.ptr[n + 1] == ' ';
    size_t digits = n;
    while (digits < line.len && line.ptr[digits] >= '0' && line.ptr[digits] <= '9')
      digits++;
    bool number = digits > n && digits < n + 4 && digits + 1 < line.len && strchr(".)", line.ptr[digits]) &&
                  line.ptr[digits + 1] == ' ';
    if (n > i && n < line.len && line.ptr[n] == ' ')
      i = n + 1;
    else if (bullet)
      i = n + 2;
    else if (number)
      i = digits + 2;
    if (i == start || !(n > start || bullet || number))
      return i;
    *block |= i > n || bullet || number;
    if (i == n)
      return i;
  }
}

static bool
only_of(kg_str line, const char *set)
{
  size_t n = 0;
  for (size_t i = 0; i < line.len; i++) {
    if (!strchr(set, line.ptr[i]))
      return false;
    n += line.ptr[i] != ' ' && line.ptr[i] != '\r' && line.ptr[i] != '\t';
  }
  return n > 0;
}

// A link or image at `at`: where its text begins and ends, and where it ends itself; false if there is none.
static bool
link_at(kg_str line, size_t at, size_t *text, size_t *text_end, size_t *end)
{
  size_t depth = 0, i = at;
  for (; i < line.len; i++) {
    depth += line.ptr[i] == '[';
    if (line.ptr[i] == ']' && !--depth)
      break;
  }
  if (i + 1 >= line.len || (line.ptr[i + 1] != '(' && line.ptr[i + 1] != '['))
    return false;
  const char *close = memchr(line.ptr + i + 1, line.ptr[i + 1] == '(' ? ')' : ']', line.len - i - 1);
  if (!close)
    return false;
  *text = at + 1;
  *text_end = i;
  *end = (size_t)(close - line.ptr) + 1;
  return true;
}

static bool
is_mark(kg_str line, size_t i)
{
  char c = line.ptr[i];
  if (c == '*' || c == '`' || c == '|')
    return true;
  bool left = i && line.ptr[i - 1] != ' ' && line.ptr[i - 1] != '_',
       right = i + 1 < line.len && line.ptr[i + 1] != ' ' && line.ptr[i + 1] != '_';
  return c == '_' && !(left && right);
}

static kg_status
read_inline(reader *r, kg_str line, size_t from, size_t to, int depth)
{
  size_t base = (size_t)(line.ptr - r->s.ptr), plain = from;
  for (size_t i = from; i < to; i++) {
    size_t text, text_end, end;
    bool image = line.ptr[i] == '!' && i + 1 < to && line.ptr[i + 1] == '[';
    if ((line.ptr[i] == '[' || image) && depth < 8 &&
        link_at((kg_str){line.ptr, to}, i + image, &text, &text_end, &end)) {
      KG_TRY(kg__build_copy(&r->b, base + plain, i - plain));
      if (!image)
        KG_TRY(read_inline(r, line, text, text_end, depth + 1));
      plain = end;
      i = end - 1;
    } else if (line.ptr[i] == '\\' && i + 1 < to && strchr("\\`*_{}[]()#+-.!|>", line.ptr[i + 1])) {
      KG_TRY(kg__build_copy(&r->b, base + plain, i - plain));
      plain = ++i;
    } else if (is_mark((kg_str){line.ptr, to}, i)) {
      KG_TRY(kg__build_copy(&r->b, base + plain, i - plain));
      plain = i + 1;
      if (line.ptr[i] == '|')
        KG_TRY(kg__build_break(&r->b));
    }
  }
  return kg__build_copy(&r->b, base + plain, to - plain);
}

static kg_status
read_line(reader *r, kg_str line)
{
  kg_str text = trimmed(line);
  bool block;
  if (kg_str_starts(text, KG_STR("```")) || kg_str_starts(text, KG_STR("~~~"))) {
    bool closes = r->fence && kg_str_starts(text, kg_str_of(r->fence));
    r->fence = closes ? NULL : r->fence ? r->fence : text.ptr[0] == '`' ? "```" : "~~~";
    return kg__build_break(&r->b);
  }
  if (r->fence)
    return KG_OK;
  if (!text.len || only_of(text, "-=*_ |:"))
    return kg__build_break(&r->b);
  size_t skip = marks(line, &block);
  if (block)
    KG_TRY(kg__build_break(&r->b));
  KG_TRY(read_inline(r, line, skip, line.len, 0));
  size_t end = (size_t)(line.ptr - r->s.ptr) + line.len;
  if (memchr(line.ptr, '#', skip) || memchr(line.ptr, '|', skip))
    return kg__build_break(&r->b);
  return end < r->s.len ? kg__build_copy(&r->b, end, 1) : KG_OK;
}

kg_status
kg__document_read_markdown(kg__document *doc, kg_error *err)
{
  (void)err;
  reader r = {.b = {.doc = doc, .next = SIZE_MAX}, .s = doc->source};
  kg_status st = read_front_matter(&r);
  while (!st && r.at < r.s.len) {
    kg_str line = line_at(r.s, r.at);
    if (kg_str_starts(line, KG_STR("<!--"))) {
      const char *end = memmem(r.s.ptr + r.at, r.s.len - r.at, "-->", 3);
      r.at = end ? (size_t)(end - r.s.ptr) + 3 : r.s.len;
      continue;
    }
    st = read_line(&r, line);
    r.at += line.len + 1;
  }
  if (st) {
    kg_buf_release(&r.b.text);
    return st;
  }
  return kg__build_finish(&r.b);
}
