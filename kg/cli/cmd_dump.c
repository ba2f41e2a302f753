// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"

kg_status
cmd_dump(cli_state *cli, kg_error *err)
{
  KG_TRY(cli_want_operands(cli, 0, 0, err));
  kg_store *store = NULL;
  kg_txn *txn = NULL;
  cli_output out = {.fd = -1};
  kg_export_options options = {.write.format = KG_FORMAT_NQUADS, .background = true, .limits = &cli->limits};
  kg_status st;
  KG_TRY_DONE(st, cli_begin_read(cli, &store, &txn, err));
  KG_TRY_DONE(st, cli_output_open(cli, &out, err));
  st = kg_export(txn, &options, out.output, err);
done:
  st = cli_output_close(&out, st, err);
  kg_txn_abort(txn);
  kg_store_close(store);
  return st;
}
