// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Reading a run.  What its file says is believed only where a checksum covers it and, since a checksum can be
// forged, nothing that it says leads out of the file.  Rows are found forward from where one is: by doubling
// steps over the fences, halving between them, and the same within the block.

#include "kg/store/run.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static kg_status
damaged(kg_error *err, const char *what)
{
  return kg_error_set(err, KG_ERR_STORE, "the store is damaged: a run's %s cannot be right", what);
}

// ---- opening

static kg_status
check_head(kg__run *run, kg_order order, kg_error *err)
{
  kg__run_head head;
  memcpy(&head, run->map, sizeof head);
  if (memcmp(head.magic, kg__run_magic, sizeof head.magic) != 0 || head.version > KG__RUN_VERSION ||
      head.version < KG__RUN_WITHOUT_COUNTS || head.order != (uint32_t)order || head.stamp != run->stamp ||
      head.unused)
    return damaged(err, "head");
  if (head.version > KG__RUN_WITHOUT_COUNTS && kg__run_counts_open(run))
    return damaged(err, "counts");
  return KG_OK;
}

static kg_status
check_foot(kg__run *run, kg_error *err)
{
  kg__run_foot foot;
  memcpy(&foot, run->map + run->size - sizeof foot, sizeof foot);
  size_t room = run->size - sizeof foot;
  if (memcmp(foot.magic, kg__run_magic, sizeof foot.magic) != 0 || foot.index_offset % 8 ||
      foot.index_offset < sizeof(kg__run_head) || foot.index_offset > room || !foot.rows ||
      foot.n_blocks != (foot.rows - 1) / KG__BLOCK_ROWS + 1 ||
      foot.n_blocks != (room - foot.index_offset) / (sizeof(uint64_t) + sizeof(kg__row)) ||
      (room - foot.index_offset) % (sizeof(uint64_t) + sizeof(kg__row)))
    return damaged(err, "foot");
  if (kg__run_checksum(run->map + foot.index_offset, room - foot.index_offset, &foot) != foot.checksum)
    return damaged(err, "index");
  run->rows = foot.rows;
  run->stamp = foot.stamp;
  run->n_blocks = (size_t)foot.n_blocks;
  run->offsets = run->map + foot.index_offset;
  run->fences = (const kg__row *)(const void *)(run->offsets + run->n_blocks * sizeof(uint64_t));
  return KG_OK;
}

static kg_status
open_map(kg__run *run, kg_order order, kg_error *err)
{
  KG_TRY(check_foot(run, err));
  KG_TRY(check_head(run, order, err));
  run->checked = calloc(1, run->n_blocks);
  return run->checked ? KG_OK : kg_error_set(err, KG_ERR_NOMEM, "no memory for a run");
}

static kg_status
map_file(int fd, kg__run *run, kg_error *err)
{
  struct stat info;
  if (fstat(fd, &info) != 0)
    return kg_error_set(err, KG_ERR_IO, "reading the store failed: %s", strerror(errno));
  if (info.st_size < (off_t)(sizeof(kg__run_head) + sizeof(kg__run_foot)) || info.st_size % 8)
    return damaged(err, "size");
  void *map = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_SHARED, fd, 0);
  if (map == MAP_FAILED)
    return kg_error_set(err, errno == ENOMEM ? KG_ERR_NOMEM : KG_ERR_IO, "mapping the store failed: %s",
                        strerror(errno));
  run->map = map;
  run->size = (size_t)info.st_size;
  return KG_OK;
}

kg_status
kg__run_open(int fd, kg_order order, kg__run **run, kg_error *err)
{
  kg__run *r = calloc(1, sizeof *r);
  *run = NULL;
  if (!r)
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for a run");
  kg_status st = map_file(fd, r, err);
  if (!st)
    st = open_map(r, order, err);
  if (st)
    kg__run_close(r);
  else
    *run = r;
  return st;
}

void
kg__run_close(kg__run *run)
{
  if (!run)
    return;
  if (run->map)
    munmap((void *)run->map, run->size);
  free(run->checked);
  free(run);
}

// ---- blocks

