// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/vars.h"

static kg_status
widen(kg__vars *set, size_t n_words, kg_arena *arena)
{
  if (n_words <= set->n_words)
    return KG_OK;
  uint64_t *words = kg_arena_calloc(arena, n_words, sizeof *words);
  if (!words)
    return KG_ERR_NOMEM;
  if (set->n_words)
    memcpy(words, set->words, set->n_words * sizeof *words);
  *set = (kg__vars){words, n_words};
  return KG_OK;
}

kg_status
kg__vars_add(kg__vars *set, kg__var var, kg_arena *arena)
{
  KG_TRY(widen(set, var / 64 + 1, arena));
  set->words[var / 64] |= UINT64_C(1) << (var % 64);
  return KG_OK;
}

kg_status
kg__vars_add_all(kg__vars *set, const kg__vars *other, kg_arena *arena)
{
  KG_TRY(widen(set, other->n_words, arena));
  for (size_t i = 0; i < other->n_words; i++)
    set->words[i] |= other->words[i];
  return KG_OK;
}

void
kg__vars_remove(kg__vars *set, kg__var var)
{
  if (var / 64 < set->n_words)
    set->words[var / 64] &= ~(UINT64_C(1) << (var % 64));
}

kg_status
kg__vars_keep(kg__vars *set, const kg__vars *other, kg_arena *arena)
{
  kg__vars kept = {0};
  for (kg__var v = 0; kg__vars_next(set, &v); v++)
    if (kg__vars_has(other, v))
      KG_TRY(kg__vars_add(&kept, v, arena));
  *set = kept;
  return KG_OK;
}

bool
kg__vars_meet(const kg__vars *a, const kg__vars *b)
{
  for (size_t i = 0; i < a->n_words && i < b->n_words; i++)
    if (a->words[i] & b->words[i])
      return true;
  return false;
}

bool
kg__vars_next(const kg__vars *set, kg__var *var)
{
  for (; *var / 64 < set->n_words; *var = (*var / 64 + 1) * 64) {
    uint64_t rest = set->words[*var / 64] >> (*var % 64);
    if (!rest)
      continue;
    *var += (kg__var)__builtin_ctzll(rest);
    return true;
  }
  return false;
}

kg_status
kg__arena_grow(kg_arena *arena, void **items, size_t n, size_t size)
{
  if (n && (n < 4 || (n & (n - 1))))
    return KG_OK;
  void *grown = kg_arena_calloc(arena, n ? 2 * n : 4, size);
  if (!grown)
    return KG_ERR_NOMEM;
  if (n)
    memcpy(grown, *items, n * size);
  *items = grown;
  return KG_OK;
}
