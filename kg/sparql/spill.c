// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// A record is the length of its bytes (where rows have any), the ids, and the bytes filled up to eight.  Runs
// follow each other in the file, and are merged by a heap of readers with a buffer each.  Where there are
// more runs than buffers, neighbours are merged into new runs behind the old ones first: so rows that compare
// equal keep their order.

#include "kg/sparql/spill.h"

#include "kg/base/vec.h"
#include "kg/store/aside.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { LEAST_BLOCK = 1 << 10, MOST_BLOCK = 1 << 17, LEAST_SHARE = 1 << 16 };

struct kg__spill_source {
  kg__spilled row;
  size_t number;    // of the run
  uint64_t at, to;  // what of the file was not read yet
  char *bytes;      // a buffer
  size_t from, end; // what of it was not taken yet
  size_t capacity;
};

size_t kg__spill_share_now = SIZE_MAX;

size_t
kg__spill_share(const kg__exec *exec)
{
  size_t share = SIZE_MAX;
  if (exec->limits && exec->limits->memory)
    share = exec->limits->memory / (exec->n_tables ? exec->n_tables : 1);
  share = share < LEAST_SHARE ? LEAST_SHARE : share;
  return share < kg__spill_share_now ? share : kg__spill_share_now;
}

static size_t
block_of(const kg__spill *spill)
{
  size_t block = spill->most / 16 & ~(size_t)7;
  return block < LEAST_BLOCK ? LEAST_BLOCK : block > MOST_BLOCK ? MOST_BLOCK : block;
}

// ---- memory

static kg_status
take(kg__spill *spill, size_t before, size_t after)
{
  KG_TRY(kg__exec_take(spill->op->exec, before, after));
  spill->taken = spill->taken - before + after;
  return KG_OK;
}

static void
release_sources(kg__spill *spill)
{
  for (size_t i = 0; i < spill->n_sources; i++) {
    kg__exec_take(spill->op->exec, spill->sources[i].capacity, 0);
    spill->taken -= spill->sources[i].capacity;
    kg_arena_free(spill->sources[i].row.arena);
    free(spill->sources[i].row.keys);
    free(spill->sources[i].bytes);
  }
  free(spill->sources);
  free(spill->heap);
  spill->sources = NULL;
  spill->heap = NULL;
  spill->n_sources = spill->n_heap = 0;
}

void
kg__spill_release(kg__spill *spill)
{
  if (!spill->op)
    return;
  release_sources(spill);
  kg__exec_take(spill->op->exec, spill->taken, 0);
  spill->op->exec->disk -= spill->size;
  if (spill->file)
    close(spill->file - 1);
  kg_buf_release(&spill->out);
  free(spill->runs.items);
  *spill = (kg__spill){.op = spill->op,
                       .class = spill->class,
                       .self = spill->self,
                       .width = spill->width,
                       .n_keys = spill->n_keys,
                       .most = spill->most};
}

// ---- writing

static kg_status
open_file(kg__spill *spill)
{
  kg__exec *exec = spill->op->exec;
  int fd = kg__store_open_aside(kg_txn_store(exec->txn));
  if (fd < 0)
    return kg_error_set(exec->err, KG_ERR_IO, "cannot make a file for rows that memory cannot hold: %s",
                        strerror(errno));
  spill->file = fd + 1;
  return take(spill, 0, block_of(spill));
}

static kg_status
count_disk(kg__spill *spill, size_t n)
{
  kg__exec *exec = spill->op->exec;
  uint64_t most = exec->limits ? exec->limits->disk : 0;
  if (most && exec->disk + n > most)
    return kg_error_set(exec->err, KG_ERR_LIMIT, "the query needs more than %llu MB of disk besides memory",
                        (unsigned long long)(most >> 20));
  exec->disk += n;
  spill->size += n;
  spill->op->spilled += n;
  return KG_OK;
}

