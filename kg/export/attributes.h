// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What nodes and edges carry besides label and ends: one table for all formats. */
#ifndef KG_EXPORT_ATTRIBUTES_H
#define KG_EXPORT_ATTRIBUTES_H

#include "kg/export/projection.h"

typedef enum kg__attribute_type { KG__TEXT, KG__INTEGER, KG__NUMBER } kg__attribute_type;

typedef struct kg__attribute {
  const char *name;
  kg__attribute_type type;
} kg__attribute;

/** Those of nodes and of edges; ended by a null name. */
extern const kg__attribute kg__node_attributes[];
extern const kg__attribute kg__edge_attributes[];

/** The value of the i-th attribute, in the projection's arena; empty where there is none. */
kg_status kg__node_value(kg__projection *projection, const kg__node_view *node, size_t i, kg_str *value,
                         kg_error *err);
kg_status kg__edge_value(kg__projection *projection, const kg__edge_view *edge, size_t i, kg_str *value,
                         kg_error *err);

/** The claim that a node or an edge stands for, or null. */
const kg__claim_view *kg__node_claim(const kg__projection *projection, const kg__node_view *node);
const kg__claim_view *kg__edge_claim(const kg__projection *projection, const kg__edge_view *edge);

/** First and last day as xsd:date; empty where they are not known. */
void kg__claim_days(const kg__claim_view *claim, char first[16], char last[16]);

/** A colour for the class, as `#rrggbb`: the same class has the same one in every export. */
const char *kg__class_colour(kg_str class_iri);

#endif
