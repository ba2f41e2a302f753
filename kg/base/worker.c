// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/base/worker.h"

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>

enum { MOST_TASKS = 64 };

typedef struct task {
  kg__task run;
  void *self;
} task;

struct kg__worker {
  pthread_t thread;
  bool started, ending;
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  task ring[MOST_TASKS];
  size_t first, n; // the first of them is running
};

kg__worker *
kg__worker_new(void)
{
  kg__worker *worker = calloc(1, sizeof *worker);
  if (!worker)
    return NULL;
  pthread_mutex_init(&worker->mutex, NULL);
  pthread_cond_init(&worker->changed, NULL);
  return worker;
}

static void
end_first(kg__worker *worker)
{
  worker->first = (worker->first + 1) % MOST_TASKS;
  worker->n--;
  pthread_cond_broadcast(&worker->changed);
}

static void *
work(void *self)
{
  kg__worker *worker = self;
  pthread_mutex_lock(&worker->mutex);
  while (worker->n || !worker->ending) {
    if (!worker->n) {
      pthread_cond_wait(&worker->changed, &worker->mutex);
      continue;
    }
    task next = worker->ring[worker->first];
    pthread_mutex_unlock(&worker->mutex);
    next.run(next.self);
    pthread_mutex_lock(&worker->mutex);
    end_first(worker);
  }
  pthread_mutex_unlock(&worker->mutex);
  return NULL;
}

// Signals are left to the threads of the program.
static bool
start(kg__worker *worker)
{
  sigset_t all, old;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &old);
  worker->started = pthread_create(&worker->thread, NULL, work, worker) == 0;
  pthread_sigmask(SIG_SETMASK, &old, NULL);
  return worker->started;
}

void
kg__worker_add(kg__worker *worker, kg__task run, void *self)
{
  if (!worker->started && !start(worker)) {
    run(self);
    return;
  }
  pthread_mutex_lock(&worker->mutex);
  while (worker->n == MOST_TASKS)
    pthread_cond_wait(&worker->changed, &worker->mutex);
  worker->ring[(worker->first + worker->n++) % MOST_TASKS] = (task){run, self};
  pthread_cond_broadcast(&worker->changed);
  pthread_mutex_unlock(&worker->mutex);
}

void
kg__worker_wait(kg__worker *worker, size_t most)
{
  pthread_mutex_lock(&worker->mutex);
  while (worker->n > most)
    pthread_cond_wait(&worker->changed, &worker->mutex);
  pthread_mutex_unlock(&worker->mutex);
}

static void
stop(kg__worker *worker)
{
  pthread_mutex_lock(&worker->mutex);
  worker->ending = true;
  pthread_cond_broadcast(&worker->changed);
  pthread_mutex_unlock(&worker->mutex);
  pthread_join(worker->thread, NULL);
}

void
kg__worker_free(kg__worker *worker)
{
  if (!worker)
    return;
  if (worker->started)
    stop(worker);
  pthread_cond_destroy(&worker->changed);
  pthread_mutex_destroy(&worker->mutex);
  free(worker);
}
