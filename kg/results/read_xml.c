// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A document type is refused, and with it all entities.  Elements of other namespaces are as good as those of
// the results': what counts is the name.

#include "kg/base/seed.h"
#include "kg/base/vec.h"
#include "kg/results/read.h"

#include <expat.h>
#include <limits.h>
#include <stdlib.h>

enum { SEPARATOR = ' ', MOST_DEPTH = 4 * KG_TERM_DEPTH };

typedef struct reader {
  XML_Parser parser;
  const kg_results_sink *sink;
  kg_arena *names_arena, *arena;
  struct {
    kg_str *items;
    size_t n, capacity;
  } names;
  kg_term *row;
  kg_term *into;                   ///< Where the next term goes; null: nowhere
  kg_term *triples[KG_TERM_DEPTH]; ///< The open triple terms' parts
  kg_term *outer[KG_TERM_DEPTH];   ///< And where they go
  unsigned n_triples, depth;
  kg_str datatype, language, direction;
  kg_buf text;
  bool in_text, begun, seen; ///< `begun`: the sink knows the columns
  kg_status st;
  kg_error *err;
} reader;

static void
stop(reader *r, kg_status st)
{
  if (!r->st)
    r->st = st;
  XML_StopParser(r->parser, XML_FALSE);
}

static void
refuse(reader *r, const char *what)
{
  if (!r->st)
    stop(r, kg_error_set(r->err, KG_ERR_DATA, "%s", what));
}

static kg_str
name_of(const XML_Char *name)
{
  const char *space = strrchr(name, SEPARATOR);
  return kg_str_of(space ? space + 1 : name);
}

static bool
is(kg_str name, const char *word)
{
  return kg_str_equal(name, kg_str_of(word));
}

static kg_str
attribute(reader *r, const XML_Char **attributes, const char *word)
{
  for (; *attributes; attributes += 2)
    if (is(name_of(attributes[0]), word))
      return kg_arena_str(r->arena, kg_str_of(attributes[1]));
  return (kg_str){0};
}

// ---- elements

static void
add_variable(reader *r, kg_str name)
{
  if (r->begun) {
    refuse(r, "a variable behind the solutions");
    return;
  }
  kg_str copy = kg_arena_str(r->names_arena, name);
  if (!copy.ptr || kg__vec_add(&r->names))
    stop(r, KG_ERR_NOMEM);
  else
    r->names.items[r->names.n - 1] = copy;
}

static void
begin(reader *r)
{
  r->begun = true;
  r->row = calloc(r->names.n + 1, sizeof *r->row);
  kg_status st = r->row ? r->sink->columns(r->sink->self, r->names.items, r->names.n, r->err) : KG_ERR_NOMEM;
  if (st)
    stop(r, st);
}

static void
open_binding(reader *r, kg_str name)
{
  size_t i = 0;
  while (i < r->names.n && !kg_str_equal(r->names.items[i], name))
    i++;
  if (i == r->names.n || !r->begun)
    refuse(r, "a binding of a variable that the head does not name");
  else
    r->into = &r->row[i];
}

static void
open_triple(reader *r)
{
  kg_term *spo = kg_arena_calloc(r->arena, 3, sizeof *spo);
  if (!r->into || r->n_triples == KG_TERM_DEPTH) {
    refuse(r, "a triple term where none can be");
  } else if (!spo) {
    stop(r, KG_ERR_NOMEM);
  } else {
    r->outer[r->n_triples] = r->into;
    r->triples[r->n_triples++] = spo;
    r->into = NULL;
  }
}

static void
close_triple(reader *r)
{
  r->n_triples--;
  *r->outer[r->n_triples] = kg_term_triple(r->triples[r->n_triples]);
  r->into = NULL;
}

static void
on_start(void *self, const XML_Char *element, const XML_Char **attributes)
{
  reader *r = self;
  kg_str name = name_of(element);
  if (r->st)
    return;
  if (++r->depth > MOST_DEPTH)
    refuse(r, "elements nest too deeply");
  r->in_text = is(name, "uri") || is(name, "bnode") || is(name, "literal") || is(name, "boolean");
  kg_buf_clear(&r->text);
  if (is(name, "variable"))
    add_variable(r, attribute(r, attributes, "name"));
  else if (is(name, "results") && !r->begun)
    begin(r);
  else if (is(name, "result") && r->begun)
    memset(r->row, 0, r->names.n * sizeof *r->row);
  else if (is(name, "binding"))
    open_binding(r, attribute(r, attributes, "name"));
  else if (is(name, "triple"))
    open_triple(r);
  else if (r->n_triples && (is(name, "subject") || is(name, "predicate") || is(name, "object")))
    r->into = &r->triples[r->n_triples - 1][is(name, "subject") ? 0 : is(name, "predicate") ? 1 : 2];
  if (is(name, "literal")) {
    r->datatype = attribute(r, attributes, "datatype");
    r->language = attribute(r, attributes, "lang");
    r->direction = attribute(r, attributes, "dir");
  }
}

