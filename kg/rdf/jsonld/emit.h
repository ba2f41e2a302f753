// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   A document that is written node by node, expanded or compacted with a context.

   What was made in the run of an emitter is forgotten where its user says, so that memory does not grow with
   the document.  All but kg__emitter_init() and kg__emitter_release() are called within kg__jsonld_guard().
*/
#ifndef KG_RDF_JSONLD_EMIT_H
#define KG_RDF_JSONLD_EMIT_H

#include "kg/rdf/jsonld/jsonld.h"

typedef struct kg__emitter {
  kg__jsonld run;
  kg_jsonld_options options;
  kg_output *output;
  kg_buf context_text;           ///< Empty: expanded
  const kg_namespaces *prefixes; ///< For the context to have too, where it has no such; may be null
  kg__json *context;
  const kg__context *active; ///< Null: expanded
  kg_buf graph;              ///< Name of the graph that is open, empty: the default graph
  kg_buf text;               ///< On its way to the output
  bool begun, any;           ///< `any`: something stands already in the array that is open
} kg__emitter;

/** `context` is copied; empty: the expanded form. */
kg_status kg__emitter_init(kg__emitter *e, kg_output *output, const kg_write_options *options, kg_error *err);
void kg__emitter_release(kg__emitter *e);

/** Nodes from here on are of this graph: an IRI, a blank node's "_:label", or nothing for the default graph.
 */
void kg__emit_graph(kg__emitter *e, kg_str name);

/** Write a node object in expanded form. */
void kg__emit_node(kg__emitter *e, kg__json *node);

/** Between nodes: forget all that was made so far, if it is much. */
void kg__emitter_forget(kg__emitter *e);

/** End the document. */
void kg__emit_end(kg__emitter *e);

/** IRI or "_:label", as the run's own copy. */
kg_str kg__emitter_name(kg__emitter *e, const kg_term *term);

/** Add a value in expanded form to what a node says of a property: a text for "@type", else an object. */
void kg__emitter_add(kg__emitter *e, kg__json *node, kg_str property, kg__json *value);

/** Add the object of a statement; KG_ERR_UNSUPPORTED for a triple term. */
void kg__emitter_add_term(kg__emitter *e, kg__json *node, kg_str property, const kg_term *object);

/** What stands for a term: {"@id"} or a value object. */
kg__json *kg__emitter_value(kg__emitter *e, const kg_term *term);

#endif
