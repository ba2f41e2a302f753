// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"
#include "kg/cli/data.h"
#include "kg/cli/documents.h"
#include "kg/cli/pool.h"

#include <stdlib.h>

typedef struct extraction {
  cli_state *cli;
  kg_loader *loader;
  kg_writer *writer; ///< Null with --explain and --triples
  kg_write_options options;
  cli_output out;
  cli_pool *pool; ///< Null: without threads
  size_t shard, n_shards;
} extraction;

/** A document in a thread, and what was written of it, if that can be done apart from the others. */
typedef struct job {
  kg_document *document;
  kg_buf text;
} job;

static kg_status
emit(extraction *x, kg_document *document, kg_output *output, kg_writer *writer, kg_error *err)
{
  if (x->cli->args.explain)
    return kg_document_explain(document, output, err);
  if (x->cli->args.triples)
    return kg_document_triples(document, output, err);
  kg_sink sink = kg_writer_sink(writer);
  return kg_document_emit(document, &sink, err);
}

// ---- in threads

// Lines of documents can be put one behind the other; other syntaxes have one writer.
static bool
writes_lines(const extraction *x)
{
  return !x->writer || x->options.format == KG_FORMAT_NQUADS;
}

static kg_status
write_apart(extraction *x, job *j, kg_error *err)
{
  kg_output *output = NULL;
  kg_writer *writer = NULL;
  kg_status st = kg_output_to_buf(&j->text, &output, err);
  if (!st && x->writer)
    st = kg_writer_open(output, &x->options, &writer, err);
  if (!st)
    st = emit(x, j->document, output, writer, err);
  if (!st && writer)
    st = kg_writer_finish(writer, err);
  if (!st)
    st = kg_output_flush(output, err);
  kg_writer_free(writer);
  kg_output_free(output);
  return st;
}

static kg_status
work(void *self, void *data, kg_error *err)
{
  extraction *x = self;
  job *j = data;
  KG_TRY(kg_document_read(j->document, err));
  return writes_lines(x) ? write_apart(x, j, err) : KG_OK;
}

static kg_status
finish_job(void *self, void *data, kg_status st, kg_error *err)
{
  extraction *x = self;
  job *j = data;
  if (!st)
    st = writes_lines(x) ? kg_output_add_str(x->out.output, kg_buf_str(&j->text))
                         : emit(x, j->document, x->out.output, x->writer, err);
  if (st == KG_ERR_DATA && x->cli->args.keep_going) {
    cli_skipped(x->cli, err);
    st = KG_OK;
  }
  kg_document_free(j->document);
  kg_buf_release(&j->text);
  free(j);
  return st;
}

// ---- all of it

static kg_status
extract_apart(extraction *x, kg_document *document, kg_error *err)
{
  job *j = calloc(1, sizeof *j);
  if (!j) {
    kg_document_free(document);
    return KG_ERR_NOMEM;
  }
  j->document = document;
  return cli_pool_add(x->pool, j, err);
}

static kg_status
extract(void *self, kg_document *document, const char *path, kg_error *err)
{
  extraction *x = self;
  (void)path;
  if (x->pool)
    return extract_apart(x, document, err);
  kg_status st = emit(x, document, x->out.output, x->writer, err);
  kg_document_free(document);
  return st;
}

static kg_status
extract_all(extraction *x, const cli_inputs *inputs, kg_error *err)
{
  for (size_t i = x->shard; i < inputs->n; i += x->n_shards) {
    cli_progress(x->cli, inputs->items[i].path, i, i, inputs->n);
    KG_TRY(cli_documents_each(x->cli, x->loader, inputs->items[i].path, extract, x, err));
  }
  if (x->pool)
    KG_TRY(cli_pool_finish(x->pool, err));
  return x->writer ? kg_writer_finish(x->writer, err) : KG_OK;
}

static kg_status
open_pool(extraction *x, kg_error *err)
{
  double n = 1;
  if (x->cli->args.threads)
    KG_TRY(cli_number("--threads", x->cli->args.threads, &n, err));
  if (n < 1 || n > 256)
    return kg_error_set(err, KG_ERR_ARGUMENT, "--threads wants a number from 1 to 256");
  cli_pool_calls calls = {work, finish_job, x};
  return n < 2 ? KG_OK : cli_pool_new((size_t)n, &calls, &x->pool, err);
}

static kg_status
read_shard(extraction *x, const char *text, kg_error *err)
{
  int end = 0;
  x->n_shards = 1;
  if (text &&
      (sscanf(text, "%zu/%zu%n", &x->shard, &x->n_shards, &end) != 2 || text[end] || x->shard >= x->n_shards))
    return kg_error_set(err, KG_ERR_ARGUMENT, "--shard wants I/N with I from 0 to N-1, not '%s'", text);
  return KG_OK;
}

static kg_status
open_writer(extraction *x, kg_buf *context, kg_error *err)
{
  kg_write_options *options = &x->options;
  *options =
      (kg_write_options){.namespaces = x->cli->namespaces, .load = cli_load_context, .load_self = x->cli};
  if (x->cli->args.explain || x->cli->args.triples)
    return KG_OK;
  KG_TRY(cli_format("--to", x->cli->args.to, &options->format, err));
  if (!options->format)
    options->format = KG_FORMAT_NQUADS;
  options->union_graphs = !kg_format_has_graphs(options->format);
  KG_TRY(cli_context(x->cli, options->format, context, err));
  options->context = kg_buf_str(context);
  return kg_writer_open(x->out.output, options, &x->writer, err);
}

kg_status
cmd_extract(cli_state *cli, kg_error *err)
{
  extraction x = {.cli = cli, .out.fd = -1};
  cli_inputs inputs = {0};
  kg_buf context = {0};
  kg_status st;
  KG_TRY(cli_want_operands(cli, 1, SIZE_MAX, err));
  KG_TRY_DONE(st, read_shard(&x, cli->args.shard, err));
  KG_TRY_DONE(st, cli_inputs_find(cli, true, &inputs, err));
  KG_TRY_DONE(st, cli_loader_open(cli, &x.loader, err));
  KG_TRY_DONE(st, cli_output_open(cli, &x.out, err));
  KG_TRY_DONE(st, open_writer(&x, &context, err));
  KG_TRY_DONE(st, open_pool(&x, err));
  st = extract_all(&x, &inputs, err);
done:
  cli_pool_free(x.pool);
  kg_writer_free(x.writer);
  st = cli_output_close(&x.out, st, err);
  kg_loader_close(x.loader);
  cli_inputs_release(&inputs);
  kg_buf_release(&context);
  return st;
}
