// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// On gold words and sentences, then from the text of each sentence. All words are counted, punctuation too;
// relations are compared without subtypes, as the CoNLL shared tasks do, and with them.

#include "loaders/train/train.h"

#include <stdio.h>
#include <time.h>

typedef struct score {
  size_t words, upos, heads, relations, exact;
  double tag_time, parse_time;
} score;

static double
now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static kg_str
before(kg_str name, char mark)
{
  const char *at = memchr(name.ptr, mark, name.len);
  return (kg_str){name.ptr, at ? (size_t)(at - name.ptr) : name.len};
}

static void
count(const kg__model *model, const treebank *bank, const gold_sentence *s, score *sum)
{
  for (size_t i = 0; i < s->n; i++) {
    const gold_word *g = &s->words[i];
    const kg__syntax_word *w = &s->look[i];
    kg_str tag = bank->tags.items[g->tag], relation = bank->relations.items[g->relation];
    bool head = (w->head < 0 ? (int32_t)s->n : w->head) == g->head;
    sum->words++;
    sum->upos += kg_str_equal(before(model->tags[w->tag], '|'), before(tag, '|'));
    sum->heads += head;
    sum->relations += head && kg_str_equal(before(model->relations[w->relation], ':'), before(relation, ':'));
    sum->exact += head && kg_str_equal(model->relations[w->relation], relation);
  }
}

static kg_status
run(const kg__model *model, treebank *bank, score *sum)
{
  kg__parse_memory memory = {0};
  kg_status st = KG_OK;
  double start = now(), tagged;
  for (size_t i = 0; i < bank->sentences.n; i++) {
    gold_sentence *s = &bank->sentences.items[i];
    for (size_t k = 0; k < s->n; k++)
      kg__syntax_look(model, s->words[k].text, &s->look[k]);
    kg__syntax_tag(model, s->look, s->n);
  }
  tagged = now();
  for (size_t i = 0; !st && i < bank->sentences.n; i++)
    st = kg__syntax_parse(model, &memory, bank->sentences.items[i].look, bank->sentences.items[i].n);
  sum->tag_time = tagged - start;
  sum->parse_time = now() - tagged;
  for (size_t i = 0; !st && i < bank->sentences.n; i++)
    count(model, bank, &bank->sentences.items[i], sum);
  kg__parse_memory_release(&memory);
  return st;
}

static void
print(const char *path, const score *s)
{
  double n = (double)s->words, percent = n ? 100 / n : 0;
  const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
  printf("%-18s %6zu words  UPOS %.2f  UAS %.2f  LAS %.2f (with subtypes %.2f)  tagger %.0f words/s, parser "
         "%.0f words/s, both %.0f words/s\n",
         name, s->words, (double)s->upos * percent, (double)s->heads * percent,
         (double)s->relations * percent, (double)s->exact * percent, n / s->tag_time, n / s->parse_time,
         n / (s->tag_time + s->parse_time));
}

int
evaluate(const char *path, const char *const *files, size_t n)
{
  kg__model model;
  kg_error err = {0};
  if (kg__model_open(path, &model, &err)) {
    fprintf(stderr, "%s: %s\n", path, err.message);
    return 1;
  }
  int failed = 0;
  for (size_t i = 0; i < n && !failed; i++) {
    treebank bank = {0};
    score sum = {0};
    failed = treebank_read(&bank, files[i], &err) || run(&model, &bank, &sum);
    if (failed)
      fprintf(stderr, "%s: %s\n", files[i], err.message);
    else
      print(files[i], &sum);
    failed = failed || evaluate_raw(&model, &bank);
    treebank_release(&bank);
  }
  kg__model_close(&model);
  return failed;
}
