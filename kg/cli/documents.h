// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Opening the loader and its documents as the options say. */
#ifndef KG_CLI_DOCUMENTS_H
#define KG_CLI_DOCUMENTS_H

#include "kg/cli/cli.h"
#include "loaders/loader.h"

/** Open a loader over --ontology or the ontology that came with kg. */
kg_status cli_loader_open(cli_state *cli, kg_loader **loader, kg_error *err);

/** Open a document with --id, --date, --from, --min-confidence. */
kg_status cli_document_open(cli_state *cli, kg_loader *loader, const char *path, kg_document **document,
                            kg_error *err);

#endif
