// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A scanning function gets the text from the token's first byte on and gives the token's length; or
// NEED_MORE, if it came to the end of the window before it could tell, and is then called again from the
// token's start with a window that has grown to at least twice the token, which keeps it linear; or BAD, with
// `fault` where.

#include "kg/rdf/turtle_lex.h"

#include "kg/base/span.h"
#include "kg/base/utf8.h"
#include "kg/term/syntax.h"

#define NEED_MORE SIZE_MAX
#define BAD (SIZE_MAX - 1)

typedef struct scan {
  const char *p;
  size_t n;
  bool last;
  kg__token *token;
  size_t fault;
  const char *message;
} scan;

enum { NAME = 1, DIGIT = 2, HEX = 4, ESCAPED = 8, LETTER = 16 };

static const unsigned char classes[128] = {
    ['!'] = ESCAPED,
    ['#'] = ESCAPED,
    ['$'] = ESCAPED,
    ['%'] = ESCAPED,
    ['&'] = ESCAPED,
    ['\''] = ESCAPED,
    ['('] = ESCAPED,
    [')'] = ESCAPED,
    ['*'] = ESCAPED,
    ['+'] = ESCAPED,
    [','] = ESCAPED,
    ['-'] = ESCAPED | NAME,
    ['.'] = ESCAPED,
    ['/'] = ESCAPED,
    ['0' ... '9'] = NAME | DIGIT | HEX,
    [';'] = ESCAPED,
    ['='] = ESCAPED,
    ['?'] = ESCAPED,
    ['@'] = ESCAPED,
    ['A' ... 'F'] = NAME | HEX | LETTER,
    ['G' ... 'Z'] = NAME | LETTER,
    ['_'] = ESCAPED | NAME,
    ['a' ... 'f'] = NAME | HEX | LETTER,
    ['g' ... 'z'] = NAME | LETTER,
    ['~'] = ESCAPED,
};

static bool
is(char c, unsigned char class)
{
  return (unsigned char)c < 128 && (classes[(unsigned char)c] & class);
}

static size_t
bad(scan *s, size_t at, const char *message)
{
  s->fault = at;
  s->message = message;
  return BAD;
}

// Where the text ends: more is needed, or that is the end.
static size_t
at_end(scan *s, const char *message)
{
  return s->last ? bad(s, 0, message) : NEED_MORE;
}

static kg_str
rest(const scan *s, size_t i)
{
  return (kg_str){s->p + i, s->n - i};
}

// Length of the escape \u at `i`, 0 if it is broken; the window may end within it.
static size_t
uchar(scan *s, size_t i, bool *need)
{
  uint32_t c;
  size_t n = kg__uchar_decode(rest(s, i), &c);
  *need = !n && s->n - i < 10 && !s->last;
  return n;
}

static size_t
scan_iri(scan *s)
{
  bool need;
  for (size_t i = 1;;) {
    i += kg__span_iri(s->p + i, s->n - i);
    if (s->p[i] == '>') {
      s->token->kind = KG__TOKEN_IRI;
      s->token->text = (kg_str){s->p + 1, i - 1};
      return i + 1;
    }
    if (i >= s->n)
      return at_end(s, "this IRI has no end");
    if (s->p[i] != '\\')
      return bad(s, i,
                 s->p[i] == '\n' || s->p[i] == '\r' ? "this IRI has no end"
                                                    : "an IRI may not have this character");
    size_t n = uchar(s, i, &need);
    if (!n)
      return need ? NEED_MORE : bad(s, i, "broken escape in an IRI");
    s->token->escaped = true;
    i += n;
  }
}

static size_t
scan_less(scan *s)
{
  if (s->n < 3 && !s->last)
    return NEED_MORE;
  if (s->n < 2 || s->p[1] != '<')
    return scan_iri(s);
  s->token->kind = s->p[2] == '(' ? KG__TOKEN_TRIPLE : KG__TOKEN_REIFIED;
  return s->p[2] == '(' ? 3 : 2;
}

// ---- strings

static size_t
escape_length(scan *s, size_t i, bool *need)
{
  *need = false;
  if (i + 1 >= s->n) {
    *need = !s->last;
    return 0;
  }
  return strchr("tbnrf\"'\\", s->p[i + 1]) && s->p[i + 1] ? 2 : uchar(s, i, need);
}

static size_t
string_done(scan *s, size_t open, size_t i)
{
  s->token->kind = KG__TOKEN_STRING;
  s->token->is_long = open == 3;
  s->token->text = (kg_str){s->p + open, i - open};
  return i + open;
}

