// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/engine.h"
#include "kg/sparql/parse.h"
#include "kg/sparql/result.h"

static kg_status
check(kg_world *world, kg_str text, const kg_query_options *options, kg_error *err)
{
  (void)world;
  kg__request request;
  kg_arena *arena = kg_arena_new();
  kg_status st = arena ? kg__parse(text, options, kg__parse_query_unit, arena, &request, err) : KG_ERR_NOMEM;
  kg_arena_free(arena);
  return st;
}

static kg_status
run(kg_world *world, kg_txn *txn, kg_str text, const kg_query_options *options, kg_result **result,
    kg_error *err)
{
  (void)world;
  return kg__result_begin(txn, text, options, result, err);
}

const kg__engine kg__engine_kg = {run, check};
