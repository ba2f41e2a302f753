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

/** Whether a path, or the format given over it, is a file of many documents. */
bool kg__is_jsonl(const char *path, kg_document_format format);

/** metadata.c: what a line of JSON says: metadata, the text and its format. */
kg_status kg__document_line(kg__document *doc, kg_str json, kg_document_format *format, kg_buf *text,
                            kg_error *err);

/** The same for the n-th line of a file of documents. */
kg_status kg__document_read_line(kg__document *doc, const kg__read_request *request, kg_str line, size_t n,
                                 kg_buf *bytes, kg_error *err);

/** Read; `bytes` keeps the source as long as the document needs it. */
kg_status kg__document_read(kg__document *doc, const kg__read_request *request, kg_buf *bytes, kg_error *err);

#endif
