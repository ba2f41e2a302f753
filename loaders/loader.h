// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Documents in, claims out.

   A loader holds an ontology, a gazetteer and a lexicon, and turns documents into quads: the entities that a
   document names, and what it claims about them, each claim with its passage, stance, time and confidence. Nothing
   but the named files is opened. The same document gives the same quads in the same order. One thread at a time.
*/
#ifndef KG_LOADERS_LOADER_H
#define KG_LOADERS_LOADER_H

#include "kg/io.h"
#include "kg/limits.h"
#include "kg/rdf.h"

typedef struct kg_loader kg_loader;

typedef enum kg_document_format {
  KG_DOCUMENT_NONE = 0, ///< By the file's ending
  KG_DOCUMENT_TEXT,
  KG_DOCUMENT_MARKDOWN,
  KG_DOCUMENT_HTML
} kg_document_format;

/** The format of a name ("markdown", "md") or of a path's ending; KG_DOCUMENT_NONE if it is no document's. */
kg_document_format kg_document_format_from_name(kg_str name);
kg_document_format kg_document_format_from_path(kg_str path);

typedef struct kg_loader_options {
  const char *lexicon; ///< A Turtle file, instead of the folder's lexicon/
  kg_str base_iri;     ///< For entities, instead of https://w3id.org/seckg/id/; copied
} kg_loader_options;

/**
   Read an ontology folder: the .ttl files in it, in its gazetteer and in its lexicon folder.

   @param world    The caller's, used while the loader lives.
   @param options  May be null.
   @return KG_OK, or KG_ERR_IO, KG_ERR_DATA with the file's place, KG_ERR_NOMEM and `*loader` is null.
*/
kg_status kg_loader_open(kg_world *world, const char *folder, const kg_loader_options *options,
                         kg_loader **loader, kg_error *err);

/** Takes null. */
void kg_loader_close(kg_loader *loader);

typedef struct kg_extract_options {
  kg_document_format format;
  kg_str date;           ///< Of the document, YYYY, YYYY-MM or YYYY-MM-DD; empty: as its metadata say
  kg_str id;             ///< IRI of its graph; empty: as its metadata say, else BASE-IRI doc/NAME
  double min_confidence; ///< Leave out claims below
  kg_output *explain;    ///< Say for each claim what led to it; may be null
  const kg_limits *limits; ///< May be null
} kg_extract_options;

/**
   Extract one document into a sink.

   All quads are in the document's graph. `path` names the document and finds its sidecar, `NAME.json` in the same
   folder.

   @param source   Where to read from; null: the file at `path`.
   @param options  May be null.
   @return KG_OK; KG_ERR_DATA with the place for what is not UTF-8 or not text; KG_ERR_LIMIT for more than 2 GiB;
   KG_ERR_IO; what the sink returned.
*/
kg_status kg_loader_extract(kg_loader *loader, const char *path, kg_source *source,
                            const kg_extract_options *options, const kg_sink *sink, kg_error *err);

/** The IRI that the graph of this document would have, appended to `iri`. */
kg_status kg_loader_document_iri(kg_loader *loader, const char *path, const kg_extract_options *options,
                                 kg_buf *iri, kg_error *err);

/** Send the ontology and the gazetteer to a sink, each in its own graph. */
kg_status kg_loader_background(kg_loader *loader, const kg_sink *sink, kg_error *err);

/** Their IRIs, borrowed from the loader. */
kg_str kg_loader_ontology_graph(const kg_loader *loader);
kg_str kg_loader_gazetteer_graph(const kg_loader *loader);

/** A number that changes when any of the files that the loader read changes. */
uint64_t kg_loader_digest(const kg_loader *loader);

#endif
