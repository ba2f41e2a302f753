// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// `r rdf:reifies <<( s p o )>>` is an annotation where `s p o` stands in the same graph: then it is written
// as `s p o ~ r`.  What else is said of `r` follows in `{| |}`, behind the first of its triples, if `r` is a
// subject in this graph only and does not come to stand within itself.

#include "kg/rdf/collect.h"

#include "kg/base/vec.h"

#include <stdlib.h>

// The quad of the triple that quad `i` says is reified; KG__NO_QUAD if it is not stated or is itself one of
// those that may become annotations.
static size_t
stated(const kg__collected *c, size_t i)
{
  const kg__collected_quad *q = &c->quads.items[i];
  const kg_term *term = kg__collected_term_at(c, q->object);
  if (q->predicate != c->reifies || term->kind != KG_TERM_TRIPLE)
    return KG__NO_QUAD;
  kg__collected_quad wanted = {q->graph, kg__collected_find(c, &term->triple[0]),
                               kg__collected_find(c, &term->triple[1]),
                               kg__collected_find(c, &term->triple[2])};
  return wanted.predicate == c->reifies ? KG__NO_QUAD : kg__collected_find_quad(c, &wanted);
}

static kg_status
attach(kg__collected *c, size_t quad, size_t reifies)
{
  const kg__collected_quad *q = &c->quads.items[reifies];
  kg__collected_term *reifier = &c->terms.items[q->subject];
  if (quad == KG__NO_QUAD || reifier->nested)
    return KG_OK;
  KG_TRY(kg__vec_add(&c->annotations));
  c->annotations.items[c->annotations.n - 1] = (kg__annotation){quad, reifies};
  if (reifier->n_attached == 0 && !reifier->scattered) {
    reifier->annotates = true;
    reifier->reference = quad;
  }
  reifier->n_attached = (uint8_t)(reifier->n_attached ? 2 : 1);
  return KG_OK;
}

static int
order_of(size_t a, size_t b)
{
  return (a > b) - (a < b);
}

static int
compare_quads(const void *x, const void *y)
{
  const kg__annotation *a = x, *b = y;
  return a->quad == b->quad ? order_of(a->reifies, b->reifies) : order_of(a->quad, b->quad);
}

static int
compare_reifies(const void *x, const void *y)
{
  return order_of(((const kg__annotation *)x)->reifies, ((const kg__annotation *)y)->reifies);
}

kg_status
kg__collected_annotate(kg__collected *c)
{
  for (size_t i = 0; c->reifies != UINT32_MAX && i < c->quads.n; i++)
    KG_TRY(attach(c, stated(c, i), i));
  size_t n = c->annotations.n;
  if (!n)
    return KG_OK;
  c->attached = malloc(n * sizeof *c->attached);
  if (!c->attached)
    return KG_ERR_NOMEM;
  memcpy(c->attached, c->annotations.items, n * sizeof *c->attached); // they were found in this order
  qsort(c->annotations.items, n, sizeof *c->annotations.items, compare_quads);
  return kg__collected_limit_depth(c);
}

size_t
kg__collected_annotations(const kg__collected *c, size_t i)
{
  size_t low = 0, high = c->annotations.n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (c->annotations.items[middle].quad < i)
      low = middle + 1;
    else
      high = middle;
  }
  return low < c->annotations.n && c->annotations.items[low].quad == i ? low : c->annotations.n;
}

bool
kg__collected_is_attached(const kg__collected *c, size_t i)
{
  const kg__annotation wanted = {.reifies = i};
  return c->quads.items[i].predicate == c->reifies && c->annotations.n &&
         bsearch(&wanted, c->attached, c->annotations.n, sizeof wanted, compare_reifies) != NULL;
}

bool
kg__collected_is_anonymous(const kg__collected_term *t)
{
  return t->term.kind == KG_TERM_BLANK && t->annotates && t->n_references == 0 && t->n_attached == 1;
}
