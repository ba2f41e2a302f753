// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "loaders/learn/wordings.h"
#include "loaders/read/unicode.h"

static kg__wordings labels;

static int
make(void **state)
{
  (void)state;
  labels.arena = kg_arena_new();
  return labels.arena ? kg__icu_load(NULL) : 1;
}

static int
drop(void **state)
{
  kg_arena *arena = labels.arena;
  (void)state;
  kg__wordings_release(&labels);
  kg_arena_free(arena);
  return 0;
}

static void
add(const char *text, size_t line)
{
  assert_int_equal(KG_OK, kg__wordings_add(&labels, kg_str_of(text), line));
}

static const struct kg__wording *
find(const char *said)
{
  const struct kg__wording *label;
  assert_int_equal(KG_OK, kg__wordings_find(&labels, kg_str_of(said), &label));
  return label;
}

static void
a_label_is_found_by_what_a_sentence_says_of_it(void **state)
{
  static const struct {
    const char *label, *said;
  } ROWS[] = {
      {"Bluebell_(ferry)", "Bluebell"}, {"\"Old Mill Lane\"", "Old Mill Lane"},
      {"Zoë_Śliwa", "Zoe Sliwa"},       {"St._Olaf–Kiel_Line", "St Olaf-Kiel Line"},
      {"75.0 (metres)", "75"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
    add(ROWS[i].label, i + 1);
  for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
    assert_non_null(find(ROWS[i].said));
    assert_true(kg_str_equal(find(ROWS[i].said)->text, kg_str_of(ROWS[i].label)));
  }
  assert_null(find("Bluebells"));
  assert_null(find(""));
}

static void
labels_that_are_said_alike_are_all_found(void **state)
{
  (void)state;
  add("Arden_(town)", 1);
  add("Arden_(river)", 2);
  const struct kg__wording *first = find("Arden");
  assert_non_null(first);
  assert_non_null(kg__wordings_next(&labels, first));
  assert_null(kg__wordings_next(&labels, kg__wordings_next(&labels, first)));
}

static void
a_label_of_the_line_at_work_alone_is_not_known(void **state)
{
  (void)state;
  add("Arden_(town)", 1);
  add("Lund_(town)", 1);
  add("Lund_(town)", 2);
  labels.line = 1;
  assert_null(find("Arden"));
  assert_non_null(find("Lund"));
  labels.line = 2;
  assert_non_null(find("Arden"));
}

static void
what_three_labels_have_may_belong_to_others(void **state)
{
  static const char *const LABELS[] = {"12.0 (knots)", "9.0 (knots)",  "30.0 (knots)",
                                       "1.5 (knots)",  "Arden_(town)", "\"a\"",
                                       "\"b\"",        "\"c\"",        "2001-02-03"};
  const kg__affix *affixes[KG__MOST_AFFIXES];
  (void)state;
  for (size_t i = 0; i < sizeof LABELS / sizeof *LABELS; i++)
    add(LABELS[i], i + 1);
  kg__wordings_sort(&labels);
  assert_int_equal(1, kg__wordings_affixes(&labels, true, affixes));
  assert_true(kg_str_equal(affixes[0]->text, KG_STR(".0 (knots)")));
  assert_int_equal(1, kg__wordings_affixes(&labels, false, affixes));
  assert_true(kg_str_equal(affixes[0]->text, KG_STR("\"")));
  assert_int_equal(1, labels.days);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_label_is_found_by_what_a_sentence_says_of_it, make, drop),
      cmocka_unit_test_setup_teardown(labels_that_are_said_alike_are_all_found, make, drop),
      cmocka_unit_test_setup_teardown(a_label_of_the_line_at_work_alone_is_not_known, make, drop),
      cmocka_unit_test_setup_teardown(what_three_labels_have_may_belong_to_others, make, drop),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
