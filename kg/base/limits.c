// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/limits.h"

#include <time.h>

uint64_t
kg_clock(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

kg_status
kg_limits_check(const kg_limits *limits, kg_error *err)
{
  if (!limits)
    return KG_OK;
  if (limits->interrupted && __atomic_load_n(limits->interrupted, __ATOMIC_RELAXED))
    return kg_error_set(err, KG_ERR_INTERRUPTED, "interrupted");
  if (limits->deadline && kg_clock() > limits->deadline)
    return kg_error_set(err, KG_ERR_TIMEOUT, "the time limit is over");
  return KG_OK;
}
