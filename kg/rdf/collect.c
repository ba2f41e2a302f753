// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A blank node is nested if it is object exactly once, in the graph where it is subject, names no graph, is
// in no triple term, and does not contain itself.  Parents are followed upwards with the depth remembered, so
// that this is linear; where a chain closes on itself or grows too deep, its node keeps a label.

#include "kg/rdf/collect.h"

#include "kg/base/vec.h"
#include "kg/vocab.h"

#include <stdlib.h>

kg_status
kg__collected_init(kg__collected *c)
{
  *c = (kg__collected){.arena = kg_arena_new()};
  return c->arena ? KG_OK : KG_ERR_NOMEM;
}

void
kg__collected_release(kg__collected *c)
{
  kg_arena_free(c->arena);
  kg__map_release(&c->map);
  kg_buf_release(&c->key);
  free(c->terms.items);
  free(c->quads.items);
  free(c->annotations.items);
  free(c->attached);
  *c = (kg__collected){0};
}

static kg_status
intern(kg__collected *c, const kg_term *term, kg__node *node)
{
  uint64_t *at;
  bool made;
  kg_buf_clear(&c->key);
  KG_TRY(kg_term_print(term, &c->key));
  kg_str key = c->key.len ? kg_buf_str(&c->key) : KG_STR("");
  KG_TRY(kg__map_put(&c->map, key, c->terms.n, &at, &made));
  *node = (kg__node)*at;
  if (!made)
    return KG_OK;
  if (c->terms.n >= UINT32_MAX)
    return KG_ERR_LIMIT;
  KG_TRY(kg__vec_add(&c->terms));
  kg__collected_term *t = &c->terms.items[c->terms.n - 1];
  *t = (kg__collected_term){
      .number = (uint32_t)(c->terms.n - 1), .first = KG__NO_QUAD, .reference = KG__NO_QUAD};
  return kg_term_copy(term, c->arena, &t->term);
}

// What is inside triple terms cannot be nested anywhere.
static kg_status
intern_inside(kg__collected *c, const kg_term *term)
{
  for (size_t i = 0; term->kind == KG_TERM_TRIPLE && i < 3; i++) {
    kg__node node;
    if (term->triple[i].kind == KG_TERM_BLANK) {
      KG_TRY(intern(c, &term->triple[i], &node));
      c->terms.items[node].n_references = 2;
    }
    KG_TRY(intern_inside(c, &term->triple[i]));
  }
  return KG_OK;
}

kg_status
kg__collected_add(kg__collected *c, const kg_quad *quad)
{
  kg__collected_quad q;
  KG_TRY(intern(c, &quad->graph, &q.graph));
  KG_TRY(intern(c, &quad->subject, &q.subject));
  KG_TRY(intern(c, &quad->predicate, &q.predicate));
  KG_TRY(intern(c, &quad->object, &q.object));
  KG_TRY(intern_inside(c, &quad->object));
  KG_TRY(kg__vec_add(&c->quads));
  c->quads.items[c->quads.n - 1] = q;
  return KG_OK;
}

// ---- sorting

static int
compare_terms(const void *a, const void *b)
{
  return kg_term_compare(&((const kg__collected_term *)a)->term, &((const kg__collected_term *)b)->term);
}

static int
order_of(kg__node a, kg__node b)
{
  return (a > b) - (a < b);
}

static int
compare_quads(const void *x, const void *y)
{
  const kg__collected_quad *a = x, *b = y;
  int order = order_of(a->graph, b->graph);
  if (!order)
    order = order_of(a->subject, b->subject);
  if (!order)
    order = order_of(a->predicate, b->predicate);
  return order ? order : order_of(a->object, b->object);
}

