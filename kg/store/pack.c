// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Packing beside writers: the runs are written from what a reader sees, into files without names; only then
// the store is locked, the files get their names, and the tables the difference between what the reader saw
// and what is there by now.  A process that is killed before leaves nothing, and if others packed meanwhile,
// the work is dropped.  Clearing a large graph is the same within a writer: what it sees without the graph.

#include "kg/base/seed.h"
#include "kg/store/run.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { WAIT_FOR_WRITER = 10000 }; // milliseconds

typedef struct pack {
  kg_txn *txn; // what it sees is packed
  const kg_limits *limits;
  kg_error *err;
  bool clearing;
  kg_id cleared; // a graph
  uint64_t stamp;
  int fds[KG_N_ORDERS];
  uint64_t written;
  kg__rows fewer; // with clearing: predicates (in the first column), and of how many quads (in the second)
} pack;

// ---- writing runs

static kg_status
note_fewer(pack *p, kg_id predicate)
{
  kg__rows *rows = &p->fewer;
  if (!rows->n || rows->items[rows->n - 1].c[0] != predicate) {
    if (kg__vec_add(rows))
      return kg_error_set(p->err, KG_ERR_NOMEM, "no memory for packing");
    rows->items[rows->n - 1] = (kg__row){{predicate}};
  }
  rows->items[rows->n - 1].c[1]++;
  return KG_OK;
}

static kg_status
write_rows(pack *p, kg_order order, const kg_batch *batch, kg__run_writer *writer)
{
  const int graph = order == KG_GSPO ? 0 : 3;
  for (size_t i = 0; i < batch->n_rows; i++) {
    kg__row row = {{batch->column[0][i], batch->column[1][i], batch->column[2][i], batch->column[3][i]}};
    if (!p->clearing || row.c[graph] != p->cleared) {
      KG_TRY(kg__run_writer_add(writer, &row, p->err));
      p->written++;
    } else if (order == KG_PSO) {
      KG_TRY(note_fewer(p, row.c[0]));
    }
  }
  return kg_limits_check(p->limits, p->err);
}

static kg_status
write_batches(pack *p, kg_order order, kg_scan *scan, kg__run_writer *writer)
{
  kg_batch *batch = malloc(sizeof *batch);
  kg_status st = batch ? KG_OK : kg_error_set(p->err, KG_ERR_NOMEM, "no memory for packing");
  while (!st) {
    st = kg_scan_next(scan, 15, batch);
    if (st && st != KG_DONE)
      kg_error_set(p->err, st, "the store is damaged: its quads cannot be read");
    if (!st)
      st = write_rows(p, order, batch, writer);
  }
  free(batch);
  return st == KG_DONE ? kg__run_writer_finish(writer, !(p->txn->store->flags & KG_STORE_VOLATILE), p->err)
                       : st;
}

static kg_status
write_order(pack *p, kg_order order)
{
  kg_scan *scan = NULL;
  kg__run_writer *writer = NULL;
  p->written = 0;
  KG_TRY(kg_scan_open(p->txn, order, NULL, 0, KG_ID_NONE, KG_ID_MAX, &scan, p->err));
  kg_status st = kg__run_writer_new(p->fds[order], order, p->stamp, &writer, p->err);
  if (!st)
    st = write_batches(p, order, scan, writer);
  kg__run_writer_free(writer);
  kg_scan_close(scan);
  return st;
}

static kg_status
count_graphs(pack *p, size_t *n)
{
  MDB_stat stat;
  int rc = mdb_stat(p->txn->lmdb, p->txn->store->table[KG__GRAPHS], &stat);
  *n = stat.ms_entries - p->clearing;
  return rc ? kg__lmdb_error(rc, "reading the store", p->err) : KG_OK;
}

typedef kg_status (*make_fn)(pack *p, kg_order order);

static kg_status
write_orders(pack *p, make_fn make)
{
  size_t n_graphs = 0;
  KG_TRY(count_graphs(p, &n_graphs));
  p->stamp = kg__seed();
  for (int order = 0; order < KG_N_ORDERS; order++) {
    if (order == KG_GSPO && n_graphs < 2)
      continue;
    KG_TRY(make(p, (kg_order)order));
    KG_TRY(write_order(p, (kg_order)order));
  }
  return KG_OK;
}

static void
release(pack *p)
{
  for (int order = 0; order < KG_N_ORDERS; order++) {
    if (p->fds[order] >= 0)
      close(p->fds[order]);
  }
  free(p->fewer.items);
}

// ---- taking runs into use

static kg_status
drop_changes(kg_txn *txn, kg_error *err)
{
  for (int order = 0; order < KG_N_ORDERS; order++) {
    int rc = mdb_drop(txn->lmdb, txn->store->table[order], 0);
    if (rc)
      return kg__lmdb_error(rc, "removing quads", err);
  }
  txn->manifest.delta = 0;
  txn->changed = true;
  return KG_OK;
}

