// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/rdf/read.h"

#include <stdio.h>

static const kg__reader readers[] = {
    [KG_FORMAT_NTRIPLES] = kg__read_ntriples, [KG_FORMAT_NQUADS] = kg__read_ntriples,
    [KG_FORMAT_TURTLE] = kg__read_turtle,     [KG_FORMAT_TRIG] = kg__read_turtle,
    [KG_FORMAT_RDFXML] = kg__read_rdfxml,     [KG_FORMAT_RDFA] = kg__read_raptor,
    [KG_FORMAT_RDFJSON] = kg__read_raptor,    [KG_FORMAT_RSS] = kg__read_raptor,
    [KG_FORMAT_ATOM] = kg__read_raptor,       [KG_FORMAT_JSONLD] = kg__read_jsonld,
};

kg_status
kg__reading_quad(kg__reading *r, const kg_quad *quad, kg_error *err)
{
  if (++r->n_quads % 1024 == 0)
    KG_TRY(kg_limits_check(r->limits, err));
  if (!r->sink->quad)
    return KG_OK;
  if (quad->graph.kind || !r->graph.kind)
    return r->sink->quad(r->sink->self, quad, err);
  kg_quad moved = *quad;
  moved.graph = r->graph;
  return r->sink->quad(r->sink->self, &moved, err);
}

kg_status
kg__reading_prefix(kg__reading *r, kg_str prefix, kg_str iri, kg_error *err)
{
  return r->sink->prefix ? r->sink->prefix(r->sink->self, prefix, iri, err) : KG_OK;
}

kg_status
kg__reading_base(kg__reading *r, kg_str iri, kg_error *err)
{
  return r->sink->base ? r->sink->base(r->sink->self, iri, err) : KG_OK;
}

kg_status
kg__reading_skip(kg__reading *r, const kg_error *error, kg_error *err)
{
  kg_error placed = *error;
  const char *name = kg_source_name(r->source);
  kg_error_set_source(&placed, name, strlen(name));
  return r->sink->skipped ? r->sink->skipped(r->sink->self, &placed, err) : KG_OK;
}

kg_str
kg__reading_anon(kg__reading *r, char text[KG__ANON_SIZE])
{
  int n = snprintf(text, KG__ANON_SIZE, "anon%llu", (unsigned long long)++r->n_anon);
  return (kg_str){text, (size_t)n};
}

bool
kg__label_looks_anon(kg_str label)
{
  size_t i = KG__ANON_X;
  if (!kg_str_starts(label, KG_STR("anon")))
    return false;
  while (i < label.len && label.ptr[i] == 'x')
    i++;
  size_t digits = i;
  while (i < label.len && label.ptr[i] >= '0' && label.ptr[i] <= '9')
    i++;
  return i == label.len && i > digits;
}

static kg_status
choose_format(kg__reading *r, kg_error *err)
{
  kg_str start;
  if (!r->format)
    r->format = kg_format_from_path(kg_str_of(kg_source_name(r->source)));
  if (!r->format) {
    KG_TRY(kg_source_peek(r->source, 4096, &start, err));
    r->format = kg_format_sniff(start);
  }
  if (!r->format)
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "cannot tell the format from the name or the content");
  if (r->format >= sizeof readers / sizeof *readers || !readers[r->format])
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "reading %s is not offered yet", kg_format_name(r->format));
  return KG_OK;
}

static kg_status
choose_base(kg__reading *r, kg_buf *buf, kg_error *err)
{
  if (r->base.len)
    return KG_OK;
  const char *name = kg_source_name(r->source);
  KG_TRY(kg_iri_from_path(kg_str_of(strcmp(name, "standard input") && *name ? name : "stdin"), buf, err));
  r->base = kg_buf_str(buf);
  return KG_OK;
}

static kg_status
skip_bom(kg__reading *r, kg_error *err)
{
  kg_str start;
  char bom[3];
  size_t n;
  KG_TRY(kg_source_peek(r->source, 3, &start, err));
  if (kg_str_equal(start, KG_STR("\xef\xbb\xbf")))
    return kg_source_read(r->source, bom, 3, &n, err);
  if (r->format == KG_FORMAT_RDFXML)
    return KG_OK; // XML has encodings
  if (kg_str_starts(start, KG_STR("\xff\xfe")) || kg_str_starts(start, KG_STR("\xfe\xff")))
    return kg_error_set(err, KG_ERR_DATA, "the text is in UTF-16; UTF-8 is wanted");
  return KG_OK;
}

static kg_status
run(kg__reading *r, kg_buf *base, kg_error *err)
{
  KG_TRY(choose_format(r, err));
  KG_TRY(choose_base(r, base, err));
  KG_TRY(skip_bom(r, err));
  return readers[r->format](r, err);
}

kg_status
kg_read(kg_world *world, kg_source *source, const kg_read_options *options, const kg_sink *sink,
        kg_error *err)
{
  static const kg_read_options defaults = {0};
  const kg_read_options *o = options ? options : &defaults;
  kg__reading r = {
      .world = world,
      .source = source,
      .format = o->format,
      .base = o->base,
      .graph = o->graph,
      .keep_going = o->keep_going,
      .max_literal = o->max_literal ? o->max_literal : KG__MAX_LITERAL,
      .json_whole = o->json_whole,
      .limits = o->limits,
      .load = o->load,
      .load_self = o->load_self,
      .sink = sink,
  };
  kg_buf base = {0};
  kg_status st = run(&r, &base, err);
  if (st)
    kg_error_set_source(err, kg_source_name(source), strlen(kg_source_name(source)));
  kg_buf_release(&base);
  return st;
}
