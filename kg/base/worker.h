// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   A second thread that runs tasks one after another.

   All functions are for the one thread that owns the worker.  What a task changed is visible after
   kg__worker_wait().
*/
#ifndef KG_BASE_WORKER_H
#define KG_BASE_WORKER_H

#include "kg/status.h"

typedef struct kg__worker kg__worker;
typedef void (*kg__task)(void *self);

/** Null if there is no memory. */
kg__worker *kg__worker_new(void);

/** Let a task run behind those before it; here and now if there can be no second thread. */
void kg__worker_add(kg__worker *worker, kg__task task, void *self);

/** Wait until no more than `most` tasks are left. */
void kg__worker_wait(kg__worker *worker, size_t most);

/** Waits for all tasks.  Takes null. */
void kg__worker_free(kg__worker *worker);

#endif
