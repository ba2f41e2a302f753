// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/documents.h"

#include "kg/cli/data.h"

kg_status
cli_loader_options(cli_state *cli, kg_loader_options *options, kg_buf *ontology, kg_buf *model, kg_error *err)
{
  *options = (kg_loader_options){.ontology = cli->args.ontology,
                                 .lexicon = cli->args.lexicon,
                                 .model = cli->args.model,
                                 .base_iri = kg_str_of(cli->args.base_iri)};
  for (size_t i = 0; i < cli->args.without.n; i++) {
    unsigned part = kg_loader_part(kg_str_of(cli->args.without.items[i]));
    if (!part)
      return kg_error_set(err, KG_ERR_ARGUMENT,
                          "--without wants parser, coreference, derivation or learning, not '%s'",
                          cli->args.without.items[i]);
    options->without |= part;
  }
  if (!options->ontology) {
    KG_TRY(cli_data_path("ontology", ontology, err));
    options->ontology = ontology->ptr;
  }
  if (options->model)
    return KG_OK;
  kg_status st = cli_data_path("models/en.model", model, err);
  if (st) // in the source tree, models lie with the loaders
    st = cli_data_path("loaders/models/en.model", model, err);
  options->model = model->ptr;
  return st;
}

kg_status
cli_loader_open(cli_state *cli, kg_loader **loader, kg_error *err)
{
  kg_buf ontology = {0}, model = {0};
  kg_loader_options options;
  kg_status st = cli_loader_options(cli, &options, &ontology, &model, err);
  if (!st)
    st = kg_loader_open(cli->world, &options, loader, err);
  kg_buf_release(&ontology);
  kg_buf_release(&model);
  return st;
}

static kg_status
read_options(cli_state *cli, kg_document_options *options, kg_error *err)
{
  *options = (kg_document_options){
      .id = kg_str_of(cli->args.id), .date = kg_str_of(cli->args.date), .limits = &cli->limits};
  if (cli->args.from && !(options->format = kg_document_format_from_name(kg_str_of(cli->args.from))))
    return kg_error_set(
        err, KG_ERR_ARGUMENT,
        "--from: unknown kind of document '%s'; known are text, markdown, html, pdf, email, jsonl",
        cli->args.from);
  if (cli->args.min_confidence)
    KG_TRY(cli_number("--min-confidence", cli->args.min_confidence, &options->min_confidence, err));
  return KG_OK;
}

// What --keep-going leaves out. Of a file of documents that is only the line at fault.
static bool
at_fault(const cli_state *cli, kg_status st, bool opened)
{
  if (!cli->args.keep_going)
    return false;
  if (st == KG_ERR_DATA || st == KG_ERR_CONFLICT || st == KG_ERR_UNSUPPORTED)
    return true;
  return !opened && (st == KG_ERR_LIMIT || st == KG_ERR_IO);
}

static kg_status
each(cli_state *cli, kg_documents *documents, const char *path, cli_document_fn take, void *self,
     kg_error *err)
{
  for (;;) {
    kg_document *document = NULL;
    KG_TRY(kg_limits_check(&cli->limits, err));
    kg_status st = kg_documents_next(documents, &document, err);
    bool opened = st == KG_OK;
    if (opened)
      st = take(self, document, path, err);
    if (at_fault(cli, st, opened))
      cli_skipped(cli, err);
    else if (st)
      return st == KG_DONE ? KG_OK : st;
  }
}

kg_status
cli_documents_each(cli_state *cli, kg_loader *loader, const char *path, cli_document_fn take, void *self,
                   kg_error *err)
{
  kg_document_options options;
  kg_documents *documents = NULL;
  KG_TRY(read_options(cli, &options, err));
  kg_status st = kg_documents_open(loader, path, &options, &documents, err);
  if (!st)
    st = each(cli, documents, path, take, self, err);
  else if (at_fault(cli, st, false)) {
    cli_skipped(cli, err);
    st = KG_OK;
  }
  kg_documents_close(documents);
  return st;
}
