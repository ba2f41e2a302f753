// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// FTRL-Proximal (McMahan et al. 2013): each weight has a step of its own, and is 0 until enough speaks for
// it, and more must where there are more examples: few entries are left. Where several runs of words read as
// the truth does, they share it as the model sees fit.

#include "loaders/learn/teach.h"

#include "kg/base/vec.h"

#include <math.h>
#include <stdlib.h>

enum { ROUNDS = 8 };

static const double STEP = 0.3, SPARSE = 1.5, SPARSE_EACH = 1.0 / 150, SMALL = 0.02, FAINT = 1e-3;

typedef struct teacher {
  const kg__lesson *lesson;
  kg__learned *learned;
  kg_arena *arena; ///< Of one example
  struct {
    uint64_t *items;
    size_t n, capacity;
  } touched;     ///< Keys of weights with a gradient
  double sparse; ///< How much must speak for a weight that is not 0
} teacher;

static kg_status
blame(teacher *t, kg__place place, size_t relation, size_t value, const kg__looks *looks, double g)
{
  for (size_t i = 0; i < looks->n; i++) {
    kg__weight *w;
    KG_TRY(kg__learned_put(t->learned, place, relation, value, looks->items[i], &w));
    if (w->g == 0) {
      KG_TRY(kg__vec_add(&t->touched));
      t->touched.items[t->touched.n - 1] = w->key;
    }
    w->g += g;
  }
  return KG_OK;
}

static void
move(const teacher *t, kg__weight *w)
{
  double n = w->n + w->g * w->g, sigma = (sqrt(n) - sqrt(w->n)) / STEP;
  w->z += w->g - sigma * w->w;
  w->n = n;
  w->g = 0;
  w->w = fabs(w->z) <= t->sparse
             ? 0
             : -(w->z - (w->z > 0 ? t->sparse : -t->sparse)) / ((1 + sqrt(n)) / STEP + SMALL);
}

static void
move_all(teacher *t)
{
  for (size_t i = 0; i < t->touched.n; i++) {
    kg__weight *w = kg__learned_at(t->learned, t->touched.items[i]);
    if (w->g != 0)
      move(t, w);
  }
  t->touched.n = 0;
}

// ---- what a sentence is about

static kg_status
teach_topic(teacher *t, const kg__example *e, const kg__span **topic)
{
  const kg__spans *topics = &e->cues->topics;
  double *p, mass = 0;
  const kg__span *best = NULL;
  bool best_right = false;
  KG_TRY(kg__topic_scores(t->learned, e->cues, t->arena, &p));
  for (size_t i = 0; i < topics->n; i++) {
    bool right = kg__same_text(topics->items[i].text, e->subject);
    mass += right ? p[i] : 0;
    if (!best || right > best_right || (right == best_right && p[i] > p[best - topics->items])) {
      best = &topics->items[i];
      best_right = right;
    }
  }
  *topic = best;
  for (size_t i = 0; best_right && i < topics->n; i++) {
    bool right = kg__same_text(topics->items[i].text, e->subject);
    double g = p[i] - (right ? mass > 0 ? p[i] / mass : 1 : 0);
    if (fabs(g) > FAINT)
      KG_TRY(blame(t, KG__OF_TOPIC, 0, 0, &topics->items[i].looks, g));
  }
  move_all(t);
  return KG_OK;
}

// ---- what it says of that

static bool
is_right(const kg__example *e, size_t relation, kg_str object)
{
  return relation == e->relation && kg__same_text(object, e->object);
}

// The sum of the probabilities of what is right.
static double
right_mass(const teacher *t, const kg__example *e, const kg__scores *s)
{
  const kg__learned *l = t->learned;
  size_t n = e->cues->objects.n;
  double mass = 0;
  for (size_t i = 0; e->relation < l->relations.n && i < n; i++)
    mass += is_right(e, e->relation, e->cues->objects.items[i].text) ? s->given[e->relation * n + i] : 0;
  for (size_t v = 0; v < l->values.n; v++)
    mass +=
        is_right(e, l->values.items[v].relation, l->values.items[v].text) ? s->given[s->n_objects + v] : 0;
  return mass;
}

static kg_status
blame_object(teacher *t, const kg__example *e, size_t r, const kg__span *subject, const kg__span *object,
             double g)
{
  uint64_t room[KG__PATH_LOOKS];
  kg__looks path = {room, 0};
  kg__path_looks(e->cues, subject, object, &path);
  KG_TRY(blame(t, KG__OF_OBJECT, r, 0, &object->looks, g));
  return blame(t, KG__OF_PATH, r, 0, &path, g);
}

static kg_status
blame_value(teacher *t, const kg__example *e, size_t r, size_t v, double g)
{
  uint64_t room[1];
  kg__looks said = {room, 0};
  kg__value_looks(e->cues, t->learned->values.items[v].text, &said);
  KG_TRY(blame(t, KG__FOR_VALUE, r, 0, &said, g));
  return blame(t, KG__FOR_VALUE, r, v + 1, &e->cues->anywhere, g);
}

