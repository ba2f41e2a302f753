// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The one file that knows raptor2.  Its library is loaded when the first document needs it, so that programs
// which never do start without Redland.  It gets the document piece by piece, may open neither files nor
// sockets, and expands no external entities.  What its log says of the first error becomes the kg_error; the
// last pieces are kept to show the line.

#include "kg/rdf/read.h"
#include "kg/rdf/world.h"
#include "kg/rdf/xml_guard.h"

#include <dlfcn.h>
#include <stdlib.h>

#include <raptor2/raptor2.h>

enum { CHUNK = 1 << 14, KEPT = 1 << 17 };

#define RAPTOR_FUNCTIONS(X)                    \
  X(raptor_free_parser)                        \
  X(raptor_free_uri)                           \
  X(raptor_free_world)                         \
  X(raptor_namespace_get_prefix)               \
  X(raptor_namespace_get_uri)                  \
  X(raptor_new_parser)                         \
  X(raptor_new_uri_from_counted_string)        \
  X(raptor_new_world_internal)                 \
  X(raptor_parser_parse_abort)                 \
  X(raptor_parser_parse_chunk)                 \
  X(raptor_parser_parse_start)                 \
  X(raptor_parser_set_namespace_handler)       \
  X(raptor_parser_set_option)                  \
  X(raptor_parser_set_statement_handler)       \
  X(raptor_uri_as_counted_string)              \
  X(raptor_world_open)                         \
  X(raptor_world_set_generate_bnodeid_handler) \
  X(raptor_world_set_log_handler)

struct kg__raptor {
  raptor_world *world;
#define X(name) __typeof__(name) *name;
  RAPTOR_FUNCTIONS(X)
#undef X
};

typedef struct job {
  kg__reading *r;
  const struct kg__raptor *api;
  raptor_parser *parser;
  kg_error *err;
  kg_status st; // what a sink said
  bool failed;  // raptor met an error, kept in `fault`
  kg_error fault;
  kg_buf recent; // the last pieces
  char language[256];
  size_t first_line; // of `recent`
  size_t line;       // of what raptor gets now, if it gets XML
  kg__xml_guard guard;
} job;

void
kg__raptor_free(struct kg__raptor *api)
{
  if (api && api->world)
    api->raptor_free_world(api->world);
  free(api);
}

static kg_status
load(struct kg__raptor *api, kg_error *err)
{
  void *library = dlopen("libraptor2.so.0", RTLD_NOW | RTLD_LOCAL);
  if (!library)
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "cannot load raptor2: %s", dlerror());
#define X(name)                                 \
  *(void **)&api->name = dlsym(library, #name); \
  if (!api->name)                               \
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "the installed raptor2 lacks %s", #name);
  RAPTOR_FUNCTIONS(X)
#undef X
  return KG_OK;
}

// Failures of the library are kept, too, by leaving `world->raptor` null.
static kg_status
prepare(kg_world *world, kg_error *err)
{
  if (world->raptor)
    return KG_OK;
  struct kg__raptor *api = calloc(1, sizeof *api);
  if (!api)
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for raptor2");
  kg_status st = load(api, err);
  if (!st) {
    api->world = api->raptor_new_world_internal(RAPTOR_VERSION);
    if (!api->world || api->raptor_world_open(api->world))
      st = kg_error_set(err, KG_ERR_NOMEM, "raptor2 does not start");
  }
  if (st)
    kg__raptor_free(api);
  else
    world->raptor = api;
  return st;
}

// ---- what raptor tells

static void
note_place(job *j, const raptor_locator *at)
{
  bool known = at && at->line > 0;
  size_t line = known ? (size_t)at->line : j->line, column = known && at->column > 0 ? (size_t)at->column : 0;
  if (!line)
    return;
  kg_str text = kg_buf_str(&j->recent);
  size_t offset = 0;
  for (size_t n = j->first_line; n < line && offset < text.len; n++) {
    const char *eol = memchr(text.ptr + offset, '\n', text.len - offset);
    offset = eol ? (size_t)(eol - text.ptr) + 1 : text.len;
  }
  if (line < j->first_line || offset >= text.len) {
    kg_error_set_place(&j->fault, line, column);
    return;
  }
  size_t room = text.len - offset;
  size_t in_line = column ? column - 1 : 0;
  kg_error_set_excerpt(&j->fault, text.ptr + offset, room, in_line < room ? in_line : room, line);
  if (!column)
    j->fault.column = 0;
}

