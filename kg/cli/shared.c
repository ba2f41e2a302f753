// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"
#include "kg/term/syntax.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

const char *
cli_store_path(const cli_state *cli)
{
  const char *path = cli->args.store ? cli->args.store : getenv("KG_STORE");
  return path && *path ? path : "graph.kg";
}

kg_status
cli_store_open(cli_state *cli, unsigned flags, kg_store **store, kg_error *err)
{
  const char *path = cli_store_path(cli);
  kg_status st = kg_store_open(path, flags, store, err);
  if (st == KG_ERR_NOT_FOUND)
    kg_error_set(err, st, "there is no store at '%s'; 'kg load --store %s FILE' makes one", path, path);
  return st;
}

bool
cli_store_missing(const cli_state *cli)
{
  const char *path = getenv("KG_STORE");
  if (cli->args.store || (path && *path) || access(cli_store_path(cli), F_OK) == 0)
    return false;
  if (!cli->args.quiet)
    fprintf(stderr,
            "kg: there is no store at '%s', so nothing is known; 'kg load FILE' makes one, --data FILE asks "
            "a file\n",
            cli_store_path(cli));
  return true;
}

kg_status
cli_request_text(cli_state *cli, kg_buf *text, const char **name, kg_error *err)
{
  kg_source *source = NULL;
  *name = NULL;
  if (cli->args.execute) {
    KG_TRY(cli_want_operands(cli, 0, 0, err));
    return kg_buf_add_str(text, kg_str_of(cli->args.execute));
  }
  KG_TRY(cli_want_operands(cli, 1, 1, err));
  *name = cli->args.operands.items[0];
  KG_TRY(kg_source_open(*name, &source, err));
  kg_status st = kg_source_read_all(source, 64u << 20, text, err);
  kg_source_close(source);
  return st;
}

kg_status
cli_remote(cli_state *cli, kg_remote **remote, kg_error *err)
{
  const cli_list *list = &cli->args.allow_remote;
  kg_remote_options options = {.allowed = (const char *const *)list->items, .n_allowed = list->n};
  *remote = NULL;
  return list->n ? kg_remote_new(&options, remote, err) : KG_OK;
}

kg_status
cli_begin_read(cli_state *cli, kg_store **store, kg_txn **txn, kg_error *err)
{
  unsigned flags = KG_STORE_READ_ONLY | (cli->args.read_only ? KG_STORE_UNTOUCHED : 0);
  KG_TRY(cli_store_open(cli, flags, store, err));
  KG_TRY(kg_txn_begin_read(*store, txn, err));
  return kg_txn_prefixes(*txn, cli->namespaces, err);
}

static kg_status
add_given_prefix(kg_namespaces *all, const char *given, kg_error *err)
{
  const char *equals = strchr(given, '=');
  if (!equals)
    return kg_error_set(err, KG_ERR_ARGUMENT, "--prefix wants NAME=IRI, not '%s'", given);
  kg_str name = {given, (size_t)(equals - given)}, iri = kg_str_of(equals + 1);
  if (!kg__is_prefix(name))
    return kg_error_set(err, KG_ERR_ARGUMENT, "--prefix: '%.*s' cannot be a prefix", KG_STR_ARG(name));
  if (!kg_iri_is_absolute(iri) || kg_iri_check(iri) != iri.len)
    return kg_error_set(err, KG_ERR_ARGUMENT, "--prefix %.*s: '%.*s' is not an absolute IRI",
                        KG_STR_ARG(name), KG_STR_ARG(iri));
  return kg_namespaces_add(all, name, iri);
}

kg_status
cli_prefixes(const cli_state *cli, const kg_namespaces *others, kg_namespaces **all, kg_error *err)
{
  const cli_list *given = &cli->args.prefix;
  kg_str prefix, iri, known;
  kg_status st = (*all = kg_namespaces_new()) ? KG_OK : KG_ERR_NOMEM;
  for (size_t i = 0; !st && i < given->n; i++)
    st = add_given_prefix(*all, given->items[i], err);
  for (size_t i = 0; !st && others && kg_namespaces_at(others, i, &prefix, &iri); i++)
    if (!kg_namespaces_find(*all, prefix, &known))
      st = kg_namespaces_add(*all, prefix, iri);
  return st;
}

kg_status
cli_format(const char *option, const char *name, kg_format *format, kg_error *err)
{
  *format = name ? kg_format_from_name(kg_str_of(name)) : KG_FORMAT_NONE;
  if (name && *format == KG_FORMAT_NONE)
    return kg_error_set(err, KG_ERR_ARGUMENT,
                        "%s: unknown format '%s'; known are ntriples, nquads, turtle, trig, rdfxml, jsonld",
                        option, name);
  return KG_OK;
}

// A sink that counts and shows progress on the way to another one.
typedef struct watched {
  cli_state *cli;
  const kg_sink *to;
  kg_source *source;
  uint64_t count;
} watched;

