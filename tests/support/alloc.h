// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Allocations that fail on demand.

   A test of these adds tests/support/alloc.c to its sources and $(WRAP_ALLOC) to its LDFLAGS.
*/
#ifndef KG_TESTS_SUPPORT_ALLOC_H
#define KG_TESTS_SUPPORT_ALLOC_H

#include <stddef.h>

/** Let the n-th allocation from now on fail (from 0), and all after it; SIZE_MAX ends that. */
void alloc_fail_at(size_t n);

/**
   Run `scenario` with the first allocation failing, then with the second, until none does.

   The scenario returns the status of what it tests, and releases what it took.  Fails unless each run but
   the last gives KG_ERR_NOMEM; returns the number of failed runs.
*/
size_t alloc_try_all(int (*scenario)(void *data), void *data);

#endif
