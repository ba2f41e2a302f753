// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/base/seed.h"

#include "kg/limits.h"

#include <sys/random.h>

uint64_t
kg__seed(void)
{
  uint64_t seed;
  if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) == (ssize_t)sizeof seed)
    return seed;
  return kg_clock() ^ (uint64_t)(uintptr_t)&seed;
}
