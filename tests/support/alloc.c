// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/alloc.h"

#include "tests/support/test.h"

#include <stdatomic.h>

static _Atomic size_t left = SIZE_MAX;

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t size);

static bool
fails(void)
{
  size_t before = left;
  if (before == SIZE_MAX)
    return false;
  while (before && !atomic_compare_exchange_weak(&left, &before, before - 1))
    ;
  return before <= 1;
}

void *
__wrap_malloc(size_t size)
{
  return fails() ? NULL : __real_malloc(size);
}

void *
__wrap_calloc(size_t n, size_t size)
{
  return fails() ? NULL : __real_calloc(n, size);
}

void *
__wrap_realloc(void *p, size_t size)
{
  return fails() ? NULL : __real_realloc(p, size);
}

void
alloc_fail_at(size_t n)
{
  left = n == SIZE_MAX ? n : n + 1;
}

size_t
alloc_try_all(int (*scenario)(void *data), void *data)
{
  for (size_t n = 0; n < 100000; n++) {
    alloc_fail_at(n);
    int st = scenario(data);
    bool failed = left == 0;
    alloc_fail_at(SIZE_MAX);
    if (!failed && st == KG_OK)
      return n;
    if (st != KG_ERR_NOMEM)
      fail_msg("with allocation %zu failing: %s", n, kg_status_name((kg_status)st));
  }
  fail_msg("the scenario has no end");
  return 0;
}
