// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** The reader of RDF/XML: its state, and its parts: attributes, grammar, XML literals. */
#ifndef KG_RDF_RDFXML_H
#define KG_RDF_RDFXML_H

#include "kg/base/map.h"
#include "kg/rdf/read.h"

#include <expat.h>

/** The name of an element or attribute, borrowed from the parser. */
typedef struct kg__rdfxml_name {
  kg_str space, local, prefix; ///< Empty where there is none
} kg__rdfxml_name;

kg__rdfxml_name kg__rdfxml_name_of(const XML_Char *text);

/** What an element is, and so what may stand in it. */
typedef enum kg__rdfxml_kind {
  KG__RDFXML_DOCUMENT,   ///< Not an element: holds the root
  KG__RDFXML_RDF,        ///< rdf:RDF: node elements
  KG__RDFXML_NODE,       ///< Property elements
  KG__RDFXML_PROPERTY,   ///< Text or one node element
  KG__RDFXML_EMPTY,      ///< A property whose object is told by attributes
  KG__RDFXML_COLLECTION, ///< Node elements
  KG__RDFXML_TRIPLE,     ///< One node element that makes one statement
  KG__RDFXML_LITERAL,    ///< An XML literal, and what is in it
  KG__RDFXML_IGNORED
} kg__rdfxml_kind;

/** An open element.  One for each depth, used again and again. */
typedef struct kg__rdfxml_level {
  kg__rdfxml_kind kind;
  kg_arena *text; ///< Of the terms here
  kg_str name;    ///< As in the source
  kg_str base, language;
  kg_direction direction;
  bool is_12; ///< In the scope of an rdf:version of 1.2
  kg_term subject, predicate;
  kg_str datatype;
  kg_str id;          ///< IRI of the statement's reification; null: none
  kg_term annotation; ///< Its reifier; of no kind: none
  bool has_object;
  uint64_t n_li;
  uint64_t n_cells; ///< Of a collection
  char cells[2][KG__ANON_SIZE];
  kg_term triple[3];
  bool has_triple;
  struct kg__rdfxml_level *outer_triple;
  size_t n_declared; ///< Prefixes that an XML literal had declared before this element
} kg__rdfxml_level;

typedef struct kg__rdfxml {
  kg__reading *r;
  kg_error *err;
  kg_status st; ///< Why the parser was stopped
  XML_Parser parser;
  kg__rdfxml_level *levels[KG__DEPTH_XML + 2];
  size_t depth;             ///< levels[depth] is the innermost open element
  kg__rdfxml_level *triple; ///< Statements go into this triple term; null: to the sink
  kg_buf content;           ///< Text of the innermost property
  kg_buf scratch;
  kg__map ids;
  kg_namespaces *prefixes; ///< The first thousand that were declared, wherever; for messages
  size_t n_entities;
  struct {
    kg__rdfxml_name *items;
    size_t n, capacity;
  } declared; ///< Prefixes and namespaces that the XML literal declares around here
} kg__rdfxml;

/** Set the error at the place of the parser.  Returns the status. */
kg_status kg__rdfxml_fail(kg__rdfxml *x, kg_status status, const char *format, ...) KG_PRINTF(3, 4);
kg_status kg__rdfxml_nomem(kg__rdfxml *x);

/** The same, KG_ERR_DATA, `offset` bytes behind the place of the parser. */
kg_status kg__rdfxml_fail_at(kg__rdfxml *x, size_t offset, const char *format, ...) KG_PRINTF(3, 4);

/** The error of a start tag with a prefix that is not declared: which one, and which was meant. */
kg_status kg__rdfxml_unknown_prefix(kg__rdfxml *x);

/** Append to the content within the limit of one token. */
kg_status kg__rdfxml_add(kg__rdfxml *x, kg_str s);

// ---- rdfxml_attributes.c

typedef enum kg__rdfxml_attribute {
  KG__RDFXML_BASE,
  KG__RDFXML_LANG,
  KG__RDFXML_DIR,
  KG__RDFXML_VERSION,
  KG__RDFXML_ID,
  KG__RDFXML_ABOUT,
  KG__RDFXML_RESOURCE,
  KG__RDFXML_NODE_ID,
  KG__RDFXML_DATATYPE,
  KG__RDFXML_PARSE_TYPE,
  KG__RDFXML_ANNOTATION,
  KG__RDFXML_ANNOTATION_NODE_ID,
  KG__RDFXML_N_SYNTAX, ///< So many have a meaning of their own
  KG__RDFXML_PROPERTY_ATTRIBUTE = KG__RDFXML_N_SYNTAX,
  KG__RDFXML_OTHER, ///< Means nothing here
  KG__RDFXML_FORBIDDEN,
  KG__RDFXML_UNQUALIFIED
} kg__rdfxml_attribute;

typedef struct kg__rdfxml_attributes {
  kg_str values[KG__RDFXML_N_SYNTAX]; ///< Null: not there
  size_t n_properties;
  const XML_Char **all;
} kg__rdfxml_attributes;

kg__rdfxml_attribute kg__rdfxml_attribute_of(const kg__rdfxml_name *name);

/** Sort out the attributes and apply those that have a scope to the level. */
kg_status kg__rdfxml_attributes_read(kg__rdfxml *x, kg__rdfxml_level *level, const XML_Char **all,
                                     kg__rdfxml_attributes *out);

/** A reference resolved against the level's base, and checked. */
kg_status kg__rdfxml_resolve(kg__rdfxml *x, kg__rdfxml_level *level, kg_str reference, kg_str *iri);

/** The IRI of a name. */
kg_status kg__rdfxml_name_iri(kg__rdfxml *x, kg__rdfxml_level *level, const kg__rdfxml_name *name,
                              kg_str *iri);

/** The IRI that an rdf:ID makes, which must be new. */
kg_status kg__rdfxml_id(kg__rdfxml *x, kg__rdfxml_level *level, kg_str id, kg_str *iri);

/** The blank node of an rdf:nodeID; and a new one. */
kg_status kg__rdfxml_node_id(kg__rdfxml *x, kg__rdfxml_level *level, kg_str label, kg_term *term);
kg_status kg__rdfxml_anon(kg__rdfxml *x, kg__rdfxml_level *level, kg_term *term);

// ---- rdfxml_grammar.c: an element begins in one of the kind, or ends

kg_status kg__rdfxml_element(kg__rdfxml *x, kg__rdfxml_level *parent, kg__rdfxml_level *level,
                             const kg__rdfxml_name *name, const XML_Char **attributes);
kg_status kg__rdfxml_element_end(kg__rdfxml *x, kg__rdfxml_level *level);
kg_status kg__rdfxml_text(kg__rdfxml *x, kg__rdfxml_level *level, kg_str text);

// ---- rdfxml_literal.c: what is in an XML literal, as exclusive canonical XML with comments

kg_status kg__rdfxml_literal_start(kg__rdfxml *x, kg__rdfxml_level *level, const kg__rdfxml_name *name,
                                   const XML_Char **attributes);
kg_status kg__rdfxml_literal_end(kg__rdfxml *x, kg__rdfxml_level *level);
kg_status kg__rdfxml_literal_text(kg__rdfxml *x, kg_str text);
kg_status kg__rdfxml_literal_comment(kg__rdfxml *x, kg_str text);
kg_status kg__rdfxml_literal_instruction(kg__rdfxml *x, kg_str target, kg_str data);

#endif
