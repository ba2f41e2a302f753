// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   RDF in and out: formats, readers, writers.

   A reader pushes what it reads into a sink; a writer is a sink; so is a store's loader.  Conversion is a
   reader into a writer.  Memory is bounded by the longest token and, for the pretty writers, by the graph.
*/
#ifndef KG_RDF_H
#define KG_RDF_H

#include "kg/io.h"
#include "kg/iri.h"
#include "kg/limits.h"
#include "kg/term.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum kg_format {
  KG_FORMAT_NONE = 0,
  KG_FORMAT_NTRIPLES,
  KG_FORMAT_NQUADS,
  KG_FORMAT_TURTLE,
  KG_FORMAT_TRIG,
  KG_FORMAT_RDFXML,
  KG_FORMAT_JSONLD,
  KG_FORMAT_RDFA, ///< This and the next three through raptor, chosen by name only, never by sniffing
  KG_FORMAT_RDFJSON,
  KG_FORMAT_RSS,
  KG_FORMAT_ATOM
} kg_format;

/** The format of a name ("turtle", "ttl"), or of a media type ("text/turtle"); KG_FORMAT_NONE if not known.
 */
KG_API kg_format kg_format_from_name(kg_str name);

/** The format that a file's ending tells, a .gz or .zst behind it left aside; KG_FORMAT_NONE if not known. */
KG_API kg_format kg_format_from_path(kg_str path);

/** The format that content looks like, from its first bytes; KG_FORMAT_NONE if none.  Never one of raptor's
 * own. */
KG_API kg_format kg_format_sniff(kg_str bytes);

/** Its name, such as "turtle", its media type, and whether it can hold named graphs.  Static. */
KG_API const char *kg_format_name(kg_format format);
KG_API const char *kg_format_media_type(kg_format format);
KG_API bool kg_format_has_graphs(kg_format format);
KG_API bool kg_format_can_write(kg_format format);

/** Takes what a reader gives.  Each function may be null, and may stop the reader with a status that is not
 * KG_OK. */
typedef struct kg_sink {
  void *self;
  kg_status (*quad)(void *self, const kg_quad *quad, kg_error *err); ///< Borrowed for the call
  kg_status (*prefix)(void *self, kg_str prefix, kg_str iri, kg_error *err);
  kg_status (*base)(void *self, kg_str iri, kg_error *err);
  kg_status (*skipped)(void *self, const kg_error *error,
                       kg_error *err); ///< With keep_going: a statement left out
} kg_sink;

/** State shared by readers and queries: the Redland libraries, loaded when first used.  One thread at a time.
 */
typedef struct kg_world kg_world;

/** Return a new world, or null when there is no memory.  Costs nothing until used. */
KG_API kg_world *kg_world_new(void);
KG_API void kg_world_free(kg_world *world);

/**
   For JSON-LD: fetch the context that an IRI names, by appending the text of its document.

   KG_ERR_NOT_FOUND, or another status with a reason in `err`, if it is not to be had: that becomes "loading
   remote context failed".
*/
typedef kg_status (*kg_jsonld_load)(void *self, kg_str iri, kg_buf *document, kg_error *err);

typedef struct kg_read_options {
  kg_format format;        ///< KG_FORMAT_NONE: by the source's name, then by content
  kg_str base;             ///< Base IRI; empty: the file: IRI of the source's name
  kg_term graph;           ///< Put triples of the default graph here, if it is not KG_TERM_NONE
  bool keep_going;         ///< Skip a bad statement from its fault on, tell sink->skipped, go on; in RDF/XML
                           ///< an element with all that is in it, in JSON-LD an item of the array or of
                           ///< "@graph" that the document is
  size_t max_literal;      ///< Bytes of one token; 0: 64 MiB
  size_t json_whole;       ///< JSON-LD up to so many bytes is read as a whole; 0: 8 MiB
  const kg_limits *limits; ///< May be null
  kg_jsonld_load load;     ///< For contexts that JSON-LD names; null: there are none
  void *load_self;
} kg_read_options;

/**
   Read `source` to its end into `sink`.

   Blank node labels are as in the source; whoever mixes sources keeps them apart.  Nodes without a label are
   "anon1", "anon2" ..., so that the same source gives the same labels; a label of the source's own that looks
   like one of those gets an x ("anonx1").  Language tags come in lower case, relative IRIs resolved.
   Nothing but the source is opened: no network, no other file, no external entities.  Nesting is limited to
   1000 levels.  The formats chosen by name go through raptor2, the others do not.  Of the entities of an XML
   document only short ones of plain text are read.  RDF/XML keeps each rdf:ID, which must be unique.

   JSON-LD larger than `json_whole` is read piece by piece, in constant memory, if it is an array of nodes, or
   an object with "@context" and behind it "@graph", an array of nodes: a quad that several of them state
   comes several times, and what follows "@graph" is KG_ERR_LIMIT unless it says nothing.  If it is neither,
   it is held in memory up to 1 GiB.

   @param options  May be null for all defaults.
   @return KG_OK; KG_ERR_DATA with line and column; KG_ERR_LIMIT; KG_ERR_UNSUPPORTED for an unknown format;
   what the source or the sink returned.  With keep_going KG_ERR_DATA only if the source cannot be read on.
*/
KG_API kg_status kg_read(kg_world *world, kg_source *source, const kg_read_options *options,
                         const kg_sink *sink, kg_error *err);

/** Writes RDF.  Give it quads in any order, finish it, free it. */
typedef struct kg_writer kg_writer;

typedef struct kg_write_options {
  kg_format format;
  const kg_namespaces *namespaces; ///< For prefixes, borrowed; null: none
  kg_str base;                     ///< Written IRIs are not made relative to it; Turtle's @base only
  bool streaming;    ///< Write each quad at once, unsorted: constant memory (always so for line formats)
  bool canonical;    ///< Canonical N-Triples/N-Quads (RDF 1.2): sorted, no duplicates
  bool union_graphs; ///< Named graphs into a triples-only format: their union; else KG_ERR_DATA
  kg_str context;    ///< JSON-LD: text of the context to compact with, copied; empty: expanded form
  kg_str frame; ///< JSON-LD: text of a frame to write by, with its own context; `context` is not used then
  kg_jsonld_load load; ///< For contexts that `context` or `frame` name; null: there are none
  void *load_self;
} kg_write_options;

/** Open a writer to `output`, both the caller's. */
KG_API kg_status kg_writer_open(kg_output *output, const kg_write_options *options, kg_writer **writer,
                                kg_error *err);

/** Write one quad.  Copies what it keeps. */
KG_API kg_status kg_writer_quad(kg_writer *writer, const kg_quad *quad, kg_error *err);

/** A sink that writes here; prefixes that a reader reports are used where the format has them. */
KG_API kg_sink kg_writer_sink(kg_writer *writer);

/** Write what is left and flush the output. */
KG_API kg_status kg_writer_finish(kg_writer *writer, kg_error *err);

/** Takes null. */
KG_API void kg_writer_free(kg_writer *writer);

#ifdef __cplusplus
}
#endif

#endif
