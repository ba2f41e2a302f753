// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Loss of power: a store is made and changed while all that it does to its files is recorded; then it is
// opened as any crash may have left it, and has a state between the last that was acknowledged and the one
// that was under way.  KG_TEST_ROUNDS is the number of crashes.

#include "tests/support/disk.h"
#include "tests/support/history.h"

#include "kg/store/private.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COMMITS = 60, CRASHES = 500 };

static kg_error err;

static int
teardown(void **state)
{
  disk_stop();
  disk_heal();
  disk_sync(true);
  return history_teardown(state);
}

#define power_test(f) cmocka_unit_test_setup_teardown(f, history_setup, teardown)

// Some of the table of readers may be on the disk, or anything.
static void
leave_locks(const char *folder, uint64_t seed)
{
  char path[512], junk[8192];
  for (size_t i = 0; i < sizeof junk; i++)
    junk[i] = (char)random_below(&seed, 256);
  snprintf(path, sizeof path, "%s/kg.mdb-lock", folder);
  int fd = open(path, O_WRONLY | O_CREAT, 0666);
  assert_true(fd >= 0 && write(fd, junk, sizeof junk) == sizeof junk);
  close(fd);
}

static void
assert_state_after(const char *folder, size_t at, uint64_t seed, const history_state *states)
{
  kg_store *store;
  history_state found = {0};
  int told = disk_replay(at, seed, folder);
  if (seed % 2)
    leave_locks(folder, seed);
  kg_status st = kg_store_open(folder, KG_STORE_VOLATILE, &store, &err);
  if (st == KG_ERR_NOT_FOUND && told < 0)
    return;
  if (st)
    fail_msg("crash at %zu with seed %llu after commit %d: %s", at, (unsigned long long)seed, told,
             err.message);
  assert_ok(history_read(store, &found, &err), err);
  if (found.last < told || found.last > told + 1 + (told < 0) || !history_equal(&found, &states[found.last]))
    fail_msg("crash at %zu with seed %llu after commit %d: commit %d, %llu quads", at,
             (unsigned long long)seed, told, found.last, (unsigned long long)found.quads);
  assert_sound(store);
  assert_ok(history_commit(store, found.last + 1, &err), err);
  assert_ok(history_read(store, &found, &err), err);
  assert_true(history_equal(&found, &states[found.last]));
  kg_store_close(store);
}

static void
crash_everywhere(void **state, int crashes)
{
  const char *folder = store_path(state, "after");
  history_state *states = history_states(COMMITS + 1);
  uint64_t seed = 7;
  assert_int_equal(mkdir(folder, 0777), 0);
  for (int i = 0; i < crashes; i++)
    assert_state_after(folder, random_below(&seed, (uint32_t)disk_record_size()), (uint64_t)i + 1, states);
  free(states);
}

static void
a_loss_of_power_leaves_whole_commits(void **state)
{
  mkdir(store_path(state, "store"), 0777);
  disk_sync(false);
  disk_record(store_path(state, "store"));
  kg_store *store = store_at(state, "store", KG_STORE_CREATE);
  disk_mark(0);
  for (int i = 1; i <= COMMITS; i++) {
    assert_ok(history_commit(store, i, &err), err);
    disk_mark(i);
    if (i % 7 == 0)
      assert_ok(kg_store_compact(store, NULL, &err), err);
  }
  disk_stop();
  store_close(state, store);
  crash_everywhere(state, history_rounds(CRASHES));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      power_test(a_loss_of_power_leaves_whole_commits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
