// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/store/load.h"

#include "kg/base/seed.h"
#include "kg/base/worker.h"
#include "kg/store/merge.h"

#include <stdlib.h>
#include <unistd.h>

enum { NONE = -1, S = 0, P, O, G, MOST_CHUNK_QUADS = 1 << 18, ALWAYS_USED = 8000000 };

static kg_status
no_memory(kg_error *err)
{
  return kg_error_set(err, KG_ERR_NOMEM, "no memory for sorting quads");
}

// ---- memory

// Beside what is always used, five parts of sixteen for terms, two for labels of blank nodes, and six for
// quads, of which there are two sets (one is put aside while the next one fills), and a chunk's room to sort;
// the rest is for writing.
kg_status
kg_txn_set_memory(kg_txn *txn, size_t bytes, kg_error *err)
{
  KG_TRY(kg__txn_check_write(txn, err));
  if (bytes < KG_LEAST_MEMORY)
    return kg_error_set(err, KG_ERR_ARGUMENT, "a load takes at least %d MB of memory",
                        KG_LEAST_MEMORY / 1000000);
  KG_TRY(kg__quads_flush(txn, err));
  kg__load_drop(txn);
  size_t part = (bytes - ALWAYS_USED) / 8, chunk = 1 << 12;
  while (chunk < MOST_CHUNK_QUADS && chunk * sizeof(kg__row) <= part / 5)
    chunk *= 2;
  txn->sizes = (kg__txn_sizes){.known_bytes = 5 * part / 2,
                               .label_bytes = part,
                               .waiting_quads = (3 * part / sizeof(kg__row) - chunk) / 2,
                               .chunk_quads = chunk,
                               .spills = bytes / 16 / sizeof(kg_batch)};
  return KG_OK;
}

// ---- chunks

kg__chunk *
kg__chunk_new(size_t n)
{
  kg__chunk *chunk = calloc(1, sizeof *chunk);
  if (chunk && !(chunk->rows = malloc((n ? n : 1) * sizeof *chunk->rows))) {
    free(chunk);
    return NULL;
  }
  return chunk;
}

void
kg__chunks_free(kg__chunks *chunks)
{
  for (size_t i = 0; i < chunks->n; i++) {
    free(chunks->items[i]->rows);
    free(chunks->items[i]);
  }
  free(chunks->items);
  *chunks = (kg__chunks){0};
}

static void
sort_chunk(void *self)
{
  kg__chunk *chunk = self;
  chunk->n = kg__rows_sort_distinct(chunk->rows, chunk->spare, chunk->n);
}

// ---- runs of an order

static kg_status
add_changes(kg__run_job *job, kg__merge *merge)
{
  for (size_t i = 0; i < job->chunks.n; i++)
    KG_TRY(kg__merge_add_rows(merge, job->chunks.items[i]->rows, job->chunks.items[i]->n));
  for (size_t i = 0; i < job->parts.n; i++)
    KG_TRY(kg__merge_add_runs(merge, job->parts.items[i]->runs));
  return KG_OK;
}

static kg_status
add_state(kg__run_job *job, kg__merge *merge)
{
  kg_txn *txn = job->txn;
  if (txn && txn->runs && !txn->manifest.delta)
    return kg__merge_add_runs(merge, txn->runs);
  if (txn && txn->manifest.quads) {
    kg_scan *scan;
    KG_TRY(kg_scan_open(txn, merge->order, NULL, 0, KG_ID_NONE, KG_ID_MAX, &scan, &job->err));
    return kg__merge_add_scan(merge, scan);
  }
  return KG_OK;
}

static kg_status
write_run(kg__run_job *job, kg_order order, kg__run_writer *writer)
{
  kg__merge without = {.order = order, .limits = job->limits, .err = &job->err}, merge = without;
  merge.without = &without;
  bool sync = job->generation && !(job->store->flags & KG_STORE_VOLATILE);
  kg_status st = add_changes(job, job->removing ? &without : &merge);
  if (!st)
    st = add_state(job, &merge);
  if (!st)
    st = kg__merge_write(&merge, writer);
  if (!st)
    st = kg__run_writer_finish(writer, sync, &job->err);
  kg__merge_release(&merge);
  kg__merge_release(&without);
  return st;
}

static kg_status
write_order(kg__run_job *job, kg_order order)
{
  kg__run_writer *writer;
  bool named = job->generation != 0;
  KG_TRY(kg__runs_create_file(job->store, job->generation, order, named, &job->fds[order], &job->err));
  kg_status st = kg__run_writer_new(job->fds[order], order, job->stamp, &writer, &job->err);
  if (!st)
    st = write_run(job, order, writer);
  if (!st)
    job->written = kg__run_writer_rows(writer, &job->several_graphs);
  kg__run_writer_free(writer);
  return st;
}

static void
sort_by(kg__run_job *job, unsigned column)
{
  for (size_t i = 0; i < job->chunks.n; i++) {
    kg__chunk *chunk = job->chunks.items[i];
    kg__rows_sort(chunk->rows, chunk->spare, chunk->n, column);
  }
}

void
kg__run_job_do(void *self)
{
  kg__run_job *job = self;
  job->status = KG_OK;
  for (size_t i = 0; i < job->n_steps && !job->status; i++) {
    const kg__run_step *step = &job->steps[i];
    if (step->graphs && !job->several_graphs)
      break;
    if (step->column != NONE)
      sort_by(job, (unsigned)step->column);
    if (step->order != NONE)
      job->status = write_order(job, (kg_order)step->order);
    if (!job->written)
      break;
  }
}

