// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta 2011) with the root at the end of the buffer
// (Ballesteros and Nivre 2013). Features follow Zhang and Nivre (2011), with the dictionary's word classes
// beside tags. A word that is last on the stack when only the root is left hangs on the root, so that there
// is one root. A few ways are followed at once, as long as they are about as likely as the best: scores are
// taken for logarithms of probabilities.

#include "loaders/parse/syntax.h"

#include <math.h>
#include <stdlib.h>

enum { NO_TAG = 254, ROOT_TAG = 253 };

void
kg__parse_memory_release(kg__parse_memory *memory)
{
  free(memory->words);
  free(memory->nodes);
  free(memory->stack);
  *memory = (kg__parse_memory){0};
}

static kg_status
make_room(kg__parse_memory *m, size_t want)
{
  if (want <= m->capacity)
    return KG_OK;
  size_t capacity = want < 128 ? 128 : want + want / 2;
  kg__parse_memory_release(m);
  m->words = malloc(capacity * sizeof *m->words);
  m->nodes = malloc(KG__PARSE_STATES * capacity * sizeof *m->nodes);
  m->stack = malloc(KG__PARSE_STATES * capacity * sizeof *m->stack);
  if (!m->words || !m->nodes || !m->stack)
    return KG_ERR_NOMEM;
  m->capacity = capacity;
  return KG_OK;
}

kg_status
kg__parse_start(kg__parse_memory *memory, const kg__syntax_word *words, size_t n, kg__parse_state *state)
{
  if (n > INT32_MAX / 2)
    return KG_ERR_LIMIT;
  KG_TRY(make_room(memory, n + 1));
  memcpy(memory->words, words, n * sizeof *words);
  memory->words[n] = (kg__syntax_word){.form = 3, .tag = ROOT_TAG};
  uint16_t verbs = 0, marks = 0, joints = 0;
  for (size_t i = 0; i <= n; i++) {
    memory->nodes[i] = (kg__parse_node){
        .head = -1, .left = {-1, -1}, .right = {-1, -1}, .verbs = verbs, .marks = marks, .joints = joints};
    verbs += memory->words[i].upos == KG__UPOS_VERB || memory->words[i].upos == KG__UPOS_AUX;
    marks += memory->words[i].upos == KG__UPOS_PUNCT;
    joints += memory->words[i].upos == KG__UPOS_CCONJ;
  }
  *state = (kg__parse_state){memory->words, memory->nodes, memory->stack, (int32_t)n, 0, 0};
  return KG_OK;
}

bool
kg__parse_done(const kg__parse_state *s)
{
  return s->front == s->n && !s->depth;
}

bool
kg__parse_allows(const kg__parse_state *s, kg__move move)
{
  if (move == KG__SHIFT)
    return s->front < s->n;
  if (move == KG__RIGHT)
    return s->depth >= 2;
  return s->depth >= 1 && (s->front < s->n || s->depth == 1);
}

static void
attach(kg__parse_state *s, int32_t child, int32_t head, uint8_t relation)
{
  kg__parse_node *h = &s->nodes[head];
  s->nodes[child].head = head;
  s->nodes[child].relation = relation;
  if (child < head) {
    h->left[1] = h->left[0];
    h->left[0] = child;
    h->n_left += h->n_left < 255;
    h->left_set |= (uint64_t)1 << (relation & 63);
  } else {
    h->right[1] = h->right[0];
    h->right[0] = child;
    h->n_right += h->n_right < 255;
    h->right_set |= (uint64_t)1 << (relation & 63);
  }
}

void
kg__parse_step(kg__parse_state *s, kg__move move, uint8_t relation)
{
  if (move == KG__SHIFT) {
    s->stack[s->depth++] = s->front++;
    return;
  }
  int32_t child = s->stack[--s->depth];
  attach(s, child, move == KG__LEFT ? s->front : s->stack[s->depth - 1], relation);
}

