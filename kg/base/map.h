// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   A hash map from bytes to 64-bit numbers: open addressing, seeded against flooding, keys kept in an arena.

   The numbers are whatever the owner wants: ids, indexes into an array of its own.
*/
#ifndef KG_BASE_MAP_H
#define KG_BASE_MAP_H

#include "kg/str.h"

typedef struct kg__map_slot {
  kg_str key; ///< Null `ptr`: free
  uint64_t hash;
  uint64_t value;
} kg__map_slot;

/** `{0}` is an empty map; release with kg__map_release(). */
typedef struct kg__map {
  kg__map_slot *slots;
  size_t capacity; ///< 0, or a power of two
  size_t count;
  uint64_t seed;
  kg_arena *keys;
} kg__map;

void kg__map_release(kg__map *map);

/** Forget all entries, keep the memory. */
void kg__map_clear(kg__map *map);

/** The value of a key, borrowed until the map changes, or null. */
uint64_t *kg__map_find(const kg__map *map, kg_str key);

/**
   The value of a key, which is made with `value` if it is new.

   @param[out] at   Borrowed until the map changes.
   @param[out] made Whether it is new; may be null.
   @return KG_OK or KG_ERR_NOMEM.
*/
kg_status kg__map_put(kg__map *map, kg_str key, uint64_t value, uint64_t **at, bool *made);

/** The map's own copy of a key that is there, or a null string. */
kg_str kg__map_key(const kg__map *map, kg_str key);

#endif
