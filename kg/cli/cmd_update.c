// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"
#include "kg/cli/dataset.h"

typedef struct update_run {
  const cli_state *cli;
  kg_buf text;
  kg_store *store;
  kg_txn *txn;
  kg_remote *remote;
  cli_output out;
  bool print; ///< The dataset afterwards
} update_run;

// A kg_fetch_fn: from where --map says, or over HTTP.
static kg_status
fetch(void *self, kg_str iri, const kg_limits *limits, kg_source **source, kg_format *format, kg_error *err)
{
  const update_run *run = self;
  kg_status st = cli_open_mapped(run->cli, iri, source, err);
  *format = KG_FORMAT_NONE;
  if (st != KG_DONE)
    return st;
  if (run->remote)
    return kg_remote_fetch(run->remote, iri, limits, source, format, err);
  return kg_error_set(err, KG_ERR_UNSUPPORTED,
                      "<%.*s> is not to be fetched: neither --map nor --allow-remote names it",
                      KG_STR_ARG(iri));
}

// What is added waits in one half of the memory that is asked for, and the request is worked out in the
// other.
static kg_status
share_memory(cli_state *cli, kg_txn *txn, kg_error *err)
{
  kg_txn_set_limits(txn, &cli->limits);
  if (!cli->args.memory)
    return KG_OK;
  cli->limits.memory /= 2;
  size_t waiting = cli->limits.memory > KG_LEAST_MEMORY ? cli->limits.memory : KG_LEAST_MEMORY;
  return kg_txn_set_memory(txn, waiting, err);
}

static kg_status
open_store(cli_state *cli, update_run *run, kg_error *err)
{
  run->print = cli->args.data.n || cli->args.named.n || cli_store_missing(cli);
  if (run->print)
    KG_TRY(cli_dataset_open(cli, &run->store, err));
  else
    KG_TRY(cli_store_open(cli, 0, &run->store, err));
  KG_TRY(kg_txn_begin_write(run->store, &run->txn, err));
  KG_TRY(share_memory(cli, run->txn, err));
  return kg_txn_prefixes(run->txn, cli->namespaces, err);
}

static kg_status
print_dataset(cli_state *cli, update_run *run, kg_error *err)
{
  kg_export_options options = {.write.format = KG_FORMAT_NQUADS, .background = true, .limits = &cli->limits};
  KG_TRY(kg_txn_begin_read(run->store, &run->txn, err));
  KG_TRY(cli_output_open(cli, &run->out, err));
  return kg_export(run->txn, &options, run->out.output, err);
}

kg_status
cmd_update(cli_state *cli, kg_error *err)
{
  update_run run = {.cli = cli, .out.fd = -1};
  kg_update_options options = {.base = kg_str_of(cli->args.base),
                               .namespaces = cli->namespaces,
                               .union_default = cli->args.union_default,
                               .fetch = fetch,
                               .fetch_self = &run,
                               .limits = &cli->limits};
  kg_status st;
  KG_TRY_DONE(st, cli_remote(cli, &run.remote, err));
  options.service = run.remote ? kg_remote_service : NULL;
  options.service_self = run.remote;
  KG_TRY_DONE(st, cli_request_text(cli, &run.text, &options.source, err));
  KG_TRY_DONE(st, open_store(cli, &run, err));
  KG_TRY_DONE(st, kg_update_run(cli->world, run.txn, kg_buf_str(&run.text), &options, NULL, err));
  st = kg_txn_commit(run.txn, err);
  run.txn = NULL;
  if (!st && run.print)
    st = print_dataset(cli, &run, err);
done:
  st = cli_output_close(&run.out, st, err);
  kg_txn_abort(run.txn);
  kg_store_close(run.store);
  kg_remote_free(run.remote);
  kg_buf_release(&run.text);
  return st;
}