static uint64_t
offset_of(const kg__run *run, size_t block)
{
  return kg__u64_at(run->offsets + block * sizeof(uint64_t));
}

static size_t
rows_of(const kg__run *run, size_t block)
{
  return block + 1 < run->n_blocks ? KG__BLOCK_ROWS : (size_t)((run->rows - 1) % KG__BLOCK_ROWS) + 1;
}

// Whether all that a column can lead to lies in the file, if not in the block.
static bool
is_column_inside(const kg__run *run, uint64_t block, const kg__block_head *head, int c)
{
  const kg__block_column *column = &head->column[c];
  uint64_t offset = (column->offset), n_bases = (column->n_bases);
  unsigned index_bits = (unsigned)column->width - column->low;
  if (column->width > 64 || column->low > column->width || index_bits > 10 || !n_bases || offset % 8 ||
      offset + n_bases * 8 + kg__packed_size(head->n_rows, column->width) > head->size)
    return false;
  return block + offset + ((uint64_t)8 << index_bits) <= run->size;
}

static kg_status
check_block(const kg__run *run, size_t block)
{
  uint64_t offset = offset_of(run, block), end = (uint64_t)(run->offsets - run->map);
  kg__block_head head;
  if (offset % 8 || offset < sizeof(kg__run_head) || offset > end || end - offset < sizeof head)
    return KG_ERR_STORE;
  memcpy(&head, run->map + offset, sizeof head);
  if (head.n_rows != rows_of(run, block) || head.size > end - offset || head.size < sizeof head ||
      kg__block_checksum(run->map + offset) != head.checksum)
    return KG_ERR_STORE;
  for (int c = 0; c < KG__RUN_COLUMNS; c++) {
    if (!is_column_inside(run, offset, &head, c))
      return KG_ERR_STORE;
  }
  __atomic_store_n(&run->checked[block], 1, __ATOMIC_RELAXED);
  return KG_OK;
}

static inline kg_status
touch(const kg__run *run, size_t block)
{
  return __atomic_load_n(&run->checked[block], __ATOMIC_RELAXED) ? KG_OK : check_block(run, block);
}

static inline kg__packed
column_of(const kg__run *run, size_t block, int c)
{
  const unsigned char *at = run->map + offset_of(run, block);
  const kg__block_column *column = &((const kg__block_head *)(const void *)at)->column[c];
  const unsigned char *bases = at + (column->offset);
  return (kg__packed){bases, bases + (size_t)(column->n_bases) * 8, column->width, column->low};
}

// ---- finding

// The first row from `from` on whose value is not less than, or is greater than, `want`; or `n`.
static size_t
forward(const kg__packed *column, size_t from, size_t n, kg_id want, bool greater)
{
  size_t lo = from, hi = from, step = 1;
  while (hi < n && kg__packed_at(column, hi) < want + greater) {
    lo = hi + 1;
    hi += step;
    step *= 2;
  }
  hi = hi < n ? hi : n;
  while (lo < hi) {
    size_t middle = lo + (hi - lo) / 2;
    if (kg__packed_at(column, middle) < want + greater)
      lo = middle + 1;
    else
      hi = middle;
  }
  return lo;
}

// The first row from `from` on in a block that is not before the key, or `n`.
static size_t
seek_in_block(const kg__run *run, size_t block, size_t from, size_t n, const kg__row *key)
{
  for (int c = 0; c < KG__RUN_COLUMNS; c++) {
    kg__packed column = column_of(run, block, c);
    from = forward(&column, from, n, key->c[c], false);
    size_t same = key->c[c] == KG_ID_MAX ? n : forward(&column, from, n, key->c[c], true);
    if (same == from)
      break;
    n = same;
  }
  return from;
}

// The last block that begins before the key, or `from`.
static size_t
seek_block(const kg__run *run, size_t from, const kg__row *key)
{
  size_t lo = from + 1, hi = from + 1, step = 1;
  while (hi < run->n_blocks && kg__row_compare(&run->fences[hi], key) < 0) {
    lo = hi + 1;
    hi += step;
    step *= 2;
  }
  hi = hi < run->n_blocks ? hi : run->n_blocks;
  while (lo < hi) {
    size_t middle = lo + (hi - lo) / 2;
    if (kg__row_compare(&run->fences[middle], key) < 0)
      lo = middle + 1;
    else
      hi = middle;
  }
  return lo - 1;
}

