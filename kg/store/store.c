// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Opening and closing.  Nothing is given to LMDB before its meta pages were looked at, and no table is opened
// before the tree of pages was, since LMDB trusts what it maps.

#include "kg/store/private.h"

#include "kg/base/seed.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

enum { MAX_READERS = 1022, LEAST_MAP = 1 << 20, FIRST_FORMAT = 1 };

static const char magic[8] = "kgstore";

const char *const kg__table_names[KG__N_TABLES] = {"spo",   "pso",        "pos",   "osp",   "gspo",
                                                   "meta",  "hashes",     "terms", "names", "prefixes",
                                                   "facts", "predicates", "graphs"};

kg__store_sizes kg__store_sizes_now = {
    .map = (size_t)(UINT64_C(1) << (sizeof(size_t) > 4 ? 40 : 29)),
    .txn = {.known_bytes = (size_t)256 << 20,
            .label_bytes = (size_t)64 << 20,
            .waiting_quads = (size_t)2 << 20,
            .chunk_quads = (size_t)1 << 18,
            .spills = 512},
    .threads = 2,
    .cleared_quads = (size_t)1 << 20,
    .bulk_quads = (size_t)1 << 15,
    .bulk_terms = (size_t)1 << 13,
    .loose_file = (size_t)4 << 20,
};

// ---- one opening a process: LMDB's locks do not survive a second one

typedef struct opened {
  struct opened *next;
  dev_t device;
  ino_t inode;
  pid_t process;
  const kg_store *store;
} opened;

static pthread_mutex_t opened_mutex = PTHREAD_MUTEX_INITIALIZER;
static opened *opened_list;

static bool
is_opened(const struct stat *file)
{
  for (opened *o = opened_list; o; o = o->next) {
    if (o->device == file->st_dev && o->inode == file->st_ino && o->process == getpid())
      return true;
  }
  return false;
}

static kg_status
opened_add(const kg_store *store, const struct stat *file, kg_error *err)
{
  kg_status st = KG_OK;
  opened *o = malloc(sizeof *o);
  pthread_mutex_lock(&opened_mutex);
  if (!o) {
    st = kg_error_set(err, KG_ERR_NOMEM, "no memory for a store");
  } else if (is_opened(file)) {
    st = kg_error_set(err, KG_ERR_CONFLICT, "%s is open already in this process", store->path);
    free(o);
  } else {
    *o = (opened){opened_list, file->st_dev, file->st_ino, getpid(), store};
    opened_list = o;
  }
  pthread_mutex_unlock(&opened_mutex);
  return st;
}

static void
opened_remove(const kg_store *store)
{
  pthread_mutex_lock(&opened_mutex);
  for (opened **at = &opened_list; *at; at = &(*at)->next) {
    opened *o = *at;
    if (o->store == store) {
      *at = o->next;
      free(o);
      break;
    }
  }
  pthread_mutex_unlock(&opened_mutex);
}

// ---- the manifest

static uint32_t
manifest_checksum(const kg__manifest *manifest, size_t size)
{
  kg__manifest zeroed = *manifest;
  zeroed.checksum = 0;
  return (uint32_t)XXH3_64bits(&zeroed, size) | 1;
}

kg_status
kg__manifest_read(kg_store *store, MDB_txn *lmdb, kg__manifest *manifest, kg_error *err)
{
  MDB_val key = kg__val("manifest", 8), bytes;
  int rc = mdb_get(lmdb, store->table[KG__META], &key, &bytes);
  if (rc && rc != MDB_NOTFOUND)
    return kg__lmdb_error(rc, "reading the store", err);
  if (rc || bytes.mv_size < 12 || memcmp(bytes.mv_data, magic, sizeof magic) != 0)
    return kg_error_set(err, KG_ERR_STORE, "%s is not a store of kg", store->path);
  memcpy(&manifest->format, (char *)bytes.mv_data + 8, sizeof manifest->format);
  if (manifest->format < FIRST_FORMAT || manifest->format > KG__STORE_FORMAT)
    return kg_error_set(
        err, KG_ERR_STORE,
        "%s has format %u, and this program knows formats %d to %d: let the program that made it "
        "dump it, and load that",
        store->path, manifest->format, FIRST_FORMAT, KG__STORE_FORMAT);
  size_t size = manifest->format == FIRST_FORMAT ? offsetof(kg__manifest, generation) : sizeof *manifest;
  if (bytes.mv_size != size)
    return kg_error_set(err, KG_ERR_STORE, "%s is damaged: its manifest is cut short", store->path);
  memset(manifest, 0, sizeof *manifest);
  memcpy(manifest, bytes.mv_data, size);
  if (manifest->checksum && manifest->checksum != manifest_checksum(manifest, size))
    return kg_error_set(err, KG_ERR_STORE, "%s is damaged: its manifest has another checksum", store->path);
  if (manifest->format == FIRST_FORMAT)
    manifest->delta = manifest->quads; // it had no runs
  if (manifest->next_term - 1 > KG_ID_PAYLOAD_MASK || manifest->next_blank - 1 > KG_ID_PAYLOAD_MASK ||
      manifest->flat_terms >= manifest->next_term)
    return kg_error_set(err, KG_ERR_STORE, "%s is damaged: its counters make no sense", store->path);
  return KG_OK;
}

