// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/store.h"

#include "kg/store/private.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

static kg_error err;

// The kind of file system that folders are on, or 0 for the real one.
static unsigned file_system;

__attribute__((visibility("default"))) int
statfs(const char *path, struct statfs *info)
{
  int rc = (int)syscall(SYS_statfs, path, info);
  if (file_system)
    info->f_type = (__typeof__(info->f_type))file_system;
  return rc;
}

// ---- files

static kg_buf
read_file(const char *path)
{
  kg_buf bytes = {0};
  char part[65536];
  ssize_t n;
  int fd = open(path, O_RDONLY);
  assert_true(fd >= 0);
  while ((n = read(fd, part, sizeof part)) > 0)
    assert_int_equal(kg_buf_add(&bytes, part, (size_t)n), 0);
  close(fd);
  return bytes;
}

static void
write_file(const char *path, const void *bytes, size_t n)
{
  int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, bytes, n), n);
  close(fd);
}

static void
assert_same_file(const char *path, const void *bytes, size_t n)
{
  kg_buf now = read_file(path);
  assert_int_equal(now.len, n);
  assert_memory_equal(now.ptr, bytes, n);
  kg_buf_release(&now);
}

// A folder with a kg.mdb of these bytes; returns its path.
static const char *
foreign(void **state, const void *bytes, size_t n)
{
  mkdir(store_path(state, "foreign"), 0777);
  write_file(store_path(state, "foreign/kg.mdb"), bytes, n);
  return store_path(state, "foreign");
}

// ---- sound stores

static void
a_missing_store_is_not_found_or_made(void **state)
{
  kg_store *store;
  assert_status(KG_ERR_NOT_FOUND, kg_store_open(store_path(state, "none"), 0, &store, &err), err);
  assert_null(store);
  assert_int_equal(mkdir(store_path(state, "empty"), 0777), 0);
  assert_status(KG_ERR_NOT_FOUND, kg_store_open(store_path(state, "empty"), 0, &store, &err), err);
  assert_status(KG_ERR_NOT_FOUND, kg_store_open(store_path(state, "empty"), KG_STORE_READ_ONLY, &store, &err),
                err);
  store_add(store_at(state, "empty", KG_STORE_CREATE), ":a :p 1 .");
  store_add(store_at(state, "none", KG_STORE_CREATE), ":a :p 1 .");
  assert_status(KG_ERR_IO, kg_store_open(store_path(state, "a/b/c"), KG_STORE_CREATE, &store, &err), err);
}

static void
a_store_opens_again_as_it_was(void **state)
{
  store_close(state, store_of(state, ":a :p 1 :g . _:b :q \"a text for the dictionary\"@en ."));
  kg_store *store = store_at(state, "store0", KG_STORE_CREATE);
  assert_scan(store, "? ? ?", ":a :p 1 :g", "_:b1 :q \"a text for the dictionary\"@en");
  assert_sound(store);
}

static void
a_store_half_made_is_made_anew(void **state)
{
  assert_int_equal(mkdir(store_path(state, "half"), 0777), 0);
  write_file(store_path(state, "half/kg.mdb.new"), "rubbish", 7);
  write_file(store_path(state, "half/lock"), "12345\n", 6);
  kg_store *store = store_at(state, "half", KG_STORE_CREATE);
  assert_int_equal(store_size(store), 0);
  assert_int_not_equal(access(store_path(state, "half/kg.mdb.new"), F_OK), 0);
}

static void
a_process_opens_a_store_once(void **state)
{
  kg_store *store = store_of(state, ":a :p 1 ."), *second;
  assert_status(KG_ERR_CONFLICT,
                kg_store_open(store_path(state, "store0"), KG_STORE_READ_ONLY, &second, &err), err);
  assert_int_equal(store_size(store), 1);
  store_close(state, store);
  store_at(state, "store0", KG_STORE_READ_ONLY);
}

