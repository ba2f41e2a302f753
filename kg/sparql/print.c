// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/print.h"
#include "kg/vocab.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

// ---- text

void
kg__print(kg__printer *p, const char *format, ...)
{
  va_list args;
  char *text = NULL;
  if (p->status)
    return;
  va_start(args, format);
  int n = vasprintf(&text, format, args);
  va_end(args);
  p->status = n < 0 ? KG_ERR_NOMEM : kg_buf_add(p->buf, text, (size_t)n);
  if (n >= 0)
    free(text);
}

void
kg__print_line(kg__printer *p)
{
  kg__print(p, "\n%*s", (int)(2 * p->depth), "");
}

void
kg__print_var(kg__printer *p, kg__var var)
{
  const kg__variable *v = &p->request->vars[var];
  bool anonymous = v->hidden && (!v->name.len || v->name.ptr[0] == ' ');
  if (anonymous)
    kg__print(p, "_:%s%u", p->blank, (unsigned)var);
  else
    kg__print(p, v->hidden ? "_:%.*s" : "?%.*s", KG_STR_ARG(v->name));
}

// Whether the rest of an IRI may stand behind a prefix as it is.
static bool
is_plain_local(kg_str local)
{
  for (size_t i = 0; i < local.len; i++) {
    unsigned char c = (unsigned char)local.ptr[i];
    bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
    if (!letter && c != '_' && !(i && c >= '0' && c <= '9') && !(i && c == '-'))
      return false;
  }
  return true;
}

static bool
is_number(kg_str text)
{
  size_t n = 0;
  while (n < text.len && text.ptr[n] >= '0' && text.ptr[n] <= '9')
    n++;
  return n && n == text.len;
}

static void
print_blank(kg__printer *p, kg_str label)
{
  bool anonymous = label.len && label.ptr[0] == ' ';
  if (anonymous)
    kg__print(p, "_:%st%.*s", p->blank, (int)label.len - 1, label.ptr + 1);
  else
    kg__print(p, "_:%.*s", KG_STR_ARG(label));
}

static void
print_triple_term(kg__printer *p, const kg_term *spo)
{
  kg__print(p, "<<(");
  for (int i = 0; i < 3; i++) {
    kg__print(p, " ");
    kg__print_term(p, &spo[i]);
  }
  kg__print(p, " )>>");
}

void
kg__print_term(kg__printer *p, const kg_term *term)
{
  kg_str prefix, local;
  bool bare = (kg_str_equal(term->datatype, KG_STR(KG_NS_XSD "integer")) && is_number(term->value)) ||
              (kg_str_equal(term->datatype, KG_STR(KG_NS_XSD "boolean")) &&
               (kg_str_equal(term->value, KG_STR("true")) || kg_str_equal(term->value, KG_STR("false"))));
  if (term->kind == KG_TERM_BLANK)
    print_blank(p, term->value);
  else if (term->kind == KG_TERM_TRIPLE)
    print_triple_term(p, term->triple);
  else if (term->kind == KG_TERM_LITERAL && bare)
    kg__print(p, "%.*s", KG_STR_ARG(term->value));
  else if (term->kind == KG_TERM_IRI && p->namespaces &&
           kg_namespaces_shorten(p->namespaces, term->value, &prefix, &local) && is_plain_local(local))
    kg__print(p, "%.*s:%.*s", KG_STR_ARG(prefix), KG_STR_ARG(local));
  else if (!p->status)
    p->status = kg_term_print(term, p->buf);
}

// ---- queries

static void
print_items(kg__printer *p, const kg__query *query)
{
  kg__print(p, "SELECT %s%s",
            query->distinct  ? "DISTINCT "
            : query->reduced ? "REDUCED "
                             : "",
            query->star ? "*" : "");
  for (size_t i = 0; !query->star && i < query->n_items; i++) {
    kg__print(p, i ? " " : "");
    if (!query->items[i].expr) {
      kg__print_var(p, query->items[i].var);
      continue;
    }
    kg__print(p, "(");
    kg__print_expr(p, query->items[i].expr);
    kg__print(p, " AS ");
    kg__print_var(p, query->items[i].var);
    kg__print(p, ")");
  }
}

