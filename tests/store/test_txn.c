// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/store.h"

#include "kg/store/private.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static kg_error err;

static kg_txn *
begin_write(kg_store *store)
{
  kg_txn *txn;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  return txn;
}

static kg_txn *
begin_read(kg_store *store)
{
  kg_txn *txn;
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  return txn;
}

// ---- children: they must not use the parent's stores, nor cmocka's checks

#define child_check(ok)                                       \
  do {                                                        \
    if (!(ok)) {                                              \
      fprintf(stderr, "child, line %d: %s\n", __LINE__, #ok); \
      _exit(1);                                               \
    }                                                         \
  } while (0)

static void
assert_child_succeeds(pid_t child)
{
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFEXITED(status));
  assert_int_equal(WEXITSTATUS(status), 0);
}

// ---- isolation

static void
a_reader_sees_the_state_at_its_beginning(void **state)
{
  kg_store *store = store_of(state, ":a :p 1 .");
  kg_txn *old = begin_read(store);
  store_add(store, ":a :p 2 .");
  kg_txn *fresh = begin_read(store);
  store_remove(store, ":a :p 1 .");
  assert_match(old, "? ? ?", ":a :p 1", NULL);
  assert_match(fresh, "? ? ?", ":a :p 1", ":a :p 2", NULL);
  kg_txn_abort(old);
  kg_txn_abort(fresh);
  assert_scan(store, "? ? ?", ":a :p 2");
}

enum { GROUP = 7, COMMITS = 150, READERS = 3 };

// Quads come and go in groups of GROUP.
static kg_status
change_group(kg_store *store, int i)
{
  kg_txn *txn;
  kg_status st = kg_txn_begin_write(store, &txn, &err);
  for (int j = 0; !st && j < GROUP; j++) {
    char s[32], o[32];
    kg_quad quad = {.predicate = kg_term_iri(KG_STR("x:p"))};
    quad.subject = kg_term_iri((kg_str){s, (size_t)snprintf(s, sizeof s, "x:s%d", i)});
    quad.object = kg_term_string((kg_str){o, (size_t)snprintf(o, sizeof o, "object number %d", j)});
    st = kg_txn_add(txn, &quad, NULL, &err);
  }
  return st ? st : kg_txn_commit(txn, &err);
}

static kg_status
count_by_scan(kg_txn *txn, kg_order order, uint64_t *n)
{
  kg_batch *batch = malloc(sizeof *batch);
  kg_scan *scan;
  kg_status st = kg_scan_open(txn, order, NULL, 0, KG_ID_NONE, KG_ID_MAX, &scan, NULL);
  for (*n = 0; !st && !(st = kg_scan_next(scan, 1, batch)); *n += batch->n_rows)
    ;
  kg_scan_close(scan);
  free(batch);
  return st == KG_DONE ? KG_OK : st;
}

// Whether what a transaction sees is one committed state, by the counter and by two tables.
static bool
sees_whole_groups(kg_store *store, uint64_t *seen)
{
  kg_txn *txn;
  uint64_t counted = 0, first = 0, second = 0;
  if (kg_txn_begin_read(store, &txn, NULL))
    return false;
  bool good = !kg_count(txn, KG_SPO, NULL, 0, &counted, NULL) && !count_by_scan(txn, KG_GSPO, &first) &&
              !count_by_scan(txn, KG_POS, &second);
  kg_txn_abort(txn);
  good = good && counted == first && counted == second && counted % GROUP == 0 && counted >= *seen;
  *seen = counted;
  return good;
}

typedef struct reader {
  kg_store *store;
  pthread_t thread;
  bool good;
} reader;

static void *
read_until_all_is_there(void *self)
{
  reader *r = self;
  uint64_t seen = 0;
  do
    r->good = sees_whole_groups(r->store, &seen);
  while (r->good && seen < GROUP * COMMITS);
  return NULL;
}

static void
threads_that_read_beside_a_writer_see_only_commits(void **state)
{
  kg_store *store = store_of(state, "");
  reader readers[READERS];
  for (int i = 0; i < READERS; i++) {
    readers[i] = (reader){.store = store};
    assert_int_equal(pthread_create(&readers[i].thread, NULL, read_until_all_is_there, &readers[i]), 0);
  }
  for (int i = 0; i < COMMITS; i++)
    assert_ok(change_group(store, i), err);
  for (int i = 0; i < READERS; i++) {
    pthread_join(readers[i].thread, NULL);
    assert_true(readers[i].good);
  }
  assert_sound(store);
}

