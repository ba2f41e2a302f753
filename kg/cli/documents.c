// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/documents.h"

#include "kg/cli/data.h"

kg_status
cli_loader_open(cli_state *cli, kg_loader **loader, kg_error *err)
{
  kg_buf path = {0};
  kg_loader_options options = {.lexicon = cli->args.lexicon, .base_iri = kg_str_of(cli->args.base_iri)};
  const char *folder = cli->args.ontology;
  kg_status st = folder ? KG_OK : cli_data_path("ontology", &path, err);
  if (!st)
    st = kg_loader_open(cli->world, folder ? folder : path.ptr, &options, loader, err);
  kg_buf_release(&path);
  return st;
}

kg_status
cli_extract_options(cli_state *cli, kg_extract_options *options, kg_error *err)
{
  const char *from = cli->args.from;
  *options = (kg_extract_options){
      .date = kg_str_of(cli->args.date), .id = kg_str_of(cli->args.id), .limits = &cli->limits};
  if (from && !(options->format = kg_document_format_from_name(kg_str_of(from))))
    return kg_error_set(err, KG_ERR_ARGUMENT,
                        "--from: unknown kind of document '%s'; known are text, markdown, html", from);
  if (cli->args.min_confidence)
    KG_TRY(cli_number("--min-confidence", cli->args.min_confidence, &options->min_confidence, err));
  return KG_OK;
}
