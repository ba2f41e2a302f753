// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/base/vec.h"
#include "kg/export/projection.h"
#include "kg/vocab.h"

#include <stdlib.h>

static kg_status
keep_row(kg__projection *p, const kg_quad_ids *row, bool everywhere, kg__rows *rows)
{
  if (!everywhere && !kg__graph_set_has(p->graphs, row->g))
    return KG_OK;
  KG_TRY(kg__vec_add(rows));
  rows->items[rows->n - 1] = *row;
  return KG_OK;
}

kg_status
kg__projection_rows(kg__projection *p, kg_order order, const kg_id *prefix, size_t n, bool everywhere,
                    kg__rows *rows, kg_error *err)
{
  kg_scan *scan = NULL;
  rows->n = 0;
  for (size_t i = 0; i < n; i++) {
    if (!prefix[i])
      return KG_OK;
  }
  KG_TRY(kg_scan_open(p->txn, order, prefix, n, 0, KG_ID_MAX, &scan, err));
  kg_status st;
  while ((st = kg_scan_next(scan, 15, p->batch)) == KG_OK) {
    st = kg_limits_check(p->options->limits, err);
    for (size_t i = 0; !st && i < p->batch->n_rows; i++) {
      kg_quad_ids row = kg_batch_quad(p->batch, order, i);
      st = keep_row(p, &row, everywhere, rows);
    }
    if (st)
      break;
  }
  kg_scan_close(scan);
  return st == KG_DONE ? KG_OK : st;
}

// ---- claims

static kg_status
add_part(kg__projection *p, kg_id part)
{
  uint64_t *at;
  return kg__map_put(&p->part_of, kg__id_key(&part, 1), 0, &at, NULL);
}

static kg_status
join(kg__projection *p, kg_str *text, kg_str more)
{
  if (!text->len) {
    *text = more;
    return KG_OK;
  }
  char *both = kg_arena_alloc(p->arena, text->len + 3 + more.len);
  if (!both)
    return KG_ERR_NOMEM;
  memcpy(both, text->ptr, text->len);
  memcpy(both + text->len, " | ", 3);
  if (more.len)
    memcpy(both + text->len + 3, more.ptr, more.len);
  *text = (kg_str){both, text->len + 3 + more.len};
  return KG_OK;
}

static kg_status
read_selector(kg__projection *p, kg_id selector, kg_str *quote, kg_error *err)
{
  kg__rows rows = {0};
  kg_id prefix[2] = {selector, p->words[KG__W_EXACT]};
  KG_TRY(add_part(p, selector));
  kg_status st = kg__projection_rows(p, KG_SPO, prefix, 2, false, &rows, err);
  for (size_t i = 0; !st && i < rows.n; i++) {
    kg_str text;
    st = kg__projection_text(p, rows.items[i].o, &text, err);
    if (!st && (!i || rows.items[i].o != rows.items[i - 1].o))
      st = join(p, quote, text);
  }
  free(rows.items);
  return st;
}

static bool
is_resource(kg_id id)
{
  return kg_id_tag(id) == KG_TAG_BLANK || kg_id_tag(id) == KG_TAG_IRI;
}

static kg_status
read_passage(kg__projection *p, kg_id passage, kg_str *quote, kg_error *err)
{
  kg__rows rows = {0};
  kg_id prefix[2] = {passage, p->words[KG__W_HAS_SELECTOR]};
  kg_status st = kg__projection_rows(p, KG_SPO, prefix, 2, false, &rows, err);
  if (!st && rows.n)
    st = add_part(p, passage);
  for (size_t i = 0; !st && i < rows.n; i++) {
    bool again = i && rows.items[i].o == rows.items[i - 1].o;
    if (is_resource(rows.items[i].o) && !again)
      st = read_selector(p, rows.items[i].o, quote, err);
  }
  free(rows.items);
  return st;
}

static void
set_span(kg__claim_view *c)
{
  int32_t first, last;
  c->first = KG__DAY_FIRST;
  c->last = KG__DAY_LAST;
  bool from = kg__period_of(c->from, &first, &last);
  if (from)
    c->first = first;
  bool until = kg__period_of(c->until, &first, &last);
  if (until)
    c->last = last;
  c->dated = from || until;
  if (!kg__period_of(c->on, &first, &last))
    return;
  c->first = from && c->first < first ? c->first : first;
  c->last = until && c->last > last ? c->last : last;
  c->dated = true;
}

