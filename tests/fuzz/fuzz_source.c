// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Packed or not, bytes come to an end or to an error, and the same ones whether they were looked at before.

#include "tests/fuzz/fuzz.h"

#include "kg/io.h"

enum { LIMIT = 1 << 20 };

static kg_status
read_all(kg_str bytes, size_t peek, kg_buf *buf)
{
  kg_source *source;
  kg_str start;
  FUZZ_CHECK(kg_source_from_memory(bytes, "in", &source, NULL) == KG_OK);
  kg_status st = peek ? kg_source_peek(source, peek, &start, NULL) : KG_OK;
  if (!st)
    st = kg_source_read_all(source, LIMIT, buf, NULL);
  FUZZ_CHECK(kg_source_position(source) <= bytes.len);
  kg_source_close(source);
  return st;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  kg_buf first = {0}, second = {0};
  kg_str bytes = {(const char *)data, size};
  kg_status st = read_all(bytes, 0, &first);
  FUZZ_CHECK(st == KG_OK || st == KG_ERR_DATA || st == KG_ERR_LIMIT);
  FUZZ_CHECK(!read_all(bytes, 100, &second) == !st);
  FUZZ_CHECK(st || kg_str_equal(kg_buf_str(&first), kg_buf_str(&second)));
  kg_buf_release(&first);
  kg_buf_release(&second);
  return 0;
}
