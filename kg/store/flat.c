// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Generations of the flat dictionary, shared and removed as those of runs are; and when a new one is made.

#include "kg/store/flat.h"

#include "kg/base/seed.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char *
file_name(const kg_store *store, uint64_t generation)
{
  char *name = NULL;
  return asprintf(&name, "%s/%llu.terms", store->path, (unsigned long long)generation) < 0 ? NULL : name;
}

void
kg__flat_unlink(const kg_store *store, uint64_t generation)
{
  char *name = store->temporary || !generation ? NULL : file_name(store, generation);
  if (name)
    unlink(name);
  free(name);
}

// ---- sharing

static void
drop(kg_store *store, kg__flat *flat)
{
  kg__flat **at = &store->flat;
  if (--flat->users)
    return;
  while (*at && *at != flat)
    at = &(*at)->next;
  if (*at)
    *at = flat->next;
  kg__flat_close(flat);
}

static void
put_first(kg_store *store, kg__flat *flat)
{
  kg__flat *old = store->flat;
  flat->next = old;
  flat->users++;
  store->flat = flat;
  if (old)
    drop(store, old);
}

static kg_status
open_generation(const kg_store *store, const kg__manifest *manifest, kg__flat **flat, kg_error *err)
{
  char *name = store->temporary ? NULL : file_name(store, manifest->flat_generation);
  int fd = name ? open(name, O_RDONLY | O_CLOEXEC) : -1, failed = errno;
  free(name);
  if (fd < 0 && (store->temporary || failed == ENOENT))
    return KG_ERR_NOT_FOUND;
  if (fd < 0)
    return kg_error_set(err, KG_ERR_IO, "cannot open a file of the store: %s", strerror(failed));
  kg_status st = kg__flat_open_file(fd, manifest->flat_generation, flat, err);
  close(fd);
  if (st)
    return st;
  if ((*flat)->foot.stamp == manifest->flat_stamp && (*flat)->foot.n_terms == manifest->flat_terms)
    return KG_OK;
  kg__flat_close(*flat);
  *flat = NULL;
  return kg_error_set(err, KG_ERR_STORE, "the store is damaged: its terms are not those that it names");
}

static kg_status
acquire(kg_store *store, const kg__manifest *manifest, kg__flat **flat, kg_error *err)
{
  for (kg__flat *f = store->flat; f; f = f->next) {
    if (f->generation == manifest->flat_generation && f->foot.stamp == manifest->flat_stamp) {
      f->users++;
      *flat = f;
      return KG_OK;
    }
  }
  KG_TRY(open_generation(store, manifest, flat, err));
  if (!store->flat || store->flat->generation < manifest->flat_generation) {
    put_first(store, *flat);
  } else {
    (*flat)->next = store->flat->next;
    store->flat->next = *flat;
  }
  return KG_OK;
}

kg_status
kg__flat_acquire(kg_store *store, const kg__manifest *manifest, kg__flat **flat, kg_error *err)
{
  *flat = NULL;
  if (!manifest->flat_terms)
    return KG_OK;
  pthread_mutex_lock(&store->mutex);
  kg_status st = acquire(store, manifest, flat, err);
  pthread_mutex_unlock(&store->mutex);
  return st;
}

void
kg__flat_release(kg_store *store, kg__flat *flat)
{
  if (!flat)
    return;
  pthread_mutex_lock(&store->mutex);
  drop(store, flat);
  pthread_mutex_unlock(&store->mutex);
}

void
kg__flat_settle(kg_txn *txn, bool committed)
{
  kg_store *store = txn->store;
  bool made = txn->made_flat;
  txn->made_flat = false;
  if (!committed)
    return;
  if (made) {
    pthread_mutex_lock(&store->mutex);
    put_first(store, txn->flat);
    pthread_mutex_unlock(&store->mutex);
  }
  if (txn->begun_flat != txn->manifest.flat_generation)
    kg__flat_unlink(store, txn->begun_flat);
}

void
kg__flat_abort(kg_txn *txn)
{
  if (txn->made_flat)
    kg__flat_unlink(txn->store, txn->flat->generation);
  txn->made_flat = false;
}

// ---- making

typedef struct making {
  kg_txn *txn;
  uint64_t generation, stamp;
  kg_error *err;
} making;

