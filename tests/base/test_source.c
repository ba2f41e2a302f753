// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include <stdlib.h>
#include <unistd.h>

#include <zlib.h>
#include <zstd.h>

enum { MANY = 300000 };

static void
pack_gzip(kg_str text, kg_buf *buf)
{
  z_stream z = {0};
  assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  kg_buf_reserve(buf, deflateBound(&z, text.len) + 64);
  z.next_in = (Bytef *)(uintptr_t)text.ptr;
  z.avail_in = (uInt)text.len;
  z.next_out = (Bytef *)buf->ptr + buf->len;
  z.avail_out = (uInt)(buf->capacity - buf->len);
  assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
  buf->len += z.total_out;
  deflateEnd(&z);
}

static void
pack_zstd(kg_str text, kg_buf *buf)
{
  kg_buf_reserve(buf, ZSTD_compressBound(text.len));
  size_t n = ZSTD_compress(buf->ptr + buf->len, buf->capacity - buf->len, text.ptr, text.len, 3);
  assert_false(ZSTD_isError(n));
  buf->len += n;
}

typedef void (*packer)(kg_str text, kg_buf *buf);
static const packer packers[] = {pack_gzip, pack_zstd};

static kg_str
numbers(kg_buf *buf)
{
  for (unsigned i = 0; buf->len < MANY; i++)
    kg_buf_printf(buf, "%u,", i * 2654435761u);
  return kg_buf_str(buf);
}

static kg_status
read_all(kg_str bytes, size_t limit, kg_buf *buf, kg_error *err)
{
  kg_source *source;
  kg_status st = kg_source_from_memory(bytes, "bytes", &source, err);
  if (!st)
    st = kg_source_read_all(source, limit, buf, err);
  kg_source_close(source);
  return st;
}

static void
packed_bytes_are_unpacked(void **state)
{
  (void)state;
  for (size_t i = 0; i < 2; i++) {
    kg_error err = {0};
    kg_buf plain = {0}, packed = {0}, back = {0};
    numbers(&plain);
    packers[i](kg_buf_str(&plain), &packed);
    assert_ok(read_all(kg_buf_str(&packed), 0, &back, &err), err);
    assert_true(kg_str_equal(kg_buf_str(&plain), kg_buf_str(&back)));
    kg_buf_release(&plain);
    kg_buf_release(&packed);
    kg_buf_release(&back);
  }
}

static void
several_members_follow_each_other(void **state)
{
  (void)state;
  for (size_t i = 0; i < 2; i++) {
    kg_error err = {0};
    kg_buf packed = {0}, back = {0};
    packers[i](KG_STR("one,"), &packed);
    packers[i](KG_STR("two"), &packed);
    assert_ok(read_all(kg_buf_str(&packed), 0, &back, &err), err);
    assert_str("one,two", kg_buf_str(&back));
    kg_buf_release(&packed);
    kg_buf_release(&back);
  }
}

static void
what_is_cut_short_is_an_error(void **state)
{
  (void)state;
  for (size_t i = 0; i < 2; i++) {
    kg_error err = {0};
    kg_buf plain = {0}, packed = {0}, back = {0};
    packers[i](numbers(&plain), &packed);
    size_t cuts[] = {5, packed.len / 2, packed.len - 1};
    for (size_t k = 0; k < 3; k++)
      assert_status(KG_ERR_DATA, read_all((kg_str){packed.ptr, cuts[k]}, 0, &back, &err), err);
    assert_string_equal(err.source, "bytes");
    kg_buf_release(&plain);
    kg_buf_release(&packed);
    kg_buf_release(&back);
  }
}

static void
what_is_damaged_is_an_error(void **state)
{
  (void)state;
  for (size_t i = 0; i < 2; i++) {
    kg_error err = {0};
    kg_buf plain = {0}, packed = {0}, back = {0};
    packers[i](numbers(&plain), &packed);
    memset(packed.ptr + packed.len / 2, 0xAA, 64);
    kg_status st = read_all(kg_buf_str(&packed), 0, &back, &err);
    if (st == KG_OK) // Zstandard without a checksum may not notice, but then the text differs
      assert_false(kg_str_equal(kg_buf_str(&plain), kg_buf_str(&back)));
    else
      assert_int_equal(st, KG_ERR_DATA);
    kg_buf_release(&plain);
    kg_buf_release(&packed);
    kg_buf_release(&back);
  }
}

static void
a_bomb_is_refused(void **state)
{
  (void)state;
  size_t size = 64 << 20;
  char *zeroes = calloc(1, size);
  for (size_t i = 0; i < 2; i++) {
    kg_error err = {0};
    kg_buf packed = {0}, back = {0};
    packers[i]((kg_str){zeroes, size}, &packed);
    assert_status(KG_ERR_LIMIT, read_all(kg_buf_str(&packed), 0, &back, &err), err);
    assert_true(back.len < (size_t)20 << 20);
    kg_buf_release(&packed);
    kg_buf_release(&back);
  }
  free(zeroes);
}

