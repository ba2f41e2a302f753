// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// An averaged perceptron whose rows hold only the classes that were ever updated. The average is kept lazily:
// what a weight was is added up when it changes.

#include "kg/base/vec.h"
#include "loaders/train/train.h"

#include <math.h>
#include <stdlib.h>

typedef struct weight {
  float now;
  uint8_t cls;
  uint32_t since;
  double sum;
} weight;

typedef struct row {
  uint64_t feature; ///< 0: free
  weight *items;
  uint32_t n, capacity;
} row;

struct weights {
  row *rows;
  size_t slots, used;
  uint32_t step;
};

weights *
weights_new(void)
{
  weights *w = calloc(1, sizeof *w);
  if (!w)
    return NULL;
  w->slots = 1 << 16;
  w->rows = calloc(w->slots, sizeof *w->rows);
  return w;
}

void
weights_free(weights *w)
{
  for (size_t i = 0; w && i < w->slots; i++)
    free(w->rows[i].items);
  if (w)
    free(w->rows);
  free(w);
}

size_t
weights_count(const weights *w)
{
  return w->used;
}

static row *
slot_of(row *rows, size_t slots, uint64_t feature)
{
  size_t at = feature & (slots - 1);
  while (rows[at].feature && rows[at].feature != feature)
    at = (at + 1) & (slots - 1);
  return &rows[at];
}

static kg_status
grow(weights *w)
{
  size_t slots = 2 * w->slots;
  row *rows = calloc(slots, sizeof *rows);
  if (!rows)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < w->slots; i++) {
    if (w->rows[i].feature)
      *slot_of(rows, slots, w->rows[i].feature) = w->rows[i];
  }
  free(w->rows);
  w->rows = rows;
  w->slots = slots;
  return KG_OK;
}

void
weights_score(const weights *w, const kg__features *features, float scores[KG__MODEL_MAX_CLASSES])
{
  for (size_t i = 0; i < features->n; i++)
    __builtin_prefetch(&w->rows[features->at[i] & (w->slots - 1)]);
  for (size_t i = 0; i < features->n; i++) {
    const row *r = slot_of(w->rows, w->slots, features->at[i]);
    for (size_t k = 0; k < r->n; k++)
      scores[r->items[k].cls] += r->items[k].now;
  }
}

void
weights_step(weights *w)
{
  w->step++;
}

static kg_status
change(weights *w, row *r, uint8_t cls, float by)
{
  size_t k = 0;
  while (k < r->n && r->items[k].cls != cls)
    k++;
  if (k == r->n) {
    size_t capacity = r->capacity;
    KG_TRY(kg__vec_reserve((void **)&r->items, &capacity, k + 1, sizeof *r->items));
    r->capacity = (uint32_t)capacity;
    r->items[r->n++] = (weight){.cls = cls, .since = w->step};
  }
  weight *x = &r->items[k];
  x->sum += (double)x->now * (w->step - x->since);
  x->since = w->step;
  x->now += by;
  return KG_OK;
}

kg_status
weights_update(weights *w, const kg__features *features, uint8_t good, uint8_t bad)
{
  for (size_t i = 0; i < features->n; i++) {
    if (2 * w->used >= w->slots)
      KG_TRY(grow(w));
    row *r = slot_of(w->rows, w->slots, features->at[i]);
    w->used += !r->feature;
    r->feature = features->at[i];
    KG_TRY(change(w, r, good, 1));
    KG_TRY(change(w, r, bad, -1));
  }
  return KG_OK;
}

void
weights_average(weights *w)
{
  for (size_t i = 0; i < w->slots; i++) {
    for (size_t k = 0; k < w->rows[i].n; k++) {
      weight *x = &w->rows[i].items[k];
      x->sum += (double)x->now * (w->step - x->since);
      x->since = w->step;
      x->now = w->step ? (float)(x->sum / w->step) : x->now;
    }
  }
}

static int
by_size(const void *a, const void *b)
{
  float x = *(const float *)a, y = *(const float *)b;
  return x < y ? -1 : x > y;
}

