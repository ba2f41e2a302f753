// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Runs in a store: made by loads and compactions, found again, left behind by the killed, damaged.

#include "tests/support/store.h"

#include "kg/store/run.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static kg_error err;
static kg__store_sizes usual;

static int
setup(void **state)
{
  usual = kg__store_sizes_now;
  kg__store_sizes_now.bulk_quads = 100;
  kg__store_sizes_now.bulk_terms = 30;
  return store_setup(state);
}

static int
teardown(void **state)
{
  kg__store_sizes_now = usual;
  return store_teardown(state);
}

static kg_status
add_numbers(kg_txn *txn, int from, int to)
{
  char s[32], o[48];
  for (int i = from; i < to; i++) {
    kg_quad quad = {.predicate = kg_term_iri(KG_STR("x:p"))};
    quad.subject = kg_term_iri((kg_str){s, (size_t)snprintf(s, sizeof s, "x:s%d", i / 3)});
    quad.object = kg_term_string((kg_str){o, (size_t)snprintf(o, sizeof o, "text number %d", i)});
    KG_TRY(kg_txn_add(txn, &quad, NULL, &err));
  }
  return KG_OK;
}

static void
load_numbers(kg_store *store, int from, int to)
{
  kg_txn *txn;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  assert_ok(add_numbers(txn, from, to), err);
  assert_ok(kg_txn_commit(txn, &err), err);
}

static uint64_t
run_rows(kg_store *store)
{
  kg_txn *txn;
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  uint64_t n = txn->runs ? txn->runs->rows : 0;
  kg_txn_abort(txn);
  return n;
}

// Files of a store that are runs, or terms.
static size_t
count_named(const char *path, bool terms)
{
  size_t n = 0;
  DIR *folder = opendir(path);
  assert_non_null(folder);
  for (struct dirent *e = readdir(folder); e; e = readdir(folder))
    n += e->d_name[0] >= '0' && e->d_name[0] <= '9' && terms == (strstr(e->d_name, ".terms") != NULL);
  closedir(folder);
  return n;
}

static size_t
count_files(const char *path)
{
  return count_named(path, false);
}

static void
large_loads_become_runs_and_small_ones_changes(void **state)
{
  kg_store *store = store_at(state, "s", KG_STORE_CREATE);
  load_numbers(store, 0, 50);
  assert_int_equal(run_rows(store), 0);
  load_numbers(store, 50, 5000);
  assert_int_equal(run_rows(store), 5000);
  assert_int_equal(count_files(store_path(state, "s")), 4);
  load_numbers(store, 4990, 5010);
  assert_int_equal(run_rows(store), 5000);
  assert_int_equal(store_size(store), 5010);
  assert_sound(store);
  load_numbers(store, 4000, 9000);
  assert_int_equal(run_rows(store), 9000);
  assert_int_equal(count_files(store_path(state, "s")), 4);
  assert_sound(store);
  store_close(state, store);
  store = store_at(state, "s", KG_STORE_READ_ONLY);
  assert_int_equal(store_size(store), 9000);
  assert_scan(store, "? ? \"text number 8999\"", "<x:s2999> <x:p> \"text number 8999\"");
  assert_sound(store);
}

static void
named_graphs_have_a_run_of_their_own(void **state)
{
  kg_store *store = store_at(state, "s", KG_STORE_CREATE);
  load_numbers(store, 0, 300);
  store_add(store, ":a :p 1 :g, 2 :h .");
  assert_ok(kg_store_compact(store, NULL, &err), err);
  assert_int_equal(count_files(store_path(state, "s")), 5);
  assert_scan(store, "? ? ? :g", ":a :p 1 :g");
  assert_sound(store);
}

static void
compaction_takes_changes_into_the_runs(void **state)
{
  kg_store *store = store_at(state, "s", KG_STORE_CREATE);
  load_numbers(store, 0, 300);
  store_add(store, ":a :p 1, 2, 3 .");
  store_remove(store, ":a :p 2 . <x:s0> <x:p> \"text number 1\" .");
  assert_int_equal(run_rows(store), 300);
  assert_ok(kg_store_compact(store, NULL, &err), err);
  assert_int_equal(run_rows(store), 301);
  assert_scan(store, ":a ? ?", ":a :p 1", ":a :p 3");
  assert_scan(store, "<x:s0> ? ?", "<x:s0> <x:p> \"text number 0\"", "<x:s0> <x:p> \"text number 2\"");
  assert_sound(store);
  assert_ok(kg_store_compact(store, NULL, &err), err);
  assert_int_equal(run_rows(store), 301);
}

