// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// RDF/XML, one rdf:Description a subject.  Predicates become qualified names: by a known prefix if the rest
// is a name, else by one made up ("ns1"), the longest rest that is a name.  What XML cannot hold is an error.

#include "kg/rdf/collect.h"
#include "kg/rdf/write.h"

#include "kg/base/utf8.h"
#include "kg/term/syntax.h"
#include "kg/vocab.h"

#include <stdio.h>
#include <stdlib.h>

#define ITS "http://www.w3.org/2005/11/its"

typedef struct xml {
  kg__collected graph;
  kg_namespaces *prefixes; // those written
  size_t n_made;
  kg_buf text;
  bool is_12, directions;
} xml;

static kg_status
add(xml *x, const char *z)
{
  return kg_buf_add_str(&x->text, kg_str_of(z));
}

static bool
is_xml_char(uint32_t c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

static kg_status
add_escaped(xml *x, kg_str s, kg_error *err)
{
  for (size_t i = 0, n; i < s.len; i += n) {
    uint32_t c;
    n = kg__utf8_decode((kg_str){s.ptr + i, s.len - i}, &c);
    if (!n || !is_xml_char(c))
      return kg_error_set(err, KG_ERR_DATA, "RDF/XML cannot hold the character U+%04X of \"%.*s\"",
                          n ? (unsigned)c : 0xFFFD, (int)kg__utf8_cut(s, 80), s.ptr);
    const char *entity = c == '&'   ? "&amp;"
                         : c == '<' ? "&lt;"
                         : c == '>' ? "&gt;"
                         : c == '"' ? "&quot;"
                                    : NULL;
    kg_status st = entity                                ? add(x, entity)
                   : c == '\r' || c == '\t' || c == '\n' ? kg_buf_printf(&x->text, "&#%u;", (unsigned)c)
                                                         : kg_buf_add(&x->text, s.ptr + i, n);
    if (st)
      return kg__write_nomem(err);
  }
  return KG_OK;
}

// In the text of elements newlines and tabs stay as they are.
static kg_status
add_content(xml *x, kg_str s, kg_error *err)
{
  while (s.len) {
    size_t n = 0;
    while (n < s.len && s.ptr[n] != '\n' && s.ptr[n] != '\t')
      n++;
    KG_TRY(add_escaped(x, (kg_str){s.ptr, n}, err));
    if (n < s.len && kg_buf_add_char(&x->text, s.ptr[n++]))
      return kg__write_nomem(err);
    s = (kg_str){s.ptr + n, s.len - n};
  }
  return KG_OK;
}

static kg_status
add_attribute(xml *x, const char *name, kg_str value, kg_error *err)
{
  if (kg_buf_printf(&x->text, " %s=\"", name))
    return kg__write_nomem(err);
  KG_TRY(add_escaped(x, value, err));
  return add(x, "\"") ? kg__write_nomem(err) : KG_OK;
}

static bool
is_plain_label(kg_str label)
{
  bool plain = label.ptr[0] != 'x' && label.ptr[0] != '-' && label.ptr[0] != '.';
  for (size_t i = 0; plain && i < label.len; i++) {
    char c = label.ptr[i];
    plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
            (i && ((c >= '0' && c <= '9') || c == '-' || c == '.'));
  }
  return plain;
}

// Labels that are no XML names to every reader, or look like those made here, become "x" and their bytes in
// hexadecimal.
static kg_status
add_label(xml *x, kg_str label, kg_error *err)
{
  bool name = is_plain_label(label);
  kg_status st = add(x, " rdf:nodeID=\"");
  if (name)
    st = st ? st : kg_buf_add_str(&x->text, label);
  else
    st = st ? st : add(x, "x");
  for (size_t i = 0; !st && !name && i < label.len; i++)
    st = kg_buf_printf(&x->text, "%02x", (unsigned)(unsigned char)label.ptr[i]);
  return st || add(x, "\"") ? kg__write_nomem(err) : KG_OK;
}

// ---- names of predicates

// Offset at which the longest name that ends the IRI begins; its length if there is none.
static size_t
split(kg_str iri)
{
  size_t start = iri.len;
  for (size_t i = iri.len; i > 0;) {
    uint32_t c;
    do
      i--;
    while (i > 0 && ((unsigned char)iri.ptr[i] & 0xC0) == 0x80);
    if (!kg__utf8_decode((kg_str){iri.ptr + i, iri.len - i}, &c) || !(kg__is_name_char(c) || c == '.'))
      break;
    if (kg__is_name_start(c))
      start = i;
  }
  return start;
}

static bool
is_reserved(kg_str iri)
{
  static const char *const names[] = {"RDF",      "ID",         "about",    "bagID",     "parseType",
                                      "resource", "nodeID",     "datatype", "aboutEach", "aboutEachPrefix",
                                      "li",       "Description"};
  kg_str local = {iri.ptr + strlen(KG_NS_RDF), iri.len - strlen(KG_NS_RDF)};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (kg_str_starts(iri, KG_STR(KG_NS_RDF)) && kg_str_equal(local, kg_str_of(names[i])))
      return true;
  return false;
}

// The prefix under which `space` is declared; declared now if it is not.
static kg_status
prefix_of(kg_writer *writer, kg_str space, kg_str *prefix)
{
  xml *x = writer->state;
  kg_str known, at;
  char name[32];
  for (size_t i = 0; kg_namespaces_at(x->prefixes, i, prefix, &known); i++)
    if (kg_str_equal(known, space))
      return KG_OK;
  for (size_t i = 0; kg_namespaces_at(writer->namespaces, i, prefix, &known); i++)
    if (kg_str_equal(known, space) && prefix->len && !kg_namespaces_find(x->prefixes, *prefix, &at) &&
        !kg_str_starts(*prefix, KG_STR("xml")))
      return kg_namespaces_add(x->prefixes, *prefix, space);
  do
    snprintf(name, sizeof name, "ns%zu", ++x->n_made);
  while (kg_namespaces_find(x->prefixes, kg_str_of(name), &at) ||
         kg_namespaces_find(writer->namespaces, kg_str_of(name), &at));
  KG_TRY(kg_namespaces_add(x->prefixes, kg_str_of(name), space));
  kg_namespaces_at(x->prefixes, kg_namespaces_count(x->prefixes) - 1, prefix, &known);
  return KG_OK;
}

static kg_status
add_name(kg_writer *writer, kg_str iri, kg_error *err)
{
  xml *x = writer->state;
  kg_str prefix;
  size_t at = split(iri);
  if (at == iri.len || at == 0 || is_reserved(iri))
    return kg_error_set(err, KG_ERR_DATA, "RDF/XML cannot write the predicate <%.*s>", KG_STR_ARG(iri));
  if (prefix_of(writer, (kg_str){iri.ptr, at}, &prefix) || kg_buf_add_str(&x->text, prefix) || add(x, ":") ||
      kg_buf_add(&x->text, iri.ptr + at, iri.len - at))
    return kg__write_nomem(err);
  return KG_OK;
}

// ---- statements

static kg_status
add_literal(kg_writer *writer, const kg_term *t, kg_error *err)
{
  xml *x = writer->state;
  if (t->direction) {
    x->is_12 = x->directions = true;
    KG_TRY(
        add_attribute(x, "its:dir", t->direction == KG_DIRECTION_LTR ? KG_STR("ltr") : KG_STR("rtl"), err));
  }
  if (t->language.len)
    KG_TRY(add_attribute(x, "xml:lang", t->language, err));
  else if (!kg_str_equal(t->datatype, KG_STR(KG_XSD_STRING)))
    KG_TRY(add_attribute(x, "rdf:datatype", t->datatype, err));
  if (add(x, ">"))
    return kg__write_nomem(err);
  return add_content(x, t->value, err);
}

static kg_status add_property(kg_writer *writer, kg_str predicate, const kg_term *object, kg_error *err);

static kg_status
add_about(xml *x, const kg_term *subject, kg_error *err)
{
  if (add(x, "<rdf:Description"))
    return kg__write_nomem(err);
  KG_TRY(subject->kind == KG_TERM_IRI ? add_attribute(x, "rdf:about", subject->value, err)
                                      : add_label(x, subject->value, err));
  return add(x, ">\n") ? kg__write_nomem(err) : KG_OK;
}

static kg_status
add_triple(kg_writer *writer, const kg_term *triple, kg_error *err)
{
  xml *x = writer->state;
  x->is_12 = true;
  if (add(x, " rdf:parseType=\"Triple\">"))
    return kg__write_nomem(err);
  KG_TRY(add_about(x, &triple->triple[0], err));
  KG_TRY(add_property(writer, triple->triple[1].value, &triple->triple[2], err));
  return add(x, "    </rdf:Description>") ? kg__write_nomem(err) : KG_OK;
}

// kg_writer_quad() has seen to it that triple terms are not nested too deeply.
static kg_status
add_property(kg_writer *writer, kg_str predicate, const kg_term *object, kg_error *err)
{
  xml *x = writer->state;
  if (add(x, "    <"))
    return kg__write_nomem(err);
  KG_TRY(add_name(writer, predicate, err));
  if (object->kind == KG_TERM_LITERAL || object->kind == KG_TERM_TRIPLE) {
    KG_TRY(object->kind == KG_TERM_LITERAL ? add_literal(writer, object, err)
                                           : add_triple(writer, object, err));
    if (add(x, "</"))
      return kg__write_nomem(err);
    KG_TRY(add_name(writer, predicate, err));
    return add(x, ">\n") ? kg__write_nomem(err) : KG_OK;
  }
  KG_TRY(object->kind == KG_TERM_IRI ? add_attribute(x, "rdf:resource", object->value, err)
                                     : add_label(x, object->value, err));
  return add(x, "/>\n") ? kg__write_nomem(err) : KG_OK;
}

static kg_status
add_statement(kg_writer *writer, const kg__collected_quad *q, kg_error *err)
{
  xml *x = writer->state;
  kg_str predicate = kg__collected_term_at(&x->graph, q->predicate)->value;
  return add_property(writer, predicate, kg__collected_term_at(&x->graph, q->object), err);
}

static kg_status
add_subject(kg_writer *writer, size_t i, size_t end, kg_error *err)
{
  xml *x = writer->state;
  const kg_term *subject = kg__collected_term_at(&x->graph, x->graph.quads.items[i].subject);
  if (add(x, "  "))
    return kg__write_nomem(err);
  KG_TRY(add_about(x, subject, err));
  for (; i < end; i++)
    KG_TRY(add_statement(writer, &x->graph.quads.items[i], err));
  return add(x, "  </rdf:Description>\n") ? kg__write_nomem(err) : KG_OK;
}

static kg_status
write_head(kg_writer *writer, kg_error *err)
{
  xml *x = writer->state;
  kg_str prefix, iri, body = kg_buf_str(&x->text);
  x->text = (kg_buf){0};
  kg_status st =
      add(x, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF") ? kg__write_nomem(err) : KG_OK;
  for (size_t i = 0; !st && kg_namespaces_at(x->prefixes, i, &prefix, &iri); i++) {
    if (kg_buf_printf(&x->text, "%s xmlns:%.*s=\"", i ? "\n   " : "", KG_STR_ARG(prefix)))
      st = kg__write_nomem(err);
    st = st ? st : add_escaped(x, iri, err);
    if (!st && add(x, "\""))
      st = kg__write_nomem(err);
  }
  if (!st && x->is_12 && add(x, "\n    rdf:version=\"1.2\""))
    st = kg__write_nomem(err);
  if (!st && x->directions && add(x, "\n    xmlns:its=\"" ITS "\" its:version=\"2.0\""))
    st = kg__write_nomem(err);
  if (!st && writer->options.base.len)
    st = add_attribute(x, "xml:base", writer->options.base, err);
  kg_output_add_str(writer->output, kg_buf_str(&x->text));
  kg_output_add_str(writer->output, KG_STR(">\n"));
  kg_output_add_str(writer->output, body);
  kg_output_add_str(writer->output, KG_STR("</rdf:RDF>\n"));
  free((char *)(uintptr_t)body.ptr);
  return st;
}

static kg_status
xml_open(kg_writer *writer, kg_error *err)
{
  xml *x = writer->state = calloc(1, sizeof *x);
  if (!x || kg__collected_init(&x->graph) || !(x->prefixes = kg_namespaces_new()) ||
      kg_namespaces_add(x->prefixes, KG_STR("rdf"), KG_STR(KG_NS_RDF)))
    return kg__write_nomem(err);
  return KG_OK;
}

static void
xml_free(kg_writer *writer)
{
  xml *x = writer->state;
  if (!x)
    return;
  kg__collected_release(&x->graph);
  kg_namespaces_free(x->prefixes);
  kg_buf_release(&x->text);
  free(x);
}

static kg_status
xml_quad(kg_writer *writer, const kg_quad *quad, kg_error *err)
{
  xml *x = writer->state;
  return kg__collected_add(&x->graph, quad) ? kg__write_nomem(err) : KG_OK;
}

static kg_status
xml_finish(kg_writer *writer, kg_error *err)
{
  xml *x = writer->state;
  if (kg__collected_sort(&x->graph))
    return kg__write_nomem(err);
  for (size_t i = 0, end; i < x->graph.quads.n; i = end) {
    end = kg__collected_subject_end(&x->graph, i);
    KG_TRY(add_subject(writer, i, end, err));
  }
  return write_head(writer, err);
}

const kg__writer_class kg__writer_rdfxml = {
    .open = xml_open, .quad = xml_quad, .finish = xml_finish, .free = xml_free};
