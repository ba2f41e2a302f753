// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A store described in VoID: the union of its graphs as a dataset, with a partition for each class and each
// property, and each named graph as a subset.  Counted along the orders, where what is the same is side by
// side, so that one row before is all there is to remember.

#include "kg/cli/cli.h"

#include <stdlib.h>

#define VOID "http://rdfs.org/ns/void#"

typedef struct survey {
  kg_txn *txn;
  kg_writer *writer;
  kg_arena *arena;
  kg_error *err;
  unsigned n_blank;
  kg_batch batch;
} survey;

// ---- statements

static kg_term
vocabulary(survey *v, const char *name)
{
  char iri[80];
  int n = snprintf(iri, sizeof iri, VOID "%s", name);
  return kg_term_iri(kg_arena_str(v->arena, (kg_str){iri, (size_t)n}));
}

static kg_term
new_blank(survey *v)
{
  char label[24];
  int n = snprintf(label, sizeof label, "d%u", v->n_blank++);
  return kg_term_blank(kg_arena_str(v->arena, (kg_str){label, (size_t)n}));
}

static kg_status
state(survey *v, kg_term subject, const char *property, kg_term object)
{
  kg_quad quad = {.subject = subject, .predicate = vocabulary(v, property), .object = object};
  return quad.predicate.value.ptr ? kg_writer_quad(v->writer, &quad, v->err) : KG_ERR_NOMEM;
}

static kg_status
state_count(survey *v, kg_term subject, const char *property, uint64_t count)
{
  char text[24];
  int n = snprintf(text, sizeof text, "%llu", (unsigned long long)count);
  kg_str digits = kg_arena_str(v->arena, (kg_str){text, (size_t)n});
  return state(v, subject, property, kg_term_literal(digits, KG_STR(KG_XSD_INTEGER)));
}

static kg_status
state_dataset(survey *v, kg_term subject)
{
  kg_quad quad = {
      .subject = subject, .predicate = kg_term_iri(KG_STR(KG_RDF_TYPE)), .object = vocabulary(v, "Dataset")};
  return kg_writer_quad(v->writer, &quad, v->err);
}

// ---- counts

// Distinct values along an order: of its first column, its first two, and its first three.
typedef struct tally {
  uint64_t n[3];
} tally;

typedef kg_status (*group_fn)(survey *v, kg_term dataset, kg_id first, const tally *group);

// Count rows, and tell of each group of the same value in the column behind the prefix.
static kg_status
count_order(survey *v, kg_order order, const kg_id *prefix, size_t n_prefix, kg_term dataset, group_fn each,
            tally *all)
{
  kg_scan *scan;
  kg_id last[3] = {0};
  tally group = {{0}};
  kg_status st;
  *all = (tally){{0}};
  KG_TRY(kg_scan_open(v->txn, order, prefix, n_prefix, KG_ID_NONE, KG_ID_MAX, &scan, v->err));
  while (!(st = kg_scan_next(scan, 7, &v->batch))) {
    for (size_t i = 0; !st && i < v->batch.n_rows; i++) {
      size_t same = 0;
      while (same < 3 && v->batch.column[same][i] == last[same])
        same++;
      if (same <= n_prefix && group.n[2] && each)
        st = each(v, dataset, last[n_prefix], &group);
      if (same <= n_prefix)
        group = (tally){{0}};
      for (size_t c = same; c < 3; c++) {
        last[c] = v->batch.column[c][i];
        all->n[c]++;
        group.n[c]++;
      }
    }
    if (st)
      break;
  }
  kg_scan_close(scan);
  if (st == KG_DONE)
    st = group.n[2] && each ? each(v, dataset, last[n_prefix], &group) : KG_OK;
  return st;
}

static kg_status
term_of(survey *v, kg_id id, kg_term *term)
{
  kg_arena_clear(v->arena);
  return kg_txn_term(v->txn, id, v->arena, term, v->err);
}

static kg_status
state_property(survey *v, kg_term dataset, kg_id property, const tally *group)
{
  kg_term term;
  KG_TRY(term_of(v, property, &term));
  kg_term part = new_blank(v);
  KG_TRY(state(v, dataset, "propertyPartition", part));
  KG_TRY(state(v, part, "property", term));
  KG_TRY(state_count(v, part, "triples", group->n[2]));
  return state_count(v, part, "distinctSubjects", group->n[1]);
}