static void
a_store_that_lost_all_its_quads_has_no_runs(void **state)
{
  kg_store *store = store_at(state, "s", KG_STORE_CREATE);
  kg_txn *txn;
  load_numbers(store, 0, 300);
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  assert_ok(kg_txn_clear_graph(txn, KG_ID_NONE, NULL, &err), err);
  assert_ok(kg_txn_commit(txn, &err), err);
  assert_int_equal(count_files(store_path(state, "s")), 0);
  load_numbers(store, 0, 200);
  assert_int_equal(run_rows(store), 200);
  assert_sound(store);
}

static void
what_was_not_committed_leaves_no_files(void **state)
{
  kg_store *store = store_at(state, "s", KG_STORE_CREATE);
  kg_txn *txn;
  load_numbers(store, 0, 300);
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  assert_ok(add_numbers(txn, 300, 900), err);
  assert_int_equal(txn_size(txn), 900);
  assert_ok(add_numbers(txn, 900, 2000), err);
  assert_int_equal(txn_size(txn), 2000);
  kg_txn_abort(txn);
  assert_int_equal(count_files(store_path(state, "s")), 4);
  assert_int_equal(store_size(store), 300);
  assert_sound(store);
}

static void
a_load_larger_than_memory_is_put_aside_in_parts(void **state)
{
  kg__store_sizes_now.txn.waiting_quads = 700;
  kg_store *store = store_at(state, "s", KG_STORE_CREATE);
  load_numbers(store, 0, 1000);
  load_numbers(store, 500, 20000);
  assert_int_equal(run_rows(store), 20000);
  assert_int_equal(count_files(store_path(state, "s")), 4);
  assert_sound(store);
}

static void
a_reader_keeps_its_state_through_compactions(void **state)
{
  kg_store *store = store_at(state, "s", KG_STORE_CREATE);
  kg_txn *before, *between;
  load_numbers(store, 0, 300);
  assert_ok(kg_txn_begin_read(store, &before, &err), err);
  load_numbers(store, 300, 800);
  assert_ok(kg_txn_begin_read(store, &between, &err), err);
  load_numbers(store, 800, 2000);
  assert_ok(kg_txn_verify(before, NULL, &err), err);
  assert_ok(kg_txn_verify(between, NULL, &err), err);
  assert_int_equal(txn_size(before), 300);
  assert_int_equal(txn_size(between), 800);
  assert_match(before, "? ? \"text number 299\"", "<x:s99> <x:p> \"text number 299\"", NULL);
  kg_txn_abort(between);
  kg_txn_abort(before);
  assert_int_equal(store_size(store), 2000);
}

static void
a_temporary_store_has_runs_without_names(void **state)
{
  (void)state;
  kg_store *store;
  assert_ok(kg_store_open_temporary(&store, &err), err);
  load_numbers(store, 0, 300);
  load_numbers(store, 300, 1300);
  assert_int_equal(run_rows(store), 1300);
  assert_sound(store);
  kg_store_close(store);
}

static void
compaction_stops_when_it_is_asked_to(void **state)
{
  volatile sig_atomic_t interrupted = 1;
  kg_limits limits = {.interrupted = &interrupted};
  kg_store *store = store_at(state, "s", KG_STORE_CREATE);
  load_numbers(store, 0, 300);
  store_add(store, ":a :p 1 .");
  assert_status(KG_ERR_INTERRUPTED, kg_store_compact(store, &limits, &err), err);
  assert_int_equal(run_rows(store), 300);
  assert_int_equal(count_files(store_path(state, "s")), 4);
  assert_int_equal(store_size(store), 301);
}

static void
files_left_behind_are_removed_at_opening(void **state)
{
  static const char *const names[] = {"s/7.spo", "s/7.gspo", "s/123.osp", "s/9.terms"};
  kg_store *store = store_at(state, "s", KG_STORE_CREATE);
  load_numbers(store, 0, 300);
  store_close(state, store);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    close(open(store_path(state, names[i]), O_CREAT | O_WRONLY, 0666));
  store = store_at(state, "s", KG_STORE_READ_ONLY);
  assert_int_equal(count_files(store_path(state, "s")), 7);
  assert_int_equal(count_named(store_path(state, "s"), true), 2);
  store_close(state, store);
  store = store_at(state, "s", 0);
  assert_int_equal(count_files(store_path(state, "s")), 4);
  assert_int_equal(count_named(store_path(state, "s"), true), 1);
  assert_sound(store);
}

