// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Formats with graphs get one graph after the other, from GSPO; formats without get SPO with the repetitions
// of a triple, which stand next to each other there, left out.  Only where something is to be left out or
// changed is a projection made, and asked for each quad.

#include "kg/export/graphs.h"
#include "kg/export/writers.h"
#include "kg/vocab.h"

#include <stdlib.h>

typedef struct exporter {
  kg_txn *txn;
  const kg_export_options *options;
  kg__graph_set graphs;
  kg__projection *projection; ///< Null: all quads as they are
  kg_writer *writer;
  kg_arena *arena;
} exporter;

// ---- RDF

static kg_status
term_of(exporter *e, kg_id id, kg_term *term, kg_error *err)
{
  return id ? kg_txn_term(e->txn, id, e->arena, term, err) : KG_OK;
}

static kg_status
write_terms(exporter *e, const kg_quad_ids *ids, kg_error *err)
{
  kg_quad quad = {0};
  kg_arena_clear(e->arena);
  KG_TRY(term_of(e, ids->s, &quad.subject, err));
  KG_TRY(term_of(e, ids->p, &quad.predicate, err));
  KG_TRY(term_of(e, ids->o, &quad.object, err));
  KG_TRY(term_of(e, ids->g, &quad.graph, err));
  return kg_writer_quad(e->writer, &quad, err);
}

static kg_status
write_reifier(exporter *e, const kg__claim_view *claim, kg_id graph, kg_error *err)
{
  kg_term triple[3] = {0};
  kg_quad quad = {.predicate = kg_term_iri(KG_STR(KG_RDF_REIFIES)), .object = kg_term_triple(triple)};
  kg_arena_clear(e->arena);
  KG_TRY(term_of(e, claim->id, &quad.subject, err));
  KG_TRY(term_of(e, claim->subject, &triple[0], err));
  KG_TRY(term_of(e, claim->property, &triple[1], err));
  KG_TRY(term_of(e, claim->object, &triple[2], err));
  KG_TRY(term_of(e, graph, &quad.graph, err));
  return kg_writer_quad(e->writer, &quad, err);
}

// A claim's three properties of RDF's reification become the one of RDF 1.2.
static kg_status
write_rdf12(exporter *e, const kg_quad_ids *ids, kg_error *err)
{
  const kg_id *words = e->projection->words;
  const kg__claim_view *c = kg__projection_claim(e->projection, ids->s);
  bool whole = c && c->subject && c->property && c->object && kg_id_tag(c->property) == KG_TAG_IRI &&
               (kg_id_tag(c->subject) == KG_TAG_IRI || kg_id_tag(c->subject) == KG_TAG_BLANK);
  if (whole && ids->p == words[KG__W_SUBJECT] && ids->o == c->subject)
    return write_reifier(e, c, ids->g, err);
  if (whole && ((ids->p == words[KG__W_PREDICATE] && ids->o == c->property) ||
                (ids->p == words[KG__W_OBJECT] && ids->o == c->object)))
    return KG_OK;
  return write_terms(e, ids, err);
}

static kg_status
write_quad(exporter *e, const kg_quad_ids *ids, kg_id graph, kg_error *err)
{
  if (e->projection && !kg__projection_keeps(e->projection, ids))
    return KG_OK;
  kg_quad_ids written = {ids->s, ids->p, ids->o, graph};
  bool rdf12 = e->options->projection == KG_PROJECTION_RDF12;
  return rdf12 ? write_rdf12(e, &written, err) : write_terms(e, &written, err);
}

// Let the terms of the next rows be fetched while those before are written.
static void
expect_terms(const exporter *e, const kg_batch *batch, size_t row)
{
  enum { ROWS = 32 };
  size_t n = batch->n_rows - row < ROWS ? batch->n_rows - row : ROWS;
  for (int c = 0; row % ROWS == 0 && c < 4; c++)
    kg_txn_expect_terms(e->txn, batch->column[c] + row, n);
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
      expect_terms(e, batch, i);
      st = write_quad(e, &ids, ids.g, err);
    }
    if (st)
      break;
  }
  kg_scan_close(scan);
  return st == KG_DONE ? KG_OK : st;
}

