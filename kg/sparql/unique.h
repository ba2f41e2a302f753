// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Each row of ids once, of any number.

   As long as memory holds the rows that were there it is said of each at once whether it is new.  When it is
   full, rows that are not among them are put aside, and come in the end, in the order of their arrival.
*/
#ifndef KG_SPARQL_UNIQUE_H
#define KG_SPARQL_UNIQUE_H

#include "kg/sparql/rowset.h"
#include "kg/sparql/sorter.h"

/** Zeroed but for the first members it is empty; release with kg__unique_release(). */
typedef struct kg__unique {
  kg__op *op;
  size_t width;
  size_t most; ///< Memory to use, in bytes
  kg__rowset seen;
  bool full;
  uint64_t n_late;
  kg_id *row;
  kg__sorter late; ///< Rows that came when it was full, and their number
  kg__sorter rest; ///< Their number, and rows that are new
  bool ended;
} kg__unique;

void kg__unique_release(kg__unique *unique);

/** Whether a row is known to be new: it is neither among the first rows, nor put aside. */
kg_status kg__unique_put(kg__unique *unique, const kg_id *row, bool *made);

/** In the end: the next new row of those put aside, which lives until the next call; KG_DONE. */
kg_status kg__unique_next(kg__unique *unique, const kg_id **row);

#endif
