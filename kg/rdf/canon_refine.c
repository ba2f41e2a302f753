// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Colours for nodes that look alike alone: nodes of one colour are split by the colours around them, and only
// what is around a split is looked at again, with the largest part keeping its colour.  So a list takes n log
// n steps, where Hash N-Degree Quads takes n² at best.  RDFC-1.0 has no such step, so its labels cannot use
// this; labels of our own do.  Two different nodes of one colour do no harm: they are told apart afterwards.

#include "kg/rdf/canon.h"

#include <stdlib.h>
#include <xxhash.h>

enum { MAX_STEPS = 20000000 };

typedef struct refiner {
  kg_canon *c;
  uint64_t *fixed; // of each quad: hash of all in it that is no blank node
  uint64_t *sign;  // of each node that is looked at
  uint32_t *group; // of each node: which of those of one colour
  uint32_t *size;  // of each group
  uint32_t n_groups;
  bool *waits; // of each node: in `next` already
  uint32_t *now, *next;
  size_t n_now, n_next;
  uint64_t steps;
} refiner;

static uint64_t
mix(uint64_t a, uint64_t b)
{
  uint64_t x = (a ^ (b + UINT64_C(0x9E3779B97F4A7C15) + (a << 6) + (a >> 2))) * UINT64_C(0xBF58476D1CE4E5B9);
  return x ^ (x >> 31);
}

static uint64_t
hash_fixed(const kg_term *t)
{
  uint64_t h = mix(t->kind, t->direction);
  for (size_t i = 0; t->kind == KG_TERM_TRIPLE && i < 3; i++)
    h = mix(h, hash_fixed(&t->triple[i]));
  if (t->kind == KG_TERM_LITERAL)
    h = mix(mix(h, XXH3_64bits(t->datatype.ptr, t->datatype.len)),
            XXH3_64bits(t->language.ptr, t->language.len));
  return t->kind == KG_TERM_IRI || t->kind == KG_TERM_LITERAL
             ? mix(h, XXH3_64bits(t->value.ptr, t->value.len))
             : h;
}

static uint64_t
hash_blanks(const kg_canon *c, uint32_t self, const kg_term *t, uint64_t h)
{
  for (size_t i = 0; t->kind == KG_TERM_TRIPLE && i < 3; i++)
    h = hash_blanks(c, self, &t->triple[i], h);
  if (t->kind != KG_TERM_BLANK)
    return h;
  uint32_t node = kg__canon_node_of(c, t);
  return mix(h, node == self ? 0 : c->nodes[node].colour);
}

// What is around a node: the sum over its quads, whose order does not matter.
static uint64_t
signature(refiner *r, uint32_t node)
{
  const kg_canon *c = r->c;
  const kg__canon_node *n = &c->nodes[node];
  uint64_t sum = 0;
  for (size_t i = 0; i < n->n_quads; i++) {
    size_t at = c->quads_of[n->first_quad + i];
    const kg_quad *q = &c->quads.items[at];
    uint64_t h = hash_blanks(c, node, &q->subject, r->fixed[at]);
    h = hash_blanks(c, node, &q->object, mix(h, 1));
    sum += hash_blanks(c, node, &q->graph, mix(h, 2));
  }
  r->steps += n->n_quads;
  return sum;
}

static void
look_again(refiner *r, uint32_t node)
{
  if (r->waits[node] || r->size[r->group[node]] < 2)
    return;
  r->waits[node] = true;
  r->next[r->n_next++] = node;
}

static void
look_again_in(refiner *r, const kg_term *t)
{
  for (size_t i = 0; t->kind == KG_TERM_TRIPLE && i < 3; i++)
    look_again_in(r, &t->triple[i]);
  if (t->kind == KG_TERM_BLANK)
    look_again(r, kg__canon_node_of(r->c, t));
}

static void
look_around(refiner *r, uint32_t node)
{
  const kg__canon_node *n = &r->c->nodes[node];
  for (size_t i = 0; i < n->n_quads; i++) {
    const kg_quad *q = &r->c->quads.items[r->c->quads_of[n->first_quad + i]];
    look_again_in(r, &q->subject);
    look_again_in(r, &q->object);
    look_again_in(r, &q->graph);
  }
  r->steps += n->n_quads;
}

static int
compare_signs(const void *a, const void *b, void *refiner_)
{
  const refiner *r = refiner_;
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  if (r->group[x] != r->group[y])
    return (r->group[x] > r->group[y]) - (r->group[x] < r->group[y]);
  return (r->sign[x] > r->sign[y]) - (r->sign[x] < r->sign[y]);
}