static bool
same_triple(const kg_quad_ids *a, const kg_quad_ids *b)
{
  return a->s == b->s && a->p == b->p && a->o == b->o;
}

// A triple that falls out of one graph may stay in another.
static kg_status
write_union_rows(exporter *e, const kg_batch *batch, kg_quad_ids *last, kg_error *err)
{
  for (size_t i = 0; i < batch->n_rows; i++) {
    kg_quad_ids ids = kg_batch_quad(batch, KG_SPO, i);
    expect_terms(e, batch, i);
    if (same_triple(&ids, last) || !kg__graph_set_has(&e->graphs, ids.g))
      continue;
    if (e->projection && !kg__projection_keeps(e->projection, &ids))
      continue;
    *last = ids;
    KG_TRY(write_quad(e, &ids, KG_ID_NONE, err));
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

static kg_status
write_rdf(exporter *e, kg_output *output, kg_error *err)
{
  KG_TRY(kg_writer_open(output, &e->options->write, &e->writer, err));
  return write_all(e, err);
}

// ---- graphs

static kg_status
write_drawing(exporter *e, kg_output *output, kg_error *err)
{
  static const kg__graph_writer writers[] = {
      [KG_GRAPH_GEXF] = kg__gexf_write, [KG_GRAPH_GRAPHML] = kg__graphml_write,
      [KG_GRAPH_DOT] = kg__dot_write,   [KG_GRAPH_SVG] = kg__svg_write,
      [KG_GRAPH_CSV] = kg__csv_write,   [KG_GRAPH_CYTOSCAPE] = kg__cytoscape_write,
      [KG_GRAPH_HTML] = kg__html_write, [KG_GRAPH_NANOPUB] = kg__nanopub_write};
  KG_TRY(writers[e->options->graph](e->projection, output, err));
  return kg_output_flush(output, err);
}

static kg_status
check_options(const kg_export_options *o, kg_error *err)
{
  if (o->graph > KG_GRAPH_NANOPUB || o->projection > KG_PROJECTION_RDF12)
    return kg_error_set(err, KG_ERR_ARGUMENT, "there is no such format or projection");
  if (o->graph && o->projection == KG_PROJECTION_RDF12)
    return kg_error_set(err, KG_ERR_ARGUMENT, "the projection rdf12 is for RDF, not for %s",
                        kg_graph_format_name(o->graph));
  if (!o->graph && o->projection == KG_PROJECTION_EDGES)
    return kg_error_set(
        err, KG_ERR_ARGUMENT,
        "the projection edges is not for RDF; its edges with attributes are the projection rdf12");
  if (o->graph == KG_GRAPH_NANOPUB && o->projection > KG_PROJECTION_CLAIMS)
    return kg_error_set(err, KG_ERR_ARGUMENT,
                        "nanopublications are made of claims: they have no other projection");
  return KG_OK;
}

static bool
wants_projection(const kg_export_options *o)
{
  return o->graph || o->projection > KG_PROJECTION_CLAIMS || o->filter.n_types ||
         kg__projection_is_narrowed(&o->filter);
}

kg_status
kg_export(kg_txn *txn, const kg_export_options *options, kg_output *output, kg_error *err)
{
  kg__projection projection = {0};
  exporter e = {.txn = txn, .options = options};
  kg_status st;
  KG_TRY(check_options(options, err));
  if (!(e.arena = kg_arena_new()))
    return KG_ERR_NOMEM;
  KG_TRY_DONE(st, kg__graph_set_choose(txn, options, &e.graphs, err));
  if (wants_projection(options)) {
    e.projection = &projection;
    KG_TRY_DONE(st, kg__projection_make(txn, options, &e.graphs, &projection, err));
  }
  st = options->graph ? write_drawing(&e, output, err) : write_rdf(&e, output, err);
done:
  kg__projection_release(&projection);
  kg_writer_free(e.writer);
  kg_arena_free(e.arena);
  free(e.graphs.items);
  return st;
}
