// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/update.h"
#include "kg/sparql/parse.h"

static kg_status
parse(kg_str text, const kg_update_options *options, kg_arena *arena, kg__request *request, kg_error *err)
{
  kg_query_options as_query = {.base = options->base, .namespaces = options->namespaces};
  kg_status st = kg__parse(text, &as_query, kg__parse_update_unit, arena, request, err);
  if (st && options->source)
    kg_error_set_source(err, options->source, strlen(options->source));
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