static void
a_temporary_store_leaves_no_files(void **state)
{
  kg_store *store, *other;
  assert_int_equal(setenv("TMPDIR", store_path(state, "."), 1), 0);
  assert_ok(kg_store_open_temporary(&store, &err), err);
  assert_ok(kg_store_open_temporary(&other, &err), err);
  store_add(store, ":a :p 1 .");
  store_add(other, ":a :p 1, 2 .");
  assert_int_equal(store_size(store), 1);
  assert_sound(other);
  assert_int_not_equal(access(kg_store_path(store), F_OK), 0);
  kg_store_close(store);
  kg_store_close(other);
  assert_int_equal(setenv("TMPDIR", store_path(state, "nowhere"), 1), 0);
  assert_status(KG_ERR_IO, kg_store_open_temporary(&store, &err), err);
  unsetenv("TMPDIR");
}

static void
to_read_only_and_to_make_exclude_each_other(void **state)
{
  kg_store *store;
  assert_status(KG_ERR_ARGUMENT,
                kg_store_open(store_path(state, "x"), KG_STORE_CREATE | KG_STORE_READ_ONLY, &store, &err),
                err);
  kg_store_close(NULL);
}

// ---- foreign files

static void
foreign_files_are_refused_and_left_alone(void **state)
{
  static char zeros[20000], text[20000];
  const struct {
    const char *name;
    const void *bytes;
    size_t n;
  } cases[] = {{"empty", "", 0},
               {"a word", "hello", 5},
               {"text", text, sizeof text},
               {"zeros", zeros, sizeof zeros},
               {"one page of zeros", zeros, 4096}};
  memset(text, 'x', sizeof text);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    for (unsigned flags = 0; flags <= KG_STORE_CREATE; flags++) {
      kg_store *store;
      const char *path = foreign(state, cases[i].bytes, cases[i].n);
      kg_status st = kg_store_open(path, flags, &store, &err);
      if (st != KG_ERR_STORE)
        fail_msg("%s: %s", cases[i].name, kg_status_name(st));
      assert_same_file(store_path(state, "foreign/kg.mdb"), cases[i].bytes, cases[i].n);
    }
  }
}

static void
what_is_no_folder_of_ours_is_refused(void **state)
{
  kg_store *store;
  write_file(store_path(state, "file"), "x", 1);
  assert_status(KG_ERR_STORE, kg_store_open(store_path(state, "file"), KG_STORE_CREATE, &store, &err), err);
  assert_int_equal(mkdir(store_path(state, "folder"), 0777), 0);
  write_file(store_path(state, "folder/photo.jpg"), "x", 1);
  assert_status(KG_ERR_STORE, kg_store_open(store_path(state, "folder"), KG_STORE_CREATE, &store, &err), err);
  assert_int_not_equal(access(store_path(state, "folder/kg.mdb"), F_OK), 0);
  assert_int_equal(mkdir(store_path(state, "odd"), 0777), 0);
  assert_int_equal(mkfifo(store_path(state, "odd/kg.mdb"), 0666), 0);
  assert_status(KG_ERR_STORE, kg_store_open(store_path(state, "odd"), 0, &store, &err), err);
}

// An LMDB environment with one change by `change`.
static void
with_lmdb(const char *file, void (*change)(MDB_txn *lmdb))
{
  MDB_env *env;
  MDB_txn *lmdb;
  assert_int_equal(mdb_env_create(&env) | mdb_env_set_maxdbs(env, 20), 0);
  assert_int_equal(mdb_env_open(env, file, MDB_NOSUBDIR | MDB_NOLOCK | MDB_NOSYNC, 0666), 0);
  assert_int_equal(mdb_txn_begin(env, NULL, 0, &lmdb), 0);
  change(lmdb);
  assert_int_equal(mdb_txn_commit(lmdb), 0);
  mdb_env_close(env);
}

