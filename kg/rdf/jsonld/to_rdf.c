// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Deserialize JSON-LD to RDF (API, 8.1 to 8.3).

#include "kg/rdf/jsonld/jsonld.h"

#include "kg/vocab.h"

#include <math.h>

#define I18N "https://www.w3.org/ns/i18n#"

typedef struct emitter {
  kg__jsonld *p;
  const kg_sink *sink;
  kg_term graph;
} emitter;

static void
emit(emitter *e, kg_term subject, const char *predicate, kg_term object)
{
  kg_quad quad = {subject, kg_term_iri(kg_str_of(predicate)), object, e->graph};
  if (e->sink->quad)
    kg__jsonld_check(e->p, e->sink->quad(e->sink->self, &quad, e->p->err));
}

// A blank node or a well-formed IRI; else of kind KG_TERM_NONE.
static kg_term
resource(kg_str name)
{
  if (kg__is_blank(name))
    return name.len > 2 ? kg_term_blank((kg_str){name.ptr + 2, name.len - 2}) : (kg_term){0};
  const char *end = name.ptr + name.len, *hash = name.len ? memchr(name.ptr, '#', name.len) : NULL;
  bool two_fragments = hash && memchr(hash + 1, '#', (size_t)(end - hash - 1));
  if (kg__is_iri(name) && kg_iri_check(name) == name.len && !two_fragments)
    return kg_term_iri(name);
  return (kg_term){0};
}

static kg_term
fresh_blank(emitter *e)
{
  return resource(kg__issue(e->p, (kg_str){0}));
}

// ---- literals

static kg_str
take_text(emitter *e)
{
  return kg__jsonld_copy(e->p, kg_buf_str(&e->p->text));
}

static kg_term
json_literal(emitter *e, kg__json *value)
{
  kg_buf_clear(&e->p->text);
  kg__json_canonical(e->p, value, &e->p->text);
  return kg_term_literal(take_text(e), KG_STR(KG_NS_RDF "JSON"));
}

// An integer as it was written, if it was written without a point or exponent.
static bool
is_plain_integer(kg_str lexical)
{
  for (size_t i = 0; i < lexical.len; i++)
    if (lexical.ptr[i] != '-' && (lexical.ptr[i] < '0' || lexical.ptr[i] > '9'))
      return false;
  return !kg__is(lexical, "-0");
}

static kg_term
number_literal(emitter *e, kg__json *value, kg_str datatype)
{
  kg_buf *text = &e->p->text;
  double number = kg__json_number_value(e->p, value);
  bool is_integer = isfinite(number) && floor(number) == number && fabs(number) < 1e21;
  kg_buf_clear(text);
  if (!is_integer || kg_str_equal(datatype, KG_STR(KG_XSD_DOUBLE))) {
    kg__json_print_double(e->p, number, text);
    return kg_term_literal(take_text(e), datatype.ptr ? datatype : KG_STR(KG_XSD_DOUBLE));
  }
  if (!datatype.ptr)
    datatype = KG_STR(KG_XSD_INTEGER);
  if (is_plain_integer(value->string))
    return kg_term_literal(value->string, datatype);
  if (kg_buf_printf(text, "%.0f", number == 0 ? 0.0 : number))
    kg__jsonld_no_memory(e->p);
  return kg_term_literal(take_text(e), datatype);
}

static bool
is_language(kg_str tag)
{
  size_t part = 0;
  bool is_first = true;
  for (size_t i = 0; i <= tag.len; i++) {
    char c = i < tag.len ? tag.ptr[i] : '-';
    bool is_letter = (c | 32) >= 'a' && (c | 32) <= 'z';
    if (c == '-') {
      if (part < 1 || part > 8)
        return false;
      part = 0;
      is_first = false;
      continue;
    }
    if (!is_letter && (is_first || c < '0' || c > '9'))
      return false;
    part++;
  }
  return true;
}

static kg_term
compound_literal(emitter *e, kg_str text, kg_str language, kg_str direction)
{
  kg_term node = fresh_blank(e);
  emit(e, node, KG_NS_RDF "value", kg_term_string(text));
  if (language.len)
    emit(e, node, KG_NS_RDF "language", kg_term_string(kg__lower_case(e->p, language)));
  emit(e, node, KG_NS_RDF "direction", kg_term_string(direction));
  return node;
}

