// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/dataset.h"
#include "tests/support/test.h"

#include <stdio.h>
#include <stdlib.h>

static kg_status
canonical(const dataset *d, const kg_canon_options *options, kg_buf *text, kg_error *err)
{
  kg_canon *canon;
  KG_TRY(kg_canon_new(options, &canon, err));
  kg_sink sink = kg_canon_sink(canon);
  kg_status st = KG_OK;
  for (size_t i = 0; !st && i < d->n; i++)
    st = sink.quad(sink.self, &d->items[i], err);
  st = st ? st : kg_canon_run(canon, err);
  for (size_t i = 0; !st && i < kg_canon_count(canon); i++)
    st = kg_buf_add_str(text, kg_canon_line(canon, i));
  kg_canon_free(canon);
  return st;
}

static void
read_trig(dataset *d, const char *text)
{
  kg_error err = {0};
  kg_buf whole = {0};
  kg_buf_printf(&whole, "@prefix : <http://e/> . %s", text);
  assert_ok(dataset_read(d, kg_buf_str(&whole), "in",
                         &(kg_read_options){.format = KG_FORMAT_TRIG, .base = KG_STR("http://e/")}, &err),
            err);
  kg_buf_release(&whole);
}

// What is wanted comes from rdf-canonize, another implementation of RDFC-1.0.
static void
datasets_come_out_as_the_algorithm_says(void **state)
{
  (void)state;
  static const struct {
    const char *trig, *want;
  } cases[] = {
      {"", ""},
      {":s :p 'o' , 'o' .", "<http://e/s> <http://e/p> \"o\" .\n"},
      {"_:x :p [ :q 1 ] . :s :p _:x .",
       "<http://e/s> <http://e/p> _:c14n1 .\n"
       "_:c14n0 <http://e/q> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
       "_:c14n1 <http://e/p> _:c14n0 .\n"},
      {":s :p [] , [] .", "<http://e/s> <http://e/p> _:c14n0 .\n"
                          "<http://e/s> <http://e/p> _:c14n1 .\n"},
      {"_:a :p _:b . _:b :p _:a .", "_:c14n0 <http://e/p> _:c14n1 .\n"
                                    "_:c14n1 <http://e/p> _:c14n0 .\n"},
      {"_:a :p _:b . _:b :p _:c . _:c :p _:a . _:c :q 'end' .", "_:c14n0 <http://e/p> _:c14n2 .\n"
                                                                "_:c14n0 <http://e/q> \"end\" .\n"
                                                                "_:c14n1 <http://e/p> _:c14n0 .\n"
                                                                "_:c14n2 <http://e/p> _:c14n1 .\n"},
      {":s :p ( 1 1 1 ) .", "<http://e/s> <http://e/p> _:c14n0 .\n"
                            "_:c14n0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> "
                            "\"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
                            "_:c14n0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:c14n2 .\n"
                            "_:c14n1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> "
                            "\"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
                            "_:c14n1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> "
                            "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .\n"
                            "_:c14n2 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> "
                            "\"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
                            "_:c14n2 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:c14n1 .\n"},
      {"_:a :p _:b . _:b :p _:c . _:d :p _:e . _:e :p _:f . _:f :p _:d .",
       "_:c14n1 <http://e/p> _:c14n5 .\n"
       "_:c14n2 <http://e/p> _:c14n3 .\n"
       "_:c14n3 <http://e/p> _:c14n4 .\n"
       "_:c14n4 <http://e/p> _:c14n2 .\n"
       "_:c14n5 <http://e/p> _:c14n0 .\n"},
      {"_:g { _:g :p _:h . _:h :p _:g } _:h { _:h :p 'x'@en } :g { _:g :q _:g }",
       "_:c14n0 <http://e/p> \"x\"@en _:c14n0 .\n"
       "_:c14n0 <http://e/p> _:c14n1 _:c14n1 .\n"
       "_:c14n1 <http://e/p> _:c14n0 _:c14n1 .\n"
       "_:c14n1 <http://e/q> _:c14n1 <http://e/g> .\n"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    kg_error err = {0};
    dataset d = {0};
    kg_buf text = {0};
    read_trig(&d, cases[i].trig);
    assert_ok(canonical(&d, NULL, &text, &err), err);
    assert_str(cases[i].want, kg_buf_str(&text));
    kg_buf_release(&text);
    dataset_release(&d);
  }
}

static kg_term
random_node(unsigned *seed, kg_arena *arena, int n_blank)
{
  char text[32];
  int n = rand_r(seed) % (n_blank + 2);
  snprintf(text, sizeof text, n < n_blank ? "b%d" : "http://e/%d", n);
  kg_str name = kg_arena_str(arena, kg_str_of(text));
  return n < n_blank ? kg_term_blank(name) : kg_term_iri(name);
}

static void
random_dataset(unsigned seed, kg_arena *arena, dataset *d)
{
  int n_blank = 1 + rand_r(&seed) % 6;
  for (int i = rand_r(&seed) % 10; i >= 0; i--) {
    kg_quad quad = {random_node(&seed, arena, n_blank),
                    kg_term_iri(KG_STR("http://e/p")),
                    random_node(&seed, arena, n_blank),
                    {0}};
    if (rand_r(&seed) % 5 == 0)
      quad.graph = random_node(&seed, arena, n_blank);
    if (rand_r(&seed) % 5 == 0) {
      kg_term *spo = kg_arena_calloc(arena, 3, sizeof *spo);
      memcpy(spo, &(kg_term[]){quad.object, quad.predicate, random_node(&seed, arena, n_blank)},
             3 * sizeof *spo);
      quad.object = kg_term_triple(spo);
    }
    assert_int_equal(dataset_add(d, &quad), KG_OK);
  }
}

static kg_term
renamed(const kg_term *t, unsigned shift, kg_arena *arena)
{
  char text[64];
  kg_term out = *t;
  if (t->kind == KG_TERM_BLANK) {
    int n = snprintf(text, sizeof text, "x%u", ((unsigned)(t->value.ptr[1] - '0') * 5 + shift) % 7);
    out.value = kg_arena_str(arena, (kg_str){text, (size_t)n});
  }
  if (t->kind == KG_TERM_TRIPLE) {
    kg_term *spo = kg_arena_calloc(arena, 3, sizeof *spo);
    for (size_t i = 0; i < 3; i++)
      spo[i] = renamed(&t->triple[i], shift, arena);
    out.triple = spo;
  }
  return out;
}

// Other labels, quads turned around.
static void
permute(const dataset *d, unsigned shift, kg_arena *arena, dataset *out)
{
  for (size_t i = d->n; i > 0; i--) {
    const kg_quad *q = &d->items[(i + shift) % d->n];
    kg_quad quad = {renamed(&q->subject, shift, arena), q->predicate, renamed(&q->object, shift, arena),
                    renamed(&q->graph, shift, arena)};
    assert_int_equal(dataset_add(out, &quad), KG_OK);
  }
}

static void
other_labels_and_another_order_give_the_same_bytes(void **state)
{
  (void)state;
  static const kg_canon_options ways[] = {{.labels = KG_CANON_NUMBERS}, {.labels = KG_CANON_HASHES}};
  for (unsigned seed = 1; seed <= 3000; seed++) {
    kg_error err = {0};
    dataset a = {0}, b = {0};
    kg_arena *arena = kg_arena_new();
    random_dataset(seed, arena, &a);
    permute(&a, seed, arena, &b);
    for (size_t i = 0; i < 2; i++) {
      kg_buf x = {0}, y = {0};
      assert_ok(canonical(&a, &ways[i], &x, &err), err);
      assert_ok(canonical(&b, &ways[i], &y, &err), err);
      if (!kg_str_equal(kg_buf_str(&x), kg_buf_str(&y)))
        fail_msg("seed %u:\n%.*s\n%.*s", seed, KG_STR_ARG(kg_buf_str(&x)), KG_STR_ARG(kg_buf_str(&y)));
      kg_buf_release(&x);
      kg_buf_release(&y);
    }
    kg_arena_free(arena);
    dataset_release(&a);
    dataset_release(&b);
  }
}

// Against a search for the mapping, on datasets small enough that some pairs are isomorphic by chance.
static void
the_same_bytes_mean_isomorphic(void **state)
{
  (void)state;
  enum { N = 120 };
  dataset d[N] = {0};
  kg_buf text[N] = {0};
  kg_error err = {0};
  size_t n_same = 0;
  kg_arena *arena = kg_arena_new();
  for (unsigned i = 0; i < N; i++) {
    unsigned seed = i;
    for (int k = 2 + rand_r(&seed) % 2; k > 0; k--) {
      kg_quad quad = {
          random_node(&seed, arena, 3), kg_term_iri(KG_STR("http://e/p")), random_node(&seed, arena, 3), {0}};
      assert_int_equal(dataset_add(&d[i], &quad), KG_OK);
    }
    assert_ok(canonical(&d[i], NULL, &text[i], &err), err);
  }
  for (size_t i = 0; i < N; i++)
    for (size_t k = 0; k < i; k++) {
      bool same = kg_str_equal(kg_buf_str(&text[i]), kg_buf_str(&text[k]));
      assert_int_equal(same, dataset_isomorphic(&d[i], &d[k]));
      n_same += same;
    }
  assert_true(n_same > 20 && n_same < N * (N - 1) / 4);
  for (size_t i = 0; i < N; i++) {
    kg_buf_release(&text[i]);
    dataset_release(&d[i]);
  }
  kg_arena_free(arena);
}

static void
add_edge(dataset *d, int a, int b)
{
  char x[16], y[16];
  snprintf(x, sizeof x, "n%d", a);
  snprintf(y, sizeof y, "n%d", b);
  kg_quad quad = {
      kg_term_blank(kg_str_of(x)), kg_term_iri(KG_STR("http://e/p")), kg_term_blank(kg_str_of(y)), {0}};
  assert_int_equal(dataset_add(d, &quad), KG_OK);
}

static void
poison_is_refused_soon(void **state)
{
  (void)state;
  kg_error err = {0};
  dataset clique = {0}, chain = {0};
  kg_buf text = {0};
  for (int i = 0; i < 12; i++)
    for (int k = 0; k < 12; k++)
      if (i != k)
        add_edge(&clique, i, k);
  for (int i = 0; i < 20000; i++)
    add_edge(&chain, i, i + 1);
  kg_canon_options options = {.max_work = 100000};
  assert_status(KG_ERR_LIMIT, canonical(&clique, &options, &text, &err), err);
  assert_status(KG_ERR_LIMIT, canonical(&chain, NULL, &text, &err), err);
  kg_limits late = {.deadline = 1};
  options = (kg_canon_options){.limits = &late};
  assert_status(KG_ERR_TIMEOUT, canonical(&clique, &options, &text, &err), err);
  kg_buf_release(&text);
  dataset_release(&clique);
  dataset_release(&chain);
}

// Chains of 10,000 and, beside them, rings that no refinement tells apart.
static void
labels_of_our_own_take_long_chains(void **state)
{
  (void)state;
  kg_error err = {0};
  kg_canon_options options = {.labels = KG_CANON_HASHES};
  kg_buf text[2] = {{0}};
  for (int turn = 0; turn < 2; turn++) {
    dataset d = {0};
    for (int i = 0; i < 10000; i++) {
      int at = turn ? 9999 - i : i, other = turn * 50000;
      add_edge(&d, other + at, other + at + 1);
      if (at < 20)
        add_edge(&d, other + 20000 + at, other + 20000 + (at % 10 == 9 ? at - 9 : at + 1));
    }
    assert_ok(canonical(&d, &options, &text[turn], &err), err);
    dataset_release(&d);
  }
  assert_true(text[0].len > 100000);
  assert_true(kg_str_equal(kg_buf_str(&text[0]), kg_buf_str(&text[1])));
  kg_buf_release(&text[0]);
  kg_buf_release(&text[1]);
}

static void
a_long_list_is_told_apart(void **state)
{
  (void)state;
  kg_error err = {0};
  dataset d = {0};
  kg_buf trig = {0}, text = {0};
  kg_buf_add_str(&trig, KG_STR(":s :p ("));
  for (int i = 0; i < 300; i++)
    kg_buf_add_str(&trig, KG_STR(" 1"));
  kg_buf_add_str(&trig, KG_STR(" ) ."));
  kg_buf_add_char(&trig, '\0');
  read_trig(&d, trig.ptr);
  assert_ok(canonical(&d, NULL, &text, &err), err);
  kg_buf_release(&trig);
  kg_buf_release(&text);
  dataset_release(&d);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(datasets_come_out_as_the_algorithm_says),
      cmocka_unit_test(other_labels_and_another_order_give_the_same_bytes),
      cmocka_unit_test(the_same_bytes_mean_isomorphic),
      cmocka_unit_test(poison_is_refused_soon),
      cmocka_unit_test(labels_of_our_own_take_long_chains),
      cmocka_unit_test(a_long_list_is_told_apart),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
