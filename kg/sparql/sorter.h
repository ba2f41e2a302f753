// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Any number of rows of ids, sorted by all their columns, the first one first. */
#ifndef KG_SPARQL_SORTER_H
#define KG_SPARQL_SORTER_H

#include "kg/sparql/spill.h"

/** Zeroed but for the first members it is empty; release with kg__sorter_release(). */
typedef struct kg__sorter {
  kg__op *op;
  size_t width; ///< Ids in a row, at least one
  size_t most;  ///< Memory to use, in bytes, if that holds a few rows
  kg_id *ids;   ///< Rows that are not in a run
  size_t n, capacity, at;
  bool sorted; ///< The last row was added
  kg__spill spill;
} kg__sorter;

void kg__sorter_release(kg__sorter *sorter);
kg_status kg__sorter_add(kg__sorter *sorter, const kg_id *row);

/** The next row, which lives until the next call; KG_DONE.  No row may be added then. */
kg_status kg__sorter_next(kg__sorter *sorter, const kg_id **row);

#endif
