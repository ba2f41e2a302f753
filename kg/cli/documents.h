// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Opening the loader and its documents as the options say. */
#ifndef KG_CLI_DOCUMENTS_H
#define KG_CLI_DOCUMENTS_H

#include "kg/cli/cli.h"
#include "loaders/loader.h"

/** Where --ontology and --model lie, or those that came with kg; the paths are held by the buffers. */
kg_status cli_loader_options(cli_state *cli, kg_loader_options *options, kg_buf *ontology, kg_buf *model,
                             kg_error *err);

/** Open a loader over --ontology or the ontology that came with kg. */
kg_status cli_loader_open(cli_state *cli, kg_loader **loader, kg_error *err);

/** Takes a document, which is its own then, of the file `path`. */
typedef kg_status (*cli_document_fn)(void *self, kg_document *document, const char *path, kg_error *err);

/**
   Give each document of a file to `take`, opened with --id, --date, --from, --min-confidence.

   With --keep-going a document that is at fault, in itself or to `take`, is listed and left out.
*/
kg_status cli_documents_each(cli_state *cli, kg_loader *loader, const char *path, cli_document_fn take,
                             void *self, kg_error *err);

#endif
