// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/rowset.h"

#include <stdlib.h>

static size_t
slot_of(const kg__rowset *set, const kg_id *key)
{
  uint64_t h = 0x9e3779b97f4a7c15u;
  for (size_t i = 0; i < set->key; i++) {
    h ^= key[i];
    h *= 0xff51afd7ed558ccdu;
    h ^= h >> 32;
  }
  return h & (set->n_slots - 1);
}

static size_t
size_of(const kg__rowset *set)
{
  return set->capacity * (set->width * sizeof *set->ids + sizeof *set->next) +
         set->n_slots * sizeof *set->slots;
}

void
kg__rowset_release(kg__rowset *set)
{
  if (set->exec)
    kg__exec_take(set->exec, size_of(set), 0);
  free(set->ids);
  free(set->next);
  free(set->slots);
  *set = (kg__rowset){.exec = set->exec, .width = set->width, .key = set->key};
}

void
kg__rowset_clear(kg__rowset *set)
{
  if (set->n < set->n_slots / 16)
    for (size_t i = 0; i < set->n; i++)
      set->slots[slot_of(set, kg__rowset_at(set, i))] = 0;
  else if (set->slots)
    memset(set->slots, 0, set->n_slots * sizeof *set->slots);
  set->n = 0;
}

bool
kg__rowset_fits(const kg__rowset *set, size_t n, size_t most)
{
  size_t capacity = set->capacity ? 2 * set->capacity : 64, row = (set->width ? set->width : 1) * 8 + 12;
  if (set->n + n <= set->capacity)
    return size_of(set) <= most;
  while (capacity < set->n + n)
    capacity *= 2;
  return capacity < UINT32_MAX && size_of(set) + capacity * row <= most &&
         capacity * row <= kg__exec_room(set->exec);
}

static void
link_row(kg__rowset *set, size_t i)
{
  uint32_t *slot = &set->slots[slot_of(set, kg__rowset_at(set, i))];
  set->next[i] = *slot;
  *slot = (uint32_t)i + 1;
}

static kg_status
grow(kg__rowset *set)
{
  size_t before = size_of(set), capacity = set->capacity ? 2 * set->capacity : 64;
  size_t width = set->width ? set->width : 1;
  if (capacity >= UINT32_MAX)
    return kg_error_set(set->exec->err, KG_ERR_LIMIT, "more than four thousand million rows in memory");
  KG_TRY(kg__exec_take(set->exec, 0, capacity * (width * 8 + 12)));
  kg__exec_take(set->exec, capacity * (width * 8 + 12), 0);
  kg_id *ids = realloc(set->ids, capacity * width * sizeof *ids);
  if (!ids)
    return KG_ERR_NOMEM;
  set->ids = ids;
  uint32_t *next = realloc(set->next, capacity * sizeof *next);
  if (!next)
    return KG_ERR_NOMEM;
  set->next = next;
  uint32_t *slots = calloc(2 * capacity, sizeof *slots);
  if (!slots)
    return KG_ERR_NOMEM;
  free(set->slots);
  set->slots = slots;
  set->n_slots = 2 * capacity;
  set->capacity = capacity;
  for (size_t i = set->n; i-- > 0;)
    link_row(set, i);
  return kg__exec_take(set->exec, before, size_of(set));
}

kg_status
kg__rowset_add(kg__rowset *set, const kg_id *row)
{
  if (set->n == set->capacity)
    KG_TRY(grow(set));
  if (set->width)
    memcpy(set->ids + set->n * set->width, row, set->width * sizeof *row);
  link_row(set, set->n++);
  return KG_OK;
}

kg_status
kg__rowset_put(kg__rowset *set, const kg_id *row, size_t *at, bool *made)
{
  *at = kg__rowset_first(set, row);
  *made = *at == KG__ROWSET_END;
  if (!*made)
    return KG_OK;
  *at = set->n;
  return kg__rowset_add(set, row);
}

static inline bool
has_key(const kg__rowset *set, size_t row, const kg_id *key)
{
  const kg_id *ids = kg__rowset_at(set, row);
  for (size_t i = 0; i < set->key; i++)
    if (ids[i] != key[i])
      return false;
  return true;
}

static inline size_t
search(const kg__rowset *set, const kg_id *key, uint32_t from)
{
  for (uint32_t i = from; i; i = set->next[i - 1])
    if (has_key(set, i - 1, key))
      return i - 1;
  return KG__ROWSET_END;
}

size_t
kg__rowset_first(const kg__rowset *set, const kg_id *key)
{
  return set->n ? search(set, key, set->slots[slot_of(set, key)]) : KG__ROWSET_END;
}

size_t
kg__rowset_next(const kg__rowset *set, const kg_id *key, size_t at)
{
  return search(set, key, set->next[at]);
}

void
kg__rowset_heads(const kg__rowset *set, const kg_id *const columns[], size_t n, uint32_t *heads)
{
  kg_id key[16];
  for (size_t row = 0; row < n; row++) {
    for (size_t i = 0; i < set->key; i++)
      key[i] = columns[i][row];
    heads[row] = set->n ? (uint32_t)slot_of(set, key) : 0;
    if (set->n)
      __builtin_prefetch(&set->slots[heads[row]]);
  }
  for (size_t row = 0; row < n; row++) {
    heads[row] = set->n ? set->slots[heads[row]] : 0;
    if (heads[row])
      __builtin_prefetch(kg__rowset_at(set, heads[row] - 1));
  }
}

size_t
kg__rowset_find(const kg__rowset *set, const kg_id *key, uint32_t head)
{
  return search(set, key, head);
}
