// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Extraction in tests: a loader of a folder of the source tree, documents out of strings, quads as text. */
#ifndef KG_TESTS_SUPPORT_EXTRACT_H
#define KG_TESTS_SUPPORT_EXTRACT_H

#include "tests/support/test.h"

#include "loaders/loader.h"

/** A loader of `folder` under the source tree; close with kg_loader_close(). Fails the test if there is none.
 */
kg_loader *open_loader(kg_world *world, const char *folder, const char *lexicon);

/** Write `text` to a new file whose name ends in `ending`; the name is the caller's to free and unlink. */
char *write_file(const char *text, size_t n, const char *ending);

/** The quads of a document in a file, as N-Quads without escapes, into `out`. */
kg_status extract_file(kg_loader *loader, const char *path, const char *date, kg_buf *out, kg_error *err);

/** The same of a text. */
kg_status extract_text(kg_loader *loader, const char *text, const char *ending, const char *date, kg_buf *out,
                       kg_error *err);

/** The claims of a document in a file, one a line: "Subject | property | Object | Modality from=... by=...".
 */
kg_status claims_of(kg_loader *loader, const char *path, const char *date, kg_buf *out, kg_error *err);

/** The same, with the entities before them, one a line: "a Class: Label". */
kg_status reading_of(kg_loader *loader, const char *path, const char *date, kg_buf *out, kg_error *err);

#endif
