// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Isomorphism: blank nodes are coloured by what is said with them, again and again until that tells no more
// of them apart; where some still look alike, one is marked and tried against each that may be its image.

#include "tests/support/dataset.h"

#include "kg/base/map.h"
#include "kg/base/vec.h"

#include <stdlib.h>

enum { SELF = 7, ROUNDS = 64, TRIES = 2000 };

void
dataset_release(dataset *d)
{
  kg_arena_free(d->arena);
  free(d->items);
  *d = (dataset){0};
}

kg_status
dataset_add(dataset *d, const kg_quad *quad)
{
  kg_quad copy = {0};
  if (!d->arena && !(d->arena = kg_arena_new()))
    return KG_ERR_NOMEM;
  KG_TRY(kg_term_copy(&quad->subject, d->arena, &copy.subject));
  KG_TRY(kg_term_copy(&quad->predicate, d->arena, &copy.predicate));
  KG_TRY(kg_term_copy(&quad->object, d->arena, &copy.object));
  KG_TRY(kg_term_copy(&quad->graph, d->arena, &copy.graph));
  KG_TRY(kg__vec_add(d));
  d->items[d->n - 1] = copy;
  return KG_OK;
}

static kg_status
sink_quad(void *self, const kg_quad *quad, kg_error *err)
{
  kg_status st = dataset_add(self, quad);
  return st ? kg_error_set(err, st, "no memory for the dataset") : KG_OK;
}

static kg_status
sink_skipped(void *self, const kg_error *error, kg_error *err)
{
  dataset *d = self;
  (void)err;
  d->n_skipped++;
  d->skipped = *error;
  return KG_OK;
}

kg_sink
dataset_sink(dataset *d)
{
  return (kg_sink){.self = d, .quad = sink_quad, .skipped = sink_skipped};
}

kg_status
dataset_read(dataset *d, kg_str text, const char *name, const kg_read_options *options, kg_error *err)
{
  kg_source *source;
  kg_world *world = kg_world_new();
  kg_sink sink = dataset_sink(d);
  kg_status st = world ? kg_source_from_memory(text, name, &source, err) : KG_ERR_NOMEM;
  if (!st) {
    st = kg_read(world, source, options, &sink, err);
    kg_source_close(source);
  }
  kg_world_free(world);
  return st;
}

kg_status
dataset_write(const dataset *d, const kg_write_options *options, kg_buf *text, kg_error *err)
{
  kg_output *output;
  kg_writer *writer = NULL;
  KG_TRY(kg_output_to_buf(text, &output, err));
  kg_status st = kg_writer_open(output, options, &writer, err);
  for (size_t i = 0; !st && i < d->n; i++)
    st = kg_writer_quad(writer, &d->items[i], err);
  if (!st)
    st = kg_writer_finish(writer, err);
  kg_writer_free(writer);
  kg_output_free(output);
  return st;
}

// ---- isomorphism

typedef struct side {
  const dataset *d;
  kg__map labels;
  size_t n;
  uint64_t *colours;
} side;

static uint64_t
mix(uint64_t a, uint64_t b)
{
  uint64_t x = (a ^ (b + UINT64_C(0x9E3779B97F4A7C15) + (a << 6) + (a >> 2))) * UINT64_C(0xBF58476D1CE4E5B9);
  return x ^ (x >> 29);
}

static uint64_t
hash_text(kg_str s)
{
  uint64_t h = UINT64_C(14695981039346656037);
  for (size_t i = 0; i < s.len; i++)
    h = (h ^ (unsigned char)s.ptr[i]) * UINT64_C(1099511628211);
  return mix(h, s.len);
}

static size_t
node_of(side *s, kg_str label)
{
  uint64_t *at = NULL;
  bool made = false;
  kg__map_put(&s->labels, label, s->n, &at, &made);
  s->n += made;
  return (size_t)*at;
}

static uint64_t
hash_term(side *s, const kg_term *t, size_t self)
{
  uint64_t h = mix(t->kind, t->direction);
  if (t->kind == KG_TERM_BLANK) {
    size_t node = node_of(s, t->value);
    return mix(h, node == self ? SELF : s->colours[node]);
  }
  for (size_t i = 0; t->kind == KG_TERM_TRIPLE && i < 3; i++)
    h = mix(h, hash_term(s, &t->triple[i], self));
  if (t->kind == KG_TERM_LITERAL)
    h = mix(mix(h, hash_text(t->datatype)), hash_text(t->language));
  return t->kind == KG_TERM_TRIPLE ? h : mix(h, hash_text(t->value));
}

static uint64_t
hash_quad(side *s, const kg_quad *q, size_t self)
{
  uint64_t h = mix(hash_term(s, &q->subject, self), hash_term(s, &q->predicate, self));
  return mix(mix(h, hash_term(s, &q->object, self)), hash_term(s, &q->graph, self));
}

static void
collect(side *s, const kg_term *t, size_t nodes[16], size_t *n)
{
  if (t->kind == KG_TERM_BLANK && *n < 16)
    nodes[(*n)++] = node_of(s, t->value);
  for (size_t i = 0; t->kind == KG_TERM_TRIPLE && i < 3; i++)
    collect(s, &t->triple[i], nodes, n);
}