static void
put_something(MDB_txn *lmdb)
{
  MDB_dbi dbi;
  MDB_val key = kg__val("key", 3), value = kg__val("value", 5);
  assert_int_equal(mdb_dbi_open(lmdb, "meta", MDB_CREATE, &dbi), 0);
  assert_int_equal(mdb_put(lmdb, dbi, &key, &value, 0), 0);
}

static void
put_future_format(MDB_txn *lmdb)
{
  MDB_dbi dbi;
  MDB_val key = kg__val("manifest", 8), value;
  kg__manifest manifest;
  assert_int_equal(mdb_dbi_open(lmdb, "meta", 0, &dbi), 0);
  assert_int_equal(mdb_get(lmdb, dbi, &key, &value), 0);
  memcpy(&manifest, value.mv_data, sizeof manifest);
  manifest.format = 99;
  value = (MDB_val){sizeof manifest, &manifest};
  assert_int_equal(mdb_put(lmdb, dbi, &key, &value, 0), 0);
}

// ---- a store of the second format, as it was

static void
put_old_row(MDB_txn *lmdb, MDB_dbi dbi, int table, MDB_val key, MDB_val value)
{
  const kg__manifest now = {.format = KG__STORE_FORMAT};
  unsigned char old_key[32], old_value[8];
  kg__row columns;
  kg__op op;
  if (table < KG_N_ORDERS) {
    assert_int_equal(kg__change_read(&now, (kg_order)table, key, value, &columns, &op), KG_OK);
    for (size_t i = 0; i < 4; i++)
      kg__u64_put(old_key + 8 * i, columns.c[i]);
    kg__u64_put(old_value, 1 << 8 | op);
    key = kg__val(old_key, sizeof old_key);
    value = kg__val(old_value, sizeof old_value);
  } else {
    assert_int_equal(kg__unseal(&now, (kg__table)table, key, &value), KG_OK);
  }
  assert_int_equal(mdb_put(lmdb, dbi, &key, &value, 0), 0);
}

static void
make_table_old(MDB_txn *lmdb, int table)
{
  MDB_dbi dbi;
  MDB_cursor *cursor;
  struct {
    char key[64], value[512];
    size_t n_key, n_value;
  } *rows = calloc(200, sizeof *rows);
  size_t n = 0;
  MDB_val key, value;
  assert_non_null(rows);
  assert_int_equal(mdb_dbi_open(lmdb, kg__table_names[table], 0, &dbi), 0);
  assert_int_equal(mdb_cursor_open(lmdb, dbi, &cursor), 0);
  for (; !mdb_cursor_get(cursor, &key, &value, MDB_NEXT); n++) {
    assert_true(n < 200 && key.mv_size <= 64 && value.mv_size <= 512);
    memcpy(rows[n].key, key.mv_data, rows[n].n_key = key.mv_size);
    memcpy(rows[n].value, value.mv_data, rows[n].n_value = value.mv_size);
  }
  mdb_cursor_close(cursor);
  assert_int_equal(mdb_drop(lmdb, dbi, 0), 0);
  for (size_t i = 0; i < n; i++)
    put_old_row(lmdb, dbi, table, kg__val(rows[i].key, rows[i].n_key),
                kg__val(rows[i].value, rows[i].n_value));
  free(rows);
}

static void
make_old(MDB_txn *lmdb)
{
  static const int tables[] = {KG_SPO,     KG_PSO,    KG_POS,         KG_OSP,    KG_GSPO,
                               KG__HASHES, KG__TERMS, KG__PREDICATES, KG__GRAPHS};
  MDB_dbi dbi;
  MDB_val key = kg__val("manifest", 8), value;
  kg__manifest manifest;
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
    make_table_old(lmdb, tables[i]);
  assert_int_equal(mdb_dbi_open(lmdb, "meta", 0, &dbi), 0);
  assert_int_equal(mdb_get(lmdb, dbi, &key, &value), 0);
  memcpy(&manifest, value.mv_data, sizeof manifest);
  manifest.format = 2;
  manifest.checksum = 0;
  value = (MDB_val){sizeof manifest, &manifest};
  assert_int_equal(mdb_put(lmdb, dbi, &key, &value, 0), 0);
}

