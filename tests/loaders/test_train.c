// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "loaders/train/train.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char BANK[] = "1\tShips\tship\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n"
                           "2\tsail\tsail\tVERB\tVBP\t_\t0\troot\t_\t_\n"
                           "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n"
                           "# a comment\n"
                           "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                           "1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_\n"
                           "2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_\n"
                           "2.1\tx\tx\tX\tX\t_\t_\t_\t_\t_\n"
                           "3\tsail\tsail\tVERB\tVB\t_\t0\troot\t_\t_\n"
                           "4\tships\tship\tNOUN\tNNS\t_\t3\tobj\t_\t_\n";

static void
read_bank(treebank *bank)
{
  char path[] = "/tmp/kg-bank-XXXXXX";
  kg_error err = {0};
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  assert_int_equal(sizeof BANK - 1, write(fd, BANK, sizeof BANK - 1));
  close(fd);
  assert_ok(treebank_read(bank, path, &err), err);
  unlink(path);
}

static void
sentences_are_read_without_ranges_and_empty_words(void **state)
{
  treebank bank = {0};
  (void)state;
  read_bank(&bank);
  assert_int_equal(2, bank.sentences.n);
  const gold_sentence *s = &bank.sentences.items[1];
  assert_int_equal(4, s->n);
  assert_int_equal(2, s->words[0].head);
  assert_int_equal(4, s->words[2].head); // the root
  assert_true(kg_str_equal(bank.relations.items[s->words[3].relation], KG_STR("obj")));
  treebank_release(&bank);
}

static void
the_oracle_counts_lost_arcs(void **state)
{
  treebank bank = {0};
  kg__parse_memory memory = {0};
  kg__parse_state s;
  (void)state;
  read_bank(&bank);
  const gold_sentence *gold = &bank.sentences.items[0];
  assert_int_equal(KG_OK, kg__parse_start(&memory, gold->look, gold->n, &s));
  assert_int_equal(0, oracle_cost(&s, gold->words, KG__SHIFT));
  kg__parse_step(&s, KG__SHIFT, 0);
  assert_int_equal(0, oracle_cost(&s, gold->words, KG__LEFT));  // "Ships" hangs on "sail"
  assert_int_equal(1, oracle_cost(&s, gold->words, KG__SHIFT)); // which "sail" on the stack could not take
  kg__parse_step(&s, KG__SHIFT, 0);
  assert_int_equal(2, oracle_cost(&s, gold->words, KG__RIGHT)); // the root's arc, and that to the full stop
  kg__parse_memory_release(&memory);
  treebank_release(&bank);
}

// Walk along the cheapest moves: the gold tree comes out.
static void
the_cheapest_way_leads_to_the_gold_tree(void **state)
{
  treebank bank = {0};
  kg__parse_memory memory = {0};
  (void)state;
  read_bank(&bank);
  for (size_t i = 0; i < bank.sentences.n; i++) {
    const gold_sentence *gold = &bank.sentences.items[i];
    kg__parse_state s;
    assert_int_equal(KG_OK, kg__parse_start(&memory, gold->look, gold->n, &s));
    while (!kg__parse_done(&s)) {
      kg__move m = KG__SHIFT;
      while (!kg__parse_allows(&s, m) || oracle_cost(&s, gold->words, m))
        assert_true(m++ < KG__RIGHT);
      kg__parse_step(&s, m, 0);
    }
    for (size_t k = 0; k < gold->n; k++)
      assert_int_equal(gold->words[k].head, s.nodes[k].head);
  }
  kg__parse_memory_release(&memory);
  treebank_release(&bank);
}

static void
train(kg_buf *out)
{
  treebank bank = {0};
  weights *w = weights_new();
  assert_non_null(w);
  read_bank(&bank);
  assert_int_equal(KG_OK, learn_parser(&bank, 5, w));
  assert_int_equal(KG_OK, weights_pack(w, 1, out));
  weights_free(w);
  treebank_release(&bank);
}

static void
training_twice_gives_the_same_bytes(void **state)
{
  kg_buf a = {0}, b = {0};
  (void)state;
  train(&a);
  train(&b);
  assert_true(a.len > 100);
  assert_true(kg_str_equal(kg_buf_str(&a), kg_buf_str(&b)));
  kg_buf_release(&a);
  kg_buf_release(&b);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sentences_are_read_without_ranges_and_empty_words),
      cmocka_unit_test(the_oracle_counts_lost_arcs),
      cmocka_unit_test(the_cheapest_way_leads_to_the_gold_tree),
      cmocka_unit_test(training_twice_gives_the_same_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
