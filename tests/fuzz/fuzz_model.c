// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Any bytes may be a model: they are refused, or a sentence gets a tree. The header is made to fit, so that
// what lies behind it is reached.

#include "tests/fuzz/fuzz.h"

#include "loaders/parse/syntax.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { WORDS = 7 };

static void
make_fit(kg__model_header *h, size_t size)
{
  size_t covered = offsetof(kg__model_header, checksum) + sizeof h->checksum;
  memcpy(h->magic, KG__MODEL_MAGIC, sizeof h->magic);
  h->version = KG__MODEL_VERSION;
  h->parts = KG__MODEL_PARTS;
  h->size = size;
  h->checksum = XXH3_64bits((const char *)h + covered, size - covered);
}

static void
parse(const kg__model *model)
{
  static const char *const SENTENCE[WORDS] = {"Two", "ships", "'s", "crews", "were", "trained", "."};
  kg__syntax_word words[WORDS];
  kg__parse_memory memory = {0};
  for (size_t i = 0; i < WORDS; i++)
    kg__syntax_look(model, kg_str_of(SENTENCE[i]), &words[i]);
  kg__syntax_tag(model, words, WORDS);
  FUZZ_CHECK(kg__syntax_parse(model, &memory, words, WORDS) == KG_OK);
  for (size_t i = 0; i < WORDS; i++)
    FUZZ_CHECK(words[i].head >= -1 && words[i].head < WORDS && words[i].tag < model->n_tags);
  kg__parse_memory_release(&memory);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  kg__model model;
  kg_error err = {0};
  uint64_t *bytes = malloc(size + 8);
  if (!bytes)
    return 0;
  memcpy(bytes, data, size);
  if (size >= sizeof(kg__model_header))
    make_fit((kg__model_header *)bytes, size);
  if (kg__model_init(&model, bytes, size, &err) == KG_OK)
    parse(&model);
  free(bytes);
  return 0;
}