static kg_status
close_term(reader *r, kg_str name)
{
  kg_term term = {0};
  kg_str text = kg_arena_str(r->arena, kg_buf_str(&r->text));
  if (!text.ptr)
    return KG_ERR_NOMEM;
  if (!r->into)
    return kg_error_set(r->err, KG_ERR_DATA, "a term outside of a binding");
  if (is(name, "literal"))
    KG_TRY(kg__results_literal(text, r->datatype, r->language, r->direction, r->arena, &term, r->err));
  else
    term = is(name, "uri") ? kg_term_iri(text) : kg_term_blank(text);
  *r->into = term;
  r->into = NULL;
  return kg__results_check(&term, r->err);
}

static kg_status
close_boolean(reader *r)
{
  kg_str text = kg_buf_str(&r->text);
  bool value = is(text, "true");
  if (!value && !is(text, "false"))
    return kg_error_set(r->err, KG_ERR_DATA, "a boolean that is neither true nor false");
  r->seen = true;
  return r->sink->boolean ? r->sink->boolean(r->sink->self, value, r->err)
                          : kg_error_set(r->err, KG_ERR_DATA, "a boolean where rows were expected");
}

static kg_status
close_result(reader *r)
{
  for (size_t i = 0; i < r->names.n; i++)
    KG_TRY(kg__results_check(&r->row[i], r->err));
  kg_status st = r->sink->row(r->sink->self, r->row, r->err);
  kg_arena_clear(r->arena);
  return st;
}

static void
on_end(void *self, const XML_Char *element)
{
  reader *r = self;
  kg_str name = name_of(element);
  kg_status st = KG_OK;
  if (r->st)
    return;
  r->depth--;
  if (is(name, "uri") || is(name, "bnode") || is(name, "literal"))
    st = close_term(r, name);
  else if (is(name, "boolean"))
    st = close_boolean(r);
  else if (is(name, "triple") && r->n_triples)
    close_triple(r);
  else if (is(name, "result") && r->begun)
    st = close_result(r);
  else if (is(name, "results"))
    r->seen = true;
  r->in_text = false;
  if (st)
    stop(r, st);
}

static void
on_text(void *self, const XML_Char *text, int n)
{
  reader *r = self;
  if (!r->st && r->in_text && kg_buf_add(&r->text, text, (size_t)n))
    stop(r, KG_ERR_NOMEM);
}

static void
on_doctype(void *self, const XML_Char *name, const XML_Char *system, const XML_Char *public, int internal)
{
  (void)name, (void)system, (void)public, (void)internal;
  refuse(self, "a document type is not read");
}

// ---- the document

static kg_status
parse(reader *r, kg_str text)
{
  XML_SetUserData(r->parser, r);
  XML_SetHashSalt(r->parser, (unsigned long)kg__seed() | 1);
  XML_SetElementHandler(r->parser, on_start, on_end);
  XML_SetCharacterDataHandler(r->parser, on_text);
  XML_SetStartDoctypeDeclHandler(r->parser, on_doctype);
  for (size_t at = 0, n; at <= text.len; at += n) {
    n = text.len - at < (1u << 20) ? text.len - at : 1u << 20;
    if (XML_Parse(r->parser, text.ptr + at, (int)n, at + n == text.len) == XML_STATUS_ERROR)
      break;
    if (at + n == text.len)
      return r->seen ? KG_OK : kg_error_set(r->err, KG_ERR_DATA, "no result in SPARQL XML");
  }
  size_t offset = (size_t)XML_GetCurrentByteIndex(r->parser);
  if (r->st == KG_ERR_DATA)
    kg_error_set_excerpt(r->err, text.ptr, text.len, offset < text.len ? offset : text.len, 1);
  if (r->st)
    return r->st;
  return kg__results_fault(text, offset < text.len ? offset : text.len, r->err,
                           XML_ErrorString(XML_GetErrorCode(r->parser)));
}

kg_status
kg__results_read_xml(kg_str text, const kg_results_sink *sink, kg_error *err)
{
  reader r = {.sink = sink,
              .parser = XML_ParserCreateNS(NULL, SEPARATOR),
              .arena = kg_arena_new(),
              .names_arena = kg_arena_new(),
              .err = err};
  kg_status st = r.parser && r.arena && r.names_arena ? KG_OK : KG_ERR_NOMEM;
  if (!st)
    st = parse(&r, text.ptr ? text : KG_STR(""));
  if (r.parser)
    XML_ParserFree(r.parser);
  kg_arena_free(r.arena);
  kg_arena_free(r.names_arena);
  kg_buf_release(&r.text);
  free(r.names.items);
  free(r.row);
  return st;
}
