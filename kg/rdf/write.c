// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/rdf/write.h"

#include "kg/base/utf8.h"
#include "kg/term/syntax.h"

#include <stdlib.h>

kg_status
kg__write_nomem(kg_error *err)
{
  return kg_error_set(err, KG_ERR_NOMEM, "no memory to write");
}

static const kg__writer_class *
class_of(const kg_write_options *o)
{
  switch (o->format) {
  case KG_FORMAT_NTRIPLES:
  case KG_FORMAT_NQUADS:
    return o->canonical ? &kg__writer_canonical : &kg__writer_ntriples;
  case KG_FORMAT_TURTLE:
  case KG_FORMAT_TRIG:
    return o->streaming ? &kg__writer_turtle_streaming : &kg__writer_turtle;
  case KG_FORMAT_RDFXML:
    return &kg__writer_rdfxml;
  case KG_FORMAT_JSONLD:
    return &kg__writer_jsonld;
  default:
    return NULL;
  }
}

// ---- prefixes

static bool
is_prefix(kg_str s)
{
  uint32_t c = 0;
  for (size_t i = 0, n; i < s.len; i += n) {
    n = kg__utf8_decode((kg_str){s.ptr + i, s.len - i}, &c);
    bool good = i == 0 ? kg__is_name_start(c) && c != '_' : kg__is_name_char(c) || c == '.';
    if (!n || !good)
      return false;
  }
  return c != '.';
}

// The first to take a prefix keeps it.
static kg_status
add_prefix(kg_writer *writer, kg_str prefix, kg_str iri)
{
  kg_str known;
  if (!is_prefix(prefix) || !iri.len || kg_iri_check(iri) != iri.len ||
      kg_namespaces_find(writer->namespaces, prefix, &known))
    return KG_OK;
  return kg_namespaces_add(writer->namespaces, prefix, iri);
}

static kg_status
copy_prefixes(kg_writer *writer)
{
  kg_str prefix, iri;
  writer->namespaces = kg_namespaces_new();
  if (!writer->namespaces)
    return KG_ERR_NOMEM;
  for (size_t i = 0;
       writer->options.namespaces && kg_namespaces_at(writer->options.namespaces, i, &prefix, &iri); i++)
    KG_TRY(add_prefix(writer, prefix, iri));
  return KG_OK;
}

kg_status
kg_writer_open(kg_output *output, const kg_write_options *options, kg_writer **writer, kg_error *err)
{
  *writer = NULL;
  const kg__writer_class *class = class_of(options);
  if (!class)
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "writing %s is not offered",
                        kg_format_name(options->format));
  kg_writer *w = calloc(1, sizeof *w);
  if (!w)
    return kg__write_nomem(err);
  w->class = class;
  w->output = output;
  w->options = *options;
  kg_status st = copy_prefixes(w);
  if (st)
    kg__write_nomem(err);
  else if (class->open)
    st = class->open(w, err);
  if (st)
    kg_writer_free(w);
  else
    *writer = w;
  return st;
}

void
kg_writer_free(kg_writer *writer)
{
  if (!writer)
    return;
  if (writer->class->free)
    writer->class->free(writer);
  kg_namespaces_free(writer->namespaces);
  kg_buf_release(&writer->scratch);
  free(writer);
}

// ---- quads

static bool
is_hex_label(kg_str label)
{
  size_t i = 3;
  if (!kg_str_starts(label, KG_STR("hex")))
    return false;
  while (i < label.len && strchr("0123456789abcdef", label.ptr[i]))
    i++;
  return i == label.len;
}

static bool
needs_change(const kg_term *term)
{
  return term->kind == KG_TERM_BLANK &&
         (!term->value.len || kg__label_length(term->value) != term->value.len || is_hex_label(term->value));
}

// A label that cannot be written becomes "hex" and its bytes in hexadecimal, which no other label does.
static kg_status
change_label(kg_writer *writer, kg_term *term, size_t *start)
{
  *start = writer->scratch.len;
  KG_TRY(kg_buf_add_str(&writer->scratch, KG_STR("hex")));
  for (size_t i = 0; i < term->value.len; i++)
    KG_TRY(kg_buf_printf(&writer->scratch, "%02x", (unsigned)(unsigned char)term->value.ptr[i]));
  term->value.len = writer->scratch.len - *start;
  return KG_OK;
}

