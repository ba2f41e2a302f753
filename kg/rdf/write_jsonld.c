// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// JSON-LD: flat, a node object for each subject of a graph, well-formed lists as @list.  Expanded, or
// compacted with a context that is embedded.  A value is a bare string only where its key says the rest; all
// other values are spelled out, and numbers stay strings, so that nothing is lost.  Node objects are written
// one by one.

#include "kg/rdf/collect.h"
#include "kg/rdf/jsonld_context.h"
#include "kg/rdf/write.h"

#include "kg/jsonld.h"
#include "kg/vocab.h"

#include <assert.h>
#include <stdlib.h>

typedef struct jsonld {
  kg__collected graph;
  kg__jsonld_context context;
  kg_buf key, text;
  kg_error *err;
} jsonld;

static bool
is_expanded(const jsonld *j)
{
  return !j->context.json;
}

// Takes `value`, which may be null: then there was no memory or a text was not UTF-8.
static kg_status
set(jsonld *j, json_t *object, const char *key, json_t *value)
{
  if (!value || json_object_set_new_nocheck(object, key, value))
    return kg_error_set(j->err, KG_ERR_DATA, "a text that is not UTF-8 cannot be written as JSON");
  return KG_OK;
}

static json_t *
string(kg_str s)
{
  return json_stringn(s.len ? s.ptr : "", s.len);
}

// The IRI or blank node as JSON-LD names it, in `j->text`.
static kg_status
name_of(jsonld *j, const kg_term *term, bool vocab, kg_str *name)
{
  kg_buf_clear(&j->text);
  if (term->kind == KG_TERM_BLANK) {
    if (kg_buf_printf(&j->text, "_:%.*s", KG_STR_ARG(term->value)))
      return kg__write_nomem(j->err);
  } else {
    KG_TRY(kg__jsonld_compact(&j->context, term->value, vocab, &j->text, j->err));
  }
  *name = kg_buf_str(&j->text);
  return KG_OK;
}

// ---- values

static kg_status
node_value(jsonld *j, const kg__jsonld_term *key, const kg_term *term, json_t **value)
{
  kg_str name;
  KG_TRY(name_of(j, term, false, &name));
  if (key && kg__jsonld_fits(key, term)) {
    *value = string(name);
    return KG_OK;
  }
  *value = json_object();
  return *value ? set(j, *value, j->context.id_key, string(name)) : kg__write_nomem(j->err);
}

static kg_status
literal_value(jsonld *j, const kg__jsonld_term *key, const kg_term *term, json_t **value)
{
  if (!is_expanded(j) && kg__jsonld_fits(key ? key : &j->context.other, term)) {
    *value = string(term->value);
    return KG_OK;
  }
  *value = json_object();
  if (!*value)
    return kg__write_nomem(j->err);
  KG_TRY(set(j, *value, "@value", string(term->value)));
  if (term->language.len)
    KG_TRY(set(j, *value, "@language", string(term->language)));
  if (term->direction)
    return set(j, *value, "@direction", json_string(term->direction == KG_DIRECTION_LTR ? "ltr" : "rtl"));
  if (term->language.len || kg_str_equal(term->datatype, KG_STR(KG_XSD_STRING)))
    return KG_OK;
  kg_term datatype = kg_term_iri(term->datatype);
  kg_str name;
  KG_TRY(name_of(j, &datatype, true, &name));
  return set(j, *value, j->context.type_key, string(name));
}

static kg_status list_value(jsonld *j, const kg__jsonld_term *key, bool bare, kg__node node, json_t **value);

static bool
is_list(const jsonld *j, kg__node node)
{
  return node == j->graph.nil || j->graph.terms.items[node].list;
}

static kg_status
value_of(jsonld *j, const kg__jsonld_term *key, kg__node node, json_t **value)
{
  const kg_term *term = kg__collected_term_at(&j->graph, node);
  kg_status st = is_list(j, node)                ? list_value(j, key, false, node, value)
                 : term->kind == KG_TERM_LITERAL ? literal_value(j, key, term, value)
                 : term->kind == KG_TERM_TRIPLE
                     ? kg_error_set(j->err, KG_ERR_UNSUPPORTED, "JSON-LD cannot hold triple terms")
                     : node_value(j, key, term, value);
  if (!st && !*value)
    st = kg_error_set(j->err, KG_ERR_DATA, "a text that is not UTF-8 cannot be written as JSON");
  return st;
}

