// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Reading the flat dictionary.  Nothing is read before the checksums of its blocks were compared, and nothing
// that they say leads out of the file.

#include "kg/store/flat.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

enum { SHORTEST_PREFIX = 6 };

#define NUMBER_MASK ((UINT64_C(1) << 40) - 1)

static kg_status
damaged(kg_error *err, const char *what)
{
  return kg_error_set(err, KG_ERR_STORE, "the store is damaged: the %s of its terms cannot be right", what);
}

size_t
kg__flat_prefix_end(kg_str bytes)
{
  if (!bytes.len || bytes.ptr[0] != KG__MARK_IRI)
    return 0;
  size_t end = bytes.len;
  while (end > SHORTEST_PREFIX && bytes.ptr[end - 1] != '/' && bytes.ptr[end - 1] != '#')
    end--;
  return end > SHORTEST_PREFIX ? end : 0;
}

// ---- blocks

static size_t
n_blocks(const kg__flat *flat)
{
  return (size_t)((flat->foot.checksums + KG__FLAT_BLOCK - 1) / KG__FLAT_BLOCK);
}

static kg_status
check_block(const kg__flat *flat, size_t block)
{
  size_t at = block * KG__FLAT_BLOCK, n = (size_t)flat->foot.checksums - at;
  uint64_t checksum;
  memcpy(&checksum, flat->map + flat->foot.checksums + block * sizeof checksum, sizeof checksum);
  if (XXH3_64bits(flat->map + at, n < KG__FLAT_BLOCK ? n : KG__FLAT_BLOCK) != checksum)
    return KG_ERR_STORE;
  __atomic_store_n(&flat->checked[block], 1, __ATOMIC_RELAXED);
  return KG_OK;
}

static kg_status
check_blocks(const kg__flat *flat, uint64_t first, uint64_t last)
{
  for (uint64_t block = first; block <= last; block++) {
    if (!__atomic_load_n(&flat->checked[block], __ATOMIC_RELAXED))
      KG_TRY(check_block(flat, (size_t)block));
  }
  return KG_OK;
}

// Bytes `at` to `at + n` (at least one) may be read, if they are before the checksums.
static inline kg_status
touch(const kg__flat *flat, uint64_t at, uint64_t n)
{
  uint64_t first = at / KG__FLAT_BLOCK, last = (at + n - 1) / KG__FLAT_BLOCK;
  if (at > flat->foot.checksums || n > flat->foot.checksums - at)
    return KG_ERR_STORE;
  bool checked = first == last && __atomic_load_n(&flat->checked[first], __ATOMIC_RELAXED);
  return checked ? KG_OK : check_blocks(flat, first, last);
}

// ---- opening

static bool
is_foot_sound(const kg__flat_foot *f, size_t size)
{
  const uint64_t most = UINT64_C(1) << 40;
  return !memcmp(f->magic, kg__flat_magic, sizeof f->magic) && f->n_terms && f->n_terms < most &&
         f->n_slots > f->n_terms && f->n_slots < 2 * most && f->n_prefixes <= 65536 && f->ends < most &&
         f->slots >= f->ends + f->n_terms * KG__FLAT_END_SIZE && f->slots % 8 == 0 && f->slots < 16 * most &&
         f->prefixes == f->slots + f->n_slots * 8 && f->checksums >= f->prefixes && f->checksums < size &&
         (f->checksums + KG__FLAT_BLOCK - 1) / KG__FLAT_BLOCK * 8 == size - f->checksums - sizeof *f;
}

static kg_status
read_prefixes(kg__flat *flat, kg_error *err)
{
  uint64_t at = flat->foot.prefixes;
  flat->prefixes = calloc((size_t)flat->foot.n_prefixes + 1, sizeof *flat->prefixes);
  if (!flat->prefixes)
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for terms");
  for (uint64_t i = 0; i < flat->foot.n_prefixes; i++) {
    uint32_t n;
    if (touch(flat, at, sizeof n))
      return damaged(err, "prefixes");
    memcpy(&n, flat->map + at, sizeof n);
    if (touch(flat, at + sizeof n, n))
      return damaged(err, "prefixes");
    flat->prefixes[i] = (kg_str){(const char *)flat->map + at + sizeof n, n};
    at += sizeof n + n;
  }
  return KG_OK;
}

