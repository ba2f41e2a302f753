// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Transactions over LMDB's.  A commit that could not write its pages leaves the old state, and no trap
// behind: the next one starts from pages that were synced before, and writes all of its own anew.

#include "kg/store/run.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/statvfs.h>

kg_status
kg__txn_fail(kg_txn *txn, kg_status status)
{
  txn->failed = status;
  return status;
}

kg_status
kg__txn_check_write(kg_txn *txn, kg_error *err)
{
  if (!txn->write)
    return kg_error_set(err, KG_ERR_ARGUMENT, "this transaction only reads");
  if (txn->failed)
    return kg_error_set(err, txn->failed, "an earlier change of this transaction failed");
  return KG_OK;
}

kg_status
kg__txn_cursor(kg_txn *txn, kg__table table, MDB_cursor **at, kg_error *err)
{
  if (*at)
    return KG_OK;
  int rc = mdb_cursor_open(txn->lmdb, txn->store->table[table], at);
  return rc ? kg__lmdb_error(rc, "reading the store", err) : KG_OK;
}

static void
close_cursor(MDB_cursor **cursor)
{
  if (*cursor)
    mdb_cursor_close(*cursor);
  *cursor = NULL;
}

static void
release(kg_txn *txn)
{
  kg_store *store = txn->store;
  kg__store_compact_abort(txn);
  kg__flat_abort(txn);
  kg__store_end(store, txn->write);
  if (txn->write) {
    if (!store->temporary)
      kg__lock_release(store->lock_fd);
    pthread_mutex_unlock(&store->writer);
  }
  kg_buf_release(&txn->bytes);
  kg__known_release(&txn->known);
  kg__labels_release(&txn->labels);
  free(txn->new_quads.items);
  kg__runs_release(store, txn->runs);
  kg__flat_release(store, txn->flat);
  kg_buf_release(&txn->room);
  free(txn->new_terms.items);
  free(txn);
}

// ---- beginning

static kg_status
lock_folder(kg_store *store, kg_error *err)
{
  if (store->temporary)
    return KG_OK;
  if (store->lock_fd < 0)
    store->lock_fd = kg__lock_open(store->path, true);
  if (store->lock_fd < 0)
    return kg_error_set(err, KG_ERR_IO, "cannot lock %s: %s", store->path, strerror(errno));
  return kg__lock_take(store->lock_fd, F_WRLCK, err);
}

static kg_status
lock_writer(kg_store *store, kg_error *err)
{
  if (store->flags & KG_STORE_READ_ONLY)
    return kg_error_set(err, KG_ERR_ARGUMENT, "%s was opened to read only", store->path);
  if (pthread_mutex_lock(&store->writer) != 0)
    return kg_error_set(err, KG_ERR_LOCKED, "this thread is writing to the store already");
  kg_status st = lock_folder(store, err);
  if (st)
    pthread_mutex_unlock(&store->writer);
  return st;
}

static void
unlock_writer(kg_store *store)
{
  if (!store->temporary)
    kg__lock_release(store->lock_fd);
  pthread_mutex_unlock(&store->writer);
}

static kg_status
begin_once(kg_txn *t, kg_error *err)
{
  KG_TRY(kg__store_begin(t->store, t->write, &t->lmdb, err));
  kg_status st = kg__manifest_read(t->store, t->lmdb, &t->manifest, err);
  if (!st)
    st = kg__runs_acquire(t->store, &t->manifest, &t->runs, err);
  if (!st)
    st = kg__flat_acquire(t->store, &t->manifest, &t->flat, err);
  if (st) {
    kg__runs_release(t->store, t->runs);
    t->runs = NULL;
    mdb_txn_abort(t->lmdb);
    kg__store_end(t->store, t->write);
  }
  return st;
}

// A reader may come too late for the files of a generation, and then begins again with the next one.
static kg_status
begin_with_runs(kg_txn *t, kg_error *err)
{
  uint64_t before;
  kg_status st;
  do {
    before = t->manifest.seq;
    st = begin_once(t, err);
  } while (st == KG_ERR_NOT_FOUND && t->manifest.seq != before);
  return st == KG_ERR_NOT_FOUND
             ? kg_error_set(err, KG_ERR_STORE, "%s is damaged: files of it are missing", t->store->path)
             : st;
}

