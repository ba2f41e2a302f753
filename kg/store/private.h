// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   What the files of the store share.

   A store is the runs of one generation (run.h), and one LMDB environment of thirteen tables.  All keys are
   bytes compared from the left, numbers in them big-endian, so that LMDB's order is the order of ids; no
   table has several values under one key.

       spo pso pos osp gspo   four ids -> op, seal             changes since the runs, in five orders
       hashes                 hash of a term's bytes, id -> seal
                              several ids under one hash are told apart by bytes
       terms                  number -> bytes of the term, seal
                              in the order of arrival
       names                  names of blank nodes, both ways
       prefixes facts         byte strings -> byte strings     see pairs.c; they have checksums of their own
       predicates graphs      id -> number of quads, seal      kept with each change
       meta                   "manifest" -> kg__manifest

   How ids and seals are written stands in rows.c.  Formats: 1 had no runs, 2 had changes of ids in eight
   bytes and no seals, 3 is this one.
*/
#ifndef KG_STORE_PRIVATE_H
#define KG_STORE_PRIVATE_H

#include "kg/base/vec.h"
#include "kg/export.h"
#include "kg/store.h"
#include "kg/store/known.h"

#include <endian.h>
#include <lmdb.h>
#include <pthread.h>
#include <sys/types.h>

enum { KG__STORE_FORMAT = 3, KG__FIRST_SEALED = 3, KG__TERM_DEPTH = KG_TERM_DEPTH + 2 };

/** The first of them are the orders of kg_order. */
typedef enum kg__table {
  KG__META = KG_N_ORDERS,
  KG__HASHES,
  KG__TERMS,
  KG__NAMES,
  KG__PREFIXES,
  KG__FACTS,
  KG__PREDICATES,
  KG__GRAPHS,
  KG__N_TABLES
} kg__table;

extern const char *const kg__table_names[KG__N_TABLES];

typedef struct kg__flat kg__flat;
typedef struct kg__runs kg__runs;

typedef struct kg__manifest {
  char magic[8];
  uint32_t format;
  uint32_t checksum;   ///< Of the rest; 0 in stores made before there was one
  uint64_t seed;       ///< Of the hashes of terms
  uint64_t seq;        ///< Number of the last commit that changed quads or terms
  uint64_t next_term;  ///< Numbers of terms and blank nodes begin at 1
  uint64_t next_blank; ///
  uint64_t quads;
  uint64_t generation;      ///< Of the runs that are the base; never used again
  uint64_t stamp;           ///< That their files must have
  uint64_t run_rows;        ///< 0: there are none
  uint64_t delta;           ///< Rows in each of the tables of quads
  uint64_t flat_generation; ///< Of the flat dictionary, which has the first terms; the others are in tables
  uint64_t flat_stamp;
  uint64_t flat_terms; ///< How many; 0: it has no file
} kg__manifest;

/** Four ids as columns, to be sorted by any of them; also a kg_quad_ids. */
typedef struct kg__row {
  kg_id c[4];
} kg__row;

/** Room for the key of a row; eight bytes more than it takes. */
typedef unsigned char kg__key_room[4 * 9 + 8];

/** What a row's value says: a quad that the runs do not have, or that they have and the store no more. */
typedef enum kg__op { KG__INSERTED = 1, KG__REMOVED = 2 } kg__op;

struct kg_store {
  MDB_env *env;
  MDB_dbi table[KG__N_TABLES];
  char *path;
  unsigned flags;
  bool temporary;
  bool tidy;         ///< It was opened to write, wholly
  dev_t device;      ///< Of LMDB's file
  ino_t inode;       ///<
  bool unregistered; ///< Readers are not in LMDB's table, since it cannot be written
  int lock_fd;
  pthread_mutex_t writer; ///< Held by the thread that writes, and checks that it is not taken twice
  pthread_mutex_t mutex;  ///< Of `readers`, and of changes of the map's size
  size_t readers;         ///< Transactions that read
  bool writing;           ///< One writes
  bool unmapped;          ///< LMDB lost its map: nothing works any more
  kg__runs *runs;         ///< All that are in use; the first is the newest known, and the store uses it too
  kg__flat *flat;         ///< The same
};

