// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The places of a group of prefixes are searched in step, so that the memory of one is fetched while others
// are compared.  The rows are then read as a scan of each prefix would read them.

#include "kg/store/scan.h"

#include <stdlib.h>

enum { GROUP = 64 };

struct kg_probe {
  kg_scan scan;
  size_t n_prefix;
  const kg_id *prefix[4]; // the caller's, by column
  size_t n, next;         // prefixes, and those that were begun
  size_t group, n_group;  // the first of the group, and how many
  bool active;            // the scan is on prefix next - 1
  kg__row first[GROUP];
  uint64_t at[GROUP];
};

kg_status
kg_probe_open(kg_txn *txn, kg_order order, size_t n_prefix, kg_probe **probe, kg_error *err)
{
  *probe = NULL;
  if (n_prefix < 1 || n_prefix > 4 || order >= KG_N_ORDERS)
    return kg_error_set(err, KG_ERR_ARGUMENT, "there is no such order, or not that many columns");
  KG_TRY(kg__quads_flush(txn, err));
  kg_probe *p = calloc(1, sizeof *p);
  if (!p)
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for looking up rows");
  p->n_prefix = n_prefix;
  p->scan.order = order;
  p->scan.runs = txn->runs;
  p->scan.manifest = &txn->manifest;
  kg_status st = txn->manifest.delta ? kg__txn_cursor(txn, (kg__table)order, &p->scan.cursor, err) : KG_OK;
  if (st)
    kg_probe_close(p);
  else
    *probe = p;
  return st;
}

void
kg_probe_close(kg_probe *probe)
{
  if (probe && probe->scan.cursor)
    mdb_cursor_close(probe->scan.cursor);
  free(probe);
}

void
kg_probe_start(kg_probe *probe, const kg_id *const prefix[], size_t n)
{
  for (size_t c = 0; c < probe->n_prefix; c++)
    probe->prefix[c] = prefix[c];
  probe->n = n;
  probe->next = probe->group = probe->n_group = 0;
  probe->active = false;
}

static kg_status
find_group(kg_probe *p)
{
  size_t left = p->n - p->next;
  p->group = p->next;
  p->n_group = left < GROUP ? left : GROUP;
  for (size_t i = 0; i < p->n_group; i++) {
    p->first[i] = (kg__row){{0}};
    for (size_t c = 0; c < p->n_prefix; c++)
      p->first[i].c[c] = p->prefix[c][p->group + i];
  }
  return kg__runs_seek_many(p->scan.runs, p->scan.order, p->first, p->n_group, p->at);
}

static kg_status
begin_next(kg_probe *p)
{
  if (p->next == p->n)
    return KG_DONE;
  if (p->next == p->group + p->n_group)
    KG_TRY(find_group(p));
  size_t i = p->next - p->group;
  kg__row last = kg__prefix_row(p->first[i].c, p->n_prefix, KG_ID_MAX), behind = last;
  uint64_t at = p->at[i], end = p->scan.runs ? p->scan.runs->rows : 0;
  if (p->scan.runs && at < end && kg__row_successor(&behind))
    KG_TRY(kg__runs_seek(p->scan.runs, p->scan.order, at, &behind, &end));
  p->active = true;
  p->next++;
  return kg__scan_restart(&p->scan, at, end, &p->first[i], &last);
}

kg_status
kg_probe_next(kg_probe *p, unsigned columns, kg_batch *batch, uint32_t which[KG_BATCH_ROWS])
{
  kg_status st = KG_OK;
  batch->n_rows = 0;
  while (!st && batch->n_rows < KG_BATCH_ROWS) {
    if (!p->active && (st = begin_next(p)))
      break;
    size_t before = batch->n_rows;
    st = kg__scan_add(&p->scan, columns, batch);
    for (size_t i = before; i < batch->n_rows; i++)
      which[i] = (uint32_t)(p->next - 1);
    if (st == KG_DONE) {
      p->active = false;
      st = KG_OK;
    }
  }
  return st && st != KG_DONE ? st : batch->n_rows ? KG_OK : KG_DONE;
}