static kg_status
open_map(kg__flat *flat, kg_error *err)
{
  memcpy(&flat->foot, flat->map + flat->size - sizeof flat->foot, sizeof flat->foot);
  const kg__flat_foot *f = &flat->foot;
  if (!is_foot_sound(f, flat->size))
    return damaged(err, "foot");
  if (kg__flat_checksum(flat->map + f->checksums, flat->size - f->checksums - sizeof *f, f) != f->checksum)
    return damaged(err, "index");
  if (!(flat->checked = calloc(1, n_blocks(flat))))
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for terms");
  return read_prefixes(flat, err);
}

static kg_status
map_file(int fd, kg__flat *flat, kg_error *err)
{
  struct stat info;
  if (fstat(fd, &info) != 0)
    return kg_error_set(err, KG_ERR_IO, "reading the store failed: %s", strerror(errno));
  if (info.st_size < (off_t)sizeof(kg__flat_foot) || info.st_size % 8)
    return damaged(err, "size");
  void *map = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_SHARED, fd, 0);
  if (map == MAP_FAILED)
    return kg_error_set(err, errno == ENOMEM ? KG_ERR_NOMEM : KG_ERR_IO, "mapping the store failed: %s",
                        strerror(errno));
  flat->map = map;
  flat->size = (size_t)info.st_size;
  return KG_OK;
}

void
kg__flat_close(kg__flat *flat)
{
  if (!flat)
    return;
  if (flat->map)
    munmap((void *)flat->map, flat->size);
  free(flat->prefixes);
  free(flat->checked);
  free(flat);
}

kg_status
kg__flat_open_file(int fd, uint64_t generation, kg__flat **flat, kg_error *err)
{
  kg__flat *f = calloc(1, sizeof *f);
  *flat = NULL;
  if (!f)
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for terms");
  f->generation = generation;
  f->users = 1;
  kg_status st = map_file(fd, f, err);
  if (!st)
    st = open_map(f, err);
  if (st)
    kg__flat_close(f);
  else
    *flat = f;
  return st;
}

// ---- terms

static uint64_t
end_at(const unsigned char *at)
{
  uint64_t end = 0;
  memcpy(&end, at, KG__FLAT_END_SIZE);
  return end;
}

// A term as it is in the file.
static kg_status
stored(const kg__flat *flat, uint64_t number, kg_str *bytes)
{
  uint64_t begin = sizeof kg__flat_magic, at = flat->foot.ends + (number - 1) * KG__FLAT_END_SIZE;
  if (!number || number > flat->foot.n_terms)
    return KG_ERR_STORE;
  KG_TRY(touch(flat, number > 1 ? at - KG__FLAT_END_SIZE : at, 2 * KG__FLAT_END_SIZE));
  if (number > 1)
    begin = end_at(flat->map + at - KG__FLAT_END_SIZE);
  uint64_t end = end_at(flat->map + at);
  if (begin >= end || end > flat->foot.ends || touch(flat, begin, end - begin))
    return KG_ERR_STORE;
  *bytes = (kg_str){(const char *)flat->map + begin, (size_t)(end - begin)};
  return KG_OK;
}

// Whether it has a prefix, which is cut off.
static kg_status
split(const kg__flat *flat, kg_str *bytes, kg_str *prefix, bool *has)
{
  *has = bytes->ptr[0] == KG__FLAT_PREFIX_MARK;
  if (!*has)
    return KG_OK;
  size_t n = bytes->len < 3
                 ? SIZE_MAX
                 : (size_t)(unsigned char)bytes->ptr[1] + 256 * (size_t)(unsigned char)bytes->ptr[2];
  if (n >= flat->foot.n_prefixes)
    return KG_ERR_STORE;
  *prefix = flat->prefixes[n];
  *bytes = (kg_str){bytes->ptr + 3, bytes->len - 3};
  return KG_OK;
}

