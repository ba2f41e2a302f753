// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The counts of a run, made while it is written: how many values its first column has, and, where these are
// few, for each of them its rows and the values that the second column has in them.

#include "kg/store/run.h"

#include <xxhash.h>

enum { MOST_GROUPS = 1 << 20 };

static const char magic[8] = "kgcnt\0\r\n";

// ---- writing

static bool
keeps_groups(const kg__run_counter *counter)
{
  return counter->order == KG_PSO || counter->order == KG_POS || counter->order == KG_GSPO;
}

static kg_status
end_group(kg__run_counter *counter)
{
  if (!counter->group.rows || !keeps_groups(counter) || counter->firsts > MOST_GROUPS)
    return KG_OK;
  return kg_buf_add(&counter->groups, &counter->group, sizeof counter->group);
}

kg_status
kg__run_counter_add(kg__run_counter *counter, const kg_id *first, const kg_id *second, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    if (!counter->group.rows || first[i] != counter->group.id) {
      KG_TRY(end_group(counter));
      counter->group = (kg__run_group){first[i], 0, 0};
      counter->firsts++;
    }
    counter->group.values += !counter->group.rows || second[i] != counter->second;
    counter->group.rows++;
    counter->second = second[i];
  }
  return KG_OK;
}

static uint64_t
checksum_of(const void *groups, const kg__run_counts *counts)
{
  uint64_t seed = XXH3_64bits(groups, counts->n_groups * sizeof(kg__run_group));
  return XXH3_64bits_withSeed(counts, offsetof(kg__run_counts, checksum), seed);
}

kg_status
kg__run_counter_finish(kg__run_counter *counter, kg_buf *buf)
{
  kg__run_counts counts = {.firsts = counter->firsts};
  KG_TRY(end_group(counter));
  if (counter->firsts > MOST_GROUPS)
    kg_buf_clear(&counter->groups);
  counts.n_groups = counter->groups.len / sizeof counter->group;
  counts.checksum = checksum_of(counter->groups.ptr, &counts);
  memcpy(counts.magic, magic, sizeof magic);
  KG_TRY(kg_buf_add_str(buf, kg_buf_str(&counter->groups)));
  return kg_buf_add(buf, &counts, sizeof counts);
}

// ---- reading

kg_status
kg__run_counts_open(kg__run *run)
{
  kg__run_counts counts;
  size_t room = (size_t)(run->offsets - run->map) - sizeof(kg__run_head);
  if (room < sizeof counts)
    return KG_ERR_STORE;
  memcpy(&counts, run->offsets - sizeof counts, sizeof counts);
  if (memcmp(counts.magic, magic, sizeof magic) != 0 || counts.n_groups > MOST_GROUPS ||
      counts.n_groups * sizeof(kg__run_group) > room - sizeof counts)
    return KG_ERR_STORE;
  const unsigned char *groups = run->offsets - sizeof counts - counts.n_groups * sizeof(kg__run_group);
  if (checksum_of(groups, &counts) != counts.checksum)
    return KG_ERR_STORE;
  run->firsts = counts.firsts;
  run->groups = (const kg__run_group *)(const void *)groups;
  run->n_groups = (size_t)counts.n_groups;
  return KG_OK;
}

const kg__run_group *
kg__run_group_find(const kg__run *run, kg_id id)
{
  size_t lo = 0, hi = run->n_groups;
  while (lo < hi) {
    size_t middle = lo + (hi - lo) / 2;
    if (run->groups[middle].id < id)
      lo = middle + 1;
    else
      hi = middle;
  }
  return lo < run->n_groups && run->groups[lo].id == id ? &run->groups[lo] : NULL;
}

// ---- verifying

kg_status
kg__run_counts_check(const kg__run *run, kg__run_counter *counter)
{
  if (!run->firsts)
    return KG_OK;
  KG_TRY(end_group(counter));
  size_t size = run->n_groups * sizeof(kg__run_group);
  if (counter->firsts != run->firsts)
    return KG_ERR_STORE;
  if (counter->firsts > MOST_GROUPS)
    return run->n_groups ? KG_ERR_STORE : KG_OK;
  return counter->groups.len != size || (size && memcmp(counter->groups.ptr, run->groups, size) != 0)
             ? KG_ERR_STORE
             : KG_OK;
}