kg_status
kg__manifest_write(kg_store *store, MDB_txn *lmdb, const kg__manifest *manifest, kg_error *err)
{
  kg__manifest written = *manifest;
  if (written.format == FIRST_FORMAT) // the same without runs
    written.format++;
  written.checksum = manifest_checksum(&written, sizeof written);
  MDB_val key = kg__val("manifest", 8), bytes = kg__val(&written, sizeof written);
  int rc = mdb_put(lmdb, store->table[KG__META], &key, &bytes, 0);
  return rc ? kg__lmdb_error(rc, "writing the store", err) : KG_OK;
}

// ---- the environment

static int
env_try(kg_store *store, const char *file, unsigned flags, size_t size)
{
  MDB_env *env = NULL;
  int rc = mdb_env_create(&env);
  if (rc)
    return rc;
  if (!(rc = mdb_env_set_maxdbs(env, KG__N_TABLES)) && !(rc = mdb_env_set_maxreaders(env, MAX_READERS)) &&
      !(rc = mdb_env_set_mapsize(env, size)))
    rc = mdb_env_open(env, file, MDB_NOSUBDIR | MDB_NOTLS | flags, 0666);
  if (rc)
    mdb_env_close(env);
  else
    store->env = env;
  return rc;
}

// The map costs nothing but addresses, of which there may be fewer.
int
kg__env_open(kg_store *store, const char *file, unsigned flags)
{
  size_t size = kg__store_sizes_now.map;
  int rc = env_try(store, file, flags, size);
  while (rc == ENOMEM && (size /= 2) >= LEAST_MAP)
    rc = env_try(store, file, flags, size);
  return rc;
}

static kg_status
table_open(kg_store *store, MDB_txn *lmdb, int table, unsigned flags, kg_error *err)
{
  unsigned found = 0;
  int rc = mdb_dbi_open(lmdb, kg__table_names[table], flags, &store->table[table]);
  if (!rc)
    rc = mdb_dbi_flags(lmdb, store->table[table], &found);
  if (rc == MDB_NOTFOUND || rc == MDB_INCOMPATIBLE || (!rc && found != 0))
    return kg_error_set(err, KG_ERR_STORE, "%s is not a store of kg, or is damaged", store->path);
  return rc ? kg__lmdb_error(rc, "opening the store", err) : KG_OK;
}

kg_status
kg__tables_open(kg_store *store, MDB_txn *lmdb, unsigned flags, kg_error *err)
{
  for (int t = 0; t < KG__N_TABLES; t++)
    KG_TRY(table_open(store, lmdb, t, flags, err));
  return KG_OK;
}

// ---- opening

static kg_status
check_path(const kg_store *store, const char *file, kg_error *err)
{
  struct stat st;
  bool create = store->flags & KG_STORE_CREATE;
  if (stat(store->path, &st) != 0) {
    if (errno == ENOENT && create)
      return KG_OK;
    return kg_error_set(err, errno == ENOENT ? KG_ERR_NOT_FOUND : KG_ERR_IO, "cannot open the store %s: %s",
                        store->path, strerror(errno));
  }
  if (!S_ISDIR(st.st_mode))
    return kg_error_set(err, KG_ERR_STORE, "%s is not a store: a store is a folder", store->path);
  if (!create && access(file, F_OK) != 0 && errno == ENOENT)
    return kg_error_set(err, KG_ERR_NOT_FOUND, "there is no store in %s", store->path);
  return KG_OK;
}

