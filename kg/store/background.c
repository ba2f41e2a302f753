// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A thread that packs a store when a commit finds many changes.  It is begun by the first such commit and
// ends with the store; what fails is tried again after the next one.

#include "kg/store/private.h"

#include <signal.h>
#include <stdlib.h>

struct kg__packer {
  kg_store *store;
  pthread_t thread;
  pthread_mutex_t mutex;
  pthread_cond_t wake;
  bool wanted;
  volatile sig_atomic_t stopping;
};

static bool
is_stopping(const kg__packer *p)
{
  return __atomic_load_n(&p->stopping, __ATOMIC_ACQUIRE) != 0;
}

// Wait until there is something to do; false at the end.
static bool
wait_for_work(kg__packer *p)
{
  pthread_mutex_lock(&p->mutex);
  while (!p->wanted && !is_stopping(p))
    pthread_cond_wait(&p->wake, &p->mutex);
  p->wanted = false;
  pthread_mutex_unlock(&p->mutex);
  return !is_stopping(p);
}

static void *
pack(void *self)
{
  kg__packer *p = self;
  kg_limits limits = {.interrupted = &p->stopping};
  while (wait_for_work(p))
    (void)kg_store_compact(p->store, &limits, NULL);
  return NULL;
}

// Signals are for the caller's threads.
static int
start_thread(kg__packer *p)
{
  sigset_t every, before;
  sigfillset(&every);
  pthread_sigmask(SIG_SETMASK, &every, &before);
  int rc = pthread_create(&p->thread, NULL, pack, p);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return rc;
}

static kg__packer *
packer_new(kg_store *store)
{
  kg__packer *p = calloc(1, sizeof *p);
  if (!p)
    return NULL;
  p->store = store;
  pthread_mutex_init(&p->mutex, NULL);
  pthread_cond_init(&p->wake, NULL);
  if (start_thread(p) == 0)
    return p;
  pthread_cond_destroy(&p->wake);
  pthread_mutex_destroy(&p->mutex);
  free(p);
  return NULL;
}

void
kg__packer_wake(kg_store *store)
{
  if (!store->packer && !(store->packer = packer_new(store)))
    return;
  pthread_mutex_lock(&store->packer->mutex);
  store->packer->wanted = true;
  pthread_cond_signal(&store->packer->wake);
  pthread_mutex_unlock(&store->packer->mutex);
}

void
kg__packer_stop(kg_store *store)
{
  kg__packer *p = store->packer;
  if (!p)
    return;
  pthread_mutex_lock(&p->mutex);
  __atomic_store_n(&p->stopping, 1, __ATOMIC_RELEASE);
  pthread_cond_signal(&p->wake);
  pthread_mutex_unlock(&p->mutex);
  pthread_join(p->thread, NULL);
  pthread_cond_destroy(&p->wake);
  pthread_mutex_destroy(&p->mutex);
  free(p);
  store->packer = NULL;
}
