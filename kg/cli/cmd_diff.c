// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Both datasets get labels that depend on what is said of a node alone, so that lines of nodes which nobody
// touched are the same in both.

#include "kg/cli/cli.h"

static kg_status
read_canonical(cli_state *cli, const char *path, kg_canon **canon, kg_error *err)
{
  kg_canon_options options = {.labels = KG_CANON_HASHES, .limits = &cli->limits};
  KG_TRY(kg_canon_new(&options, canon, err));
  kg_sink sink = kg_canon_sink(*canon);
  KG_TRY(cli_read_rdf(cli, path, kg_str_of(cli->args.base), (kg_term){0}, &sink, err));
  return kg_canon_run(*canon, err);
}

static kg_status
print(cli_state *cli, kg_output *out, char sign, kg_str line)
{
  cli->differs = true;
  KG_TRY(kg_output_printf(out, "%c ", sign));
  return kg_output_add_str(out, line);
}

static kg_status
compare(cli_state *cli, const kg_canon *a, const kg_canon *b, kg_output *out)
{
  size_t i = 0, k = 0, n = kg_canon_count(a), m = kg_canon_count(b);
  while (i < n || k < m) {
    int order = i == n ? 1 : k == m ? -1 : kg_str_compare(kg_canon_line(a, i), kg_canon_line(b, k));
    if (order < 0)
      KG_TRY(print(cli, out, '-', kg_canon_line(a, i)));
    if (order > 0)
      KG_TRY(print(cli, out, '+', kg_canon_line(b, k)));
    i += order <= 0;
    k += order >= 0;
  }
  return KG_OK;
}

kg_status
cmd_diff(cli_state *cli, kg_error *err)
{
  kg_canon *a = NULL, *b = NULL;
  cli_output out = {.fd = -1};
  kg_status st;
  KG_TRY(cli_want_operands(cli, 2, 2, err));
  KG_TRY_DONE(st, read_canonical(cli, cli->args.operands.items[0], &a, err));
  KG_TRY_DONE(st, read_canonical(cli, cli->args.operands.items[1], &b, err));
  KG_TRY_DONE(st, cli_output_open(cli, &out, err));
  st = compare(cli, a, b, out.output);
  if (st)
    kg_output_flush(out.output, err);
done:
  kg_canon_free(a);
  kg_canon_free(b);
  return cli_output_close(&out, st, err);
}
