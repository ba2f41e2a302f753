// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Backups: of any state, while a writer works, into a place that is free, and whole or not at all.

#include "tests/support/history.h"

#include "kg/store/private.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static kg_error err;

static kg_status
back_up(kg_store *store, const char *path)
{
  kg_txn *txn;
  KG_TRY(kg_txn_begin_read(store, &txn, &err));
  kg_status st = kg_txn_backup(txn, path, NULL, &err);
  kg_txn_abort(txn);
  return st;
}

static history_state
state_of(kg_store *store)
{
  history_state found;
  assert_ok(history_read(store, &found, &err), err);
  assert_sound(store);
  return found;
}

static void
a_backup_is_the_same_store(void **state)
{
  char name[16];
  kg_store *store = store_at(state, "store", KG_STORE_CREATE | KG_STORE_VOLATILE);
  for (int i = 0; i <= 12; i++) {
    if (i)
      assert_ok(history_commit(store, i, &err), err);
    snprintf(name, sizeof name, "backup%d", i);
    assert_ok(back_up(store, store_path(state, name)), err);
    kg_store *copy = store_at(state, name, 0);
    history_state is = state_of(copy), was = state_of(store);
    assert_true(history_equal(&is, &was));
    assert_ok(history_commit(copy, 20, &err), err);
    assert_sound(copy);
    store_close(state, copy);
  }
}

static void
names_prefixes_and_facts_are_backed_up(void **state)
{
  kg_store *store = store_of(state, ":a :p 1 :g .");
  kg_txn *txn;
  kg_id id, found;
  kg_namespaces *prefixes = kg_namespaces_new();
  kg_str iri;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  assert_ok(kg_txn_name_blank(txn, KG_STR("name"), &id, &err), err);
  assert_ok(kg_txn_add_prefix(txn, KG_STR("zz"), KG_STR("http://example.org/zz#"), &err), err);
  assert_ok(kg_txn_commit(txn, &err), err);
  assert_ok(back_up(store, store_path(state, "copy")), err);
  assert_ok(kg_txn_begin_read(store_at(state, "copy", 0), &txn, &err), err);
  assert_ok(kg_txn_find_name(txn, KG_STR("name"), &found, &err), err);
  assert_int_equal(found, id);
  assert_ok(kg_txn_prefixes(txn, prefixes, &err), err);
  assert_true(kg_namespaces_find(prefixes, KG_STR("zz"), &iri));
  assert_str("http://example.org/zz#", iri);
  kg_namespaces_free(prefixes);
  kg_txn_abort(txn);
}

static void
a_backup_wants_a_free_place(void **state)
{
  kg_store *store = store_of(state, ":a :p 1 .");
  char path[512];
  assert_ok(back_up(store, store_path(state, "copy")), err);
  assert_status(KG_ERR_CONFLICT, back_up(store, store_path(state, "copy")), err);
  assert_status(KG_ERR_CONFLICT, back_up(store, kg_store_path(store)), err);
  assert_int_equal(mkdir(store_path(state, "full"), 0777), 0);
  snprintf(path, sizeof path, "%s/a-file", store_path(state, "full"));
  close(open(path, O_WRONLY | O_CREAT, 0666));
  assert_status(KG_ERR_STORE, back_up(store, store_path(state, "full")), err);
  assert_status(KG_ERR_IO, back_up(store, store_path(state, "none/copy")), err);
  assert_int_equal(store_size(store_at(state, "copy", KG_STORE_READ_ONLY)), 1);
}

enum { COMMITS = 100 };

typedef struct writer {
  kg_store *store;
  bool done, good;
} writer;

static void *
write_on(void *self)
{
  writer *w = self;
  w->good = true;
  for (int i = 1; w->good && i <= COMMITS; i++)
    w->good = !history_commit(w->store, i, NULL);
  __atomic_store_n(&w->done, true, __ATOMIC_RELAXED);
  return NULL;
}

static void
a_backup_beside_a_writer_is_one_commit(void **state)
{
  history_state *states = history_states(COMMITS);
  kg_store *store = store_at(state, "store", KG_STORE_CREATE | KG_STORE_VOLATILE);
  writer w = {.store = store};
  pthread_t thread;
  int last = 0;
  char name[16];
  assert_int_equal(pthread_create(&thread, NULL, write_on, &w), 0);
  for (int i = 0; i < 30 && !__atomic_load_n(&w.done, __ATOMIC_RELAXED); i++) {
    snprintf(name, sizeof name, "backup%d", i);
    assert_ok(back_up(store, store_path(state, name)), err);
    kg_store *copy = store_at(state, name, KG_STORE_READ_ONLY);
    history_state found = state_of(copy);
    store_close(state, copy);
    assert_true(history_equal(&found, &states[found.last]) && found.last >= last);
    last = found.last;
  }
  pthread_join(thread, NULL);
  assert_true(w.good && last > 0);
  free(states);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      history_test(a_backup_is_the_same_store),
      history_test(names_prefixes_and_facts_are_backed_up),
      history_test(a_backup_wants_a_free_place),
      history_test(a_backup_beside_a_writer_is_one_commit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
