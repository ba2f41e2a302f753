// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The loop over a document's sentences: names first, for the whole document, since a short form may stand
// before the full one; then, sentence by sentence, who does what to whom.

#include "loaders/loader.h"

#include "kg/base/map.h"
#include "kg/base/utf8.h"
#include "kg/base/vec.h"
#include "kg/vocab.h"
#include "loaders/iri.h"
#include "loaders/learn/learned.h"
#include "loaders/read/lines.h"
#include "loaders/read/read.h"
#include "loaders/stages.h"
#include "loaders/read/unicode.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

struct kg_loader {
  kg_world *world;
  char *folder, *lexicon_file;
  kg_buf base, graphs[2], path; ///< `graphs` of ontology and gazetteer
  kg__ontology ontology;
  kg__lexicon lexicon;
  kg__learned learned;
  kg__model model;
  pthread_mutex_t lock; ///< Of `spare`
  struct {
    kg__document **items;
    size_t n, capacity;
  } spare; ///< Documents that were freed: their memory serves again
  unsigned without;
  uint64_t digest;
  char version[17];
};

struct kg_document {
  kg_loader *loader;
  kg__document *doc;
  kg_buf source, iri;
  char digest[17];
  double min_confidence;
  const kg_limits *limits;
  bool extracted;
};

unsigned
kg_loader_part(kg_str name)
{
  static const char *const PARTS[] = {"parser", "coreference", "derivation", "learning"};
  for (unsigned i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
    if (kg_str_equal(name, kg_str_of(PARTS[i])))
      return 1u << i;
  }
  return 0;
}

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
  KG_TRY(subfolder(loader, "lexicon"));
  KG_TRY(kg__each_turtle(loader->path.ptr, digest_file, loader, err));
  KG_TRY(kg__graph_read_folder(graph, loader->world, loader->path.ptr, err));
  if (!loader->lexicon_file)
    return KG_OK;
  KG_TRY(digest_file(loader, loader->lexicon_file, err));
  return kg__graph_read_file(graph, loader->world, loader->lexicon_file, err);
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
set_up(kg_loader *loader, const kg_loader_options *options)
{
  static const char *const GRAPHS[] = {"graph/ontology", "graph/gazetteer"};
  kg_str base = options->base_iri.len ? options->base_iri : KG_STR(KG_NS_ID);
  loader->folder = options->ontology ? strdup(options->ontology) : NULL;
  loader->lexicon_file = options->lexicon ? strdup(options->lexicon) : NULL;
  if (!options->model)
    return KG_ERR_ARGUMENT;
  if (!loader->folder || (options->lexicon && !loader->lexicon_file))
    return options->ontology ? KG_ERR_NOMEM : KG_ERR_ARGUMENT;
  for (size_t i = 0; i < 2; i++)
    KG_TRY(kg_buf_printf(&loader->graphs[i], "%.*s%s", KG_STR_ARG(base), GRAPHS[i]));
  return kg_buf_add_str(&loader->base, base);
}

kg_status
kg_loader_open(kg_world *world, const kg_loader_options *options, kg_loader **loader, kg_error *err)
{
  kg__graph graph = {0};
  *loader = NULL;
  KG_TRY(kg__icu_load(err));
  kg_loader *l = *loader = calloc(1, sizeof *l);
  if (!l)
    return KG_ERR_NOMEM;
  l->world = world;
  l->without = options->without;
  pthread_mutex_init(&l->lock, NULL);
  kg_status st;
  if (!(st = set_up(l, options)) && !(st = kg__model_open(options->model, &l->model, err)) &&
      !(st = read_graph(l, &graph, err)) && !(st = kg__ontology_init(&l->ontology, &graph, err)))
    st = kg__lexicon_init(&l->lexicon, &graph, &l->ontology, err);
  if (!st)
    st = kg__learned_read(&l->learned, &graph, &l->ontology);
  kg__graph_release(&graph);
  snprintf(l->version, sizeof l->version, "%016llx", (unsigned long long)l->digest);
  if (st) {
    kg_loader_close(l);
    *loader = NULL;
  }
  return st;
}

static void
free_contents(kg__document *doc)
{
  if (doc)
    kg__document_release(doc);
  free(doc);
}