static kg_status
flush(kg__spill *spill)
{
  size_t done = 0;
  uint64_t at = spill->size;
  KG_TRY(kg__exec_check(spill->op->exec));
  KG_TRY(count_disk(spill, spill->out.len));
  while (done < spill->out.len) {
    ssize_t n = pwrite(spill->file - 1, spill->out.ptr + done, spill->out.len - done, (off_t)(at + done));
    if (n <= 0 && errno != EINTR)
      return kg_error_set(spill->op->exec->err, KG_ERR_IO,
                          "cannot put rows aside that memory cannot hold: %s", strerror(errno));
    done += n > 0 ? (size_t)n : 0;
  }
  kg_buf_clear(&spill->out);
  return KG_OK;
}

kg_status
kg__spill_add(kg__spill *spill, const kg_id *ids, kg_str bytes)
{
  static const char zeroes[8];
  uint64_t length = bytes.len;
  if (!spill->file)
    KG_TRY(open_file(spill));
  if (spill->n_keys)
    KG_TRY(kg_buf_add(&spill->out, &length, sizeof length));
  KG_TRY(kg_buf_add(&spill->out, ids, spill->width * sizeof *ids));
  if (spill->n_keys) {
    KG_TRY(kg_buf_add_str(&spill->out, bytes));
    KG_TRY(kg_buf_add(&spill->out, zeroes, -bytes.len & 7));
  }
  return spill->out.len < block_of(spill) ? KG_OK : flush(spill);
}

kg_status
kg__spill_end_run(kg__spill *spill)
{
  if (spill->out.len)
    KG_TRY(flush(spill));
  if (spill->size == spill->begun)
    return KG_OK;
  KG_TRY(kg__vec_add(&spill->runs));
  spill->runs.items[spill->runs.n - 1] = (struct kg__spill_run){spill->begun, spill->size};
  spill->begun = spill->size;
  return KG_OK;
}

// ---- reading a run

static kg_status
damaged(const kg__spill *spill)
{
  return kg_error_set(spill->op->exec->err, KG_ERR_IO, "cannot read rows that were put aside: %s",
                      errno ? strerror(errno) : "they are cut");
}

static kg_status
grow(kg__spill *spill, kg__spill_source *s, size_t capacity)
{
  KG_TRY(take(spill, s->capacity, capacity));
  char *bytes = realloc(s->bytes, capacity);
  if (!bytes) {
    take(spill, capacity, s->capacity);
    return KG_ERR_NOMEM;
  }
  s->bytes = bytes;
  s->capacity = capacity;
  return KG_OK;
}

// Have the next `n` bytes in the buffer.
static kg_status
fill(kg__spill *spill, kg__spill_source *s, size_t n)
{
  if (s->end - s->from >= n)
    return KG_OK;
  if (n > s->capacity)
    KG_TRY(grow(spill, s, n > block_of(spill) ? n : block_of(spill)));
  memmove(s->bytes, s->bytes + s->from, s->end - s->from);
  s->end -= s->from;
  s->from = 0;
  while (s->end < n) {
    size_t want = s->capacity - s->end;
    want = s->to - s->at < want ? (size_t)(s->to - s->at) : want;
    errno = 0;
    ssize_t got = want ? pread(spill->file - 1, s->bytes + s->end, want, (off_t)s->at) : 0;
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return damaged(spill);
    s->end += (size_t)got;
    s->at += (size_t)got;
  }
  return KG_OK;
}

// The source's next row; KG_DONE.
static kg_status
advance(kg__spill *spill, kg__spill_source *s)
{
  size_t head = spill->n_keys ? 8 : 0, n = head + spill->width * sizeof(kg_id);
  uint64_t length = 0;
  if (s->from == s->end && s->at == s->to)
    return KG_DONE;
  KG_TRY(fill(spill, s, n));
  if (head)
    memcpy(&length, s->bytes + s->from, sizeof length);
  size_t filled = (length + 7) & ~(size_t)7;
  KG_TRY(fill(spill, s, n + filled));
  s->row.ids = (const kg_id *)(const void *)(s->bytes + s->from + head);
  s->row.bytes = (kg_str){s->bytes + s->from + n, length};
  s->from += n + filled;
  if (!spill->class->read)
    return KG_OK;
  kg_arena_clear(s->row.arena);
  return spill->class->read(spill->self, &s->row);
}