static kg_status
check_file(kg_store *store, const char *file, kg_error *err)
{
  struct stat info;
  int fd = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0)
    return kg_error_set(err, KG_ERR_IO, "cannot open %s: %s", file, strerror(errno));
  kg_status st;
  if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
    st = kg_error_set(err, KG_ERR_STORE, "%s is not a file", file);
  else if (!(st = kg__file_check_meta(fd, err)))
    st = opened_add(store, &info, err);
  close(fd);
  store->device = info.st_dev;
  store->inode = info.st_ino;
  return st;
}

bool
kg__store_is_replaced(const kg_store *store)
{
  struct stat open, named;
  char *file = NULL;
  int fd = -1;
  bool replaced = mdb_env_get_fd(store->env, &fd) == 0 && fstat(fd, &open) == 0 &&
                  (open.st_dev != store->device || open.st_ino != store->inode);
  if (!store->temporary && asprintf(&file, "%s/kg.mdb", store->path) >= 0)
    replaced = replaced ||
               (stat(file, &named) == 0 && (named.st_dev != store->device || named.st_ino != store->inode));
  free(file);
  return replaced;
}

static kg_status
open_env(kg_store *store, const char *file, kg_error *err)
{
  unsigned flags = store->flags & KG_STORE_READ_ONLY ? MDB_RDONLY : 0;
  if (store->flags & KG_STORE_VOLATILE)
    flags |= MDB_NOSYNC;
  bool untouched = store->flags & KG_STORE_READ_ONLY && store->flags & KG_STORE_UNTOUCHED;
  int rc = untouched ? EROFS : kg__env_open(store, file, flags);
  if ((rc == EACCES || rc == EPERM || rc == EROFS) && (flags & MDB_RDONLY)) {
    store->unregistered = true;
    store->lock_fd = kg__lock_open(store->path, false);
    rc = kg__env_open(store, file, flags | MDB_NOLOCK);
  }
  if (rc)
    return kg__lmdb_error(rc, "opening the store", err);
  mdb_reader_check(store->env, NULL);
  return KG_OK;
}

// Who closed the store last may have written its file anew after we looked at it.
static kg_status
open_current(kg_store *store, const char *file, kg_error *err)
{
  KG_TRY(check_file(store, file, err));
  KG_TRY(open_env(store, file, err));
  while (kg__store_is_replaced(store)) {
    mdb_env_close(store->env);
    store->env = NULL;
    opened_remove(store);
    KG_TRY(check_file(store, file, err));
    KG_TRY(open_env(store, file, err));
  }
  return KG_OK;
}

// How many levels of its trees an opening leaves unchecked, so that it takes some milliseconds for any store.
static unsigned
unchecked_levels(kg_store *store)
{
  const off_t whole = (off_t)32 << 20, without_leaves = (off_t)2 << 30;
  struct stat info;
  int fd = -1;
  mdb_env_get_fd(store->env, &fd);
  if (fstat(fd, &info) != 0)
    return 0;
  return info.st_size <= whole ? 0 : info.st_size <= without_leaves ? 1 : 2;
}

static kg_status
check_and_open_tables(kg_store *store, MDB_txn *lmdb, kg_error *err)
{
  kg__manifest manifest;
  unsigned unchecked = unchecked_levels(store);
  KG_TRY(kg__file_check_pages(lmdb, unchecked, err));
  KG_TRY(table_open(store, lmdb, KG__META, 0, err));
  KG_TRY(kg__manifest_read(store, lmdb, &manifest, err));
  KG_TRY(kg__tables_open(store, lmdb, 0, err));
  return unchecked ? KG_OK : kg__seals_check(store, lmdb, &manifest, err);
}

static kg_status
try_open_tables(kg_store *store, kg_error *err)
{
  MDB_txn *lmdb = NULL;
  KG_TRY(kg__store_begin(store, false, &lmdb, err));
  kg_status st = check_and_open_tables(store, lmdb, err);
  int rc = st ? (mdb_txn_abort(lmdb), 0) : mdb_txn_commit(lmdb); // a commit keeps the tables open
  kg__store_end(store, false);
  if (st || !rc)
    return st;
  return kg__lmdb_error(rc, "opening the store", err);
}

