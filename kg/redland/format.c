// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/redland/native.h"
#include "kg/results.h"

#include <stdlib.h>

#define api kg__librdf_api

typedef struct formatter {
  kg__rdf_formatter base;
  kg_results_format format;
} formatter;

// The rest of the rows as a result that kg/results can write.
typedef struct rest {
  struct kg_result base;
  kg__native_results *r;
  bool begun;
} rest;

static kg_status
next_row(kg_result *result, const kg_term **row, kg_error *err)
{
  rest *self = (rest *)result;
  if (self->begun)
    kg__native_step(self->r);
  self->begun = true;
  *row = self->r->row;
  if (self->r->failed)
    return kg_error_set(err, KG_ERR_QUERY, "the query failed");
  return self->r->finished ? KG_DONE : KG_OK;
}

static const kg__result_class rest_class = {.next = next_row};

static kg_results_format
format_of(const char *name, const char *media_type, librdf_uri *uri)
{
  static const struct {
    const char *ending;
    kg_results_format format;
  } uris[] = {{"JSON", KG_RESULTS_JSON}, {"json-sparql/", KG_RESULTS_JSON},
              {"CSV", KG_RESULTS_CSV},   {"TSV", KG_RESULTS_TSV},
              {"XML", KG_RESULTS_XML},   {"sparql-results#", KG_RESULTS_XML}};
  if (name || media_type)
    return kg_results_format_from_name(kg_str_of(name ? name : media_type));
  kg_str text = kg_str_of(uri ? (const char *)api.librdf_uri_as_string(uri) : "XML");
  for (size_t i = 0; i < sizeof uris / sizeof *uris; i++)
    if (kg_str_ends(text, kg_str_of(uris[i].ending)))
      return uris[i].format;
  return KG_RESULTS_NONE;
}

librdf_query_results_formatter *
kg__native_new_formatter(librdf_query_results *results, const char *name, const char *media_type,
                         librdf_uri *uri)
{
  kg_results_format format = format_of(name, media_type, uri);
  formatter *f = format ? calloc(1, sizeof *f) : NULL;
  if (!f)
    return NULL;
  *f = (formatter){.base.results = results, .format = format};
  return (librdf_query_results_formatter *)f;
}

void
kg__native_free_formatter(librdf_query_results_formatter *how)
{
  free(how);
}

static kg_status
write_bytes(void *self, const char *bytes, size_t size, kg_error *err)
{
  if (kg__native.iostream_write(bytes, 1, size, self) == (int)size)
    return KG_OK;
  return kg_error_set(err, KG_ERR_IO, "cannot write");
}

int
kg__native_format(raptor_iostream *out, librdf_query_results_formatter *how, librdf_query_results *results,
                  librdf_uri *base)
{
  kg__native_results *r = (kg__native_results *)results;
  kg_str *columns = calloc(r->n_columns + 1, sizeof *columns);
  rest self = {.base = {&rest_class, r->form, r->boolean, columns, r->n_columns}, .r = r};
  kg_results_options options = {.format = ((formatter *)how)->format};
  kg_output *output = NULL;
  (void)base;
  for (size_t i = 0; columns && r->form == KG_RESULT_ROWS && i < r->n_columns; i++)
    columns[i] = kg_str_of(r->names[i]);
  kg_status st = columns ? kg_output_new(write_bytes, out, "results", &output, NULL) : KG_ERR_NOMEM;
  st = st                           ? st
       : r->form == KG_RESULT_GRAPH ? KG_ERR_UNSUPPORTED
                                    : kg_results_write(&self.base, &options, output, NULL);
  kg_output_free(output);
  free(columns);
  return st != KG_OK;
}
