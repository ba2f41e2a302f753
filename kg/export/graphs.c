// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/export/graphs.h"

#include "kg/base/vec.h"

#include <stdlib.h>

static int
compare_ids(const void *a, const void *b)
{
  kg_id x = *(const kg_id *)a, y = *(const kg_id *)b;
  return (x > y) - (x < y);
}

static kg_status
add(kg__graph_set *set, kg_id graph)
{
  KG_TRY(kg__vec_add(set));
  set->items[set->n - 1] = graph;
  return KG_OK;
}

static kg_status
add_named(kg_txn *txn, kg__graph_set *set, kg_str iri, kg_error *err)
{
  kg_id id;
  kg_term term = kg_term_iri(iri);
  uint64_t count = 0;
  kg_status st = kg_txn_find(txn, &term, &id, err);
  if (!st)
    st = kg_count(txn, KG_GSPO, &id, 1, &count, err);
  if (st == KG_ERR_NOT_FOUND || (!st && !count))
    return kg_error_set(err, KG_ERR_NOT_FOUND, "there is no graph <%.*s>", KG_STR_ARG(iri));
  return st ? st : add(set, id);
}

static kg_status
add_all(kg_txn *txn, kg__graph_set *set, bool background, kg_error *err)
{
  kg_id *ids = NULL;
  size_t n = 0;
  KG_TRY(kg_txn_graphs(txn, &ids, &n, err));
  kg_status st = add(set, KG_ID_NONE);
  for (size_t i = 0; !st && i < n; i++) {
    bool behind = false;
    if (!background)
      st = kg_txn_is_background(txn, ids[i], &behind, err);
    if (!st && !behind)
      st = add(set, ids[i]);
  }
  free(ids);
  return st;
}

kg_status
kg__graph_set_choose(kg_txn *txn, const kg_export_options *options, kg__graph_set *set, kg_error *err)
{
  if (!options->n_graphs)
    return add_all(txn, set, options->background, err);
  for (size_t i = 0; i < options->n_graphs; i++)
    KG_TRY(add_named(txn, set, options->graphs[i], err));
  qsort(set->items, set->n, sizeof(kg_id), compare_ids);
  size_t kept = 1;
  for (size_t i = 1; i < set->n; i++) {
    if (set->items[i] != set->items[kept - 1])
      set->items[kept++] = set->items[i];
  }
  set->n = kept;
  return KG_OK;
}

bool
kg__graph_set_has(const kg__graph_set *set, kg_id graph)
{
  return bsearch(&graph, set->items, set->n, sizeof graph, compare_ids) != NULL;
}