/** What features ask of a word. */
typedef struct atom {
  int32_t at;
  uint64_t w, t, c, l; ///< Form, tag, class, relation
  int32_t left[2], right[2];
  uint64_t n_left, n_right, left_set, right_set;
} atom;

// The class of the noun or verb that the word is tagged as.
static uint64_t
class_of(const kg__syntax_word *w)
{
  if (w->upos == KG__UPOS_NOUN || w->upos == KG__UPOS_PROPN)
    return w->word.noun;
  return w->upos == KG__UPOS_VERB || w->upos == KG__UPOS_AUX ? w->word.verb : 0;
}

static atom
atom_of(const kg__parse_state *s, int32_t at)
{
  if (at < 0 || at > s->n)
    return (atom){.at = -1, .w = 0, .t = NO_TAG, .left = {-1, -1}, .right = {-1, -1}};
  const kg__syntax_word *w = &s->words[at];
  const kg__parse_node *n = &s->nodes[at];
  return (atom){.at = at,
                .w = w->form,
                .t = w->tag,
                .c = class_of(w),
                .l = n->head >= 0 ? n->relation + 1u : 0,
                .left = {n->left[0], n->left[1]},
                .right = {n->right[0], n->right[1]},
                .n_left = n->n_left,
                .n_right = n->n_right,
                .left_set = n->left_set,
                .right_set = n->right_set};
}

static inline void
add(kg__features *f, uint64_t a, uint64_t b, uint64_t c)
{
  f->at[f->n] = kg__mix(kg__mix(kg__mix(f->n + 1, a), b), c) * 0xD6E8FEB86659FD93u;
  f->n++;
}

static uint64_t
distance(int32_t a, int32_t b)
{
  if (a < 0 || b < 0)
    return 0;
  int32_t d = b - a;
  return d < 5 ? (uint64_t)d : d < 8 ? 5 : d < 12 ? 6 : 7;
}

static inline uint64_t
both(const atom *a)
{
  return a->w << 8 | a->t;
}

static inline uint64_t
classed(const atom *a)
{
  return a->c << 8 | a->t;
}

static inline uint64_t
tags3(const atom *a, const atom *b, const atom *c)
{
  return a->t << 16 | b->t << 8 | c->t;
}

static void
add_words(kg__features *f, const atom *s0, const atom *s1, const atom *s2, const atom *b0, const atom *b1,
          const atom *b2)
{
  const atom *of[] = {s0, s1, b0, b1};
  for (size_t i = 0; i < 4; i++) {
    add(f, of[i]->w, 0, 0);
    add(f, of[i]->t, 0, 0);
    add(f, both(of[i]), 0, 0);
  }
  add(f, both(b2), 0, 0);
  add(f, b2->t, 0, 0);
  add(f, s2->t, s2->w, 0);
  add(f, both(s0), both(b0), 0);
  add(f, both(s0), b0->w, 0);
  add(f, s0->w, both(b0), 0);
  add(f, both(s0), b0->t, 0);
  add(f, s0->t, both(b0), 0);
  add(f, s0->t, b0->t, 0);
  add(f, s0->w, b0->w, 0);
  add(f, both(s1), both(s0), 0);
  add(f, both(s1), s0->t, 0);
  add(f, s1->t, both(s0), 0);
  add(f, s1->t, s0->t, 0);
  add(f, s1->w, s0->w, b0->t);
  add(f, b0->t, b1->t, 0);
  add(f, both(s1), b0->t, 0);
  add(f, s1->w, b0->w, 0);
  add(f, tags3(b0, b1, b2), 0, 0);
  add(f, tags3(s0, b0, b1), 0, 0);
  add(f, tags3(s1, s0, b0), 0, 0);
  add(f, tags3(s2, s1, s0), 0, 0);
  add(f, tags3(s1, s0, b0), b1->t, 0);
  add(f, s0->w, b0->t << 8 | b1->t, 0);
  add(f, tags3(s1, s0, b0), s0->w, 0);
  add(f, tags3(s1, s0, b0), s1->w, 0);
}

