// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/documents.h"

#include "kg/cli/data.h"

kg_status
cli_loader_open(cli_state *cli, kg_loader **loader, kg_error *err)
{
  kg_buf path = {0}, model = {0};
  kg_loader_options options = {.ontology = cli->args.ontology,
                               .lexicon = cli->args.lexicon,
                               .model = cli->args.model,
                               .base_iri = kg_str_of(cli->args.base_iri)};
  kg_status st = options.ontology ? KG_OK : cli_data_path("ontology", &path, err);
  if (!options.ontology)
    options.ontology = path.ptr;
  if (!st && !options.model) {
    if ((st = cli_data_path("models/en.model", &model,
                            err))) // in the source tree, models lie with the loaders
      st = cli_data_path("loaders/models/en.model", &model, err);
    options.model = model.ptr;
  }
  if (!st)
    st = kg_loader_open(cli->world, &options, loader, err);
  kg_buf_release(&path);
  kg_buf_release(&model);
  return st;
}

kg_status
cli_document_open(cli_state *cli, kg_loader *loader, const char *path, kg_document **document, kg_error *err)
{
  kg_document_options options = {
      .id = kg_str_of(cli->args.id), .date = kg_str_of(cli->args.date), .limits = &cli->limits};
  if (cli->args.from && !(options.format = kg_document_format_from_name(kg_str_of(cli->args.from))))
    return kg_error_set(err, KG_ERR_ARGUMENT,
                        "--from: unknown kind of document '%s'; known are text, markdown, html",
                        cli->args.from);
  if (cli->args.min_confidence)
    KG_TRY(cli_number("--min-confidence", cli->args.min_confidence, &options.min_confidence, err));
  return kg_document_open(loader, path, &options, document, err);
}