static kg_status
write_changed(kg_writer *writer, const kg_quad *quad, kg_error *err)
{
  kg_quad changed = *quad;
  kg_term *terms[] = {&changed.subject, &changed.object, &changed.graph};
  size_t starts[3];
  kg_buf_clear(&writer->scratch);
  for (size_t i = 0; i < 3; i++)
    if (needs_change(terms[i]) && change_label(writer, terms[i], &starts[i]))
      return kg__write_nomem(err);
  const kg_term *old[] = {&quad->subject, &quad->object, &quad->graph};
  for (size_t i = 0; i < 3; i++)
    if (needs_change(old[i]))
      terms[i]->value.ptr = writer->scratch.ptr + starts[i];
  return writer->class->quad(writer, &changed, err);
}

static kg_status
bad_quad(const kg_quad *quad, kg_error *err)
{
  const char *wrong = quad->subject.kind != KG_TERM_IRI && quad->subject.kind != KG_TERM_BLANK
                          ? "its subject is neither an IRI nor a blank node"
                      : quad->predicate.kind != KG_TERM_IRI ? "its predicate is not an IRI"
                      : quad->object.kind == KG_TERM_NONE   ? "it has no object"
                                                            : "its graph is neither an IRI nor a blank node";
  kg_buf text = {0};
  kg_term_print(&quad->subject, &text);
  kg_status st = kg_error_set(err, KG_ERR_DATA, "a statement about %.*s cannot be written: %s",
                              (int)(text.len < 200 ? text.len : 200), text.len ? text.ptr : "", wrong);
  kg_buf_release(&text);
  return st;
}

static bool
is_statement(const kg_quad *q)
{
  return (q->subject.kind == KG_TERM_IRI || q->subject.kind == KG_TERM_BLANK) &&
         q->predicate.kind == KG_TERM_IRI && q->object.kind != KG_TERM_NONE && q->graph.kind <= KG_TERM_IRI;
}

kg_status
kg_writer_quad(kg_writer *writer, const kg_quad *quad, kg_error *err)
{
  if (!is_statement(quad))
    return bad_quad(quad, err);
  kg_quad plain = *quad;
  if (quad->graph.kind && !kg_format_has_graphs(writer->options.format)) {
    if (!writer->options.union_graphs)
      return kg_error_set(err, KG_ERR_DATA, "%s cannot hold the named graph %s%.*s%s",
                          kg_format_name(writer->options.format),
                          quad->graph.kind == KG_TERM_IRI ? "<" : "_:", KG_STR_ARG(quad->graph.value),
                          quad->graph.kind == KG_TERM_IRI ? ">" : "");
    plain.graph = (kg_term){0};
  }
  if (needs_change(&plain.subject) || needs_change(&plain.object) || needs_change(&plain.graph))
    return write_changed(writer, &plain, err);
  return writer->class->quad(writer, &plain, err);
}

static kg_status
sink_quad(void *self, const kg_quad *quad, kg_error *err)
{
  return kg_writer_quad(self, quad, err);
}

static kg_status
sink_prefix(void *self, kg_str prefix, kg_str iri, kg_error *err)
{
  kg_writer *writer = self;
  size_t n = kg_namespaces_count(writer->namespaces);
  if (add_prefix(writer, prefix, iri))
    return kg__write_nomem(err);
  bool is_new = kg_namespaces_count(writer->namespaces) > n;
  return is_new && writer->class->prefix ? writer->class->prefix(writer, prefix, iri, err) : KG_OK;
}

kg_sink
kg_writer_sink(kg_writer *writer)
{
  return (kg_sink){.self = writer, .quad = sink_quad, .prefix = sink_prefix};
}

kg_status
kg_writer_finish(kg_writer *writer, kg_error *err)
{
  if (!writer->finished && writer->class->finish)
    KG_TRY(writer->class->finish(writer, err));
  writer->finished = true;
  return kg_output_flush(writer->output, err);
}
