// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/sorter.h"

#include <stdlib.h>

// Rows are sorted a few at a time: sorting is not interrupted.
enum { LEAST_ROWS = 16, MOST_BYTES = 1 << 25 };

static int
compare_ids(const kg_id *a, const kg_id *b, size_t width)
{
  for (size_t i = 0; i < width; i++)
    if (a[i] != b[i])
      return a[i] < b[i] ? -1 : 1;
  return 0;
}

static int
compare_rows(const void *a, const void *b, void *self)
{
  return compare_ids(a, b, ((const kg__sorter *)self)->width);
}

static int
compare_spilled(void *self, const kg__spilled *a, const kg__spilled *b)
{
  return compare_ids(a->ids, b->ids, ((const kg__sorter *)self)->width);
}

static const kg__spill_class by_ids = {NULL, compare_spilled};

// The rows, and as much again for sorting them.
static size_t
size_of(const kg__sorter *sorter, size_t capacity)
{
  return 2 * capacity * sorter->width * sizeof *sorter->ids;
}

static void
release_rows(kg__sorter *sorter)
{
  if (sorter->op)
    kg__exec_take(sorter->op->exec, size_of(sorter, sorter->capacity), 0);
  free(sorter->ids);
  sorter->ids = NULL;
  sorter->n = sorter->capacity = sorter->at = 0;
}

void
kg__sorter_release(kg__sorter *sorter)
{
  release_rows(sorter);
  kg__spill_release(&sorter->spill);
  *sorter = (kg__sorter){.op = sorter->op, .width = sorter->width, .most = sorter->most};
}

static size_t
most_rows(const kg__sorter *sorter)
{
  size_t bytes = sorter->most < MOST_BYTES ? sorter->most : MOST_BYTES, n = bytes / size_of(sorter, 1);
  return n < LEAST_ROWS ? LEAST_ROWS : n;
}

static kg_status
grow(kg__sorter *sorter)
{
  size_t capacity = sorter->capacity ? 2 * sorter->capacity : LEAST_ROWS;
  capacity = capacity < most_rows(sorter) ? capacity : most_rows(sorter);
  size_t before = size_of(sorter, sorter->capacity), after = size_of(sorter, capacity);
  KG_TRY(kg__exec_take(sorter->op->exec, before, after));
  kg_id *ids = realloc(sorter->ids, capacity * sorter->width * sizeof *ids);
  if (!ids) {
    kg__exec_take(sorter->op->exec, after, before);
    return KG_ERR_NOMEM;
  }
  sorter->ids = ids;
  sorter->capacity = capacity;
  return KG_OK;
}

static void
sort(kg__sorter *sorter)
{
  if (sorter->n)
    qsort_r(sorter->ids, sorter->n, sorter->width * sizeof *sorter->ids, compare_rows, sorter);
}

static kg_status
put_aside(kg__sorter *sorter)
{
  kg__spill *spill = &sorter->spill;
  spill->op = sorter->op;
  spill->class = &by_ids;
  spill->self = sorter;
  spill->width = sorter->width;
  spill->most = sorter->most < MOST_BYTES ? sorter->most : MOST_BYTES;
  sort(sorter);
  for (size_t i = 0; i < sorter->n; i++)
    KG_TRY(kg__spill_add(spill, sorter->ids + i * sorter->width, (kg_str){0}));
  sorter->n = 0;
  return kg__spill_end_run(spill);
}

kg_status
kg__sorter_add(kg__sorter *sorter, const kg_id *row)
{
  if (sorter->n == sorter->capacity) {
    kg_status st = sorter->n < most_rows(sorter) ? grow(sorter) : KG_ERR_LIMIT;
    if (st == KG_ERR_LIMIT && sorter->n)
      st = put_aside(sorter);
    KG_TRY(st);
  }
  memcpy(sorter->ids + sorter->n++ * sorter->width, row, sorter->width * sizeof *row);
  return KG_OK;
}

static kg_status
finish(kg__sorter *sorter)
{
  sorter->sorted = true;
  if (!sorter->spill.file) {
    sort(sorter);
    return KG_OK;
  }
  KG_TRY(put_aside(sorter));
  release_rows(sorter);
  return KG_OK;
}

kg_status
kg__sorter_next(kg__sorter *sorter, const kg_id **row)
{
  const kg__spilled *spilled;
  if (!sorter->sorted)
    KG_TRY(finish(sorter));
  if (sorter->spill.file) {
    KG_TRY(kg__spill_next(&sorter->spill, &spilled));
    *row = spilled->ids;
    return KG_OK;
  }
  if (sorter->at == sorter->n)
    return KG_DONE;
  *row = sorter->ids + sorter->at++ * sorter->width;
  return KG_OK;
}
