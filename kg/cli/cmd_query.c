// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"
#include "kg/cli/data.h"
#include "kg/cli/dataset.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { PAGE_WIDTH = 118 }; // of a table that is not for a terminal

// All that a query needs and gives, released together.
typedef struct query_run {
  kg_buf text;
  kg_buf context;
  kg_store *store;
  kg_txn *txn;
  kg_remote *remote;
  kg_arena *arena;
  kg_binding *bindings;
  kg_result *result;
  cli_output out;
} query_run;

static kg_status
read_bindings(cli_state *cli, query_run *run, kg_query_options *options, kg_error *err)
{
  size_t n = cli->args.bind.n;
  run->bindings = calloc(n + 1, sizeof *run->bindings);
  if (!run->bindings)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < n; i++) {
    const char *word = cli->args.bind.items[i], *name = word + strspn(word, "?$"), *equal = strchr(word, '=');
    if (!equal || equal == name)
      return kg_error_set(err, KG_ERR_ARGUMENT, "--bind wants VARIABLE=TERM, not '%s'", word);
    run->bindings[i].name = (kg_str){name, (size_t)(equal - name)};
    KG_TRY(cli_term(cli, equal + 1, run->arena, &run->bindings[i].value, err));
  }
  options->bindings = run->bindings;
  options->n_bindings = n;
  return KG_OK;
}

static kg_status
read_engine(cli_state *cli, kg_query_options *options, kg_error *err)
{
  const char *name = cli->args.engine;
  if (name && strcmp(name, "rasqal") == 0)
    options->engine = KG_ENGINE_RASQAL;
  else if (name && strcmp(name, "kg") != 0)
    return kg_error_set(err, KG_ERR_ARGUMENT, "--engine wants kg or rasqal, not '%s'", name);
  return KG_OK;
}

static size_t
terminal_width(int fd)
{
  struct winsize size;
  return ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40 ? size.ws_col : 0;
}

static kg_status
write_rows(cli_state *cli, query_run *run, kg_error *err)
{
  bool terminal = isatty(run->out.fd);
  kg_results_options options = {
      .format = terminal ? KG_RESULTS_TABLE : KG_RESULTS_TSV,
      .namespaces = cli->namespaces,
      .width = terminal ? terminal_width(run->out.fd) : PAGE_WIDTH,
      .limits = &cli->limits,
  };
  if (cli->args.results && !(options.format = kg_results_format_from_name(kg_str_of(cli->args.results))))
    return kg_error_set(err, KG_ERR_ARGUMENT, "--results wants table, json, xml, csv, tsv or md, not '%s'",
                        cli->args.results);
  return kg_results_write(run->result, &options, run->out.output, err);
}

static kg_status
copy_graph(cli_state *cli, query_run *run, kg_writer *writer, kg_error *err)
{
  kg_quad triple;
  kg_status st;
  while ((st = kg_result_next_triple(run->result, &triple, err)) == KG_OK) {
    KG_TRY(kg_writer_quad(writer, &triple, err));
    KG_TRY(kg_limits_check(&cli->limits, err));
  }
  return st == KG_DONE ? kg_writer_finish(writer, err) : st;
}

static kg_status
write_graph(cli_state *cli, query_run *run, kg_error *err)
{
  kg_writer *writer = NULL;
  kg_write_options options = {.namespaces = cli->namespaces, .load = cli_load_context, .load_self = cli};
  KG_TRY(cli_format("--to", cli->args.to, &options.format, err));
  if (!options.format)
    options.format = KG_FORMAT_TURTLE;
  KG_TRY(cli_context(cli, options.format, &run->context, err));
  options.context = kg_buf_str(&run->context);
  KG_TRY(kg_writer_open(run->out.output, &options, &writer, err));
  kg_status st = copy_graph(cli, run, writer, err);
  kg_writer_free(writer);
  return st;
}

kg_status
cmd_query(cli_state *cli, kg_error *err)
{
  query_run run = {.out.fd = -1, .arena = kg_arena_new()};
  kg_query_options options = {.base = kg_str_of(cli->args.base),
                              .strict_default = cli->args.strict_default,
                              .namespaces = cli->namespaces,
                              .limits = &cli->limits};
  kg_status st = run.arena ? KG_OK : KG_ERR_NOMEM;
  if (st)
    goto done;
  KG_TRY_DONE(st, read_engine(cli, &options, err));
  KG_TRY_DONE(st, cli_remote(cli, &run.remote, err));
  options.service = run.remote ? kg_remote_service : NULL;
  options.service_self = run.remote;
  KG_TRY_DONE(st, cli_request_text(cli, &run.text, &options.source, err));
  KG_TRY_DONE(st, cli_dataset_begin(cli, kg_buf_str(&run.text), &options, &run.store, &run.txn, err));
  KG_TRY_DONE(st, read_bindings(cli, &run, &options, err));
  KG_TRY_DONE(st, kg_query_run(cli->world, run.txn, kg_buf_str(&run.text), &options, &run.result, err));
  KG_TRY_DONE(st, cli_output_open(cli, &run.out, err));
  st = kg_result_get_form(run.result) == KG_RESULT_GRAPH ? write_graph(cli, &run, err)
                                                         : write_rows(cli, &run, err);
done:
  st = cli_output_close(&run.out, st, err);
  kg_result_free(run.result);
  kg_txn_abort(run.txn);
  kg_store_close(run.store);
  kg_arena_free(run.arena);
  kg_remote_free(run.remote);
  kg_buf_release(&run.text);
  kg_buf_release(&run.context);
  free(run.bindings);
  return st;
}
