// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Opening what documents are read with: ontology, gazetteer, lexicon and model.

#include "loaders/loader_inside.h"

#include "kg/base/vec.h"
#include "kg/vocab.h"
#include "loaders/read/unicode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

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

kg_status
kg__loader_subfolder(kg_loader *loader, const char *name)
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
  KG_TRY(kg__loader_subfolder(loader, "lexicon"));
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
  KG_TRY(kg__loader_subfolder(loader, "gazetteer"));
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

static kg__document *
take_spare(kg_loader *loader)
{
  pthread_mutex_lock(&loader->lock);
  kg__document *doc = loader->spare.n ? loader->spare.items[--loader->spare.n] : NULL;
  pthread_mutex_unlock(&loader->lock);
  return doc;
}

kg_status
kg__loader_take(kg_loader *loader, kg__document **doc)
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

void
kg__loader_give_back(kg_loader *loader, kg__document *doc)
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

const kg__ontology *
kg__loader_ontology(const kg_loader *loader)
{
  return &loader->ontology;
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
