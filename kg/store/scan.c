// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A scan is a cursor that stands on its next row, and the last key that it may give.

#include "kg/store/private.h"

#include <errno.h>
#include <stdlib.h>

struct kg_scan {
  MDB_cursor *cursor;
  kg_order order;
  kg_status state; // KG_OK: `key` is the next row; KG_DONE; or what went wrong
  const unsigned char *key;
  unsigned char first[KG__KEY_SIZE];
  unsigned char last[KG__KEY_SIZE];
};

static kg_status
state_of(const kg_scan *scan, int rc, const MDB_val *key, const MDB_val *value)
{
  if (rc)
    return rc == MDB_NOTFOUND ? KG_DONE : rc == ENOMEM ? KG_ERR_NOMEM : KG_ERR_STORE;
  if (key->mv_size != KG__KEY_SIZE || value->mv_size != 8 ||
      ((unsigned char *)value->mv_data)[7] != KG__INSERTED)
    return KG_ERR_STORE;
  return memcmp(key->mv_data, scan->last, KG__KEY_SIZE) <= 0 ? KG_OK : KG_DONE;
}

static void
move(kg_scan *scan, MDB_cursor_op op, const unsigned char *to)
{
  MDB_val key = kg__val(to, KG__KEY_SIZE), value = {0, NULL};
  int rc = mdb_cursor_get(scan->cursor, &key, &value, op);
  scan->state = state_of(scan, rc, &key, &value);
  scan->key = key.mv_data;
}

// Fill the columns behind the prefix with the least, or the greatest, ids.
static void
fill_bound(unsigned char bound[KG__KEY_SIZE], const kg_id *prefix, size_t n, kg_id next, int rest)
{
  memset(bound, rest, KG__KEY_SIZE);
  for (size_t i = 0; i < n; i++)
    kg__u64_put(bound + 8 * i, prefix[i]);
  if (n < 4)
    kg__u64_put(bound + 8 * n, next);
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
  kg_status st = kg__txn_cursor(txn, (kg__table)order, &s->cursor, err);
  if (st) {
    kg_scan_close(s);
    return st;
  }
  s->order = order;
  fill_bound(s->first, prefix, n_prefix, lo, 0);
  fill_bound(s->last, prefix, n_prefix, hi, 0xff);
  move(s, MDB_SET_RANGE, s->first);
  *scan = s;
  return KG_OK;
}

static void
fill_row(kg_batch *batch, unsigned columns, const unsigned char *key, size_t row)
{
  for (int i = 0; i < 4; i++) {
    if (columns & (1u << i))
      batch->column[i][row] = kg__u64_get(key + 8 * i);
  }
}

kg_status
kg_scan_next(kg_scan *scan, unsigned columns, kg_batch *batch)
{
  batch->n_rows = 0;
  while (!scan->state && batch->n_rows < KG_BATCH_ROWS) {
    fill_row(batch, columns, scan->key, batch->n_rows++);
    move(scan, MDB_NEXT, scan->key);
  }
  return batch->n_rows ? KG_OK : scan->state;
}

kg_status
kg_scan_seek(kg_scan *scan, const kg_id *key, size_t n_key)
{
  unsigned char to[KG__KEY_SIZE];
  if (n_key > 4)
    return KG_ERR_ARGUMENT;
  fill_bound(to, key, n_key, KG_ID_NONE, 0);
  if (!scan->state && memcmp(to, scan->key, KG__KEY_SIZE) > 0)
    move(scan, MDB_SET_RANGE, to);
  return scan->state == KG_DONE ? KG_OK : scan->state;
}

kg_status
kg__scan_count(kg_scan *scan, uint64_t *count)
{
  for (*count = 0; !scan->state; ++*count)
    move(scan, MDB_NEXT, scan->key);
  return scan->state == KG_DONE ? KG_OK : scan->state;
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
