// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/store/flat.h"
#include "kg/store/run.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

static bool
is_named(MDB_val key)
{
  return key.mv_size == 8 && kg__u64_get(key.mv_data) != KG_ID_NONE;
}

static kg_status
collect(const kg_txn *txn, MDB_cursor *cursor, kg_id **ids, size_t *n, kg_error *err)
{
  struct {
    kg_id *items;
    size_t n, capacity;
  } found = {0};
  MDB_val key, value;
  int rc;
  while (!(rc = mdb_cursor_get(cursor, &key, &value, MDB_NEXT))) {
    kg_status st = kg__unseal(&txn->manifest, KG__GRAPHS, key, &value);
    if (!st && !is_named(key))
      continue;
    st = st ? st : kg__vec_add(&found);
    if (st) {
      free(found.items);
      return kg_error_set(err, st,
                          st == KG_ERR_NOMEM ? "no memory for graphs"
                                             : "the store is damaged: a graph cannot be read");
    }
    found.items[found.n - 1] = kg__u64_get(key.mv_data);
  }
  if (rc != MDB_NOTFOUND) {
    free(found.items);
    return kg__lmdb_error(rc, "reading graphs", err);
  }
  *ids = found.items;
  *n = found.n;
  return KG_OK;
}

kg_status
kg_txn_graphs(kg_txn *txn, kg_id **ids, size_t *n, kg_error *err)
{
  MDB_cursor *cursor = NULL;
  *ids = NULL;
  *n = 0;
  KG_TRY(kg__quads_flush(txn, err));
  KG_TRY(kg__txn_cursor(txn, KG__GRAPHS, &cursor, err));
  kg_status st = collect(txn, cursor, ids, n, err);
  mdb_cursor_close(cursor);
  return st;
}

kg_status
kg_txn_stats(kg_txn *txn, kg_store_stats *stats, kg_error *err)
{
  struct stat file;
  MDB_stat graphs;
  uint64_t in_default;
  int fd = -1;
  KG_TRY(kg__quads_flush(txn, err));
  KG_TRY(kg__counter_get(txn, KG__GRAPHS, KG_ID_NONE, &in_default, err));
  int rc = mdb_stat(txn->lmdb, txn->store->table[KG__GRAPHS], &graphs);
  if (!rc && !(rc = mdb_env_get_fd(txn->store->env, &fd)))
    rc = fstat(fd, &file) == 0 ? 0 : errno;
  if (rc)
    return kg__lmdb_error(rc, "measuring the store", err);
  *stats = (kg_store_stats){.quads = txn->manifest.quads,
                            .graphs = graphs.ms_entries - (in_default > 0),
                            .terms = txn->manifest.next_term - 1,
                            .bytes = (uint64_t)file.st_size + (txn->runs ? txn->runs->bytes : 0) +
                                     (txn->flat ? txn->flat->size : 0),
                            .format = txn->manifest.format};
  return KG_OK;
}