void
kg_loader_close(kg_loader *loader)
{
  if (!loader)
    return;
  for (size_t i = 0; i < loader->spare.n; i++)
    free_contents(loader->spare.items[i]);
  free(loader->spare.items);
  pthread_mutex_destroy(&loader->lock);
  kg__learned_release(&loader->learned);
  kg__model_close(&loader->model);
  kg__lexicon_release(&loader->lexicon);
  kg__ontology_release(&loader->ontology);
  kg_buf_release(&loader->base);
  kg_buf_release(&loader->graphs[0]);
  kg_buf_release(&loader->graphs[1]);
  kg_buf_release(&loader->path);
  free(loader->folder);
  free(loader->lexicon_file);
  free(loader);
}

static kg_status
read_sentence(kg__document *doc, const kg__sentence *s)
{
  KG_TRY(kg__sentence_tree(doc, s));          // what hangs on what
  KG_TRY(kg__sentence_times(doc, s));         // when things happen
  kg__sentence_tag(doc, s);                   // parts of speech
  KG_TRY(kg__sentence_chunk(doc, s));         // phrases and lists
  kg__sentence_clauses(doc, s);               // who is whose subject
  kg__sentence_arguments(doc, s);             // by the tree, where the words near it do not tell
  kg__sentence_modality(doc, s);              // how sure it is
  KG_TRY(kg__sentence_items(doc, s));         // who does what the items of a list say
  KG_TRY(kg__sentence_compounds(doc, s));     // who is called after whom
  KG_TRY(kg__sentence_pairs(doc, s));         // whom a name ties together
  KG_TRY(kg__sentence_structure(doc, s));     // what names and phrases say by their form
  KG_TRY(kg__sentence_beside(doc, s));        // what stands beside a name
  KG_TRY(kg__sentence_frames(doc, s));        // who does what to whom
  KG_TRY(kg__sentence_fields(doc, s));        // what a cooperation is about, told apart from it
  KG_TRY(kg__sentence_encounters(doc, s));    // meetings that no phrase names
  KG_TRY(kg__sentence_alike(doc, s));         // what is the same of another
  KG_TRY(kg__sentence_assets(doc, s));        // what forces do, and where
  KG_TRY(kg__sentence_contents(doc, s));      // what is part of what somebody has
  KG_TRY(kg__sentence_contingents(doc, s));   // whose people are there
  KG_TRY(kg__sentence_offices(doc, s));       // whose title stands beside a name
  KG_TRY(kg__sentence_joiners(doc, s));       // who takes part, if nobody is told
  KG_TRY(kg__sentence_nearest(doc, s));       // what could hardly be otherwise
  KG_TRY(kg__sentence_learned(doc, s));       // what other sentences have taught
  KG_TRY(kg__sentence_ellipsis(doc, s));      // "so will X"
  KG_TRY(kg__sentence_occurrences(doc, s));   // when its events take place
  KG_TRY(kg__sentence_remember(doc, s));      // for "both sides" of the next
  return KG_OK;
}

static kg_status
read_document(kg__document *doc, const kg_limits *limits, kg_error *err)
{
  KG_TRY(kg__document_segment(doc));
  KG_TRY(kg__document_name(doc));
  KG_TRY(kg__document_speakers(doc));
  for (size_t i = 0; i < doc->sentences.n; i++) {
    KG_TRY(kg_limits_check(limits, err));
    KG_TRY(read_sentence(doc, &doc->sentences.items[i]));
  }
  KG_TRY(kg__document_background(doc));
  kg__document_occurrences(doc);
  kg__document_sources(doc);
  return KG_OK;
}

static kg_status
name_document(kg_document *document, kg_str id)
{
  kg__document *doc = document->doc;
  if (!id.len)
    id = doc->identifier;
  if (id.len)
    return kg_buf_add_str(&document->iri, id);
  KG_TRY(kg_buf_add_str(&document->iri, kg_buf_str(&document->loader->base)));
  KG_TRY(kg_buf_add_str(&document->iri, KG_STR("doc/")));
  return kg__segment(doc->name, &document->iri);
}

static kg__document *
take_spare(kg_loader *loader)
{
  pthread_mutex_lock(&loader->lock);
  kg__document *doc = loader->spare.n ? loader->spare.items[--loader->spare.n] : NULL;
  pthread_mutex_unlock(&loader->lock);
  return doc;
}

