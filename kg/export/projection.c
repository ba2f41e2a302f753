// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Everything is decided over ids: first what the graphs chosen say is read whole, then the filters mark what
// stays, and only what is shown gets nodes and edges.  RDF takes the same marks and asks, quad by quad.

#include "kg/export/projection.h"

#include "kg/vocab.h"

#include <stdlib.h>

static const char *const words[KG__N_WORDS] = {
    [KG__W_TYPE] = KG_RDF_TYPE,
    [KG__W_SUBJECT] = KG_RDF_SUBJECT,
    [KG__W_PREDICATE] = KG_RDF_PREDICATE,
    [KG__W_OBJECT] = KG_RDF_OBJECT,
    [KG__W_REIFIES] = KG_RDF_REIFIES,
    [KG__W_CLAIM] = KG_NS_SEC "Claim",
    [KG__W_MODALITY] = KG_NS_SEC "modality",
    [KG__W_FROM] = KG_NS_SEC "from",
    [KG__W_UNTIL] = KG_NS_SEC "until",
    [KG__W_ON] = KG_NS_SEC "on",
    [KG__W_RECURRENCE] = KG_NS_SEC "recurrence",
    [KG__W_CONFIDENCE] = KG_NS_SEC "confidence",
    [KG__W_ATTRIBUTED_TO] = KG_NS_SEC "attributedTo",
    [KG__W_MENTIONS] = KG_NS_SEC "mentions",
    [KG__W_DERIVED_FROM] = KG_NS_PROV "wasDerivedFrom",
    [KG__W_HAS_SELECTOR] = KG_NS_OA "hasSelector",
    [KG__W_EXACT] = KG_NS_OA "exact",
    [KG__W_ASSERTED] = KG_NS_SEC "Asserted",
    [KG__W_SUBCLASS_OF] = KG_NS_RDFS "subClassOf",
    [KG__W_PREF_LABEL] = KG_NS_SKOS "prefLabel",
    [KG__W_LABEL] = KG_RDFS_LABEL,
    [KG__W_NAME] = KG_NS_SCHEMA "name",
    [KG__W_HEADLINE] = KG_NS_SCHEMA "headline",
};

static kg_status
find_words(kg__projection *p, kg_error *err)
{
  for (size_t i = 0; i < KG__N_WORDS; i++) {
    kg_term term = kg_term_iri(kg_str_of(words[i]));
    kg_status st = kg_txn_find(p->txn, &term, &p->words[i], err);
    if (st == KG_ERR_NOT_FOUND)
      p->words[i] = KG_ID_NONE;
    else if (st)
      return st;
  }
  return KG_OK;
}

kg_status
kg__projection_make(kg_txn *txn, const kg_export_options *options, const kg__graph_set *graphs,
                    kg__projection *p, kg_error *err)
{
  p->txn = txn;
  p->options = options;
  p->graphs = graphs;
  p->arena = kg_arena_new();
  p->batch = malloc(sizeof *p->batch);
  if (!p->arena || !p->batch)
    return KG_ERR_NOMEM;
  KG_TRY(find_words(p, err));
  KG_TRY(kg__projection_read(p, err));
  KG_TRY(kg__projection_filter(p, err));
  return kg__projection_arrange(p, err);
}

void
kg__projection_release(kg__projection *p)
{
  kg__map *maps[] = {&p->claim_of, &p->part_of, &p->node_of, &p->covers, &p->names};
  for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
    kg__map_release(maps[i]);
  free(p->claims.items);
  free(p->claim_graphs.items);
  free(p->relations.items);
  free(p->nodes.items);
  free(p->edges.items);
  free(p->labels.items);
  free(p->order);
  free(p->batch);
  kg_arena_free(p->arena);
}

const kg__claim_view *
kg__projection_claim(const kg__projection *p, kg_id id)
{
  const uint64_t *at = kg__map_find(&p->claim_of, kg__id_key(&id, 1));
  return at ? &p->claims.items[*at] : NULL;
}

static bool
fell_out(const kg__projection *p, kg_id id)
{
  const uint64_t *at = kg__map_find(&p->node_of, kg__id_key(&id, 1));
  const kg__claim_view *claim = kg__projection_claim(p, id);
  return (at && !p->nodes.items[*at].kept) || (claim && !claim->kept);
}

static int
compare_relation(const kg__relation *r, const kg_quad_ids *q)
{
  if (r->p != q->p)
    return r->p < q->p ? -1 : 1;
  if (r->s != q->s)
    return r->s < q->s ? -1 : 1;
  if (r->o != q->o)
    return r->o < q->o ? -1 : 1;
  return (r->g > q->g) - (r->g < q->g);
}

// Relations were read in the order of PSO.
static const kg__relation *
find_relation(const kg__projection *p, const kg_quad_ids *q)
{
  size_t lo = 0, hi = p->relations.n;
  while (lo < hi) {
    size_t mid = lo + (hi - lo) / 2;
    int c = compare_relation(&p->relations.items[mid], q);
    if (!c)
      return &p->relations.items[mid];
    if (c < 0)
      lo = mid + 1;
    else
      hi = mid;
  }
  return NULL;
}

// Of a triple that claims make, whether one of them stays; of another relation, whether it passed itself.
static bool
triple_stays(const kg__projection *p, const kg_quad_ids *q)
{
  const uint64_t *covered = kg__map_find(&p->covers, kg__id_key(q, 4));
  const kg__relation *relation = covered ? NULL : find_relation(p, q);
  return covered ? *covered != 0 : !relation || relation->kept;
}

bool
kg__projection_keeps(const kg__projection *p, const kg_quad_ids *q)
{
  const kg__claim_view *claim = kg__projection_claim(p, q->s);
  const uint64_t *part = claim ? NULL : kg__map_find(&p->part_of, kg__id_key(&q->s, 1));
  if (claim || part)
    return p->options->projection != KG_PROJECTION_PLAIN && (claim ? claim->kept : *part != 0);
  return !fell_out(p, q->s) && !fell_out(p, q->o) && triple_stays(p, q);
}
