// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Namespaces and the terms that the engine itself must know. */
#ifndef KG_VOCAB_H
#define KG_VOCAB_H

#define KG_NS_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define KG_NS_RDFS "http://www.w3.org/2000/01/rdf-schema#"
#define KG_NS_XSD "http://www.w3.org/2001/XMLSchema#"
#define KG_NS_OWL "http://www.w3.org/2002/07/owl#"
#define KG_NS_SKOS "http://www.w3.org/2004/02/skos/core#"
#define KG_NS_PROV "http://www.w3.org/ns/prov#"
#define KG_NS_OA "http://www.w3.org/ns/oa#"
#define KG_NS_SCHEMA "https://schema.org/"
#define KG_NS_DCTERMS "http://purl.org/dc/terms/"
#define KG_NS_WD "http://www.wikidata.org/entity/"
#define KG_NS_SEC "https://w3id.org/seckg/ontology#"
#define KG_NS_ID "https://w3id.org/seckg/id/"

#define KG_RDF_TYPE KG_NS_RDF "type"
#define KG_RDF_FIRST KG_NS_RDF "first"
#define KG_RDF_REST KG_NS_RDF "rest"
#define KG_RDF_NIL KG_NS_RDF "nil"
#define KG_RDF_SUBJECT KG_NS_RDF "subject"
#define KG_RDF_PREDICATE KG_NS_RDF "predicate"
#define KG_RDF_OBJECT KG_NS_RDF "object"
#define KG_RDF_REIFIES KG_NS_RDF "reifies"
#define KG_RDF_LANG_STRING KG_NS_RDF "langString"
#define KG_RDF_DIR_LANG_STRING KG_NS_RDF "dirLangString"
#define KG_RDFS_LABEL KG_NS_RDFS "label"

#define KG_XSD_STRING KG_NS_XSD "string"
#define KG_XSD_BOOLEAN KG_NS_XSD "boolean"
#define KG_XSD_INTEGER KG_NS_XSD "integer"
#define KG_XSD_DECIMAL KG_NS_XSD "decimal"
#define KG_XSD_DOUBLE KG_NS_XSD "double"
#define KG_XSD_FLOAT KG_NS_XSD "float"
#define KG_XSD_DATE KG_NS_XSD "date"
#define KG_XSD_DATE_TIME KG_NS_XSD "dateTime"
#define KG_XSD_GYEAR KG_NS_XSD "gYear"
#define KG_XSD_GYEAR_MONTH KG_NS_XSD "gYearMonth"

#endif
