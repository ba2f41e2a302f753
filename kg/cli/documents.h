// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Opening the loader and giving it documents as the options say. */
#ifndef KG_CLI_DOCUMENTS_H
#define KG_CLI_DOCUMENTS_H

#include "kg/cli/cli.h"
#include "loaders/loader.h"

/** Open a loader over --ontology or the ontology that came with kg. */
kg_status cli_loader_open(cli_state *cli, kg_loader **loader, kg_error *err);

/** What --from, --date, --id and --min-confidence say. */
kg_status cli_extract_options(cli_state *cli, kg_extract_options *options, kg_error *err);

/** A sink that prints, at the end, a line of JSON {id, triples: [{sub, rel, obj}]} for the document that it
 * got. */
typedef struct cli_triples cli_triples;

cli_triples *cli_triples_new(void);
kg_sink cli_triples_sink(cli_triples *triples);

/** Print the document's line and forget the document. */
kg_status cli_triples_print(cli_triples *triples, kg_output *output, kg_error *err);
void cli_triples_free(cli_triples *triples);

#endif
