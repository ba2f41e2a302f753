// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Making a store: under another name, which is then changed, so that there is a whole one or none.

#include "kg/store/private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

// What is ours, or was left behind by us when we were killed.
static bool
is_ours(const char *name)
{
  static const char *const names[] = {".", "..", "lock", "kg.mdb-lock", "kg.mdb.new"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (!strcmp(name, names[i]))
      return true;
  }
  return false;
}

static kg_status
check_empty(const kg_store *store, kg_error *err)
{
  DIR *folder = opendir(store->path);
  if (!folder)
    return kg_error_set(err, KG_ERR_IO, "cannot open %s: %s", store->path, strerror(errno));
  struct dirent *entry;
  do {
    entry = readdir(folder);
  } while (entry && is_ours(entry->d_name));
  bool empty = !entry;
  closedir(folder);
  if (empty)
    return KG_OK;
  return kg_error_set(err, KG_ERR_STORE, "%s is a folder with other files, and no store", store->path);
}

typedef struct making {
  kg_store *store;
  const char *file, *fresh; // the second is its name until it is whole
  kg__fill_fn fill;
  void *self;
  uint64_t txn; // that it goes on after, or 0
  kg_error *err;
} making;

static kg_status
fill(const making *m)
{
  MDB_txn *lmdb = NULL;
  int rc = mdb_txn_begin(m->store->env, NULL, 0, &lmdb);
  if (rc)
    return kg__lmdb_error(rc, "making the store", m->err);
  kg_status st = kg__tables_open(m->store, lmdb, MDB_CREATE, m->err);
  if (!st)
    st = m->fill(m->self, m->store, lmdb, m->err);
  if (st) {
    mdb_txn_abort(lmdb);
    return st;
  }
  rc = mdb_txn_commit(lmdb);
  return rc ? kg__lmdb_error(rc, "making the store", m->err) : KG_OK;
}

// EINVAL is of file systems that cannot sync folders.
kg_status
kg__folder_sync(const kg_store *store, const char *path, kg_error *err)
{
  if (store->flags & KG_STORE_VOLATILE)
    return KG_OK;
  int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  bool synced = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);
  kg_status st =
      synced ? KG_OK
             : kg_error_set(err, KG_ERR_IO, "writing the folder %s failed: %s", path, strerror(errno));
  if (fd >= 0)
    close(fd);
  return st;
}

static kg_status
make_file(const making *m)
{
  kg_store *store = m->store;
  unlink(m->fresh);
  int rc = kg__env_open(store, m->fresh, MDB_NOLOCK | (store->flags & KG_STORE_VOLATILE ? MDB_NOSYNC : 0));
  if (rc)
    return kg__lmdb_error(rc, "making the store", m->err);
  kg_status st = fill(m);
  mdb_env_close(store->env);
  store->env = NULL;
  if (!st && m->txn)
    st = kg__file_renumber(m->fresh, m->txn, m->err);
  if (!st && rename(m->fresh, m->file) != 0)
    st = kg_error_set(m->err, KG_ERR_IO, "cannot make %s: %s", m->file, strerror(errno));
  if (st)
    unlink(m->fresh);
  return st ? st : kg__folder_sync(store, store->path, m->err);
}

static kg_status
make_locked(const making *m)
{
  kg_store *store = m->store;
  if (access(m->file, F_OK) == 0)
    return KG_OK;
  KG_TRY(check_empty(store, m->err));
  store->lock_fd = kg__lock_open(store->path, true);
  if (store->lock_fd < 0)
    return kg_error_set(m->err, KG_ERR_IO, "cannot write to %s: %s", store->path, strerror(errno));
  KG_TRY(kg__lock_take(store->lock_fd, F_WRLCK, m->err));
  kg_status st = access(m->file, F_OK) == 0 ? KG_OK : make_file(m);
  kg__lock_release(store->lock_fd);
  return st;
}

static kg_status
make_folder(const kg_store *store, kg_error *err)
{
  char *outer = NULL;
  if (mkdir(store->path, 0777) != 0)
    return errno == EEXIST
               ? KG_OK
               : kg_error_set(err, KG_ERR_IO, "cannot make the folder %s: %s", store->path, strerror(errno));
  if (asprintf(&outer, "%s/..", store->path) < 0)
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for a store");
  kg_status st = kg__folder_sync(store, outer, err);
  free(outer);
  return st;
}

kg_status
kg__store_make(kg_store *store, const char *file, kg__fill_fn fill_it, void *self, kg_error *err)
{
  char *fresh = NULL;
  KG_TRY(make_folder(store, err));
  KG_TRY(kg__lock_check_place(store->path, err));
  if (asprintf(&fresh, "%s.new", file) < 0)
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for a store");
  making m = {store, file, fresh, fill_it, self, 0, err};
  kg_status st = make_locked(&m);
  free(fresh);
  return st;
}

kg_status
kg__store_remake(kg_store *store, kg__fill_fn fill_it, void *self, uint64_t txn, kg_error *err)
{
  char *file = NULL, *fresh = NULL;
  kg_status st = KG_ERR_NOMEM;
  if (asprintf(&file, "%s/kg.mdb", store->path) >= 0 && asprintf(&fresh, "%s.new", file) >= 0)
    st = make_file(&(making){store, file, fresh, fill_it, self, txn, err});
  free(file);
  free(fresh);
  return st;
}