static void
a_process_that_reads_beside_a_writer_sees_only_commits(void **state)
{
  kg_store *store = store_at(state, "store", KG_STORE_CREATE);
  store_close(state, store);
  pid_t child = fork();
  if (child == 0) {
    uint64_t seen = 0;
    child_check(!kg_store_open(store_path(state, "store"), KG_STORE_READ_ONLY, &store, &err));
    while (seen < GROUP * COMMITS)
      child_check(sees_whole_groups(store, &seen));
    _exit(0);
  }
  store = store_at(state, "store", KG_STORE_VOLATILE);
  for (int i = 0; i < COMMITS; i++)
    assert_ok(change_group(store, i), err);
  assert_child_succeeds(child);
}

// ---- one writer

static void *
write_in_a_thread(void *self)
{
  return (void *)(intptr_t)change_group(self, 1);
}

static void
a_second_thread_that_writes_waits(void **state)
{
  kg_store *store = store_of(state, "");
  kg_txn *txn = begin_write(store);
  pthread_t thread;
  void *result;
  assert_int_equal(pthread_create(&thread, NULL, write_in_a_thread, store), 0);
  txn_add(txn, ":a :p 1 .");
  usleep(20000);
  assert_ok(kg_txn_commit(txn, &err), err);
  pthread_join(thread, &result);
  assert_int_equal((intptr_t)result, KG_OK);
  assert_int_equal(store_size(store), 1 + GROUP);
}

static void
a_thread_cannot_write_twice_at_once(void **state)
{
  kg_store *store = store_of(state, "");
  kg_txn *txn = begin_write(store), *second;
  assert_status(KG_ERR_LOCKED, kg_txn_begin_write(store, &second, &err), err);
  assert_null(second);
  kg_txn_abort(txn);
  kg_txn_abort(begin_write(store));
}

// A child that writes until it is killed.
static pid_t
fork_writer(void **state, int *ready)
{
  int pipe_ends[2];
  assert_int_equal(pipe(pipe_ends), 0);
  pid_t child = fork();
  if (child == 0) {
    kg_store *store;
    kg_txn *txn;
    child_check(!kg_store_open(store_path(state, "store"), 0, &store, &err));
    child_check(!kg_txn_begin_write(store, &txn, &err));
    child_check(write(pipe_ends[1], "!", 1) == 1);
    for (;;)
      pause();
  }
  char byte;
  close(pipe_ends[1]);
  assert_int_equal(read(pipe_ends[0], &byte, 1), 1);
  *ready = pipe_ends[0];
  return child;
}

static void
another_process_that_writes_is_named_and_gone_when_it_is_killed(void **state)
{
  char number[32];
  kg_txn *txn;
  int ready;
  store_close(state, store_at(state, "store", KG_STORE_CREATE));
  pid_t child = fork_writer(state, &ready);
  kg_store *store = store_at(state, "store", 0);
  snprintf(number, sizeof number, "process %ld", (long)child);
  assert_status(KG_ERR_LOCKED, kg_txn_begin_write(store, &txn, &err), err);
  assert_non_null(strstr(err.message, number));
  assert_int_equal(store_size(store), 0);
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  close(ready);
  store_add(store, ":a :p 1 .");
  assert_int_equal(store_size(store), 1);
}

// ---- being killed

static void
write_until_killed(const char *path, int out)
{
  kg_store *store;
  kg_arena *arena = kg_arena_new();
  kg_txn *txn;
  kg_str last;
  child_check(!kg_store_open(path, 0, &store, &err));
  child_check(!kg_txn_begin_read(store, &txn, &err));
  child_check(!kg_txn_get_fact(txn, KG_STR("last"), arena, &last, &err));
  int i = atoi(last.ptr);
  kg_txn_abort(txn);
  for (i++;; i++) {
    char text[16], s[32];
    int n = snprintf(text, sizeof text, "%d", i);
    child_check(!kg_txn_begin_write(store, &txn, &err));
    for (int j = 0; j < GROUP; j++) {
      kg_quad quad = {.predicate = kg_term_iri(KG_STR("x:p")), .graph = kg_term_iri(KG_STR("x:g"))};
      quad.subject = kg_term_iri((kg_str){s, (size_t)snprintf(s, sizeof s, "x:subject-%d-%d", i, j)});
      quad.object = quad.subject;
      child_check(!kg_txn_add(txn, &quad, NULL, &err));
    }
    child_check(!kg_txn_set_fact(txn, KG_STR("last"), (kg_str){text, (size_t)n}, &err));
    child_check(!kg_txn_commit(txn, &err));
    child_check(write(out, &i, sizeof i) == sizeof i);
  }
}