static void
loses(void **state, const char *name)
{
  const char folder[2] = {name[0]};
  kg_store *store = store_at(state, folder, KG_STORE_CREATE);
  kg_txn *txn;
  load_numbers(store, 0, 300);
  store_close(state, store);
  assert_int_equal(unlink(store_path(state, name)), 0);
  store = store_at(state, folder, 0);
  assert_status(KG_ERR_STORE, kg_txn_begin_read(store, &txn, &err), err);
  assert_status(KG_ERR_STORE, kg_txn_begin_write(store, &txn, &err), err);
  store_close(state, store);
}

static void
missing_files_are_damage(void **state)
{
  loses(state, "s/1.pos");
  loses(state, "t/1.terms");
}

static void
flip(const char *path, uint64_t *seed)
{
  struct stat info;
  unsigned char byte;
  int fd = open(path, O_RDWR);
  assert_true(fd >= 0 && fstat(fd, &info) == 0);
  off_t at = random_below(seed, (uint32_t)info.st_size);
  assert_int_equal(pread(fd, &byte, 1, at), 1);
  byte ^= (unsigned char)(1u << random_below(seed, 8));
  assert_int_equal(pwrite(fd, &byte, 1, at), 1);
  close(fd);
}

// A bit is flipped, and flipped back by the same numbers.
static void
any_flipped_bit_of_runs_and_terms_is_found(void **state)
{
  static const char *const names[] = {"s/1.spo", "s/1.pso", "s/1.pos", "s/1.osp", "s/1.terms"};
  uint64_t seed = 5;
  kg_store *store = store_at(state, "s", KG_STORE_CREATE | KG_STORE_VOLATILE);
  load_numbers(store, 0, 3000);
  store_close(state, store);
  const char *paths[5];
  for (int i = 0; i < 5; i++)
    paths[i] = store_path(state, names[i]);
  for (int round = 0; round < 120; round++) {
    kg_txn *txn;
    uint64_t back = seed;
    flip(paths[round % 5], &seed);
    store = store_at(state, "s", KG_STORE_VOLATILE);
    kg_status st = kg_txn_begin_read(store, &txn, &err);
    if (!st) {
      st = kg_txn_verify(txn, NULL, &err);
      kg_txn_abort(txn);
    }
    assert_status(KG_ERR_STORE, st, err);
    store_close(state, store);
    flip(paths[round % 5], &back);
  }
  store = store_at(state, "s", 0);
  assert_sound(store);
}

// ---- killing

enum { STEP = 400, ROUNDS = 40 };

// Load in steps, telling of each commit, until killed.
static void
load_until_killed(const char *path, int from, int told)
{
  kg_store *store;
  kg_txn *txn;
  if (kg_store_open(path, KG_STORE_CREATE, &store, &err))
    _exit(1);
  for (int i = from;; i++) {
    if (kg_txn_begin_write(store, &txn, &err) || add_numbers(txn, i * STEP, (i + 1) * STEP) ||
        kg_txn_commit(txn, &err) || write(told, &i, sizeof i) != sizeof i)
      _exit(2);
    if (i % 3 == 0 && kg_store_compact(store, NULL, &err))
      _exit(3);
  }
}

// Let a child load for some milliseconds; returns how many of its steps were committed for certain.
static int
kill_a_loader(const char *path, int from, unsigned ms)
{
  int ends[2], step, done = from;
  assert_int_equal(pipe(ends), 0);
  pid_t child = fork();
  assert_true(child >= 0);
  if (!child) {
    close(ends[0]);
    load_until_killed(path, from, ends[1]);
  }
  close(ends[1]);
  nanosleep(&(struct timespec){0, (long)ms * 1000000}, NULL);
  assert_int_equal(kill(child, SIGKILL), 0);
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  if (!WIFSIGNALED(status))
    fail_msg("the loader ended with %d", WEXITSTATUS(status));
  while (read(ends[0], &step, sizeof step) == sizeof step)
    done = step + 1;
  close(ends[0]);
  return done;
}

