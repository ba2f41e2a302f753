// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Runs against arrays.

#include "tests/support/store.h"

#include "kg/store/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static kg_error err;
static uint64_t seed = 7;

static uint64_t
random_u64(void)
{
  return (uint64_t)random_below(&seed, UINT32_MAX) << 33 ^ (uint64_t)random_below(&seed, UINT32_MAX) << 10 ^
         random_below(&seed, 1024);
}

// Values as columns have them: constants, near ones, few far ones, several kinds, any.
static uint64_t
random_value(unsigned kind)
{
  switch (kind % 7) {
  case 0:
    return UINT64_C(0x2000000000000007);
  case 1:
    return UINT64_C(0x2000000000000000) + random_below(&seed, 3000);
  case 2:
    return UINT64_C(0x1111111111111111) * random_below(&seed, 9);
  case 3:
    return ((uint64_t)random_below(&seed, 16) << 60) + random_below(&seed, 100000);
  case 4:
    return random_u64() >> random_below(&seed, 64);
  case 5:
    return random_below(&seed, 2) ? UINT64_MAX : random_below(&seed, 2);
  default:
    return random_u64();
  }
}

static kg__packed
packed_of(const kg__pack_plan *plan, size_t n, unsigned char *room)
{
  size_t bases = plan->n_bases * sizeof *plan->bases;
  memcpy(room, plan->bases, bases);
  kg__pack(plan, n, room + bases);
  return (kg__packed){room, room + bases, plan->width, plan->low};
}

static void
any_column_is_unpacked_as_it_was_by_each_version(void **state)
{
  static kg__pack_plan plan;
  static uint64_t values[KG__BLOCK_ROWS], out[KG__BLOCK_ROWS];
  static unsigned char room[3 * 8 * KG__BLOCK_ROWS];
  kg__unpack_version versions[2];
  size_t n_versions = kg__unpack_versions(versions);
  (void)state;
  for (unsigned round = 0; round < 3000; round++) {
    size_t n = 1 + random_below(&seed, round % 3 ? KG__BLOCK_ROWS : 9);
    for (size_t i = 0; i < n; i++)
      values[i] = random_value(round);
    kg__pack_plan_make(&plan, values, n);
    assert_in_range(plan.n_bases, 1, n);
    kg__packed column = packed_of(&plan, n, room);
    size_t from = random_below(&seed, (uint32_t)n);
    for (size_t v = 0; v < n_versions; v++) {
      memset(out, 0xab, sizeof out);
      versions[v].unpack(&column, from, n - from, out);
      assert_memory_equal(out, values + from, (n - from) * sizeof *out);
    }
    for (size_t i = 0; i < n; i++)
      assert_int_equal(kg__packed_at(&column, i), values[i]);
  }
}

static void
packing_takes_the_bits_that_the_values_need(void **state)
{
  static kg__pack_plan plan;
  static uint64_t values[KG__BLOCK_ROWS];
  static const struct {
    uint64_t base, step, modulus;
    unsigned width;
  } cases[] = {{7, 0, 1, 0}, {UINT64_C(5) << 60, 1, 1024, 10}, {1000, UINT64_C(1) << 50, 4, 2}, {3, 1, 2, 1}};
  (void)state;
  for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
    for (size_t i = 0; i < KG__BLOCK_ROWS; i++)
      values[i] = cases[c].base + cases[c].step * (i % cases[c].modulus);
    kg__pack_plan_make(&plan, values, KG__BLOCK_ROWS);
    assert_int_equal(plan.width, cases[c].width);
  }
}

// ---- whole runs

static int
compare(const void *a, const void *b)
{
  return kg__row_compare(a, b);
}

// Sorted rows without duplicates.
static kg__row *
random_rows(size_t *n, unsigned kind)
{
  kg__row *rows = calloc(*n, sizeof *rows);
  size_t kept = 0;
  assert_non_null(rows);
  for (size_t i = 0; i < *n; i++) {
    for (unsigned c = 0; c < 4; c++)
      rows[i].c[c] = random_value(kind / (c + 1) + c);
  }
  qsort(rows, *n, sizeof *rows, compare);
  for (size_t i = 0; i < *n; i++) {
    if (!kept || compare(&rows[kept - 1], &rows[i]))
      rows[kept++] = rows[i];
  }
  *n = kept;
  return rows;
}

