// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Ids by bytes, in little memory: what a writer knows of terms and of labels.

   Slots of an open hash table have 32 bits of the hash and an index into entries, which stay in the order of
   their arrival.
*/
#ifndef KG_STORE_KNOWN_H
#define KG_STORE_KNOWN_H

#include "kg/id.h"

typedef struct kg__known_entry {
  kg_str bytes;
  kg_id id;
} kg__known_entry;

/** `{0}` is empty; release with kg__known_release(). */
typedef struct kg__known {
  uint64_t *slots;
  unsigned bits; ///< The slots are 2^bits, if there are any
  kg__known_entry *items;
  size_t n, capacity;
  kg_arena *arena;
} kg__known;

void kg__known_release(kg__known *known);

/** Forget all entries. */
void kg__known_clear(kg__known *known);

/** The id under bytes that have this hash, of a seed of the caller's; KG_ID_NONE if there is none. */
kg_id kg__known_find(const kg__known *known, kg_str bytes, uint64_t hash);

/** Add what is not there; its bytes are copied.  KG_ERR_NOMEM. */
kg_status kg__known_add(kg__known *known, kg_str bytes, uint64_t hash, kg_id id);

/** Bytes of memory, while one more entry is added. */
size_t kg__known_size(const kg__known *known);

#endif
