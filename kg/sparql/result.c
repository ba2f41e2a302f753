// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// A running query as a kg_result: ids become terms here, and only here.

#include "kg/sparql/result.h"
#include "kg/sparql/parse.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_REMEMBERED = 1 << 20, EXPECTED_BITS = 12 };

typedef struct own_result {
  kg_result base;
  kg_arena *arena;
  kg_arena *terms; ///< Of the batch being given
  kg__request request;
  kg__exec exec;
  kg__op *root;
  const kg__rows *rows;
  size_t row;
  kg_id *expected;  ///< Asked for lately, by hash
  kg_term *values;  ///< The row given
  kg_id *ids;       ///< The same
  uint64_t number;  ///< Of the row, for blank nodes of templates
  size_t triple;    ///< Of the template, the next one
  kg_id *constants; ///< Of the template, three for each triple; KG_ID_NONE: a variable
  bool *countless;  ///< Triples of the template that never come twice, or are not remembered
  kg__rowset given; ///< Triples given lately
  kg__rowset described;
  size_t described_at;
} own_result;

static void
result_free(kg_result *result)
{
  own_result *self = (own_result *)result;
  kg__rowset_release(&self->described);
  kg__rowset_release(&self->given);
  kg__exec_release(&self->exec);
  kg_arena_free(self->terms);
  kg_arena_free(self->arena);
  free(self->expected);
  free(self);
}

// Let the terms of the next rows be fetched while those before are written, but for those just fetched.
static void
expect_terms(const own_result *self)
{
  enum { ROWS = 32 };
  kg_id ids[ROWS];
  const kg__rows *rows = self->rows;
  size_t end = rows->n - self->row < ROWS ? rows->n : self->row + ROWS;
  if (self->row % ROWS)
    return;
  for (kg__var v = 0; kg__vars_next(&self->root->vars, &v); v++) {
    size_t n = 0;
    for (size_t i = self->row; rows->column[v] && i < end; i++) {
      kg_id id = rows->column[v][i];
      kg_id *slot = &self->expected[(id * UINT64_C(0x9E3779B97F4A7C15)) >> (64 - EXPECTED_BITS)];
      ids[n] = id;
      n += *slot != id;
      *slot = id;
    }
    kg_txn_expect_terms(self->exec.txn, ids, n);
  }
}

// Step to the next row.
static kg_status
step(own_result *self)
{
  self->number++;
  if (!self->rows || ++self->row >= self->rows->n) {
    self->rows = NULL;
    self->row = 0;
    kg_arena_clear(self->terms);
    KG_TRY(kg__op_next(self->root, &self->rows));
  }
  expect_terms(self);
  return KG_OK;
}

static kg_status
next_row(kg_result *result, const kg_term **row, kg_error *err)
{
  own_result *self = (own_result *)result;
  const kg__query *query = self->request.query;
  self->exec.err = self->exec.functions.err = err;
  KG_TRY(step(self));
  for (size_t i = 0; i < query->n_items; i++) {
    kg_id id = kg__rows_get(self->rows, query->items[i].var, self->row);
    KG_TRY(kg__exec_term(&self->exec, id, self->terms, &self->values[i]));
  }
  *row = self->values;
  return KG_OK;
}

static kg_status
next_ids(kg_result *result, const kg_id **ids, kg_error *err)
{
  own_result *self = (own_result *)result;
  const kg__query *query = self->request.query;
  self->exec.err = self->exec.functions.err = err;
  KG_TRY(step(self));
  for (size_t i = 0; i < query->n_items; i++)
    self->ids[i] = kg__rows_get(self->rows, query->items[i].var, self->row);
  *ids = self->ids;
  return KG_OK;
}

static kg_status
term_of(kg_result *result, kg_id id, kg_arena *arena, kg_term *term, kg_error *err)
{
  own_result *self = (own_result *)result;
  self->exec.err = err;
  return kg__exec_term(&self->exec, id, arena, term);
}

// ---- CONSTRUCT

