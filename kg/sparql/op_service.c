// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// SERVICE: rows of the input are taken in portions that one request can name in VALUES; what comes back is
// joined with them here, as an endpoint that ignores VALUES is right, too.  A request that was just made is
// not made again.  What an endpoint says is not trusted: its variables are certain in no row, and its blank
// nodes are its own.

#include "kg/sparql/operator.h"
#include "kg/sparql/print.h"
#include "kg/sparql/rowset.h"

enum { PORTION = 100 };

typedef struct service_op {
  kg__op op;
  const kg__pattern *pattern;
  kg__var *vars; ///< That the pattern has in scope
  size_t n_vars;
  const kg__rows *in;
  size_t from, to; ///< The portion
  bool done;
  size_t row, at; ///< The next pair to look at: of the input, and of what was found
  kg__rowset found;
  kg_buf request, asked; ///< The text, and that of what was found, with its endpoint
  kg__var *columns;      ///< Of the result being read, KG__NO_VAR where nobody asked
  size_t n_columns;
  kg_id *values; ///< The row being read
  unsigned n_requests;
} service_op;

// ---- what comes back

static kg_status
on_columns(void *to, const kg_str *names, size_t n, kg_error *err)
{
  service_op *self = to;
  const kg__request *request = self->op.exec->request;
  (void)err;
  self->columns = kg_arena_calloc(self->op.exec->arena, n + 1, sizeof *self->columns);
  self->n_columns = n;
  if (!self->columns)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < n; i++) {
    self->columns[i] = KG__NO_VAR;
    for (size_t k = 0; k < self->n_vars; k++)
      if (kg_str_equal(request->vars[self->vars[k]].name, names[i]))
        self->columns[i] = (kg__var)k;
  }
  return KG_OK;
}

// The blank node of an endpoint, told from ours and from those of other requests.
static kg_status
own_blank(service_op *self, const kg_term *blank, kg_term *own)
{
  kg_buf label = {0};
  kg_status st = kg_buf_printf(&label, "r%up%zu-%.*s", self->n_requests, self->pattern->offset,
                               KG_STR_ARG(blank->value));
  *own = *blank;
  if (!st)
    own->value = kg_arena_str(self->op.exec->scratch, kg_buf_str(&label));
  kg_buf_release(&label);
  return st ? st : own->value.ptr ? KG_OK : KG_ERR_NOMEM;
}

static kg_status
on_row(void *to, const kg_term *row, kg_error *err)
{
  service_op *self = to;
  (void)err;
  kg_arena_clear(self->op.exec->scratch);
  memset(self->values, 0, self->n_vars * sizeof *self->values);
  for (size_t i = 0; i < self->n_columns; i++) {
    kg_term term = row[i];
    if (self->columns[i] == KG__NO_VAR || term.kind == KG_TERM_NONE)
      continue;
    if (term.kind == KG_TERM_BLANK)
      KG_TRY(own_blank(self, &row[i], &term));
    KG_TRY(kg__exec_id(self->op.exec, &term, &self->values[self->columns[i]]));
  }
  return kg__rowset_add(&self->found, self->values);
}

// ---- what is asked

// Whether an endpoint can be told the value.
static bool
is_sendable(const kg_term *term)
{
  return term->kind == KG_TERM_IRI || term->kind == KG_TERM_LITERAL;
}

static void
print_row(service_op *self, kg__printer *p, const kg__vars *sent, size_t row)
{
  kg__exec *exec = self->op.exec;
  kg__print(p, " (");
  for (size_t i = 0; i < self->n_vars && !p->status; i++) {
    kg_term term;
    if (!kg__vars_has(sent, self->vars[i]))
      continue;
    p->status = kg__exec_term(exec, kg__rows_get(self->in, self->vars[i], row), exec->scratch, &term);
    kg__print(p, " ");
    if (is_sendable(&term))
      kg__print_term(p, &term);
    else
      kg__print(p, "UNDEF");
  }
  kg__print(p, " )");
}

// The variables that all rows of the portion have bound to what can be sent.
static kg_status
find_sent(service_op *self, kg__vars *sent)
{
  kg__exec *exec = self->op.exec;
  for (size_t i = 0; i < self->n_vars; i++) {
    bool all = !exec->request->vars[self->vars[i]].hidden;
    for (size_t row = self->from; all && row < self->to; row++) {
      kg_term term;
      KG_TRY(kg__exec_term(exec, kg__rows_get(self->in, self->vars[i], row), exec->scratch, &term));
      all = is_sendable(&term);
    }
    if (all)
      KG_TRY(kg__vars_add(sent, self->vars[i], exec->scratch));
  }
  return KG_OK;
}

