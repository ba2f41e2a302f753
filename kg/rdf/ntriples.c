// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// N-Triples and N-Quads: the window is searched backwards for the end of its last whole line, once; the terms
// before that are kg_term_parse()'s, which stops at the end of a line by itself.

#include "kg/rdf/read.h"
#include "kg/rdf/window.h"

#include "kg/base/utf8.h"

#include <stdlib.h>
#include <string.h>

typedef struct scanner {
  kg__reading *r;
  kg__window w;
  size_t whole;    // offset in the window behind the last whole line
  kg_arena *arena; // for the text of one statement, where it had escapes
  kg_quad quad;
  kg_error *err;
} scanner;

static kg_str
rest(const scanner *s)
{
  return (kg_str){s->w.bytes + s->w.at, s->whole - s->w.at};
}

static char
peek(const scanner *s)
{
  return s->w.bytes[s->w.at]; // NUL at the end of the window
}

static void
skip_space(scanner *s)
{
  while (peek(s) == ' ' || peek(s) == '\t')
    s->w.at++;
}

static kg_status
fail(scanner *s, size_t at, const char *message)
{
  return kg__window_fail(&s->w, at, s->err, KG_ERR_DATA, "%s", message);
}

// The place of a term's error is told in characters behind the start of the term.
static kg_status
fail_term(scanner *s, kg_str text, const kg_error *fault)
{
  size_t offset = 0;
  uint32_t c;
  for (size_t column = 1; column < fault->column && offset < text.len; column++) {
    size_t n = kg__utf8_decode((kg_str){text.ptr + offset, text.len - offset}, &c);
    offset += n ? n : 1;
  }
  return kg__window_fail(&s->w, s->w.at + offset, s->err, fault->status, "%s", fault->message);
}

static kg_status
term(scanner *s, kg_term *out)
{
  size_t end;
  kg_error fault;
  skip_space(s);
  kg_str text = rest(s);
  if (kg_term_parse(text, s->arena, &end, out, &fault))
    return fail_term(s, text, &fault);
  s->w.at += end;
  return KG_OK;
}

static kg_status
end_of_line(scanner *s)
{
  skip_space(s);
  char c = peek(s);
  bool ended = c == '\n' || c == '\r' || c == '#' || s->w.at == s->whole;
  return ended ? KG_OK : fail(s, s->w.at, "expected the end of the line");
}

static kg_status
end_of_statement(scanner *s)
{
  skip_space(s);
  if (peek(s) != '.')
    return fail(s, s->w.at,
                s->r->format == KG_FORMAT_NQUADS ? "expected '.' or the name of a graph" : "expected '.'");
  s->w.at++;
  return end_of_line(s);
}

static kg_status
graph(scanner *s, kg_term *out)
{
  skip_space(s);
  size_t start = s->w.at;
  *out = (kg_term){0};
  if (s->r->format != KG_FORMAT_NQUADS || (peek(s) != '<' && peek(s) != '_'))
    return KG_OK;
  KG_TRY(term(s, out));
  return out->kind == KG_TERM_IRI || out->kind == KG_TERM_BLANK
             ? KG_OK
             : fail(s, start, "the name of a graph is an IRI or a blank node");
}

static kg_status
statement(scanner *s)
{
  kg_quad *quad = &s->quad;
  size_t start = s->w.at;
  KG_TRY(term(s, &quad->subject));
  if (quad->subject.kind != KG_TERM_IRI && quad->subject.kind != KG_TERM_BLANK)
    return fail(s, start, "a subject is an IRI or a blank node");
  skip_space(s);
  start = s->w.at;
  KG_TRY(term(s, &quad->predicate));
  if (quad->predicate.kind != KG_TERM_IRI)
    return fail(s, start, "a predicate is an IRI");
  KG_TRY(term(s, &quad->object));
  KG_TRY(graph(s, &quad->graph));
  KG_TRY(end_of_statement(s));
  return kg__reading_quad(s->r, quad, s->err);
}

// VERSION "1.2", of RDF 1.2.
static kg_status
version(scanner *s)
{
  s->w.at += strlen("VERSION");
  skip_space(s);
  char quote = peek(s);
  size_t i = s->w.at + 1;
  if (quote != '"' && quote != '\'')
    return fail(s, s->w.at, "expected a version in quotes");
  while (i < s->whole && s->w.bytes[i] != quote && s->w.bytes[i] != '\\' && s->w.bytes[i] != '\n')
    i++;
  if (i == s->whole || s->w.bytes[i] != quote)
    return fail(s, i, "the version has no end");
  s->w.at = i + 1;
  return end_of_line(s);
}

// From the place in the window to the end of the line.
static void
skip_line(scanner *s)
{
  const char *newline = memchr(s->w.bytes + s->w.at, '\n', s->whole - s->w.at);
  s->w.at = newline ? (size_t)(newline - s->w.bytes) : s->whole;
}

static void
skip_comment(scanner *s)
{
  size_t start = s->w.at;
  skip_line(s);
  const char *cr = memchr(s->w.bytes + start, '\r', s->w.at - start);
  s->w.at = cr ? (size_t)(cr - s->w.bytes) : s->w.at;
}

static kg_status
skip(scanner *s, kg_status st)
{
  if (!s->r->keep_going || st != KG_ERR_DATA)
    return st;
  skip_line(s);
  return kg__reading_skip(s->r, s->err, s->err);
}

static kg_status
lines(scanner *s)
{
  while (s->w.at < s->whole) {
    char c = peek(s);
    if (c == '\n' || c == ' ' || c == '\t' || c == '\r') {
      s->w.at++;
    } else if (c == '#') {
      skip_comment(s);
    } else {
      kg_arena_clear(s->arena);
      kg_status st = c == 'V' && kg_str_starts(rest(s), KG_STR("VERSION")) ? version(s) : statement(s);
      if (st)
        KG_TRY(skip(s, st));
    }
  }
  return KG_OK;
}

// Have whole lines in the window, at least one; at the end, what is left.
static kg_status
whole_lines(scanner *s)
{
  s->w.start = s->w.at;
  for (size_t seen = 0;;) {
    const char *from = s->w.bytes + s->w.start + seen;
    const char *newline = memrchr(from, '\n', s->w.end - s->w.start - seen);
    s->whole = newline ? (size_t)(newline - s->w.bytes) + 1 : s->w.end;
    if (newline || s->w.last)
      return KG_OK;
    seen = s->w.end - s->w.start;
    KG_TRY(kg__window_more(&s->w, s->err));
  }
}

static kg_status
all_lines(scanner *s)
{
  do {
    KG_TRY(whole_lines(s));
    KG_TRY(lines(s));
  } while (s->w.at < s->w.end || !s->w.last);
  return KG_OK;
}

kg_status
kg__read_ntriples(kg__reading *r, kg_error *err)
{
  kg_error own;
  scanner s = {.r = r, .arena = kg_arena_new(), .err = err ? err : &own};
  kg__window_init(&s.w, r->source, r->max_literal);
  kg_status st = s.arena ? all_lines(&s) : kg_error_set(err, KG_ERR_NOMEM, "no memory to read");
  kg__window_release(&s.w);
  kg_arena_free(s.arena);
  return st;
}