// The term of a template's node: false if there is none.
static kg_status
instantiate(own_result *self, const kg__node *node, kg_term *term, bool *valid)
{
  *term = (kg_term){0};
  if (node->kind == KG__NODE_VAR) {
    kg_id id = kg__rows_get(self->rows, node->var, self->row);
    KG_TRY(kg__exec_term(&self->exec, id, self->terms, term));
  } else {
    KG_TRY(kg__template_term(node, self->number, self->terms, term));
  }
  *valid = *valid && term->kind != KG_TERM_NONE;
  if (node->kind != KG__NODE_TRIPLE)
    return KG_OK;
  kg_term *spo = kg_arena_calloc(self->terms, 3, sizeof *spo);
  if (!spo)
    return KG_ERR_NOMEM;
  *valid = true;
  for (int i = 0; i < 3; i++)
    KG_TRY(instantiate(self, &node->triple[i], &spo[i], valid));
  *valid =
      *valid && spo[0].kind != KG_TERM_LITERAL && spo[0].kind != KG_TERM_TRIPLE && spo[1].kind == KG_TERM_IRI;
  *term = kg_term_triple(spo);
  return KG_OK;
}

kg_status
kg__template_term(const kg__node *node, uint64_t row, kg_arena *arena, kg_term *term)
{
  char prefix[40];
  *term = node->kind == KG__NODE_TERM ? node->term : (kg_term){0};
  if (term->kind != KG_TERM_BLANK)
    return KG_OK;
  bool anonymous = term->value.len && term->value.ptr[0] == ' ';
  kg_str label = anonymous ? (kg_str){term->value.ptr + 1, term->value.len - 1} : term->value;
  int n = snprintf(prefix, sizeof prefix, "q%llu%c", (unsigned long long)row, anonymous ? 'a' : 'n');
  char *text = kg_arena_alloc(arena, (size_t)n + label.len + 1);
  if (!text)
    return KG_ERR_NOMEM;
  memcpy(text, prefix, (size_t)n);
  memcpy(text + n, label.ptr, label.len);
  term->value = (kg_str){text, (size_t)n + label.len};
  return KG_OK;
}

static const kg__node *
node_of(const kg__triple_pattern *t, int i)
{
  return i == 0 ? &t->subject : i == 1 ? &t->predicate : &t->object;
}

// Whether a template's only triple tells a row from all others: rows that differ give triples that do.
static bool
tells_rows(const own_result *self, const kg__quad_patterns *template)
{
  bool tells = self->root->distinct && template->n == 1;
  for (kg__var v = 0; tells && kg__vars_next(&self->root->vars, &v); v++) {
    bool has = false;
    for (int i = 0; i < 3; i++) {
      const kg__node *node = node_of(&template->items[0].triple, i);
      has = has || (node->kind == KG__NODE_VAR && node->var == v);
    }
    tells = has;
  }
  return tells;
}

// A triple with a blank node of the template is new in each row; one with a triple term has no id before it
// is made, and to make one for each row would take memory for good.
static kg_status
learn_template(own_result *self)
{
  const kg__quad_patterns *template = &self->request.query->template;
  bool tells = tells_rows(self, template);
  self->given = (kg__rowset){.exec = &self->exec, .width = 3, .key = 3};
  self->constants = kg_arena_calloc(self->arena, 3 * template->n + 1, sizeof *self->constants);
  self->countless = kg_arena_calloc(self->arena, template->n + 1, sizeof *self->countless);
  if (!self->constants || !self->countless)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < 3 * template->n; i++) {
    const kg__node *node = node_of(&template->items[i / 3].triple, (int)(i % 3));
    bool term = node->kind == KG__NODE_TERM;
    if (tells || node->kind == KG__NODE_TRIPLE || (term && node->term.kind == KG_TERM_BLANK))
      self->countless[i / 3] = true;
    else if (term)
      KG_TRY(kg__exec_id(&self->exec, &node->term, &self->constants[i]));
  }
  return KG_OK;
}

