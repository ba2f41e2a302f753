// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Writing a run from beginning to end: a block whenever there are enough rows, counts and index in the
// end.

#include "kg/store/run.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include <xxhash.h>

enum { WRITE_SIZE = 1 << 20 };

const char kg__run_magic[8] = "kgrun\0\r\n";

struct kg__run_writer {
  int fd;
  uint64_t written; // to the file; what waits is in `buf`
  uint64_t rows, stamp;
  kg_id graph; // of the first row
  bool several_graphs;
  kg_buf buf;
  kg_buf offsets, fences;
  kg__run_counter counter;
  kg__pack_plan plan;
  size_t n; // rows that wait for their block
  kg_id column[KG__RUN_COLUMNS][KG__BLOCK_ROWS];
};

uint64_t
kg__block_checksum(const unsigned char *block)
{
  kg__block_head head;
  memcpy(&head, block, sizeof head);
  size_t skip = offsetof(kg__block_head, column);
  return XXH3_64bits_withSeed(block + skip, head.size - skip, (uint64_t)head.n_rows << 32 | head.size);
}

uint64_t
kg__run_checksum(const unsigned char *index, size_t size, const kg__run_foot *foot)
{
  return XXH3_64bits_withSeed(foot, offsetof(kg__run_foot, checksum), XXH3_64bits(index, size));
}

static kg_status
no_memory(kg_error *err)
{
  return kg_error_set(err, KG_ERR_NOMEM, "no memory for a run");
}

static kg_status
write_out(kg__run_writer *w, kg_error *err)
{
  size_t done = 0;
  while (done < w->buf.len) {
    ssize_t n = write(w->fd, w->buf.ptr + done, w->buf.len - done);
    if (n < 0 && errno != EINTR)
      return kg_error_set(err, KG_ERR_IO, "writing the store failed: %s", strerror(errno));
    if (n > 0)
      done += (size_t)n;
  }
  w->written += done;
  kg_buf_clear(&w->buf);
  return KG_OK;
}

kg_status
kg__run_writer_new(int fd, kg_order order, uint64_t stamp, kg__run_writer **writer, kg_error *err)
{
  kg__run_head head = {.version = (KG__RUN_VERSION), .order = (order), .stamp = stamp};
  kg__run_writer *w = calloc(1, sizeof *w);
  *writer = w;
  if (!w)
    return no_memory(err);
  w->fd = fd;
  w->stamp = stamp;
  w->counter.order = order;
  memcpy(head.magic, kg__run_magic, sizeof head.magic);
  return kg_buf_reserve(&w->buf, WRITE_SIZE) || kg_buf_add(&w->buf, &head, sizeof head) ? no_memory(err)
                                                                                        : KG_OK;
}

void
kg__run_writer_free(kg__run_writer *w)
{
  if (!w)
    return;
  kg_buf_release(&w->buf);
  kg_buf_release(&w->offsets);
  kg_buf_release(&w->fences);
  kg_buf_release(&w->counter.groups);
  free(w);
}

// ---- blocks

static kg_status
add_column(kg__run_writer *w, size_t block, int column)
{
  kg__pack_plan *plan = &w->plan;
  kg__pack_plan_make(plan, w->column[column], w->n);
  kg__block_column head = {(uint8_t)plan->width, (uint8_t)plan->low, ((uint16_t)plan->n_bases),
                           ((uint32_t)(w->buf.len - block))};
  memcpy(w->buf.ptr + block + offsetof(kg__block_head, column) + sizeof head * (size_t)column, &head,
         sizeof head);
  KG_TRY(kg_buf_add(&w->buf, plan->bases, plan->n_bases * sizeof *plan->bases));
  size_t size = kg__packed_size(w->n, plan->width);
  KG_TRY(kg_buf_reserve(&w->buf, size));
  kg__pack(plan, w->n, (unsigned char *)w->buf.ptr + w->buf.len);
  w->buf.len += size;
  return KG_OK;
}

