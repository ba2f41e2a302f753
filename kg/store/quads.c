// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Changes of quads.  Inserts, or removals, wait in memory until somebody looks, the other kind comes, or
// there are many; then they go into the five tables, each time sorted for the table, which is several times
// as fast as one by one, and appended where the table ends before them.  The orders come out of each other by
// sorting one column at a time.  The first table tells, with the runs, which quads change anything; only
// these go on.  Many are not put into tables at all, but merged into new runs.

#include "kg/store/load.h"

#include <stdlib.h>

enum { NO_ORDER = KG_N_ORDERS };

enum { S, P, O, G };

typedef struct change {
  kg_txn *txn;
  bool counted; // what is counted with each change is so already
  kg__op op;
  kg__row *rows;
  kg__row *spare;
  size_t n;
  MDB_cursor *cursor;
  kg_order order; // of the cursor's table
} change;

// ---- one table

// No key begins with another.
static bool
is_behind(const MDB_val *key, const MDB_val *last)
{
  size_t n = key->mv_size < last->mv_size ? key->mv_size : last->mv_size;
  return n == 0 || memcmp(key->mv_data, last->mv_data, n) > 0;
}

static int
put_row(change *c, MDB_val *key, bool *append, MDB_val last)
{
  unsigned char room[1 + KG__SEAL_SIZE] = {(unsigned char)c->op};
  MDB_val value = kg__sealed((kg__table)c->order, *key, room, 1);
  *append = *append || is_behind(key, &last);
  return mdb_cursor_put(c->cursor, key, &value, *append ? MDB_APPEND : MDB_NOOVERWRITE);
}

static int
delete_row(change *c, MDB_val *key)
{
  MDB_val value;
  int rc = mdb_cursor_get(c->cursor, key, &value, MDB_SET);
  return rc ? rc : mdb_cursor_del(c->cursor, 0);
}

// In the first table the runs tell whether a change is an entry, or takes away the one against it.
static int
change_first(change *c, size_t i, MDB_val *key, bool *append, MDB_val last)
{
  uint64_t delta = c->txn->manifest.delta;
  bool in_runs = false;
  if (c->txn->runs && kg__run_has(c->txn->runs->order[KG_SPO], &c->rows[i], &in_runs))
    return MDB_CORRUPTED;
  bool put = in_runs == (c->op == KG__REMOVED);
  int rc = !put ? delta ? delete_row(c, key) : MDB_NOTFOUND : put_row(c, key, append, last);
  if (!rc)
    c->txn->manifest.delta = put ? delta + 1 : delta - 1;
  return rc;
}

// In the others an entry is the one against the change, which has an effect.
static int
change_other(change *c, MDB_val *key, bool *append, MDB_val last)
{
  MDB_val value;
  if (!c->txn->runs && c->op == KG__REMOVED)
    return delete_row(c, key);
  int rc = put_row(c, key, append, last);
  if (rc != MDB_KEYEXIST)
    return rc;
  rc = mdb_cursor_get(c->cursor, key, &value, MDB_GET_CURRENT);
  kg__row columns;
  kg__op op;
  if (!rc && kg__change_read(&c->txn->manifest, c->order, *key, value, &columns, &op))
    return MDB_CORRUPTED;
  if (!rc && op == c->op)
    return MDB_KEYEXIST;
  return rc ? rc : mdb_cursor_del(c->cursor, 0);
}

// Change the rows in one table, and keep those that were changed by it.
static int
change_rows(change *c)
{
  kg__key_room room, last_room;
  MDB_val last = {0, NULL}, value;
  bool append = false;
  size_t kept = 0;
  if (mdb_cursor_get(c->cursor, &last, &value, MDB_LAST) != 0)
    last.mv_size = 0;
  if (last.mv_size > sizeof last_room)
    return MDB_CORRUPTED;
  if (last.mv_size)
    last.mv_data = memcpy(last_room, last.mv_data, last.mv_size);
  for (size_t i = 0; i < c->n; i++) {
    MDB_val key = kg__row_key(&c->rows[i], c->order, room);
    int rc =
        c->order == KG_SPO ? change_first(c, i, &key, &append, last) : change_other(c, &key, &append, last);
    if (!rc)
      c->rows[kept++] = c->rows[i];
    else if (rc != MDB_KEYEXIST && rc != MDB_NOTFOUND)
      return rc;
  }
  c->n = kept;
  return 0;
}

