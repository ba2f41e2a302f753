// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"

kg_status
cmd_compact(cli_state *cli, kg_error *err)
{
  KG_TRY(cli_want_operands(cli, 0, 0, err));
  kg_store *store = NULL;
  KG_TRY(cli_store_open(cli, 0, &store, err));
  kg_status st = kg_store_compact(store, &cli->limits, err);
  kg_store_close(store);
  return st;
}