typedef struct kg__rows {
  kg__row *items;
  size_t n, capacity;
} kg__rows;

/** See load.h. */
typedef struct kg__chunks {
  struct kg__chunk **items;
  size_t n, capacity;
} kg__chunks;

/** See labels.c. */
typedef struct kg__labels {
  kg__known recent;
  struct kg__flat *old; ///< Labels that memory could not hold, or null
  int ids;              ///< Their ids, if there are any
} kg__labels;

typedef struct kg__spills {
  struct kg__spill **items;
  size_t n, capacity;
} kg__spills;

/** How much a writer keeps in memory. */
typedef struct kg__txn_sizes {
  size_t known_bytes;   ///< Of the terms
  size_t label_bytes;   ///< Of the labels of blank nodes
  size_t waiting_quads; ///< Of changes, and as many that are being put aside
  size_t chunk_quads;   ///< Changes that are sorted at once
  size_t spills;        ///< Parts put aside, before they are merged into one
} kg__txn_sizes;

struct kg_txn {
  kg_store *store;
  MDB_txn *lmdb;
  bool write;
  bool changed;
  kg_status failed; ///< What broke a change half way; then nothing is committed
  kg__manifest manifest;
  bool any_hashes;           ///< There may be terms that are not in `known`
  MDB_cursor *terms;         ///< Over KG__TERMS, or null
  MDB_cursor *hashes;        ///< Over KG__HASHES, or null
  kg_buf bytes;              ///< Of the term being looked up
  kg__known known;           ///< Ids by the bytes of their term
  kg__labels labels;         ///< Blank nodes of the source that is read
  kg__op waiting;            ///< What is to be done with the quads that wait: in `new_quads`, chunks, spills
  kg__rows new_quads;        ///< Not yet in the tables
  kg__runs *runs;            ///< The base, or null
  bool made_runs;            ///< Here, and not committed
  bool compacting;           ///< What waits is being written, and scans leave it alone
  uint64_t begun_with;       ///< Generation that is to be removed with the commit
  kg__chunks chunks;         ///< Full ones of the new quads, sorted when the worker has nothing to do
  uint64_t n_waiting;        ///< Rows in chunks
  kg__rows spare;            ///< Of the worker, for sorting
  kg__spills spills;         ///< Sorted parts of what memory could not hold
  struct kg__worker *worker; ///< Or null
  kg__txn_sizes sizes;
  const kg_limits *limits; ///< Of long work, or null
  kg__flat *flat;          ///< The flat dictionary, or null
  bool made_flat;          ///< Here, and not committed
  uint64_t begun_flat;     ///< Generation that is to be removed with the commit
  kg_buf room;             ///< For a term of the flat dictionary
  struct {
    uint32_t *items;
    size_t n, capacity;
  } new_terms; ///< The last terms, only in memory: where they are in `known`
};

// ---- bytes

static inline void
kg__u64_put(void *bytes, uint64_t v)
{
  v = htobe64(v);
  memcpy(bytes, &v, sizeof v);
}

static inline uint64_t
kg__u64_get(const void *bytes)
{
  uint64_t v;
  memcpy(&v, bytes, sizeof v);
  return be64toh(v);
}

static inline MDB_val
kg__val(const void *bytes, size_t n)
{
  return (MDB_val){n, (void *)bytes};
}

static inline kg__row
kg__row_of(const kg_quad_ids *quad)
{
  return (kg__row){{quad->s, quad->p, quad->o, quad->g}};
}

/** Columns of an order: indexes into s p o g. */
extern const unsigned char kg__order_columns[KG_N_ORDERS][4];

// ---- rows.c

enum { KG__SEAL_SIZE = 4 };

/** The checksum of a row, whose value is `n` bytes. */
uint32_t kg__seal(kg__table table, MDB_val key, const void *value, size_t n);

