// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A new generation of runs: for each order the old state (a scan), what was put aside, and the new quads in
// memory, which are sorted from one order into the next, are merged and written.  Putting aside is the same
// with the new quads alone.  Nothing is seen by others before the transaction commits.

#include "kg/base/seed.h"
#include "kg/store/run.h"

#include <stdlib.h>
#include <unistd.h>

enum { S, P, O, G, NO_ORDER = KG_N_ORDERS };

typedef struct source {
  kg_scan *scan;        // the old state, or
  const kg__runs *runs; // what was put aside, or
  const kg__row *rows;  // rows in memory
  uint64_t at, n;       // of them
  size_t i;             // in the batch
  kg_batch *batch;
  kg__row row; // in the order's columns
} source;

typedef struct id_count {
  kg_id id;
  uint64_t n;
} id_count;

typedef struct id_counts {
  id_count *items;
  size_t n, capacity;
} id_counts;

typedef struct compaction {
  kg_txn *txn;
  const kg_limits *limits;
  kg_error *err;
  bool aside; // new quads only, into files without names
  kg__row *rows, *spare;
  size_t n;
  uint64_t generation, stamp, written;
  int fds[KG_N_ORDERS];
  kg_order order;
  source *sources; // a heap by row
  size_t n_sources;
  id_counts predicates, graphs;
  bool one_graph;
  kg_id graph;
} compaction;

static kg_status
no_memory(kg_error *err)
{
  return kg_error_set(err, KG_ERR_NOMEM, "no memory for sorting quads");
}

// ---- sources

static kg_status
refill(compaction *c, source *s)
{
  kg_id *to[4];
  kg_status st;
  s->i = 0;
  if (s->scan) {
    st = kg_scan_next(s->scan, 15, s->batch);
  } else {
    for (int column = 0; column < 4; column++)
      to[column] = s->batch->column[column];
    s->batch->n_rows = s->n - s->at < KG_BATCH_ROWS ? (size_t)(s->n - s->at) : KG_BATCH_ROWS;
    st = s->batch->n_rows ? kg__runs_read(s->runs, c->order, s->at, s->batch->n_rows, 15, to) : KG_DONE;
    s->at += s->batch->n_rows;
  }
  if (st && st != KG_DONE)
    return kg_error_set(c->err, st, "the store is damaged: its quads cannot be read");
  return st ? st : kg_limits_check(c->limits, c->err);
}

// Go to the next row; KG_DONE.
static kg_status
advance(compaction *c, source *s)
{
  if (s->rows) {
    if (s->at == s->n)
      return KG_DONE;
    const kg__row *row = &s->rows[s->at++];
    for (int i = 0; i < 4; i++)
      s->row.c[i] = row->c[kg__order_columns[c->order][i]];
    return s->at % KG_BATCH_ROWS ? KG_OK : kg_limits_check(c->limits, c->err);
  }
  if (s->i >= s->batch->n_rows)
    KG_TRY(refill(c, s));
  for (int i = 0; i < 4; i++)
    s->row.c[i] = s->batch->column[i][s->i];
  s->i++;
  return KG_OK;
}

static void
sift(compaction *c, size_t at)
{
  source *s = c->sources;
  for (size_t least = at;; at = least) {
    for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < c->n_sources; child++) {
      if (kg__row_compare(&s[child].row, &s[least].row) < 0)
        least = child;
    }
    if (least == at)
      return;
    source swap = s[at];
    s[at] = s[least];
    s[least] = swap;
  }
}

static void
source_release(source *s)
{
  kg_scan_close(s->scan);
  free(s->batch);
  *s = (source){0};
}

static kg_status
add_source(compaction *c, source s)
{
  if (!s.rows && !(s.batch = calloc(1, sizeof *s.batch))) {
    source_release(&s);
    return no_memory(c->err);
  }
  kg_status st = advance(c, &s);
  if (st)
    source_release(&s);
  else
    c->sources[c->n_sources++] = s;
  return st == KG_DONE ? KG_OK : st;
}

