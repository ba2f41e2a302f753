// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// kg-train learn WORDNET MODEL TREEBANK...   train tagger and parser, write the model ("-": without a
// dictionary) kg-train score MODEL TREEBANK...           print how well a model does on treebanks

#include "loaders/train/train.h"

#include <stdio.h>
#include <stdlib.h>

enum { TAGGER_ROUNDS = 8, FOLDS = 8, FOLD_ROUNDS = 4, PARSER_ROUNDS = 14 };

static const double SMALLEST = 12; ///< Features without a weight of this many steps are left out

typedef struct training {
  treebank bank;
  word_lists words;
  weights *tagger, *parser;
} training;

static void
look(training *t)
{
  kg__model dictionary = {.words = t->words.items, .words_mask = t->words.slots - 1};
  for (size_t i = 0; i < t->bank.sentences.n; i++) {
    gold_sentence *s = &t->bank.sentences.items[i];
    for (size_t k = 0; k < s->n; k++)
      kg__syntax_look(&dictionary, s->words[k].text, &s->look[k]);
  }
}

static kg_status
tag_by_folds(training *t)
{
  for (size_t fold = 0; fold < FOLDS; fold++) {
    weights *w = weights_new();
    kg_status st = w ? learn_tagger(&t->bank, FOLD_ROUNDS, fold, FOLDS, w) : KG_ERR_NOMEM;
    if (!st)
      tag_fold(&t->bank, w, fold, FOLDS);
    weights_free(w);
    KG_TRY(st);
    fprintf(stderr, "tagger: fold %zu of %d\n", fold + 1, FOLDS);
  }
  return KG_OK;
}

static kg_status
learn(training *t, const char *wordnet, const char *model, char **files, kg_error *err)
{
  for (; *files; files++)
    KG_TRY(treebank_read(&t->bank, *files, err));
  if (strcmp(wordnet, "-"))
    KG_TRY(wordnet_read(wordnet, &t->words, err));
  else if (!(t->words.items = calloc(t->words.slots = 1, sizeof *t->words.items)))
    return KG_ERR_NOMEM;
  t->tagger = weights_new();
  t->parser = weights_new();
  if (!t->tagger || !t->parser)
    return KG_ERR_NOMEM;
  look(t);
  KG_TRY(learn_tagger(&t->bank, TAGGER_ROUNDS, 0, 0, t->tagger));
  fprintf(stderr, "tagger: %zu features\n", weights_count(t->tagger));
  KG_TRY(tag_by_folds(t));
  KG_TRY(learn_parser(&t->bank, PARSER_ROUNDS, t->parser));
  return model_write(model, &t->bank, &t->words, t->tagger, t->parser, SMALLEST);
}

int
main(int argc, char **argv)
{
  if (argc > 3 && !strcmp(argv[1], "score"))
    return evaluate(argv[2], (const char *const *)argv + 3, (size_t)argc - 3);
  if (argc < 5 || strcmp(argv[1], "learn")) {
    fprintf(stderr, "kg-train learn WORDNET MODEL TREEBANK...\nkg-train score MODEL TREEBANK...\n");
    return 2;
  }
  training t = {0};
  kg_error err = {0};
  kg_status st = learn(&t, argv[2], argv[3], argv + 4, &err);
  if (st)
    fprintf(stderr, "kg-train: %s\n", err.message[0] ? err.message : kg_status_name(st));
  weights_free(t.tagger);
  weights_free(t.parser);
  wordnet_release(&t.words);
  treebank_release(&t.bank);
  return st ? 1 : 0;
}
