// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The guard finds the same fault at the same place in one piece and byte by byte.

#include "tests/fuzz/fuzz.h"

#include "kg/rdf/xml_guard.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  kg__xml_guard whole = {0}, slow = {0};
  kg_error err = {0}, other = {0};
  kg_status st = kg__xml_guard_feed(&whole, (kg_str){(const char *)data, size}, &err), slowly = KG_OK;
  for (size_t i = 0; i < size && !slowly; i++)
    slowly = kg__xml_guard_feed(&slow, (kg_str){(const char *)data + i, 1}, &other);
  FUZZ_CHECK(st == slowly && err.line == other.line && err.column == other.column);
  FUZZ_CHECK(whole.depth <= size);
  return 0;
}