static kg_status
state_class(survey *v, kg_term dataset, kg_id class, const tally *group)
{
  kg_term term;
  KG_TRY(term_of(v, class, &term));
  if (term.kind != KG_TERM_IRI)
    return KG_OK;
  kg_term part = new_blank(v);
  KG_TRY(state(v, dataset, "classPartition", part));
  KG_TRY(state(v, part, "class", term));
  return state_count(v, part, "entities", group->n[2]);
}

static kg_status
state_classes(survey *v, kg_term dataset)
{
  kg_id type;
  tally all;
  kg_term term = kg_term_iri(KG_STR(KG_RDF_TYPE));
  kg_status st = kg_txn_find(v->txn, &term, &type, v->err);
  if (st)
    return st == KG_ERR_NOT_FOUND ? KG_OK : st;
  KG_TRY(count_order(v, KG_POS, &type, 1, dataset, state_class, &all));
  return state_count(v, dataset, "classes", all.n[1]);
}

static kg_status
state_graphs(survey *v, kg_term dataset)
{
  kg_id *graphs = NULL;
  size_t n = 0;
  kg_status st = kg_txn_graphs(v->txn, &graphs, &n, v->err);
  for (size_t i = 0; !st && i < n; i++) {
    uint64_t count;
    kg_term graph;
    st = kg_count(v->txn, KG_GSPO, &graphs[i], 1, &count, v->err);
    if (!st)
      st = term_of(v, graphs[i], &graph);
    if (st || graph.kind != KG_TERM_IRI)
      continue;
    st = state(v, dataset, "subset", graph);
    st = st ? st : state_dataset(v, graph);
    st = st ? st : state_count(v, graph, "triples", count);
  }
  free(graphs);
  return st;
}

static kg_status
state_all(survey *v)
{
  kg_term dataset = kg_term_blank(KG_STR("store"));
  tally all;
  kg_sink sink = kg_writer_sink(v->writer);
  if (sink.prefix)
    KG_TRY(sink.prefix(sink.self, KG_STR("void"), KG_STR(VOID), v->err));
  KG_TRY(state_dataset(v, dataset));
  KG_TRY(count_order(v, KG_SPO, NULL, 0, dataset, NULL, &all));
  KG_TRY(state_count(v, dataset, "triples", all.n[2]));
  KG_TRY(state_count(v, dataset, "distinctSubjects", all.n[0]));
  KG_TRY(count_order(v, KG_OSP, NULL, 0, dataset, NULL, &all));
  KG_TRY(state_count(v, dataset, "distinctObjects", all.n[0]));
  KG_TRY(state_classes(v, dataset));
  KG_TRY(count_order(v, KG_PSO, NULL, 0, dataset, state_property, &all));
  KG_TRY(state_count(v, dataset, "properties", all.n[0]));
  return state_graphs(v, dataset);
}

static kg_status
write_all(survey *v, kg_format format, kg_output *output)
{
  kg_write_options options = {.format = format};
  v->arena = kg_arena_new();
  kg_status st = v->arena ? kg_writer_open(output, &options, &v->writer, v->err) : KG_ERR_NOMEM;
  if (!st)
    st = state_all(v);
  if (!st)
    st = kg_writer_finish(v->writer, v->err);
  kg_writer_free(v->writer);
  kg_arena_free(v->arena);
  return st;
}

kg_status
cli_void(cli_state *cli, kg_txn *txn, kg_error *err)
{
  kg_format format;
  cli_output out = {.fd = -1};
  KG_TRY(cli_format("--to", cli->args.to, &format, err));
  if (format == KG_FORMAT_NONE && cli->args.output)
    format = kg_format_from_path(kg_str_of(cli->args.output));
  if (format == KG_FORMAT_NONE)
    format = KG_FORMAT_TURTLE;
  if (!kg_format_can_write(format))
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "%s is read, not written", kg_format_name(format));
  survey *v = calloc(1, sizeof *v);
  if (!v)
    return KG_ERR_NOMEM;
  v->txn = txn;
  v->err = err;
  kg_status st = cli_output_open(cli, &out, err);
  if (!st)
    st = cli_output_close(&out, write_all(v, format, out.output), err);
  free(v);
  return st;
}
