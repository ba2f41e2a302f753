// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// CSV and TSV: fields, then terms.

#include "kg/base/vec.h"
#include "kg/results/read.h"
#include "kg/vocab.h"

#include <stdlib.h>

typedef struct reader {
  kg_str text;
  size_t at;
  char separator;
  const kg_results_sink *sink;
  kg_arena *arena; ///< Of the row
  struct {
    kg_str *items;
    size_t n, capacity;
  } fields;
  struct {
    size_t *items;
    size_t n, capacity;
  } offsets; ///< Of the fields
  size_t n_columns;
  kg_term *row;
  kg_error *err;
} reader;

// ---- fields

static bool
at_line_end(const reader *r)
{
  return r->at == r->text.len || r->text.ptr[r->at] == '\n' || r->text.ptr[r->at] == '\r';
}

// Behind the closing quotation mark of the field that opens at `at`, or 0.
static size_t
quoted_end(kg_str text, size_t at)
{
  for (size_t i = at + 1; i < text.len; i++) {
    if (text.ptr[i] != '"')
      continue;
    if (i + 1 == text.len || text.ptr[i + 1] != '"')
      return i + 1;
    i++;
  }
  return 0;
}

static kg_status
read_quoted(reader *r, kg_str *field)
{
  size_t end = quoted_end(r->text, r->at), n = 0;
  if (!end)
    return kg__results_fault(r->text, r->at, r->err, "a quotation mark that is not closed");
  char *text = kg_arena_alloc(r->arena, end - r->at);
  if (!text)
    return KG_ERR_NOMEM;
  for (size_t i = r->at + 1; i < end - 1; i++) {
    text[n++] = r->text.ptr[i];
    i += r->text.ptr[i] == '"';
  }
  *field = (kg_str){text, n};
  r->at = end;
  return KG_OK;
}

static kg_status
read_field(reader *r, kg_str *field)
{
  size_t start = r->at;
  if (r->separator == ',' && !at_line_end(r) && r->text.ptr[r->at] == '"')
    return read_quoted(r, field);
  while (!at_line_end(r) && r->text.ptr[r->at] != r->separator)
    r->at++;
  *field = (kg_str){r->text.ptr + start, r->at - start};
  return KG_OK;
}

static kg_status
read_line(reader *r)
{
  r->fields.n = r->offsets.n = 0;
  for (;;) {
    kg_str field;
    size_t offset = r->at;
    KG_TRY(read_field(r, &field));
    KG_TRY(kg__vec_add(&r->fields));
    KG_TRY(kg__vec_add(&r->offsets));
    r->fields.items[r->fields.n - 1] = field;
    r->offsets.items[r->offsets.n - 1] = offset;
    if (at_line_end(r))
      break;
    if (r->text.ptr[r->at] != r->separator)
      return kg__results_fault(r->text, r->at, r->err, "text behind a quotation mark");
    r->at++;
  }
  r->at += r->at < r->text.len && r->text.ptr[r->at] == '\r';
  r->at += r->at < r->text.len && r->text.ptr[r->at] == '\n';
  return KG_OK;
}

// ---- terms

static size_t
digits(kg_str s, size_t at)
{
  size_t n = 0;
  while (at + n < s.len && s.ptr[at + n] >= '0' && s.ptr[at + n] <= '9')
    n++;
  return n;
}

// Turtle's numbers without quotation marks.
static bool
read_number(kg_str s, kg_term *term)
{
  size_t at = s.len && (s.ptr[0] == '+' || s.ptr[0] == '-'), whole = digits(s, at), part = 0;
  const char *type = KG_NS_XSD "integer";
  at += whole;
  if (at < s.len && s.ptr[at] == '.') {
    part = digits(s, ++at);
    at += part;
    type = KG_NS_XSD "decimal";
  }
  if (at < s.len && (s.ptr[at] | 32) == 'e' && (whole || part)) {
    at++;
    at += at < s.len && (s.ptr[at] == '+' || s.ptr[at] == '-');
    size_t n = digits(s, at);
    type = KG_NS_XSD "double";
    at = n ? at + n : 0;
  } else if (type[strlen(KG_NS_XSD)] == 'd' && !part) {
    return false;
  }
  *term = kg_term_literal(s, kg_str_of(type));
  return (whole || part) && at == s.len;
}

