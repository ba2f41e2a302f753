// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Counting.  All quads, those of a predicate and those of a graph are counted with each change, a whole quad
// is there or not; all else is the distance between two places in a run, and the changes between them. Values
// were counted when the runs were made, and are taken to be as many for the rows of today.

#include "kg/store/run.h"

#include <stdlib.h>

enum { LOOKED_AT_ROWS = 4 * KG_BATCH_ROWS };

static MDB_val
key_of(kg_id id, unsigned char room[8])
{
  kg__u64_put(room, id);
  return kg__val(room, 8);
}

kg_status
kg__counter_get(kg_txn *txn, kg__table table, kg_id id, uint64_t *n, kg_error *err)
{
  unsigned char room[8];
  MDB_val key = key_of(id, room), value;
  int rc = mdb_get(txn->lmdb, txn->store->table[table], &key, &value);
  *n = 0;
  if (rc == MDB_NOTFOUND)
    return KG_OK;
  if (rc)
    return kg__lmdb_error(rc, "counting", err);
  if (kg__unseal(&txn->manifest, table, key, &value) || value.mv_size != 8)
    return kg_error_set(err, KG_ERR_STORE, "the store is damaged: a counter cannot be read");
  *n = kg__u64_get(value.mv_data);
  return KG_OK;
}

kg_status
kg__counter_add(kg_txn *txn, kg__table table, kg_id id, int64_t n, kg_error *err)
{
  unsigned char room[8], sum[8 + KG__SEAL_SIZE];
  uint64_t old;
  MDB_val key = key_of(id, room);
  KG_TRY(kg__counter_get(txn, table, id, &old, err));
  if (n < 0 && old < (uint64_t)-n)
    return kg_error_set(err, KG_ERR_STORE, "the store is damaged: a counter is too small");
  kg__u64_put(sum, old + (uint64_t)n);
  MDB_val value = kg__sealed(table, key, sum, 8);
  int rc = old + (uint64_t)n == 0 ? mdb_del(txn->lmdb, txn->store->table[table], &key, NULL)
                                  : mdb_put(txn->lmdb, txn->store->table[table], &key, &value, 0);
  return rc ? kg__lmdb_error(rc, "counting", err) : KG_OK;
}

kg_status
kg_count_range(kg_txn *txn, kg_order order, const kg_id *prefix, size_t n_prefix, kg_id lo, kg_id hi,
               uint64_t *count, kg_error *err)
{
  kg_scan *scan = NULL;
  *count = 0;
  KG_TRY(kg_scan_open(txn, order, prefix, n_prefix, lo, hi, &scan, err));
  kg_status st = kg__scan_count(scan, count);
  kg_scan_close(scan);
  return st == KG_ERR_STORE ? kg_error_set(err, st, "the store is damaged: a row cannot be read") : st;
}

kg_status
kg_count(kg_txn *txn, kg_order order, const kg_id *prefix, size_t n_prefix, uint64_t *count, kg_error *err)
{
  *count = 0;
  if (n_prefix > 4 || order >= KG_N_ORDERS)
    return kg_error_set(err, KG_ERR_ARGUMENT, "there is no such order, or not that many columns");
  KG_TRY(kg__quads_flush(txn, err));
  if (n_prefix == 0) {
    *count = txn->manifest.quads;
    return KG_OK;
  }
  if (n_prefix == 1 && (order == KG_PSO || order == KG_POS))
    return kg__counter_get(txn, KG__PREDICATES, prefix[0], count, err);
  if (n_prefix == 1 && order == KG_GSPO)
    return kg__counter_get(txn, KG__GRAPHS, prefix[0], count, err);
  return kg_count_range(txn, order, prefix, n_prefix, KG_ID_NONE, KG_ID_MAX, count, err);
}

// ---- values

static uint64_t
between(double value, uint64_t least, uint64_t most)
{
  return value < (double)least ? least : value > (double)most ? most : (uint64_t)(value + 0.5);
}

// Values of column `n_prefix` as they were when the runs were made, and the rows that had them; false if
// nobody counted.
static bool
counted(const kg_txn *txn, kg_order order, const kg_id *prefix, size_t n_prefix, uint64_t *values,
        uint64_t *rows)
{
  const kg__run *run = txn->runs ? txn->runs->order[order] : NULL;
  if (txn->runs && !run && n_prefix == 1 && prefix[0] == txn->runs->graph) { // one graph: the subjects of all
    run = txn->runs->order[KG_SPO];
    n_prefix = 0;
  }
  const kg__run_group *group = run && n_prefix == 1 ? kg__run_group_find(run, prefix[0]) : NULL;
  *values = n_prefix == 0 && run ? run->firsts : group ? group->values : 0;
  *rows = n_prefix == 0 && run ? run->rows : group ? group->rows : 0;
  return *values != 0;
}

// How often a column changes in the first rows; `*seen` of them.
static kg_status
look(kg_scan *scan, size_t column, kg_batch *batch, uint64_t *values, uint64_t *seen)
{
  kg_status st;
  kg_id last = KG_ID_NONE;
  *values = *seen = 0;
  while (*seen < LOOKED_AT_ROWS && !(st = kg_scan_next(scan, 1u << column, batch))) {
    const kg_id *ids = batch->column[column];
    for (size_t i = 0; i < batch->n_rows; last = ids[i++])
      *values += (!*seen && !i) || ids[i] != last;
    *seen += batch->n_rows;
  }
  return *seen < LOOKED_AT_ROWS && st != KG_DONE ? st : KG_OK;
}

static kg_status
values_of_first_rows(kg_txn *txn, kg_order order, const kg_id *prefix, size_t n_prefix, uint64_t *values,
                     uint64_t *seen, kg_error *err)
{
  kg_scan *scan = NULL;
  kg_batch *batch = malloc(sizeof *batch);
  kg_status st =
      batch ? kg_scan_open(txn, order, prefix, n_prefix, KG_ID_NONE, KG_ID_MAX, &scan, err) : KG_ERR_NOMEM;
  if (!st && (st = look(scan, n_prefix, batch, values, seen)))
    kg_error_set(err, st, "the store is damaged: a row cannot be read");
  kg_scan_close(scan);
  free(batch);
  return st;
}

static kg_status
count_table(kg_txn *txn, kg__table table, uint64_t *count, kg_error *err)
{
  MDB_stat stat;
  int rc = mdb_stat(txn->lmdb, txn->store->table[table], &stat);
  *count = rc ? 0 : stat.ms_entries;
  return rc ? kg__lmdb_error(rc, "counting", err) : KG_OK;
}

kg_status
kg_count_values(kg_txn *txn, kg_order order, const kg_id *prefix, size_t n_prefix, uint64_t *count,
                kg_error *err)
{
  uint64_t rows, values, counted_rows;
  *count = 0;
  if (n_prefix > 3)
    return kg_error_set(err, KG_ERR_ARGUMENT, "there is no next column");
  KG_TRY(kg_count(txn, order, prefix, n_prefix, &rows, err));
  if (!rows)
    return KG_OK;
  if (n_prefix == 0 && (order == KG_PSO || order == KG_POS || order == KG_GSPO))
    return count_table(txn, order == KG_GSPO ? KG__GRAPHS : KG__PREDICATES, count, err);
  if (!counted(txn, order, prefix, n_prefix, &values, &counted_rows))
    KG_TRY(values_of_first_rows(txn, order, prefix, n_prefix, &values, &counted_rows, err));
  if (counted_rows)
    *count = between((double)values * ((double)rows / (double)counted_rows), 1, rows);
  return KG_OK;
}
