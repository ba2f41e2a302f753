// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"
#include "kg/cli/data.h"
#include "kg/cli/export_filter.h"

#include <stdlib.h>
#include <strings.h>
#include <time.h>

typedef struct exporting {
  cli_state *cli;
  kg_store *store;
  kg_txn *txn;
  kg_str *graphs;
  kg_buf context, frame;
  char created[32];
  cli_export_filter filter;
  kg_export_options options;
} exporting;

static kg_status
choose_format(exporting *x, kg_error *err)
{
  const char *to = x->cli->args.to, *path = x->cli->args.output;
  kg_format *format = &x->options.write.format;
  x->options.graph = to ? kg_graph_format_from_name(kg_str_of(to)) : KG_GRAPH_NONE;
  if (x->options.graph)
    return KG_OK;
  *format = to     ? kg_format_from_name(kg_str_of(to))
            : path ? kg_format_from_path(kg_str_of(path))
                   : KG_FORMAT_NONE;
  if (to && *format == KG_FORMAT_NONE)
    return kg_error_set(
        err, KG_ERR_ARGUMENT,
        "--to: unknown format '%s'; known are ntriples, nquads, turtle, trig, rdfxml, jsonld, gexf, "
        "graphml, dot, svg, cytoscape, csv, html, nanopub",
        to);
  if (*format == KG_FORMAT_NONE && path && (x->options.graph = kg_graph_format_from_path(kg_str_of(path))))
    return KG_OK;
  if (*format == KG_FORMAT_NONE)
    return kg_error_set(err, KG_ERR_ARGUMENT, "say the format with --to, such as --to turtle");
  if (!kg_format_can_write(*format))
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "%s is read, not written", kg_format_name(*format));
  return KG_OK;
}

static kg_status
choose_projection(exporting *x, kg_error *err)
{
  static const char *const names[] = {"claims", "plain", "edges", "rdf12"};
  const char *given = x->cli->args.projection;
  for (size_t i = 0; given && i < 4; i++) {
    if (strcmp(given, names[i]) == 0) {
      x->options.projection = (kg_projection)(KG_PROJECTION_CLAIMS + i);
      return KG_OK;
    }
  }
  return given ? kg_error_set(err, KG_ERR_ARGUMENT, "--projection is claims, plain, edges or rdf12, not '%s'",
                              given)
               : KG_OK;
}

// The clock, or what $SOURCE_DATE_EPOCH says instead, so that files can be made again byte by byte.
static void
set_created(exporting *x)
{
  const char *epoch = getenv("SOURCE_DATE_EPOCH");
  time_t now = epoch && *epoch ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
  struct tm parts;
  if (gmtime_r(&now, &parts) && strftime(x->created, sizeof x->created, "%Y-%m-%dT%H:%M:%SZ", &parts))
    x->options.created = kg_str_of(x->created);
}

static kg_status
choose(exporting *x, kg_error *err)
{
  const cli_args *args = &x->cli->args;
  x->graphs = calloc(args->graph.n + 1, sizeof *x->graphs);
  if (!x->graphs)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < args->graph.n; i++)
    x->graphs[i] = kg_str_of(args->graph.items[i]);
  x->options = (kg_export_options){.graphs = x->graphs,
                                   .n_graphs = args->graph.n,
                                   .background = args->background,
                                   .csv_safe = args->csv_safe,
                                   .limits = &x->cli->limits,
                                   .write = {.streaming = args->streaming,
                                             .canonical = args->canonical,
                                             .load = cli_load_context,
                                             .load_self = x->cli}};
  KG_TRY(choose_format(x, err));
  KG_TRY(choose_projection(x, err));
  set_created(x);
  if (x->options.graph)
    return KG_OK;
  KG_TRY(cli_context(x->cli, x->options.write.format, &x->context, err));
  KG_TRY(cli_frame(x->cli, x->options.write.format, &x->frame, err));
  x->options.write.context = kg_buf_str(&x->context);
  x->options.write.frame = kg_buf_str(&x->frame);
  return KG_OK;
}

static kg_status
write_to(exporting *x, const char *path, kg_error *err)
{
  cli_output out = {.fd = -1};
  const char *given = x->cli->args.output;
  x->cli->args.output = path;
  kg_status st = cli_output_open(x->cli, &out, err);
  if (!st)
    st = kg_export(x->txn, &x->options, out.output, err);
  x->cli->args.output = given;
  if (st == KG_ERR_NOT_FOUND) // a graph that the user named, not a file
    st = KG_ERR_DATA;
  return cli_output_close(&out, st, err);
}

// NAME.csv stands for NAME.nodes.csv and NAME.edges.csv.
static kg_status
write_tables(exporting *x, kg_error *err)
{
  const char *path = x->cli->args.output;
  size_t len = strlen(path);
  kg_buf name = {0};
  kg_status st = KG_OK;
  if (len > 4 && strcasecmp(path + len - 4, ".csv") == 0)
    len -= 4;
  for (int nodes = 1; !st && nodes >= 0; nodes--) {
    kg_buf_clear(&name);
    x->options.csv_nodes = nodes;
    st = kg_buf_printf(&name, "%.*s.%s.csv", (int)len, path, nodes ? "nodes" : "edges");
    if (!st && !(st = kg_buf_add_char(&name, '\0')))
      st = write_to(x, name.ptr, err);
  }
  kg_buf_release(&name);
  return st;
}

// The user's own go before those of the store, also in what the filters name.
static kg_status
put_prefixes_first(exporting *x, kg_error *err)
{
  kg_namespaces *all = NULL;
  kg_status st = cli_prefixes(x->cli, x->cli->namespaces, &all, err);
  if (st) {
    kg_namespaces_free(all);
    return st;
  }
  kg_namespaces_free(x->cli->namespaces);
  x->options.write.namespaces = x->cli->namespaces = all;
  return KG_OK;
}

static kg_status export(exporting *x, kg_error *err)
{
  const char *path = x->cli->args.output;
  KG_TRY(choose(x, err));
  KG_TRY(cli_begin_read(x->cli, &x->store, &x->txn, err));
  KG_TRY(put_prefixes_first(x, err));
  KG_TRY(cli_export_filter_read(x->cli, x->txn, &x->filter, err));
  x->options.filter = x->filter.filter;
  bool tables = x->options.graph == KG_GRAPH_CSV && path && strcmp(path, "-") != 0;
  return tables ? write_tables(x, err) : write_to(x, path, err);
}

kg_status
cmd_export(cli_state *cli, kg_error *err)
{
  exporting x = {.cli = cli};
  KG_TRY(cli_want_operands(cli, 0, 0, err));
  kg_status st = export(&x, err);
  kg_txn_abort(x.txn);
  kg_store_close(x.store);
  cli_export_filter_release(&x.filter);
  kg_buf_release(&x.context);
  kg_buf_release(&x.frame);
  free(x.graphs);
  return st;
}