static size_t
scan_string(scan *s)
{
  char quote = s->p[0];
  if (s->n < 3 && !s->last)
    return NEED_MORE;
  size_t open = s->n > 2 && s->p[1] == quote && s->p[2] == quote ? 3 : 1;
  for (size_t i = open;;) {
    if (quote == '"')
      i += kg__span_string(s->p + i, s->n - i);
    char c = s->p[i];
    if (i >= s->n)
      return at_end(s, "this string has no end");
    if (c == quote && open == 1)
      return string_done(s, open, i);
    if (c == quote && i + 2 >= s->n && !s->last)
      return NEED_MORE;
    if (c == quote && i + 2 < s->n && s->p[i + 1] == quote && s->p[i + 2] == quote)
      return string_done(s, open, i);
    if (c == '\\') {
      bool need;
      size_t n = escape_length(s, i, &need);
      if (!n)
        return need ? NEED_MORE : bad(s, i, "broken escape in a string");
      s->token->escaped = true;
      i += n;
    } else if (open == 1 && (c == '\n' || c == '\r')) {
      return bad(s, i, "a string ends on its line unless it has three quotes");
    } else {
      i++;
    }
  }
}

// ---- names

static size_t
name_char(const scan *s, size_t i)
{
  uint32_t c;
  if ((signed char)s->p[i] >= 0)
    return is(s->p[i], NAME);
  size_t n = kg__utf8_decode(rest(s, i), &c);
  return n && kg__is_name_char(c) ? n : 0;
}

static size_t
name_start(const scan *s, size_t i)
{
  uint32_t c;
  if ((signed char)s->p[i] >= 0)
    return is(s->p[i], LETTER) || s->p[i] == '_';
  size_t n = kg__utf8_decode(rest(s, i), &c);
  return n && kg__is_name_start(c) ? n : 0;
}

// Name characters and dots from `i` on; a dot at the end does not belong to them.
static size_t
dotted_run(const scan *s, size_t i)
{
  size_t end = i;
  for (size_t n;; i += n) {
    if ((n = name_char(s, i)))
      end = i + n;
    else if (s->p[i] == '.' && i < s->n)
      n = 1;
    else
      return i >= s->n && !s->last ? NEED_MORE : end;
  }
}

// %41 or \, in a local name.
static size_t
local_escape(scan *s, size_t i)
{
  size_t n = s->p[i] == '%' ? 3 : 2;
  if (i + n > s->n)
    return s->last ? bad(s, i, "broken escape in a name") : NEED_MORE;
  if (n == 3)
    return is(s->p[i + 1], HEX) && is(s->p[i + 2], HEX)
               ? 3
               : bad(s, i, "two hexadecimal digits belong behind '%'");
  s->token->escaped = true;
  return is(s->p[i + 1], ESCAPED) ? 2 : bad(s, i, "broken escape in a name");
}

static size_t
scan_local(scan *s, size_t start)
{
  size_t end = start;
  for (size_t i = start, n;; i += n) {
    if (s->p[i] == '%' || s->p[i] == '\\') {
      n = local_escape(s, i);
      if (n >= BAD)
        return n;
      end = i + n;
    } else if (s->p[i] == ':' || (i == start ? name_start(s, i) || is(s->p[i], DIGIT) : name_char(s, i))) {
      n = s->p[i] == ':' ? 1 : name_char(s, i);
      end = i + n;
    } else if (s->p[i] == '.' && i > start) {
      n = 1;
    } else {
      return i >= s->n && !s->last ? NEED_MORE : end;
    }
  }
}

static size_t
scan_name(scan *s)
{
  size_t colon = s->p[0] == ':' ? 0 : dotted_run(s, 0);
  if (colon == NEED_MORE)
    return NEED_MORE;
  if (s->p[colon] != ':') {
    s->token->kind = KG__TOKEN_WORD;
    s->token->text = (kg_str){s->p, colon};
    return colon ? colon : bad(s, 0, "this character has no place here");
  }
  size_t end = scan_local(s, colon + 1);
  if (end >= BAD)
    return end;
  s->token->kind = KG__TOKEN_NAME;
  s->token->prefix = (kg_str){s->p, colon};
  s->token->text = (kg_str){s->p + colon + 1, end - colon - 1};
  return end;
}

static size_t
scan_blank(scan *s)
{
  if (s->n < 3 && !s->last)
    return NEED_MORE;
  if (s->n < 3 || s->p[1] != ':' || !(name_start(s, 2) || is(s->p[2], DIGIT)))
    return bad(s, s->p[1] == ':' ? 2 : 0, "expected the label of a blank node, such as _:b1");
  size_t end = dotted_run(s, 2);
  if (end == NEED_MORE)
    return NEED_MORE;
  s->token->kind = KG__TOKEN_BLANK;
  s->token->text = (kg_str){s->p + 2, end - 2};
  return end;
}

// ---- the rest

static size_t
digits(const scan *s, size_t i)
{
  while (is(s->p[i], DIGIT))
    i++;
  return i;
}

static size_t
exponent(const scan *s, size_t i)
{
  if (s->p[i] != 'e' && s->p[i] != 'E')
    return 0;
  i += 1 + (s->p[i + 1] == '+' || s->p[i + 1] == '-');
  return is(s->p[i], DIGIT) ? digits(s, i) : 0;
}

