// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// N-Triples and N-Quads: a line is in the window whole, its terms are kg_term_parse()'s.

#include "kg/rdf/read.h"
#include "kg/rdf/window.h"

#include "kg/base/utf8.h"

#include <stdlib.h>

typedef struct scanner {
  kg__reading *r;
  kg__window w;
  kg_arena *arena;
  kg_error *err;
} scanner;

static kg_str
rest(const scanner *s, size_t eol)
{
  return (kg_str){s->w.bytes + s->w.at, eol - s->w.at};
}

static void
skip_space(scanner *s, size_t eol)
{
  while (s->w.at < eol && (s->w.bytes[s->w.at] == ' ' || s->w.bytes[s->w.at] == '\t'))
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
term(scanner *s, size_t eol, kg_term *out)
{
  size_t end;
  kg_error fault;
  skip_space(s, eol);
  kg_str text = rest(s, eol);
  if (kg_term_parse(text, s->arena, &end, out, &fault))
    return fail_term(s, text, &fault);
  s->w.at += end;
  return KG_OK;
}

static kg_status
end_of_statement(scanner *s, size_t eol)
{
  skip_space(s, eol);
  if (s->w.at == eol || s->w.bytes[s->w.at] != '.')
    return fail(s, s->w.at,
                s->r->format == KG_FORMAT_NQUADS ? "expected '.' or the name of a graph" : "expected '.'");
  s->w.at++;
  skip_space(s, eol);
  char c = s->w.at < eol ? s->w.bytes[s->w.at] : '\n';
  return c == '\n' || c == '\r' || c == '#' ? KG_OK : fail(s, s->w.at, "expected the end of the line");
}

static kg_status
statement(scanner *s, size_t eol)
{
  kg_quad quad = {0};
  size_t start = s->w.at;
  KG_TRY(term(s, eol, &quad.subject));
  if (quad.subject.kind != KG_TERM_IRI && quad.subject.kind != KG_TERM_BLANK)
    return fail(s, start, "a subject is an IRI or a blank node");
  skip_space(s, eol);
  start = s->w.at;
  KG_TRY(term(s, eol, &quad.predicate));
  if (quad.predicate.kind != KG_TERM_IRI)
    return fail(s, start, "a predicate is an IRI");
  KG_TRY(term(s, eol, &quad.object));
  skip_space(s, eol);
  start = s->w.at;
  if (s->r->format == KG_FORMAT_NQUADS && s->w.at < eol &&
      (s->w.bytes[s->w.at] == '<' || s->w.bytes[s->w.at] == '_')) {
    KG_TRY(term(s, eol, &quad.graph));
    if (quad.graph.kind != KG_TERM_IRI && quad.graph.kind != KG_TERM_BLANK)
      return fail(s, start, "the name of a graph is an IRI or a blank node");
  }
  KG_TRY(end_of_statement(s, eol));
  return kg__reading_quad(s->r, &quad, s->err);
}

// VERSION "1.2", of RDF 1.2.
static kg_status
version(scanner *s, size_t eol)
{
  s->w.at += strlen("VERSION");
  skip_space(s, eol);
  char quote = s->w.at < eol ? s->w.bytes[s->w.at] : '\0';
  size_t i = s->w.at + 1;
  if (quote != '"' && quote != '\'')
    return fail(s, s->w.at, "expected a version in quotes");
  while (i < eol && s->w.bytes[i] != quote && s->w.bytes[i] != '\\')
    i++;
  if (i == eol || s->w.bytes[i] != quote)
    return fail(s, i, "the version has no end");
  s->w.at = i + 1;
  skip_space(s, eol);
  char c = s->w.at < eol ? s->w.bytes[s->w.at] : '\n';
  return c == '\n' || c == '\r' || c == '#' ? KG_OK : fail(s, s->w.at, "expected the end of the line");
}

static kg_status
line(scanner *s, size_t eol)
{
  while (s->w.at < eol) {
    char c = s->w.bytes[s->w.at];
    if (c == ' ' || c == '\t' || c == '\r') {
      s->w.at++;
    } else if (c == '#') {
      const char *cr = memchr(s->w.bytes + s->w.at, '\r', eol - s->w.at);
      s->w.at = cr ? (size_t)(cr - s->w.bytes) : eol;
    } else {
      KG_TRY(kg_str_starts(rest(s, eol), KG_STR("VERSION")) ? version(s, eol) : statement(s, eol));
    }
  }
  return KG_OK;
}

// Have the line that begins at `start` in the window; its end is that of the line, without the newline.
static kg_status
whole_line(scanner *s, size_t *eol)
{
  s->w.start = s->w.at;
  for (size_t seen = 0;;) {
    const char *from = s->w.bytes + s->w.start + seen;
    const char *newline = memchr(from, '\n', s->w.end - s->w.start - seen);
    *eol = newline ? (size_t)(newline - s->w.bytes) : s->w.end;
    if (newline || s->w.last)
      return KG_OK;
    seen = s->w.end - s->w.start;
    KG_TRY(kg__window_more(&s->w, s->err));
  }
}

static kg_status
skip(scanner *s, size_t eol, kg_status st)
{
  if (!s->r->keep_going || st != KG_ERR_DATA)
    return st;
  s->w.at = eol;
  return kg__reading_skip(s->r, s->err, s->err);
}

static kg_status
lines(scanner *s)
{
  size_t eol;
  do {
    KG_TRY(whole_line(s, &eol));
    kg_arena_clear(s->arena);
    kg_status st = line(s, eol);
    if (st)
      KG_TRY(skip(s, eol, st));
    s->w.at = eol + (eol < s->w.end);
  } while (s->w.at < s->w.end || !s->w.last);
  return KG_OK;
}

kg_status
kg__read_ntriples(kg__reading *r, kg_error *err)
{
  kg_error own;
  scanner s = {.r = r, .arena = kg_arena_new(), .err = err ? err : &own};
  kg__window_init(&s.w, r->source, r->max_literal);
  kg_status st = s.arena ? lines(&s) : kg_error_set(err, KG_ERR_NOMEM, "no memory to read");
  kg__window_release(&s.w);
  kg_arena_free(s.arena);
  return st;
}
