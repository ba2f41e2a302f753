// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"
#include "kg/jsonld.h"

#include <stdlib.h>

typedef struct job {
  cli_state *cli;
  kg_jsonld_options options;
  kg_buf document, context, frame, expand_context, out;
  cli_output output;
} job;

static kg_status
read_file(const char *path, kg_buf *text, kg_error *err)
{
  kg_source *source = NULL;
  kg_status st = kg_source_open(path, &source, err);
  if (!st)
    st = kg_source_read_all(source, 0, text, err);
  kg_source_close(source);
  return st;
}

// ---- options

// What a choice of names sets: the option, a value, where it goes and what it means.
typedef struct setting {
  const char *name, *value;
  size_t offset;
  unsigned number;
} setting;

#define AT(field) offsetof(kg_jsonld_options, field)
#define FLAG(name, field)       \
  {name, "true", AT(field), 1}, \
  {                             \
    name, "false", AT(field), 0 \
  }
#define NOT_FLAG(name, field)   \
  {name, "true", AT(field), 0}, \
  {                             \
    name, "false", AT(field), 1 \
  }

static const setting flags[] = {
    FLAG("ordered", ordered),
    FLAG("produceGeneralizedRdf", generalized),
    FLAG("useNativeTypes", native_types),
    FLAG("useRdfType", rdf_type),
    FLAG("explicit", explicit_only),
    FLAG("omitDefault", omit_default),
    FLAG("requireAll", require_all),
    FLAG("frameDefault", frame_default),
    NOT_FLAG("compactArrays", keep_arrays),
    NOT_FLAG("compactToRelative", keep_absolute),
};

static const setting choices[] = {
    {"processingMode", "json-ld-1.0", AT(mode), KG_JSONLD_1_0},
    {"processingMode", "json-ld-1.1", AT(mode), KG_JSONLD_1_1},
    {"rdfDirection", "i18n-datatype", AT(direction), KG_JSONLD_DIRECTION_I18N},
    {"rdfDirection", "compound-literal", AT(direction), KG_JSONLD_DIRECTION_COMPOUND},
    {"rdfDirection", "rdf12", AT(direction), KG_JSONLD_DIRECTION_TERM},
    {"rdfDirection", "null", AT(direction), KG_JSONLD_DIRECTION_NONE},
    {"embed", "@once", AT(embed), KG_JSONLD_EMBED_ONCE},
    {"embed", "@always", AT(embed), KG_JSONLD_EMBED_ALWAYS},
    {"embed", "@never", AT(embed), KG_JSONLD_EMBED_NEVER},
    {"embed", "@first", AT(embed), KG_JSONLD_EMBED_FIRST},
    {"embed", "@last", AT(embed), KG_JSONLD_EMBED_LAST},
    {"omitGraph", "true", AT(omit_graph), KG_JSONLD_YES},
    {"omitGraph", "false", AT(omit_graph), KG_JSONLD_NO},
};

static const setting *
find_setting(const setting *all, size_t n, kg_str name, const char *value)
{
  for (size_t i = 0; i < n; i++)
    if (kg_str_equal(name, kg_str_of(all[i].name)) && strcmp(value, all[i].value) == 0)
      return &all[i];
  return NULL;
}

static kg_status
set_option(job *j, const char *given, kg_error *err)
{
  const char *equals = strchr(given, '=');
  kg_str name = {given, equals ? (size_t)(equals - given) : strlen(given)};
  const char *value = equals ? equals + 1 : "true";
  const setting *flag = find_setting(flags, sizeof flags / sizeof *flags, name, value);
  const setting *choice = find_setting(choices, sizeof choices / sizeof *choices, name, value);
  if (flag)
    *(bool *)((char *)&j->options + flag->offset) = flag->number;
  else if (choice)
    memcpy((char *)&j->options + choice->offset, &choice->number, sizeof choice->number);
  else
    return kg_error_set(err, KG_ERR_ARGUMENT, "--option: '%s' is not known; see 'kg help jsonld'", given);
  return KG_OK;
}

// ---- operations

// A line of N-Quads, of generalized RDF too, which no writer takes.
static kg_status
print_quad(void *self, const kg_quad *quad, kg_error *err)
{
  job *j = self;
  const kg_term *terms[] = {&quad->subject, &quad->predicate, &quad->object, &quad->graph};
  kg_buf_clear(&j->out);
  for (size_t i = 0; i < (quad->graph.kind ? 4 : 3); i++)
    if (kg_term_print(terms[i], &j->out) || kg_buf_add_char(&j->out, ' '))
      return kg_error_set(err, KG_ERR_NOMEM, "out of memory");
  if (kg_buf_add_str(&j->out, KG_STR(".\n")))
    return kg_error_set(err, KG_ERR_NOMEM, "out of memory");
  kg_status st = kg_output_add_str(j->output.output, kg_buf_str(&j->out));
  kg_buf_clear(&j->out);
  return st;
}

