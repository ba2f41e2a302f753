// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/export/small.h"
#include "tests/support/alloc.h"
#include "tests/support/store.h"

typedef struct scenario {
  kg_txn *txn;
  kg_export_options options;
} scenario;

static int
run(void *data)
{
  scenario *s = data;
  kg_buf buf = {0};
  kg_output *output = NULL;
  kg_status st = kg_output_to_buf(&buf, &output, NULL);
  if (!st)
    st = kg_export(s->txn, &s->options, output, NULL);
  kg_output_free(output);
  kg_buf_release(&buf);
  return st;
}

static void
load(kg_store *store)
{
  kg_error err = {0};
  kg_txn *txn = NULL;
  kg_source *source = NULL;
  kg_world *world = kg_world_new();
  kg_read_options options = {.format = KG_FORMAT_TRIG, .base = KG_STR(EX)};
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  kg_sink sink = kg_txn_sink(txn);
  assert_ok(kg_source_from_memory(KG_STR(SMALL_FIRST), "test", &source, &err), err);
  assert_ok(kg_read(world, source, &options, &sink, &err), err);
  assert_ok(kg_txn_commit(txn, &err), err);
  kg_source_close(source);
  kg_world_free(world);
}

static void
each_failed_allocation_is_reported(void **state)
{
  kg_store *store = store_at(state, "small", KG_STORE_CREATE | KG_STORE_VOLATILE);
  kg_error err = {0};
  load(store);
  static const kg_export_options cases[] = {
      {.graph = KG_GRAPH_CYTOSCAPE},
      {.graph = KG_GRAPH_DOT},
      {.graph = KG_GRAPH_NANOPUB},
      {.graph = KG_GRAPH_GEXF, .projection = KG_PROJECTION_CLAIMS},
      {.write = {.format = KG_FORMAT_NQUADS},
       .projection = KG_PROJECTION_RDF12,
       .filter = {.min_confidence = 0.5}},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    scenario s = {.options = cases[i]};
    assert_ok(kg_txn_begin_read(store, &s.txn, &err), err);
    assert_true(alloc_try_all(run, &s) > 5);
    kg_txn_abort(s.txn);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {store_test(each_failed_allocation_is_reported)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
