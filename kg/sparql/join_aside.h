// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   A join by keys whose right side memory cannot hold: both sides are sorted by the keys and merged, and what
   that gives is sorted by the arrival of the left rows again.  Only the right rows of one key are in memory.
*/
#ifndef KG_SPARQL_JOIN_ASIDE_H
#define KG_SPARQL_JOIN_ASIDE_H

#include "kg/sparql/sorter.h"

/** Zeroed it is empty; set it up with kg__join_aside_init(), release with kg__join_aside_release(). */
typedef struct kg__join_aside {
  kg__op *op;
  kg__join_kind kind;
  size_t n_keys, n_left, n_right; ///< Columns: the right side's are its keys first
  kg__sorter left, right, out;    ///< Left: keys, number, row; out: number, row, the right side's others
  kg_id *row;                     ///< Being made
  kg_id *pairs;                   ///< Right rows of the key, without it
  size_t n_pairs, capacity;
  const kg_id *next_right; ///< Read, but of a later key
  bool right_ended, merged, partner;
  uint64_t n_rows;
} kg__join_aside;

kg_status kg__join_aside_init(kg__join_aside *join, kg__op *op, kg__join_kind kind, size_t n_keys,
                              size_t n_left, size_t n_right);
void kg__join_aside_release(kg__join_aside *join);

kg_status kg__join_aside_add_right(kg__join_aside *join, const kg_id *row);
kg_status kg__join_aside_add_left(kg__join_aside *join, const kg_id *keys, const kg_id *row);

/** The next row: the left one's columns, then the right one's but for keys, unbound where it has no partner;
 * KG_DONE. */
kg_status kg__join_aside_next(kg__join_aside *join, const kg_id **row);

#endif
