// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "kg/base/worker.h"

enum { N_TASKS = 1000 };

typedef struct numbers {
  int next, wrong;
} numbers;

typedef struct numbered {
  numbers *all;
  int number;
} numbered;

static void
check_number(void *self)
{
  numbered *task = self;
  task->all->wrong += task->number != task->all->next++;
}

static void
tasks_run_in_their_order(void **state)
{
  static numbered tasks[N_TASKS];
  numbers all = {0};
  kg__worker *worker = kg__worker_new();
  (void)state;
  assert_non_null(worker);
  for (int i = 0; i < N_TASKS; i++) {
    tasks[i] = (numbered){&all, i};
    kg__worker_add(worker, check_number, &tasks[i]);
  }
  kg__worker_wait(worker, 0);
  assert_int_equal(all.next, N_TASKS);
  assert_int_equal(all.wrong, 0);
  kg__worker_free(worker);
}

static void
freeing_waits_for_all_tasks(void **state)
{
  static numbered tasks[10];
  numbers all = {0};
  kg__worker *worker = kg__worker_new();
  (void)state;
  for (int i = 0; i < 10; i++) {
    tasks[i] = (numbered){&all, i};
    kg__worker_add(worker, check_number, &tasks[i]);
  }
  kg__worker_free(worker);
  assert_int_equal(all.next, 10);
}

static void
a_worker_without_tasks_can_be_freed(void **state)
{
  kg__worker *worker = kg__worker_new();
  (void)state;
  kg__worker_wait(worker, 0);
  kg__worker_free(worker);
  kg__worker_free(NULL);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tasks_run_in_their_order),
      cmocka_unit_test(freeing_waits_for_all_tasks),
      cmocka_unit_test(a_worker_without_tasks_can_be_freed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