static bool
same_values(const service_op *self, const kg__vars *sent, size_t a, size_t b)
{
  for (kg__var v = 0; kg__vars_next(sent, &v); v++)
    if (kg__rows_get(self->in, v, a) != kg__rows_get(self->in, v, b))
      return false;
  return true;
}

static kg_status
print_request(service_op *self)
{
  kg__printer p;
  kg__vars sent = {0};
  kg__var v = 0;
  KG_TRY(find_sent(self, &sent));
  kg_buf_clear(&self->request);
  kg__printer_init(&p, self->op.exec->request, NULL, &self->request);
  kg__print(&p, "SELECT * WHERE ");
  kg__print_group(&p, self->pattern->parts[0]);
  if (kg__vars_next(&sent, &v)) {
    kg__print(&p, "\nVALUES (");
    for (size_t i = 0; i < self->n_vars; i++)
      if (kg__vars_has(&sent, self->vars[i])) {
        kg__print(&p, " ");
        kg__print_var(&p, self->vars[i]);
      }
    kg__print(&p, " ) {");
    for (size_t row = self->from; row < self->to; row++)
      if (row == self->from || !same_values(self, &sent, row - 1, row))
        print_row(self, &p, &sent, row);
    kg__print(&p, " }");
  }
  return p.status;
}

// ---- asking

static bool
is_fatal(kg_status st)
{
  return st == KG_ERR_NOMEM || st == KG_ERR_INTERRUPTED;
}

static kg_status
call(service_op *self, kg_str endpoint)
{
  kg__exec *exec = self->op.exec;
  kg_results_sink sink = {self, on_columns, on_row, NULL};
  self->n_requests++;
  if (!exec->service)
    return kg_error_set(exec->err, KG_ERR_UNSUPPORTED,
                        "SERVICE is not allowed: nothing is asked over the network");
  return exec->service(exec->service_self, endpoint, kg_buf_str(&self->request), exec->limits, &sink,
                       exec->err);
}

// An endpoint that fails silently gives one solution with nothing bound.
static kg_status
ask(service_op *self, kg_str endpoint)
{
  kg__exec *exec = self->op.exec;
  KG_TRY(kg_buf_printf(&self->request, "\n# %.*s", KG_STR_ARG(endpoint)));
  if (kg_str_equal(kg_buf_str(&self->request), kg_buf_str(&self->asked)))
    return KG_OK;
  kg_buf_clear(&self->asked);
  kg__rowset_clear(&self->found);
  kg_str name = kg_arena_str(exec->arena, endpoint); // the scratch is cleared meanwhile
  kg_status st = name.ptr ? call(self, name) : KG_ERR_NOMEM;
  if (st && self->pattern->silent && !is_fatal(st)) {
    KG_TRY(kg__exec_check(exec));
    kg__rowset_clear(&self->found);
    memset(self->values, 0, self->n_vars * sizeof *self->values);
    st = kg__rowset_add(&self->found, self->values);
    if (exec->err)
      *exec->err = (kg_error){0};
  }
  return st ? st : kg_buf_add_str(&self->asked, kg_buf_str(&self->request));
}

static kg_id
endpoint_id(const service_op *self, size_t row)
{
  const kg__node *node = &self->pattern->node;
  return node->kind == KG__NODE_VAR ? kg__rows_get(self->in, node->var, row) : KG_ID_NONE;
}

static kg_status
find_endpoint(service_op *self, kg_str *endpoint)
{
  kg__exec *exec = self->op.exec;
  kg_term term = self->pattern->node.term;
  if (self->pattern->node.kind == KG__NODE_VAR)
    KG_TRY(kg__exec_term(exec, endpoint_id(self, self->from), exec->scratch, &term));
  *endpoint = term.value;
  if (term.kind != KG_TERM_IRI && !self->pattern->silent)
    return kg_error_set(exec->err, KG_ERR_QUERY, "the variable of SERVICE is not bound to an IRI");
  return KG_OK;
}

// The next rows that one request can answer.
static kg_status
next_portion(service_op *self)
{
  kg_str endpoint;
  self->from = self->to;
  if (!self->in || self->from == self->in->n) {
    self->row = self->from = self->to = 0;
    kg_status st = self->done ? KG_DONE : kg__op_next(self->op.inputs[0], &self->in);
    self->done = st == KG_DONE;
    KG_TRY(st);
  }
  self->to = self->from + 1;
  while (self->to < self->in->n && self->to < self->from + PORTION &&
         endpoint_id(self, self->to) == endpoint_id(self, self->from))
    self->to++;
  self->row = self->from;
  self->at = 0;
  kg_arena_clear(self->op.exec->scratch);
  KG_TRY(find_endpoint(self, &endpoint));
  KG_TRY(print_request(self));
  return ask(self, endpoint);
}

