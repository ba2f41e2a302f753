// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// DELETE and INSERT.  All solutions are gathered before anything changes; then all that is to be removed is
// removed, and only then what is to be inserted goes in.

#include "kg/sparql/result.h"
#include "kg/sparql/update.h"

typedef struct modifier {
  kg__update *u;
  const kg__operation *op;
  kg__exec exec;
  kg__rowset rows; ///< Solutions: the request's variables
  kg_id with;      ///< The graph of what names none
  const kg_id *row;
  uint64_t number;
} modifier;

// ---- templates

static kg_status realize(modifier *m, kg_id *id);

// The store's id of a term that the query made.
static kg_status
realize_term(modifier *m, const kg_term *term, kg_id *id)
{
  kg_id spo[3];
  if (term->kind != KG_TERM_TRIPLE)
    return kg_txn_intern(m->u->txn, term, id, m->u->err);
  for (int i = 0; i < 3; i++) {
    KG_TRY(kg__exec_id(&m->exec, &term->triple[i], &spo[i]));
    KG_TRY(realize(m, &spo[i]));
  }
  return kg_txn_intern_triple(m->u->txn, spo, id, m->u->err);
}

static kg_status
realize(modifier *m, kg_id *id)
{
  kg_term term;
  if (kg_id_tag(*id) != KG_TAG_LOCAL)
    return KG_OK;
  KG_TRY(kg__exec_term(&m->exec, *id, m->exec.scratch, &term));
  return realize_term(m, &term, id);
}

static bool
can_be_subject(kg_id id)
{
  return kg_id_tag(id) == KG_TAG_IRI || kg_id_tag(id) == KG_TAG_BLANK;
}

static kg_status instantiate(modifier *m, const kg__node *node, bool insert, kg_id *id);

static kg_status
instantiate_triple(modifier *m, const kg__node *node, bool insert, kg_id *id)
{
  kg_id spo[3];
  kg_term terms[3] = {{0}}, term = kg_term_triple(terms);
  *id = KG_ID_NONE;
  for (int i = 0; i < 3; i++) {
    KG_TRY(instantiate(m, &node->triple[i], insert, &spo[i]));
    if (!spo[i])
      return KG_OK;
  }
  if (!can_be_subject(spo[0]) || kg_id_tag(spo[1]) != KG_TAG_IRI)
    return KG_OK;
  if (insert)
    return kg_txn_intern_triple(m->u->txn, spo, id, m->u->err);
  for (int i = 0; i < 3; i++)
    KG_TRY(kg__exec_term(&m->exec, spo[i], m->exec.scratch, &terms[i]));
  kg_status st = kg_txn_find(m->u->txn, &term, id, m->u->err);
  return st == KG_ERR_NOT_FOUND ? KG_OK : st;
}

// The id of a template's node, KG_ID_NONE if it has none: unbound, or when removing, unknown to the store.
static kg_status
instantiate(modifier *m, const kg__node *node, bool insert, kg_id *id)
{
  kg_term term;
  *id = KG_ID_NONE;
  if (node->kind == KG__NODE_TRIPLE)
    return instantiate_triple(m, node, insert, id);
  if (node->kind == KG__NODE_VAR) {
    *id = m->row ? m->row[node->var] : KG_ID_NONE;
  } else {
    KG_TRY(kg__template_term(node, m->number, m->exec.scratch, &term));
    if (insert)
      return realize_term(m, &term, id);
    KG_TRY(kg__exec_id(&m->exec, &term, id));
  }
  if (insert)
    return realize(m, id);
  if (kg_id_tag(*id) == KG_TAG_LOCAL)
    *id = KG_ID_NONE;
  return KG_OK;
}

static kg_status
apply_quad(modifier *m, const kg__quad_pattern *pattern, bool insert)
{
  kg_quad_ids quad = {.g = m->with};
  bool graph = pattern->graph.kind != KG__NODE_NONE;
  KG_TRY(instantiate(m, &pattern->triple.subject, insert, &quad.s));
  KG_TRY(instantiate(m, &pattern->triple.predicate, insert, &quad.p));
  KG_TRY(instantiate(m, &pattern->triple.object, insert, &quad.o));
  if (graph)
    KG_TRY(instantiate(m, &pattern->graph, insert, &quad.g));
  if (!can_be_subject(quad.s) || kg_id_tag(quad.p) != KG_TAG_IRI || !quad.o ||
      (graph && !can_be_subject(quad.g)))
    return KG_OK;
  return insert ? kg_txn_insert(m->u->txn, &quad, NULL, m->u->err)
                : kg_txn_remove(m->u->txn, &quad, NULL, m->u->err);
}

typedef kg_status (*apply_fn)(modifier *m, const kg__quad_patterns *patterns, bool insert);

