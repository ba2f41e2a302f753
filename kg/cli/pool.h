// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Jobs in several threads, whose results come in the order in which the jobs were given.

   All functions are for the one thread that owns the pool.
*/
#ifndef KG_CLI_POOL_H
#define KG_CLI_POOL_H

#include "kg/status.h"

typedef struct cli_pool cli_pool;

typedef struct cli_pool_calls {
  kg_status (*work)(void *self, void *job, kg_error *err); ///< In any thread
  kg_status (*done)(void *self, void *job, kg_status st, kg_error *err);
  ///< In the owner's thread and the order of jobs, with what `work` gave; frees the job; its status ends the
  ///< run
  void *self;
} cli_pool_calls;

/** With `n_threads` threads besides the owner's. */
kg_status cli_pool_new(size_t n_threads, const cli_pool_calls *calls, cli_pool **pool, kg_error *err);

/** Give a job; waits for the oldest ones if there are many.  The status is that of a `done`. */
kg_status cli_pool_add(cli_pool *pool, void *job, kg_error *err);

/** Wait for all jobs. */
kg_status cli_pool_finish(cli_pool *pool, kg_error *err);

/** Jobs that are left are given to `done` with KG_ERR_INTERRUPTED.  Takes null. */
void cli_pool_free(cli_pool *pool);

#endif