// Whether the triple was given already, as far as the last million is remembered.
static kg_status
was_given(own_result *self, size_t i, bool *given)
{
  kg_id ids[3];
  size_t at;
  bool made = true;
  const kg__triple_pattern *t = &self->request.query->template.items[i].triple;
  for (int k = 0; k < 3; k++)
    ids[k] = self->constants[3 * i + (size_t)k] ? self->constants[3 * i + (size_t)k]
                                                : kg__rows_get(self->rows, node_of(t, k)->var, self->row);
  if (self->given.n == MOST_REMEMBERED)
    kg__rowset_clear(&self->given);
  KG_TRY(kg__rowset_put(&self->given, ids, &at, &made));
  *given = !made;
  return KG_OK;
}

static kg_status
next_constructed(kg_result *result, kg_quad *triple, kg_error *err)
{
  own_result *self = (own_result *)result;
  const kg__quad_patterns *template = &self->request.query->template;
  self->exec.err = self->exec.functions.err = err;
  *triple = (kg_quad){0};
  if (!self->constants)
    KG_TRY(learn_template(self));
  for (;;) {
    bool valid = true, given = false;
    if (!self->rows || self->triple == template->n) {
      self->triple = 0;
      KG_TRY(step(self));
      if (!template->n)
        continue;
    }
    const kg__triple_pattern *t = &template->items[self->triple].triple;
    if (!self->countless[self->triple])
      KG_TRY(was_given(self, self->triple, &given));
    self->triple++;
    if (given)
      continue;
    KG_TRY(instantiate(self, &t->subject, &triple->subject, &valid));
    KG_TRY(instantiate(self, &t->predicate, &triple->predicate, &valid));
    KG_TRY(instantiate(self, &t->object, &triple->object, &valid));
    if (valid && (triple->subject.kind == KG_TERM_IRI || triple->subject.kind == KG_TERM_BLANK) &&
        triple->predicate.kind == KG_TERM_IRI)
      return KG_OK;
  }
}

// ---- DESCRIBE

static kg_status
add_described(own_result *self, kg__rowset *nodes, kg_id id)
{
  size_t at;
  bool made;
  (void)self;
  return id ? kg__rowset_put(nodes, &id, &at, &made) : KG_OK;
}

static kg_status
collect_described(own_result *self, kg__rowset *nodes)
{
  const kg__query *query = self->request.query;
  kg_status st;
  for (size_t i = 0; i < query->n_describe; i++) {
    kg_id id;
    if (query->describe[i].kind != KG__NODE_TERM)
      continue;
    KG_TRY(kg__exec_id(&self->exec, &query->describe[i].term, &id));
    KG_TRY(add_described(self, nodes, id));
  }
  while ((st = step(self)) == KG_OK) {
    for (size_t i = 0; i < query->n_describe; i++)
      if (query->describe[i].kind == KG__NODE_VAR)
        KG_TRY(add_described(self, nodes, kg__rows_get(self->rows, query->describe[i].var, self->row)));
    for (size_t i = 0; query->star && i < query->n_items; i++)
      KG_TRY(add_described(self, nodes, kg__rows_get(self->rows, query->items[i].var, self->row)));
  }
  return st == KG_DONE ? KG_OK : st;
}

static kg_status
next_described(kg_result *result, kg_quad *triple, kg_error *err)
{
  own_result *self = (own_result *)result;
  self->exec.err = self->exec.functions.err = err;
  *triple = (kg_quad){0};
  if (!self->described.exec) {
    kg__rowset nodes = {.exec = &self->exec, .width = 1, .key = 1};
    self->described = (kg__rowset){.exec = &self->exec, .width = 3, .key = 3};
    kg_status st = collect_described(self, &nodes);
    st = st ? st : kg__describe_nodes(&self->exec, &nodes, &self->described);
    kg__rowset_release(&nodes);
    KG_TRY(st);
  }
  if (self->described_at == self->described.n)
    return KG_DONE;
  const kg_id *ids = kg__rowset_at(&self->described, self->described_at++);
  kg_arena_clear(self->terms);
  KG_TRY(kg__exec_term(&self->exec, ids[0], self->terms, &triple->subject));
  KG_TRY(kg__exec_term(&self->exec, ids[1], self->terms, &triple->predicate));
  return kg__exec_term(&self->exec, ids[2], self->terms, &triple->object);
}

// ---- beginning