static kg_status
apply_rows(modifier *m, const kg__quad_patterns *patterns, bool insert)
{
  for (size_t row = 0; row < m->rows.n; row++) {
    m->row = kg__rowset_at(&m->rows, row);
    m->number = row;
    kg_arena_clear(m->exec.scratch);
    KG_TRY(kg__exec_check(&m->exec));
    for (size_t i = 0; i < patterns->n; i++)
      KG_TRY(apply_quad(m, &patterns->items[i], insert));
  }
  return KG_OK;
}

// One solution with nothing bound.
static kg_status
apply_data(modifier *m, const kg__quad_patterns *patterns, bool insert)
{
  for (size_t i = 0; i < patterns->n; i++) {
    kg_arena_clear(m->exec.scratch);
    KG_TRY(apply_quad(m, &patterns->items[i], insert));
  }
  return KG_OK;
}

// The store changes many quads faster than one at a time, so what changed is told by how many it has.
static kg_status
count(const modifier *m, uint64_t *n)
{
  return kg_count(m->u->txn, KG_SPO, NULL, 0, n, m->u->err);
}

static kg_status
apply(modifier *m, const kg__quad_patterns *patterns, bool insert, apply_fn each)
{
  uint64_t before, after;
  KG_TRY(count(m, &before));
  KG_TRY(each(m, patterns, insert));
  KG_TRY(count(m, &after));
  *(insert ? &m->u->counts.inserted : &m->u->counts.removed) += insert ? after - before : before - after;
  return KG_OK;
}

// ---- solutions

// WITH is the default graph of patterns unless USING says otherwise.
static kg_status
set_dataset(modifier *m)
{
  kg__graphs *graphs = &m->exec.graphs;
  if (m->op->with.kind)
    KG_TRY(kg_txn_intern(m->u->txn, &m->op->with, &m->with, m->u->err));
  if (m->op->has_dataset)
    return kg__exec_set_dataset(&m->exec, &m->op->dataset, true);
  KG_TRY(kg__exec_set_dataset(&m->exec, NULL, m->op->with.kind || !m->u->options->union_default));
  if (m->op->with.kind)
    graphs->defaults[0] = m->with;
  return KG_OK;
}

static kg_status
gather(modifier *m)
{
  kg__active active = {0};
  kg__feed *feed = kg_arena_calloc(m->u->arena, 1, sizeof *feed);
  kg_id *row = kg_arena_calloc(m->u->arena, m->rows.width + 1, sizeof *row);
  kg__planner planner = {&m->exec, NULL};
  const kg__rows *rows;
  kg__op *root;
  kg_status st;
  if (!feed || !row)
    return KG_ERR_NOMEM;
  if (m->u->options->n_bindings) {
    KG_TRY(kg__exec_bind(&m->exec, m->u->options->bindings, m->u->options->n_bindings, feed));
    planner.feed = feed;
  }
  KG_TRY(kg__plan_pattern(&planner, m->op->where, &active, &root));
  KG_TRY(kg__plan_finish(&planner, root, NULL, false));
  KG_TRY(kg__op_open(root));
  while ((st = kg__op_next(root, &rows)) == KG_OK)
    for (size_t i = 0; i < rows->n; i++) {
      for (size_t v = 0; v < m->rows.width; v++)
        row[v] = kg__rows_get(rows, (kg__var)v, i);
      KG_TRY(kg__rowset_add(&m->rows, row));
    }
  return st == KG_DONE ? kg__exec_close(&m->exec), KG_OK : st;
}

static kg_status
begin(modifier *m, kg__update *u, const kg__operation *op)
{
  *m = (modifier){.u = u, .op = op};
  KG_TRY(kg__exec_init(&m->exec, u->txn, &u->request, u->arena, u->options->limits, u->err));
  m->exec.service = u->options->service;
  m->exec.service_self = u->options->service_self;
  m->rows = (kg__rowset){.exec = &m->exec, .width = u->request.n_vars};
  return KG_OK;
}

static kg_status
modify(modifier *m)
{
  KG_TRY(set_dataset(m));
  KG_TRY(gather(m));
  KG_TRY(apply(m, &m->op->remove, false, apply_rows));
  return apply(m, &m->op->insert, true, apply_rows);
}

kg_status
kg__update_modify(kg__update *u, const kg__operation *op)
{
  modifier m;
  kg_status st = begin(&m, u, op);
  st = st ? st : modify(&m);
  kg__rowset_release(&m.rows);
  kg__exec_release(&m.exec);
  return st;
}

// ---- data

kg_status
kg__update_data(kg__update *u, const kg__operation *op)
{
  modifier m;
  kg_status st = begin(&m, u, op);
  bool insert = op->kind == KG__UPDATE_INSERT_DATA;
  if (!st)
    st = apply(&m, insert ? &op->insert : &op->remove, insert, apply_data);
  kg__rowset_release(&m.rows);
  kg__exec_release(&m.exec);
  return st;
}
