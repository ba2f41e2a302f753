// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The operations that users call: text in, algorithms, text out.

#include "kg/rdf/jsonld/jsonld.h"

#include <stdlib.h>

const kg__context *
kg__initial_context(kg__jsonld *p)
{
  const kg_jsonld_options *o = p->options;
  kg__context *c = kg__context_new(p);
  if (o->base.len)
    c->base = c->original_base = o->base;
  if (!o->expand_context.len)
    return c;
  kg__processing how = {.base = o->base};
  return kg__context_process(p, c, kg__context_parse(p, o->expand_context, KG_STR("the context")), &how);
}

static kg__json *
expand_json(kg__jsonld *p, kg__json *document, bool framing)
{
  kg__expansion e = {.base = p->options->base, .framing = framing};
  const kg__context *c = framing ? NULL : kg__initial_context(p);
  if (!c) {
    kg__context *plain = kg__context_new(p);
    if (p->options->base.len)
      plain->base = plain->original_base = p->options->base;
    c = plain;
  }
  return kg__expand_document(p, c, document, &e);
}

kg__json *
kg__expand_text(kg__jsonld *p, kg_str text)
{
  return expand_json(p, kg__document_parse(p, text, p->options->source), false);
}

// ---- compaction

const kg__context *
kg__compaction_context(kg__jsonld *p, kg__json *context)
{
  kg__context *c = kg__context_new(p);
  kg__processing how = {.base = p->options->base};
  if (p->options->base.len)
    c->base = c->original_base = p->options->base;
  return context ? kg__context_process(p, c, context, &how) : c;
}

static bool
says_something(const kg__json *context)
{
  return context && context->type != KG__JSON_NULL && !kg__json_is_empty_array(context) &&
         !kg__json_is_empty_object(context);
}

// The object to hand out, with its context first.
static kg__json *
with_context(kg__jsonld *p, kg__json *result, kg__json *context)
{
  kg__json *all = kg__json_new(p, KG__JSON_OBJECT);
  if (says_something(context))
    kg__json_set(p, all, KG_STR("@context"), context);
  for (size_t i = 0; i < kg__json_count(result); i++)
    kg__json_set(p, all, result->members[i].key, result->members[i].value);
  return all;
}

static kg__json *
wrap(kg__jsonld *p, const kg__context *c, kg__json *result, bool graph)
{
  if (!kg__json_is_array(result) && !graph)
    return result;
  if (kg__json_is_empty_array(result) && !graph)
    return kg__json_new(p, KG__JSON_OBJECT);
  return kg__json_object_of(p, kg__iri_compact_key(p, c, "@graph"), kg__json_as_array(p, result));
}

kg__json *
kg__compact_result(kg__jsonld *p, kg__json *expanded, kg__json *context)
{
  const kg__context *c = kg__compaction_context(p, context);
  kg__json *result = kg__compact(p, c, (kg_str){0}, expanded);
  return with_context(p, wrap(p, c, result, false), context);
}

// ---- framing

static bool
has_graph(kg__jsonld *p, const kg__context *c, const kg__json *frame)
{
  for (size_t i = 0; kg__json_is_object(frame) && i < frame->n_members; i++)
    if (kg__is(kg__iri_expand_key(p, c, frame->members[i].key), "@graph"))
      return true;
  return false;
}

kg__json *
kg__frame_result(kg__jsonld *p, kg__json *expanded, kg_str text)
{
  kg__json *frame = kg__document_parse(p, text, KG_STR("the frame"));
  kg__json *context = kg__json_get(frame, KG_STR("@context"));
  const kg__context *c = kg__compaction_context(p, context);
  bool is_default = p->options->frame_default || has_graph(p, c, frame);
  kg__json *expanded_frame = expand_json(p, frame, true);
  if (!expanded_frame->n_items)
    kg__json_append(p, expanded_frame, kg__json_new(p, KG__JSON_OBJECT));
  kg__json *framed = kg__frame_clean(p, kg__frame(p, expanded, expanded_frame, !is_default));
  kg__json *compacted = kg__compact(p, c, (kg_str){0}, framed);
  kg_jsonld_choice omit = p->options->omit_graph;
  bool keep = omit == KG_JSONLD_NO || (omit == KG_JSONLD_DEFAULT && kg__jsonld_is_1_0(p));
  compacted = kg__frame_nulls(p, compacted);
  return with_context(p, wrap(p, c, compacted, keep), context);
}

// ---- text in, text out

typedef struct job {
  kg_str document, other;
  const kg_sink *sink;
  kg__from_rdf *from;
  kg_buf *out;
} job;

static void
expand_work(kg__jsonld *p, void *arg)
{
  job *j = arg;
  kg__json_print(p, kg__expand_text(p, j->document), j->out);
}

static void
compact_work(kg__jsonld *p, void *arg)
{
  job *j = arg;
  kg__json *expanded = kg__expand_text(p, j->document);
  kg__json_print(p, kg__compact_result(p, expanded, kg__context_parse(p, j->other, KG_STR("the context"))),
                 j->out);
}

static void
flatten_work(kg__jsonld *p, void *arg)
{
  job *j = arg;
  kg__json *flat = kg__flatten(p, kg__expand_text(p, j->document));
  if (j->other.len)
    flat = kg__compact_result(p, flat, kg__context_parse(p, j->other, KG_STR("the context")));
  kg__json_print(p, flat, j->out);
}

