// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/data.h"

#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

// The folder above the one that the program lies in, or an empty text.
static void
installed_prefix(char prefix[PATH_MAX])
{
  char program[PATH_MAX];
  ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
  prefix[0] = '\0';
  if (n <= 0)
    return;
  program[n] = '\0';
  snprintf(prefix, PATH_MAX, "%s", dirname(dirname(program)));
}

static bool
look(const char *folder, const char *name, kg_buf *path, kg_status *st)
{
  kg_buf_clear(path);
  *st = kg_buf_printf(path, "%s/%s", folder, name);
  return *st || access(path->ptr, R_OK) == 0;
}

// Where the program was built: the source tree is used while the program lies in the build tree.
static bool
is_build_tree(const char *prefix)
{
  return strcmp(prefix, KG_BUILDDIR) == 0;
}

kg_status
cli_data_path(const char *name, kg_buf *path, kg_error *err)
{
  kg_status st;
  char prefix[PATH_MAX], share[PATH_MAX + 16];
  const char *data = getenv("KG_DATA");
  if (data && *data) {
    if (look(data, name, path, &st))
      return st;
    return kg_error_set(err, KG_ERR_IO, "'%s' is not under $KG_DATA, '%s'", name, data);
  }
  installed_prefix(prefix);
  if (is_build_tree(prefix) && look(KG_SRCDIR, name, path, &st))
    return st;
  snprintf(share, sizeof share, "%s/share/kg", prefix);
  if (look(share, name, path, &st) || look(KG_DATADIR, name, path, &st))
    return st;
  return kg_error_set(err, KG_ERR_IO, "'%s' is neither under '%s' nor '%s'; $KG_DATA can tell where it is",
                      name, share, KG_DATADIR);
}

kg_status
cli_frame(cli_state *cli, kg_format format, kg_buf *frame, kg_error *err)
{
  kg_source *source = NULL;
  if (!cli->args.frame)
    return KG_OK;
  if (format != KG_FORMAT_JSONLD)
    return kg_error_set(err, KG_ERR_ARGUMENT, "--frame is for --to jsonld");
  kg_status st = kg_source_open(cli->args.frame, &source, err);
  if (!st)
    st = kg_source_read_all(source, 16u << 20, frame, err);
  kg_source_close(source);
  return st;
}

kg_status
cli_context(cli_state *cli, kg_format format, kg_buf *context, kg_error *err)
{
  const char *given = cli->args.context;
  kg_buf path = {0};
  kg_source *source = NULL;
  kg_status st = KG_OK;
  if (format != KG_FORMAT_JSONLD || (given && strcmp(given, "-") == 0))
    return KG_OK;
  if (!given)
    st = cli_data_path("ontology/context.jsonld", &path, err);
  if (!st)
    st = kg_source_open(given ? given : path.ptr, &source, err);
  if (!st)
    st = kg_source_read_all(source, 16u << 20, context, err);
  kg_source_close(source);
  kg_buf_release(&path);
  return st;
}
