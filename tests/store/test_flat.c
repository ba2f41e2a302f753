// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Flat files of terms against arrays of strings.

#include "tests/support/store.h"

#include "kg/store/flat.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xxhash.h>

enum { SEED = 99, MANY = 20000 };

static kg_error err;

// Terms of all kinds; IRIs with many, one and no prefix among them, and one that is a prefix.
static kg_str
term_text(uint64_t i, char room[128])
{
  static const char *const forms[] = {"Ihttp://a.example/%llu",   "Sa text, number %llu", "Iurn:x%llu",
                                      "Ihttp://b.example/%llu/x", "L\1aaaa%llu",          "Ihttp://c%llu/y#"};
  int n = snprintf(room, 128, forms[i % 6], (unsigned long long)i);
  return (kg_str){room, (size_t)n};
}

static uint64_t
hash_of(kg_str bytes)
{
  return XXH3_64bits_withSeed(bytes.ptr, bytes.len, SEED);
}

static int
write_terms(const kg__flat *old, uint64_t from, uint64_t to)
{
  kg__flat_writer *writer;
  char room[128];
  int fd = memfd_create("terms", 0);
  assert_true(fd >= 0);
  assert_ok(kg__flat_writer_new(fd, -1, old, to, SEED, &writer, &err), err);
  for (uint64_t i = from; i < to; i++)
    assert_ok(kg__flat_writer_add(writer, term_text(i, room), &err), err);
  assert_ok(kg__flat_writer_finish(writer, 5, false, &err), err);
  kg__flat_writer_free(writer);
  return fd;
}

static kg__flat *
open_terms(int fd)
{
  kg__flat *flat;
  assert_ok(kg__flat_open_file(fd, 1, &flat, &err), err);
  close(fd);
  return flat;
}

static void
assert_terms(const kg__flat *flat, uint64_t n)
{
  kg_buf room = {0};
  char text[128];
  kg_str bytes;
  uint64_t number;
  assert_int_equal(flat->foot.n_terms, n);
  for (uint64_t i = 0; i < n + 100; i++) {
    kg_str want = term_text(i, text);
    if (i < n) {
      assert_int_equal(kg__flat_bytes(flat, i + 1, &room, &bytes), KG_OK);
      assert_true(kg_str_equal(bytes, want));
      assert_int_equal(kg__flat_find(flat, want, hash_of(want), &number), KG_OK);
      assert_int_equal(number, i + 1);
    } else {
      assert_int_equal(kg__flat_find(flat, want, hash_of(want), &number), KG_ERR_NOT_FOUND);
      assert_int_equal(kg__flat_bytes(flat, i + 1, &room, &bytes), KG_ERR_STORE);
    }
  }
  assert_int_equal(kg__flat_bytes(flat, 0, &room, &bytes), KG_ERR_STORE);
  assert_ok(kg__flat_verify(flat, NULL, &err), err);
  kg_buf_release(&room);
}

static void
terms_are_found_by_number_and_by_bytes(void **state)
{
  static const uint64_t sizes[] = {1, 2, 7, 1000, MANY};
  (void)state;
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    kg__flat *flat = open_terms(write_terms(NULL, 0, sizes[i]));
    assert_terms(flat, sizes[i]);
    kg__flat_close(flat);
  }
}

static void
a_new_file_keeps_the_numbers_of_the_old_one(void **state)
{
  kg__flat *old = open_terms(write_terms(NULL, 0, 3000));
  (void)state;
  kg__flat *flat = open_terms(write_terms(old, 3000, 5000));
  assert_terms(flat, 5000);
  kg__flat_close(flat);
  kg__flat_close(old);
}

static void
an_iri_ends_its_prefix_at_its_last_slash_or_hash(void **state)
{
  static const struct {
    const char *bytes;
    size_t end;
  } cases[] = {{"Ihttp://a/b#c", 12},
               {"Ihttp://a/b/c", 12},
               {"Ihttp://a/b/", 12},
               {"Iurn:a:b", 0},
               {"Sa/b/c/d/e/f/", 0},
               {"Ia/b", 0},
               {"I", 0}};
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(kg__flat_prefix_end(kg_str_of(cases[i].bytes)), cases[i].end);
}

static void
flip(int fd, off_t at, unsigned bit)
{
  unsigned char byte;
  assert_int_equal(pread(fd, &byte, 1, at), 1);
  byte ^= (unsigned char)(1u << bit);
  assert_int_equal(pwrite(fd, &byte, 1, at), 1);
}

static void
any_flipped_bit_is_found(void **state)
{
  uint64_t seed = 3;
  int fd = write_terms(NULL, 0, 3000);
  off_t size = lseek(fd, 0, SEEK_END);
  (void)state;
  for (int round = 0; round < 400; round++) {
    kg__flat *flat;
    off_t at = random_below(&seed, (uint32_t)size);
    flip(fd, at, (unsigned)round % 8);
    kg_status st = kg__flat_open_file(fd, 1, &flat, &err);
    if (!st)
      st = kg__flat_verify(flat, NULL, &err);
    assert_status(KG_ERR_STORE, st, err);
    kg__flat_close(flat);
    flip(fd, at, (unsigned)round % 8);
  }
  close(fd);
}

static void
a_file_that_was_cut_is_refused(void **state)
{
  int fd = write_terms(NULL, 0, 500);
  (void)state;
  for (off_t size = lseek(fd, 0, SEEK_END) - 1; size >= 0; size -= size > 300 ? 41 : 1) {
    kg__flat *flat;
    assert_int_equal(ftruncate(fd, size), 0);
    assert_status(KG_ERR_STORE, kg__flat_open_file(fd, 1, &flat, &err), err);
  }
  close(fd);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(terms_are_found_by_number_and_by_bytes),
      cmocka_unit_test(a_new_file_keeps_the_numbers_of_the_old_one),
      cmocka_unit_test(an_iri_ends_its_prefix_at_its_last_slash_or_hash),
      cmocka_unit_test(any_flipped_bit_is_found),
      cmocka_unit_test(a_file_that_was_cut_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
