// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A record of a table's pool is 16 bits of the feature's hash, a count, and as many pairs of class and
// weight. Buckets are asked for first, for all features, then their records: memory is waited for once, not
// each time.

#include "loaders/parse/model.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

static kg_str
part_of(const kg__model *model, kg__model_part part)
{
  const kg__model_header *h = model->map;
  return (kg_str){(const char *)model->map + h->part[part].offset, h->part[part].size};
}

static bool
parts_lie_inside(const kg__model_header *h, size_t size)
{
  for (size_t i = 0; i < KG__MODEL_PARTS; i++) {
    uint64_t at = h->part[i].offset;
    if (at % 8 || at < sizeof *h || at > size || h->part[i].size > size - at)
      return false;
  }
  return true;
}

static kg_status
check_header(const kg__model_header *h, size_t size, kg_error *err)
{
  size_t covered = offsetof(kg__model_header, checksum) + sizeof h->checksum;
  if (size < sizeof h->magic || memcmp(h->magic, KG__MODEL_MAGIC, sizeof h->magic))
    return kg_error_set(err, KG_ERR_DATA, "not a model of the parser");
  if (size < sizeof *h)
    return kg_error_set(err, KG_ERR_DATA, "the model is cut off");
  if (h->version != KG__MODEL_VERSION || h->parts != KG__MODEL_PARTS)
    return kg_error_set(err, KG_ERR_DATA, "a model of version %u; this program reads version %u", h->version,
                        (unsigned)KG__MODEL_VERSION);
  if (h->size != size)
    return kg_error_set(err, KG_ERR_DATA, "the model has %zu bytes and should have %llu", size,
                        (unsigned long long)h->size);
  if (XXH3_64bits((const char *)h + covered, size - covered) != h->checksum)
    return kg_error_set(err, KG_ERR_DATA, "the model is damaged: its checksum is another");
  return parts_lie_inside(h, size) ? KG_OK
                                   : kg_error_set(err, KG_ERR_DATA, "a part of the model lies outside");
}

// Names, each ended by a line feed.
static size_t
read_names(kg_str text, kg_str *names)
{
  size_t n = 0;
  const char *end;
  while (n < KG__MODEL_MAX_CLASSES && text.len && (end = memchr(text.ptr, '\n', text.len))) {
    size_t len = (size_t)(end - text.ptr);
    names[n++] = (kg_str){text.ptr, len};
    text = (kg_str){end + 1, text.len - len - 1};
  }
  return n;
}

static void
number_names(kg__model *model)
{
  for (size_t i = 0; i < model->n_tags; i++) {
    kg_str name = model->tags[i];
    const char *bar = memchr(name.ptr, '|', name.len);
    size_t len = bar ? (size_t)(bar - name.ptr) : name.len;
    model->upos[i] = (uint8_t)kg__upos_find((kg_str){name.ptr, len});
    model->xpos[i] = bar ? (uint8_t)kg__xpos_find((kg_str){bar + 1, name.len - len - 1}) : 0;
  }
  for (size_t i = 0; i < model->n_relations; i++)
    model->relation[i] = (uint8_t)kg__relation_find(model->relations[i]);
}

// A table is the number of its buckets, one bound more than that, and the pool.
static bool
read_table(kg_str part, kg__table *table)
{
  uint64_t n;
  if (part.len < sizeof n)
    return false;
  memcpy(&n, part.ptr, sizeof n);
  if (!n || n & (n - 1) || n >= part.len / 4 || part.len - sizeof n < (n + 1) * 4)
    return false;
  table->buckets = (const uint32_t *)(const void *)(part.ptr + sizeof n);
  table->mask = n - 1;
  table->pool = (const uint8_t *)(table->buckets + n + 1);
  table->pool_size = part.len - sizeof n - (n + 1) * 4;
  return true;
}

