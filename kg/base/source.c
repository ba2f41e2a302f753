// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Bytes go from `read` into `raw`, from there, unpacked if need be, to the caller; or first into `ahead`,
// when the caller wants to look at them before taking them.

#include "kg/io.h"

#include "kg/base/decompress.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RAW_SIZE = 1 << 16, AHEAD_SIZE = 4096 };

struct kg_source {
  kg_read_fn read;
  void (*close)(void *self);
  void *self;
  char *name;
  int fd;         // of a file
  kg_str memory;  // what is left of bytes in memory
  uint64_t taken; // from read()
  uint64_t size;  // 0: not known
  kg__unpacker *unpacker;
  bool looked;  // whether the data are packed
  bool ended;   // read() has no more
  kg_str raw;   // within `raw_bytes`
  kg_str ahead; // within `ahead_bytes`
  char *raw_bytes;
  char ahead_bytes[AHEAD_SIZE];
};

static kg_status
read_fd(void *self, char *bytes, size_t size, size_t *n, kg_error *err)
{
  kg_source *source = self;
  ssize_t got;
  do
    got = read(source->fd, bytes, size);
  while (got < 0 && errno == EINTR);
  if (got < 0)
    return kg_error_set(err, KG_ERR_IO, "cannot read: %s", strerror(errno));
  *n = (size_t)got;
  return KG_OK;
}

static void
close_fd(void *self)
{
  kg_source *source = self;
  if (source->fd != STDIN_FILENO)
    close(source->fd);
}

static kg_status
read_memory(void *self, char *bytes, size_t size, size_t *n, kg_error *err)
{
  (void)err;
  kg_str *left = &((kg_source *)self)->memory;
  *n = size < left->len ? size : left->len;
  if (*n) {
    memcpy(bytes, left->ptr, *n);
    *left = (kg_str){left->ptr + *n, left->len - *n};
  }
  return KG_OK;
}

static kg_status
fill_raw(kg_source *source, kg_error *err)
{
  size_t kept = source->raw.len, n = 0;
  if (kept)
    memmove(source->raw_bytes, source->raw.ptr, kept);
  source->raw = (kg_str){source->raw_bytes, kept};
  KG_TRY(source->read(source->self, source->raw_bytes + kept, RAW_SIZE - kept, &n, err));
  source->taken += n;
  source->raw.len += n;
  source->ended = n == 0;
  return KG_OK;
}

static kg_status
look(kg_source *source, kg_error *err)
{
  while (source->raw.len < 4 && !source->ended)
    KG_TRY(fill_raw(source, err));
  source->looked = true;
  kg__packing packing = kg__packing_of(source->raw);
  if (packing && kg__unpacker_new(packing, &source->unpacker))
    return kg_error_set(err, KG_ERR_NOMEM, "no memory to decompress");
  return KG_OK;
}

// Without a stop in `raw_bytes`.
static kg_status
take_directly(kg_source *source, char *bytes, size_t size, size_t *n, kg_error *err)
{
  KG_TRY(source->read(source->self, bytes, size, n, err));
  source->taken += *n;
  source->ended = *n == 0;
  return KG_OK;
}

// Some bytes, unpacked; none only at the end.
static kg_status
take(kg_source *source, char *bytes, size_t size, size_t *n, kg_error *err)
{
  for (*n = 0; *n == 0;) {
    if (!source->unpacker && !source->raw.len && !source->ended && size >= RAW_SIZE)
      return take_directly(source, bytes, size, n, err);
    if (!source->raw.len && !source->ended)
      KG_TRY(fill_raw(source, err));
    // An unpacker may hold output back after its input ended.
    if (source->unpacker && (source->raw.len || (source->ended && kg__unpacker_end(source->unpacker, NULL))))
      KG_TRY(kg__unpacker_run(source->unpacker, &source->raw, bytes, size, n, err));
    if (*n || (source->unpacker && source->raw.len))
      continue;
    if (source->unpacker && source->ended)
      return kg__unpacker_end(source->unpacker, err);
    if (source->unpacker)
      continue;
    *n = size < source->raw.len ? size : source->raw.len;
    if (*n == 0)
      return KG_OK;
    memcpy(bytes, source->raw.ptr, *n);
    source->raw = (kg_str){source->raw.ptr + *n, source->raw.len - *n};
  }
  return KG_OK;
}

static kg_status
take_named(kg_source *source, char *bytes, size_t size, size_t *n, kg_error *err)
{
  kg_status st = source->looked ? KG_OK : look(source, err);
  if (!st)
    st = take(source, bytes, size, n, err);
  if (st)
    kg_error_set_source(err, source->name, strlen(source->name));
  return st;
}