static void
add_classes(kg__features *f, const atom *s0, const atom *s1, const atom *s2, const atom *b0, const atom *s0l)
{
  add(f, classed(s0), 0, 0);
  add(f, classed(b0), 0, 0);
  add(f, classed(s0), classed(b0), 0);
  add(f, classed(s1), classed(s0), 0);
  add(f, classed(s1), classed(s0), b0->t);
  add(f, s0->w, classed(b0), 0);
  add(f, classed(s0), b0->w, 0);
  add(f, s1->w, classed(s0), 0);
  add(f, classed(s1), s0->w, 0);
  add(f, classed(s1), s0l->w, classed(s0));
  add(f, classed(s1), s0l->w, b0->t);
  add(f, s1->w, s0l->w, 0);
  add(f, classed(s2), s0l->w, classed(s1));
  add(f, s2->w, s0l->w, s1->t);
}

static void
add_dependents(kg__features *f, const atom *s0, const atom *s1, const atom *b0, const kg__parse_state *s,
               const atom *s0l, const atom *b0l)
{
  atom s0r = atom_of(s, s0->right[0]), s1r = atom_of(s, s1->right[0]), s1l = atom_of(s, s1->left[0]);
  atom s0l2 = atom_of(s, s0->left[1]), s0r2 = atom_of(s, s0->right[1]), b0l2 = atom_of(s, b0->left[1]);
  const atom *of[] = {s0l, &s0r, b0l, &s1l, &s1r};
  for (size_t i = 0; i < 5; i++) {
    add(f, of[i]->w, of[i]->l, 0);
    add(f, of[i]->t, of[i]->l, 0);
  }
  add(f, s0l2.t, s0l2.l, s0->t);
  add(f, s0r2.t, s0r2.l, s0->t);
  add(f, b0l2.t, b0l2.l, b0->t);
  add(f, tags3(s0, s0l, b0), s0l->l, 0);
  add(f, tags3(s0, &s0r, b0), s0r.l, 0);
  add(f, tags3(s0, b0, b0l), b0l->l, 0);
  add(f, tags3(s1, &s1r, s0), s1r.l, 0);
  add(f, tags3(s1, &s1l, s0), s1l.l, 0);
  add(f, s0->w, b0l->w, b0->t);
  add(f, s1->w, b0l->w, b0->t);
  add(f, classed(s0), b0l->w, classed(b0));
  add(f, s0->t, b0->t, s0->right_set);
  add(f, s0->w, s0->n_left, s0->n_right);
  add(f, s0->t, s0->n_left, s0->n_right);
  add(f, s1->t, s1->n_left, s1->n_right << 8 | s0->t);
  add(f, b0->w, b0->n_left, 0);
  add(f, b0->t, b0->n_left, s0->t);
  add(f, s0->w, s0->right_set, 0);
  add(f, s0->t, s0->left_set, s0->right_set);
  add(f, s1->t, s1->right_set, s0->t);
  add(f, s1->w, s1->right_set, 0);
  add(f, b0->t, b0->left_set, s0->t);
  add(f, s1->left_set, s1->t, s0->t);
}

static uint64_t
up_to_three(int n)
{
  return n < 0 ? 0 : n > 3 ? 3 : (uint64_t)n;
}

// How many verbs, marks and coordinators stand between two words.
static uint64_t
between(const kg__parse_state *s, int32_t a, int32_t b)
{
  if (a < 0 || b < 0 || a + 1 > b)
    return 0;
  const kg__parse_node *from = &s->nodes[a + 1], *to = &s->nodes[b];
  return 1 | up_to_three(to->verbs - from->verbs) << 2 | up_to_three(to->marks - from->marks) << 4 |
         up_to_three(to->joints - from->joints) << 6;
}

