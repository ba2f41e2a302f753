// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Turtle and TriG for people: all quads are collected and sorted first, so that the same graph gives the same
// bytes.  The text is made whole before its head, which names only the prefixes that the text uses.

#include "kg/rdf/collect.h"
#include "kg/rdf/turtle_term.h"
#include "kg/rdf/write.h"

#include <stdlib.h>

enum { INDENT = 2 };

typedef struct pretty {
  kg__collected graph;
  kg__turtle_names names;
  kg_buf text;
} pretty;

static kg_status write_object(pretty *p, kg__node node, size_t indent);

static kg_status
new_line(pretty *p, size_t indent)
{
  KG_TRY(kg_buf_reserve(&p->text, indent + 1));
  p->text.ptr[p->text.len++] = '\n';
  memset(p->text.ptr + p->text.len, ' ', indent);
  p->text.len += indent;
  return KG_OK;
}

static kg_status
add(pretty *p, const char *z)
{
  return kg_buf_add_str(&p->text, kg_str_of(z));
}

// Predicates and objects of the quads [i, end), which are one subject's.
static kg_status
write_properties(pretty *p, size_t i, size_t end, size_t indent)
{
  const kg__collected_quad *q = p->graph.quads.items;
  for (size_t start = i; i < end; i++) {
    if (i > start && q[i].predicate == q[i - 1].predicate) {
      KG_TRY(add(p, " ,"));
      KG_TRY(new_line(p, indent + INDENT));
    } else {
      KG_TRY(i > start ? add(p, " ;") : KG_OK);
      KG_TRY(i > start ? new_line(p, indent) : KG_OK);
      KG_TRY(kg__turtle_verb(&p->names, kg__collected_term_at(&p->graph, q[i].predicate), &p->text));
      KG_TRY(add(p, " "));
    }
    KG_TRY(write_object(p, q[i].object, indent));
  }
  return KG_OK;
}

static kg_status
write_list(pretty *p, kg__node node, size_t indent)
{
  const kg__collected *g = &p->graph;
  KG_TRY(add(p, "("));
  for (; node != g->nil; node = g->quads.items[g->terms.items[node].first + 1].object) {
    KG_TRY(add(p, " "));
    KG_TRY(write_object(p, g->quads.items[g->terms.items[node].first].object, indent));
  }
  return add(p, " )");
}

static kg_status
write_nested(pretty *p, size_t first, size_t indent)
{
  if (first == KG__NO_QUAD)
    return add(p, "[]");
  KG_TRY(add(p, "["));
  KG_TRY(new_line(p, indent + 2 * INDENT));
  KG_TRY(write_properties(p, first, kg__collected_subject_end(&p->graph, first), indent + 2 * INDENT));
  KG_TRY(new_line(p, indent + INDENT));
  return add(p, "]");
}

static kg_status
write_object(pretty *p, kg__node node, size_t indent)
{
  const kg__collected_term *t = &p->graph.terms.items[node];
  if (node == p->graph.nil)
    return add(p, "()");
  if (t->list)
    return write_list(p, node, indent);
  return t->nested ? write_nested(p, t->first, indent) : kg__turtle_term(&p->names, &t->term, &p->text);
}

static kg_status
write_subject(pretty *p, size_t i, size_t indent)
{
  const kg__collected_term *t = &p->graph.terms.items[p->graph.quads.items[i].subject];
  KG_TRY(new_line(p, indent));
  if (t->term.kind == KG_TERM_BLANK && t->n_references == 0)
    KG_TRY(add(p, "[]"));
  else
    KG_TRY(kg__turtle_term(&p->names, &t->term, &p->text));
  KG_TRY(add(p, " "));
  KG_TRY(write_properties(p, i, kg__collected_subject_end(&p->graph, i), indent + INDENT));
  return add(p, " .\n");
}

// The subjects within the quads [i, end) of one graph that are blank nodes, or those that are not.
static kg_status
write_subjects(pretty *p, size_t i, size_t end, bool blank, size_t indent)
{
  for (; i < end; i = kg__collected_subject_end(&p->graph, i)) {
    const kg_term *subject = kg__collected_term_at(&p->graph, p->graph.quads.items[i].subject);
    if ((subject->kind == KG_TERM_BLANK) == blank && kg__collected_stands_alone(&p->graph, i))
      KG_TRY(write_subject(p, i, indent));
  }
  return KG_OK;
}

