// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The probability of a triple is that of its subject among all runs of words, times that of its relation and
// object among all relations and objects, given the subject, and the chance that none is said, whose score is
// 0. Of those the sentence is taken to state as many as make the expected F1 highest, so that the members of
// a list, which are about as likely as each other, all come out.

#include "loaders/learn/learned.h"
#include "loaders/parse/relations.h"
#include "loaders/learn/subjects.h"

#include <math.h>
#include <stdlib.h>
#include <strings.h>

enum { MOST_TOPICS = 6 };

static const double FAINT = 1e-4, LEAST = 0.1, MOST = 0.95, SHARED = 0.6;

static bool
is_gap(char c)
{
  return c == ' ' || c == '_' || c == '\t' || c == '\n';
}

static char
small(char c)
{
  return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

bool
kg__same_text(kg_str a, kg_str b)
{
  size_t i = 0, k = 0;
  for (;; i++, k++) {
    while (i < a.len && is_gap(a.ptr[i]))
      i++;
    while (k < b.len && is_gap(b.ptr[k]))
      k++;
    if (i == a.len || k == b.len)
      return i == a.len && k == b.len;
    if (small(a.ptr[i]) != small(b.ptr[k]))
      return false;
  }
}

bool
kg__cues_say(const kg__cues *cues, kg_str text)
{
  const char *end = cues->sentence.ptr + cues->sentence.len;
  for (size_t i = 0; i < cues->n_words; i++) {
    const char *start = cues->words[i].text.ptr;
    if ((size_t)(end - start) < text.len)
      break;
    if (strncasecmp(start, text.ptr, text.len))
      continue;
    for (size_t k = i; k < cues->n_words; k++) {
      if (cues->words[k].text.ptr + cues->words[k].text.len == start + text.len)
        return true;
    }
  }
  return false;
}

void
kg__value_looks(const kg__cues *cues, kg_str text, kg__looks *looks)
{
  kg__look_add(cues, looks, kg__cues_say(cues, text) ? "said in so many words" : "not said", (kg_str){0},
               (kg_str){0});
}

bool
kg__may_be_object(const kg__span *subject, const kg__span *object)
{
  return object->last < subject->first || object->first > subject->last;
}

bool
kg__relation_allows(const kg__learned *l, size_t relation, const kg__span *subject, const kg__span *object)
{
  const struct kg__learned_relation *r = &l->relations.items[relation];
  return (!subject->cls || r->domain & subject->cls) && (!object->cls || r->range & object->cls);
}

void
kg__scores_init(const kg__learned *l, const kg__cues *cues, kg__scores *s)
{
  for (size_t r = 0; r < l->relations.n; r++) {
    double all = kg__learned_sum(l, KG__ANYWHERE, r, 0, &cues->anywhere);
    for (size_t i = 0; i < cues->objects.n; i++)
      s->objects[r * cues->objects.n + i] =
          all + kg__learned_sum(l, KG__OF_OBJECT, r, 0, &cues->objects.items[i].looks);
    s->relations[r] = all;
  }
  for (size_t v = 0; v < l->values.n; v++) {
    uint64_t room[1];
    kg__looks said = {room, 0};
    size_t r = l->values.items[v].relation;
    kg__value_looks(cues, l->values.items[v].text, &said);
    s->values[v] = s->relations[r] + kg__learned_sum(l, KG__FOR_VALUE, r, v + 1, &cues->anywhere) +
                   kg__learned_sum(l, KG__FOR_VALUE, r, 0, &said);
  }
}

kg_status
kg__scores_new(const kg__learned *l, const kg__cues *cues, kg_arena *arena, kg__scores *s)
{
  size_t n = l->relations.n * cues->objects.n;
  *s = (kg__scores){.n_objects = n, .n = n + l->values.n};
  s->relations = kg_arena_calloc(arena, l->relations.n + 1, sizeof *s->relations);
  s->objects = kg_arena_calloc(arena, s->n + 1, sizeof *s->objects);
  s->given = kg_arena_calloc(arena, s->n + 1, sizeof *s->given);
  if (!s->relations || !s->objects || !s->given)
    return KG_ERR_NOMEM;
  s->values = s->objects + n;
  return KG_OK;
}

// Probabilities of all relations with objects or values, and what is left that nothing is said.
void
kg__scores_given(const kg__learned *l, const kg__cues *cues, const kg__span *subject, kg__scores *s)
{
  double best = 0, sum = 0;
  size_t n = cues->objects.n;
  for (size_t i = 0; i < n; i++) {
    uint64_t room[KG__PATH_LOOKS];
    kg__looks path = {room, 0};
    bool may = kg__may_be_object(subject, &cues->objects.items[i]);
    if (may)
      kg__path_looks(cues, subject, &cues->objects.items[i], &path);
    for (size_t r = 0; r < l->relations.n; r++)
      s->given[r * n + i] = may && kg__relation_allows(l, r, subject, &cues->objects.items[i])
                                ? s->objects[r * n + i] + kg__learned_sum(l, KG__OF_PATH, r, 0, &path)
                                : -INFINITY;
  }
  for (size_t v = 0; v < l->values.n; v++)
    s->given[s->n_objects + v] = s->values[v];
  for (size_t r = 0; r < l->relations.n; r++) {
    double own = kg__learned_sum(l, KG__OF_SUBJECT, r, 0, &subject->looks);
    for (size_t i = 0; i < n; i++)
      s->given[r * n + i] += own;
    for (size_t v = 0; v < l->values.n; v++)
      s->given[s->n_objects + v] += l->values.items[v].relation == r ? own : 0;
  }
  for (size_t i = 0; i < s->n; i++)
    best = s->given[i] > best ? s->given[i] : best;
  for (size_t i = 0; i < s->n; i++)
    sum += s->given[i] = exp(s->given[i] - best);
  sum += exp(-best);
  for (size_t i = 0; i < s->n; i++)
    s->given[i] /= sum;
  s->none = exp(-best) / sum;
}

kg_status
kg__topic_scores(const kg__learned *l, const kg__cues *cues, kg_arena *arena, double **probabilities)
{
  double *p = *probabilities = kg_arena_calloc(arena, cues->topics.n + 1, sizeof *p), best = -INFINITY,
         sum = 0;
  if (!p)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < cues->topics.n; i++) {
    p[i] = kg__learned_sum(l, KG__OF_TOPIC, 0, 0, &cues->topics.items[i].looks);
    best = p[i] > best ? p[i] : best;
  }
  for (size_t i = 0; i < cues->topics.n; i++)
    sum += p[i] = exp(p[i] - best);
  for (size_t i = 0; i < cues->topics.n; i++)
    p[i] /= sum;
  return KG_OK;
}

