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

#endif
