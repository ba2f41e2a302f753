// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"

#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted;

// The first Ctrl-C lets the work stop cleanly, the second ends the process.
static void
on_interrupt(int number)
{
  (void)number;
  if (interrupted)
    _exit(130);
  interrupted = 1;
}

static void
catch_signals(void)
{
  struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = SA_RESTART};
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
}

static const char *
command_name_at(size_t i)
{
  return cli_commands[i].name;
}

static const cli_command *
choose_command(const char *word, kg_error *err)
{
  const cli_command *command = cli_command_find(word);
  if (!command) {
    const char *near = cli_nearest(word, command_name_at);
    kg_error_set(err, KG_ERR_ARGUMENT, "unknown command '%s'%s%s%s; 'kg help' lists the commands", word,
                 near ? ", did you mean '" : "", near ? near : "", near ? "'?" : "");
  }
  return command;
}

// What a query may take unless the caller says otherwise: a quarter of the machine's memory.
static size_t
usual_memory(const cli_state *cli)
{
  long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
  bool asks = cli->command->flag & (CMD_EXPLAIN | CMD_QUERY | CMD_UPDATE);
  return asks && pages > 0 && size > 0 ? (size_t)pages / 4 * (size_t)size : 0;
}

static kg_status
set_limits(cli_state *cli, kg_error *err)
{
  double number;
  cli->limits.interrupted = &interrupted;
  cli->limits.string = (size_t)64 << 20;
  cli->limits.memory = usual_memory(cli);
  if (cli->args.timeout) {
    KG_TRY(cli_number("--timeout", cli->args.timeout, &number, err));
    cli->limits.deadline = kg_clock() + (uint64_t)(number * 1e9);
  }
  if (cli->args.memory) {
    KG_TRY(cli_number("--memory", cli->args.memory, &number, err));
    cli->limits.memory = (size_t)(number * 1e6);
  }
  cli->limits.disk = usual_memory(cli) ? 16 * (uint64_t)cli->limits.memory : 0;
  if (cli->args.disk) {
    KG_TRY(cli_number("--disk", cli->args.disk, &number, err));
    cli->limits.disk = (uint64_t)(number * 1e6);
  }
  if (cli->args.limit) {
    KG_TRY(cli_number("--limit", cli->args.limit, &number, err));
    cli->limits.rows = (uint64_t)number;
  }
  return KG_OK;
}

static kg_status
run(cli_state *cli, int argc, char **argv, kg_error *err)
{
  KG_TRY(cli_parse(cli, argc, argv, err));
  if (cli->args.help) {
    cli_print_help(cli->command, stdout);
    return KG_OK;
  }
  KG_TRY(set_limits(cli, err));
  cli->world = kg_world_new();
  cli->namespaces = kg_namespaces_new();
  if (!cli->world || !cli->namespaces || kg_namespaces_add_common(cli->namespaces))
    return KG_ERR_NOMEM;
  return cli->command->run(cli, err);
}

// Standard output is flushed here, so that a full disk is never silent.
static kg_status
flush_stdout(kg_status st, kg_error *err)
{
  if (fflush(stdout) == 0 && !ferror(stdout))
    return st;
  return st ? st : kg_error_set(err, KG_ERR_IO, "cannot write to standard output");
}

static int
finish(cli_state *cli, kg_status st, const kg_error *err)
{
  cli_progress(cli, NULL, 0, 0, 0);
  if (st && st != KG_DONE)
    cli_report(cli, err);
  if (cli->n_skipped)
    fprintf(stderr, "kg: left out %zu\n", cli->n_skipped);
  kg_namespaces_free(cli->namespaces);
  kg_world_free(cli->world);
  cli_args_release(&cli->args);
  int status = cli_exit_status(st);
  return status ? status : cli->n_skipped || cli->differs ? 1 : 0;
}

int
main(int argc, char **argv)
{
  cli_state cli = {0};
  kg_error err = {0};
  setlocale(LC_CTYPE, "");
  catch_signals();
  if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
    cli_print_usage(stdout);
    return cli_exit_status(flush_stdout(KG_OK, &err));
  }
  if (strcmp(argv[1], "--version") == 0) {
    printf("kg %s\n", kg_version());
    return cli_exit_status(flush_stdout(KG_OK, &err));
  }
  cli.command = choose_command(argv[1], &err);
  kg_status st = cli.command ? run(&cli, argc - 1, argv + 1, &err) : KG_ERR_ARGUMENT;
  if (st == KG_ERR_NOMEM && !err.message[0])
    kg_error_set(&err, st, "out of memory");
  return finish(&cli, flush_stdout(st, &err), &err);
}
