// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "loaders/parse/model.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#define MODEL KG_SRCDIR "/loaders/models/en.model"

typedef struct bytes {
  uint64_t *at;
  size_t n;
} bytes;

static bytes
read_model(void)
{
  bytes b = {0};
  FILE *f = fopen(MODEL, "rb");
  assert_non_null(f);
  assert_int_equal(0, fseek(f, 0, SEEK_END));
  b.n = (size_t)ftell(f);
  rewind(f);
  b.at = malloc(b.n + 8);
  assert_non_null(b.at);
  assert_int_equal(b.n, fread(b.at, 1, b.n, f));
  fclose(f);
  return b;
}

static void
refused(const bytes *b, size_t n, const char *because)
{
  kg__model model;
  kg_error err = {0};
  assert_int_equal(KG_ERR_DATA, kg__model_init(&model, b->at, n, &err));
  if (!strstr(err.message, because))
    fail_msg("'%s' does not say '%s'", err.message, because);
}

static void
the_model_that_comes_along_is_taken(void **state)
{
  kg__model model;
  kg_error err = {0};
  (void)state;
  assert_ok(kg__model_open(MODEL, &model, &err), err);
  assert_true(model.n_tags > 50);
  assert_true(model.n_relations > 40);
  assert_true(model.size <= 20u << 20);
  kg__model_close(&model);
}

static void
a_file_that_is_not_there_is_an_error_of_its_name(void **state)
{
  kg__model model;
  kg_error err = {0};
  (void)state;
  assert_int_equal(KG_ERR_IO, kg__model_open("/nonexistent/en.model", &model, &err));
  assert_non_null(strstr(err.message, "/nonexistent/en.model"));
  kg__model_close(&model);
}

static void
another_file_is_no_model(void **state)
{
  kg__model model;
  kg_error err = {0};
  (void)state;
  assert_int_equal(KG_ERR_DATA, kg__model_open(KG_SRCDIR "/loaders/parse/model.h", &model, &err));
  assert_non_null(strstr(err.message, "not a model"));
  assert_int_equal(KG_ERR_DATA, kg__model_open(KG_SRCDIR "/loaders", &model, &err));
}

static void
damage_is_noticed(void **state)
{
  bytes b = read_model();
  char *at = (char *)b.at;
  (void)state;
  refused(&b, b.n - 1, "should have");
  refused(&b, 40, "cut off");
  refused(&b, 4, "not a model");
  at[b.n / 2] ^= 1;
  refused(&b, b.n, "checksum");
  at[b.n / 2] ^= 1;
  at[offsetof(kg__model_header, version)] = 99;
  refused(&b, b.n, "version 99");
  free(b.at);
}

static void
weights_of_a_feature_are_added(void **state)
{
  // One bucket with two records: features 0x1234... and 0x4321...
  static const uint8_t POOL[] = {0x34, 0x12, 2, 0, 5, 3, 0xFE, 0x21, 0x43, 1, 3, 10};
  static const uint32_t BUCKETS[] = {0, sizeof POOL};
  kg__table table = {BUCKETS, POOL, 0, sizeof POOL};
  kg__features f = {.at = {(uint64_t)0x1234 << 48, (uint64_t)0x4321 << 48, (uint64_t)0x9999 << 48}, .n = 3};
  int32_t scores[KG__MODEL_MAX_CLASSES] = {0};
  (void)state;
  kg__table_score(&table, &f, scores);
  assert_int_equal(5, scores[0]);
  assert_int_equal(8, scores[3]);
  assert_int_equal(0, scores[1]);
}

static void
a_table_that_lies_is_not_followed(void **state)
{
  static const uint8_t POOL[] = {0, 0, 200, 1, 1};
  static const uint32_t BUCKETS[][2] = {{0, 5}, {0, 5000}, {5, 0}, {3, 5}};
  (void)state;
  for (size_t i = 0; i < 4; i++) {
    kg__table table = {BUCKETS[i], POOL, 0, sizeof POOL};
    kg__features f = {.at = {0}, .n = 1};
    int32_t scores[KG__MODEL_MAX_CLASSES] = {0};
    kg__table_score(&table, &f, scores);
    for (size_t k = 0; k < KG__MODEL_MAX_CLASSES; k++)
      assert_int_equal(0, scores[k]);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_model_that_comes_along_is_taken),
      cmocka_unit_test(a_file_that_is_not_there_is_an_error_of_its_name),
      cmocka_unit_test(another_file_is_no_model),
      cmocka_unit_test(damage_is_noticed),
      cmocka_unit_test(weights_of_a_feature_are_added),
      cmocka_unit_test(a_table_that_lies_is_not_followed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