static kg_status
teach_relation(teacher *t, const kg__example *e, const kg__span *subject, const kg__scores *s, double mass,
               size_t r)
{
  const kg__learned *l = t->learned;
  size_t n = e->cues->objects.n;
  double all = 0;
  for (size_t i = 0; i < n; i++) {
    double p = s->given[r * n + i], g = p;
    if (mass > 0 && is_right(e, r, e->cues->objects.items[i].text))
      g -= p / mass;
    all += g;
    if (fabs(g) > FAINT)
      KG_TRY(blame_object(t, e, r, subject, &e->cues->objects.items[i], g));
  }
  for (size_t v = 0; v < l->values.n; v++) {
    double p = s->given[s->n_objects + v], g = p;
    if (l->values.items[v].relation != r)
      continue;
    if (mass > 0 && is_right(e, r, l->values.items[v].text))
      g -= p / mass;
    all += g;
    if (fabs(g) > FAINT)
      KG_TRY(blame_value(t, e, r, v, g));
  }
  if (fabs(all) < FAINT)
    return KG_OK;
  KG_TRY(blame(t, KG__ANYWHERE, r, 0, &e->cues->anywhere, all));
  return blame(t, KG__OF_SUBJECT, r, 0, &subject->looks, all);
}

static kg_status
teach_triple(teacher *t, const kg__example *e, const kg__span *subject)
{
  kg__scores s;
  KG_TRY(kg__scores_new(t->learned, e->cues, t->arena, &s));
  kg__scores_init(t->learned, e->cues, &s);
  kg__scores_given(t->learned, e->cues, subject, &s);
  double mass = e->silent ? 0 : right_mass(t, e, &s);
  for (size_t r = 0; (e->silent || mass > 0) && r < t->learned->relations.n; r++)
    KG_TRY(teach_relation(t, e, subject, &s, mass, r));
  move_all(t);
  return KG_OK;
}

static kg_status
teach_one(teacher *t, const kg__example *e)
{
  const kg__span *subject = e->silent;
  kg_arena_clear(t->arena);
  if (!subject)
    KG_TRY(teach_topic(t, e, &subject));
  return subject ? teach_triple(t, e, subject) : KG_OK;
}

// ---- all examples

// A fixed shuffle, other in each round: annotated files are often sorted by relation.
static void
shuffle(size_t *order, size_t n, uint64_t seed)
{
  for (size_t i = n; i > 1; i--) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    size_t k = (size_t)(seed >> 33) % i, other = order[k];
    order[k] = order[i - 1];
    order[i - 1] = other;
  }
}

// What no run of words of its sentence says has to be known.
static bool
is_value(const kg__example *e)
{
  for (size_t i = 0; i < e->cues->objects.n; i++) {
    if (kg__same_text(e->cues->objects.items[i].text, e->object))
      return false;
  }
  return true;
}

static kg_status
know_values(const kg__lesson *lesson, bool all)
{
  kg__learned_forget(lesson->learned);
  for (size_t i = 0; i < lesson->examples.n; i++) {
    const kg__example *e = &lesson->examples.items[i];
    size_t value;
    if ((all || !kg__held_out(e)) && !e->silent && is_value(e))
      KG_TRY(kg__learned_value(lesson->learned, e->relation, e->object, &value));
  }
  return KG_OK;
}

static kg_status
teach_all(teacher *t, size_t *order, bool all, const kg_limits *limits, kg_error *err)
{
  const kg__examples *examples = &t->lesson->examples;
  for (uint64_t round = 0; round < ROUNDS; round++) {
    shuffle(order, examples->n, round + 1);
    for (size_t i = 0; i < examples->n; i++) {
      const kg__example *e = &examples->items[order[i]];
      KG_TRY(kg_limits_check(limits, err));
      if (all || !kg__held_out(e))
        KG_TRY(teach_one(t, e));
    }
  }
  return KG_OK;
}

kg_status
kg__teach(const kg__lesson *lesson, bool all, const kg_limits *limits, kg_error *err)
{
  teacher t = {.lesson = lesson,
               .learned = lesson->learned,
               .arena = kg_arena_new(),
               .sparse = SPARSE + SPARSE_EACH * (double)lesson->examples.n};
  size_t *order = calloc(lesson->examples.n + 1, sizeof *order);
  for (size_t i = 0; order && i < lesson->examples.n; i++)
    order[i] = i;
  kg_status st = order && t.arena ? know_values(lesson, all) : KG_ERR_NOMEM;
  if (!st)
    st = teach_all(&t, order, all, limits, err);
  free(order);
  free(t.touched.items);
  kg_arena_free(t.arena);
  return st;
}
