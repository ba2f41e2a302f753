// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/train/train.h"

#include <stddef.h>
#include <stdio.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

static kg_status
align(kg_buf *to)
{
  while (to->len % 8)
    KG_TRY(kg_buf_add_char(to, '\0'));
  return KG_OK;
}

static kg_status
write_names(const names *list, kg_buf *to)
{
  for (size_t i = 0; i < list->n; i++)
    KG_TRY(kg_buf_printf(to, "%.*s\n", KG_STR_ARG(list->items[i])));
  return KG_OK;
}

static kg_status
build(const treebank *bank, const word_lists *words, const weights *tagger, const weights *parser,
      double smallest, kg_buf *to)
{
  kg__model_header h = {.magic = {0}, .version = KG__MODEL_VERSION, .parts = KG__MODEL_PARTS};
  memcpy(h.magic, KG__MODEL_MAGIC, sizeof h.magic);
  KG_TRY(kg_buf_add(to, &h, sizeof h));
  for (size_t i = 0; i < KG__MODEL_PARTS; i++) {
    KG_TRY(align(to));
    h.part[i].offset = to->len;
    KG_TRY(i == KG__MODEL_TAGS        ? write_names(&bank->tags, to)
           : i == KG__MODEL_RELATIONS ? write_names(&bank->relations, to)
           : i == KG__MODEL_WORDS     ? kg_buf_add(to, words->items, words->slots * sizeof *words->items)
           : i == KG__MODEL_LEMMAS    ? kg_buf_add_str(to, kg_buf_str(&words->lemmas))
           : i == KG__MODEL_TAGGER    ? weights_pack(tagger, smallest, to)
                                      : weights_pack(parser, smallest, to));
    h.part[i].size = to->len - h.part[i].offset;
  }
  size_t covered = offsetof(kg__model_header, checksum) + sizeof h.checksum;
  h.size = to->len;
  memcpy(to->ptr, &h, sizeof h);
  h.checksum = XXH3_64bits(to->ptr + covered, to->len - covered);
  memcpy(to->ptr, &h, sizeof h);
  return KG_OK;
}

kg_status
model_write(const char *path, const treebank *bank, const word_lists *words, const weights *tagger,
            const weights *parser, double smallest)
{
  kg_buf to = {0};
  kg_status st = build(bank, words, tagger, parser, smallest, &to);
  FILE *f = st ? NULL : fopen(path, "wb");
  if (!st && (!f || fwrite(to.ptr, 1, to.len, f) != to.len))
    st = KG_ERR_IO;
  if (f && fclose(f))
    st = KG_ERR_IO;
  fprintf(stderr, "%s: %zu bytes\n", path, to.len);
  kg_buf_release(&to);
  return st;
}
