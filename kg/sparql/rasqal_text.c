// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Rasqal cannot be given prefixes, so the declarations that a query leaves out are put into its text, after
// BASE and without a new line, so that line numbers stay.  Nor does it run DESCRIBE: its pattern is asked as
// a SELECT.

#include "kg/sparql/rasqal_run.h"

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

typedef struct cursor {
  const char *at, *end;
} cursor;

static void
skip_space(cursor *c)
{
  while (c->at < c->end && (isspace((unsigned char)*c->at) || *c->at == '#')) {
    if (*c->at == '#') {
      while (c->at < c->end && *c->at != '\n' && *c->at != '\r')
        c->at++;
    } else {
      c->at++;
    }
  }
}

static bool
in_word(char c)
{
  return isalnum((unsigned char)c) || c == '_' || c == ':';
}

static bool
take_word(cursor *c, kg_str word)
{
  skip_space(c);
  size_t left = (size_t)(c->end - c->at);
  if (left < word.len || strncasecmp(c->at, word.ptr, word.len) != 0)
    return false;
  if (left > word.len && in_word(c->at[word.len]))
    return false;
  c->at += word.len;
  return true;
}

static bool
take_iri(cursor *c)
{
  skip_space(c);
  const char *close = c->at < c->end && *c->at == '<' ? memchr(c->at, '>', (size_t)(c->end - c->at)) : NULL;
  if (close)
    c->at = close + 1;
  return close;
}

// "PREFIX name: <iri>"
static bool
take_prefix(cursor *c, kg_str *name)
{
  if (!take_word(c, KG_STR("PREFIX")))
    return false;
  skip_space(c);
  const char *colon = memchr(c->at, ':', (size_t)(c->end - c->at));
  if (!colon)
    return false;
  *name = (kg_str){c->at, (size_t)(colon - c->at)};
  c->at = colon + 1;
  return take_iri(c);
}

static cursor
start_of(kg_str user)
{
  cursor c = {user.ptr, user.ptr + user.len};
  if (take_word(&c, KG_STR("BASE")))
    take_iri(&c);
  skip_space(&c);
  return c;
}

static bool
declares(kg_str user, kg_str prefix)
{
  cursor c = start_of(user);
  for (kg_str name; take_prefix(&c, &name);) {
    if (kg_str_equal(name, prefix))
      return true;
  }
  return false;
}

static bool
is_name(kg_str prefix)
{
  for (size_t i = 0; i < prefix.len; i++) {
    if (!isalnum((unsigned char)prefix.ptr[i]) && !(i && prefix.ptr[i] == '-'))
      return false;
  }
  return true;
}

static bool
mentions(kg_str user, kg_str prefix)
{
  const char *at = user.ptr, *end = user.ptr + user.len;
  for (; (at = memchr(at, ':', (size_t)(end - at))); at++) {
    size_t before = (size_t)(at - user.ptr);
    if (before >= prefix.len && (!prefix.len || memcmp(at - prefix.len, prefix.ptr, prefix.len) == 0))
      return true;
  }
  return false;
}

static kg_status
add_prefixes(kg__rasqal_text *t, const kg_namespaces *namespaces)
{
  kg_str prefix, iri;
  size_t before = t->whole.len;
  for (size_t i = 0; namespaces && kg_namespaces_at(namespaces, i, &prefix, &iri); i++) {
    if (!is_name(prefix) || kg_iri_check(iri) < iri.len || !mentions(t->user, prefix) ||
        declares(t->user, prefix))
      continue;
    KG_TRY(kg_buf_printf(&t->whole, "PREFIX %.*s: <%.*s> ", KG_STR_ARG(prefix), KG_STR_ARG(iri)));
  }
  KG_TRY(kg__vec_add(&t->added));
  t->added.items[0].at = before;
  t->added.items[0].n = t->whole.len - before;
  return KG_OK;
}

// ---- signs

typedef struct signs {
  kg__rasqal_text *text;
  cursor c;
  size_t depth; // of parentheses, outside which there are no expressions
  bool operand; // what stands before can be added to
} signs;

static const char *
string_end(const char *at, const char *end)
{
  size_t left = (size_t)(end - at), quotes = left >= 3 && at[1] == *at && at[2] == *at ? 3 : 1;
  for (const char *p = at + quotes; p < end; p++) {
    if (*p == '\\')
      p++;
    else if ((size_t)(end - p) >= quotes && *p == *at && (quotes == 1 || (p[1] == *at && p[2] == *at)))
      return p + quotes;
  }
  return end;
}

static const char *
iri_end(const char *at, const char *end)
{
  for (const char *p = at + 1; p < end && !isspace((unsigned char)*p) && !strchr("<{}|", *p); p++) {
    if (*p == '>')
      return p + 1;
  }
  return NULL;
}

static const char *
word_end(const char *at, const char *end)
{
  const char *inner = *at == '?' || *at == '$' ? "" : ".@-";
  for (at++; at < end && (in_word(*at) || (unsigned char)*at >= 0x80 || (*at && strchr(inner, *at))); at++)
    ;
  return at;
}

// The end of a token that can be an operand, or null.
static const char *
operand_end(const cursor *c)
{
  if (*c->at == '<')
    return iri_end(c->at, c->end);
  if (*c->at == '"' || *c->at == '\'')
    return string_end(c->at, c->end);
  if (in_word(*c->at) || (unsigned char)*c->at >= 0x80 || strchr("?$", *c->at))
    return isdigit((unsigned char)*c->at) ? c->at + 1 : word_end(c->at, c->end);
  return NULL;
}

