// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/base/vec.h"
#include "kg/export/projection.h"

#include <stdlib.h>

bool
kg__projection_is_narrowed(const kg_export_filter *f)
{
  return f->n_modalities || f->since.len || f->until.len || f->min_confidence > 0 || f->n_around;
}

// ---- time

static bool
number_at(kg_str text, size_t at, size_t n, int32_t *number)
{
  *number = 0;
  if (at + n > text.len)
    return false;
  for (size_t i = at; i < at + n; i++) {
    if (text.ptr[i] < '0' || text.ptr[i] > '9')
      return false;
    *number = *number * 10 + (text.ptr[i] - '0');
  }
  return true;
}

bool
kg__period_of(kg_str text, int32_t *first, int32_t *last)
{
  int32_t year, month = 0, day = 0;
  if (!number_at(text, 0, 4, &year))
    return false;
  bool zone = text.len == 10 && text.ptr[7] == ':'; // of a year, as in 2012-05:00
  bool months = !zone && text.len > 5 && text.ptr[4] == '-' && number_at(text, 5, 2, &month) && month >= 1 &&
                month <= 12;
  bool days = months && text.len > 8 && text.ptr[7] == '-' && number_at(text, 8, 2, &day) && day >= 1 &&
              day <= 31 && !(text.len == 13 && text.ptr[10] == ':');
  size_t end = days ? 10 : months ? 7 : 4;
  if (text.len > end && !strchr("Z+-T", text.ptr[end]))
    return false;
  if (text.len > end && text.ptr[end] == '-' && text.len - end != 6) // no zone: a month or day that is none
    return false;
  *first = year * 10000 + (months ? month : 1) * 100 + (days ? day : 1);
  *last = year * 10000 + (months ? month : 12) * 100 + (days ? day : 31);
  return true;
}

static kg_status
read_period(const kg_export_filter *f, int32_t *since, int32_t *until, kg_error *err)
{
  int32_t other;
  *since = KG__DAY_FIRST;
  *until = KG__DAY_LAST;
  if (f->since.len && !kg__period_of(f->since, since, &other))
    return kg_error_set(err, KG_ERR_ARGUMENT, "'%.*s' is no year, month or day", KG_STR_ARG(f->since));
  if (f->until.len && !kg__period_of(f->until, &other, until))
    return kg_error_set(err, KG_ERR_ARGUMENT, "'%.*s' is no year, month or day", KG_STR_ARG(f->until));
  return KG_OK;
}

// ---- claims and relations by themselves

typedef struct sieve {
  kg__projection *p;
  const kg_export_filter *filter;
  int32_t since, until;
  struct {
    kg_id *items;
    size_t n, capacity;
  } modalities, types;
  bool plain_passes; ///< A relation without a claim: asserted, certain, undated
} sieve;

static bool
is_among(const kg_id *ids, size_t n, kg_id id)
{
  for (size_t i = 0; i < n; i++) {
    if (ids[i] == id)
      return true;
  }
  return false;
}

static kg_status
read_modalities(sieve *s, kg_error *err)
{
  s->plain_passes = !s->filter->n_modalities;
  for (size_t i = 0; i < s->filter->n_modalities; i++) {
    kg_term term = kg_term_iri(s->filter->modalities[i]);
    kg_id id;
    kg_status st = kg_txn_find(s->p->txn, &term, &id, err);
    if (st && st != KG_ERR_NOT_FOUND)
      return st;
    KG_TRY(kg__vec_add(&s->modalities));
    s->modalities.items[s->modalities.n - 1] = st ? KG_ID_MAX : id;
    s->plain_passes |= !st && id == s->p->words[KG__W_ASSERTED];
  }
  s->plain_passes &= !s->filter->since.len && !s->filter->until.len;
  return KG_OK;
}

static bool
claim_passes(const sieve *s, const kg__claim_view *c)
{
  const kg_export_filter *f = s->filter;
  if (s->modalities.n && !is_among(s->modalities.items, s->modalities.n, c->modality))
    return false;
  if (c->certainty < f->min_confidence)
    return false;
  if (!f->since.len && !f->until.len)
    return true;
  return c->dated && c->last >= s->since && c->first <= s->until;
}

