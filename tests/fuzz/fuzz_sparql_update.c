// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Any text is an error with a place, or an update that leaves a sound store.

#include "tests/fuzz/fuzz.h"

#include "kg/kg.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static kg_store *store;
  kg_limits limits = {.memory = 32 << 20, .string = 1 << 20, .deadline = kg_clock() + 200000000};
  kg_update_options options = {.limits = &limits, .base = KG_STR("http://e/")};
  kg_txn *txn = NULL;
  kg_error err = {0};
  kg_str text = {(const char *)data, size};
  if (!store)
    FUZZ_CHECK(kg_store_open_temporary(&store, NULL) == KG_OK);
  kg_status checked = kg_update_check(text, &options, &err);
  FUZZ_CHECK(checked != KG_ERR_QUERY || (err.message[0] && err.line && err.column));
  FUZZ_CHECK(kg_txn_begin_write(store, &txn, NULL) == KG_OK);
  kg_status st = kg_update_run(NULL, txn, text, &options, NULL, &err);
  FUZZ_CHECK(checked == KG_OK || st == checked);
  if (!st)
    FUZZ_CHECK(kg_txn_verify(txn, NULL, &err) == KG_OK);
  kg_txn_abort(txn);
  return 0;
}