static void
assert_old_content(kg_store *store, const char *more)
{
  assert_scan(store, ":a ? ?", ":a :p 1", ":a :p \"a text for the dictionary\" :g",
              ":a :p \"one that came later\"");
  assert_scan(store, ":z ? ?", more);
  assert_sound(store);
}

static void
a_store_of_an_older_format_is_read_as_it_is_and_written_anew(void **state)
{
  kg_store_stats stats;
  kg_txn *txn;
  kg_store *store = store_of(state, ":a :p 1, 2 . :a :p \"a text for the dictionary\" :g .");
  assert_ok(kg_store_compact(store, NULL, &err), err);
  store_add(store, ":a :p \"one that came later\" .");
  store_remove(store, ":a :p 2 .");
  store_close(state, store);
  with_lmdb(store_path(state, "store0/kg.mdb"), make_old);
  store = store_at(state, "store0", KG_STORE_READ_ONLY);
  assert_old_content(store, NULL);
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_ok(kg_txn_stats(txn, &stats, &err), err);
  assert_int_equal(stats.format, 2);
  assert_ok(kg_txn_backup(txn, store_path(state, "copy"), NULL, &err), err);
  kg_txn_abort(txn);
  store_close(state, store);
  for (int i = 0; i < 2; i++) {
    store = store_at(state, i ? "copy" : "store0", 0);
    assert_old_content(store, NULL);
    assert_ok(kg_txn_begin_write(store, &txn, &err), err);
    kg_txn_abort(txn);
    assert_old_content(store, NULL);
    if (i)
      assert_ok(kg_store_compact(store, NULL, &err), err);
    else
      store_add(store, ":z :p 3 .");
    assert_old_content(store, i ? NULL : ":z :p 3");
    assert_ok(kg_txn_begin_read(store, &txn, &err), err);
    assert_ok(kg_txn_stats(txn, &stats, &err), err);
    assert_int_equal(stats.format, KG__STORE_FORMAT);
    kg_txn_abort(txn);
    store_close(state, store);
  }
}

static void
put_table_of_several_values(MDB_txn *lmdb)
{
  MDB_dbi dbi;
  MDB_val key = kg__val("key", 3), value = kg__val("value", 5);
  assert_int_equal(mdb_dbi_open(lmdb, "several", MDB_CREATE | MDB_DUPSORT, &dbi), 0);
  assert_int_equal(mdb_put(lmdb, dbi, &key, &value, 0), 0);
}

static void
another_programs_environment_is_refused(void **state)
{
  kg_store *store;
  assert_int_equal(mkdir(store_path(state, "other"), 0777), 0);
  with_lmdb(store_path(state, "other/kg.mdb"), put_something);
  kg_buf before = read_file(store_path(state, "other/kg.mdb"));
  assert_status(KG_ERR_STORE, kg_store_open(store_path(state, "other"), 0, &store, &err), err);
  assert_same_file(store_path(state, "other/kg.mdb"), before.ptr, before.len);
  kg_buf_release(&before);
  with_lmdb(store_path(state, "other/kg.mdb"), put_table_of_several_values);
  assert_status(KG_ERR_STORE, kg_store_open(store_path(state, "other"), 0, &store, &err), err);
}

static void
an_unknown_format_is_refused_by_its_number(void **state)
{
  kg_store *store = store_of(state, ":a :p 1 .");
  store_close(state, store);
  with_lmdb(store_path(state, "store0/kg.mdb"), put_future_format);
  kg_buf before = read_file(store_path(state, "store0/kg.mdb"));
  assert_status(KG_ERR_STORE, kg_store_open(store_path(state, "store0"), KG_STORE_CREATE, &store, &err), err);
  assert_non_null(strstr(err.message, "format 99"));
  assert_same_file(store_path(state, "store0/kg.mdb"), before.ptr, before.len);
  kg_buf_release(&before);
}

