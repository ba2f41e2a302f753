// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Serialize RDF as JSON-LD (API, 8.4 to 8.6).

#include "kg/rdf/jsonld/jsonld.h"

#include "kg/vocab.h"

#include <math.h>
#include <stdlib.h>

#define I18N "https://www.w3.org/ns/i18n#"

typedef struct graph graph;

// Where a node is referred to.
typedef struct usage {
  kg__json *node, *value;
  kg_str property;
  const graph *graph;
  bool several; ///< Referred to more than once
} usage;

typedef struct nil {
  usage *items;
  size_t n, capacity;
} nil;

struct graph {
  kg_str name;
  kg__json *nodes;
  nil lists;           ///< Where rdf:nil is referred to
  kg__json *compounds; ///< Subjects of rdf:direction
};

struct kg__from_rdf {
  kg__json *graphs; ///< Name to graph, cast
  kg__json *usages; ///< Blank node to usage, cast
  kg__json *homes;  ///< Blank node to the graph whose subject it is, cast; null for several
  graph *main;
};

static graph several_graphs;

static graph *
graph_of(kg__jsonld *p, kg__from_rdf *f, kg_str name)
{
  graph *g = (graph *)kg__json_get(f->graphs, name);
  if (!g) {
    name = kg__jsonld_copy(p, name);
    g = kg__jsonld_alloc(p, sizeof *g);
    *g = (graph){.name = name,
                 .nodes = kg__json_new(p, KG__JSON_OBJECT),
                 .compounds = kg__json_new(p, KG__JSON_OBJECT)};
    kg__json_set(p, f->graphs, name, (kg__json *)g);
  }
  return g;
}

kg__from_rdf *
kg__from_rdf_new(kg__jsonld *p)
{
  kg__from_rdf *f = kg__jsonld_alloc(p, sizeof *f);
  *f = (kg__from_rdf){.graphs = kg__json_new(p, KG__JSON_OBJECT),
                      .usages = kg__json_new(p, KG__JSON_OBJECT),
                      .homes = kg__json_new(p, KG__JSON_OBJECT)};
  f->main = graph_of(p, f, KG_STR("@default"));
  return f;
}

static kg_str
name_of(kg__jsonld *p, const kg_term *term)
{
  return term->kind == KG_TERM_BLANK ? kg__jsonld_concat(p, KG_STR("_:"), term->value) : term->value;
}

static kg__json *
node_of(kg__jsonld *p, graph *g, kg_str name)
{
  kg__json *node = kg__json_get(g->nodes, name);
  if (!node) {
    name = kg__jsonld_copy(p, name);
    node = kg__json_object_of(p, KG_STR("@id"), kg__json_string(p, name));
    kg__json_set(p, g->nodes, name, node);
  }
  return node;
}

// ---- literals

static void
set_text(kg__jsonld *p, kg__json *object, kg_str key, kg_str text)
{
  kg__json_set(p, object, key, kg__json_string(p, kg__jsonld_copy(p, text)));
}

