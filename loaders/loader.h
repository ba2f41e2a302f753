// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Documents into claims: the public face of the loaders, and all that the command line uses of them.

   A loader holds the tables made from an ontology folder and can be used for any number of documents, also in
   several threads, one document in one of them at a time. A document is opened (read, decoded, its metadata
   known), asked for its IRI, and emitted into a sink: its metadata, the entities it mentions and its claims
   with their passages, as the ontology's contract says, all in the graph that its IRI names.
*/
#ifndef KG_LOADERS_LOADER_H
#define KG_LOADERS_LOADER_H

#include "kg/rdf.h"

typedef struct kg_loader kg_loader;
typedef struct kg_document kg_document;

/** Parts of the loaders that can be left out, to see what they add; as bits. */
enum {
  KG_WITHOUT_PARSER = 1,
  KG_WITHOUT_COREFERENCE = 2, ///< What pronouns, "both sides" and "the exercise" stand for
  KG_WITHOUT_DERIVATION = 4,  ///< Passives, nouns and adjectives for what a verb says
  KG_WITHOUT_LEARNING = 8     ///< What `kg_learn` has put into a lexicon
};

/** The bit of such a part by its name, or 0. */
unsigned kg_loader_part(kg_str name);

typedef struct kg_loader_options {
  const char *ontology; ///< Folder with *.ttl, gazetteer/ and lexicon/
  const char *lexicon;  ///< A further lexicon file; may be null
  const char *model;    ///< File of the trained tagger and parser
  unsigned without;     ///< KG_WITHOUT_
  kg_str base_iri;      ///< What IRIs of documents and entities begin with; empty: KG_NS_ID
} kg_loader_options;

/** Read the ontology, or its compiled cache, into tables.  Errors in its files tell file, line and column. */
kg_status kg_loader_open(kg_world *world, const kg_loader_options *options, kg_loader **loader,
                         kg_error *err);
void kg_loader_close(kg_loader *loader);

/** A digest of the ontology's content: another text when any of its files changed.  Borrowed from the loader.
 */
kg_str kg_loader_version(const kg_loader *loader);

/** The i-th graph that kg_loader_background() fills (ontology, gazetteer); an empty text past the last one.
 */
kg_str kg_loader_background_graph(const kg_loader *loader, size_t i);

/** Give the ontology and the gazetteer to a sink, in their own graphs. */
kg_status kg_loader_background(kg_loader *loader, const kg_sink *sink, kg_error *err);

typedef enum kg_document_format {
  KG_DOCUMENT_ANY = 0, ///< By the file's ending; plain text if that is not known
  KG_DOCUMENT_TEXT,
  KG_DOCUMENT_MARKDOWN,
  KG_DOCUMENT_HTML,
  KG_DOCUMENT_PDF,   ///< Through the program pdftotext; the source is the text that it gives
  KG_DOCUMENT_EMAIL, ///< The source is the decoded body
  KG_DOCUMENT_JSONL  ///< Many documents, an object a line: text, title, date, author, source, id, format
} kg_document_format;

/** The format of a name ("markdown", "md") or a media type; KG_DOCUMENT_ANY if not known. */
kg_document_format kg_document_format_from_name(kg_str name);

typedef struct kg_document_options {
  kg_document_format format;
  kg_str id;               ///< IRI of the document and its graph; empty: as the contract says
  kg_str date;             ///< YYYY, YYYY-MM or YYYY-MM-DD; empty: from sidecar, front matter or page
  double min_confidence;   ///< Claims below it are left out
  const kg_limits *limits; ///< May be null
} kg_document_options;

/**
   Read a document: `path` ("-" is standard input) and the sidecar beside it.

   Text is UTF-8, UTF-16 with a byte order mark, or what a page or the sidecar ("encoding") declares.
   KG_ERR_DATA with the place for text that is not that, or not text at all; KG_ERR_UNSUPPORTED for a PDF
   without pdftotext, and for a file of documents; KG_ERR_LIMIT; KG_ERR_IO.
*/
kg_status kg_document_open(kg_loader *loader, const char *path, const kg_document_options *options,
                           kg_document **document, kg_error *err);

/** The documents of a file, one after another: a cursor that also reads files of many documents. */
typedef struct kg_documents kg_documents;

/** `path` and what `options` hold are borrowed until kg_documents_close(). */
kg_status kg_documents_open(kg_loader *loader, const char *path, const kg_document_options *options,
                            kg_documents **documents, kg_error *err);

/** The next document, the caller's to free, also after the cursor; KG_DONE behind the last.  After
 * KG_ERR_DATA the next call goes on behind it. */
kg_status kg_documents_next(kg_documents *documents, kg_document **document, kg_error *err);

/** Takes null. */
void kg_documents_close(kg_documents *documents);

/** The IRI of the document and of its graph. */
kg_str kg_document_iri(const kg_document *document);

/** A digest of the document's content, in hexadecimal. */
kg_str kg_document_digest(const kg_document *document);

/** Find entities and claims, which the calls below do first if it was not done.  Documents of one loader may
 * be read in several threads. */
kg_status kg_document_read(kg_document *document, kg_error *err);

/** Give all quads to a sink. */
kg_status kg_document_emit(kg_document *document, const kg_sink *sink, kg_error *err);

/** Tell, for people, each claim with its passage, the rule and tokens behind it and the features of its
 * confidence. */
kg_status kg_document_explain(kg_document *document, kg_output *output, kg_error *err);

/** One line of JSON: {"id": ..., "triples": [{"sub": ..., "rel": ..., "obj": ...}]}, by labels. */
kg_status kg_document_triples(kg_document *document, kg_output *output, kg_error *err);

typedef struct kg_document_counts {
  size_t words;
  size_t entities;
  size_t claims;
} kg_document_counts;

kg_document_counts kg_document_count(const kg_document *document);

/** Takes null. */
void kg_document_free(kg_document *document);

#endif
