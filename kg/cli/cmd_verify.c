// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"

kg_status
cmd_verify(cli_state *cli, kg_error *err)
{
  KG_TRY(cli_want_operands(cli, 0, 0, err));
  kg_store *store = NULL;
  kg_txn *txn = NULL;
  kg_store_stats stats;
  kg_status st;
  KG_TRY_DONE(st, cli_begin_read(cli, &store, &txn, err));
  KG_TRY_DONE(st, kg_txn_verify(txn, &cli->limits, err));
  KG_TRY_DONE(st, kg_txn_stats(txn, &stats, err));
  printf("%s: good, %llu quads, %llu terms\n", cli_store_path(cli), (unsigned long long)stats.quads,
         (unsigned long long)stats.terms);
done:
  kg_txn_abort(txn);
  kg_store_close(store);
  return st;
}
