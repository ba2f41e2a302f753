// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// The lexer.  Text is borrowed from the query unless it has escapes.  `<` begins an IRI only where one can be
// read to its end, as the longest match demands; signs of numbers are left to the parser.

#include "kg/sparql/lex.h"
#include "kg/base/utf8.h"
#include "kg/iri.h"
#include "kg/term/syntax.h"

#include <stdarg.h>

static kg_status lex_string(kg__lexer *lexer, kg__token *token, kg_error *err);
static kg_status lex_iri(kg__lexer *lexer, kg__token *token, kg_error *err, bool *found);
static kg_status lex_name(kg__lexer *lexer, kg__token *token, kg_error *err);
static kg_status lex_label(kg__lexer *lexer, kg__token *token, kg_error *err);
static void lex_number(kg__lexer *lexer, kg__token *token);
static bool lex_var(kg__lexer *lexer, kg__token *token);
static kg_status lex_lang(kg__lexer *lexer, kg__token *token, kg_error *err);
static kg_status lex_punct(kg__lexer *lexer, kg__token *token, kg_error *err);

static int
peek(const kg__lexer *lexer, size_t ahead)
{
  size_t at = lexer->at + ahead;
  return at < lexer->text.len ? (unsigned char)lexer->text.ptr[at] : -1;
}

static bool
is_digit(int c)
{
  return c >= '0' && c <= '9';
}

