// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Streams of statements.  With nothing pending a stream reads in a transaction of its own, piece by piece.
// While changes are pending it must read among them, where a scan does not survive the next change: then its
// ids are gathered at once, and only their terms are looked up later.

#include "kg/base/vec.h"
#include "kg/store/redland_api.h"

#include <stdlib.h>

#define api kg__librdf_api

typedef struct finding {
  librdf_storage *storage; // referenced
  kg__shared *shared;      // held
  kg_txn *txn;             // its own, or null
  kg_scan *scan;           // in it
  kg_quad_ids pattern;
  bool in_context;
  kg_order order;
  size_t at;
  struct {
    kg_quad_ids *items;
    size_t n, capacity;
  } quads; // of a batch, or all
  librdf_statement *statement;
  librdf_node *context;
} finding;

void
kg__redland_log(librdf_storage *storage, kg_status status, const kg_error *err)
{
  api.librdf_log(api.librdf_storage_get_world(storage), 0, LIBRDF_LOG_ERROR, LIBRDF_FROM_STORAGE, NULL,
                 "kg: %s", err->message[0] ? err->message : kg_status_name(status));
}

// ---- finding

static bool
fits(const finding *f, const kg_quad_ids *q)
{
  const kg_quad_ids *p = &f->pattern;
  return (!p->s || p->s == q->s) && (!p->p || p->p == q->p) && (!p->o || p->o == q->o) &&
         (!f->in_context || p->g == q->g) && kg_id_tag(q->s) != KG_TAG_TRIPLE &&
         kg_id_tag(q->o) != KG_TAG_TRIPLE;
}

static kg_status
take_batch(finding *f, kg_batch *batch)
{
  KG_TRY(kg_scan_next(f->scan, 15, batch));
  for (size_t i = 0; i < batch->n_rows; i++) {
    kg_quad_ids quad = kg_batch_quad(batch, f->order, i);
    if (!fits(f, &quad))
      continue;
    KG_TRY(kg__vec_add(&f->quads));
    f->quads.items[f->quads.n - 1] = quad;
  }
  return KG_OK;
}

// One batch that has any, or all of them.
static kg_status
take(finding *f, bool all)
{
  kg_batch *batch = malloc(sizeof *batch);
  kg_status st = batch ? KG_OK : KG_ERR_NOMEM;
  f->quads.n = 0;
  f->at = 0;
  while (!st && (all || !f->quads.n))
    st = take_batch(f, batch);
  free(batch);
  return st;
}

static kg_status
open_scan(finding *f, kg_txn *txn, kg_error *err)
{
  kg_id prefix[4];
  size_t n_prefix = 0;
  f->order = kg_order_for(&f->pattern, f->in_context, prefix, &n_prefix);
  return kg_scan_open(txn, f->order, prefix, n_prefix, KG_ID_NONE, KG_ID_MAX, &f->scan, err);
}

static void
close_scan(finding *f)
{
  kg_scan_close(f->scan);
  f->scan = NULL;
}

static kg_status
start(finding *f, kg_error *err)
{
  kg_txn *txn;
  bool own = false;
  KG_TRY(kg__shared_read(f->shared, &txn, &own, err));
  if (own)
    f->txn = txn;
  KG_TRY(open_scan(f, txn, err));
  kg_status st = take(f, !own);
  if (!own || st)
    close_scan(f);
  return st == KG_DONE ? KG_OK : st;
}

// ---- what librdf calls

static void
forget(finding *f)
{
  if (f->statement)
    api.librdf_free_statement(f->statement);
  if (f->context)
    api.librdf_free_node(f->context);
  f->statement = NULL;
  f->context = NULL;
}

static int
is_end(void *self)
{
  finding *f = self;
  if (f->at < f->quads.n)
    return 0;
  if (f->scan && take(f, false))
    close_scan(f);
  return f->at >= f->quads.n;
}

static int
next(void *self)
{
  finding *f = self;
  forget(f);
  if (!is_end(f))
    f->at++;
  return is_end(f);
}

static kg_status
with_txn(finding *f, kg_txn **txn, bool *own, kg_error *err)
{
  *own = false;
  *txn = f->txn;
  return f->txn ? KG_OK : kg__shared_read(f->shared, txn, own, err);
}

static librdf_statement *
make_statement(finding *f, kg_txn *txn, kg_error *err)
{
  librdf_world *world = api.librdf_storage_get_world(f->storage);
  const kg_quad_ids *q = &f->quads.items[f->at];
  librdf_node *s = kg__id_node(world, txn, q->s, err);
  librdf_node *p = s ? kg__id_node(world, txn, q->p, err) : NULL;
  librdf_node *o = p ? kg__id_node(world, txn, q->o, err) : NULL;
  if (o)
    return api.librdf_new_statement_from_nodes(world, s, p, o);
  if (s)
    api.librdf_free_node(s);
  if (p)
    api.librdf_free_node(p);
  return NULL;
}