static kg_status
change_table(change *c, kg_order order, kg_error *err)
{
  size_t before = c->n;
  c->cursor = NULL;
  c->order = order;
  KG_TRY(kg__txn_cursor(c->txn, (kg__table)order, &c->cursor, err));
  int rc = change_rows(c);
  mdb_cursor_close(c->cursor);
  if (rc)
    return kg__lmdb_error(rc, "changing quads", err);
  if (order != KG_SPO && c->n != before)
    return kg_error_set(err, KG_ERR_STORE, "the store is damaged: its orders do not agree");
  return KG_OK;
}

// ---- all of them

static kg_status
count_runs(change *c, unsigned column, kg__table table, kg_error *err)
{
  for (size_t i = 0, start = 0; i < c->n; i++) {
    if (i + 1 < c->n && c->rows[i + 1].c[column] == c->rows[i].c[column])
      continue;
    int64_t n = (int64_t)(i + 1 - start);
    KG_TRY(kg__counter_add(c->txn, table, c->rows[i].c[column], c->op == KG__INSERTED ? n : -n, err));
    start = i + 1;
  }
  return KG_OK;
}

static void
sort_by(change *c, unsigned column)
{
  kg__rows_sort(c->rows, c->spare, c->n, column);
}

static kg_status
change_other_tables(change *c, kg_error *err)
{
  static const struct {
    unsigned column;
    unsigned order;
  } steps[] = {{P, KG_PSO}, {S, NO_ORDER}, {O, KG_OSP}, {P, KG_POS}, {S, NO_ORDER}, {G, KG_GSPO}};
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
    sort_by(c, steps[i].column);
    if (steps[i].order != NO_ORDER)
      KG_TRY(change_table(c, (kg_order)steps[i].order, err));
    if (steps[i].order == KG_PSO && !c->counted)
      KG_TRY(count_runs(c, P, KG__PREDICATES, err));
  }
  return c->counted ? KG_OK : count_runs(c, G, KG__GRAPHS, err);
}

static kg_status
change_tables(change *c, kg_error *err)
{
  c->n = kg__rows_sort_distinct(c->rows, c->spare, c->n);
  KG_TRY(change_table(c, KG_SPO, err));
  if (!c->n)
    return KG_OK;
  KG_TRY(change_other_tables(c, err));
  if (!c->counted)
    c->txn->manifest.quads += c->op == KG__INSERTED ? c->n : -c->n;
  c->txn->changed = true;
  return KG_OK;
}

static kg_status
change_with_spare(change *c, kg_error *err)
{
  kg__row few[64];
  size_t n = c->n;
  c->spare = n <= 64 ? few : malloc(n * sizeof *c->spare);
  if (!c->spare)
    return kg__txn_fail(c->txn, kg_error_set(err, KG_ERR_NOMEM, "no memory for quads"));
  kg_status st = change_tables(c, err);
  if (c->spare != few)
    free(c->spare);
  return st ? kg__txn_fail(c->txn, st) : KG_OK;
}

// Change `n` rows, which are sorted in place; `*changed` is how many made a difference.
static kg_status
change_quads(kg_txn *txn, kg__op op, kg__row *rows, size_t n, size_t *changed, kg_error *err)
{
  change c = {.txn = txn, .op = op, .rows = rows, .n = n};
  *changed = 0;
  kg_status st = change_with_spare(&c, err);
  *changed = c.n;
  return st;
}

kg_status
kg__quads_put_changes(kg_txn *txn, kg__op op, kg__rows *rows, kg_error *err)
{
  change c = {.txn = txn, .counted = true, .op = op, .rows = rows->items, .n = rows->n};
  return rows->n ? change_with_spare(&c, err) : KG_OK;
}

// Whether `n` changes are better merged into new runs: that costs as much as some of the whole store's.
static bool
is_bulk(const kg_txn *txn, uint64_t n, uint64_t share)
{
  return n >= kg__store_sizes_now.bulk_quads && (n + txn->manifest.delta) * share >= txn->manifest.quads;
}

static kg_status
flush_chunks(kg_txn *txn, kg_error *err)
{
  size_t changed;
  kg_status st = kg__load_wait(txn, err);
  for (size_t i = 0; i < txn->chunks.n && !st; i++)
    st = change_quads(txn, txn->waiting, txn->chunks.items[i]->rows, txn->chunks.items[i]->n, &changed, err);
  kg__chunks_free(&txn->chunks);
  txn->n_waiting = 0;
  return st;
}

