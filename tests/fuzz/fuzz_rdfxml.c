// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What is read of RDF/XML is RDF: it is written as N-Quads and read again as many quads.  An error is said.

#include "tests/fuzz/fuzz.h"

#include "tests/support/dataset.h"

// Faults of what holds the document have no place in it.
static bool
is_compressed(const uint8_t *data, size_t size)
{
  return size > 1 && ((data[0] == 0x1F && data[1] == 0x8B) || (data[0] == 0x28 && data[1] == 0xB5));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  dataset d = {0}, again = {0};
  kg_error err = {0};
  kg_buf text = {0};
  kg_read_options options = {
      .format = KG_FORMAT_RDFXML, .base = KG_STR("http://e/b"), .max_literal = 1 << 20};
  kg_status st = dataset_read(&d, (kg_str){(const char *)data, size}, "in", &options, &err);
  FUZZ_CHECK(st == KG_OK ||
             (err.message[0] && (is_compressed(data, size) || (err.line > 0 && err.column > 0))));
  FUZZ_CHECK(dataset_write(&d, &(kg_write_options){.format = KG_FORMAT_NQUADS}, &text, &err) == KG_OK);
  options.format = KG_FORMAT_NQUADS;
  FUZZ_CHECK(dataset_read(&again, kg_buf_str(&text), "out", &options, &err) == KG_OK);
  FUZZ_CHECK(d.n == again.n);
  kg_buf_release(&text);
  dataset_release(&d);
  dataset_release(&again);
  return 0;
}