// Others may commit twice while we look at the pages; then we look again.
static kg_status
open_tables(kg_store *store, kg_error *err)
{
  kg_status st;
  do {
    st = try_open_tables(store, err);
  } while (st == KG_DONE);
  return st;
}

static kg_status
make_empty(void *self, kg_store *store, MDB_txn *lmdb, kg_error *err)
{
  kg__manifest manifest = {.format = KG__STORE_FORMAT, .next_term = 1, .next_blank = 1, .seed = kg__seed()};
  (void)self;
  memcpy(manifest.magic, magic, sizeof magic);
  return kg__manifest_write(store, lmdb, &manifest, err);
}

static kg_status
open_file(kg_store *store, const char *file, kg_error *err)
{
  KG_TRY(check_path(store, file, err));
  if (!(store->flags & KG_STORE_CREATE))
    KG_TRY(kg__lock_check_place(store->path, err));
  if (store->flags & KG_STORE_CREATE)
    KG_TRY(kg__store_make(store, file, make_empty, NULL, err));
  KG_TRY(open_current(store, file, err));
  return open_tables(store, err);
}

kg_store *
kg__store_new(const char *path, unsigned flags)
{
  pthread_mutexattr_t checked;
  kg_store *store = calloc(1, sizeof *store);
  if (!store || !(store->path = strdup(path))) {
    free(store);
    return NULL;
  }
  store->flags = flags;
  store->lock_fd = -1;
  pthread_mutexattr_init(&checked);
  pthread_mutexattr_settype(&checked, PTHREAD_MUTEX_ERRORCHECK);
  pthread_mutex_init(&store->writer, &checked);
  pthread_mutexattr_destroy(&checked);
  pthread_mutex_init(&store->mutex, NULL);
  return store;
}

void
kg_store_close(kg_store *store)
{
  if (!store)
    return;
  if (store->runs)
    kg__runs_release(store, store->runs);
  if (store->flat)
    kg__flat_release(store, store->flat);
  if (store->env)
    kg__env_close(store);
  opened_remove(store);
  if (store->lock_fd >= 0)
    close(store->lock_fd);
  pthread_mutex_destroy(&store->writer);
  pthread_mutex_destroy(&store->mutex);
  free(store->path);
  free(store);
}

kg_status
kg_store_open(const char *path, unsigned flags, kg_store **store, kg_error *err)
{
  *store = NULL;
  if (flags & KG_STORE_READ_ONLY && flags & KG_STORE_CREATE)
    return kg_error_set(err, KG_ERR_ARGUMENT, "a store to read only cannot be made");
  char *file = NULL;
  kg_store *s = kg__store_new(path, flags);
  if (!s || asprintf(&file, "%s/kg.mdb", path) < 0) {
    kg_store_close(s);
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for a store");
  }
  kg_status st = open_file(s, file, err);
  free(file);
  if (st) {
    kg_store_close(s);
    return st;
  }
  if (!(flags & KG_STORE_READ_ONLY)) {
    s->tidy = true;
    kg__runs_remove_orphans(s);
  }
  *store = s;
  return KG_OK;
}

// ---- temporary stores

// The files stay, without names, until they are closed or the process ends, however it does.
static void
remove_names(const char *path)
{
  static const char *const names[] = {"kg.mdb", "kg.mdb-lock", "kg.mdb.new", "lock"};
  int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0)
    return;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    unlinkat(folder, names[i], 0);
  close(folder);
  rmdir(path);
}

kg_status
kg_store_open_temporary(kg_store **store, kg_error *err)
{
  char *path = NULL;
  const char *folder = getenv("TMPDIR");
  *store = NULL;
  if (asprintf(&path, "%s/kg-XXXXXX", folder && *folder ? folder : "/tmp") < 0)
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for a store");
  kg_status st;
  if (!mkdtemp(path)) {
    st = kg_error_set(err, KG_ERR_IO, "cannot make the folder %s: %s", path, strerror(errno));
  } else {
    st = kg_store_open(path, KG_STORE_CREATE | KG_STORE_VOLATILE, store, err);
    remove_names(path);
  }
  if (!st)
    (*store)->temporary = true;
  free(path);
  return st;
}

const char *
kg_store_path(const kg_store *store)
{
  return store->path;
}
