// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// N-Quads that are read can be written; the canonical form reads back to itself.  With keep_going the reader
// comes to the end of anything that is UTF-8, and gives what it gives without it, or more.

#include "tests/fuzz/fuzz.h"

#include "tests/support/dataset.h"

static void
canonical(const dataset *d, kg_buf *text)
{
  FUZZ_CHECK(dataset_write(d, &(kg_write_options){.format = KG_FORMAT_NQUADS, .canonical = true}, text,
                           NULL) == KG_OK);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  dataset strict = {0}, lenient = {0}, back = {0};
  kg_buf first = {0}, second = {0};
  kg_error err = {0};
  kg_str text = {(const char *)data, size};
  kg_read_options options = {.format = KG_FORMAT_NQUADS};
  kg_status st = dataset_read(&strict, text, "in", &options, &err);
  FUZZ_CHECK(st == KG_OK || ((st == KG_ERR_DATA || st == KG_ERR_LIMIT) && err.message[0]));
  options.keep_going = true;
  dataset_read(&lenient, text, "in", &options, NULL);
  FUZZ_CHECK(lenient.n >= strict.n);
  canonical(&lenient, &first);
  FUZZ_CHECK(dataset_read(&back, kg_buf_str(&first), "in", &options, NULL) == KG_OK && !back.n_skipped);
  canonical(&back, &second);
  // Labels that look like those made by writers are made anew.
  FUZZ_CHECK(kg_str_equal(kg_buf_str(&first), kg_buf_str(&second)) || dataset_isomorphic(&lenient, &back));
  dataset_release(&strict);
  dataset_release(&lenient);
  dataset_release(&back);
  kg_buf_release(&first);
  kg_buf_release(&second);
  return 0;
}
