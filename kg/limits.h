// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Limits of a piece of work: time, memory, rows, and somebody's wish to stop. */
#ifndef KG_LIMITS_H
#define KG_LIMITS_H

#include "kg/status.h"

#include <signal.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Zeroes mean no limit.  Plain data: copy it, pass it, keep it. */
typedef struct kg_limits {
  uint64_t deadline;                        ///< Of kg_clock(), in nanoseconds
  size_t memory;                            ///< In bytes; queries put rows aside rather than fail
  uint64_t rows;                            ///< Of a result
  size_t string;                            ///< Bytes of one computed string
  const volatile sig_atomic_t *interrupted; ///< Stop when it is not 0; may be null
  uint64_t disk;                            ///< Bytes that a query may put aside in files
} kg_limits;

/** A clock that only goes forward, in nanoseconds. */
KG_API uint64_t kg_clock(void);

/** KG_OK, KG_ERR_TIMEOUT or KG_ERR_INTERRUPTED.  Takes null.  Cheap enough for each batch of a loop. */
KG_API kg_status kg_limits_check(const kg_limits *limits, kg_error *err);

#ifdef __cplusplus
}
#endif

#endif
