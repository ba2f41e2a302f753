// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"
#include "kg/cli/data.h"

#include <stdlib.h>

static kg_status
output_format(cli_state *cli, kg_format *format, kg_error *err)
{
  KG_TRY(cli_format("--to", cli->args.to, format, err));
  if (*format == KG_FORMAT_NONE && cli->args.output)
    *format = kg_format_from_path(kg_str_of(cli->args.output));
  if (*format == KG_FORMAT_NONE)
    return kg_error_set(err, KG_ERR_ARGUMENT, "say the format with --to, such as --to turtle");
  if (!kg_format_can_write(*format))
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "%s is read, not written", kg_format_name(*format));
  return KG_OK;
}

static kg_str *
graphs_of(const cli_state *cli)
{
  kg_str *graphs = calloc(cli->args.graph.n + 1, sizeof *graphs);
  for (size_t i = 0; graphs && i < cli->args.graph.n; i++)
    graphs[i] = kg_str_of(cli->args.graph.items[i]);
  return graphs;
}

kg_status
cmd_export(cli_state *cli, kg_error *err)
{
  KG_TRY(cli_want_operands(cli, 0, 0, err));
  kg_store *store = NULL;
  kg_txn *txn = NULL;
  cli_output out = {.fd = -1};
  kg_buf context = {0};
  kg_str *graphs = graphs_of(cli);
  kg_export_options options = {.graphs = graphs,
                               .n_graphs = cli->args.graph.n,
                               .background = cli->args.background,
                               .limits = &cli->limits,
                               .write = {.streaming = cli->args.streaming,
                                         .canonical = cli->args.canonical,
                                         .namespaces = cli->namespaces}};
  kg_status st = graphs ? KG_OK : KG_ERR_NOMEM;
  if (st)
    goto done;
  KG_TRY_DONE(st, output_format(cli, &options.write.format, err));
  KG_TRY_DONE(st, cli_context(cli, options.write.format, &context, err));
  options.write.context = kg_buf_str(&context);
  KG_TRY_DONE(st, cli_begin_read(cli, &store, &txn, err));
  KG_TRY_DONE(st, cli_output_open(cli, &out, err));
  st = kg_export(txn, &options, out.output, err);
done:
  st = cli_output_close(&out, st, err);
  kg_txn_abort(txn);
  kg_store_close(store);
  kg_buf_release(&context);
  free(graphs);
  return st;
}
