// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#ifndef KG_REMOTE_REMOTE_H
#define KG_REMOTE_REMOTE_H

#include "kg/remote.h"

#include <netinet/in.h>
#include <sys/socket.h>

/** The parts of an IRI that the list compares, borrowed. */
typedef struct kg__place {
  kg_str scheme, host, path;
  unsigned port;
} kg__place;

typedef struct kg__allow_entry {
  kg__place place; ///< No scheme: an address alone
  bool has_address;
  struct in6_addr address; ///< IPv4 as ::ffff:a.b.c.d
} kg__allow_entry;

typedef struct kg__allow {
  kg_arena *arena;
  kg__allow_entry *entries;
  size_t n;
} kg__allow;

struct kg_remote {
  kg__allow allow;
  unsigned timeout;
  size_t most;
};

// ---- allow.c

kg_status kg__allow_init(kg__allow *allow, const char *const *words, size_t n, kg_error *err);
void kg__allow_release(kg__allow *allow);

/** Take an IRI apart; false if it is none of http or https, or could be read in two ways. */
bool kg__place_read(kg_str iri, kg__place *place);

bool kg__allow_iri(const kg__allow *allow, kg_str iri);

/** Whether a connection may go there: a public address, or one that is named. */
bool kg__allow_address(const kg__allow *allow, const struct sockaddr *address);

// ---- http.c

/** An answer. */
typedef struct kg__http_answer {
  long status;
  char type[128];      ///< Media type without parameters, in lower case
  char location[2048]; ///< Of a redirect; empty if there is none, or it is too long
  kg_buf body;
} kg__http_answer;

/** What is asked: `query` is posted, without one the document at `url` is got. */
typedef struct kg__http_request {
  char url[2048];
  kg_str query;
  const char *accept;
} kg__http_request;

/** Ask.  Failures to connect are KG_ERR_IO; release `answer->body` in any case. */
kg_status kg__http_ask(const kg_remote *remote, const kg__http_request *request, const kg_limits *limits,
                       kg__http_answer *answer, kg_error *err);

#endif