static kg_status
new_contents(kg_loader *loader, kg__document **doc)
{
  if ((*doc = take_spare(loader)))
    return KG_OK;
  if (!(*doc = calloc(1, sizeof **doc)))
    return KG_ERR_NOMEM;
  kg_status st = kg__document_init(*doc, &loader->ontology, &loader->lexicon, &loader->model);
  bool learned = loader->learned.weights && !(loader->without & KG_WITHOUT_LEARNING);
  (*doc)->learned = learned ? &loader->learned : NULL;
  (*doc)->without = loader->without;
  if (st) {
    free(*doc);
    *doc = NULL;
  }
  return st;
}

static void
give_back(kg_loader *loader, kg__document *doc)
{
  if (!doc)
    return;
  kg__document_clear(doc);
  pthread_mutex_lock(&loader->lock);
  bool kept = !kg__vec_add(&loader->spare);
  if (kept)
    loader->spare.items[loader->spare.n - 1] = doc;
  pthread_mutex_unlock(&loader->lock);
  if (!kept)
    free_contents(doc);
}

// A document of the n-th line of a file of documents, or, without a line, of a file.
static kg_status
fill(kg_document *d, const char *path, const kg_document_options *options, const kg_str *line, size_t n,
     kg_error *err)
{
  kg__read_request request = {path, options->format, options->date};
  KG_TRY(new_contents(d->loader, &d->doc));
  KG_TRY(line ? kg__document_read_line(d->doc, &request, *line, n, &d->source, err)
              : kg__document_read(d->doc, &request, &d->source, err));
  KG_TRY(name_document(d, options->id));
  snprintf(d->digest, sizeof d->digest, "%016llx",
           (unsigned long long)XXH3_64bits(d->source.ptr, d->source.len));
  return KG_OK;
}

static kg_status
open_document(kg_loader *loader, const char *path, const kg_document_options *options, const kg_str *line,
              size_t n, kg_document **document, kg_error *err)
{
  kg_document *d = *document = calloc(1, sizeof *d);
  if (!d)
    return KG_ERR_NOMEM;
  d->loader = loader;
  d->min_confidence = options->min_confidence;
  d->limits = options->limits;
  kg_status st = fill(d, path, options, line, n, err);
  if (st) {
    kg_document_free(d);
    *document = NULL;
  }
  return st;
}

static kg_status
fill_with_text(kg_document *d, kg_str text, kg_error *err)
{
  KG_TRY(new_contents(d->loader, &d->doc));
  KG_TRY(kg_buf_add_str(&d->source, text));
  d->doc->source = d->doc->text = text.len ? kg_buf_str(&d->source) : KG_STR("");
  return kg_document_read(d, err);
}

kg_status
kg__document_of_text(kg_loader *loader, kg_str text, const kg_limits *limits, kg_document **document,
                     kg_error *err)
{
  kg_document *d = *document = calloc(1, sizeof *d);
  if (!d)
    return KG_ERR_NOMEM;
  d->loader = loader;
  d->limits = limits;
  kg_status st = fill_with_text(d, text, err);
  if (st) {
    kg_document_free(d);
    *document = NULL;
  }
  return st;
}

const kg__document *
kg__document_inside(const kg_document *document)
{
  return document->doc;
}

const kg__ontology *
kg__loader_ontology(const kg_loader *loader)
{
  return &loader->ontology;
}

static const kg_document_options DEFAULTS = {0};

kg_status
kg_document_open(kg_loader *loader, const char *path, const kg_document_options *options,
                 kg_document **document, kg_error *err)
{
  options = options ? options : &DEFAULTS;
  *document = NULL;
  if (kg__is_jsonl(path, options->format))
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "'%s' is a file of documents, not one", path);
  return open_document(loader, path, options, NULL, 0, document, err);
}

kg_str
kg_document_iri(const kg_document *document)
{
  return kg_buf_str(&document->iri);
}

kg_str
kg_document_digest(const kg_document *document)
{
  return kg_str_of(document->digest);
}

kg_status
kg_document_read(kg_document *document, kg_error *err)
{
  if (document->extracted)
    return KG_OK;
  document->extracted = true;
  return read_document(document->doc, document->limits, err);
}

kg_status
kg_document_emit(kg_document *document, const kg_sink *sink, kg_error *err)
{
  KG_TRY(kg_document_read(document, err));
  return kg__document_emit(document->doc, kg_buf_str(&document->loader->base), kg_buf_str(&document->iri),
                           document->min_confidence, sink, err);
}

