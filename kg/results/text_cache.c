// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/results/text_cache.h"

#include <stdlib.h>

enum { N_ENTRIES = 1 << 12, MOST_TEXT = 1 << 20 };

typedef struct entry {
  kg_id id;
  uint32_t at, len;
} entry;

struct kg__text_cache {
  kg_result *result;
  const kg__results_format *format;
  entry *entries; ///< By some bits of the id
  entry *row;
  kg_str *texts;
  kg_buf text;
  kg_arena *arena; ///< Of a term while it is written
};

kg__text_cache *
kg__text_cache_new(kg_result *result, const kg__results_format *format)
{
  kg__text_cache *cache = calloc(1, sizeof *cache);
  if (!cache)
    return NULL;
  cache->result = result;
  cache->format = format;
  cache->entries = calloc(N_ENTRIES, sizeof *cache->entries);
  cache->row = calloc(result->n_columns + 1, sizeof *cache->row);
  cache->texts = calloc(result->n_columns + 1, sizeof *cache->texts);
  cache->arena = kg_arena_new();
  if (cache->entries && cache->row && cache->texts && cache->arena)
    return cache;
  kg__text_cache_free(cache);
  return NULL;
}

void
kg__text_cache_free(kg__text_cache *cache)
{
  if (!cache)
    return;
  free(cache->entries);
  free(cache->row);
  free(cache->texts);
  kg_buf_release(&cache->text);
  kg_arena_free(cache->arena);
  free(cache);
}

static entry *
entry_of(kg__text_cache *cache, kg_id id)
{
  return &cache->entries[(id * 0x9e3779b97f4a7c15u) >> 52];
}

static kg_status
write_term(kg__text_cache *cache, kg_id id, entry *made, kg_error *err)
{
  kg_term term;
  size_t at = cache->text.len;
  kg_arena_clear(cache->arena);
  KG_TRY(cache->result->class->term(cache->result, id, cache->arena, &term, err));
  KG_TRY(cache->format->text(&term, &cache->text));
  size_t len = cache->text.len - at;
  if (cache->text.len > UINT32_MAX)
    return kg_error_set(err, KG_ERR_LIMIT, "a term of more than four thousand million bytes");
  *made = (entry){id, (uint32_t)at, (uint32_t)len};
  return KG_OK;
}

kg_status
kg__text_cache_row(kg__text_cache *cache, const kg_id *ids, const kg_str **texts, kg_error *err)
{
  size_t n = cache->result->n_columns;
  if (cache->text.len > MOST_TEXT) {
    memset(cache->entries, 0, N_ENTRIES * sizeof *cache->entries);
    kg_buf_clear(&cache->text);
  }
  for (size_t i = 0; i < n; i++) {
    entry *found = entry_of(cache, ids[i]);
    if (ids[i] && found->id != ids[i])
      KG_TRY(write_term(cache, ids[i], found, err));
    cache->row[i] = *found;
  }
  for (size_t i = 0; i < n; i++)
    cache->texts[i] = ids[i] ? (kg_str){cache->text.ptr + cache->row[i].at, cache->row[i].len} : (kg_str){0};
  *texts = cache->texts;
  return KG_OK;
}
