// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   The flat part of the dictionary: terms 1 to N in one immutable, mapped file, N.terms of a generation of its
   own.  The rest are in LMDB.

       head | bytes of the terms | where each ends (5 bytes each) | slots (8 each) | prefixes, each with its
       length (4) | checksums of the blocks before (8 each) | foot

   An IRI whose beginning up to its last / or # is among the prefixes is kept as a mark, the number of the
   prefix (2 bytes) and the rest; all other terms are as in LMDB.  Slots are an open hash table, each
   40 bits of a term's number and 24 of its hash, 0 is free.  A block's checksum is compared when it is first
   read.
*/
#ifndef KG_STORE_FLAT_H
#define KG_STORE_FLAT_H

#include "kg/store/private.h"

enum { KG__FLAT_BLOCK = 1 << 14, KG__FLAT_PREFIX_MARK = 'P', KG__FLAT_END_SIZE = 5 };

typedef struct kg__flat_foot {
  uint64_t n_terms, ends, slots, n_slots, prefixes, n_prefixes, checksums; ///< Offsets, and numbers
  uint64_t stamp;
  uint64_t checksum; ///< Of the checksums and the above
  char magic[8];
} kg__flat_foot;

extern const char kg__flat_magic[8];

/** Shared like kg__runs. */
struct kg__flat {
  struct kg__flat *next;
  uint64_t generation;
  size_t users;
  const unsigned char *map;
  size_t size;
  kg__flat_foot foot;
  kg_str *prefixes;
  unsigned char *checked; ///< By block
};

/** Map a file; `*flat` has one user.  KG_ERR_STORE. */
kg_status kg__flat_open_file(int fd, uint64_t generation, kg__flat **flat, kg_error *err);

void kg__flat_close(kg__flat *flat);

/** The bytes of a term, borrowed from the file, or, of an IRI with a prefix, put into `room`. */
kg_status kg__flat_bytes(const kg__flat *flat, uint64_t number, kg_buf *room, kg_str *bytes);

/** The same as a copy, with a zero behind it. */
kg_status kg__flat_copy(const kg__flat *flat, uint64_t number, kg_arena *arena, kg_str *bytes);

/** Fetch the memory of terms that will be read soon; numbers of other terms are passed over. */
void kg__flat_prefetch(const kg__flat *flat, const kg_id *ids, size_t n);

/** The number of a term, by its bytes and their hash; KG_ERR_NOT_FOUND. */
kg_status kg__flat_find(const kg__flat *flat, kg_str bytes, uint64_t hash, uint64_t *number);

/** Compare all checksums. */
kg_status kg__flat_verify(const kg__flat *flat, const kg_limits *limits, kg_error *err);

/** Where the beginning that may be a prefix ends in the bytes of an IRI, or 0. */
size_t kg__flat_prefix_end(kg_str bytes);

static inline uint64_t
kg__flat_slot(uint64_t hash, uint64_t n_slots)
{
  return (uint64_t)(((unsigned __int128)hash * n_slots) >> 64);
}

static inline uint64_t
kg__flat_entry(uint64_t hash, uint64_t number)
{
  return hash << 40 | number;
}

uint64_t kg__flat_checksum(const unsigned char *checksums, size_t size, const kg__flat_foot *foot);

// ---- flat_write.c

typedef struct kg__flat_writer kg__flat_writer;

/**
   Begin a file with the terms of `old` (which may be null) and room for `n` terms in all.

   `table` is an empty file of the caller's that keeps slots and ends meanwhile, so that they need no memory;
   or -1.
*/
kg_status kg__flat_writer_new(int fd, int table, const kg__flat *old, uint64_t n, uint64_t seed,
                              kg__flat_writer **writer, kg_error *err);

/** Add the next term. */
kg_status kg__flat_writer_add(kg__flat_writer *writer, kg_str bytes, kg_error *err);
kg_status kg__flat_writer_finish(kg__flat_writer *writer, uint64_t stamp, bool sync, kg_error *err);
void kg__flat_writer_free(kg__flat_writer *writer);

#endif