// ---- the operator

static kg_status
service_open(kg__op *op)
{
  service_op *self = (service_op *)op;
  self->in = NULL;
  self->done = false;
  self->from = self->to = self->row = self->at = 0;
  self->found = self->found.exec ? self->found : (kg__rowset){.exec = op->exec, .width = self->n_vars};
  KG_TRY(kg__op_columns(op));
  return kg__op_open(op->inputs[0]);
}

static void
join_pair(service_op *self)
{
  kg__rows *out = &self->op.out;
  const kg_id *found = kg__rowset_at(&self->found, self->at);
  for (size_t i = 0; i < self->n_vars; i++) {
    kg_id mine = kg__rows_get(self->in, self->vars[i], self->row);
    if (mine && found[i] && mine != found[i])
      return;
  }
  kg__rows_copy(out, out->n, self->in, self->row, &self->op.inputs[0]->vars);
  for (size_t i = 0; i < self->n_vars; i++) {
    kg_id mine = kg__rows_get(self->in, self->vars[i], self->row);
    out->column[self->vars[i]][out->n] = mine ? mine : found[i];
  }
  out->n++;
}

static kg_status
service_next(kg__op *op)
{
  service_op *self = (service_op *)op;
  for (size_t n = 0; op->out.n < KG_BATCH_ROWS; n++) {
    if ((n & 4095) == 4095)
      KG_TRY(kg__exec_check(op->exec));
    if (self->row < self->to && self->at < self->found.n) {
      join_pair(self);
      self->at++;
    } else if (self->row < self->to) {
      self->row++;
      self->at = 0;
    } else {
      kg_status st = next_portion(self);
      if (st == KG_DONE)
        break;
      KG_TRY(st);
    }
  }
  return op->out.n ? KG_OK : KG_DONE;
}

static void
service_close(kg__op *op)
{
  service_op *self = (service_op *)op;
  kg__rowset_release(&self->found);
  kg_buf_release(&self->request);
  kg_buf_release(&self->asked);
}

static kg_status
service_explain(const kg__op *op, kg_buf *buf)
{
  const service_op *self = (const service_op *)op;
  const kg__node *node = &self->pattern->node;
  KG_TRY(kg_buf_add_char(buf, ' '));
  if (node->kind == KG__NODE_VAR)
    KG_TRY(kg__var_print(op->exec, node->var, buf));
  else
    KG_TRY(kg_term_print(&node->term, buf));
  return op->exec->timed ? kg_buf_printf(buf, " requests %u", self->n_requests) : KG_OK;
}

static const kg__op_class class = {"Service",       service_open, service_next, service_close,
                                   service_explain, NULL,         NULL};

static kg_status
add_vars(service_op *self)
{
  kg__exec *exec = self->op.exec;
  for (kg__var v = 0; kg__vars_next(&self->pattern->parts[0]->visible, &v); v++) {
    if (exec->request->vars[v].hidden)
      continue;
    KG_TRY(kg__push(exec->arena, self->vars, self->n_vars, v));
    KG_TRY(kg__vars_add(&self->op.vars, v, exec->arena));
  }
  self->values = kg_arena_calloc(exec->arena, self->n_vars + 1, sizeof *self->values);
  return self->values ? KG_OK : KG_ERR_NOMEM;
}

static kg_status
set_input(kg__op *op, kg__op *input)
{
  op->inputs[0] = input;
  op->certain = (kg__vars){0};
  KG_TRY(kg__vars_add_all(&op->vars, &input->vars, op->exec->arena));
  return kg__vars_add_all(&op->certain, &input->certain, op->exec->arena);
}

kg_status
kg__op_service(kg__op *input, const kg__pattern *pattern, kg__op **op)
{
  service_op *self = kg__op_new(input->exec, &class, sizeof *self);
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  self->pattern = pattern;
  self->op.estimate = 1e9; // better late: the rows of others say what to ask for
  KG_TRY(add_vars(self));
  return set_input(*op, input);
}

bool
kg__op_is_service(const kg__op *op)
{
  return op->class == &class;
}

kg_status
kg__op_service_join(kg__op *service, kg__op *left)
{
  return set_input(service, left);
}
