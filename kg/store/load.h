// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Many changes on their way into runs, all of them inserts or all of them removals.

   They fill chunks in memory, which another thread sorts; when there are as many as memory may hold, it packs
   them into runs without names, that are put aside until the transaction makes a new generation of all.
*/
#ifndef KG_STORE_LOAD_H
#define KG_STORE_LOAD_H

#include "kg/store/run.h"

/** Rows in memory, sorted as the last step wants them. */
typedef struct kg__chunk {
  kg__row *rows;
  size_t n;
  kg__row *spare; ///< Room for as many, shared with other chunks of the same thread
} kg__chunk;

/** Making runs in some orders, as a task of either thread. */
typedef struct kg__run_job {
  const kg_store *store;
  kg_txn *txn;      ///< Whose state goes in too, or null
  bool removing;    ///< That state without the rows of parts and chunks
  kg__spills parts; ///< So do these; the caller's
  const kg_limits *limits;
  uint64_t generation; ///< 0: files without names
  uint64_t stamp;
  kg__chunks chunks; ///< Taken, and freed by kg__run_job_release()
  const struct kg__run_step *steps;
  size_t n_steps;
  int *fds; ///< By order
  uint64_t written;
  bool several_graphs;
  kg_status status;
  kg_error err;
} kg__run_job;

/** Sort the chunks by a column, if there is one, then write them in an order, if there is one. */
typedef struct kg__run_step {
  int column, order; ///< Or -1
  bool graphs;       ///< Only if the rows are in several graphs
} kg__run_step;

/** Do all steps, and note `status`: a kg__task. */
void kg__run_job_do(void *job);
void kg__run_job_release(kg__run_job *job);

/** What was put aside, or soon will be. */
struct kg__spill {
  kg__run_job job; ///< Whose parts are its own
  int fds[KG_N_ORDERS];
  kg__runs *runs; ///< When the worker has done it
};

void kg__chunks_free(kg__chunks *chunks);

/** A chunk with room for `n` rows, not among `chunks` yet; null if there is no memory. */
kg__chunk *kg__chunk_new(size_t n);

/** Let the quads that wait and are in `txn->new_quads` be sorted, as one more of `txn->chunks`. */
kg_status kg__load_sort(kg_txn *txn, kg_error *err);

/** Let all sorted chunks be put aside. */
kg_status kg__load_spill(kg_txn *txn, kg_error *err);

/** Wait for the worker, and return what went wrong. */
kg_status kg__load_wait(kg_txn *txn, kg_error *err);

/** Forget all of it. */
void kg__load_drop(kg_txn *txn);

#endif
