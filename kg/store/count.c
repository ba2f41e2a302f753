// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Counting.  All quads, those of a predicate and those of a graph are counted with each change, a whole quad
// is there or not; all else is the distance between two places in a run, and the changes between them.

#include "kg/store/private.h"

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
  if (value.mv_size != 8)
    return kg_error_set(err, KG_ERR_STORE, "the store is damaged: a counter cannot be read");
  *n = kg__u64_get(value.mv_data);
  return KG_OK;
}

kg_status
kg__counter_add(kg_txn *txn, kg__table table, kg_id id, int64_t n, kg_error *err)
{
  unsigned char room[8], sum[8];
  uint64_t old;
  MDB_val key = key_of(id, room), value = kg__val(sum, sizeof sum);
  KG_TRY(kg__counter_get(txn, table, id, &old, err));
  if (n < 0 && old < (uint64_t)-n)
    return kg_error_set(err, KG_ERR_STORE, "the store is damaged: a counter is too small");
  kg__u64_put(sum, old + (uint64_t)n);
  int rc = old + (uint64_t)n == 0 ? mdb_del(txn->lmdb, txn->store->table[table], &key, NULL)
                                  : mdb_put(txn->lmdb, txn->store->table[table], &key, &value, 0);
  return rc ? kg__lmdb_error(rc, "counting", err) : KG_OK;
}

static kg_status
count_walking(kg_txn *txn, kg_order order, const kg_id *prefix, size_t n_prefix, uint64_t *count,
              kg_error *err)
{
  kg_scan *scan = NULL;
  KG_TRY(kg_scan_open(txn, order, prefix, n_prefix, KG_ID_NONE, KG_ID_MAX, &scan, err));
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
  return count_walking(txn, order, prefix, n_prefix, count, err);
}
