// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"
#include "kg/cli/data.h"
#include "kg/cli/documents.h"

typedef struct extraction {
  cli_state *cli;
  kg_loader *loader;
  kg_writer *writer; ///< Null with --explain and --triples
  cli_output out;
  size_t shard, n_shards;
} extraction;

static kg_status
emit(extraction *x, kg_document *document, kg_error *err)
{
  if (x->cli->args.explain)
    return kg_document_explain(document, x->out.output, err);
  if (x->cli->args.triples)
    return kg_document_triples(document, x->out.output, err);
  kg_sink sink = kg_writer_sink(x->writer);
  return kg_document_emit(document, &sink, err);
}

static kg_status
extract(void *self, kg_document *document, const char *path, kg_error *err)
{
  (void)path;
  kg_status st = emit(self, document, err);
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
  return x->writer ? kg_writer_finish(x->writer, err) : KG_OK;
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
  kg_write_options options = {
      .namespaces = x->cli->namespaces, .load = cli_load_context, .load_self = x->cli};
  if (x->cli->args.explain || x->cli->args.triples)
    return KG_OK;
  KG_TRY(cli_format("--to", x->cli->args.to, &options.format, err));
  if (!options.format)
    options.format = KG_FORMAT_NQUADS;
  options.union_graphs = !kg_format_has_graphs(options.format);
  KG_TRY(cli_context(x->cli, options.format, context, err));
  options.context = kg_buf_str(context);
  return kg_writer_open(x->out.output, &options, &x->writer, err);
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
  st = extract_all(&x, &inputs, err);
done:
  kg_writer_free(x.writer);
  st = cli_output_close(&x.out, st, err);
  kg_loader_close(x.loader);
  cli_inputs_release(&inputs);
  kg_buf_release(&context);
  return st;
}
