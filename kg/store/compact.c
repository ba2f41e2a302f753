// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A new generation of runs: for each order the old state, what was put aside, and the new quads in memory are
// merged and written; or the old state without the latter, if they are to be removed.  Two threads share the
// orders, each with chunks of its own; but the old state's changes are in LMDB, which one thread may read.
// Nothing is seen by others before the transaction commits.

#include "kg/base/seed.h"
#include "kg/base/worker.h"
#include "kg/store/load.h"

#include <stdlib.h>
#include <unistd.h>

enum { NONE = -1, S = 0, P, O, G };

typedef struct compaction {
  kg_txn *txn;
  const kg_limits *limits;
  kg_error *err;
  uint64_t generation, stamp;
  int fds[KG_N_ORDERS];
  kg__run_job first, second; // the second may have nothing to do
  kg__row *spare;
} compaction;

static const kg__run_step all_steps[] = {{NONE, KG_SPO, false}, {P, KG_PSO, false}, {S, NONE, false},
                                         {O, KG_OSP, false},    {P, KG_POS, false}, {S, NONE, true},
                                         {G, KG_GSPO, true}};
static const kg__run_step first_steps[] = {
    {NONE, KG_SPO, false}, {P, KG_PSO, false}, {S, NONE, true}, {G, KG_GSPO, true}};
static const kg__run_step second_steps[] = {{O, KG_OSP, false}, {P, KG_POS, false}};

static kg_status
no_memory(kg_error *err)
{
  return kg_error_set(err, KG_ERR_NOMEM, "no memory for sorting quads");
}

// ---- jobs

static kg_status
copy_chunks(const kg__chunks *from, kg__chunks *to)
{
  for (size_t i = 0; i < from->n; i++) {
    kg__chunk *chunk = kg__chunk_new(from->items[i]->n);
    if (!chunk || kg__vec_add(to)) {
      free(chunk ? chunk->rows : NULL);
      free(chunk);
      return KG_ERR_NOMEM;
    }
    *chunk = (kg__chunk){chunk->rows, from->items[i]->n, from->items[i]->spare};
    memcpy(chunk->rows, from->items[i]->rows, chunk->n * sizeof *chunk->rows);
    to->items[to->n - 1] = chunk;
  }
  return KG_OK;
}

// The worker keeps its spare room; the first job needs its own.
static kg_status
give_spare(compaction *c)
{
  size_t most = 0;
  kg__chunks *chunks = &c->first.chunks;
  for (size_t i = 0; i < chunks->n; i++)
    most = chunks->items[i]->n > most ? chunks->items[i]->n : most;
  if (most && !(c->spare = malloc(most * sizeof *c->spare)))
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < chunks->n; i++)
    chunks->items[i]->spare = c->spare;
  return KG_OK;
}

static kg__run_job
job_of(compaction *c, const kg__run_step *steps, size_t n_steps)
{
  return (kg__run_job){.store = c->txn->store,
                       .txn = c->txn,
                       .removing = c->txn->waiting == KG__REMOVED,
                       .parts = c->txn->spills,
                       .limits = c->limits,
                       .generation = c->generation,
                       .stamp = c->stamp,
                       .steps = steps,
                       .n_steps = n_steps,
                       .fds = c->fds};
}

static bool
can_share(kg_txn *txn)
{
  if (txn->manifest.delta || kg__store_sizes_now.threads < 2)
    return false;
  if (!txn->worker)
    txn->worker = kg__worker_new();
  return txn->worker != NULL;
}

static kg_status
do_jobs(compaction *c, bool sharing)
{
  kg_status terms = KG_OK;
  if (sharing) {
    kg__worker_add(c->txn->worker, kg__run_job_do, &c->second);
    terms = kg__dict_flush(c->txn, c->err);
  }
  if (!terms)
    kg__run_job_do(&c->first);
  if (sharing)
    kg__worker_wait(c->txn->worker, 0);
  kg_status st = c->first.status ? c->first.status : c->second.status;
  if (!terms && st && c->err)
    *c->err = c->first.status ? c->first.err : c->second.err;
  return terms ? terms : st;
}

static kg_status
write_orders(compaction *c)
{
  bool sharing = can_share(c->txn);
  c->first = job_of(c, sharing ? first_steps : all_steps, sharing ? 4 : sizeof all_steps / sizeof *all_steps);
  c->second = job_of(c, second_steps, 2);
  c->first.chunks = c->txn->chunks;
  c->txn->chunks = (kg__chunks){0};
  c->txn->n_waiting = 0;
  kg_status st = KG_OK;
  if (sharing && (copy_chunks(&c->first.chunks, &c->second.chunks) || give_spare(c)))
    st = no_memory(c->err);
  if (!st)
    st = do_jobs(c, sharing);
  kg__run_job_release(&c->first);
  kg__run_job_release(&c->second);
  free(c->spare);
  return st;
}

