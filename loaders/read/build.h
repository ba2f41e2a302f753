// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Building a document's text out of pieces of its source. */
#ifndef KG_LOADERS_BUILD_H
#define KG_LOADERS_BUILD_H

#include "loaders/document.h"

typedef struct kg__builder {
  kg__document *doc;
  kg_buf text;
  size_t next; ///< Where the source would go on without a new run
} kg__builder;

/** Append bytes of the source. */
kg_status kg__build_copy(kg__builder *b, size_t from, size_t n);

/** Append text of our own that stands for what is at `source`. */
kg_status kg__build_put(kg__builder *b, kg_str text, size_t source);

/** End a paragraph. */
kg_status kg__build_break(kg__builder *b);

/** Make what was built the document's text, and release the builder. */
kg_status kg__build_finish(kg__builder *b);

#endif