// ---- entities by class

static kg_status
add_subclasses(sieve *s, kg_error *err)
{
  kg__rows rows = {0};
  kg_status st = KG_OK;
  for (size_t i = 0; !st && i < s->types.n; i++) {
    kg_id prefix[2] = {s->p->words[KG__W_SUBCLASS_OF], s->types.items[i]};
    st = kg__projection_rows(s->p, KG_POS, prefix, 2, true, &rows, err);
    for (size_t k = 0; !st && k < rows.n; k++) {
      if (is_among(s->types.items, s->types.n, rows.items[k].s))
        continue;
      if (!(st = kg__vec_add(&s->types)))
        s->types.items[s->types.n - 1] = rows.items[k].s;
    }
  }
  free(rows.items);
  return st;
}

static kg_status
read_types(sieve *s, kg_error *err)
{
  for (size_t i = 0; i < s->filter->n_types; i++) {
    kg_term term = kg_term_iri(s->filter->types[i]);
    kg_id id;
    kg_status st = kg_txn_find(s->p->txn, &term, &id, err);
    if (st == KG_ERR_NOT_FOUND)
      return kg_error_set(err, KG_ERR_DATA, "the store knows no class <%.*s>",
                          KG_STR_ARG(s->filter->types[i]));
    KG_TRY(st);
    KG_TRY(kg__vec_add(&s->types));
    s->types.items[s->types.n - 1] = id;
  }
  return add_subclasses(s, err);
}

static kg_status
sift_entities(sieve *s, kg_error *err)
{
  kg__rows rows = {0};
  kg_status st = KG_OK;
  for (size_t i = 0; !st && s->types.n && i < s->p->nodes.n; i++) {
    kg__node_view *node = &s->p->nodes.items[i];
    kg_id prefix[2] = {node->id, s->p->words[KG__W_TYPE]};
    st = kg__projection_rows(s->p, KG_SPO, prefix, 2, true, &rows, err);
    node->kept = false;
    for (size_t k = 0; !st && !node->kept && k < rows.n; k++)
      node->kept = is_among(s->types.items, s->types.n, rows.items[k].o);
  }
  free(rows.items);
  return st;
}

static kg__node_view *
node_of(kg__projection *p, kg_id id)
{
  const uint64_t *at = kg__map_find(&p->node_of, kg__id_key(&id, 1));
  return at ? &p->nodes.items[*at] : NULL;
}

static bool
joins_kept(kg__projection *p, kg_id a, kg_id b)
{
  const kg__node_view *x = node_of(p, a), *y = node_of(p, b);
  return x && y && x->kept && y->kept;
}

static void
sift_by_ends(kg__projection *p)
{
  for (size_t i = 0; i < p->claims.n; i++) {
    kg__claim_view *c = &p->claims.items[i];
    bool whole = c->subject && c->property && c->object;
    c->kept = c->kept && (!whole || joins_kept(p, c->subject, c->object));
  }
  for (size_t i = 0; i < p->relations.n; i++) {
    kg__relation *r = &p->relations.items[i];
    r->kept = r->kept && joins_kept(p, r->s, r->o);
  }
}

// ---- what claims make

static kg_status
cover(kg__projection *p, const kg__claim_view *c)
{
  for (size_t i = 0; i < c->n_graphs; i++) {
    kg_quad_ids q = {c->subject, c->property, c->object, p->claim_graphs.items[c->graph + i]};
    uint64_t *at;
    KG_TRY(kg__map_put(&p->covers, kg__id_key(&q, 4), 0, &at, NULL));
    *at |= c->kept;
  }
  return KG_OK;
}

static kg_status
sift_relations(sieve *s)
{
  kg__projection *p = s->p;
  kg__map_clear(&p->covers);
  for (size_t i = 0; i < p->claims.n; i++)
    KG_TRY(cover(p, &p->claims.items[i]));
  for (size_t i = 0; i < p->relations.n; i++) {
    kg__relation *r = &p->relations.items[i];
    const uint64_t *stays = kg__map_find(&p->covers, kg__id_key(&r->s, 4));
    r->covered = stays != NULL;
    r->kept = r->kept && (stays ? *stays != 0 : s->plain_passes);
  }
  return KG_OK;
}