/** A value of `n` bytes with its seal, put behind it, where there is room. */
MDB_val kg__sealed(kg__table table, MDB_val key, unsigned char *value, size_t n);

/** Take the seal off a value that was read; KG_ERR_STORE if it does not fit. */
kg_status kg__unseal(const kg__manifest *manifest, kg__table table, MDB_val key, MDB_val *value);

/** The key of a quad. */
MDB_val kg__row_key(const kg__row *row, kg_order order, kg__key_room room);

/** The key of ids in an order's columns, for reading. */
MDB_val kg__bound_key(const kg__manifest *manifest, const kg__row *columns, kg__key_room room);

/** A row of a table of quads, in the order's columns; KG_ERR_STORE. */
kg_status kg__change_read(const kg__manifest *manifest, kg_order order, MDB_val key, MDB_val value,
                          kg__row *columns, kg__op *op);

/** The quad of an order's columns. */
kg__row kg__columns_row(const kg__row *columns, kg_order order);

/** Compare all seals. */
kg_status kg__seals_check(const kg_store *store, MDB_txn *lmdb, const kg__manifest *manifest, kg_error *err);

// ---- store.c, lock.c

/** How much is taken at once; tests make it small. */
typedef struct kg__store_sizes {
  size_t map;           ///< Bytes of addresses that a store reserves first
  kg__txn_sizes txn;    ///< Of a writer that is not told otherwise
  unsigned threads;     ///< That a writer uses: 1 or 2
  size_t cleared_quads; ///< That go with one sweep of clearing a graph
  size_t bulk_quads;    ///< Fewest that make a new generation of runs
  size_t bulk_terms;    ///< The same of the flat dictionary
  size_t loose_file;    ///< Least size of LMDB's file that is written anew when most of its pages are free
} kg__store_sizes;

extern kg__store_sizes kg__store_sizes_now;

/** The status of an LMDB or system error, with `what` failed in `err`. */
kg_status kg__lmdb_error(int rc, const char *what, kg_error *err);

/** Take the folder's lock for this process, or KG_ERR_LOCKED naming who has it; `type` is F_WRLCK or F_RDLCK.
 */
kg_status kg__lock_take(int fd, int type, kg_error *err);
void kg__lock_release(int fd);

/** KG_ERR_UNSUPPORTED if a folder is on a network file system. */
kg_status kg__lock_check_place(const char *folder, kg_error *err);

/** Open the lock's file in a folder; -1 if it is not there, or cannot be. */
int kg__lock_open(const char *folder, bool write);

kg_store *kg__store_new(const char *path, unsigned flags);

/** Open `store->env` over a file. */
int kg__env_open(kg_store *store, const char *file, unsigned flags);

/** Whether the file that is open is not the one of that name any more, see shrink.c. */
bool kg__store_is_replaced(const kg_store *store);

kg_status kg__tables_open(kg_store *store, MDB_txn *lmdb, unsigned flags, kg_error *err);

// ---- make.c

typedef kg_status (*kg__fill_fn)(void *self, kg_store *store, MDB_txn *lmdb, kg_error *err);

/** Make the folder and the file of a store, unless it is there; `fill` puts into its tables what is in it. */
kg_status kg__store_make(kg_store *store, const char *file, kg__fill_fn fill, void *self, kg_error *err);

/** Write LMDB's file anew: `fill` as before, and its transactions go on after `txn`.  Under the locks of
 * shrink.c. */
kg_status kg__store_remake(kg_store *store, kg__fill_fn fill, void *self, uint64_t txn, kg_error *err);

/** Write a folder's entries to the disk, unless the store is volatile. */
kg_status kg__folder_sync(const kg_store *store, const char *path, kg_error *err);

// ---- shrink.c, backup.c

/** Close the environment, with a smaller file if that is worth it. */
void kg__env_close(kg_store *store);

/** Copy all tables but the manifest into empty ones, in a transaction of theirs. */
kg_status kg__tables_copy(kg_txn *txn, kg_store *to, MDB_txn *lmdb, const kg_limits *limits, kg_error *err);

// ---- growth.c

