// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** SHA-256 (FIPS 180-4). */
#ifndef KG_BASE_SHA256_H
#define KG_BASE_SHA256_H

#include "kg/str.h"

enum { KG__SHA256_HEX = 64 };

/** Write the hash of `s` as 64 hexadecimal digits, without a NUL. */
void kg__sha256_hex(kg_str s, char hex[KG__SHA256_HEX]);

#endif