// What is no number from 0 to 1 is no confidence.
static void
set_certainty(kg__claim_view *c)
{
  char text[64], *end = text;
  size_t n = c->confidence.len;
  c->certainty = 1;
  if (n && n < sizeof text) {
    memcpy(text, c->confidence.ptr, n);
    text[n] = '\0';
  }
  bool number = n && n < sizeof text && strspn(text, "+-.0123456789eE") == n;
  double x = number ? strtod(text, &end) : -1;
  if (number && !*end && x >= 0 && x <= 1)
    c->certainty = x;
  else
    c->confidence = (kg_str){0};
}

// One property of a claim.  Of those that should be there once, the first wins.
static kg_status
read_property(kg__projection *p, kg__claim_view *c, const kg_quad_ids *q, kg_error *err)
{
  const struct {
    kg__word word;
    kg_id *id;
  } ids[] = {{KG__W_SUBJECT, &c->subject},
             {KG__W_PREDICATE, &c->property},
             {KG__W_OBJECT, &c->object},
             {KG__W_MODALITY, &c->modality},
             {KG__W_ATTRIBUTED_TO, &c->attributed_to}};
  const struct {
    kg__word word;
    kg_str *text;
  } texts[] = {{KG__W_FROM, &c->from},
               {KG__W_UNTIL, &c->until},
               {KG__W_ON, &c->on},
               {KG__W_RECURRENCE, &c->recurrence},
               {KG__W_CONFIDENCE, &c->confidence}};
  for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
    if (q->p == p->words[ids[i].word] && !*ids[i].id)
      *ids[i].id = q->o;
  }
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    if (q->p == p->words[texts[i].word] && !texts[i].text->ptr)
      return kg__projection_text(p, q->o, texts[i].text, err);
  }
  if (q->p == p->words[KG__W_DERIVED_FROM] && is_resource(q->o))
    return read_passage(p, q->o, &c->quote, err);
  return KG_OK;
}

static kg_status
read_claim(kg__projection *p, kg__claim_view *c, kg__rows *rows, kg_error *err)
{
  KG_TRY(kg__projection_rows(p, KG_SPO, &c->id, 1, false, rows, err));
  for (size_t i = 0; i < rows->n; i++) {
    const kg_quad_ids *q = &rows->items[i];
    bool again = i && q->p == q[-1].p && q->o == q[-1].o;
    if (!again)
      KG_TRY(read_property(p, c, q, err));
  }
  set_span(c);
  set_certainty(c);
  return KG_OK;
}

// The rows say `claim a sec:Claim` in order of claim, then graph.
static kg_status
add_claim(kg__projection *p, const kg_quad_ids *q)
{
  uint64_t *at;
  bool made;
  KG_TRY(kg__map_put(&p->claim_of, kg__id_key(&q->s, 1), p->claims.n, &at, &made));
  KG_TRY(kg__vec_add(&p->claim_graphs));
  p->claim_graphs.items[p->claim_graphs.n - 1] = q->g;
  if (!made) {
    p->claims.items[*at].n_graphs++;
    return KG_OK;
  }
  KG_TRY(kg__vec_add(&p->claims));
  p->claims.items[p->claims.n - 1] =
      (kg__claim_view){.id = q->s, .graph = p->claim_graphs.n - 1, .n_graphs = 1, .kept = true};
  return KG_OK;
}

static kg_status
read_claims(kg__projection *p, kg__rows *rows, kg_error *err)
{
  kg_id prefix[2] = {p->words[KG__W_TYPE], p->words[KG__W_CLAIM]};
  KG_TRY(kg__projection_rows(p, KG_POS, prefix, 2, false, rows, err));
  for (size_t i = 0; i < rows->n; i++)
    KG_TRY(add_claim(p, &rows->items[i]));
  for (size_t i = 0; i < p->claims.n; i++)
    KG_TRY(read_claim(p, &p->claims.items[i], rows, err));
  return KG_OK;
}

// ---- entities and relations

// Whether rows with this property may be relations.
static kg_status
may_relate(kg__projection *p, kg_id property, bool *relates, kg_error *err)
{
  kg_str iri;
  KG_TRY(kg__projection_text(p, property, &iri, err));
  *relates = property != p->words[KG__W_MENTIONS] && !kg_str_starts(iri, KG_STR(KG_NS_RDF));
  return KG_OK;
}

static bool
is_machinery(const kg__projection *p, kg_id id)
{
  return kg__graph_set_has(p->graphs, id) || kg__map_find(&p->claim_of, kg__id_key(&id, 1)) ||
         kg__map_find(&p->part_of, kg__id_key(&id, 1));
}

