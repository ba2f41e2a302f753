// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Choosing how a column is packed.  The values are sorted; two neighbours need bases of their own for all
// `low` up to the highest bit in which they differ (from the least value), so one pass counts the bases of
// each `low`, and the cheapest wins.  Bases are then laid greedily, which takes as many or fewer.

#include "kg/store/run.h"

typedef struct item {
  uint64_t v;
  uint32_t row;
} item;

static unsigned
bits_of(uint64_t v)
{
  return v ? 64 - (unsigned)__builtin_clzll(v) : 0;
}

static item *
sort_items(item *from, item *to, size_t n, uint64_t range)
{
  for (unsigned shift = 0; shift < bits_of(range); shift += 8) {
    uint32_t place[256] = {0}, sum = 0;
    for (size_t i = 0; i < n; i++)
      place[(from[i].v >> shift) & 0xff]++;
    if (place[(from[0].v >> shift) & 0xff] == n)
      continue;
    for (int b = 0; b < 256; b++) {
      uint32_t count = place[b];
      place[b] = sum;
      sum += count;
    }
    for (size_t i = 0; i < n; i++)
      to[place[(from[i].v >> shift) & 0xff]++] = from[i];
    item *swap = from;
    from = to;
    to = swap;
  }
  return from;
}

static unsigned
cheapest_low(const item *sorted, size_t n)
{
  size_t differ[65] = {0}, n_bases = 1, best_size = SIZE_MAX;
  unsigned best = 64, top = bits_of(sorted[n - 1].v);
  for (size_t i = 1; i < n; i++)
    differ[bits_of(sorted[i].v ^ sorted[i - 1].v)]++;
  for (unsigned low = top + 1; low-- > 0;) {
    n_bases += differ[low + 1 <= 64 ? low + 1 : 64];
    size_t size = n * (low + bits_of(n_bases - 1)) + 64 * n_bases;
    if (size < best_size) {
      best_size = size;
      best = low;
    }
  }
  return best;
}

static void
lay_bases(kg__pack_plan *plan, const item *sorted, size_t n, uint64_t least)
{
  uint64_t base = 0;
  plan->n_bases = 0;
  for (size_t i = 0; i < n; i++) {
    if (!plan->n_bases || sorted[i].v - base > kg__low_mask(plan->low)) {
      base = sorted[i].v;
      plan->bases[plan->n_bases++] = base + least;
    }
    uint64_t index = plan->n_bases - 1;
    plan->x[sorted[i].row] = (plan->low < 64 ? index << plan->low : 0) | (sorted[i].v - base);
  }
  plan->width = plan->low + bits_of(plan->n_bases - 1);
}

void
kg__pack_plan_make(kg__pack_plan *plan, const uint64_t *values, size_t n)
{
  item room[2][KG__BLOCK_ROWS];
  uint64_t least = values[0], most = values[0];
  for (size_t i = 1; i < n; i++) {
    least = values[i] < least ? values[i] : least;
    most = values[i] > most ? values[i] : most;
  }
  if (least == most) {
    *plan = (kg__pack_plan){.n_bases = 1, .bases = {least}};
    return;
  }
  bool ascending = true;
  for (size_t i = 0; i < n; i++) {
    room[0][i] = (item){values[i] - least, (uint32_t)i};
    ascending = ascending && (!i || values[i] >= values[i - 1]);
  }
  const item *sorted = ascending ? room[0] : sort_items(room[0], room[1], n, most - least);
  plan->low = cheapest_low(sorted, n);
  lay_bases(plan, sorted, n, least);
}

void
kg__pack(const kg__pack_plan *plan, size_t n, unsigned char *to)
{
  uint64_t word = 0;
  unsigned used = 0, width = plan->width;
  if (!width)
    return;
  for (size_t i = 0; i < n; i++) {
    word |= plan->x[i] << used;
    used += width;
    if (used < 64)
      continue;
    memcpy(to, &word, sizeof word);
    to += sizeof word;
    used -= 64;
    word = used ? plan->x[i] >> (width - used) : 0;
  }
  if (used)
    memcpy(to, &word, sizeof word);
}