static bool
is_letter(int c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static kg_str
rest(const kg__lexer *lexer)
{
  return (kg_str){lexer->text.ptr + lexer->at, lexer->text.len - lexer->at};
}

static void
skip_space(kg__lexer *lexer)
{
  for (int c; (c = peek(lexer, 0)) >= 0; lexer->at++) {
    if (c == '#')
      while (peek(lexer, 1) >= 0 && peek(lexer, 1) != '\n' && peek(lexer, 1) != '\r')
        lexer->at++;
    else if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
      return;
  }
}

// Length of the character at `at` if it can begin a name, else 0.
static size_t
name_start(const kg__lexer *lexer, size_t at, bool inside)
{
  uint32_t c;
  size_t n =
      at < lexer->text.len ? kg__utf8_decode((kg_str){lexer->text.ptr + at, lexer->text.len - at}, &c) : 0;
  return n && (inside ? kg__is_name_char(c) : kg__is_name_start(c)) ? n : 0;
}

static kg_status
lex_one(kg__lexer *lexer, kg__token *token, kg_error *err)
{
  int c = peek(lexer, 0), next = peek(lexer, 1);
  bool found = false;
  if (c == '<') {
    kg_status st = lex_iri(lexer, token, err, &found);
    if (st || found)
      return st;
  }
  if (c == '"' || c == '\'')
    return lex_string(lexer, token, err);
  if (is_digit(c) || (c == '.' && is_digit(next)))
    return lex_number(lexer, token), KG_OK;
  if ((c == '?' || c == '$') && lex_var(lexer, token))
    return KG_OK;
  if (c == '@')
    return lex_lang(lexer, token, err);
  if (c == '_' && next == ':')
    return lex_label(lexer, token, err);
  if (c == ':' || (c != '_' && name_start(lexer, lexer->at, false)))
    return lex_name(lexer, token, err);
  return lex_punct(lexer, token, err);
}

kg_status
kg__lex(kg__lexer *lexer, kg__token *token, kg_error *err)
{
  skip_space(lexer);
  *token = (kg__token){.start = lexer->at};
  kg_status st = lexer->at < lexer->text.len ? lex_one(lexer, token, err) : KG_OK;
  token->end = lexer->at;
  return st;
}

// ---- escapes

// Append an escape of a string, or of an IRI where only \u stands.
static kg_status
add_escape(kg__lexer *lexer, bool string, kg_buf *buf, kg_error *err)
{
  static const char letters[] = "tbnrf\"'\\", values[] = "\t\b\n\r\f\"'\\";
  uint32_t c;
  size_t n = kg__uchar_decode(rest(lexer), &c);
  if (n) {
    lexer->at += n;
    return kg_buf_add_utf8(buf, c);
  }
  int letter = peek(lexer, 1);
  const char *found = string && letter > 0 ? strchr(letters, letter) : NULL;
  if (!found)
    return kg__query_error(lexer->text, lexer->at, err, "no such escape");
  lexer->at += 2;
  return kg_buf_add_char(buf, values[found - letters]);
}

// The text from `start` to here, through `buf` if that was used.
static kg_status
take(kg__lexer *lexer, size_t start, kg_buf *buf, kg_str *text)
{
  if (buf->ptr)
    *text = kg_arena_str(lexer->arena, kg_buf_str(buf));
  else
    *text = (kg_str){lexer->text.ptr + start, lexer->at - start};
  kg_buf_release(buf);
  return text->ptr ? KG_OK : KG_ERR_NOMEM;
}

// Begin to copy at the first escape.
static kg_status
begin_copy(kg__lexer *lexer, size_t start, kg_buf *buf)
{
  return buf->ptr ? KG_OK
                  : (kg_buf_reserve(buf, 16) ? KG_ERR_NOMEM
                                             : kg_buf_add(buf, lexer->text.ptr + start, lexer->at - start));
}

static bool
at_end_of_string(const kg__lexer *lexer, int quote, bool is_long)
{
  return peek(lexer, 0) == quote && (!is_long || (peek(lexer, 1) == quote && peek(lexer, 2) == quote));
}

static kg_status
string_body(kg__lexer *lexer, int quote, bool is_long, kg_buf *buf, kg_error *err)
{
  size_t start = lexer->at;
  while (!at_end_of_string(lexer, quote, is_long)) {
    int c = peek(lexer, 0);
    uint32_t code;
    if (c < 0 || (!is_long && (c == '\n' || c == '\r')))
      return kg__query_error(lexer->text, lexer->at, err, "string without end");
    if (c == '\\') {
      KG_TRY(begin_copy(lexer, start, buf));
      KG_TRY(add_escape(lexer, true, buf, err));
      continue;
    }
    size_t n = kg__utf8_decode(rest(lexer), &code);
    if (!n)
      return kg__query_error(lexer->text, lexer->at, err, "broken UTF-8");
    if (buf->ptr)
      KG_TRY(kg_buf_add(buf, lexer->text.ptr + lexer->at, n));
    lexer->at += n;
  }
  return KG_OK;
}

static kg_status
lex_string(kg__lexer *lexer, kg__token *token, kg_error *err)
{
  int quote = peek(lexer, 0);
  bool is_long = peek(lexer, 1) == quote && peek(lexer, 2) == quote;
  kg_buf buf = {0};
  token->kind = KG__TOKEN_STRING;
  lexer->at += is_long ? 3 : 1;
  size_t start = lexer->at;
  kg_status st = string_body(lexer, quote, is_long, &buf, err);
  if (!st)
    st = take(lexer, start, &buf, &token->text);
  kg_buf_release(&buf);
  if (!st)
    lexer->at += is_long ? 3 : 1;
  else if (st == KG_ERR_QUERY && lexer->at >= lexer->text.len)
    return kg__query_error(lexer->text, token->start, err, "string without end");
  return st;
}

// ---- IRIs and names

static bool
ends_iri(int c)
{
  return c <= ' ' || strchr("<>\"{}|^`", c);
}

// Whether an IRI stands here; `<` may also be an operator.
static bool
iri_length(const kg__lexer *lexer, size_t *length)
{
  size_t n = 1;
  while (!ends_iri(peek(lexer, n)))
    n++;
  *length = n;
  return peek(lexer, n) == '>';
}

static kg_status
lex_iri(kg__lexer *lexer, kg__token *token, kg_error *err, bool *found)
{
  kg_buf buf = {0};
  size_t length, end;
  *found = iri_length(lexer, &length);
  if (!*found)
    return KG_OK;
  token->kind = KG__TOKEN_IRI;
  end = lexer->at + length;
  size_t start = ++lexer->at;
  kg_status st = KG_OK;
  while (!st && lexer->at < end) {
    if (peek(lexer, 0) == '\\') {
      st = begin_copy(lexer, start, &buf);
      st = st ? st : add_escape(lexer, false, &buf, err);
    } else {
      st = buf.ptr ? kg_buf_add_char(&buf, lexer->text.ptr[lexer->at]) : KG_OK;
      lexer->at++;
    }
  }
  if (!st)
    st = take(lexer, start, &buf, &token->text);
  kg_buf_release(&buf);
  lexer->at = end + 1;
  if (!st && kg_iri_check(token->text) < token->text.len)
    return kg__query_error(lexer->text, token->start, err, "character that an IRI may not have");
  return st;
}

// Length of %XX or \c of a local name, or 0.
static size_t
local_escape(const kg__lexer *lexer, size_t at)
{
  const char *hex = "0123456789abcdefABCDEF";
  size_t left = lexer->text.len - at;
  const char *s = lexer->text.ptr + at;
  if (left >= 3 && s[0] == '%' && s[1] && strchr(hex, s[1]) && s[2] && strchr(hex, s[2]))
    return 3;
  if (left >= 2 && s[0] == '\\' && s[1] && strchr("_~.-!$&'()*+,;=/?#@%", s[1]))
    return 2;
  return 0;
}

static size_t
local_char(const kg__lexer *lexer, size_t at, bool first)
{
  if (at >= lexer->text.len)
    return 0;
  char c = lexer->text.ptr[at];
  if (c == ':' || is_digit(c))
    return 1;
  if (c == '%' || c == '\\')
    return local_escape(lexer, at);
  return name_start(lexer, at, !first);
}

// Where the local name ends; dots only inside.
static size_t
local_end(const kg__lexer *lexer, size_t start)
{
  size_t end = start;
  for (size_t at = start, n;; at += n) {
    if ((n = local_char(lexer, at, at == start)))
      end = at + n;
    else if (at == start || at >= lexer->text.len || lexer->text.ptr[at] != '.')
      return end;
    else
      n = 1;
  }
}

static kg_status
unescape_local(kg__lexer *lexer, size_t start, kg_str *local)
{
  kg_buf buf = {0};
  size_t end = lexer->at;
  *local = (kg_str){lexer->text.ptr + start, end - start};
  if (!memchr(lexer->text.ptr + start, '\\', end - start))
    return KG_OK;
  kg_status st = KG_OK;
  for (size_t i = start; !st && i < end; i++)
    if (lexer->text.ptr[i] != '\\')
      st = kg_buf_add_char(&buf, lexer->text.ptr[i]);
    else
      st = kg_buf_add_char(&buf, lexer->text.ptr[++i]);
  if (!st)
    *local = kg_arena_str(lexer->arena, kg_buf_str(&buf));
  kg_buf_release(&buf);
  return st ? st : local->ptr ? KG_OK : KG_ERR_NOMEM;
}

// A word, or with a colon behind it a prefixed name.
static kg_status
lex_name(kg__lexer *lexer, kg__token *token, kg_error *err)
{
  size_t end = lexer->at, word = lexer->at;
  for (size_t at = lexer->at, n;; at += n) {
    if ((n = name_start(lexer, at, true)))
      end = at + n;
    else if (at < lexer->text.len && lexer->text.ptr[at] == '.')
      n = 1;
    else
      break;
  }
  for (int c;
       word < end && (c = (unsigned char)lexer->text.ptr[word], is_letter(c) || is_digit(c) || c == '_');)
    word++;
  if (end >= lexer->text.len || lexer->text.ptr[end] != ':') {
    if (word == lexer->at)
      return kg__query_error(lexer->text, lexer->at, err, "a name without a prefix");
    token->kind = KG__TOKEN_WORD;
    token->text = (kg_str){lexer->text.ptr + lexer->at, word - lexer->at};
    lexer->at = word;
    return KG_OK;
  }
  token->kind = KG__TOKEN_NAME;
  token->text = (kg_str){lexer->text.ptr + lexer->at, end - lexer->at};
  lexer->at = local_end(lexer, end + 1);
  return unescape_local(lexer, end + 1, &token->local);
}

static kg_status
lex_label(kg__lexer *lexer, kg__token *token, kg_error *err)
{
  lexer->at += 2;
  size_t n = kg__label_length(rest(lexer));
  if (!n)
    return kg__query_error(lexer->text, token->start, err, "a blank node without a label");
  token->kind = KG__TOKEN_LABEL;
  token->text = (kg_str){lexer->text.ptr + lexer->at, n};
  lexer->at += n;
  return KG_OK;
}

static bool
lex_var(kg__lexer *lexer, kg__token *token)
{
  size_t start = lexer->at + 1, at = start;
  for (size_t n; at < lexer->text.len; at += n) {
    n = is_digit((unsigned char)lexer->text.ptr[at]) ? 1 : name_start(lexer, at, at > start);
    if (!n || lexer->text.ptr[at] == '-')
      break;
  }
  if (at == start)
    return false;
  token->kind = KG__TOKEN_VAR;
  token->text = (kg_str){lexer->text.ptr + start, at - start};
  lexer->at = at;
  return true;
}

// ---- the rest

static void
skip_digits(kg__lexer *lexer)
{
  while (is_digit(peek(lexer, 0)))
    lexer->at++;
}

static void
lex_number(kg__lexer *lexer, kg__token *token)
{
  token->kind = KG__TOKEN_INTEGER;
  skip_digits(lexer);
  size_t dot = lexer->at;
  if (peek(lexer, 0) == '.') {
    lexer->at++;
    skip_digits(lexer);
    token->kind = KG__TOKEN_DECIMAL;
  }
  int c = peek(lexer, 0);
  size_t sign = peek(lexer, 1) == '+' || peek(lexer, 1) == '-';
  if ((c == 'e' || c == 'E') && is_digit(peek(lexer, 1 + sign))) {
    lexer->at += 1 + sign;
    skip_digits(lexer);
    token->kind = KG__TOKEN_DOUBLE;
  } else if (token->kind == KG__TOKEN_DECIMAL && lexer->at == dot + 1) {
    lexer->at = dot; // the dot ends a triple
    token->kind = KG__TOKEN_INTEGER;
  }
  token->text = (kg_str){lexer->text.ptr + token->start, lexer->at - token->start};
}

static kg_status
lex_lang(kg__lexer *lexer, kg__token *token, kg_error *err)
{
  size_t start = ++lexer->at;
  while (is_letter(peek(lexer, 0)))
    lexer->at++;
  if (lexer->at == start)
    return kg__query_error(lexer->text, token->start, err, "a language tag without letters");
  while (peek(lexer, 0) == '-' && (is_letter(peek(lexer, 1)) || is_digit(peek(lexer, 1))))
    for (lexer->at++; is_letter(peek(lexer, 0)) || is_digit(peek(lexer, 0));)
      lexer->at++;
  if (peek(lexer, 0) == '-' && peek(lexer, 1) == '-' && is_letter(peek(lexer, 2)))
    for (lexer->at += 2; is_letter(peek(lexer, 0));)
      lexer->at++;
  token->kind = KG__TOKEN_LANG;
  token->text = (kg_str){lexer->text.ptr + start, lexer->at - start};
  return KG_OK;
}

static kg_status
lex_punct(kg__lexer *lexer, kg__token *token, kg_error *err)
{
  static const struct {
    const char *text;
    int punct;
  } longer[] = {
      {"<<(", KG__PUNCT_TRIPLE},     {")>>", KG__PUNCT_TRIPLE_END}, {"<<", KG__PUNCT_REIFIED},
      {">>", KG__PUNCT_REIFIED_END}, {"{|", KG__PUNCT_ANNOTATION},  {"|}", KG__PUNCT_ANNOTATION_END},
      {"^^", KG__PUNCT_CARETS},      {"&&", KG__PUNCT_AND},         {"||", KG__PUNCT_OR},
      {"!=", KG__PUNCT_NE},          {"<=", KG__PUNCT_LE},          {">=", KG__PUNCT_GE}};
  token->kind = KG__TOKEN_PUNCT;
  for (size_t i = 0; i < sizeof longer / sizeof *longer; i++) {
    if (kg_str_starts(rest(lexer), kg_str_of(longer[i].text))) {
      token->punct = longer[i].punct;
      lexer->at += strlen(longer[i].text);
      return KG_OK;
    }
  }
  int c = peek(lexer, 0);
  if (c <= 0 || !strchr("{}()[].,;*/+-|^?!=<>~", c))
    return kg__query_error(lexer->text, lexer->at, err, "a character that has no meaning here");
  token->punct = c;
  lexer->at++;
  return KG_OK;
}

kg_status
kg__query_error(kg_str text, size_t offset, kg_error *err, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  kg_error_vset(err, KG_ERR_QUERY, format, args);
  va_end(args);
  if (err)
    kg_error_set_excerpt(err, text.ptr, text.len, offset < text.len ? offset : text.len, 1);
  return KG_ERR_QUERY;
}
