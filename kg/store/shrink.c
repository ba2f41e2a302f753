// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// LMDB's file never gets smaller by itself: pages that are free are kept for later.  When a store is closed,
// most of its file is such pages, and no other process has it open, its tables are written as a new file that
// takes the old one's place.  That nobody else has it, and that nobody opens it meanwhile, is told by the
// lock that LMDB itself takes in its table of readers; who waits there finds the new file afterwards.  The
// new file goes on with the old one's numbers of transactions, which that table has too.

#include "kg/store/private.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { N_OWN_TABLES = 2 }; // LMDB's: free pages, and the records of tables

static kg_status
count_pages(const kg_store *store, MDB_txn *lmdb, size_t *bytes)
{
  MDB_stat stat;
  *bytes = 0;
  for (int i = -N_OWN_TABLES; i < KG__N_TABLES; i++) {
    if (mdb_stat(lmdb, i < 0 ? (MDB_dbi)(i + N_OWN_TABLES) : store->table[i], &stat))
      return KG_ERR_STORE;
    *bytes += (stat.ms_branch_pages + stat.ms_leaf_pages + stat.ms_overflow_pages) * stat.ms_psize;
  }
  return KG_OK;
}

static bool
is_loose(kg_store *store)
{
  MDB_txn *lmdb;
  struct stat info;
  size_t used = 0;
  int fd = -1;
  if (!store->tidy || store->temporary || mdb_env_get_fd(store->env, &fd) || fstat(fd, &info) != 0 ||
      (size_t)info.st_size < kg__store_sizes_now.loose_file || kg__store_begin(store, false, &lmdb, NULL))
    return false;
  kg_status st = count_pages(store, lmdb, &used);
  mdb_txn_abort(lmdb);
  kg__store_end(store, false);
  return !st && used < (size_t)info.st_size / 2;
}

// The whole first byte, which each process that has the environment open shares; -1 if another one does.
static int
lock_environment(const kg_store *store)
{
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1};
  char *name = NULL;
  if (asprintf(&name, "%s/kg.mdb-lock", store->path) < 0)
    return -1;
  int fd = open(name, O_RDWR | O_CLOEXEC);
  free(name);
  if (fd >= 0 && fcntl(fd, F_SETLK, &lock) != 0) {
    close(fd);
    return -1;
  }
  return fd;
}

static kg_status
fill(void *self, kg_store *store, MDB_txn *lmdb, kg_error *err)
{
  kg_txn *txn = self;
  KG_TRY(kg__tables_copy(txn, store, lmdb, NULL, err));
  return kg__manifest_write(store, lmdb, &txn->manifest, err);
}

static void
write_anew(kg_store *store)
{
  kg_txn *txn;
  kg_store *to = kg__store_new(store->path, store->flags);
  if (to && !kg_txn_begin_read(store, &txn, NULL)) {
    (void)kg__store_remake(to, fill, txn, mdb_txn_id(txn->lmdb), NULL);
    kg_txn_abort(txn);
  }
  kg_store_close(to);
}

void
kg__env_close(kg_store *store)
{
  int lock = -1;
  if (is_loose(store)) {
    if (store->lock_fd < 0)
      store->lock_fd = kg__lock_open(store->path, true);
    if (store->lock_fd >= 0 && !kg__lock_take(store->lock_fd, F_WRLCK, NULL)) {
      if ((lock = lock_environment(store)) >= 0)
        write_anew(store);
      kg__lock_release(store->lock_fd);
    }
  }
  mdb_env_close(store->env);
  store->env = NULL;
  if (lock >= 0)
    close(lock);
}