/** Begin an LMDB transaction, with room to grow in where it writes. */
kg_status kg__store_begin(kg_store *store, bool write, MDB_txn **lmdb, kg_error *err);

/** Tell that one has ended. */
void kg__store_end(kg_store *store, bool write);

// ---- runs.c

/** The runs that a manifest names, for one user more, null if none; KG_ERR_NOT_FOUND if files are gone. */
kg_status kg__runs_acquire(kg_store *store, const kg__manifest *manifest, kg__runs **runs, kg_error *err);
void kg__runs_release(kg_store *store, kg__runs *runs);

/** Remove the files of a generation. */
void kg__runs_unlink(const kg_store *store, uint64_t generation);

/** Remove the files of all other generations, that somebody left who was killed. */
void kg__runs_remove_orphans(kg_store *store);

/** Make a file of the store, or one without a name if the store is temporary. */
kg_status kg__file_create(const kg_store *store, const char *name, int *fd, kg_error *err);

// ---- flat.c

/** The flat dictionary that a manifest names, as with runs. */
kg_status kg__flat_acquire(kg_store *store, const kg__manifest *manifest, kg__flat **flat, kg_error *err);
void kg__flat_release(kg_store *store, kg__flat *flat);
void kg__flat_unlink(const kg_store *store, uint64_t generation);

/** Write all terms as a new generation, in this transaction. */
kg_status kg__flat_make(kg_txn *txn, kg_error *err);

/** After the commit: show it to others, or leave its file if nobody knows whether it was committed. */
void kg__flat_settle(kg_txn *txn, bool committed);

/** Remove what was made and is not committed. */
void kg__flat_abort(kg_txn *txn);

// ---- compact.c

/** Write the old state and what waits in memory as a new generation, in this transaction. */
kg_status kg__store_compact(kg_txn *txn, const kg_limits *limits, kg_error *err);

/** Forget what was put aside, and the runs made here, if they are not committed. */
void kg__store_compact_abort(kg_txn *txn);

// ---- pack.c

/** Remove the `n` quads of a graph, by writing all others as a new generation, in this transaction. */
kg_status kg__pack_without(kg_txn *txn, kg_id graph, uint64_t n, kg_error *err);

// ---- check.c

/** Whether the file may be given to LMDB: two sound meta pages of one that fits the file.  KG_ERR_STORE,
 * KG_ERR_IO. */
kg_status kg__file_check_meta(int fd, kg_error *err);

/** Let the transactions of a new file go on after number `txn`. */
kg_status kg__file_renumber(const char *file, uint64_t txn, kg_error *err);

/**
   Check the structure of the pages that a transaction of a reader can reach, so that LMDB cannot be led
   astray.

   Of tables all levels but the lowest `unchecked` are looked at: with 0 all pages, which is linear in the
   file's size.  KG_DONE if nothing can be said, since two commits came after the transaction's beginning.
*/
kg_status kg__file_check_pages(MDB_txn *lmdb, unsigned unchecked, kg_error *err);

// ---- txn.c

/** Remember that a change broke half way. */
kg_status kg__txn_fail(kg_txn *txn, kg_status status);

/** Whether changes are possible. */
kg_status kg__txn_check_write(kg_txn *txn, kg_error *err);

/** The cursor `*at` over a table, opened if it is not. */
kg_status kg__txn_cursor(kg_txn *txn, kg__table table, MDB_cursor **at, kg_error *err);

kg_status kg__manifest_read(kg_store *store, MDB_txn *lmdb, kg__manifest *manifest, kg_error *err);
kg_status kg__manifest_write(kg_store *store, MDB_txn *lmdb, const kg__manifest *manifest, kg_error *err);

// ---- pairs.c

kg_status kg__pair_put(kg_txn *txn, kg__table table, kg_str key, kg_str value, kg_error *err);

/** The value, borrowed until the next change; KG_ERR_NOT_FOUND without touching `err`. */
kg_status kg__pair_get(kg_txn *txn, kg__table table, kg_str key, kg_str *value, kg_error *err);

