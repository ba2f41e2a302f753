// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A scan merges the runs with the tables of changes: it stands on a row of the runs and on the next change,
// whose place among the rows it looks up once, so that all rows before it are unpacked as whole blocks.

#include "kg/store/scan.h"

#include <errno.h>
#include <stdlib.h>

// ---- changes

static kg_status
take_change(kg_scan *scan, int rc, const MDB_val *key, const MDB_val *value)
{
  if (rc)
    return rc == MDB_NOTFOUND ? KG_OK : rc == ENOMEM ? KG_ERR_NOMEM : KG_ERR_STORE;
  KG_TRY(kg__change_read(scan->manifest, scan->order, *key, *value, &scan->change, &scan->op));
  if (scan->op == KG__REMOVED && !scan->runs)
    return KG_ERR_STORE;
  scan->changing = kg__row_compare(&scan->change, &scan->last) <= 0;
  return KG_OK;
}

static kg_status
move(kg_scan *scan, MDB_cursor_op op, const kg__row *to)
{
  kg__key_room room;
  MDB_val key = {0, NULL}, value = {0, NULL};
  if (to)
    key = kg__bound_key(scan->manifest, to, room);
  int rc = mdb_cursor_get(scan->cursor, &key, &value, op);
  scan->changing = scan->placed = false;
  return scan->state = take_change(scan, rc, &key, &value);
}

// The rows of the runs before the next change, or before the end.
static kg_status
place(kg_scan *scan, uint64_t *stop)
{
  *stop = scan->end;
  if (!scan->changing)
    return KG_OK;
  if (!scan->placed) {
    KG_TRY(kg__runs_seek(scan->runs, scan->order, scan->at, &scan->change, &scan->place));
    scan->place = scan->place < scan->end ? scan->place : scan->end;
    scan->placed = true;
  }
  *stop = scan->place;
  return KG_OK;
}

// ---- opening

static kg__row
bound(const kg_id *prefix, size_t n, kg_id next, kg_id rest)
{
  kg__row row;
  for (size_t i = 0; i < 4; i++)
    row.c[i] = i < n ? prefix[i] : i == n ? next : rest;
  return row;
}

static kg_status
find_rows(kg_scan *scan)
{
  kg__row behind = scan->last;
  if (!scan->runs)
    return KG_OK;
  KG_TRY(kg__runs_seek(scan->runs, scan->order, 0, &scan->first, &scan->at));
  scan->end = scan->runs->rows;
  return kg__row_successor(&behind) ? kg__runs_seek(scan->runs, scan->order, scan->at, &behind, &scan->end)
                                    : KG_OK;
}

static kg_status
open_scan(kg_txn *txn, kg_scan *scan, kg_error *err)
{
  scan->state = find_rows(scan);
  if (scan->state)
    return kg_error_set(err, scan->state, "the store is damaged: a block of a run cannot be read");
  if (!txn->manifest.delta)
    return KG_OK;
  KG_TRY(kg__txn_cursor(txn, (kg__table)scan->order, &scan->cursor, err));
  move(scan, MDB_SET_RANGE, &scan->first);
  return KG_OK;
}

kg_status
kg_scan_open(kg_txn *txn, kg_order order, const kg_id *prefix, size_t n_prefix, kg_id lo, kg_id hi,
             kg_scan **scan, kg_error *err)
{
  *scan = NULL;
  if (n_prefix > 4 || order >= KG_N_ORDERS)
    return kg_error_set(err, KG_ERR_ARGUMENT, "there is no such order, or not that many columns");
  KG_TRY(kg__quads_flush(txn, err));
  kg_scan *s = calloc(1, sizeof *s);
  if (!s)
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for a scan");
  s->order = order;
  s->runs = txn->runs;
  s->manifest = &txn->manifest;
  s->first = bound(prefix, n_prefix, lo, KG_ID_NONE);
  s->last = bound(prefix, n_prefix, hi, KG_ID_MAX);
  kg_status st = open_scan(txn, s, err);
  if (st)
    kg_scan_close(s);
  else
    *scan = s;
  return st;
}

void
kg_scan_close(kg_scan *scan)
{
  if (!scan)
    return;
  if (scan->cursor)
    mdb_cursor_close(scan->cursor);
  free(scan);
}

