// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Writing a flat file in one go.  Terms of the old file are copied as they are, for their prefixes keep their
// numbers; only their slots are made anew.

#include "kg/base/map.h"
#include "kg/store/flat.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xxhash.h>

enum { WRITE_SIZE = 64 * KG__FLAT_BLOCK, LONGEST_PREFIX = 4096, MOST_PREFIXES = 65536 };

const char kg__flat_magic[8] = "kgterm\r\n";

struct kg__flat_writer {
  int fd;
  uint64_t seed;
  kg_buf buf; // whole blocks of it go to the file
  uint64_t written;
  kg_buf checksums;
  uint64_t *slots, n_slots;
  unsigned char *ends; // behind the slots
  size_t table_size;
  bool mapped; // the slots and ends are in a file
  uint64_t n_terms, most_terms, n_prefixes;
  kg__map numbers; // of prefixes
  kg_buf prefixes; // as in the file
};

uint64_t
kg__flat_checksum(const unsigned char *checksums, size_t size, const kg__flat_foot *foot)
{
  return XXH3_64bits_withSeed(foot, offsetof(kg__flat_foot, checksum), XXH3_64bits(checksums, size));
}

static kg_status
no_memory(kg_error *err)
{
  return kg_error_set(err, KG_ERR_NOMEM, "no memory for terms");
}

// ---- the file

static kg_status
write_out(kg__flat_writer *w, size_t size, kg_error *err)
{
  for (size_t done = 0; done < size;) {
    ssize_t n = write(w->fd, w->buf.ptr + done, size - done);
    if (n < 0 && errno != EINTR)
      return kg_error_set(err, KG_ERR_IO, "writing the store failed: %s", strerror(errno));
    if (n > 0)
      done += (size_t)n;
  }
  w->written += size;
  memmove(w->buf.ptr, w->buf.ptr + size, w->buf.len - size);
  w->buf.len -= size;
  return KG_OK;
}

// Note the checksums of the blocks that are full, or of what is left too.
static kg_status
write_blocks(kg__flat_writer *w, bool all, kg_error *err)
{
  size_t size = all ? w->buf.len : w->buf.len / KG__FLAT_BLOCK * KG__FLAT_BLOCK;
  for (size_t at = 0; at < size; at += KG__FLAT_BLOCK) {
    size_t n = size - at < KG__FLAT_BLOCK ? size - at : KG__FLAT_BLOCK;
    uint64_t checksum = XXH3_64bits(w->buf.ptr + at, n);
    if (kg_buf_add(&w->checksums, &checksum, sizeof checksum))
      return no_memory(err);
  }
  return write_out(w, size, err);
}

static kg_status
add(kg__flat_writer *w, const void *bytes, size_t n, kg_error *err)
{
  const char *from = bytes;
  while (n) {
    size_t part = n < WRITE_SIZE ? n : WRITE_SIZE;
    if (kg_buf_add(&w->buf, from, part))
      return no_memory(err);
    if (w->buf.len >= WRITE_SIZE)
      KG_TRY(write_blocks(w, false, err));
    from += part;
    n -= part;
  }
  return KG_OK;
}

static uint64_t
place(const kg__flat_writer *w)
{
  return w->written + w->buf.len;
}

static kg_status
align(kg__flat_writer *w, kg_error *err)
{
  static const char zeroes[8] = {0};
  return add(w, zeroes, (size_t)(-place(w) & 7), err);
}

// ---- terms

static void
add_slot(kg__flat_writer *w, kg_str bytes, uint64_t number)
{
  uint64_t hash = XXH3_64bits_withSeed(bytes.ptr, bytes.len, w->seed);
  uint64_t at = kg__flat_slot(hash, w->n_slots);
  while (w->slots[at])
    at = at + 1 < w->n_slots ? at + 1 : 0;
  w->slots[at] = kg__flat_entry(hash, number);
}

static kg_status
end_term(kg__flat_writer *w, kg_error *err)
{
  uint64_t end = place(w);
  if (w->n_terms == w->most_terms)
    return kg_error_set(err, KG_ERR_STORE, "the store is damaged: it has more terms than it knows of");
  memcpy(w->ends + w->n_terms++ * KG__FLAT_END_SIZE, &end, KG__FLAT_END_SIZE);
  return KG_OK;
}

static kg_status
prefix_number(kg__flat_writer *w, kg_str prefix, uint64_t *number, kg_error *err)
{
  uint64_t *at = kg__map_find(&w->numbers, prefix);
  uint32_t length = (uint32_t)prefix.len;
  if (at || w->n_prefixes == MOST_PREFIXES || prefix.len > LONGEST_PREFIX) {
    *number = at ? *at : MOST_PREFIXES;
    return KG_OK;
  }
  *number = w->n_prefixes++;
  if (kg__map_put(&w->numbers, prefix, *number, NULL, NULL) ||
      kg_buf_add(&w->prefixes, &length, sizeof length) || kg_buf_add_str(&w->prefixes, prefix))
    return no_memory(err);
  return KG_OK;
}

