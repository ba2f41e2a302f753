// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What every test includes: cmocka, the public API, and a check that says what went wrong. */
#ifndef KG_TESTS_SUPPORT_TEST_H
#define KG_TESTS_SUPPORT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kg/kg.h"

/** Fail with the printed error unless `call` gives `want`; `err` is the kg_error that the call was given. */
#define assert_status(want, call, err)                                                          \
  do {                                                                                          \
    kg_status got_ = (call);                                                                    \
    if (got_ != (want)) {                                                                       \
      char text_[2048];                                                                         \
      kg_error_print(&(err), text_, sizeof text_);                                              \
      fail_msg("%s: %s, not %s: %s", #call, kg_status_name(got_), kg_status_name(want), text_); \
    }                                                                                           \
  } while (0)

#define assert_ok(call, err) assert_status(KG_OK, call, err)

/** Fail unless a kg_str is this text, showing both. */
#define assert_str(want, s)                                       \
  do {                                                            \
    kg_str got_ = (s);                                            \
    if (!kg_str_equal(got_, kg_str_of(want)))                     \
      fail_msg("\"%.*s\", not \"%s\"", KG_STR_ARG(got_), (want)); \
  } while (0)

#endif
