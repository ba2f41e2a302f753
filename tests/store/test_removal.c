// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Removing many quads: what is left is packed, and the store does not swell, in one transaction or in many.
// KG_REMOVAL_QUADS and KG_REMOVAL_ROUNDS make it larger, in sizes as usual.

#include "tests/support/store.h"

#include "kg/store/run.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { QUADS = 20000, ROUNDS = 4, GROWTH = 400000 };

static kg_error err;
static kg__store_sizes usual;
static size_t n_quads;
static kg_quad_ids *quads;

static size_t
wish(const char *name, size_t otherwise)
{
  const char *text = getenv(name);
  return text ? strtoull(text, NULL, 10) : otherwise;
}

static int
setup(void **state)
{
  usual = kg__store_sizes_now;
  n_quads = wish("KG_REMOVAL_QUADS", QUADS);
  if (n_quads == QUADS)
    kg__store_sizes_now.bulk_quads = 600;
  quads = calloc(n_quads, sizeof *quads);
  return quads ? store_setup(state) : -1;
}

static int
teardown(void **state)
{
  kg__store_sizes_now = usual;
  free(quads);
  return store_teardown(state);
}

// Persons with a name, who know others.
static kg_quad_ids
make_quad(kg_txn *txn, size_t i)
{
  char s[64], o[64];
  kg_quad_ids ids = {0};
  kg_term subject = kg_term_iri((kg_str){s, (size_t)snprintf(s, sizeof s, "http://example.org/%zu", i / 10)}),
          predicate = kg_term_iri(i % 10 ? KG_STR("x:knows") : KG_STR("x:name")), object;
  if (i % 10 == 0)
    object = kg_term_string((kg_str){o, (size_t)snprintf(o, sizeof o, "The %zuth of that name", i)});
  else
    object = kg_term_iri((kg_str){o, (size_t)snprintf(o, sizeof o, "http://example.org/%zu",
                                                      (i / 10 * 7919 + i % 10) % (i / 10 + 50))});
  assert_ok(kg_txn_intern(txn, &subject, &ids.s, &err), err);
  assert_ok(kg_txn_intern(txn, &predicate, &ids.p, &err), err);
  assert_ok(kg_txn_intern(txn, &object, &ids.o, &err), err);
  return ids;
}

static void
shuffle(void)
{
  uint64_t seed = 9;
  for (size_t i = n_quads - 1; i > 0; i--) {
    size_t j = random_below(&seed, (uint32_t)i + 1);
    kg_quad_ids swap = quads[i];
    quads[i] = quads[j];
    quads[j] = swap;
  }
}

static kg_store *
make_store(void **state)
{
  kg_store *store = store_at(state, "s", KG_STORE_CREATE | KG_STORE_VOLATILE);
  kg_txn *txn;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  for (size_t i = 0; i < n_quads; i++) {
    quads[i] = make_quad(txn, i);
    assert_ok(kg_txn_insert(txn, &quads[i], NULL, &err), err);
  }
  assert_ok(kg_txn_commit(txn, &err), err);
  n_quads = store_size(store);
  shuffle();
  return store;
}

// Insert or remove quads `from` to `to`, `part` in a transaction.
static void
change(kg_store *store, bool insert, size_t from, size_t to, size_t part)
{
  for (size_t at = from; at < to; at += part) {
    kg_txn *txn;
    assert_ok(kg_txn_begin_write(store, &txn, &err), err);
    for (size_t i = at; i < to && i < at + part; i++)
      assert_ok(insert ? kg_txn_insert(txn, &quads[i], NULL, &err)
                       : kg_txn_remove(txn, &quads[i], NULL, &err),
                err);
    assert_ok(kg_txn_commit(txn, &err), err);
  }
}

static size_t
folder_size(const char *path, const char *only)
{
  size_t size = 0;
  DIR *folder = opendir(path);
  assert_non_null(folder);
  for (struct dirent *e = readdir(folder); e; e = readdir(folder)) {
    char file[400];
    struct stat info;
    snprintf(file, sizeof file, "%s/%s", path, e->d_name);
    if (e->d_name[0] != '.' && (!only || !strcmp(only, e->d_name)) && stat(file, &info) == 0)
      size += (size_t)info.st_size;
  }
  closedir(folder);
  return size;
}

static void
assert_packed(kg_store *store, size_t rows)
{
  kg_txn *txn;
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_int_equal(txn->manifest.delta, 0);
  assert_int_equal(txn->runs ? txn->runs->rows : 0, rows);
  kg_txn_abort(txn);
  assert_int_equal(store_size(store), rows);
  assert_sound(store);
}

// ---- tests

static void
remove_parts(void **state)
{
  static const unsigned per_mille[] = {50, 500, 1000};
  const char *path = store_path(state, "s");
  kg_store *store = make_store(state);
  size_t before = folder_size(path, "kg.mdb");
  for (size_t i = 0; i < sizeof per_mille / sizeof *per_mille; i++) {
    size_t n = n_quads * per_mille[i] / 1000;
    change(store, false, 0, n, n);
    assert_packed(store, n_quads - n);
    assert_in_range(folder_size(path, "kg.mdb"), 0, before + GROWTH);
    change(store, false, 0, n, n); // again, which changes nothing
    assert_int_equal(store_size(store), n_quads - n);
    change(store, true, 0, n, n);
    assert_packed(store, n_quads);
  }
}

static void
removing_many_quads_at_once_packs_what_is_left(void **state)
{
  remove_parts(state);
}

