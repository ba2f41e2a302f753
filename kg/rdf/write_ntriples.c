// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// N-Triples and N-Quads: a line a quad, at once, or, canonical, all lines sorted and each but once.

#include "kg/rdf/write.h"

#include "kg/base/vec.h"

#include <stdlib.h>

typedef struct lines {
  kg_buf line;
  kg_arena *arena; // of the canonical writer
  kg_str *items;
  size_t n, capacity;
} lines;

static kg_status
print_line(const kg_quad *quad, kg_buf *buf)
{
  kg_buf_clear(buf);
  KG_TRY(kg_term_print(&quad->subject, buf));
  KG_TRY(kg_buf_add_char(buf, ' '));
  KG_TRY(kg_term_print(&quad->predicate, buf));
  KG_TRY(kg_buf_add_char(buf, ' '));
  KG_TRY(kg_term_print(&quad->object, buf));
  if (quad->graph.kind) {
    KG_TRY(kg_buf_add_char(buf, ' '));
    KG_TRY(kg_term_print(&quad->graph, buf));
  }
  return kg_buf_add_str(buf, KG_STR(" .\n"));
}

static kg_status
lines_open(kg_writer *writer, kg_error *err)
{
  lines *l = writer->state = calloc(1, sizeof *l);
  if (l && writer->options.canonical)
    l->arena = kg_arena_new();
  return l && (l->arena || !writer->options.canonical) ? KG_OK : kg__write_nomem(err);
}

static void
lines_free(kg_writer *writer)
{
  lines *l = writer->state;
  if (!l)
    return;
  kg_buf_release(&l->line);
  kg_arena_free(l->arena);
  free(l->items);
  free(l);
}

static kg_status
write_line(kg_writer *writer, const kg_quad *quad, kg_error *err)
{
  lines *l = writer->state;
  if (print_line(quad, &l->line))
    return kg__write_nomem(err);
  kg_status st = kg_output_add_str(writer->output, kg_buf_str(&l->line));
  return st ? kg_output_flush(writer->output, err) : KG_OK;
}

static kg_status
keep_line(kg_writer *writer, const kg_quad *quad, kg_error *err)
{
  lines *l = writer->state;
  kg_str line = {0};
  if (print_line(quad, &l->line) || !(line = kg_arena_str(l->arena, kg_buf_str(&l->line))).ptr ||
      kg__vec_add(l))
    return kg__write_nomem(err);
  l->items[l->n - 1] = line;
  return KG_OK;
}

static int
compare_lines(const void *a, const void *b)
{
  return kg_str_compare(*(const kg_str *)a, *(const kg_str *)b);
}

static kg_status
write_sorted(kg_writer *writer, kg_error *err)
{
  lines *l = writer->state;
  (void)err;
  if (l->n)
    qsort(l->items, l->n, sizeof *l->items, compare_lines);
  for (size_t i = 0; i < l->n; i++)
    if (i == 0 || !kg_str_equal(l->items[i - 1], l->items[i]))
      kg_output_add_str(writer->output, l->items[i]);
  return KG_OK;
}

const kg__writer_class kg__writer_ntriples = {.open = lines_open, .quad = write_line, .free = lines_free};
const kg__writer_class kg__writer_canonical = {
    .open = lines_open, .quad = keep_line, .finish = write_sorted, .free = lines_free};
