// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Any text is an error with a place, or a query that ends within its limits.

#include "tests/fuzz/fuzz.h"

#include "kg/kg.h"

#define DATA                                                                                       \
  "@prefix : <http://e/> . :a :p :b, 1, \"x\"@en . :b :p :c ; :q 2.5 . :c :p :a ; :r [ :s () ] . " \
  "GRAPH :g { :a :q :c, :d }"

static kg_txn *
small_store(void)
{
  static kg_store *store;
  kg_txn *txn = NULL;
  kg_source *source = NULL;
  kg_read_options options = {.format = KG_FORMAT_TRIG};
  if (!store) {
    kg_world *world = kg_world_new();
    FUZZ_CHECK(kg_store_open_temporary(&store, NULL) == KG_OK);
    FUZZ_CHECK(kg_txn_begin_write(store, &txn, NULL) == KG_OK);
    kg_sink sink = kg_txn_sink(txn);
    FUZZ_CHECK(kg_source_from_memory(KG_STR(DATA), "data", &source, NULL) == KG_OK);
    FUZZ_CHECK(kg_read(world, source, &options, &sink, NULL) == KG_OK);
    FUZZ_CHECK(kg_txn_commit(txn, NULL) == KG_OK);
    kg_source_close(source);
    kg_world_free(world);
  }
  FUZZ_CHECK(kg_txn_begin_read(store, &txn, NULL) == KG_OK);
  return txn;
}

static void
drain(kg_result *result)
{
  const kg_term *row;
  kg_quad triple;
  kg_error err;
  for (int i = 0; i < 2000 && kg_result_next(result, &row, &err) == KG_OK; i++)
    ;
  for (int i = 0; i < 2000 && kg_result_next_triple(result, &triple, &err) == KG_OK; i++)
    ;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  kg_limits limits = {.memory = 32 << 20, .string = 1 << 20, .deadline = kg_clock() + 200000000};
  kg_query_options options = {.limits = &limits, .base = KG_STR("http://e/")};
  kg_txn *txn = small_store();
  kg_result *result = NULL;
  kg_error err = {0};
  kg_str text = {(const char *)data, size};
  kg_status checked = kg_query_check(NULL, text, &options, &err);
  FUZZ_CHECK(checked != KG_ERR_QUERY || (err.message[0] && err.line && err.column));
  kg_status st = kg_query_run(NULL, txn, text, &options, &result, &err);
  FUZZ_CHECK(checked == KG_OK || st == checked);
  FUZZ_CHECK((st == KG_OK) == (result != NULL));
  if (result)
    drain(result);
  kg_result_free(result);
  kg_txn_abort(txn);
  return 0;
}
