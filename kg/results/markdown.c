// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A table of GitHub Flavored Markdown.

#include "kg/results/format.h"
#include "kg/results/show.h"

// What Markdown or HTML would take as markup is escaped.
static void
cell(kg__results *r, kg_str s)
{
  size_t from = 0;
  for (size_t i = 0; i < s.len; i++) {
    if (!memchr("|\\`*_[]<>&#~", s.ptr[i], 12))
      continue;
    kg_output_add(r->output, s.ptr + from, i - from);
    kg_output_add(r->output, "\\", 1);
    from = i;
  }
  kg_output_add(r->output, s.ptr + from, s.len - from);
  kg_output_add_str(r->output, KG_STR(" | "));
}

static kg_status
begin(kg__results *r)
{
  size_t n = kg_result_n_columns(r->result);
  kg_output_add_str(r->output, KG_STR("| "));
  for (size_t i = 0; i < n; i++)
    cell(r, kg_result_column(r->result, i));
  kg_output_add_str(r->output, KG_STR("\n|"));
  for (size_t i = 0; i < n; i++)
    kg_output_add_str(r->output, KG_STR(" --- |"));
  kg_output_add(r->output, "\n", 1);
  return KG_OK;
}

static kg_status
row(kg__results *r, const kg_term *terms)
{
  kg_output_add_str(r->output, KG_STR("| "));
  for (size_t i = 0; i < kg_result_n_columns(r->result); i++) {
    kg_buf_clear(&r->text);
    KG_TRY(kg__show_term(&terms[i], r->options->namespaces, &r->text));
    cell(r, kg_buf_str(&r->text));
  }
  kg_output_add(r->output, "\n", 1);
  return KG_OK;
}

static kg_status
end(kg__results *r)
{
  (void)r;
  return KG_OK;
}

static void
boolean(kg__results *r, bool value)
{
  kg_output_printf(r->output, "%s\n", value ? "true" : "false");
}

const kg__results_format kg__results_markdown = {.begin = begin, .row = row, .end = end, .boolean = boolean};
