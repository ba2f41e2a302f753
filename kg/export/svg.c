// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Graphviz's `dot`, found in PATH and started without a shell, reads the DOT text from a file without a name
// (a pipe both ways could block) and we read the picture from a pipe.

#include "kg/export/writers.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static kg_status
write_dot(kg__projection *p, FILE *file, kg_error *err)
{
  kg_output *out = NULL;
  KG_TRY(kg_output_to_fd(fileno(file), "a temporary file", &out, err));
  kg_status st = kg__dot_write(p, out, err);
  if (!st)
    st = kg_output_flush(out, err);
  kg_output_free(out);
  if (!st && lseek(fileno(file), 0, SEEK_SET) != 0)
    st = kg_error_set(err, KG_ERR_IO, "cannot read a temporary file: %s", strerror(errno));
  return st;
}

static kg_status
start(int in, int out, pid_t *pid, kg_error *err)
{
  char program[] = "dot", option[] = "-Tsvg";
  char *const words[] = {program, option, NULL};
  posix_spawn_file_actions_t actions;
  if (posix_spawn_file_actions_init(&actions))
    return KG_ERR_NOMEM;
  int rc = posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
  if (!rc)
    rc = posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  if (!rc)
    rc = posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  if (!rc)
    rc = posix_spawnp(pid, words[0], &actions, NULL, words, environ);
  posix_spawn_file_actions_destroy(&actions);
  if (rc == ENOENT || rc == EACCES)
    return kg_error_set(
        err, KG_ERR_UNSUPPORTED,
        "pictures need Graphviz, and there is no program 'dot' in PATH (Debian: apt install graphviz)");
  return rc ? kg_error_set(err, KG_ERR_IO, "cannot start 'dot': %s", strerror(rc)) : KG_OK;
}

// Looks at the limits ten times a second while the child works.
static kg_status
copy(int fd, const kg_limits *limits, kg_output *out, size_t *total, kg_error *err)
{
  char bytes[16384];
  for (;;) {
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    KG_TRY(kg_limits_check(limits, err));
    int n_ready = poll(&ready, 1, 100);
    if (n_ready == 0 || (n_ready < 0 && errno == EINTR))
      continue;
    ssize_t n = read(fd, bytes, sizeof bytes);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return kg_error_set(err, KG_ERR_IO, "cannot read from 'dot': %s", strerror(errno));
    if (n == 0)
      return KG_OK;
    *total += (size_t)n;
    KG_TRY(kg_output_add(out, bytes, (size_t)n));
  }
}

static kg_status
finish(pid_t pid, kg_status st, size_t total, kg_error *err)
{
  int status = 0;
  if (st)
    kill(pid, SIGKILL);
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
    ;
  if (!st && WIFEXITED(status) && WEXITSTATUS(status) == 127) // what posix_spawn() may do instead of ENOENT
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "pictures need Graphviz, and 'dot' cannot be started");
  if (!st && (!WIFEXITED(status) || (WEXITSTATUS(status) && !total)))
    return kg_error_set(err, KG_ERR_IO, "'dot' failed to draw the graph");
  return st;
}

static kg_status
draw(int in, const kg_limits *limits, kg_output *out, kg_error *err)
{
  int ends[2];
  pid_t pid;
  size_t total = 0;
  if (pipe2(ends, O_CLOEXEC))
    return kg_error_set(err, KG_ERR_IO, "cannot make a pipe: %s", strerror(errno));
  kg_status st = start(in, ends[1], &pid, err);
  close(ends[1]);
  if (!st)
    st = finish(pid, copy(ends[0], limits, out, &total, err), total, err);
  close(ends[0]);
  return st;
}

kg_status
kg__svg_write(kg__projection *p, kg_output *out, kg_error *err)
{
  FILE *file = tmpfile();
  if (!file)
    return kg_error_set(err, KG_ERR_IO, "cannot make a temporary file: %s", strerror(errno));
  kg_status st = write_dot(p, file, err);
  if (!st)
    st = draw(fileno(file), p->options->limits, out, err);
  fclose(file);
  return st;
}
