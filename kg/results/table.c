// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A table for people.  All rows are kept until the end, since the widths of the columns depend on them; where
// the table is wider than it may be, the widest columns give way first and their cells are broken over
// several lines, at spaces.

#include "kg/results/format.h"

#include "kg/base/vec.h"
#include "kg/results/show.h"

#include <stdlib.h>

enum { GAP = 2, LEAST_WIDTH = 8 };

typedef struct table {
  kg_arena *arena;
  size_t n_columns;
  size_t *widths;
  struct {
    kg_str *items; ///< Row after row, the first one the names
    size_t n, capacity;
  } cells;
} table;

static kg_status
add_cell(table *t, size_t column, kg_str text)
{
  KG_TRY(kg__vec_add(&t->cells));
  kg_str copy = t->cells.items[t->cells.n - 1] = kg_arena_str(t->arena, text);
  size_t width = kg__show_width(text);
  if (width > t->widths[column])
    t->widths[column] = width;
  return copy.ptr ? KG_OK : KG_ERR_NOMEM;
}

static kg_status
begin(kg__results *r)
{
  table *t = r->state = calloc(1, sizeof *t);
  if (!t)
    return KG_ERR_NOMEM;
  t->n_columns = kg_result_n_columns(r->result);
  t->widths = calloc(t->n_columns + 1, sizeof *t->widths);
  t->arena = kg_arena_new();
  if (!t->widths || !t->arena)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < t->n_columns; i++)
    KG_TRY(add_cell(t, i, kg_result_column(r->result, i)));
  return KG_OK;
}

static kg_status
row(kg__results *r, const kg_term *terms)
{
  table *t = r->state;
  const kg_limits *limits = r->options->limits;
  for (size_t i = 0; i < t->n_columns; i++) {
    kg_buf_clear(&r->text);
    KG_TRY(kg__show_term(&terms[i], r->options->namespaces, &r->text));
    KG_TRY(add_cell(t, i, kg_buf_str(&r->text)));
  }
  return limits && limits->memory && kg_arena_size(t->arena) > limits->memory ? KG_ERR_LIMIT : KG_OK;
}

static size_t
sum_at_most(const table *t, size_t most)
{
  size_t sum = t->n_columns ? (t->n_columns - 1) * GAP : 0;
  for (size_t i = 0; i < t->n_columns; i++)
    sum += t->widths[i] < most ? t->widths[i] : most;
  return sum;
}

// The widest that columns may be so that the table fits.
static void
shrink(table *t, size_t width)
{
  size_t most = width;
  if (!width || sum_at_most(t, SIZE_MAX) <= width)
    return;
  while (most > LEAST_WIDTH && sum_at_most(t, most) > width)
    most--;
  for (size_t i = 0; i < t->n_columns; i++) {
    if (t->widths[i] > most)
      t->widths[i] = most;
  }
}

// Take the next line of a cell: up to the last space that fits, or cut in the middle of a long word.
static kg_str
take_line(kg_str *rest, size_t width)
{
  size_t n = kg__show_fit(*rest, width), at = n;
  if (n < rest->len && rest->ptr[n] != ' ') {
    while (at > 0 && rest->ptr[at - 1] != ' ')
      at--;
    if (at * 3 < n)
      at = n;
  }
  kg_str line = {rest->ptr, at};
  while (line.len && line.ptr[line.len - 1] == ' ')
    line.len--;
  while (at < rest->len && rest->ptr[at] == ' ')
    at++;
  *rest = (kg_str){rest->ptr + at, rest->len - at};
  return line;
}

// One line of a row of cells, of which what is printed is taken; false when nothing is left of them.
static bool
print_line(kg__results *r, kg_str *cells)
{
  table *t = r->state;
  bool more = false;
  size_t owed = 0; // spaces, so that lines have none at their end
  for (size_t i = 0; i < t->n_columns; i++) {
    kg_str line = take_line(&cells[i], t->widths[i]);
    if (line.len)
      kg_output_printf(r->output, "%*s%.*s", (int)owed, "", KG_STR_ARG(line));
    owed = (line.len ? 0 : owed) + t->widths[i] - kg__show_width(line) + GAP;
    more |= cells[i].len > 0;
  }
  kg_output_add(r->output, "\n", 1);
  return more;
}

static void
print_rule(kg__results *r)
{
  table *t = r->state;
  for (size_t i = 0; i < t->n_columns; i++) {
    kg_output_printf(r->output, "%*s", i ? GAP : 0, "");
    for (size_t j = 0; j < t->widths[i]; j++)
      kg_output_add(r->output, "-", 1);
  }
  kg_output_add(r->output, "\n", 1);
}

static kg_status
end(kg__results *r)
{
  table *t = r->state;
  shrink(t, r->options->width);
  for (size_t i = 0; t->n_columns && i < t->cells.n; i += t->n_columns) {
    while (print_line(r, t->cells.items + i))
      ;
    if (i == 0)
      print_rule(r);
  }
  kg_output_printf(r->output, "(%llu row%s)\n", (unsigned long long)r->n_rows, r->n_rows == 1 ? "" : "s");
  return KG_OK;
}

static void
boolean(kg__results *r, bool value)
{
  kg_output_printf(r->output, "%s\n", value ? "yes" : "no");
}

static void
release(kg__results *r)
{
  table *t = r->state;
  if (!t)
    return;
  kg_arena_free(t->arena);
  free(t->widths);
  free(t->cells.items);
  free(t);
}

const kg__results_format kg__results_table = {
    .begin = begin, .row = row, .end = end, .boolean = boolean, .release = release};
