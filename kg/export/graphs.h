// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** The graphs that an export is about. */
#ifndef KG_EXPORT_GRAPHS_H
#define KG_EXPORT_GRAPHS_H

#include "kg/export.h"

/** `{0}` is empty; release by freeing `items`. */
typedef struct kg__graph_set {
  kg_id *items; ///< Sorted; KG_ID_NONE is the default graph
  size_t n, capacity;
} kg__graph_set;

/** Those that the options name, or all, without the background ones unless they are wanted. */
kg_status kg__graph_set_choose(kg_txn *txn, const kg_export_options *options, kg__graph_set *set,
                               kg_error *err);

bool kg__graph_set_has(const kg__graph_set *set, kg_id graph);

#endif
