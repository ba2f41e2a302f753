// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "kg/str.h"

#include <stdalign.h>

// Pieces of many sizes, each filled with its number, must not lie in each other.
static void
pieces_are_apart_and_aligned(void **state)
{
  (void)state;
  enum { N = 3000 };
  static unsigned char *pieces[N];
  kg_arena *arena = kg_arena_new();
  for (int round = 0; round < 3; round++) {
    for (size_t i = 0; i < N; i++) {
      size_t size = i % 500 == 499 ? 600000 : i * 7 % 300;
      pieces[i] = kg_arena_alloc(arena, size);
      assert_non_null(pieces[i]);
      assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t), 0);
      memset(pieces[i], (int)(i % 251), size);
    }
    for (size_t i = 0; i < N; i++) {
      size_t size = i % 500 == 499 ? 600000 : i * 7 % 300;
      for (size_t j = 0; j<size; j += size> 1000 ? 997 : 1)
        assert_int_equal(pieces[i][j], i % 251);
    }
    kg_arena_clear(arena);
  }
  kg_arena_free(arena);
}

static void
text_gets_a_nul_behind_it(void **state)
{
  (void)state;
  kg_arena *arena = kg_arena_new();
  for (size_t n = 0; n < 200; n++) {
    char text[200];
    memset(text, 'a' + (int)(n % 26), sizeof text);
    kg_str copy = kg_arena_str(arena, (kg_str){text, n});
    assert_non_null(copy.ptr);
    assert_int_equal(copy.len, n);
    assert_memory_equal(copy.ptr, text, n);
    assert_int_equal(copy.ptr[n], '\0');
  }
  assert_non_null(kg_arena_str(arena, (kg_str){0}).ptr);
  kg_arena_free(arena);
}

static void
clearing_keeps_one_block_and_no_more(void **state)
{
  (void)state;
  kg_arena *arena = kg_arena_new();
  kg_arena_clear(arena);
  assert_int_equal(kg_arena_size(arena), 0);
  for (int i = 0; i < 100; i++)
    assert_non_null(kg_arena_alloc(arena, 100000));
  size_t full = kg_arena_size(arena);
  assert_true(full >= 100 * 100000);
  kg_arena_clear(arena);
  size_t kept = kg_arena_size(arena);
  assert_true(kept > 0 && kept < full / 4);
  for (int i = 0; i < 1000; i++) {
    kg_arena_clear(arena);
    assert_non_null(kg_arena_alloc(arena, 1000));
  }
  assert_int_equal(kg_arena_size(arena), kept);
  kg_arena_free(arena);
}

static void
a_large_first_piece_leaves_room_for_small_ones(void **state)
{
  (void)state;
  kg_arena *arena = kg_arena_new();
  char *large = kg_arena_alloc(arena, 5000000), *small = kg_arena_alloc(arena, 10);
  assert_non_null(large);
  assert_non_null(small);
  memset(large, 1, 5000000);
  memset(small, 2, 10);
  assert_int_equal(large[4999999], 1);
  kg_arena_free(arena);
}

static void
items_are_zeroed_and_an_overflow_gives_null(void **state)
{
  (void)state;
  kg_arena *arena = kg_arena_new();
  memset(kg_arena_alloc(arena, 1000), 0xFF, 1000);
  kg_arena_clear(arena);
  const char *zeroed = kg_arena_calloc(arena, 10, 100);
  for (size_t i = 0; i < 1000; i++)
    assert_int_equal(zeroed[i], 0);
  assert_null(kg_arena_calloc(arena, SIZE_MAX / 2, 3));
  assert_null(kg_arena_alloc(arena, SIZE_MAX));
  assert_null(kg_arena_alloc(arena, SIZE_MAX - 20));
  assert_null(kg_arena_str(arena, (kg_str){"", SIZE_MAX}).ptr);
  kg_arena_free(arena);
  kg_arena_free(NULL);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pieces_are_apart_and_aligned),
      cmocka_unit_test(text_gets_a_nul_behind_it),
      cmocka_unit_test(clearing_keeps_one_block_and_no_more),
      cmocka_unit_test(a_large_first_piece_leaves_room_for_small_ones),
      cmocka_unit_test(items_are_zeroed_and_an_overflow_gives_null),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
