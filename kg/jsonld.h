// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   JSON-LD 1.1: expansion, compaction, flattening, framing, and RDF to and from it (the API and Framing
   specifications of W3C, 2020-07-16).

   Text in, text out.  Remote contexts come from the caller's loader and from nowhere else: without one,
   nothing is opened.  A failure that the specifications give a code for has it at the start of its message,
   as in "invalid local context: ...", and the place in the document.
*/
#ifndef KG_JSONLD_H
#define KG_JSONLD_H

#include "kg/rdf.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum kg_jsonld_mode { KG_JSONLD_1_1 = 0, KG_JSONLD_1_0 } kg_jsonld_mode;

/** What becomes of a string's base direction in RDF (and from what in RDF it is made). */
typedef enum kg_jsonld_direction {
  KG_JSONLD_DIRECTION_NONE = 0, ///< It is left out, as the specification has it by default
  KG_JSONLD_DIRECTION_I18N,     ///< "i18n-datatype"
  KG_JSONLD_DIRECTION_COMPOUND, ///< "compound-literal"
  KG_JSONLD_DIRECTION_TERM      ///< rdf:dirLangString of RDF 1.2 where there is a language, else left out
} kg_jsonld_direction;

typedef enum kg_jsonld_embed {
  KG_JSONLD_EMBED_ONCE = 0,
  KG_JSONLD_EMBED_ALWAYS,
  KG_JSONLD_EMBED_NEVER,
  KG_JSONLD_EMBED_FIRST, ///< This and the next are of JSON-LD 1.0
  KG_JSONLD_EMBED_LAST
} kg_jsonld_embed;

typedef enum kg_jsonld_choice { KG_JSONLD_DEFAULT = 0, KG_JSONLD_YES, KG_JSONLD_NO } kg_jsonld_choice;

/** All zero is the specifications' defaults.  Texts are borrowed for the call. */
typedef struct kg_jsonld_options {
  kg_str base;                   ///< IRI of the document; empty: none, and relative IRIs stay so
  kg_str source;                 ///< Name of the document in messages
  kg_str expand_context;         ///< Text of a context that holds before the document's own
  kg_jsonld_mode mode;           ///< processingMode
  bool ordered;                  ///< Keys in alphabetical order
  bool keep_arrays;              ///< compactArrays: false
  bool keep_absolute;            ///< compactToRelative: false
  bool generalized;              ///< produceGeneralizedRdf: blank nodes as predicates
  bool native_types;             ///< useNativeTypes: RDF's numbers and booleans become JSON's
  bool rdf_type;                 ///< useRdfType: rdf:type stays a property
  kg_jsonld_direction direction; ///< rdfDirection
  kg_jsonld_embed embed;
  bool explicit_only; ///< explicit: only properties that the frame names
  bool omit_default;
  bool require_all;
  bool frame_default;          ///< Frame the default graph even where the frame has no @graph
  kg_jsonld_choice omit_graph; ///< By default yes, but for 1.0
  kg_jsonld_load load;         ///< May be null
  void *load_self;
  const kg_limits *limits; ///< May be null; `memory` bounds the trees built
} kg_jsonld_options;

/**
   Expand a document.  Appends JSON to `out`.

   @param options  May be null.
   @return KG_OK; KG_ERR_DATA; KG_ERR_LIMIT (nested deeper than 1024, too much memory); KG_ERR_NOMEM; what
   the limits say.  After a failure `out` is as it was.
*/
KG_API kg_status kg_jsonld_expand(kg_str document, const kg_jsonld_options *options, kg_buf *out,
                                  kg_error *err);

/** The same, compacted with a context: its text, or that of a document that has it as its "@context". */
KG_API kg_status kg_jsonld_compact(kg_str document, kg_str context, const kg_jsonld_options *options,
                                   kg_buf *out, kg_error *err);

/** Flatten, and compact if `context` is not empty. */
KG_API kg_status kg_jsonld_flatten(kg_str document, kg_str context, const kg_jsonld_options *options,
                                   kg_buf *out, kg_error *err);

/** Frame, and compact with the frame's own context. */
KG_API kg_status kg_jsonld_frame(kg_str document, kg_str frame, const kg_jsonld_options *options, kg_buf *out,
                                 kg_error *err);

/** The quads of a document, into a sink.  Blank nodes are b0, b1 ... */
KG_API kg_status kg_jsonld_to_rdf(kg_str document, const kg_jsonld_options *options, const kg_sink *sink,
                                  kg_error *err);

/** RDF to JSON-LD: give it all quads, then take the document. */
typedef struct kg_jsonld_builder kg_jsonld_builder;

/** `options` and what it borrows must live as long as the builder. */
KG_API kg_status kg_jsonld_builder_new(const kg_jsonld_options *options, kg_jsonld_builder **builder,
                                       kg_error *err);

/** Copies the quad.  KG_ERR_UNSUPPORTED for triple terms, which JSON-LD 1.1 does not have. */
KG_API kg_status kg_jsonld_builder_quad(kg_jsonld_builder *builder, const kg_quad *quad, kg_error *err);

/** A sink that gives its quads to the builder. */
KG_API kg_sink kg_jsonld_builder_sink(kg_jsonld_builder *builder);

/**
   Append the document: expanded, or compacted with `context`, or framed with `frame`, whichever is not empty.

   Once only.
*/
KG_API kg_status kg_jsonld_builder_finish(kg_jsonld_builder *builder, kg_str context, kg_str frame,
                                          kg_buf *out, kg_error *err);

/** Takes null. */
KG_API void kg_jsonld_builder_free(kg_jsonld_builder *builder);

#ifdef __cplusplus
}
#endif

#endif
