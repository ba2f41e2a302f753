// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/remote/remote.h"
#include "kg/results.h"

#include <stdlib.h>

enum { MOST_REDIRECTS = 5 };

kg_status
kg_remote_new(const kg_remote_options *options, kg_remote **remote, kg_error *err)
{
  kg_remote *self = *remote = calloc(1, sizeof *self);
  if (!self)
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for a list of endpoints");
  self->timeout = options->timeout ? options->timeout : 30000;
  self->most = options->most ? options->most : (size_t)64 << 20;
  kg_status st = kg__allow_init(&self->allow, options->allowed, options->n_allowed, err);
  if (st) {
    kg_remote_free(self);
    *remote = NULL;
  }
  return st;
}

void
kg_remote_free(kg_remote *remote)
{
  if (!remote)
    return;
  kg__allow_release(&remote->allow);
  free(remote);
}

static bool
is_redirect(const kg__http_answer *answer)
{
  long s = answer->status;
  return (s == 301 || s == 302 || s == 303 || s == 307 || s == 308) && answer->location[0];
}

// Ask, and follow redirects as far as they are allowed.
static kg_status
ask(const kg_remote *self, kg_str iri, kg__http_request *request, const kg_limits *limits,
    kg__http_answer *answer, kg_error *err)
{
  char *url = request->url;
  if (iri.len >= sizeof request->url || memchr(iri.ptr, '\0', iri.len))
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "an IRI that is too long to be asked");
  memcpy(url, iri.ptr, iri.len);
  url[iri.len] = '\0';
  for (int i = 0; i <= MOST_REDIRECTS; i++) {
    if (!kg__allow_iri(&self->allow, kg_str_of(url)))
      return kg_error_set(err, KG_ERR_UNSUPPORTED, "<%s> is not on the list of what may be asked", url);
    KG_TRY(kg__http_ask(self, request, limits, answer, err));
    if (!is_redirect(answer))
      return answer->status == 200 ? KG_OK
                                   : kg_error_set(err, KG_ERR_IO, "<%.*s> answers with HTTP status %ld",
                                                  KG_STR_ARG(iri), answer->status);
    memcpy(url, answer->location, sizeof answer->location);
    kg_buf_release(&answer->body);
  }
  return kg_error_set(err, KG_ERR_IO, "<%.*s>: more than %d redirects", KG_STR_ARG(iri), MOST_REDIRECTS);
}

static void
name_source(char name[512], kg_str iri)
{
  size_t n = iri.len < 511 ? iri.len : 511;
  memcpy(name, iri.ptr, n);
  name[n] = '\0';
}

// ---- SERVICE

static kg_status
read_body(const kg__http_answer *answer, kg_str endpoint, const kg_results_sink *sink, kg_error *err)
{
  char name[512];
  kg_source *source;
  kg_results_format format = kg_results_format_from_name(kg_str_of(answer->type));
  if (!format || format == KG_RESULTS_TABLE || format == KG_RESULTS_MARKDOWN)
    return kg_error_set(err, KG_ERR_IO, "<%.*s> answers with '%s', which is no format of results",
                        KG_STR_ARG(endpoint), answer->type);
  name_source(name, endpoint);
  KG_TRY(kg_source_from_memory(kg_buf_str(&answer->body), name, &source, err));
  kg_status st = kg_results_read(source, format, 0, sink, err);
  kg_source_close(source);
  return st;
}

kg_status
kg_remote_service(void *self, kg_str endpoint, kg_str query, const kg_limits *limits,
                  const kg_results_sink *sink, kg_error *err)
{
  kg__http_answer answer = {0};
  kg__http_request request = {
      .query = query,
      .accept = "Accept: application/sparql-results+json, application/sparql-results+xml;q=0.9, "
                "text/tab-separated-values;q=0.8, text/csv;q=0.1"};
  kg_status st = ask(self, endpoint, &request, limits, &answer, err);
  if (!st)
    st = read_body(&answer, endpoint, sink, err);
  kg_buf_release(&answer.body);
  return st;
}

// ---- LOAD

// An answer that is read as a source.
typedef struct document {
  kg_buf bytes;
  size_t at;
} document;

static kg_status
read_document(void *self, char *bytes, size_t size, size_t *n, kg_error *err)
{
  document *d = self;
  (void)err;
  *n = size < d->bytes.len - d->at ? size : d->bytes.len - d->at;
  memcpy(bytes, d->bytes.ptr + d->at, *n);
  d->at += *n;
  return KG_OK;
}

static void
close_document(void *self)
{
  document *d = self;
  kg_buf_release(&d->bytes);
  free(d);
}

// Who answers does not choose a reader that is not our own.
static kg_status
choose_format(const kg__http_answer *answer, kg_str iri, kg_format *format, kg_error *err)
{
  static const kg_format own[] = {KG_FORMAT_NTRIPLES, KG_FORMAT_NQUADS, KG_FORMAT_TURTLE,
                                  KG_FORMAT_TRIG,     KG_FORMAT_RDFXML, KG_FORMAT_JSONLD};
  static const char *const vague[] = {"",
                                      "text/plain",
                                      "application/octet-stream",
                                      "application/gzip",
                                      "application/zstd",
                                      "application/xml",
                                      "text/xml",
                                      "application/json"};
  kg_str type = kg_str_of(answer->type);
  *format = KG_FORMAT_NONE;
  for (size_t i = 0; i < sizeof vague / sizeof *vague && !*format; i++)
    if (kg_str_equal(type, kg_str_of(vague[i])))
      *format = kg_format_from_path(iri);
  if (!*format)
    *format = kg_format_from_name(type);
  for (size_t i = 0; i < sizeof own / sizeof *own; i++)
    if (*format == own[i])
      return KG_OK;
  return kg_error_set(err, KG_ERR_IO, "<%.*s> answers with '%s', which is no syntax of RDF that is taken",
                      KG_STR_ARG(iri), answer->type);
}

kg_status
kg_remote_fetch(void *self, kg_str iri, const kg_limits *limits, kg_source **source, kg_format *format,
                kg_error *err)
{
  char name[512];
  kg__http_answer answer = {0};
  kg__http_request request = {
      .accept = "Accept: application/n-quads, application/n-triples, application/trig, text/turtle, "
                "application/rdf+xml;q=0.8, application/ld+json;q=0.7"};
  document *d = calloc(1, sizeof *d);
  kg_status st = d ? ask(self, iri, &request, limits, &answer, err) : KG_ERR_NOMEM;
  if (!st)
    st = choose_format(&answer, iri, format, err);
  if (!st) {
    d->bytes = answer.body;
    answer.body = (kg_buf){0};
    name_source(name, iri);
    st = kg_source_new(read_document, close_document, d, name, source, err);
    d = st ? d : NULL;
  }
  if (d)
    close_document(d);
  kg_buf_release(&answer.body);
  return st;
}