static kg_status
begin(kg_store *store, bool write, kg_txn **txn, kg_error *err)
{
  kg_txn *t = calloc(1, sizeof *t);
  if (!t)
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for a transaction");
  t->store = store;
  t->write = write;
  t->sizes = kg__store_sizes_now.txn;
  kg_status st = begin_with_runs(t, err);
  if (st) {
    free(t);
    return st;
  }
  t->any_hashes = t->manifest.next_term - 1 > t->manifest.flat_terms;
  t->manifest.seq += write;
  t->begun_with = t->manifest.generation;
  t->begun_flat = t->manifest.flat_generation;
  *txn = t;
  return KG_OK;
}

kg_status
kg_txn_begin_read(kg_store *store, kg_txn **txn, kg_error *err)
{
  *txn = NULL;
  return begin(store, false, txn, err);
}

// Rows of an older format are written anew as runs and terms: then its tables are empty, and what goes into
// them is of this format.
static kg_status
upgrade(kg_txn *txn, kg_error *err)
{
  kg__manifest *manifest = &txn->manifest;
  if (manifest->format == KG__STORE_FORMAT)
    return KG_OK;
  if (manifest->next_term - 1 > manifest->flat_terms)
    KG_TRY(kg__flat_make(txn, err));
  if (manifest->quads || manifest->delta)
    KG_TRY(kg__store_compact(txn, NULL, err));
  manifest->format = KG__STORE_FORMAT;
  txn->any_hashes = false;
  txn->changed = true;
  return KG_OK;
}

kg_status
kg_txn_begin_write(kg_store *store, kg_txn **txn, kg_error *err)
{
  *txn = NULL;
  KG_TRY(lock_writer(store, err));
  kg_status st = begin(store, true, txn, err);
  if (st) {
    unlock_writer(store);
    return st;
  }
  st = upgrade(*txn, err);
  if (st) {
    kg_txn_abort(*txn);
    *txn = NULL;
  }
  return st;
}

// ---- ending

void
kg_txn_abort(kg_txn *txn)
{
  if (!txn)
    return;
  close_cursor(&txn->terms);
  close_cursor(&txn->hashes);
  mdb_txn_abort(txn->lmdb);
  release(txn);
}

// A change takes as much room in the tables as half a dozen quads in runs, and thrice that when commits write
// pages anew that others still see; to write twenty rows anew takes as long as to change a quad there.
static bool
has_many_changes(const kg_txn *txn)
{
  uint64_t delta = txn->manifest.delta;
  return delta >= kg__store_sizes_now.bulk_quads && delta >= txn->manifest.quads / 20;
}

static kg_status
flush(kg_txn *txn, kg_error *err)
{
  KG_TRY(kg__txn_check_write(txn, err));
  KG_TRY(kg__quads_flush(txn, err));
  if (has_many_changes(txn))
    KG_TRY(kg__store_compact(txn, txn->limits, err));
  KG_TRY(kg__dict_flush(txn, err));
  return kg__manifest_write(txn->store, txn->lmdb, &txn->manifest, err);
}

// LMDB reports a write that was cut short, as by a full disk, as EIO.
static int
explain(kg_store *store, int rc)
{
  struct statvfs disk;
  int fd = -1;
  mdb_env_get_fd(store->env, &fd);
  bool is_full = rc == EIO && fstatvfs(fd, &disk) == 0 && disk.f_bavail <= 1;
  return is_full ? ENOSPC : rc;
}

// After a commit that failed nobody knows which generation the disk names: the next opening removes the
// other.
static void
settle_runs(kg_txn *txn, kg_status st)
{
  bool made = txn->made_runs;
  txn->made_runs = false;
  if (st)
    return;
  if (made)
    kg__runs_publish(txn->store, txn->runs);
  if (txn->begun_with != txn->manifest.generation)
    kg__runs_unlink(txn->store, txn->begun_with);
}

kg_status
kg_txn_commit(kg_txn *txn, kg_error *err)
{
  kg_status st = !txn->write || !(txn->changed || txn->failed) ? KG_DONE : flush(txn, err);
  if (st) {
    kg_txn_abort(txn);
    return st == KG_DONE ? KG_OK : st;
  }
  close_cursor(&txn->terms);
  close_cursor(&txn->hashes);
  int rc = mdb_txn_commit(txn->lmdb);
  if (rc)
    st = kg__lmdb_error(explain(txn->store, rc), "committing", err);
  settle_runs(txn, st);
  kg__flat_settle(txn, !st);
  release(txn);
  return st;
}

void
kg_txn_set_limits(kg_txn *txn, const kg_limits *limits)
{
  txn->limits = limits;
}

kg_store *
kg_txn_store(kg_txn *txn)
{
  return txn->store;
}

bool
kg_txn_is_write(const kg_txn *txn)
{
  return txn->write;
}
