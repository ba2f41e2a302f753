// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The ontology and the gazetteer as graphs, for stores that documents are loaded into.

#include "loaders/loader_inside.h"

#include "kg/vocab.h"

typedef struct background {
  kg_loader *loader;
  const kg_sink *sink;
  kg_str graph;
  unsigned file;
  kg_buf labels[2];
} background;

// The base of IRIs is the loader's; blank nodes of different files stay apart.
static kg_status
rename_term(background *b, kg_term *term, kg_buf *buf)
{
  kg_str own = KG_STR(KG_NS_ID);
  kg_buf_clear(buf);
  if (term->kind == KG_TERM_BLANK)
    KG_TRY(kg_buf_printf(buf, "f%u%.*s", b->file, KG_STR_ARG(term->value)));
  else if (term->kind == KG_TERM_IRI && kg_str_starts(term->value, own))
    KG_TRY(kg_buf_printf(buf, "%.*s%.*s", KG_STR_ARG(kg_buf_str(&b->loader->base)),
                         (int)(term->value.len - own.len), term->value.ptr + own.len));
  if (buf->len)
    term->value = kg_buf_str(buf);
  return KG_OK;
}

static kg_status
background_quad(void *self, const kg_quad *quad, kg_error *err)
{
  background *b = self;
  kg_quad q = *quad;
  q.graph = kg_term_iri(b->graph);
  KG_TRY(rename_term(b, &q.subject, &b->labels[0]));
  KG_TRY(rename_term(b, &q.object, &b->labels[1]));
  return b->sink->quad(b->sink->self, &q, err);
}

static kg_status
background_file(void *self, const char *path, kg_error *err)
{
  background *b = self;
  kg_source *source = NULL;
  KG_TRY(kg_source_open(path, &source, err));
  kg_sink sink = {.self = b, .quad = background_quad};
  b->file++;
  kg_status st =
      kg_read(b->loader->world, source, &(kg_read_options){.format = KG_FORMAT_TURTLE}, &sink, err);
  kg_source_close(source);
  return st;
}

kg_status
kg_loader_background(kg_loader *loader, const kg_sink *sink, kg_error *err)
{
  background b = {.loader = loader, .sink = sink, .graph = kg_buf_str(&loader->graphs[0])};
  kg_status st = kg__each_turtle(loader->folder, background_file, &b, err);
  b.graph = kg_buf_str(&loader->graphs[1]);
  if (!st && !(st = kg__loader_subfolder(loader, "gazetteer")))
    st = kg__each_turtle(loader->path.ptr, background_file, &b, err);
  kg_buf_release(&b.labels[0]);
  kg_buf_release(&b.labels[1]);
  return st;
}
