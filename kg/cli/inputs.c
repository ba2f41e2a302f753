// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/base/vec.h"
#include "kg/cli/cli.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { MAX_FOLDER_DEPTH = 64 };

typedef struct walk {
  cli_state *cli;
  bool documents_only;
  cli_inputs *inputs;
} walk;

static bool
ends(const char *path, const char *const *endings)
{
  for (; *endings; endings++) {
    if (kg_str_ends(kg_str_of(path), kg_str_of(*endings)))
      return true;
  }
  return false;
}

static bool
is_document(const char *path)
{
  static const char *const endings[] = {".txt",   ".text", ".md",  ".markdown", ".html",   ".htm",
                                        ".xhtml", ".pdf",  ".eml", ".jsonl",    ".ndjson", NULL};
  return ends(path, endings);
}

// Whether --from names a kind of document rather than a syntax of RDF.
static bool
from_document(const cli_state *cli)
{
  static const char *const names[] = {"text", "txt",   "markdown", "md",    "html",
                                      "pdf",  "email", "eml",      "jsonl", NULL};
  for (size_t i = 0; cli->args.from && names[i]; i++) {
    if (strcmp(cli->args.from, names[i]) == 0)
      return true;
  }
  return false;
}

static kg_status
add(walk *w, const char *path, cli_input_kind kind, kg_error *err)
{
  char *copy = strdup(path);
  if (!copy || kg__vec_add(w->inputs)) {
    free(copy);
    return kg_error_set(err, KG_ERR_NOMEM, "out of memory");
  }
  w->inputs->items[w->inputs->n - 1] = (cli_input){copy, kind};
  return KG_OK;
}

static int
visible(const struct dirent *entry)
{
  return entry->d_name[0] != '.';
}

static int
by_bytes(const struct dirent **a, const struct dirent **b)
{
  return strcmp((*a)->d_name, (*b)->d_name);
}

static kg_status visit(walk *w, const char *path, bool named, int depth, kg_error *err);

static kg_status
visit_folder(walk *w, const char *path, int depth, kg_error *err)
{
  struct dirent **entries = NULL;
  if (depth > MAX_FOLDER_DEPTH)
    return kg_error_set(err, KG_ERR_LIMIT, "'%s': folders within folders deeper than %d", path,
                        MAX_FOLDER_DEPTH);
  int n = scandir(path, &entries, visible, by_bytes);
  if (n < 0)
    return kg_error_set(err, KG_ERR_IO, "cannot read folder '%s': %s", path, strerror(errno));
  kg_status st = KG_OK;
  for (int i = 0; i < n; i++) {
    kg_buf child = {0};
    if (!st)
      st = kg_buf_printf(&child, "%s/%s", path, entries[i]->d_name);
    if (!st)
      st = visit(w, child.ptr, false, depth + 1, err);
    kg_buf_release(&child);
    free(entries[i]);
  }
  free(entries);
  return st;
}

static kg_status
visit(walk *w, const char *path, bool named, int depth, kg_error *err)
{
  struct stat info;
  bool standard_input = named && strcmp(path, "-") == 0;
  if (!standard_input && stat(path, &info))
    return kg_error_set(err, KG_ERR_IO, "cannot open '%s': %s", path, strerror(errno));
  if (!standard_input && S_ISDIR(info.st_mode))
    return visit_folder(w, path, depth, err);
  bool document = w->documents_only || from_document(w->cli) || (!w->cli->args.from && is_document(path));
  if (!named && (document ? !is_document(path) : kg_format_from_path(kg_str_of(path)) == KG_FORMAT_NONE))
    return KG_OK;
  return add(w, path, document ? CLI_INPUT_DOCUMENT : CLI_INPUT_RDF, err);
}

kg_status
cli_inputs_find(cli_state *cli, bool documents_only, cli_inputs *inputs, kg_error *err)
{
  walk w = {cli, documents_only, inputs};
  for (size_t i = 0; i < cli->args.operands.n; i++) {
    kg_status st = visit(&w, cli->args.operands.items[i], true, 0, err);
    if (st == KG_ERR_IO && cli->args.keep_going)
      cli_skipped(cli, err);
    else if (st)
      return st;
  }
  if (!inputs->n && !cli->n_skipped)
    return kg_error_set(err, KG_ERR_DATA, "nothing to read: no file of a known ending in '%s'",
                        cli->args.operands.n ? cli->args.operands.items[0] : "");
  return KG_OK;
}

void
cli_inputs_release(cli_inputs *inputs)
{
  for (size_t i = 0; i < inputs->n; i++)
    free(inputs->items[i].path);
  free(inputs->items);
}
