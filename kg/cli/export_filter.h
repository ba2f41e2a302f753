// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What the options of `kg export` leave out. */
#ifndef KG_CLI_EXPORT_FILTER_H
#define KG_CLI_EXPORT_FILTER_H

#include "kg/cli/cli.h"

/** `{0}` is a good start. */
typedef struct cli_export_filter {
  kg_export_filter filter; ///< Borrows from the rest
  kg_arena *arena;
  struct {
    kg_str *items;
    size_t n, capacity;
  } types, modalities;
  struct {
    kg_term *items;
    size_t n, capacity;
  } around;
} cli_export_filter;

/** Read --type, --modality, --since, --until, --min-confidence, --around and --hops.  The store tells what
 * labels name. */
kg_status cli_export_filter_read(cli_state *cli, kg_txn *txn, cli_export_filter *filter, kg_error *err);
void cli_export_filter_release(cli_export_filter *filter);

#endif
