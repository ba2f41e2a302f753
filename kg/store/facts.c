// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Small things kept with the store: prefixes, facts, and the fact that a graph is background.

#include "kg/store/private.h"

#define BACKGROUND "background "

static kg_status
keep_prefix(void *self, kg_str prefix, kg_str iri, kg_error *err)
{
  if (kg_namespaces_add(self, prefix, iri))
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for prefixes");
  return KG_OK;
}

static kg_status
background_key(kg_str graph, kg_buf *key, kg_error *err)
{
  if (kg_buf_add_str(key, KG_STR(BACKGROUND)) || kg_buf_add_str(key, graph))
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for a fact");
  return KG_OK;
}

static kg_status
background_find(kg_txn *txn, kg_str graph, bool *background, kg_error *err)
{
  kg_buf key = {0};
  kg_str value = {0};
  kg_status st;
  KG_TRY_DONE(st, background_key(graph, &key, err));
  st = kg__pair_get(txn, KG__FACTS, kg_buf_str(&key), &value, err);
  *background = st == KG_OK;
  if (st == KG_ERR_NOT_FOUND)
    st = KG_OK;
done:
  kg_buf_release(&key);
  return st;
}

kg_status
kg_txn_add_prefix(kg_txn *txn, kg_str prefix, kg_str iri, kg_error *err)
{
  return kg__pair_put(txn, KG__PREFIXES, prefix, iri, err);
}

kg_status
kg_txn_prefixes(kg_txn *txn, kg_namespaces *into, kg_error *err)
{
  return kg__pair_each(txn, KG__PREFIXES, keep_prefix, into, err);
}

kg_status
kg_txn_set_fact(kg_txn *txn, kg_str key, kg_str value, kg_error *err)
{
  return kg__pair_put(txn, KG__FACTS, key, value, err);
}

kg_status
kg_txn_get_fact(kg_txn *txn, kg_str key, kg_arena *arena, kg_str *value, kg_error *err)
{
  kg_str found = {0};
  KG_TRY(kg__pair_get(txn, KG__FACTS, key, &found, err));
  *value = kg_arena_str(arena, found);
  return value->ptr ? KG_OK : kg_error_set(err, KG_ERR_NOMEM, "no memory for a fact");
}

kg_status
kg_txn_set_background(kg_txn *txn, kg_str graph, kg_error *err)
{
  kg_buf key = {0};
  kg_status st = background_key(graph, &key, err);
  if (!st)
    st = kg__pair_put(txn, KG__FACTS, kg_buf_str(&key), KG_STR("true"), err);
  kg_buf_release(&key);
  return st;
}

kg_status
kg_txn_is_background(kg_txn *txn, kg_id graph, bool *background, kg_error *err)
{
  kg_term term;
  *background = false;
  if (kg_id_tag(graph) != KG_TAG_IRI)
    return KG_OK;
  kg_arena *arena = kg_arena_new();
  if (!arena)
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for a term");
  kg_status st = kg_txn_term(txn, graph, arena, &term, err);
  if (!st)
    st = background_find(txn, term.value, background, err);
  kg_arena_free(arena);
  return st;
}
