// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Quads in memory, for tests: read from text, written to text, compared up to the names of blank nodes. */
#ifndef KG_TESTS_SUPPORT_DATASET_H
#define KG_TESTS_SUPPORT_DATASET_H

#include "kg/kg.h"

/** `{0}` is an empty dataset; release with dataset_release(). */
typedef struct dataset {
  kg_arena *arena;
  kg_quad *items;
  size_t n, capacity;
  size_t n_skipped; ///< Statements left out with keep_going
  kg_error skipped; ///< The last of them
} dataset;

void dataset_release(dataset *d);
kg_status dataset_add(dataset *d, const kg_quad *quad);

/** A sink that adds to the dataset. */
kg_sink dataset_sink(dataset *d);

/** Read `text`, whose name is `name`, and add it. */
kg_status dataset_read(dataset *d, kg_str text, const char *name, const kg_read_options *options,
                       kg_error *err);

/** Write it, in its order, to the end of `text`. */
kg_status dataset_write(const dataset *d, const kg_write_options *options, kg_buf *text, kg_error *err);

/** Whether two datasets have the same quads, each counted once, but for the names of blank nodes. */
bool dataset_isomorphic(const dataset *a, const dataset *b);

#endif
