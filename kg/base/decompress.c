// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/base/decompress.h"

#include <stdlib.h>

#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

enum { RATIO = 100, RATIO_FROM = 16 << 20, WINDOW_LOG = 27 };

struct kg__unpacker {
  kg__packing packing;
  bool inside; // of a gzip member or Zstandard frame
  uint64_t in, out;
  z_stream gzip;
  ZSTD_DStream *zstd;
};

kg__packing
kg__packing_of(kg_str bytes)
{
  if (kg_str_starts(bytes, KG_STR("\x1f\x8b")))
    return KG__PACKING_GZIP;
  if (kg_str_starts(bytes, KG_STR("\x28\xb5\x2f\xfd")))
    return KG__PACKING_ZSTD;
  return KG__PACKING_NONE;
}

static bool
start(kg__unpacker *u)
{
  if (u->packing == KG__PACKING_GZIP)
    return inflateInit2(&u->gzip, 15 + 16) == Z_OK;
  u->zstd = ZSTD_createDStream();
  return u->zstd && !ZSTD_isError(ZSTD_DCtx_setParameter(u->zstd, ZSTD_d_windowLogMax, WINDOW_LOG));
}

kg_status
kg__unpacker_new(kg__packing packing, kg__unpacker **unpacker)
{
  kg__unpacker *u = *unpacker = calloc(1, sizeof *u);
  if (!u)
    return KG_ERR_NOMEM;
  u->packing = packing;
  u->inside = true;
  if (start(u))
    return KG_OK;
  kg__unpacker_free(u);
  *unpacker = NULL;
  return KG_ERR_NOMEM;
}

void
kg__unpacker_free(kg__unpacker *u)
{
  if (!u)
    return;
  if (u->packing == KG__PACKING_GZIP)
    inflateEnd(&u->gzip);
  ZSTD_freeDStream(u->zstd);
  free(u);
}

static kg_status
run_gzip(kg__unpacker *u, kg_str *in, char *bytes, size_t size, size_t *n, kg_error *err)
{
  z_stream *z = &u->gzip;
  if (!u->inside) {
    if (in->ptr[0] == 0) { // padding behind the last member, as tapes have it
      in->ptr++, in->len--;
      return KG_OK;
    }
    inflateReset(z);
    u->inside = true;
  }
  uInt in_len = (uInt)(in->len < UINT32_MAX ? in->len : UINT32_MAX);
  uInt room = (uInt)(size < UINT32_MAX ? size : UINT32_MAX);
  z->next_in = (Bytef *)(uintptr_t)in->ptr;
  z->avail_in = in_len;
  z->next_out = (Bytef *)bytes;
  z->avail_out = room;
  int result = inflate(z, Z_NO_FLUSH);
  in->ptr += in_len - z->avail_in;
  in->len -= in_len - z->avail_in;
  *n = room - z->avail_out;
  if (result == Z_STREAM_END)
    u->inside = false;
  else if (result == Z_MEM_ERROR)
    return kg_error_set(err, KG_ERR_NOMEM, "no memory to decompress");
  else if (result != Z_OK && result != Z_BUF_ERROR)
    return kg_error_set(err, KG_ERR_DATA, "damaged gzip data: %s", z->msg ? z->msg : "wrong format");
  return KG_OK;
}

static kg_status
run_zstd(kg__unpacker *u, kg_str *in, char *bytes, size_t size, size_t *n, kg_error *err)
{
  ZSTD_inBuffer from = {in->ptr, in->len, 0};
  ZSTD_outBuffer to = {bytes, size, 0};
  size_t result = ZSTD_decompressStream(u->zstd, &to, &from);
  in->ptr += from.pos;
  in->len -= from.pos;
  *n = to.pos;
  u->inside = result != 0;
  if (!ZSTD_isError(result))
    return KG_OK;
  switch (ZSTD_getErrorCode(result)) {
  case ZSTD_error_memory_allocation:
    return kg_error_set(err, KG_ERR_NOMEM, "no memory to decompress");
  case ZSTD_error_frameParameter_windowTooLarge:
    return kg_error_set(err, KG_ERR_LIMIT, "the Zstandard data need a window of more than %d MiB",
                        1 << (WINDOW_LOG - 20));
  default:
    return kg_error_set(err, KG_ERR_DATA, "damaged Zstandard data: %s", ZSTD_getErrorName(result));
  }
}

kg_status
kg__unpacker_run(kg__unpacker *u, kg_str *in, char *bytes, size_t size, size_t *n, kg_error *err)
{
  size_t before = in->len;
  *n = 0;
  KG_TRY(u->packing == KG__PACKING_GZIP ? run_gzip(u, in, bytes, size, n, err)
                                        : run_zstd(u, in, bytes, size, n, err));
  u->in += before - in->len;
  u->out += *n;
  if (u->out > RATIO_FROM && u->out / RATIO > u->in)
    return kg_error_set(err, KG_ERR_LIMIT,
                        "the compressed data swell more than %d times, which looks like a bomb", RATIO);
  return KG_OK;
}

kg_status
kg__unpacker_end(const kg__unpacker *u, kg_error *err)
{
  return u->inside ? kg_error_set(err, KG_ERR_DATA, "the compressed data are cut short") : KG_OK;
}
