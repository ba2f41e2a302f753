// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// JSON's grammar (RFC 8259) to a tree.  Items wait on a stack until their array or object is closed, and then
// go into the arena in one piece.  Of members with one key the last counts, as in JSON-LD.

#include "kg/rdf/jsonld/jsonld.h"

#include "kg/base/utf8.h"

typedef struct parser {
  kg__jsonld *p;
  const char *start, *at, *end;
  unsigned document, depth;
} parser;

static kg__json *parse_value(parser *s);

__attribute__((noreturn)) static void
wrong(parser *s, const char *at, const char *what)
{
  bool is_remote = s->p->documents.items[s->document].own.ptr != NULL;
  const char *code = s->p->in_literal ? "invalid JSON literal"
                     : is_remote      ? "loading remote context failed"
                                      : "loading document failed";
  kg_error_set(s->p->err, KG_ERR_DATA, "%s: %s", code, what);
  kg__jsonld_place(s->p, s->document, (size_t)(at - s->start));
  kg__jsonld_jump(s->p, KG_ERR_DATA);
}

static void
skip_space(parser *s)
{
  while (s->at < s->end && (*s->at == ' ' || *s->at == '\n' || *s->at == '\t' || *s->at == '\r'))
    s->at++;
}

// ---- strings

static unsigned
hex4(parser *s, const char *escape)
{
  unsigned value = 0;
  for (int i = 0; i < 4; i++, s->at++) {
    unsigned char c = s->at < s->end ? (unsigned char)*s->at : 0;
    unsigned digit = c >= '0' && c <= '9'                 ? c - 48U
                     : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32U) - 'a' + 10
                                                          : 16;
    if (digit > 15)
      wrong(s, escape, "an escape \\u wants four hexadecimal digits");
    value = value << 4 | digit;
  }
  return value;
}

