// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/parse.h"
#include "kg/base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <strings.h>

static const char *const keywords[] = {
    "ADD",    "ALL",     "AS",      "ASC",       "ASK",     "BASE",     "BIND",     "BY",       "CLEAR",
    "COPY",   "CREATE",  "DATA",    "DEFAULT",   "DELETE",  "DESC",     "DESCRIBE", "DISTINCT", "DROP",
    "EXISTS", "FILTER",  "FROM",    "GRAPH",     "GROUP",   "HAVING",   "IN",       "INSERT",   "INTO",
    "LIMIT",  "LOAD",    "MINUS",   "MOVE",      "NAMED",   "NOT",      "OFFSET",   "OPTIONAL", "ORDER",
    "PREFIX", "REDUCED", "SELECT",  "SEPARATOR", "SERVICE", "SILENT",   "TO",       "UNDEF",    "UNION",
    "USING",  "VALUES",  "VERSION", "WHERE",     "WITH",    "CONSTRUCT"};

kg_status
kg__parse_advance(kg__parser *p)
{
  p->token = p->next;
  if (++p->n_tokens % 4096 == 0)
    KG_TRY(kg_limits_check(p->limits, p->err));
  return kg__lex(&p->lexer, &p->next, p->err);
}

kg_status
kg__parse_fail(kg__parser *p, size_t offset, const char *format, ...)
{
  char message[KG_ERROR_MESSAGE_SIZE];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  return kg__query_error(p->request->text, offset, p->err, "%s", message);
}

// The keyword nearest to a word; namespaces know how to find the nearest of a list.
static bool
nearest_keyword(kg_str word, char *upper, size_t size, kg_str *nearest)
{
  kg_namespaces *list = kg_namespaces_new();
  bool found = false;
  for (size_t i = 0; i < word.len && i < size; i++)
    upper[i] = (char)(word.ptr[i] >= 'a' && word.ptr[i] <= 'z' ? word.ptr[i] - 32 : word.ptr[i]);
  for (size_t i = 0; list && i < sizeof keywords / sizeof *keywords; i++)
    if (kg_namespaces_add(list, kg_str_of(keywords[i]), KG_STR("-")))
      break;
  if (list && word.len <= size && kg_namespaces_suggest(list, (kg_str){upper, word.len}, nearest))
    for (size_t i = 0; !found && i < sizeof keywords / sizeof *keywords; i++)
      if ((found = kg_str_equal(kg_str_of(keywords[i]), *nearest)))
        *nearest = kg_str_of(keywords[i]);
  kg_namespaces_free(list);
  return found && !kg_str_equal(*nearest, (kg_str){upper, word.len});
}

kg_status
kg__parse_expected(kg__parser *p, const char *what)
{
  const kg__token *t = &p->token;
  kg_str nearest, text = {p->request->text.ptr + t->start, t->end - t->start};
  char upper[32];
  if (t->kind == KG__TOKEN_END)
    return kg__parse_fail(p, t->start, "the text ends where %s was expected", what);
  if (t->kind == KG__TOKEN_WORD && nearest_keyword(t->text, upper, sizeof upper, &nearest))
    return kg__parse_fail(p, t->start, "'%.*s' where %s was expected, did you mean %.*s?", KG_STR_ARG(text),
                          what, KG_STR_ARG(nearest));
  if (text.len > 60)
    return kg__parse_fail(p, t->start, "%s was expected here", what);
  return kg__parse_fail(p, t->start, "'%.*s' where %s was expected", KG_STR_ARG(text), what);
}

kg_status
kg__parse_enter(kg__parser *p)
{
  if (++p->depth <= KG__PARSE_DEPTH)
    return KG_OK;
  return kg__parse_fail(p, p->token.start, "nested deeper than %d", KG__PARSE_DEPTH);
}

void
kg__parse_leave(kg__parser *p)
{
  p->depth--;
}

bool
kg__parse_is_punct(const kg__parser *p, int punct)
{
  return p->token.kind == KG__TOKEN_PUNCT && p->token.punct == punct;
}

bool
kg__parse_is_word(const kg__parser *p, const char *word)
{
  const kg__token *t = &p->token;
  return t->kind == KG__TOKEN_WORD && t->text.len == strlen(word) &&
         strncasecmp(t->text.ptr, word, t->text.len) == 0;
}