kg_status
kg_document_explain(kg_document *document, kg_output *output, kg_error *err)
{
  KG_TRY(kg_document_read(document, err));
  return kg__document_explain(document->doc, document->min_confidence, output);
}

kg_status
kg_document_triples(kg_document *document, kg_output *output, kg_error *err)
{
  KG_TRY(kg_document_read(document, err));
  kg_str name = document->doc->label.len ? document->doc->label : kg_buf_str(&document->iri);
  return kg__document_triples(document->doc, name, document->min_confidence, output);
}

kg_document_counts
kg_document_count(const kg_document *document)
{
  const kg__document *doc = document->doc;
  kg_document_counts n = {0};
  for (size_t i = 0; i < doc->tokens.n; i++)
    n.words += !(doc->tokens.items[i].flags & KG__T_PUNCT);
  for (size_t i = 0; i < doc->entities.n; i++)
    n.entities += doc->entities.items[i].mentioned;
  for (size_t i = 0; i < doc->claims.n; i++)
    n.claims += doc->claims.items[i].confidence >= document->min_confidence;
  return n;
}

void
kg_document_free(kg_document *document)
{
  if (!document)
    return;
  give_back(document->loader, document->doc);
  kg_buf_release(&document->source);
  kg_buf_release(&document->iri);
  free(document);
}

// ---- the documents of a file

struct kg_documents {
  kg_loader *loader;
  const char *path;
  const kg_document_options *options;
  kg__lines lines; ///< Of a file of documents
  kg__map seen;    ///< Digests of the IRIs, to the number of their line
  bool many, done;
};

kg_status
kg_documents_open(kg_loader *loader, const char *path, const kg_document_options *options,
                  kg_documents **documents, kg_error *err)
{
  kg_documents *d = *documents = calloc(1, sizeof *d);
  if (!d)
    return KG_ERR_NOMEM;
  d->loader = loader;
  d->path = path;
  d->options = options ? options : &DEFAULTS;
  d->many = kg__is_jsonl(path, d->options->format);
  kg_status st = KG_OK;
  if (d->many && d->options->id.len)
    st = kg_error_set(err, KG_ERR_ARGUMENT, "--id cannot name all the documents of '%s'", path);
  else if (d->many)
    st = kg__lines_open(&d->lines, path, err);
  if (st) {
    kg_documents_close(d);
    *documents = NULL;
  }
  return st;
}

static kg_status
check_name(kg_documents *d, kg_str iri, kg_error *err)
{
  uint64_t digest = XXH3_64bits(iri.ptr, iri.len), *line;
  bool made;
  KG_TRY(
      kg__map_put(&d->seen, (kg_str){(const char *)&digest, sizeof digest}, d->lines.number, &line, &made));
  if (made)
    return KG_OK;
  kg_error_set(err, KG_ERR_DATA, "line %llu has the same id", (unsigned long long)*line);
  if (err) {
    kg_error_set_source(err, d->path, strlen(d->path));
    kg_error_set_place(err, d->lines.number, 0);
  }
  return KG_ERR_DATA;
}

kg_status
kg_documents_next(kg_documents *d, kg_document **document, kg_error *err)
{
  kg_str line;
  *document = NULL;
  if (d->done)
    return KG_DONE;
  d->done = !d->many;
  if (!d->many)
    return open_document(d->loader, d->path, d->options, NULL, 0, document, err);
  kg_status st = kg__lines_next(&d->lines, &line, err);
  d->done = st != KG_OK;
  if (st)
    return st;
  KG_TRY(open_document(d->loader, d->path, d->options, &line, d->lines.number, document, err));
  st = check_name(d, kg_document_iri(*document), err);
  if (st) {
    kg_document_free(*document);
    *document = NULL;
  }
  return st;
}

void
kg_documents_close(kg_documents *documents)
{
  if (!documents)
    return;
  kg__lines_close(&documents->lines);
  kg__map_release(&documents->seen);
  free(documents);
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
  if (!st && !(st = subfolder(loader, "gazetteer")))
    st = kg__each_turtle(loader->path.ptr, background_file, &b, err);
  kg_buf_release(&b.labels[0]);
  kg_buf_release(&b.labels[1]);
  return st;
}

kg_str
kg_loader_background_graph(const kg_loader *loader, size_t i)
{
  return i < 2 ? kg_buf_str(&loader->graphs[i]) : (kg_str){0};
}

kg_str
kg_loader_version(const kg_loader *loader)
{
  return kg_str_of(loader->version);
}
