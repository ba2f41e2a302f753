// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Beginning LMDB's transactions, with room in its map.  A store reserves a terabyte of addresses, or as much
// as it gets; where that is little, the map is doubled when it is half full.  LMDB lets its map change only
// while this process has no transaction, so that a beginning writer that finds readers leaves it to the next
// one.

#include "kg/store/private.h"

#include <errno.h>
#include <fcntl.h>

kg_status
kg__lmdb_error(int rc, const char *what, kg_error *err)
{
  kg_status st;
  switch (rc) {
  case MDB_MAP_FULL:
  case MDB_TXN_FULL:
  case MDB_READERS_FULL:
    st = KG_ERR_LIMIT;
    break;
  case ENOMEM:
    st = KG_ERR_NOMEM;
    break;
  case MDB_PANIC: // a meta page was not written, and LMDB goes no further
    return kg_error_set(err, KG_ERR_IO,
                        "%s failed: an earlier commit could not be written to the disk, and nobody knows "
                        "whether it is there; the store must be opened again",
                        what);
  default:
    st = rc < 0 ? KG_ERR_STORE : KG_ERR_IO;
  }
  return kg_error_set(err, st, "%s failed: %s", what, mdb_strerror(rc));
}

static size_t
used_size(kg_store *store, size_t *map_size)
{
  MDB_envinfo info;
  MDB_stat stat;
  mdb_env_info(store->env, &info);
  mdb_env_stat(store->env, &stat);
  *map_size = info.me_mapsize;
  return (info.me_last_pgno + 1) * stat.ms_psize;
}

// A failed change leaves LMDB without a map.
static int
resize(kg_store *store, size_t size, size_t old)
{
  if (mdb_env_set_mapsize(store->env, size) == 0)
    return 0;
  int rc = mdb_env_set_mapsize(store->env, old);
  store->unmapped = rc != 0;
  return rc;
}

static int
make_room(kg_store *store)
{
  size_t map_size, used = used_size(store, &map_size);
  if (used <= map_size / 2 || store->readers || store->writing || used > SIZE_MAX / 4)
    return 0;
  return resize(store, used * 4, map_size);
}

// Another process made the file larger than our map.
static int
follow_growth(kg_store *store)
{
  size_t map_size, used = used_size(store, &map_size);
  return store->readers || store->writing ? MDB_MAP_RESIZED : resize(store, used * 2, map_size);
}

static int
begin(kg_store *store, bool write, MDB_txn **lmdb)
{
  unsigned flags = write ? 0 : MDB_RDONLY;
  int rc = store->unmapped ? ENOMEM : write ? make_room(store) : 0;
  if (rc)
    return rc;
  rc = mdb_txn_begin(store->env, NULL, flags, lmdb);
  if (rc == MDB_MAP_RESIZED && !(rc = follow_growth(store)))
    rc = mdb_txn_begin(store->env, NULL, flags, lmdb);
  if (rc == MDB_READERS_FULL && !mdb_reader_check(store->env, NULL))
    rc = mdb_txn_begin(store->env, NULL, flags, lmdb);
  return rc;
}

static kg_status
begin_error(int rc, kg_error *err)
{
  if (rc == MDB_MAP_RESIZED)
    return kg_error_set(err, KG_ERR_LIMIT,
                        "another process has made the store grow: end the transactions "
                        "of this one first");
  return kg__lmdb_error(rc, "beginning a transaction", err);
}

// A reader that LMDB does not know of keeps writers away while it reads.
static kg_status
keep_writers_away(kg_store *store, kg_error *err)
{
  if (!store->unregistered || store->lock_fd < 0 || store->readers)
    return KG_OK;
  KG_TRY(kg__lock_take(store->lock_fd, F_RDLCK, err));
  if (!kg__store_is_replaced(store))
    return KG_OK;
  kg__lock_release(store->lock_fd);
  return kg_error_set(err, KG_ERR_CONFLICT, "the store was written anew: it must be opened again");
}

static void
let_writers_in(kg_store *store)
{
  if (store->unregistered && store->lock_fd >= 0 && !store->readers)
    kg__lock_release(store->lock_fd);
}

kg_status
kg__store_begin(kg_store *store, bool write, MDB_txn **lmdb, kg_error *err)
{
  pthread_mutex_lock(&store->mutex);
  kg_status st = keep_writers_away(store, err);
  if (!st) {
    int rc = begin(store, write, lmdb);
    if (rc) {
      st = begin_error(rc, err);
      let_writers_in(store);
    } else if (write) {
      store->writing = true;
    } else {
      store->readers++;
    }
  }
  pthread_mutex_unlock(&store->mutex);
  return st;
}

void
kg__store_end(kg_store *store, bool write)
{
  pthread_mutex_lock(&store->mutex);
  if (write)
    store->writing = false;
  else if (--store->readers == 0)
    let_writers_in(store);
  pthread_mutex_unlock(&store->mutex);
}