static kg_status
read_parts(kg__model *model, kg_error *err)
{
  kg_str words = part_of(model, KG__MODEL_WORDS);
  size_t n = words.len / sizeof *model->words;
  model->n_tags = read_names(part_of(model, KG__MODEL_TAGS), model->tags);
  model->n_relations = read_names(part_of(model, KG__MODEL_RELATIONS), model->relations);
  model->words = (const kg__word_class *)(const void *)words.ptr;
  model->words_mask = n - 1;
  model->lemmas = part_of(model, KG__MODEL_LEMMAS);
  bool good = model->n_tags && model->n_relations && model->n_tags <= 250 && n && !(n & (n - 1)) &&
              2 * model->n_relations < KG__MODEL_MAX_CLASSES &&
              read_table(part_of(model, KG__MODEL_TAGGER), &model->tagger) &&
              read_table(part_of(model, KG__MODEL_PARSER), &model->parser);
  if (!good)
    return kg_error_set(err, KG_ERR_DATA, "the model's tables are wrong");
  number_names(model);
  return KG_OK;
}

kg_status
kg__model_init(kg__model *model, const void *bytes, size_t size, kg_error *err)
{
  *model = (kg__model){.map = (void *)(uintptr_t)bytes};
  KG_TRY(check_header(bytes, size, err));
  return read_parts(model, err);
}

static kg_status
map_file(const char *path, void **map, size_t *size, kg_error *err)
{
  struct stat st;
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return kg_error_set(err, KG_ERR_IO, "cannot open the model '%s': %s", path, strerror(errno));
  bool good = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0;
  *size = good ? (size_t)st.st_size : 0;
  *map = good ? mmap(NULL, *size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
  close(fd);
  if (*map == MAP_FAILED)
    return kg_error_set(err, good ? KG_ERR_IO : KG_ERR_DATA, "'%s' is not a model of the parser", path);
  return KG_OK;
}

kg_status
kg__model_open(const char *path, kg__model *model, kg_error *err)
{
  void *map;
  size_t size = 0;
  *model = (kg__model){0};
  KG_TRY(map_file(path, &map, &size, err));
  kg_status st = kg__model_init(model, map, size, err);
  model->size = size;
  if (st) {
    kg_error_set_source(err, path, strlen(path));
    kg__model_close(model);
  }
  return st;
}

void
kg__model_close(kg__model *model)
{
  if (model->size)
    munmap(model->map, model->size);
  *model = (kg__model){0};
}

static inline void
add_record(const uint8_t *p, const uint8_t *end, uint16_t print, int32_t *scores)
{
  while (end - p >= 3) {
    uint16_t own = (uint16_t)(p[0] | p[1] << 8);
    size_t n = p[2];
    p += 3;
    if ((size_t)(end - p) < 2 * n)
      return;
    if (own == print) {
      const uint8_t *last = p + 2 * n;
      for (; last - p >= 4; p += 4) {
        scores[p[0]] += (int8_t)p[1];
        scores[p[2]] += (int8_t)p[3];
      }
      if (p < last)
        scores[p[0]] += (int8_t)p[1];
      return;
    }
    p += 2 * n;
  }
}

// Every other feature adds to sums of its own, so that none waits for the one before it.
void
kg__table_score(const kg__table *table, const kg__features *features, int32_t scores[KG__MODEL_MAX_CLASSES])
{
  uint32_t from[KG__MODEL_MAX_FEATURES], to[KG__MODEL_MAX_FEATURES];
  int32_t others[KG__MODEL_MAX_CLASSES] = {0};
  for (size_t i = 0; i < features->n; i++)
    __builtin_prefetch(&table->buckets[features->at[i] & table->mask]);
  for (size_t i = 0; i < features->n; i++) {
    const uint32_t *b = &table->buckets[features->at[i] & table->mask];
    from[i] = b[0];
    to[i] = b[1];
    if (from[i] < to[i] && to[i] <= table->pool_size)
      __builtin_prefetch(table->pool + from[i]);
    else
      to[i] = from[i] = 0;
  }
  for (size_t i = 0; i < features->n; i++)
    add_record(table->pool + from[i], table->pool + to[i], (uint16_t)(features->at[i] >> 48),
               i & 1 ? others : scores);
  for (size_t i = 0; i < KG__MODEL_MAX_CLASSES; i++)
    scores[i] += others[i];
}

const kg__word_class *
kg__model_word(const kg__model *model, uint32_t form)
{
  size_t at = form & model->words_mask;
  for (size_t steps = 0; steps <= model->words_mask && model->words[at].can; steps++) {
    if (model->words[at].form == form)
      return &model->words[at];
    at = (at + 1) & model->words_mask;
  }
  return NULL;
}