// A bare array, where the key is one for lists, or {"@list": array}.
static kg_status
list_value(jsonld *j, const kg__jsonld_term *key, bool bare, kg__node node, json_t **value)
{
  const kg__collected *g = &j->graph;
  json_t *array = json_array();
  *value = bare ? array : json_object();
  if (!array || !*value || (!bare && json_object_set_new_nocheck(*value, "@list", array)))
    return kg__write_nomem(j->err);
  for (; node != g->nil; node = g->quads.items[g->terms.items[node].first + 1].object) {
    json_t *item = NULL;
    kg_status st = value_of(j, key, g->quads.items[g->terms.items[node].first].object, &item);
    if (!st && json_array_append_new(array, json_incref(item)))
      st = kg__write_nomem(j->err);
    json_decref(item);
    KG_TRY(st);
  }
  return KG_OK;
}

// ---- nodes

// Add a value, which is taken, to what a key has already.
static kg_status
add_value(jsonld *j, json_t *object, const char *key, bool always_array, json_t *value)
{
  json_t *there = json_object_get(object, key);
  if (!there && !always_array)
    return set(j, object, key, value);
  if (!json_is_array(there)) {
    json_t *array = json_array();
    if (!array || (there && json_array_append(array, there)) ||
        json_object_set_new_nocheck(object, key, array)) {
      json_decref(value);
      return kg__write_nomem(j->err);
    }
    there = array;
  }
  return json_array_append_new(there, value) ? kg__write_nomem(j->err) : KG_OK;
}

static kg_status
add_type(jsonld *j, json_t *object, const kg_term *type)
{
  kg_str name;
  KG_TRY(name_of(j, type, true, &name));
  json_t *value = string(name);
  return value ? add_value(j, object, j->context.type_key, is_expanded(j), value) : kg__write_nomem(j->err);
}

// The key in `j->key`: the term chosen, or the property's IRI in short, which is no term.
static kg_status
choose_key(jsonld *j, const json_t *object, kg_str property, kg__node node, const kg__jsonld_term **key)
{
  const kg_term *term = is_list(j, node) ? NULL : kg__collected_term_at(&j->graph, node);
  *key = kg__jsonld_key(&j->context, property, term);
  kg_buf_clear(&j->key);
  if (*key && (*key)->list && json_object_get(object, (*key)->name.ptr))
    *key = NULL; // it holds one list only
  kg_status st = KG_OK;
  if (*key)
    st = kg_buf_add_str(&j->key, (*key)->name) ? kg__write_nomem(j->err) : KG_OK;
  else
    st = kg__jsonld_compact_key(&j->context, property, &j->key, j->err);
  if (!st && kg_buf_add_char(&j->key, '\0'))
    st = kg__write_nomem(j->err);
  return st;
}

static kg_status
add_property(jsonld *j, json_t *object, const kg__collected_quad *q)
{
  const kg_term *term = kg__collected_term_at(&j->graph, q->object);
  const kg__jsonld_term *key;
  json_t *value = NULL;
  if (q->predicate == j->graph.type && term->kind <= KG_TERM_IRI && !is_list(j, q->object))
    return add_type(j, object, term);
  KG_TRY(choose_key(j, object, kg__collected_term_at(&j->graph, q->predicate)->value, q->object, &key));
  kg_status st = is_list(j, q->object) ? list_value(j, key, key && key->list, q->object, &value)
                                       : value_of(j, key, q->object, &value);
  if (st) {
    json_decref(value);
    return st;
  }
  if (key && key->list)
    return set(j, object, j->key.ptr, value);
  return add_value(j, object, j->key.ptr, is_expanded(j) || (key && key->set), value);
}

static kg_status
node_object(jsonld *j, size_t i, size_t end, json_t *object)
{
  kg_str name;
  KG_TRY(name_of(j, kg__collected_term_at(&j->graph, j->graph.quads.items[i].subject), false, &name));
  KG_TRY(set(j, object, j->context.id_key, string(name)));
  for (; i < end; i++)
    KG_TRY(add_property(j, object, &j->graph.quads.items[i]));
  return KG_OK;
}

// ---- the document

static void
write_indented(kg_writer *writer, const char *text, size_t indent)
{
  static const char spaces[] = "        "; // the deepest node objects are those of named graphs
  assert(indent < sizeof spaces);
  for (const char *eol; (eol = strchr(text, '\n')); text = eol + 1) {
    kg_output_add(writer->output, text, (size_t)(eol - text) + 1);
    kg_output_add(writer->output, spaces, indent);
  }
  kg_output_add_str(writer->output, kg_str_of(text));
}