static int
file_in_order(const kg__row *rows, size_t n, kg_order order)
{
  kg__run_writer *writer;
  int fd = memfd_create("run", 0);
  assert_true(fd >= 0);
  assert_ok(kg__run_writer_new(fd, order, 42, &writer, &err), err);
  for (size_t i = 0; i < n; i++)
    assert_ok(kg__run_writer_add(writer, &rows[i], &err), err);
  assert_ok(kg__run_writer_finish(writer, false, &err), err);
  kg__run_writer_free(writer);
  return fd;
}

static int
file_of(const kg__row *rows, size_t n)
{
  return file_in_order(rows, n, KG_SPO);
}

static void
check_reading(const kg__run *run, const kg__row *rows, size_t n)
{
  static kg_id out[4][5000];
  kg_id *to[4] = {out[0], out[1], out[2], out[3]};
  for (int round = 0; round < 20; round++) {
    size_t from = random_below(&seed, (uint32_t)n), most = n - from < 5000 ? n - from : 5000;
    size_t part = random_below(&seed, (uint32_t)most + 1);
    unsigned columns = random_below(&seed, 16);
    memset(out, 0, sizeof out);
    assert_int_equal(kg__run_read(run, from, part, columns, to), KG_OK);
    for (size_t i = 0; i < part; i++) {
      for (unsigned c = 0; c < 4; c++)
        assert_int_equal(out[c][i], columns & 1u << c ? rows[from + i].c[c] : 0);
    }
  }
}

static void
check_seeking(const kg__run *run, const kg__row *rows, size_t n, unsigned kind)
{
  for (int round = 0; round < 200; round++) {
    kg__row key = rows[random_below(&seed, (uint32_t)n)];
    uint64_t from = random_below(&seed, (uint32_t)n + 1), want = from, got;
    bool has;
    unsigned c = random_below(&seed, 8);
    if (c < 4)
      key.c[c] = random_below(&seed, 2) ? random_value(kind) : key.c[c] + random_below(&seed, 3) - 1;
    while (want < n && compare(&rows[want], &key) < 0)
      want++;
    assert_int_equal(kg__run_seek(run, from, &key, &got), KG_OK);
    assert_int_equal(got, want);
    assert_int_equal(kg__run_has(run, &key, &has), KG_OK);
    assert_int_equal(has, bsearch(&key, rows, n, sizeof *rows, compare) != NULL);
  }
}

static void
runs_are_read_and_sought_like_arrays(void **state)
{
  static const size_t sizes[] = {1, 2, 1023, 1024, 1025, 7000};
  (void)state;
  for (unsigned i = 0; i < 8 * sizeof sizes / sizeof *sizes; i++) {
    size_t n = sizes[i % 6];
    kg__row *rows = random_rows(&n, i);
    kg__run *run;
    int fd = file_of(rows, n);
    assert_ok(kg__run_open(fd, KG_SPO, &run, &err), err);
    assert_int_equal(run->rows, n);
    check_reading(run, rows, n);
    check_seeking(run, rows, n, i);
    assert_ok(kg__run_verify(run, NULL, &err), err);
    kg__run_close(run);
    close(fd);
    free(rows);
  }
}

static void
assert_group(const kg__run *run, kg_id id, uint64_t rows, uint64_t values)
{
  const kg__run_group *group = kg__run_group_find(run, id);
  assert_non_null(group);
  assert_int_equal(group->rows, rows);
  assert_int_equal(group->values, values);
}

// Predicate p has p subjects with two objects each.
static kg__row *
rows_of_predicates(uint64_t n_predicates, size_t *n)
{
  kg__row *rows = calloc(n_predicates * (n_predicates + 1), sizeof *rows);
  assert_non_null(rows);
  *n = 0;
  for (uint64_t p = 1; p <= n_predicates; p++) {
    for (uint64_t i = 0; i < 2 * p; i++)
      rows[(*n)++] = (kg__row){{10 * p, i / 2, i, 0}};
  }
  return rows;
}

static void
a_run_counts_the_rows_and_values_of_its_first_column(void **state)
{
  size_t n;
  kg__row *rows = rows_of_predicates(100, &n);
  static const kg_order orders[] = {KG_PSO, KG_POS, KG_GSPO, KG_SPO, KG_OSP};
  (void)state;
  for (size_t i = 0; i < 5; i++) {
    kg__run *run;
    int fd = file_in_order(rows, n, orders[i]);
    assert_ok(kg__run_open(fd, orders[i], &run, &err), err);
    assert_int_equal(run->firsts, 100);
    assert_int_equal(run->n_groups, i < 3 ? 100 : 0);
    for (uint64_t p = 1; i < 3 && p <= 100; p++)
      assert_group(run, 10 * p, 2 * p, p);
    assert_null(kg__run_group_find(run, 15));
    assert_ok(kg__run_verify(run, NULL, &err), err);
    kg__run_close(run);
    close(fd);
  }
  free(rows);
}

