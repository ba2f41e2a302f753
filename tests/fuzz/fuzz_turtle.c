// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// TriG is read the same in one piece and byte by byte; an error has a place; with keep_going the reader ends.

#include "tests/fuzz/fuzz.h"

#include "tests/support/dataset.h"

static kg_status
read_byte(void *self, char *bytes, size_t size, size_t *n, kg_error *err)
{
  kg_str *left = self;
  (void)err;
  *n = left->len > 0 && size > 0;
  if (*n) {
    bytes[0] = left->ptr[0];
    *left = (kg_str){left->ptr + 1, left->len - 1};
  }
  return KG_OK;
}

static kg_status
read_slowly(dataset *d, kg_str text, const kg_read_options *options, kg_error *err)
{
  kg_source *source;
  kg_world *world = kg_world_new();
  kg_sink sink = dataset_sink(d);
  FUZZ_CHECK(kg_source_new(read_byte, NULL, &text, "in", &source, err) == KG_OK);
  kg_status st = kg_read(world, source, options, &sink, err);
  kg_source_close(source);
  kg_world_free(world);
  return st;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  dataset whole = {0}, slow = {0}, lenient = {0};
  kg_error err = {0}, other = {0};
  kg_str text = {(const char *)data, size};
  kg_read_options options = {.format = KG_FORMAT_TRIG, .base = KG_STR("http://e/b")};
  kg_status st = dataset_read(&whole, text, "in", &options, &err);
  FUZZ_CHECK(st == KG_OK || err.line > 0 || err.message[0]);
  FUZZ_CHECK(read_slowly(&slow, text, &options, &other) == st);
  FUZZ_CHECK(slow.n == whole.n && other.line == err.line && other.column == err.column);
  for (size_t i = 0; i < whole.n; i++)
    FUZZ_CHECK(kg_quad_compare(&whole.items[i], &slow.items[i]) == 0);
  options.keep_going = true;
  st = dataset_read(&lenient, text, "in", &options, &err);
  FUZZ_CHECK(lenient.n >= whole.n);
  FUZZ_CHECK(st == KG_OK || st == KG_ERR_LIMIT || err.line > 0 || err.message[0]);
  dataset_release(&whole);
  dataset_release(&slow);
  dataset_release(&lenient);
  return 0;
}
