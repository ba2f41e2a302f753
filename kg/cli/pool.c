// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A ring of jobs: threads take the next that is new, the owner takes away the first when it is done.

#include "kg/cli/pool.h"

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { JOBS_OF_A_THREAD = 8 };

typedef struct slot {
  void *job;
  kg_status st;
  kg_error err;
  bool done;
} slot;

struct cli_pool {
  cli_pool_calls calls;
  pthread_t *threads;
  size_t n_threads;
  pthread_mutex_t mutex;
  pthread_cond_t has_new, has_done;
  slot *ring;
  size_t size, first, taken, n; ///< `taken` of the `n` behind `first` are in work or done
  bool ending;
};

static slot *
slot_at(cli_pool *pool, size_t i)
{
  return &pool->ring[(pool->first + i) % pool->size];
}

static void *
work(void *self)
{
  cli_pool *pool = self;
  pthread_mutex_lock(&pool->mutex);
  while (!pool->ending) {
    if (pool->taken == pool->n) {
      pthread_cond_wait(&pool->has_new, &pool->mutex);
      continue;
    }
    slot *s = slot_at(pool, pool->taken++);
    pthread_mutex_unlock(&pool->mutex);
    s->st = pool->calls.work(pool->calls.self, s->job, &s->err);
    pthread_mutex_lock(&pool->mutex);
    s->done = true;
    pthread_cond_signal(&pool->has_done);
  }
  pthread_mutex_unlock(&pool->mutex);
  return NULL;
}

static kg_status
start_threads(cli_pool *pool, size_t n_threads, kg_error *err)
{
  sigset_t all, before;
  int failed = 0;
  sigfillset(&all); // signals are the owner's
  pthread_sigmask(SIG_BLOCK, &all, &before);
  while (!failed && pool->n_threads < n_threads) {
    failed = pthread_create(&pool->threads[pool->n_threads], NULL, work, pool);
    pool->n_threads += !failed;
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (pool->n_threads)
    return KG_OK;
  return kg_error_set(err, KG_ERR_LIMIT, "cannot start a thread: %s", strerror(failed));
}

kg_status
cli_pool_new(size_t n_threads, const cli_pool_calls *calls, cli_pool **pool, kg_error *err)
{
  cli_pool *p = *pool = calloc(1, sizeof *p);
  if (!p)
    return KG_ERR_NOMEM;
  p->calls = *calls;
  p->size = n_threads * JOBS_OF_A_THREAD;
  pthread_mutex_init(&p->mutex, NULL);
  pthread_cond_init(&p->has_new, NULL);
  pthread_cond_init(&p->has_done, NULL);
  p->ring = calloc(p->size, sizeof *p->ring);
  p->threads = calloc(n_threads, sizeof *p->threads);
  kg_status st = p->ring && p->threads ? start_threads(p, n_threads, err) : KG_ERR_NOMEM;
  if (st) {
    cli_pool_free(p);
    *pool = NULL;
  }
  return st;
}

// Wait for the first job and take it away.
static kg_status
take_first(cli_pool *pool, kg_error *err)
{
  pthread_mutex_lock(&pool->mutex);
  slot *s = slot_at(pool, 0);
  while (!s->done)
    pthread_cond_wait(&pool->has_done, &pool->mutex);
  void *job = s->job;
  kg_status st = s->st;
  kg_error why = s->err;
  *s = (slot){0};
  pool->first = (pool->first + 1) % pool->size;
  pool->taken--;
  pool->n--;
  pthread_mutex_unlock(&pool->mutex);
  if (st && err)
    *err = why;
  return pool->calls.done(pool->calls.self, job, st, err);
}

kg_status
cli_pool_add(cli_pool *pool, void *job, kg_error *err)
{
  kg_status st = pool->n == pool->size ? take_first(pool, err) : KG_OK;
  pthread_mutex_lock(&pool->mutex);
  *slot_at(pool, pool->n++) = (slot){.job = job};
  pthread_cond_signal(&pool->has_new);
  pthread_mutex_unlock(&pool->mutex);
  return st;
}

kg_status
cli_pool_finish(cli_pool *pool, kg_error *err)
{
  while (pool->n)
    KG_TRY(take_first(pool, err));
  return KG_OK;
}

void
cli_pool_free(cli_pool *pool)
{
  if (!pool)
    return;
  pthread_mutex_lock(&pool->mutex);
  pool->ending = true;
  pthread_cond_broadcast(&pool->has_new);
  pthread_mutex_unlock(&pool->mutex);
  for (size_t i = 0; i < pool->n_threads; i++)
    pthread_join(pool->threads[i], NULL);
  for (size_t i = 0; i < pool->n; i++)
    pool->calls.done(pool->calls.self, slot_at(pool, i)->job, KG_ERR_INTERRUPTED, NULL);
  pthread_mutex_destroy(&pool->mutex);
  pthread_cond_destroy(&pool->has_new);
  pthread_cond_destroy(&pool->has_done);
  free(pool->ring);
  free(pool->threads);
  free(pool);
}
