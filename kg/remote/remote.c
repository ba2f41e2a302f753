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
post(const kg_remote *self, kg_str endpoint, kg_str query, const kg_limits *limits, kg__http_answer *answer,
     kg_error *err)
{
  char url[2048];
  if (endpoint.len >= sizeof url || memchr(endpoint.ptr, '\0', endpoint.len))
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "an endpoint's IRI that is too long");
  memcpy(url, endpoint.ptr, endpoint.len);
  url[endpoint.len] = '\0';
  for (int i = 0; i <= MOST_REDIRECTS; i++) {
    if (!kg__allow_iri(&self->allow, kg_str_of(url)))
      return kg_error_set(err, KG_ERR_UNSUPPORTED, "<%s> is not on the list of endpoints that may be asked",
                          url);
    KG_TRY(kg__http_post(self, url, query, limits, answer, err));
    if (!is_redirect(answer))
      return KG_OK;
    memcpy(url, answer->location, sizeof url);
    kg_buf_release(&answer->body);
  }
  return kg_error_set(err, KG_ERR_IO, "<%.*s>: more than %d redirects", KG_STR_ARG(endpoint), MOST_REDIRECTS);
}

static kg_status
read_body(const kg__http_answer *answer, kg_str endpoint, const kg_results_sink *sink, kg_error *err)
{
  char name[512];
  kg_source *source;
  kg_results_format format = kg_results_format_from_name(kg_str_of(answer->type));
  size_t n = endpoint.len < sizeof name - 1 ? endpoint.len : sizeof name - 1;
  if (answer->status != 200)
    return kg_error_set(err, KG_ERR_IO, "<%.*s> answers with HTTP status %ld", KG_STR_ARG(endpoint),
                        answer->status);
  if (!format || format == KG_RESULTS_TABLE || format == KG_RESULTS_MARKDOWN)
    return kg_error_set(err, KG_ERR_IO, "<%.*s> answers with '%s', which is no format of results",
                        KG_STR_ARG(endpoint), answer->type);
  memcpy(name, endpoint.ptr, n);
  name[n] = '\0';
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
  kg_status st = post(self, endpoint, query, limits, &answer, err);
  if (!st)
    st = read_body(&answer, endpoint, sink, err);
  kg_buf_release(&answer.body);
  return st;
}
