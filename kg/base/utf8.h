// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF. */
#ifndef KG_BASE_UTF8_H
#define KG_BASE_UTF8_H

#include "kg/str.h"

/**
   Decode the code point at the start of `s` into `*code_point`.

   @return Its length in bytes, 1 to 4, or 0 if `s` is empty or does not begin with one.
*/
size_t kg__utf8_decode(kg_str s, uint32_t *code_point);

/** Write a code point to `bytes`; returns its length, or 0 if there is no such character. */
size_t kg__utf8_encode(uint32_t code_point, char bytes[4]);

/** Offset of the first byte that is not UTF-8, or `s.len`. */
size_t kg__utf8_check(kg_str s);

/** Number of code points; a byte that is not UTF-8 counts as one. */
size_t kg__utf8_count(kg_str s);

/**
   The largest length <= `limit` at which `s` can be cut without splitting a character: at most 3 less than
   `limit`, whatever the bytes are.
*/
size_t kg__utf8_cut(kg_str s, size_t limit);

#endif