static void
print_form(kg__printer *p, const kg__query *query)
{
  if (query->form == KG__FORM_SELECT)
    print_items(p, query);
  if (query->form == KG__FORM_ASK)
    kg__print(p, "ASK");
  if (query->form == KG__FORM_DESCRIBE)
    kg__print(p, query->star ? "DESCRIBE *" : "DESCRIBE");
  for (size_t i = 0; i < query->n_describe; i++) {
    kg__print(p, " ");
    kg__print_node(p, &query->describe[i]);
  }
  if (query->form == KG__FORM_CONSTRUCT) {
    kg__print(p, "CONSTRUCT ");
    kg__print_quads(p, &query->template);
  }
}

static void
print_graphs(kg__printer *p, const char *words, const kg_term *graphs, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    kg__print_line(p);
    kg__print(p, "%s ", words);
    kg__print_term(p, &graphs[i]);
  }
}

static void
print_group_by(kg__printer *p, const kg__query *query)
{
  for (size_t i = 0; i < query->n_group; i++) {
    const kg__key *key = &query->group[i];
    bool var = key->expr->kind == KG__EXPR_VAR && key->var == key->expr->var;
    kg__print(p, i ? " " : "GROUP BY ");
    kg__print(p, var ? "" : "(");
    kg__print_expr(p, key->expr);
    if (!var && key->var != KG__NO_VAR) {
      kg__print(p, " AS ");
      kg__print_var(p, key->var);
    }
    kg__print(p, var ? "" : ")");
  }
}

static void
print_order_by(kg__printer *p, const kg__query *query)
{
  for (size_t i = 0; i < query->n_order; i++) {
    kg__print(p, "%s%s(", i ? " " : "ORDER BY ", query->order[i].descending ? "DESC" : "ASC");
    kg__print_expr(p, query->order[i].expr);
    kg__print(p, ")");
  }
}

static void
print_modifiers(kg__printer *p, const kg__query *query)
{
  if (query->n_group)
    kg__print_line(p);
  print_group_by(p, query);
  if (query->n_having)
    kg__print_line(p);
  for (size_t i = 0; i < query->n_having; i++) {
    kg__print(p, i ? " " : "HAVING ");
    kg__print_constraint(p, query->having[i]);
  }
  if (query->n_order)
    kg__print_line(p);
  print_order_by(p, query);
  if (query->limit != KG__NO_LIMIT) {
    kg__print_line(p);
    kg__print(p, "LIMIT %llu", (unsigned long long)query->limit);
  }
  if (query->offset) {
    kg__print_line(p);
    kg__print(p, "OFFSET %llu", (unsigned long long)query->offset);
  }
  if (query->has_values) {
    kg__print_line(p);
    kg__print_values(p, &query->values);
  }
}

void
kg__print_query(kg__printer *p, const kg__query *query)
{
  print_form(p, query);
  print_graphs(p, "FROM", query->dataset.graphs, query->dataset.n_graphs);
  print_graphs(p, "FROM NAMED", query->dataset.named, query->dataset.n_named);
  if (query->where) {
    kg__print_line(p);
    kg__print(p, "WHERE ");
    kg__print_group(p, query->where);
  }
  print_modifiers(p, query);
}

// ---- updates

static void
print_modify(kg__printer *p, const kg__operation *op)
{
  if (op->with.kind) {
    kg__print(p, "WITH ");
    kg__print_term(p, &op->with);
    kg__print_line(p);
  }
  if (op->remove.n || !op->insert.n) {
    kg__print(p, "DELETE ");
    kg__print_quads(p, &op->remove);
    kg__print_line(p);
  }
  if (op->insert.n) {
    kg__print(p, "INSERT ");
    kg__print_quads(p, &op->insert);
  }
  print_graphs(p, "USING", op->dataset.graphs, op->dataset.n_graphs);
  print_graphs(p, "USING NAMED", op->dataset.named, op->dataset.n_named);
  kg__print_line(p);
  kg__print(p, "WHERE ");
  kg__print_group(p, op->where);
}

static void
print_ref(kg__printer *p, kg__graph_ref ref, const kg_term *graph)
{
  static const char *const words[] = {
      [KG__GRAPH_DEFAULT] = "DEFAULT", [KG__GRAPH_NAMED] = "NAMED", [KG__GRAPH_ALL] = "ALL"};
  if (ref != KG__GRAPH_IRI) {
    kg__print(p, "%s", words[ref]);
    return;
  }
  kg__print(p, "GRAPH ");
  kg__print_term(p, graph);
}