// Kill a writer at some moment; returns the last commit that it told of, or `last` if none.
static int
kill_a_writer(const char *path, useconds_t after, int last)
{
  int pipe_ends[2], told;
  assert_int_equal(pipe(pipe_ends), 0);
  pid_t child = fork();
  if (child == 0)
    write_until_killed(path, pipe_ends[1]);
  close(pipe_ends[1]);
  assert_int_equal(read(pipe_ends[0], &last, sizeof last),
                   sizeof last); // it is at work, however slow the machine
  usleep(after);
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  while (read(pipe_ends[0], &told, sizeof told) == sizeof told)
    last = told;
  close(pipe_ends[0]);
  return last;
}

static int
last_commit(kg_store *store)
{
  kg_arena *arena = kg_arena_new();
  kg_str last;
  kg_txn *txn = begin_read(store);
  assert_ok(kg_txn_get_fact(txn, KG_STR("last"), arena, &last, &err), err);
  int n = atoi(last.ptr);
  kg_txn_abort(txn);
  kg_arena_free(arena);
  return n;
}

static void
a_killed_writer_leaves_its_last_commit(void **state)
{
  const char *rounds = getenv("KG_TEST_ROUNDS"), *path = store_path(state, "store");
  uint64_t seed = 42;
  int last = 0;
  kg_store *store = store_at(state, "store", KG_STORE_CREATE);
  kg_txn *txn = begin_write(store);
  assert_ok(kg_txn_set_fact(txn, KG_STR("last"), KG_STR("0"), &err), err);
  assert_ok(kg_txn_commit(txn, &err), err);
  store_close(state, store);
  for (int round = 0; round < (rounds ? atoi(rounds) : 30); round++) {
    int told = kill_a_writer(path, (useconds_t)random_below(&seed, 30000), last);
    store = store_at(state, "store", 0);
    last = last_commit(store);
    assert_in_range(last, told, told + 1);
    assert_int_equal(store_size(store), (uint64_t)last * GROUP);
    assert_sound(store);
    store_close(state, store);
  }
  assert_true(last >= 30);
}

// ---- no room

static kg_status
add_many(kg_store *store, int n)
{
  kg_txn *txn;
  kg_status st = kg_txn_begin_write(store, &txn, &err);
  for (int i = 0; !st && i < n; i++) {
    char o[64];
    kg_quad quad = {.subject = kg_term_iri(KG_STR("x:s")), .predicate = kg_term_iri(KG_STR("x:p"))};
    quad.object =
        kg_term_string((kg_str){o, (size_t)snprintf(o, sizeof o, "object %d, of a length of some bytes", i)});
    st = kg_txn_add(txn, &quad, NULL, &err);
  }
  if (!st)
    return kg_txn_commit(txn, &err);
  kg_txn_abort(txn);
  return st;
}

static void
a_disk_without_room_leaves_the_old_state(void **state)
{
  store_close(state, store_of(state, ":a :p 1 ."));
  pid_t child = fork();
  if (child == 0) {
    struct rlimit limit = {1 << 20, 1 << 20};
    kg_store *store;
    signal(SIGXFSZ, SIG_IGN);
    child_check(!kg_store_open(store_path(state, "store0"), 0, &store, &err));
    child_check(!setrlimit(RLIMIT_FSIZE, &limit));
    child_check(add_many(store, 30000) == KG_ERR_IO);
    child_check(store_size(store) == 1);
    child_check(add_many(store, 10) == KG_OK);
    kg_store_close(store);
    _exit(0);
  }
  assert_child_succeeds(child);
  kg_store *store = store_at(state, "store0", 0);
  assert_int_equal(store_size(store), 11);
  assert_sound(store);
}

static void
the_map_grows_with_the_store(void **state)
{
  size_t usual = kg__store_sizes_now.map;
  kg__store_sizes_now.map = 1 << 20;
  kg_store *store = store_of(state, "");
  for (int i = 0; i < 600; i++)
    assert_ok(change_group(store, i), err);
  for (int n = 100; n <= 6400; n *= 2)
    assert_ok(add_many(store, n), err);
  kg__store_sizes_now.map = usual;
  kg_txn *txn = begin_read(store);
  kg_store_stats stats;
  assert_ok(kg_txn_stats(txn, &stats, &err), err);
  kg_txn_abort(txn);
  assert_true(stats.bytes > 2 << 20);
  assert_int_equal(stats.quads, 600 * GROUP + 6400);
  assert_sound(store);
}

