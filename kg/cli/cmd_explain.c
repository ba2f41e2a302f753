// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"
#include "kg/cli/dataset.h"

typedef struct explain_run {
  kg_buf text, plan;
  kg_store *store;
  kg_txn *txn;
  kg_remote *remote;
  cli_output out;
} explain_run;

static kg_status
explain(cli_state *cli, explain_run *run, kg_query_options *options, kg_error *err)
{
  KG_TRY(cli_dataset_begin(cli, kg_buf_str(&run->text), options, &run->store, &run->txn, err));
  return kg_query_explain(run->txn, kg_buf_str(&run->text), options, true, cli->args.json, &run->plan, err);
}

kg_status
cmd_explain(cli_state *cli, kg_error *err)
{
  explain_run run = {.out.fd = -1};
  kg_query_options options = {.base = kg_str_of(cli->args.base),
                              .strict_default = cli->args.strict_default,
                              .namespaces = cli->namespaces,
                              .limits = &cli->limits};
  kg_status st;
  KG_TRY_DONE(st, cli_remote(cli, &run.remote, err));
  options.service = run.remote ? kg_remote_service : NULL;
  options.service_self = run.remote;
  KG_TRY_DONE(st, cli_request_text(cli, &run.text, &options.source, err));
  if (cli->args.print)
    KG_TRY_DONE(st, kg_query_print(kg_buf_str(&run.text), &options, &run.plan, err));
  else
    KG_TRY_DONE(st, explain(cli, &run, &options, err));
  KG_TRY_DONE(st, cli_output_open(cli, &run.out, err));
  st = kg_output_add_str(run.out.output, kg_buf_str(&run.plan));
done:
  st = cli_output_close(&run.out, st, err);
  kg_txn_abort(run.txn);
  kg_store_close(run.store);
  kg_remote_free(run.remote);
  kg_buf_release(&run.text);
  kg_buf_release(&run.plan);
  return st;
}