static kg_status
open_sources(compaction *c)
{
  kg_txn *txn = c->txn;
  if (c->n)
    KG_TRY(add_source(c, (source){.rows = c->rows, .n = c->n}));
  for (size_t i = 0; !c->aside && i < txn->spills.n; i++) {
    const kg__runs *runs = txn->spills.items[i];
    KG_TRY(add_source(c, (source){.runs = runs, .n = runs->rows}));
  }
  if (!c->aside && txn->manifest.quads) {
    kg_scan *scan;
    KG_TRY(kg_scan_open(txn, c->order, NULL, 0, KG_ID_NONE, KG_ID_MAX, &scan, c->err));
    KG_TRY(add_source(c, (source){.scan = scan}));
  }
  for (size_t i = c->n_sources; i-- > 0;)
    sift(c, i);
  return KG_OK;
}

static void
close_sources(compaction *c)
{
  for (size_t i = 0; i < c->n_sources; i++)
    source_release(&c->sources[i]);
  c->n_sources = 0;
}

// ---- one order

static kg_status
add_count(id_counts *counts, kg_id id)
{
  if (!counts->n || counts->items[counts->n - 1].id != id) {
    KG_TRY(kg__vec_add(counts));
    counts->items[counts->n - 1] = (id_count){id, 0};
  }
  counts->items[counts->n - 1].n++;
  return KG_OK;
}

static kg_status
note_row(compaction *c, const kg__row *row)
{
  if (c->order == KG_SPO) {
    c->one_graph = c->one_graph && (!c->written || row->c[G] == c->graph);
    c->graph = row->c[G];
    c->written++;
  }
  kg_status st = KG_OK;
  if (c->order == KG_PSO && !c->aside)
    st = add_count(&c->predicates, row->c[0]);
  if (c->order == KG_GSPO && !c->aside)
    st = add_count(&c->graphs, row->c[0]);
  return st ? no_memory(c->err) : KG_OK;
}

static kg_status
merge(compaction *c, kg__run_writer *writer)
{
  kg__row last;
  bool any = false;
  while (c->n_sources) {
    source *least = &c->sources[0];
    if (!any || kg__row_compare(&least->row, &last) != 0) {
      last = least->row;
      any = true;
      KG_TRY(note_row(c, &last));
      KG_TRY(kg__run_writer_add(writer, &last, c->err));
    }
    kg_status st = advance(c, least);
    if (st == KG_DONE) {
      source_release(least);
      c->sources[0] = c->sources[--c->n_sources];
    } else if (st) {
      return st;
    }
    sift(c, 0);
  }
  return KG_OK;
}

static kg_status
write_run(compaction *c, kg__run_writer *writer)
{
  bool sync = !c->aside && !(c->txn->store->flags & KG_STORE_VOLATILE);
  KG_TRY(open_sources(c));
  KG_TRY(merge(c, writer));
  return kg__run_writer_finish(writer, sync, c->err);
}

static kg_status
write_order(compaction *c, kg_order order)
{
  kg__run_writer *writer;
  c->order = order;
  KG_TRY(kg__runs_create_file(c->txn->store, c->generation, order, !c->aside, &c->fds[order], c->err));
  kg_status st = kg__run_writer_new(c->fds[order], order, c->stamp, &writer, c->err);
  if (!st)
    st = write_run(c, writer);
  kg__run_writer_free(writer);
  close_sources(c);
  return st;
}

static kg_status
write_orders(compaction *c)
{
  static const struct {
    unsigned column, order;
  } steps[] = {{P, KG_PSO}, {S, NO_ORDER}, {O, KG_OSP}, {P, KG_POS}, {S, NO_ORDER}, {G, KG_GSPO}};
  size_t n = sizeof steps / sizeof *steps;
  c->n = kg__rows_sort_distinct(c->rows, c->spare, c->n);
  KG_TRY(write_order(c, KG_SPO));
  for (size_t i = 0; c->written && i < (c->one_graph ? n - 2 : n); i++) {
    kg__rows_sort(c->rows, c->spare, c->n, steps[i].column);
    if (steps[i].order != NO_ORDER)
      KG_TRY(write_order(c, (kg_order)steps[i].order));
  }
  return KG_OK;
}