kg_status
kg__quads_flush(kg_txn *txn, kg_error *err)
{
  size_t n = txn->new_quads.n, changed;
  if ((!n && !txn->chunks.n && !txn->spills.n) || txn->compacting)
    return txn->failed ? kg__txn_check_write(txn, err) : KG_OK;
  if (txn->spills.n || is_bulk(txn, n + txn->n_waiting, 20))
    return kg__store_compact(txn, txn->limits, err);
  if (txn->chunks.n)
    KG_TRY(flush_chunks(txn, err));
  txn->new_quads.n = 0;
  return n ? change_quads(txn, txn->waiting, txn->new_quads.items, n, &changed, err) : KG_OK;
}

// ---- one quad

static bool
is_known(const kg_txn *txn, kg_id id)
{
  switch (kg_id_tag(id)) {
  case KG_TAG_BLANK:
    return kg_id_payload(id) && kg_id_payload(id) < txn->manifest.next_blank;
  case KG_TAG_IRI:
  case KG_TAG_LITERAL:
  case KG_TAG_TRIPLE:
    return kg_id_payload(id) && kg_id_payload(id) < txn->manifest.next_term;
  default:
    return kg_id_is_inline(id);
  }
}

static bool
is_resource(kg_id id)
{
  return kg_id_tag(id) == KG_TAG_IRI || kg_id_tag(id) == KG_TAG_BLANK;
}

static kg_status
check_quad(const kg_txn *txn, const kg_quad_ids *q, kg_error *err)
{
  if (!is_resource(q->s) || kg_id_tag(q->p) != KG_TAG_IRI || (q->g != KG_ID_NONE && !is_resource(q->g)))
    return kg_error_set(err, KG_ERR_DATA, "a quad has a term in a place where it cannot stand");
  if (!is_known(txn, q->s) || !is_known(txn, q->p) || !is_known(txn, q->o) || (q->g && !is_known(txn, q->g)))
    return kg_error_set(err, KG_ERR_ARGUMENT, "a quad has an id that the store does not know");
  return KG_OK;
}

static kg_status
wait(kg_txn *txn, kg__op op, const kg_quad_ids *quad, kg_error *err)
{
  if (txn->waiting != op)
    KG_TRY(kg__quads_flush(txn, err));
  txn->waiting = op;
  if (kg__vec_add(&txn->new_quads))
    return kg__txn_fail(txn, kg_error_set(err, KG_ERR_NOMEM, "no memory for quads"));
  txn->new_quads.items[txn->new_quads.n - 1] = kg__row_of(quad);
  txn->changed = true;
  bool is_full = txn->new_quads.n + txn->n_waiting >= txn->sizes.waiting_quads;
  if (!is_full && txn->new_quads.n < txn->sizes.chunk_quads)
    return KG_OK;
  if (is_full && !is_bulk(txn, txn->new_quads.n + txn->n_waiting, 60))
    return kg__quads_flush(txn, err);
  KG_TRY(kg__load_sort(txn, err));
  return is_full ? kg__load_spill(txn, err) : KG_OK;
}

static kg_status
change_one(kg_txn *txn, kg__op op, const kg_quad_ids *quad, bool *changed, kg_error *err)
{
  size_t n;
  kg__row row = kg__row_of(quad);
  KG_TRY(kg__quads_flush(txn, err));
  KG_TRY(change_quads(txn, op, &row, 1, &n, err));
  *changed = n == 1;
  return KG_OK;
}

kg_status
kg_txn_insert(kg_txn *txn, const kg_quad_ids *quad, bool *changed, kg_error *err)
{
  KG_TRY(kg__txn_check_write(txn, err));
  KG_TRY(check_quad(txn, quad, err));
  return changed ? change_one(txn, KG__INSERTED, quad, changed, err) : wait(txn, KG__INSERTED, quad, err);
}

kg_status
kg_txn_remove(kg_txn *txn, const kg_quad_ids *quad, bool *changed, kg_error *err)
{
  KG_TRY(kg__txn_check_write(txn, err));
  return changed ? change_one(txn, KG__REMOVED, quad, changed, err) : wait(txn, KG__REMOVED, quad, err);
}

