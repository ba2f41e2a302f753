// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// SPARQL 1.2 Query Results JSON Format.

#include "kg/results/format.h"
#include "kg/vocab.h"

// A JSON string: runs without anything to escape are copied whole.
static void
string(kg_output *out, kg_str s)
{
  size_t from = 0;
  kg_output_add(out, "\"", 1);
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];
    if (c >= 0x20 && c != '"' && c != '\\')
      continue;
    kg_output_add(out, s.ptr + from, i - from);
    from = i + 1;
    if (c == '"' || c == '\\')
      kg_output_printf(out, "\\%c", c);
    else if (c == '\n')
      kg_output_add(out, "\\n", 2);
    else
      kg_output_printf(out, "\\u%04X", c);
  }
  kg_output_add(out, s.ptr + from, s.len - from);
  kg_output_add(out, "\"", 1);
}

static void
literal(kg_output *out, const kg_term *t)
{
  kg_output_add_str(out, KG_STR("{\"type\":\"literal\",\"value\":"));
  string(out, t->value);
  if (t->language.len) {
    kg_output_add_str(out, KG_STR(",\"xml:lang\":"));
    string(out, t->language);
  } else if (!kg_str_equal(t->datatype, KG_STR(KG_XSD_STRING))) {
    kg_output_add_str(out, KG_STR(",\"datatype\":"));
    string(out, t->datatype);
  }
  if (t->direction)
    kg_output_printf(out, ",\"its:dir\":\"%s\"", t->direction == KG_DIRECTION_LTR ? "ltr" : "rtl");
  kg_output_add(out, "}", 1);
}

static kg_status
term(kg_output *out, const kg_term *t, int depth)
{
  static const char *const places[] = {"\"subject\":", ",\"predicate\":", ",\"object\":"};
  if (t->kind == KG_TERM_LITERAL) {
    literal(out, t);
    return KG_OK;
  }
  if (t->kind != KG_TERM_TRIPLE) {
    kg_output_printf(out, "{\"type\":\"%s\",\"value\":", t->kind == KG_TERM_IRI ? "uri" : "bnode");
    string(out, t->value);
    kg_output_add(out, "}", 1);
    return KG_OK;
  }
  if (depth > KG_TERM_DEPTH)
    return KG_ERR_LIMIT;
  kg_output_add_str(out, KG_STR("{\"type\":\"triple\",\"value\":{"));
  for (size_t i = 0; i < 3; i++) {
    kg_output_add_str(out, kg_str_of(places[i]));
    KG_TRY(term(out, &t->triple[i], depth + 1));
  }
  kg_output_add(out, "}}", 2);
  return KG_OK;
}

static kg_status
begin(kg__results *r)
{
  kg_output_add_str(r->output, KG_STR("{\"head\":{\"vars\":["));
  for (size_t i = 0; i < kg_result_n_columns(r->result); i++) {
    if (i)
      kg_output_add(r->output, ",", 1);
    string(r->output, kg_result_column(r->result, i));
  }
  kg_output_add_str(r->output, KG_STR("]},\"results\":{\"bindings\":["));
  return KG_OK;
}

static kg_status
row(kg__results *r, const kg_term *terms)
{
  bool first = true;
  kg_output_add_str(r->output, r->n_rows ? KG_STR(",\n{") : KG_STR("\n{"));
  for (size_t i = 0; i < kg_result_n_columns(r->result); i++) {
    if (!terms[i].kind)
      continue;
    if (!first)
      kg_output_add(r->output, ",", 1);
    first = false;
    string(r->output, kg_result_column(r->result, i));
    kg_output_add(r->output, ":", 1);
    KG_TRY(term(r->output, &terms[i], 0));
  }
  kg_output_add(r->output, "}", 1);
  return KG_OK;
}

static kg_status
end(kg__results *r)
{
  kg_output_add_str(r->output, KG_STR("\n]}}\n"));
  return KG_OK;
}

static void
boolean(kg__results *r, bool value)
{
  kg_output_printf(r->output, "{\"head\":{},\"boolean\":%s}\n", value ? "true" : "false");
}

static kg_status
text(const kg_term *t, kg_buf *buf)
{
  kg_output *out;
  KG_TRY(kg_output_to_buf(buf, &out, NULL));
  kg_status st = term(out, t, 0), flushed = kg_output_flush(out, NULL);
  kg_output_free(out);
  return st ? st : flushed;
}

static void
texts(kg__results *r, const kg_str *row_texts)
{
  const char *before = r->n_rows ? ",\n{" : "\n{";
  for (size_t i = 0; i < kg_result_n_columns(r->result); i++) {
    if (!row_texts[i].ptr)
      continue;
    kg_output_add_str(r->output, kg_str_of(before));
    before = ",";
    string(r->output, kg_result_column(r->result, i));
    kg_output_add(r->output, ":", 1);
    kg_output_add_str(r->output, row_texts[i]);
  }
  if (before[0] != ',' || before[1])
    kg_output_add_str(r->output, kg_str_of(before));
  kg_output_add(r->output, "}", 1);
}

const kg__results_format kg__results_json = {
    .begin = begin, .row = row, .end = end, .boolean = boolean, .text = text, .texts = texts};