static kg_status
to_rdf(job *j, kg_error *err)
{
  kg_sink sink = {.self = j, .quad = print_quad};
  return kg_jsonld_to_rdf(kg_buf_str(&j->document), &j->options, &sink, err);
}

static kg_status
from_rdf(job *j, kg_error *err)
{
  kg_jsonld_builder *builder = NULL;
  kg_source *source = NULL;
  kg_read_options options = {.format = KG_FORMAT_NQUADS, .base = j->options.base, .limits = &j->cli->limits};
  const char *name = j->options.source.ptr;
  kg_status st;
  KG_TRY_DONE(st, kg_jsonld_builder_new(&j->options, &builder, err));
  kg_sink sink = kg_jsonld_builder_sink(builder);
  KG_TRY_DONE(st, kg_source_from_memory(kg_buf_str(&j->document), name, &source, err));
  KG_TRY_DONE(st, kg_read(j->cli->world, source, &options, &sink, err));
  st = kg_jsonld_builder_finish(builder, kg_buf_str(&j->context), kg_buf_str(&j->frame), &j->out, err);
done:
  kg_source_close(source);
  kg_jsonld_builder_free(builder);
  return st;
}

static kg_status
expand(job *j, kg_error *err)
{
  return kg_jsonld_expand(kg_buf_str(&j->document), &j->options, &j->out, err);
}

static kg_status
compact(job *j, kg_error *err)
{
  if (!j->cli->args.context)
    return kg_error_set(err, KG_ERR_ARGUMENT, "compact wants --context");
  return kg_jsonld_compact(kg_buf_str(&j->document), kg_buf_str(&j->context), &j->options, &j->out, err);
}

static kg_status
flatten(job *j, kg_error *err)
{
  return kg_jsonld_flatten(kg_buf_str(&j->document), kg_buf_str(&j->context), &j->options, &j->out, err);
}

static kg_status
frame(job *j, kg_error *err)
{
  if (!j->cli->args.frame)
    return kg_error_set(err, KG_ERR_ARGUMENT, "frame wants --frame");
  return kg_jsonld_frame(kg_buf_str(&j->document), kg_buf_str(&j->frame), &j->options, &j->out, err);
}

static const struct {
  const char *name;
  kg_status (*run)(job *j, kg_error *err);
} operations[] = {{"toRdf", to_rdf},    {"fromRdf", from_rdf}, {"expand", expand},
                  {"compact", compact}, {"flatten", flatten},  {"frame", frame}};

static kg_status
read_inputs(job *j, kg_error *err)
{
  const cli_args *args = &j->cli->args;
  for (size_t i = 0; i < args->option.n; i++)
    KG_TRY(set_option(j, args->option.items[i], err));
  if (args->context)
    KG_TRY(read_file(args->context, &j->context, err));
  if (args->frame)
    KG_TRY(read_file(args->frame, &j->frame, err));
  if (args->expand_context)
    KG_TRY(read_file(args->expand_context, &j->expand_context, err));
  j->options.expand_context = kg_buf_str(&j->expand_context);
  return read_file(args->operands.items[1], &j->document, err);
}

static kg_status
run(job *j, kg_error *err)
{
  const char *name = j->cli->args.operands.items[0];
  for (size_t i = 0; i < sizeof operations / sizeof *operations; i++)
    if (strcmp(name, operations[i].name) == 0) {
      KG_TRY(read_inputs(j, err));
      KG_TRY(cli_output_open(j->cli, &j->output, err));
      KG_TRY(operations[i].run(j, err));
      kg_output_add_str(j->output.output, kg_buf_str(&j->out));
      return KG_OK;
    }
  return kg_error_set(err, KG_ERR_ARGUMENT,
                      "unknown operation '%s'; known are toRdf, fromRdf, expand, compact, flatten, frame",
                      name);
}

static kg_status
choose_base(job *j, const char *path, kg_buf *base, kg_error *err)
{
  if (!j->cli->args.base && strcmp(path, "-") != 0)
    KG_TRY(kg_iri_from_path(kg_str_of(path), base, err));
  j->options.base = j->cli->args.base ? kg_str_of(j->cli->args.base) : kg_buf_str(base);
  return KG_OK;
}

kg_status
cmd_jsonld(cli_state *cli, kg_error *err)
{
  KG_TRY(cli_want_operands(cli, 2, 2, err));
  const char *path = cli->args.operands.items[1];
  kg_buf base = {0};
  job j = {.cli = cli, .output = {.fd = -1}};
  j.options = (kg_jsonld_options){
      .source = kg_str_of(path), .load = cli_load_context, .load_self = cli, .limits = &cli->limits};
  kg_status st = choose_base(&j, path, &base, err);
  if (!st)
    st = run(&j, err);
  st = cli_output_close(&j.output, st, err);
  kg_buf *all[] = {&j.document, &j.context, &j.frame, &j.expand_context, &j.out, &base};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    kg_buf_release(all[i]);
  return st;
}
