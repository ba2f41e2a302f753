// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** The dataset of --data and --named: a temporary store of these files and nothing else. */
#ifndef KG_CLI_DATASET_H
#define KG_CLI_DATASET_H

#include "kg/cli/cli.h"

/** Load them into a new temporary store, committed. */
kg_status cli_dataset_open(cli_state *cli, kg_store **store, kg_error *err);

/**
   What a query is asked over: the store; or a dataset of --data, --named and the files that --map gives for
   its FROM and FROM NAMED.  Begins to read.
*/
kg_status cli_dataset_begin(cli_state *cli, kg_str query, kg_query_options *options, kg_store **store,
                            kg_txn **txn, kg_error *err);

#endif
