// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The grammar of RDF/XML (RDF 1.2 XML, section 7).  Elements are in turn nodes and properties; a statement
// leaves as soon as its object is known, for a node at its start tag.

#include "kg/rdf/rdfxml.h"

#include "kg/base/utf8.h"
#include "kg/vocab.h"

#include <stdio.h>

#define RDF_STATEMENT KG_NS_RDF "Statement"
#define RDF_XML_LITERAL KG_NS_RDF "XMLLiteral"

static kg_term
iri_of(const char *iri)
{
  return kg_term_iri(kg_str_of(iri));
}

static bool
is_rdf(const kg__rdfxml_name *name, const char *local)
{
  return kg_str_equal(name->space, KG_STR(KG_NS_RDF)) && kg_str_equal(name->local, kg_str_of(local));
}

// ---- statements

static kg_status
keep_triple(kg__rdfxml *x, kg__rdfxml_level *level, const kg_term *s, const kg_term *p, const kg_term *o)
{
  if (level->has_triple)
    return kg__rdfxml_fail(x, KG_ERR_DATA, "a triple term holds one statement, here is another");
  level->has_triple = true;
  kg_status st = kg_term_copy(s, level->text, &level->triple[0]);
  st = st ? st : kg_term_copy(p, level->text, &level->triple[1]);
  st = st ? st : kg_term_copy(o, level->text, &level->triple[2]);
  return st == KG_ERR_LIMIT ? kg__rdfxml_fail(x, st, "triple terms are nested too deeply")
         : st               ? kg__rdfxml_nomem(x)
                            : KG_OK;
}

static kg_status
emit(kg__rdfxml *x, const kg_term *s, const kg_term *p, const kg_term *o)
{
  kg_quad quad = {*s, *p, *o, {0}};
  return x->triple ? keep_triple(x, x->triple, s, p, o) : kg__reading_quad(x->r, &quad, x->err);
}

static kg_status
reify(kg__rdfxml *x, const kg__rdfxml_level *property, const kg_term *object)
{
  const kg_term node = kg_term_iri(property->id),
                *parts[] = {&property->subject, &property->predicate, object};
  static const char *const names[] = {KG_RDF_SUBJECT, KG_RDF_PREDICATE, KG_RDF_OBJECT};
  kg_term predicate = iri_of(KG_RDF_TYPE), statement = iri_of(RDF_STATEMENT);
  KG_TRY(emit(x, &node, &predicate, &statement));
  for (size_t i = 0; i < 3; i++) {
    predicate = iri_of(names[i]);
    KG_TRY(emit(x, &node, &predicate, parts[i]));
  }
  return KG_OK;
}

// The statement that a property element makes.
static kg_status
state(kg__rdfxml *x, kg__rdfxml_level *property, const kg_term *object)
{
  property->has_object = true;
  KG_TRY(emit(x, &property->subject, &property->predicate, object));
  if (property->id.ptr)
    KG_TRY(reify(x, property, object));
  if (!property->annotation.kind)
    return KG_OK;
  kg_term spo[] = {property->subject, property->predicate, *object}, triple = kg_term_triple(spo),
          reifies = iri_of(KG_RDF_REIFIES);
  return emit(x, &property->annotation, &reifies, &triple);
}

static kg_term
text_of(const kg__rdfxml_level *level, kg_str text)
{
  if (level->datatype.ptr)
    return kg_term_literal(text, level->datatype);
  return level->language.len ? kg_term_lang(text, level->language, level->direction) : kg_term_string(text);
}

static kg_status
property_attributes(kg__rdfxml *x, kg__rdfxml_level *level, const kg_term *subject,
                    const kg__rdfxml_attributes *a)
{
  for (const XML_Char **one = a->all; a->n_properties && *one; one += 2) {
    kg__rdfxml_name name = kg__rdfxml_name_of(one[0]);
    kg_str iri, type;
    if (kg__rdfxml_attribute_of(&name) != KG__RDFXML_PROPERTY_ATTRIBUTE)
      continue;
    if (!name.space.len)
      name.space = KG_STR(KG_NS_RDF);
    KG_TRY(kg__rdfxml_name_iri(x, level, &name, &iri));
    kg_term predicate = kg_term_iri(iri), object = text_of(level, kg_str_of(one[1]));
    if (is_rdf(&name, "type")) {
      KG_TRY(kg__rdfxml_resolve(x, level, kg_str_of(one[1]), &type));
      object = kg_term_iri(type);
    }
    KG_TRY(emit(x, subject, &predicate, &object));
  }
  return KG_OK;
}

