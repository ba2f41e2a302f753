// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Our own allocations fail one after the other; those inside of LMDB do not.

#include "tests/support/alloc.h"
#include "tests/support/store.h"

#include "kg/store/private.h"

#include <stdio.h>
#include <stdlib.h>

static kg_status
add(kg_txn *txn, int i, bool *changed)
{
  char s[32], o[64];
  kg_term spo[3];
  kg_quad quad = {.predicate = kg_term_iri(KG_STR("x:p")), .graph = kg_term_blank(KG_STR("g"))};
  quad.subject = kg_term_iri((kg_str){s, (size_t)snprintf(s, sizeof s, "x:subject%d", i)});
  quad.object =
      kg_term_lang((kg_str){o, (size_t)snprintf(o, sizeof o, "text number %d", i)}, KG_STR("en"), 0);
  if (i % 3 == 0) {
    spo[0] = quad.subject;
    spo[1] = quad.predicate;
    spo[2] = kg_term_literal(quad.object.value, KG_STR("x:type"));
    quad.object = kg_term_triple(spo);
  }
  return kg_txn_add(txn, &quad, changed, NULL);
}

static kg_status
write_quads(kg_txn *txn)
{
  bool changed;
  kg_id id, none = KG_ID_NONE;
  uint64_t n;
  for (int i = 0; i < 100; i++)
    KG_TRY(add(txn, i, i == 50 ? &changed : NULL));
  KG_TRY(kg_txn_new_scope(txn));
  KG_TRY(kg_txn_name_blank(txn, KG_STR("name"), &id, NULL));
  KG_TRY(kg_txn_set_background(txn, KG_STR("x:g"), NULL));
  KG_TRY(kg_txn_clear_graph(txn, none, &n, NULL));
  return kg_txn_add_prefix(txn, KG_STR("x"), KG_STR("x:"), NULL);
}

static kg_status
write_all(kg_store *store)
{
  kg_txn *txn;
  KG_TRY(kg_txn_begin_write(store, &txn, NULL));
  kg_status st = write_quads(txn);
  if (st) {
    kg_txn_abort(txn);
    return st;
  }
  return kg_txn_commit(txn, NULL);
}

static kg_status
read_terms(kg_txn *txn, kg_arena *arena)
{
  static kg_batch batch;
  kg_scan *scan;
  kg_term term;
  kg_status st =
      arena ? kg_scan_open(txn, KG_SPO, NULL, 0, KG_ID_NONE, KG_ID_MAX, &scan, NULL) : KG_ERR_NOMEM;
  if (st)
    return st;
  while (!st && !(st = kg_scan_next(scan, 15, &batch))) {
    for (size_t i = 0; !st && i < batch.n_rows; i++) {
      kg_id id;
      if (!(st = kg_txn_term(txn, batch.column[2][i], arena, &term, NULL)))
        st = kg_txn_find(txn, &term, &id, NULL);
    }
  }
  kg_scan_close(scan);
  return st == KG_DONE ? KG_OK : st;
}

static kg_status
read_rest(kg_txn *txn, kg_arena *arena)
{
  kg_id *graphs = NULL;
  size_t n;
  bool background;
  kg_namespaces *namespaces = kg_namespaces_new();
  kg_status st = namespaces ? kg_txn_prefixes(txn, namespaces, NULL) : KG_ERR_NOMEM;
  kg_namespaces_free(namespaces);
  KG_TRY(st);
  KG_TRY(read_terms(txn, arena));
  KG_TRY(kg_txn_graphs(txn, &graphs, &n, NULL));
  st = kg_txn_is_background(txn, kg_id_make(KG_TAG_IRI, 1), &background, NULL);
  free(graphs);
  return st ? st : kg_txn_verify(txn, NULL, NULL);
}

static kg_status
read_all(kg_store *store)
{
  kg_txn *txn;
  KG_TRY(kg_txn_begin_read(store, &txn, NULL));
  kg_arena *arena = kg_arena_new();
  kg_status st = read_rest(txn, arena);
  kg_arena_free(arena);
  kg_txn_abort(txn);
  return st;
}

static int
make_write_read(void *data)
{
  (void)data;
  kg_store *store;
  kg_status st = kg_store_open_temporary(&store, NULL);
  if (!st && !(st = write_all(store)))
    st = read_all(store);
  kg_store_close(store);
  return st;
}

static void
each_step_reports_that_memory_is_out(void **state)
{
  (void)state;
  assert_true(alloc_try_all(make_write_read, NULL) > 50);
}

static int
write_again(void *data)
{
  return write_all(data);
}

static void
a_change_that_runs_out_of_memory_leaves_the_old_state(void **state)
{
  kg_store *store = store_of(state, ":a :p 1 .");
  assert_true(alloc_try_all(write_again, store) > 20);
  assert_sound(store);
}

// The same with new runs and terms, and parts put aside.
static void
so_do_loads_that_make_runs(void **state)
{
  kg__store_sizes usual = kg__store_sizes_now;
  kg__store_sizes_now.bulk_quads = 10;
  kg__store_sizes_now.bulk_terms = 5;
  kg__store_sizes_now.txn.waiting_quads = 40;
  kg_store *store = store_of(state, ":a :p 1 .");
  size_t steps = alloc_try_all(make_write_read, NULL), more = alloc_try_all(write_again, store);
  kg__store_sizes_now = usual;
  assert_true(steps > 150);
  assert_true(more > 50);
  assert_sound(store);
}

static int
pack(void *store)
{
  return kg_store_compact(store, NULL, NULL);
}

typedef struct copying {
  kg_store *store;
  const char *path;
} copying;

static int
copy(void *self)
{
  const copying *c = self;
  kg_txn *txn;
  kg_status st = kg_txn_begin_read(c->store, &txn, NULL);
  if (!st)
    st = kg_txn_backup(txn, c->path, NULL, NULL);
  kg_txn_abort(txn);
  return st;
}

static void
packing_and_backups_that_run_out_of_memory_change_nothing(void **state)
{
  kg_store *store = store_of(state, ":a :p 1, 2 ; :q 3 :g .");
  assert_true(alloc_try_all(copy, &(copying){store, store_path(state, "loose")}) > 1);
  assert_true(alloc_try_all(pack, store) > 20);
  store_add(store, ":b :p 1 .");
  store_remove(store, ":a :p 2 .");
  assert_true(alloc_try_all(pack, store) > 20);
  assert_true(alloc_try_all(copy, &(copying){store, store_path(state, "copy")}) > 1);
  assert_scan(store, "? ? ?", ":a :p 1", ":a :q 3 :g", ":b :p 1");
  assert_sound(store);
  store = store_at(state, "copy", KG_STORE_READ_ONLY);
  assert_scan(store, "? ? ?", ":a :p 1", ":a :q 3 :g", ":b :p 1");
  assert_sound(store);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_step_reports_that_memory_is_out),
      store_test(a_change_that_runs_out_of_memory_leaves_the_old_state),
      store_test(so_do_loads_that_make_runs),
      store_test(packing_and_backups_that_run_out_of_memory_change_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
