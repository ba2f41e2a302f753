// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// tests/data/bad/manifest.tsv says where each broken file breaks; exceptions.tsv where we say so elsewhere.

#include "tests/support/dataset.h"
#include "tests/support/test.h"

#include <stdio.h>

#define BAD KG_SRCDIR "/tests/data/bad/"

typedef struct row {
  char file[128];
  size_t line, column;
  char what[256];
} row;

static bool
next_row(FILE *table, row *r)
{
  char text[512];
  while (fgets(text, sizeof text, table))
    if (sscanf(text, "%127[^\t]\t%zu\t%zu\t%255[^\n]", r->file, &r->line, &r->column, r->what) == 4)
      return true;
  return false;
}

static bool
find_exception(row *r)
{
  FILE *table = fopen(BAD "exceptions.tsv", "r");
  row each = {0};
  bool found = false;
  assert_non_null(table);
  while (!found && next_row(table, &each))
    found = strcmp(each.file, r->file) == 0;
  fclose(table);
  if (found)
    *r = each;
  return found;
}

static kg_status
read_file(const char *file, kg_error *err)
{
  char path[1024];
  dataset d = {0};
  kg_source *source = NULL;
  kg_world *world = kg_world_new();
  kg_sink sink = dataset_sink(&d);
  snprintf(path, sizeof path, BAD "%s", file);
  kg_status st = kg_source_open(path, &source, err);
  st = st ? st : kg_read(world, source, NULL, &sink, err);
  kg_source_close(source);
  kg_world_free(world);
  dataset_release(&d);
  return st;
}

static bool
is_right(const row *want, const kg_error *err, bool exactly)
{
  size_t near = exactly || !want->column ? 0 : 1;
  return err->line == want->line && err->column + near >= want->column && err->column <= want->column + near;
}

static void
faults_are_told_with_their_places(void **state)
{
  (void)state;
  FILE *table = fopen(BAD "manifest.tsv", "r");
  row r;
  size_t n = 0, n_exceptions = 0, n_wrong = 0;
  assert_non_null(table);
  while (next_row(table, &r)) {
    kg_error err = {0};
    kg_format format = kg_format_from_path(kg_str_of(r.file));
    if (!format)
      continue;
    kg_status st = read_file(r.file, &err);
    if (format == KG_FORMAT_JSONLD && st == KG_ERR_UNSUPPORTED)
      continue;
    bool exception = find_exception(&r);
    n++;
    n_exceptions += exception;
    bool fine = exception && kg_str_starts(kg_str_of(r.what), KG_STR("read,"));
    if (fine != !st || !is_right(&r, &err, exception)) {
      print_error("%s: %zu:%zu %s, not %zu:%zu (%s)\n", r.file, err.line, err.column, err.message, r.line,
                  r.column, r.what);
      n_wrong++;
    }
  }
  fclose(table);
  print_message("%zu files, %zu of them with exceptions\n", n, n_exceptions);
  assert_int_equal(n_wrong, 0);
  assert_true(n >= 85 && n_exceptions <= 10);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(faults_are_told_with_their_places),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