static void
on_log(void *self, raptor_log_message *message)
{
  job *j = self;
  if (message->level < RAPTOR_LOG_LEVEL_ERROR || j->failed)
    return;
  j->failed = true;
  kg_error_set(&j->fault, KG_ERR_DATA, "%s", message->text ? message->text : "syntax error");
  note_place(j, message->locator);
}

static kg_str
str_of_uri(const job *j, raptor_uri *uri)
{
  size_t n = 0;
  const char *text = (const char *)j->api->raptor_uri_as_counted_string(uri, &n);
  return (kg_str){text, n};
}

static kg_str
lower_case(job *j, const raptor_term_literal_value *l)
{
  for (size_t i = 0; i < l->language_len; i++) {
    char c = (char)l->language[i];
    j->language[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
  }
  return (kg_str){j->language, l->language_len};
}

static kg_term
term_of(job *j, const raptor_term *t)
{
  if (!t)
    return (kg_term){0};
  if (t->type == RAPTOR_TERM_TYPE_URI)
    return kg_term_iri(str_of_uri(j, t->value.uri));
  if (t->type == RAPTOR_TERM_TYPE_BLANK)
    return kg_term_blank((kg_str){(const char *)t->value.blank.string, t->value.blank.string_len});
  const raptor_term_literal_value *l = &t->value.literal;
  kg_str text = {(const char *)l->string, l->string_len};
  if (l->language && l->language_len)
    return kg_term_lang(text, lower_case(j, l), KG_DIRECTION_NONE);
  return kg_term_literal(text, l->datatype ? str_of_uri(j, l->datatype) : (kg_str){0});
}

static void
stop(job *j, kg_status st)
{
  if (st && !j->st) {
    j->st = st;
    j->api->raptor_parser_parse_abort(j->parser);
  }
}

static void
on_statement(void *self, raptor_statement *s)
{
  job *j = self;
  if (j->st || j->failed)
    return;
  kg_quad quad = {term_of(j, s->subject), term_of(j, s->predicate), term_of(j, s->object),
                  term_of(j, s->graph)};
  stop(j, kg__reading_quad(j->r, &quad, j->err));
}

static void
on_namespace(void *self, raptor_namespace *ns)
{
  job *j = self;
  raptor_uri *uri = j->api->raptor_namespace_get_uri(ns);
  if (j->st || j->failed || !uri)
    return;
  const char *prefix = (const char *)j->api->raptor_namespace_get_prefix(ns);
  stop(j, kg__reading_prefix(j->r, kg_str_of(prefix ? prefix : ""), str_of_uri(j, uri), j->err));
}

// Raptor frees the given label and the returned one.
static unsigned char *
on_label(void *self, unsigned char *label)
{
  job *j = self;
  char anon[KG__ANON_SIZE];
  if (!label)
    return (unsigned char *)strdup(kg__reading_anon(j->r, anon).ptr);
  size_t n = strlen((char *)label);
  if (!kg__label_looks_anon((kg_str){(char *)label, n}))
    return label;
  char *marked = malloc(n + 2);
  if (marked) {
    memcpy(marked, label, KG__ANON_X);
    marked[KG__ANON_X] = 'x';
    memcpy(marked + KG__ANON_X + 1, label + KG__ANON_X, n - KG__ANON_X + 1);
  }
  free(label);
  return (unsigned char *)marked;
}

// ---- the way of the document

static const char *
parser_name(kg_format format)
{
  switch (format) {
  case KG_FORMAT_RDFA:
    return "rdfa";
  case KG_FORMAT_RDFJSON:
    return "json";
  case KG_FORMAT_RSS:
  case KG_FORMAT_ATOM:
    return "rss-tag-soup";
  default:
    return "rdfxml";
  }
}

// Keep the piece for messages, and forget whole old lines.
static kg_status
keep(job *j, kg_str piece)
{
  if (j->recent.len + piece.len > KEPT && j->recent.len) {
    size_t drop = j->recent.len;
    while (drop > 0 && j->recent.ptr[drop - 1] != '\n')
      drop--;
    drop = drop ? drop : j->recent.len;
    for (size_t i = 0; i < drop; i++)
      j->first_line += j->recent.ptr[i] == '\n';
    memmove(j->recent.ptr, j->recent.ptr + drop, j->recent.len - drop);
    j->recent.len -= drop;
  }
  return kg_buf_add_str(&j->recent, piece);
}

static bool
is_xml(kg_format format)
{
  return format == KG_FORMAT_RDFXML || format == KG_FORMAT_RSS || format == KG_FORMAT_ATOM;
}

static kg_status
outcome(job *j)
{
  if (j->st)
    return j->st;
  if (j->failed && j->err)
    *j->err = j->fault;
  return j->failed ? KG_ERR_DATA : KG_OK;
}

static kg_status
feed(job *j, kg_str bytes, bool last)
{
  int bad = j->api->raptor_parser_parse_chunk(j->parser, (const unsigned char *)bytes.ptr, bytes.len, last);
  KG_TRY(outcome(j));
  return bad ? kg_error_set(j->err, KG_ERR_DATA, "not %s", kg_format_name(j->r->format)) : KG_OK;
}

// XML goes line by line, since raptor does not tell where it is not well-formed.
static kg_status
feed_xml(job *j, kg_str bytes, bool last)
{
  KG_TRY(kg__xml_guard_feed(&j->guard, bytes, j->err));
  for (const char *eol; (eol = bytes.len ? memchr(bytes.ptr, '\n', bytes.len) : NULL); j->line++) {
    size_t n = (size_t)(eol - bytes.ptr) + 1;
    KG_TRY(feed(j, (kg_str){bytes.ptr, n}, false));
    bytes = (kg_str){bytes.ptr + n, bytes.len - n};
  }
  return bytes.len || last ? feed(j, bytes, last) : KG_OK;
}

static kg_status
feed_all(job *j)
{
  char piece[CHUNK];
  for (size_t n = CHUNK; n == CHUNK;) {
    KG_TRY(kg_source_read(j->r->source, piece, CHUNK, &n, j->err));
    KG_TRY(kg_limits_check(j->r->limits, j->err));
    if (keep(j, (kg_str){piece, n}))
      return kg_error_set(j->err, KG_ERR_NOMEM, "no memory to read");
    KG_TRY(j->line ? feed_xml(j, (kg_str){piece, n}, n < CHUNK) : feed(j, (kg_str){piece, n}, n < CHUNK));
  }
  return KG_OK;
}

static kg_status
parse(job *j)
{
  const struct kg__raptor *api = j->api;
  kg_str base = j->r->base;
  raptor_uri *uri =
      api->raptor_new_uri_from_counted_string(api->world, (const unsigned char *)base.ptr, base.len);
  j->parser = api->raptor_new_parser(api->world, parser_name(j->r->format));
  kg_status st = KG_OK;
  if (!uri || !j->parser) {
    st = kg_error_set(j->err, KG_ERR_UNSUPPORTED, "the installed raptor2 does not read %s",
                      kg_format_name(j->r->format));
    goto done;
  }
  api->raptor_parser_set_option(j->parser, RAPTOR_OPTION_NO_NET, NULL, 1);
  api->raptor_parser_set_option(j->parser, RAPTOR_OPTION_NO_FILE, NULL, 1);
  api->raptor_parser_set_option(j->parser, RAPTOR_OPTION_LOAD_EXTERNAL_ENTITIES, NULL, 0);
  api->raptor_parser_set_statement_handler(j->parser, j, on_statement);
  api->raptor_parser_set_namespace_handler(j->parser, j, on_namespace);
  if (api->raptor_parser_parse_start(j->parser, uri))
    st = kg_error_set(j->err, KG_ERR_UNSUPPORTED, "raptor2 does not start to read");
  else
    st = feed_all(j);
done:
  if (j->parser)
    api->raptor_free_parser(j->parser);
  if (uri)
    api->raptor_free_uri(uri);
  return st;
}

kg_status
kg__read_raptor(kg__reading *r, kg_error *err)
{
  KG_TRY(prepare(r->world, err));
  const struct kg__raptor *api = r->world->raptor;
  job j = {.r = r, .api = api, .err = err, .first_line = 1, .line = is_xml(r->format)};
  api->raptor_world_set_log_handler(api->world, &j, on_log);
  api->raptor_world_set_generate_bnodeid_handler(api->world, &j, on_label);
  kg_status st = parse(&j);
  api->raptor_world_set_log_handler(api->world, NULL, NULL);
  api->raptor_world_set_generate_bnodeid_handler(api->world, NULL, NULL);
  kg_buf_release(&j.recent);
  return st;
}