void
kg__run_job_release(kg__run_job *job)
{
  kg__chunks_free(&job->chunks);
}

// ---- putting aside

static void
spills_free(const kg_store *store, kg__spills *spills)
{
  for (size_t i = 0; i < spills->n; i++) {
    struct kg__spill *s = spills->items[i];
    spills_free(store, &s->job.parts);
    kg__run_job_release(&s->job);
    kg__runs_close(s->runs);
    free(s);
  }
  free(spills->items);
  *spills = (kg__spills){0};
}

static void
spill(void *self)
{
  struct kg__spill *s = self;
  kg__run_job_do(&s->job);
  if (!s->job.status)
    s->job.status = kg__runs_open_files(s->fds, 0, &s->runs, &s->job.err);
  for (int order = 0; order < KG_N_ORDERS; order++) {
    if (s->fds[order] >= 0)
      close(s->fds[order]);
  }
  kg__run_job_release(&s->job);
  spills_free(s->job.store, &s->job.parts);
}

static kg_status
add_spill(kg_txn *txn, struct kg__spill **spill)
{
  static const kg__run_step steps[] = {{NONE, KG_SPO, false}, {P, KG_PSO, false}, {S, NONE, false},
                                       {O, KG_OSP, false},    {P, KG_POS, false}, {S, NONE, true},
                                       {G, KG_GSPO, true}};
  struct kg__spill *s = calloc(1, sizeof *s);
  *spill = s;
  if (!s || kg__vec_add(&txn->spills)) {
    free(s);
    return KG_ERR_NOMEM;
  }
  txn->spills.items[txn->spills.n - 1] = s;
  s->job = (kg__run_job){.store = txn->store,
                         .limits = txn->limits,
                         .stamp = kg__seed(),
                         .fds = s->fds,
                         .steps = steps,
                         .n_steps = sizeof steps / sizeof *steps};
  for (int order = 0; order < KG_N_ORDERS; order++)
    s->fds[order] = -1;
  return KG_OK;
}

static void
do_task(kg_txn *txn, kg__task task, void *self)
{
  if (!txn->worker && kg__store_sizes_now.threads > 1)
    txn->worker = kg__worker_new();
  if (txn->worker)
    kg__worker_add(txn->worker, task, self);
  else
    task(self);
}

static kg_status
add_chunk(kg_txn *txn)
{
  kg__rows *rows = &txn->new_quads;
  size_t room = rows->n > txn->sizes.chunk_quads ? rows->n : txn->sizes.chunk_quads;
  if (!txn->spare.items &&
      kg__vec_reserve((void **)&txn->spare.items, &txn->spare.capacity, room, sizeof *txn->spare.items))
    return KG_ERR_NOMEM;
  kg__chunk *chunk = calloc(1, sizeof *chunk);
  if (!chunk || kg__vec_add(&txn->chunks)) {
    free(chunk);
    return KG_ERR_NOMEM;
  }
  *chunk = (kg__chunk){rows->items, rows->n, txn->spare.items};
  txn->chunks.items[txn->chunks.n - 1] = chunk;
  txn->n_waiting += rows->n;
  *rows = (kg__rows){0};
  return KG_OK;
}

kg_status
kg__load_sort(kg_txn *txn, kg_error *err)
{
  if (!txn->new_quads.n)
    return KG_OK;
  if (add_chunk(txn))
    return kg__txn_fail(txn, no_memory(err));
  do_task(txn, sort_chunk, txn->chunks.items[txn->chunks.n - 1]);
  return KG_OK;
}

// All parts that were put aside become one.
static kg_status
merge_spills(kg_txn *txn, kg_error *err)
{
  struct kg__spill *s;
  KG_TRY(kg__load_wait(txn, err));
  kg__spills parts = txn->spills;
  txn->spills = (kg__spills){0};
  if (add_spill(txn, &s)) {
    free(txn->spills.items);
    txn->spills = parts;
    return kg__txn_fail(txn, no_memory(err));
  }
  s->job.parts = parts;
  do_task(txn, spill, s);
  return KG_OK;
}

// At most one is being packed while the next one fills.
kg_status
kg__load_spill(kg_txn *txn, kg_error *err)
{
  struct kg__spill *s;
  if (txn->spills.n >= txn->sizes.spills && txn->spills.n > 1)
    KG_TRY(merge_spills(txn, err));
  if (add_spill(txn, &s))
    return kg__txn_fail(txn, no_memory(err));
  size_t tasks = txn->chunks.n;
  s->job.chunks = txn->chunks;
  txn->chunks = (kg__chunks){0};
  txn->n_waiting = 0;
  if (txn->worker)
    kg__worker_wait(txn->worker, tasks);
  do_task(txn, spill, s);
  return KG_OK;
}

kg_status
kg__load_wait(kg_txn *txn, kg_error *err)
{
  if (txn->worker)
    kg__worker_wait(txn->worker, 0);
  for (size_t i = 0; i < txn->spills.n; i++) {
    const kg__run_job *job = &txn->spills.items[i]->job;
    if (job->status) {
      if (err)
        *err = job->err;
      return kg__txn_fail(txn, job->status);
    }
  }
  return KG_OK;
}

void
kg__load_drop(kg_txn *txn)
{
  kg__worker_free(txn->worker);
  txn->worker = NULL;
  kg__chunks_free(&txn->chunks);
  txn->n_waiting = 0;
  spills_free(txn->store, &txn->spills);
  free(txn->spare.items);
  txn->spare = (kg__rows){0};
}
