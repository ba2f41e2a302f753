// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Inverse context creation and term selection (API, 4.3 and 4.4).
//
// One hash table for all contexts of a run: (context, IRI, container, type or language, value) to the term
// that comes first.

#include "kg/rdf/jsonld/jsonld.h"

#include <stdlib.h>

typedef struct kg__inverse {
  const kg__term **terms, **prefixes;
  size_t n_terms, n_prefixes;
} kg__inverse;

enum { BY_IRI = 'i', BY_CONTAINER = 'c', BY_TYPE = 't', BY_LANGUAGE = 'l', BY_ANY = 'a' };

static void
make_key(kg__jsonld *p, const kg__context *c, kg_str iri, unsigned container, char kind, kg_str value)
{
  struct {
    const void *context;
    uint32_t container, kind;
  } head = {c, container, (uint32_t)(unsigned char)kind};
  kg__key_start(p, (kg_str){(const char *)&head, sizeof head});
  kg__key_add(p, iri);
  kg__key_add(p, value);
}

typedef struct adding {
  kg__jsonld *p;
  const kg__context *c;
  const kg__term *term;
} adding;

// The first term for a key stays.
static void
add(const adding *a, char kind, kg_str value)
{
  uint64_t *slot;
  make_key(a->p, a->c, a->term->iri, a->term->container, kind, value);
  if (kg__map_put(&a->p->inverse, kg_buf_str(&a->p->key), (uint64_t)(uintptr_t)a->term, &slot, NULL))
    kg__jsonld_no_memory(a->p);
}

kg_str
kg__language_direction(kg__jsonld *p, kg_str language, kg_str direction)
{
  language = kg__lower_case(p, language);
  if (!direction.len)
    return language;
  return kg__jsonld_concat(p, kg__jsonld_concat(p, language, KG_STR("_")), direction);
}

static kg_str
language_key(const adding *a)
{
  const kg__term *t = a->term;
  if (t->has_language && t->has_direction) {
    if (!t->language.ptr && !t->direction.ptr)
      return KG_STR("@null");
    return kg__language_direction(a->p, t->language, t->direction);
  }
  if (t->has_language)
    return t->language.ptr ? kg__lower_case(a->p, t->language) : KG_STR("@null");
  return t->direction.ptr ? kg__language_direction(a->p, (kg_str){0}, t->direction) : KG_STR("@none");
}

static void
add_term(const adding *a)
{
  const kg__term *t = a->term;
  add(a, BY_CONTAINER, (kg_str){0});
  add(a, BY_ANY, KG_STR("@none"));
  if (t->reverse) {
    add(a, BY_TYPE, KG_STR("@reverse"));
  } else if (kg__is(t->type, "@none")) {
    add(a, BY_LANGUAGE, KG_STR("@any"));
    add(a, BY_TYPE, KG_STR("@any"));
  } else if (t->type.ptr) {
    add(a, BY_TYPE, t->type);
  } else if (t->has_language || t->has_direction) {
    add(a, BY_LANGUAGE, language_key(a));
  } else {
    kg_str language = kg__language_direction(a->p, a->c->language, a->c->direction);
    add(a, BY_LANGUAGE, language.len ? language : KG_STR("@none"));
    add(a, BY_LANGUAGE, KG_STR("@none"));
    add(a, BY_TYPE, KG_STR("@none"));
  }
}

// ---- a context's terms, the shortest first

static void
count_term(kg__jsonld *p, const kg__term *term, void *arg)
{
  (void)p;
  (void)term;
  ((kg__inverse *)arg)->n_terms++;
}

static void
take_term(kg__jsonld *p, const kg__term *term, void *arg)
{
  (void)p;
  kg__inverse *inverse = arg;
  inverse->terms[inverse->n_terms++] = term;
}

static int
shortest_first(const void *a, const void *b)
{
  kg_str x = (*(const kg__term *const *)a)->name, y = (*(const kg__term *const *)b)->name;
  return x.len != y.len ? (x.len > y.len) - (x.len < y.len) : kg_str_compare(x, y);
}

static void
build(kg__jsonld *p, const kg__context *c, kg__inverse *inverse)
{
  *inverse = (kg__inverse){0};
  kg__context_each(p, c, count_term, inverse);
  size_t size = inverse->n_terms * sizeof *inverse->terms;
  inverse->terms = kg__jsonld_alloc(p, size);
  inverse->prefixes = kg__jsonld_alloc(p, size);
  inverse->n_terms = 0;
  kg__context_each(p, c, take_term, inverse);
  if (inverse->n_terms)
    qsort(inverse->terms, inverse->n_terms, sizeof *inverse->terms, shortest_first);
  for (size_t i = 0; i < inverse->n_terms; i++) {
    adding a = {p, c, inverse->terms[i]};
    if (a.term->prefix && a.term->iri.ptr)
      inverse->prefixes[inverse->n_prefixes++] = a.term;
    if (!a.term->iri.ptr)
      continue;
    add_term(&a);
    uint64_t *slot;
    make_key(p, c, a.term->iri, 0, BY_IRI, (kg_str){0});
    if (kg__map_put(&p->inverse, kg_buf_str(&p->key), 1, &slot, NULL))
      kg__jsonld_no_memory(p);
  }
}

static const kg__inverse *
inverse_of(kg__jsonld *p, const kg__context *c)
{
  if (!c->inverse) {
    kg__inverse *inverse = kg__jsonld_alloc(p, sizeof *inverse);
    build(p, c, inverse);
    ((kg__context *)(uintptr_t)c)->inverse = inverse;
  }
  return c->inverse;
}

// ---- asking

bool
kg__inverse_has(kg__jsonld *p, const kg__context *c, kg_str iri)
{
  inverse_of(p, c);
  make_key(p, c, iri, 0, BY_IRI, (kg_str){0});
  return kg__map_find(&p->inverse, kg_buf_str(&p->key)) != NULL;
}

const kg__term *
kg__inverse_select(kg__jsonld *p, const kg__context *c, const kg__selection *s)
{
  for (size_t i = 0; i < s->n_containers; i++) {
    make_key(p, c, s->iri, s->containers[i], BY_CONTAINER, (kg_str){0});
    if (!kg__map_find(&p->inverse, kg_buf_str(&p->key)))
      continue;
    for (size_t k = 0; k < s->n_preferred; k++) {
      make_key(p, c, s->iri, s->containers[i],
               s->by_any    ? BY_ANY
               : s->by_type ? BY_TYPE
                            : BY_LANGUAGE,
               s->by_any ? KG_STR("@none") : s->preferred[k]);
      uint64_t *found = kg__map_find(&p->inverse, kg_buf_str(&p->key));
      if (found)
        return (const kg__term *)(uintptr_t)*found;
    }
  }
  return NULL;
}

const kg__term *const *
kg__inverse_prefixes(kg__jsonld *p, const kg__context *c, size_t *n)
{
  const kg__inverse *inverse = inverse_of(p, c);
  *n = inverse->n_prefixes;
  return inverse->prefixes;
}
