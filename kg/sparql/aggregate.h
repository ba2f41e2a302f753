// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Aggregates, one state a group.

   DISTINCT is the caller's affair, as are rows: COUNT(*) is KG__AGGREGATE_COUNT with any bound value for
   each. What a state keeps is copied to its own memory, so that the arena of the rows may be cleared between.
*/
#ifndef KG_SPARQL_AGGREGATE_H
#define KG_SPARQL_AGGREGATE_H

#include "kg/sparql/ast.h"
#include "kg/sparql/function.h"

/** The state.  Members are the aggregates' own. */
typedef struct kg__aggregate {
  uint8_t kind; ///< kg__aggregate_kind
  bool failed;  ///< A value had an error: the result is one
  uint64_t count;
  kg_str separator; ///< Borrowed
  kg_buf text;      ///< Of GROUP_CONCAT; else what `value` borrows
  kg_arena *arena;  ///< What a triple term in `value` borrows; mostly null
  kg__value value;  ///< Sum, least, greatest, sample
} kg__aggregate;

/** `separator` is for GROUP_CONCAT, borrowed; a null `ptr` means one space. */
void kg__aggregate_init(kg__aggregate *a, kg__aggregate_kind kind, kg_str separator);
void kg__aggregate_release(kg__aggregate *a);

/** Memory that the state holds besides itself. */
static inline size_t
kg__aggregate_size(const kg__aggregate *a)
{
  return a->text.capacity + (a->arena ? kg_arena_size(a->arena) : 0);
}

/**
   Add a value.  One that is an error or unbound makes the result an error, but COUNT and SAMPLE pass over it.
   Not unread: for COUNT that does not matter.

   KG_OK, KG_ERR_NOMEM, or KG_ERR_LIMIT for a string beyond the limits.
*/
kg_status kg__aggregate_add(kg__aggregate *a, kg__functions *f, const kg__value *value);

/** The result so far, which borrows from the state and from the arena of `f`.  KG_OK or KG_ERR_NOMEM. */
kg_status kg__aggregate_result(const kg__aggregate *a, kg__functions *f, kg__value *result);

#endif
