// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Runs: immutable, mapped files of rows in one order, as bit-packed columns in blocks of 1024 rows.

   A file is a head, blocks, counts (run_counts.c), the blocks' offsets, their first rows ("fences"), and a
   foot.  Numbers are in the machine's byte order, which the head tells apart.  Each value of a column is

       base[x >> low] + (x & ((1 << low) - 1))      with x in `bits` bits

   which is a constant, an offset from the least, or an index into the values, whichever is shortest, and is
   read at any row without those before it.  Each block, and the rest, has a checksum: a block's is compared
   when it is first touched.  A row is four ids in the columns of the file's order.
*/
#ifndef KG_STORE_RUN_H
#define KG_STORE_RUN_H

#include "kg/store/private.h"

enum { KG__BLOCK_ROWS = KG_BATCH_ROWS };

// ---- run_pack.c, run_unpack.c: one column of a block

typedef struct kg__packed {
  const unsigned char *bases; ///< Eight bytes each
  const unsigned char *bits;  ///< Eight bytes behind the last may be read
  unsigned width, low;
} kg__packed;

typedef struct kg__pack_plan {
  unsigned width, low;
  size_t n_bases;
  uint64_t bases[KG__BLOCK_ROWS];
  uint64_t x[KG__BLOCK_ROWS];
} kg__pack_plan;

/** How to pack `n` <= KG__BLOCK_ROWS values. */
void kg__pack_plan_make(kg__pack_plan *plan, const uint64_t *values, size_t n);

/** Bytes of `n` numbers of `width` bits, rounded up to 8. */
static inline size_t
kg__packed_size(size_t n, unsigned width)
{
  return (n * width + 63) / 64 * 8;
}

/** Write the plan's `n` numbers; `to` has kg__packed_size() bytes. */
void kg__pack(const kg__pack_plan *plan, size_t n, unsigned char *to);

static inline uint64_t
kg__u64_at(const void *bytes)
{
  uint64_t v;
  memcpy(&v, bytes, sizeof v);
  return v;
}

static inline uint64_t
kg__low_mask(unsigned bits)
{
  return bits < 64 ? (UINT64_C(1) << bits) - 1 : UINT64_MAX;
}

/** Row `i` of a column. */
static inline uint64_t
kg__packed_at(const kg__packed *c, size_t i)
{
  size_t bit = i * c->width;
  uint64_t x = kg__u64_at(c->bits + bit / 8) >> bit % 8;
  if (c->width > 57 && bit % 8)
    x |= (uint64_t)c->bits[bit / 8 + 8] << (64 - bit % 8);
  x &= kg__low_mask(c->width);
  return kg__u64_at(c->bases + (c->low < 64 ? x >> c->low : 0) * 8) + (x & kg__low_mask(c->low));
}

typedef void (*kg__unpack_fn)(const kg__packed *c, size_t from, size_t n, uint64_t *to);

/** The versions of unpacking that this machine can run, the best first; the last is for any machine. */
typedef struct kg__unpack_version {
  const char *name;
  kg__unpack_fn unpack;
} kg__unpack_version;

size_t kg__unpack_versions(kg__unpack_version versions[2]);

/** Rows `from` to `from + n` of a column, by the best version. */
void kg__unpack(const kg__packed *c, size_t from, size_t n, uint64_t *to);

// ---- run_counts.c

/** The rows of a run with one value in the first column. */
typedef struct kg__run_group {
  kg_id id;
  uint64_t rows;
  uint64_t values; ///< That the second column has in them
} kg__run_group;

/** Behind the groups, before the offsets; files of version 1 have neither. */
typedef struct kg__run_counts {
  uint64_t firsts;   ///< Values of the first column
  uint64_t n_groups; ///< As many in orders by predicate and by graph, or 0 if they are too many; else 0
  uint64_t checksum; ///< Of the groups and the above
  char magic[8];
} kg__run_counts;

/** Counts rows in their order; `{.order = ...}` is one, release `groups`. */
typedef struct kg__run_counter {
  kg_order order;
  uint64_t firsts;
  kg__run_group group; ///< Not yet among `groups`
  kg_id second;
  kg_buf groups;
} kg__run_counter;

kg_status kg__run_counter_add(kg__run_counter *counter, const kg_id *first, const kg_id *second, size_t n);

/** Add the groups and counts to `buf`. */
kg_status kg__run_counter_finish(kg__run_counter *counter, kg_buf *buf);

typedef struct kg__run kg__run;

/** Find the counts in a mapped run; KG_ERR_STORE. */
kg_status kg__run_counts_open(kg__run *run);

/** The group of an id, or null if there is none, or none are kept. */
const kg__run_group *kg__run_group_find(const kg__run *run, kg_id id);

/** Whether what was counted again agrees with the run; KG_ERR_STORE. */
kg_status kg__run_counts_check(const kg__run *run, kg__run_counter *counter);

// ---- run_write.c

typedef struct kg__run_writer kg__run_writer;

/**
   Begin a run in an empty file.  `fd` stays the caller's.

   @param stamp  A number that all files of a generation share.
*/
kg_status kg__run_writer_new(int fd, kg_order order, uint64_t stamp, kg__run_writer **writer, kg_error *err);