// Classes of which the instances are no entities: documents, passages, vocabulary.
static kg_status
is_entity_class(kg__projection *p, kg_id class, bool *entity, kg_error *err)
{
  static const char *const others[] = {KG_NS_RDF,
                                       KG_NS_RDFS,
                                       KG_NS_OWL,
                                       KG_NS_OA,
                                       KG_NS_PROV,
                                       KG_NS_SKOS,
                                       KG_NS_SCHEMA "Article",
                                       KG_NS_SCHEMA "CreativeWork"};
  kg_str iri;
  KG_TRY(kg__projection_text(p, class, &iri, err));
  *entity = class != p->words[KG__W_CLAIM];
  for (size_t i = 0; *entity && i < sizeof others / sizeof *others; i++)
    *entity = !kg_str_starts(iri, kg_str_of(others[i]));
  return KG_OK;
}

static kg_status
read_entities(kg__projection *p, kg__rows *rows, kg_error *err)
{
  bool entity = false;
  kg_id last_class = KG_ID_NONE;
  KG_TRY(kg__projection_rows(p, KG_PSO, &p->words[KG__W_TYPE], 1, false, rows, err));
  for (size_t i = 0; i < rows->n; i++) {
    const kg_quad_ids *q = &rows->items[i];
    size_t node;
    if (is_machinery(p, q->s))
      continue;
    if (q->o != last_class)
      KG_TRY(is_entity_class(p, last_class = q->o, &entity, err));
    if (entity)
      KG_TRY(kg__projection_node(p, q->s, &node, err));
  }
  for (size_t i = 0; i < p->claims.n; i++) {
    const kg__claim_view *c = &p->claims.items[i];
    size_t node;
    if (c->subject && c->property && c->object) {
      KG_TRY(kg__projection_node(p, c->subject, &node, err));
      KG_TRY(kg__projection_node(p, c->object, &node, err));
    }
  }
  return KG_OK;
}

// Described is what has rows of its own in the graphs chosen.
static kg_status
is_described(kg__projection *p, kg_id id, bool *described, kg_error *err)
{
  kg__rows rows = {0};
  *described = kg__map_find(&p->node_of, kg__id_key(&id, 1)) != NULL;
  if (*described || is_machinery(p, id) || !is_resource(id))
    return KG_OK;
  kg_status st = kg__projection_rows(p, KG_SPO, &id, 1, false, &rows, err);
  bool entity = rows.n > 0;
  for (size_t i = 0; !st && entity && i < rows.n; i++) {
    if (rows.items[i].p == p->words[KG__W_TYPE])
      st = is_entity_class(p, rows.items[i].o, &entity, err);
  }
  free(rows.items);
  *described = entity;
  return st;
}

static kg_status
read_relation(kg__projection *p, const kg_quad_ids *q, kg_error *err)
{
  bool described;
  size_t node;
  if (!is_resource(q->s) || !is_resource(q->o))
    return KG_OK;
  KG_TRY(is_described(p, q->s, &described, err));
  if (described)
    KG_TRY(is_described(p, q->o, &described, err));
  if (!described)
    return KG_OK;
  KG_TRY(kg__projection_node(p, q->s, &node, err));
  KG_TRY(kg__projection_node(p, q->o, &node, err));
  KG_TRY(kg__vec_add(&p->relations));
  p->relations.items[p->relations.n - 1] = (kg__relation){q->s, q->p, q->o, q->g, false, true};
  return KG_OK;
}

static kg_status
read_relations(kg__projection *p, kg__rows *rows, kg_error *err)
{
  kg_id last = KG_ID_NONE;
  bool relates = false;
  KG_TRY(kg__projection_rows(p, KG_PSO, NULL, 0, false, rows, err));
  for (size_t i = 0; i < rows->n; i++) {
    if (rows->items[i].p != last)
      KG_TRY(may_relate(p, last = rows->items[i].p, &relates, err));
    if (relates)
      KG_TRY(read_relation(p, &rows->items[i], err));
  }
  return KG_OK;
}

kg_status
kg__projection_read(kg__projection *p, kg_error *err)
{
  kg__rows rows = {0};
  kg_status st = read_claims(p, &rows, err);
  if (!st)
    st = read_entities(p, &rows, err);
  if (!st)
    st = read_relations(p, &rows, err);
  free(rows.items);
  return st;
}