// ---- what may stand where

static kg_status
refuse(kg__rdfxml *x, const kg__rdfxml_attributes *a, const kg__rdfxml_attribute *which, size_t n,
       const char *where)
{
  static const char *const names[KG__RDFXML_N_SYNTAX] = {
      [KG__RDFXML_ID] = "ID",
      [KG__RDFXML_ABOUT] = "about",
      [KG__RDFXML_RESOURCE] = "resource",
      [KG__RDFXML_NODE_ID] = "nodeID",
      [KG__RDFXML_DATATYPE] = "datatype",
      [KG__RDFXML_PARSE_TYPE] = "parseType",
      [KG__RDFXML_ANNOTATION] = "annotation",
      [KG__RDFXML_ANNOTATION_NODE_ID] = "annotationNodeID",
  };
  for (size_t i = 0; i < n; i++)
    if (a->values[which[i]].ptr)
      return kg__rdfxml_fail(x, KG_ERR_DATA, "rdf:%s may not stand %s", names[which[i]], where);
  return KG_OK;
}

#define REFUSE(x, a, where, ...)                                \
  refuse((x), (a), (const kg__rdfxml_attribute[]){__VA_ARGS__}, \
         sizeof((const kg__rdfxml_attribute[]){__VA_ARGS__}) / sizeof(kg__rdfxml_attribute), (where))

static kg_status
check_name(kg__rdfxml *x, const kg__rdfxml_level *level, const kg__rdfxml_name *name, bool is_node)
{
  static const char *const never[] = {
      "RDF",      "ID",      "about",      "parseType",        "resource",  "nodeID",
      "datatype", "version", "annotation", "annotationNodeID", "aboutEach", "aboutEachPrefix",
      "bagID"};
  if (!name->space.len)
    return kg__rdfxml_fail(x, KG_ERR_DATA, "<%.*s> is in no namespace", (int)kg__utf8_cut(level->name, 80),
                           level->name.ptr);
  bool bad = is_rdf(name, is_node ? "li" : "Description");
  for (size_t i = 0; i < sizeof never / sizeof *never; i++)
    bad |= is_rdf(name, never[i]);
  if (bad)
    return kg__rdfxml_fail(x, KG_ERR_DATA, "rdf:%.*s cannot be a %s", KG_STR_ARG(name->local),
                           is_node ? "node" : "property");
  return KG_OK;
}

// ---- nodes

static kg_status
node_subject(kg__rdfxml *x, kg__rdfxml_level *level, const kg__rdfxml_attributes *a)
{
  kg_str iri, id = a->values[KG__RDFXML_ID], about = a->values[KG__RDFXML_ABOUT],
              label = a->values[KG__RDFXML_NODE_ID];
  if ((id.ptr != NULL) + (about.ptr != NULL) + (label.ptr != NULL) > 1)
    return kg__rdfxml_fail(x, KG_ERR_DATA, "only one of rdf:about, rdf:ID and rdf:nodeID may name a node");
  if (label.ptr)
    return kg__rdfxml_node_id(x, level, label, &level->subject);
  if (!id.ptr && !about.ptr)
    return kg__rdfxml_anon(x, level, &level->subject);
  KG_TRY(id.ptr ? kg__rdfxml_id(x, level, id, &iri) : kg__rdfxml_resolve(x, level, about, &iri));
  level->subject = kg_term_iri(iri);
  return KG_OK;
}

static kg_status
cell(kg__rdfxml *x, kg__rdfxml_level *list, const kg_term *item)
{
  kg_str label = kg__reading_anon(x->r, list->cells[list->n_cells % 2]);
  kg_term node = kg_term_blank(label), rest = iri_of(KG_RDF_REST), first = iri_of(KG_RDF_FIRST);
  if (!list->n_cells++) {
    KG_TRY(state(x, list, &node));
  } else {
    kg_term last = kg_term_blank(kg_str_of(list->cells[list->n_cells % 2]));
    KG_TRY(emit(x, &last, &rest, &node));
  }
  return emit(x, &node, &first, item);
}

