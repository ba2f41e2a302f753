// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"
#include "kg/cli/documents.h"
#include "loaders/learn/learn.h"

static void
tell(const cli_state *cli, const kg_learn_report *r)
{
  if (cli->args.quiet)
    return;
  fprintf(stderr, "%zu sentences with a triple, %zu of them of relations that the ontology has not\n",
          r->sentences, r->unknown);
  fprintf(stderr, "held out: %zu, guessed %zu, right %zu: precision %.2f\n", r->held_out, r->guessed,
          r->right, r->guessed ? (double)r->right / (double)r->guessed : 0.0);
  fprintf(stderr, "%zu entries\n", r->entries);
}

kg_status
cmd_learn(cli_state *cli, kg_error *err)
{
  cli_output out = {.fd = -1};
  kg_learn_report report;
  kg_loader_options options;
  kg_buf ontology = {0}, model = {0};
  kg_status st;
  KG_TRY(cli_want_operands(cli, 1, 1, err));
  KG_TRY_DONE(st, cli_loader_options(cli, &options, &ontology, &model, err));
  KG_TRY_DONE(st, cli_output_open(cli, &out, err));
  st = kg_learn(cli->world, &options, cli->args.operands.items[0], &cli->limits, out.output, &report, err);
  if (!st)
    tell(cli, &report);
done:
  st = cli_output_close(&out, st, err);
  kg_buf_release(&ontology);
  kg_buf_release(&model);
  return st;
}
