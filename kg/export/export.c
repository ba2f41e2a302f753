// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Formats with graphs get one graph after the other, from GSPO; formats without get SPO with the repetitions
// of a triple, which stand next to each other there, left out.

#include "kg/export.h"

#include "kg/base/vec.h"

#include <stdlib.h>

typedef struct exporter {
  kg_txn *txn;
  const kg_export_options *options;
  kg_writer *writer;
  kg_arena *arena;
  struct {
    kg_id *items; ///< Sorted; KG_ID_NONE is the default graph
    size_t n, capacity;
  } graphs;
} exporter;

static int
compare_ids(const void *a, const void *b)
{
  kg_id x = *(const kg_id *)a, y = *(const kg_id *)b;
  return (x > y) - (x < y);
}

static kg_status
want_graph(exporter *e, kg_id graph)
{
  KG_TRY(kg__vec_add(&e->graphs));
  e->graphs.items[e->graphs.n - 1] = graph;
  return KG_OK;
}

static kg_status
want_named(exporter *e, kg_str iri, kg_error *err)
{
  kg_id id;
  kg_term term = kg_term_iri(iri);
  uint64_t count = 0;
  kg_status st = kg_txn_find(e->txn, &term, &id, err);
  if (!st)
    st = kg_count(e->txn, KG_GSPO, &id, 1, &count, err);
  if (st == KG_ERR_NOT_FOUND || (!st && !count))
    return kg_error_set(err, KG_ERR_NOT_FOUND, "there is no graph <%.*s>", KG_STR_ARG(iri));
  return st ? st : want_graph(e, id);
}

static kg_status
want_all(exporter *e, kg_error *err)
{
  kg_id *ids = NULL;
  size_t n = 0;
  KG_TRY(kg_txn_graphs(e->txn, &ids, &n, err));
  kg_status st = want_graph(e, KG_ID_NONE);
  for (size_t i = 0; !st && i < n; i++) {
    bool background = false;
    if (!e->options->background)
      st = kg_txn_is_background(e->txn, ids[i], &background, err);
    if (!st && !background)
      st = want_graph(e, ids[i]);
  }
  free(ids);
  return st;
}

static kg_status
choose_graphs(exporter *e, kg_error *err)
{
  if (!e->options->n_graphs)
    return want_all(e, err);
  for (size_t i = 0; i < e->options->n_graphs; i++)
    KG_TRY(want_named(e, e->options->graphs[i], err));
  qsort(e->graphs.items, e->graphs.n, sizeof(kg_id), compare_ids);
  return KG_OK;
}

static kg_status
write_quad(exporter *e, const kg_quad_ids *ids, kg_error *err)
{
  kg_quad quad = {0};
  kg_arena_clear(e->arena);
  KG_TRY(kg_txn_term(e->txn, ids->s, e->arena, &quad.subject, err));
  KG_TRY(kg_txn_term(e->txn, ids->p, e->arena, &quad.predicate, err));
  KG_TRY(kg_txn_term(e->txn, ids->o, e->arena, &quad.object, err));
  if (ids->g)
    KG_TRY(kg_txn_term(e->txn, ids->g, e->arena, &quad.graph, err));
  return kg_writer_quad(e->writer, &quad, err);
}

static kg_status
write_graph(exporter *e, kg_id graph, kg_batch *batch, kg_error *err)
{
  kg_scan *scan = NULL;
  KG_TRY(kg_scan_open(e->txn, KG_GSPO, &graph, 1, 0, KG_ID_MAX, &scan, err));
  kg_status st;
  while ((st = kg_scan_next(scan, 15, batch)) == KG_OK) {
    st = kg_limits_check(e->options->limits, err);
    for (size_t i = 0; !st && i < batch->n_rows; i++) {
      kg_quad_ids ids = kg_batch_quad(batch, KG_GSPO, i);
      st = write_quad(e, &ids, err);
    }
    if (st)
      break;
  }
  kg_scan_close(scan);
  return st == KG_DONE ? KG_OK : st;
}

static kg_status
write_union_rows(exporter *e, const kg_batch *batch, kg_quad_ids *last, kg_error *err)
{
  for (size_t i = 0; i < batch->n_rows; i++) {
    kg_quad_ids ids = kg_batch_quad(batch, KG_SPO, i);
    bool again = ids.s == last->s && ids.p == last->p && ids.o == last->o;
    if (again || !bsearch(&ids.g, e->graphs.items, e->graphs.n, sizeof(kg_id), compare_ids))
      continue;
    *last = ids;
    ids.g = KG_ID_NONE;
    KG_TRY(write_quad(e, &ids, err));
  }
  return KG_OK;
}

static kg_status
write_union(exporter *e, kg_batch *batch, kg_error *err)
{
  kg_scan *scan = NULL;
  kg_quad_ids last = {0};
  KG_TRY(kg_scan_open(e->txn, KG_SPO, NULL, 0, 0, KG_ID_MAX, &scan, err));
  kg_status st;
  while ((st = kg_scan_next(scan, 15, batch)) == KG_OK) {
    if ((st = kg_limits_check(e->options->limits, err)) || (st = write_union_rows(e, batch, &last, err)))
      break;
  }
  kg_scan_close(scan);
  return st == KG_DONE ? KG_OK : st;
}

static kg_status
write_all(exporter *e, kg_error *err)
{
  kg_batch *batch = malloc(sizeof *batch);
  if (!batch)
    return KG_ERR_NOMEM;
  kg_status st = KG_OK;
  if (!kg_format_has_graphs(e->options->write.format))
    st = write_union(e, batch, err);
  else
    for (size_t i = 0; !st && i < e->graphs.n; i++)
      st = write_graph(e, e->graphs.items[i], batch, err);
  free(batch);
  return st ? st : kg_writer_finish(e->writer, err);
}

kg_status
kg_export(kg_txn *txn, const kg_export_options *options, kg_output *output, kg_error *err)
{
  exporter e = {.txn = txn, .options = options, .arena = kg_arena_new()};
  kg_status st;
  if (!e.arena)
    return KG_ERR_NOMEM;
  KG_TRY_DONE(st, choose_graphs(&e, err));
  KG_TRY_DONE(st, kg_writer_open(output, &options->write, &e.writer, err));
  st = write_all(&e, err);
done:
  kg_writer_free(e.writer);
  kg_arena_free(e.arena);
  free(e.graphs.items);
  return st;
}
