// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// Operations on whole graphs.  The store keeps no graph without quads, so to create one changes nothing, and
// one that is not there cannot be told from an empty one.

#include "kg/base/vec.h"
#include "kg/sparql/update.h"

#include <stdlib.h>

typedef struct quads {
  kg_quad_ids *items;
  size_t n, capacity;
} quads;

static kg_status
find_graph(kg__update *u, kg__graph_ref ref, const kg_term *graph, kg_id *id, bool *found)
{
  *id = KG_ID_NONE;
  *found = true;
  if (ref == KG__GRAPH_DEFAULT)
    return KG_OK;
  kg_status st = kg_txn_find(u->txn, graph, id, u->err);
  *found = st == KG_OK;
  return st == KG_ERR_NOT_FOUND ? KG_OK : st;
}

static kg_status
count_graph(kg__update *u, kg_id graph, uint64_t *n)
{
  return kg_count(u->txn, KG_GSPO, &graph, 1, n, u->err);
}

static kg_status
clear_graph(kg__update *u, kg_id graph)
{
  uint64_t removed = 0;
  KG_TRY(kg_txn_clear_graph(u->txn, graph, &removed, u->err));
  u->counts.removed += removed;
  return KG_OK;
}

kg_status
kg__update_clear(kg__update *u, const kg__operation *op)
{
  kg_id graph, *graphs = NULL;
  bool found;
  size_t n = 0;
  kg_status st = KG_OK;
  if (op->from_ref == KG__GRAPH_DEFAULT || op->from_ref == KG__GRAPH_IRI) {
    KG_TRY(find_graph(u, op->from_ref, &op->from, &graph, &found));
    return found ? clear_graph(u, graph) : KG_OK;
  }
  KG_TRY(kg_txn_graphs(u->txn, &graphs, &n, u->err));
  for (size_t i = 0; !st && i < n; i++)
    st = clear_graph(u, graphs[i]);
  free(graphs);
  return st ? st : op->from_ref == KG__GRAPH_ALL ? clear_graph(u, KG_ID_NONE) : KG_OK;
}

kg_status
kg__update_create(kg__update *u, const kg__operation *op)
{
  kg_id graph;
  bool found;
  uint64_t n = 0;
  KG_TRY(find_graph(u, op->from_ref, &op->from, &graph, &found));
  if (found)
    KG_TRY(count_graph(u, graph, &n));
  if (!n || op->silent)
    return KG_OK;
  return kg_error_set(u->err, KG_ERR_CONFLICT, "graph <%.*s> is there already", KG_STR_ARG(op->from.value));
}

// ---- COPY, MOVE, ADD

static kg_status
read_graph(kg__update *u, kg_id graph, quads *all)
{
  kg_scan *scan;
  kg_batch *batch = kg_arena_alloc(u->arena, sizeof *batch);
  kg_status st = KG_OK;
  if (!batch)
    return KG_ERR_NOMEM;
  KG_TRY(kg_scan_open(u->txn, KG_GSPO, &graph, 1, 0, KG_ID_MAX, &scan, u->err));
  while (!st && (st = kg_scan_next(scan, 15, batch)) == KG_OK)
    for (size_t i = 0; !st && i < batch->n_rows; i++)
      if (!(st = kg__vec_add(all)))
        all->items[all->n - 1] = kg_batch_quad(batch, KG_GSPO, i);
  kg_scan_close(scan);
  return st == KG_DONE ? KG_OK : st;
}

static kg_status
insert_all(kg__update *u, const quads *all, kg_id graph)
{
  uint64_t before, after;
  KG_TRY(count_graph(u, graph, &before));
  for (size_t i = 0; i < all->n; i++) {
    kg_quad_ids quad = all->items[i];
    quad.g = graph;
    if (i % 1024 == 0)
      KG_TRY(kg_limits_check(u->options->limits, u->err));
    KG_TRY(kg_txn_insert(u->txn, &quad, NULL, u->err));
  }
  KG_TRY(count_graph(u, graph, &after));
  u->counts.inserted += after - before;
  return KG_OK;
}

static kg_status
copy_graph(kg__update *u, kg__update_kind kind, kg_id from, kg_id to)
{
  quads all = {0};
  kg_status st = read_graph(u, from, &all);
  if (!st && kind != KG__UPDATE_ADD)
    st = clear_graph(u, to);
  st = st ? st : insert_all(u, &all, to);
  if (!st && kind == KG__UPDATE_MOVE)
    st = clear_graph(u, from);
  free(all.items);
  return st;
}

kg_status
kg__update_copy(kg__update *u, const kg__operation *op)
{
  kg_id from, to = KG_ID_NONE;
  bool found;
  uint64_t n = 0;
  KG_TRY(find_graph(u, op->from_ref, &op->from, &from, &found));
  if (found)
    KG_TRY(count_graph(u, from, &n));
  if (!n && op->from_ref == KG__GRAPH_IRI)
    return op->silent ? KG_OK
                      : kg_error_set(u->err, KG_ERR_CONFLICT, "there is no graph <%.*s>",
                                     KG_STR_ARG(op->from.value));
  if (op->to_ref == KG__GRAPH_IRI)
    KG_TRY(kg_txn_intern(u->txn, &op->to, &to, u->err));
  return from == to ? KG_OK : copy_graph(u, op->kind, from, to);
}

// ---- LOAD

static kg_status
load(kg__update *u, const kg__operation *op)
{
  kg_source *source = NULL;
  kg_sink sink = kg_txn_sink(u->txn);
  kg_read_options options = {.base = op->from.value, .limits = u->options->limits};
  kg_store_stats before, after;
  if (op->to_ref == KG__GRAPH_IRI)
    options.graph = op->to;
  if (!u->options->fetch)
    return kg_error_set(u->err, KG_ERR_UNSUPPORTED, "LOAD <%.*s> is not allowed: no place is named for it",
                        KG_STR_ARG(op->from.value));
  KG_TRY(kg_txn_stats(u->txn, &before, u->err));
  KG_TRY(u->options->fetch(u->options->fetch_self, op->from.value, u->options->limits, &source,
                           &options.format, u->err));
  if (!options.format)
    options.format = kg_format_from_path(op->from.value);
  kg_status st = kg_read(u->world, source, &options, &sink, u->err);
  kg_source_close(source);
  KG_TRY(st);
  KG_TRY(kg_txn_stats(u->txn, &after, u->err));
  u->counts.inserted += after.quads - before.quads;
  return KG_OK;
}

kg_status
kg__update_load(kg__update *u, const kg__operation *op)
{
  kg_status st = load(u, op);
  bool stop = st == KG_ERR_NOMEM || st == KG_ERR_TIMEOUT || st == KG_ERR_INTERRUPTED || st == KG_ERR_STORE;
  return op->silent && !stop ? KG_OK : st;
}
