// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Rows that do not fit in memory: sorted runs of them in a file without a name, read back merged.

   What they take on the disk, and the buffers in memory, are counted.
*/
#ifndef KG_SPARQL_SPILL_H
#define KG_SPARQL_SPILL_H

#include "kg/sparql/operator.h"

/** A row read back; lives until the next one is taken. */
typedef struct kg__spilled {
  const kg_id *ids;
  kg_str bytes;    ///< That were put aside with it
  kg__value *keys; ///< What the class read from them
  kg_arena *arena; ///< For that; empty before
} kg__spilled;

typedef struct kg__spill_class {
  kg_status (*read)(void *self, kg__spilled *row); ///< Read the keys; may be null
  int (*compare)(void *self, const kg__spilled *a, const kg__spilled *b);
} kg__spill_class;

typedef struct kg__spill_source kg__spill_source;

/** Zeroed but for the first members it is empty; release with kg__spill_release(). */
typedef struct kg__spill {
  kg__op *op; ///< Whose rows they are
  const kg__spill_class *class;
  void *self;
  size_t width;   ///< Ids in a row
  size_t n_keys;  ///< That the class reads; 0: rows have no bytes
  size_t most;    ///< Memory for buffers; a few kilobytes are taken in any case
  int file;       ///< Its descriptor + 1, or 0
  uint64_t size;  ///< Of the file
  uint64_t begun; ///< Where the run begins that is being written
  kg_buf out;     ///< Its end
  struct {
    struct kg__spill_run {
      uint64_t from, to;
    } * items;
    size_t n, capacity;
  } runs;
  kg__spill_source *sources; ///< Runs that are read
  kg__spill_source **heap;   ///< By their rows
  size_t n_sources, n_heap, taken;
  bool begun_reading;
} kg__spill;

void kg__spill_release(kg__spill *spill);

/** Put a row aside behind those of the same run, which are to be sorted. */
kg_status kg__spill_add(kg__spill *spill, const kg_id *ids, kg_str bytes);

/** The run is at its end. */
kg_status kg__spill_end_run(kg__spill *spill);

/** The next row of all runs; of equal ones that of the earlier run.  KG_DONE.  No run may be added then. */
kg_status kg__spill_next(kg__spill *spill, const kg__spilled **row);

/** What an operator may keep in memory before it puts rows aside. */
size_t kg__spill_share(const kg__exec *exec);

/** A bound on that for tests, else SIZE_MAX. */
extern size_t kg__spill_share_now;

#endif