kg_status
kg__flat_bytes(const kg__flat *flat, uint64_t number, kg_buf *room, kg_str *bytes)
{
  kg_str prefix;
  bool has;
  KG_TRY(stored(flat, number, bytes));
  KG_TRY(split(flat, bytes, &prefix, &has));
  if (!has)
    return KG_OK;
  kg_buf_clear(room);
  KG_TRY(kg_buf_reserve(room, 1 + prefix.len + bytes->len));
  room->ptr[0] = KG__MARK_IRI;
  memcpy(room->ptr + 1, prefix.ptr, prefix.len);
  memcpy(room->ptr + 1 + prefix.len, bytes->ptr, bytes->len);
  room->len = 1 + prefix.len + bytes->len;
  *bytes = kg_buf_str(room);
  return KG_OK;
}

static bool
is_flat(const kg__flat *flat, kg_id id)
{
  kg_tag tag = kg_id_tag(id);
  bool in_dictionary = tag == KG_TAG_IRI || tag == KG_TAG_LITERAL || tag == KG_TAG_TRIPLE;
  return in_dictionary && kg_id_payload(id) > 1 && kg_id_payload(id) <= flat->foot.n_terms;
}

void
kg__flat_prefetch(const kg__flat *flat, const kg_id *ids, size_t n)
{
  const unsigned char *ends = flat->map + flat->foot.ends - 2 * KG__FLAT_END_SIZE;
  for (size_t i = 0; i < n; i++) {
    if (is_flat(flat, ids[i]))
      __builtin_prefetch(ends + kg_id_payload(ids[i]) * KG__FLAT_END_SIZE);
  }
  for (size_t i = 0; i < n; i++) {
    if (is_flat(flat, ids[i]))
      __builtin_prefetch(flat->map + end_at(ends + kg_id_payload(ids[i]) * KG__FLAT_END_SIZE));
  }
}

kg_status
kg__flat_copy(const kg__flat *flat, uint64_t number, kg_arena *arena, kg_str *bytes)
{
  kg_str prefix = {0}, rest;
  bool has;
  KG_TRY(stored(flat, number, &rest));
  KG_TRY(split(flat, &rest, &prefix, &has));
  size_t head = has ? 1 + prefix.len : 0;
  char *copy = kg_arena_alloc(arena, head + rest.len + 1);
  if (!copy)
    return KG_ERR_NOMEM;
  if (has) {
    copy[0] = KG__MARK_IRI;
    memcpy(copy + 1, prefix.ptr, prefix.len);
  }
  memcpy(copy + head, rest.ptr, rest.len);
  copy[head + rest.len] = '\0';
  *bytes = (kg_str){copy, head + rest.len};
  return KG_OK;
}

static kg_status
is_term(const kg__flat *flat, uint64_t number, kg_str want, bool *is)
{
  kg_str bytes, prefix;
  bool has;
  KG_TRY(stored(flat, number, &bytes));
  KG_TRY(split(flat, &bytes, &prefix, &has));
  if (!has) {
    *is = kg_str_equal(bytes, want);
    return KG_OK;
  }
  *is = want.len == 1 + prefix.len + bytes.len && want.ptr[0] == KG__MARK_IRI &&
        !memcmp(want.ptr + 1 + prefix.len, bytes.ptr, bytes.len) &&
        !memcmp(want.ptr + 1, prefix.ptr, prefix.len);
  return KG_OK;
}

kg_status
kg__flat_find(const kg__flat *flat, kg_str bytes, uint64_t hash, uint64_t *number)
{
  const uint64_t n = flat->foot.n_slots;
  uint64_t at = kg__flat_slot(hash, n), slot;
  for (uint64_t tried = 0; tried < n; tried++, at = at + 1 < n ? at + 1 : 0) {
    bool is = false;
    KG_TRY(touch(flat, flat->foot.slots + at * 8, 8));
    memcpy(&slot, flat->map + flat->foot.slots + at * 8, sizeof slot);
    if (!slot)
      return KG_ERR_NOT_FOUND;
    *number = slot & NUMBER_MASK;
    if (slot == kg__flat_entry(hash, *number))
      KG_TRY(is_term(flat, *number, bytes, &is));
    if (is)
      return KG_OK;
  }
  return KG_ERR_STORE;
}

kg_status
kg__flat_verify(const kg__flat *flat, const kg_limits *limits, kg_error *err)
{
  for (size_t block = 0; block < n_blocks(flat); block++) {
    if (check_block(flat, block))
      return damaged(err, "file");
    KG_TRY(kg_limits_check(limits, err));
  }
  return KG_OK;
}
