// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/unique.h"

#include <stdlib.h>

void
kg__unique_release(kg__unique *unique)
{
  kg__rowset_release(&unique->seen);
  kg__sorter_release(&unique->late);
  kg__sorter_release(&unique->rest);
  free(unique->row);
  *unique = (kg__unique){.op = unique->op, .width = unique->width, .most = unique->most};
}

static kg_status
begin_late(kg__unique *unique)
{
  size_t width = unique->width + 1;
  unique->full = true;
  unique->row = calloc(width, sizeof *unique->row);
  unique->late = unique->rest = (kg__sorter){.op = unique->op, .width = width, .most = unique->most / 4};
  return unique->row ? KG_OK : KG_ERR_NOMEM;
}

kg_status
kg__unique_put(kg__unique *unique, const kg_id *row, bool *made)
{
  size_t at;
  kg__rowset *seen = &unique->seen;
  if (!seen->exec)
    *seen = (kg__rowset){.exec = unique->op->exec, .width = unique->width, .key = unique->width};
  if (!unique->full && seen->n == seen->capacity && !kg__rowset_fits(seen, 1, unique->most / 2))
    KG_TRY(begin_late(unique));
  if (!unique->full)
    return kg__rowset_put(seen, row, &at, made);
  *made = false;
  if (kg__rowset_first(seen, row) != KG__ROWSET_END)
    return KG_OK;
  memcpy(unique->row, row, unique->width * sizeof *row);
  unique->row[unique->width] = unique->n_late++;
  return kg__sorter_add(&unique->late, unique->row);
}

// Of equal rows the one that came first; then all of them in that order.
static kg_status
choose(kg__unique *unique)
{
  size_t n = unique->width;
  const kg_id *row;
  kg_status st;
  bool any = false;
  unique->ended = true;
  kg__rowset_release(&unique->seen);
  while ((st = kg__sorter_next(&unique->late, &row)) == KG_OK) {
    if (any && !memcmp(unique->row + 1, row, n * sizeof *row))
      continue;
    any = true;
    unique->row[0] = row[n];
    memcpy(unique->row + 1, row, n * sizeof *row);
    KG_TRY(kg__sorter_add(&unique->rest, unique->row));
  }
  kg__sorter_release(&unique->late);
  return st == KG_DONE ? KG_OK : st;
}

kg_status
kg__unique_next(kg__unique *unique, const kg_id **row)
{
  if (!unique->full)
    return KG_DONE;
  if (!unique->ended)
    KG_TRY(choose(unique));
  KG_TRY(kg__sorter_next(&unique->rest, row));
  ++*row;
  return KG_OK;
}
