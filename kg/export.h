// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Writing a store, or parts of it, as RDF. */
#ifndef KG_EXPORT_H
#define KG_EXPORT_H

#include "kg/store.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kg_export_options {
  kg_write_options write;
  const kg_str *graphs; ///< IRIs of the graphs wanted; none: all
  size_t n_graphs;
  bool background;         ///< With the background graphs (ontology, gazetteer) when all are wanted
  const kg_limits *limits; ///< May be null
} kg_export_options;

/**
   Write graphs of the store to `output`.

   Several graphs into a format for triples only come as their union without duplicates.  The same store gives
   the same bytes.  KG_ERR_NOT_FOUND names a graph that is not there.
*/
KG_API kg_status kg_export(kg_txn *txn, const kg_export_options *options, kg_output *output, kg_error *err);

/** Note that a graph is background knowledge: loaded with documents, left out of exports. */
KG_API kg_status kg_txn_set_background(kg_txn *txn, kg_str graph, kg_error *err);
KG_API kg_status kg_txn_is_background(kg_txn *txn, kg_id graph, bool *background, kg_error *err);

#ifdef __cplusplus
}
#endif

#endif