// The node is the object, or an item of it, of the property around it.
static kg_status
join(kg__rdfxml *x, kg__rdfxml_level *parent, const kg_term *node)
{
  switch (parent->kind) {
  case KG__RDFXML_PROPERTY:
    if (parent->has_object)
      return kg__rdfxml_fail(x, KG_ERR_DATA, "<%s> has an object already", parent->name.ptr);
    if (parent->datatype.ptr)
      return kg__rdfxml_fail(x, KG_ERR_DATA, "<%s> has a datatype, so it holds text", parent->name.ptr);
    return state(x, parent, node);
  case KG__RDFXML_COLLECTION:
    return cell(x, parent, node);
  case KG__RDFXML_TRIPLE:
    if (parent->has_object)
      return kg__rdfxml_fail(x, KG_ERR_DATA, "a triple term holds one node");
    parent->has_object = true;
    return KG_OK;
  default:
    return KG_OK;
  }
}

static kg_status
node(kg__rdfxml *x, kg__rdfxml_level *parent, kg__rdfxml_level *level, const kg__rdfxml_name *name,
     const XML_Char **all)
{
  kg__rdfxml_attributes a;
  kg_str type;
  level->kind = KG__RDFXML_NODE;
  KG_TRY(check_name(x, level, name, true));
  KG_TRY(kg__rdfxml_attributes_read(x, level, all, &a));
  KG_TRY(REFUSE(x, &a, "on a node", KG__RDFXML_RESOURCE, KG__RDFXML_DATATYPE, KG__RDFXML_PARSE_TYPE,
                KG__RDFXML_ANNOTATION, KG__RDFXML_ANNOTATION_NODE_ID));
  KG_TRY(node_subject(x, level, &a));
  KG_TRY(join(x, parent, &level->subject));
  if (!is_rdf(name, "Description")) {
    KG_TRY(kg__rdfxml_name_iri(x, level, name, &type));
    kg_term predicate = iri_of(KG_RDF_TYPE), object = kg_term_iri(type);
    KG_TRY(emit(x, &level->subject, &predicate, &object));
  }
  return property_attributes(x, level, &level->subject, &a);
}

static kg_status
root(kg__rdfxml *x, kg__rdfxml_level *parent, kg__rdfxml_level *level, const kg__rdfxml_name *name,
     const XML_Char **all)
{
  kg__rdfxml_attributes a;
  if (!is_rdf(name, "RDF"))
    return node(x, parent, level, name, all);
  level->kind = KG__RDFXML_RDF;
  KG_TRY(kg__rdfxml_attributes_read(x, level, all, &a));
  KG_TRY(REFUSE(x, &a, "on rdf:RDF", KG__RDFXML_ID, KG__RDFXML_ABOUT, KG__RDFXML_RESOURCE, KG__RDFXML_NODE_ID,
                KG__RDFXML_DATATYPE, KG__RDFXML_PARSE_TYPE, KG__RDFXML_ANNOTATION,
                KG__RDFXML_ANNOTATION_NODE_ID));
  return a.n_properties ? kg__rdfxml_fail(x, KG_ERR_DATA, "rdf:RDF has no properties") : KG_OK;
}

// ---- properties

static kg_status
predicate_of(kg__rdfxml *x, kg__rdfxml_level *parent, kg__rdfxml_level *level, const kg__rdfxml_name *name)
{
  kg_str iri;
  char number[32];
  kg__rdfxml_name member = *name;
  if (is_rdf(name, "li")) {
    int n = snprintf(number, sizeof number, "_%llu", (unsigned long long)++parent->n_li);
    member.local = (kg_str){number, (size_t)n};
  }
  KG_TRY(kg__rdfxml_name_iri(x, level, &member, &iri));
  level->predicate = kg_term_iri(iri);
  return KG_OK;
}

