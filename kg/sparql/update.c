// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/update.h"
#include "kg/sparql/parse.h"
#include "kg/sparql/print.h"

static kg_status
parse(kg_str text, const kg_update_options *options, kg_arena *arena, kg__request *request, kg_error *err)
{
  kg_query_options as_query = {
      .base = options->base, .namespaces = options->namespaces, .limits = options->limits};
  kg_status st = kg__parse(text, &as_query, kg__parse_update_unit, arena, request, err);
  if (st && options->source)
    kg_error_set_source(err, options->source, strlen(options->source));
  return st;
}

static kg_status
run_operation(kg__update *u, const kg__operation *op)
{
  switch (op->kind) {
  case KG__UPDATE_MODIFY:
    return kg__update_modify(u, op);
  case KG__UPDATE_INSERT_DATA:
  case KG__UPDATE_DELETE_DATA:
    return kg__update_data(u, op);
  case KG__UPDATE_LOAD:
    return kg__update_load(u, op);
  case KG__UPDATE_CLEAR:
  case KG__UPDATE_DROP:
    return kg__update_clear(u, op);
  case KG__UPDATE_CREATE:
    return kg__update_create(u, op);
  case KG__UPDATE_ADD:
  case KG__UPDATE_MOVE:
  case KG__UPDATE_COPY:
    return kg__update_copy(u, op);
  }
  return KG_ERR_ARGUMENT;
}

static kg_status
run_all(kg__update *u, kg_str text, const kg_update_options *options)
{
  KG_TRY(parse(text, options, u->arena, &u->request, u->err));
  for (size_t i = 0; i < u->request.n_operations; i++) {
    KG_TRY(kg_limits_check(options->limits, u->err));
    KG_TRY(kg_txn_new_scope(u->txn));
    KG_TRY(run_operation(u, &u->request.operations[i]));
  }
  return KG_OK;
}

kg_status
kg_update_run(kg_world *world, kg_txn *txn, kg_str text, const kg_update_options *options,
              kg_update_counts *counts, kg_error *err)
{
  static const kg_update_options defaults;
  options = options ? options : &defaults;
  kg__update u = {.world = world, .txn = txn, .options = options, .err = err, .arena = kg_arena_new()};
  if (!kg_txn_is_write(txn)) {
    kg_arena_free(u.arena);
    return kg_error_set(err, KG_ERR_ARGUMENT, "an update needs a writing transaction");
  }
  kg_status st = u.arena ? run_all(&u, text, options) : KG_ERR_NOMEM;
  kg_arena_free(u.arena);
  if (counts)
    *counts = u.counts;
  return st;
}

kg_status
kg_update_check(kg_str text, const kg_update_options *options, kg_error *err)
{
  static const kg_update_options defaults;
  kg__request request;
  kg_arena *arena = kg_arena_new();
  kg_status st = arena ? parse(text, options ? options : &defaults, arena, &request, err) : KG_ERR_NOMEM;
  kg_arena_free(arena);
  return st;
}

kg_status
kg_update_print(kg_str text, const kg_update_options *options, kg_buf *buf, kg_error *err)
{
  static const kg_update_options defaults;
  const kg_update_options *used = options ? options : &defaults;
  kg__request request;
  kg_arena *arena = kg_arena_new();
  kg_status st = arena ? parse(text, used, arena, &request, err) : KG_ERR_NOMEM;
  st = st ? st : kg__print_request(&request, used->namespaces, buf);
  kg_arena_free(arena);
  return st;
}