// ---- reading

static kg_status
read_rows(kg_scan *scan, uint64_t stop, unsigned columns, kg_batch *batch)
{
  size_t room = KG_BATCH_ROWS - batch->n_rows, n = stop - scan->at < room ? (size_t)(stop - scan->at) : room;
  kg_id *to[4];
  for (int c = 0; c < 4; c++)
    to[c] = batch->column[c] + batch->n_rows;
  KG_TRY(kg__runs_read(scan->runs, scan->order, scan->at, n, columns, to));
  scan->at += n;
  batch->n_rows += n;
  return KG_OK;
}

static kg_status
use_change(kg_scan *scan, unsigned columns, kg_batch *batch)
{
  if (scan->op == KG__REMOVED) {
    if (scan->at >= scan->end)
      return KG_ERR_STORE;
    scan->at++;
  } else {
    for (int c = 0; c < 4; c++) {
      if (columns & (1u << c))
        batch->column[c][batch->n_rows] = scan->change.c[c];
    }
    batch->n_rows++;
  }
  return move(scan, MDB_NEXT, NULL);
}

static kg_status
step(kg_scan *scan, unsigned columns, kg_batch *batch)
{
  uint64_t stop;
  KG_TRY(place(scan, &stop));
  if (scan->at < stop)
    return read_rows(scan, stop, columns, batch);
  return scan->changing ? use_change(scan, columns, batch) : KG_DONE;
}

kg_status
kg_scan_next(kg_scan *scan, unsigned columns, kg_batch *batch)
{
  batch->n_rows = 0;
  while (!scan->state && batch->n_rows < KG_BATCH_ROWS)
    scan->state = step(scan, columns, batch);
  return batch->n_rows ? KG_OK : scan->state;
}

static kg_status
seek(kg_scan *scan, const kg__row *to)
{
  if (scan->at < scan->end) {
    KG_TRY(kg__runs_seek(scan->runs, scan->order, scan->at, to, &scan->at));
    scan->at = scan->at < scan->end ? scan->at : scan->end;
  }
  scan->placed = false;
  return scan->changing && kg__row_compare(&scan->change, to) < 0 ? move(scan, MDB_SET_RANGE, to) : KG_OK;
}

kg_status
kg_scan_seek(kg_scan *scan, const kg_id *key, size_t n_key)
{
  if (n_key > 4)
    return KG_ERR_ARGUMENT;
  kg__row to = bound(key, n_key, KG_ID_NONE, KG_ID_NONE);
  if (!scan->state)
    scan->state = seek(scan, &to);
  return scan->state == KG_DONE ? KG_OK : scan->state;
}

kg_status
kg__scan_count(kg_scan *scan, uint64_t *count)
{
  *count = scan->end - scan->at;
  while (!scan->state && scan->changing) {
    *count += scan->op == KG__INSERTED ? UINT64_C(1) : -UINT64_C(1);
    move(scan, MDB_NEXT, NULL);
  }
  return scan->state == KG_DONE ? KG_OK : scan->state;
}

// ---- orders

kg_order
kg_order_for(const kg_quad_ids *pattern, bool graph_bound, kg_id prefix[4], size_t *n_prefix)
{
  kg__row row = kg__row_of(pattern);
  const bool bound[4] = {row.c[0] != KG_ID_NONE, row.c[1] != KG_ID_NONE, row.c[2] != KG_ID_NONE, graph_bound};
  kg_order best = KG_SPO;
  size_t most = 0;
  for (int order = 0; order < KG_N_ORDERS; order++) {
    size_t n = 0;
    while (n < 4 && bound[kg__order_columns[order][n]])
      n++;
    if (n > most) {
      best = (kg_order)order;
      most = n;
    }
  }
  for (size_t i = 0; i < most; i++)
    prefix[i] = row.c[kg__order_columns[best][i]];
  *n_prefix = most;
  return best;
}

kg_quad_ids
kg_batch_quad(const kg_batch *batch, kg_order order, size_t i)
{
  kg__row row;
  for (int c = 0; c < 4; c++)
    row.c[kg__order_columns[order][c]] = batch->column[c][i];
  return (kg_quad_ids){row.c[0], row.c[1], row.c[2], row.c[3]};
}