static kg_status
watched_quad(void *self, const kg_quad *quad, kg_error *err)
{
  watched *w = self;
  if ((++w->count & 1023) == 0) {
    KG_TRY(kg_limits_check(&w->cli->limits, err));
    cli_progress(w->cli, kg_source_name(w->source), w->count, kg_source_position(w->source),
                 kg_source_size(w->source));
  }
  return w->to->quad ? w->to->quad(w->to->self, quad, err) : KG_OK;
}

static kg_status
watched_prefix(void *self, kg_str prefix, kg_str iri, kg_error *err)
{
  watched *w = self;
  return w->to->prefix ? w->to->prefix(w->to->self, prefix, iri, err) : KG_OK;
}

static kg_status
watched_base(void *self, kg_str iri, kg_error *err)
{
  watched *w = self;
  return w->to->base ? w->to->base(w->to->self, iri, err) : KG_OK;
}

static kg_status
watched_skipped(void *self, const kg_error *error, kg_error *err)
{
  (void)err;
  cli_skipped(((watched *)self)->cli, error);
  return KG_OK;
}

kg_status
cli_read_rdf(cli_state *cli, const char *path, kg_str base, kg_term graph, const kg_sink *sink, kg_error *err)
{
  watched w = {cli, sink, NULL, 0};
  kg_sink watching = {&w, watched_quad, watched_prefix, watched_base, watched_skipped};
  kg_read_options options = {.base = base,
                             .graph = graph,
                             .keep_going = cli->args.keep_going,
                             .limits = &cli->limits,
                             .load = cli_load_context,
                             .load_self = cli};
  KG_TRY(cli_format("--from", cli->args.from, &options.format, err));
  kg_status st = kg_source_open(path, &w.source, err);
  if (!st)
    st = kg_read(cli->world, w.source, &options, &watching, err);
  kg_source_close(w.source);
  return st;
}

// A file that stood there before is written over, but never removed: it may be a device, or somebody's link.
static kg_status
open_file(cli_output *out, kg_error *err)
{
  out->made = access(out->path, F_OK) != 0;
  out->fd = open(out->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (out->fd < 0)
    return kg_error_set(err, KG_ERR_IO, "cannot write '%s': %s", out->path, strerror(errno));
  return KG_OK;
}

kg_status
cli_output_open(cli_state *cli, cli_output *out, kg_error *err)
{
  *out = (cli_output){.fd = STDOUT_FILENO, .path = cli->args.output};
  if (out->path && strcmp(out->path, "-") == 0)
    out->path = NULL;
  if (out->path)
    KG_TRY(open_file(out, err));
  return kg_output_to_fd(out->fd, out->path ? out->path : "standard output", &out->output, err);
}

kg_status
cli_output_close(cli_output *out, kg_status st, kg_error *err)
{
  if (!st && out->output)
    st = kg_output_flush(out->output, err);
  kg_output_free(out->output);
  if (out->path && out->fd >= 0) {
    if (close(out->fd) && !st)
      st = kg_error_set(err, KG_ERR_IO, "cannot write '%s': %s", out->path, strerror(errno));
    if (st && out->made)
      unlink(out->path);
  }
  return st;
}

kg_status
cli_term(const cli_state *cli, const char *text, kg_arena *arena, kg_term *term, kg_error *err)
{
  kg_str s = kg_str_of(text), iri;
  const char *colon = strchr(text, ':');
  if (*text == '<' || *text == '"') {
    size_t end;
    KG_TRY(kg_term_parse(s, arena, &end, term, err));
    return end == s.len ? KG_OK : kg_error_set(err, KG_ERR_ARGUMENT, "'%s': more than one term", text);
  }
  if (colon && kg_namespaces_find(cli->namespaces, (kg_str){text, (size_t)(colon - text)}, &iri)) {
    kg_buf buf = {0};
    kg_status st = kg_buf_add_str(&buf, iri);
    if (!st)
      st = kg_buf_add_str(&buf, kg_str_of(colon + 1));
    *term = kg_term_iri(kg_arena_str(arena, kg_buf_str(&buf)));
    kg_buf_release(&buf);
    return st;
  }
  *term = kg_term_string(s);
  return KG_OK;
}

kg_status
cli_number(const char *option, const char *text, double *number, kg_error *err)
{
  char *end;
  *number = strtod(text, &end);
  if (end == text || *end || !(*number >= 0) || *number > 1e15)
    return kg_error_set(err, KG_ERR_ARGUMENT, "%s wants a number that is not negative, not '%s'", option,
                        text);
  return KG_OK;
}

kg_status
cli_want_operands(const cli_state *cli, size_t least, size_t most, kg_error *err)
{
  size_t n = cli->args.operands.n;
  if (n >= least && n <= most)
    return KG_OK;
  return kg_error_set(err, KG_ERR_ARGUMENT, "%s; usage: kg %s [OPTION...] %s",
                      n < least ? "an operand is missing" : "too many operands", cli->command->name,
                      cli->command->operands);
}
