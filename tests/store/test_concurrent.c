// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Readers in threads and processes beside a writer and packing: each of their states, read whole, is one that
// was committed, and none is older than the one before.  KG_TEST_SECONDS is how long; also to be run under
// ThreadSanitizer (tests/README.md).

#include "tests/support/history.h"

#include "kg/store/private.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { THREADS = 4, PROCESSES = 4, COMMITS = 150, SECONDS = 8 };

// Of all processes.
typedef struct shared {
  bool stop;
  unsigned reads, bad;
  unsigned commits, packings;
  char message[1000];
} shared;

static shared *all;
static history_state *states;

static int
setup(void **state)
{
  history_sizes_set();
  all = mmap(NULL, sizeof *all, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return all == MAP_FAILED ? -1 : store_setup(state);
}

static int
teardown(void **state)
{
  free(states);
  history_sizes_reset();
  munmap(all, sizeof *all);
  return store_teardown(state);
}

static bool
is_stopped(void)
{
  return __atomic_load_n(&all->stop, __ATOMIC_ACQUIRE);
}

static void
complain(const char *who, const kg_error *err)
{
  if (__atomic_fetch_add(&all->bad, 1, __ATOMIC_ACQ_REL) == 0)
    snprintf(all->message, sizeof all->message, "%s: %s", who, err->message);
  __atomic_store_n(&all->stop, true, __ATOMIC_RELEASE);
}

// ---- readers

static bool
read_once(kg_store *store)
{
  history_state found;
  kg_error err = {0};
  kg_status st = history_read(store, &found, &err);
  if (!st && !history_equal(&found, &states[found.last]))
    st = kg_error_set(&err, KG_ERR_STORE, "commit %d has %llu quads", found.last,
                      (unsigned long long)found.quads);
  if (st)
    complain("reading", &err);
  __atomic_fetch_add(&all->reads, 1, __ATOMIC_RELAXED);
  return !st;
}

static void *
read_on(void *store)
{
  while (!is_stopped() && read_once(store))
    ;
  return NULL;
}

static pid_t
fork_reader(const char *path)
{
  pid_t child = fork();
  if (child == 0) {
    kg_store *store;
    kg_error err = {0};
    if (kg_store_open(path, KG_STORE_READ_ONLY, &store, &err)) {
      complain("opening", &err);
      _exit(1);
    }
    read_on(store);
    kg_store_close(store);
    _exit(0);
  }
  return child;
}

// ---- writers

static kg_status
begin_anew(kg_store *store, kg_error *err)
{
  kg_txn *txn;
  kg_id *graphs = NULL;
  size_t n = 0;
  KG_TRY(kg_txn_begin_write(store, &txn, err));
  kg_status st = kg_txn_graphs(txn, &graphs, &n, err);
  for (size_t i = 0; !st && i < n; i++)
    st = kg_txn_clear_graph(txn, graphs[i], NULL, err);
  free(graphs);
  if (!st)
    st = kg_txn_clear_graph(txn, KG_ID_NONE, NULL, err);
  if (!st)
    st = kg_txn_set_fact(txn, KG_STR("last"), KG_STR("0"), err);
  if (!st)
    return kg_txn_commit(txn, err);
  kg_txn_abort(txn);
  return st;
}

static void *
write_on(void *store)
{
  kg_error err = {0};
  for (int i = 1; !is_stopped(); i = i < COMMITS ? i + 1 : 0) {
    if (i ? history_commit(store, i, &err) : begin_anew(store, &err))
      complain("writing", &err);
    __atomic_fetch_add(&all->commits, 1, __ATOMIC_RELAXED);
  }
  return NULL;
}

static void *
pack_on(void *store)
{
  kg_error err = {0};
  while (!is_stopped()) {
    if (kg_store_compact(store, NULL, &err))
      complain("packing", &err);
    __atomic_fetch_add(&all->packings, 1, __ATOMIC_RELAXED);
    usleep(1000);
  }
  return NULL;
}

static void
readers_see_commits_beside_a_writer_and_packing(void **state)
{
  const char *text = getenv("KG_TEST_SECONDS"), *path = store_path(state, "store");
  pthread_t threads[THREADS + 2];
  pid_t children[PROCESSES];
  states = history_states(COMMITS);
  store_close(state, store_at(state, "store", KG_STORE_CREATE));
  for (int i = 0; i < PROCESSES; i++)
    children[i] = fork_reader(path);
  kg_store *store = store_at(state, "store", KG_STORE_VOLATILE);
  for (int i = 0; i < THREADS + 2; i++)
    assert_int_equal(pthread_create(&threads[i], NULL,
                                    i == 0   ? write_on
                                    : i == 1 ? pack_on
                                             : read_on,
                                    store),
                     0);
  for (int ms = 0; ms < (text ? atoi(text) : SECONDS) * 1000 && !is_stopped(); ms += 10)
    usleep(10000);
  __atomic_store_n(&all->stop, true, __ATOMIC_RELEASE);
  for (int i = 0; i < THREADS + 2; i++)
    pthread_join(threads[i], NULL);
  for (int i = 0; i < PROCESSES; i++)
    assert_int_equal(waitpid(children[i], NULL, 0), children[i]);
  print_message("%u commits, %u packings, %u reads\n", all->commits, all->packings, all->reads);
  if (all->bad)
    fail_msg("%s", all->message);
  assert_sound(store);
  assert_true(all->commits > 10 && all->packings > 2 && all->reads > 20);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(readers_see_commits_beside_a_writer_and_packing, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
