// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What cutting a text into tokens and into sentences share. */
#ifndef KG_LOADERS_TOKENS_H
#define KG_LOADERS_TOKENS_H

#include "loaders/names/segment.h"

/** tokens.c: where the text goes on behind white space; `flags` gets what that space tells. */
size_t kg__space_skip(kg_str text, size_t at, uint32_t *flags);

/** tokens.c: whether a small letter stands at `at`, which must be inside the text. */
bool kg__letter_small_at(kg_str text, size_t at);

/** markers.c: where the text of a line goes on behind its bullet or number, which `flags` then tells; else
 * `at`. */
size_t kg__marker_skip(kg_str text, size_t at, uint32_t *flags);

#endif
