// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A heap of sources, each with a batch of its next rows by column.  Of the source that stands at the least
// row all rows before the next least one are written at once: terms are numbered as they arrive, so that what
// was put aside one after another hardly interleaves.  A row that stands in two sources is dropped from the
// first; and so is one that stands in the other heap, of what is left out, which follows the first.

#include "kg/store/merge.h"

#include <stdlib.h>

struct kg__merge_source {
  kg_scan *scan;        // one of the three
  const kg__runs *runs; //
  const kg__row *rows;  //
  uint64_t at, n;       // of runs and rows
  size_t i;             // in the batch
  kg_batch *batch;
  kg__row row; // the row there
};

// ---- sources

static void
copy_columns(const kg__row *rows, kg_order order, kg_batch *batch)
{
  for (int c = 0; c < 4; c++) {
    unsigned from = kg__order_columns[order][c];
    for (size_t i = 0; i < batch->n_rows; i++)
      batch->column[c][i] = rows[i].c[from];
  }
}

static kg_status
next_batch(const kg__merge *merge, kg__merge_source *s)
{
  if (s->scan)
    return kg_scan_next(s->scan, 15, s->batch);
  s->batch->n_rows = s->n - s->at < KG_BATCH_ROWS ? (size_t)(s->n - s->at) : KG_BATCH_ROWS;
  if (!s->batch->n_rows)
    return KG_DONE;
  kg_id *to[4] = {s->batch->column[0], s->batch->column[1], s->batch->column[2], s->batch->column[3]};
  if (s->runs)
    KG_TRY(kg__runs_read(s->runs, merge->order, s->at, s->batch->n_rows, 15, to));
  else
    copy_columns(s->rows + s->at, merge->order, s->batch);
  s->at += s->batch->n_rows;
  return KG_OK;
}

// Go forward by `n` rows of the batch; KG_DONE.
static kg_status
advance(const kg__merge *merge, kg__merge_source *s, size_t n)
{
  s->i += n;
  if (s->i >= s->batch->n_rows) {
    kg_status st = next_batch(merge, s);
    if (st && st != KG_DONE)
      return kg_error_set(merge->err, st, "the store is damaged: its quads cannot be read");
    KG_TRY(st ? st : kg_limits_check(merge->limits, merge->err));
    s->i = 0;
  }
  for (int c = 0; c < 4; c++)
    s->row.c[c] = s->batch->column[c][s->i];
  return KG_OK;
}

static void
source_release(kg__merge_source *s)
{
  kg_scan_close(s->scan);
  free(s->batch);
}

static kg_status
no_memory(const kg__merge *merge)
{
  return kg_error_set(merge->err, KG_ERR_NOMEM, "no memory for merging quads");
}

static kg_status
add_source(kg__merge *merge, kg__merge_source s)
{
  s.batch = malloc(sizeof *s.batch);
  kg_status st = s.batch ? kg__vec_reserve((void **)&merge->sources, &merge->capacity, merge->n + 1,
                                           sizeof *merge->sources)
                         : KG_ERR_NOMEM;
  if (st) {
    source_release(&s);
    return no_memory(merge);
  }
  s.batch->n_rows = 0;
  st = advance(merge, &s, 0);
  if (st)
    source_release(&s);
  else
    merge->sources[merge->n++] = s;
  return st == KG_DONE ? KG_OK : st;
}

kg_status
kg__merge_add_rows(kg__merge *merge, const kg__row *rows, size_t n)
{
  return add_source(merge, (kg__merge_source){.rows = rows, .n = n});
}

kg_status
kg__merge_add_runs(kg__merge *merge, const kg__runs *runs)
{
  return add_source(merge, (kg__merge_source){.runs = runs, .n = runs->rows});
}

kg_status
kg__merge_add_scan(kg__merge *merge, kg_scan *scan)
{
  return add_source(merge, (kg__merge_source){.scan = scan});
}