// Words beside those at work in the text.
static void
add_neighbours(kg__features *f, const kg__parse_state *s, const atom *s0, const atom *s1, const atom *b0)
{
  uint64_t near = between(s, s0->at, b0->at), far = between(s, s1->at, s0->at);
  atom behind = atom_of(s, s0->at < 0 ? -1 : s0->at + 1), before = atom_of(s, s0->at < 1 ? -1 : s0->at - 1);
  add(f, s0->t, b0->t, near);
  add(f, s1->t, s0->t, far);
  add(f, s1->t << 8 | s0->t, b0->t, near << 8 | far);
  add(f, s0->w, near, b0->t);
  add(f, s1->w, far, s0->t);
  add(f, s0->t, behind.t, b0->t);
  add(f, s0->t, before.t, b0->t);
  add(f, s0->t, behind.w, b0->t);
  add(f, s1->t, s0->t << 8 | behind.t, b0->t);
  add(f, tags3(s0, b0, &behind), atom_of(s, s->front + 3).t, 0);
}

static void
add_distances(kg__features *f, const kg__parse_state *s, const atom *s0, const atom *s1, const atom *b0)
{
  uint64_t near = distance(s0->at, b0->at) + 1, far = distance(s1->at, s0->at) + 1;
  atom last = atom_of(s, s->front - 1);
  add(f, s0->w, near, 0);
  add(f, s0->t, near, b0->t);
  add(f, b0->w, near, 0);
  add(f, s0->w, b0->w, near);
  add(f, s1->t, s0->t, far);
  add(f, s1->w, far, s0->t);
  add(f, last.w, s0->t, b0->t);
  add(f, last.t, b0->t, (uint64_t)(s->depth < 4 ? s->depth : 4));
}

void
kg__parse_features(const kg__parse_state *s, kg__features *f)
{
  atom s0 = atom_of(s, s->depth > 0 ? s->stack[s->depth - 1] : -1),
       s1 = atom_of(s, s->depth > 1 ? s->stack[s->depth - 2] : -1),
       s2 = atom_of(s, s->depth > 2 ? s->stack[s->depth - 3] : -1), b0 = atom_of(s, s->front),
       b1 = atom_of(s, s->front + 1), b2 = atom_of(s, s->front + 2);
  atom s0l = atom_of(s, s0.left[0]), b0l = atom_of(s, b0.left[0]);
  f->n = 0;
  add_words(f, &s0, &s1, &s2, &b0, &b1, &b2);
  add_classes(f, &s0, &s1, &s2, &b0, &s0l);
  add_dependents(f, &s0, &s1, &b0, s, &s0l, &b0l);
  add_distances(f, s, &s0, &s1, &b0);
  add_neighbours(f, s, &s0, &s1, &b0);
}

enum { WIDTH = 4 };

static const float WARMTH = 150, ///< By what scores are divided to be logarithms of probabilities
    UNLIKELY = 1.3F;             ///< Beyond this logarithm behind the best, nothing is followed

/** A way so far, and how likely it is. */
typedef struct way {
  kg__parse_state state;
  float likely;
} way;

typedef struct step {
  size_t from;
  float likely;
  kg__move move;
  uint8_t relation;
} step;

typedef struct steps {
  step best[WIDTH];
  size_t n;
} steps;

static void
keep(steps *s, step x)
{
  if (s->n == WIDTH && s->best[WIDTH - 1].likely >= x.likely)
    return;
  size_t k = s->n < WIDTH ? s->n++ : WIDTH - 1;
  for (; k && s->best[k - 1].likely < x.likely; k--)
    s->best[k] = s->best[k - 1];
  s->best[k] = x;
}

