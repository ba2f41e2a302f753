// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// One term of N-Triples.  Every function moves `at` over what it reads; where it fails, `at` is the fault.

#include "kg/term.h"

#include "kg/base/span.h"
#include "kg/base/utf8.h"
#include "kg/iri.h"
#include "kg/term/syntax.h"
#include "kg/vocab.h"

typedef struct parser {
  kg_str text;
  size_t at;
  kg_arena *arena;
  kg_error *err;
} parser;

static kg_status parse(parser *p, unsigned depth, kg_term *term);

static kg_status
fail(parser *p, kg_status status, const char *message)
{
  kg_error_set(p->err, status, "%s", message);
  kg_error_set_excerpt(p->err, p->text.ptr, p->text.len, p->at, 1);
  return status;
}

static kg_str
rest(const parser *p)
{
  return (kg_str){p->text.ptr + p->at, p->text.len - p->at};
}

static int
peek(const parser *p)
{
  return p->at < p->text.len ? (unsigned char)p->text.ptr[p->at] : -1;
}

static bool
skip(parser *p, kg_str token)
{
  if (!kg_str_starts(rest(p), token))
    return false;
  p->at += token.len;
  return true;
}

static void
skip_space(parser *p)
{
  while (peek(p) == ' ' || peek(p) == '\t')
    p->at++;
}

static uint32_t
short_escape_value(char c)
{
  static const char letters[] = "tbnrf\"'\\", values[] = "\t\b\n\r\f\"'\\";
  const char *found = c ? strchr(letters, c) : NULL;
  return found ? (unsigned char)values[found - letters] : 0;
}

// The length of the escape at the start of `s`, or 0; IRIs have only those with \u and \U.
static size_t
escape_decode(kg_str s, bool in_iri, uint32_t *c)
{
  if (!in_iri && s.len >= 2 && (*c = short_escape_value(s.ptr[1])))
    return 2;
  return kg__uchar_decode(s, c);
}

// Text between delimiters, decoded into the arena: never longer than it is with its escapes.
static kg_status
unescape(parser *p, size_t start, bool in_iri, kg_str *value)
{
  kg_str raw = {p->text.ptr + start, p->at - start};
  char *out = kg_arena_alloc(p->arena, raw.len + 1);
  if (!out)
    return fail(p, KG_ERR_NOMEM, "out of memory");
  size_t n = 0;
  for (size_t i = 0; i < raw.len;) {
    uint32_t c;
    if (raw.ptr[i] == '\\') {
      i += escape_decode((kg_str){raw.ptr + i, raw.len - i}, in_iri, &c);
      n += kg__utf8_encode(c, out + n);
    } else {
      out[n++] = raw.ptr[i++];
    }
  }
  out[n] = '\0';
  *value = (kg_str){out, n};
  return KG_OK;
}

static kg_status
unescape_iri(parser *p, size_t start, kg_str *value)
{
  KG_TRY(unescape(p, start, true, value));
  if (kg_iri_check(*value) == value->len)
    return KG_OK;
  p->at = start;
  return fail(p, KG_ERR_DATA, "an escape in this IRI stands for a character that IRIs may not have");
}

// Length of the UTF-8 at the start of a run of `n` bytes: nearly always all of it, for nearly all is ASCII.
static inline size_t
utf8_run(kg_str s, size_t n)
{
  return kg__span_ascii(s.ptr, n) == n ? n : kg__utf8_check((kg_str){s.ptr, n});
}

static kg_status
parse_iri(parser *p, kg_str *value)
{
  size_t start = ++p->at;
  bool escaped = false;
  for (uint32_t c;;) {
    size_t n;
    p->at += utf8_run(rest(p), kg__span_iri(p->text.ptr + p->at, p->text.len - p->at));
    if (peek(p) != '\\')
      break;
    if (!(n = escape_decode(rest(p), true, &c)))
      return fail(p, KG_ERR_DATA, "broken escape in an IRI");
    p->at += n;
    escaped = true;
  }
  if (peek(p) != '>')
    return fail(p, KG_ERR_DATA, peek(p) < 0 ? "the IRI has no end" : "this may not stand in an IRI");
  *value = (kg_str){p->text.ptr + start, p->at - start};
  if (escaped)
    KG_TRY(unescape_iri(p, start, value));
  if (!kg_iri_is_absolute(*value)) {
    p->at = start;
    return fail(p, KG_ERR_DATA, "a relative IRI has no place here");
  }
  p->at++;
  return KG_OK;
}

static kg_status
parse_blank(parser *p, kg_str *label)
{
  if (!skip(p, KG_STR("_:")))
    return fail(p, KG_ERR_DATA, "expected '_:'");
  *label = (kg_str){p->text.ptr + p->at, kg__label_length(rest(p))};
  if (!label->len)
    return fail(p, KG_ERR_DATA, "expected the label of a blank node");
  p->at += label->len;
  return KG_OK;
}

static kg_status
parse_quoted(parser *p, kg_str *value)
{
  size_t start = ++p->at;
  bool escaped = false;
  for (;;) {
    uint32_t c;
    p->at += utf8_run(rest(p), kg__span_string(p->text.ptr + p->at, p->text.len - p->at));
    int b = peek(p);
    if (b == '"')
      break;
    if (b < 0 || b == '\n' || b == '\r')
      return fail(p, KG_ERR_DATA, "the string has no end");
    size_t n = b == '\\' ? escape_decode(rest(p), false, &c) : 0;
    if (!n)
      return fail(p, KG_ERR_DATA, b == '\\' ? "broken escape in a string" : "this is not UTF-8");
    p->at += n;
    escaped = true;
  }
  *value = (kg_str){p->text.ptr + start, p->at - start};
  if (escaped)
    KG_TRY(unescape(p, start, false, value));
  p->at++;
  return KG_OK;
}