static kg_status
use_runs(kg_txn *txn, const pack *p, uint64_t generation)
{
  kg__runs *runs = NULL;
  KG_TRY(kg__folder_sync(txn->store, txn->store->path, p->err));
  KG_TRY(kg__runs_open_files(p->fds, generation, &runs, p->err));
  kg_status st = drop_changes(txn, p->err);
  if (st) {
    kg__runs_release(txn->store, runs);
    return st;
  }
  kg__store_compact_abort(txn);
  kg__runs_release(txn->store, txn->runs);
  txn->runs = runs;
  txn->made_runs = true;
  txn->manifest.generation = generation;
  txn->manifest.stamp = runs->stamp;
  txn->manifest.run_rows = runs->rows;
  return KG_OK;
}

// ---- clearing a graph

static kg_status
make_named(pack *p, kg_order order)
{
  const kg_txn *txn = p->txn;
  return kg__runs_create_file(txn->store, txn->manifest.generation + 1, order, true, &p->fds[order], p->err);
}

static kg_status
count_fewer(pack *p, uint64_t n)
{
  for (size_t i = 0; i < p->fewer.n; i++) {
    const kg__row *row = &p->fewer.items[i];
    KG_TRY(kg__counter_add(p->txn, KG__PREDICATES, row->c[0], -(int64_t)row->c[1], p->err));
  }
  p->txn->manifest.quads -= n;
  return kg__counter_add(p->txn, KG__GRAPHS, p->cleared, -(int64_t)n, p->err);
}

kg_status
kg__pack_without(kg_txn *txn, kg_id graph, uint64_t n, kg_error *err)
{
  pack p = {.txn = txn, .err = err, .clearing = true, .cleared = graph, .fds = {-1, -1, -1, -1, -1}};
  uint64_t generation = txn->manifest.generation + 1;
  kg_status st = write_orders(&p, make_named);
  if (!st)
    st = use_runs(txn, &p, generation);
  if (st)
    kg__runs_unlink(txn->store, generation);
  else
    st = count_fewer(&p, n);
  release(&p);
  return st ? kg__txn_fail(txn, st) : KG_OK;
}

// ---- packing beside writers