// The file without its counts, as the first version had none.
static int
without_counts(int fd)
{
  unsigned char bytes[1 << 16];
  ssize_t size = pread(fd, bytes, sizeof bytes, 0);
  kg__run_foot foot;
  assert_true(size > 0 && (size_t)size < sizeof bytes);
  size_t foot_at = (size_t)size - sizeof foot, less = sizeof(kg__run_counts);
  memcpy(&foot, bytes + foot_at, sizeof foot);
  memmove(bytes + foot.index_offset - less, bytes + foot.index_offset, foot_at - foot.index_offset);
  foot.index_offset -= less;
  foot_at -= less;
  foot.checksum = kg__run_checksum(bytes + foot.index_offset, foot_at - foot.index_offset, &foot);
  memcpy(bytes + foot_at, &foot, sizeof foot);
  bytes[offsetof(kg__run_head, version)] = KG__RUN_WITHOUT_COUNTS;
  int old = memfd_create("run", 0);
  assert_int_equal(write(old, bytes, foot_at + sizeof foot), foot_at + sizeof foot);
  return old;
}

static void
a_run_of_the_first_version_is_read(void **state)
{
  size_t n = 1500;
  kg__row *rows = random_rows(&n, 1);
  kg__run *run;
  int fd = file_of(rows, n), old = without_counts(fd);
  (void)state;
  assert_ok(kg__run_open(old, KG_SPO, &run, &err), err);
  assert_int_equal(run->firsts, 0);
  check_reading(run, rows, n);
  assert_ok(kg__run_verify(run, NULL, &err), err);
  kg__run_close(run);
  close(fd);
  close(old);
  free(rows);
}

static void
a_run_of_another_order_is_refused(void **state)
{
  kg__row row = {{1, 2, 3, 4}};
  kg__run *run;
  int fd = file_of(&row, 1);
  (void)state;
  assert_status(KG_ERR_STORE, kg__run_open(fd, KG_PSO, &run, &err), err);
  assert_null(run);
  close(fd);
}

static void
flip(int fd, off_t at, int bit)
{
  unsigned char byte;
  assert_int_equal(pread(fd, &byte, 1, at), 1);
  byte ^= (unsigned char)(1 << bit);
  assert_int_equal(pwrite(fd, &byte, 1, at), 1);
}

static void
any_flipped_bit_is_found(void **state)
{
  size_t n = 3000;
  kg__row *rows = random_rows(&n, 3);
  kg__run *run;
  int fd = file_of(rows, n);
  off_t size = lseek(fd, 0, SEEK_END);
  (void)state;
  for (int round = 0; round < 500; round++) {
    off_t at = random_below(&seed, (uint32_t)size);
    flip(fd, at, round % 8);
    kg_status st = kg__run_open(fd, KG_SPO, &run, &err);
    if (!st) {
      st = kg__run_verify(run, NULL, &err);
      kg__run_close(run);
    }
    assert_status(KG_ERR_STORE, st, err);
    flip(fd, at, round % 8);
  }
  close(fd);
  free(rows);
}

static void
a_file_that_was_cut_is_refused(void **state)
{
  size_t n = 2000;
  kg__row *rows = random_rows(&n, 1);
  kg__run *run;
  int fd = file_of(rows, n);
  (void)state;
  for (off_t size = lseek(fd, 0, SEEK_END) - 1; size >= 0; size -= size > 200 ? 97 : 1) {
    assert_int_equal(ftruncate(fd, size), 0);
    assert_status(KG_ERR_STORE, kg__run_open(fd, KG_SPO, &run, &err), err);
  }
  close(fd);
  free(rows);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(any_column_is_unpacked_as_it_was_by_each_version),
      cmocka_unit_test(packing_takes_the_bits_that_the_values_need),
      cmocka_unit_test(runs_are_read_and_sought_like_arrays),
      cmocka_unit_test(a_run_counts_the_rows_and_values_of_its_first_column),
      cmocka_unit_test(a_run_of_the_first_version_is_read),
      cmocka_unit_test(a_run_of_another_order_is_refused),
      cmocka_unit_test(any_flipped_bit_is_found),
      cmocka_unit_test(a_file_that_was_cut_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
