// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// DESCRIBE: what is said of each node, and of the blank nodes that this leads to; and the labels of the IRIs
// that it leads to.

#include "kg/sparql/result.h"
#include "kg/vocab.h"

static bool
graph_fits(const kg__exec *exec, kg_id g)
{
  for (size_t i = 0; i < exec->graphs.n_defaults; i++)
    if (exec->graphs.defaults[i] == g)
      return true;
  return exec->graphs.default_all;
}

// Add what is said of a subject, or its labels only; note the objects.
static kg_status
add_triples(kg__exec *exec, kg_id s, kg_id p, kg__rowset *triples, kg__rowset *objects)
{
  kg_batch *batch = kg_arena_alloc(exec->scratch, sizeof *batch);
  kg_scan *scan;
  kg_status st = KG_OK;
  if (!batch)
    return KG_ERR_NOMEM;
  KG_TRY(kg_scan_open(exec->txn, KG_SPO, (kg_id[]){s, p}, p ? 2 : 1, 0, KG_ID_MAX, &scan, exec->err));
  while (!st && (st = kg_scan_next(scan, 15, batch)) == KG_OK && !(st = kg__exec_check(exec)))
    for (size_t i = 0; !st && i < batch->n_rows; i++) {
      size_t at;
      bool made;
      kg_quad_ids q = kg_batch_quad(batch, KG_SPO, i);
      if (!graph_fits(exec, q.g))
        continue;
      st = kg__rowset_put(triples, (kg_id[]){q.s, q.p, q.o}, &at, &made);
      if (!st && objects)
        st = kg__rowset_put(objects, &q.o, &at, &made);
    }
  kg_scan_close(scan);
  return st == KG_DONE ? KG_OK : st;
}

// Nodes grow while they are gone through: each blank node found is one to describe.
static kg_status
describe_nodes(kg__exec *exec, kg__rowset *nodes, kg__rowset *triples, kg__rowset *objects)
{
  size_t seen = 0, at;
  bool made;
  for (size_t i = 0; i < nodes->n; i++) {
    kg_id node = *kg__rowset_at(nodes, i);
    kg_arena_clear(exec->scratch);
    if (kg_id_tag(node) != KG_TAG_LOCAL)
      KG_TRY(add_triples(exec, node, KG_ID_NONE, triples, objects));
    for (; seen < objects->n; seen++)
      if (kg_id_tag(*kg__rowset_at(objects, seen)) == KG_TAG_BLANK)
        KG_TRY(kg__rowset_put(nodes, kg__rowset_at(objects, seen), &at, &made));
  }
  return KG_OK;
}

static kg_status
add_labels(kg__exec *exec, const kg__rowset *objects, kg__rowset *triples)
{
  kg_id label;
  kg_term iri = kg_term_iri(KG_STR(KG_RDFS_LABEL));
  KG_TRY(kg__exec_id(exec, &iri, &label));
  for (size_t i = 0; kg_id_tag(label) != KG_TAG_LOCAL && i < objects->n; i++) {
    kg_id object = *kg__rowset_at(objects, i);
    kg_arena_clear(exec->scratch);
    if (kg_id_tag(object) == KG_TAG_IRI)
      KG_TRY(add_triples(exec, object, label, triples, NULL));
  }
  return KG_OK;
}

kg_status
kg__describe_nodes(kg__exec *exec, kg__rowset *nodes, kg__rowset *triples)
{
  kg__rowset objects = {.exec = exec, .width = 1, .key = 1};
  kg_status st = describe_nodes(exec, nodes, triples, &objects);
  st = st ? st : add_labels(exec, &objects, triples);
  kg__rowset_release(&objects);
  return st;
}