// ---- damaged files

// A store that has pages of every kind, free ones and large terms among them.
static kg_buf
some_store(void **state)
{
  kg_buf text = {0};
  kg_store *store = store_of(state, ":x :p 1 .");
  for (int i = 0; i < 400; i++)
    assert_int_equal(kg_buf_printf(&text, ":s%d :p%d \"text number %d\" :g%d . ", i % 50, i % 7, i, i % 3),
                     0);
  assert_int_equal(kg_buf_add_str(&text, KG_STR(":large :p \"")), 0);
  for (int i = 0; i < 9000; i++)
    assert_int_equal(kg_buf_add_char(&text, (char)('a' + i % 26)), 0);
  assert_int_equal(kg_buf_add(&text, "\" .", 4), 0);
  store_add(store, text.ptr);
  store_remove(store, ":x :p 1 .");
  store_add(store, ":y :p 1 .");
  kg_buf_release(&text);
  store_close(state, store);
  return read_file(store_path(state, "store0/kg.mdb"));
}

// What a store says of itself: all its quads as text, or null where it notices damage.
static char *
read_all(kg_store *store)
{
  kg_txn *txn;
  char *quads = NULL;
  if (kg_txn_begin_read(store, &txn, &err))
    return NULL;
  if (!kg_txn_verify(txn, NULL, &err))
    quads = txn_match(txn, "? ? ?");
  kg_txn_abort(txn);
  return quads;
}

// Open a file: it is refused and left alone, or noticed in reading, or as good as `want`; true if opened.
static bool
try_file(void **state, const char *folder, const char *file, const kg_buf *bytes, const char *want)
{
  kg_store *store;
  (void)state;
  kg_status st = kg_store_open(folder, 0, &store, &err);
  if (st) {
    assert_int_equal(st, KG_ERR_STORE);
    assert_same_file(file, bytes->ptr, bytes->len);
    return false;
  }
  char *quads = read_all(store);
  kg_store_close(store);
  if (quads && want)
    assert_string_equal(quads, want);
  free(quads);
  return true;
}

static void
a_truncated_file_is_refused(void **state)
{
  kg_buf whole = some_store(state);
  const char *folder = foreign(state, whole.ptr, whole.len), *file = store_path(state, "foreign/kg.mdb");
  size_t opened = 0, n = 0;
  assert_true(whole.len > 40 * 4096);
  for (size_t size = 0; size < whole.len; size += 4096, n++) {
    kg_buf part = {whole.ptr, size, 0};
    write_file(file, part.ptr, part.len);
    opened += try_file(state, folder, file, &part, NULL);
  }
  assert_true(opened < n / 4); // pages at the end may be free
  kg_buf_release(&whole);
}

static void
flipped_bits_in_meta_pages_do_no_harm(void **state)
{
  kg_buf bytes = some_store(state);
  const char *folder = foreign(state, bytes.ptr, bytes.len), *file = store_path(state, "foreign/kg.mdb");
  for (size_t at = 0; at < 2 * 152; at++) {
    size_t place = at < 152 ? at : 4096 + at - 152;
    bytes.ptr[place] ^= (char)(1 << at % 8);
    write_file(file, bytes.ptr, bytes.len);
    try_file(state, folder, file, &bytes, NULL);
    bytes.ptr[place] ^= (char)(1 << at % 8);
  }
  kg_buf_release(&bytes);
}

