// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** The terms that ontology.c and gazetteer.c look for in a graph. */
#ifndef KG_LOADERS_TERMS_H
#define KG_LOADERS_TERMS_H

#include "kg/vocab.h"
#include "loaders/tables/ontology.h"

#define SEC(name) KG_STR(KG_NS_SEC name)
#define SKOS(name) KG_STR(KG_NS_SKOS name)

/** The nodes of the terms that are asked for again and again. */
typedef struct kg__terms {
  kg__node type, label, pref, alt, hidden, sub_class, domain, range, union_of, first, rest, owl_class,
      property, symmetric, exact, official, metonym, demonym, combining, context;
} kg__terms;

bool kg__graph_has(const kg__graph *g, kg__node s, kg__node p, kg__node o);

/** The number of the class of this IRI, or -1. */
int kg__class_of_iri(const kg__ontology *o, kg_str iri);

/** Note that a word is a first name. */
kg_status kg__ontology_given_name(kg__ontology *o, kg_str name);

/** gazetteer.c: add the entities that the graph declares. */
kg_status kg__gazetteer_add(kg__ontology *o, const kg__graph *g, const kg__terms *t);

#endif
