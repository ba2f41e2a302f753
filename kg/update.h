// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** SPARQL Update over a store. */
#ifndef KG_UPDATE_H
#define KG_UPDATE_H

#include "kg/query.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
   Opens what LOAD, FROM or USING names from outside of the store.

   KG_OK and a source, which the engine closes, with its format, KG_FORMAT_NONE if that is to be told by the
   IRI or the content; or KG_ERR_UNSUPPORTED where the place is not allowed.  `limits` may be null.
*/
typedef kg_status (*kg_fetch_fn)(void *self, kg_str iri, const kg_limits *limits, kg_source **source,
                                 kg_format *format, kg_error *err);

typedef struct kg_update_options {
  kg_str base;                     ///< Base IRI of the text
  const char *source;              ///< Its name for messages; may be null
  const kg_namespaces *namespaces; ///< Prefixes that it may use undeclared; may be null
  bool union_default;              ///< In WHERE, the default graph is the union of all graphs
  kg_fetch_fn fetch;               ///< For LOAD; null: nothing may be loaded
  void *fetch_self;
  kg_service_fn service; ///< For SERVICE; null: no endpoint may be asked
  void *service_self;
  const kg_binding *bindings; ///< Variables fixed beforehand, in each WHERE
  size_t n_bindings;
  const kg_limits *limits; ///< May be null
} kg_update_options;

/** What a request did. */
typedef struct kg_update_counts {
  uint64_t inserted, removed; ///< Quads that were not there, and that were
} kg_update_counts;

/**
   Run a request of any number of operations in a writing transaction, which the caller ends: with
   kg_txn_commit() after KG_OK, with kg_txn_abort() after anything else, for then a part of it may be done.

   @param options  May be null.
   @param[out] counts  May be null.
   @return KG_OK; KG_ERR_QUERY with line and column; KG_ERR_CONFLICT for a graph that is not, or is already,
   there, without SILENT; KG_ERR_UNSUPPORTED for a LOAD that is not allowed.
*/
KG_API kg_status kg_update_run(kg_world *world, kg_txn *txn, kg_str text, const kg_update_options *options,
                               kg_update_counts *counts, kg_error *err);

/** Check the syntax of a request, without a store.  KG_OK, or KG_ERR_QUERY with line and column. */
KG_API kg_status kg_update_check(kg_str text, const kg_update_options *options, kg_error *err);

/** Append the request as the parser understood it, see kg_query_print(). */
KG_API kg_status kg_update_print(kg_str text, const kg_update_options *options, kg_buf *buf, kg_error *err);

#ifdef __cplusplus
}
#endif

#endif
