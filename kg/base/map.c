// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/base/map.h"

#include "kg/base/seed.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

static uint64_t
hash_of(const kg__map *map, kg_str key)
{
  return XXH3_64bits_withSeed(key.ptr, key.len, map->seed);
}

// The slot of the key, or the free one where it belongs.
static kg__map_slot *
slot_of(const kg__map *map, kg_str key, uint64_t hash)
{
  size_t mask = map->capacity - 1;
  for (size_t i = (size_t)hash & mask;; i = (i + 1) & mask) {
    kg__map_slot *slot = &map->slots[i];
    if (!slot->key.ptr || (slot->hash == hash && kg_str_equal(slot->key, key)))
      return slot;
  }
}

static kg_status
grow(kg__map *map)
{
  size_t capacity = map->capacity ? map->capacity * 2 : 64;
  kg__map old = *map;
  kg__map_slot *slots = calloc(capacity, sizeof *slots);
  if (!slots)
    return KG_ERR_NOMEM;
  map->slots = slots;
  map->capacity = capacity;
  for (size_t i = 0; i < old.capacity; i++) {
    if (old.slots[i].key.ptr)
      *slot_of(map, old.slots[i].key, old.slots[i].hash) = old.slots[i];
  }
  free(old.slots);
  return KG_OK;
}

static kg_status
prepare(kg__map *map)
{
  if (!map->keys) {
    map->keys = kg_arena_new();
    map->seed = kg__seed();
  }
  if (!map->keys)
    return KG_ERR_NOMEM;
  return map->count * 4 >= map->capacity * 3 ? grow(map) : KG_OK;
}

void
kg__map_release(kg__map *map)
{
  free(map->slots);
  kg_arena_free(map->keys);
  *map = (kg__map){0};
}

void
kg__map_clear(kg__map *map)
{
  if (map->slots)
    memset(map->slots, 0, map->capacity * sizeof *map->slots);
  if (map->keys)
    kg_arena_clear(map->keys);
  map->count = 0;
}

uint64_t *
kg__map_find(const kg__map *map, kg_str key)
{
  if (!map->count)
    return NULL;
  kg__map_slot *slot = slot_of(map, key, hash_of(map, key));
  return slot->key.ptr ? &slot->value : NULL;
}

kg_str
kg__map_key(const kg__map *map, kg_str key)
{
  return map->count ? slot_of(map, key, hash_of(map, key))->key : (kg_str){0};
}

kg_status
kg__map_put(kg__map *map, kg_str key, uint64_t value, uint64_t **at, bool *made)
{
  KG_TRY(prepare(map));
  uint64_t hash = hash_of(map, key);
  kg__map_slot *slot = slot_of(map, key, hash);
  bool is_new = !slot->key.ptr;
  if (is_new) {
    kg_str copy = kg_arena_str(map->keys, key);
    if (!copy.ptr)
      return KG_ERR_NOMEM;
    *slot = (kg__map_slot){copy, hash, value};
    map->count++;
  }
  if (at)
    *at = &slot->value;
  if (made)
    *made = is_new;
  return KG_OK;
}
