// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** A number that outsiders cannot guess, for hash tables. */
#ifndef KG_BASE_SEED_H
#define KG_BASE_SEED_H

#include <stdint.h>

/** From the kernel's random source; from clock and addresses where there is none. */
uint64_t kg__seed(void);

#endif