static void *
get(void *self, int what)
{
  finding *f = self;
  kg_txn *txn = NULL;
  bool own = false;
  kg_error err = {0};
  bool context = what == LIBRDF_STREAM_GET_METHOD_GET_CONTEXT;
  if (is_end(f))
    return NULL;
  kg_id graph = f->quads.items[f->at].g;
  if ((context && (f->context || !graph)) || (!context && f->statement))
    return context ? (void *)f->context : (void *)f->statement;
  kg_status st = with_txn(f, &txn, &own, &err);
  if (!st && context)
    f->context = kg__id_node(api.librdf_storage_get_world(f->storage), txn, graph, &err);
  else if (!st)
    f->statement = make_statement(f, txn, &err);
  if (own)
    kg_txn_abort(txn);
  if (err.status)
    kg__redland_log(f->storage, st, &err);
  return context ? (void *)f->context : (void *)f->statement;
}

static void
finish(void *self)
{
  finding *f = self;
  forget(f);
  close_scan(f);
  kg_txn_abort(f->txn);
  free(f->quads.items);
  kg__shared_release(f->shared);
  api.librdf_storage_remove_reference(f->storage);
  free(f);
}

static finding *
new_finding(librdf_storage *storage)
{
  finding *f = calloc(1, sizeof *f);
  if (!f)
    return NULL;
  f->storage = storage;
  f->shared = api.librdf_storage_get_instance(storage);
  api.librdf_storage_add_reference(storage);
  kg__shared_hold(f->shared);
  return f;
}

static librdf_stream *
stream_of(finding *f)
{
  librdf_world *world = api.librdf_storage_get_world(f->storage);
  librdf_stream *stream = api.librdf_new_stream(world, f, is_end, next, get, finish);
  if (!stream)
    finish(f);
  return stream;
}

librdf_stream *
kg__redland_stream(librdf_storage *storage, const kg_quad_ids *pattern, bool in_context)
{
  kg_error err = {0};
  finding *f = new_finding(storage);
  if (!f)
    return NULL;
  f->pattern = *pattern;
  f->in_context = in_context;
  kg_status st = start(f, &err);
  if (!st)
    return stream_of(f);
  kg__redland_log(storage, st, &err);
  finish(f);
  return NULL;
}

librdf_stream *
kg__redland_no_stream(librdf_storage *storage)
{
  finding *f = new_finding(storage);
  return f ? stream_of(f) : NULL;
}

kg_status
kg__redland_any(kg_txn *txn, const kg_quad_ids *pattern, bool in_context, bool *any, kg_error *err)
{
  finding f = {.pattern = *pattern, .in_context = in_context};
  *any = false;
  KG_TRY(open_scan(&f, txn, err));
  kg_status st = take(&f, false);
  *any = f.quads.n > 0;
  close_scan(&f);
  free(f.quads.items);
  return st == KG_DONE ? KG_OK : st;
}

// ---- contexts

typedef struct names {
  librdf_node **nodes;
  size_t n, at;
} names;

static int
names_end(void *self)
{
  const names *c = self;
  return c->at >= c->n;
}

static int
names_next(void *self)
{
  names *c = self;
  c->at += c->at < c->n;
  return names_end(c);
}

static void *
names_get(void *self, int what)
{
  const names *c = self;
  return what == LIBRDF_ITERATOR_GET_METHOD_GET_OBJECT && c->at < c->n ? c->nodes[c->at] : NULL;
}

static void
names_finish(void *self)
{
  names *c = self;
  for (size_t i = 0; i < c->n; i++)
    api.librdf_free_node(c->nodes[i]);
  free(c->nodes);
  free(c);
}

static kg_status
read_names(librdf_storage *storage, names *c, kg_error *err)
{
  kg_txn *txn;
  bool own;
  kg_id *ids = NULL;
  size_t n = 0;
  KG_TRY(kg__shared_read(api.librdf_storage_get_instance(storage), &txn, &own, err));
  kg_status st = kg_txn_graphs(txn, &ids, &n, err);
  c->nodes = calloc(n + 1, sizeof *c->nodes);
  if (!c->nodes)
    st = KG_ERR_NOMEM;
  for (; c->n < n && !st; c->n += !st) {
    c->nodes[c->n] = kg__id_node(api.librdf_storage_get_world(storage), txn, ids[c->n], err);
    st = c->nodes[c->n] ? KG_OK : KG_ERR_NOMEM;
  }
  if (own)
    kg_txn_abort(txn);
  free(ids);
  return st;
}

librdf_iterator *
kg__redland_contexts(librdf_storage *storage)
{
  kg_error err = {0};
  names *c = calloc(1, sizeof *c);
  if (!c)
    return NULL;
  kg_status st = read_names(storage, c, &err);
  librdf_iterator *iterator = st ? NULL
                                 : api.librdf_new_iterator(api.librdf_storage_get_world(storage), c,
                                                           names_end, names_next, names_get, names_finish);
  if (st)
    kg__redland_log(storage, st, &err);
  if (!iterator)
    names_finish(c);
  return iterator;
}
