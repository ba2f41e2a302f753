// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// JSON-LD in one pass: statements that follow each other and have one subject and graph share a node object,
// up to a number of them; a node may come again, which JSON-LD reads as more of the same.  Lists are not
// looked for.

#include "kg/rdf/jsonld/emit.h"
#include "kg/rdf/write.h"

#include <stdlib.h>

enum { MOST_STATEMENTS = 1000 };

typedef struct stream {
  kg__emitter emitter;
  kg__json *node; ///< Being made, or null
  kg_str id, graph;
  size_t n;
  const kg_quad *quad;
} stream;

static void
write_node(stream *s)
{
  if (!s->node)
    return;
  kg__emit_graph(&s->emitter, s->graph);
  kg__emit_node(&s->emitter, s->node);
  kg__emitter_forget(&s->emitter);
  s->node = NULL;
}

static bool
is_term(const kg_term *term, kg_str name)
{
  if (term->kind != KG_TERM_BLANK)
    return kg_str_equal(term->value, name) && !kg__is_blank(name);
  return kg__is_blank(name) && kg_str_equal(term->value, (kg_str){name.ptr + 2, name.len - 2});
}

static void
begin_node(stream *s)
{
  s->id = kg__emitter_name(&s->emitter, &s->quad->subject);
  s->graph = kg__emitter_name(&s->emitter, &s->quad->graph);
  s->node = kg__json_object_of(&s->emitter.run, KG_STR("@id"), kg__json_string(&s->emitter.run, s->id));
  s->n = 0;
}

static void
quad_work(kg__jsonld *p, void *arg)
{
  stream *s = arg;
  (void)p;
  if (s->node &&
      (s->n == MOST_STATEMENTS || !is_term(&s->quad->subject, s->id) || !is_term(&s->quad->graph, s->graph)))
    write_node(s);
  if (!s->node)
    begin_node(s);
  kg__emitter_add_term(&s->emitter, s->node, s->quad->predicate.value, &s->quad->object);
  s->n++;
}

static void
finish_work(kg__jsonld *p, void *arg)
{
  stream *s = arg;
  (void)p;
  write_node(s);
  kg__emit_end(&s->emitter);
}

static kg_status
stream_quad(kg_writer *writer, const kg_quad *quad, kg_error *err)
{
  stream *s = writer->state;
  s->quad = quad;
  return kg__jsonld_guard(&s->emitter.run, quad_work, s, err);
}

static kg_status
stream_finish(kg_writer *writer, kg_error *err)
{
  stream *s = writer->state;
  return kg__jsonld_guard(&s->emitter.run, finish_work, s, err);
}

static kg_status
stream_open(kg_writer *writer, kg_error *err)
{
  stream *s = writer->state = calloc(1, sizeof *s);
  return s ? kg__emitter_init(&s->emitter, writer->output, &writer->options, err) : kg__write_nomem(err);
}

static void
stream_free(kg_writer *writer)
{
  stream *s = writer->state;
  if (s)
    kg__emitter_release(&s->emitter);
  free(s);
}

const kg__writer_class kg__writer_jsonld_streaming = {
    .open = stream_open, .quad = stream_quad, .finish = stream_finish, .free = stream_free};
