// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/io.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PENDING_SIZE = 1 << 16 };

struct kg_output {
  kg_write_fn write;
  void *self;
  char *name;
  int fd;
  kg_buf pending; // not used for a buffer, which is written directly
  kg_error failure;
};

static kg_status
write_fd(void *self, const char *bytes, size_t size, kg_error *err)
{
  kg_output *output = self;
  for (size_t done = 0; done < size;) {
    ssize_t n = write(output->fd, bytes + done, size - done);
    if (n >= 0)
      done += (size_t)n;
    else if (errno != EINTR)
      return kg_error_set(err, KG_ERR_IO, "cannot write: %s", strerror(errno));
  }
  return KG_OK;
}

static kg_status
write_buf(void *self, const char *bytes, size_t size, kg_error *err)
{
  if (kg_buf_add(self, bytes, size))
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for the output");
  return KG_OK;
}

static kg_status
write_now(kg_output *output, const char *bytes, size_t size)
{
  if (size && !output->failure.status && output->write(output->self, bytes, size, &output->failure)) {
    if (!output->failure.status)
      output->failure.status = KG_ERR_IO;
    kg_error_set_source(&output->failure, output->name, strlen(output->name));
  }
  return output->failure.status;
}

static kg_status
write_pending(kg_output *output)
{
  kg_status st = write_now(output, output->pending.ptr, output->pending.len);
  output->pending.len = 0;
  return st;
}

kg_status
kg_output_add(kg_output *output, const void *bytes, size_t size)
{
  if (output->failure.status)
    return output->failure.status;
  if (size > output->pending.capacity - output->pending.len) {
    KG_TRY(write_pending(output));
    if (size >= output->pending.capacity)
      return write_now(output, bytes, size);
  }
  if (size)
    memcpy(output->pending.ptr + output->pending.len, bytes, size);
  output->pending.len += size;
  return KG_OK;
}

kg_status
kg_output_add_str(kg_output *output, kg_str s)
{
  return kg_output_add(output, s.ptr, s.len);
}

kg_status
kg_output_printf(kg_output *output, const char *format, ...)
{
  va_list args;
  kg_buf text = {0};
  va_start(args, format);
  int n = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (output->failure.status)
    return output->failure.status;
  if (n < 0 || kg_buf_reserve(&text, (size_t)n + 1))
    return kg_error_set(&output->failure, KG_ERR_NOMEM, "no memory for the output");
  va_start(args, format);
  vsnprintf(text.ptr, (size_t)n + 1, format, args);
  va_end(args);
  kg_status st = kg_output_add(output, text.ptr, (size_t)n);
  kg_buf_release(&text);
  return st;
}

kg_status
kg_output_flush(kg_output *output, kg_error *err)
{
  write_pending(output);
  if (output->failure.status && err)
    *err = output->failure;
  return output->failure.status;
}

kg_status
kg_output_new(kg_write_fn write_bytes, void *self, const char *name, kg_output **output, kg_error *err)
{
  kg_output *out = *output = calloc(1, sizeof *out);
  if (out) {
    out->write = write_bytes;
    out->self = self;
    out->fd = -1;
    out->name = strdup(name ? name : "");
  }
  if (out && out->name && !kg_buf_reserve(&out->pending, PENDING_SIZE))
    return KG_OK;
  kg_output_free(out);
  *output = NULL;
  return kg_error_set(err, KG_ERR_NOMEM, "no memory for the output");
}

kg_status
kg_output_to_fd(int fd, const char *name, kg_output **output, kg_error *err)
{
  KG_TRY(kg_output_new(write_fd, NULL, name, output, err));
  (*output)->self = *output;
  (*output)->fd = fd;
  return KG_OK;
}

kg_status
kg_output_to_buf(kg_buf *buf, kg_output **output, kg_error *err)
{
  return kg_output_new(write_buf, buf, "memory", output, err);
}

void
kg_output_free(kg_output *output)
{
  if (!output)
    return;
  kg_buf_release(&output->pending);
  free(output->name);
  free(output);
}