// The first word of the list that a word is a member of.
static size_t
list_of(const kg__cues *cues, const kg__span *object)
{
  size_t head = kg__span_head(cues, object->first, object->last);
  for (size_t steps = 0;
       steps < cues->n_words && cues->words[head].relation == KG__REL_CONJ && cues->words[head].head >= 0;
       steps++)
    head = (size_t)cues->words[head].head;
  return head;
}

/** Of the objects of one relation: what hangs on which word. */
typedef struct lists {
  size_t *list, *head, *members; ///< Of each object; of each word that opens a list: how many it has
  double *of_head, *of_list;     ///< Probabilities by word
} lists;

static kg_status
find_lists(const kg__cues *cues, kg_arena *arena, lists *x)
{
  size_t n = cues->objects.n, words = cues->n_words + 1;
  x->list = kg_arena_alloc(arena, (n + 1) * sizeof *x->list);
  x->head = kg_arena_alloc(arena, (n + 1) * sizeof *x->head);
  x->members = kg_arena_alloc(arena, words * sizeof *x->members);
  x->of_head = kg_arena_alloc(arena, words * sizeof *x->of_head);
  x->of_list = kg_arena_alloc(arena, words * sizeof *x->of_list);
  if (!x->list || !x->head || !x->members || !x->of_head || !x->of_list)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < n; i++) {
    x->list[i] = list_of(cues, &cues->objects.items[i]);
    x->head[i] = kg__span_head(cues, cues->objects.items[i].first, cues->objects.items[i].last);
  }
  return KG_OK;
}

static void
share(const kg__cues *cues, const lists *x, double *p)
{
  size_t n = cues->objects.n;
  for (size_t w = 0; w < cues->n_words; w++) {
    x->of_head[w] = x->of_list[w] = 0;
    x->members[w] = 0;
  }
  for (size_t i = 0; i < n; i++) {
    x->members[x->list[i]] += x->of_head[x->head[i]] == 0 && p[i] > 0;
    x->of_head[x->head[i]] += p[i];
    x->of_list[x->list[i]] += p[i];
  }
  for (size_t i = 0; i < n; i++) {
    double members = (double)x->members[x->list[i]];
    if (members > 1 && p[i] > 0)
      p[i] *= 1 - SHARED + SHARED * x->of_list[x->list[i]] / members / x->of_head[x->head[i]];
  }
}

// What is said of one member of a list is mostly said of all.
static kg_status
share_in_lists(const kg__learned *l, const kg__cues *cues, kg_arena *arena, kg__scores *s)
{
  lists x;
  KG_TRY(find_lists(cues, arena, &x));
  for (size_t r = 0; r < l->relations.n; r++)
    share(cues, &x, s->given + r * cues->objects.n);
  return KG_OK;
}

