// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Killed processes: a child makes commits, loads and compactions until it is killed, at a random moment or
// at the n-th call that changes a file, a write then being half done.  All that it told of is there, and
// nothing by half.  KG_TEST_ROUNDS is the number of cycles.

#include "tests/support/disk.h"
#include "tests/support/history.h"

#include "kg/store/private.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CYCLES = 200, LONGEST = 66, MOST_CALLS = 400, LONGEST_LIFE = 30000 };

static kg_error err;

#define child_check(ok)                                                        \
  do {                                                                         \
    if (!(ok)) {                                                               \
      fprintf(stderr, "child, line %d: %s: %s\n", __LINE__, #ok, err.message); \
      _exit(1);                                                                \
    }                                                                          \
  } while (0)

static void
change_until_killed(const char *path, int out, unsigned call)
{
  kg_store *store;
  history_state now;
  disk_sync(false);
  child_check(!kg_store_open(path, KG_STORE_CREATE, &store, &err));
  child_check(!history_read(store, &now, &err));
  if (call)
    disk_fail(DISK_KILL, call);
  for (int i = now.last + 1; i <= LONGEST; i++) {
    child_check(!history_commit(store, i, &err));
    child_check(write(out, &i, sizeof i) == sizeof i);
    if (i % 7 == 0)
      child_check(!kg_store_compact(store, NULL, &err));
  }
  kill(getpid(), SIGKILL);
}

// The last commit that a child told of before it was killed, or `last` if none.
static int
kill_a_child(const char *path, unsigned call, useconds_t after, int last)
{
  int ends[2], told, status;
  assert_int_equal(pipe(ends), 0);
  pid_t child = fork();
  if (child == 0)
    change_until_killed(path, ends[1], call);
  close(ends[1]);
  if (!call) {
    usleep(after);
    kill(child, SIGKILL);
  }
  while (read(ends[0], &told, sizeof told) == sizeof told)
    last = told;
  close(ends[0]);
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
  return last;
}

static int
open_after(const char *path, int told, int cycle, const history_state *states)
{
  kg_store *store;
  history_state found;
  kg_status st = kg_store_open(path, 0, &store, &err);
  if (st == KG_ERR_NOT_FOUND && told == 0)
    return 0;
  assert_status(KG_OK, st, err);
  assert_ok(history_read(store, &found, &err), err);
  if (found.last < told || found.last > told + 1 || !history_equal(&found, &states[found.last]))
    fail_msg("cycle %d: commit %d was told of, %d is there", cycle, told, found.last);
  assert_sound(store);
  kg_store_close(store);
  return found.last;
}

static void
a_killed_process_leaves_whole_commits(void **state)
{
  history_state *states = history_states(LONGEST);
  uint64_t seed = 11;
  const char *path = store_path(state, "store");
  int last = 0, cycles = history_rounds(CYCLES);
  for (int cycle = 0; cycle < cycles; cycle++) {
    if (last == LONGEST) {
      disk_empty_folder(path);
      last = 0;
    }
    unsigned call = cycle % 4 ? 1 + random_below(&seed, MOST_CALLS) : 0;
    int told = kill_a_child(path, call, (useconds_t)random_below(&seed, LONGEST_LIFE), last);
    last = open_after(path, told, cycle, states);
  }
  free(states);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      history_test(a_killed_process_leaves_whole_commits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
