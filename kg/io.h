// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Where bytes come from and go to. */
#ifndef KG_IO_H
#define KG_IO_H

#include "kg/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A stream of bytes to read, decompressed where it is gzip or Zstandard. */
typedef struct kg_source kg_source;

/**
   Read up to `size` bytes.  `*n` of 0 with KG_OK is the end.

   `self` is what kg_source_new() was given.
*/
typedef kg_status (*kg_read_fn)(void *self, char *bytes, size_t size, size_t *n, kg_error *err);

/** Open a file; "-" is standard input.  Recognises gzip and Zstandard by content and decompresses within
 * bounds. */
KG_API kg_status kg_source_open(const char *path, kg_source **source, kg_error *err);

/** A source over bytes in memory, borrowed.  `name` is for messages. */
KG_API kg_status kg_source_from_memory(kg_str bytes, const char *name, kg_source **source, kg_error *err);

/** A source over a function.  `close`, if not null, is called once with `self` at the end. */
KG_API kg_status kg_source_new(kg_read_fn read, void (*close)(void *self), void *self, const char *name,
                               kg_source **source, kg_error *err);

/** Read up to `size` bytes, fewer only at the end. */
KG_API kg_status kg_source_read(kg_source *source, char *bytes, size_t size, size_t *n, kg_error *err);

/** Look at the next bytes, up to `size` <= 4096, without taking them. */
KG_API kg_status kg_source_peek(kg_source *source, size_t size, kg_str *bytes, kg_error *err);

/** Read all that is left into `buf`, KG_ERR_LIMIT if that is more than `limit` bytes (0: none). */
KG_API kg_status kg_source_read_all(kg_source *source, size_t limit, kg_buf *buf, kg_error *err);

/** The name given at the opening, a file name or "standard input". */
KG_API const char *kg_source_name(const kg_source *source);

/** Bytes taken so far from the file itself, before decompression, and its size (0: not known); for progress.
 */
KG_API uint64_t kg_source_position(const kg_source *source);
KG_API uint64_t kg_source_size(const kg_source *source);

/** Takes null. */
KG_API void kg_source_close(kg_source *source);

/** Buffered output. */
typedef struct kg_output kg_output;

typedef kg_status (*kg_write_fn)(void *self, const char *bytes, size_t size, kg_error *err);

/** Output to a file descriptor, which stays the caller's. */
KG_API kg_status kg_output_to_fd(int fd, const char *name, kg_output **output, kg_error *err);

/** Output to the end of a buffer, which stays the caller's. */
KG_API kg_status kg_output_to_buf(kg_buf *buf, kg_output **output, kg_error *err);

/** Output to a function. */
KG_API kg_status kg_output_new(kg_write_fn write, void *self, const char *name, kg_output **output,
                               kg_error *err);

/** Write.  The first failure stays: each later call returns it again, so that a writer may check at its end
 * only. */
KG_API kg_status kg_output_add(kg_output *output, const void *bytes, size_t size);
KG_API kg_status kg_output_add_str(kg_output *output, kg_str s);
KG_API kg_status kg_output_printf(kg_output *output, const char *format, ...) KG_PRINTF(2, 3);

/** Write out what is buffered, and report the first failure of all writing so far. */
KG_API kg_status kg_output_flush(kg_output *output, kg_error *err);

/** Free without flushing.  Takes null. */
KG_API void kg_output_free(kg_output *output);

#ifdef __cplusplus
}
#endif

#endif