// What names graphs only.
static void
print_graph_operation(kg__printer *p, const kg__operation *op)
{
  static const char *const words[] = {
      [KG__UPDATE_LOAD] = "LOAD",     [KG__UPDATE_CLEAR] = "CLEAR", [KG__UPDATE_DROP] = "DROP",
      [KG__UPDATE_CREATE] = "CREATE", [KG__UPDATE_ADD] = "ADD",     [KG__UPDATE_MOVE] = "MOVE",
      [KG__UPDATE_COPY] = "COPY"};
  bool load = op->kind == KG__UPDATE_LOAD;
  bool to = load ? op->to_ref != KG__GRAPH_DEFAULT : op->kind >= KG__UPDATE_ADD;
  kg__print(p, "%s %s", words[op->kind], op->silent ? "SILENT " : "");
  if (load)
    kg__print_term(p, &op->from);
  else
    print_ref(p, op->from_ref, &op->from);
  if (to) {
    kg__print(p, load ? " INTO " : " TO ");
    print_ref(p, op->to_ref, &op->to);
  }
}

static void
print_operation(kg__printer *p, const kg__operation *op)
{
  if (op->kind == KG__UPDATE_MODIFY) {
    print_modify(p, op);
  } else if (op->kind == KG__UPDATE_INSERT_DATA || op->kind == KG__UPDATE_DELETE_DATA) {
    bool insert = op->kind == KG__UPDATE_INSERT_DATA;
    kg__print(p, insert ? "INSERT DATA " : "DELETE DATA ");
    kg__print_quads(p, insert ? &op->insert : &op->remove);
  } else {
    print_graph_operation(p, op);
  }
}

// ---- the whole

// A label that no word of the text begins with.
static void
choose_blank(kg__printer *p)
{
  kg_str text = p->request->text;
  for (unsigned n = 0; n < 1000; n++) {
    size_t len = (size_t)snprintf(p->blank, sizeof p->blank, n ? "b%ux" : "bx", n);
    if (!text.len || !memmem(text.ptr, text.len, p->blank, len))
      return;
  }
}

void
kg__printer_init(kg__printer *p, const kg__request *request, const kg_namespaces *namespaces, kg_buf *buf)
{
  *p = (kg__printer){.request = request, .namespaces = namespaces, .buf = buf};
  choose_blank(p);
}

// Declare the prefixes that the text behind `start` uses, in front of it.
static kg_status
declare(kg__printer *p, kg_str body)
{
  kg_str prefix, iri;
  kg_buf colon = {0};
  for (size_t i = 0; p->namespaces && kg_namespaces_at(p->namespaces, i, &prefix, &iri); i++) {
    kg_buf_clear(&colon);
    if (!p->status)
      p->status = kg_buf_printf(&colon, "%.*s:", KG_STR_ARG(prefix));
    if (!p->status && memmem(body.ptr, body.len, colon.ptr, colon.len))
      kg__print(p, "PREFIX %.*s <%.*s>\n", KG_STR_ARG(kg_buf_str(&colon)), KG_STR_ARG(iri));
  }
  kg_buf_release(&colon);
  return p->status;
}

static void
print_body(kg__printer *p)
{
  if (p->request->query)
    kg__print_query(p, p->request->query);
  for (size_t i = 0; i < p->request->n_operations; i++) {
    kg__print(p, i ? " ;\n" : "");
    print_operation(p, &p->request->operations[i]);
  }
  kg__print(p, "\n");
}

kg_status
kg__print_request(const kg__request *request, const kg_namespaces *namespaces, kg_buf *buf)
{
  kg__printer p;
  kg_buf body = {0};
  kg__printer_init(&p, request, namespaces, &body);
  print_body(&p);
  p.buf = buf;
  if (request->base.len)
    kg__print(&p, "BASE <%.*s>\n", KG_STR_ARG(request->base));
  if (!p.status)
    declare(&p, kg_buf_str(&body));
  if (!p.status)
    p.status = kg_buf_add_str(buf, kg_buf_str(&body));
  kg_buf_release(&body);
  return p.status;
}
