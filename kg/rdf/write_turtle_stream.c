// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Turtle and TriG in one pass: quads in the order they come, those of one subject that follow each other
// together.  All prefixes known at the beginning are declared there, others where they are met.

#include "kg/rdf/turtle_term.h"
#include "kg/rdf/write.h"

#include <stdlib.h>

typedef struct stream {
  kg__turtle_names names;
  kg_buf text;
  kg_buf graph, subject, predicate; // as written last
  kg_buf term;
  bool in_graph, in_subject;
} stream;

static kg_status
stream_open(kg_writer *writer, kg_error *err)
{
  stream *s = writer->state = calloc(1, sizeof *s);
  if (!s)
    return kg__write_nomem(err);
  s->names.namespaces = writer->namespaces;
  return KG_OK;
}

static void
stream_free(kg_writer *writer)
{
  stream *s = writer->state;
  if (!s)
    return;
  kg_buf *bufs[] = {&s->text, &s->graph, &s->subject, &s->predicate, &s->term};
  for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
    kg_buf_release(bufs[i]);
  kg__map_release(&s->names.used);
  free(s);
}

static kg_status
end_subject(stream *s)
{
  kg_str end = s->in_subject ? KG_STR(" .\n") : KG_STR("");
  s->in_subject = false;
  return kg_buf_add_str(&s->text, end);
}

static kg_status
end_graph(stream *s)
{
  KG_TRY(end_subject(s));
  kg_str end = s->in_graph ? KG_STR("}\n") : KG_STR("");
  s->in_graph = false;
  kg_buf_clear(&s->graph);
  return kg_buf_add_str(&s->text, end);
}

static kg_status
add_prefix(stream *s, kg_str prefix, kg_str iri)
{
  return kg_buf_printf(&s->text, "@prefix %.*s: <%.*s> .\n", KG_STR_ARG(prefix), KG_STR_ARG(iri));
}

static kg_status
begin(kg_writer *writer)
{
  stream *s = writer->state;
  kg_str prefix, iri;
  if (writer->begun)
    return KG_OK;
  writer->begun = true;
  if (writer->options.base.len)
    KG_TRY(kg_buf_printf(&s->text, "@base <%.*s> .\n", KG_STR_ARG(writer->options.base)));
  for (size_t i = 0; kg_namespaces_at(writer->namespaces, i, &prefix, &iri); i++)
    KG_TRY(add_prefix(s, prefix, iri));
  return KG_OK;
}

// Write the term's text to `s->term`, and tell whether it is that in `last`, which becomes it.
static kg_status
same_as_last(stream *s, const kg_term *term, bool verb, kg_buf *last, bool *same)
{
  kg_buf_clear(&s->term);
  KG_TRY(verb ? kg__turtle_verb(&s->names, term, &s->term) : kg__turtle_term(&s->names, term, &s->term));
  *same = kg_str_equal(kg_buf_str(&s->term), kg_buf_str(last));
  kg_buf_clear(last);
  return kg_buf_add_str(last, kg_buf_str(&s->term));
}

static kg_status
put_graph(stream *s, const kg_term *graph)
{
  bool same;
  kg_buf_clear(&s->term);
  KG_TRY(kg__turtle_term(&s->names, graph, &s->term));
  same = kg_str_equal(kg_buf_str(&s->term), kg_buf_str(&s->graph));
  if (same)
    return KG_OK;
  KG_TRY(end_graph(s));
  KG_TRY(kg_buf_add_str(&s->graph, kg_buf_str(&s->term)));
  s->in_graph = graph->kind != KG_TERM_NONE;
  if (!s->in_graph)
    return KG_OK;
  KG_TRY(kg_buf_add_str(&s->text, kg_buf_str(&s->graph)));
  return kg_buf_add_str(&s->text, KG_STR(" {\n"));
}

static kg_status
put(kg_writer *writer, const kg_quad *quad)
{
  stream *s = writer->state;
  bool same_subject, same_predicate;
  KG_TRY(begin(writer));
  KG_TRY(put_graph(s, &quad->graph));
  KG_TRY(same_as_last(s, &quad->subject, false, &s->subject, &same_subject));
  KG_TRY(same_as_last(s, &quad->predicate, true, &s->predicate, &same_predicate));
  if (!s->in_subject || !same_subject) {
    KG_TRY(end_subject(s));
    KG_TRY(kg_buf_add_str(&s->text, kg_buf_str(&s->subject)));
    KG_TRY(kg_buf_add_char(&s->text, ' '));
    same_predicate = false;
  } else {
    KG_TRY(kg_buf_add_str(&s->text, same_predicate ? KG_STR(" , ") : KG_STR(" ;\n  ")));
  }
  if (!same_predicate) {
    KG_TRY(kg_buf_add_str(&s->text, kg_buf_str(&s->predicate)));
    KG_TRY(kg_buf_add_char(&s->text, ' '));
  }
  s->in_subject = true;
  return kg__turtle_term(&s->names, &quad->object, &s->text);
}

static kg_status
hand_out(kg_writer *writer, kg_status st, kg_error *err)
{
  stream *s = writer->state;
  if (st)
    return kg__write_nomem(err);
  st = kg_output_add_str(writer->output, kg_buf_str(&s->text));
  kg_buf_clear(&s->text);
  return st ? kg_output_flush(writer->output, err) : KG_OK;
}

static kg_status
stream_quad(kg_writer *writer, const kg_quad *quad, kg_error *err)
{
  return hand_out(writer, put(writer, quad), err);
}

static kg_status
stream_prefix(kg_writer *writer, kg_str prefix, kg_str iri, kg_error *err)
{
  stream *s = writer->state;
  if (!writer->begun)
    return KG_OK;
  kg_status st = end_graph(s);
  return hand_out(writer, st ? st : add_prefix(s, prefix, iri), err);
}

static kg_status
stream_finish(kg_writer *writer, kg_error *err)
{
  kg_status st = begin(writer);
  return hand_out(writer, st ? st : end_graph(writer->state), err);
}

const kg__writer_class kg__writer_turtle_streaming = {.open = stream_open,
                                                      .quad = stream_quad,
                                                      .prefix = stream_prefix,
                                                      .finish = stream_finish,
                                                      .free = stream_free};