static kg_status
write_json(kg_writer *writer, const json_t *json, size_t indent)
{
  jsonld *j = writer->state;
  char *text = json_dumps(json, JSON_INDENT(2) | JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
  if (!text)
    return kg__write_nomem(j->err);
  write_indented(writer, text, indent);
  free(text);
  return KG_OK;
}

static kg_status
write_node(kg_writer *writer, size_t i, size_t end, size_t indent)
{
  jsonld *j = writer->state;
  json_t *object = json_object();
  kg_status st = object ? node_object(j, i, end, object) : kg__write_nomem(j->err);
  if (!st)
    st = write_json(writer, object, indent);
  json_decref(object);
  return st;
}

// The node objects of the quads [i, end) of one graph.
static kg_status
write_nodes(kg_writer *writer, size_t i, size_t end, size_t indent, bool *first)
{
  jsonld *j = writer->state;
  for (size_t next; i < end; i = next) {
    next = kg__collected_subject_end(&j->graph, i);
    if (j->graph.terms.items[j->graph.quads.items[i].subject].list)
      continue;
    kg_output_printf(writer->output, "%s\n%*s", *first ? "" : ",", (int)indent, "");
    *first = false;
    KG_TRY(write_node(writer, i, next, indent));
  }
  return KG_OK;
}

static kg_status
write_graph(kg_writer *writer, size_t i, size_t end, size_t indent, bool *first)
{
  jsonld *j = writer->state;
  const kg_term *name = kg__collected_term_at(&j->graph, j->graph.quads.items[i].graph);
  if (!name->kind)
    return write_nodes(writer, i, end, indent, first);
  kg_str text;
  KG_TRY(name_of(j, name, false, &text));
  json_t *id = string(text);
  kg_output_printf(writer->output, "%s\n%*s{\n%*s\"%s\": ", *first ? "" : ",", (int)indent, "",
                   (int)indent + 2, "", j->context.id_key);
  kg_status st = id ? write_json(writer, id, 0) : kg__write_nomem(j->err);
  json_decref(id);
  KG_TRY(st);
  kg_output_printf(writer->output, ",\n%*s\"@graph\": [", (int)indent + 2, "");
  *first = true;
  KG_TRY(write_nodes(writer, i, end, indent + 4, first));
  kg_output_printf(writer->output, "\n%*s]\n%*s}", (int)indent + 2, "", (int)indent, "");
  *first = false;
  return KG_OK;
}

static kg_status
write_graphs(kg_writer *writer, size_t indent)
{
  jsonld *j = writer->state;
  const kg__collected_quad *q = j->graph.quads.items;
  bool first = true;
  for (size_t i = 0, end; i < j->graph.quads.n; i = end) {
    for (end = i; end < j->graph.quads.n && q[end].graph == q[i].graph;)
      end++;
    KG_TRY(write_graph(writer, i, end, indent, &first));
  }
  if (!first)
    kg_output_printf(writer->output, "\n%*s", (int)indent - 2, "");
  return KG_OK;
}

// By a frame: the algorithms of JSON-LD do it all.
static kg_status
write_framed(kg_writer *writer, kg_error *err)
{
  const kg__collected *g = &((jsonld *)writer->state)->graph;
  kg_jsonld_options options = {.ordered = true};
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
  j->err = err;
  if (kg__collected_sort(&j->graph))
    return kg__write_nomem(err);
  if (writer->options.frame.len)
    return write_framed(writer, err);
  if (is_expanded(j)) {
    kg_output_add_str(writer->output, KG_STR("["));
    KG_TRY(write_graphs(writer, 2));
    kg_output_add_str(writer->output, KG_STR("]\n"));
    return KG_OK;
  }
  kg_output_add_str(writer->output, KG_STR("{\n  \"@context\": "));
  KG_TRY(write_json(writer, j->context.json, 2));
  kg_output_add_str(writer->output, KG_STR(",\n  \"@graph\": ["));
  KG_TRY(write_graphs(writer, 4));
  kg_output_add_str(writer->output, KG_STR("]\n}\n"));
  return KG_OK;
}

static kg_status
jsonld_open(kg_writer *writer, kg_error *err)
{
  jsonld *j = writer->state = calloc(1, sizeof *j);
  if (!j || kg__collected_init(&j->graph))
    return kg__write_nomem(err);
  kg_str none = {0};
  bool framed = writer->options.frame.len > 0;
  return kg__jsonld_context_init(&j->context, framed ? none : writer->options.context, err);
}

static void
jsonld_free(kg_writer *writer)
{
  jsonld *j = writer->state;
  if (!j)
    return;
  kg__collected_release(&j->graph);
  kg__jsonld_context_release(&j->context);
  kg_buf_release(&j->key);
  kg_buf_release(&j->text);
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