// ---- merging

static bool
is_before(const kg__spill *spill, const kg__spill_source *a, const kg__spill_source *b)
{
  int order = spill->class->compare(spill->self, &a->row, &b->row);
  return order ? order < 0 : a->number < b->number;
}

static void
sift(kg__spill *spill, size_t at)
{
  kg__spill_source **heap = spill->heap;
  for (size_t least = at;; at = least) {
    for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < spill->n_heap; child++)
      if (is_before(spill, heap[child], heap[least]))
        least = child;
    if (least == at)
      return;
    kg__spill_source *swap = heap[at];
    heap[at] = heap[least];
    heap[least] = swap;
  }
}

static kg_status
open_source(kg__spill *spill, size_t run)
{
  kg__spill_source *s = &spill->sources[spill->n_sources++];
  *s = (kg__spill_source){.number = run, .at = spill->runs.items[run].from, .to = spill->runs.items[run].to};
  if (spill->n_keys) {
    s->row.keys = calloc(spill->n_keys, sizeof *s->row.keys);
    s->row.arena = kg_arena_new();
    if (!s->row.keys || !s->row.arena)
      return KG_ERR_NOMEM;
  }
  KG_TRY(advance(spill, s));
  spill->heap[spill->n_heap++] = s;
  return KG_OK;
}

static kg_status
begin_merge(kg__spill *spill, size_t from, size_t n)
{
  release_sources(spill);
  spill->sources = calloc(n + 1, sizeof *spill->sources);
  spill->heap = calloc(n + 1, sizeof(kg__spill_source *));
  if (!spill->sources || !spill->heap)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < n; i++)
    KG_TRY(open_source(spill, from + i));
  for (size_t i = n; i-- > 0;)
    sift(spill, i);
  return KG_OK;
}

// The first source's row has been taken: go on.
static kg_status
drop_first(kg__spill *spill)
{
  kg_status st = advance(spill, spill->heap[0]);
  if (st == KG_DONE)
    spill->heap[0] = spill->heap[--spill->n_heap];
  else
    KG_TRY(st);
  sift(spill, 0);
  return KG_OK;
}

static kg_status
merge_runs(kg__spill *spill, size_t from, size_t n)
{
  KG_TRY(begin_merge(spill, from, n));
  while (spill->n_heap) {
    const kg__spilled *row = &spill->heap[0]->row;
    KG_TRY(kg__spill_add(spill, row->ids, row->bytes));
    KG_TRY(drop_first(spill));
  }
  return kg__spill_end_run(spill);
}

// Let there be no more runs than can be read at a time.
static kg_status
merge_most(kg__spill *spill)
{
  size_t most = spill->most / block_of(spill);
  most = most < 3 ? 2 : most - 1;
  while (spill->runs.n > most) {
    size_t n = spill->runs.n;
    for (size_t i = 0; i < n; i += most)
      KG_TRY(merge_runs(spill, i, n - i < most ? n - i : most));
    spill->runs.n -= n;
    memmove(spill->runs.items, spill->runs.items + n, spill->runs.n * sizeof *spill->runs.items);
  }
  return begin_merge(spill, 0, spill->runs.n);
}

kg_status
kg__spill_next(kg__spill *spill, const kg__spilled **row)
{
  if (!spill->begun_reading)
    KG_TRY(merge_most(spill));
  else if (spill->n_heap)
    KG_TRY(drop_first(spill));
  spill->begun_reading = true;
  if (!spill->n_heap)
    return KG_DONE;
  *row = &spill->heap[0]->row;
  return KG_OK;
}