static void
a_flipped_bit_is_noticed_or_does_not_matter(void **state)
{
  kg_buf bytes = some_store(state);
  const char *folder = foreign(state, bytes.ptr, bytes.len), *file = store_path(state, "foreign/kg.mdb");
  kg_store *store = store_at(state, "store0", 0);
  char *want = read_all(store);
  uint64_t seed = 1;
  assert_non_null(want);
  for (int i = 0; i < 500; i++) {
    size_t place = 8192 + random_below(&seed, (uint32_t)bytes.len - 8192);
    char bit = (char)(1 << random_below(&seed, 8));
    bytes.ptr[place] ^= bit;
    write_file(file, bytes.ptr, bytes.len);
    try_file(state, folder, file, &bytes, want);
    bytes.ptr[place] ^= bit;
  }
  free(want);
  kg_buf_release(&bytes);
}

static void
rubbish_in_the_lock_files_does_no_harm(void **state)
{
  static char rubbish[10000];
  memset(rubbish, 0xa5, sizeof rubbish);
  store_close(state, store_of(state, ":a :p 1 ."));
  write_file(store_path(state, "store0/kg.mdb-lock"), rubbish, sizeof rubbish);
  write_file(store_path(state, "store0/lock"), rubbish, sizeof rubbish);
  kg_store *store = store_at(state, "store0", 0);
  store_add(store, ":a :p 2 .");
  assert_sound(store);
}

static void
network_file_systems_are_refused(void **state)
{
  static const unsigned types[] = {0x6969, 0xFF534D42, 0x01021997};
  kg_store *store;
  store_close(state, store_of(state, ":a :p 1 ."));
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    file_system = types[i];
    assert_status(KG_ERR_UNSUPPORTED, kg_store_open(store_path(state, "store0"), 0, &store, &err), err);
    assert_non_null(strstr(err.message, "local disk"));
    assert_status(KG_ERR_UNSUPPORTED, kg_store_open(store_path(state, "new"), KG_STORE_CREATE, &store, &err),
                  err);
  }
  file_system = 0xEF53; // ext4
  assert_int_equal(store_size(store_at(state, "store0", 0)), 1);
  file_system = 0;
}

static void
an_untouched_store_gets_no_file(void **state)
{
  kg_txn *txn, *second;
  store_close(state, store_of(state, ":a :p 1 ."));
  assert_int_equal(unlink(store_path(state, "store0/kg.mdb-lock")), 0);
  kg_store *store = store_at(state, "store0", KG_STORE_READ_ONLY | KG_STORE_UNTOUCHED);
  assert_int_equal(store_size(store), 1);
  assert_int_equal(access(store_path(state, "store0/kg.mdb-lock"), F_OK), -1);
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_status(KG_ERR_ARGUMENT, kg_txn_begin_write(store, &second, &err), err);
  pid_t child = fork();
  if (child == 0) {
    kg_store *other;
    bool kept_away = !kg_store_open(store_path(state, "store0"), 0, &other, &err) &&
                     kg_txn_begin_write(other, &second, &err) == KG_ERR_LOCKED;
    _exit(kept_away ? 0 : 1);
  }
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  kg_txn_abort(txn);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      store_test(a_missing_store_is_not_found_or_made),
      store_test(a_store_opens_again_as_it_was),
      store_test(a_store_half_made_is_made_anew),
      store_test(a_process_opens_a_store_once),
      store_test(a_temporary_store_leaves_no_files),
      store_test(to_read_only_and_to_make_exclude_each_other),
      store_test(foreign_files_are_refused_and_left_alone),
      store_test(what_is_no_folder_of_ours_is_refused),
      store_test(another_programs_environment_is_refused),
      store_test(an_unknown_format_is_refused_by_its_number),
      store_test(a_store_of_an_older_format_is_read_as_it_is_and_written_anew),
      store_test(a_truncated_file_is_refused),
      store_test(flipped_bits_in_meta_pages_do_no_harm),
      store_test(a_flipped_bit_is_noticed_or_does_not_matter),
      store_test(rubbish_in_the_lock_files_does_no_harm),
      store_test(network_file_systems_are_refused),
      store_test(an_untouched_store_gets_no_file),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