static const kg__result_class construct_class = {next_row, next_constructed, result_free, next_ids, term_of};
static const kg__result_class describe_class = {next_row, next_described, result_free, NULL, NULL};

static kg_status
set_columns(own_result *self)
{
  const kg__query *query = self->request.query;
  kg_str *columns = kg_arena_calloc(self->arena, query->n_items + 1, sizeof *columns);
  self->values = kg_arena_calloc(self->arena, query->n_items + 1, sizeof *self->values);
  self->ids = kg_arena_calloc(self->arena, query->n_items + 1, sizeof *self->ids);
  if (!columns || !self->values || !self->ids)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < query->n_items; i++)
    columns[i] = self->request.vars[query->items[i].var].name;
  self->base.columns = columns;
  self->base.n_columns = query->n_items;
  return KG_OK;
}

static kg_status
set_form(own_result *self)
{
  static const kg_result_form forms[] = {
      [KG__FORM_SELECT] = KG_RESULT_ROWS,
      [KG__FORM_CONSTRUCT] = KG_RESULT_GRAPH,
      [KG__FORM_DESCRIBE] = KG_RESULT_GRAPH,
      [KG__FORM_ASK] = KG_RESULT_BOOLEAN,
  };
  kg__form form = self->request.query->form;
  self->base.form = forms[form];
  self->base.class = form == KG__FORM_DESCRIBE ? &describe_class : &construct_class;
  if (form == KG__FORM_SELECT)
    return set_columns(self);
  if (form != KG__FORM_ASK)
    return KG_OK;
  kg_status st = kg__op_next(self->root, &self->rows);
  self->base.boolean = st == KG_OK;
  return st == KG_DONE ? KG_OK : st;
}

// Variables that the caller fixed: a row that every leaf of the plan is fed with.
kg_status
kg__exec_bind(kg__exec *exec, const kg_binding *bindings, size_t n, kg__feed *feed)
{
  kg__rows *rows = kg_arena_calloc(exec->arena, 1, sizeof *rows);
  *feed = (kg__feed){.rows = rows, .n = 1, .number = KG__NO_VAR};
  if (!rows || !(rows->column = kg_arena_calloc(exec->arena, exec->request->n_vars + 1, sizeof(kg_id *))))
    return KG_ERR_NOMEM;
  rows->n = 1;
  for (size_t i = 0; i < n; i++)
    for (kg__var v = 0; v < exec->request->n_vars; v++) {
      if (exec->request->vars[v].hidden || !kg_str_equal(exec->request->vars[v].name, bindings[i].name))
        continue;
      rows->column[v] = kg_arena_calloc(exec->arena, 1, sizeof(kg_id));
      if (!rows->column[v])
        return KG_ERR_NOMEM;
      KG_TRY(kg__exec_id(exec, &bindings[i].value, rows->column[v]));
      KG_TRY(kg__vars_add(&feed->vars, v, exec->arena));
      KG_TRY(kg__vars_add(&feed->certain, v, exec->arena));
    }
  return KG_OK;
}

// What of a solution the result will look at.
static kg_status
add_node_vars(own_result *self, const kg__node *node, kg__vars *vars)
{
  if (node->kind == KG__NODE_VAR)
    return kg__vars_add(vars, node->var, self->arena);
  for (int i = 0; node->kind == KG__NODE_TRIPLE && i < 3; i++)
    KG_TRY(add_node_vars(self, &node->triple[i], vars));
  return KG_OK;
}

static kg_status
finish_plan(own_result *self, kg__planner *planner, const kg__query *query)
{
  kg__vars needed = {0};
  for (size_t i = 0; i < query->n_items; i++)
    KG_TRY(kg__vars_add(&needed, query->items[i].var, self->arena));
  for (size_t i = 0; i < query->n_describe; i++)
    KG_TRY(add_node_vars(self, &query->describe[i], &needed));
  for (size_t i = 0; i < query->template.n; i++) {
    const kg__triple_pattern *triple = &query->template.items[i].triple;
    KG_TRY(add_node_vars(self, &triple->subject, &needed));
    KG_TRY(add_node_vars(self, &triple->predicate, &needed));
    KG_TRY(add_node_vars(self, &triple->object, &needed));
  }
  if (query->form == KG__FORM_ASK)
    kg__op_hurry(self->root, 1);
  bool once = query->form == KG__FORM_ASK || query->form == KG__FORM_DESCRIBE;
  return kg__plan_finish(planner, self->root, &needed, once);
}

