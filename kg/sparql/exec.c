// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// Terms that a query computes get ids of its own (KG_TAG_LOCAL) unless the store has them: so equal terms
// have equal ids, whatever they come from, and joins and groups need not look at text.

#include "kg/sparql/exec.h"
#include "kg/base/vec.h"
#include "kg/sparql/operator.h"

#include <stdlib.h>

kg_status
kg__exec_init(kg__exec *exec, kg_txn *txn, kg__request *request, kg_arena *arena, const kg_limits *limits,
              kg_error *err)
{
  *exec = (kg__exec){.txn = txn,
                     .request = request,
                     .arena = arena,
                     .scratch = kg_arena_new(),
                     .limits = limits,
                     .n_vars = request->n_vars,
                     .err = err};
  if (!exec->scratch)
    return KG_ERR_NOMEM;
  return kg__functions_init(&exec->functions, exec->scratch, limits, request->base, err);
}

void
kg__exec_close(kg__exec *exec)
{
  for (kg__op *op = exec->ops; op; op = op->link)
    if (op->class->close)
      op->class->close(op);
}

void
kg__exec_release(kg__exec *exec)
{
  kg__exec_close(exec);
  kg__functions_release(&exec->functions);
  kg__map_release(&exec->local_ids);
  kg_buf_release(&exec->text);
  free(exec->locals.items);
  for (size_t i = 0; i < exec->n_exists; i++)
    kg_arena_free(exec->exists[i]->scratch);
  kg_arena_free(exec->scratch);
  exec->scratch = NULL;
}

kg_status
kg__exec_take(kg__exec *exec, size_t before, size_t after)
{
  exec->memory = exec->memory - before + after;
  if (after > before && exec->limits && exec->limits->memory && exec->memory > exec->limits->memory) {
    exec->memory = exec->memory - after + before;
    return kg_error_set(exec->err, KG_ERR_LIMIT, "the query needs more than %zu MB of memory",
                        exec->limits->memory >> 20);
  }
  return KG_OK;
}

size_t
kg__exec_room(const kg__exec *exec)
{
  size_t most = exec->limits ? exec->limits->memory : 0;
  return !most ? SIZE_MAX : exec->memory < most ? most - exec->memory : 0;
}

kg_status
kg__exec_check(kg__exec *exec)
{
  return kg_limits_check(exec->limits, exec->err);
}

kg__var
kg__exec_new_var(kg__exec *exec)
{
  return (kg__var)exec->n_vars++;
}

// ---- terms

static kg_status
local_id(kg__exec *exec, const kg_term *term, kg_id *id)
{
  uint64_t *at;
  bool made;
  kg_buf_clear(&exec->text);
  KG_TRY(kg_term_print(term, &exec->text));
  KG_TRY(kg__map_put(&exec->local_ids, kg_buf_str(&exec->text), exec->locals.n, &at, &made));
  *id = kg_id_make(KG_TAG_LOCAL, *at + 1);
  if (!made)
    return KG_OK;
  KG_TRY(kg__exec_take(exec, 0, 2 * exec->text.len + sizeof(kg_term)));
  KG_TRY(kg__vec_add(&exec->locals));
  return kg_term_copy(term, exec->arena, &exec->locals.items[exec->locals.n - 1]);
}

kg_status
kg__exec_id(kg__exec *exec, const kg_term *term, kg_id *id)
{
  *id = term->kind == KG_TERM_LITERAL ? kg_id_inline(term) : KG_ID_NONE;
  if (*id || term->kind == KG_TERM_NONE)
    return KG_OK;
  kg_status st = kg_txn_find(exec->txn, term, id, exec->err);
  bool impossible = st == KG_ERR_DATA && term->kind == KG_TERM_TRIPLE; // such as a literal as subject
  return st == KG_ERR_NOT_FOUND || impossible ? local_id(exec, term, id) : st;
}

kg_status
kg__exec_term(kg__exec *exec, kg_id id, kg_arena *arena, kg_term *term)
{
  *term = (kg_term){0};
  if (id == KG_ID_NONE)
    return KG_OK;
  if (kg_id_tag(id) != KG_TAG_LOCAL)
    return kg_txn_term(exec->txn, id, arena, term, exec->err);
  *term = exec->locals.items[kg_id_payload(id) - 1];
  return KG_OK;
}

// ---- dataset

static kg_status
graph_ids(kg__exec *exec, const kg_term *terms, size_t n, kg_id **ids, size_t *n_ids)
{
  for (size_t i = 0; i < n; i++) {
    kg_id id;
    size_t at = 0;
    KG_TRY(kg__exec_id(exec, &terms[i], &id));
    while (at < *n_ids && (*ids)[at] != id)
      at++;
    if (at == *n_ids)
      KG_TRY(kg__push(exec->arena, *ids, *n_ids, id));
  }
  return KG_OK;
}

kg_status
kg__exec_set_dataset(kg__exec *exec, const kg__dataset *dataset, bool strict_default)
{
  kg__graphs *g = &exec->graphs;
  kg_store_stats stats;
  KG_TRY(kg_txn_stats(exec->txn, &stats, exec->err));
  exec->has_named = stats.graphs > 0;
  *g = (kg__graphs){.default_all = !dataset && !strict_default, .named_all = !dataset};
  if (!dataset)
    return strict_default ? kg__push(exec->arena, g->defaults, g->n_defaults, KG_ID_NONE) : KG_OK;
  KG_TRY(graph_ids(exec, dataset->graphs, dataset->n_graphs, &g->defaults, &g->n_defaults));
  return graph_ids(exec, dataset->named, dataset->n_named, &g->named, &g->n_named);
}

bool
kg__exec_is_named(const kg__exec *exec, kg_id graph)
{
  if (exec->graphs.named_all)
    return graph != KG_ID_NONE;
  for (size_t i = 0; i < exec->graphs.n_named; i++)
    if (exec->graphs.named[i] == graph)
      return true;
  return false;
}

kg_status
kg__exec_named(kg__exec *exec, const kg_id **graphs, size_t *n)
{
  *graphs = exec->graphs.named;
  *n = exec->graphs.n_named;
  if (!exec->graphs.named_all)
    return KG_OK;
  kg_id *ids = NULL;
  KG_TRY(kg_txn_graphs(exec->txn, &ids, n, exec->err));
  kg_id *copy = kg_arena_calloc(exec->arena, *n + 1, sizeof *copy);
  if (copy && *n)
    memcpy(copy, ids, *n * sizeof *copy);
  free(ids);
  *graphs = copy;
  return copy ? KG_OK : KG_ERR_NOMEM;
}

// ---- values

kg_status
kg__exec_value(kg__exec *exec, kg_id id, kg_arena *arena, kg__value *value)
{
  kg_term term;
  *value = kg__value_of_id(id, arena);
  if (!kg__value_needs_text(value))
    return KG_OK;
  KG_TRY(kg__exec_term(exec, id, arena, &term));
  *value = kg__value_of_term(&term, id, arena);
  return KG_OK;
}

kg_status
kg__exec_value_id(kg__exec *exec, const kg__value *value, kg_id *id)
{
  kg_term term;
  *id = kg__value_is_bound(value) ? value->id : KG_ID_NONE;
  if (*id || !kg__value_is_bound(value))
    return KG_OK;
  KG_TRY(kg__value_term(value, exec->scratch, &term));
  return kg__exec_id(exec, &term, id);
}
