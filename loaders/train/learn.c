// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Both learners see the sentences in another, seeded order in each round. The parser is trained on tags that
// a tagger gave which had not seen the sentence, since that is what it will get; from its second round on it
// goes mostly where its own choice leads, and learns the best way on from there.

#include "loaders/train/train.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct dice {
  uint64_t state;
} dice;

static uint32_t
roll(dice *d)
{
  d->state = d->state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(d->state >> 33);
}

static size_t *
order_of(size_t n)
{
  size_t *order = malloc(n * sizeof *order);
  for (size_t i = 0; order && i < n; i++)
    order[i] = i;
  return order;
}

static void
shuffle(size_t *order, size_t n, dice *d)
{
  for (size_t i = n; i > 1; i--) {
    size_t k = roll(d) % i, t = order[i - 1];
    order[i - 1] = order[k];
    order[k] = t;
  }
}

static uint8_t
best_of(const float *scores, size_t n)
{
  size_t best = 0;
  for (size_t i = 1; i < n; i++)
    best = scores[i] > scores[best] ? i : best;
  return (uint8_t)best;
}

static void
give_tag(const treebank *bank, kg__syntax_word *word, uint8_t tag)
{
  kg_str name = bank->tags.items[tag];
  const char *bar = memchr(name.ptr, '|', name.len);
  word->tag = tag;
  word->upos = (uint8_t)kg__upos_find((kg_str){name.ptr, (size_t)(bar - name.ptr)});
}

static uint8_t
choose_tag(const treebank *bank, const weights *w, const gold_sentence *s, size_t at, kg__features *f)
{
  float scores[KG__MODEL_MAX_CLASSES] = {0};
  kg__tagger_features(s->look, s->n, at, f);
  weights_score(w, f, scores);
  return best_of(scores, bank->tags.n);
}

static kg_status
learn_tags(treebank *bank, const gold_sentence *s, weights *w)
{
  for (size_t i = 0; i < s->n; i++) {
    kg__features f;
    uint8_t tag = choose_tag(bank, w, s, i, &f);
    weights_step(w);
    if (tag != s->words[i].tag)
      KG_TRY(weights_update(w, &f, s->words[i].tag, tag));
    give_tag(bank, &s->look[i], tag);
  }
  return KG_OK;
}

kg_status
learn_tagger(treebank *bank, int epochs, size_t fold, size_t folds, weights *w)
{
  dice d = {1};
  size_t n = bank->sentences.n, *order = order_of(n);
  kg_status st = order ? KG_OK : KG_ERR_NOMEM;
  for (int e = 0; !st && e < epochs; e++) {
    shuffle(order, n, &d);
    for (size_t i = 0; !st && i < n; i++) {
      if (!folds || order[i] % folds != fold)
        st = learn_tags(bank, &bank->sentences.items[order[i]], w);
    }
  }
  free(order);
  weights_average(w);
  return st;
}

void
tag_fold(treebank *bank, const weights *w, size_t fold, size_t folds)
{
  for (size_t i = fold; i < bank->sentences.n; i += folds) {
    gold_sentence *s = &bank->sentences.items[i];
    kg__features f;
    for (size_t k = 0; k < s->n; k++)
      give_tag(bank, &s->look[k], choose_tag(bank, w, s, k, &f));
  }
}

typedef struct choice {
  kg__move move;
  uint8_t relation;
  float score;
} choice;

static void
consider(choice *best, kg__move move, uint8_t relation, float score)
{
  if (score > best->score)
    *best = (choice){move, relation, score};
}

// The relation with which a move makes a gold arc, or -1.
static int
gold_relation(const kg__parse_state *s, const gold_word *gold, kg__move move)
{
  int32_t top = s->stack[s->depth - 1];
  int32_t head = move == KG__LEFT ? s->front : s->stack[s->depth - 2];
  return gold[top].head == head ? gold[top].relation : -1;
}

// The best of the moves that lose least, and the best of the others.
static void
choose_moves(const treebank *bank, const kg__parse_state *s, const gold_word *gold, const float *scores,
             choice *bad, choice *good)
{
  int costs[3], least = 1 << 20;
  *bad = *good = (choice){.score = -1e30f};
  for (kg__move m = KG__SHIFT; m <= KG__RIGHT; m++) {
    costs[m] = kg__parse_allows(s, m) ? oracle_cost(s, gold, m) : 1 << 20;
    least = costs[m] < least ? costs[m] : least;
  }
  for (kg__move m = KG__SHIFT; m <= KG__RIGHT; m++) {
    if (costs[m] == 1 << 20)
      continue;
    int relation = m == KG__SHIFT ? 0 : gold_relation(s, gold, m);
    for (size_t r = 0; r < (m == KG__SHIFT ? 1 : bank->relations.n); r++) {
      bool is_good = costs[m] == least && (relation < 0 || relation == (int)r);
      consider(is_good ? good : bad, m, (uint8_t)r, scores[kg__move_class(m, (uint8_t)r)]);
    }
  }
}

static kg_status
learn_tree(const treebank *bank, const gold_sentence *s, bool explore, dice *d, kg__parse_memory *memory,
           weights *w)
{
  kg__parse_state state;
  KG_TRY(kg__parse_start(memory, s->look, s->n, &state));
  while (!kg__parse_done(&state)) {
    kg__features f;
    choice bad, good;
    float scores[KG__MODEL_MAX_CLASSES] = {0};
    kg__parse_features(&state, &f);
    weights_score(w, &f, scores);
    choose_moves(bank, &state, s->words, scores, &bad, &good);
    weights_step(w);
    bool wrong = bad.score >= good.score;
    if (wrong)
      KG_TRY(weights_update(w, &f, (uint8_t)kg__move_class(good.move, good.relation),
                            (uint8_t)kg__move_class(bad.move, bad.relation)));
    const choice *c = wrong && explore && roll(d) % 10 ? &bad : &good;
    kg__parse_step(&state, c->move, c->relation);
  }
  return KG_OK;
}

kg_status
learn_parser(treebank *bank, int epochs, weights *w)
{
  dice d = {2};
  kg__parse_memory memory = {0};
  size_t n = bank->sentences.n, *order = order_of(n);
  kg_status st = order ? KG_OK : KG_ERR_NOMEM;
  for (int e = 0; !st && e < epochs; e++) {
    shuffle(order, n, &d);
    for (size_t i = 0; !st && i < n; i++)
      st = learn_tree(bank, &bank->sentences.items[order[i]], e > 0, &d, &memory, w);
    fprintf(stderr, "parser: round %d of %d, %zu features\n", e + 1, epochs, weights_count(w));
  }
  free(order);
  kg__parse_memory_release(&memory);
  weights_average(w);
  return st;
}
