// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   What a loader holds, for the files that serve it.
*/
#ifndef KG_LOADERS_LOADER_INSIDE_H
#define KG_LOADERS_LOADER_INSIDE_H

#include "loaders/learn/learned.h"
#include "loaders/loader.h"
#include "loaders/stages.h"

#include <pthread.h>

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

/** Sets `path` to a folder of the ontology's. */
kg_status kg__loader_subfolder(kg_loader *loader, const char *name);

/** An empty document, in the memory of one given back where there is one. Any thread may ask. */
kg_status kg__loader_take(kg_loader *loader, kg__document **doc);

/** What a document held is forgotten; its memory serves the next. */
void kg__loader_give_back(kg_loader *loader, kg__document *doc);

#endif