kg_status
kg_source_read(kg_source *source, char *bytes, size_t size, size_t *n, kg_error *err)
{
  *n = size < source->ahead.len ? size : source->ahead.len;
  if (*n) {
    memcpy(bytes, source->ahead.ptr, *n);
    source->ahead = (kg_str){source->ahead.ptr + *n, source->ahead.len - *n};
  }
  while (*n < size) {
    size_t got = 0;
    KG_TRY(take_named(source, bytes + *n, size - *n, &got, err));
    if (!got)
      break;
    *n += got;
  }
  return KG_OK;
}

kg_status
kg_source_peek(kg_source *source, size_t size, kg_str *bytes, kg_error *err)
{
  if (size > AHEAD_SIZE)
    size = AHEAD_SIZE;
  if (source->ahead.len < size) {
    if (source->ahead.len)
      memmove(source->ahead_bytes, source->ahead.ptr, source->ahead.len);
    source->ahead.ptr = source->ahead_bytes;
  }
  while (source->ahead.len < size) {
    size_t got = 0;
    KG_TRY(take_named(source, source->ahead_bytes + source->ahead.len, size - source->ahead.len, &got, err));
    if (!got)
      break;
    source->ahead.len += got;
  }
  *bytes = (kg_str){source->ahead.ptr, size < source->ahead.len ? size : source->ahead.len};
  return KG_OK;
}

kg_status
kg_source_read_all(kg_source *source, size_t limit, kg_buf *buf, kg_error *err)
{
  for (size_t total = 0;;) {
    size_t got = 0;
    if (kg_buf_reserve(buf, RAW_SIZE))
      return kg_error_set(err, KG_ERR_NOMEM, "no memory to read %s", source->name);
    KG_TRY(kg_source_read(source, buf->ptr + buf->len, RAW_SIZE, &got, err));
    buf->len += got;
    total += got;
    if (limit && total > limit) {
      kg_error_set(err, KG_ERR_LIMIT, "larger than the limit of %zu bytes", limit);
      kg_error_set_source(err, source->name, strlen(source->name));
      return KG_ERR_LIMIT;
    }
    if (got < RAW_SIZE)
      return KG_OK;
  }
}

const char *
kg_source_name(const kg_source *source)
{
  return source->name;
}

uint64_t
kg_source_position(const kg_source *source)
{
  return source->taken - source->raw.len;
}

uint64_t
kg_source_size(const kg_source *source)
{
  return source->size;
}

static kg_source *
source_new(const char *name)
{
  kg_source *source = calloc(1, sizeof *source);
  if (!source)
    return NULL;
  source->raw_bytes = malloc(RAW_SIZE);
  source->name = strdup(name ? name : "");
  source->fd = -1;
  if (source->raw_bytes && source->name)
    return source;
  kg_source_close(source);
  return NULL;
}

kg_status
kg_source_new(kg_read_fn read_bytes, void (*close_self)(void *self), void *self, const char *name,
              kg_source **source, kg_error *err)
{
  *source = source_new(name);
  if (!*source)
    return kg_error_set(err, KG_ERR_NOMEM, "no memory to read %s", name ? name : "");
  (*source)->read = read_bytes;
  (*source)->close = close_self;
  (*source)->self = self;
  return KG_OK;
}

kg_status
kg_source_from_memory(kg_str bytes, const char *name, kg_source **source, kg_error *err)
{
  KG_TRY(kg_source_new(read_memory, NULL, NULL, name, source, err));
  (*source)->self = *source;
  (*source)->memory = bytes;
  (*source)->size = bytes.len;
  return KG_OK;
}

static kg_status
open_error(const char *path, int number, kg_error *err)
{
  kg_status st = number == ENOENT || number == ENOTDIR ? KG_ERR_NOT_FOUND : KG_ERR_IO;
  kg_error_set(err, st, "cannot open: %s", strerror(number));
  kg_error_set_source(err, path, strlen(path));
  return st;
}

kg_status
kg_source_open(const char *path, kg_source **source, kg_error *err)
{
  *source = NULL;
  bool standard = strcmp(path, "-") == 0;
  int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
  struct stat info;
  if (fd < 0)
    return open_error(path, errno, err);
  kg_status st = fstat(fd, &info)        ? open_error(path, errno, err)
                 : S_ISDIR(info.st_mode) ? open_error(path, EISDIR, err)
                                         : KG_OK;
  if (!st)
    st = kg_source_new(read_fd, close_fd, NULL, standard ? "standard input" : path, source, err);
  if (st) {
    if (!standard)
      close(fd);
    return st;
  }
  (*source)->self = *source;
  (*source)->fd = fd;
  (*source)->size = S_ISREG(info.st_mode) ? (uint64_t)info.st_size : 0;
  return KG_OK;
}

void
kg_source_close(kg_source *source)
{
  if (!source)
    return;
  if (source->close)
    source->close(source->self);
  kg__unpacker_free(source->unpacker);
  free(source->raw_bytes);
  free(source->name);
  free(source);
}
