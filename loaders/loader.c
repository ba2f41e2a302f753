// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The loop over a document's sentences: names first, for the whole document, since a short form may stand before
// the full one; then, sentence by sentence, who does what to whom.

#include "loaders/loader.h"

#include "kg/base/utf8.h"
#include "kg/vocab.h"
#include "loaders/iri.h"
#include "loaders/read.h"
#include "loaders/stages.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

struct kg_loader {
  kg_world *world;
  char *folder, *lexicon_file;
  kg_buf base, ontology_graph, gazetteer_graph;
  kg__ontology ontology;
  kg__lexicon lexicon;
  kg__document doc;
  kg_buf source, path;
  uint64_t digest;
};

static kg_status
subfolder(kg_loader *loader, const char *name)
{
  kg_buf_clear(&loader->path);
  KG_TRY(kg_buf_printf(&loader->path, "%s/%s", loader->folder, name));
  return kg_buf_add_char(&loader->path, '\0');
}

static kg_status
digest_file(void *self, const char *path, kg_error *err)
{
  kg_loader *loader = self;
  kg_source *source = NULL;
  KG_TRY(kg_source_open(path, &source, err));
  kg_buf bytes = {0};
  kg_status st = kg_source_read_all(source, 0, &bytes, err);
  if (!st)
    loader->digest = XXH3_64bits_withSeed(bytes.ptr, bytes.len, loader->digest);
  kg_buf_release(&bytes);
  kg_source_close(source);
  return st;
}

static kg_status
read_lexicon(kg_loader *loader, kg__graph *graph, kg_error *err)
{
  if (!loader->lexicon_file) {
    KG_TRY(subfolder(loader, "lexicon"));
    KG_TRY(kg__each_turtle(loader->path.ptr, digest_file, loader, err));
    return kg__graph_read_folder(graph, loader->world, loader->path.ptr, err);
  }
  kg_source *source = NULL;
  KG_TRY(digest_file(loader, loader->lexicon_file, err));
  KG_TRY(kg_source_open(loader->lexicon_file, &source, err));
  kg_status st = kg__graph_read(graph, loader->world, source, err);
  kg_source_close(source);
  return st;
}

static kg_status
read_graph(kg_loader *loader, kg__graph *graph, kg_error *err)
{
  KG_TRY(kg__each_turtle(loader->folder, digest_file, loader, err));
  KG_TRY(kg__graph_read_folder(graph, loader->world, loader->folder, err));
  KG_TRY(subfolder(loader, "gazetteer"));
  KG_TRY(kg__each_turtle(loader->path.ptr, digest_file, loader, err));
  KG_TRY(kg__graph_read_folder(graph, loader->world, loader->path.ptr, err));
  KG_TRY(read_lexicon(loader, graph, err));
  return kg__graph_sort(graph);
}

static kg_status
set_up(kg_loader *loader, const char *folder, const kg_loader_options *options)
{
  kg_str base = options && options->base_iri.len ? options->base_iri : KG_STR(KG_NS_ID);
  const char *lexicon = options ? options->lexicon : NULL;
  loader->folder = strdup(folder);
  loader->lexicon_file = lexicon ? strdup(lexicon) : NULL;
  if (!loader->folder || (lexicon && !loader->lexicon_file))
    return KG_ERR_NOMEM;
  KG_TRY(kg_buf_add_str(&loader->base, base));
  KG_TRY(kg_buf_printf(&loader->ontology_graph, "%.*sgraph/ontology", KG_STR_ARG(base)));
  return kg_buf_printf(&loader->gazetteer_graph, "%.*sgraph/gazetteer", KG_STR_ARG(base));
}

kg_status
kg_loader_open(kg_world *world, const char *folder, const kg_loader_options *options, kg_loader **loader,
               kg_error *err)
{
  kg__graph graph = {0};
  kg_loader *l = *loader = calloc(1, sizeof *l);
  if (!l)
    return KG_ERR_NOMEM;
  l->world = world;
  kg_status st;
  if (!(st = set_up(l, folder, options)) && !(st = read_graph(l, &graph, err)) &&
      !(st = kg__ontology_init(&l->ontology, &graph, err)) &&
      !(st = kg__lexicon_init(&l->lexicon, &graph, &l->ontology, err)))
    st = kg__document_init(&l->doc, &l->ontology, &l->lexicon);
  kg__graph_release(&graph);
  if (st) {
    kg_loader_close(l);
    *loader = NULL;
  }
  return st;
}

