// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   The store: quads on disk, as ids, in sorted orders, under transactions.

   A store is a folder on a local file system.  One writer at a time, about a thousand readers, in any number
   of threads and processes; a reader sees the state at its beginning, whatever is committed meanwhile, and
   while it lasts the file cannot reuse what was removed since.  A transaction belongs to the thread that
   began it.  A commit is durable when kg_txn_commit() returns.  A store must not be used in a child of
   fork(), which opens it anew.

   If a change fails for another reason than its arguments (no memory, no room, damage), the transaction can
   only be aborted: later changes and the commit return the same status.
*/
#ifndef KG_STORE_H
#define KG_STORE_H

#include "kg/id.h"
#include "kg/limits.h"
#include "kg/rdf.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kg_store kg_store;
typedef struct kg_txn kg_txn;

typedef enum kg_store_flags {
  /**
     Never change the store; where the file system forbids it, write no lock either.  A reader that cannot
     write its lock keeps writers away while it reads, and is refused (KG_ERR_LOCKED) while one writes.
  */
  KG_STORE_READ_ONLY = 1,
  KG_STORE_CREATE = 2,   ///< Make it if it is not there (a missing or empty folder)
  KG_STORE_VOLATILE = 4, ///< Do not wait for the disk: for temporary stores
  KG_STORE_UNTOUCHED = 8 ///< With the first: write no lock even where that can be
} kg_store_flags;

/**
   Open the store in the folder `path`.

   A process opens a store once: KG_ERR_CONFLICT if it is open already.  KG_ERR_NOT_FOUND if there is none;
   KG_ERR_STORE if it is damaged, foreign or of an unknown version, and then its file was not touched;
   KG_ERR_LOCKED if another process is just making it; KG_ERR_UNSUPPORTED on a network file system, where
   neither locks nor mapped files can be relied on; KG_ERR_IO.  A store of an older format is read as it is,
   and turned into the present one by its first commit.  Its structure is checked as far as that takes some
   milliseconds, wholly up to 32 MiB; kg_txn_verify() checks all.
*/
KG_API kg_status kg_store_open(const char *path, unsigned flags, kg_store **store, kg_error *err);

/**
   A store of its own, in files under $TMPDIR (or /tmp) that have no names any more.

   It is gone at kg_store_close(), or with the process, however that ends; its path leads nowhere.
*/
KG_API kg_status kg_store_open_temporary(kg_store **store, kg_error *err);

/** Its transactions must have ended.  Takes null. */
KG_API void kg_store_close(kg_store *store);

KG_API const char *kg_store_path(const kg_store *store);

/** Begin to read.  KG_ERR_LIMIT if there are too many readers. */
KG_API kg_status kg_txn_begin_read(kg_store *store, kg_txn **txn, kg_error *err);

/**
   Begin to write.

   KG_ERR_LOCKED at once, with the process number in the message, if another process writes; waits if another
   thread of this process does; KG_ERR_LOCKED if this thread does.
*/
KG_API kg_status kg_txn_begin_write(kg_store *store, kg_txn **txn, kg_error *err);

/** Fewest bytes that kg_txn_set_memory() takes. */
enum { KG_LEAST_MEMORY = 32000000 };

/**
   How many bytes of memory a writing transaction may use for what is added to it or removed, from now on; the
   rest is put aside on the disk meanwhile.

   Without this it is about 512 MB.  Pages of the store's own files do not count, nor do changes that are not
   worth new runs.  KG_ERR_ARGUMENT if it is less than KG_LEAST_MEMORY.
*/
KG_API kg_status kg_txn_set_memory(kg_txn *txn, size_t bytes, kg_error *err);

/**
   Let a writing transaction stop in the long work of new runs, its commit included: with KG_ERR_TIMEOUT or
   KG_ERR_INTERRUPTED, and then it can only be aborted.  `limits` (which may be null) is borrowed.
*/
KG_API void kg_txn_set_limits(kg_txn *txn, const kg_limits *limits);

/**
   End with all its changes, or with KG_ERR_* and none.  Frees the transaction either way.

   If the disk fails in the very last step, nobody knows which of both it was: KG_ERR_IO, and so do all
   transactions of this process begin until the store is opened again, which tells.
*/
KG_API kg_status kg_txn_commit(kg_txn *txn, kg_error *err);

/** End without changes.  Frees the transaction.  Takes null. */
KG_API void kg_txn_abort(kg_txn *txn);

KG_API kg_store *kg_txn_store(kg_txn *txn);
KG_API bool kg_txn_is_write(const kg_txn *txn);

// ---- terms

/**
   The id of a term, made if it is new.  Writing transactions only.

   A blank node is looked up by its label within the transaction's current blank node scope, see
   kg_txn_new_scope().
*/
KG_API kg_status kg_txn_intern(kg_txn *txn, const kg_term *term, kg_id *id, kg_error *err);

