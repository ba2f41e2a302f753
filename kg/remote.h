// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   What is elsewhere, over HTTP: SPARQL endpoints for SERVICE, documents for LOAD.

   Only what an allow-list names is asked, only by http and https, through no proxy.  Names that lead to
   addresses of the machine itself or of a private network (loopback, private, link-local, shared, multicast,
   unspecified; IPv6 and IPv4 within IPv6 alike) are refused when the connection is made, unless the list
   has that very address, as the host of an IRI or alone.  Redirects are followed as far as the list goes.
*/
#ifndef KG_REMOTE_H
#define KG_REMOTE_H

#include "kg/update.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kg_remote kg_remote;

typedef struct kg_remote_options {
  /**
     What may be asked: an IRI of http or https allows all IRIs of that scheme, host and port whose path goes
     on from its own, a part at a time ("http://a.org/x" allows "http://a.org/x/y" and not "http://a.org/xy");
     an address alone ("10.0.0.7") allows that address behind the others' names.
  */
  const char *const *allowed;
  size_t n_allowed;
  unsigned timeout; ///< Of one request, in milliseconds; 0: 30 seconds
  size_t most;      ///< Bytes of one answer; 0: 64 MB
} kg_remote_options;

/** KG_OK; KG_ERR_ARGUMENT for an entry that is neither such an IRI nor an address; KG_ERR_NOMEM. */
KG_API kg_status kg_remote_new(const kg_remote_options *options, kg_remote **remote, kg_error *err);

/** Takes null. */
KG_API void kg_remote_free(kg_remote *remote);

/**
   Ask an endpoint: a kg_service_fn whose `self` is the kg_remote.

   KG_OK; KG_ERR_UNSUPPORTED where the list does not allow it, or the library was built, or runs, without
   libcurl; KG_ERR_IO if the endpoint cannot be reached or does not answer with results; KG_ERR_LIMIT for too
   large an answer; KG_ERR_TIMEOUT; KG_ERR_INTERRUPTED; KG_ERR_DATA if the answer is not what it says it is.
*/
KG_API kg_status kg_remote_service(void *self, kg_str endpoint, kg_str query, const kg_limits *limits,
                                   const kg_results_sink *sink, kg_error *err);

/**
   Get a document of RDF: a kg_fetch_fn whose `self` is the kg_remote.

   Its syntax is what the answer's media type says, or the ending of the IRI where that says nothing; one of
   those that the library reads by itself.  Fails as kg_remote_service() does.
*/
KG_API kg_status kg_remote_fetch(void *self, kg_str iri, const kg_limits *limits, kg_source **source,
                                 kg_format *format, kg_error *err);

#ifdef __cplusplus
}
#endif

#endif