static void
peeking_takes_nothing(void **state)
{
  (void)state;
  kg_error err = {0};
  kg_buf plain = {0}, packed = {0}, back = {0};
  pack_gzip(numbers(&plain), &packed);
  kg_source *source;
  kg_str start;
  assert_ok(kg_source_from_memory(kg_buf_str(&packed), "bytes", &source, &err), err);
  assert_ok(kg_source_peek(source, 3, &start, &err), err);
  assert_str("0,2", start);
  assert_ok(kg_source_peek(source, 4096, &start, &err), err);
  assert_int_equal(start.len, 4096);
  assert_ok(kg_source_read_all(source, 0, &back, &err), err);
  assert_true(kg_str_equal(kg_buf_str(&plain), kg_buf_str(&back)));
  assert_int_equal(kg_source_position(source), packed.len);
  assert_int_equal(kg_source_size(source), packed.len);
  kg_source_close(source);
  kg_buf_release(&plain);
  kg_buf_release(&packed);
  kg_buf_release(&back);
}

static void
a_limit_of_bytes_is_kept(void **state)
{
  (void)state;
  kg_error err = {0};
  kg_buf back = {0};
  assert_ok(read_all(KG_STR("12345"), 5, &back, &err), err);
  assert_status(KG_ERR_LIMIT, read_all(KG_STR("123456"), 5, &back, &err), err);
  kg_buf_release(&back);
}

static void
what_is_no_file_is_said_so(void **state)
{
  (void)state;
  static const struct {
    const char *path;
    kg_status status;
    const char *message;
  } cases[] = {
      {"/", KG_ERR_IO, "cannot open: Is a directory"},
      {"/nowhere/at/all", KG_ERR_NOT_FOUND, "cannot open: No such file or directory"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    kg_error err = {0};
    kg_source *source;
    assert_status(cases[i].status, kg_source_open(cases[i].path, &source, &err), err);
    assert_string_equal(err.message, cases[i].message);
    assert_string_equal(err.source, cases[i].path);
    assert_null(source);
  }
}

static kg_status
three_then_trouble(void *self, char *bytes, size_t size, size_t *n, kg_error *err)
{
  int *calls = self;
  if ((*calls)++ == 3)
    return kg_error_set(err, KG_ERR_IO, "the wire is cut");
  assert_true(size > 0);
  bytes[0] = 'x';
  *n = 1;
  return KG_OK;
}

static void
a_function_that_fails_fails_the_reading(void **state)
{
  (void)state;
  kg_error err = {0};
  kg_source *source;
  int calls = 0;
  char bytes[10];
  size_t n;
  assert_ok(kg_source_new(three_then_trouble, NULL, &calls, "wire", &source, &err), err);
  assert_status(KG_ERR_IO, kg_source_read(source, bytes, sizeof bytes, &n, &err), err);
  assert_string_equal(err.message, "the wire is cut");
  assert_string_equal(err.source, "wire");
  kg_source_close(source);
}

static kg_status
full(void *self, const char *bytes, size_t size, kg_error *err)
{
  (void)bytes;
  size_t *room = self;
  if (size > *room)
    return kg_error_set(err, KG_ERR_IO, "no space left");
  *room -= size;
  return KG_OK;
}

static void
the_first_failure_of_writing_stays(void **state)
{
  (void)state;
  kg_error err = {0};
  kg_output *output;
  size_t room = 100000;
  char block[50000] = {0};
  assert_ok(kg_output_new(full, &room, "disk", &output, &err), err);
  for (int i = 0; i < 5; i++)
    kg_output_add(output, block, sizeof block);
  assert_int_equal(kg_output_add_str(output, KG_STR("x")), KG_ERR_IO);
  assert_status(KG_ERR_IO, kg_output_flush(output, &err), err);
  assert_string_equal(err.message, "no space left");
  assert_string_equal(err.source, "disk");
  kg_output_free(output);
}

static void
output_goes_to_the_end_of_a_buffer(void **state)
{
  (void)state;
  kg_error err = {0};
  kg_buf buf = {0};
  kg_output *output;
  kg_buf_add_str(&buf, KG_STR("a"));
  assert_ok(kg_output_to_buf(&buf, &output, &err), err);
  kg_output_printf(output, "%d-%s", 5, "b");
  assert_ok(kg_output_flush(output, &err), err);
  assert_str("a5-b", kg_buf_str(&buf));
  kg_output_free(output);
  kg_buf_release(&buf);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(packed_bytes_are_unpacked),
      cmocka_unit_test(several_members_follow_each_other),
      cmocka_unit_test(what_is_cut_short_is_an_error),
      cmocka_unit_test(what_is_damaged_is_an_error),
      cmocka_unit_test(a_bomb_is_refused),
      cmocka_unit_test(peeking_takes_nothing),
      cmocka_unit_test(a_limit_of_bytes_is_kept),
      cmocka_unit_test(what_is_no_file_is_said_so),
      cmocka_unit_test(a_function_that_fails_fails_the_reading),
      cmocka_unit_test(the_first_failure_of_writing_stays),
      cmocka_unit_test(output_goes_to_the_end_of_a_buffer),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
