// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/rdf/write.h"

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
    return o->streaming && !o->frame.len ? &kg__writer_jsonld_streaming : &kg__writer_jsonld;
  default:
    return NULL;
  }
}

// ---- prefixes

// The first to take a prefix keeps it.
static kg_status
add_prefix(kg_writer *writer, kg_str prefix, kg_str iri)
{
  kg_str known;
  if (!kg__is_prefix(prefix) || !iri.len || kg_iri_check(iri) != iri.len ||
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
  kg_arena_free(writer->scratch);
  free(writer);
}

// ---- quads

#define CHANGED "kg-hex-"

static bool
looks_changed(kg_str label)
{
  size_t i = strlen(CHANGED);
  if (!kg_str_starts(label, KG_STR(CHANGED)))
    return false;
  while (i < label.len && label.ptr[i] && strchr("0123456789abcdef", label.ptr[i]))
    i++;
  return i == label.len;
}

static bool
needs_change(const kg_term *term)
{
  if (term->kind == KG_TERM_TRIPLE)
    return needs_change(&term->triple[0]) || needs_change(&term->triple[2]);
  return term->kind == KG_TERM_BLANK &&
         (!term->value.len || kg__label_length(term->value) != term->value.len || looks_changed(term->value));
}

// A label that cannot be written becomes "kg-hex-" and its bytes in hexadecimal; so does one that looks like
// that, and no two labels become the same.
static kg_status
change_label(kg_arena *arena, kg_term *term)
{
  static const char digits[] = "0123456789abcdef";
  size_t n = strlen(CHANGED);
  char *label = kg_arena_alloc(arena, n + 2 * term->value.len);
  if (!label)
    return KG_ERR_NOMEM;
  memcpy(label, CHANGED, n);
  for (size_t i = 0; i < term->value.len; i++) {
    unsigned char c = (unsigned char)term->value.ptr[i];
    label[n++] = digits[c >> 4];
    label[n++] = digits[c & 15];
  }
  *term = kg_term_blank((kg_str){label, n});
  return KG_OK;
}

static kg_status
change(kg_arena *arena, kg_term *term)
{
  if (!needs_change(term))
    return KG_OK;
  if (term->kind == KG_TERM_BLANK)
    return change_label(arena, term);
  kg_term *spo = kg_arena_alloc(arena, 3 * sizeof *spo);
  if (!spo)
    return KG_ERR_NOMEM;
  memcpy(spo, term->triple, 3 * sizeof *spo);
  *term = kg_term_triple(spo);
  KG_TRY(change(arena, &spo[0]));
  return change(arena, &spo[2]);
}

static kg_status
write_changed(kg_writer *writer, const kg_quad *quad, kg_error *err)
{
  kg_quad changed = *quad;
  if (!writer->scratch && !(writer->scratch = kg_arena_new()))
    return kg__write_nomem(err);
  kg_arena_clear(writer->scratch);
  if (change(writer->scratch, &changed.subject) || change(writer->scratch, &changed.object) ||
      change(writer->scratch, &changed.graph))
    return kg__write_nomem(err);
  return writer->class->quad(writer, &changed, err);
}

static bool
is_triple(const kg_term *s, const kg_term *p, const kg_term *o, unsigned depth)
{
  if ((s->kind != KG_TERM_IRI && s->kind != KG_TERM_BLANK) || p->kind != KG_TERM_IRI ||
      o->kind == KG_TERM_NONE)
    return false;
  return o->kind != KG_TERM_TRIPLE ||
         (depth > 0 && is_triple(&o->triple[0], &o->triple[1], &o->triple[2], depth - 1));
}

static bool
is_statement(const kg_quad *q)
{
  return is_triple(&q->subject, &q->predicate, &q->object, KG_TERM_DEPTH) && q->graph.kind <= KG_TERM_IRI;
}

static kg_status
bad_quad(const kg_quad *quad, kg_error *err)
{
  kg_buf text = {0};
  kg_term_print(&quad->subject, &text);
  kg_status st = kg_error_set(err, KG_ERR_DATA, "a statement about %.*s cannot be written, for it is not RDF",
                              (int)(text.len < 200 ? text.len : 200), text.len ? text.ptr : "");
  kg_buf_release(&text);
  return st;
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