// What the byte 127 stands for: weights beyond are rare and are cut off there.
static double
largest(const weights *w)
{
  size_t n = 0;
  float *sizes = malloc(w->used * KG__MODEL_MAX_CLASSES / 8 * sizeof *sizes);
  for (size_t i = 0; sizes && i < w->slots; i++) {
    for (size_t k = 0; k < w->rows[i].n && n < w->used * KG__MODEL_MAX_CLASSES / 8; k++)
      sizes[n++] = fabsf(w->rows[i].items[k].now);
  }
  if (!n)
    return 1;
  qsort(sizes, n, sizeof *sizes, by_size);
  double at = sizes[n - 1 - n / 20000];
  free(sizes);
  return at > 0 ? at : 1;
}

static int
rounded(const weight *x, double scale)
{
  double v = round((double)x->now * scale);
  return v > 127 ? 127 : v < -127 ? -127 : (int)v;
}

// The largest of a row, by which it is kept or left out.
static double
reach(const row *r)
{
  double most = 0;
  for (size_t k = 0; k < r->n; k++)
    most = fmax(most, fabs((double)r->items[k].now));
  return most;
}

static kg_status
pack_row(const row *r, double scale, double smallest, kg_buf *to)
{
  uint8_t bytes[3 + 2 * KG__MODEL_MAX_CLASSES] = {(uint8_t)(r->feature >> 48), (uint8_t)(r->feature >> 56)};
  size_t n = 0;
  for (size_t k = 0; k < r->n && n < 255; k++) {
    int v = rounded(&r->items[k], scale);
    if (!v || abs(v) < smallest / 3)
      continue;
    bytes[3 + 2 * n] = r->items[k].cls;
    bytes[4 + 2 * n++] = (uint8_t)(int8_t)v;
  }
  bytes[2] = (uint8_t)n;
  return n ? kg_buf_add(to, bytes, 3 + 2 * n) : KG_OK;
}

static size_t buckets_mask; // qsort has no argument of its own

static int
by_bucket(const void *a, const void *b)
{
  const row *x = *(row *const *)a, *y = *(row *const *)b;
  size_t i = x->feature & buckets_mask, k = y->feature & buckets_mask;
  if (i != k)
    return i < k ? -1 : 1;
  return x->feature < y->feature ? -1 : x->feature > y->feature;
}

static size_t
choose(const weights *w, double smallest, const row **rows)
{
  size_t n = 0;
  for (size_t i = 0; i < w->slots; i++) {
    if (w->rows[i].feature && reach(&w->rows[i]) >= smallest)
      rows[n++] = &w->rows[i];
  }
  return n;
}

static kg_status
pack_rows(const row **rows, size_t n, double scale, double smallest, kg_buf *to)
{
  uint64_t buckets = 1;
  kg_buf pool = {0};
  kg_status st = KG_OK;
  while (2 * buckets < n)
    buckets *= 2;
  buckets_mask = buckets - 1;
  qsort(rows, n, sizeof *rows, by_bucket);
  st = kg_buf_add(to, &buckets, sizeof buckets);
  size_t i = 0;
  for (size_t b = 0; !st && b <= buckets; b++) {
    uint32_t at = (uint32_t)pool.len;
    st = kg_buf_add(to, &at, sizeof at);
    while (!st && i < n && (rows[i]->feature & buckets_mask) == b)
      st = pack_row(rows[i++], scale, smallest, &pool);
  }
  if (!st)
    st = kg_buf_add_str(to, kg_buf_str(&pool));
  kg_buf_release(&pool);
  return st;
}

kg_status
weights_pack(const weights *w, double smallest, kg_buf *to)
{
  const row **rows = malloc((w->used + 1) * sizeof *rows);
  if (!rows)
    return KG_ERR_NOMEM;
  double most = largest(w);
  size_t n = choose(w, smallest * most / 127, rows);
  kg_status st = pack_rows(rows, n, 127 / most, smallest, to);
  free(rows);
  return st;
}