// What reads the same is one guess.
static void
add_guess(kg__guess *guesses, size_t *n, kg__guess g)
{
  size_t at = 0;
  while (at < *n && !(guesses[at].relation == g.relation && kg__same_text(guesses[at].object, g.object) &&
                      kg__same_text(guesses[at].subject->text, g.subject->text)))
    at++;
  if (at < *n)
    g.probability += guesses[at].probability;
  else if (*n < KG__MAX_GUESSES)
    at = (*n)++;
  else if (guesses[at = *n - 1].probability >= g.probability)
    return;
  for (; at && guesses[at - 1].probability < g.probability; at--)
    guesses[at] = guesses[at - 1];
  guesses[at] = g;
}

static void
add_guesses(const kg__learned *l, const kg__cues *cues, const kg__span *subject, double probability,
            const kg__scores *s, kg__guess *guesses, size_t *n)
{
  for (size_t i = 0; i < s->n; i++) {
    size_t v = i - s->n_objects;
    if (s->given[i] < FAINT)
      continue;
    kg__guess g = {.subject = subject, .probability = probability * s->given[i]};
    if (i < s->n_objects) {
      g.relation = i / cues->objects.n;
      g.said = &cues->objects.items[i % cues->objects.n];
      g.object = g.said->text;
    } else {
      g.relation = l->values.items[v].relation;
      g.object = l->values.items[v].text;
    }
    add_guess(guesses, n, g);
  }
}

static bool
overlap(const kg__span *a, const kg__span *b)
{
  return a && b && a->first <= b->last && b->first <= a->last;
}

static bool
is_reading_of(const kg__guess *a, const kg__guess *b)
{
  return a->relation == b->relation && overlap(a->subject, b->subject) &&
         (overlap(a->said, b->said) || kg__same_text(a->object, b->object));
}

kg_status
kg__learned_guess(const kg__learned *l, const kg__cues *cues, kg_arena *arena, kg__guess *guesses, size_t *n)
{
  double *topics;
  kg__scores s;
  *n = 0;
  KG_TRY(kg__topic_scores(l, cues, arena, &topics));
  KG_TRY(kg__scores_new(l, cues, arena, &s));
  kg__scores_init(l, cues, &s);
  for (size_t k = 0; k < MOST_TOPICS && k < cues->topics.n; k++) {
    size_t best = 0;
    for (size_t i = 1; i < cues->topics.n; i++)
      best = topics[i] > topics[best] ? i : best;
    if (topics[best] < FAINT)
      break;
    kg__scores_given(l, cues, &cues->topics.items[best], &s);
    KG_TRY(share_in_lists(l, cues, arena, &s));
    add_guesses(l, cues, &cues->topics.items[best], topics[best], &s, guesses, n);
    topics[best] = -1;
  }
  return KG_OK;
}

double
kg__learned_stated(const kg__learned *l, const kg__cues *cues)
{
  return fmax(1, l->density * (double)cues->n_words);
}

// Probabilities of one triple become those of being among `stated` triples; of several readings of the same
// words one at most is.
static void
spread(kg__guess *guesses, size_t n, double stated)
{
  double group[KG__MAX_GUESSES];
  for (size_t i = 0; i < n; i++) {
    group[i] = 0;
    for (size_t k = 0; k < n; k++)
      group[i] += is_reading_of(&guesses[k], &guesses[i]) ? guesses[k].probability : 0;
  }
  for (size_t i = 0; i < n; i++)
    guesses[i].probability *= fmin(stated, fmax(1, MOST / group[i]));
}

static int
likeliest_first(const void *a, const void *b)
{
  const kg__guess *x = a, *y = b;
  return (x->probability < y->probability) - (x->probability > y->probability);
}

size_t
kg__guesses_worth(kg__guess *guesses, size_t n, double stated)
{
  double sum = 0, best = 0;
  size_t worth = 0;
  spread(guesses, n, stated);
  qsort(guesses, n, sizeof *guesses, likeliest_first);
  for (size_t i = 0; i < n; i++) {
    sum += guesses[i].probability;
    double f1 = 2 * sum / ((double)(i + 1) + stated);
    if (f1 > best + 1e-9 && (!i || guesses[i].probability > LEAST)) {
      best = f1;
      worth = i + 1;
    }
  }
  return worth;
}

double
kg__pair_score(const kg__learned *l, const kg__cues *cues, size_t relation, const kg__span *subject,
               const kg__span *object)
{
  uint64_t room[KG__PATH_LOOKS];
  kg__looks path = {room, 0};
  kg__path_looks(cues, subject, object, &path);
  return kg__learned_sum(l, KG__ANYWHERE, relation, 0, &cues->anywhere) +
         kg__learned_sum(l, KG__OF_SUBJECT, relation, 0, &subject->looks) +
         kg__learned_sum(l, KG__OF_OBJECT, relation, 0, &object->looks) +
         kg__learned_sum(l, KG__OF_PATH, relation, 0, &path);
}