static size_t
skip_digits(kg_str s, size_t i)
{
  while (i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9')
    i++;
  return i;
}

// Whether JSON would read the lexical form as a number.
static bool
is_json_number(kg_str s)
{
  size_t begin = s.len && s.ptr[0] == '-', i = skip_digits(s, begin);
  if (i == begin || (s.ptr[begin] == '0' && i > begin + 1))
    return false;
  if (i < s.len && s.ptr[i] == '.') {
    begin = i + 1;
    if ((i = skip_digits(s, begin)) == begin)
      return false;
  }
  if (i < s.len && (s.ptr[i] | 32) == 'e') {
    begin = i + 1 + (i + 1 < s.len && (s.ptr[i + 1] == '+' || s.ptr[i + 1] == '-'));
    if ((i = skip_digits(s, begin)) == begin)
      return false;
  }
  return i == s.len;
}

static kg__json *
native_number(kg__jsonld *p, kg_str lexical)
{
  kg__json *number = kg__json_number(p, kg__jsonld_copy(p, lexical));
  double value = kg__json_number_value(p, number);
  if (!isfinite(value))
    return NULL;
  if (memchr(lexical.ptr, 'E', lexical.len) || memchr(lexical.ptr, 'e', lexical.len) ||
      memchr(lexical.ptr, '.', lexical.len)) {
    kg_buf_clear(&p->text);
    kg__json_print_number(p, value, &p->text);
    number->string = kg__jsonld_copy(p, kg_buf_str(&p->text));
  }
  return number;
}

// With native types: the value as JSON's own, or null.
static kg__json *
native(kg__jsonld *p, const kg_term *t)
{
  bool is_number =
      kg_str_equal(t->datatype, KG_STR(KG_XSD_INTEGER)) || kg_str_equal(t->datatype, KG_STR(KG_XSD_DOUBLE));
  if (!p->options->native_types)
    return NULL;
  if (kg_str_equal(t->datatype, KG_STR(KG_XSD_BOOLEAN))) {
    bool is_true = kg__is(t->value, "true") || kg__is(t->value, "1");
    bool is_false = kg__is(t->value, "false") || kg__is(t->value, "0");
    return is_true || is_false ? kg__json_bool(p, is_true) : NULL;
  }
  return is_number && is_json_number(t->value) ? native_number(p, t->value) : NULL;
}

// The parser tells what is wrong; the code is this algorithm's.
static kg__json *
parse_literal(kg__jsonld *p, kg_str text)
{
  p->in_literal = true;
  kg__json *value = kg__json_parse(p, text, 0);
  p->in_literal = false;
  return value;
}

static kg__json *
json_literal(kg__jsonld *p, const kg_term *t)
{
  kg_str text = kg__jsonld_copy(p, t->value);
  kg__json *result = kg__json_object_of(p, KG_STR("@value"), parse_literal(p, text));
  kg__json_set(p, result, KG_STR("@type"), kg__json_string(p, KG_STR("@json")));
  return result;
}

static kg__json *
i18n_literal(kg__jsonld *p, const kg_term *t, kg__json *result)
{
  kg_str tag = {t->datatype.ptr + strlen(I18N), t->datatype.len - strlen(I18N)};
  const char *bar = memchr(tag.ptr, '_', tag.len);
  size_t language = bar ? (size_t)(bar - tag.ptr) : tag.len;
  if (language)
    set_text(p, result, KG_STR("@language"), (kg_str){tag.ptr, language});
  if (bar)
    set_text(p, result, KG_STR("@direction"), (kg_str){bar + 1, tag.len - language - 1});
  return result;
}

static kg__json *
literal(kg__jsonld *p, const kg_term *t)
{
  kg__json *value = native(p, t);
  if (value)
    return kg__json_object_of(p, KG_STR("@value"), value);
  if (kg_str_equal(t->datatype, KG_STR(KG_NS_RDF "JSON")) && !kg__jsonld_is_1_0(p))
    return json_literal(p, t);
  if (p->options->direction != KG_JSONLD_DIRECTION_I18N || !kg_str_starts(t->datatype, KG_STR(I18N)))
    return kg__value_object(p, t);
  kg__json *result = kg__json_new(p, KG__JSON_OBJECT);
  set_text(p, result, KG_STR("@value"), t->value);
  return i18n_literal(p, t, result);
}

kg__json *
kg__value_object(kg__jsonld *p, const kg_term *t)
{
  kg__json *result = kg__json_new(p, KG__JSON_OBJECT);
  set_text(p, result, KG_STR("@value"), t->value);
  if (t->language.len)
    set_text(p, result, KG_STR("@language"), t->language);
  else if (!kg_str_equal(t->datatype, KG_STR(KG_XSD_STRING)))
    set_text(p, result, KG_STR("@type"), t->datatype);
  if (t->direction)
    set_text(p, result, KG_STR("@direction"),
             t->direction == KG_DIRECTION_LTR ? KG_STR("ltr") : KG_STR("rtl"));
  return result;
}

// ---- quads

static void
add_usage(kg__jsonld *p, nil *lists, usage u)
{
  if (lists->n == lists->capacity) {
    usage *more = kg__jsonld_alloc(p, (lists->capacity * 2 + 4) * sizeof *more);
    if (lists->n)
      memcpy(more, lists->items, lists->n * sizeof *more);
    lists->items = more;
    lists->capacity = lists->capacity * 2 + 4;
  }
  lists->items[lists->n++] = u;
}

static void
note_usage(kg__jsonld *p, kg__from_rdf *f, graph *g, kg_str name, usage u)
{
  if (kg__is(name, KG_RDF_NIL)) {
    add_usage(p, &g->lists, u);
    return;
  }
  if (!kg__is_blank(name))
    return;
  usage *known = (usage *)kg__json_get(f->usages, name);
  if (known) {
    known->several = true;
    return;
  }
  known = kg__jsonld_alloc(p, sizeof *known);
  *known = u;
  kg__json_set(p, f->usages, name, (kg__json *)known);
}

// The key of the predicate in the node, which is the node's own text.
static kg_str
property_of(kg__jsonld *p, kg__json *node, kg_str iri)
{
  for (size_t i = 0; i < node->n_members; i++)
    if (kg_str_equal(node->members[i].key, iri))
      return node->members[i].key;
  kg_str own = kg__jsonld_copy(p, iri);
  kg__json_set(p, node, own, kg__json_new(p, KG__JSON_ARRAY));
  return own;
}

// A blank node that several graphs speak of, or that names one, cannot be folded into a list.
static void
note_home(kg__jsonld *p, kg__from_rdf *f, graph *g, kg_str name)
{
  if (!kg__is_blank(name))
    return;
  graph *home = (graph *)kg__json_get(f->homes, name);
  if (!home)
    kg__json_set(p, f->homes, name, (kg__json *)g);
  else if (home != g)
    kg__json_set(p, f->homes, name, (kg__json *)&several_graphs);
}

static bool
is_shared(const kg__from_rdf *f, kg_str name)
{
  return kg__json_get(f->homes, name) == (kg__json *)&several_graphs;
}

static void
add_type(kg__jsonld *p, kg__json *node, kg_str type)
{
  kg_str key = property_of(p, node, KG_STR("@type"));
  kg__append_unique(p, kg__json_get(node, key), kg__json_string(p, kg__jsonld_copy(p, type)));
}

void
kg__from_rdf_quad(kg__jsonld *p, kg__from_rdf *f, const kg_quad *quad)
{
  if (quad->object.kind == KG_TERM_TRIPLE || quad->subject.kind == KG_TERM_TRIPLE)
    kg__jsonld_stop(p, KG_ERR_UNSUPPORTED, "JSON-LD cannot hold triple terms");
  graph *g = quad->graph.kind ? graph_of(p, f, name_of(p, &quad->graph)) : f->main;
  if (quad->graph.kind) {
    node_of(p, f->main, g->name);
    note_home(p, f, &several_graphs, g->name);
  }
  kg__json *node = node_of(p, g, name_of(p, &quad->subject));
  note_home(p, f, g, kg__json_text(kg__json_get(node, KG_STR("@id"))));
  kg_str predicate = name_of(p, &quad->predicate);
  if (p->options->direction == KG_JSONLD_DIRECTION_COMPOUND && kg__is(predicate, KG_NS_RDF "direction"))
    kg__json_set(p, g->compounds, kg__json_text(kg__json_get(node, KG_STR("@id"))), node);
  bool is_node = quad->object.kind != KG_TERM_LITERAL;
  kg_str object = is_node ? kg__jsonld_copy(p, name_of(p, &quad->object)) : (kg_str){0};
  if (is_node)
    node_of(p, g, object);
  if (is_node && kg__is(predicate, KG_RDF_TYPE) && !p->options->rdf_type) {
    add_type(p, node, object);
    return;
  }
  kg__json *value =
      is_node ? kg__json_object_of(p, KG_STR("@id"), kg__json_string(p, object)) : literal(p, &quad->object);
  kg_str key = property_of(p, node, predicate);
  if (kg__append_unique(p, kg__json_get(node, key), value) && is_node)
    note_usage(p, f, g, object, (usage){node, value, key, g, false});
}

// ---- compound literals

static kg__json *
only_value(kg__json *node, const char *property)
{
  kg__json *values = kg__json_get(node, kg_str_of(property));
  return kg__json_count(values) == 1 ? kg__json_get(values->items[0], KG_STR("@value")) : NULL;
}

static void
make_compound(kg__jsonld *p, kg__from_rdf *f, graph *g, kg_str name, kg__json *node)
{
  usage *u = (usage *)kg__json_get(f->usages, name);
  kg__json *value = only_value(node, KG_NS_RDF "value");
  if (!u || u->several || !value)
    return;
  kg__json *language = only_value(node, KG_NS_RDF "language");
  kg__json *direction = only_value(node, KG_NS_RDF "direction");
  kg__json_remove(p, u->value, KG_STR("@id"));
  kg__json_set(p, u->value, KG_STR("@value"), value);
  if (language)
    kg__json_set(p, u->value, KG_STR("@language"), language);
  if (direction)
    kg__json_set(p, u->value, KG_STR("@direction"), direction);
  kg__json_set(p, g->nodes, name, kg__json_object_of(p, KG_STR("@id"), kg__json_string(p, name)));
}

// ---- lists

static bool
is_list_node(const kg__json *node)
{
  kg__json *first = kg__json_get(node, KG_STR(KG_RDF_FIRST)), *rest = kg__json_get(node, KG_STR(KG_RDF_REST));
  kg__json *type = kg__json_get(node, KG_STR("@type"));
  if (kg__json_count(first) != 1 || kg__json_count(rest) != 1 || node->n_members != (type ? 4 : 3))
    return false;
  return !type || (type->n_items == 1 && kg__json_contains_text(type, KG_STR(KG_NS_RDF "List")));
}

static void
reverse(kg__json *array)
{
  for (size_t i = 0, k = array->n_items; i + 1 < k; i++) {
    kg__json *item = array->items[i];
    array->items[i] = array->items[--k];
    array->items[k] = item;
  }
}

// From where rdf:nil stands back to the head of its list.
static void
make_list(kg__jsonld *p, kg__from_rdf *f, graph *g, usage u)
{
  kg__json *list = kg__json_new(p, KG__JSON_ARRAY);
  while (kg__is(u.property, KG_RDF_REST)) {
    kg_str id = kg__json_text(kg__json_get(u.node, KG_STR("@id")));
    const usage *next = (const usage *)kg__json_get(f->usages, id);
    if (!kg__is_blank(id) || !next || next->several || next->graph != g || is_shared(f, id) ||
        !is_list_node(u.node))
      break;
    kg__json_append(p, list, kg__json_get(u.node, KG_STR(KG_RDF_FIRST))->items[0]);
    kg__json_set(p, g->nodes, id, kg__json_object_of(p, KG_STR("@id"), kg__json_string(p, id)));
    u = *next;
  }
  reverse(list);
  kg__json_remove(p, u.value, KG_STR("@id"));
  kg__json_set(p, u.value, KG_STR("@list"), list);
}

static kg__json *
nodes_of(kg__jsonld *p, kg__json *nodes)
{
  kg__json *result = kg__json_new(p, KG__JSON_ARRAY);
  const kg__json_member *members = kg__json_members(p, nodes, true);
  for (size_t i = 0; i < nodes->n_members; i++)
    if (members[i].value->n_members > 1)
      kg__json_append(p, result, members[i].value);
  return result;
}

kg__json *
kg__from_rdf_finish(kg__jsonld *p, kg__from_rdf *f)
{
  for (size_t i = 0; i < f->graphs->n_members; i++) {
    graph *g = (graph *)f->graphs->members[i].value;
    for (size_t k = 0; k < g->compounds->n_members; k++)
      make_compound(p, f, g, g->compounds->members[k].key, g->compounds->members[k].value);
    for (size_t k = 0; k < g->lists.n; k++)
      make_list(p, f, g, g->lists.items[k]);
  }
  for (size_t i = 0; i < f->graphs->n_members; i++) {
    graph *g = (graph *)f->graphs->members[i].value;
    if (g != f->main)
      kg__json_set(p, kg__json_get(f->main->nodes, g->name), KG_STR("@graph"), nodes_of(p, g->nodes));
  }
  return nodes_of(p, f->main->nodes);
}
