// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#ifndef KG_STORE_SCAN_H
#define KG_STORE_SCAN_H

#include "kg/store/run.h"

struct kg_scan {
  const kg__manifest *manifest; ///< Of the transaction
  kg_order order;
  kg_status state; ///< KG_OK, KG_DONE, or what went wrong
  const kg__runs *runs;
  uint64_t at, end; ///< Rows of the runs yet to come
  MDB_cursor *cursor;
  bool changing; ///< There is a next change
  bool placed;   ///< `place` is known
  kg__row change;
  kg__op op;
  uint64_t place; ///< The row of the runs that the change is, or is before
  kg__row first, last;
};

/** The row of a prefix, with `rest` behind it. */
static inline kg__row
kg__prefix_row(const kg_id *prefix, size_t n, kg_id rest)
{
  kg__row row;
  for (size_t i = 0; i < 4; i++)
    row.c[i] = i < n ? prefix[i] : rest;
  return row;
}

/** The row after which a row is behind `row`; false if there is none. */
static inline bool
kg__row_successor(kg__row *row)
{
  for (int i = 4; i-- > 0;) {
    if (++row->c[i] != 0)
      return true;
  }
  return false;
}

/** Let a scan begin anew, at the rows `at` to `end` of the runs and the changes between `first` and `last`.
 */
kg_status kg__scan_restart(kg_scan *scan, uint64_t at, uint64_t end, const kg__row *first,
                           const kg__row *last);

/** Add the next rows to a batch that has room; KG_DONE. */
kg_status kg__scan_add(kg_scan *scan, unsigned columns, kg_batch *batch);

#endif
