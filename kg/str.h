// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Text as pointer and length, and memory that is freed all at once. */
#ifndef KG_STR_H
#define KG_STR_H

#include "kg/status.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A run of bytes, UTF-8 where it is text, borrowed from somebody and not ended by NUL. */
typedef struct kg_str {
  const char *ptr;
  size_t len;
} kg_str;

/** A string literal as kg_str. */
#define KG_STR(literal) ((kg_str){(literal), sizeof(literal) - 1})

/** The printf arguments for "%.*s". */
#define KG_STR_ARG(s) (int)(s).len, (s).ptr

static inline kg_str
kg_str_of(const char *z)
{
  return (kg_str){z, z ? strlen(z) : 0};
}

static inline bool
kg_str_equal(kg_str a, kg_str b)
{
  return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool
kg_str_starts(kg_str s, kg_str prefix)
{
  return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

static inline bool
kg_str_ends(kg_str s, kg_str suffix)
{
  return s.len >= suffix.len &&
         (suffix.len == 0 || memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0);
}

/** Compare bytewise, which for UTF-8 is the order of code points: less than, equal to or greater than 0. */
KG_API int kg_str_compare(kg_str a, kg_str b);

/** Growing bytes.  `{0}` is a good start; release with kg_buf_release(). */
typedef struct kg_buf {
  char *ptr;
  size_t len;
  size_t capacity;
} kg_buf;

/** Free the bytes and leave the buffer empty and usable. */
KG_API void kg_buf_release(kg_buf *buf);

/** Make room for `n` bytes more.  KG_OK or KG_ERR_NOMEM. */
KG_API kg_status kg_buf_reserve(kg_buf *buf, size_t n);

/** Append what lies outside of the buffer.  KG_OK or KG_ERR_NOMEM, and then nothing was appended. */
KG_API kg_status kg_buf_add(kg_buf *buf, const void *bytes, size_t n);
KG_API kg_status kg_buf_add_str(kg_buf *buf, kg_str s);
KG_API kg_status kg_buf_add_char(kg_buf *buf, char c);
KG_API kg_status kg_buf_printf(kg_buf *buf, const char *format, ...) KG_PRINTF(2, 3);

/** Append one code point as UTF-8; KG_ERR_ARGUMENT for a surrogate or what is above U+10FFFF. */
KG_API kg_status kg_buf_add_utf8(kg_buf *buf, uint32_t code_point);

static inline void
kg_buf_clear(kg_buf *buf)
{
  buf->len = 0;
}

/** The bytes so far, borrowed until the buffer changes. */
static inline kg_str
kg_buf_str(const kg_buf *buf)
{
  return (kg_str){buf->ptr, buf->len};
}

/** Memory handed out piecewise and freed as a whole.  Not for several threads at once. */
typedef struct kg_arena kg_arena;

/** Return a new arena, or null when there is no memory. */
KG_API kg_arena *kg_arena_new(void);

/** Free the arena and all that came from it.  Takes null. */
KG_API void kg_arena_free(kg_arena *arena);

/** Take back all that was handed out, and keep the memory for later. */
KG_API void kg_arena_clear(kg_arena *arena);

/** Return `size` bytes aligned for any type, not zeroed, living as long as the arena; or null. */
KG_API void *kg_arena_alloc(kg_arena *arena, size_t size);

/** The same, zeroed, for `n` items of `size` bytes (an overflow gives null). */
KG_API void *kg_arena_calloc(kg_arena *arena, size_t n, size_t size);

/** Copy text into the arena, with a NUL behind it.  Its `ptr` is null when there is no memory. */
KG_API kg_str kg_arena_str(kg_arena *arena, kg_str s);

/** Bytes that the arena holds from the system. */
KG_API size_t kg_arena_size(const kg_arena *arena);

#ifdef __cplusplus
}
#endif

#endif
