// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Whatever is translated compiles, or PCRE2 says why not; matching and replacing end.  The input is pattern,
// flags, replacement and text, each ended by a zero byte.

#include "tests/fuzz/fuzz.h"

#include "kg/sparql/regex.h"

#include <string.h>

static kg_str
take(const uint8_t **data, size_t *size)
{
  const uint8_t *end = memchr(*data, 0, *size);
  kg_str part = {(const char *)*data, end ? (size_t)(end - *data) : *size};
  size_t used = part.len + (end != NULL);
  *data += used;
  *size -= used;
  return part;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char letters[] = "smixq";
  kg__functions f;
  kg_buf buf = {0};
  char flags[5];
  bool matches;
  kg_limits limits = {.string = 100000};
  if (size > 200)
    return 0;
  kg_arena *arena = kg_arena_new();
  FUZZ_CHECK(kg__functions_init(&f, arena, &limits, KG_STR(""), NULL) == KG_OK);
  kg_str pattern = take(&data, &size), bits = take(&data, &size), replacement = take(&data, &size);
  kg_str text = {(const char *)data, size}, chosen = {flags, 0};
  for (size_t i = 0; i < 5; i++)
    if (bits.len && bits.ptr[0] >> i & 1)
      flags[chosen.len++] = letters[i];
  kg_status first = kg__regex_match(&f, text, pattern, chosen, &matches);
  bool again = matches;
  FUZZ_CHECK(kg__regex_match(&f, text, pattern, chosen, &again) == first && (first || again == matches));
  kg_status st = kg__regex_replace(&f, text, pattern, replacement, chosen, &buf);
  FUZZ_CHECK(first != KG_ERR_DATA || st == KG_ERR_DATA);
  FUZZ_CHECK(st || first || matches || kg_str_equal(kg_buf_str(&buf), text));
  kg_buf_release(&buf);
  kg__functions_release(&f);
  kg_arena_free(arena);
  return 0;
}