static kg_status
add_space(signs *s)
{
  kg__rasqal_text *t = s->text;
  KG_TRY(kg__vec_add(&t->added));
  t->added.items[t->added.n - 1].at = t->whole.len;
  t->added.items[t->added.n - 1].n = 1;
  return kg_buf_add_char(&t->whole, ' ');
}

static kg_status
copy_sign(signs *s)
{
  char c = *s->c.at, next = s->c.at + 1 < s->c.end ? s->c.at[1] : '\0';
  bool sign = (c == '+' || c == '-') && (isdigit((unsigned char)next) || next == '.');
  KG_TRY(kg_buf_add_char(&s->text->whole, c));
  if (sign && s->operand && s->depth)
    KG_TRY(add_space(s));
  if (c == '{' || c == '}')
    s->depth = 0;
  else if (c == '(' || (c == ')' && s->depth))
    s->depth += c == '(' ? 1 : (size_t)-1;
  s->operand = c == ')';
  s->c.at++;
  return KG_OK;
}

static kg_status
copy_body(kg__rasqal_text *t, const char *from)
{
  signs s = {.text = t, .c = {from, t->user.ptr + t->user.len}};
  while (s.c.at < s.c.end) {
    const char *start = s.c.at;
    skip_space(&s.c);
    KG_TRY(kg_buf_add(&t->whole, start, (size_t)(s.c.at - start)));
    if (s.c.at == s.c.end)
      break;
    const char *end = operand_end(&s.c);
    if (end) {
      KG_TRY(kg_buf_add(&t->whole, s.c.at, (size_t)(end - s.c.at)));
      s.operand = true;
      s.c.at = end;
    } else {
      KG_TRY(copy_sign(&s));
    }
  }
  return KG_OK;
}

// At the query's first word behind its prologue.
static cursor
verb_of(kg_str text)
{
  kg_str name;
  cursor c = start_of(text);
  for (cursor ahead = c; take_prefix(&ahead, &name);)
    c = ahead;
  skip_space(&c);
  return c;
}

// Rasqal's own check fails on `DESCRIBE *`, which is therefore read as a SELECT.
static void
replace_describe_all(kg__rasqal_text *t)
{
  const kg_str describe = KG_STR("DESCRIBE"), select = KG_STR("SELECT  ");
  cursor c = verb_of((kg_str){t->whole.ptr, t->whole.len - 1});
  char *verb = t->whole.ptr + (c.at - t->whole.ptr);
  if (!take_word(&c, describe))
    return;
  skip_space(&c);
  t->describe_all = c.at < c.end && *c.at == '*';
  if (t->describe_all)
    memcpy(verb, select.ptr, select.len);
}

static kg_status
build(kg__rasqal_text *t, const kg_namespaces *namespaces)
{
  const char *body = start_of(t->user).at;
  KG_TRY(kg_buf_add(&t->whole, t->user.ptr, (size_t)(body - t->user.ptr)));
  KG_TRY(add_prefixes(t, namespaces));
  KG_TRY(copy_body(t, body));
  KG_TRY(kg_buf_add_char(&t->whole, '\0'));
  replace_describe_all(t);
  return KG_OK;
}

kg_status
kg__rasqal_text_init(kg__rasqal_text *t, kg_str user, const kg_namespaces *namespaces, kg_error *err)
{
  *t = (kg__rasqal_text){.user = {user.ptr ? user.ptr : "", user.len}};
  return build(t, namespaces) ? kg_error_set(err, KG_ERR_NOMEM, "no memory for the query") : KG_OK;
}

void
kg__rasqal_text_release(kg__rasqal_text *t)
{
  kg_buf_release(&t->whole);
  free(t->added.items);
}

size_t
kg__rasqal_text_offset(const kg__rasqal_text *t, size_t offset)
{
  size_t before = 0;
  for (size_t i = 0; i < t->added.n && t->added.items[i].at < offset; i++) {
    size_t inside = offset - t->added.items[i].at;
    before += inside < t->added.items[i].n ? inside : t->added.items[i].n;
  }
  return offset - before;
}

// Past `*`, variables, IRIs and prefixed names, up to a keyword or brace.
static void
skip_described(cursor *c)
{
  for (skip_space(c); c->at < c->end; skip_space(c)) {
    const char *from = c->at;
    if (*c->at == '<' && !take_iri(c))
      return;
    if (c->at > from)
      continue;
    if (strchr("*,", *c->at)) {
      c->at++;
      continue;
    }
    bool variable = *c->at == '?' || *c->at == '$', name = variable;
    const char *end = c->at + variable;
    for (; end < c->end && !isspace((unsigned char)*end) && !strchr("{}<,?$#", *end); end++)
      name = name || *end == ':';
    if (!name || end == c->at)
      return;
    c->at = end;
  }
}

kg_status
kg__rasqal_select_for_describe(kg_str user, kg_buf *select, bool *any)
{
  cursor c = verb_of(user);
  size_t head = (size_t)(c.at - user.ptr);
  *any = take_word(&c, KG_STR("DESCRIBE"));
  skip_described(&c);
  *any = *any && c.at < c.end;
  KG_TRY(kg_buf_add(select, user.ptr, head));
  KG_TRY(kg_buf_add_str(select, KG_STR("SELECT * ")));
  return kg_buf_add(select, c.at, (size_t)(c.end - c.at));
}
