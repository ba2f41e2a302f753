// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// SPARQL 1.1 Query Results CSV and TSV Formats.  Lines of CSV end in CR LF, as RFC 4180 says.

#include "kg/results/format.h"

static kg_status
end(kg__results *r)
{
  (void)r;
  return KG_OK;
}

// ---- CSV: values without their kind

static void
csv_field(kg_output *out, kg_str s)
{
  bool quote = false;
  for (size_t i = 0; i < s.len && !quote; i++)
    quote = s.ptr[i] == '"' || s.ptr[i] == ',' || s.ptr[i] == '\n' || s.ptr[i] == '\r';
  if (!quote) {
    kg_output_add_str(out, s);
    return;
  }
  kg_output_add(out, "\"", 1);
  for (const char *p = s.ptr, *stop, *last = s.ptr + s.len; p < last; p = stop) {
    const char *mark = memchr(p, '"', (size_t)(last - p));
    stop = mark ? mark + 1 : last;
    kg_output_add(out, p, (size_t)(stop - p));
    if (mark)
      kg_output_add(out, "\"", 1);
  }
  kg_output_add(out, "\"", 1);
}

static kg_status
csv_term(kg__results *r, const kg_term *term)
{
  kg_str shown = term->value;
  if (term->kind == KG_TERM_TRIPLE || term->kind == KG_TERM_BLANK) {
    kg_buf_clear(&r->text);
    KG_TRY(kg_term_print(term, &r->text));
    shown = kg_buf_str(&r->text);
  }
  csv_field(r->output, shown);
  return KG_OK;
}

static kg_status
csv_begin(kg__results *r)
{
  for (size_t i = 0; i < kg_result_n_columns(r->result); i++) {
    if (i)
      kg_output_add(r->output, ",", 1);
    csv_field(r->output, kg_result_column(r->result, i));
  }
  kg_output_add(r->output, "\r\n", 2);
  return KG_OK;
}

static kg_status
csv_row(kg__results *r, const kg_term *row)
{
  for (size_t i = 0; i < kg_result_n_columns(r->result); i++) {
    if (i)
      kg_output_add(r->output, ",", 1);
    if (row[i].kind)
      KG_TRY(csv_term(r, &row[i]));
  }
  kg_output_add(r->output, "\r\n", 2);
  return KG_OK;
}

static void
csv_boolean(kg__results *r, bool value)
{
  kg_output_add_str(r->output, value ? KG_STR("true\r\n") : KG_STR("false\r\n"));
}

const kg__results_format kg__results_csv = {
    .begin = csv_begin, .row = csv_row, .end = end, .boolean = csv_boolean};

// ---- TSV: terms as in Turtle

static kg_status
tsv_begin(kg__results *r)
{
  for (size_t i = 0; i < kg_result_n_columns(r->result); i++)
    kg_output_printf(r->output, "%s?%.*s", i ? "\t" : "", KG_STR_ARG(kg_result_column(r->result, i)));
  kg_output_add(r->output, "\n", 1);
  return KG_OK;
}

static kg_status
tsv_row(kg__results *r, const kg_term *row)
{
  kg_buf_clear(&r->text);
  for (size_t i = 0; i < kg_result_n_columns(r->result); i++) {
    if (i)
      KG_TRY(kg_buf_add_char(&r->text, '\t'));
    KG_TRY(kg_term_print(&row[i], &r->text));
  }
  KG_TRY(kg_buf_add_char(&r->text, '\n'));
  kg_output_add_str(r->output, kg_buf_str(&r->text));
  return KG_OK;
}

static void
tsv_boolean(kg__results *r, bool value)
{
  kg_output_add_str(r->output, value ? KG_STR("true\n") : KG_STR("false\n"));
}

static void
tsv_texts(kg__results *r, const kg_str *texts)
{
  for (size_t i = 0; i < kg_result_n_columns(r->result); i++) {
    if (i)
      kg_output_add(r->output, "\t", 1);
    kg_output_add_str(r->output, texts[i]);
  }
  kg_output_add(r->output, "\n", 1);
}

const kg__results_format kg__results_tsv = {
    .begin = tsv_begin,
    .row = tsv_row,
    .end = end,
    .boolean = tsv_boolean,
    .text = kg_term_print,
    .texts = tsv_texts,
};
