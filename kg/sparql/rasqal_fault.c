// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Rasqal tells the line of an error and not the column.  Its parser stops at the first token that cannot
// follow, whatever comes behind it; so the shortest beginning of the text that gives the same message ends in
// that token.

#include "kg/sparql/rasqal_run.h"

#include <ctype.h>
#include <stdlib.h>

rasqal_query *
kg__rasqal_prepare(kg__rasqal *api, const char *text, kg_str base)
{
  rasqal_query *query = api->rasqal_new_query(api->world, "sparql11-query", NULL);
  if (!query)
    return NULL;
  raptor_uri *uri = NULL;
  if (base.len)
    uri = api->raptor_new_uri_from_counted_string(api->raptor, (const unsigned char *)base.ptr, base.len);
  api->rasqal_query_set_feature(query, RASQAL_FEATURE_NO_NET, 1);
  int failed = api->rasqal_query_prepare(query, (const unsigned char *)text, uri);
  if (uri)
    api->raptor_free_uri(uri);
  if (!failed)
    return query;
  api->rasqal_free_query(query);
  return NULL;
}

typedef struct probe {
  kg__rasqal *api;
  const kg__rasqal_log *wanted;
  kg_str base;
  char *text; // a copy to cut
} probe;

static bool
same_fault(probe *p, size_t n)
{
  kg__rasqal_log log = {0}, *before = p->api->log;
  char kept = p->text[n];
  p->text[n] = '\0';
  p->api->log = &log;
  rasqal_query *query = kg__rasqal_prepare(p->api, p->text, p->base);
  p->api->log = before;
  p->text[n] = kept;
  if (query)
    p->api->rasqal_free_query(query);
  return !query && strcmp(log.message, p->wanted->message) == 0;
}

static size_t
shortest(probe *p, size_t low, size_t high)
{
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (same_fault(p, middle))
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

static size_t
line_start(kg_str text, int line)
{
  size_t at = 0;
  for (int n = 1; n < line; n++) {
    const char *eol = memchr(text.ptr + at, '\n', text.len - at);
    if (!eol)
      break;
    at = (size_t)(eol - text.ptr) + 1;
  }
  return at;
}

static bool
in_token(char c)
{
  return isalnum((unsigned char)c) || (unsigned char)c >= 0x80 || (c && strchr("_:-.?$@^", c));
}

// The start of the token whose first bytes end at `end`.
static size_t
token_start(kg_str text, size_t end)
{
  size_t at = end ? end - 1 : 0;
  while (at > 0 && in_token(text.ptr[at]) && in_token(text.ptr[at - 1]))
    at--;
  return at;
}

static size_t
find_offset(kg__rasqal *api, const kg__rasqal_text *t, const kg__rasqal_log *log, kg_str base)
{
  kg_str whole = {t->whole.ptr, t->whole.len - 1};
  probe p = {api, log, base, strdup(whole.ptr)};
  size_t offset = line_start(whole, log->line);
  if (p.text && whole.len && same_fault(&p, whole.len) && !same_fault(&p, 0)) {
    size_t end = shortest(&p, 1, whole.len);
    bool at_end = end == whole.len && strstr(log->message, "unexpected $end");
    offset = at_end ? end : token_start(whole, end);
  }
  free(p.text);
  return kg__rasqal_text_offset(t, offset);
}

// Bison's name of the end, in words.
static void
set_message(kg_error *err, const kg__rasqal_log *log)
{
  const char *end = strstr(log->message, "$end");
  if (end)
    kg_error_set(err, KG_ERR_QUERY, "%.*sthe end of the query%s", (int)(end - log->message), log->message,
                 end + strlen("$end"));
  else
    kg_error_set(err, KG_ERR_QUERY, "%s",
                 log->failed ? log->message : "rasqal does not understand the query");
}

kg_status
kg__rasqal_fault(kg__rasqal *api, const kg__rasqal_text *t, const kg__rasqal_log *log,
                 const kg_query_options *options, kg_error *err)
{
  set_message(err, log);
  if (err && log->failed)
    kg_error_set_excerpt(err, t->user.ptr, t->user.len, find_offset(api, t, log, options->base), 1);
  return KG_ERR_QUERY;
}
