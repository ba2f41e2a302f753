// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What each format of results gives: a row of functions, called by results.c in order. */
#ifndef KG_RESULTS_FORMAT_H
#define KG_RESULTS_FORMAT_H

#include "kg/results.h"

typedef struct kg__results {
  const kg_result *result;
  const kg_results_options *options;
  kg_output *output;
  uint64_t n_rows; ///< Written so far
  kg_buf text;     ///< For the formats to work in
  void *state;     ///< The format's own
} kg__results;

/** Failures of the output are kept by it and reported at its flush, so that only other failures are returned.
 */
typedef struct kg__results_format {
  kg_status (*begin)(kg__results *r);
  kg_status (*row)(kg__results *r, const kg_term *row);
  kg_status (*end)(kg__results *r);
  void (*boolean)(kg__results *r, bool value);
  void (*release)(kg__results *r); ///< May be null
  /**
     Append how a term is written; and write a row of such texts, those of null `ptr` unbound.  Both may be
     null: with them the texts of terms that come again need not be made again.
  */
  kg_status (*text)(const kg_term *term, kg_buf *buf);
  void (*texts)(kg__results *r, const kg_str *texts);
} kg__results_format;

extern const kg__results_format kg__results_csv;
extern const kg__results_format kg__results_json;
extern const kg__results_format kg__results_markdown;
extern const kg__results_format kg__results_table;
extern const kg__results_format kg__results_tsv;
extern const kg__results_format kg__results_xml;

#endif
