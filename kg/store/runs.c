// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Generations of runs: GENERATION.ORDER in the store's folder, or files without names.  The newest that the
// process knows stays mapped, older ones as long as transactions use them; on Unix a mapped file may be
// removed.  If all rows are in one graph, the order of graphs is that of subjects with the graph in front.

#include "kg/store/run.h"

#include "kg/base/unnamed.h"
#include "kg/store/aside.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char *
file_name(const kg_store *store, uint64_t generation, int order)
{
  char *name = NULL;
  int n = asprintf(&name, "%s/%llu.%s", store->path, (unsigned long long)generation, kg__table_names[order]);
  return n < 0 ? NULL : name;
}

// ---- files

int
kg__store_open_aside(const kg_store *store)
{
  bool here = !store->temporary && !(store->flags & KG_STORE_UNTOUCHED);
  int fd = here ? kg__unnamed_open(store->path) : -1;
  return fd >= 0 ? fd : kg__unnamed_open(NULL);
}

static int
create_named(const char *name)
{
  unlink(name);
  return open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
}

kg_status
kg__file_create(const kg_store *store, const char *name, int *fd, kg_error *err)
{
  *fd = name && !store->temporary ? create_named(name)
                                  : kg__unnamed_open(store->temporary ? NULL : store->path);
  return *fd >= 0 ? KG_OK
                  : kg_error_set(err, errno == ENOMEM ? KG_ERR_NOMEM : KG_ERR_IO,
                                 "cannot make a file of the store: %s", strerror(errno));
}

kg_status
kg__runs_create_file(const kg_store *store, uint64_t generation, kg_order order, bool named, int *fd,
                     kg_error *err)
{
  char *name = named ? file_name(store, generation, order) : NULL;
  if (named && !name)
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for a file of the store");
  kg_status st = kg__file_create(store, name, fd, err);
  free(name);
  return st;
}

void
kg__runs_unlink(const kg_store *store, uint64_t generation)
{
  for (int order = 0; generation && !store->temporary && order < KG_N_ORDERS; order++) {
    char *name = file_name(store, generation, order);
    if (name)
      unlink(name);
    free(name);
  }
}

// ---- opening

void
kg__runs_close(kg__runs *runs)
{
  for (int order = 0; runs && order < KG_N_ORDERS; order++)
    kg__run_close(runs->order[order]);
  free(runs);
}

static kg_status
check_orders(kg__runs *runs, kg_error *err)
{
  kg_id *to[4] = {NULL, NULL, NULL, &runs->graph};
  const kg__run *spo = runs->order[KG_SPO];
  runs->rows = spo->rows;
  runs->stamp = spo->stamp;
  for (int order = 0; order < KG_N_ORDERS; order++) {
    const kg__run *run = runs->order[order];
    if (run && (run->rows != runs->rows || run->stamp != runs->stamp))
      return kg_error_set(err, KG_ERR_STORE, "the store is damaged: its runs are of different generations");
    runs->bytes += run ? run->size : 0;
  }
  if (kg__run_read(spo, 0, 1, 8, to))
    return kg_error_set(err, KG_ERR_STORE, "the store is damaged: a block of a run cannot be read");
  return KG_OK;
}

kg_status
kg__runs_open_files(const int fds[KG_N_ORDERS], uint64_t generation, kg__runs **runs, kg_error *err)
{
  kg_status st = KG_OK;
  kg__runs *r = calloc(1, sizeof *r);
  *runs = NULL;
  if (!r)
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for runs");
  r->generation = generation;
  r->users = 1;
  for (int order = 0; !st && order < KG_N_ORDERS; order++) {
    if (fds[order] >= 0 || order != KG_GSPO)
      st = kg__run_open(fds[order], (kg_order)order, &r->order[order], err);
  }
  if (!st)
    st = check_orders(r, err);
  if (st)
    kg__runs_close(r);
  else
    *runs = r;
  return st;
}

static kg_status
open_fds(const kg_store *store, uint64_t generation, int fds[KG_N_ORDERS], kg_error *err)
{
  for (int order = 0; order < KG_N_ORDERS; order++) {
    char *name = file_name(store, generation, order);
    fds[order] = name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
    int failed = name ? errno : ENOMEM;
    free(name);
    if (fds[order] >= 0 || (failed == ENOENT && order == KG_GSPO))
      continue;
    if (failed == ENOENT)
      return KG_ERR_NOT_FOUND;
    return kg_error_set(err, failed == ENOMEM ? KG_ERR_NOMEM : KG_ERR_IO,
                        "cannot open a file of the store: %s", strerror(failed));
  }
  return KG_OK;
}

static kg_status
open_generation(const kg_store *store, const kg__manifest *manifest, kg__runs **runs, kg_error *err)
{
  int fds[KG_N_ORDERS] = {-1, -1, -1, -1, -1};
  kg_status st = store->temporary ? KG_ERR_NOT_FOUND : open_fds(store, manifest->generation, fds, err);
  if (!st)
    st = kg__runs_open_files(fds, manifest->generation, runs, err);
  for (int order = 0; order < KG_N_ORDERS; order++) {
    if (fds[order] >= 0)
      close(fds[order]);
  }
  if (!st && ((*runs)->stamp != manifest->stamp || (*runs)->rows != manifest->run_rows)) {
    kg__runs_close(*runs);
    *runs = NULL;
    st = kg_error_set(err, KG_ERR_STORE, "the store is damaged: its runs are not those that it names");
  }
  return st;
}

// ---- sharing