static kg_status
write_graph(pretty *p, size_t i, size_t end)
{
  const kg_term *name = kg__collected_term_at(&p->graph, p->graph.quads.items[i].graph);
  size_t indent = name->kind ? INDENT : 0;
  if (name->kind) {
    KG_TRY(add(p, "\n"));
    KG_TRY(kg__turtle_term(&p->names, name, &p->text));
    KG_TRY(add(p, " {"));
  }
  KG_TRY(write_subjects(p, i, end, false, indent));
  KG_TRY(write_subjects(p, i, end, true, indent));
  return name->kind ? add(p, "}\n") : KG_OK;
}

static kg_status
write_text(pretty *p)
{
  const kg__collected_quad *q = p->graph.quads.items;
  KG_TRY(kg__collected_sort(&p->graph));
  for (size_t i = 0, end; i < p->graph.quads.n; i = end) {
    for (end = i; end < p->graph.quads.n && q[end].graph == q[i].graph;)
      end++;
    KG_TRY(write_graph(p, i, end));
  }
  return KG_OK;
}

typedef struct prefix_iri {
  kg_str prefix, iri;
} prefix_iri;

static int
compare_prefixes(const void *a, const void *b)
{
  return kg_str_compare(((const prefix_iri *)a)->prefix, ((const prefix_iri *)b)->prefix);
}

static kg_status
write_head(kg_writer *writer)
{
  pretty *p = writer->state;
  size_t n = 0, count = kg_namespaces_count(writer->namespaces);
  prefix_iri *used = calloc(count + 1, sizeof *used);
  if (!used)
    return KG_ERR_NOMEM;
  if (writer->options.base.len)
    kg_output_printf(writer->output, "@base <%.*s> .\n", KG_STR_ARG(writer->options.base));
  for (size_t i = 0; i < count; i++) {
    kg_namespaces_at(writer->namespaces, i, &used[n].prefix, &used[n].iri);
    n += kg__map_find(&p->names.used, used[n].prefix.len ? used[n].prefix : KG_STR("")) != NULL;
  }
  qsort(used, n, sizeof *used, compare_prefixes);
  for (size_t i = 0; i < n; i++)
    kg_output_printf(writer->output, "@prefix %.*s: <%.*s> .\n", KG_STR_ARG(used[i].prefix),
                     KG_STR_ARG(used[i].iri));
  free(used);
  return KG_OK;
}

static kg_status
pretty_open(kg_writer *writer, kg_error *err)
{
  pretty *p = writer->state = calloc(1, sizeof *p);
  if (!p || kg__collected_init(&p->graph))
    return kg__write_nomem(err);
  p->names.namespaces = writer->namespaces;
  return KG_OK;
}

static void
pretty_free(kg_writer *writer)
{
  pretty *p = writer->state;
  if (!p)
    return;
  kg__collected_release(&p->graph);
  kg__map_release(&p->names.used);
  kg_buf_release(&p->text);
  free(p);
}

static kg_status
pretty_quad(kg_writer *writer, const kg_quad *quad, kg_error *err)
{
  pretty *p = writer->state;
  return kg__collected_add(&p->graph, quad) ? kg__write_nomem(err) : KG_OK;
}

static kg_status
pretty_finish(kg_writer *writer, kg_error *err)
{
  pretty *p = writer->state;
  if (write_text(p) || write_head(writer))
    return kg__write_nomem(err);
  kg_str text = kg_buf_str(&p->text);
  if (!p->names.used.count && !writer->options.base.len && text.len) // no head, so no empty line behind it
    text = (kg_str){text.ptr + 1, text.len - 1};
  kg_output_add_str(writer->output, text);
  return KG_OK;
}

const kg__writer_class kg__writer_turtle = {
    .open = pretty_open, .quad = pretty_quad, .finish = pretty_finish, .free = pretty_free};