/** The id of the triple term of three ids, made if it is new.  KG_ERR_DATA where a term cannot stand. */
KG_API kg_status kg_txn_intern_triple(kg_txn *txn, const kg_id spo[3], kg_id *id, kg_error *err);

/**
   The id of a term that the store knows; KG_ERR_NOT_FOUND (without touching `err`) if it does not.

   A blank node is found by the label that kg_txn_term() gives it ("b12").
*/
KG_API kg_status kg_txn_find(kg_txn *txn, const kg_term *term, kg_id *id, kg_error *err);

/** The term of an id.  Its text lives in `arena`, or as long as the program. */
KG_API kg_status kg_txn_term(kg_txn *txn, kg_id id, kg_arena *arena, kg_term *term, kg_error *err);

/**
   Tell that the terms of some ids, best of 16 to 64 at once, will soon be asked for one by one.

   Their bytes are fetched into the processor's cache meanwhile, for which kg_txn_term() else waits most of
   its time.
*/
KG_API void kg_txn_expect_terms(const kg_txn *txn, const kg_id *ids, size_t n);

/** Forget the labels of blank nodes: each source read has a scope of its own. */
KG_API kg_status kg_txn_new_scope(kg_txn *txn);

/** A new blank node, in no scope. */
KG_API kg_status kg_txn_new_blank(kg_txn *txn, kg_id *id, kg_error *err);

/**
   The blank node of a name kept for good, made if it is new, to be found again in any process.

   For librdf's callers, who name blank nodes themselves.  Finding returns KG_ERR_NOT_FOUND, without touching
   `err`, if there is no such name, or the blank node has none.
*/
KG_API kg_status kg_txn_name_blank(kg_txn *txn, kg_str name, kg_id *id, kg_error *err);
KG_API kg_status kg_txn_find_name(kg_txn *txn, kg_str name, kg_id *id, kg_error *err);
KG_API kg_status kg_txn_blank_name(kg_txn *txn, kg_id id, kg_arena *arena, kg_str *name, kg_error *err);

// ---- quads

/** A quad as ids.  Graph KG_ID_NONE is the default graph. */
typedef struct kg_quad_ids {
  kg_id s, p, o, g;
} kg_quad_ids;

/**
   Insert, or remove.  `*changed`, if not null, tells whether it was not there, or was.

   Both are many times faster if they need not tell.  KG_ERR_DATA if a term cannot stand where it does
   (subject: IRI or blank node; predicate: IRI; graph: both or none), KG_ERR_ARGUMENT for an id that the store
   does not know.
*/
KG_API kg_status kg_txn_insert(kg_txn *txn, const kg_quad_ids *quad, bool *changed, kg_error *err);
KG_API kg_status kg_txn_remove(kg_txn *txn, const kg_quad_ids *quad, bool *changed, kg_error *err);

/** Remove all quads of a graph, counting them (`removed` may be null). */
KG_API kg_status kg_txn_clear_graph(kg_txn *txn, kg_id graph, uint64_t *removed, kg_error *err);

/** Intern and insert. */
KG_API kg_status kg_txn_add(kg_txn *txn, const kg_quad *quad, bool *changed, kg_error *err);

/** A sink that interns and inserts here, and keeps the prefixes that it is told. */
KG_API kg_sink kg_txn_sink(kg_txn *txn);

/** Prefixes kept with the store; the last setting of one counts.  They are added to `into` in bytewise order.
 */
KG_API kg_status kg_txn_add_prefix(kg_txn *txn, kg_str prefix, kg_str iri, kg_error *err);
KG_API kg_status kg_txn_prefixes(kg_txn *txn, kg_namespaces *into, kg_error *err);

/** Small facts kept with the store under a key (such as a source's digest by graph).  KG_ERR_NOT_FOUND if
 * absent. */
KG_API kg_status kg_txn_set_fact(kg_txn *txn, kg_str key, kg_str value, kg_error *err);
KG_API kg_status kg_txn_get_fact(kg_txn *txn, kg_str key, kg_arena *arena, kg_str *value, kg_error *err);

// ---- scanning

/** Sort orders of quads: the columns of a scan come in this order, the graph last unless it is first. */
typedef enum kg_order { KG_SPO, KG_PSO, KG_POS, KG_OSP, KG_GSPO, KG_N_ORDERS } kg_order;

enum { KG_BATCH_ROWS = 1024 };

/** Rows by column, in the columns' order of the scan.  Columns not asked for are not filled. */
typedef struct kg_batch {
  size_t n_rows;
  kg_id column[4][KG_BATCH_ROWS];
} kg_batch;

typedef struct kg_scan kg_scan;