void
kg__merge_release(kg__merge *merge)
{
  for (size_t i = 0; i < merge->n; i++)
    source_release(&merge->sources[i]);
  free(merge->sources);
  merge->sources = NULL;
  merge->n = merge->capacity = 0;
}

// ---- merging

static void
sift(kg__merge *merge, size_t at)
{
  kg__merge_source *s = merge->sources;
  for (size_t least = at;; at = least) {
    for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < merge->n; child++) {
      if (kg__row_compare(&s[child].row, &s[least].row) < 0)
        least = child;
    }
    if (least == at)
      return;
    kg__merge_source swap = s[at];
    s[at] = s[least];
    s[least] = swap;
  }
}

static bool
is_before(const kg_batch *batch, size_t i, const kg__row *row)
{
  for (int c = 0; c < 4; c++) {
    if (batch->column[c][i] != row->c[c])
      return batch->column[c][i] < row->c[c];
  }
  return false;
}

// The first row of a source's batch that is not before `row`; most often it is near, or behind the batch.
static size_t
end_before(const kg__merge_source *s, const kg__row *row)
{
  size_t lo = s->i, hi = s->i, step = 1, n = s->batch->n_rows;
  if (is_before(s->batch, n - 1, row))
    return n;
  while (hi < n && is_before(s->batch, hi, row)) {
    lo = hi + 1;
    hi += step;
    step *= 2;
  }
  hi = hi < n ? hi : n;
  while (lo < hi) {
    size_t middle = lo + (hi - lo) / 2;
    if (is_before(s->batch, middle, row))
      lo = middle + 1;
    else
      hi = middle;
  }
  return lo;
}

// The rows of the first source that can be written.
static size_t
writable(const kg__merge *merge)
{
  const kg__merge_source *s = merge->sources;
  if (merge->n == 1)
    return s->batch->n_rows - s->i;
  size_t next = merge->n > 2 && kg__row_compare(&s[2].row, &s[1].row) < 0 ? 2 : 1;
  return end_before(s, &s[next].row) - s->i;
}

// Go forward by `n` rows of the first source.
static kg_status
advance_first(kg__merge *merge, size_t n)
{
  kg__merge_source *first = merge->sources;
  kg_status st = advance(merge, first, n);
  if (st == KG_DONE) {
    source_release(first);
    *first = merge->sources[--merge->n];
    st = KG_OK;
  }
  sift(merge, 0);
  return st;
}

// How many of the first source's next `n` rows come before the next one that is left out: 0 if it is the
// first.
static kg_status
leave_out(kg__merge *merge, size_t *n)
{
  kg__merge *without = merge->without;
  const kg__merge_source *first = merge->sources;
  while (without->n && kg__row_compare(&without->sources->row, &first->row) < 0)
    KG_TRY(advance_first(without, end_before(without->sources, &first->row) - without->sources->i));
  if (without->n) {
    size_t before = end_before(first, &without->sources->row) - first->i;
    *n = before < *n ? before : *n;
  }
  return KG_OK;
}

static kg_status
step(kg__merge *merge, kg__run_writer *writer)
{
  const kg__merge_source *first = merge->sources;
  size_t n = writable(merge);
  if (merge->without)
    KG_TRY(leave_out(merge, &n));
  const kg_id *const columns[4] = {first->batch->column[0] + first->i, first->batch->column[1] + first->i,
                                   first->batch->column[2] + first->i, first->batch->column[3] + first->i};
  KG_TRY(kg__run_writer_add_rows(writer, columns, n, merge->err));
  return advance_first(merge, n ? n : 1);
}

static void
make_heap(kg__merge *merge)
{
  for (size_t i = merge->n; i-- > 0;)
    sift(merge, i);
}

kg_status
kg__merge_write(kg__merge *merge, kg__run_writer *writer)
{
  make_heap(merge);
  if (merge->without)
    make_heap(merge->without);
  while (merge->n)
    KG_TRY(step(merge, writer));
  return KG_OK;
}
