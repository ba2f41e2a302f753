// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Callers of librdf add statements one by one, and a commit waits for the disk, so changes are gathered in
// one transaction.  Who reads in this process reads in it.  A process may open a store once only, so all
// storages of one folder share it, in a list of the process.

#include "kg/store/redland_api.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { MOST_CHANGES = 100000 };
#define OLDEST_CHANGE UINT64_C(2000000000)

struct kg__shared {
  kg__shared *next;
  char *path;
  unsigned flags;
  bool empty; // what is there, at the first opening
  size_t refs, opens, holds;
  kg_store *store;
  kg_txn *write;
  uint64_t n_changes, since;
  bool by_caller; // `write` is the caller's transaction
  bool failed;    // and can only be rolled back
  bool native;
  void *handle;
};

static pthread_mutex_t list_lock = PTHREAD_MUTEX_INITIALIZER;
static kg__shared *list;

// ---- the list

static bool
same_folder(const char *a, const char *b)
{
  struct stat x, y;
  if (strcmp(a, b) == 0)
    return true;
  return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static kg__shared *
find(const char *path)
{
  for (kg__shared *s = list; s; s = s->next) {
    if (same_folder(s->path, path))
      return s;
  }
  return NULL;
}

static kg__shared *
make(const char *path, unsigned flags)
{
  kg__shared *s = calloc(1, sizeof *s);
  if (!s || !(s->path = strdup(path))) {
    free(s);
    return NULL;
  }
  s->flags = flags;
  s->next = list;
  list = s;
  return s;
}

kg__shared *
kg__shared_new(const char *path, unsigned flags, bool empty)
{
  pthread_mutex_lock(&list_lock);
  kg__shared *s = find(path);
  if (!s)
    s = make(path, flags);
  if (s) {
    s->refs++;
    if (!s->store)
      s->flags = flags;
    s->empty = s->empty || empty;
  }
  pthread_mutex_unlock(&list_lock);
  return s;
}

kg__shared *
kg__shared_ref(kg__shared *s)
{
  pthread_mutex_lock(&list_lock);
  s->refs++;
  pthread_mutex_unlock(&list_lock);
  return s;
}

static void
discard(kg__shared *s)
{
  kg__shared **at = &list;
  while (*at != s)
    at = &(*at)->next;
  *at = s->next;
  kg_txn_abort(s->write);
  kg_store_close(s->store);
  free(s->path);
  free(s);
}

void
kg__shared_unref(kg__shared *s)
{
  if (!s)
    return;
  pthread_mutex_lock(&list_lock);
  if (--s->refs == 0)
    discard(s);
  pthread_mutex_unlock(&list_lock);
}

void
kg__shared_set_native(kg__shared *s, bool native)
{
  s->native = native;
}

bool
kg__shared_is_native(const kg__shared *s)
{
  return s->native;
}

bool
kg__shared_exists(const void *shared)
{
  pthread_mutex_lock(&list_lock);
  const kg__shared *s = list;
  while (s && s != shared)
    s = s->next;
  pthread_mutex_unlock(&list_lock);
  return s != NULL;
}

// ---- opening

static kg_status
empty_store(kg__shared *s, kg_error *err)
{
  kg_txn *txn;
  kg_id *graphs = NULL;
  size_t n = 0;
  uint64_t removed;
  KG_TRY(kg_txn_begin_write(s->store, &txn, err));
  kg_status st = kg_txn_graphs(txn, &graphs, &n, err);
  for (size_t i = 0; i < n && !st; i++)
    st = kg_txn_clear_graph(txn, graphs[i], &removed, err);
  if (!st)
    st = kg_txn_clear_graph(txn, KG_ID_NONE, &removed, err);
  free(graphs);
  if (!st)
    return kg_txn_commit(txn, err);
  kg_txn_abort(txn);
  return st;
}

kg_status
kg__shared_open(kg__shared *s, kg_error *err)
{
  if (!s->store)
    KG_TRY(kg_store_open(s->path, s->flags, &s->store, err));
  if (s->empty && !s->opens)
    KG_TRY(empty_store(s, err));
  s->empty = false;
  s->opens++;
  return KG_OK;
}

static void
close_unused(kg__shared *s)
{
  if (s->opens || s->holds)
    return;
  kg_store_close(s->store);
  s->store = NULL;
}

kg_status
kg__shared_close(kg__shared *s, kg_error *err)
{
  if (!s->opens)
    return KG_OK;
  kg_status st = KG_OK;
  if (--s->opens == 0)
    st = s->by_caller ? kg__shared_finish(s, false, err) : kg__shared_commit(s, err);
  close_unused(s);
  return st;
}

void
kg__shared_hold(kg__shared *s)
{
  s->holds++;
}

void
kg__shared_release(kg__shared *s)
{
  s->holds--;
  close_unused(s);
}

// ---- transactions

kg_status
kg__shared_commit(kg__shared *s, kg_error *err)
{
  kg_txn *txn = s->write;
  if (!txn || s->by_caller)
    return KG_OK;
  s->write = NULL;
  s->n_changes = 0;
  return kg_txn_commit(txn, err);
}

static kg_status
commit_if_due(kg__shared *s, kg_error *err)
{
  bool due = s->n_changes >= MOST_CHANGES || kg_clock() - s->since > OLDEST_CHANGE;
  return s->write && due ? kg__shared_commit(s, err) : KG_OK;
}

static kg_status
want_open(const kg__shared *s, kg_error *err)
{
  return s->store && s->opens ? KG_OK : kg_error_set(err, KG_ERR_ARGUMENT, "the storage is not open");
}

kg_status
kg__shared_write(kg__shared *s, kg_txn **txn, kg_error *err)
{
  KG_TRY(want_open(s, err));
  KG_TRY(commit_if_due(s, err));
  if (!s->write) {
    KG_TRY(kg_txn_begin_write(s->store, &s->write, err));
    s->since = kg_clock();
  }
  *txn = s->write;
  return KG_OK;
}

void
kg__shared_changed(kg__shared *s, uint64_t n)
{
  s->n_changes += n;
}

kg_status
kg__shared_read(kg__shared *s, kg_txn **txn, bool *own, kg_error *err)
{
  if (!s->store)
    return kg_error_set(err, KG_ERR_ARGUMENT, "the storage is not open");
  KG_TRY(commit_if_due(s, err));
  *own = !s->write;
  *txn = s->write;
  return s->write ? KG_OK : kg_txn_begin_read(s->store, txn, err);
}

kg_status
kg__shared_start(kg__shared *s, void *handle, kg_error *err)
{
  kg_txn *txn;
  if (s->by_caller)
    return kg_error_set(err, KG_ERR_ARGUMENT, "there is a transaction already");
  KG_TRY(kg__shared_commit(s, err));
  KG_TRY(kg__shared_write(s, &txn, err));
  s->by_caller = true;
  s->handle = handle;
  return KG_OK;
}

static void
roll_back(kg__shared *s)
{
  kg_txn_abort(s->write);
  s->write = NULL;
  s->n_changes = 0;
}

void
kg__shared_fail(kg__shared *s)
{
  s->failed = s->by_caller;
  if (!s->by_caller)
    roll_back(s);
}

kg_status
kg__shared_finish(kg__shared *s, bool commit, kg_error *err)
{
  bool failed = s->failed;
  if (!s->by_caller)
    return kg_error_set(err, KG_ERR_ARGUMENT, "there is no transaction");
  s->by_caller = s->failed = false;
  s->handle = NULL;
  if (commit && !failed)
    return kg__shared_commit(s, err);
  roll_back(s);
  return commit ? kg_error_set(err, KG_ERR_CONFLICT, "the transaction has an update that failed") : KG_OK;
}

void *
kg__shared_handle(const kg__shared *s)
{
  return s->handle;
}