typedef kg_status (*kg__pair_fn)(void *self, kg_str key, kg_str value, kg_error *err);
kg_status kg__pair_each(kg_txn *txn, kg__table table, kg__pair_fn each, void *self, kg_error *err);

// ---- term_bytes.c, dict.c

/** How the bytes of a term begin. */
typedef enum kg__term_mark {
  KG__MARK_IRI = 'I',    ///< The IRI
  KG__MARK_STRING = 'S', ///< Lexical form
  KG__MARK_LANG = 'L',   ///< Direction (1 byte), length of the tag (4), tag in lower case, lexical form
  KG__MARK_TYPED = 'T',  ///< Id of the datatype (8), lexical form
  KG__MARK_TRIPLE = 'Q'  ///< Ids of subject, predicate, object (24)
} kg__term_mark;

/** The tag of an id whose term has these bytes, or KG_TAG_NONE if there is no such mark. */
kg_tag kg__term_mark_tag(char mark);

/** Put the bytes of a term into `buf`; `ids` are the datatype's id, or the three of a triple term. */
kg_status kg__term_encode(const kg_term *term, const kg_id *ids, kg_buf *buf);

/** The term of bytes, text borrowed from them; `ids` get what is to be decoded further, see
 * kg__term_encode(). */
kg_status kg__term_decode(kg_str bytes, kg_term *term, kg_id ids[3], kg_error *err);

/**
   The bytes of a dictionary number; KG_ERR_STORE if it is not there.

   Borrowed until the next change; those of an IRI until the next call.
*/
kg_status kg__dict_bytes(kg_txn *txn, uint64_t number, kg_str *bytes, kg_error *err);

/** The id under these bytes, the smallest if there are several; KG_ERR_NOT_FOUND without touching `err`. */
kg_status kg__dict_find(kg_txn *txn, kg_str bytes, kg_id *id, kg_error *err);

uint64_t kg__dict_hash(const kg_txn *txn, kg_str bytes);

/** The bytes of one of `txn->new_terms`. */
kg_str kg__dict_new_term(const kg_txn *txn, size_t i);

bool kg__term_is_string(const kg_term *term);

/** Write what was interned and is only in memory. */
kg_status kg__dict_flush(kg_txn *txn, kg_error *err);

// ---- labels.c, blank.c

/** The blank node of a label in the current scope, made if it is new. */
kg_status kg__label_intern(kg_txn *txn, kg_str label, kg_id *id, kg_error *err);
void kg__labels_release(kg__labels *labels);

/** The blank node that kg__blank_term() labels so; or KG_ERR_NOT_FOUND. */
kg_status kg__blank_find(kg_txn *txn, kg_str label, kg_id *id);
kg_status kg__blank_term(kg_txn *txn, kg_id id, kg_arena *arena, kg_term *term, kg_error *err);

// ---- sort.c, quads.c, scan.c, count.c

/** Sort rows by one column, stable; `spare` has room for as many. */
void kg__rows_sort(kg__row *rows, kg__row *spare, size_t n, unsigned column);

/** Sort rows by all columns and drop duplicates; returns how many are left. */
size_t kg__rows_sort_distinct(kg__row *rows, kg__row *spare, size_t n);

/** Count the rest of a scan. */
kg_status kg__scan_count(kg_scan *scan, uint64_t *count);

/** Empty the tables of quads and, for a new beginning, their counters. */
kg_status kg__quads_drop(kg_txn *txn, kg_error *err);

/** Enter rows into the tables that differ from the runs, and are counted already; they are sorted in place.
 */
kg_status kg__quads_put_changes(kg_txn *txn, kg__op op, kg__rows *rows, kg_error *err);

/** Write the quads that are only in memory. */
kg_status kg__quads_flush(kg_txn *txn, kg_error *err);

/** Add to the number of quads of a predicate or graph. */
kg_status kg__counter_add(kg_txn *txn, kg__table table, kg_id id, int64_t n, kg_error *err);
kg_status kg__counter_get(kg_txn *txn, kg__table table, kg_id id, uint64_t *n, kg_error *err);

#endif
