// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"

kg_status
cmd_help(cli_state *cli, kg_error *err)
{
  KG_TRY(cli_want_operands(cli, 0, 1, err));
  if (cli->args.man)
    cli_print_man(stdout);
  else if (cli->args.completion && strcmp(cli->args.completion, "bash") != 0)
    return kg_error_set(err, KG_ERR_ARGUMENT, "--completion: only 'bash' is known");
  else if (cli->args.completion)
    cli_print_completion(stdout);
  else if (!cli->args.operands.n)
    cli_print_usage(stdout);
  else {
    const cli_command *command = cli_command_find(cli->args.operands.items[0]);
    if (!command)
      return kg_error_set(err, KG_ERR_ARGUMENT, "unknown command '%s'; 'kg help' lists the commands",
                          cli->args.operands.items[0]);
    cli_print_help(command, stdout);
  }
  return KG_OK;
}
