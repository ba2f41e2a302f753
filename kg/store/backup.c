// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A copy of what one transaction sees: its runs and terms as they are mapped, and LMDB's tables row by row,
// so that the copy has no free pages.  All of it is checked on its way.

#include "kg/store/flat.h"
#include "kg/store/run.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PART = 1 << 20, CHECK_EVERY = 4096 };

typedef struct backup {
  kg_txn *txn;
  kg_store *to;
  const kg_limits *limits;
  kg_error *err;
  bool begun; // the place is ours
} backup;

// ---- files

static kg_status
write_all(const backup *b, int fd, const unsigned char *bytes, size_t size)
{
  for (size_t done = 0; done < size;) {
    ssize_t n = write(fd, bytes + done, size - done < PART ? size - done : PART);
    if (n < 0 && errno != EINTR)
      return kg_error_set(b->err, KG_ERR_IO, "writing the backup failed: %s", strerror(errno));
    done += n > 0 ? (size_t)n : 0;
    KG_TRY(kg_limits_check(b->limits, b->err));
  }
  return fsync(fd) == 0 ? KG_OK
                        : kg_error_set(b->err, KG_ERR_IO, "writing the backup failed: %s", strerror(errno));
}

static kg_status
copy_file(const backup *b, uint64_t generation, const char *kind, const unsigned char *bytes, size_t size)
{
  char *name = NULL;
  int fd = -1;
  if (asprintf(&name, "%s/%llu.%s", b->to->path, (unsigned long long)generation, kind) < 0)
    return kg_error_set(b->err, KG_ERR_NOMEM, "no memory for a backup");
  kg_status st = kg__file_create(b->to, name, &fd, b->err);
  if (!st)
    st = write_all(b, fd, bytes, size);
  if (fd >= 0)
    close(fd);
  free(name);
  return st;
}

static kg_status
copy_files(const backup *b)
{
  const kg__runs *runs = b->txn->runs;
  const kg__flat *flat = b->txn->flat;
  const kg__manifest *manifest = &b->txn->manifest;
  for (int order = 0; runs && order < KG_N_ORDERS; order++) {
    const kg__run *run = runs->order[order];
    if (!run)
      continue;
    KG_TRY(kg__run_verify(run, b->limits, b->err));
    KG_TRY(copy_file(b, manifest->generation, kg__table_names[order], run->map, run->size));
  }
  if (!flat)
    return KG_OK;
  KG_TRY(kg__flat_verify(flat, b->limits, b->err));
  return copy_file(b, manifest->flat_generation, "terms", flat->map, flat->size);
}

// ---- tables

static kg_status
copy_rows(const backup *b, MDB_cursor *from, MDB_cursor *to)
{
  MDB_val key, value;
  int rc;
  for (uint64_t n = 1; !(rc = mdb_cursor_get(from, &key, &value, MDB_NEXT)); n++) {
    rc = mdb_cursor_put(to, &key, &value, MDB_APPEND);
    if (rc)
      return kg__lmdb_error(rc, "writing the backup", b->err);
    if (n % CHECK_EVERY == 0)
      KG_TRY(kg_limits_check(b->limits, b->err));
  }
  return rc == MDB_NOTFOUND ? KG_OK : kg__lmdb_error(rc, "reading the store", b->err);
}

static kg_status
copy_table(const backup *b, MDB_txn *lmdb, int table)
{
  MDB_cursor *from = NULL, *to = NULL;
  KG_TRY(kg__txn_cursor(b->txn, (kg__table)table, &from, b->err));
  int rc = mdb_cursor_open(lmdb, b->to->table[table], &to);
  kg_status st = rc ? kg__lmdb_error(rc, "writing the backup", b->err) : copy_rows(b, from, to);
  mdb_cursor_close(from);
  if (to)
    mdb_cursor_close(to);
  return st;
}

kg_status
kg__tables_copy(kg_txn *txn, kg_store *to, MDB_txn *lmdb, const kg_limits *limits, kg_error *err)
{
  backup b = {.txn = txn, .to = to, .limits = limits, .err = err};
  KG_TRY(kg__seals_check(txn->store, txn->lmdb, &txn->manifest, err));
  for (int table = 0; table < KG__N_TABLES; table++) {
    if (table != KG__META)
      KG_TRY(copy_table(&b, lmdb, table));
  }
  return KG_OK;
}

static kg_status
copy_all(void *self, kg_store *store, MDB_txn *lmdb, kg_error *err)
{
  backup *b = self;
  b->begun = true;
  KG_TRY(kg__tables_copy(b->txn, store, lmdb, b->limits, err));
  KG_TRY(copy_files(b));
  return kg__manifest_write(store, lmdb, &b->txn->manifest, err);
}

// ---- all of it

static kg_status
make(backup *b, const char *file)
{
  kg_status st = access(file, F_OK) == 0 ? KG_OK : kg__store_make(b->to, file, copy_all, b, b->err);
  if (!st && !b->begun)
    return kg_error_set(b->err, KG_ERR_CONFLICT, "there is a store in %s already", b->to->path);
  if (st && b->begun) {
    unlink(file);
    kg__runs_unlink(b->to, b->txn->manifest.generation);
    kg__flat_unlink(b->to, b->txn->manifest.flat_generation);
  }
  return st;
}

kg_status
kg_txn_backup(kg_txn *txn, const char *path, const kg_limits *limits, kg_error *err)
{
  char *file = NULL;
  KG_TRY(kg__quads_flush(txn, err));
  KG_TRY(kg__dict_flush(txn, err));
  backup b = {.txn = txn, .to = kg__store_new(path, KG_STORE_CREATE), .limits = limits, .err = err};
  kg_status st = b.to && asprintf(&file, "%s/kg.mdb", path) >= 0
                     ? make(&b, file)
                     : kg_error_set(err, KG_ERR_NOMEM, "no memory for a backup");
  free(file);
  kg_store_close(b.to);
  return st;
}
