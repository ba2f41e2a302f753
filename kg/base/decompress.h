// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Decompression of a stream, within bounds: gzip (several members) and Zstandard (several frames). */
#ifndef KG_BASE_DECOMPRESS_H
#define KG_BASE_DECOMPRESS_H

#include "kg/str.h"

typedef enum kg__packing { KG__PACKING_NONE = 0, KG__PACKING_GZIP, KG__PACKING_ZSTD } kg__packing;

/** What the first bytes (four are enough) say. */
kg__packing kg__packing_of(kg_str bytes);

typedef struct kg__unpacker kg__unpacker;

/** KG_OK or KG_ERR_NOMEM. */
kg_status kg__unpacker_new(kg__packing packing, kg__unpacker **unpacker);

/** Takes null. */
void kg__unpacker_free(kg__unpacker *unpacker);

/**
   Unpack from `*in`, which moves past what was used, to at most `size` bytes; `*n` may be 0 when more input
   is needed.

   @return KG_OK; KG_ERR_DATA for what is not well compressed; KG_ERR_LIMIT for a bomb: more than 100 bytes
   for one of input after the first 16 MiB, or a window above 128 MiB.
*/
kg_status kg__unpacker_run(kg__unpacker *unpacker, kg_str *in, char *bytes, size_t size, size_t *n,
                           kg_error *err);

/** Whether the input may end here: KG_OK, or KG_ERR_DATA if something is missing. */
kg_status kg__unpacker_end(const kg__unpacker *unpacker, kg_error *err);

#endif
