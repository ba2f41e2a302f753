// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Sets of variables, and arrays that grow in an arena. */
#ifndef KG_SPARQL_VARS_H
#define KG_SPARQL_VARS_H

#include "kg/sparql/ast.h"

/** KG_OK or KG_ERR_NOMEM. */
kg_status kg__vars_add(kg__vars *set, kg__var var, kg_arena *arena);
kg_status kg__vars_add_all(kg__vars *set, const kg__vars *other, kg_arena *arena);
void kg__vars_remove(kg__vars *set, kg__var var);

/** Leave out what the other set has not; the set gets memory of its own. */
kg_status kg__vars_keep(kg__vars *set, const kg__vars *other, kg_arena *arena);
bool kg__vars_meet(const kg__vars *a, const kg__vars *b);

static inline bool
kg__vars_has(const kg__vars *set, kg__var var)
{
  return var / 64 < set->n_words && (set->words[var / 64] >> (var % 64) & 1);
}

/** Go through a set: `for (kg__var v = 0; kg__vars_next(&set, &v); v++)`. */
bool kg__vars_next(const kg__vars *set, kg__var *var);

/** Make room for one item more in an array of `n` that lives in an arena. */
kg_status kg__arena_grow(kg_arena *arena, void **items, size_t n, size_t size);

/** Append an item: `KG_TRY(kg__push(arena, list->items, list->n, (kg__key){...}))`. */
#define kg__push(arena, items, n, ...)                                             \
  (kg__arena_grow((arena), (void **)&(items), (n), sizeof *(items)) ? KG_ERR_NOMEM \
                                                                    : ((items)[(n)++] = __VA_ARGS__, KG_OK))

#endif
