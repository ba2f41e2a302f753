// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"

kg_status
cmd_backup(cli_state *cli, kg_error *err)
{
  KG_TRY(cli_want_operands(cli, 1, 1, err));
  kg_store *store = NULL;
  kg_txn *txn = NULL;
  kg_status st = cli_begin_read(cli, &store, &txn, err);
  if (!st)
    st = kg_txn_backup(txn, cli->args.operands.items[0], &cli->limits, err);
  kg_txn_abort(txn);
  kg_store_close(store);
  return st;
}