static size_t
first_not_before(const kg__collected *c, const kg_term *term)
{
  size_t low = 0, high = c->terms.n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (kg_term_compare(&c->terms.items[middle].term, term) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

bool
kg__collected_has_iri(const kg__collected *c, kg_str start)
{
  kg_term wanted = kg_term_iri(start);
  size_t i = first_not_before(c, &wanted);
  const kg_term *term = i < c->terms.n ? &c->terms.items[i].term : NULL;
  return term && term->kind == KG_TERM_IRI && kg_str_starts(term->value, start);
}

kg__node
kg__collected_find(const kg__collected *c, const kg_term *term)
{
  size_t i = first_not_before(c, term);
  return i < c->terms.n && kg_term_compare(&c->terms.items[i].term, term) == 0 ? (kg__node)i : UINT32_MAX;
}

static kg__node
node_of(const kg__collected *c, const char *iri)
{
  const kg_term term = kg_term_iri(kg_str_of(iri));
  return kg__collected_find(c, &term);
}

static kg_status
sort_terms(kg__collected *c)
{
  uint32_t *place = c->terms.n ? malloc(c->terms.n * sizeof *place) : NULL;
  if (!place)
    return c->terms.n ? KG_ERR_NOMEM : KG_OK;
  qsort(c->terms.items, c->terms.n, sizeof *c->terms.items, compare_terms);
  for (size_t i = 0; i < c->terms.n; i++)
    place[c->terms.items[i].number] = (uint32_t)i;
  for (size_t i = 0; i < c->quads.n; i++) {
    kg__collected_quad *q = &c->quads.items[i];
    *q = (kg__collected_quad){place[q->graph], place[q->subject], place[q->predicate], place[q->object]};
  }
  free(place);
  return KG_OK;
}

// In the sorting, rdf:type is 0 and the other predicates one more than they are.
static kg__collected_quad
sorting_key(const kg__collected *c, kg__collected_quad q)
{
  q.predicate = q.predicate == c->type ? 0 : q.predicate + 1;
  return q;
}

size_t
kg__collected_find_quad(const kg__collected *c, const kg__collected_quad *quad)
{
  const kg__collected_quad wanted = sorting_key(c, *quad);
  size_t low = 0, high = c->quads.n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const kg__collected_quad at = sorting_key(c, c->quads.items[middle]);
    if (compare_quads(&at, &wanted) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  bool found = low < c->quads.n && memcmp(&c->quads.items[low], quad, sizeof *quad) == 0;
  return found ? low : KG__NO_QUAD;
}

static void
sort_quads(kg__collected *c)
{
  size_t n = 0;
  kg__collected_quad *q = c->quads.items;
  for (size_t i = 0; i < c->quads.n; i++)
    q[i] = sorting_key(c, q[i]);
  if (c->quads.n)
    qsort(q, c->quads.n, sizeof *q, compare_quads);
  for (size_t i = 0; i < c->quads.n; i++) {
    if (n == 0 || compare_quads(&q[n - 1], &q[i]))
      q[n++] = q[i];
  }
  for (size_t i = 0; i < n; i++)
    q[i].predicate = q[i].predicate == 0 ? c->type : q[i].predicate - 1;
  c->quads.n = n;
}

// ---- blank nodes

static void
count_references(kg__collected *c)
{
  for (size_t i = 0; i < c->quads.n; i++) {
    const kg__collected_quad *q = &c->quads.items[i];
    kg__collected_term *object = &c->terms.items[q->object], *subject = &c->terms.items[q->subject];
    c->terms.items[q->graph].n_references = 2;
    object->reference = i;
    if (object->n_references < 2)
      object->n_references++;
    if (subject->first == KG__NO_QUAD) {
      subject->first = i;
    } else if (c->quads.items[subject->first].graph != q->graph) {
      subject->n_references = 2;
      subject->scattered = true;
    }
  }
  for (size_t i = 0; i < c->terms.n; i++) {
    kg__collected_term *t = &c->terms.items[i];
    t->nested =
        t->term.kind == KG_TERM_BLANK && t->n_references == 1 &&
        (t->first == KG__NO_QUAD || c->quads.items[t->first].graph == c->quads.items[t->reference].graph);
  }
}

// A list's cell: rdf:first and rdf:rest, once each, and nothing else.
static bool
is_cell(const kg__collected *c, kg__node node)
{
  const kg__collected_term *t = &c->terms.items[node];
  if (!t->nested || t->first == KG__NO_QUAD || kg__collected_subject_end(c, t->first) != t->first + 2)
    return false;
  return c->quads.items[t->first].predicate == c->first_property &&
         c->quads.items[t->first + 1].predicate == c->rest;
}

// From each end of a list to its start.
static void
mark_lists(kg__collected *c)
{
  for (size_t i = 0; i < c->quads.n; i++) {
    const kg__collected_quad *q = &c->quads.items[i];
    while (q->predicate == c->rest && (q->object == c->nil || c->terms.items[q->object].list) &&
           !c->terms.items[q->subject].list && is_cell(c, q->subject)) {
      c->terms.items[q->subject].list = true;
      q = &c->quads.items[c->terms.items[q->subject].reference];
    }
  }
}

// Whether a cell follows another one of the same list.
static bool
goes_on(const kg__collected *c, kg__node node)
{
  const kg__collected_term *t = &c->terms.items[node];
  const kg__collected_quad *q = &c->quads.items[t->reference];
  return t->list && q->predicate == c->rest && c->terms.items[q->subject].list;
}

static kg__node
parent_of(const kg__collected *c, kg__node node)
{
  return c->quads.items[c->terms.items[node].reference].subject;
}

static void
keep_label(kg__collected *c, kg__node node)
{
  while (goes_on(c, node)) // a list is cut at its start only
    node = parent_of(c, node);
  kg__collected_term *t = &c->terms.items[node];
  t->nested = t->list = t->annotates = false;
}

static bool
is_inside(const kg__collected_term *t)
{
  return t->nested || t->annotates;
}

enum { UNKNOWN = 0, ON_THE_WAY = UINT32_MAX };

// Find how deep `node` and those above it are nested; `depth` has that, plus one, for nodes known already.
static void
limit_depth(kg__collected *c, uint32_t *depth, kg__node *path, kg__node node)
{
  size_t n = 0;
  for (; is_inside(&c->terms.items[node]) && depth[node] == UNKNOWN; node = parent_of(c, node)) {
    depth[node] = ON_THE_WAY;
    path[n++] = node;
  }
  if (depth[node] == ON_THE_WAY)
    keep_label(c, node);
  uint32_t above = is_inside(&c->terms.items[node]) && depth[node] != ON_THE_WAY ? depth[node] - 1 : 0;
  while (n-- > 0) {
    node = path[n];
    if (is_inside(&c->terms.items[node]) && !goes_on(c, node) && ++above > KG__COLLECT_NESTING)
      keep_label(c, node);
    if (!is_inside(&c->terms.items[node]))
      above = 0;
    depth[node] = above + 1;
  }
}

kg_status
kg__collected_limit_depth(kg__collected *c)
{
  uint32_t *depth = calloc(c->terms.n + 1, sizeof *depth);
  kg__node *path = calloc(c->terms.n + 1, sizeof *path);
  for (size_t i = 0; depth && path && i < c->terms.n; i++)
    limit_depth(c, depth, path, (kg__node)i);
  kg_status st = depth && path ? KG_OK : KG_ERR_NOMEM;
  free(depth);
  free(path);
  return st;
}

kg_status
kg__collected_sort(kg__collected *c)
{
  KG_TRY(sort_terms(c));
  c->type = node_of(c, KG_RDF_TYPE);
  c->first_property = node_of(c, KG_RDF_FIRST);
  c->rest = node_of(c, KG_RDF_REST);
  c->nil = node_of(c, KG_RDF_NIL);
  c->reifies = node_of(c, KG_RDF_REIFIES);
  sort_quads(c);
  count_references(c);
  mark_lists(c);
  return kg__collected_limit_depth(c);
}

size_t
kg__collected_subject_end(const kg__collected *c, size_t i)
{
  const kg__collected_quad *q = &c->quads.items[i];
  while (i < c->quads.n && c->quads.items[i].subject == q->subject && c->quads.items[i].graph == q->graph)
    i++;
  return i;
}

bool
kg__collected_stands_alone(const kg__collected *c, size_t i)
{
  return !is_inside(&c->terms.items[c->quads.items[i].subject]);
}