static void
growth_by_another_process_is_followed(void **state)
{
  size_t usual = kg__store_sizes_now.map;
  store_close(state, store_at(state, "store", KG_STORE_CREATE));
  kg__store_sizes_now.map = 1 << 20;
  kg_store *store = store_at(state, "store", 0);
  kg__store_sizes_now.map = usual;
  pid_t child = fork();
  if (child == 0) {
    kg_store *other;
    child_check(!kg_store_open(store_path(state, "store"), 0, &other, &err));
    child_check(!add_many(other, 20000));
    _exit(0);
  }
  assert_child_succeeds(child);
  assert_int_equal(store_size(store), 20000);
  store_add(store, ":a :p 1 .");
  assert_int_equal(store_size(store), 20001);
  assert_sound(store);
}

// ---- reading only

// Become somebody who may not write here, if we are root; files are made unwritable for everybody.
static void
forbid_writing(void **state)
{
  char path[512];
  static const char *const names[] = {"kg.mdb", "kg.mdb-lock", "lock"};
  for (int i = 0; i < 3; i++) {
    snprintf(path, sizeof path, "%s/%s", store_path(state, "store0"), names[i]);
    child_check(chmod(path, 0444) == 0);
  }
  child_check(chmod(store_path(state, ""), 0755) == 0 && chmod(store_path(state, "store0"), 0555) == 0);
  child_check(geteuid() != 0 || setuid(65534) == 0);
}

static void
a_store_that_cannot_be_written_can_be_read(void **state)
{
  store_close(state, store_of(state, ":a :p 1 ."));
  pid_t child = fork();
  if (child == 0) {
    kg_store *store;
    kg_txn *txn;
    forbid_writing(state);
    child_check(kg_store_open(store_path(state, "store0"), 0, &store, &err) == KG_ERR_IO);
    child_check(!kg_store_open(store_path(state, "store0"), KG_STORE_READ_ONLY, &store, &err));
    child_check(store_size(store) == 1);
    child_check(kg_txn_begin_write(store, &txn, &err) == KG_ERR_ARGUMENT);
    kg_store_close(store);
    _exit(0);
  }
  assert_child_succeeds(child);
}

static void
a_reader_that_cannot_be_registered_keeps_writers_away(void **state)
{
  int ready[2], go[2];
  char byte = '!';
  kg_txn *txn;
  store_close(state, store_of(state, ":a :p 1 ."));
  assert_int_equal(pipe(ready) | pipe(go), 0);
  pid_t child = fork();
  if (child == 0) {
    kg_store *store;
    forbid_writing(state);
    child_check(!kg_store_open(store_path(state, "store0"), KG_STORE_READ_ONLY, &store, &err));
    child_check(!kg_txn_begin_read(store, &txn, &err));
    child_check(write(ready[1], &byte, 1) == 1 && read(go[0], &byte, 1) == 1);
    child_check(txn_size(txn) == 1);
    kg_txn_abort(txn);
    child_check(write(ready[1], &byte, 1) == 1 && read(go[0], &byte, 1) == 1);
    _exit(0);
  }
  assert_int_equal(read(ready[0], &byte, 1), 1);
  if (geteuid() == 0) {
    kg_store *store = store_at(state, "store0", 0);
    assert_status(KG_ERR_LOCKED, kg_txn_begin_write(store, &txn, &err), err);
    assert_int_equal(write(go[1], &byte, 1), 1);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    store_add(store, ":a :p 2 .");
  } else {
    assert_int_equal(write(go[1], &byte, 1), 1);
  }
  assert_int_equal(write(go[1], &byte, 1), 1);
  assert_child_succeeds(child);
  for (int i = 0; i < 2; i++) {
    close(ready[i]);
    close(go[i]);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      store_test(a_reader_sees_the_state_at_its_beginning),
      store_test(threads_that_read_beside_a_writer_see_only_commits),
      store_test(a_process_that_reads_beside_a_writer_sees_only_commits),
      store_test(a_second_thread_that_writes_waits),
      store_test(a_thread_cannot_write_twice_at_once),
      store_test(another_process_that_writes_is_named_and_gone_when_it_is_killed),
      store_test(a_killed_writer_leaves_its_last_commit),
      store_test(a_disk_without_room_leaves_the_old_state),
      store_test(the_map_grows_with_the_store),
      store_test(growth_by_another_process_is_followed),
      store_test(a_store_that_cannot_be_written_can_be_read),
      store_test(a_reader_that_cannot_be_registered_keeps_writers_away),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