static kg_status
reifiers(kg__rdfxml *x, kg__rdfxml_level *level, const kg__rdfxml_attributes *a)
{
  kg_str iri, annotation = a->values[KG__RDFXML_ANNOTATION], label = a->values[KG__RDFXML_ANNOTATION_NODE_ID];
  if (a->values[KG__RDFXML_ID].ptr)
    KG_TRY(kg__rdfxml_id(x, level, a->values[KG__RDFXML_ID], &level->id));
  if (annotation.ptr && label.ptr)
    return kg__rdfxml_fail(x, KG_ERR_DATA,
                           "only one of rdf:annotation and rdf:annotationNodeID may stand here");
  if (label.ptr)
    return kg__rdfxml_node_id(x, level, label, &level->annotation);
  if (!annotation.ptr)
    return KG_OK;
  KG_TRY(kg__rdfxml_resolve(x, level, annotation, &iri));
  level->annotation = kg_term_iri(iri);
  return KG_OK;
}

// A new node that is the object; the level goes on as that node.
static kg_status
become_node(kg__rdfxml *x, kg__rdfxml_level *level)
{
  kg_term object;
  KG_TRY(kg__rdfxml_anon(x, level, &object));
  KG_TRY(state(x, level, &object));
  level->subject = object;
  level->kind = KG__RDFXML_NODE;
  return KG_OK;
}

static kg_status
parse_type(kg__rdfxml *x, kg__rdfxml_level *level, const kg__rdfxml_attributes *a)
{
  kg_str type = a->values[KG__RDFXML_PARSE_TYPE];
  KG_TRY(REFUSE(x, a, "beside rdf:parseType", KG__RDFXML_RESOURCE, KG__RDFXML_NODE_ID, KG__RDFXML_DATATYPE));
  if (a->n_properties)
    return kg__rdfxml_fail(x, KG_ERR_DATA, "beside rdf:parseType there are no property attributes");
  if (kg_str_equal(type, KG_STR("Resource")))
    return become_node(x, level);
  level->kind = kg_str_equal(type, KG_STR("Collection")) ? KG__RDFXML_COLLECTION
                : !kg_str_equal(type, KG_STR("Triple"))  ? KG__RDFXML_LITERAL
                : level->is_12                           ? KG__RDFXML_TRIPLE
                                                         : KG__RDFXML_IGNORED;
  if (level->kind == KG__RDFXML_TRIPLE) {
    level->outer_triple = x->triple;
    x->triple = level;
  }
  return KG_OK;
}

// The object is told by rdf:resource, rdf:nodeID or properties of its own.
static kg_status
empty_property(kg__rdfxml *x, kg__rdfxml_level *level, const kg__rdfxml_attributes *a)
{
  kg_term object;
  kg_str iri, resource = a->values[KG__RDFXML_RESOURCE], label = a->values[KG__RDFXML_NODE_ID];
  level->kind = KG__RDFXML_EMPTY;
  KG_TRY(REFUSE(x, a, "on a property whose object attributes tell", KG__RDFXML_DATATYPE));
  if (resource.ptr && label.ptr)
    return kg__rdfxml_fail(x, KG_ERR_DATA, "only one of rdf:resource and rdf:nodeID may name the object");
  if (resource.ptr) {
    KG_TRY(kg__rdfxml_resolve(x, level, resource, &iri));
    object = kg_term_iri(iri);
  } else {
    KG_TRY(label.ptr ? kg__rdfxml_node_id(x, level, label, &object) : kg__rdfxml_anon(x, level, &object));
  }
  KG_TRY(state(x, level, &object));
  return property_attributes(x, level, &object, a);
}

static kg_status
read_datatype(kg__rdfxml *x, kg__rdfxml_level *level, kg_str reference)
{
  KG_TRY(kg__rdfxml_resolve(x, level, reference, &level->datatype));
  if (kg_str_equal(level->datatype, KG_STR(KG_RDF_LANG_STRING)) ||
      kg_str_equal(level->datatype, KG_STR(KG_RDF_DIR_LANG_STRING)))
    return kg__rdfxml_fail(x, KG_ERR_DATA, "a literal of this datatype wants xml:lang, not rdf:datatype");
  return KG_OK;
}