static uint32_t
unicode_escape(parser *s, const char *escape)
{
  uint32_t high = hex4(s, escape);
  if (high < 0xD800 || high > 0xDFFF)
    return high;
  if (high > 0xDBFF || s->end - s->at < 6 || s->at[0] != '\\' || s->at[1] != 'u')
    wrong(s, escape, "half of a surrogate pair");
  s->at += 2;
  uint32_t low = hex4(s, escape);
  if (low < 0xDC00 || low > 0xDFFF)
    wrong(s, escape, "half of a surrogate pair");
  return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

static void
unescape(parser *s, char **out)
{
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  const char *escape = s->at++;
  char c = s->at < s->end ? *s->at++ : '\0';
  const char *known = c ? strchr(from, c) : NULL;
  if (known)
    *(*out)++ = to[known - from];
  else if (c == 'u')
    *out += kg__utf8_encode(unicode_escape(s, escape), *out);
  else
    wrong(s, escape, "unknown escape in a string");
}

static kg_str
string_with_escapes(parser *s, const char *begin, const char *quote)
{
  char *text = kg__jsonld_alloc(s->p, (size_t)(quote - begin)), *out = text;
  for (s->at = begin; s->at < quote;) {
    if (*s->at == '\\')
      unescape(s, &out);
    else
      *out++ = *s->at++;
  }
  return (kg_str){text, (size_t)(out - text)};
}

static kg_str
parse_string(parser *s)
{
  const char *begin = ++s->at;
  bool escapes = false, ascii = true;
  for (; s->at < s->end && *s->at != '"'; s->at++) {
    unsigned char c = (unsigned char)*s->at;
    if (c < 0x20)
      wrong(s, s->at, c == '\n' ? "a line ends inside a string" : "control character in a string");
    ascii &= c < 0x80;
    if (c == '\\') {
      escapes = true;
      s->at++;
    }
  }
  if (s->at >= s->end)
    wrong(s, begin - 1, "a string is not closed");
  const char *quote = s->at;
  kg_str raw = {begin, (size_t)(quote - begin)};
  size_t good = ascii ? raw.len : kg__utf8_check(raw);
  if (good < raw.len)
    wrong(s, begin + good, "a byte that is not UTF-8");
  kg_str text = escapes ? string_with_escapes(s, begin, quote) : raw;
  s->at = quote + 1;
  return text;
}

// ---- numbers and words

static bool
digits(parser *s)
{
  const char *begin = s->at;
  while (s->at < s->end && *s->at >= '0' && *s->at <= '9')
    s->at++;
  return s->at > begin;
}

static kg__json *
parse_number(parser *s)
{
  const char *begin = s->at;
  s->at += *s->at == '-';
  const char *whole = s->at;
  if (!digits(s))
    wrong(s, begin, "a number wants digits");
  if (*whole == '0' && s->at - whole > 1)
    wrong(s, whole + 1, "a number with a leading zero");
  if (s->at < s->end && *s->at == '.' && (s->at++, !digits(s)))
    wrong(s, begin, "a number wants digits behind its point");
  if (s->at < s->end && (*s->at | 32) == 'e') {
    s->at++;
    s->at += s->at < s->end && (*s->at == '+' || *s->at == '-');
    if (!digits(s))
      wrong(s, begin, "a number wants digits in its exponent");
  }
  return kg__json_number(s->p, (kg_str){begin, (size_t)(s->at - begin)});
}

static kg__json *
parse_word(parser *s)
{
  static const struct {
    kg_str word;
    kg__json_type type;
  } words[] = {
      {KG_STR("true"), KG__JSON_TRUE}, {KG_STR("false"), KG__JSON_FALSE}, {KG_STR("null"), KG__JSON_NULL}};
  kg_str rest = {s->at, (size_t)(s->end - s->at)};
  for (size_t i = 0; i < 3; i++)
    if (kg_str_starts(rest, words[i].word)) {
      s->at += words[i].word.len;
      return kg__json_new(s->p, words[i].type);
    }
  wrong(s, s->at, s->at < s->end ? "a value is missing here" : "the text ends where a value is missing");
}

// ---- arrays and objects

static void
enter(parser *s)
{
  if (++s->depth > KG__JSON_DEPTH) {
    kg_error_set(s->p->err, KG_ERR_LIMIT, "JSON is nested more than %d levels deep", KG__JSON_DEPTH);
    kg__jsonld_place(s->p, s->document, (size_t)(s->at - s->start));
    kg__jsonld_jump(s->p, KG_ERR_LIMIT);
  }
  s->at++;
  skip_space(s);
}

// Behind an item: true if another one follows, false if the closing character is taken.
static bool
goes_on(parser *s, char close, const char *what)
{
  skip_space(s);
  if (s->at >= s->end || (*s->at != ',' && *s->at != close))
    wrong(s, s->at, what);
  bool more = *s->at++ == ',';
  skip_space(s);
  return more;
}

static kg__json *
parse_array(parser *s)
{
  size_t base = s->p->stack.n;
  enter(s);
  if (s->at < s->end && *s->at == ']')
    s->at++;
  else
    do {
      kg__json *item = parse_value(s);
      kg__jsonld_push(s->p, (kg__json_member){{0}, item});
    } while (goes_on(s, ']', "',' or ']' is missing here"));
  kg__json *array = kg__json_new(s->p, KG__JSON_ARRAY);
  size_t n = s->p->stack.n - base;
  array->items = kg__jsonld_alloc(s->p, n * sizeof *array->items);
  array->n_items = array->items_capacity = (uint32_t)n;
  for (size_t i = 0; i < n; i++)
    array->items[i] = s->p->stack.items[base + i].value;
  s->p->stack.n = base;
  s->depth--;
  return array;
}

static void
parse_member(parser *s)
{
  if (s->at >= s->end || *s->at != '"')
    wrong(s, s->at, "a key in double quotes is missing here");
  kg_str key = parse_string(s);
  skip_space(s);
  if (s->at >= s->end || *s->at != ':')
    wrong(s, s->at, "':' is missing here");
  s->at++;
  skip_space(s);
  kg__json *value = parse_value(s);
  kg__jsonld_push(s->p, (kg__json_member){key, value});
}

static kg__json *
parse_object(parser *s)
{
  size_t base = s->p->stack.n;
  enter(s);
  if (s->at < s->end && *s->at == '}')
    s->at++;
  else
    do
      parse_member(s);
    while (goes_on(s, '}', "',' or '}' is missing here"));
  kg__json *object = kg__json_new(s->p, KG__JSON_OBJECT);
  kg__json_reserve(s->p, object, s->p->stack.n - base);
  for (size_t i = base; i < s->p->stack.n; i++)
    kg__json_set(s->p, object, s->p->stack.items[i].key, s->p->stack.items[i].value);
  s->p->stack.n = base;
  s->depth--;
  return object;
}

static kg__json *
parse_value(parser *s)
{
  const char *begin = s->at;
  char c = begin < s->end ? *begin : '\0';
  kg__json *v = c == '{'                             ? parse_object(s)
                : c == '['                           ? parse_array(s)
                : c == '"'                           ? kg__json_string(s->p, parse_string(s))
                : c == '-' || (c >= '0' && c <= '9') ? parse_number(s)
                                                     : parse_word(s);
  size_t offset = (size_t)(begin - s->start);
  v->document = offset < UINT32_MAX ? (uint16_t)s->document : 0;
  v->offset = (uint32_t)offset;
  return v;
}

kg__json *
kg__json_parse(kg__jsonld *p, kg_str text, unsigned document)
{
  const char *start = text.ptr ? text.ptr : "";
  parser s = {p, start, start, start + text.len, document, 0};
  skip_space(&s);
  kg__json *v = parse_value(&s);
  skip_space(&s);
  if (s.at < s.end)
    wrong(&s, s.at, "something follows the value");
  return v;
}
