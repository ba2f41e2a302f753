// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"
#include "kg/cli/data.h"

#include <stdlib.h>

// Blank nodes of several files are kept apart by a number in their labels.
typedef struct renamer {
  kg_sink to;
  size_t file;
  bool several;
  kg_arena *arena;
} renamer;

static kg_status
rename_term(renamer *r, const kg_term *from, kg_term *to)
{
  *to = *from;
  if (from->kind == KG_TERM_TRIPLE) {
    kg_term *spo = kg_arena_calloc(r->arena, 3, sizeof *spo);
    for (size_t i = 0; spo && i < 3; i++)
      KG_TRY(rename_term(r, &from->triple[i], &spo[i]));
    to->triple = spo;
    return spo ? KG_OK : KG_ERR_NOMEM;
  }
  if (from->kind != KG_TERM_BLANK)
    return KG_OK;
  char *label = kg_arena_alloc(r->arena, from->value.len + 24);
  if (!label)
    return KG_ERR_NOMEM;
  int n = snprintf(label, from->value.len + 24, "f%zu-%.*s", r->file, KG_STR_ARG(from->value));
  to->value = (kg_str){label, (size_t)n};
  return KG_OK;
}

static kg_status
write_quad(void *self, const kg_quad *quad, kg_error *err)
{
  renamer *r = self;
  kg_quad renamed;
  if (!r->several)
    return r->to.quad(r->to.self, quad, err);
  kg_arena_clear(r->arena);
  KG_TRY(rename_term(r, &quad->subject, &renamed.subject));
  KG_TRY(rename_term(r, &quad->object, &renamed.object));
  KG_TRY(rename_term(r, &quad->graph, &renamed.graph));
  renamed.predicate = quad->predicate;
  return r->to.quad(r->to.self, &renamed, err);
}

static kg_status
write_prefix(void *self, kg_str prefix, kg_str iri, kg_error *err)
{
  const kg_sink *to = &((renamer *)self)->to;
  return to->prefix ? to->prefix(to->self, prefix, iri, err) : KG_OK;
}

static kg_status
output_format(cli_state *cli, kg_format *format, kg_error *err)
{
  KG_TRY(cli_format("--to", cli->args.to, format, err));
  if (*format == KG_FORMAT_NONE && cli->args.output)
    *format = kg_format_from_path(kg_str_of(cli->args.output));
  if (*format == KG_FORMAT_NONE)
    *format = cli->args.canonical || cli->args.canonical_graph ? KG_FORMAT_NQUADS : KG_FORMAT_TURTLE;
  if (!kg_format_can_write(*format))
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "%s is read, not written", kg_format_name(*format));
  return KG_OK;
}

static kg_status
read_all(cli_state *cli, kg_sink to, kg_error *err)
{
  renamer r = {.to = to, .several = cli->args.operands.n > 1, .arena = kg_arena_new()};
  kg_sink sink = {.self = &r, .quad = write_quad, .prefix = write_prefix};
  kg_status st = r.arena ? KG_OK : KG_ERR_NOMEM;
  for (size_t i = 0; !st && i < cli->args.operands.n; i++) {
    r.file = i + 1;
    st = cli_read_rdf(cli, cli->args.operands.items[i], kg_str_of(cli->args.base), (kg_term){0}, &sink, err);
  }
  kg_arena_free(r.arena);
  return st;
}

static kg_status
convert_canonical(cli_state *cli, kg_writer *writer, kg_error *err)
{
  kg_canon *canon;
  KG_TRY(kg_canon_new(&(kg_canon_options){.limits = &cli->limits}, &canon, err));
  kg_status st = read_all(cli, kg_canon_sink(canon), err);
  st = st ? st : kg_canon_run(canon, err);
  for (size_t i = 0; !st && i < kg_canon_count(canon); i++)
    st = kg_writer_quad(writer, kg_canon_quad(canon, i), err);
  kg_canon_free(canon);
  return st;
}

static kg_status
convert_all(cli_state *cli, kg_writer *writer, kg_error *err)
{
  KG_TRY(cli->args.canonical_graph ? convert_canonical(cli, writer, err)
                                   : read_all(cli, kg_writer_sink(writer), err));
  return kg_writer_finish(writer, err);
}

kg_status
cmd_convert(cli_state *cli, kg_error *err)
{
  static char stdin_name[] = "-";
  char *operand = stdin_name;
  cli_list given = cli->args.operands;
  if (!given.n)
    cli->args.operands = (cli_list){&operand, 1, 1};
  kg_writer *writer = NULL;
  cli_output out = {.fd = -1};
  kg_buf context = {0}, frame = {0};
  kg_namespaces *prefixes = NULL;
  kg_write_options options = {.streaming = cli->args.streaming,
                              .canonical = cli->args.canonical || cli->args.canonical_graph,
                              .union_graphs = cli->args.union_graphs,
                              .base = kg_str_of(cli->args.base),
                              .load = cli_load_context,
                              .load_self = cli};
  kg_status st;
  KG_TRY_DONE(st, output_format(cli, &options.format, err));
  KG_TRY_DONE(st, cli_context(cli, options.format, &context, err));
  KG_TRY_DONE(st, cli_frame(cli, options.format, &frame, err));
  KG_TRY_DONE(st, cli_prefixes(cli, NULL, &prefixes, err));
  options.namespaces = prefixes;
  options.context = kg_buf_str(&context);
  options.frame = kg_buf_str(&frame);
  KG_TRY_DONE(st, cli_output_open(cli, &out, err));
  KG_TRY_DONE(st, kg_writer_open(out.output, &options, &writer, err));
  st = convert_all(cli, writer, err);
done:
  kg_writer_free(writer);
  st = cli_output_close(&out, st, err);
  kg_buf_release(&context);
  kg_buf_release(&frame);
  kg_namespaces_free(prefixes);
  cli->args.operands = given;
  return st;
}
