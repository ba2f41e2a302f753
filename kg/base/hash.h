// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** MD5 and the SHA family (RFC 1321, FIPS 180-4). */
#ifndef KG_BASE_HASH_H
#define KG_BASE_HASH_H

#include "kg/str.h"

typedef enum kg__hash {
  KG__HASH_MD5,
  KG__HASH_SHA1,
  KG__HASH_SHA256,
  KG__HASH_SHA384,
  KG__HASH_SHA512
} kg__hash;

enum { KG__HASH_TEXT_SIZE = 128, KG__SHA256_TEXT_SIZE = 64 };

/** Write the digest in lower-case hexadecimal, without NUL, to where there is room for it; returns its
 * length. */
size_t kg__hash_text(kg__hash hash, kg_str bytes, char *text);

#endif
