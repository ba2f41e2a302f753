// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/base/vec.h"
#include "kg/cli/cli.h"

#include <getopt.h>
#include <stdlib.h>

enum { MAX_OPTIONS = 64 };

const cli_command *
cli_command_find(const char *name)
{
  for (const cli_command *c = cli_commands; c->name; c++) {
    if (strcmp(c->name, name) == 0)
      return c;
  }
  return NULL;
}

// The tables of getopt for one subcommand; an option's code is its index + 256.
static void
fill_getopt(const cli_command *command, struct option *longs, char *shorts)
{
  size_t n = 0, s = 0;
  shorts[s++] = ':';
  for (size_t i = 0; cli_options[i].name && n + 1 < MAX_OPTIONS; i++) {
    const cli_option *o = &cli_options[i];
    if (!(o->commands & command->flag))
      continue;
    longs[n++] = (struct option){o->name, o->argument ? required_argument : no_argument, NULL, (int)i + 256};
    if (o->letter) {
      shorts[s++] = o->letter;
      if (o->argument)
        shorts[s++] = ':';
    }
  }
  longs[n] = (struct option){0};
  shorts[s] = '\0';
}

static const cli_option *
option_of(int code)
{
  if (code >= 256)
    return &cli_options[code - 256];
  for (const cli_option *o = cli_options; o->name; o++) {
    if (o->letter == code)
      return o;
  }
  return NULL;
}

static kg_status
keep(cli_args *args, const cli_option *option, char *value)
{
  void *field = (char *)args + option->offset;
  if (option->kind == CLI_FLAG) {
    *(bool *)field = true;
  } else if (option->kind == CLI_TEXT) {
    *(const char **)field = value;
  } else {
    cli_list *list = field;
    KG_TRY(kg__vec_add(list));
    list->items[list->n - 1] = value;
  }
  return KG_OK;
}

static const char *
option_name_at(size_t i)
{
  return cli_options[i].name;
}

static kg_status
unknown_option(const cli_state *cli, const char *word, kg_error *err)
{
  const char *near = strncmp(word, "--", 2) == 0 ? cli_nearest(word + 2, option_name_at) : NULL;
  if (near && strcmp(near, word + 2) == 0)
    return kg_error_set(err, KG_ERR_ARGUMENT, "'kg %s' has no option '%s'; 'kg help %s' lists those it has",
                        cli->command->name, word, cli->command->name);
  return kg_error_set(
      err, KG_ERR_ARGUMENT, "unknown option '%s'%s%s%s; 'kg help %s' lists those of this command", word,
      near ? ", did you mean '--" : "", near ? near : "", near ? "'?" : "", cli->command->name);
}

kg_status
cli_parse(cli_state *cli, int argc, char **argv, kg_error *err)
{
  struct option longs[MAX_OPTIONS];
  char shorts[2 * MAX_OPTIONS];
  fill_getopt(cli->command, longs, shorts);
  optind = 0;
  opterr = 0;
  for (int code; (code = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
    if (code == ':')
      return kg_error_set(err, KG_ERR_ARGUMENT, "option '%s' wants an argument", argv[optind - 1]);
    if (code == '?' && optopt >= 256)
      return kg_error_set(err, KG_ERR_ARGUMENT, "option '%s' takes no argument", argv[optind - 1]);
    if (code == '?')
      return unknown_option(cli, argv[optind - 1], err);
    KG_TRY(keep(&cli->args, option_of(code), optarg));
  }
  for (int i = optind; i < argc; i++) {
    KG_TRY(kg__vec_add(&cli->args.operands));
    cli->args.operands.items[cli->args.operands.n - 1] = argv[i];
  }
  return KG_OK;
}

void
cli_args_release(cli_args *args)
{
  free(args->operands.items);
  for (const cli_option *o = cli_options; o->name; o++) {
    if (o->kind == CLI_LIST)
      free(((cli_list *)((char *)args + o->offset))->items);
  }
}