// KG_ERR_UNSUPPORTED where there are no such files.
static kg_status
make_unnamed(pack *p, kg_order order)
{
  const kg_store *store = p->txn->store;
  if (store->temporary)
    return kg__runs_create_file(store, 0, order, false, &p->fds[order], p->err);
  p->fds[order] = open(store->path, O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
  if (p->fds[order] >= 0)
    return KG_OK;
  bool unknown = errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL || errno == ENOENT;
  return kg_error_set(p->err, unknown ? KG_ERR_UNSUPPORTED : KG_ERR_IO, "cannot make a file of the store: %s",
                      strerror(errno));
}

static kg_status
name_file(const pack *p, const kg_store *store, uint64_t generation, int order)
{
  char from[40], *to = NULL;
  snprintf(from, sizeof from, "/proc/self/fd/%d", p->fds[order]);
  if (asprintf(&to, "%s/%llu.%s", store->path, (unsigned long long)generation, kg__table_names[order]) < 0)
    return kg_error_set(p->err, KG_ERR_NOMEM, "no memory for packing");
  unlink(to);
  int rc = linkat(AT_FDCWD, from, AT_FDCWD, to, AT_SYMLINK_FOLLOW);
  free(to);
  return rc ? kg_error_set(p->err, errno == ENOENT ? KG_ERR_UNSUPPORTED : KG_ERR_IO,
                           "cannot name a file of the store: %s", strerror(errno))
            : KG_OK;
}

static kg_status
name_files(const pack *p, const kg_store *store, uint64_t generation)
{
  for (int order = 0; !store->temporary && order < KG_N_ORDERS; order++) {
    if (p->fds[order] >= 0)
      KG_TRY(name_file(p, store, generation, order));
  }
  return KG_OK;
}

typedef struct differences {
  const kg__manifest *manifest;
  kg__rows inserted, removed;
} differences;

// What an entry of the changes says if it is only in the later tables, or only in the earlier ones.
static kg_status
note_entry(differences *d, const MDB_val *key, const MDB_val *value, bool later)
{
  kg__op op;
  kg__row row;
  KG_TRY(kg__change_read(d->manifest, KG_SPO, *key, *value, &row, &op));
  kg__rows *rows = (op == KG__INSERTED) == later ? &d->inserted : &d->removed;
  KG_TRY(kg__vec_add(rows));
  rows->items[rows->n - 1] = row;
  return KG_OK;
}

// No key begins with another.
static int
compare_keys(const MDB_val *a, const MDB_val *b)
{
  return memcmp(a->mv_data, b->mv_data, a->mv_size < b->mv_size ? a->mv_size : b->mv_size);
}

static kg_status
merge_entries(MDB_cursor *before, MDB_cursor *now, differences *d)
{
  MDB_val key[2], value[2];
  int rc[2] = {mdb_cursor_get(before, &key[0], &value[0], MDB_FIRST),
               mdb_cursor_get(now, &key[1], &value[1], MDB_FIRST)};
  kg_status st = KG_OK;
  while (!st && !(rc[0] && rc[1])) {
    if ((rc[0] && rc[0] != MDB_NOTFOUND) || (rc[1] && rc[1] != MDB_NOTFOUND))
      return KG_ERR_STORE;
    int order = rc[0] ? 1 : rc[1] ? -1 : compare_keys(&key[0], &key[1]);
    if (order != 0)
      st = note_entry(d, &key[order > 0], &value[order > 0], order > 0);
    if (order <= 0)
      rc[0] = mdb_cursor_get(before, &key[0], &value[0], MDB_NEXT);
    if (order >= 0)
      rc[1] = mdb_cursor_get(now, &key[1], &value[1], MDB_NEXT);
  }
  return st;
}

// How what `later` sees differs from what was packed.
static kg_status
find_differences(const pack *p, kg_txn *later, differences *d)
{
  MDB_cursor *before = NULL, *now = NULL;
  kg_status st = kg__txn_cursor(p->txn, (kg__table)KG_SPO, &before, p->err);
  if (!st)
    st = kg__txn_cursor(later, (kg__table)KG_SPO, &now, p->err);
  if (!st && (st = merge_entries(before, now, d)))
    kg_error_set(p->err, st,
                 st == KG_ERR_NOMEM ? "no memory for packing"
                                    : "the store is damaged: a change cannot be read");
  if (before)
    mdb_cursor_close(before);
  if (now)
    mdb_cursor_close(now);
  return st;
}

static kg_status
swap_runs(const pack *p, kg_txn *later, differences *d)
{
  uint64_t generation = later->manifest.generation + 1;
  KG_TRY(find_differences(p, later, d));
  kg_status st = name_files(p, later->store, generation);
  if (!st)
    st = use_runs(later, p, generation);
  if (st) {
    kg__runs_unlink(later->store, generation);
    return st;
  }
  KG_TRY(kg__quads_put_changes(later, KG__REMOVED, &d->removed, p->err));
  return kg__quads_put_changes(later, KG__INSERTED, &d->inserted, p->err);
}

// Another process may be writing, but not for long.
static kg_status
begin_write(const pack *p, kg_txn **txn)
{
  kg_status st = kg_txn_begin_write(p->txn->store, txn, p->err);
  for (int waited = 0; st == KG_ERR_LOCKED && waited < WAIT_FOR_WRITER; waited += 10) {
    KG_TRY(kg_limits_check(p->limits, p->err));
    usleep(10000);
    st = kg_txn_begin_write(p->txn->store, txn, p->err);
  }
  return st;
}

static kg_status
commit_runs(const pack *p)
{
  kg_txn *later;
  KG_TRY(begin_write(p, &later));
  differences d = {.manifest = &later->manifest};
  const kg__manifest *was = &p->txn->manifest, *is = &later->manifest;
  bool packed = is->generation != was->generation || is->stamp != was->stamp;
  kg_status st = packed ? KG_OK : swap_runs(p, later, &d);
  free(d.inserted.items);
  free(d.removed.items);
  if (!st && !packed)
    return kg_txn_commit(later, p->err);
  kg_txn_abort(later);
  return st;
}

static kg_status
pack_beside(pack *p, kg_store *store)
{
  KG_TRY(kg_txn_begin_read(store, &p->txn, p->err));
  const kg__manifest *manifest = &p->txn->manifest;
  kg_status st = KG_OK;
  if (manifest->format < KG__STORE_FORMAT)
    st = KG_ERR_UNSUPPORTED;
  else if (manifest->delta)
    st = manifest->quads ? write_orders(p, make_unnamed) : KG_ERR_UNSUPPORTED;
  if (!st && manifest->delta)
    st = commit_runs(p);
  kg_txn_abort(p->txn);
  return st;
}

// Where there are no files without names, or no quads, or an older format, a writer does it.
static kg_status
pack_as_writer(kg_store *store, const kg_limits *limits, kg_error *err)
{
  kg_txn *txn;
  KG_TRY(kg_txn_begin_write(store, &txn, err));
  kg_status st = txn->manifest.delta ? kg__store_compact(txn, limits, err) : KG_OK;
  if (!st)
    return kg_txn_commit(txn, err);
  kg_txn_abort(txn);
  return st;
}

kg_status
kg_store_compact(kg_store *store, const kg_limits *limits, kg_error *err)
{
  if (store->flags & KG_STORE_READ_ONLY)
    return kg_error_set(err, KG_ERR_ARGUMENT, "%s was opened to read only", store->path);
  pack p = {.limits = limits, .err = err, .fds = {-1, -1, -1, -1, -1}};
  kg_status st = pack_beside(&p, store);
  release(&p);
  return st == KG_ERR_UNSUPPORTED ? pack_as_writer(store, limits, err) : st;
}