bool
kg__parse_is_empty(const kg__parser *p, int open, int close)
{
  return kg__parse_is_punct(p, open) && p->next.kind == KG__TOKEN_PUNCT && p->next.punct == close;
}

kg_status
kg__parse_accept(kg__parser *p, int punct, bool *found)
{
  *found = kg__parse_is_punct(p, punct);
  return *found ? kg__parse_advance(p) : KG_OK;
}

kg_status
kg__parse_accept_word(kg__parser *p, const char *word, bool *found)
{
  *found = kg__parse_is_word(p, word);
  return *found ? kg__parse_advance(p) : KG_OK;
}

kg_status
kg__parse_punct(kg__parser *p, int punct, const char *what)
{
  return kg__parse_is_punct(p, punct) ? kg__parse_advance(p) : kg__parse_expected(p, what);
}

kg_status
kg__parse_word(kg__parser *p, const char *word)
{
  return kg__parse_is_word(p, word) ? kg__parse_advance(p) : kg__parse_expected(p, word);
}

static kg_status
resolve_reference(kg__parser *p, kg_str *iri)
{
  kg_buf buf = {0};
  kg_status st = kg_iri_resolve(p->request->base, *iri, &buf);
  if (!st)
    *iri = kg_arena_str(p->arena, kg_buf_str(&buf));
  kg_buf_release(&buf);
  return st ? st : iri->ptr ? KG_OK : KG_ERR_NOMEM;
}

static kg_status
parse_prefix(kg__parser *p)
{
  kg__token name = p->token;
  if (name.kind != KG__TOKEN_NAME || name.local.len)
    return kg__parse_expected(p, "a prefix with its colon");
  KG_TRY(kg__parse_advance(p));
  if (p->token.kind != KG__TOKEN_IRI)
    return kg__parse_expected(p, "an IRI in angle brackets");
  kg_str iri = p->token.text;
  KG_TRY(resolve_reference(p, &iri));
  KG_TRY(kg_namespaces_add(p->declared, name.text, iri));
  return kg__parse_advance(p);
}

static kg_status
parse_base(kg__parser *p)
{
  if (p->token.kind != KG__TOKEN_IRI)
    return kg__parse_expected(p, "an IRI in angle brackets");
  kg_str iri = p->token.text;
  KG_TRY(resolve_reference(p, &iri));
  p->request->base = iri;
  return kg__parse_advance(p);
}

static kg_status
parse_version(kg__parser *p)
{
  size_t quotes = p->token.end - p->token.start - p->token.text.len;
  if (p->token.kind != KG__TOKEN_STRING || quotes > 2)
    return kg__parse_expected(p, "a version in quotes");
  return kg__parse_advance(p);
}

kg_status
kg__parse_prologue(kg__parser *p)
{
  for (;;) {
    bool found;
    KG_TRY(kg__parse_accept_word(p, "PREFIX", &found));
    if (found) {
      KG_TRY(parse_prefix(p));
      continue;
    }
    KG_TRY(kg__parse_accept_word(p, "BASE", &found));
    if (found) {
      KG_TRY(parse_base(p));
      continue;
    }
    KG_TRY(kg__parse_accept_word(p, "VERSION", &found));
    if (!found)
      return KG_OK;
    KG_TRY(parse_version(p));
  }
}

// ---- the whole text

kg_status
kg__parse(kg_str text, const kg_query_options *options, kg_status (*unit)(kg__parser *), kg_arena *arena,
          kg__request *request, kg_error *err)
{
  kg__parser p = {.lexer = {.text = text, .arena = arena},
                  .arena = arena,
                  .request = request,
                  .declared = kg_namespaces_new(),
                  .known = options->namespaces,
                  .limits = options->limits,
                  .err = err};
  *request = (kg__request){.text = text, .base = options->base};
  kg_status st = p.declared ? KG_OK : KG_ERR_NOMEM;
  if (!st && kg__utf8_check(text) < text.len)
    st = kg__query_error(text, kg__utf8_check(text), err, "the text is not UTF-8");
  for (int i = 0; !st && i < 2; i++)
    st = kg__parse_advance(&p);
  if (!st)
    st = unit(&p);
  kg_namespaces_free(p.declared);
  kg__map_release(&p.vars);
  kg__map_release(&p.labels);
  return st;
}