static void
drop(kg_store *store, kg__runs *runs)
{
  kg__runs **at = &store->runs;
  if (--runs->users)
    return;
  while (*at && *at != runs)
    at = &(*at)->next;
  if (*at)
    *at = runs->next;
  kg__runs_close(runs);
}

// Put runs first, where they have the store as a user.
static void
put_first(kg_store *store, kg__runs *runs)
{
  kg__runs *old = store->runs;
  runs->next = old;
  runs->users++;
  store->runs = runs;
  if (old)
    drop(store, old);
}

static kg_status
acquire(kg_store *store, const kg__manifest *manifest, kg__runs **runs, kg_error *err)
{
  for (kg__runs *r = store->runs; r; r = r->next) {
    if (r->generation == manifest->generation && r->stamp == manifest->stamp) {
      r->users++;
      *runs = r;
      return KG_OK;
    }
  }
  KG_TRY(open_generation(store, manifest, runs, err));
  if (!store->runs || store->runs->generation < manifest->generation) {
    put_first(store, *runs);
  } else {
    (*runs)->next = store->runs->next;
    store->runs->next = *runs;
  }
  return KG_OK;
}

kg_status
kg__runs_acquire(kg_store *store, const kg__manifest *manifest, kg__runs **runs, kg_error *err)
{
  *runs = NULL;
  if (!manifest->run_rows)
    return KG_OK;
  pthread_mutex_lock(&store->mutex);
  kg_status st = acquire(store, manifest, runs, err);
  pthread_mutex_unlock(&store->mutex);
  return st;
}

void
kg__runs_release(kg_store *store, kg__runs *runs)
{
  if (!runs)
    return;
  pthread_mutex_lock(&store->mutex);
  drop(store, runs);
  pthread_mutex_unlock(&store->mutex);
}

void
kg__runs_publish(kg_store *store, kg__runs *runs)
{
  if (!runs)
    return;
  pthread_mutex_lock(&store->mutex);
  put_first(store, runs);
  pthread_mutex_unlock(&store->mutex);
}

// ---- orphans

typedef struct generations {
  uint64_t runs, terms; // 0: none
} generations;

// Whether a file is of another generation of runs or terms.
static bool
is_orphan(const char *name, generations keep)
{
  char *end;
  if (!strcmp(name, "kg.mdb.new"))
    return true;
  if (!isdigit((unsigned char)name[0]))
    return false;
  uint64_t generation = strtoull(name, &end, 10);
  if (!strcmp(end, ".terms"))
    return generation != keep.terms;
  for (int order = 0; *end == '.' && order < KG_N_ORDERS; order++) {
    if (!strcmp(end + 1, kg__table_names[order]))
      return generation != keep.runs;
  }
  return false;
}

// Whether there are files of other generations, which are removed if `removing`.
static bool
sweep(const kg_store *store, generations keep, bool removing)
{
  bool found = false;
  DIR *folder = opendir(store->path);
  if (!folder)
    return false;
  for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
    if (!is_orphan(entry->d_name, keep))
      continue;
    found = true;
    if (removing)
      unlinkat(dirfd(folder), entry->d_name, 0);
  }
  closedir(folder);
  return found;
}

static bool
read_generations(kg_store *store, generations *keep)
{
  MDB_txn *lmdb;
  kg__manifest manifest;
  if (kg__store_begin(store, false, &lmdb, NULL))
    return false;
  kg_status st = kg__manifest_read(store, lmdb, &manifest, NULL);
  mdb_txn_abort(lmdb);
  kg__store_end(store, false);
  if (!st)
    *keep = (generations){manifest.run_rows ? manifest.generation : 0,
                          manifest.flat_terms ? manifest.flat_generation : 0};
  return st == KG_OK;
}

// Only a writer's lock tells that nobody is just making a generation.
void
kg__runs_remove_orphans(kg_store *store)
{
  generations keep;
  if (!read_generations(store, &keep) || !sweep(store, keep, false))
    return;
  if (store->lock_fd < 0)
    store->lock_fd = kg__lock_open(store->path, true);
  if (store->lock_fd < 0 || kg__lock_take(store->lock_fd, F_WRLCK, NULL))
    return;
  if (read_generations(store, &keep))
    sweep(store, keep, true);
  kg__lock_release(store->lock_fd);
}

// ---- rows

static bool
is_turned(const kg__runs *runs, kg_order order)
{
  return order == KG_GSPO && !runs->order[KG_GSPO];
}

kg_status
kg__runs_seek(const kg__runs *runs, kg_order order, uint64_t from, const kg__row *key, uint64_t *row)
{
  *row = from;
  if (!runs)
    return KG_OK;
  if (!is_turned(runs, order))
    return kg__run_seek(runs->order[order], from, key, row);
  if (key->c[0] != runs->graph) {
    *row = key->c[0] < runs->graph ? from : runs->rows;
    return KG_OK;
  }
  kg__row turned = {{key->c[1], key->c[2], key->c[3], key->c[0]}};
  return kg__run_seek(runs->order[KG_SPO], from, &turned, row);
}

kg_status
kg__runs_read(const kg__runs *runs, kg_order order, uint64_t from, size_t n, unsigned columns,
              kg_id *const to[4])
{
  if (!is_turned(runs, order))
    return kg__run_read(runs->order[order], from, n, columns, to);
  kg_id *const turned[4] = {to[1], to[2], to[3], to[0]};
  return kg__run_read(runs->order[KG_SPO], from, n, (columns >> 1 & 7) | (columns & 1) << 3, turned);
}
