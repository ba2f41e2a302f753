// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/store.h"

#include "kg/store/private.h"

#include <stdio.h>
#include <stdlib.h>

static kg_error err;

typedef struct damage {
  const char *table;
  bool add;         // an entry of that key, or take the first one away
  const char *word; // what the message must have
} damage;

static void
plant(const char *file, const damage *d)
{
  MDB_env *env;
  MDB_txn *lmdb;
  MDB_dbi dbi;
  MDB_cursor *cursor;
  MDB_val key, value;
  char copy[64];
  assert_int_equal(mdb_env_create(&env) | mdb_env_set_maxdbs(env, 20), 0);
  assert_int_equal(mdb_env_open(env, file, MDB_NOSUBDIR | MDB_NOLOCK | MDB_NOSYNC, 0666), 0);
  assert_int_equal(mdb_txn_begin(env, NULL, 0, &lmdb), 0);
  assert_int_equal(mdb_dbi_open(lmdb, d->table, 0, &dbi), 0);
  assert_int_equal(mdb_cursor_open(lmdb, dbi, &cursor), 0);
  assert_int_equal(mdb_cursor_get(cursor, &key, &value, MDB_FIRST), 0);
  if (d->add) {
    assert_true(key.mv_size <= sizeof copy);
    memcpy(copy, key.mv_data, key.mv_size);
    copy[key.mv_size - 1] ^= 0x40;
    key.mv_data = copy;
    assert_int_equal(mdb_put(lmdb, dbi, &key, &value, 0), 0);
  } else {
    assert_int_equal(mdb_cursor_del(cursor, 0), 0);
  }
  mdb_cursor_close(cursor);
  assert_int_equal(mdb_txn_commit(lmdb), 0);
  mdb_env_close(env);
}

// What opening or verifying says.
static kg_status
verify_at(const char *path)
{
  kg_store *store;
  kg_txn *txn;
  KG_TRY(kg_store_open(path, 0, &store, &err));
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  kg_status st = kg_txn_verify(txn, NULL, &err);
  kg_txn_abort(txn);
  kg_store_close(store);
  return st;
}

static void
planted_damage_is_found(void **state)
{
  static const damage cases[] = {
      {"spo", false, "gspo"},
      {"pso", false, "pso"},
      {"pos", false, "pos"},
      {"osp", false, "osp"},
      {"gspo", false, "gspo"},
      {"spo", true, "spo"},
      {"pos", true, "pos"},
      {"gspo", true, "gspo"},
      {"terms", false, "terms"},
      {"terms", true, "terms"},
      {"hashes", false, "hashes"},
      {"hashes", true, "hashes"},
      {"predicates", false, "predicates"},
      {"predicates", true, "predicates"},
      {"graphs", false, "graphs"},
      {"graphs", true, "graphs"},
      {"names", false, "name"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char name[32], path[64];
    kg_id id;
    kg_txn *txn;
    snprintf(name, sizeof name, "case%zu", i);
    kg_store *store = store_at(state, name, KG_STORE_CREATE | KG_STORE_VOLATILE);
    assert_ok(kg_txn_begin_write(store, &txn, &err), err);
    txn_add(txn, ":a :p :b, :c :g . :b :q \"a text for the dictionary\" :h .");
    assert_ok(kg_txn_name_blank(txn, KG_STR("n"), &id, &err), err);
    assert_ok(kg_txn_commit(txn, &err), err);
    assert_sound(store);
    store_close(state, store);
    snprintf(path, sizeof path, "%s/kg.mdb", name);
    plant(store_path(state, path), &cases[i]);
    kg_status st = verify_at(store_path(state, name));
    if (st != KG_ERR_STORE || (!strstr(err.message, cases[i].word) && i))
      fail_msg("%s %s: %s: %s", cases[i].add ? "added to" : "removed from", cases[i].table,
               kg_status_name(st), err.message);
  }
}

static void
verification_stops_when_it_is_asked_to(void **state)
{
  volatile sig_atomic_t interrupted = 1;
  kg_limits limits = {.interrupted = &interrupted};
  kg_store *store = store_of(state, ":a :p 1 .");
  kg_txn *txn;
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_status(KG_ERR_INTERRUPTED, kg_txn_verify(txn, &limits, &err), err);
  kg_txn_abort(txn);
}

static void
changes_not_yet_committed_are_verified_too(void **state)
{
  kg_store *store = store_of(state, ":a :p 1 .");
  kg_txn *txn;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  txn_add(txn, ":a :p \"a new text, for the dictionary\" :g .");
  assert_ok(kg_txn_verify(txn, NULL, &err), err);
  txn_add(txn, ":a :p \"one more text, for the dictionary\" :g .");
  assert_ok(kg_txn_verify(txn, NULL, &err), err);
  assert_ok(kg_txn_commit(txn, &err), err);
  assert_sound(store);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      store_test(planted_damage_is_found),
      store_test(verification_stops_when_it_is_asked_to),
      store_test(changes_not_yet_committed_are_verified_too),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