static kg_status
prepare(own_result *self, kg_txn *txn, kg_str text, const kg_query_options *options, kg_error *err)
{
  kg__active active = {0};
  kg__planner planner = {&self->exec, NULL};
  const kg__query *query;
  kg_str copy = kg_arena_str(self->arena, text);
  if (!copy.ptr)
    return KG_ERR_NOMEM;
  KG_TRY(kg__parse(copy, options, kg__parse_query_unit, self->arena, &self->request, err));
  query = self->request.query;
  KG_TRY(kg__exec_init(&self->exec, txn, &self->request, self->arena, options->limits, err));
  self->exec.service = options->service;
  self->exec.service_self = options->service_self;
  KG_TRY(kg__exec_set_dataset(&self->exec, query->has_dataset ? &query->dataset : NULL,
                              options->strict_default));
  self->exec.naive = options->as_written;
  if (options->n_bindings) {
    kg__feed *feed = kg_arena_calloc(self->arena, 1, sizeof *feed);
    if (!feed)
      return KG_ERR_NOMEM;
    KG_TRY(kg__exec_bind(&self->exec, options->bindings, options->n_bindings, feed));
    planner.feed = feed;
  }
  KG_TRY(kg__plan_query(&planner, query, NULL, &active, &self->root));
  return finish_plan(self, &planner, query);
}

static kg_status
begin(own_result *self)
{
  KG_TRY(kg__op_open(self->root));
  return set_form(self);
}

static kg_status
new_result(kg_txn *txn, kg_str text, const kg_query_options *options, own_result **result, kg_error *err)
{
  own_result *self = *result = calloc(1, sizeof *self);
  if (!self)
    return KG_ERR_NOMEM;
  self->arena = kg_arena_new();
  self->terms = kg_arena_new();
  self->expected = calloc((size_t)1 << EXPECTED_BITS, sizeof *self->expected);
  bool made = self->arena && self->terms && self->expected;
  return made ? prepare(self, txn, text, options, err) : KG_ERR_NOMEM;
}

kg_status
kg__result_begin(kg_txn *txn, kg_str text, const kg_query_options *options, kg_result **result, kg_error *err)
{
  own_result *self;
  kg_status st = new_result(txn, text, options, &self, err);
  st = st ? st : begin(self);
  if (st && self)
    result_free(&self->base);
  else if (!st)
    *result = &self->base;
  return st;
}

// Take all that there is.
static kg_status
drain(own_result *self, kg_error *err)
{
  kg_result *result = &self->base;
  const kg_term *row;
  kg_quad triple;
  kg_status st = KG_DONE;
  if (result->form == KG_RESULT_ROWS)
    while ((st = next_row(result, &row, err)) == KG_OK)
      ;
  if (result->form == KG_RESULT_GRAPH)
    while ((st = result->class->next_triple(result, &triple, err)) == KG_OK)
      ;
  return st == KG_DONE ? KG_OK : st;
}

kg_status
kg_query_explain(kg_txn *txn, kg_str text, const kg_query_options *options, bool run, bool json, kg_buf *buf,
                 kg_error *err)
{
  static const kg_query_options defaults;
  own_result *self;
  kg__warnings warnings = {0};
  options = options ? options : &defaults;
  kg_status st = new_result(txn, text, options, &self, err);
  if (!st && run) {
    self->exec.timed = true;
    st = begin(self);
    st = st ? st : drain(self, err);
  }
  if (!st)
    self->exec.err = err;
  st = st ? st : kg__warn(&self->exec, options->namespaces, &warnings);
  st = st ? st : kg__explain(&self->exec, self->root, &warnings, json, buf);
  if (self)
    result_free(&self->base);
  if (st && options->source)
    kg_error_set_source(err, options->source, strlen(options->source));
  return st;
}
