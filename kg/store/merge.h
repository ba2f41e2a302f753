// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Merging sorted rows of several sources into a run, but for those that others have. */
#ifndef KG_STORE_MERGE_H
#define KG_STORE_MERGE_H

#include "kg/store/run.h"

typedef struct kg__merge_source kg__merge_source;

/** `{.order = ..., .limits = ..., .err = ...}` has no sources; release with kg__merge_release(). */
typedef struct kg__merge {
  kg_order order;
  const kg_limits *limits; ///< May be null
  kg_error *err;
  kg__merge_source *sources; ///< A heap by the row at which each stands
  size_t n, capacity;
  struct kg__merge *without; ///< Whose rows are left out, and which is used up by that; or null
} kg__merge;

/** Add rows that are sorted in this order, and stay where they are. */
kg_status kg__merge_add_rows(kg__merge *merge, const kg__row *rows, size_t n);

/** Add the rows of runs. */
kg_status kg__merge_add_runs(kg__merge *merge, const kg__runs *runs);

/** Add a scan in this order, which is closed in the end, or at once if that fails. */
kg_status kg__merge_add_scan(kg__merge *merge, kg_scan *scan);

/** Write all rows that are not left out, each of them once. */
kg_status kg__merge_write(kg__merge *merge, kg__run_writer *writer);

void kg__merge_release(kg__merge *merge);

#endif
