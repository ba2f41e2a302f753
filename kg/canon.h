// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Canonical datasets: RDFC-1.0 (RDF Dataset Canonicalization, W3C 2024) with SHA-256.

   Two datasets are the same but for the names of their blank nodes exactly if their canonical forms are the
   same bytes.  Triple terms, which RDFC-1.0 does not know, are taken along in its manner: a blank node in one
   stands at the place of the term and its place within.
*/
#ifndef KG_CANON_H
#define KG_CANON_H

#include "kg/rdf.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kg_canon kg_canon;

typedef enum kg_canon_labels {
  KG_CANON_NUMBERS = 0, ///< c14n0, c14n1 ... as RDFC-1.0 says
  KG_CANON_HASHES       ///< By what is said of the node: stay when other parts of the dataset change
} kg_canon_labels;

typedef struct kg_canon_options {
  kg_canon_labels labels;
  uint64_t max_work;       ///< Steps of telling alike nodes apart; 0: 5 million, some seconds
  const kg_limits *limits; ///< May be null
} kg_canon_options;

/** A new, empty dataset.  `options`, which may be null, are copied.  KG_OK or KG_ERR_NOMEM. */
KG_API kg_status kg_canon_new(const kg_canon_options *options, kg_canon **canon, kg_error *err);
KG_API void kg_canon_free(kg_canon *canon);

/** A sink that copies quads into the dataset; duplicates count once. */
KG_API kg_sink kg_canon_sink(kg_canon *canon);

/**
   Name the blank nodes and sort.  Once, behind the last quad.

   @return KG_OK; KG_ERR_LIMIT for a dataset made to take forever; KG_ERR_TIMEOUT, KG_ERR_INTERRUPTED or
   KG_ERR_NOMEM.
*/
KG_API kg_status kg_canon_run(kg_canon *canon, kg_error *err);

/** After kg_canon_run(): how many quads there are, and the i-th with its new labels and as canonical
 * N-Quads with its newline; both borrowed from `canon`. */
KG_API size_t kg_canon_count(const kg_canon *canon);
KG_API const kg_quad *kg_canon_quad(const kg_canon *canon, size_t i);
KG_API kg_str kg_canon_line(const kg_canon *canon, size_t i);

#ifdef __cplusplus
}
#endif

#endif