void
kg_loader_close(kg_loader *loader)
{
  if (!loader)
    return;
  kg__document_release(&loader->doc);
  kg__lexicon_release(&loader->lexicon);
  kg__ontology_release(&loader->ontology);
  kg_buf_release(&loader->base);
  kg_buf_release(&loader->ontology_graph);
  kg_buf_release(&loader->gazetteer_graph);
  kg_buf_release(&loader->source);
  kg_buf_release(&loader->path);
  free(loader->folder);
  free(loader->lexicon_file);
  free(loader);
}

static kg_status
read_sentence(kg__document *doc, const kg__sentence *s)
{
  KG_TRY(kg__sentence_times(doc, s));     // when things happen
  kg__sentence_tag(doc, s);               // parts of speech
  KG_TRY(kg__sentence_chunk(doc, s));     // phrases and lists
  kg__sentence_clauses(doc, s);           // who is whose subject
  kg__sentence_modality(doc, s);          // how sure it is
  KG_TRY(kg__sentence_structure(doc, s)); // what names and phrases say by their form
  KG_TRY(kg__sentence_frames(doc, s));    // who does what to whom
  kg__sentence_remember(doc, s);          // for "both sides" of the next
  return KG_OK;
}

static kg_status
read_document(kg__document *doc, const kg_limits *limits, kg_error *err)
{
  KG_TRY(kg__document_segment(doc));
  KG_TRY(kg__document_name(doc));
  for (size_t i = 0; i < doc->sentences.n; i++) {
    KG_TRY(kg_limits_check(limits, err));
    KG_TRY(read_sentence(doc, &doc->sentences.items[i]));
  }
  return KG_OK;
}

static kg_status
document_iri(kg_loader *loader, const kg_extract_options *options, kg_buf *iri)
{
  kg__document *doc = &loader->doc;
  kg_str id = options && options->id.len ? options->id : doc->identifier;
  if (id.len)
    return kg_buf_add_str(iri, id);
  KG_TRY(kg_buf_add_str(iri, kg_buf_str(&loader->base)));
  KG_TRY(kg_buf_add_str(iri, KG_STR("doc/")));
  return kg__segment(doc->name, iri);
}

static kg_status
extract(kg_loader *loader, const char *path, kg_source *source, const kg_extract_options *options,
        const kg_sink *sink, kg_buf *iri, kg_error *err)
{
  kg__document *doc = &loader->doc;
  kg__read_request request = {path, source, options ? options->format : KG_DOCUMENT_NONE,
                              options ? options->date : (kg_str){0}};
  kg__document_clear(doc);
  KG_TRY(kg__document_read(doc, &request, &loader->source, err));
  KG_TRY(document_iri(loader, options, iri));
  if (!sink)
    return KG_OK;
  double least = options ? options->min_confidence : 0;
  KG_TRY(read_document(doc, options ? options->limits : NULL, err));
  KG_TRY(kg__document_emit(doc, kg_buf_str(&loader->base), kg_buf_str(iri), least, sink, err));
  return options && options->explain ? kg__document_explain(doc, least, options->explain) : KG_OK;
}

kg_status
kg_loader_extract(kg_loader *loader, const char *path, kg_source *source, const kg_extract_options *options,
                  const kg_sink *sink, kg_error *err)
{
  kg_buf iri = {0};
  kg_status st = extract(loader, path, source, options, sink, &iri, err);
  kg_buf_release(&iri);
  return st;
}

kg_status
kg_loader_document_iri(kg_loader *loader, const char *path, const kg_extract_options *options, kg_buf *iri,
                       kg_error *err)
{
  return extract(loader, path, NULL, options, NULL, iri, err);
}

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
  kg_status st = kg_read(b->loader->world, source, &(kg_read_options){.format = KG_FORMAT_TURTLE}, &sink, err);
  kg_source_close(source);
  return st;
}

kg_status
kg_loader_background(kg_loader *loader, const kg_sink *sink, kg_error *err)
{
  background b = {.loader = loader, .sink = sink, .graph = kg_loader_ontology_graph(loader)};
  kg_status st = kg__each_turtle(loader->folder, background_file, &b, err);
  b.graph = kg_loader_gazetteer_graph(loader);
  if (!st && !(st = subfolder(loader, "gazetteer")))
    st = kg__each_turtle(loader->path.ptr, background_file, &b, err);
  kg_buf_release(&b.labels[0]);
  kg_buf_release(&b.labels[1]);
  return st;
}

kg_str
kg_loader_ontology_graph(const kg_loader *loader)
{
  return kg_buf_str(&loader->ontology_graph);
}

kg_str
kg_loader_gazetteer_graph(const kg_loader *loader)
{
  return kg_buf_str(&loader->gazetteer_graph);
}

uint64_t
kg_loader_digest(const kg_loader *loader)
{
  return loader->digest;
}
