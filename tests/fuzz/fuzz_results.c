// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Results as anybody may send them: rows come with their columns, and a failure says why.  The first byte is the
// format.

#include "kg/results.h"
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>

typedef struct count {
  size_t n_columns, n_rows, n_terms;
} count;

static kg_status
on_columns(void *self, const kg_str *names, size_t n, kg_error *err)
{
  (void)err;
  for (size_t i = 0; i < n; i++)
    if (names[i].len && !names[i].ptr)
      abort();
  ((count *)self)->n_columns = n;
  return KG_OK;
}

static kg_status
on_row(void *self, const kg_term *row, kg_error *err)
{
  count *c = self;
  kg_buf text = {0};
  (void)err;
  c->n_rows++;
  for (size_t i = 0; i < c->n_columns; i++) {
    c->n_terms += row[i].kind != KG_TERM_NONE;
    kg_term_print(&row[i], &text);
  }
  kg_buf_release(&text);
  return KG_OK;
}

static kg_status
on_boolean(void *self, bool value, kg_error *err)
{
  (void)self, (void)value, (void)err;
  return KG_OK;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const kg_results_format formats[] = {KG_RESULTS_JSON, KG_RESULTS_XML, KG_RESULTS_CSV,
                                              KG_RESULTS_TSV};
  if (size == 0)
    return 0;
  count c = {0};
  kg_results_sink sink = {&c, on_columns, on_row, on_boolean};
  kg_source *source;
  kg_error err = {0};
  if (kg_source_from_memory((kg_str){(const char *)data + 1, size - 1}, "input", &source, &err))
    return 0;
  kg_status st = kg_results_read(source, formats[data[0] % 4], 0, &sink, &err);
  if (st == KG_DONE || (st && !err.message[0] && st != KG_ERR_NOMEM))
    abort();
  kg_source_close(source);
  return 0;
}