static size_t
end_of_part(const refiner *r, size_t start, size_t end)
{
  size_t i = start + 1;
  while (i < end && r->sign[r->now[i]] == r->sign[r->now[start]])
    i++;
  return i;
}

// Of the nodes [start, end) of one group, which are all of it: where the largest part begins.
static size_t
largest_part(const refiner *r, size_t start, size_t end)
{
  size_t best = start, best_n = 0;
  for (size_t i = start, next; i < end; i = next) {
    next = end_of_part(r, i, end);
    if (next - i > best_n) {
      best = i;
      best_n = next - i;
    }
  }
  return best;
}

static void
split_off(refiner *r, size_t start, size_t end)
{
  uint32_t from = r->group[r->now[start]], to = r->n_groups++;
  for (size_t i = start; i < end; i++) {
    kg__canon_node *n = &r->c->nodes[r->now[i]];
    n->colour = mix(n->colour, r->sign[r->now[i]]);
    r->group[r->now[i]] = to;
  }
  r->size[to] = (uint32_t)(end - start);
  r->size[from] -= (uint32_t)(end - start);
}

// Split a group by the signatures of those of its nodes that were looked at, which are [start, end).
static void
split(refiner *r, size_t start, size_t end)
{
  bool all = r->size[r->group[r->now[start]]] == end - start;
  size_t keeps = all ? largest_part(r, start, end) : end;
  for (size_t i = start, next; i < end; i = next) {
    next = end_of_part(r, i, end);
    if (i != keeps)
      split_off(r, i, next);
  }
}

static void
run_round(refiner *r)
{
  for (size_t i = 0; i < r->n_now; i++) {
    r->waits[r->now[i]] = false;
    r->sign[r->now[i]] = signature(r, r->now[i]);
  }
  qsort_r(r->now, r->n_now, sizeof *r->now, compare_signs, r);
  r->n_next = 0;
  for (size_t i = 0, end; i < r->n_now; i = end) {
    uint32_t group = r->group[r->now[i]];
    for (end = i + 1; end < r->n_now && r->group[r->now[end]] == group;)
      end++;
    uint32_t before = r->n_groups;
    split(r, i, end);
    for (size_t k = i; k < end && r->n_groups > before; k++)
      if (r->group[r->now[k]] >= before)
        look_around(r, r->now[k]);
  }
  uint32_t *swap = r->now;
  r->now = r->next;
  r->next = swap;
  r->n_now = r->n_next;
}

// One group for each hash; `order` has the nodes in the order of those.
static void
begin(refiner *r, const uint32_t *order)
{
  kg_canon *c = r->c;
  for (size_t i = 0; i < c->quads.n; i++) {
    const kg_quad *q = &c->quads.items[i];
    r->fixed[i] = mix(mix(hash_fixed(&q->subject), hash_fixed(&q->predicate)),
                      mix(hash_fixed(&q->object), hash_fixed(&q->graph)));
  }
  for (size_t i = 0; i < c->n_nodes; i++) {
    const kg__canon_hash *hash = &c->nodes[order[i]].hash;
    r->n_groups += !i || memcmp(hash, &c->nodes[order[i - 1]].hash, sizeof *hash) != 0;
    c->nodes[order[i]].colour = XXH3_64bits(hash->hex, sizeof hash->hex);
    r->group[order[i]] = r->n_groups - 1;
    r->size[r->n_groups - 1]++;
  }
  for (size_t i = 0; i < c->n_nodes; i++)
    look_again(r, (uint32_t)i);
  memcpy(r->now, r->next, r->n_next * sizeof *r->now);
  r->n_now = r->n_next;
}

kg_status
kg__canon_refine(kg_canon *c, const uint32_t *order)
{
  size_t n = c->n_nodes + 1;
  refiner r = {.c = c};
  kg_status st = KG_OK;
  r.fixed = calloc(c->quads.n + 1, sizeof *r.fixed);
  r.sign = calloc(n, sizeof *r.sign);
  r.group = calloc(n, sizeof *r.group);
  r.size = calloc(n, sizeof *r.size);
  r.waits = calloc(n, sizeof *r.waits);
  r.now = calloc(n, sizeof *r.now);
  r.next = calloc(n, sizeof *r.next);
  if (!r.fixed || !r.sign || !r.group || !r.size || !r.waits || !r.now || !r.next)
    st = kg_error_set(c->err, KG_ERR_NOMEM, "no memory for the canonical form");
  else
    begin(&r, order);
  while (!st && r.n_now && r.steps < MAX_STEPS) {
    st = kg_limits_check(c->options.limits, c->err);
    if (!st)
      run_round(&r);
  }
  void *all[] = {r.fixed, r.sign, r.group, r.size, r.waits, r.now, r.next};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    free(all[i]);
  return st;
}