/**
   Start reading the rows of `order` that begin with `prefix`, and have lo <= next column <= hi.

   Rows come sorted and without duplicates, as of the transaction's snapshot and its own changes so far; the
   scan must not be used after a change.

   @param prefix  `n_prefix` <= 4 ids, in the order's columns.
   @param[out] scan  The caller's, release with kg_scan_close(); borrows `txn`.
   @return KG_OK, or KG_ERR_NOMEM or KG_ERR_STORE and `*scan` is null.
*/
KG_API kg_status kg_scan_open(kg_txn *txn, kg_order order, const kg_id *prefix, size_t n_prefix, kg_id lo,
                              kg_id hi, kg_scan **scan, kg_error *err);

/** Fill `batch` with the next rows, at least one; `columns` is a mask (1 << i) of those wanted.  KG_DONE at
 * the end. */
KG_API kg_status kg_scan_next(kg_scan *scan, unsigned columns, kg_batch *batch);

/** Go forward to the first row that is not before `key` (its first `n_key` columns); never goes back. */
KG_API kg_status kg_scan_seek(kg_scan *scan, const kg_id *key, size_t n_key);

KG_API void kg_scan_close(kg_scan *scan);

/**
   How many rows of `order` begin with `prefix`: exact.

   At once for no prefix, one predicate (KG_PSO, KG_POS) and one graph (KG_GSPO); else two searches, and
   linear in the changes since the last compaction that fall between them.
*/
KG_API kg_status kg_count(kg_txn *txn, kg_order order, const kg_id *prefix, size_t n_prefix, uint64_t *count,
                          kg_error *err);

/** The same of those that have lo <= next column <= hi: always two searches and the changes between them. */
KG_API kg_status kg_count_range(kg_txn *txn, kg_order order, const kg_id *prefix, size_t n_prefix, kg_id lo,
                                kg_id hi, uint64_t *count, kg_error *err);

/**
   About how many different values the next column has in the rows that begin with `prefix` (`n_prefix` <= 3).

   Such as the subjects of a predicate (KG_PSO), its objects (KG_POS), the subjects of a graph (KG_GSPO), and
   with no prefix the predicates (KG_PSO) and graphs (exact) or all subjects (KG_SPO) and objects (KG_OSP):
   these were counted when the runs were made, and are scaled by what changed since.  All else is told from
   the first few thousand rows.  At least 1, and at most the rows, if there are any.
*/
KG_API kg_status kg_count_values(kg_txn *txn, kg_order order, const kg_id *prefix, size_t n_prefix,
                                 uint64_t *count, kg_error *err);

/**
   The order with the longest prefix of bound columns, and that prefix; KG_ID_NONE in s, p, o is unbound.

   Bound columns behind the prefix (such as the graph of "? :p ? :g") are left to the caller to compare.
*/
KG_API kg_order kg_order_for(const kg_quad_ids *pattern, bool graph_bound, kg_id prefix[4], size_t *n_prefix);

/** The quad of a row. */
KG_API kg_quad_ids kg_batch_quad(const kg_batch *batch, kg_order order, size_t row);

/** The named graphs, as ids, in id order, into `ids` (grown with realloc, the caller frees). */
KG_API kg_status kg_txn_graphs(kg_txn *txn, kg_id **ids, size_t *n, kg_error *err);

// ---- care

typedef struct kg_store_stats {
  uint64_t quads;
  uint64_t graphs; ///< Named ones that have quads
  uint64_t terms;  ///< In the dictionary
  uint64_t bytes;  ///< On disk
  unsigned format; ///< Version of the store's format
} kg_store_stats;

KG_API kg_status kg_txn_stats(kg_txn *txn, kg_store_stats *stats, kg_error *err);

/**
   Write all quads anew, packed, with the changes since the last time.

   Large loads do this themselves, and so does a commit that finds many changes; it is never needed, but
   makes a store smaller and faster that has seen many small ones, and spares a writer who must not wait that
   long the packing in a commit, if another thread calls this meanwhile.  Others go on reading,
   and writing but for the last step; if they packed the store themselves meanwhile, nothing is done.
   KG_ERR_LOCKED if another process writes for ten seconds; KG_ERR_TIMEOUT or KG_ERR_INTERRUPTED by `limits`
   (which may be null); else what writing transactions return.  A failure leaves the store as it was.
   Not to be called by a thread that writes.
*/
KG_API kg_status kg_store_compact(kg_store *store, const kg_limits *limits, kg_error *err);

/**
   Write what a transaction sees as a store of its own into the folder `path`, which is missing or empty.

   Others read and write meanwhile.  KG_ERR_CONFLICT if there is a store; KG_ERR_STORE if what is to be
   copied is found damaged.  A failure leaves no store, and at most an empty folder.
*/
KG_API kg_status kg_txn_backup(kg_txn *txn, const char *path, const kg_limits *limits, kg_error *err);

/** Check that all orders agree, every id resolves and the dictionary is one to one; KG_ERR_STORE with what is
 * wrong. */
KG_API kg_status kg_txn_verify(kg_txn *txn, const kg_limits *limits, kg_error *err);

#ifdef __cplusplus
}
#endif

#endif
