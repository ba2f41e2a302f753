// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Text into words and sentences. */
#ifndef KG_LOADERS_SEGMENT_H
#define KG_LOADERS_SEGMENT_H

#include "kg/str.h"

/** What the letters of a token tell. */
enum {
  KG__T_CAPITAL = 1 << 0,      ///< Begins with a capital
  KG__T_SHOUT = 1 << 1,        ///< Two or more letters, all capitals
  KG__T_DIGIT = 1 << 2,        ///< Has a digit
  KG__T_PUNCT = 1 << 3,        ///< No letter or digit
  KG__T_JOINED = 1 << 4,       ///< A hyphen, dash or slash ties it to the word before
  KG__T_SPACE = 1 << 5,        ///< White space before it
  KG__T_LINE = 1 << 6,         ///< A line break before it
  KG__T_BLANK = 1 << 7,        ///< An empty line before it
  KG__T_ABBREVIATION = 1 << 8, ///< Ends in a full stop of its own
  KG__T_MIXED = 1 << 9,        ///< A capital after the first letter, and small ones
  KG__T_DASHED = 1 << 10,      ///< Tied by an en dash, as the ends of a pair or a span are
  KG__T_ITEM = 1 << 11         ///< The first of a list's item: its bullet, letter or number is no token
};

typedef struct kg__cut_token {
  size_t start, end; ///< Bytes
  uint32_t flags;
} kg__cut_token;

/** tokens.c: the token behind the last one; start with `{0}`. False at the end. */
bool kg__cut_next(kg_str text, kg__cut_token *cut);

typedef struct kg__document kg__document;

/** segment.c: fill tokens and sentences. */
kg_status kg__document_segment(kg__document *doc);

#endif
