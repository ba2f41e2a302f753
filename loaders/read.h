// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** From a file to a document's source, text and metadata. */
#ifndef KG_LOADERS_READ_H
#define KG_LOADERS_READ_H

#include "loaders/document.h"
#include "loaders/loader.h"

typedef struct kg__read_request {
  const char *path; ///< "-": standard input
  kg_document_format format;
  kg_str date; ///< Over what the metadata say; may be empty
} kg__read_request;

/** Read; `bytes` keeps the source as long as the document needs it. */
kg_status kg__document_read(kg__document *doc, const kg__read_request *request, kg_buf *bytes, kg_error *err);

#endif
