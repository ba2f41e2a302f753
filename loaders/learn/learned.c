// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The weights of what was learned, in one open hash table.

#include "loaders/learn/learned.h"

#include "kg/base/vec.h"

#include <stdlib.h>

enum { LEAST_WEIGHTS = 1024 };

kg_status
kg__learned_init(kg__learned *learned, const kg__ontology *ontology)
{
  *learned = (kg__learned){.arena = kg_arena_new(), .ontology = ontology, .capacity = LEAST_WEIGHTS};
  learned->labels.arena = learned->arena;
  learned->weights = calloc(LEAST_WEIGHTS, sizeof *learned->weights);
  return learned->arena && learned->weights ? KG_OK : KG_ERR_NOMEM;
}

void
kg__learned_release(kg__learned *learned)
{
  kg_arena_free(learned->arena);
  free(learned->weights);
  free(learned->relations.items);
  free(learned->values.items);
  kg__wordings_release(&learned->labels);
  *learned = (kg__learned){0};
}

kg_status
kg__learned_relation(kg__learned *learned, kg_str iri, kg_str label, size_t *relation)
{
  for (*relation = 0; *relation < learned->relations.n; ++*relation) {
    if (kg_str_equal(learned->relations.items[*relation].iri, iri))
      return KG_OK;
  }
  KG_TRY(kg__vec_add(&learned->relations));
  struct kg__learned_relation *r = &learned->relations.items[*relation];
  *r = (struct kg__learned_relation){.iri = kg_arena_str(learned->arena, iri),
                                     .label = kg_arena_str(learned->arena, label),
                                     .property = -1,
                                     .domain = UINT64_MAX,
                                     .range = UINT64_MAX};
  for (size_t i = 0; i < learned->ontology->properties.n; i++) {
    const kg__property *p = &learned->ontology->properties.items[i];
    if (!kg_str_equal(p->iri, iri))
      continue;
    r->property = (int)i;
    r->domain = p->domain;
    r->range = p->range;
  }
  return r->iri.ptr && r->label.ptr ? KG_OK : KG_ERR_NOMEM;
}

kg_status
kg__learned_value(kg__learned *learned, size_t relation, kg_str text, size_t *value)
{
  for (*value = 0; *value < learned->values.n; ++*value) {
    if (learned->values.items[*value].relation == relation &&
        kg_str_equal(learned->values.items[*value].text, text))
      return KG_OK;
  }
  KG_TRY(kg__vec_add(&learned->values));
  learned->values.items[*value].relation = (uint32_t)relation;
  learned->values.items[*value].text = kg_arena_str(learned->arena, text);
  return KG_OK;
}

static uint64_t
key_of(kg__place place, size_t relation, size_t value, uint64_t look)
{
  uint64_t id = ((uint64_t)relation << 32 | (uint64_t)value) * 8 + place + 1;
  uint64_t h = (look ^ id * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
  h ^= h >> 32;
  h *= 0xD6E8FEB86659FD93u;
  return h ? h : 1;
}

static kg__weight *
slot(kg__weight *weights, size_t capacity, uint64_t key)
{
  size_t at = key >> 20 & (capacity - 1);
  while (weights[at].key && weights[at].key != key)
    at = (at + 1) & (capacity - 1);
  return &weights[at];
}

kg__weight *
kg__learned_find(const kg__learned *l, kg__place place, size_t relation, size_t value, uint64_t look)
{
  kg__weight *w = slot(l->weights, l->capacity, key_of(place, relation, value, look));
  return w->key ? w : NULL;
}

kg__weight *
kg__learned_at(const kg__learned *l, uint64_t key)
{
  return slot(l->weights, l->capacity, key);
}

void
kg__learned_forget(kg__learned *l)
{
  memset(l->weights, 0, l->capacity * sizeof *l->weights);
  l->n = l->values.n = 0;
}

static kg_status
grow(kg__learned *l)
{
  kg__weight *more = calloc(l->capacity * 2, sizeof *more);
  if (!more)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < l->capacity; i++) {
    if (l->weights[i].key)
      *slot(more, l->capacity * 2, l->weights[i].key) = l->weights[i];
  }
  free(l->weights);
  l->weights = more;
  l->capacity *= 2;
  return KG_OK;
}

kg_status
kg__learned_put(kg__learned *l, kg__place place, size_t relation, size_t value, uint64_t look,
                kg__weight **weight)
{
  uint64_t key = key_of(place, relation, value, look);
  if (l->n * 2 >= l->capacity)
    KG_TRY(grow(l));
  kg__weight *w = *weight = slot(l->weights, l->capacity, key);
  if (w->key)
    return KG_OK;
  l->n++;
  *w = (kg__weight){
      .key = key, .look = look, .relation = (uint32_t)relation, .value = (uint32_t)value, .place = place};
  return KG_OK;
}

double
kg__learned_sum(const kg__learned *l, kg__place place, size_t relation, size_t value, const kg__looks *looks)
{
  double sum = 0;
  for (size_t i = 0; i < looks->n; i++) {
    const kg__weight *w = kg__learned_find(l, place, relation, value, looks->items[i]);
    sum += w ? w->w : 0;
  }
  return sum;
}
