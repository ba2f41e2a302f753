// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// JSON-LD as one of the formats of kg_read(): the document whole, its blank nodes named as the other readers
// name them, directions as RDF 1.2 has them.

#include "kg/rdf/jsonld/jsonld.h"

#include "kg/rdf/read.h"

typedef struct reader {
  kg__reading *reading;
  kg_str document;
  kg_sink sink;
  kg_buf label;
} reader;

static kg_status
take_quad(void *self, const kg_quad *quad, kg_error *err)
{
  return kg__reading_quad(((reader *)self)->reading, quad, err);
}

static kg_str
name_anonymous(void *self, char text[32])
{
  return kg__reading_anon(((reader *)self)->reading, text);
}

// Out of the way of our own names.
static kg_str
name_labelled(void *self, kg_str label, char text[32])
{
  reader *r = self;
  (void)text;
  if (!kg__label_looks_anon(label))
    return (kg_str){0};
  kg_buf_clear(&r->label);
  if (kg_buf_add(&r->label, label.ptr, KG__ANON_X) || kg_buf_add_char(&r->label, 'x') ||
      kg_buf_add(&r->label, label.ptr + KG__ANON_X, label.len - KG__ANON_X))
    return (kg_str){"", 0};
  return kg_buf_str(&r->label);
}

static void
work(kg__jsonld *p, void *arg)
{
  reader *r = arg;
  kg__to_rdf(p, kg__node_map(p, kg__expand_text(p, r->document)), &r->sink);
}

kg_status
kg__read_jsonld(kg__reading *reading, kg_error *err)
{
  kg__jsonld p = {0};
  kg_buf text = {0};
  reader r = {.reading = reading, .sink = {.self = &r, .quad = take_quad}};
  kg__naming naming = {&r, name_labelled, name_anonymous};
  kg_jsonld_options options = {.base = reading->base,
                               .source = kg_str_of(kg_source_name(reading->source)),
                               .direction = KG_JSONLD_DIRECTION_TERM,
                               .limits = reading->limits};
  kg_status st = kg_source_read_all(reading->source, 0, &text, err);
  if (!st)
    st = kg__jsonld_init(&p, &options, err);
  r.document = kg_buf_str(&text);
  p.naming = &naming;
  if (!st)
    st = kg__jsonld_guard(&p, work, &r, err);
  kg__jsonld_release(&p);
  kg_buf_release(&text);
  kg_buf_release(&r.label);
  return st;
}
