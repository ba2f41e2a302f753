// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The library from outside: a temporary store, a triple, a query, the rows.

#include <kg/kg.h>

#include <stdio.h>

static kg_status
add(kg_store *store, kg_error *err)
{
  kg_txn *txn = NULL;
  kg_quad quad = {.subject = kg_term_iri(KG_STR("http://example.org/norway")),
                  .predicate = kg_term_iri(KG_STR(KG_NS_SEC "memberOf")),
                  .object = kg_term_iri(KG_STR("http://example.org/nato"))};
  KG_TRY(kg_txn_begin_write(store, &txn, err));
  kg_status st = kg_txn_add(txn, &quad, NULL, err);
  if (!st)
    return kg_txn_commit(txn, err);
  kg_txn_abort(txn);
  return st;
}

static kg_status
ask(kg_world *world, kg_txn *txn, kg_error *err)
{
  kg_result *result = NULL;
  const kg_term *row;
  kg_status st;
  KG_TRY(kg_query_run(world, txn, KG_STR("SELECT ?s ?o { ?s ?p ?o }"), NULL, &result, err));
  while ((st = kg_result_next(result, &row, err)) == KG_OK)
    printf("%.*s in %.*s\n", KG_STR_ARG(row[0].value), KG_STR_ARG(row[1].value));
  kg_result_free(result);
  return st == KG_DONE ? KG_OK : st;
}

int
main(void)
{
  kg_error err = {.status = KG_OK};
  kg_world *world = kg_world_new();
  kg_store *store = NULL;
  kg_txn *txn = NULL;
  char text[1024];
  if (kg_store_open_temporary(&store, &err) || add(store, &err) || kg_txn_begin_read(store, &txn, &err) ||
      ask(world, txn, &err)) {
    kg_error_print(&err, text, sizeof text);
    fprintf(stderr, "%s\n", text);
  }
  kg_txn_abort(txn);
  kg_store_close(store);
  kg_world_free(world);
  return err.status != KG_OK;
}