static bool
is_letter(int c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
skip_subtag(parser *p, bool digits)
{
  size_t start = p->at;
  while (is_letter(peek(p)) || (digits && peek(p) >= '0' && peek(p) <= '9'))
    p->at++;
  return p->at > start;
}

// In lower case; copied only if it was not.
static kg_status
lower_case(parser *p, kg_str *language)
{
  size_t i = 0;
  while (i < language->len && !(language->ptr[i] >= 'A' && language->ptr[i] <= 'Z'))
    i++;
  if (i == language->len)
    return KG_OK;
  char *out = kg_arena_alloc(p->arena, language->len);
  if (!out)
    return fail(p, KG_ERR_NOMEM, "out of memory");
  for (i = 0; i < language->len; i++) {
    char c = language->ptr[i];
    out[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
  }
  language->ptr = out;
  return KG_OK;
}

static kg_status
parse_direction(parser *p, kg_direction *direction)
{
  size_t start = p->at;
  skip_subtag(p, false);
  kg_str name = {p->text.ptr + start, p->at - start};
  *direction = kg_str_equal(name, KG_STR("ltr"))   ? KG_DIRECTION_LTR
               : kg_str_equal(name, KG_STR("rtl")) ? KG_DIRECTION_RTL
                                                   : KG_DIRECTION_NONE;
  if (*direction)
    return KG_OK;
  p->at = start;
  return fail(p, KG_ERR_DATA, "the direction of a text is 'ltr' or 'rtl'");
}

static kg_status
parse_language(parser *p, kg_str value, kg_term *term)
{
  size_t start = ++p->at;
  kg_direction direction = KG_DIRECTION_NONE;
  if (!skip_subtag(p, false))
    return fail(p, KG_ERR_DATA, "expected a language tag");
  while (peek(p) == '-' && !kg_str_starts(rest(p), KG_STR("--"))) {
    p->at++;
    if (!skip_subtag(p, true))
      return fail(p, KG_ERR_DATA, "broken language tag");
  }
  kg_str language = {p->text.ptr + start, p->at - start};
  if (skip(p, KG_STR("--")))
    KG_TRY(parse_direction(p, &direction));
  KG_TRY(lower_case(p, &language));
  *term = kg_term_lang(value, language, direction);
  return KG_OK;
}

static kg_status
parse_literal(parser *p, kg_term *term)
{
  kg_str value, datatype = {0};
  KG_TRY(parse_quoted(p, &value));
  size_t end = p->at;
  skip_space(p);
  if (peek(p) == '@')
    return parse_language(p, value, term);
  size_t start = p->at;
  if (!skip(p, KG_STR("^^"))) {
    p->at = end;
  } else {
    skip_space(p);
    if (peek(p) != '<')
      return fail(p, KG_ERR_DATA, "expected the IRI of a datatype");
    KG_TRY(parse_iri(p, &datatype));
  }
  if (kg_str_equal(datatype, KG_STR(KG_RDF_LANG_STRING)) ||
      kg_str_equal(datatype, KG_STR(KG_RDF_DIR_LANG_STRING))) {
    p->at = start;
    return fail(p, KG_ERR_DATA, "a literal of this datatype needs a language tag");
  }
  *term = (kg_term){
      .kind = KG_TERM_LITERAL, .value = value, .datatype = datatype.len ? datatype : KG_STR(KG_XSD_STRING)};
  return KG_OK;
}

static kg_status
parse_triple(parser *p, unsigned depth, kg_term *term)
{
  static const char *const wrong[] = {"the subject must be an IRI or a blank node",
                                      "the predicate must be an IRI"};
  if (depth == 0)
    return fail(p, KG_ERR_LIMIT, "triple terms are nested too deeply");
  kg_term *spo = kg_arena_alloc(p->arena, 3 * sizeof *spo);
  if (!spo)
    return fail(p, KG_ERR_NOMEM, "out of memory");
  p->at += strlen("<<(");
  for (size_t i = 0; i < 3; i++) {
    skip_space(p);
    size_t start = p->at;
    KG_TRY(parse(p, depth - 1, &spo[i]));
    if ((i == 0 && spo[i].kind > KG_TERM_IRI) || (i == 1 && spo[i].kind != KG_TERM_IRI)) {
      p->at = start;
      return fail(p, KG_ERR_DATA, wrong[i]);
    }
  }
  skip_space(p);
  if (!skip(p, KG_STR(")>>")))
    return fail(p, KG_ERR_DATA, "expected ')>>'");
  *term = kg_term_triple(spo);
  return KG_OK;
}

static kg_status
parse(parser *p, unsigned depth, kg_term *term)
{
  kg_str text;
  switch (peek(p)) {
  case '<':
    if (kg_str_starts(rest(p), KG_STR("<<(")))
      return parse_triple(p, depth, term);
    KG_TRY(parse_iri(p, &text));
    *term = (kg_term){.kind = KG_TERM_IRI, .value = text};
    return KG_OK;
  case '_':
    KG_TRY(parse_blank(p, &text));
    *term = (kg_term){.kind = KG_TERM_BLANK, .value = text};
    return KG_OK;
  case '"':
    return parse_literal(p, term);
  default:
    return fail(p, KG_ERR_DATA, "expected an IRI, a blank node, a literal or a triple term");
  }
}

kg_status
kg_term_parse(kg_str text, kg_arena *arena, size_t *end, kg_term *term, kg_error *err)
{
  parser p = {text, 0, arena, err};
  kg_status st = parse(&p, KG_TERM_DEPTH, term);
  if (st)
    *term = (kg_term){0};
  else
    *end = p.at;
  return st;
}