static void
a_killed_loader_leaves_whole_commits(void **state)
{
  uint64_t seed = 3;
  int told = 0;
  const char *path = store_path(state, "s");
  kg__store_sizes_now.txn.waiting_quads = 150;
  for (int round = 0; round < ROUNDS; round++) {
    told = kill_a_loader(path, told, 5 + random_below(&seed, 60));
    kg_store *store = store_at(state, "s", KG_STORE_CREATE);
    uint64_t n = store_size(store);
    assert_int_equal(n % STEP, 0);
    assert_in_range(n / STEP, told, told + 1);
    told = (int)(n / STEP);
    assert_in_range(count_files(path), 0, n ? 4 : 0);
    assert_in_range(count_named(path, true), 0, 1);
    if (round % 8 == 0)
      assert_sound(store);
    if (told > 60) {
      kg_txn *txn;
      assert_ok(kg_txn_begin_write(store, &txn, &err), err);
      assert_ok(kg_txn_clear_graph(txn, KG_ID_NONE, NULL, &err), err);
      assert_ok(kg_txn_commit(txn, &err), err);
      told = 0;
    }
    store_close(state, store);
  }
}

#define compact_test(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

static uint64_t
generation(kg_store *store)
{
  kg_txn *txn;
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  uint64_t n = txn->manifest.delta ? 0 : txn->manifest.generation;
  kg_txn_abort(txn);
  return n;
}

static void
a_commit_packs_when_many_small_ones_left_their_changes(void **state)
{
  kg_store *store = store_at(state, "s", KG_STORE_CREATE | KG_STORE_VOLATILE);
  load_numbers(store, 0, 3000);
  uint64_t first = generation(store);
  for (int i = 0; i < 4; i++) {
    load_numbers(store, 3000 + 40 * i, 3000 + 40 * (i + 1));
    assert_int_equal(generation(store), i < 3 ? 0 : first + 1);
  }
  assert_int_equal(store_size(store), 3160);
  assert_sound(store);
}

static void
a_large_graph_is_cleared_by_packing_the_rest(void **state)
{
  kg_store *store = store_at(state, "s", KG_STORE_CREATE | KG_STORE_VOLATILE);
  kg_txn *txn;
  uint64_t removed, n;
  load_numbers(store, 0, 2000);
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  kg_quad quad = {.subject = kg_term_iri(KG_STR("x:s")),
                  .predicate = kg_term_iri(KG_STR("x:p")),
                  .graph = kg_term_iri(KG_STR("x:g"))};
  for (int i = 0; i < 500; i++) {
    char o[48];
    quad.object = kg_term_string((kg_str){o, (size_t)snprintf(o, sizeof o, "text number %d", i)});
    assert_ok(kg_txn_add(txn, &quad, NULL, &err), err);
  }
  txn_add(txn, ":a :only 1 <x:g> . :a :p 1 :h .");
  assert_ok(kg_txn_commit(txn, &err), err);
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  uint64_t runs = txn->manifest.generation;
  assert_ok(kg_txn_clear_graph(txn, id_of(txn, "<x:g>"), &removed, &err), err);
  assert_int_equal(removed, 501);
  assert_int_equal(txn->manifest.generation, runs + 1);
  txn_add(txn, ":b :p 2 <x:g> .");
  assert_ok(kg_txn_commit(txn, &err), err);
  assert_sound(store);
  assert_int_equal(store_size(store), 2002);
  assert_scan(store, "? ? ? <x:g>", ":b :p 2 <x:g>");
  assert_scan(store, "? :only ?");
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  assert_ok(kg_txn_clear_graph(txn, KG_ID_NONE, &removed, &err), err);
  assert_int_equal(removed, 2000);
  kg_txn_abort(txn);
  assert_sound(store);
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_ok(kg_count(txn, KG_SPO, NULL, 0, &n, &err), err);
  assert_int_equal(n, 2002);
  kg_txn_abort(txn);
  assert_int_equal(count_files(store_path(state, "s")), 5);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      compact_test(large_loads_become_runs_and_small_ones_changes),
      compact_test(named_graphs_have_a_run_of_their_own),
      compact_test(a_commit_packs_when_many_small_ones_left_their_changes),
      compact_test(a_large_graph_is_cleared_by_packing_the_rest),
      compact_test(compaction_takes_changes_into_the_runs),
      compact_test(a_store_that_lost_all_its_quads_has_no_runs),
      compact_test(what_was_not_committed_leaves_no_files),
      compact_test(a_load_larger_than_memory_is_put_aside_in_parts),
      compact_test(a_reader_keeps_its_state_through_compactions),
      compact_test(a_temporary_store_has_runs_without_names),
      compact_test(compaction_stops_when_it_is_asked_to),
      compact_test(files_left_behind_are_removed_at_opening),
      compact_test(missing_files_are_damage),
      compact_test(any_flipped_bit_of_runs_and_terms_is_found),
      compact_test(a_killed_loader_leaves_whole_commits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