static size_t
nodes_of(side *s, const kg_quad *q, size_t nodes[16])
{
  size_t n = 0, kept = 0;
  collect(s, &q->subject, nodes, &n);
  collect(s, &q->object, nodes, &n);
  collect(s, &q->graph, nodes, &n);
  for (size_t i = 0; i < n; i++) {
    size_t k = 0;
    while (k < kept && nodes[k] != nodes[i])
      k++;
    if (k == kept)
      nodes[kept++] = nodes[i];
  }
  return kept;
}

static size_t
count_colours(const uint64_t *colours, size_t n)
{
  size_t count = 0;
  for (size_t i = 0; i < n; i++) {
    size_t k = 0;
    while (k < i && colours[k] != colours[i])
      k++;
    count += k == i;
  }
  return count;
}

static void
refine(side *s)
{
  size_t before = 0, nodes[16];
  for (int round = 0; round < ROUNDS && s->n; round++) {
    uint64_t *fresh = calloc(s->n, sizeof *fresh);
    for (size_t i = 0; i < s->d->n; i++) {
      size_t n = nodes_of(s, &s->d->items[i], nodes);
      for (size_t k = 0; k < n; k++)
        fresh[nodes[k]] += hash_quad(s, &s->d->items[i], nodes[k]);
    }
    for (size_t i = 0; i < s->n; i++)
      s->colours[i] = mix(s->colours[i], fresh[i]);
    free(fresh);
    size_t now = s->n < 3000 ? count_colours(s->colours, s->n) : before + 1;
    if (now == before || now == s->n)
      return;
    before = now;
  }
}

static int
compare_numbers(const void *a, const void *b)
{
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

static uint64_t *
sorted_hashes(side *s)
{
  uint64_t *hashes = calloc(s->d->n + 1, sizeof *hashes);
  for (size_t i = 0; i < s->d->n; i++)
    hashes[i] = hash_quad(s, &s->d->items[i], SIZE_MAX);
  qsort(hashes, s->d->n, sizeof *hashes, compare_numbers);
  return hashes;
}

static bool
same_hashes(side *a, side *b)
{
  uint64_t *x = sorted_hashes(a), *y = sorted_hashes(b);
  bool same = a->d->n == b->d->n && memcmp(x, y, a->d->n * sizeof *x) == 0;
  free(x);
  free(y);
  return same;
}

// A node that looks like another one, or `s->n`.
static size_t
ambiguous(const side *s)
{
  for (size_t i = 0; i < s->n; i++)
    for (size_t k = i + 1; k < s->n; k++)
      if (s->colours[i] == s->colours[k])
        return i;
  return s->n;
}

static bool
match(side *a, side *b, int *tries)
{
  refine(a);
  refine(b);
  if (!same_hashes(a, b) || --*tries < 0)
    return false;
  size_t i = ambiguous(a), size = a->n * sizeof *a->colours;
  if (i == a->n)
    return true;
  uint64_t *kept_a = malloc(size), *kept_b = malloc(size), colour = a->colours[i];
  memcpy(kept_a, a->colours, size);
  memcpy(kept_b, b->colours, size);
  bool found = false;
  for (size_t k = 0; k < b->n && !found; k++) {
    if (kept_b[k] != colour)
      continue;
    memcpy(a->colours, kept_a, size);
    memcpy(b->colours, kept_b, size);
    a->colours[i] = b->colours[k] = mix(colour, SELF);
    found = match(a, b, tries);
  }
  free(kept_a);
  free(kept_b);
  return found;
}

static int
compare_quads(const void *a, const void *b)
{
  return kg_quad_compare(a, b);
}

// A copy without duplicates, its terms borrowed.
static dataset
distinct(const dataset *d)
{
  dataset out = {.items = calloc(d->n + 1, sizeof *d->items)};
  if (d->n)
    memcpy(out.items, d->items, d->n * sizeof *d->items);
  qsort(out.items, d->n, sizeof *out.items, compare_quads);
  for (size_t i = 0; i < d->n; i++)
    if (!out.n || kg_quad_compare(&out.items[out.n - 1], &out.items[i]))
      out.items[out.n++] = out.items[i];
  return out;
}

static side
side_of(const dataset *d)
{
  side s = {.d = d};
  size_t nodes[16];
  for (size_t i = 0; i < d->n; i++)
    nodes_of(&s, &d->items[i], nodes);
  s.colours = calloc(s.n + 1, sizeof *s.colours);
  return s;
}

static void
side_release(side *s)
{
  kg__map_release(&s->labels);
  free(s->colours);
}

bool
dataset_isomorphic(const dataset *a, const dataset *b)
{
  dataset da = distinct(a), db = distinct(b);
  side x = side_of(&da), y = side_of(&db);
  int tries = TRIES;
  bool same = da.n == db.n && x.n == y.n && match(&x, &y, &tries);
  side_release(&x);
  side_release(&y);
  dataset_release(&da);
  dataset_release(&db);
  return same;
}
