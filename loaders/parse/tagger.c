// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// From left to right, each word gets the tag with the highest sum of weights, given the words around it and
// the two tags before it.

#include "loaders/parse/syntax.h"

// Words beyond either end of the sentence.
static const kg__syntax_word BEFORE = {.form = 1, .suffix = {1, 1, 1, 1}, .shape = 31, .tag = 254},
                             AFTER = {.form = 2, .suffix = {2, 2, 2, 2}, .shape = 30, .tag = 255};

static const kg__syntax_word *
word_at(const kg__syntax_word *words, size_t n, size_t at, int step)
{
  if (step < 0 && at < (size_t)-step)
    return &BEFORE;
  at += (size_t)step;
  return at < n ? &words[at] : &AFTER;
}

static inline void
add(kg__features *f, uint64_t a, uint64_t b)
{
  f->at[f->n] = kg__mix(kg__mix(f->n + 1000, a), b + 1) * 0xD6E8FEB86659FD93u;
  f->n++;
}

void
kg__tagger_features(const kg__syntax_word *words, size_t n, size_t at, kg__features *f)
{
  const kg__syntax_word *w = &words[at], *p = word_at(words, n, at, -1), *pp = word_at(words, n, at, -2),
                        *x = word_at(words, n, at, 1), *xx = word_at(words, n, at, 2);
  uint64_t tags = (uint64_t)p->tag << 8 | pp->tag;
  f->n = 0;
  add(f, 0, 0);
  add(f, w->form, 0);
  add(f, p->form, 0);
  add(f, x->form, 0);
  add(f, pp->form, 0);
  add(f, xx->form, 0);
  add(f, w->form, p->form);
  add(f, w->form, x->form);
  add(f, w->form, p->tag);
  add(f, w->form, tags);
  add(f, p->tag, 0);
  add(f, tags, 0);
  add(f, p->tag, x->form);
  add(f, p->form, x->form);
  add(f, w->form, w->shape);
  add(f, w->shape, p->tag);
  add(f, w->shape, (uint64_t)p->shape << 8 | x->shape);
  add(f, w->shape, at == 0);
  for (size_t i = 0; i < 4; i++)
    add(f, w->suffix[i], 0);
  for (size_t i = 0; i < 2; i++)
    add(f, w->prefix[i], 0);
  add(f, w->suffix[2], w->shape);
  add(f, w->suffix[2], p->tag);
  add(f, w->suffix[1], tags);
  add(f, x->suffix[2], 0);
  add(f, x->suffix[1], w->suffix[1]);
  add(f, p->suffix[2], 0);
  add(f, x->suffix[2], p->tag);
  add(f, w->word.can, 0);
  add(f, w->word.can, p->tag);
  add(f, w->word.can, tags);
  add(f, w->word.can, (uint64_t)x->word.can << 8 | x->shape);
  add(f, w->word.can, (uint64_t)p->tag << 16 | (uint64_t)x->word.can << 8 | x->shape);
  add(f, w->word.can, x->form);
  add(f, w->word.can, p->form);
  add(f, w->word.can, (uint64_t)x->word.can << 8 | xx->word.can);
  add(f, w->word.can, w->suffix[2]);
  add(f, w->word.can, w->shape);
  add(f, w->word.noun, w->word.verb);
  add(f, w->word.noun, (uint64_t)p->tag << 8 | 1);
  add(f, x->word.can, x->shape);
}

static bool
names_things(uint8_t upos)
{
  return upos == KG__UPOS_PROPN || upos == KG__UPOS_NOUN || upos == KG__UPOS_ADJ;
}

void
kg__syntax_tag(const kg__model *model, kg__syntax_word *words, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    kg__features f;
    int32_t scores[KG__MODEL_MAX_CLASSES] = {0};
    kg__tagger_features(words, n, i, &f);
    kg__table_score(&model->tagger, &f, scores);
    size_t best = model->n_tags;
    for (size_t k = 0; k < model->n_tags; k++) {
      if (words[i].name && !names_things(model->upos[k]))
        continue;
      best = best == model->n_tags || scores[k] > scores[best] ? k : best;
    }
    best = best < model->n_tags ? best : 0;
    words[i].tag = (uint8_t)best;
    words[i].upos = model->upos[best];
  }
}