// The moves of a state that are not unlikely beside its best one.
static void
consider_moves(const kg__model *model, const way *w, size_t from, steps *s)
{
  kg__features f;
  int32_t scores[KG__MODEL_MAX_CLASSES] = {0}, best = INT32_MIN;
  step found[KG__MODEL_MAX_CLASSES];
  size_t n = 0;
  float sum = 0;
  kg__parse_features(&w->state, &f);
  kg__table_score(&model->parser, &f, scores);
  for (kg__move m = KG__SHIFT; m <= KG__RIGHT; m++) {
    for (size_t r = 0; kg__parse_allows(&w->state, m) && r < (m == KG__SHIFT ? 1 : model->n_relations); r++) {
      int32_t score = scores[kg__move_class(m, (uint8_t)r)];
      best = score > best ? score : best;
      if ((float)(best - score) < UNLIKELY * WARMTH)
        found[n++] = (step){from, (float)score, m, (uint8_t)r};
    }
  }
  for (size_t i = 0; i < n; i++) {
    found[i].likely = (found[i].likely - (float)best) / WARMTH;
    sum += expf(found[i].likely);
  }
  for (size_t i = 0; i < n; i++) {
    if (found[i].likely > -UNLIKELY) {
      found[i].likely += w->likely - logf(sum);
      keep(s, found[i]);
    }
  }
}

/** States that no way is in. */
typedef struct spares {
  kg__parse_state items[KG__PARSE_STATES];
  size_t n;
} spares;

static kg__parse_state
copy_state(const kg__parse_state *from, spares *spare)
{
  kg__parse_state to = spare->items[--spare->n];
  memcpy(to.nodes, from->nodes, ((size_t)from->n + 1) * sizeof *to.nodes);
  memcpy(to.stack, from->stack, (size_t)from->depth * sizeof *to.stack);
  to.depth = from->depth;
  to.front = from->front;
  return to;
}

// A way that goes on once goes on in its own state; copies are made for those that part from it before.
static void
follow(const way *now, size_t n, const steps *s, way *next, spares *spare)
{
  size_t left[WIDTH] = {0};
  for (size_t i = 0; i < s->n; i++)
    left[s->best[i].from]++;
  for (size_t i = 0; i < n; i++) {
    if (!left[i])
      spare->items[spare->n++] = now[i].state;
  }
  for (size_t i = 0; i < s->n; i++) {
    const step *x = &s->best[i];
    next[i].state = --left[x->from] ? copy_state(&now[x->from].state, spare) : now[x->from].state;
    next[i].likely = x->likely;
    kg__parse_step(&next[i].state, x->move, x->relation);
  }
}

// All ways to a tree have as many moves, so that they can be compared after each. Returns the best at its
// end.
static kg__parse_state
search(const kg__model *model, const kg__parse_state *start, spares *spare)
{
  way ways[2][WIDTH] = {{{*start, 0}}};
  size_t n = 1, now = 0;
  while (!kg__parse_done(&ways[now][0].state)) {
    steps s = {.n = 0};
    for (size_t i = 0; i < n; i++)
      consider_moves(model, &ways[now][i], i, &s);
    while (s.best[s.n - 1].likely <= s.best[0].likely - UNLIKELY)
      s.n--;
    follow(ways[now], n, &s, ways[!now], spare);
    n = s.n;
    now = !now;
  }
  return ways[now][0].state;
}

kg_status
kg__syntax_parse(const kg__model *model, kg__parse_memory *memory, kg__syntax_word *words, size_t n)
{
  kg__parse_state s;
  spares spare = {.n = 0};
  KG_TRY(kg__parse_start(memory, words, n, &s));
  for (size_t i = 1; i < KG__PARSE_STATES; i++) {
    kg__parse_state *other = &spare.items[spare.n++];
    *other = s;
    other->nodes = memory->nodes + i * memory->capacity;
    other->stack = memory->stack + i * memory->capacity;
  }
  s = search(model, &s, &spare);
  for (size_t i = 0; i < n; i++) {
    words[i].head = s.nodes[i].head == s.n ? -1 : s.nodes[i].head;
    words[i].relation = s.nodes[i].relation;
  }
  return KG_OK;
}
