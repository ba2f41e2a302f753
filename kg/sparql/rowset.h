// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Rows of ids in memory, hashed by their first columns: for joins, groups, DISTINCT, visited nodes. */
#ifndef KG_SPARQL_ROWSET_H
#define KG_SPARQL_ROWSET_H

#include "kg/sparql/exec.h"

/** Zeroed but for `exec`, `width` and `key` it is empty; release with kg__rowset_release(). */
typedef struct kg__rowset {
  kg__exec *exec;
  size_t width; ///< Ids in a row
  size_t key;   ///< The first so many are hashed
  kg_id *ids;
  size_t n, capacity;
  uint32_t *next;  ///< By row: the next of the same slot, + 1
  uint32_t *slots; ///< First row of the slot, + 1
  size_t n_slots;
} kg__rowset;

#define KG__ROWSET_END SIZE_MAX

void kg__rowset_release(kg__rowset *set);
void kg__rowset_clear(kg__rowset *set);

/** Whether `n` rows more can be added within `most` bytes, and within the query's limit. */
bool kg__rowset_fits(const kg__rowset *set, size_t n, size_t most);

/** Append a row, whether or not it is there. */
kg_status kg__rowset_add(kg__rowset *set, const kg_id *row);

/** Append it unless there is one of the same key; `*at` is its index. */
kg_status kg__rowset_put(kg__rowset *set, const kg_id *row, size_t *at, bool *made);

/** The first row of that key, and the next ones; KG__ROWSET_END. */
size_t kg__rowset_first(const kg__rowset *set, const kg_id *key);
size_t kg__rowset_next(const kg__rowset *set, const kg_id *key, size_t at);

enum { KG__ROWSET_MOST_HEADS = 16 }; ///< Keys that kg__rowset_heads() can read

/** Where to begin to look for `n` keys, by column; what will be read then is on its way to the cache. */
void kg__rowset_heads(const kg__rowset *set, const kg_id *const columns[], size_t n, uint32_t *heads);

/** As kg__rowset_first(), from there. */
size_t kg__rowset_find(const kg__rowset *set, const kg_id *key, uint32_t head);

static inline const kg_id *
kg__rowset_at(const kg__rowset *set, size_t i)
{
  return set->ids + i * set->width;
}

#endif