static kg_status
read_turtle(reader *r, size_t i, kg_term *term)
{
  kg_str s = r->fields.items[i];
  size_t end = 0;
  kg_error fault = {0};
  if (!s.len || read_number(s, term))
    return KG_OK;
  if (kg_str_equal(s, KG_STR("true")) || kg_str_equal(s, KG_STR("false"))) {
    *term = kg_term_literal(s, KG_STR(KG_XSD_BOOLEAN));
    return KG_OK;
  }
  kg_status st = kg_term_parse(s, r->arena, &end, term, &fault);
  if (!st && end < s.len)
    return kg__results_fault(r->text, r->offsets.items[i] + end, r->err, "text behind a term");
  return st == KG_ERR_DATA ? kg__results_fault(r->text, r->offsets.items[i], r->err, fault.message) : st;
}

static void
read_plain(kg_str s, kg_term *term)
{
  if (kg_str_starts(s, KG_STR("_:")))
    *term = kg_term_blank((kg_str){s.ptr + 2, s.len - 2});
  else if (s.len)
    *term = kg_term_string(s);
}

static kg_status
read_row(reader *r)
{
  size_t start = r->at;
  kg_arena_clear(r->arena);
  KG_TRY(read_line(r));
  bool empty = r->n_columns == 0 && r->fields.n == 1 && !r->fields.items[0].len;
  if (r->fields.n != r->n_columns && !empty)
    return kg__results_fault(r->text, start, r->err, "a line with another number of fields than the first");
  for (size_t i = 0; i < r->n_columns; i++) {
    r->row[i] = (kg_term){0};
    if (r->separator == ',')
      read_plain(r->fields.items[i], &r->row[i]);
    else
      KG_TRY(read_turtle(r, i, &r->row[i]));
    KG_TRY(kg__results_check(&r->row[i], r->err));
  }
  return r->sink->row(r->sink->self, r->row, r->err);
}

static kg_status
read_header(reader *r)
{
  KG_TRY(read_line(r));
  for (size_t i = 0; i < r->fields.n; i++) {
    kg_str *name = &r->fields.items[i];
    if (r->separator == ',')
      continue;
    if (!name->len && r->fields.n == 1)
      break;
    if (!name->len || name->ptr[0] != '?')
      return kg__results_fault(r->text, r->offsets.items[i], r->err, "a variable was expected");
    *name = (kg_str){name->ptr + 1, name->len - 1};
  }
  r->n_columns = r->fields.n == 1 && !r->fields.items[0].len ? 0 : r->fields.n;
  r->row = calloc(r->n_columns + 1, sizeof *r->row);
  if (!r->row)
    return KG_ERR_NOMEM;
  return r->sink->columns(r->sink->self, r->fields.items, r->n_columns, r->err);
}

static kg_status
read_all(kg_str text, char separator, const kg_results_sink *sink, kg_error *err)
{
  reader r = {.text = text, .separator = separator, .sink = sink, .arena = kg_arena_new(), .err = err};
  kg_status st = r.arena ? read_header(&r) : KG_ERR_NOMEM;
  while (!st && r.at < text.len)
    st = read_row(&r);
  kg_arena_free(r.arena);
  free(r.fields.items);
  free(r.offsets.items);
  free(r.row);
  return st;
}

kg_status
kg__results_read_csv(kg_str text, const kg_results_sink *sink, kg_error *err)
{
  return read_all(text, ',', sink, err);
}

kg_status
kg__results_read_tsv(kg_str text, const kg_results_sink *sink, kg_error *err)
{
  return read_all(text, '\t', sink, err);
}