static void
frame_work(kg__jsonld *p, void *arg)
{
  job *j = arg;
  kg__json *expanded = kg__expand_text(p, j->document);
  kg__json_print(p, kg__frame_result(p, expanded, j->other), j->out);
}

static void
to_rdf_work(kg__jsonld *p, void *arg)
{
  job *j = arg;
  kg__to_rdf(p, kg__node_map(p, kg__expand_text(p, j->document)), j->sink);
}

// Whole lines, and nothing after a failure.
static kg_status
run(const kg_jsonld_options *options, void (*work)(kg__jsonld *p, void *arg), job *j, kg_error *err)
{
  kg__jsonld p;
  size_t before = j->out ? j->out->len : 0;
  kg_status st = kg__jsonld_init(&p, options, err);
  if (!st)
    st = kg__jsonld_guard(&p, work, j, err);
  if (!st && j->out && kg_buf_add_char(j->out, '\n'))
    st = kg_error_set(err, KG_ERR_NOMEM, "out of memory");
  if (st && j->out)
    j->out->len = before;
  kg__jsonld_release(&p);
  return st;
}

kg_status
kg_jsonld_expand(kg_str document, const kg_jsonld_options *options, kg_buf *out, kg_error *err)
{
  job j = {.document = document, .out = out};
  return run(options, expand_work, &j, err);
}

kg_status
kg_jsonld_compact(kg_str document, kg_str context, const kg_jsonld_options *options, kg_buf *out,
                  kg_error *err)
{
  job j = {.document = document, .other = context, .out = out};
  return run(options, compact_work, &j, err);
}

kg_status
kg_jsonld_flatten(kg_str document, kg_str context, const kg_jsonld_options *options, kg_buf *out,
                  kg_error *err)
{
  job j = {.document = document, .other = context, .out = out};
  return run(options, flatten_work, &j, err);
}

kg_status
kg_jsonld_frame(kg_str document, kg_str frame, const kg_jsonld_options *options, kg_buf *out, kg_error *err)
{
  job j = {.document = document, .other = frame, .out = out};
  return run(options, frame_work, &j, err);
}

kg_status
kg_jsonld_to_rdf(kg_str document, const kg_jsonld_options *options, const kg_sink *sink, kg_error *err)
{
  job j = {.document = document, .sink = sink};
  return run(options, to_rdf_work, &j, err);
}

// ---- from RDF

struct kg_jsonld_builder {
  kg__jsonld p;
  kg__from_rdf *from;
  const kg_quad *quad;
};

static void
begin_work(kg__jsonld *p, void *arg)
{
  ((kg_jsonld_builder *)arg)->from = kg__from_rdf_new(p);
}

static void
quad_work(kg__jsonld *p, void *arg)
{
  kg_jsonld_builder *b = arg;
  kg__from_rdf_quad(p, b->from, b->quad);
}

static void
finish_work(kg__jsonld *p, void *arg)
{
  job *j = arg;
  kg__json *result = kg__from_rdf_finish(p, j->from);
  if (j->other.len)
    result = kg__frame_result(p, result, j->other);
  else if (j->document.len)
    result = kg__compact_result(p, result, kg__context_parse(p, j->document, KG_STR("the context")));
  kg__json_print(p, result, j->out);
}

kg_status
kg_jsonld_builder_new(const kg_jsonld_options *options, kg_jsonld_builder **builder, kg_error *err)
{
  kg_jsonld_builder *b = *builder = calloc(1, sizeof *b);
  if (!b)
    return kg_error_set(err, KG_ERR_NOMEM, "out of memory");
  kg_status st = kg__jsonld_init(&b->p, options, err);
  if (!st)
    st = kg__jsonld_guard(&b->p, begin_work, b, err);
  if (st) {
    kg_jsonld_builder_free(b);
    *builder = NULL;
  }
  return st;
}

kg_status
kg_jsonld_builder_quad(kg_jsonld_builder *b, const kg_quad *quad, kg_error *err)
{
  b->quad = quad;
  return kg__jsonld_guard(&b->p, quad_work, b, err);
}

static kg_status
sink_quad(void *self, const kg_quad *quad, kg_error *err)
{
  return kg_jsonld_builder_quad(self, quad, err);
}

kg_sink
kg_jsonld_builder_sink(kg_jsonld_builder *b)
{
  return (kg_sink){.self = b, .quad = sink_quad};
}

kg_status
kg_jsonld_builder_finish(kg_jsonld_builder *b, kg_str context, kg_str frame, kg_buf *out, kg_error *err)
{
  job j = {.document = context, .other = frame, .from = b->from, .out = out};
  size_t before = out->len;
  kg_status st = kg__jsonld_guard(&b->p, finish_work, &j, err);
  if (!st && kg_buf_add_char(out, '\n'))
    st = kg_error_set(err, KG_ERR_NOMEM, "out of memory");
  if (st)
    out->len = before;
  return st;
}

void
kg_jsonld_builder_free(kg_jsonld_builder *b)
{
  if (b)
    kg__jsonld_release(&b->p);
  free(b);
}