static kg_term
string_literal(emitter *e, kg_str text, kg_str language, kg_str direction)
{
  kg_direction d = KG_DIRECTION_NONE;
  if (direction.len && e->p->options->direction == KG_JSONLD_DIRECTION_COMPOUND)
    return compound_literal(e, text, language, direction);
  if (direction.len && e->p->options->direction == KG_JSONLD_DIRECTION_I18N) {
    kg_str both = kg__jsonld_concat(e->p, kg__lower_case(e->p, language), KG_STR("_"));
    both = kg__jsonld_concat(e->p, KG_STR(I18N), kg__jsonld_concat(e->p, both, direction));
    return kg_term_literal(text, both);
  }
  if (direction.len && e->p->options->direction == KG_JSONLD_DIRECTION_TERM)
    d = kg__is(direction, "ltr") ? KG_DIRECTION_LTR : KG_DIRECTION_RTL;
  return language.len ? kg_term_lang(text, language, d) : kg_term_string(text);
}

static kg_term
literal(emitter *e, kg__json *object)
{
  kg__json *value = kg__json_get(object, KG_STR("@value"));
  kg_str type = kg__json_text(kg__json_get(object, KG_STR("@type")));
  kg__json *language = kg__json_get(object, KG_STR("@language"));
  if (kg__is(type, "@json"))
    return json_literal(e, value);
  if (type.ptr && resource(type).kind != KG_TERM_IRI)
    return (kg_term){0};
  if (language && !is_language(kg__json_text(language)))
    return (kg_term){0};
  if (kg__json_is_bool(value))
    return kg_term_literal(kg__json_is_true(value) ? KG_STR("true") : KG_STR("false"),
                           type.ptr ? type : KG_STR(KG_XSD_BOOLEAN));
  if (kg__json_is(value, KG__JSON_NUMBER))
    return number_literal(e, value, type);
  if (type.ptr)
    return kg_term_literal(kg__json_text(value), type);
  return string_literal(e, kg__json_text(value), kg__json_text(language),
                        kg__json_text(kg__json_get(object, KG_STR("@direction"))));
}

// ---- objects and lists

static kg_term list(emitter *e, kg__json *items);

static kg_term
object_of(emitter *e, kg__json *item)
{
  if (kg__is_list_object(item))
    return list(e, kg__json_get(item, KG_STR("@list")));
  if (kg__is_value_object(item))
    return literal(e, item);
  return resource(kg__json_text(kg__json_get(item, KG_STR("@id"))));
}

static kg_term
list(emitter *e, kg__json *items)
{
  size_t n = kg__json_count(items);
  kg_term first = n ? fresh_blank(e) : kg_term_iri(KG_STR(KG_RDF_NIL)), node = first;
  kg__jsonld_enter(e->p);
  for (size_t i = 0; i < n; i++) {
    kg_term object = object_of(e, items->items[i]);
    if (object.kind)
      emit(e, node, KG_RDF_FIRST, object);
    kg_term rest = i + 1 < n ? fresh_blank(e) : kg_term_iri(KG_STR(KG_RDF_NIL));
    emit(e, node, KG_RDF_REST, rest);
    node = rest;
  }
  e->p->depth--;
  return first;
}

// ---- nodes

static void
emit_values(emitter *e, kg_term subject, kg_term predicate, kg__json *values)
{
  for (size_t i = 0; i < kg__json_count(values); i++) {
    kg__json *v = values->items[i];
    kg_quad quad = {subject, predicate, kg__json_is_string(v) ? resource(v->string) : object_of(e, v),
                    e->graph};
    if (quad.object.kind && e->sink->quad)
      kg__jsonld_check(e->p, e->sink->quad(e->sink->self, &quad, e->p->err));
  }
}

static void
emit_node(emitter *e, kg_str id, kg__json *node)
{
  kg_term subject = resource(id);
  if (!subject.kind)
    return;
  for (size_t i = 0; i < node->n_members; i++) {
    kg_str key = node->members[i].key;
    bool is_type = kg__is(key, "@type");
    kg_term predicate = is_type ? kg_term_iri(KG_STR(KG_RDF_TYPE)) : resource(key);
    bool fine = predicate.kind == KG_TERM_IRI || (predicate.kind && e->p->options->generalized);
    if (fine)
      emit_values(e, subject, predicate, node->members[i].value);
  }
}

void
kg__to_rdf(kg__jsonld *p, kg__json *graphs, const kg_sink *sink)
{
  emitter e = {.p = p, .sink = sink};
  bool ordered = p->options->ordered;
  const kg__json_member *members = kg__json_members(p, graphs, ordered);
  for (size_t g = 0; g < graphs->n_members; g++) {
    bool is_default = kg__is(members[g].key, "@default");
    e.graph = is_default ? (kg_term){0} : resource(members[g].key);
    if (!is_default && !e.graph.kind)
      continue;
    const kg__json_member *nodes = kg__json_members(p, members[g].value, ordered);
    for (size_t i = 0; i < members[g].value->n_members; i++)
      emit_node(&e, nodes[i].key, nodes[i].value);
  }
}