/** Add a row, greater than the last one. */
kg_status kg__run_writer_add(kg__run_writer *writer, const kg__row *row, kg_error *err);

/** The same of `n` rows by column. */
kg_status kg__run_writer_add_rows(kg__run_writer *writer, const kg_id *const columns[4], size_t n,
                                  kg_error *err);

/** How many rows are in finished blocks, and whether they are in several graphs. */
uint64_t kg__run_writer_rows(const kg__run_writer *writer, bool *several_graphs);

/** Write what is left, and wait for the disk if `sync`. */
kg_status kg__run_writer_finish(kg__run_writer *writer, bool sync, kg_error *err);

void kg__run_writer_free(kg__run_writer *writer);

// ---- run_read.c

struct kg__run {
  const unsigned char *map;
  size_t size;
  uint64_t rows;
  uint64_t stamp;
  size_t n_blocks;
  const unsigned char *offsets; ///< Eight bytes each
  const kg__row *fences;
  unsigned char *checked;      ///< By block: its checksum was compared
  uint64_t firsts;             ///< Values of the first column, 0: unknown
  const kg__run_group *groups; ///< By id
  size_t n_groups;
};

/** Map a run; KG_ERR_STORE if it is none, or damaged as far as that can be seen at once. */
kg_status kg__run_open(int fd, kg_order order, kg__run **run, kg_error *err);
void kg__run_close(kg__run *run);

/** The number of the first row from `from` on that is not before `key`; KG_ERR_STORE. */
kg_status kg__run_seek(const kg__run *run, uint64_t from, const kg__row *key, uint64_t *row);

/** Read rows `from` to `from + n` of the columns in the mask `columns`, each to `to[column]`. */
kg_status kg__run_read(const kg__run *run, uint64_t from, size_t n, unsigned columns, kg_id *const to[4]);

/** Whether a run has a row. */
kg_status kg__run_has(const kg__run *run, const kg__row *key, bool *has);

/** Compare all checksums, and that rows ascend. */
kg_status kg__run_verify(const kg__run *run, const kg_limits *limits, kg_error *err);

static inline int
kg__row_compare(const kg__row *a, const kg__row *b)
{
  for (int i = 0; i < 4; i++) {
    if (a->c[i] != b->c[i])
      return a->c[i] < b->c[i] ? -1 : 1;
  }
  return 0;
}

// ---- runs.c: the runs of one generation, all orders of the same rows

/** Shared by the transactions of a process that see this generation, and unmapped with the last. */
struct kg__runs {
  struct kg__runs *next;
  uint64_t generation;
  uint64_t stamp;
  size_t users;
  uint64_t rows;
  uint64_t bytes;
  kg_id graph;                 ///< The graph of all rows, if there is no run of graphs
  kg__run *order[KG_N_ORDERS]; ///< Of graphs only if the rows have several
};

/**
   Make a file of a generation: named in the store's folder, or without a name if `named` is false or the
   store is temporary.
*/
kg_status kg__runs_create_file(const kg_store *store, uint64_t generation, kg_order order, bool named,
                               int *fd, kg_error *err);

/** Open runs from files, with one user; the last `fd` is -1 if all rows are in one graph. */
kg_status kg__runs_open_files(const int fds[KG_N_ORDERS], uint64_t generation, kg__runs **runs,
                              kg_error *err);

/** Close runs that nobody shares.  Takes null. */
void kg__runs_close(kg__runs *runs);

/** Let others find them, once they are committed. */
void kg__runs_publish(kg_store *store, kg__runs *runs);

/** As kg__run_seek() and kg__run_read() for an order; `runs` may be null, which has no rows. */
kg_status kg__runs_seek(const kg__runs *runs, kg_order order, uint64_t from, const kg__row *key,
                        uint64_t *row);
kg_status kg__runs_read(const kg__runs *runs, kg_order order, uint64_t from, size_t n, unsigned columns,
                        kg_id *const to[4]);

// ---- the file

enum { KG__RUN_VERSION = 2, KG__RUN_WITHOUT_COUNTS = 1, KG__RUN_COLUMNS = 4 };

typedef struct kg__run_head {
  char magic[8];
  uint32_t version, order;
  uint64_t stamp;
  uint64_t unused;
} kg__run_head;

typedef struct kg__block_column {
  uint8_t width, low;
  uint16_t n_bases;
  uint32_t offset; ///< Of its bases, then its bits, from the block's beginning
} kg__block_column;

typedef struct kg__block_head {
  uint32_t n_rows, size;
  uint64_t checksum; ///< Of what follows, seeded with the above
  kg__block_column column[KG__RUN_COLUMNS];
} kg__block_head;

typedef struct kg__run_foot {
  uint64_t rows, n_blocks, index_offset, stamp;
  uint64_t checksum; ///< Of the index and the above
  char magic[8];
} kg__run_foot;

extern const char kg__run_magic[8];

uint64_t kg__block_checksum(const unsigned char *block);
uint64_t kg__run_checksum(const unsigned char *index, size_t size, const kg__run_foot *foot);

#endif
