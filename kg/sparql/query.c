// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/engine.h"
#include "kg/sparql/parse.h"
#include "kg/sparql/print.h"

static const kg__engine *
engine_of(const kg_query_options *options)
{
  return options->engine == KG_ENGINE_RASQAL ? &kg__engine_rasqal : &kg__engine_kg;
}

kg_status
kg_query_run(kg_world *world, kg_txn *txn, kg_str text, const kg_query_options *options, kg_result **result,
             kg_error *err)
{
  static const kg_query_options defaults;
  const kg_query_options *used = options ? options : &defaults;
  *result = NULL;
  kg_status st = engine_of(used)->run(world, txn, text, used, result, err);
  if (st && used->source)
    kg_error_set_source(err, used->source, strlen(used->source));
  return st;
}

kg_status
kg_query_check(kg_world *world, kg_str text, const kg_query_options *options, kg_error *err)
{
  static const kg_query_options defaults;
  const kg_query_options *used = options ? options : &defaults;
  kg_status st = engine_of(used)->check(world, text, used, err);
  if (st && used->source)
    kg_error_set_source(err, used->source, strlen(used->source));
  return st;
}

kg_status
kg_query_print(kg_str text, const kg_query_options *options, kg_buf *buf, kg_error *err)
{
  static const kg_query_options defaults;
  const kg_query_options *used = options ? options : &defaults;
  kg__request request;
  kg_arena *arena = kg_arena_new();
  kg_status st = arena ? kg__parse(text, used, kg__parse_query_unit, arena, &request, err) : KG_ERR_NOMEM;
  st = st ? st : kg__print_request(&request, used->namespaces, buf);
  kg_arena_free(arena);
  if (st && used->source)
    kg_error_set_source(err, used->source, strlen(used->source));
  return st;
}

kg_status
kg_query_graphs(kg_str text, const kg_query_options *options,
                kg_status (*graph)(void *self, kg_str iri, kg_error *err), void *self, kg_error *err)
{
  static const kg_query_options defaults;
  const kg_query_options *used = options ? options : &defaults;
  kg__request request;
  kg_arena *arena = kg_arena_new();
  kg_status st = arena ? kg__parse(text, used, kg__parse_query_unit, arena, &request, err) : KG_ERR_NOMEM;
  if (st && used->source)
    kg_error_set_source(err, used->source, strlen(used->source));
  const kg__dataset *d = st ? NULL : &request.query->dataset;
  for (size_t i = 0; !st && i < d->n_graphs + d->n_named; i++)
    st = graph(self, (i < d->n_graphs ? d->graphs[i] : d->named[i - d->n_graphs]).value, err);
  kg_arena_free(arena);
  return st;
}

kg_result_form
kg_result_get_form(const kg_result *result)
{
  return result->form;
}

size_t
kg_result_n_columns(const kg_result *result)
{
  return result->n_columns;
}

kg_str
kg_result_column(const kg_result *result, size_t i)
{
  return i < result->n_columns ? result->columns[i] : (kg_str){0};
}

kg_status
kg_result_next(kg_result *result, const kg_term **row, kg_error *err)
{
  return result->form == KG_RESULT_ROWS ? result->class->next(result, row, err) : KG_DONE;
}

bool
kg_result_boolean(const kg_result *result)
{
  return result->boolean;
}

kg_status
kg_result_next_triple(kg_result *result, kg_quad *triple, kg_error *err)
{
  return result->form == KG_RESULT_GRAPH ? result->class->next_triple(result, triple, err) : KG_DONE;
}

void
kg_result_free(kg_result *result)
{
  if (result)
    result->class->free(result);
}
