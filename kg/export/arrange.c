// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Nodes and edges as a projection wants them, in the order of their IRIs, so that ids, which depend on the
// order of loading, are nowhere to be seen.

#include "kg/base/vec.h"
#include "kg/export/projection.h"
#include "kg/vocab.h"

#include <stdlib.h>

static kg_status
add_edge(kg__projection *p, size_t source, size_t target, kg_id property, size_t claim, kg_error *err)
{
  kg__edge_view e = {.source = source, .target = target, .claim = claim};
  KG_TRY(kg__projection_text(p, property, &e.property, err));
  KG_TRY(kg__projection_label(p, property, &e.label, err));
  if (claim != SIZE_MAX)
    KG_TRY(kg__projection_text(p, p->claims.items[claim].id, &e.claim_iri, err));
  KG_TRY(kg__vec_add(&p->edges));
  p->edges.items[p->edges.n - 1] = e;
  p->nodes.items[source].degree++;
  p->nodes.items[target].degree++;
  return KG_OK;
}

static kg_status
add_relation(kg__projection *p, size_t relation, kg_error *err)
{
  const kg__relation *r = &p->relations.items[relation];
  size_t s, o;
  KG_TRY(kg__projection_node(p, r->s, &s, err));
  KG_TRY(kg__projection_node(p, r->o, &o, err));
  KG_TRY(add_edge(p, s, o, r->p, SIZE_MAX, err));
  p->edges.items[p->edges.n - 1].relation = relation;
  return KG_OK;
}

// One edge for a triple, in however many graphs it stands.  `uncovered` for those that no claim makes.
static kg_status
add_relations(kg__projection *p, bool uncovered, kg_error *err)
{
  const kg__relation *last = NULL;
  for (size_t i = 0; i < p->relations.n; i++) {
    const kg__relation *r = &p->relations.items[i];
    bool again = last && last->s == r->s && last->p == r->p && last->o == r->o;
    if (!r->kept || (uncovered && r->covered))
      continue;
    if (!again)
      KG_TRY(add_relation(p, i, err));
    last = r;
    p->edges.items[p->edges.n - 1].n_relations = i + 1 - p->edges.items[p->edges.n - 1].relation;
  }
  return KG_OK;
}

static bool
is_whole(const kg__claim_view *c)
{
  return c->kept && c->subject && c->property && c->object;
}

static kg_status
add_claim_edges(kg__projection *p, kg_error *err)
{
  for (size_t i = 0; i < p->claims.n; i++) {
    const kg__claim_view *c = &p->claims.items[i];
    size_t s, o;
    if (!is_whole(c))
      continue;
    KG_TRY(kg__projection_node(p, c->subject, &s, err));
    KG_TRY(kg__projection_node(p, c->object, &o, err));
    KG_TRY(add_edge(p, s, o, c->property, i, err));
  }
  return KG_OK;
}

// ---- claims as nodes

static kg_status
add_claim_node(kg__projection *p, size_t claim, size_t *node, kg_error *err)
{
  const kg__claim_view *c = &p->claims.items[claim];
  kg__node_view view = {.id = c->id,
                        .kind = KG__CLAIM,
                        .claim = claim,
                        .class_iri = KG_STR(KG_NS_SEC "Claim"),
                        .documents = c->n_graphs,
                        .kept = true,
                        .shown = SIZE_MAX};
  KG_TRY(kg__projection_text(p, c->id, &view.iri, err));
  KG_TRY(kg__projection_label(p, c->property, &view.label, err));
  KG_TRY(kg__projection_label(p, p->words[KG__W_CLAIM], &view.class_label, err));
  KG_TRY(kg__vec_add(&p->nodes));
  p->nodes.items[ *node = p->nodes.n - 1] = view;
  return KG_OK;
}

static kg_status
add_claim_nodes(kg__projection *p, kg_error *err)
{
  for (size_t i = 0; i < p->claims.n; i++) {
    const kg__claim_view *c = &p->claims.items[i];
    const struct {
      kg__word word;
      kg_id to;
    } ends[] = {
        {KG__W_SUBJECT, c->subject}, {KG__W_OBJECT, c->object}, {KG__W_ATTRIBUTED_TO, c->attributed_to}};
    size_t node, end;
    if (!is_whole(c))
      continue;
    KG_TRY(add_claim_node(p, i, &node, err));
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
      const uint64_t *known = kg__map_find(&p->node_of, kg__id_key(&ends[k].to, 1));
      if (!ends[k].to || !known || !p->nodes.items[*known].kept)
        continue;
      end = (size_t)*known;
      KG_TRY(add_edge(p, node, end, p->words[ends[k].word], SIZE_MAX, err));
    }
  }
  return KG_OK;
}

// ---- order

static int
compare_nodes(const void *a, const void *b, void *self)
{
  const kg__projection *p = self;
  const kg__node_view *x = &p->nodes.items[*(const size_t *)a], *y = &p->nodes.items[*(const size_t *)b];
  if (x->kind != y->kind)
    return (x->kind > y->kind) - (x->kind < y->kind);
  int c = kg_str_compare(x->iri, y->iri);
  return c ? c : (x->id > y->id) - (x->id < y->id);
}

static int
compare_edges(const void *a, const void *b, void *self)
{
  const kg__projection *p = self;
  const kg__edge_view *x = a, *y = b;
  size_t xs = p->nodes.items[x->source].shown, ys = p->nodes.items[y->source].shown;
  size_t xt = p->nodes.items[x->target].shown, yt = p->nodes.items[y->target].shown;
  if (xs != ys)
    return xs < ys ? -1 : 1;
  if (xt != yt)
    return xt < yt ? -1 : 1;
  int c = kg_str_compare(x->property, y->property);
  return c ? c : kg_str_compare(x->claim_iri, y->claim_iri);
}

static bool
is_shown(const kg__projection *p, const kg__node_view *node)
{
  bool alone = node->kind != KG__VALUE && !kg__projection_is_narrowed(&p->options->filter);
  bool sought = p->options->filter.n_around && node->distance == 0;
  return node->kept && (node->degree || alone || sought);
}

static kg_status
sort_all(kg__projection *p)
{
  p->order = malloc((p->nodes.n + 1) * sizeof *p->order);
  if (!p->order)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < p->nodes.n; i++) {
    if (is_shown(p, &p->nodes.items[i]))
      p->order[p->n_shown++] = i;
  }
  qsort_r(p->order, p->n_shown, sizeof *p->order, compare_nodes, p);
  for (size_t i = 0; i < p->n_shown; i++)
    p->nodes.items[p->order[i]].shown = i;
  if (p->edges.n)
    qsort_r(p->edges.items, p->edges.n, sizeof *p->edges.items, compare_edges, p);
  return KG_OK;
}

kg_status
kg__projection_arrange(kg__projection *p, kg_error *err)
{
  if (p->options->graph == KG_GRAPH_NONE || p->options->graph == KG_GRAPH_NANOPUB)
    return KG_OK;
  if (p->options->projection == KG_PROJECTION_CLAIMS)
    KG_TRY(add_claim_nodes(p, err));
  else if (p->options->projection != KG_PROJECTION_PLAIN)
    KG_TRY(add_claim_edges(p, err));
  KG_TRY(add_relations(p, p->options->projection != KG_PROJECTION_PLAIN, err));
  return sort_all(p);
}
