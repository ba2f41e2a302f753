// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// JSON-LD: flat and sorted, a node object for each subject of a graph, well-formed lists as @list.  Numbers
// stay strings with their datatype, so that nothing is lost.
//
// Compacted, a property's second list goes into another object of the same node: a term whose container is
// @list holds only one.

#include "kg/rdf/collect.h"
#include "kg/rdf/jsonld/emit.h"
#include "kg/rdf/write.h"
#include "kg/vocab.h"

#include <stdlib.h>

typedef struct jsonld {
  kg__collected graph;
  kg__emitter emitter;
  kg_namespaces *prefixes; ///< Those in use
} jsonld;

static bool
is_list(const jsonld *j, kg__node node)
{
  return node == j->graph.nil || j->graph.terms.items[node].list;
}

static kg__json *
value_of(jsonld *j, kg__node node)
{
  const kg__collected *g = &j->graph;
  kg__jsonld *p = &j->emitter.run;
  if (!is_list(j, node))
    return kg__emitter_value(&j->emitter, kg__collected_term_at(g, node));
  kg__json *items = kg__json_new(p, KG__JSON_ARRAY);
  for (; node != g->nil; node = g->quads.items[g->terms.items[node].first + 1].object)
    kg__json_append(p, items, value_of(j, g->quads.items[g->terms.items[node].first].object));
  return kg__json_object_of(p, KG_STR("@list"), items);
}

// The object number `n` of a node; the numbers before it are there.
static kg__json *
object_of(jsonld *j, kg__json *objects, size_t n, const kg_term *subject)
{
  kg__jsonld *p = &j->emitter.run;
  if (n == objects->n_items)
    kg__json_append(
        p, objects,
        kg__json_object_of(p, KG_STR("@id"), kg__json_string(p, kg__emitter_name(&j->emitter, subject))));
  return objects->items[n];
}

// The objects of the node that the quads [i, end) speak of.
static kg__json *
objects_of(jsonld *j, size_t i, size_t end)
{
  const kg__collected_quad *q = j->graph.quads.items;
  const kg_term *subject = kg__collected_term_at(&j->graph, q[i].subject);
  kg__json *objects = kg__json_new(&j->emitter.run, KG__JSON_ARRAY);
  size_t lists = 0;
  object_of(j, objects, 0, subject);
  for (size_t start = i; i < end; i++) {
    kg_str property = kg__collected_term_at(&j->graph, q[i].predicate)->value;
    lists = i > start && q[i].predicate == q[i - 1].predicate ? lists : 0;
    if (is_list(j, q[i].object)) {
      kg__json *object = object_of(j, objects, j->emitter.active ? lists++ : 0, subject);
      kg__emitter_add(&j->emitter, object, property, value_of(j, q[i].object));
    } else {
      kg__emitter_add_term(&j->emitter, objects->items[0], property,
                           kg__collected_term_at(&j->graph, q[i].object));
    }
  }
  return objects;
}

static void
write_node(jsonld *j, size_t i, size_t end)
{
  const kg_term *graph = kg__collected_term_at(&j->graph, j->graph.quads.items[i].graph);
  kg__emit_graph(&j->emitter, kg__emitter_name(&j->emitter, graph));
  kg__json *objects = objects_of(j, i, end);
  for (size_t k = 0; k < objects->n_items; k++)
    kg__emit_node(&j->emitter, objects->items[k]);
  kg__emitter_forget(&j->emitter);
}

static void
write_work(kg__jsonld *p, void *arg)
{
  jsonld *j = arg;
  (void)p;
  for (size_t i = 0, end; i < j->graph.quads.n; i = end) {
    end = kg__collected_subject_end(&j->graph, i);
    if (!j->graph.terms.items[j->graph.quads.items[i].subject].list)
      write_node(j, i, end);
  }
  kg__emit_end(&j->emitter);
}

// ---- prefixes