kg_status
kg_txn_add(kg_txn *txn, const kg_quad *quad, bool *changed, kg_error *err)
{
  kg_quad_ids ids;
  KG_TRY(kg_txn_intern(txn, &quad->subject, &ids.s, err));
  KG_TRY(kg_txn_intern(txn, &quad->predicate, &ids.p, err));
  KG_TRY(kg_txn_intern(txn, &quad->object, &ids.o, err));
  KG_TRY(kg_txn_intern(txn, &quad->graph, &ids.g, err));
  return kg_txn_insert(txn, &ids, changed, err);
}

static kg_status
sink_quad(void *self, const kg_quad *quad, kg_error *err)
{
  return kg_txn_add(self, quad, NULL, err);
}

static kg_status
sink_prefix(void *self, kg_str prefix, kg_str iri, kg_error *err)
{
  return kg_txn_add_prefix(self, prefix, iri, err);
}

kg_sink
kg_txn_sink(kg_txn *txn)
{
  return (kg_sink){.self = txn, .quad = sink_quad, .prefix = sink_prefix};
}

// ---- whole graphs

kg_status
kg__quads_drop(kg_txn *txn, kg_error *err)
{
  static const int tables[] = {KG_SPO, KG_PSO, KG_POS, KG_OSP, KG_GSPO, KG__PREDICATES, KG__GRAPHS};
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    int rc = mdb_drop(txn->lmdb, txn->store->table[tables[i]], 0);
    if (rc)
      return kg__txn_fail(txn, kg__lmdb_error(rc, "removing quads", err));
  }
  txn->manifest.delta = 0;
  txn->changed = true;
  return KG_OK;
}

static kg_status
clear_all(kg_txn *txn, kg_error *err)
{
  KG_TRY(kg__quads_drop(txn, err));
  kg__store_compact_abort(txn);
  kg__runs_release(txn->store, txn->runs);
  txn->runs = NULL;
  txn->manifest.quads = txn->manifest.run_rows = 0;
  txn->manifest.generation++;
  return KG_OK;
}

static kg_status
take_batch(kg__rows *rows, const kg_batch *batch)
{
  KG_TRY(
      kg__vec_reserve((void **)&rows->items, &rows->capacity, rows->n + batch->n_rows, sizeof *rows->items));
  for (size_t i = 0; i < batch->n_rows; i++) {
    kg_quad_ids quad = kg_batch_quad(batch, KG_GSPO, i);
    rows->items[rows->n++] = kg__row_of(&quad);
  }
  return KG_OK;
}

// The first rows of a graph, up to `most` and the rest of a batch.
static kg_status
take_rows(kg_txn *txn, kg_id graph, kg__rows *rows, size_t most, kg_error *err)
{
  kg_scan *scan = NULL;
  kg_batch *batch = malloc(sizeof *batch);
  rows->n = 0;
  kg_status st =
      batch ? kg_scan_open(txn, KG_GSPO, &graph, 1, KG_ID_NONE, KG_ID_MAX, &scan, err) : KG_ERR_NOMEM;
  while (!st && rows->n < most) {
    if (!(st = kg_scan_next(scan, 15, batch)))
      st = take_batch(rows, batch);
  }
  kg_scan_close(scan);
  free(batch);
  return st == KG_DONE || !st ? KG_OK : kg_error_set(err, st, "clearing a graph failed");
}

static kg_status
clear_rows(kg_txn *txn, kg_id graph, kg_error *err)
{
  kg__rows rows = {0};
  size_t changed;
  kg_status st;
  while (!(st = take_rows(txn, graph, &rows, kg__store_sizes_now.cleared_quads, err)) && rows.n &&
         !(st = change_quads(txn, KG__REMOVED, rows.items, rows.n, &changed, err)))
    ;
  free(rows.items);
  return st;
}

kg_status
kg_txn_clear_graph(kg_txn *txn, kg_id graph, uint64_t *removed, kg_error *err)
{
  uint64_t n = 0;
  KG_TRY(kg__txn_check_write(txn, err));
  KG_TRY(kg_count(txn, KG_GSPO, &graph, 1, &n, err));
  if (removed)
    *removed = n;
  if (!n)
    return KG_OK;
  if (n == txn->manifest.quads)
    return clear_all(txn, err);
  return is_bulk(txn, n, 20) ? kg__pack_without(txn, graph, n, err) : clear_rows(txn, graph, err);
}
