// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A disk that fails: every call that an operation makes to change files fails once, in each way it can.  The
// operation then tells, or has made up for it; the store has the old state or the new one, in this process
// and when opened again, and works.

#include "tests/support/disk.h"
#include "tests/support/history.h"

#include "kg/store/private.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_CALLS = 300 };

static kg_error err;
static history_state *states;

static int
setup(void **state)
{
  disk_sync(false);
  return history_setup(state);
}

static int
teardown(void **state)
{
  disk_heal();
  disk_sync(true);
  free(states);
  states = NULL;
  return history_teardown(state);
}

#define fault_test(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

// ---- copies of a store's folder

static void
copy_file(const char *from, const char *to)
{
  static char bytes[1 << 22];
  int in = open(from, O_RDONLY), out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0666);
  ssize_t n = read(in, bytes, sizeof bytes);
  assert_true(n >= 0 && n < (ssize_t)sizeof bytes && write(out, bytes, (size_t)n) == n);
  close(in);
  close(out);
}

static void
copy_files(const char *path, const char *other)
{
  char from[512], to[512];
  DIR *folder = opendir(path);
  assert_non_null(folder);
  for (struct dirent *e = readdir(folder); e; e = readdir(folder)) {
    snprintf(from, sizeof from, "%s/%s", path, e->d_name);
    snprintf(to, sizeof to, "%s/%s", other, e->d_name);
    if (e->d_name[0] != '.')
      copy_file(from, to);
  }
  closedir(folder);
}

// ---- operations

typedef struct operation {
  const char *name;
  int before; // commits that the store has
  int after;
  kg_status (*run)(kg_store *store, int commit, kg_error *err);
} operation;

static kg_status
compact(kg_store *store, int commit, kg_error *e)
{
  (void)commit;
  return kg_store_compact(store, NULL, e);
}

// Beside the store, with as many calls as it makes; then the backup is what the store is.
static kg_status
back_up(kg_store *store, int commit, kg_error *e)
{
  char path[512];
  kg_txn *txn;
  kg_store *copy;
  history_state found;
  snprintf(path, sizeof path, "%s-backup", kg_store_path(store));
  KG_TRY(kg_txn_begin_read(store, &txn, e));
  kg_status st = kg_txn_backup(txn, path, NULL, e);
  kg_txn_abort(txn);
  disk_heal();
  kg_error opening;
  if (st) {
    assert_status(KG_ERR_NOT_FOUND, kg_store_open(path, 0, &copy, &opening), opening);
  } else {
    assert_ok(kg_store_open(path, 0, &copy, &opening), opening);
    assert_ok(history_read(copy, &found, &opening), opening);
    assert_true(history_equal(&found, &states[commit]));
    assert_sound(copy);
    kg_store_close(copy);
    disk_empty_folder(path);
  }
  return st;
}

static void
assert_state(kg_store *store, const operation *op, const char *what, unsigned n, bool may_be_old,
             bool may_be_new)
{
  history_state found;
  assert_ok(history_read(store, &found, &err), err);
  bool is_old = history_equal(&found, &states[op->before]),
       is_new = history_equal(&found, &states[op->after]);
  if (!(is_old && may_be_old) && !(is_new && may_be_new))
    fail_msg("%s, %s at call %u: commit %d", op->name, what, n, found.last);
  assert_sound(store);
}

// After a commit of which nobody knows whether it is on the disk.
static bool
is_out_of_use(kg_store *store)
{
  kg_txn *txn;
  kg_status st = kg_txn_begin_read(store, &txn, &err);
  if (st) {
    assert_int_equal(st, KG_ERR_IO);
    assert_non_null(strstr(err.message, "opened again"));
    assert_status(KG_ERR_IO, kg_txn_begin_write(store, &txn, &err), err);
    return true;
  }
  kg_txn_abort(txn);
  return false;
}