// ---- neighbourhood

static bool
step(kg__projection *p, kg_id a, kg_id b, size_t hop)
{
  kg__node_view *x = node_of(p, a), *y = node_of(p, b);
  if (!x || !y)
    return false;
  kg__node_view *far = x->distance < y->distance ? y : x, *near = far == y ? x : y;
  if (near->distance != hop - 1 || far->distance <= hop)
    return false;
  far->distance = hop;
  return true;
}

static kg_status
sift_around(sieve *s, kg_error *err)
{
  kg__projection *p = s->p;
  size_t found = 0;
  for (size_t i = 0; i < s->filter->n_around; i++) {
    kg_id id;
    kg_status st = kg_txn_find(p->txn, &s->filter->around[i], &id, err);
    if (st && st != KG_ERR_NOT_FOUND)
      return st;
    kg__node_view *node = st ? NULL : node_of(p, id);
    if (node)
      node->distance = 0;
    found += node != NULL;
  }
  if (!found)
    return kg_error_set(err, KG_ERR_DATA, "the graphs have no entity '%.*s'",
                        KG_STR_ARG(s->filter->around[0].value));
  bool moved = true;
  for (size_t hop = 1; moved && hop <= s->filter->hops; hop++) {
    moved = false;
    for (size_t i = 0; i < p->claims.n; i++)
      moved |= p->claims.items[i].kept && step(p, p->claims.items[i].subject, p->claims.items[i].object, hop);
    for (size_t i = 0; i < p->relations.n; i++)
      moved |= p->relations.items[i].kept && step(p, p->relations.items[i].s, p->relations.items[i].o, hop);
  }
  for (size_t i = 0; i < p->nodes.n; i++)
    p->nodes.items[i].kept &= p->nodes.items[i].distance <= s->filter->hops;
  return KG_OK;
}

// A passage or selector stays, in RDF, if one of the claims it belongs to does.
static kg_status
keep_parts(kg__projection *p, kg_error *err)
{
  kg__rows rows = {0}, inner = {0};
  kg_status st = KG_OK;
  for (size_t i = 0; !st && i < p->claims.n; i++) {
    if (!p->claims.items[i].kept)
      continue;
    kg_id prefix[2] = {p->claims.items[i].id, p->words[KG__W_DERIVED_FROM]};
    st = kg__projection_rows(p, KG_SPO, prefix, 2, false, &rows, err);
    for (size_t k = 0; !st && k < rows.n; k++) {
      kg_id selectors[2] = {rows.items[k].o, p->words[KG__W_HAS_SELECTOR]};
      uint64_t *at = kg__map_find(&p->part_of, kg__id_key(selectors, 1));
      if (at)
        *at = 1;
      st = kg__projection_rows(p, KG_SPO, selectors, 2, false, &inner, err);
      for (size_t j = 0; !st && j < inner.n; j++) {
        if ((at = kg__map_find(&p->part_of, kg__id_key(&inner.items[j].o, 1))))
          *at = 1;
      }
    }
  }
  free(rows.items);
  free(inner.items);
  return st;
}

static kg_status
sift(sieve *s, kg_error *err)
{
  kg__projection *p = s->p;
  KG_TRY(read_period(s->filter, &s->since, &s->until, err));
  KG_TRY(read_modalities(s, err));
  KG_TRY(read_types(s, err));
  for (size_t i = 0; i < p->claims.n; i++)
    p->claims.items[i].kept = claim_passes(s, &p->claims.items[i]);
  KG_TRY(sift_entities(s, err));
  sift_by_ends(p);
  KG_TRY(sift_relations(s));
  if (s->filter->n_around) {
    KG_TRY(sift_around(s, err));
    sift_by_ends(p);
    KG_TRY(sift_relations(s));
  }
  return p->options->graph ? KG_OK : keep_parts(p, err);
}

kg_status
kg__projection_filter(kg__projection *p, kg_error *err)
{
  sieve s = {.p = p, .filter = &p->options->filter};
  kg_status st = sift(&s, err);
  free(s.modalities.items);
  free(s.types.items);
  return st;
}