static size_t
scan_number(scan *s)
{
  size_t start = s->p[0] == '+' || s->p[0] == '-';
  size_t end = digits(s, start), whole = end - start, fraction = 0;
  s->token->kind = KG__TOKEN_INTEGER;
  if (s->p[end] == '.') {
    size_t behind = digits(s, end + 1);
    fraction = behind - end - 1;
    if (fraction || (whole && exponent(s, behind))) {
      s->token->kind = KG__TOKEN_DECIMAL;
      end = behind;
    }
  }
  size_t power = whole || fraction ? exponent(s, end) : 0;
  if (power) {
    s->token->kind = KG__TOKEN_DOUBLE;
    end = power;
  }
  if (end + 4 > s->n && !s->last) // ".", "e", a sign and a digit may follow
    return NEED_MORE;
  s->token->text = (kg_str){s->p, end};
  return whole || fraction ? end : bad(s, 0, "expected a number");
}

static size_t
scan_at(scan *s)
{
  size_t i = 1;
  while (is(s->p[i], LETTER))
    i++;
  if (i == 1)
    return i >= s->n && !s->last ? NEED_MORE
                                 : bad(s, 0, "expected a language, or 'prefix' or 'base', behind '@'");
  while (s->p[i] == '-') {
    size_t subtag = i + 1 + (s->p[i + 1] == '-');
    size_t end = subtag;
    while (is(s->p[end], LETTER | DIGIT))
      end++;
    if (end == subtag)
      return end >= s->n && !s->last ? NEED_MORE : bad(s, i, "broken language tag");
    i = end;
  }
  if (i >= s->n && !s->last)
    return NEED_MORE;
  s->token->kind = KG__TOKEN_AT;
  s->token->text = (kg_str){s->p + 1, i - 1};
  return i;
}

static size_t
scan_sign(scan *s)
{
  static const struct {
    kg_str text;
    kg__token_kind kind;
  } compound[] = {
      {{"^^", 2}, KG__TOKEN_TYPE},           {{")>>", 3}, KG__TOKEN_END_TRIPLE},
      {{">>", 2}, KG__TOKEN_END_REIFIED},    {{"{|", 2}, KG__TOKEN_ANNOTATION},
      {{"|}", 2}, KG__TOKEN_END_ANNOTATION},
  };
  if (s->n < 3 && !s->last)
    return NEED_MORE;
  for (size_t i = 0; i < sizeof compound / sizeof *compound; i++) {
    if (kg_str_starts(rest(s, 0), compound[i].text)) {
      s->token->kind = compound[i].kind;
      return compound[i].text.len;
    }
  }
  if (!s->p[0] || !strchr(".;,[](){}~", s->p[0]))
    return bad(s, 0, "this character has no place here");
  s->token->kind = KG__TOKEN_SIGN;
  s->token->sign = s->p[0];
  return 1;
}

static size_t
scan_token(scan *s)
{
  char c = s->p[0];
  switch (c) {
  case '<':
    return scan_less(s);
  case '"':
  case '\'':
    return scan_string(s);
  case '_':
    return scan_blank(s);
  case '@':
    return scan_at(s);
  case '+':
  case '-':
  case '0' ... '9':
    return scan_number(s);
  case '.':
    if (s->n < 2 && !s->last)
      return NEED_MORE;
    return is(s->p[1], DIGIT) ? scan_number(s) : scan_sign(s);
  default:
    return c == ':' || is(c, LETTER) || (signed char)c < 0 ? scan_name(s) : scan_sign(s);
  }
}

// Over space and comments; false at the end of what the window has.
static bool
skip_space(kg__window *w, bool *comment)
{
  for (;; w->at++) {
    char c = w->bytes[w->at];
    if (w->at >= w->end)
      return false;
    if (*comment)
      *comment = c != '\n' && c != '\r';
    else if (c == '#')
      *comment = true;
    else if (c != ' ' && c != '\n' && c != '\t' && c != '\r')
      return true;
  }
}

kg_status
kg__turtle_token(kg__window *w, kg__token *token, kg_error *err)
{
  bool comment = false;
  while (!skip_space(w, &comment)) {
    w->start = w->at;
    if (w->last) {
      *token = (kg__token){0};
      return KG_OK;
    }
    KG_TRY(kg__window_more(w, err));
  }
  for (w->start = w->at;;) {
    *token = (kg__token){0};
    scan s = {.p = w->bytes + w->start, .n = w->end - w->start, .last = w->last, .token = token};
    size_t n = scan_token(&s);
    if (n == BAD)
      return kg__window_fail(w, w->start + s.fault, err, KG_ERR_DATA, "%s", s.message);
    w->at = w->start + (n == NEED_MORE ? 0 : n);
    if (n != NEED_MORE)
      return KG_OK;
    KG_TRY(kg__window_more(w, err));
  }
}