static kg_status
add_to_index(kg__run_writer *w)
{
  uint64_t offset = (w->written + w->buf.len);
  kg__row first;
  for (int c = 0; c < KG__RUN_COLUMNS; c++)
    first.c[c] = w->column[c][0];
  KG_TRY(kg_buf_add(&w->offsets, &offset, sizeof offset));
  return kg_buf_add(&w->fences, &first, sizeof first);
}

static void
note_graphs(kg__run_writer *w)
{
  const kg_id *graphs = w->column[w->counter.order == KG_GSPO ? 0 : 3];
  if (!w->rows)
    w->graph = graphs[0];
  for (size_t i = 0; i < w->n && !w->several_graphs; i++)
    w->several_graphs = graphs[i] != w->graph;
}

static kg_status
add_block(kg__run_writer *w)
{
  kg__block_head head = {0};
  size_t block = w->buf.len;
  note_graphs(w);
  KG_TRY(add_to_index(w));
  KG_TRY(kg__run_counter_add(&w->counter, w->column[0], w->column[1], w->n));
  KG_TRY(kg_buf_add(&w->buf, &head, sizeof head));
  for (int c = 0; c < KG__RUN_COLUMNS; c++)
    KG_TRY(add_column(w, block, c));
  head.n_rows = (uint32_t)w->n;
  head.size = (uint32_t)(w->buf.len - block);
  memcpy(w->buf.ptr + block, &head, offsetof(kg__block_head, checksum));
  head.checksum = kg__block_checksum((unsigned char *)w->buf.ptr + block);
  memcpy(w->buf.ptr + block, &head, offsetof(kg__block_head, column));
  w->rows += w->n;
  w->n = 0;
  return KG_OK;
}

static kg_status
end_block(kg__run_writer *w, kg_error *err)
{
  if (add_block(w))
    return no_memory(err);
  return w->buf.len >= WRITE_SIZE ? write_out(w, err) : KG_OK;
}

kg_status
kg__run_writer_add(kg__run_writer *w, const kg__row *row, kg_error *err)
{
  for (int c = 0; c < KG__RUN_COLUMNS; c++)
    w->column[c][w->n] = row->c[c];
  return ++w->n == KG__BLOCK_ROWS ? end_block(w, err) : KG_OK;
}

kg_status
kg__run_writer_add_rows(kg__run_writer *w, const kg_id *const columns[4], size_t n, kg_error *err)
{
  for (size_t done = 0; done < n;) {
    size_t room = KG__BLOCK_ROWS - w->n, part = n - done < room ? n - done : room;
    for (int c = 0; c < KG__RUN_COLUMNS; c++)
      memcpy(w->column[c] + w->n, columns[c] + done, part * sizeof *columns[c]);
    done += part;
    w->n += part;
    if (w->n == KG__BLOCK_ROWS)
      KG_TRY(end_block(w, err));
  }
  return KG_OK;
}

uint64_t
kg__run_writer_rows(const kg__run_writer *w, bool *several_graphs)
{
  *several_graphs = w->several_graphs;
  return w->rows;
}

// ---- the end

static kg_status
add_foot(kg__run_writer *w)
{
  KG_TRY(kg__run_counter_finish(&w->counter, &w->buf));
  kg__run_foot foot = {w->rows, w->offsets.len / sizeof(uint64_t), w->written + w->buf.len, w->stamp, 0, {0}};
  size_t index = w->buf.len;
  memcpy(foot.magic, kg__run_magic, sizeof foot.magic);
  KG_TRY(kg_buf_add_str(&w->buf, kg_buf_str(&w->offsets)));
  KG_TRY(kg_buf_add_str(&w->buf, kg_buf_str(&w->fences)));
  foot.checksum = kg__run_checksum((unsigned char *)w->buf.ptr + index, w->buf.len - index, &foot);
  return kg_buf_add(&w->buf, &foot, sizeof foot);
}

kg_status
kg__run_writer_finish(kg__run_writer *w, bool sync, kg_error *err)
{
  if (w->n)
    KG_TRY(end_block(w, err));
  if (add_foot(w))
    return no_memory(err);
  KG_TRY(write_out(w, err));
  if (sync && fsync(w->fd) != 0)
    return kg_error_set(err, KG_ERR_IO, "writing the store failed: %s", strerror(errno));
  return KG_OK;
}
