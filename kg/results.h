// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Writing results of queries: table, SPARQL JSON, SPARQL XML, CSV, TSV, Markdown; reading four of them. */
#ifndef KG_RESULTS_H
#define KG_RESULTS_H

#include "kg/query.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum kg_results_format {
  KG_RESULTS_NONE = 0,
  KG_RESULTS_TABLE,
  KG_RESULTS_JSON,
  KG_RESULTS_XML,
  KG_RESULTS_CSV,
  KG_RESULTS_TSV,
  KG_RESULTS_MARKDOWN
} kg_results_format;

/** The format of a name ("json") or a media type; KG_RESULTS_NONE if not known. */
KG_API kg_results_format kg_results_format_from_name(kg_str name);

typedef struct kg_results_options {
  kg_results_format format;
  const kg_namespaces *namespaces; ///< For the table and Markdown: IRIs as prefixed names; may be null
  size_t width;                    ///< Of the table, in terminal cells; 0: as wide as it needs
  const kg_limits *limits; ///< `rows`: more is KG_ERR_LIMIT, after the rows written so far; may be null
} kg_results_options;

/** Write rows or a boolean.  A result that fails on the way is never closed as if it were complete. */
KG_API kg_status kg_results_write(kg_result *result, const kg_results_options *options, kg_output *output,
                                  kg_error *err);

/**
   Read results that somebody wrote, as JSON, XML, CSV or TSV, and push them.

   What CSV does not tell (a blank node by "_:" apart) is a string.  Text that is not wholly a result is
   KG_ERR_DATA, and then a part of its rows may have been pushed; more than `most` bytes is KG_ERR_LIMIT;
   other formats are KG_ERR_UNSUPPORTED.  Else what the source and the sink return.

   @param most  Bytes that are read at most; 0: no limit.
*/
KG_API kg_status kg_results_read(kg_source *source, kg_results_format format, size_t most,
                                 const kg_results_sink *sink, kg_error *err);

#ifdef __cplusplus
}
#endif

#endif
