// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"

#include <stdlib.h>
#include <unistd.h>

int
cli_exit_status(kg_status status)
{
  switch (status) {
  case KG_OK:
  case KG_DONE:
    return 0;
  case KG_ERR_DATA:
  case KG_ERR_QUERY:
  case KG_ERR_UNSUPPORTED:
  case KG_ERR_CONFLICT:
    return 1;
  case KG_ERR_ARGUMENT:
    return 2;
  case KG_ERR_LIMIT:
  case KG_ERR_TIMEOUT:
    return 3;
  case KG_ERR_INTERRUPTED:
    return 130;
  case KG_ERR_NOT_FOUND:
  case KG_ERR_NOMEM:
  case KG_ERR_IO:
  case KG_ERR_LOCKED:
  case KG_ERR_STORE:
    return 5;
  }
  return 5;
}

bool
cli_is_fancy(const cli_state *cli, int fd)
{
  const char *when = cli->args.color;
  if (when && strcmp(when, "always") == 0)
    return true;
  if (when && strcmp(when, "never") == 0)
    return false;
  const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
  return !(no && *no) && term && strcmp(term, "dumb") != 0 && isatty(fd);
}

void
cli_report(const cli_state *cli, const kg_error *err)
{
  char text[KG_ERROR_SOURCE_SIZE + KG_ERROR_MESSAGE_SIZE + 2 * KG_ERROR_EXCERPT_SIZE + 64];
  bool colour = cli_is_fancy(cli, STDERR_FILENO);
  kg_error_print(err, text, sizeof text);
  cli_progress(cli, NULL, 0, 0, 0);
  fprintf(stderr, "%skg:%s %s\n", colour ? "\033[1;31m" : "", colour ? "\033[0m" : "", text);
}

void
cli_skipped(cli_state *cli, const kg_error *error)
{
  cli->n_skipped++;
  cli_report(cli, error);
}

void
cli_progress(const cli_state *cli, const char *what, uint64_t count, uint64_t done, uint64_t total)
{
  static uint64_t shown, started;
  uint64_t now = kg_clock();
  if (!what) {
    if (shown)
      fputs("\r\033[K", stderr);
    shown = 0;
    return;
  }
  if (cli->args.quiet || now - shown < 100000000 || !cli_is_fancy(cli, STDERR_FILENO))
    return;
  if (!started)
    started = now;
  double seconds = (double)(now - started) / 1e9;
  fprintf(stderr, "\r\033[K%.60s  %llu", what, (unsigned long long)count);
  if (seconds > 1)
    fprintf(stderr, "  %.0f/s", (double)count / seconds);
  if (total && done <= total)
    fprintf(stderr, "  %.0f %%", 100.0 * (double)done / (double)total);
  if (total && done && seconds > 1)
    fprintf(stderr, "  %.0f s left", seconds * (double)(total - done) / (double)done);
  fflush(stderr);
  shown = now;
}