// ---- runs

static kg_status
make_runs(compaction *c, kg__runs **runs)
{
  *runs = NULL;
  c->stamp = kg__seed();
  for (int order = 0; order < KG_N_ORDERS; order++)
    c->fds[order] = -1;
  kg_status st = write_orders(c);
  if (!st && c->first.written)
    st = kg__runs_open_files(c->fds, c->generation, runs, c->err);
  for (int order = 0; order < KG_N_ORDERS; order++) {
    if (c->fds[order] >= 0)
      close(c->fds[order]);
  }
  return st;
}

static kg_status
put_count(compaction *c, kg__table table, kg_id id, uint64_t n)
{
  return kg__counter_add(c->txn, table, id, (int64_t)n, c->err);
}

// Of a run that has more groups than it keeps.
static kg_status
count_rows(compaction *c, kg__table table, const kg__run *run)
{
  kg_id ids[KG_BATCH_ROWS], last = KG_ID_NONE;
  kg_id *const to[4] = {ids};
  uint64_t n = 0;
  for (uint64_t at = 0; at < run->rows; at += KG_BATCH_ROWS) {
    size_t part = run->rows - at < KG_BATCH_ROWS ? (size_t)(run->rows - at) : KG_BATCH_ROWS;
    if (kg__run_read(run, at, part, 1, to))
      return kg_error_set(c->err, KG_ERR_STORE, "a run that was just written cannot be read");
    for (size_t i = 0; i < part; last = ids[i++]) {
      if (n && ids[i] != last)
        KG_TRY(put_count(c, table, last, n));
      n = n && ids[i] != last ? 1 : n + 1;
    }
  }
  return put_count(c, table, last, n);
}

static kg_status
put_counts(compaction *c, kg__table table, const kg__run *run)
{
  if (run->n_groups != run->firsts)
    return count_rows(c, table, run);
  for (size_t i = 0; i < run->n_groups; i++)
    KG_TRY(put_count(c, table, run->groups[i].id, run->groups[i].rows));
  return KG_OK;
}

static kg_status
replace_tables(compaction *c, const kg__runs *runs)
{
  KG_TRY(kg__quads_drop(c->txn, c->err));
  if (!runs)
    return KG_OK;
  KG_TRY(put_counts(c, KG__PREDICATES, runs->order[KG_PSO]));
  return runs->order[KG_GSPO] ? put_counts(c, KG__GRAPHS, runs->order[KG_GSPO])
                              : put_count(c, KG__GRAPHS, runs->graph, runs->rows);
}

// ---- all of it

static void
forget_made(kg_txn *txn)
{
  if (txn->made_runs)
    kg__runs_unlink(txn->store, txn->runs->generation);
  txn->made_runs = false;
}

void
kg__store_compact_abort(kg_txn *txn)
{
  kg__load_drop(txn);
  forget_made(txn);
}

static void
use_runs(kg_txn *txn, const compaction *c, kg__runs *runs)
{
  kg__store_compact_abort(txn);
  kg__runs_release(txn->store, txn->runs);
  txn->runs = runs;
  txn->made_runs = runs != NULL;
  txn->manifest.generation = c->generation;
  txn->manifest.stamp = runs ? runs->stamp : 0;
  txn->manifest.run_rows = txn->manifest.quads = c->first.written;
}

// While the old state is read, nothing may wait to be written.
static kg_status
compact(compaction *c)
{
  kg__runs *runs;
  kg_txn *txn = c->txn;
  txn->compacting = true;
  kg_status st = make_runs(c, &runs);
  txn->compacting = false;
  if (!st)
    st = kg__folder_sync(txn->store, txn->store->path, c->err);
  if (!st)
    st = replace_tables(c, runs);
  if (st) {
    kg__runs_release(txn->store, runs);
    kg__runs_unlink(txn->store, c->generation);
    return st;
  }
  if (!runs)
    kg__runs_unlink(txn->store, c->generation); // there are no quads
  use_runs(txn, c, runs);
  return KG_OK;
}

kg_status
kg__store_compact(kg_txn *txn, const kg_limits *limits, kg_error *err)
{
  compaction c = {.txn = txn, .limits = limits, .err = err, .generation = txn->manifest.generation + 1};
  KG_TRY(kg__load_sort(txn, err));
  if (txn->spills.n && txn->chunks.n)
    KG_TRY(kg__load_spill(txn, err));
  KG_TRY(kg__load_wait(txn, err));
  kg_status st = compact(&c);
  return st ? kg__txn_fail(txn, st) : KG_OK;
}