// ---- all of it

static kg_status
make_runs(compaction *c, kg__runs **runs)
{
  *runs = NULL;
  c->one_graph = true;
  c->stamp = kg__seed();
  c->spare = malloc((c->n ? c->n : 1) * sizeof *c->spare);
  c->sources = calloc(c->txn->spills.n + 2, sizeof *c->sources);
  for (int order = 0; order < KG_N_ORDERS; order++)
    c->fds[order] = -1;
  kg_status st = c->spare && c->sources ? write_orders(c) : no_memory(c->err);
  free(c->spare);
  free(c->sources);
  c->spare = NULL;
  if (!st && c->written)
    st = kg__runs_open_files(c->fds, c->generation, runs, c->err);
  for (int order = 0; order < KG_N_ORDERS; order++) {
    if (c->fds[order] >= 0)
      close(c->fds[order]);
  }
  return st;
}

static kg_status
put_counts(compaction *c, kg__table table, const id_counts *counts)
{
  for (size_t i = 0; i < counts->n; i++)
    KG_TRY(kg__counter_add(c->txn, table, counts->items[i].id, (int64_t)counts->items[i].n, c->err));
  return KG_OK;
}

static kg_status
replace_tables(compaction *c)
{
  KG_TRY(kg__quads_drop(c->txn, c->err));
  KG_TRY(put_counts(c, KG__PREDICATES, &c->predicates));
  if (c->one_graph && c->written)
    return kg__counter_add(c->txn, KG__GRAPHS, c->graph, (int64_t)c->written, c->err);
  return put_counts(c, KG__GRAPHS, &c->graphs);
}

static void
drop_spills(kg_txn *txn)
{
  for (size_t i = 0; i < txn->spills.n; i++)
    kg__runs_release(txn->store, txn->spills.items[i]);
  txn->spills.n = 0;
}

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
  drop_spills(txn);
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
  txn->manifest.run_rows = txn->manifest.quads = c->written;
}

// While the old state is read, nothing may wait to be written.
static kg_status
compact(compaction *c)
{
  kg__runs *runs;
  kg_txn *txn = c->txn;
  c->n = txn->new_quads.n;
  c->rows = txn->new_quads.items;
  txn->new_quads.n = 0;
  txn->compacting = true;
  kg_status st = make_runs(c, &runs);
  txn->compacting = false;
  if (!st)
    st = kg__folder_sync(txn->store, txn->store->path, c->err);
  if (!st)
    st = replace_tables(c);
  if (st) {
    kg__runs_release(txn->store, runs);
    kg__runs_unlink(txn->store, c->generation);
    return st;
  }
  use_runs(txn, c, runs);
  return KG_OK;
}

kg_status
kg__store_compact(kg_txn *txn, const kg_limits *limits, kg_error *err)
{
  compaction c = {.txn = txn, .limits = limits, .err = err, .generation = txn->manifest.generation + 1};
  kg_status st = compact(&c);
  free(c.predicates.items);
  free(c.graphs.items);
  return st ? kg__txn_fail(txn, st) : KG_OK;
}

kg_status
kg__quads_spill(kg_txn *txn, kg_error *err)
{
  kg__runs *runs;
  compaction c = {.txn = txn, .err = err, .aside = true, .rows = txn->new_quads.items, .n = txn->new_quads.n};
  kg_status st = make_runs(&c, &runs);
  if (!st && kg__vec_add(&txn->spills)) {
    kg__runs_release(txn->store, runs);
    st = no_memory(err);
  }
  if (st)
    return kg__txn_fail(txn, st);
  txn->spills.items[txn->spills.n - 1] = runs;
  txn->new_quads.n = 0;
  return KG_OK;
}

kg_status
kg_store_compact(kg_store *store, const kg_limits *limits, kg_error *err)
{
  kg_txn *txn;
  KG_TRY(kg_txn_begin_write(store, &txn, err));
  kg_status st = txn->manifest.delta ? kg__store_compact(txn, limits, err) : KG_OK;
  if (!st)
    return kg_txn_commit(txn, err);
  kg_txn_abort(txn);
  return st;
}