// Whether the fault came to pass.
static bool
fail_once(const char *base, const char *path, const operation *op, disk_fault fault, const char *what,
          unsigned n)
{
  disk_empty_folder(path);
  copy_files(base, path);
  kg_store *store;
  assert_ok(kg_store_open(path, 0, &store, &err), err);
  disk_fail(fault, n);
  err.message[0] = '\0';
  kg_status st = op->run(store, op->after, &err);
  bool came = disk_heal() >= n;
  if (st && (st != KG_ERR_IO || !err.message[0]))
    fail_msg("%s, %s at call %u: %s: %s", op->name, what, n, kg_status_name(st), err.message);
  if (!came)
    assert_int_equal(st, KG_OK);
  kg_status again = st;
  if (!st || !is_out_of_use(store)) {
    assert_state(store, op, what, n, st != KG_OK || op->after == op->before, st == KG_OK);
    again = st ? op->run(store, op->after, &err) : KG_OK;
  }
  if (!again)
    assert_state(store, op, what, n, false, true);
  kg_store_close(store);
  assert_ok(kg_store_open(path, 0, &store, &err), err);
  assert_state(store, op, what, n, again != KG_OK, true);
  if (again)
    assert_ok(op->run(store, op->after, &err), err);
  assert_state(store, op, what, n, false, true);
  kg_store_close(store);
  return came;
}

static void
fail_everywhere(void **state, const operation *op)
{
  static const struct {
    disk_fault fault;
    const char *name;
  } faults[] = {{DISK_FULL, "a full disk"},
                {DISK_BROKEN, "a broken disk"},
                {DISK_SHORT, "a short write"},
                {DISK_UNSYNCED, "a failed sync"}};
  const char *base = store_path(state, "base"), *work = store_path(state, "work");
  states = history_states(op->after);
  assert_int_equal(mkdir(work, 0777), 0);
  kg_store *store = store_at(state, "base", KG_STORE_CREATE | KG_STORE_VOLATILE);
  for (int i = 1; i <= op->before; i++)
    assert_ok(history_commit(store, i, &err), err);
  store_close(state, store);
  for (size_t f = 0; f < sizeof faults / sizeof *faults; f++) {
    unsigned n = 1;
    while (n <= MOST_CALLS && fail_once(base, work, op, faults[f].fault, faults[f].name, n))
      n++;
    assert_in_range(n, 2, MOST_CALLS);
    if (getenv("KG_TEST_ROUNDS"))
      print_message("%s: %s at each of %u calls\n", op->name, faults[f].name, n - 1);
  }
}

static void
a_small_commit_that_fails_leaves_the_old_state(void **state)
{
  fail_everywhere(state, &(operation){"a commit", 12, 13, history_commit});
}

static void
a_load_that_fails_leaves_the_old_state(void **state)
{
  fail_everywhere(state, &(operation){"a load", 15, 16, history_commit});
}

static void
clearing_that_fails_leaves_the_old_state(void **state)
{
  fail_everywhere(state, &(operation){"clearing", 19, 20, history_commit});
}

static void
a_compaction_that_fails_leaves_the_old_state(void **state)
{
  fail_everywhere(state, &(operation){"a compaction", 14, 14, compact});
}

static void
a_backup_that_fails_leaves_none(void **state)
{
  fail_everywhere(state, &(operation){"a backup", 14, 14, back_up});
}

// A store that cannot be made is made when the disk works again.
static void
a_store_that_cannot_be_made_is_made_later(void **state)
{
  const char *path = store_path(state, "made");
  kg_store *store;
  unsigned n = 0;
  for (disk_fault fault = DISK_FULL; fault <= DISK_UNSYNCED; fault++) {
    bool came = true;
    for (n = 1; came; n++) {
      disk_empty_folder(path);
      rmdir(path);
      disk_fail(fault, n);
      kg_status st = kg_store_open(path, KG_STORE_CREATE, &store, &err);
      came = disk_heal() >= n;
      if (!st)
        kg_store_close(store);
      else
        assert_status(KG_ERR_IO, st, err);
      assert_ok(kg_store_open(path, KG_STORE_CREATE, &store, &err), err);
      assert_int_equal(store_size(store), 0);
      kg_store_close(store);
    }
    assert_true(n > 2);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      fault_test(a_small_commit_that_fails_leaves_the_old_state),
      fault_test(a_load_that_fails_leaves_the_old_state),
      fault_test(clearing_that_fails_leaves_the_old_state),
      fault_test(a_compaction_that_fails_leaves_the_old_state),
      fault_test(a_backup_that_fails_leaves_none),
      fault_test(a_store_that_cannot_be_made_is_made_later),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