// The terms that are in LMDB.
static kg_status
add_tail(const making *m, kg__flat_writer *writer)
{
  MDB_cursor *cursor = NULL;
  MDB_val key, value;
  kg_status st = KG_OK;
  int rc = 0;
  KG_TRY(kg__txn_cursor(m->txn, KG__TERMS, &cursor, m->err));
  while (!st && !(rc = mdb_cursor_get(cursor, &key, &value, MDB_NEXT))) {
    st = kg__unseal(&m->txn->manifest, KG__TERMS, key, &value)
             ? kg_error_set(m->err, KG_ERR_STORE, "the store is damaged: a term has another checksum")
             : kg__flat_writer_add(writer, (kg_str){value.mv_data, value.mv_size}, m->err);
  }
  mdb_cursor_close(cursor);
  return st ? st : rc == MDB_NOTFOUND ? KG_OK : kg__lmdb_error(rc, "reading terms", m->err);
}

static kg_status
write_all(const making *m, kg__flat_writer *writer)
{
  kg_txn *txn = m->txn;
  KG_TRY(add_tail(m, writer));
  for (size_t i = 0; i < txn->new_terms.n; i++)
    KG_TRY(kg__flat_writer_add(writer, kg__dict_new_term(txn, i), m->err));
  return kg__flat_writer_finish(writer, m->stamp, !(txn->store->flags & KG_STORE_VOLATILE), m->err);
}

// A writer's table that is large lies in a file.
static kg_status
open_table(const making *m, uint64_t n, int *fd)
{
  *fd = -1;
  return n * 16 > m->txn->sizes.known_bytes / 16 ? kg__file_create(m->txn->store, NULL, fd, m->err) : KG_OK;
}

static kg_status
write_terms(const making *m, int fd, uint64_t n)
{
  kg_txn *txn = m->txn;
  kg__flat_writer *writer;
  int table;
  KG_TRY(open_table(m, n, &table));
  kg_status st = kg__flat_writer_new(fd, table, txn->flat, n, txn->manifest.seed, &writer, m->err);
  if (!st)
    st = write_all(m, writer);
  kg__flat_writer_free(writer);
  if (table >= 0)
    close(table);
  return st;
}

static kg_status
write_file(const making *m, int fd, kg__flat **flat)
{
  uint64_t n = m->txn->manifest.next_term - 1;
  KG_TRY(write_terms(m, fd, n));
  KG_TRY(kg__flat_open_file(fd, m->generation, flat, m->err));
  return (*flat)->foot.n_terms == n
             ? KG_OK
             : kg_error_set(m->err, KG_ERR_STORE, "the store is damaged: terms of it are missing");
}

static kg_status
make_file(const making *m, kg__flat **flat)
{
  int fd;
  kg_store *store = m->txn->store;
  char *name = file_name(store, m->generation);
  kg_status st = name ? kg__file_create(store, name, &fd, m->err) : KG_ERR_NOMEM;
  free(name);
  KG_TRY(st);
  st = write_file(m, fd, flat);
  close(fd);
  return st ? st : kg__folder_sync(store, store->path, m->err);
}

static kg_status
drop_tail(kg_txn *txn, kg_error *err)
{
  int rc = mdb_drop(txn->lmdb, txn->store->table[KG__TERMS], 0);
  if (!rc)
    rc = mdb_drop(txn->lmdb, txn->store->table[KG__HASHES], 0);
  return rc ? kg__lmdb_error(rc, "writing terms", err) : KG_OK;
}

kg_status
kg__flat_make(kg_txn *txn, kg_error *err)
{
  kg__flat *flat = NULL;
  making m = {txn, txn->manifest.flat_generation + 1, kg__seed(), err};
  kg_status st = make_file(&m, &flat);
  if (!st)
    st = drop_tail(txn, err);
  if (st) {
    kg__flat_release(txn->store, flat);
    if (!txn->store->temporary)
      kg__flat_unlink(txn->store, m.generation);
    return kg__txn_fail(txn, st);
  }
  kg__flat_abort(txn);
  kg__flat_release(txn->store, txn->flat);
  txn->flat = flat;
  txn->made_flat = true;
  txn->manifest.flat_generation = m.generation;
  txn->manifest.flat_stamp = m.stamp;
  txn->manifest.flat_terms = flat->foot.n_terms;
  return KG_OK;
}