kg_status
kg__flat_writer_add(kg__flat_writer *w, kg_str bytes, kg_error *err)
{
  uint64_t number = MOST_PREFIXES;
  size_t end = kg__flat_prefix_end(bytes);
  if (end)
    KG_TRY(prefix_number(w, (kg_str){bytes.ptr + 1, end - 1}, &number, err));
  add_slot(w, bytes, w->n_terms + 1);
  if (number < MOST_PREFIXES) {
    char head[3] = {KG__FLAT_PREFIX_MARK, (char)(number & 0xff), (char)(number >> 8)};
    KG_TRY(add(w, head, sizeof head, err));
    bytes = (kg_str){bytes.ptr + end, bytes.len - end};
  }
  KG_TRY(add(w, bytes.ptr, bytes.len, err));
  return end_term(w, err);
}

// The slots of old terms, which reads all of them, and so their checksums.
static kg_status
add_old_slots(kg__flat_writer *w, const kg__flat *old, kg_error *err)
{
  kg_buf room = {0};
  kg_str bytes;
  kg_status st = KG_OK;
  for (uint64_t i = 1; !st && i <= old->foot.n_terms; i++) {
    if ((st = kg__flat_bytes(old, i, &room, &bytes)))
      kg_error_set(err, st, "the store is damaged: term %llu cannot be read", (unsigned long long)i);
    else
      add_slot(w, bytes, i);
  }
  kg_buf_release(&room);
  return st;
}

static kg_status
add_old(kg__flat_writer *w, const kg__flat *old, kg_error *err)
{
  uint64_t number, first = place(w);
  if (old->foot.n_terms > w->most_terms)
    return kg_error_set(err, KG_ERR_STORE, "the store is damaged: it has more terms than it knows of");
  for (uint64_t i = 0; i < old->foot.n_prefixes; i++)
    KG_TRY(prefix_number(w, old->prefixes[i], &number, err));
  KG_TRY(add_old_slots(w, old, err));
  KG_TRY(add(w, old->map + first, (size_t)(old->foot.ends - first), err));
  memcpy(w->ends, old->map + old->foot.ends, (size_t)old->foot.n_terms * KG__FLAT_END_SIZE);
  w->n_terms = old->foot.n_terms;
  return KG_OK;
}

static kg_status
map_table(kg__flat_writer *w, int fd, kg_error *err)
{
  int rc = posix_fallocate(fd, 0, (off_t)w->table_size);
  if (rc)
    return kg_error_set(err, KG_ERR_IO, "writing the store failed: %s", strerror(rc));
  void *map = mmap(NULL, w->table_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (map == MAP_FAILED)
    return no_memory(err);
  w->slots = map;
  w->mapped = true;
  return KG_OK;
}

static kg_status
make_table(kg__flat_writer *w, int fd, kg_error *err)
{
  w->n_slots = w->most_terms + w->most_terms / 3 + 1;
  w->table_size = (size_t)(w->n_slots * sizeof *w->slots + w->most_terms * KG__FLAT_END_SIZE);
  if (fd >= 0)
    KG_TRY(map_table(w, fd, err));
  else if (!(w->slots = calloc(1, w->table_size)))
    return no_memory(err);
  w->ends = (unsigned char *)(w->slots + w->n_slots);
  return KG_OK;
}

kg_status
kg__flat_writer_new(int fd, int table, const kg__flat *old, uint64_t n, uint64_t seed,
                    kg__flat_writer **writer, kg_error *err)
{
  kg__flat_writer *w = calloc(1, sizeof *w);
  *writer = w;
  if (!w)
    return no_memory(err);
  w->fd = fd;
  w->seed = seed;
  w->most_terms = n;
  KG_TRY(make_table(w, table, err));
  if (kg_buf_reserve(&w->buf, 2 * WRITE_SIZE))
    return no_memory(err);
  KG_TRY(add(w, kg__flat_magic, sizeof kg__flat_magic, err));
  return old ? add_old(w, old, err) : KG_OK;
}

kg_status
kg__flat_writer_finish(kg__flat_writer *w, uint64_t stamp, bool sync, kg_error *err)
{
  kg__flat_foot foot = {.n_terms = w->n_terms, .n_slots = w->n_slots, .n_prefixes = w->n_prefixes};
  foot.ends = place(w);
  KG_TRY(add(w, w->ends, (size_t)w->n_terms * KG__FLAT_END_SIZE, err));
  KG_TRY(align(w, err));
  foot.slots = place(w);
  KG_TRY(add(w, w->slots, w->n_slots * sizeof *w->slots, err));
  foot.prefixes = place(w);
  KG_TRY(add(w, w->prefixes.ptr, w->prefixes.len, err));
  KG_TRY(align(w, err));
  foot.checksums = place(w);
  KG_TRY(write_blocks(w, true, err));
  foot.stamp = stamp;
  memcpy(foot.magic, kg__flat_magic, sizeof foot.magic);
  foot.checksum = kg__flat_checksum((unsigned char *)w->checksums.ptr, w->checksums.len, &foot);
  if (kg_buf_add_str(&w->buf, kg_buf_str(&w->checksums)) || kg_buf_add(&w->buf, &foot, sizeof foot))
    return no_memory(err);
  KG_TRY(write_out(w, w->buf.len, err));
  if (sync && fsync(w->fd) != 0)
    return kg_error_set(err, KG_ERR_IO, "writing the store failed: %s", strerror(errno));
  return KG_OK;
}

void
kg__flat_writer_free(kg__flat_writer *w)
{
  if (!w)
    return;
  kg_buf_release(&w->buf);
  kg_buf_release(&w->checksums);
  kg_buf_release(&w->prefixes);
  kg__map_release(&w->numbers);
  if (w->mapped)
    munmap(w->slots, w->table_size);
  else
    free(w->slots);
  free(w);
}
