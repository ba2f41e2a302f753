// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** A JSON-LD context, as far as compacting needs it: which key and which short form say a term. */
#ifndef KG_RDF_JSONLD_CONTEXT_H
#define KG_RDF_JSONLD_CONTEXT_H

#include "kg/term.h"

#include <jansson.h>

typedef enum kg__coercion {
  KG__COERCE_NONE = 0,
  KG__COERCE_ID,
  KG__COERCE_VOCAB,
  KG__COERCE_TYPE
} kg__coercion;

/** How a key is defined; what it borrows lives as long as the context. */
typedef struct kg__jsonld_term {
  kg_str name;
  kg_str iri;
  kg__coercion coercion;
  kg_str type;        ///< With KG__COERCE_TYPE
  kg_str language;    ///< The default for strings, empty: none
  bool list, set;     ///< Its container
  bool prefix;        ///< May stand before a colon
  bool key;           ///< May be a property's key
  bool has_direction; ///< A default direction for strings
} kg__jsonld_term;

typedef struct kg__jsonld_context {
  json_t *json;   ///< As given, to embed; null: none, which is the expanded form
  json_t *merged; ///< All its definitions as one object
  kg_arena *arena;
  kg__jsonld_term *items;
  size_t n, capacity;
  kg_str vocab;
  kg__jsonld_term other; ///< What holds for keys without a definition
  const char *id_key, *type_key;
} kg__jsonld_context;

/**
   Take the text of a context, or of a document that has one; empty: the expanded form.

   KG_ERR_DATA if it is no JSON or no context, KG_ERR_UNSUPPORTED if it names another one to be fetched.
*/
kg_status kg__jsonld_context_init(kg__jsonld_context *c, kg_str text, kg_error *err);
void kg__jsonld_context_release(kg__jsonld_context *c);

/**
   Append the shortest form of an IRI: a term or vocabulary-relative if `vocab`, else a compact IRI, else
   whole.

   KG_ERR_DATA if it would be read as a compact IRI.
*/
kg_status kg__jsonld_compact(const kg__jsonld_context *c, kg_str iri, bool vocab, kg_buf *buf, kg_error *err);

/** The same for a property that has no key of its own: never a term. */
kg_status kg__jsonld_compact_key(const kg__jsonld_context *c, kg_str iri, kg_buf *buf, kg_error *err);

/** The best key for an object (null: a list) of a property, or null if none is defined. */
const kg__jsonld_term *kg__jsonld_key(const kg__jsonld_context *c, kg_str property, const kg_term *object);

/** Whether under that key a bare string is read as this term. */
bool kg__jsonld_fits(const kg__jsonld_term *key, const kg_term *object);

#endif
