// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** The dataset of --data and --named: a temporary store of these files and nothing else. */
#ifndef KG_CLI_DATASET_H
#define KG_CLI_DATASET_H

#include "kg/cli/cli.h"

/** Load them into a new temporary store, committed. */
kg_status cli_dataset_open(cli_state *cli, kg_store **store, kg_error *err);

#endif
