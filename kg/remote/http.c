// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// libcurl is loaded by the first request: it would make every start slower, and every program of Redland
// that loads the storage module.  The address is looked at when the socket is made for it, so that no second
// look-up of the name can lead elsewhere.

#include "kg/remote/remote.h"

#ifdef HAVE_LIBCURL

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

#include <dlfcn.h>
#include <pthread.h>
#include <unistd.h>

#define KG__CURL_FUNCTIONS(X) \
  X(curl_easy_cleanup)        \
  X(curl_easy_getinfo)        \
  X(curl_easy_init)           \
  X(curl_easy_perform)        \
  X(curl_easy_setopt)         \
  X(curl_easy_strerror)       \
  X(curl_global_init)         \
  X(curl_slist_append)        \
  X(curl_slist_free_all)

#undef curl_easy_setopt
#undef curl_easy_getinfo

static struct {
#define X(name) __typeof__(name) *name;
  KG__CURL_FUNCTIONS(X)
#undef X
  bool loaded;
} api;

static pthread_once_t loaded_once = PTHREAD_ONCE_INIT;

static void
load(void)
{
  static const char *const names[] = {"libcurl-gnutls.so.4", "libcurl.so.4"};
  void *library = NULL;
  for (size_t i = 0; !library && i < sizeof names / sizeof *names; i++)
    library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  if (!library)
    return;
#define X(name)                                \
  *(void **)&api.name = dlsym(library, #name); \
  if (!api.name)                               \
    return;
  KG__CURL_FUNCTIONS(X)
#undef X
  api.loaded = api.curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

// What a request in progress needs.
typedef struct request {
  const kg_remote *remote;
  const kg_limits *limits;
  kg__http_answer *answer;
  kg_status st; ///< Why it was stopped
  bool refused;
} request;

static size_t
on_bytes(char *bytes, size_t size, size_t n, void *self)
{
  request *r = self;
  if (r->answer->body.len + size * n > r->remote->most)
    r->st = KG_ERR_LIMIT;
  else
    r->st = kg_buf_add(&r->answer->body, bytes, size * n);
  return r->st ? 0 : size * n;
}

static int
on_progress(void *self, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
  request *r = self;
  (void)a, (void)b, (void)c, (void)d;
  if (!r->st)
    r->st = kg_limits_check(r->limits, NULL);
  return r->st != KG_OK;
}

static curl_socket_t
on_socket(void *self, curlsocktype purpose, struct curl_sockaddr *address)
{
  request *r = self;
  (void)purpose;
  if (!kg__allow_address(&r->remote->allow, &address->addr)) {
    r->refused = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static long
time_left(const request *r)
{
  uint64_t now = kg_clock(), deadline = r->limits ? r->limits->deadline : 0;
  uint64_t left = deadline > now ? (deadline - now) / 1000000 + 1 : 1;
  return (long)(deadline && left < r->remote->timeout ? left : r->remote->timeout);
}

static void
set_options(CURL *curl, request *r, const kg__http_request *asked, struct curl_slist *headers)
{
  static const char *const protocols = "http,https";
  api.curl_easy_setopt(curl, CURLOPT_URL, asked->url);
  api.curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, protocols);
  api.curl_easy_setopt(curl, CURLOPT_PROXY, "");
  api.curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  api.curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  api.curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  api.curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
  api.curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, time_left(r));
  if (asked->query.ptr) {
    api.curl_easy_setopt(curl, CURLOPT_POSTFIELDS, asked->query.ptr);
    api.curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)asked->query.len);
  }
  api.curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  api.curl_easy_setopt(curl, CURLOPT_USERAGENT, "kg");
  api.curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_bytes);
  api.curl_easy_setopt(curl, CURLOPT_WRITEDATA, (void *)r);
  api.curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  api.curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress);
  api.curl_easy_setopt(curl, CURLOPT_XFERINFODATA, (void *)r);
  api.curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, on_socket);
  api.curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, (void *)r);
}

static void
read_answer(CURL *curl, kg__http_answer *answer)
{
  const char *type = NULL, *location = NULL;
  api.curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer->status);
  api.curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
  api.curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &location);
  size_t n = type ? strcspn(type, "; \t") : 0;
  for (size_t i = 0; i < n && i + 1 < sizeof answer->type; i++)
    answer->type[i] = (char)(type[i] >= 'A' && type[i] <= 'Z' ? type[i] | 32 : type[i]);
  if (location && strlen(location) < sizeof answer->location)
    memcpy(answer->location, location, strlen(location) + 1);
}

static kg_status
explain(const request *r, CURLcode code, const char *url, kg_error *err)
{
  if (r->refused)
    return kg_error_set(
        err, KG_ERR_UNSUPPORTED,
        "<%s> leads to an address of the machine or of a private network, which is not allowed", url);
  if (r->st == KG_ERR_LIMIT)
    return kg_error_set(err, KG_ERR_LIMIT, "the answer of <%s> is larger than %zu MB", url,
                        r->remote->most >> 20);
  if (r->st == KG_ERR_NOMEM)
    return KG_ERR_NOMEM;
  if (r->st)
    return kg_limits_check(r->limits, err);
  KG_TRY(kg_limits_check(r->limits, err));
  return kg_error_set(err, code == CURLE_OPERATION_TIMEDOUT ? KG_ERR_TIMEOUT : KG_ERR_IO, "<%s>: %s", url,
                      api.curl_easy_strerror(code));
}

static kg_status
perform(CURL *curl, request *r, const kg__http_request *asked, kg_error *err)
{
  struct curl_slist *headers = api.curl_slist_append(NULL, asked->accept), *more = headers;
  if (headers && asked->query.ptr)
    more = api.curl_slist_append(headers, "Content-Type: application/sparql-query");
  CURLcode code = CURLE_OUT_OF_MEMORY;
  if (headers && more) {
    set_options(curl, r, asked, headers);
    code = api.curl_easy_perform(curl);
    read_answer(curl, r->answer);
  }
  api.curl_slist_free_all(headers);
  return code == CURLE_OK ? KG_OK : explain(r, code, asked->url, err);
}

kg_status
kg__http_ask(const kg_remote *remote, const kg__http_request *asked, const kg_limits *limits,
             kg__http_answer *answer, kg_error *err)
{
  request r = {.remote = remote, .limits = limits, .answer = answer};
  *answer = (kg__http_answer){0};
  pthread_once(&loaded_once, load);
  CURL *curl = api.loaded ? api.curl_easy_init() : NULL;
  if (!curl)
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "libcurl, which asks over the network, is not installed");
  kg_status st = perform(curl, &r, asked, err);
  api.curl_easy_cleanup(curl);
  return st;
}

#else

kg_status
kg__http_ask(const kg_remote *remote, const kg__http_request *asked, const kg_limits *limits,
             kg__http_answer *answer, kg_error *err)
{
  (void)remote, (void)asked, (void)limits;
  *answer = (kg__http_answer){0};
  return kg_error_set(err, KG_ERR_UNSUPPORTED, "built without libcurl: nothing is asked over the network");
}

#endif