// Whether some IRI has the prefix's name as its scheme: then that would no longer be what it seems.
static bool
is_scheme(const jsonld *j, kg_str prefix)
{
  const kg__collected *g = &j->graph;
  for (size_t i = 0; i < g->terms.n; i++) {
    const kg_term *t = &g->terms.items[i].term;
    kg_str iri = t->kind == KG_TERM_LITERAL ? t->datatype : t->value;
    if (kg_str_starts(iri, prefix) && iri.len > prefix.len && iri.ptr[prefix.len] == ':')
      return true;
  }
  return false;
}

// Most of RDF's own names have become keywords.
static bool
is_wanted(const jsonld *j, kg_str prefix, kg_str iri)
{
  return prefix.len && !kg_str_equal(iri, KG_STR(KG_NS_RDF)) && kg__collected_has_iri(&j->graph, iri) &&
         !is_scheme(j, prefix);
}

static kg_status
choose_prefixes(const kg_writer *writer)
{
  jsonld *j = writer->state;
  kg_str prefix, iri;
  if (!(j->emitter.prefixes = j->prefixes = kg_namespaces_new()))
    return KG_ERR_NOMEM;
  for (size_t i = 0; kg_namespaces_at(writer->namespaces, i, &prefix, &iri); i++)
    if (is_wanted(j, prefix, iri))
      KG_TRY(kg_namespaces_add(j->prefixes, prefix, iri));
  return KG_OK;
}

// By a frame, everything is in one tree.
static kg_status
write_framed(kg_writer *writer, kg_error *err)
{
  const kg__collected *g = &((jsonld *)writer->state)->graph;
  kg_jsonld_options options = {
      .ordered = true, .load = writer->options.load, .load_self = writer->options.load_self};
  kg_jsonld_builder *builder = NULL;
  kg_buf text = {0};
  kg_status st = kg_jsonld_builder_new(&options, &builder, err);
  for (size_t i = 0; !st && i < g->quads.n; i++) {
    const kg__collected_quad *q = &g->quads.items[i];
    kg_quad quad = {*kg__collected_term_at(g, q->subject), *kg__collected_term_at(g, q->predicate),
                    *kg__collected_term_at(g, q->object), *kg__collected_term_at(g, q->graph)};
    st = kg_jsonld_builder_quad(builder, &quad, err);
  }
  if (!st)
    st = kg_jsonld_builder_finish(builder, (kg_str){0}, writer->options.frame, &text, err);
  if (!st)
    kg_output_add_str(writer->output, kg_buf_str(&text));
  kg_jsonld_builder_free(builder);
  kg_buf_release(&text);
  return st;
}

static kg_status
jsonld_finish(kg_writer *writer, kg_error *err)
{
  jsonld *j = writer->state;
  if (kg__collected_sort(&j->graph) || choose_prefixes(writer))
    return kg__write_nomem(err);
  if (writer->options.frame.len)
    return write_framed(writer, err);
  return kg__jsonld_guard(&j->emitter.run, write_work, j, err);
}

static kg_status
jsonld_open(kg_writer *writer, kg_error *err)
{
  jsonld *j = writer->state = calloc(1, sizeof *j);
  if (!j || kg__collected_init(&j->graph))
    return kg__write_nomem(err);
  return kg__emitter_init(&j->emitter, writer->output, &writer->options, err);
}

static void
jsonld_free(kg_writer *writer)
{
  jsonld *j = writer->state;
  if (!j)
    return;
  kg__collected_release(&j->graph);
  kg__emitter_release(&j->emitter);
  kg_namespaces_free(j->prefixes);
  free(j);
}

static kg_status
jsonld_quad(kg_writer *writer, const kg_quad *quad, kg_error *err)
{
  jsonld *j = writer->state;
  return kg__collected_add(&j->graph, quad) ? kg__write_nomem(err) : KG_OK;
}

const kg__writer_class kg__writer_jsonld = {
    .open = jsonld_open, .quad = jsonld_quad, .finish = jsonld_finish, .free = jsonld_free};
