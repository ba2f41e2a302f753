// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Terms as people read them: prefixed names, bare lexical forms, nothing that a terminal would obey. */
#ifndef KG_RESULTS_SHOW_H
#define KG_RESULTS_SHOW_H

#include "kg/iri.h"
#include "kg/term.h"

/** Append the term; line breaks become spaces, control and bidirectional characters U+FFFD. */
kg_status kg__show_term(const kg_term *term, const kg_namespaces *namespaces, kg_buf *buf);

/** Cells of a terminal that the text takes: wide characters two, combining ones none. */
size_t kg__show_width(kg_str s);

/** The longest start of `s` that fits into `width` cells, in bytes; at least one character if there is one.
 */
size_t kg__show_fit(kg_str s, size_t width);

#endif