static void
so_it_does_when_memory_cannot_hold_them(void **state)
{
  kg__store_sizes_now.bulk_quads = n_quads / 100;
  kg__store_sizes_now.txn.waiting_quads = n_quads / 50;
  kg__store_sizes_now.txn.chunk_quads = n_quads / 200;
  kg__store_sizes_now.txn.spills = 5;
  remove_parts(state);
}

static void
a_quad_that_comes_and_goes_in_a_transaction_ends_as_the_last_change_says(void **state)
{
  kg_store *store = make_store(state);
  kg_txn *txn;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  for (size_t round = 0; round < 2; round++) {
    for (size_t i = 0; i < 1500; i++)
      assert_ok(kg_txn_remove(txn, &quads[i], NULL, &err), err);
    for (size_t i = 1000; i < 2000; i++)
      assert_ok(kg_txn_insert(txn, &quads[i], NULL, &err), err);
  }
  assert_ok(kg_txn_commit(txn, &err), err);
  assert_int_equal(store_size(store), n_quads - 1000);
  assert_sound(store);
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  for (size_t i = 0; i < 2000; i += 100) {
    uint64_t n;
    kg_id spog[4] = {quads[i].s, quads[i].p, quads[i].o, quads[i].g};
    assert_ok(kg_count(txn, KG_SPO, spog, 4, &n, &err), err);
    assert_int_equal(n, i >= 1000);
  }
  kg_txn_abort(txn);
}

static void
come_and_go(void **state, size_t part)
{
  const char *path = store_path(state, "s");
  kg_store *store = make_store(state);
  size_t fresh = folder_size(path, NULL), rounds = wish("KG_REMOVAL_ROUNDS", ROUNDS), most = 0;
  for (size_t i = 0; i < 2 * rounds; i++) {
    change(store, i % 2, 0, n_quads, part);
    assert_int_equal(store_size(store), i % 2 ? n_quads : 0);
    size_t size = folder_size(path, NULL);
    most = size > most ? size : most;
  }
  print_message("%zu quads, %zu in a transaction, %zu rounds: from %zu to at most %zu bytes\n", n_quads, part,
                rounds, fresh, most);
  assert_in_range(most, fresh, 3 * fresh);
  assert_sound(store);
}

static void
a_store_whose_quads_come_and_go_at_once_does_not_swell(void **state)
{
  come_and_go(state, n_quads);
}

static void
nor_does_one_where_they_do_so_in_small_transactions(void **state)
{
  come_and_go(state, n_quads / 100);
}

// Enough in tables that their pages are most of the store.
static void
grow(kg_store *store, bool insert)
{
  kg__store_sizes_now.bulk_quads = SIZE_MAX;
  change(store, insert, 0, n_quads / 2, n_quads / 20);
  kg__store_sizes_now.bulk_quads = 1;
  assert_ok(kg_store_compact(store, NULL, &err), err);
}

static void
a_file_of_free_pages_gets_small_when_the_last_process_closes_it(void **state)
{
  const char *path = store_path(state, "s");
  kg__store_sizes_now.loose_file = 1 << 16;
  kg_store *store = make_store(state);
  uint64_t before;
  kg_txn *txn;
  grow(store, false);
  size_t loose = folder_size(path, "kg.mdb"), n = store_size(store);
  int ends[2][2];
  char c;
  assert_int_equal(pipe(ends[0]) | pipe(ends[1]), 0);
  store_close(state, store);
  assert_in_range(folder_size(path, "kg.mdb"), 0, loose / 4);
  assert_int_equal(access(store_path(state, "s/kg.mdb.new"), F_OK), -1);
  store = store_at(state, "s", 0);
  assert_int_equal(store_size(store), n);
  assert_sound(store);
  grow(store, true);
  loose = folder_size(path, "kg.mdb");
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  before = mdb_txn_id(txn->lmdb);
  kg_txn_abort(txn);
  pid_t child = fork();
  if (!child) { // another process, that reads before and after
    kg_store *other;
    if (kg_store_open(path, KG_STORE_READ_ONLY, &other, &err) == KG_OK && write(ends[0][1], "x", 1) == 1 &&
        read(ends[1][0], &c, 1) == 1 && kg_txn_begin_read(other, &txn, &err) == KG_OK &&
        kg_txn_verify(txn, NULL, &err) == KG_OK)
      _exit(0);
    _exit(1);
  }
  assert_int_equal(read(ends[0][0], &c, 1), 1);
  store_close(state, store);
  assert_int_equal(folder_size(path, "kg.mdb"), loose);
  store = store_at(state, "s", 0);
  change(store, true, 0, 5, 5);
  assert_int_equal(write(ends[1][1], "x", 1), 1);
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_int_equal(status, 0);
  n = store_size(store);
  store_close(state, store);
  assert_in_range(folder_size(path, "kg.mdb"), 0, loose / 4);
  store = store_at(state, "s", 0);
  assert_int_equal(store_size(store), n);
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_true(mdb_txn_id(txn->lmdb) > before);
  kg_txn_abort(txn);
}

#define removal_test(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
  const struct CMUnitTest tests[] = {
      removal_test(removing_many_quads_at_once_packs_what_is_left),
      removal_test(so_it_does_when_memory_cannot_hold_them),
      removal_test(a_quad_that_comes_and_goes_in_a_transaction_ends_as_the_last_change_says),
      removal_test(a_store_whose_quads_come_and_go_at_once_does_not_swell),
      removal_test(a_file_of_free_pages_gets_small_when_the_last_process_closes_it),
      removal_test(nor_does_one_where_they_do_so_in_small_transactions),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
