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
static kg_status write_annotations(pretty *p, size_t i, size_t indent);

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

static kg_status
write_term(pretty *p, kg__node node)
{
  return kg__turtle_term(&p->names, kg__collected_term_at(&p->graph, node), &p->text);
}

// The next quad of [i, end) that is to be written with its subject: neither `left_out` nor an annotation.
static size_t
next_property(const pretty *p, size_t i, size_t end, size_t left_out)
{
  while (i < end && (i == left_out || kg__collected_is_attached(&p->graph, i)))
    i++;
  return i;
}

// Predicates and objects of the quads [i, end), which are one subject's.
static kg_status
write_properties(pretty *p, size_t i, size_t end, size_t left_out, size_t indent)
{
  const kg__collected_quad *q = p->graph.quads.items;
  size_t before = KG__NO_QUAD;
  while ((i = next_property(p, i, end, left_out)) < end) {
    if (before != KG__NO_QUAD && q[i].predicate == q[before].predicate) {
      KG_TRY(add(p, " ,"));
      KG_TRY(new_line(p, indent + INDENT));
    } else {
      KG_TRY(before == KG__NO_QUAD ? KG_OK : add(p, " ;"));
      KG_TRY(before == KG__NO_QUAD ? KG_OK : new_line(p, indent));
      KG_TRY(kg__turtle_verb(&p->names, kg__collected_term_at(&p->graph, q[i].predicate), &p->text));
      KG_TRY(add(p, " "));
    }
    KG_TRY(write_object(p, q[i].object, indent));
    KG_TRY(write_annotations(p, i, indent));
    before = i++;
  }
  return KG_OK;
}

// ~ reifier {| properties |}, or no name where none is needed.
static kg_status
write_annotation(pretty *p, kg__node reifier, bool home, size_t indent)
{
  const kg__collected_term *t = &p->graph.terms.items[reifier];
  size_t end = kg__collected_subject_end(&p->graph, t->first);
  KG_TRY(add(p, "~"));
  if (!kg__collected_is_anonymous(t)) {
    KG_TRY(add(p, " "));
    KG_TRY(write_term(p, reifier));
  }
  if (!home || next_property(p, t->first, end, KG__NO_QUAD) == end)
    return KG_OK;
  KG_TRY(add(p, " {|"));
  KG_TRY(new_line(p, indent + 2 * INDENT));
  KG_TRY(write_properties(p, t->first, end, KG__NO_QUAD, indent + 2 * INDENT));
  KG_TRY(new_line(p, indent + INDENT));
  return add(p, "|}");
}

static kg_status
write_annotations(pretty *p, size_t i, size_t indent)
{
  const kg__collected *g = &p->graph;
  size_t first = kg__collected_annotations(g, i);
  for (size_t a = first; a < g->annotations.n && g->annotations.items[a].quad == i; a++) {
    const kg__collected_quad *reifies = &g->quads.items[g->annotations.items[a].reifies];
    kg__collected_term *t = &p->graph.terms.items[reifies->subject];
    bool home = t->annotates && t->reference == i;
    KG_TRY(a > first ? new_line(p, indent + INDENT) : add(p, " "));
    KG_TRY(write_annotation(p, reifies->subject, home, indent));
  }
  return KG_OK;
}

// << s p o ~ reifier >>, of the quad that says so.
static kg_status
write_reified(pretty *p, size_t i, bool named)
{
  const kg_term *spo = kg__collected_term_at(&p->graph, p->graph.quads.items[i].object)->triple;
  KG_TRY(add(p, "<< "));
  KG_TRY(kg__turtle_term(&p->names, &spo[0], &p->text));
  KG_TRY(add(p, " "));
  KG_TRY(kg__turtle_verb(&p->names, &spo[1], &p->text));
  KG_TRY(add(p, " "));
  KG_TRY(kg__turtle_term(&p->names, &spo[2], &p->text));
  KG_TRY(named ? add(p, " ~ ") : KG_OK);
  KG_TRY(named ? write_term(p, p->graph.quads.items[i].subject) : KG_OK);
  return add(p, " >>");
}

// Of a subject's quads [i, end) the first that says what it reifies; KG__NO_QUAD if none does.
static size_t
reified_by(const pretty *p, size_t i, size_t end)
{
  const kg__collected_quad *q = p->graph.quads.items;
  for (; (i = next_property(p, i, end, KG__NO_QUAD)) < end; i++) {
    if (q[i].predicate == p->graph.reifies &&
        kg__collected_term_at(&p->graph, q[i].object)->kind == KG_TERM_TRIPLE)
      return i;
  }
  return KG__NO_QUAD;
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
  size_t end = kg__collected_subject_end(&p->graph, first);
  if (end == first + 1 && reified_by(p, first, end) == first)
    return write_reified(p, first, false);
  KG_TRY(add(p, "["));
  KG_TRY(new_line(p, indent + 2 * INDENT));
  KG_TRY(write_properties(p, first, end, KG__NO_QUAD, indent + 2 * INDENT));
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
  size_t end = kg__collected_subject_end(&p->graph, i), reified = reified_by(p, i, end);
  bool named = t->term.kind != KG_TERM_BLANK || t->n_references || t->n_attached;
  if (next_property(p, i, end, KG__NO_QUAD) == end)
    return KG_OK; // all is said in annotations
  KG_TRY(new_line(p, indent));
  if (reified != KG__NO_QUAD)
    KG_TRY(write_reified(p, reified, named));
  else
    KG_TRY(named ? kg__turtle_term(&p->names, &t->term, &p->text) : add(p, "[]"));
  if (next_property(p, i, end, reified) < end) {
    KG_TRY(reified == KG__NO_QUAD ? add(p, " ") : new_line(p, indent + INDENT));
    KG_TRY(write_properties(p, i, end, reified, indent + INDENT));
  }
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
  KG_TRY(kg__collected_annotate(&p->graph));
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
