// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The upper 32 bits of a hash are kept in the slot, and the first of them tell where it belongs, so that a
// larger table is made without looking at the bytes again.

#include "kg/store/known.h"

#include "kg/base/vec.h"

#include <stdlib.h>

enum { FIRST_BITS = 6, MOST_BITS = 31 };

void
kg__known_release(kg__known *known)
{
  free(known->slots);
  free(known->items);
  kg_arena_free(known->arena);
  *known = (kg__known){0};
}

void
kg__known_clear(kg__known *known)
{
  if (known->slots)
    memset(known->slots, 0, sizeof *known->slots << known->bits);
  if (known->arena)
    kg_arena_clear(known->arena);
  known->n = 0;
}

static size_t
place_of(const kg__known *known, uint64_t hash)
{
  return (size_t)(hash >> (64 - known->bits));
}

static size_t
next_place(const kg__known *known, size_t at)
{
  return (at + 1) & (((size_t)1 << known->bits) - 1);
}

kg_id
kg__known_find(const kg__known *known, kg_str bytes, uint64_t hash)
{
  if (!known->n)
    return KG_ID_NONE;
  for (size_t at = place_of(known, hash); known->slots[at]; at = next_place(known, at)) {
    uint64_t slot = known->slots[at];
    const kg__known_entry *entry = &known->items[(uint32_t)slot - 1];
    if (slot >> 32 == hash >> 32 && kg_str_equal(entry->bytes, bytes))
      return entry->id;
  }
  return KG_ID_NONE;
}

static void
put_slot(kg__known *known, uint64_t slot)
{
  size_t at = place_of(known, slot);
  while (known->slots[at])
    at = next_place(known, at);
  known->slots[at] = slot;
}

static bool
is_full(const kg__known *known)
{
  return !known->slots || known->n + 1 > ((size_t)3 << known->bits) / 4;
}

static kg_status
grow(kg__known *known)
{
  kg__known old = *known;
  known->bits = old.slots ? old.bits + 1 : FIRST_BITS;
  uint64_t *slots = known->bits > MOST_BITS ? NULL : calloc((size_t)1 << known->bits, sizeof *slots);
  if (!slots) {
    known->bits = old.bits;
    return KG_ERR_NOMEM;
  }
  known->slots = slots;
  for (size_t i = 0; old.slots && i < (size_t)1 << old.bits; i++) {
    if (old.slots[i])
      put_slot(known, old.slots[i]);
  }
  free(old.slots);
  return KG_OK;
}

kg_status
kg__known_add(kg__known *known, kg_str bytes, uint64_t hash, kg_id id)
{
  if (!known->arena && !(known->arena = kg_arena_new()))
    return KG_ERR_NOMEM;
  if (is_full(known))
    KG_TRY(grow(known));
  KG_TRY(kg__vec_reserve((void **)&known->items, &known->capacity, known->n + 1, sizeof *known->items));
  kg_str copy = kg_arena_str(known->arena, bytes);
  if (!copy.ptr)
    return KG_ERR_NOMEM;
  known->items[known->n++] = (kg__known_entry){copy, id};
  put_slot(known, hash >> 32 << 32 | known->n);
  return KG_OK;
}

size_t
kg__known_size(const kg__known *known)
{
  size_t slots = known->slots ? sizeof *known->slots << known->bits : 0;
  size_t items = known->capacity * sizeof *known->items;
  return (known->arena ? kg_arena_size(known->arena) : 0) + (is_full(known) ? 3 * slots : slots) +
         (known->n == known->capacity ? 2 * items : items);
}