static kg_status
property(kg__rdfxml *x, kg__rdfxml_level *parent, kg__rdfxml_level *level, const kg__rdfxml_name *name,
         const XML_Char **all)
{
  kg__rdfxml_attributes a;
  level->kind = KG__RDFXML_PROPERTY;
  level->subject = parent->subject;
  kg_buf_clear(&x->content);
  KG_TRY(check_name(x, level, name, false));
  KG_TRY(kg__rdfxml_attributes_read(x, level, all, &a));
  KG_TRY(REFUSE(x, &a, "on a property", KG__RDFXML_ABOUT));
  KG_TRY(predicate_of(x, parent, level, name));
  KG_TRY(reifiers(x, level, &a));
  if (a.values[KG__RDFXML_PARSE_TYPE].ptr)
    return parse_type(x, level, &a);
  if (a.values[KG__RDFXML_RESOURCE].ptr || a.values[KG__RDFXML_NODE_ID].ptr || a.n_properties)
    return empty_property(x, level, &a);
  return a.values[KG__RDFXML_DATATYPE].ptr ? read_datatype(x, level, a.values[KG__RDFXML_DATATYPE]) : KG_OK;
}

// ---- elements

static bool
is_space(kg_str s)
{
  size_t i = 0;
  while (i < s.len && (s.ptr[i] == ' ' || s.ptr[i] == '\t' || s.ptr[i] == '\n' || s.ptr[i] == '\r'))
    i++;
  return i == s.len;
}

kg_status
kg__rdfxml_element(kg__rdfxml *x, kg__rdfxml_level *parent, kg__rdfxml_level *level,
                   const kg__rdfxml_name *name, const XML_Char **attributes)
{
  switch (parent->kind) {
  case KG__RDFXML_DOCUMENT:
    return root(x, parent, level, name, attributes);
  case KG__RDFXML_NODE:
    return property(x, parent, level, name, attributes);
  case KG__RDFXML_EMPTY:
    return kg__rdfxml_fail(x, KG_ERR_DATA, "<%s> must be empty, for attributes tell its object",
                           parent->name.ptr);
  case KG__RDFXML_PROPERTY:
    if (!is_space(kg_buf_str(&x->content)))
      return kg__rdfxml_fail(x, KG_ERR_DATA, "<%s> holds text, so it cannot hold an element",
                             parent->name.ptr);
    return node(x, parent, level, name, attributes);
  default:
    return node(x, parent, level, name, attributes);
  }
}

static kg_status
end_collection(kg__rdfxml *x, kg__rdfxml_level *level)
{
  kg_term nil = iri_of(KG_RDF_NIL), rest = iri_of(KG_RDF_REST);
  if (!level->n_cells)
    return state(x, level, &nil);
  kg_term last = kg_term_blank(kg_str_of(level->cells[(level->n_cells - 1) % 2]));
  return emit(x, &last, &rest, &nil);
}

static kg_status
end_triple(kg__rdfxml *x, kg__rdfxml_level *level)
{
  kg_term object = kg_term_triple(level->triple);
  x->triple = level->outer_triple;
  if (!level->has_triple)
    return kg__rdfxml_fail(x, KG_ERR_DATA, "a triple term holds one statement, here is none");
  return state(x, level, &object);
}

kg_status
kg__rdfxml_element_end(kg__rdfxml *x, kg__rdfxml_level *level)
{
  kg_term object;
  switch (level->kind) {
  case KG__RDFXML_PROPERTY:
    object = text_of(level, kg_buf_str(&x->content));
    return level->has_object ? KG_OK : state(x, level, &object);
  case KG__RDFXML_LITERAL:
    object = kg_term_literal(kg_buf_str(&x->content), KG_STR(RDF_XML_LITERAL));
    return state(x, level, &object);
  case KG__RDFXML_COLLECTION:
    return end_collection(x, level);
  case KG__RDFXML_TRIPLE:
    return end_triple(x, level);
  default:
    return KG_OK;
  }
}

kg_status
kg__rdfxml_text(kg__rdfxml *x, kg__rdfxml_level *level, kg_str text)
{
  if (level->kind == KG__RDFXML_IGNORED)
    return KG_OK;
  if (level->kind == KG__RDFXML_LITERAL)
    return kg__rdfxml_literal_text(x, text);
  if (level->kind == KG__RDFXML_PROPERTY && !level->has_object)
    return kg__rdfxml_add(x, text);
  return is_space(text) ? KG_OK
                        : kg__rdfxml_fail(x, KG_ERR_DATA, "text may not stand in <%s> here", level->name.ptr);
}