kg_status
kg__run_seek(const kg__run *run, uint64_t from, const kg__row *key, uint64_t *row)
{
  *row = from;
  if (from >= run->rows)
    return KG_OK;
  size_t first = (size_t)(from / KG__BLOCK_ROWS), block = seek_block(run, first, key);
  KG_TRY(touch(run, block));
  size_t start = block == first ? (size_t)(from % KG__BLOCK_ROWS) : 0;
  *row = (uint64_t)block * KG__BLOCK_ROWS + seek_in_block(run, block, start, rows_of(run, block), key);
  return KG_OK;
}

kg_status
kg__run_read(const kg__run *run, uint64_t from, size_t n, unsigned columns, kg_id *const to[4])
{
  for (size_t done = 0; done < n;) {
    size_t block = (size_t)((from + done) / KG__BLOCK_ROWS), at = (size_t)((from + done) % KG__BLOCK_ROWS);
    size_t part = rows_of(run, block) - at < n - done ? rows_of(run, block) - at : n - done;
    KG_TRY(touch(run, block));
    for (int c = 0; c < KG__RUN_COLUMNS; c++) {
      kg__packed column = column_of(run, block, c);
      if (columns & (1u << c))
        kg__unpack(&column, at, part, to[c] + done);
    }
    done += part;
  }
  return KG_OK;
}

static kg__row
row_at(const kg__run *run, uint64_t row)
{
  kg__row found;
  for (int c = 0; c < KG__RUN_COLUMNS; c++) {
    kg__packed column = column_of(run, (size_t)(row / KG__BLOCK_ROWS), c);
    found.c[c] = kg__packed_at(&column, (size_t)(row % KG__BLOCK_ROWS));
  }
  return found;
}

kg_status
kg__run_has(const kg__run *run, const kg__row *key, bool *has)
{
  uint64_t row;
  *has = false;
  KG_TRY(kg__run_seek(run, 0, key, &row));
  if (row >= run->rows)
    return KG_OK;
  KG_TRY(touch(run, (size_t)(row / KG__BLOCK_ROWS)));
  kg__row found = row_at(run, row);
  *has = kg__row_compare(&found, key) == 0;
  return KG_OK;
}

// ---- verifying

static kg_status
verify_block(const kg__run *run, size_t block, kg__row *last, kg__run_counter *counter)
{
  uint64_t first = (uint64_t)block * KG__BLOCK_ROWS;
  KG_TRY(check_block(run, block));
  for (size_t i = 0; i < rows_of(run, block); i++) {
    kg__row row = row_at(run, first + i);
    if ((first + i && kg__row_compare(last, &row) >= 0) ||
        (!i && kg__row_compare(&row, &run->fences[block]) != 0))
      return KG_ERR_STORE;
    KG_TRY(kg__run_counter_add(counter, &row.c[0], &row.c[1], 1));
    *last = row;
  }
  return KG_OK;
}

static kg_status
unverified(kg_status st, const char *what, kg_error *err)
{
  return st == KG_ERR_NOMEM ? kg_error_set(err, st, "no memory to verify the store") : damaged(err, what);
}

static kg_status
verify(const kg__run *run, kg__run_counter *counter, const kg_limits *limits, kg_error *err)
{
  kg__row last = {{0}};
  for (size_t block = 0; block < run->n_blocks; block++) {
    kg_status st = verify_block(run, block, &last, counter);
    if (st)
      return unverified(st, "block", err);
    KG_TRY(kg_limits_check(limits, err));
  }
  kg_status st = kg__run_counts_check(run, counter);
  return st ? unverified(st, "counts", err) : KG_OK;
}

kg_status
kg__run_verify(const kg__run *run, const kg_limits *limits, kg_error *err)
{
  kg__run_head head;
  memcpy(&head, run->map, sizeof head);
  kg__run_counter counter = {.order = (kg_order)head.order};
  kg_status st = verify(run, &counter, limits, err);
  kg_buf_release(&counter.groups);
  return st;
}
