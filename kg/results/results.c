// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/results/format.h"
#include "kg/results/text_cache.h"

static const struct {
  kg_results_format format;
  const char *name;
  const char *media_type;
  const kg__results_format *functions;
} formats[] = {
    {KG_RESULTS_TABLE, "table", "text/plain", &kg__results_table},
    {KG_RESULTS_JSON, "json", "application/sparql-results+json", &kg__results_json},
    {KG_RESULTS_XML, "xml", "application/sparql-results+xml", &kg__results_xml},
    {KG_RESULTS_CSV, "csv", "text/csv", &kg__results_csv},
    {KG_RESULTS_TSV, "tsv", "text/tab-separated-values", &kg__results_tsv},
    {KG_RESULTS_MARKDOWN, "md", "text/markdown", &kg__results_markdown},
    {KG_RESULTS_JSON, "srj", "application/json", &kg__results_json},
    {KG_RESULTS_XML, "srx", "application/xml", &kg__results_xml},
    {KG_RESULTS_MARKDOWN, "markdown", "text/x-markdown", &kg__results_markdown},
};

enum { N_FORMATS = sizeof formats / sizeof *formats };

kg_results_format
kg_results_format_from_name(kg_str name)
{
  for (size_t i = 0; i < N_FORMATS; i++) {
    if (kg_str_equal(name, kg_str_of(formats[i].name)) ||
        kg_str_equal(name, kg_str_of(formats[i].media_type)))
      return formats[i].format;
  }
  return KG_RESULTS_NONE;
}

static const kg__results_format *
functions_of(kg_results_format format)
{
  for (size_t i = 0; i < N_FORMATS; i++) {
    if (formats[i].format == format)
      return formats[i].functions;
  }
  return NULL;
}

static kg_status
check_rows(const kg__results *r, kg_error *err)
{
  const kg_limits *limits = r->options->limits;
  if (limits && limits->rows && r->n_rows == limits->rows)
    return kg_error_set(err, KG_ERR_LIMIT, "the result has more than %llu rows",
                        (unsigned long long)limits->rows);
  return KG_OK;
}

static kg_status
next_row(kg_result *result, kg__results *r, const kg_term **row, kg_error *err)
{
  KG_TRY(kg_limits_check(r->options->limits, err));
  KG_TRY(kg_result_next(result, row, err));
  return check_rows(r, err);
}

// ---- rows of ids

static kg_status
write_ids(kg_result *result, kg__text_cache *cache, const kg__results_format *format, kg__results *r,
          kg_error *err)
{
  const kg_id *ids;
  const kg_str *texts;
  KG_TRY(kg_limits_check(r->options->limits, err));
  KG_TRY(result->class->next_ids(result, &ids, err));
  KG_TRY(check_rows(r, err));
  KG_TRY(kg__text_cache_row(cache, ids, &texts, err));
  format->texts(r, texts);
  r->n_rows++;
  return KG_OK;
}

static kg_status
write_all_ids(kg_result *result, const kg__results_format *format, kg__results *r, kg_error *err)
{
  kg__text_cache *cache = kg__text_cache_new(result, format);
  kg_status st = cache ? format->begin(r) : KG_ERR_NOMEM;
  while (!st)
    st = write_ids(result, cache, format, r, err);
  kg__text_cache_free(cache);
  return st == KG_DONE ? format->end(r) : st;
}

// ---- rows of terms

static kg_status
write_rows(kg_result *result, const kg__results_format *format, kg__results *r, kg_error *err)
{
  const kg_term *row;
  kg_status st;
  KG_TRY(format->begin(r));
  while ((st = next_row(result, r, &row, err)) == KG_OK) {
    KG_TRY(format->row(r, row));
    r->n_rows++;
  }
  return st == KG_DONE ? format->end(r) : st;
}

kg_status
kg_results_write(kg_result *result, const kg_results_options *options, kg_output *output, kg_error *err)
{
  const kg__results_format *format = functions_of(options->format);
  kg__results r = {.result = result, .options = options, .output = output};
  kg_status st = KG_OK;
  if (!format)
    return kg_error_set(err, KG_ERR_ARGUMENT, "unknown format of results");
  if (kg_result_get_form(result) == KG_RESULT_BOOLEAN)
    format->boolean(&r, kg_result_boolean(result));
  else
    st = format->texts && result->class->next_ids ? write_all_ids(result, format, &r, err)
                                                  : write_rows(result, format, &r, err);
  if (format->release)
    format->release(&r);
  kg_buf_release(&r.text);
  kg_status flushed = kg_output_flush(output, st ? NULL : err);
  return st ? st : flushed;
}
