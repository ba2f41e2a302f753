// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "kg/limits.h"

static void
without_limits_work_goes_on(void **state)
{
  (void)state;
  kg_limits none = {0};
  kg_error err;
  assert_ok(kg_limits_check(NULL, &err), err);
  assert_ok(kg_limits_check(&none, &err), err);
}

static void
work_ends_when_its_deadline_has_passed(void **state)
{
  (void)state;
  kg_limits past = {.deadline = 1}, future = {.deadline = kg_clock() + UINT64_C(3600000000000)};
  kg_error err;
  assert_ok(kg_limits_check(&future, &err), err);
  assert_int_equal(kg_limits_check(&past, &err), KG_ERR_TIMEOUT);
  assert_int_equal(err.status, KG_ERR_TIMEOUT);
  assert_int_equal(kg_limits_check(&past, NULL), KG_ERR_TIMEOUT);
}

static void
work_ends_when_somebody_wishes(void **state)
{
  (void)state;
  volatile sig_atomic_t stop = 0;
  kg_limits limits = {.interrupted = &stop};
  kg_error err;
  assert_ok(kg_limits_check(&limits, &err), err);
  stop = 1;
  assert_int_equal(kg_limits_check(&limits, &err), KG_ERR_INTERRUPTED);
}

static void
the_clock_never_goes_back(void **state)
{
  (void)state;
  uint64_t last = kg_clock();
  for (int i = 0; i < 1000; i++) {
    uint64_t now = kg_clock();
    assert_true(now >= last);
    last = now;
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(without_limits_work_goes_on),
      cmocka_unit_test(work_ends_when_its_deadline_has_passed),
      cmocka_unit_test(work_ends_when_somebody_wishes),
      cmocka_unit_test(the_clock_never_goes_back),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
